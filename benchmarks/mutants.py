"""Whether a wrong change of the code fails a test: `python benchmarks/mutants.py page/layouts/dated.py`.

The mutants are made by the operators of cosmic-ray. Cosmic-ray itself runs one test command for all modules and all
mutants, which takes days here; this program takes a sample of each module, by `benchmarks/mutants.toml`, and runs
those tests of the module that run the changed statement, the fastest first. A sample is the same each time, and changes
only where the code does; `--seed` draws another one.

A mutant may write over devices such as /dev/full. Root's tests therefore run where /dev cannot be changed (`unshare`).
"""

from __future__ import annotations

import argparse
import ast
import compileall
import json
import os
import re
import shutil
import signal
import sys
import tempfile
import tomllib
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from queue import SimpleQueue
from time import perf_counter
from typing import Any, NamedTuple

import cattrs  # noqa: F401 - the tests of all mutants need it, and lxml
import lxml.etree  # noqa: F401
import pytest
from coverage import Coverage, CoverageData

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "newsdoc"
_READ_ONLY = 'mount --rbind /dev /dev && mount -o remount,ro,bind /dev && exec "$0" "$@"'
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
    """Files of tests, `golden`, or some of their tests, `laws[nitf]`."""

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


def sample(module: str, count: int, seed: int = TABLE["seed"]) -> list[Mutant]:
    """Return up to `count` mutants of a module, each at another place."""
    source = (PACKAGE / module).read_text("utf-8")
    lines = source.splitlines()
    unseen = unseen_places(ast.parse(source))
    places: dict[tuple[int, int], list[tuple[Any, int]]] = {}
    for operator, occurrence, place in positions(source):
        if place not in unseen:
            places.setdefault(place, []).append((operator, occurrence))

    def rank(place: tuple[int, int]) -> bytes:
        return sha256(f"{seed} {module} {lines[place[0] - 1]} {place[1]}".encode()).digest()

    chosen: list[Mutant] = []
    for place in sorted(places, key=rank):
        made = places[place]
        first = rank(place)[-1] % len(made)
        for change in (made[first:] + made[:first])[: count - len(chosen)]:
            with suppress(AttributeError):  # cosmic-ray fails at `except (pa.ArrowException, OSError)`
                chosen.append(mutate(module, source, *change))
                break
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
    """Return the places of which no program sees anything.

    These are annotations, imports for type checkers, and the star of a parameter list, which forbids calls only.
    """
    found: set[tuple[int, int]] = set()
    for node in ast.walk(tree):
        parts = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            parts.append(node.test)
        for part in filter(None, parts):
            found |= _places(part.lineno, part.col_offset, part.end_lineno, part.end_col_offset)
        if isinstance(node, ast.FunctionDef):
            given = [each for each in (*node.args.defaults, *node.args.kw_defaults) if each]
            found |= _places(node.lineno, 0, node.body[0].lineno, 0).difference(
                *(_places(each.lineno, each.col_offset, each.end_lineno, each.end_col_offset) for each in given)
            )
    return found


def _places(line: int, column: int, last: int | None, end: int | None) -> set[tuple[int, int]]:
    """Return the places, line and column, from one to another."""
    return {
        (at, place)
        for at in range(line, (last or line) + 1)
        for place in range(column if at == line else 0, 200)
        if at != last or place < (end or 0)
    }


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


def survives(mutant: Mutant, reach: Reach, free: SimpleQueue[Path]) -> bool:
    """Run the tests that reach the change on a copy with the mutant; return True if all pass."""
    wanted = reach.tests(mutant)
    copy = free.get()
    module = copy / mutant.module
    source = module.read_text("utf-8")
    module.write_text(mutant.code, "utf-8")
    process = get_context("fork").Process(target=run_tests, args=(copy.parent, wanted))
    process.start()
    process.join(TABLE["seconds"] + TABLE["times"] * reach.seconds(wanted))
    if process.is_alive():
        os.killpg(process.pid or 0, signal.SIGKILL)
        process.join()
    module.write_text(source, "utf-8")
    free.put(copy)
    return process.exitcode == 0


class Reach:
    """Which tests run which lines of a group's modules, by one run of them on the code as it is."""

    def __init__(self, group: Group, copy: Path) -> None:
        self._times: dict[str, float] = {}
        """All tests, the fastest first, with their seconds."""
        self._lines: dict[str, dict[int, list[str]]] = {}
        with tempfile.TemporaryDirectory() as folder:
            data, times = Path(folder, "lines"), Path(folder, "times")
            process = get_context("fork").Process(target=trace_tests, args=(copy.parent, group, data, times))
            process.start()
            process.join()
            if process.exitcode:
                said = Path(f"{times}.txt").read_text("utf-8", "replace")[-4000:]
                sys.exit(f"{said}\nthe tests of the group {group.name} fail without a mutant")
            found: dict[str, float] = json.loads(times.read_text("utf-8"))
            self._times = dict(sorted(found.items(), key=lambda test: test[1]))
            lines = CoverageData(basename=str(data))
            lines.read()
            for module in group.modules:
                self._lines[module] = lines.contexts_by_lineno(str(copy / module))

    def tests(self, mutant: Mutant) -> list[str]:
        """Return the tests that run the statement of a mutant; all if none does here, or if a cache hides it."""
        source = (PACKAGE / mutant.module).read_text("utf-8")
        lines = self._lines[mutant.module]
        reached = {test for line in statement(source, mutant.line) for test in lines.get(line, ()) if test}
        first = [test for test in self._times if test in reached]
        if first and not is_cached(source, mutant.line):
            return first
        return [*first, *(test for test in self._times if test not in reached)]

    def seconds(self, tests: list[str]) -> float:
        """Return how long tests take on the code as it is."""
        return sum(self._times[test] for test in tests)


def statement(source: str, line: int) -> set[int]:
    """Return the lines of the statement that is on a line.

    A compound one has the lines before its body, a function all, and a constant those of the statements that use it.
    """
    tree = ast.parse(source)
    names = [each for each in ast.walk(tree) if isinstance(each, ast.Name)]
    found: set[int] = set()
    waiting = [line]
    while waiting:
        at = waiting.pop()
        inner, deepest = _statement(tree, at)
        found |= inner
        if deepest in tree.body and isinstance(deepest, (ast.Assign, ast.AnnAssign)):
            kept = {each.id for each in names if isinstance(each.ctx, ast.Store) and each.lineno in inner}
            uses = (each for each in names if each.id in kept and isinstance(each.ctx, ast.Load))
            waiting += {use.lineno for use in uses} - found
    return found


def is_cached(source: str, line: int) -> bool:
    """Check that a line is in a function that runs once for each value: later tests do not run it again."""
    functions = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef))
    return any(
        "cache" in ast.unparse(decorator)
        for node in functions
        if line in _own_lines(node)
        for decorator in node.decorator_list
    )


def _statement(tree: ast.Module, line: int) -> tuple[set[int], ast.AST]:
    """Return the lines of the innermost statement on a line, and the statement."""
    inner: set[int] = {line}
    deepest: ast.AST = tree
    for node in ast.walk(tree):  # the outer ones first
        if isinstance(node, (ast.stmt, ast.excepthandler)) and line in _own_lines(node):
            inner, deepest = _own_lines(node), node
    return inner, deepest


def _own_lines(node: ast.stmt | ast.excepthandler) -> set[int]:
    """Return the lines of a statement, of a compound one those before its body, but of a function all."""
    body = getattr(node, "body", None)
    if body and isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return set(range(node.lineno, max(node.lineno + 1, body[0].lineno) if body else (node.end_lineno or 0) + 1))


class _Tracer:
    """A plugin of pytest that runs the tests of a group, tells coverage which one runs, and how long each takes."""

    def __init__(self, measured: Coverage, tests: tuple[str, ...]) -> None:
        self.measured = measured
        self.parts = {f"test_{name}.py": part for name, part in map(_split, tests)}
        self.seconds: dict[str, float] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if self.parts[item.path.name] in item.nodeid]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        self.measured.switch_context(item.nodeid)
        start = perf_counter()
        result = yield
        self.seconds[item.nodeid] = perf_counter() - start
        self.measured.switch_context("")
        return result


def _split(test: str) -> tuple[str, str]:
    """Return the name of a file of tests, and what the names of its tests have to hold."""
    name, bracket, part = test.partition("[")
    return name, bracket + part


class _Chooser:
    """A plugin of pytest that runs some tests only, in their order."""

    def __init__(self, wanted: list[str]) -> None:
        self.rank = {test: rank for rank, test in enumerate(wanted)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted((item for item in items if item.nodeid in self.rank), key=lambda item: self.rank[item.nodeid])


def trace_tests(place: Path, group: Group, data: Path, times: Path) -> None:
    """Run the tests of a group on the package in `place`, and write which test runs which lines, and their times."""
    measured = Coverage(data_file=str(data), include=[f"{place}/*"], config_file=False)
    tracer = _Tracer(measured, group.tests)
    measured.start()
    status = pytest_status(place, [f"tests/{name}" for name in tracer.parts], tracer, f"{times}.txt")
    measured.stop()
    measured.save()
    times.write_text(json.dumps(tracer.seconds), "utf-8")
    os._exit(status)


def run_tests(place: Path, tests: list[str]) -> None:
    """Run tests on the package in `place`."""
    files = dict.fromkeys(test.partition("::")[0] for test in tests)
    os._exit(pytest_status(place, [*files], _Chooser(tests)))


def pytest_status(place: Path, files: list[str], plugin: object, output: str = os.devnull) -> int:
    """Run tests on the package in `place`, in a process of its own that has pytest and the large packages already."""
    os.setsid()
    for stream, file in enumerate((os.devnull, output, output)):
        os.dup2(os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND), stream)
    os.environ |= {"PYTHONPATH": str(place), "NEWSDOC_PROFILE": "quick", "PYTHONDONTWRITEBYTECODE": "1"}
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(place))
    os.chdir(ROOT)
    return int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *files], plugins=[plugin]))


def protect_devices() -> None:
    """Start this program again where nothing in /dev can be replaced, if this user could replace it."""
    if os.access("/dev", os.W_OK):
        if not shutil.which("unshare"):
            sys.exit("mutants may write over devices: run this as another user than root")
        os.execvp("unshare", ["unshare", "-m", "sh", "-c", _READ_ONLY, sys.executable, *sys.argv])


def judge(group: Group, chosen: argparse.Namespace, free: SimpleQueue[Path]) -> Iterator[tuple[str, int, int, int]]:
    """Try the mutants of a group; print survivors, and yield for each module: mutants, killed, without effect."""
    copy = free.get()
    reach = Reach(group, copy)
    free.put(copy)
    with ThreadPoolExecutor(chosen.jobs) as threads:
        for module in group.modules:
            mutants = sample(module, chosen.count or group.count, chosen.seed)
            tried = [mutant for mutant in mutants if not mutant.reason]
            killed = 0
            alive = threads.map(lambda each: survives(each, reach, free), tried)
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
    options.add_argument("--seed", type=int, default=TABLE["seed"], help="another number draws other mutants")
    options.add_argument("--jobs", type=int, default=1, help="mutants at a time")
    chosen = options.parse_args()
    protect_devices()
    os.nice(10)
    weak = False
    with copies(chosen.jobs) as free:
        for group in groups(chosen.modules):
            figures = [0, 0, 0]
            for module, *found in judge(group, chosen, free):
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
