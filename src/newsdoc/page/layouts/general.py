"""The general layout: a page of which no layout knows the head, as most pages of news are.

    Bridge Opens | Orvale Gazette              furniture, but it says what the headline is
    Menu                                       furniture
    Bridge Opens                               headline: the echo of the title
    By Ann Example                             byline: between the headline and the story
    13 February 2024                           date
    The council agreed on Monday to reopen ... the story: the strongest run of prose
    Read also: The mayor resigns               furniture inside the story
    The toll                                   sub-head: short, with prose above and below
    The bridge will be free of charge until the summer, said the deputy mayor.
    The bridge on Sunday. (AFP)                caption: a credit at its end
    All rights reserved.                       furniture

What a line is comes from evidence (`evidence.py`, `headlines.py`), never from a fixed place: `choose.py` takes the
story and the headline by it, and `kinds.py` says what the texts around them are. All other lines are furniture.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from newsdoc.page.labels import BLANK, FURNITURE, Label
from newsdoc.page.layouts.chance import Choice, chance
from newsdoc.page.layouts.choose import choose
from newsdoc.page.layouts.evidence import PageLines, may_have_prose
from newsdoc.page.layouts.kinds import label_texts
from newsdoc.page.layouts.listing import has_dated_groups, is_listing, is_row
from newsdoc.page.layouts.words import slug_of
from newsdoc.page.page import Hints
from newsdoc.page.texts import Texts, read_texts
from newsdoc.page.texts.headers import FIELDS, FrontMatter, read_front_matter

__all__ = ["LONGEST_PAGE", "Weighed", "label_page", "weigh"]

LONGEST_PAGE = 4096
"""Lines of a page that are weighed together; what follows them is furniture, up to a head that a layout knows."""

_SHORT_PAGE = 120  # texts of a page that has no room for teasers beside a story
_LIKELY = 0.5  # the chance of an article that is more likely right than wrong
_BLURB = 70  # width of the shortest blurb
_FEW = 3  # texts of a page that is little but one text
# Bridge Opens | Orvale Gazette        Bridge Opens in Spring - The Gazette
_SITE_TAIL = re.compile(r"(?<!\s)\s++(?:\|\s+.{2,40}|[-–—]\s+(?:[A-Z][\w.’']*(?:\s+|$)){1,4})$")
_LINE = 1 << 30  # the end of a line, however long


class Weighed(NamedTuple):
    """A page with all evidence about it, and what was chosen by it."""

    matter: FrontMatter | None
    texts: Texts
    page: PageLines
    choice: Choice


def weigh(keys: Sequence[str], lines: Sequence[str], hints: Hints | None = None) -> Weighed:
    """Weigh the lines of a page; `keys` are the `lines` with their spaces folded, `""` for a blank one."""
    matter, texts = _read(keys, lines)
    return _weigh(matter, texts, hints)


def _read(keys: Sequence[str], lines: Sequence[str]) -> tuple[FrontMatter | None, Texts]:
    matter = read_front_matter(lines)
    return matter, read_texts(keys, lines, matter.stop if matter else 0)


def _weigh(matter: FrontMatter | None, texts: Texts, hints: Hints | None) -> Weighed:
    page = PageLines(
        texts.texts,
        texts.below_blank,
        _titles(matter, hints),
        slug_of(hints.url if hints else None),
        texts.levels,
        texts.linked,
    )
    return Weighed(matter, texts, page, choose(page))


def label_page(
    keys: Sequence[str], lines: Sequence[str], hints: Hints | None = None, *, is_whole: bool = True
) -> list[Label]:
    """Label the lines of a page by evidence; `keys` and `lines` are those of `weigh`."""
    matter, texts = _read(keys, lines)
    labels = [BLANK if not key else FURNITURE for key in keys]
    has_title = matter is not None and matter.title is not None
    empty = "page.unstructured" if is_whole else "page.leftover"
    if not may_have_prose(texts.texts):  # so there is no story: nothing need be weighed
        return _leave(labels, "page.listing" if not has_title and is_listing(texts.texts) else empty)
    _, _, page, choice = _weigh(matter, texts, hints)
    if not has_title and (_is_listing(page, choice.story) or _is_row(texts, choice.story, lines)):
        return _leave(labels, "page.listing")
    if not choice.story:
        return _leave(labels, empty)
    kinds = label_texts(page, choice)
    if matter:
        _label_front_matter(matter, labels)
    if has_title:
        # nothing has to be guessed about a headline that has a name
        choice = choice._replace(headline=-1, sure=9.0, margin=9.0)
        kinds = {at: label for at, label in kinds.items() if label.kind != "headline" or at == page.echo}
    for at, label in kinds.items():
        _lay(label, texts, at, lines, labels)
    if FURNITURE in labels:
        left = labels.index(FURNITURE)
        labels[left] = labels[left]._replace(notes=("page.leftover",))
    # the article begins with the first line that is a part of it, be it a date above the headline
    first = next(at for at, label in enumerate(labels) if label.kind not in ("blank", "furniture"))
    sure = chance(page, choice)
    guessed = "guess.evidence" if sure >= _LIKELY else "guess.article"
    notes = (guessed,) if has_title or choice.headline is None else (guessed, "guess.headline")
    labels[first] = labels[first]._replace(article=True, notes=(*notes, *labels[first].notes), chance=sure)
    return labels


def _titles(matter: FrontMatter | None, hints: Hints | None) -> list[str]:
    """Return what the headline is said to be, the surest first."""
    said = (matter and matter.title, hints and hints.title, matter and matter.said)
    return [title for title in said if title]


def _label_front_matter(matter: FrontMatter, labels: list[Label]) -> None:
    """Label the lines of a front matter; the value of each field is a part of its line."""
    for name, kind in FIELDS.items():
        if name in matter.fields:
            _, line, part = matter.fields[name]
            labels[line] = Label(kind, part=part)


def _lay(label: Label, texts: Texts, at: int, lines: Sequence[str], labels: list[Label]) -> None:
    """Label all lines of a text, without the mark of a heading and without the site's name behind a page's title."""
    start, stop = texts.lines[at]
    column = texts.columns[at]
    if column:
        label = label._replace(part=(column, _LINE))
    elif at == 0 and label.kind == "headline" and stop == start + 1 and (tail := _SITE_TAIL.search(lines[start], 25)):
        label = label._replace(part=(0, tail.start()))
    labels[start] = label
    if stop > start + 1:
        below = label._replace(new=False, notes=(), part=None)
        for line in range(start + 1, stop):
            begun = texts.quoted.get(line)
            labels[line] = below._replace(part=(begun, _LINE)) if begun else below


def _is_listing(page: PageLines, story: Sequence[int]) -> bool:
    """Return True if a page is a list of teasers: most of its texts have a title of their own, or break off.

    Wheat, water and a wall
    The valley has been in a poor state since the flood of 2003, and few shed tears over the old dam.
    The mayor resigns
    On Monday the mayor said that he had had enough of the bridge, and of the council ...
    """
    # a long page may begin with teasers, and hold a story all the same
    taken = set(story)
    together = sum(at + 1 in taken or at - 1 in taken for at in story)
    has_no_room = page.echo is None and len(page.texts) <= _SHORT_PAGE and together < 0.7 * len(story)
    if (has_no_room or not story) and is_listing(page.texts):
        return True
    prose = [at for at in story if at and page.ends[at] == "s" and page.widths[at] >= _BLURB]
    titled = sum(22 <= page.widths[at - 1] <= 140 and not page.ends[at - 1] for at in prose)
    if titled <= 0.75 * len(prose):
        return False
    return len(prose) >= 4 or (len(prose) == 3 and has_dated_groups(page.texts[story[0] - 1 : story[-1] + 6]))


def _is_row(texts: Texts, story: Sequence[int], lines: Sequence[str]) -> bool:
    """Return True if the only text is a row of titles, or one blurb that breaks off."""
    if len(story) != 1:
        return False
    text = texts.texts[story[0]]
    is_cut = len(texts.texts) <= _FEW and (text[-1] == "…" or text.endswith("..."))
    return is_cut or is_row(lines[texts.lines[story[0]][0]])


def _leave(labels: list[Label], note: str) -> list[Label]:
    """Label all lines of a page without an article."""
    first = next((index for index, label in enumerate(labels) if label.kind != "blank"), None)
    if first is not None:
        labels[first] = Label("unknown", notes=(note,))
    return labels
