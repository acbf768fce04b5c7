"""From any format to any other and back: what both can carry stays, and whatever does not was reported on the way.

A rendered raw dump may hold another number of articles than were written (`loss.ambiguous`); formats that hold exactly
one article could not take those, so a dump stands second in a pair here, never first.
"""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings

from laws import NOW
from newsdoc.formats import FORMATS, get
from newsdoc.losses import losses
from newsdoc.strategies import articles

BOTH = [row.name for row in FORMATS.values() if row.reads and row.writes]
PAIRS = [pair for pair in permutations(BOTH, 2) if pair[0] != "rawdump"]


def passed_through(name, found):
    """Return the articles that are read back from a format, and the paths that it reported as lost."""
    heard = []
    text = get(name).dumps(found, report=heard.append, now=NOW)
    return list(get(name).loads(text)), {loss.path for loss in heard if loss.code.startswith("loss.")}


def explained(path, reported):
    return any(path == lost or path.startswith((f"{lost}.", f"{lost}[")) for lost in reported)


def test_every_pair_is_tried():
    assert len(PAIRS) == (len(BOTH) - 1) ** 2


@pytest.mark.parametrize(("first", "second"), PAIRS, ids=map(" to ".join, PAIRS))
@settings(max_examples=10)
@given(article=articles())
def test_there_and_back(first, second, article):
    carried, _ = passed_through(first, [article])
    there, lost_there = passed_through(second, carried)
    assert {loss.path for loss in losses(carried, there)} == lost_there
    if len(there) == 1:
        back, lost_back = passed_through(first, there)
        for loss in losses(carried, back):
            assert explained(loss.path, lost_there | lost_back), loss
