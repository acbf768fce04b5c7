"""How long people wait before anything happens: milliseconds of processor time of whole processes.

On a machine with nothing else to do, that is what they wait; on a busy one, the clock would tell how busy it is.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator

from measure import Pairs, Result, at_most, missing, turns
from setting import Setting

__all__ = ["rows"]

_MORE = 3  # rounds for each round of the others, for these are short


def rows(setting: Setting) -> Iterator[Result]:
    """Measure importing newsdoc, asking for help, and importing attrs, which the model is made of."""
    try:
        import resource  # noqa: F401
    except ImportError:
        yield missing("import newsdoc", "subtracting python -c pass", "this system has no getrusage")
        return
    rounds = _MORE * setting.rounds
    bare, help_text = _process("-c", "pass"), _process("-m", "newsdoc", "--help")
    help_text()  # the first one may have to compile what it imports
    yield _over_bare("import newsdoc", turns(_process("-c", "import newsdoc"), bare, rounds), 60)
    yield _over_bare("import attrs", turns(_process("-c", "import attrs"), bare, rounds))
    pairs = turns(help_text, bare, rounds)
    yield _milliseconds("newsdoc --help", "nothing: the whole process", pairs, [ours for ours, _ in pairs], 150)


def _over_bare(what: str, pairs: Pairs, most: float | None = None) -> Result:
    return _milliseconds(what, "subtracting python -c pass", pairs, [ours - bare for ours, bare in pairs], most)


def _milliseconds(what: str, against: str, pairs: Pairs, seconds: list[float], most: float | None = None) -> Result:
    values = tuple(value * 1e3 for value in seconds)
    bare = min(theirs for _, theirs in pairs) * 1e3
    goal = None if most is None else at_most(most)
    return Result(what, against, values, min(values), goal, " ms", f"python -c pass: {bare:.0f} ms")


def _process(*arguments: str) -> Callable[[], float]:
    """Give a measurement of the processor time of a Python with these arguments."""
    import resource

    def used() -> float:
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return children.ru_utime + children.ru_stime

    def seconds() -> float:
        start = used()
        subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True)
        return used() - start

    return seconds
