"""Labels laid over lines: nothing is lost, and a dialect that breaks its contract is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdoc.errors import DialectError
from newsdoc.formats import rawdump
from newsdoc.page.labels import Label, apply_labels
from newsdoc.page.lines import split_lines

KINDS = ("headline", "caption", "blank", "paragraph", "unknown")
LABELS = st.builds(Label, st.sampled_from(KINDS), new=st.booleans(), article=st.booleans(), notes=st.just(()))


@given(st.text("ab\n", max_size=30), st.lists(LABELS, min_size=31, max_size=31))
def test_whatever_the_labels_the_runs_are_the_lines(text, labels):
    lines = split_lines(text)
    runs = list(apply_labels(lines, lambda given: (labels[i] for i, _ in enumerate(given)), "any"))
    assert "".join(run.segment.text for run in runs) == text
    assert [run.segment.start for run in runs] == [0, *(run.segment.stop for run in runs)][: len(runs)]
    assert sum(run.label.article for run in runs) == sum(label.article for label in labels[: len(lines)])


def test_a_dialect_may_read_ahead_or_answer_before_reading():
    def eager(lines: Iterable[str]) -> Iterator[Label]:
        yield from [Label("paragraph") for _ in list(lines)]

    def blind(_: Iterable[str]) -> Iterator[Label]:
        yield from [Label("paragraph")] * 2

    assert [run.segment.text for run in apply_labels(["a\n", "b"], eager, "eager")] == ["a\n", "b"]
    assert [run.segment.text for run in apply_labels(["a\n", "b"], blind, "blind")] == ["a\n", "b"]


def test_lines_come_to_a_dialect_without_their_ends():
    seen = []

    def listening(lines: Iterable[str]) -> Iterator[Label]:
        for line in lines:
            seen.append(line)
            yield Label("paragraph")

    list(apply_labels(["a\r\n", "\n", "b"], listening, "listening"))
    assert seen == ["a\r", "", "b"]


def too_few(lines):
    yield Label("paragraph")


def too_many(lines):
    for _ in lines:
        yield Label("paragraph")
    yield Label("paragraph")


def no_labels(lines):
    yield from lines


def strange_kind(lines):
    for _ in lines:
        yield Label("poem")


def no_kind(lines):
    for _ in lines:
        yield Label(["paragraph"])


def no_notes(lines):
    for _ in lines:
        yield Label("paragraph", notes=None)


def strange_note(lines):
    for _ in lines:
        yield Label("paragraph", notes=("guess.nothing",))


def broken(lines):
    yield Label("headline")
    raise KeyError("weather")


@pytest.mark.parametrize(
    ("dialect", "message"),
    [
        (too_few, "dialect 'too_few' gives no label for line 2 and what follows"),
        (too_many, "dialect 'too_many' gives more labels than the 2 lines of the dump"),
        (no_labels, "dialect 'no_labels' gives 'a' for line 1, not a Label"),
        (strange_kind, "dialect 'strange_kind' calls line 1 'poem', not one of"),
        (no_kind, "dialect 'no_kind' calls line 1 ['paragraph'], not one of headline, deck"),
        (no_notes, "dialect 'no_notes' gives Label(kind='paragraph', new=True, article=False, notes=None"),
        (strange_note, "dialect 'strange_note' notes 'guess.nothing' at line 1, which is not in the catalogue"),
        (
            broken,
            f"dialect 'broken' failed at test_segments.py:{broken.__code__.co_firstlineno + 2}: KeyError: 'weather'",
        ),
    ],
)
def test_a_dialect_that_misbehaves_is_named(dialect, message):
    with pytest.raises(DialectError) as caught:
        rawdump.loads("a\nb", dialect=dialect)
    assert str(caught.value).startswith(message)


def test_an_error_in_reading_the_file_is_not_blamed_on_the_dialect():
    def torn() -> Iterator[str]:
        yield "a\n"
        raise EOFError("the file ends too early")

    with pytest.raises(EOFError, match="too early"):
        list(apply_labels(torn(), too_many, "too_many"))


def test_an_error_of_newsdoc_inside_a_dialect_comes_through():
    def refusing(lines: Iterable[str]) -> Iterator[Label]:
        raise DialectError("this page is not mine")
        yield

    with pytest.raises(DialectError, match="not mine"):
        rawdump.loads("a", dialect=refusing)
