"""The words in classes, ids and roles by which pages name their parts, in several languages.

A class is cut into its words: `article-body__related js-share` is `article`, `body`, `related`, `js`, `share`. A word
of five letters or more is also found inside a longer one: `relatedArticles`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

__all__ = [
    "BODY",
    "BYLINE",
    "CAPTION",
    "CONTROL",
    "CREDIT",
    "DATE",
    "DECK",
    "FOOTER",
    "HEADER",
    "HEADLINE",
    "HIDDEN",
    "MAIN",
    "MENU",
    "PAYWALL",
    "PICTURE",
    "QUOTE",
    "RELATED",
    "STORY",
    "TAGS",
    "flags_of",
]

(
    MENU, RELATED, CONTROL, FOOTER, HEADER, PAYWALL, TAGS, HIDDEN, STORY, BODY, MAIN, HEADLINE, DECK, BYLINE, DATE,
    CAPTION, CREDIT, QUOTE, PICTURE,
) = (1 << number for number in range(19))  # fmt: skip

_WORDS = {
    MENU: (
        "nav navi navbar navigation navigate menu breadcrumb breadcrumbs topbar masthead toolbar skiplink "
        "skip pagination pager toc"
    ),
    RELATED: (
        "related relateds relacionad relaciones verwandt recommend recommendation recommended empfehlung "
        "empfohlen teaser teasers promo promos promoted promotion mostread mostpopular popular trending "
        "readmore readalso lireaussi correlati ilgili relacionadas similar morefrom alsoread sidebar aside "
        "rail newsletter signup subscribe subscription abonnement subscribing outbrain taboola advert "
        "advertisement advertising ads adslot adunit sponsor sponsored werbung anzeige anzeigen publicidad "
        "publicite pubblicita reklama reklam iklan banner promobox latest carousel swiper playlist livestream "
        "crosslink linklist linkbox infolink onward upnext nextarticle weiterlesen mehrzumthema bookpromo "
        "affiliate shop donate donation spenden cta kickerlinks callout recirc recirculation apppromo"
    ),
    CONTROL: (
        "share shares sharing social socials teilen compartir partage paylas condividi button buttons btn "
        "comment comments kommentar kommentare comentario comentarios commentaires yorum disqus coral login "
        "signin register form dialog modal popup tooltip overlay player audio listen voice consent cookie "
        "cookies gdpr privacy cmp feedback rating vote poll survey print bookmark bookmarks toggle dropdown "
        "follow gift"
    ),
    FOOTER: (
        "footer foot legal copyright disclaimer impressum imprint colophon bio authorbio authorbox "
        "aboutauthor authorinfo correction corrections notice endnote"
    ),
    HEADER: "header head",
    PAYWALL: "paywall regwall premium piano offer offers meter barrier plusteaser subscriptionwall gate gated",
    TAGS: (
        "tag tags tagged topic topics thema themen keyword keywords etiquetas category categories hashtag "
        "hashtags"
    ),
    HIDDEN: "hidden visuallyhidden hide sronly screenreader assistive accessibility",
    STORY: "article story post entry artikel articulo articolo haber detail detay news",
    BODY: (
        "articlebody body content text storybody storytext articletext articlecontent richtext maincontent "
        "postcontent entrycontent paragraphs contenido contenu cuerpo texto corpo corps noticia"
    ),
    MAIN: "main",
    HEADLINE: "headline title titre titulo titolo headlines heading ueberschrift baslik judul rubrik",
    DECK: (
        "deck dek standfirst subtitle subheadline subhead subheading lead lede intro introduction chapo "
        "chapeau entradilla vorspann ingress perex abstract tagline strapline sapo excerpt underrubrik "
        "untertitel unterzeile sottotitolo subtitulo occhiello catenaccio sommario summary description spot "
        "preamble alternativeheadline"
    ),
    BYLINE: (
        "byline bylines author authors autor autoren autorin auteur autore autori writer writers contributor "
        "contributors verfasser redakteur yazar muhabir penulis reporter journalist signature firma dateline"
    ),
    DATE: (
        "date dates time datetime timestamp published publish pubdate pubtime datum fecha tarih updated "
        "update modified dateline tanggal"
    ),
    CAPTION: (
        "caption captions figcaption cutline bildunterschrift bildtext bildtexte legende imgdesc imagetext "
        "captiontext"
    ),
    CREDIT: (
        "credit credits photographer fotograf fotografin fotocredit bildquelle quelle source sources "
        "copyright attribution rights photoby rightsholder byline bildnachweis license"
    ),
    PICTURE: (
        "image images img picture pictures photo photos foto fotos bild bilder figure media gallery galerie "
        "galeria slideshow imagebox imgbox gorsel"
    ),
    QUOTE: "quote pullquote zitat blockquote",
}  # fmt: skip


@cache
def _table() -> tuple[dict[str, int], list[tuple[str, int]]]:
    """Return the flags of each word, and the words that are long enough to be found inside others."""
    exact: dict[str, int] = {}
    for flag, words in _WORDS.items():
        for word in words.split():
            exact[word] = exact.get(word, 0) | flag
    return exact, [(word, flag) for word, flag in exact.items() if len(word) >= _SHORT]


_SHORT = 5  # letters of a word that can be found inside a longer one
_pieces = re.compile("[a-z]{2,}").findall


@lru_cache(maxsize=1 << 14)  # a site has few classes, and uses them in every page
def flags_of(name: str) -> int:
    """Return what a class, an id or a role says of its element."""
    flags, words = 0, _pieces(name.lower())
    for word in words:
        found = _KNOWN.get(word)
        flags |= _flags_of_word(word) if found is None else found
    if not _FIRST.isdisjoint(words):  # sr-only, read-also
        for pair in pairwise(words):
            flags |= _PAIRS.get(pair, 0)
    return flags


_PAIRS = {
    ("sr", "only"): HIDDEN,
    ("read", "also"): RELATED,
    ("read", "more"): RELATED,
    ("most", "read"): RELATED,
    ("most", "popular"): RELATED,
    ("more", "from"): RELATED,
    ("more", "on"): RELATED,
    ("also", "read"): RELATED,
    ("see", "also"): RELATED,
    ("lire", "aussi"): RELATED,
    ("up", "next"): RELATED,
    ("author", "bio"): FOOTER,
    ("author", "box"): FOOTER,
    ("about", "author"): FOOTER,
}


_FIRST = frozenset(first for first, _ in _PAIRS)
_KNOWN: dict[str, int] = {}
_MOST = 1 << 14
"""Words that are remembered; random ones come without end."""


def _flags_of_word(word: str) -> int:
    """Return what a word says that is not remembered."""
    flags = _looked_up(word)
    if len(_KNOWN) < _MOST:
        _KNOWN[word] = flags
    return flags


def _looked_up(word: str) -> int:
    exact, inside = _table()
    if word in exact:
        return exact[word]
    flags = 0
    if len(word) > _SHORT:
        for part, flag in inside:
            if part in word:
                flags |= flag
    return flags
