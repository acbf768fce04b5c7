"""The one pass over a page: what misleads does not, however a page is cut into blocks; a new layout is one row."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdoc.formats import rawdump
from newsdoc.page import lines
from newsdoc.page.articles import find_articles, read_articles
from newsdoc.page.labels import Label
from newsdoc.page.layouts import LAYOUTS, Layout
from newsdoc.page.window import Window
from newsdoc.strategies import dumps
from newsdoc.strategies.printed import seed_like_pages

MISLEADING = sorted((Path(__file__).parent / "data" / "pages" / "misleading").glob("*.txt"))
PROSE = "The council said on Monday that the talks on water would go on through the week, after a short break"
BLOCK_SIZES = st.sampled_from([1, 7, 64, 1000])


def head(title, caption="The harbour. (EPA)", controls=("TT", "20")):
    return [title, "", caption, caption, *controls, "", title, "", caption, caption, ""]


FILL = [line for n in range(8) for line in [*head(f"Bridge of Street {n}"), f"{PROSE} on street {n}.", "", ""]]


def amid(text, fill=FILL):
    """Put a page in the middle of another one: below a first article, above others, far from the page's end."""
    above, below = [*head("First"), f"{PROSE}.", "", ""], ["", "", *fill, *head("Last"), f"{PROSE} at last."]
    return "\n".join([*above, text, *below, *[""] * 300])


def found_in(text, block_size=1 << 17, dialect=None):
    """All that is found on a page, its segments included."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(lines, "BLOCK_SIZE", block_size)
        segments = []
        file = BytesIO(text.encode("utf-8", "surrogatepass"))
        found = list(find_articles(lines.text_blocks(file), dialect, segments.append))
    return [(each.article, each.diagnostics, each.lines, each.origins()) for each in found], segments


# --- blocks ---


@given(seed_like_pages(), st.sampled_from([FILL, []]), BLOCK_SIZES)
def test_what_is_found_amid_a_page_does_not_depend_on_its_blocks(text, fill, block_size):
    assert found_in(amid(text, fill), block_size) == found_in(amid(text, fill))


@given(dumps(), st.integers(0, 9), BLOCK_SIZES, st.sampled_from([None, *(layout.name for layout in LAYOUTS), "plain"]))
def test_what_is_found_on_any_page_does_not_depend_on_its_blocks(text, end, block_size, dialect):
    text = text[: len(text) - end]
    assert found_in(text, block_size, dialect) == found_in(text, dialect=dialect)


@given(dumps())
def test_segments_are_the_lines_and_articles_lie_in_order(text):
    found, segments = found_in(text)
    text = lines.decode(text.encode("utf-8", "surrogatepass"))
    assert "".join(segment.text for segment in segments) == text
    count = len(lines.split_lines(text))
    ranges = [places for article, _, places, _ in found if article]
    assert [stop for _, stop in ranges] == [*(start for start, _ in ranges[1:]), *([count] if ranges else [])]
    for article, _, (start, stop), origins in found:
        assert article is None or all(start <= a < b <= stop for places in origins.values() for a, b in places)


# --- what misleads ---


@pytest.mark.parametrize("path", MISLEADING, ids=lambda path: path.stem)
def test_what_misleads_does_not_depend_on_blocks_amid_a_page(path):
    text = amid(path.read_bytes().decode())
    assert found_in(text, 64) == found_in(text)


@pytest.mark.parametrize("odd", ["\udcff", "\x00", "\ufffe", "\t"])
def test_a_caption_may_hold_what_text_cannot(odd):
    """Layouts look for credits in lines that are not clean yet."""
    caption = f"The harbour at dawn. REUTERS/Ann Exam{odd}ple"
    for controls in ([], ["TT"]):
        text = "\n".join([*head("Bridge", caption, controls), f"{PROSE}.", "", "Alternative", caption, "", f"{PROSE}!"])
        assert rawdump.dumps(rawdump.loads(text)) == text
    pages = [
        ("A", "", "A", "", "Monday, 7 November 2019", caption, PROSE),
        ("A", "Select Page", "Media ID: 1", caption),
    ]
    for lines_ in pages:
        assert rawdump.dumps(rawdump.loads("\n".join(lines_))) == "\n".join(lines_)


def test_there_is_what_misleads():
    assert len(MISLEADING) >= 40


@pytest.mark.parametrize("last", ["TT", "TT\n", "TT\n20"])
def test_a_control_word_far_below_a_head_of_another_layout_is_not_its_own(last):
    body = [f"{PROSE} {n}." for n in range(400)]
    text = "\n".join([*head("First"), f"{PROSE}.", "", "", *head("Bridge", controls=()), *body, "", last])
    first, second = rawdump.loads(text)
    assert (first.headline, second.headline) == ("First", "Bridge")
    assert second.body == (*body, *last.split())


def test_a_page_may_be_cut_off_anywhere():
    text = "\n".join([*head("Bridge"), f"{PROSE}.", "", f"{PROSE}, too.", "", "", *head("Road"), f"{PROSE}!"])
    for end in range(len(text)):
        assert found_in(text[:end], 7) == found_in(text[:end])


def test_naming_the_layout_finds_what_auto_finds():
    text = amid("\n".join([*head("Bridge"), f"{PROSE}.", "", "A New Road", "", f"{PROSE}, he said, for a week."]))
    assert found_in(text, dialect="doubled-head") == found_in(text)


# --- a new layout ---


def toy_may_begin(window):
    """Yield the indexes of lines such as `== Bridge Opens ==`."""
    return (index for index, key in enumerate(window.keys) if key.startswith("== "))


def toy_match(window, index):
    key = window.keys[index]
    if not (key.startswith("== ") and key.endswith(" ==")):
        return None
    labels = [Label("headline", article=True)]
    below = window.next_text(index + 1)
    if below is not None and window.keys[below].startswith("by "):
        labels += [Label("blank", new=False)] * (below - index - 1) + [Label("byline")]
    return labels


TOY = Layout("toy", toy_may_begin, toy_match)


@pytest.mark.parametrize("block_size", [1, 64, 1 << 17])
def test_a_new_layout_is_one_row_and_right_in_mid_page(block_size, monkeypatch):
    monkeypatch.setattr(lines, "BLOCK_SIZE", block_size)
    toy = [line for n in range(40) for line in (f"== Road {n} ==", "", "by Ann Example", f"{PROSE} on road {n}.", "")]
    text = "\n".join([*head("First"), f"{PROSE}.", "", *toy, *head("Last"), f"{PROSE}."])
    found = list(read_articles(lines.cut_text(text), [*LAYOUTS, TOY], None, mid_page=False, hints=None))
    headlines = ["First", *(f"== Road {n} ==" for n in range(40)), "Last"]
    assert [each.article.headline for each in found] == headlines
    assert [each.article.byline for each in found[1:-1]] == ["by Ann Example"] * 40
    assert [each.article.body for each in found[1:-1]] == [(f"{PROSE} on road {n}.",) for n in range(40)]
    assert [each.diagnostics for each in found] == [[]] * 42


def test_a_new_layout_is_found_at_the_top():
    (found,) = read_articles([f"== Road ==\n\n{PROSE}.\n"], [*LAYOUTS, TOY], None, mid_page=False, hints=None)
    assert (found.article.headline, found.article.body, found.lines) == ("== Road ==", (f"{PROSE}.",), (0, 3))


def test_a_control_is_looked_for_between_two_lines_and_not_at_the_second():
    window = Window(["One\nTT\nTwo\nTT\n"])
    assert window.move()
    assert [window.has_between("TT", *places) for places in [(0, 1), (0, 2), (2, 3), (2, 4), (1, 1)]] == [
        False, True, False, True, False
    ]  # fmt: skip
