"""The weights of evidence by its name, as the table `data/page-weights.txt` has them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

__all__ = ["Names", "Weights", "weights"]

_MANY = 4096  # numbers whose names are remembered


class Names(dict[int, str]):
    """The names of one kind of evidence, by the number that it is about: `commas-0`, `commas-1`, `commas-2` ...

    A name is made once: far quicker than to make it again for each line.
    """

    def __init__(self, name: str, steps: Sequence[int]) -> None:
        self._name, self._steps = name, steps

    def __missing__(self, number: int) -> str:
        name = self._name.format(bisect_right(self._steps, number))
        if len(self) < _MANY:
            self[number] = name
        return name


class Weights(dict[str, float]):
    """The weights of evidence by its name; what has none weighs nothing."""

    def __missing__(self, name: str) -> float:
        return 0.0

    def total(self, names: Iterable[str]) -> float:
        """Return what all evidence of these names adds up to: the log-odds of a question."""
        return sum(map(self.__getitem__, names))


@cache
def weights(part: str) -> Weights:
    """Return the weights of one part of the table: `body`, `headline` or `page`."""
    table = Weights()
    heading = ""
    for line in (files("newsdoc.page") / "data" / "page-weights.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            heading = line.strip("[]")
        elif heading == part and line and not line.startswith("#"):
            name, weight = line.split()
            table[name] = float(weight)
    return table
