"""Whether a wrong change of the code fails a test: `python benchmarks/mutants.py page/layouts/dated.py`.

The mutants are made by the operators of cosmic-ray. Cosmic-ray itself runs one test command for all modules and all
mutants, which takes days here; this program takes a sample of each module, by `benchmarks/mutants.toml`, and runs the
tests that belong to the module. A sample is the same each time, and changes only where the code does.
"""

from __future__ import annotations

import argparse
import ast
import compileall
import os
import re
import shutil
import signal
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from queue import SimpleQueue
from typing import Any, NamedTuple

import cattrs  # noqa: F401 - the tests of all mutants need it, and lxml
import lxml.etree  # noqa: F401
import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "newsdoc"
TABLE: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


class Mutant(NamedTuple):
    """One wrong change of a module."""

    module: str
    line: int
    before: str
    after: str
    code: str
    """The whole module with the change."""

    @property
    def reason(self) -> str | None:
        """Why nobody can see the change, if the table says so."""
        change = f"{self.module}: {self.before} -> {self.after}"
        return next((reason for pattern, reason in TABLE["equivalent"].items() if re.search(pattern, change)), None)

    def __str__(self) -> str:
        return f"{self.module}:{self.line}\n    - {self.before}\n    + {self.after}"


class Group(NamedTuple):
    """Modules with the tests that belong to them."""

    name: str
    modules: tuple[str, ...]
    tests: tuple[str, ...]
    count: int
    """Mutants of a module."""
    least: int
    """How many of a hundred mutants have to be killed."""


def groups(wanted: Iterable[str]) -> Iterator[Group]:
    """Yield the groups of the table, with the modules that are wanted; all of them if none is named."""
    chosen = set(wanted)
    for row in TABLE["groups"]:
        modules = tuple(name for pattern in row["modules"] for name in find_modules(pattern))
        if chosen:
            modules = tuple(name for name in modules if chosen & {name, row["name"]})
        if modules:
            count = row.get("count", TABLE["count"])
            yield Group(row["name"], modules, tuple(row["tests"]), count, row["least"])


def find_modules(pattern: str) -> list[str]:
    """Return the modules that a pattern names."""
    return sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.glob(pattern))


def sample(module: str, count: int) -> list[Mutant]:
    """Return up to `count` mutants of a module, each at another place."""
    source = (PACKAGE / module).read_text("utf-8")
    lines = source.splitlines()
    unseen = unseen_places(ast.parse(source))
    places: dict[tuple[int, int], list[tuple[Any, int]]] = {}
    for operator, occurrence, place in positions(source):
        if place not in unseen:
            places.setdefault(place, []).append((operator, occurrence))

    def rank(place: tuple[int, int]) -> bytes:
        return sha256(f"{TABLE['seed']} {module} {lines[place[0] - 1]} {place[1]}".encode()).digest()

    chosen: list[Mutant] = []
    for place in sorted(places, key=rank)[:count]:
        made = places[place]
        chosen.append(mutate(module, source, *made[rank(place)[-1] % len(made)]))
    return chosen


def positions(source: str) -> Iterator[tuple[Any, int, tuple[int, int]]]:
    """Yield each operator that changes the source, the number of the change, and its place: line and column."""
    from cosmic_ray.ast import ast_nodes, get_ast
    from cosmic_ray.plugins import get_operator, operator_names

    nodes = [*ast_nodes(get_ast(source))]
    for name in operator_names():
        if re.fullmatch(TABLE["operators"], name.partition("/")[2]):
            operator = get_operator(name)()
            starts = (start for node in nodes for start, _ in operator.mutation_positions(node))
            for occurrence, place in enumerate(starts):
                yield operator, occurrence, place


def unseen_places(tree: ast.Module) -> set[tuple[int, int]]:
    """Return the places of which no program sees anything: annotations, and imports for type checkers."""
    found: set[tuple[int, int]] = set()
    for node in ast.walk(tree):
        parts = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            parts.append(node.test)
        for part in filter(None, parts):
            found |= {
                (line, column)
                for line in range(part.lineno, part.end_lineno + 1)
                for column in range(part.col_offset if line == part.lineno else 0, 200)
                if line < part.end_lineno or column < part.end_col_offset
            }
    return found


def mutate(module: str, source: str, operator: Any, occurrence: int) -> Mutant:
    """Return the module with one change."""
    from cosmic_ray.mutating import mutate_code

    code = mutate_code(source, operator, occurrence)
    pairs = zip(source.splitlines(), code.splitlines(), strict=False)
    line, (before, after) = next((at, pair) for at, pair in enumerate(pairs, 1) if pair[0] != pair[1])
    return Mutant(module, line, before.strip(), re.sub(r"(?<=\S) +", " ", after.strip()), code)


@contextmanager
def copies(count: int) -> Iterator[SimpleQueue[Path]]:
    """Yield copies of the package, in which mutants take the place of modules."""
    with tempfile.TemporaryDirectory() as folder:
        free: SimpleQueue[Path] = SimpleQueue()
        for number in range(count):
            copy = Path(folder, str(number), "newsdoc")
            shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
            compileall.compile_dir(copy, quiet=1)  # the tests do not write it
            free.put(copy)
        yield free


def survives(mutant: Mutant | None, tests: tuple[str, ...], free: SimpleQueue[Path]) -> bool:
    """Run the tests on a copy with the mutant, or on the code as it is; return True if all pass."""
    copy = free.get()
    module = copy / (mutant.module if mutant else "__init__.py")
    source = module.read_text("utf-8")
    module.write_text(mutant.code if mutant else source, "utf-8")
    process = get_context("fork").Process(target=run_tests, args=(copy.parent, tests))
    process.start()
    process.join(TABLE["seconds"])
    if process.is_alive():
        os.killpg(process.pid or 0, signal.SIGKILL)
        process.join()
    module.write_text(source, "utf-8")
    free.put(copy)
    return process.exitcode == 0


def run_tests(place: Path, tests: tuple[str, ...]) -> None:
    """Run tests on the package in `place`, in a process of its own that has pytest and the large packages already."""
    os.setsid()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.environ |= {"PYTHONPATH": str(place), "NEWSDOC_PROFILE": "quick", "PYTHONDONTWRITEBYTECODE": "1"}
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(place))
    paths = [str(ROOT / "tests" / f"test_{name}.py") for name in tests]
    os.chdir(ROOT)
    status = pytest.main(["-x", "-q", "-p", "no:cacheprovider", *paths])
    os._exit(int(status))


def judge(group: Group, count: int | None, free: SimpleQueue[Path], jobs: int) -> Iterator[tuple[str, int, int, int]]:
    """Try the mutants of a group; print survivors, and yield for each module: mutants, killed, without effect."""
    if not survives(None, group.tests, free):
        sys.exit(f"the tests of the group {group.name} fail without a mutant")
    with ThreadPoolExecutor(jobs) as threads:
        for module in group.modules:
            mutants = sample(module, count or group.count)
            tried = [mutant for mutant in mutants if not mutant.reason]
            killed = 0
            alive = threads.map(lambda each: survives(each, group.tests, free), tried)
            for mutant, lives in zip(tried, alive, strict=True):
                killed += not lives
                if lives:
                    print(mutant, flush=True)
            yield module, len(mutants), killed, len(mutants) - len(tried)


def main() -> None:
    """Print the mutants that no test sees, and how many each module has; exit with 1 if a group has too many."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("modules", nargs="*", help="modules or groups of the table; all if none is named")
    options.add_argument("--count", type=int, help="mutants of a module, instead of those that the table says")
    options.add_argument("--jobs", type=int, default=1, help="mutants at a time")
    chosen = options.parse_args()
    os.nice(10)
    weak = False
    with copies(chosen.jobs) as free:
        for group in groups(chosen.modules):
            figures = [0, 0, 0]
            for module, *found in judge(group, chosen.count, free, chosen.jobs):
                print(module, _shown(found), flush=True)
                figures = [total + more for total, more in zip(figures, found, strict=True)]
            made, killed, unseen = figures
            share = 100 * killed / max(1, made - unseen)
            weak |= share < group.least
            print(f"# {group.name}: {_shown(figures)}, {share:.0f} % (at least {group.least} %)", flush=True)
    sys.exit(weak)


def _shown(figures: list[int]) -> str:
    made, killed, unseen = figures
    return f"{made} mutants, {killed} killed, {unseen} without effect"


if __name__ == "__main__":
    main()
