"""How one layout labels the lines of a page: `data/labels-DIALECT.txt` has pages, named for what is special about each.

    === a title above a caption
    headline   1  Bridge Opens
    blank      1
    caption    1  The bridge. (AFP)
    paragraph  1  {A}
    +          1  which goes on
    doubts: guess.layout

Of a page that the layout does not know, the file has the lines only: evidence labels them, and that may be learnt anew.

A line of these files has the label of a line, the number of its article, and the line; `+` goes on with the text above.
`{A}` to `{D}` are long sentences. NEWSDOC_REWRITE=1 writes the labels anew; then read the difference as you would read
code.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from newsdoc.formats import rawdump

PROSE = {
    "{A}": "The council said on Monday that the talks on water would go on through the week, after a short break.",
    "{B}": "Nobody was hurt, the mayor said, and the road along the river would be open to traffic again by evening.",
    "{C}": "The baker had asked for a wider road in spring, when the river took a shed, and nobody had answered him.",
    "{D}": "“We will wait,” said Ann Example, who has sold nets and ropes by the river since her father was young.",
}
WEIGHED = {"guess.evidence", "guess.article", "page.unstructured", "page.listing"}
FILES = sorted((Path(__file__).parent / "data").glob("labels-*.txt"))


def cases(path):
    """The pages of a file by name, with their labels as the file has them."""
    for case in path.read_text("utf-8").split("=== ")[1:]:
        name, labelled = case.split("\n", 1)
        yield name, labelled.strip("\n") + "\n"


def plain(labelled):
    """The page without its labels."""
    lines = [line[14:] for line in labelled.splitlines() if not line.startswith("doubts:")]
    return re.sub("|".join(map(re.escape, PROSE)), lambda found: PROSE[found[0]], "\n".join(lines))


def read(text, dialect):
    """The labels of a page, as the files have them."""
    page = rawdump.loads(text, dialect=dialect)
    codes = {diagnostic.code for diagnostic in page.diagnostics}
    lines = []
    for segment in page.segments:
        for at, line in enumerate(segment.text.splitlines()):
            article = page.article_at(segment.start + at)
            label = f"{'+' if at else segment.kind:10} {'.' if article is None else article + 1}"
            for short, long in PROSE.items():
                line = line.replace(long, short)
            lines.append(f"{'' if codes & WEIGHED else label:14}{line}".rstrip())
    doubts = "no head of this layout" if codes & WEIGHED else " ".join(sorted(codes))
    return "\n".join([*lines, *([f"doubts: {doubts}"] if doubts else []), ""])


def all_cases():
    for path in FILES:
        for name, labelled in cases(path):
            yield pytest.param(path, labelled, id=f"{path.stem}: {name}")


@pytest.mark.parametrize(("path", "labelled"), [*all_cases()])
def test_the_labels_of_a_page(path, labelled):
    found = read(plain(labelled), path.stem.removeprefix("labels-"))
    if os.environ.get("NEWSDOC_REWRITE"):
        path.write_text(path.read_text("utf-8").replace(labelled, found), "utf-8")
        labelled = found
    assert found == labelled


def printed_twice():
    return [case for case in all_cases() if "guess.printed-twice" in case.values[1]]


@pytest.mark.parametrize(("path", "labelled"), printed_twice())
def test_a_blank_last_line_is_no_third_copy_of_an_article(path, labelled):
    above, doubts = labelled.split("doubts:")
    text, last = plain(labelled).rstrip("\n"), above.splitlines()[-1]
    labels = f"{above}{'blank':11}{last[11]}\ndoubts:{doubts}"
    assert read(f"{text}\n\n", path.stem.removeprefix("labels-")) == labels
