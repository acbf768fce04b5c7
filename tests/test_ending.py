"""Outputs are private until they are complete, and a program that is ended leaves nothing behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import stat
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import pytest

import newsdoc
from newsdoc import Article, WriteError
from newsdoc.cli import commands, main
from newsdoc.files.atomic import write_bytes
from newsdoc.files.temporary import remove_unfinished, temporary_folder

posix = pytest.mark.skipif(os.name != "posix", reason="signals and modes as POSIX has them")
pytestmark = posix

SCRIPT = """
import multiprocessing, sys
from newsdoc.cli import main, work
if __name__ == "__main__":
    work.WORTH, work.STEP = 1, 30_000
    multiprocessing.set_start_method(sys.argv[1])
    sys.exit(main(sys.argv[2:]))
"""


@pytest.fixture
def temporary():
    """Where temporary files go; the names of sockets in it must be short."""
    with TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.fixture
def heard():
    """Let a child hear that its terminal is gone, even if these tests were started to go on then, as by nohup."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.fixture
def start(tmp_path, temporary, heard):
    """Start the program on an input without an end, and wait until it writes."""
    script = tmp_path / "run.py"
    script.write_text(SCRIPT)
    out = tmp_path / "out"
    out.mkdir()
    lines = b'{"headline": "Bridge opens", "body": ["It rained on Monday."]}\n' * 40_000
    (tmp_path / "many.jsonl").write_bytes(lines)

    def run(method, *arguments, before=()):
        command = [*before, sys.executable, script, method, "convert", *arguments, "-o", out / "out.newsml"]
        process = subprocess.Popen(
            [*map(str, command)],
            cwd=tmp_path,
            env={**os.environ, "TMPDIR": str(temporary)},
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        if arguments[0] == "-":
            process.stdin.write(lines)
            process.stdin.flush()
        for _ in range(400):
            if list(out.iterdir()):
                return process, out
            time.sleep(0.02)
        raise AssertionError(process.communicate())

    return run


def ended(process):
    _, messages = process.communicate(timeout=60)
    return process.returncode, messages


def test_a_signal_at_any_moment_is_the_end(tmp_path):
    """Also while modules are imported and workers are started."""
    (tmp_path / "many.jsonl").write_bytes(b'{"headline": "Bridge opens", "body": ["It rained."]}\n' * 300_000)
    command = [sys.executable, "-m", "newsdoc", "convert", "many.jsonl", "--jobs", "2", "-o", "out.newsml"]
    for wait in range(10, 40, 5):
        process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE)
        time.sleep(wait / 50)
        process.send_signal(signal.SIGTERM)
        _, messages = process.communicate(timeout=60)
        assert (process.returncode, messages) == (-signal.SIGTERM, b"")
        assert [path.name for path in tmp_path.iterdir()] == ["many.jsonl"]


@pytest.mark.parametrize(
    ("number", "method"),
    [
        *((signal.SIGTERM, method) for method in (None, *multiprocessing.get_all_start_methods())),
        *((signal.SIGHUP, method) for method in (None, "spawn")),
        (signal.SIGINT, None),  # with several processes: test_parallel
    ],
)
def test_a_signal_leaves_nothing_behind(start, temporary, number, method):
    arguments = ["-", "--from", "jsonl"] if method is None else ["many.jsonl", "--jobs", "2"]
    process, out = start(method or "spawn", *arguments)
    for _ in range(400):
        if method is None or list(temporary.rglob(".newsdoc-*")):  # a worker writes
            break
        time.sleep(0.02)
    process.send_signal(number)
    assert ended(process) == ((130, b"newsdoc: interrupted\n") if number == signal.SIGINT else (-number, b""))
    assert list(out.iterdir()) == []
    assert [path.name for path in temporary.iterdir() if "newsdoc-" in path.name] == []


def test_a_signal_that_is_ignored_stays_so(start):
    process, out = start("spawn", "-", "--from", "jsonl", before=["nohup"])
    process.send_signal(signal.SIGHUP)
    status, _ = ended(process)
    assert status == 0
    assert [path.name for path in out.iterdir()] == ["out.newsml"]


def test_ctrl_c_while_python_imports_is_one_line():
    code = """
import signal, sys
class Interrupts:
    def find_spec(self, name, path=None, target=None):
        if name == sys.argv[1]:
            signal.raise_signal(signal.SIGINT)
sys.meta_path.insert(0, Interrupts())
from newsdoc.cli import main
sys.exit(main(["formats"]))
"""
    for name in ("newsdoc.cli.program", "newsdoc.cli.console", "newsdoc.formats", "newsdoc.cli.commands"):
        done = subprocess.run([sys.executable, "-c", code, name], capture_output=True)
        assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"newsdoc: interrupted\n"), name


def test_the_command_line_is_there_almost_at_once():
    code = "import sys; before = set(sys.modules); import newsdoc.cli; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", f"import os\n{code}"], capture_output=True)
    # what measures coverage has loaded __future__ before
    assert set(done.stdout.split()) - {b"__future__"} == {b"newsdoc", b"newsdoc.cli"}


def test_handlers_are_put_back():
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    assert main(["formats"]) == 0
    assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)) == before


def test_the_command_line_runs_in_a_thread(capsys):
    done = []
    thread = Thread(target=lambda: done.append(main(["formats"])))
    thread.start()
    thread.join()
    assert done == [0]


def test_no_memory_is_said(capsys, monkeypatch):
    def no_memory(_):
        raise MemoryError

    monkeypatch.setitem(commands.COMMANDS, "formats", no_memory)
    assert main(["formats"]) == 1
    assert capsys.readouterr().err == "newsdoc: there is not enough memory for this\n"


# --- what is written ---


def mode(path):
    return stat.S_IMODE(Path(path).stat().st_mode)


@pytest.mark.parametrize(("old", "new"), [(0o600, 0o600), (0o664, 0o664), (0o444 | 0o200, 0o644), (None, 0o640)])
def test_an_output_is_private_until_it_is_complete(tmp_path, old, new):
    path = tmp_path / "out.json"
    if old is not None:
        path.write_text("old")
        path.chmod(old)
    seen = []

    def articles():
        yield Article("Bridge")
        seen.extend((mode(other), other.name) for other in tmp_path.iterdir() if other != path)
        yield Article("Bridge")

    mask = os.umask(0o027)
    try:
        newsdoc.write(articles(), path)
    finally:
        assert os.umask(mask) == 0o027
    assert [found for found, _ in seen] == [0o600]
    assert mode(path) == new
    assert [other.name for other in tmp_path.iterdir()] == ["out.json"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root gives files away")
def test_an_output_keeps_its_owner(tmp_path):
    path = tmp_path / "out.json"
    path.write_text("old")
    os.chown(path, 1234, 2345)
    path.chmod(0o2750)
    newsdoc.write([Article("Bridge")], path)
    found = path.stat()
    assert (found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode)) == (1234, 2345, 0o2750)


def test_a_group_that_cannot_be_kept_takes_its_rights_with_it(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError

    path = tmp_path / "out.json"
    path.write_text("old")
    path.chmod(0o664)
    monkeypatch.setattr(os, "fchown", refuse)
    newsdoc.write([Article("Bridge")], path)
    assert mode(path) == 0o664  # it is the same group all the same
    real = os.stat
    with monkeypatch.context() as patch:
        patch.setattr(os, "stat", lambda name, **options: Group(real(name, **options)))
        write_bytes(b"new", path)
    assert mode(path) == 0o604


class Group:
    """A file's status with another group."""

    def __init__(self, status):
        self._status = status
        self.st_gid = status.st_gid + 1

    def __getattr__(self, name):
        return getattr(self._status, name)


def test_an_output_is_on_the_disk_before_it_is_renamed(tmp_path, monkeypatch):
    calls = []
    sync, replace = os.fsync, os.replace
    monkeypatch.setattr(os, "fsync", lambda file: (calls.append(os.fstat(file).st_size), sync(file)))
    monkeypatch.setattr(os, "replace", lambda *names: (calls.append("replaced"), replace(*names)))
    write_bytes(b"x" * 1000, tmp_path / "out")
    newsdoc.write([Article("Bridge")], tmp_path / "out.json.gz")
    size = (tmp_path / "out.json.gz").stat().st_size
    assert calls == [1000, "replaced", size, "replaced"]


def test_a_disk_that_fails_late_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "out.json"
    path.write_text("old")

    def fail(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(WriteError, match=r"out\.json: cannot be written: No space left on device"):
        newsdoc.write([Article("Bridge")], path)
    assert path.read_text() == "old"
    assert [other.name for other in tmp_path.iterdir()] == ["out.json"]


def test_two_that_write_one_output_do_not_mix(tmp_path):
    path = tmp_path / "out.jsonl"
    documents = [[Article(f"{name} {number}") for number in range(2000)] for name in "AB"]
    threads = [Thread(target=partial(newsdoc.write, articles, path)) for articles in documents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert newsdoc.read(path) in documents


def test_what_another_process_makes_is_its_own():
    with temporary_folder() as folder:
        assert mode(folder) == 0o700
        process = multiprocessing.get_context("fork").Process(target=remove_unfinished)
        process.start()
        process.join()
        assert Path(folder).is_dir()
        remove_unfinished()
        assert not Path(folder).exists()
