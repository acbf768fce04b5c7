"""Exact articles are cut out whole, and what is found is what the long way finds."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdoc import exact
from newsdoc.finding import find, find_by_lines
from newsdoc.formats import rawdump
from newsdoc.page import lines
from newsdoc.strategies import dumps
from newsdoc.strategies.printed import seed_like_pages

SEED = Path(__file__).parent.parent / "seeds" / "asharq-al-awsat.txt"
SITE = "Asharq Al-awsat English Middle-east and International News and Opinion from Asharq Al-awsat Newspaper"
PROSE = "The council said on Monday that the talks on water would go on through the week, after a short break"
BLOCK_SIZES = st.sampled_from([1, 7, 64, 1000, 1 << 16])


def head(title, caption="The harbour. (EPA)", controls=("TT", "20")):
    return [title, "", caption, caption, *controls, "", title, "", caption, caption, ""]


FILL = [line for n in range(8) for line in [*head(f"Bridge of Street {n}"), f"{PROSE} on street {n}.", "", ""]]


def amid(text, fill=FILL):
    """Put a page where exact articles are looked for: below a first article, above others, far from the page's end."""
    above, below = [*head("First"), f"{PROSE}.", "", ""], ["", "", *fill, *head("Last"), f"{PROSE} at last."]
    return "\n".join([*above, text, *below, *[""] * 300])


def found_in(text, block_size=1 << 16):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(lines, "BLOCK_SIZE", block_size)
        segments = []
        data = text.encode("utf-8", "surrogateescape")
        return list(find(lines.cut_blocks(BytesIO(data)), segments.append)), segments


def found_by_lines(text):
    segments = []
    return list(find_by_lines(lines.split_lines(text), None, segments.append)), segments


def same(text, block_size=1 << 16):
    text = lines.decode(text.encode("utf-8", "surrogatepass"))
    (quick, quick_segments), (slow, slow_segments) = found_in(text, block_size), found_by_lines(text)
    assert [found.article for found in quick] == [found.article for found in slow]
    assert [found.diagnostics for found in quick] == [found.diagnostics for found in slow]
    assert [found.confidence for found in quick] == [found.confidence for found in slow]
    assert [found.origins() for found in quick] == [found.origins() for found in slow]
    assert quick_segments == slow_segments


@given(seed_like_pages(), st.sampled_from([FILL, []]), BLOCK_SIZES)
def test_what_is_cut_out_whole_is_what_the_long_way_finds(text, fill, block_size):
    same(amid(text, fill), block_size)


@given(seed_like_pages(), st.integers(0, 9), BLOCK_SIZES)
def test_a_page_that_is_cut_off_is_read_as_the_long_way_reads_it(text, end, block_size):
    same(text[: len(text) - end], block_size)


@given(dumps(), st.booleans(), BLOCK_SIZES)
def test_every_page_is_read_as_the_long_way_reads_it(text, inside, block_size):
    same(amid(text) if inside else text, block_size)


def cut_out(text):
    """The headlines of the articles that were cut out whole."""
    headlines = []
    with pytest.MonkeyPatch.context() as patched:

        def listed(stretch, article, memory, made=exact._found):
            found = made(stretch, article, memory)
            headlines.append(found.article.headline)
            return found

        patched.setattr(exact, "_found", listed)
        found_in(text)
    return headlines


def test_lines_without_a_blank_between_are_cut_out_whole():
    page = amid("\n".join([*head("Bridge"), f"{PROSE}.", f"{PROSE}, too.", f"{PROSE}!"]))
    assert cut_out(page)[:2] == ["First", "Bridge"]


def test_the_seed_is_cut_out_whole_amid_a_page():
    headlines = [article.headline for article in rawdump.loads(SEED.read_bytes())]
    assert cut_out(amid(SEED.read_text().strip()))[1:3] == headlines


def test_the_seed_is_cut_out_whole():
    assert cut_out(SEED.read_text()) == [article.headline for article in rawdump.loads(SEED.read_bytes())]


def test_heads_are_cut_out_whole_without_captions_and_with_no_break_spaces_around_their_lines():
    for name in ("headline in the captions' place", "no-break spaces around the head"):
        assert cut_out("\n".join(MISLEADING[name])) == ["Bridge"]


STAMP = "Published: Thursday, 7 November, 2019 at 07:45 - Updated: Friday, 12:30"


def pictured(title, *captions):
    return [title, "", *captions, "TT", "20", "", title, "", *captions, "", f"{PROSE}."]


MISLEADING = {
    "caption that goes on as another does": pictured(
        "Bridge", "The bridge", "The bridge", "The bridge now", "The bridge now"
    ),
    "copies of a caption that differ in a space": pictured("Bridge", " The bridge", "The bridge"),
    "date under the captions": pictured(SITE, "The bridge", "The bridge", "Thursday, 7 November 2019"),
    "date for a caption": pictured(SITE, *["Thursday, 7 November 2019"] * 4),
    "writer's name with a comma": [*head("Bridge"), "Ann Example,", "", f"{PROSE}."],
    "writer's name with many spaces": [*head("Bridge"), f"Ann{' ' * 60}Example,", "", f"{PROSE}."],
    "sub-head with many spaces": [
        *head("Bridge"),
        f"{PROSE}.",
        "",
        f"A New{' ' * 60}Road",
        "",
        f"{PROSE}, for a week.",
    ],
    "long date": [*head("Bridge"), f"{PROSE}.", "", f"{STAMP} GMT", "", f"{PROSE}, he said."],
    "long date with a stop": [*head("Bridge"), f"{PROSE}.", "", f"{STAMP} p.m.", "", f"{PROSE}, he said."],
    "no head": ["Bridge Opens"],
    "headline for a caption": [*head("Bridge", "Bridge"), f"{PROSE}."],
    "headline in the captions' place": pictured("Bridge", "Bridge"),
    "headline in the captions' place, below a deck": [
        "Bridge",
        "",
        "It opens on Monday.",
        *pictured("Bridge", "Bridge")[1:],
    ],
    "headline in the captions' place, far below": ["Bridge", "", "", *pictured("Bridge", "Bridge")[1:]],
    "no-break spaces around the head": pictured("Bridge\xa0\xa0", "\xa0The bridge", "\xa0The bridge"),
    "no-break space within the head": pictured("Bridge\xa0now", "The\xa0bridge", "The\xa0bridge"),
    "deck like the caption": ["Bridge", "", "The bridge.", *head("Bridge", "The bridge.")[1:], f"{PROSE}."],
    "paragraph like the caption": [*head("Bridge", f"{PROSE}."), f"{PROSE}."],
    "paragraph like the caption but for a space": [*head("Bridge", f"{PROSE}."), PROSE.replace(" ", "  ", 1) + "."],
    "paragraph like the next headline": [*head("Bridge"), f"{PROSE}.", "", f"{PROSE}!", "", *head(f"{PROSE}!"), PROSE],
    "paragraph like the next headline but for a space": [
        *[*head("Bridge"), f"{PROSE}.", "", PROSE.replace(" ", "  ", 1) + "!", ""],
        *[*head(f"{PROSE}!"), f"{PROSE}, he said."],
    ],
    "headline without a caption, again": [
        "Bridge",
        "",
        "TT",
        "",
        "Bridge",
        "",
        f"{PROSE}.",
        "",
        "",
        *head("Bridge"),
        PROSE,
    ],
    "byline": [*head("Bridge"), "Ann Example", "", f"{PROSE}."],
    "sub-head": [*head("Bridge"), f"{PROSE}.", "", "A New Road", "", f"{PROSE}, he said, for a week."],
    "date": [*head("Bridge"), f"{PROSE}.", "", "Thursday, 7 November 2019 at 7 p.m.", "", f"{PROSE}, he said."],
    "headline like the font size": ["20", "", "TT", "20", "", "20", "", f"{PROSE}."],
    "headline like a font size, and a page cut off": [
        *[*head("Bridge"), f"{PROSE}.", "", "20", "", "TT", "", "20", "", PROSE[:40]],
    ],
    "headline that is a date": [
        *head("Bridge"),
        f"{PROSE}.",
        "",
        f"{PROSE}.",
        "",
        *head("Thursday, 7 November 2019"),
        PROSE,
    ],
    "address": [
        *head("Bridge"),
        f"{PROSE}.",
        "",
        f"{PROSE} https://news.example/a",
        "",
        *head(PROSE),
        f"{PROSE}, too.",
    ],
    "characters that text cannot hold": [*head("Bridge"), f"{PROSE}\x00."],
    "lines without a blank between, two alike": [*head("Bridge"), f"{PROSE}.", f"{PROSE}, too.", f"{PROSE}, too."],
    "lines without a blank between, alike but for a space": [
        *head("Bridge"),
        f"{PROSE}.",
        PROSE.replace(" ", "  ") + ".",
    ],
    "lines without a blank between, glued": [*head("Bridge"), f"{PROSE}. {PROSE}.", f"{PROSE}.", f"{PROSE}!"],
    "lines with a blank between now and then": [*head("Bridge"), f"{PROSE}.", f"{PROSE}!", "", f"{PROSE}?"],
    "lines without a blank between": [*head("Bridge"), f"{PROSE}.", f"{PROSE}, too."],
    "no blank above the head": [*head("Bridge"), f"{PROSE}.", *head("Next"), f"{PROSE}, too."],
    "dateline, doubtful credit, no end": [*head("Bridge", "The bridge (ABC)"), f"Orvale – {PROSE}"],
    "dateline below several blank lines": [*head("Bridge"), "", "", f"Orvale – {PROSE}.", f"{PROSE}, too."],
    "no-break space": [*head("Bridge"), f"{PROSE}\xa0now.\xa0"],
    "space at the start": [*head("Bridge"), f" {PROSE}."],
}


@pytest.mark.parametrize("name", MISLEADING)
@pytest.mark.parametrize("fill", [FILL, []], ids=["amid exact articles", "above others"])
def test_what_misleads_does_not(name, fill):
    same(amid("\n".join(MISLEADING[name]), fill))


@pytest.mark.parametrize("end", ["", "\n", "\n\n\n"])
@pytest.mark.parametrize("name", MISLEADING)
def test_what_misleads_does_not_on_a_page_by_itself(name, end):
    same("\n".join(MISLEADING[name]) + end)


def test_a_long_article_at_the_top_is_cut_out_whole():
    lines = ["", "", *head("Bridge"), *[f"{PROSE} {n}.\n" for n in range(1000)], *FILL, *FILL]
    assert cut_out("\n".join(lines))[0] == "Bridge"
    same("\n".join(lines), 1000)


def test_a_page_may_be_cut_off_anywhere():
    text = "\n".join([*head("Bridge"), f"{PROSE}.", "", f"{PROSE}, too.", "", "", *head("Road"), f"{PROSE}!"])
    for end in range(len(text)):
        same(text[:end])


@pytest.mark.parametrize("last", ["TT", "TT\n", "TT\n20"])
def test_a_control_word_far_below_a_head_of_another_layout_is_not_its_own(last):
    lines = [*head("First"), f"{PROSE}.", "", "", *head("Bridge", controls=()), *[f"{PROSE} {n}." for n in range(400)]]
    same("\n".join([*lines, "", last]))
