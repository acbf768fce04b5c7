"""Exact articles are cut out whole, and what is found is what the long way finds."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdoc import exact, lines
from newsdoc.finding import find, find_by_lines
from newsdoc.printed import seed_like_pages
from newsdoc.strategies import dumps

SEED = Path(__file__).parent.parent / "seeds" / "asharq-al-awsat.txt"
PROSE = "The council said on Monday that the talks on water would go on through the week, after a short break"
BLOCK_SIZES = st.sampled_from([1, 7, 64, 1000, 1 << 16])


def head(title, caption="The harbour. (EPA)", controls=("TT", "20")):
    return [title, "", caption, caption, *controls, "", title, "", caption, caption, ""]


def amid(text):
    """Put a page where exact articles are looked for: below a first article, and far above the end of the page."""
    above, below = [*head("First"), f"{PROSE}.", "", ""], ["", "", *head("Last"), f"{PROSE} at last.", *[""] * 300]
    return "\n".join([*above, text, *below])


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


@given(seed_like_pages().map(amid), BLOCK_SIZES)
def test_what_is_cut_out_whole_is_what_the_long_way_finds(text, block_size):
    same(text, block_size)


@given(dumps(), st.booleans(), BLOCK_SIZES)
def test_every_page_is_read_as_the_long_way_reads_it(text, inside, block_size):
    same(amid(text) if inside else text, block_size)


def articles_cut_out(text):
    count = 0
    with pytest.MonkeyPatch.context() as patched:

        def counted(*arguments, made=exact._found):
            nonlocal count
            count += 1
            return made(*arguments)

        patched.setattr(exact, "_found", counted)
        found_in(text)
    return count


def test_the_seed_is_cut_out_whole_amid_a_page():
    assert articles_cut_out(amid(SEED.read_text().strip())) == 2


@pytest.mark.parametrize(
    "odd",
    [
        pytest.param(["Bridge Opens"], id="no head"),
        pytest.param([*head("Bridge", "Bridge"), PROSE], id="headline for a caption"),
    ],
)
def test_what_is_not_exact_goes_the_long_way(odd):
    same(amid("\n".join(odd)))
