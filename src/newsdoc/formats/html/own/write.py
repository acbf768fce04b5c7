"""One article as one page of HTML5 for people, which is well-formed XML, too.

The page displays what a paper prints; its JSON-LD in the head says the rest to machines. The page loads nothing but
its pictures. Every line is written without white space around it, and the style sheet keeps runs of spaces.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

from newsdoc.formats.html.own.mapping import PLACES
from newsdoc.formats.json import text as json_text
from newsdoc.formats.jsonld.write import news_article
from newsdoc.formats.mapping import one_to_one
from newsdoc.formats.xml.write import HTML, XHTML, attribute, body, element, escape
from newsdoc.model import Article, Caption, plain_text

__all__ = ["GENERATOR", "LINES", "RESIDUAL", "article_page", "picture_id"]

GENERATOR = "newsdoc 1"
"""The generator of a page; the number is that of the form in which it is written."""

RESIDUAL = "newsdoc-residual"
"""The id of the script that holds the residual."""

LINES = one_to_one(PLACES)
"""The fields that are displayed as a line of their own, with the class of its element, in order."""

_HEADER = ("section", "headline", "deck", "byline", "dateline")
_LONGEST_TITLE = 80  # characters of a title that is taken from the text

# Characters that XML allows and HTML does not: controls and noncharacters.
_NONCHARACTERS = "".join(map(chr, [plane << 16 | last for plane in range(1, 17) for last in (0xFFFE, 0xFFFF)]))
_UNSHOWN = re.compile(f"[\x7f-\x9f\ufdd0-\ufdef{_NONCHARACTERS}]")
_IN_SCRIPT = re.compile(f"[<>&]|{_UNSHOWN.pattern}")
_is_web = re.compile(r"https?://|data:image/", re.IGNORECASE).match


def article_page(article: Article, entries: list[dict[str, object]]) -> str:
    """Write an article as a page; `entries` are its residual."""
    direction = _direction(article)
    lang = f" lang={attribute(article.language)}" if article.language else ""
    lines = [
        "<!DOCTYPE html>",
        f'<html xmlns="{XHTML}"{lang}{direction and f" dir={attribute(direction)}"}>',
        "<head>",
        *_head(article, entries),
        "</head>\n<body>\n<main>\n<article>",
        _displayed("\n".join(_article(article))),
        "</article>\n</main>\n</body>\n</html>\n",
    ]
    return "\n".join(lines)


def picture_id(number: int) -> str:
    """Return the id of a figure, by its number from 1."""
    return f"picture-{number}"


# --- the head ---


def _head(article: Article, entries: list[dict[str, object]]) -> Iterator[str]:
    yield '<meta charset="utf-8"/>'
    yield f"<title>{escape(_replaced(_title(article)))}</title>"
    yield '<meta name="viewport" content="width=device-width, initial-scale=1"/>'
    yield f'<meta name="generator" content="{GENERATOR}"/>'
    if described := article.summary or article.deck:
        yield f'<meta name="description" content={attribute(_replaced(described))}/>'
    if article.url and _is_web(article.url):
        yield f'<link rel="canonical" href={attribute(article.url)}/>'
    yield f"<style>\n{_style()}</style>"
    node = {"@context": "https://schema.org", **news_article(article)}
    yield f'<script type="application/ld+json">\n{_for_script(node)}\n</script>'
    if entries:
        yield f'<script type="application/json" id="{RESIDUAL}">\n{_for_script(entries)}\n</script>'


def _title(article: Article) -> str:
    """Return the title of the page, which it must have: the headline, or the first words of the article."""
    if article.headline:
        return article.headline
    captions = (caption.text or caption.credit for caption in article.captions)
    texts = (article.deck, article.summary, *map(plain_text, article.body), *captions, article.section, article.url)
    text = next((" ".join(text.split()) for text in texts if text and text.strip()), "…")
    return text if len(text) <= _LONGEST_TITLE else f"{text[: _LONGEST_TITLE - 1].rstrip()}…"


def _direction(article: Article) -> str:
    """Return `rtl` for an article in Arabic, Hebrew and the like, by its letters; `""` if it has none."""
    first = [article.headline or "", *map(plain_text, article.body[:3])]
    kinds = [unicodedata.bidirectional(char) for char in " ".join(first)[:500]]
    right, left = kinds.count("R") + kinds.count("AL"), kinds.count("L")
    return "rtl" if right > left else "ltr" if left else ""


@cache
def _style() -> str:
    return Path(__file__).with_name("page.css").read_text("utf-8")


def _for_script(value: object) -> str:
    """Write JSON for a `script` element, where neither HTML nor XML finds markup in it."""
    text = json_text.indented(value).decode()
    return text if _is_shown(text) and not set("<>&") & set(text) else _IN_SCRIPT.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def _replaced(text: str) -> str:
    """Return a text for an attribute or the title, which cannot hold an element for a character."""
    return text if _is_shown(text) else _UNSHOWN.sub("\ufffd", text)


def _is_shown(text: str) -> bool:
    """Return True for text whose lines are printable, as most are; to look for each character takes longer."""
    return all(map(str.isprintable, text.split("\n")))


def _displayed(markup: str) -> str:
    """Write each character that HTML cannot hold as an element that names it."""
    return markup if _is_shown(markup) else _UNSHOWN.sub(_named, markup)


def _named(found: re.Match[str]) -> str:
    return f'<data class="char" value="U+{ord(found[0]):04X}">\ufffd</data>'


# --- the article ---


def _article(article: Article) -> Iterator[str]:
    yield "<header>"
    for field in _HEADER:
        if text := getattr(article, field):
            yield _line(field, text)
    if article.published:
        yield _time(article)
    yield '</header>\n<div class="body">'
    yield from body(article.body, article.captions, "picture-", _HTML5)
    yield "</div>"
    if footer := [*_footer(article)]:
        yield "\n".join(["<footer>", *footer, "</footer>"])


def _line(field: str, text: str) -> str:
    tag = "h1" if field == "headline" else "p"
    return element(f'{tag} class="{LINES[field]}"', text, "")


def _time(article: Article) -> str:
    """Write the time of publication in figures, which all languages read."""
    published = article.published
    assert published is not None
    shown = published.isoformat(" ", "minutes") if isinstance(published, datetime) else published.isoformat()
    return f'<time class="published" datetime="{published.isoformat()}">{shown}</time>'


def _footer(article: Article) -> Iterator[str]:
    if article.credit:
        yield _line("credit", article.credit)
    if article.keywords:
        items = "".join([element("li", keyword, "") for keyword in article.keywords])
        yield f'<ul class="keywords">{items}</ul>'
    if article.rights and article.rights.notice:
        yield element('p class="notice"', article.rights.notice, "")


def _figure(caption: Caption, id: str) -> str:
    """Write a caption as a figure; a picture whose address is not one of the web is not shown."""
    lead = ' class="lead"' if caption.anchor is None else ""
    image = ""
    if caption.url and _is_web(caption.url):
        alt = attribute(_replaced(caption.text or ""))
        image = f'<img src={attribute(caption.url)} alt={alt} loading="lazy"/>'
    credit = f'<small class="credit">{escape(caption.credit)}</small>' if caption.credit else ""
    words = " ".join(filter(None, (escape(caption.text or ""), credit)))
    return f'<figure id="{id}"{lead}>{image}{words and f"<figcaption>{words}</figcaption>"}</figure>'


def _preformatted(text: str) -> str:
    """Write preformatted text; HTML leaves out a line break right after the tag, so an element comes before it."""
    return f"<pre>{'<span></span>' if text.startswith(chr(10)) else ''}{escape(text)}</pre>"


_HTML5 = HTML._replace(
    figure=_figure,
    preformatted=_preformatted,
    heading='th scope="col"',
    table=('<div class="scroll" tabindex="0"><table>', "</table></div>"),
    space="",
)
