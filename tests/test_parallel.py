"""Several processes: what they write and say is what one would, and they end, however the work ends."""

from __future__ import annotations

import gzip
import multiprocessing
import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import newsdoc
from newsdoc import Article
from newsdoc.cli import main, merge, work
from newsdoc.cli.workers import in_order
from newsdoc.errors import WorkerLost
from newsdoc.formats import json, jsonl

pytestmark = [
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
    pytest.mark.skipif(
        "COVERAGE_RUN" in os.environ,
        reason="coverage writes files of its own where processes work, and holds a lock when they are told to end",
    ),
]

PROSE = "The council said on Monday that the talks on water would go on through the week, after a short break."
METHODS = multiprocessing.get_all_start_methods()


def story(number, *, serial=None, extra=""):
    title, caption = f"Bridge number {number if serial is None else serial} opens", f"The bridge, {number}. (AFP)"
    head = [title, "", caption, caption, "TT", "20", "", title, "", caption, caption, ""]
    return "\n".join([*head, *[f"{PROSE}{extra} {number}, {n}.\n" for n in range(3)], "", ""])


def year(count=300):
    """A dump with something to say of here and there: copies of articles, far apart and near, tabs, a cut-off end."""
    pieces = [story(number % 97, extra="\tmended" if number % 31 == 5 else "") for number in range(count)]
    return "Home\nWorld\n\n" + "".join(pieces) + "Bridge opens\n\nThe mayor came and"


# --- work in order ---


def square(number):
    if number < 0:
        END[number]()
    return number * number


def fail():
    raise LookupError("odd")


END = {-1: lambda: os._exit(3), -2: lambda: os.kill(os.getpid(), signal.SIGKILL), -3: sys.exit, -4: fail}


@pytest.mark.parametrize("method", METHODS)
def test_results_come_in_order_however_processes_are_started(method):
    context = multiprocessing.get_context(method)
    assert list(in_order(abs, range(0, -20, -1), 3, context=context)) == list(range(20))
    assert list(in_order(abs, [], 3, context=context)) == []


def test_work_is_asked_for_as_results_are_used():
    taken = []
    with closing(in_order(abs, (taken.append(number) or number for number in range(100)), 2)) as results:
        assert next(results) == 0
        assert len(taken) <= 5
    assert multiprocessing.active_children() == []


@pytest.mark.skipif("fork" not in METHODS, reason="the workers have to know this file")
@pytest.mark.parametrize(("end", "error"), [(-1, WorkerLost), (-2, WorkerLost), (-3, WorkerLost), (-4, LookupError)])
def test_a_worker_that_dies_or_fails_is_an_error_and_no_wait(end, error):
    with pytest.raises(error):
        list(in_order(square, [*range(5), end, *range(50)], 2, context=multiprocessing.get_context("fork")))
    assert multiprocessing.active_children() == []


# --- one process or several: the same files, messages and status ---


@pytest.fixture
def cli(capsysbinary, monkeypatch, tmp_path):
    """Run the command line in an empty folder, where every input is large enough to be cut and shared out."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setattr(work, "WORTH", 1)
    monkeypatch.setattr(work, "STEP", 30_000)

    def run(*arguments):
        status = main([str(argument) for argument in arguments])
        out, err = capsysbinary.readouterr()
        return status, out, err.decode()

    return run


@pytest.fixture
def started(monkeypatch):
    """How many pools were started."""
    pools = []

    def counted(task, shares, jobs, **options):
        pools.append(jobs)
        return in_order(task, shares, jobs, **options)

    monkeypatch.setattr(merge, "in_order", counted)
    monkeypatch.setattr(newsdoc.cli.workers, "in_order", counted)
    return pools


def outcome(cli, jobs, *arguments):
    """Everything that can be seen of a run, its files with it; they are gone afterwards."""
    before = {path for path in Path().rglob("*") if path.is_file()}
    done = cli(*arguments, "--jobs", jobs)
    files = sorted(path for path in Path().rglob("*") if path.is_file() and path not in before)
    contents = {str(path): path.read_bytes() for path in files}
    for path in files:
        path.unlink()
    return *done, contents


OUTPUTS = ["json", "jsonl", "jsonl.gz", "newsml", "ninjs.json", "jsonld", "nitf", "txt"]


@pytest.mark.parametrize("suffix", OUTPUTS)
def test_one_large_dump_becomes_the_same_document(cli, started, suffix):
    Path("year.txt").write_text(year())
    one = outcome(cli, 1, "convert", "year.txt", "-o", f"out.{suffix}")
    assert started == []
    assert one[3]
    assert "repair.characters" in one[2]
    for jobs in (2, 3):
        assert outcome(cli, jobs, "convert", "year.txt", "-o", f"out.{suffix}") == one
    assert bool(started) is (suffix in ("json", "jsonl", "jsonl.gz", "newsml"))


def test_a_large_dump_is_cut(cli, monkeypatch):
    Path("year.txt").write_text(year())
    parts = []

    def here(task, shares, jobs):
        for share in shares:
            parts.extend(share.pieces)
            yield task(share)

    monkeypatch.setattr(merge, "in_order", here)
    assert cli("convert", "year.txt", "-o", "out.jsonl", "--jobs", "2")[0] == 0
    assert len(parts) == 5
    assert len(newsdoc.read("out.jsonl")) == 300


@pytest.mark.parametrize("options", [["--strict"], ["--language", "en"], ["--dialect", "doubled-head"], ["-o", "out/"]])
def test_messages_have_the_lines_and_articles_of_the_whole_file(cli, started, options):
    Path("year.txt").write_text(year())
    one = outcome(cli, 1, "convert", "year.txt", "--to", "jsonl", *options)
    assert "192 article.duplicate" in one[2]  # far apart and in one range
    assert outcome(cli, 2, "convert", "year.txt", "--to", "jsonl", *options) == one
    assert len(started) == 1
    if options == ["--strict"]:
        assert one[0] == 1
        assert "year.txt:4" in one[2]
        assert "$[284].body[0]: " in one[2]


def inputs(folder):
    """Inputs of all kinds: large, small, packed, of other formats, broken, missing, and without an article."""
    folder.mkdir()
    Path(folder, "a.txt").write_text(year())
    Path(folder, "b.json").write_text(json.dumps([Article("One"), Article("Two", ["It rained."])]))
    lines = jsonl.dumps(Article(f"Bridge {number}", [PROSE]) for number in range(300))
    Path(folder, "c.jsonl").write_text(f'{lines}{{"headline": 1}}\n{lines}')
    Path(folder, "d.txt").write_text("More from the author\n")
    Path(folder, "e.txt.gz").write_bytes(gzip.compress(year(40).encode()))
    Path(folder, "f.json").write_text(json.dumps([Article("Whole"), Article("Cut off")])[:-5])
    Path(folder, "g.txt").write_text("")
    Path(folder, "h.jsonl").write_text(lines)
    for number in range(40):
        Path(folder, f"small{number:02}.txt").write_text(story(number))
    return [folder, "missing.txt"]


@pytest.mark.parametrize("suffix", ["jsonl", "newsml"])
def test_many_inputs_become_the_same_document(cli, started, suffix):
    arguments = ["convert", *inputs(Path("in")), "-o", f"out.{suffix}"]
    one = outcome(cli, 1, *arguments)
    assert one[0] == 1
    assert "in/c.jsonl:301: $.headline" in one[2]
    assert "in/g.txt: no article was found" in one[2]
    for jobs in (2, 3):
        assert outcome(cli, jobs, *arguments) == one
    assert len(started) == 2


@pytest.mark.parametrize("name", ["json", "newsml", "ninjs", "nitf", "jsonld", "rawdump"])
def test_many_inputs_become_the_same_files(cli, started, name):
    arguments = ["convert", *inputs(Path("in")), "--to", name, "-o", "out/"]
    one = outcome(cli, 1, *arguments)
    assert len(one[3]) > 40
    for jobs in (2, 3):
        assert outcome(cli, jobs, *arguments) == one
    assert len(started) == 2


def test_many_inputs_are_checked_alike(cli, started):
    arguments = ["check", *inputs(Path("in"))]
    one = outcome(cli, 1, *arguments)
    assert b"[repair.characters]" in one[1]
    assert outcome(cli, 3, *arguments) == one
    assert len(started) == 1


@pytest.mark.parametrize("broken", [b'{"headline": 1}\n', b"\xef\xbb\xbf{}\n", b"\xff\n"])
def test_one_broken_line_costs_only_itself_and_leaves_its_number(cli, broken):
    line = jsonl.dumps([Article("Bridge", [PROSE])]).encode()
    Path("a.jsonl").write_bytes(line * 2000 + broken + line * 2000)
    one = outcome(cli, 1, "convert", "a.jsonl", "-o", "out.json")
    assert one[0] == 1
    assert one[2].startswith("a.jsonl:2001: ")
    assert len(json.loads(one[3]["out.json"])) == 4000
    assert outcome(cli, 2, "convert", "a.jsonl", "-o", "out.json") == one


def test_no_line_that_can_be_read_leaves_no_document(cli):
    Path("a.jsonl").write_bytes(b'{"headline": 1}\n' * 20_000)
    one = outcome(cli, 1, "convert", "a.jsonl", "-o", "out.json")
    assert (one[0], one[3]) == (1, {})
    assert one[2].splitlines()[-1].startswith("newsdoc: a.jsonl: line 1: $.headline: ")
    assert outcome(cli, 2, "convert", "a.jsonl", "-o", "out.json") == one


def test_no_articles_and_one_article_are_as_ever(cli):
    Path("none.jsonl").write_text("\n" * 100_000)
    Path("one.jsonl").write_text("\n" * 100_000 + jsonl.dumps([Article("Bridge")]))
    for name in ("none", "one"):
        for suffix in ("json", "newsml"):
            arguments = ["convert", f"{name}.jsonl", "--from", "jsonl", "-o", f"out.{suffix}"]
            assert outcome(cli, 2, *arguments) == outcome(cli, 1, *arguments)


def test_a_time_that_is_none_is_reported_alike(cli, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    Path("year.txt").write_text(year())
    one = outcome(cli, 1, "convert", "year.txt", "-o", "out.newsml")
    assert one[0] == 1
    assert outcome(cli, 2, "convert", "year.txt", "-o", "out.newsml") == one


def test_what_cannot_be_cut_is_read_in_one_piece(cli, monkeypatch):
    monkeypatch.setattr(merge, "_HELD", 10_000)
    text = "".join(map(story, range(200)))
    Path("long.txt").write_text(text + f"{PROSE}\n\n" * 2000)
    Path("long.json").write_text(json.dumps(newsdoc.read("long.txt")))
    arguments = ["convert", "long.txt", "long.json", "long.txt", "--to", "jsonl"]
    assert outcome(cli, 2, *arguments) == outcome(cli, 1, *arguments)


def test_little_work_and_one_job_start_no_process(cli, started, monkeypatch):
    Path("year.txt").write_text(year())
    monkeypatch.setattr(work, "WORTH", 1 << 20)
    assert cli("convert", "year.txt", "-o", "out.jsonl", "--jobs", "4")[0] == 0
    monkeypatch.setattr(work, "WORTH", 1)
    assert cli("convert", "year.txt", "-o", "out.jsonl", "--jobs", "1")[0] == 0
    assert started == []
    assert cli("convert", "year.txt", "-o", "out.jsonl", "--jobs", "9999")[0] == 0
    assert started[0] < 12
    assert cli("convert", "year.txt", "-o", "out.jsonl", "--jobs", "0")[0] == 0


@pytest.mark.parametrize("jobs", ["-1", "two", "1.5", "", "99999"])
def test_a_number_of_jobs_is_a_number(jobs, capsys):
    with pytest.raises(SystemExit) as end:
        main(["convert", "a.txt", f"--jobs={jobs}"])
    assert end.value.code == 2
    assert "is not a valid number of processes" in capsys.readouterr().err


# --- the end ---


SCRIPT = """
import multiprocessing, sys
from newsdoc.cli import work
from newsdoc.cli import main
if __name__ == "__main__":
    work.WORTH, work.STEP = 1, 30_000
    multiprocessing.set_start_method(sys.argv[1])
    sys.exit(main(sys.argv[2:]))
"""

DIALECT = """
import os
from newsdoc.dialects import Label
def dialect(lines):
    for line in lines:
        if line == "Stop here":
            print("here", flush=True)
            open(os.environ["NEVER"]).read()
        if line == "Die here":
            os._exit(9)
        yield Label("paragraph", article=line.startswith("Bridge"))
"""


@pytest.fixture
def temporary():
    """Where temporary files go; its name is short, for sockets are among them."""
    with TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.fixture
def program(tmp_path, temporary):
    """Start a program in an empty folder, with a dialect `trap` that stops, or dies, where a line says so."""
    here = tmp_path / "installed"
    info = here / "trap-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: trap\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[newsdoc.dialects]\ntrap = trap:dialect\n")
    (here / "trap.py").write_text(DIALECT)
    (here / "run.py").write_text(SCRIPT)
    os.mkfifo(here / "never")
    (tmp_path / "work").mkdir()
    paths = [str(here), str(Path(newsdoc.__file__).parent.parent), *sys.path]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "NEVER": str(here / "never")}
    environment["TMPDIR"] = str(temporary)

    def start(*arguments, **options):
        command = [sys.executable, here / "run.py", *map(str, arguments)]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(command, cwd=tmp_path / "work", env=environment, **pipes, **options)

    return start


def text_files(folder, special):
    for number in range(12):
        (folder / f"{number:02}.txt").write_text(year(60) + (f"\n{special}\nand so on\n" if number == 7 else ""))


def half_written(*folders):
    files = [path for folder in folders for path in folder.rglob("*")]
    return [path for path in files if path.name.startswith((".newsdoc-", "newsdoc-")) or path.name == "out.jsonl"]


@pytest.mark.parametrize("method", METHODS)
def test_articles_are_known_again_however_processes_are_started(program, tmp_path, method):
    (tmp_path / "year.txt").write_text(year())
    process = program(method, "convert", "../year.txt", "--jobs", "2", "-o", "out.jsonl")
    _, err = process.communicate(timeout=60)
    assert b"192 article.duplicate" in err


posix = pytest.mark.skipif(os.name != "posix", reason="signals and pipes as POSIX has them")


@posix
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("output", [["-o", "out/"], ["-o", "out.jsonl"]])
def test_ctrl_c_ends_all_processes(program, tmp_path, temporary, method, output):
    text_files(tmp_path, "Stop here")
    process = program(
        method,
        "convert",
        "..",
        "--from",
        "rawdump",
        "--dialect",
        "trap",
        "--jobs",
        "2",
        *output,
        start_new_session=True,
    )
    assert process.stdout.readline() == b"here\n"
    if method == METHODS[0]:
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    else:
        process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)  # to the end of the pipes, which all processes hold
    assert (process.returncode, err) == (130, b"newsdoc: interrupted\n")
    assert half_written(tmp_path / "work", temporary) == []


@posix
@pytest.mark.parametrize("output", [["-o", "out/"], ["-o", "out.jsonl"]])
def test_a_worker_that_dies_is_reported_in_a_sentence(program, tmp_path, temporary, output):
    text_files(tmp_path, "Die here")
    process = program("fork", "convert", "..", "--from", "rawdump", "--dialect", "trap", "--jobs", "2", *output)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert err.splitlines()[-1].startswith(b"newsdoc: a worker process ended before its work was done")
    assert b"Traceback" not in err
    assert half_written(tmp_path / "work", temporary) == []


@posix
def test_workers_end_with_the_program_that_started_them(program, tmp_path):
    text_files(tmp_path, "Stop here")
    process = program("fork", "convert", "..", "--from", "rawdump", "--dialect", "trap", "--jobs", "2", "-o", "out/")
    assert process.stdout.readline() == b"here\n"
    process.kill()
    process.communicate(timeout=60)  # it ends when the last worker has let go of the pipe
    assert process.returncode == -signal.SIGKILL
