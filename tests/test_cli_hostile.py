"""Hostile names, options and streams: one clear line, the right status, and nothing that steers a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = (
    "Bridge opens\n\nThe bridge at dawn. (AFP)\nThe bridge at dawn. (AFP)\nTT\n20\n\nBridge opens\n\n"
    "The bridge at dawn. (AFP)\nThe bridge at dawn. (AFP)\n\nThe council met on Monday to talk of the bridge.\n"
)
NAMES = [
    "red\x1b[31m.txt",
    "two\nlines.txt",
    "return\rto.txt",
    "a\ttab.txt",
    "bell\x07.txt",
    "\x9b31m.txt",
    "\u202etxt.a",
    "\u2028.txt",
    "\udcff\udcfe.txt",
    "x" * 251 + ".txt",
    "-o",
    "--",
    "--help",
    "[a].txt",
    "*",
    "$(id).txt",
]
LONG = "z" * 100_000
COMMANDS = [
    ("convert",),
    ("explain",),
    ("show",),
    ("check",),
    ("check", "--format", "json"),
    ("check", "--format", "github"),
    ("check", "--format", "sarif"),
    ("stats",),
    ("validate",),
    ("diff", "good.txt"),
]


def is_clear(text, longest=900):
    """Every line can be printed on a terminal, is not too long, and none is from Python."""
    lines = text.removesuffix("\n").split("\n")
    return all(line.isprintable() and len(line) <= longest for line in lines) and "Traceback" not in text


@pytest.fixture
def page(cli):
    Path("good.txt").write_text(PAGE)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_name_is_a_name(cli, page, command):
    for name in NAMES:
        Path(name).write_text(PAGE)
        status, out, err = cli(*command, "--", name)
        assert status == (1 if command[0] == "validate" else 0), (name, err)
        assert is_clear(out, 1_000_000), (name, out)
        assert is_clear(err), (name, err)
        Path(name).unlink()
        status, out, err = cli(*command, "--", f"none/{name}")
        assert status == (2 if command[0] == "diff" else 1), name
        assert is_clear(err), (name, err)


@pytest.mark.parametrize("name", ["--", "-o", "-"])
def test_an_option_takes_every_name(cli, page, name):
    status, out, err = cli("explain", "good.txt", f"--html={name}")
    assert (status, err) == (0, "")
    assert ("<html" in out) == (name == "-")
    assert Path(name).exists() == (name != "-")


HEADLINE = "Bridge\x9b31m \u202eopens"


def test_what_an_article_says_steers_no_terminal(cli):
    Path("page.txt").write_text(PAGE.replace("Bridge opens", HEADLINE))
    for command in (("explain",), ("explain", "--why", "1"), ("show",), ("check",), ("diff", "good.txt")):
        Path("good.txt").write_text(PAGE)
        _, out, err = cli(*command, "page.txt")
        assert is_clear(out), out
        assert is_clear(err), err


NUMBERS = ["-1", "nan", "inf", "1e999", "0x10", "٣", "1.5", " 1", "9" * 30, "+1", "1_000", ""]


@pytest.mark.parametrize(
    ("command", "option"),
    [
        *[("convert", option) for option in ("--jobs", "--min-confidence", "--limit")],
        *[("explain", option) for option in ("--why", "--page")],
        ("show", "--width"),
        ("check", "--jobs"),
    ],
)
def test_a_bad_number_is_wrong_usage(cli, page, command, option):
    for number in NUMBERS:
        if option == "--min-confidence" and number in (" 1", "+1"):
            continue
        value = f"line={number}" if option == "--limit" else number
        status, out, err = cli(command, f"{option}={value}", "good.txt")
        assert (status, out) == (2, ""), number
        assert is_clear(err), err
        assert option in err


OPTIONS = ["--from", "--to", "-O", "--suffix", "--dialect", "--language", "--timezone", "--encoding", "--catalog"]
OPTIONS += ["--limit", "--jobs", "--text-column", "--min-confidence"]


@pytest.mark.parametrize("option", [*OPTIONS, "--keep", "-o", "--summary"])
def test_an_odd_value_is_said_in_one_line(cli, page, option):
    for value in (LONG, "\x1b[31mred\n\r\u202e", "\udcff", "--", "\0"):
        separator = "=" if option.startswith("--") else ""
        status, out, err = cli("convert", f"{option}{separator}{value}", "good.txt")
        assert is_clear(err), (value[:10], err)
        assert status in ((1, 2) if option in OPTIONS else (0, 1, 2)), (value[:10], out)
        assert sorted(path.name for path in Path().iterdir() if path.name.startswith(".newsdoc")) == []


def test_a_pipe_that_is_named_is_read_once(page):
    for command in COMMANDS:
        done = subprocess.run(
            ["bash", "-c", f'"$0" -m newsdoc {" ".join(command)} <(cat good.txt)', sys.executable],
            capture_output=True,
            timeout=60,
        )
        assert done.returncode == (1 if command[0] == "validate" else 0), done.stderr


def test_a_pipe_that_a_pattern_fits_is_not_waited_for(cli, page):
    os.mkfifo("pipe.txt")
    status, out, err = cli("convert", "*.txt")
    assert (status, err) == (0, "")
    assert out.count('"headline"') == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize(
    ("arguments", "status"), [(["bogus"], 2), ([], 2), (["convert", "--jobs", "x"], 2), (["show", "none.txt"], 1)]
)
def test_messages_that_nobody_can_get_leave_the_status_of_wrong_usage(tmp_path, arguments, status):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([sys.executable, "-m", "newsdoc", *arguments], stderr=full, cwd=tmp_path, timeout=60)
    assert done.returncode == status


def test_a_page_that_explains_goes_to_an_address_and_not_into_a_folder_of_its_name(cli, page):
    pytest.importorskip("fsspec")
    status, out, err = cli("explain", "good.txt", "--html", "memory://shown/good.html")
    assert (status, out, err) == (0, "", "")
    assert [path.name for path in Path().iterdir()] == ["good.txt"]
