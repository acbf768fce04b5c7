"""Which pages are lists of teasers: the smallest of each kind that is one, and its neighbour that is not."""

from __future__ import annotations

import pytest

from newsdoc.formats import rawdump

TITLES = ("Talks on water", "Road closed", "A wider road", "No ferry", "A goat in the hall", "Bread for all")
PROSE = (
    "The council said on Monday that the talks on water would go on through the week, after a short break.",
    "Nobody was hurt, the mayor said, and the road along the river would be open to traffic again by evening.",
    "The baker had asked for a wider road in spring, when the river took a shed, and nobody had answered him.",
    "The ferry did not sail on Sunday, and those who had to cross the sound walked over the ice with a rope.",
    "A goat was found in the town hall on Friday, and the clerk let it stay until the rain was over at noon.",
    "The school bakes its own bread from the flour of the mill, and sells what the pupils leave at the gate.",
)
TAG = "by Ann Example | Jun 27, 2014 | Opinion"
LONG_WORDS = "Wasserversorgungsgesellschaftsversammlungsprotokoll verschoben am Montag"


def title(number):
    return TITLES[number]


def prose(number):
    return PROSE[number]


def teaser(number):
    return f"{PROSE[number][:80]}…"


def dotted(number):
    return f"{PROSE[number][:80]}..."


def cut(number):
    return PROSE[number][:80].rstrip(" ,.")


def dated(number):
    return f"October {number + 1}, 2016"


def groups(count, *lines, start=0):
    """Lines of `count` groups; a line is a text, or made of the group's number."""
    numbers = range(start, start + count)
    return [line if isinstance(line, str) else line(number) for number in numbers for line in lines]


LISTS = {
    "two lines of a blog's tags": groups(2, title, TAG, prose),
    "two lines of a blog's tags in capitals": groups(2, title, TAG.upper(), prose),
    "two links to a writer's articles": groups(2, title, "Writer Articles", prose),
    "three groups of title, blurb and date": groups(3, title, prose, dated),
    "three groups of date, title and blurb": groups(3, dated, title, prose),
    "groups of five lines with a date": groups(4, title, "Opinion", "Ann", prose, dated),
    "three pictures with a number each": groups(3, lambda number: f"Media ID: {5533 + number}", cut, prose),
    "three pages with a number of three digits": groups(3, lambda number: f"Page: {number + 100}", prose),
    "two teasers with an ellipsis": groups(2, title, teaser),
    "two teasers with three dots": groups(2, title, dotted),
    "two teasers with an ellipsis in quotes": groups(2, title, lambda number: f"“{teaser(number)}”"),
    "teasers below titles that are sentences": groups(
        3, lambda number: f"{TITLES[number]} in the town by the river.", teaser
    ),
    "more teasers than paragraphs": groups(3, title, teaser) + groups(2, title, prose, start=3),
    "four lines cut off": groups(4, title, cut),
    "more than four lines cut off for a whole one": groups(5, title, cut) + groups(1, title, prose, start=5),
}
NO_LISTS = {
    "one line of tags": groups(1, title, TAG, prose),
    "one link to a writer's articles": groups(1, title, "Writer Articles", prose),
    "two groups of title, blurb and date": groups(2, title, prose, dated),
    "two groups of date, title and blurb": groups(2, dated, title, prose),
    "dates with nothing but a blurb": groups(4, prose, dated),
    "dates with two paragraphs each": groups(4, title, prose, lambda number: f"{PROSE[number]} So.", dated),
    "groups of six lines with a date": groups(4, title, "Opinion", "Ann", "Share", prose, dated),
    "groups that are not in a row": [
        *groups(2, title, prose, dated), "Other", "Lines", dated(3), *groups(1, title, prose, dated, start=4),
    ],
    "dates in a row": [dated(0), dated(1), dated(2), dated(3), TITLES[0], *PROSE],
    "two pictures with a number each": groups(2, lambda number: f"Media ID: {5533 + number}", cut, prose),
    "three pictures with the same number": groups(3, "Media ID: 5533", prose),
    "three pages with a number of two digits": groups(3, lambda number: f"Page: {number + 10}", prose),
    "three different labels": [PROSE[0], "Media ID: 5533", PROSE[1], "Photo: 5534", PROSE[2], "Item: 5535", PROSE[3]],
    "one teaser": groups(1, title, teaser),
    "as many teasers as paragraphs": groups(2, title, teaser) + groups(2, title, prose, start=2),
    "three lines cut off": groups(3, title, cut),
    "four lines cut off and a whole one": groups(4, title, cut) + groups(1, title, prose, start=4),
    "paragraphs that are broken in two lines": [part for text in PROSE for part in (text[:60], text[60:])],
    "long lines of few words": groups(5, title, LONG_WORDS),
}  # fmt: skip


def is_list(lines):
    return "page.listing" in {diagnostic.code for diagnostic in rawdump.loads("\n".join(lines) + "\n").diagnostics}


@pytest.mark.parametrize(("width", "expected"), [(60, True), (61, False)])
def test_the_date_of_a_teaser_is_a_short_line(width, expected):
    assert is_list(groups(3, title, prose, lambda number: f"{dated(number)} ".ljust(width, "-"))) is expected


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_teasers(name):
    assert is_list(LISTS[name])


@pytest.mark.parametrize("name", NO_LISTS)
def test_what_is_like_a_list_of_teasers(name):
    assert not is_list(NO_LISTS[name])


@pytest.mark.parametrize("name", NO_LISTS)
def test_lines_below_the_first_forty_make_no_list(name):
    story = [f"{PROSE[number % 6][:-1]}, {number}." for number in range(40)]
    assert not is_list([*story, *LISTS["two teasers with an ellipsis"], *NO_LISTS[name]])


LONG_TITLES = tuple(f"{title} and what the council of the village says about it" for title in TITLES)


@pytest.mark.parametrize(
    ("count", "gap", "is_row"), [(6, "   ", True), (5, "  ", True), (4, "   ", False), (6, " ", False)]
)
def test_a_row_of_titles_with_wide_gaps(count, gap, is_row):
    assert is_list([gap.join(LONG_TITLES[:count])]) == is_row
