"""The command line as people know command lines: short options, pipes, patterns, suggestions, forms for machines."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsdoc
from newsdoc import CATALOGUE, Article, Diagnostic
from newsdoc.cli.commands import COMMANDS
from newsdoc.cli.console import Messages, has_colour
from newsdoc.cli.inputs import expanded
from newsdoc.cli.shell import Command, described
from newsdoc.cli.shell import manual as shell_manual
from newsdoc.cli.shell.completion import SCRIPTS
from newsdoc.cli.shell.manual import manual
from newsdoc.cli.styles import STYLES
from newsdoc.diagnostics import DOUBT, KINDS
from newsdoc.formats import FORMATS
from shared import ROOT

SEED = ROOT / "seeds" / "asharq-al-awsat.txt"
DUMPS = ROOT / "examples" / "dumps"
PROGRAM, PARTS = described()


# --- arguments ---


def test_no_argument_prints_the_help(cli):
    status, out, err = cli()
    assert (status, out) == (2, "")
    assert "newsdoc COMMAND --help" in err


@pytest.mark.parametrize("option", ["-V", "--version"])
def test_the_version_is_printed(cli, option):
    assert cli(option) == (0, f"newsdoc {newsdoc.__version__}\n", "")


def test_short_options(cli):
    status, out, _ = cli("convert", SEED, "-f", "rawdump", "-t", "jsonl")
    assert status == 0
    assert out.count("\n") == 2


def test_inputs_are_taken_before_and_after_options(cli):
    Path("a.json").write_text(newsdoc.dumps(Article("A")))
    Path("b.json").write_text(newsdoc.dumps(Article("B")))
    assert cli("convert", "a.json", "-t", "jsonl", "b.json")[:2] == (0, '{"headline":"A"}\n{"headline":"B"}\n')


@pytest.mark.parametrize("command", ["convert", "check"])
def test_a_pipe_is_read_without_a_name(cli, command):
    piped, named = (cli(command, *dash, "--strict", stdin=SEED.read_bytes()) for dash in ((), ("-",)))
    assert piped == named
    assert piped[0] == 0


def test_explain_reads_a_pipe_without_a_name(cli):
    status, out, _ = cli("explain", stdin=SEED.read_bytes())
    assert status == 0
    assert out.startswith("<stdin>: 81 lines, 2 articles")


@pytest.mark.parametrize("command", ["convert", "check", "explain", "validate"])
def test_a_terminal_is_not_waited_for(command):
    terminal, end = pty.openpty()
    words = [sys.executable, "-m", "newsdoc", command]
    done = subprocess.run(words, stdin=end, capture_output=True, encoding="utf-8", timeout=60)
    os.close(end)
    os.close(terminal)
    assert (done.returncode, done.stdout) == (2, "")
    assert "name an input" in done.stderr


# --- suggestions ---


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["convrt", "a.txt"], r"no command 'convrt' \(did you mean convert\?\)"),
        (["convert", "a.txt", "--langage", "ar"], r"--langage.* \(did you mean --language\?\)"),
        (["convert", "a.txt", "--outpt=x.json"], r"\(did you mean --output\?\)"),
        (["check", "a.txt", "--strcit"], r"\(did you mean --strict\?\)"),
        (
            ["convert", "a.txt", "--to", "newsmll"],
            r"\(did you mean newsml\?\); choose one of rawdump, json, jsonl, newsml",
        ),
        (["convert", "a.txt", "--from", "ninj"], r"\(did you mean ninjs\?\); choose one of .*newsml1"),
        (["convert", "a.txt", "--from", "rss"], r"no format 'rss' \(did you mean feed\?\)"),
        (["convert", "a.txt", "--to", "md"], r"no format 'md' \(did you mean markdown\?\)"),
        (["convert", "a.txt", "--to", "NewsML-G2"], r"\(did you mean newsml\?\)"),
        (["convert", "a.txt", "--to", "superdesk"], r"\(did you mean ninjs\?\)"),
        (["convert", "a.txt", "--to", "rss"], r"no format 'rss'; choose one of"),
        (["explain", "guess.subhed"], r"\(did you mean guess\.subhead\?\)"),
        (["convert", "a.txt", "--dialect", "archiv"], r"\(did you mean archive\?\)"),
        (["xyzzy"], r"no command 'xyzzy'; choose one of convert, explain"),
    ],
)
def test_a_typing_error_has_a_suggestion(cli, arguments, wanted):
    status, out, err = cli(*arguments)
    assert (status, out) == (2, "")
    assert re.search(wanted, err)
    assert len(err.splitlines()) <= 2  # the usage in one line, or none, and the error


def test_only_formats_that_can_be_written_are_offered_for_writing(cli):
    _, _, err = cli("convert", "a.txt", "--to", "word")
    offered = re.search(r"choose one of (.*)", err)[1].split(", ")
    assert set(offered) >= {row.name for row in FORMATS.values() if row.writes}
    assert not set(offered) & {row.name for row in FORMATS.values() if not row.writes}


def test_a_file_where_a_command_belongs(cli):
    Path("page.txt").write_bytes(SEED.read_bytes())
    status, _, err = cli("page.txt")
    assert status == 2
    assert "newsdoc convert page.txt" in err


# --- patterns ---


def test_a_pattern_in_quotes_is_expanded(cli):
    shutil.copytree(DUMPS, "dumps")
    several = cli("convert", "dumps/**/*.txt", "-t", "jsonl")
    assert several == cli("convert", *sorted(str(path) for path in Path("dumps").rglob("*.txt")), "-t", "jsonl")
    assert several[1].count("\n") == 3
    cli("convert", "dumps/*/*e*.txt", "-o", "out/")
    assert sorted(path.name for path in Path("out").rglob("*.json")) == [
        "bridge.json",
        "front-page.json",
        "museum.json",
    ]


def test_a_pattern_without_files_is_an_error(cli):
    assert cli("convert", "dumps/*.txt", "-t", "jsonl")[2] == "newsdoc: dumps/*.txt: no file fits this pattern\n"


def test_a_name_that_looks_like_a_pattern_is_a_name(cli):
    Path("a[1].json").write_text(newsdoc.dumps(Article("A")))
    Path("a1.json").write_text("[]")
    assert expanded(["a[1].json", "-", "", "a[12].json"]) == ["a[1].json", "-", "", "a1.json"]
    assert '"A"' in cli("convert", "a[1].json")[1]


# --- outputs ---


def test_folders_are_made_for_an_output(cli):
    assert cli("convert", SEED, "-o", "new/folder/x.json")[0] == 0
    assert len(newsdoc.read("new/folder/x.json")) == 2
    assert cli("explain", SEED, "--html", "other/page.html")[0] == 0
    assert "<html" in Path("other/page.html").read_text()


def test_quiet_prints_only_reasons(cli):
    status, out, err = cli("convert", DUMPS, "-q", "-t", "jsonl")
    assert (status, err) == (1, "")
    assert out.count("\n") == 3
    _, _, err = cli("convert", SEED, "-q", "-t", "jsonld")
    assert re.fullmatch(r"(.* \[loss\.\w+\]\n)*", err)
    assert (
        cli("convert", "missing.txt", "-q")[2] == "newsdoc: missing.txt: cannot be opened: No such file or directory\n"
    )
    assert cli("check", DUMPS, "-q")[1:] == ("", "")


def test_verbose_prints_everything(cli):
    _, _, err = cli("convert", DUMPS, "-v", "-t", "jsonl")
    assert sorted(err.splitlines()) == sorted(cli("check", DUMPS)[1].splitlines())
    assert "guess.credit" in err
    assert cli("convert", DUMPS, "-q", "-v", "-t", "jsonl")[2] == err, "the last one counts"


@pytest.mark.parametrize(
    ("choice", "environment", "terminal", "wanted"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"FORCE_COLOR": "0"}, False, False),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_when_colours_are_used(monkeypatch, choice, environment, terminal, wanted):
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    stream = type("Stream", (), {"isatty": lambda _: terminal})()
    assert has_colour(choice, stream) is wanted


def test_explain_in_colour(cli, monkeypatch):
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    assert "\x1b[" not in cli("explain", SEED)[1]
    assert "\x1b[1m" in cli("explain", SEED, "--color", "always")[1]


# --- explain a code ---


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_code_is_explained(cli, code):
    status, out, err = cli("explain", code)
    assert (status, err) == (0, "")
    assert out.startswith(f"{code}: {CATALOGUE[code]}\n")
    assert KINDS[code.partition(".")[0]] in out
    assert (str(DOUBT.get(code)) in out) == (code in DOUBT)


def test_a_file_with_the_name_of_a_code_is_a_file(cli):
    shutil.copy(SEED, "guess.subhead")
    assert cli("explain", "guess.subhead")[1].startswith("guess.subhead: 81 lines")


# --- forms for machines ---


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_check_prints_json(cli, monkeypatch, jobs):
    monkeypatch.setattr("newsdoc.cli.work.WORTH", 0)
    monkeypatch.setattr("newsdoc.cli.work.STEP", 1)
    shutil.copytree(DUMPS, "dumps")
    status, out, err = cli("check", "dumps", "missing.txt", "--format", "json", "--jobs", jobs)
    assert (status, err) == (1, "")
    found = json.loads(out)
    text = cli("check", "dumps")[1]
    for each in found[:-1]:
        file = each.pop("file")
        assert STYLES["text"].line(Diagnostic(**each), file) in text
    assert len(found) == text.count("\n") + 1
    assert (found[-1]["file"], found[-1]["code"]) == ("missing.txt", "error.input")


def test_check_of_nothing_wrong_prints_an_empty_array(cli):
    assert json.loads(cli("check", SEED, "--format", "json")[1]) == []


def test_check_prints_sarif(cli):
    status, out, _ = cli("check", DUMPS, "--format", "sarif")
    [run] = json.loads(out)["runs"]
    assert status == 0 if "error" not in out else 1
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == set(CATALOGUE)
    first = run["results"][0]
    assert (first["ruleId"], first["level"]) == ("guess.subhead", "warning")
    assert first["locations"][0]["physicalLocation"]["region"] == {"startLine": 17}


def test_check_prints_annotations(cli):
    Path("a,b.json").write_text("[1]")
    out = cli("check", DUMPS / "2026" / "museum.txt", "a,b.json", "missing.txt", "--format", "github")[1]
    assert "museum.txt,line=3,title=guess.credit::$[0].captions[0].credit: A bracket" in out
    assert "::error file=a%2Cb.json,line=1,title=error.i" in out
    assert "::error file=missing.txt,title=error.input::cannot be opened" in out


def any_diagnostics():
    line, path = st.none() | st.integers(1, 99), st.none() | st.text()
    return st.builds(Diagnostic, st.sampled_from(sorted(CATALOGUE)), st.text(), line, path)


@given(any_diagnostics(), st.text(min_size=1))
def test_every_form_is_one_line(diagnostic, file):
    for style in ("json", "github", "sarif"):
        assert len(STYLES[style].line(diagnostic, file).split("\n")) == 1
    assert (
        Diagnostic(**{k: v for k, v in json.loads(STYLES["json"].line(diagnostic, file)).items() if k != "file"})
        == diagnostic
    )


def test_a_page_without_articles_is_an_error_in_every_form(capsys):
    for style in ("json", "github", "sarif"):
        messages = Messages(strict=False, style=style)
        with messages.document():
            messages.finish("empty.txt", 0)
        assert messages.status == 1
        assert "no article was found" in capsys.readouterr().out


def test_formats_as_json(cli):
    found = json.loads(cli("formats", "--format", "json")[1])
    for row, shown in zip(FORMATS.values(), found, strict=False):
        assert (row.name, list(row.suffixes), row.reads, row.writes) == tuple(
            shown[name] for name in ("name", "suffixes", "reads", "writes")
        )


# --- completion and manual ---


def completed(words):
    """What bash offers for the last of some words."""
    script = (
        f"{SCRIPTS['bash']()}\nCOMP_WORDS=({' '.join(map(repr, words))}); COMP_CWORD={len(words) - 1}; "
        '_newsdoc; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(["bash", "-uc", script], capture_output=True, encoding="utf-8")
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
def test_bash_completes():
    assert completed(["newsdoc", "con"]) == ["convert"]
    assert completed(["newsdoc", ""]) == [*COMMANDS, *PROGRAM.names]
    assert completed(["newsdoc", "convert", "--la"]) == ["--language"]
    assert completed(["newsdoc", "convert", "a.txt", "--to", "ni"]) == ["ninjs", "nitf"]
    assert completed(["newsdoc", "convert", "-f", "newsml"]) == ["newsml", "newsml1"]
    assert completed(["newsdoc", "convert", "-t", "newsml"]) == ["newsml"]
    assert completed(["newsdoc", "check", "--format", ""]) == ["text", "json", "github", "sarif"]
    assert completed(["newsdoc", "completion", ""]) == ["bash", "zsh", "fish"]
    assert completed(["newsdoc", "convert", "pag"]) == [], "bash itself completes files"


@pytest.mark.parametrize("shell", SCRIPTS)
def test_a_script_has_every_command_and_option(cli, shell):
    status, out, _ = cli("completion", shell)
    assert (status, out) == (0, SCRIPTS[shell]())
    for command in PARTS:
        assert re.search(rf"\b{command.name}\b", out)
        for name in command.names:
            short = {"fish": f"-l {name[2:]} " if name[:2] == "--" else f"-s {name[1:]} "}.get(shell, name)
            assert short in out
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=out.encode(), check=True)


OFFERED = [
    ("check", "format", "text json github sarif"),
    ("convert", "output", "files"),
    ("convert", "encoding", "nothing"),
    ("convert", "strict", None),
]


@pytest.mark.parametrize(("command", "option", "offered"), OFFERED)
def test_zsh_offers_values_files_or_nothing(command, option, offered):
    case = re.search(rf"^    {command}\) .*", SCRIPTS["zsh"](), re.MULTILINE)[0]
    action = re.search(rf" '--{option}\[[^']*[^\\]\](?::[^:']+:([^']*))?'", case)[1]
    assert action == {"files": "_files", "nothing": " ", None: None}.get(offered, f"({offered})")
    assert "'*:INPUT:_files'" in case


@pytest.mark.parametrize(("command", "option", "offered"), OFFERED)
def test_fish_offers_values_files_or_nothing(command, option, offered):
    """`-x` takes a value that is no file, `-r` one that may be; the words after `-a` are offered."""
    line = re.search(rf"^.*subcommand_from {command}' .*-l {option} (.*)-d '", SCRIPTS["fish"](), re.MULTILINE)[1]
    assert line.rstrip() == {"files": "-r", "nothing": "-x", None: ""}.get(offered, f"-x -a '{offered}'")


def test_fish_and_zsh_complete_the_name_of_a_shell():
    zsh, fish = SCRIPTS["zsh"](), SCRIPTS["fish"]()
    assert re.search(r"^    completion\) .*'\*:\w+:\(bash zsh fish\)'", zsh, re.MULTILINE)
    assert re.search(r"subcommand_from completion' -a 'bash zsh fish' -d '", fish)
    assert "-n '__fish_use_subcommand' -s V -l version -d '" in fish
    assert " -a explain -d 'show how each line of a page was read, and why'\n" in fish
    assert "        'explain:show how each line of a page was read, and why'\n" in zsh
    assert "'--version[" in re.search(r"^        _arguments .*", zsh, re.MULTILINE)[0]


def test_the_manual_has_every_command_and_option():
    text = manual()
    for command in PARTS:
        section = text.partition(f".SH NEWSDOC {command.name.upper()}\n")[2].partition(".SH")[0]
        for option in command.options:
            for name in option.names:
                assert f"\\fB{name.replace('-', chr(92) + '-')}\\fR" in section
    if shutil.which("groff"):
        done = subprocess.run(["groff", "-man", "-Tutf8", "-ww"], input=text.encode(), capture_output=True, check=True)
        assert done.stderr == b""
        assert "NEWSDOC CONVERT" in re.sub(".\x08", "", done.stdout.decode())


def test_the_manual_has_the_words_of_the_help():
    text = manual()
    for command in PARTS:
        section = text.partition(f".SH NEWSDOC {command.name.upper()}\n")[2].partition(".SH")[0]
        words = [line for line in section.replace("\\-", "-").split("\n") if line not in (".PP", ".nf", ".fi")]
        described = [line for line in command.description.strip("\n").split("\n") if line]
        assert words[: len(described)] == described
    assert ".B newsdoc convert\n[OPTION]... INPUT...\n.br\n" in text
    assert ".B newsdoc diff\n[OPTION]... A B\n.br\n" in text
    assert ".B newsdoc completion\n[OPTION]... SHELL\n.br\n" in text
    assert "\n.SH DESCRIPTION\nReads news in any form " in text
    assert "\n.PP\nINPUT is a file, " in text, "a paragraph is filled"
    assert "\n.PP\n.nf\noutput:\n  without " in text, "a table is printed as it is"


def test_no_line_of_the_help_is_a_command_of_the_manual(monkeypatch):
    told = "a\\b\n.txt is text\n'x' is one\n\n  .so /etc/passwd"
    monkeypatch.setattr(shell_manual, "described", lambda: (PROGRAM, [Command("try", "", told, ())]))
    page = manual().partition(".SH NEWSDOC TRY\n")[2]
    assert page == ".PP\na\\eb\n\\&.txt is text\n\\&'x' is one\n.PP\n.nf\n  .so /etc/passwd\n.fi\n"


def test_the_manual_is_printed():
    done = subprocess.run([sys.executable, "-m", "newsdoc.cli.shell.manual"], capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stdout) == (0, manual())


def test_the_help_is_there_at_once():
    """In processor time, which a busy machine does not change much; 150 ms is the aim, of which Python takes 20."""
    program = "from newsdoc.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass"
    times = []
    for _ in range(5):
        before = os.times()
        subprocess.run([sys.executable, "-c", program], stdout=subprocess.DEVNULL, check=True)
        after = os.times()
        times.append(after.children_user + after.children_system - before.children_user - before.children_system)
    assert min(times) < 0.3
