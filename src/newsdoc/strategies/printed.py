"""Strategies for dumps: pages printed from known articles, such pages damaged, and text that is not a page.

`newsdoc.strategies` offers them; this file only knows how the layouts are printed. A printed page is well formed in
this sense: headlines are not sentences and are on the page for one article only, paragraphs are sentences, and no
line of a body is printed twice in a row. All else varies: languages, decks, bylines, sub-heads, captions and their
credits, controls, stray spaces, blank lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from newsdoc.model import Article, Block, Caption, Subhead

__all__ = ["Printed", "dumps", "printed_pages", "seed_like_pages"]

_LANGUAGES = {
    "en": ("the council said harbour talks on water and trade would open after rain in March River Valley", "."),
    "ar": ("قال المجلس إن المحادثات حول الماء والتجارة ستبدأ بعد المطر في الوادي «الجديد» خلال الأسبوع", "."),
    "tr": ("belediye İstanbul'da su ve ticaret görüşmelerinin yağmurdan sonra başlayacağını söyledi ılık Çarşı", "."),
    "fa": ("شورا گفت گفت‌وگوها درباره آب و تجارت پس از باران در دره آغاز می‌شود", "."),
    "he": ("המועצה אמרה שהשיחות על המים והסחר ייפתחו אחרי הגשם בעמק", "."),
    "zh": ("市政府 表示 关于 水 和 贸易 的 会谈 将 在 雨 后 开始", "。"),
}
_MARKS = ("“open”", "‘new’", "(ABC)", "2025", "Türkiye’s", "e\u0301te", "👩‍🌾", "don't", '"quoted"', "—", "20", "TT")
_CREDITS = (
    ("{} (AFP)", "AFP"),
    ("{}. (Reuters)", "Reuters"),
    ("{}. (AFP/Ann Example)", "AFP/Ann Example"),
    ("{} (Asharq Al-Awsat).", "Asharq Al-Awsat"),
    ("{}. (Iraq government media)", "Iraq government media"),
    ("{}. REUTERS/Bo Sample/File Photo", "REUTERS/Bo Sample/File Photo"),
    ("{} / Fotoğraf: AFP", "AFP"),
    ("{}.", None),
    ("{} (left).", None),
)
_NAMES = ("Ann Example", "Zayed Hediyye", "Mona El Sayed", "آن مثال")
_SITE = "Asharq Al-awsat English Middle-east and International News and Opinion from Asharq Al-awsat Newspaper"
_ARCHIVE = "ASHARQ AL-AWSAT English Archive 2005 -2017"
_STRAY = ("", "", "", " ", "  ", "\xa0", "\xa0\xa0")


LAYOUTS = ("doubled-head", "doubled-head", "glued", "dated", "archive")
"""The layouts that pages are printed in; the most common is listed twice."""


class Printed(NamedTuple):
    """A dump and what a careful reader finds in it; the sources that credits and site lines name are left out."""

    text: str
    articles: tuple[Article, ...]


class _Voice:
    """Draws words of one language; `serial` makes lines of a page different from each other."""

    def __init__(self, draw: DrawFn, serial: int) -> None:
        self.draw = draw
        words, self.stop = _LANGUAGES[draw(st.sampled_from(sorted(_LANGUAGES)))]
        self.words = [*words.split(), *_MARKS]
        self.serial = serial
        self.count = 0

    def phrase(self, least: int, most: int) -> str:
        """Draw words that begin with a word and a number of their own, and end in a word."""
        words = self.draw(st.lists(st.sampled_from(self.words), min_size=least, max_size=most))
        self.count += 1
        return " ".join([f"{self.words[0].capitalize()} {self.serial}n{self.count}", *words, self.words[1]])

    def sentence(self, least: int = 1, most: int = 30) -> str:
        return self.phrase(least, most) + self.stop


@st.composite
def printed_pages(draw: DrawFn, /, *, least: int = 1, most: int = 4, layouts: Sequence[str] = LAYOUTS) -> Printed:
    """Return a strategy for pages of `least` to `most` articles in mixed layouts, with blank lines between them."""
    articles: list[Article] = []
    pieces: list[str] = []
    for serial in range(draw(st.integers(least, most))):
        lines, article = draw(_article(draw(st.sampled_from(layouts)), serial))
        pieces += ["\n" * (draw(st.integers(2, 4)) if serial else draw(st.integers(0, 2))), "\n".join(lines)]
        articles.append(article)
    return Printed("".join(pieces) + draw(st.sampled_from(["", "\n", "\n\n"])), tuple(articles))


def dumps() -> SearchStrategy[str]:
    """Return a strategy for dumps: pages, damaged ones, lines of pages in any order, any text and lone surrogates."""
    return st.one_of(printed_pages().map(lambda page: page.text), _damaged(), seed_like_pages(), _rubble(), _any_text())


# --- the parts of an article ---


@st.composite
def _article(draw: DrawFn, /, layout: str, serial: int) -> tuple[list[str], Article]:
    voice = _Voice(draw, serial)
    headline = voice.phrase(2, 8)
    print_head = {"doubled-head": _doubled_head, "glued": _glued, "dated": _dated, "archive": _archive}[layout]
    head, article = print_head(voice, headline)
    body, byline, blocks = _body(voice, bylines=article.byline is None)
    gap = [] if layout == "glued" else [""]
    return [*head, *gap, *body], attrs.evolve(article, body=blocks, byline=byline or article.byline)


def _body(voice: _Voice, *, bylines: bool) -> tuple[list[str], str | None, list[Block]]:
    """Print a byline now and then, paragraphs, and sub-heads above long ones; blank lines between, or not, or both."""
    draw = voice.draw
    byline = draw(st.sampled_from([None, None, None, *_NAMES])) if bylines else None
    blocks: list[Block] = [] if byline is None else [voice.sentence(25)]
    for _ in range(draw(st.integers(0 if blocks else 1, 4))):
        if blocks and draw(st.integers(0, 4)) == 4:
            blocks += [Subhead(voice.phrase(0, 2)), voice.sentence(25)]
        else:
            blocks.append(voice.sentence())
    gaps = draw(st.sampled_from([[""], [], None]))
    printed = [byline] if byline else []
    for block in blocks:
        gap = draw(st.sampled_from([[], [""]])) if gaps is None else gaps
        text = block.text if isinstance(block, Subhead) else str(block)
        printed += [*(gap if printed else []), text + draw(st.sampled_from(_STRAY))]
    return printed, byline, blocks


def _captions(voice: _Voice, least: int, most: int) -> list[tuple[str, Caption]]:
    """Draw captions with the line each is printed as."""
    several = []
    for shape, credit in voice.draw(st.lists(st.sampled_from(_CREDITS), min_size=least, max_size=most)):
        line = shape.format(voice.phrase(2, 12))
        trailing = line.endswith((").", "/ Fotoğraf: AFP")) and credit
        text = line if credit is None else shape.partition("{}")[0] + line[: line.rindex(credit)].rstrip(" (")
        text = text.removesuffix("/ Fotoğraf:").rstrip() + ("." if trailing and line.endswith(".") else "")
        several.append((line, Caption(text, credit)))
    return several


def _doubled_head(voice: _Voice, headline: str) -> tuple[list[str], Article]:
    draw = voice.draw
    captions = _captions(voice, 0, 3)
    controls: list[str] = draw(st.sampled_from([["TT"], ["TT", "20"], ["TT", "TT"], *([[]] if captions else [])]))
    deck = draw(st.none() | st.just(voice.phrase(3, 12)) | st.just(voice.sentence(3, 12)))
    shown = [line for line, _ in captions for _ in range(2)]
    if not captions:
        shown = draw(st.sampled_from([[headline], []])) if deck is None else [headline]
    pictures = [[draw(st.sampled_from(_STRAY)) + line for line in shown] for _ in range(2)]
    stray = draw(st.sampled_from(["", "\xa0\xa0"]))
    top = [headline + stray, "", *([deck, ""] if deck else [])]
    return [*top, *pictures[0], *controls, "", headline + stray, "", *pictures[1]], Article(
        headline, deck=deck, captions=[caption for _, caption in captions]
    )


def _glued(voice: _Voice, headline: str) -> tuple[list[str], Article]:
    """Print the Turkish page without blanks: the address glued to the headline, place and paper under the caption."""
    ((line, caption),) = _captions(voice, 1, 1)
    url, dateline = f"https://turkish.example/{voice.serial}", "İstanbul/Şarku'l Avsat"
    head = [headline + url, headline, line, dateline, "TT", "TT", headline, line]
    return head, Article(headline, captions=[caption], dateline=dateline, url=url)


def _dated(voice: _Voice, headline: str) -> tuple[list[str], Article]:
    draw = voice.draw
    captions = _captions(voice, 0, 1)
    day = draw(st.dates(date(2005, 1, 1), date(2025, 12, 31)))
    printed = f"{day:%A}, {day.day} {day:%B}, {day.year} - {draw(st.integers(0, 23)):02}:45"
    byline = draw(st.sampled_from([None, None, "London – Ann Example"]))
    under = [line for line, _ in captions] + ([byline] if byline else [])
    return [_SITE, "", headline, "", headline, "", printed, *under], Article(
        headline, byline=byline, published=day, captions=[caption for _, caption in captions]
    )


def _archive(voice: _Voice, headline: str) -> tuple[list[str], Article]:
    draw = voice.draw
    captions = _captions(voice, 0, 1)
    media = draw(st.booleans()) or bool(captions)
    head = ["Middle-east Arab News Opinion | Asharq Al-awsat", "", f"{headline} | {_ARCHIVE}", "Select Page"]
    head += ["Media ID: 55054259"] if media else []
    for line, _ in captions:
        curly, straight = line, line.replace("’", "'")
        copies = [straight.replace(" (", "  ("), "", curly]
        head += ["Caption:", "", curly, "", "", *draw(st.sampled_from([[], copies]))]
    while head[-1] == "":
        head.pop()
    return head, Article(headline, captions=[caption for _, caption in captions])


# --- pages that are not well formed ---


@st.composite
def _damaged(draw: DrawFn) -> str:
    """Draw a printed page with some lines dropped, doubled, swapped, inserted or spoiled, or cut off."""
    lines = draw(printed_pages(most=3)).text.split("\n")
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        other = draw(st.integers(0, len(lines) - 1))
        changed = draw(st.sampled_from(["drop", "double", "swap", "insert", "spoil", "join"]))
        if changed == "drop":
            lines[at : at + 1] = []
        elif changed == "double":
            lines.insert(other, lines[at])
        elif changed == "swap":
            lines[at], lines[other] = lines[other], lines[at]
        elif changed == "insert":
            lines.insert(at, draw(st.sampled_from(_FRAGMENTS)))
        elif changed == "spoil":
            lines[at] += draw(
                st.sampled_from(["\r", "\x00", "\ufffe", "\udcff", "\t", "\x85", "…", "https://a.example/b"])
            )
        else:
            lines[at : at + 2] = [" ".join(lines[at : at + 2])]
        lines = lines or [""]
    text = "\n".join(lines)
    return text[: draw(st.integers(0, len(text)))] if draw(st.booleans()) else text


_FRAGMENTS = (
    "", "", " ", "\xa0", "\r", "TT", "20", "TT 20", "Select Page", "Media ID: 1", "Caption:", _SITE,
    f"Title | {_ARCHIVE}", "A title", "Another title", "A titlehttps://news.example/a", "City/Paper",
    "Ann Example", "London – Ann Example",
    "A caption. (AFP)", "Photo: AFP", "A photo released by Example Wire shows the harbour.", "به قلم:",
    "A sentence that goes on for rather more than sixty characters, as a paragraph will.",
    "A teaser that goes on for rather more than sixty characters and then stops in the…",
    "Cairo, Asharq Al-Awsat—Talks began on Monday.", "Thursday, 7 November, 2019 - 07:45",
    "by Ann Example | Jun 27, 2014 | Opinion",
)  # fmt: skip


@st.composite
def seed_like_pages(draw: DrawFn, /, *, most: int = 4) -> str:
    """Return a strategy for pages printed as the seed is, except for misleading lines: odd ones, or in other places.

    A few lines are then dropped, doubled, swapped or put in.
    """
    lines: list[str] = []
    for serial in range(draw(st.integers(1, most))):
        headline = draw(st.sampled_from([f"Bridge {serial} Opens"] * 9 + [*_HEADLINES]))
        pictures = [line for line in draw(st.lists(st.sampled_from(_PICTURES), max_size=2)) for _ in range(2)]
        controls = draw(st.sampled_from([["TT", "20"], ["TT", "20"], ["TT"], ["TT", "TT"], []]))
        deck = draw(
            st.sampled_from([[], [], [], [f"He opens bridge {serial}", ""], [draw(st.sampled_from(_PICTURES)), ""]])
        )
        lines += [headline, "", *deck, *pictures, *controls, "", headline, "", *pictures, *([""] if pictures else [])]
        gap = draw(st.sampled_from([[""], [""], []]))
        story = st.lists(st.sampled_from([None] * 2 * len(_STORY) + [*_STORY]), min_size=1, max_size=5)
        for number, odd in enumerate(draw(story)):
            lines += [odd or f"{_PROSE}, said speaker {number} of day {serial}.", *gap]
        lines += draw(st.sampled_from([["", ""], [], [""]]))
    for _ in range(draw(st.integers(0, 3))):
        at, other = (draw(st.integers(0, max(0, len(lines) - 1))) for _ in range(2))
        changed = draw(st.sampled_from(["drop", "double", "swap", "insert"]))
        if changed == "drop":
            lines[at : at + 1] = []
        elif changed == "swap" and lines:
            lines[at], lines[other] = lines[other], lines[at]
        else:
            known = st.sampled_from([*_HEADLINES, *_PICTURES, *_STORY, *_FRAGMENTS])
            added = [draw(known)] if changed == "insert" else lines[at : at + 1]
            lines[other:other] = [*added, *draw(st.sampled_from([[], [""]]))]
    return "\n".join(lines)


_PROSE = "The council said on Monday that the talks on water would go on through the week"
_LINE = f"{_PROSE}, and nobody knew for how long."
_HEADLINES = (
    "Council Approves Bridge", "Bridge Opens", "Bridge Opens | Asharq Al-awsat", "Is the Bridge Open?", "20",
    "Talks Begin", "Talks  Begin", "Talks Beginhttps://news.example/a", _SITE, _LINE,
)  # fmt: skip
_PICTURES = (
    "The bridge. (AFP)", "The bridge. (AFP/Ann Example)", "The bridge (ABC)", "The bridge", "Photo: AFP",
    "The  bridge.", "A photo released by Example Wire shows the bridge.", "Thursday, 7 November, 2019 - 07:45",
    "Bridge Opens", _LINE,
)  # fmt: skip
_STORY = (
    f"{_PROSE}, after a short break.", f"{_PROSE}.", f"{_PROSE}. {_PROSE}. {_PROSE}", f"{_PROSE}, «he said».",
    f"Cairo, Asharq Al-Awsat—{_PROSE}.", f"Orvale – {_PROSE}.", f"{_PROSE},  with two spaces.", f"{_PROSE}\xa0now.",
    f" {_PROSE}.", f"{_PROSE}\tnow.", f"{_PROSE} https://news.example/a", f"{_PROSE}\x00.", f"{_PROSE} گفت\u200cوگو.",
    "Nobody was hurt.", "A New Road", "Ann Example", "Ann Example,", "Thursday, 7 November, 2019 - 07:45", "«No»",
    "Published: Thursday, 7 November, 2019 at 07:45 - Updated: Friday, 12:30 GMT", "Is the Bridge Open?", "\xa0",
    "The bridge. (AFP)", "Bridge Opens", _LINE,
)  # fmt: skip
"""Lines of a body: paragraphs, and lines that look like another kind."""


def _rubble() -> SearchStrategy[str]:
    """Return a strategy for lines of real pages, in any order: layouts find most of their lines, and few in place."""
    return st.lists(st.sampled_from(_FRAGMENTS), max_size=30).map("\n".join)


def _any_text() -> SearchStrategy[str]:
    anything = st.characters(codec=None, exclude_categories=())
    return st.text(st.one_of(anything, st.sampled_from("\n\n\r \t\x85\u2028T20.…")), max_size=60)
