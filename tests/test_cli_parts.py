"""The parts of the command line one by one: arguments, messages, forms, files, shares of work, and what is shown."""

from __future__ import annotations

import json
import os
import signal
from collections import Counter
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

import newsdoc
from newsdoc import Article, Caption, ReadError, WriteError
from newsdoc.cli import commands, main
from newsdoc.cli.console import BufferedOutput, Messages, Progress, print_line
from newsdoc.cli.explain import explain, why
from newsdoc.cli.explain.verdict import article_span, counted
from newsdoc.cli.inputs import Document, documents, expanded, is_pipe, outputs, stem, with_targets
from newsdoc.cli.parser import parse
from newsdoc.cli.people.diff import Pair, difference_lines, pairs
from newsdoc.cli.people.show import article_pages, coloured
from newsdoc.cli.people.stats import Statistics
from newsdoc.cli.requests import Reading
from newsdoc.cli.styles import STYLES, placed
from newsdoc.cli.work import LONGEST_STEP, STEP, WORTH, Run, each, is_worth, size_of, step_for, total_size
from newsdoc.diagnostics import Diagnostic
from newsdoc.formats import rawdump

PROSE = "The council said on Monday that the talks on water would go on through the week, after a short break."


def page(number):
    return f"Bridge {number} opens\n\nTT\n\nBridge {number} opens\n\n{PROSE}\n"


# --- arguments ---


@pytest.mark.parametrize(
    ("option", "good", "bad"),
    [
        ("--jobs", ["1", "9999", "0"], ["10000", "-1", "x", "²", "1.0", ""]),
        ("--min-confidence", ["0", "1", "0.5"], ["1.01", "-0.01", "x", "nan"]),
        ("--suffix", [".xml", ".a.b"], ["xml", ".", "...", "./x", ".a/b", ".a\\b", ""]),
        ("--language", ["ar", "en-GB"], ["a_b", ""]),
        ("--timezone", ["+02:00", "Europe/Helsinki"], ["soon"]),
        ("--encoding", ["cp1256"], ["soon"]),
        ("--to", ["json"], ["soon", "newsml1"]),
        ("--from", ["newsml1"], ["soon", "csv"]),
    ],
)
def test_values_of_options(option, good, bad, capsys):
    for value in good:
        parse(["convert", "a.txt", option, value])
    for value in bad:
        with pytest.raises(SystemExit) as end:
            parse(["convert", "a.txt", option, value])
        assert end.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "good", "bad"),
    [
        ("--why", ["1", "999999999"], ["0", "1000000000", "-1", "x", "³"]),
        ("--page", ["0", "1" * 15], ["1" * 16, "-1", "x", "³"]),
    ],
)
def test_numbers_of_lines_and_pages(option, good, bad):
    for value in good:
        request = parse(["explain", "a.txt", option, value])[1]
        assert getattr(request, option[2:]) == int(value)
    for value in bad:
        with pytest.raises(SystemExit):
            parse(["explain", "a.txt", option, value])
    assert parse(["show", "a.txt", "--width", "9999"])[1].width == 9999
    for value in ("10000", "x", "-1", "²"):
        with pytest.raises(SystemExit):
            parse(["show", "a.txt", "--width", value])


def test_a_bad_value_is_cut_in_the_message(capsys):
    for option in ("--jobs", "--min-confidence", "--suffix", "--language"):
        with pytest.raises(SystemExit):
            parse(["convert", "a.txt", option, "x" * 61])
        assert f"'{'x' * 60}' is not" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        parse(["x" * 61])
    assert f"there is no command '{'x' * 60}'; choose one of convert, explain," in capsys.readouterr().err


def test_the_arguments_are_those_of_the_program(monkeypatch):
    monkeypatch.setattr("sys.argv", ["newsdoc", "stats", "a.json"])
    command, request = parse(None)
    assert (command, request.inputs) == ("stats", ["a.json"])


def test_the_defaults_of_a_request():
    command, request = parse(["convert", "a.txt"])
    assert (command, request.inputs, request.output, request.to, request.jobs) == ("convert", ["a.txt"], None, None, 1)
    assert (request.strict, request.verbosity, request.newer, request.summary, request.options) == (
        False,
        0,
        False,
        None,
        [],
    )
    assert request.reading == Reading()
    assert parse(["convert", "a", "-q"])[1].verbosity == -1
    assert parse(["convert", "a", "-v"])[1].verbosity == 1
    assert parse(["convert", "a", "--jobs", "0"])[1].jobs == os.cpu_count()
    assert parse(["check", "a", "b", "--strict", "c"])[1].inputs == ["a", "b", "c"]
    request = parse(["explain", "a"])[1]
    assert (request.html, request.color, request.everything, request.why, request.page) == (
        None,
        "auto",
        False,
        None,
        None,
    )
    assert parse(["explain", "a", "--all"])[1].everything
    assert parse(["formats"])[1].style == parse(["stats", "a"])[1].style == "text"
    assert parse(["schema"])[1] is None


def test_columns_that_are_named():
    reading = parse(["convert", "a", "--keep", " date, ,dump,origin", "--with-confidence", "--url-column", ""])[
        1
    ].reading
    assert reading.keep == ("date", "dump", "origin")
    assert reading.extra == ("date", "dump", "origin", "confidence", "doubts")
    assert reading.columns == {"text_column": None, "url_column": "", "title_column": None, "keep": ("date", "dump")}
    assert [Reading(**given).by_row for given in ({}, {"keep": ["a"]}, {"min_confidence": 0.0}, {"text_column": ""},
            {"url_column": "a"}, {"title_column": "a"}, {"with_confidence": True}, {"dialect": "dated"})] == [
        False, True, True, True, True, True, True, False,
    ]  # fmt: skip
    with pytest.raises(SystemExit):
        parse(["convert", "a", "--keep", "\udcff"])


def test_a_file_of_the_name_of_an_end_of_options():
    assert parse(["diff", "--", "--", "a"])[1].first == f".{os.sep}--"
    assert parse(["convert", "a", "-o--"])[1].output == f".{os.sep}--"
    assert parse(["explain", "a", "--html=--"])[1].html == f".{os.sep}--"


# --- messages ---

UNKNOWN = "the layout of the page is not known (newsdoc explain FILE shows how each line was read)"


def shown(capsys):
    found = capsys.readouterr()
    return found.out.splitlines(), found.err.splitlines()


@pytest.mark.parametrize(
    ("verbosity", "strict", "codes"),
    [
        (0, False, ["loss.missing", "error.item", "page.listing"]),
        (0, True, ["loss.missing", "error.item", "page.listing", "repair.uri"]),
        (-1, False, ["loss.missing", "error.item"]),
        (-1, True, ["loss.missing", "error.item", "repair.uri"]),
        (1, False, ["loss.missing", "error.item", "page.listing", "page.leftover", "repair.uri", "guess.deck"]),
    ],
)
def test_which_diagnostics_are_shown(verbosity, strict, codes, capsys):
    messages = Messages(strict=strict, verbosity=verbosity)
    report = messages.reporter("a.txt")
    for code in ("loss.missing", "error.item", "page.listing", "page.leftover", "repair.uri", "guess.deck"):
        report(Diagnostic(code, "odd"))
    messages.close()
    lines = shown(capsys)[1]
    assert [line.rpartition("[")[2].rstrip("]") for line in lines if line.startswith("a.txt")] == codes
    assert len(lines) - len(codes) == (1 if verbosity == 0 else 0)


def test_reports_about_pages_are_shown_twenty_times_a_file(capsys):
    messages = Messages(strict=False)
    for file in ("a", "b"):
        for _ in range(21):
            messages.reporter(file)(Diagnostic("page.listing", "odd"))
    messages.close()
    lines = shown(capsys)[1]
    assert Counter(line[0] for line in lines) == {"a": 20, "b": 20, "n": 1}
    assert lines[-1] == "newsdoc: not shown: 2 page.listing (newsdoc check shows them)"
    messages = Messages(strict=False)
    for _ in range(25):
        messages.reporter("a", show_all=True)(Diagnostic("page.listing", "odd"))
    assert len(shown(capsys)[0]) == 25


def test_what_was_read_is_counted(capsys):
    messages = Messages(strict=False)
    report = messages.reporter("a.txt")
    report(Diagnostic("guess.article", "odd"))
    messages.finish("a.txt", 2)
    assert messages.status == 0
    report(Diagnostic("guess.article", "odd"))
    messages.finish("a.txt", 1)
    messages.finish("b.txt", 1)
    messages.leave_out()
    assert messages.status == 1
    messages.error(ReadError("odd", file="c"))
    assert messages.figures() == {
        "articles": 4, "refused": 1, "below": 1, "doubts": {"guess.article": 2}, "losses": {}, "others": {},
    }  # fmt: skip
    messages.leave_out()
    messages.close()
    assert shown(capsys)[1] == [
        "newsdoc: c: odd",
        "newsdoc: 2 articles were less sure than --min-confidence and left out",
        f"newsdoc: 2 of 4 articles are guesses: {UNKNOWN}",
    ]


def test_an_input_of_guesses_only_fails(capsys):
    for guesses, status in ((True, 1), (False, 0)):
        messages = Messages(strict=False, verbosity=-1)
        messages.reporter("a.txt")(Diagnostic("guess.article", "odd"))
        messages.finish("a.txt", 1)
        messages.close(guesses=guesses)
        assert messages.status == status
    assert shown(capsys)[1] == [
        f"newsdoc: 1 of 1 article is a guess: {UNKNOWN}",
    ]
    messages = Messages(strict=False)
    messages.reporter("a.txt")(Diagnostic("guess.article", "odd"))
    messages.finish("a.txt", 1, guesses=False)
    messages.close()
    assert messages.status == 0


def test_an_input_without_an_article_is_said_once(capsys):
    messages = Messages(strict=False)
    messages.finish("a.txt", 0)
    assert messages.status == 1
    assert shown(capsys)[1] == ["newsdoc: a.txt: no article was found"]
    messages = Messages(strict=False)
    messages.reporter("a.txt")(Diagnostic("page.listing", "odd"))
    messages.reporter("b.txt")(Diagnostic("page.columns", "odd"))
    messages.finish("a.txt", 0)
    messages.finish("b.txt", 0)
    assert [line for line in shown(capsys)[1] if "no article" in line] == ["newsdoc: b.txt: no article was found"]


def test_messages_of_another_process_are_taken_over(capsys):
    other = Messages(strict=False, log=[])
    other.reporter("a")(Diagnostic("loss.missing", "odd"))
    other.reporter("a")(Diagnostic("guess.deck", "odd"))
    other.finish("a", 3)
    assert shown(capsys) == ([], [])
    messages = Messages(strict=False)
    messages.take(other.log())
    messages.take(Messages(strict=False, log=[]).log())
    assert (messages.status, messages.figures()["articles"], messages.codes["guess.deck"]) == (1, 3, 1)
    messages.close()
    assert shown(capsys)[1] == [
        "a: odd [loss.missing]", "newsdoc: not shown: 1 guess.deck (newsdoc check shows them)",
    ]  # fmt: skip


def test_skipped_inputs_are_counted(capsys):
    messages = Messages(strict=False)
    for number in (0, 1, 2):
        messages.skip(number, 5)
    assert shown(capsys)[1] == [
        "newsdoc: 1 input is not newer than its output and was skipped, of 5",
        "newsdoc: 2 inputs are not newer than their outputs and were skipped, of 5",
    ]


def test_a_long_message_is_cut_and_data_are_not(capsys):
    print_line("x" * 900)
    print_line("x" * 901)
    print_line("x" * 901, data=True)
    out, err = shown(capsys)
    assert (len(err[0]), len(err[1]) <= 900, len(out[0])) == (900, True, 901)
    assert "…" in err[1]


def test_json_of_diagnostics_is_an_array(capsys):
    messages = Messages(strict=False, style="json")
    with messages.document():
        for code in ("guess.deck", "loss.missing"):
            messages.reporter("a", show_all=True)(Diagnostic(code, "odd", 3, "$"))
        messages.error(ReadError("broken", file="b", line=7))
    found = json.loads(capsys.readouterr().out)
    assert [(each["file"], each["code"], each["line"], each["path"]) for each in found] == [
        ("a", "guess.deck", 3, "$"), ("a", "loss.missing", 3, "$"), ("b", "error.input", 7, None),
    ]  # fmt: skip
    assert messages.status == 1


@pytest.mark.parametrize(
    ("code", "github", "sarif"),
    [
        ("loss.missing", "error", "error"), ("error.item", "error", "error"), ("repair.uri", "notice", "note"),
        ("guess.deck", "warning", "warning"),
    ],
)  # fmt: skip
def test_forms_of_diagnostics(code, github, sarif):
    diagnostic = Diagnostic(code, "50% of\nit", 3, "$[0]")
    assert STYLES["github"].line(diagnostic, "a:b,c") == (
        f"::{github} file=a%3Ab%2Cc,line=3,title={code}::$[0]: 50%25 of%0Ait"
    )
    found = json.loads(STYLES["sarif"].line(diagnostic, "a b"))
    assert (found["level"], found["ruleId"]) == (sarif, code)
    [place] = found["locations"]
    assert place["physicalLocation"] == {"artifactLocation": {"uri": "a%20b"}, "region": {"startLine": 3}}
    assert place["logicalLocations"] == [{"fullyQualifiedName": "$[0]"}]
    bare = Diagnostic(code, "odd")
    assert "region" not in STYLES["sarif"].line(bare, "a")
    assert STYLES["github"].line(bare, "a") == f"::{github} file=a,title={code}::odd"
    assert placed(Diagnostic(code, "odd", None, "x" * 201), "a").count("x") < 201
    assert placed(Diagnostic(code, "odd", None, "x" * 200), "a").count("x") == 200


# --- output and progress ---


def test_output_is_held_until_it_is_large():
    output = BytesIO()
    held = BufferedOutput(output)
    assert held.write(b"x" * BufferedOutput.LIMIT) == BufferedOutput.LIMIT
    assert output.getvalue() == b""
    held.write(b"y")
    assert len(output.getvalue()) == BufferedOutput.LIMIT + 1
    held.write(memoryview(b"zz"))
    assert output.getvalue().endswith(b"yzz")
    held.release()
    assert held.writable()


class Bar:
    """A bar of tqdm."""

    def __init__(self, **options):
        self.options, self.n, self.start_t, self.shown, self.closed = options, 0, 100.0, [], False

    def set_postfix_str(self, text, refresh):
        self.shown.append(text)

    def update(self, size):
        self.n += size

    def close(self):
        self.closed = True


@pytest.fixture
def bar(monkeypatch):
    """The clock, and the bars that are made."""
    tqdm = pytest.importorskip("tqdm")
    clock, made = [50.0], []
    monkeypatch.setattr("newsdoc.cli.console.monotonic", lambda: clock[0])
    monkeypatch.setattr(tqdm, "tqdm", lambda **options: made.append(Bar(**options)) or made[-1])
    return clock, made


def test_a_bar_is_shown_after_a_second(bar):
    clock, made = bar
    progress = Progress(100, shown=True)
    progress.add(10)
    clock[0] += 0.99
    progress.add(10)
    assert made == []
    clock[0] += 0.01
    progress.add(10, 1)
    progress.add(10, 1)
    [shown] = made
    assert shown.options == {"total": 100, "unit": "B", "unit_scale": True, "leave": False}
    assert (shown.n, shown.start_t, shown.shown) == (40, 99.0, ["1 article", "2 articles"])
    progress.close()
    assert shown.closed
    assert list(progress.count([1, 2])) == [1, 2]
    assert (progress.articles, progress.size) == (4, 40)
    hidden = Progress(100)
    clock[0] += 5
    hidden.add(10)
    assert len(made) == 1


def test_bytes_of_a_file_count_once_and_all_of_it_in_the_end(tmp_path):
    (tmp_path / "a").write_bytes(b"x" * 100)
    progress = Progress(100, shown=True)
    with (tmp_path / "a").open("rb") as file, progress.watch(file, start=10, size=100) as fp:
        assert fp is not file
        fp.read(15)
        assert progress.size == 5
        assert fp.seek(0) == 0
        fp.read(20)
        assert (progress.size, fp.tell()) == (10, 20)
    assert progress.size == 90
    hidden = Progress(100)
    with (tmp_path / "a").open("rb") as file, hidden.watch(file, size=100) as fp:
        assert fp is file
    assert hidden.size == 0


# --- inputs and outputs ---


def test_documents_of_a_folder(tmp_path):
    for name in ("b.txt", "a.json.gz", ".h.txt", "x.jpg", "in/c.xml", ".git/d.txt", "out/e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    found = list(documents(str(tmp_path), beside=tmp_path / "out"))
    assert [(Path(each.path).name, each.stem) for each in found] == [
        ("a.json.gz", "a"),
        ("b.txt", "b"),
        ("c.xml", f"in{os.sep}c"),
    ]
    assert [each.stem for each in documents(str(tmp_path))][-1] == f"out{os.sep}e"
    assert [each.stem for each in documents("-")] == ["stdin"]
    (tmp_path / "none").mkdir()
    with pytest.raises(ReadError, match="no file in this folder has a suffix"):
        list(documents(str(tmp_path / "none")))
    with pytest.raises(ReadError, match="no file fits this pattern"):
        list(documents(str(tmp_path / "*.zzz")))


def test_documents_of_a_folder_in_a_store(tmp_path):
    pytest.importorskip("fsspec")
    for name in ("b.txt", ".h.txt", "x.jpg", "in/c.xml", ".git/d.txt", "in/.e/f.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    found = list(documents(f"local://{tmp_path}"))
    assert [each.stem for each in found] == ["b", "in/c"]
    assert found[1].path == f"local://{tmp_path}/in/c.xml"
    (tmp_path / "none").mkdir()
    with pytest.raises(ReadError, match="no file in this folder has a suffix"):
        list(documents(f"local://{tmp_path}/none/"))


def test_outputs_of_inputs_in_stores():
    same = [Document("s3://bay/may/1.txt", "1"), Document("s3://bay/june/1.txt", "1")]
    found = with_targets(same, Path("out"), ".json")
    assert [each.target for each in found] == [Path("out/may/1.json"), Path("out/june/1.json")]


def test_patterns(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("b.txt", "a.txt", "[c].txt"):
        Path(name).write_text("")
    assert expanded(["?.txt", "[c].txt", "*.zz", "b.txt"]) == ["a.txt", "b.txt", "[c].txt", "*.zz", "b.txt"]
    assert expanded(["[ab].txt"]) == ["a.txt", "b.txt"]


def test_what_is_a_pipe(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "file").write_text("")
    assert [is_pipe(tmp_path / "pipe"), is_pipe("/dev/null"), is_pipe(tmp_path / "file"), is_pipe(tmp_path)] == [
        True, True, False, False,
    ]  # fmt: skip
    assert not is_pipe(tmp_path / "none")
    assert not is_pipe("a\0b")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a.newsml.xml", "a"), ("a.b.json.GZ", "a.b"), ("a.gz", "a"), (".json", ".json"), ("a", "a"), ("a.foo", "a")],
)
def test_stems(name, expected):
    assert stem(Path(name)) == expected


def test_files_for_outputs(tmp_path):
    inputs = [Document("x/a.txt", "a"), Document("x/b.txt", "b")]
    found = with_targets(inputs, tmp_path, ".json")
    assert [each.target for each in found] == [tmp_path / "a.json", tmp_path / "b.json"]
    same = [Document(str(tmp_path / "x" / "a.txt"), "a"), Document(str(tmp_path / "y" / "a.txt"), "a")]
    found = with_targets(same, tmp_path, ".json")
    assert [each.target for each in found] == [tmp_path / "x" / "a.json", tmp_path / "y" / "a.json"]
    twice = [Document("x/a.txt", "a"), Document("x/b.txt", "b"), Document("x/a.html", "a")]
    with pytest.raises(WriteError, match=r"this file would be the output for both x/a.txt and x/a.html"):
        with_targets(twice, tmp_path, ".json")


def test_numbered_outputs(tmp_path):
    file = tmp_path / "a.ninjs.json"

    def made(articles, several=False):
        return [(path.name, list(share)) for path, share in outputs(articles, file, several=several)]

    assert made([1, 2], several=True) == [("a.ninjs.json", [1, 2])]
    assert made([]) == [("a.ninjs.json", [])]
    assert made([1]) == [("a.ninjs.json", [1])]
    assert made([1, 2, 3]) == [("a-1.ninjs.json", [1]), ("a-2.ninjs.json", [2]), ("a-3.ninjs.json", [3])]


def test_no_file_is_made_beside_a_device():
    device = Path(os.devnull)
    assert [(path, list(share)) for path, share in outputs([1, 2], device, several=False)] == [(device, [1, 2])]


# --- shares of work ---


def files(folder, *sizes):
    made = []
    for number, size in enumerate(sizes):
        (folder / f"{number}.txt").write_bytes(b"x" * size)
        made.append(Document(str(folder / f"{number}.txt"), str(number)))
    return made


def test_sizes(tmp_path):
    inputs = files(tmp_path, 3, 4)
    missing, folder = Document(str(tmp_path / "none"), "none"), Document(str(tmp_path), "folder")
    assert [size_of(each) for each in (*inputs, missing, folder, Document("-", "stdin"), Document("\0", "a"))] == [
        3, 4, None, None, None, None,
    ]  # fmt: skip
    assert total_size(inputs) == 7
    assert total_size([*inputs, missing]) == 7
    assert total_size([*inputs, folder]) is None
    assert total_size([Document("-", "stdin")]) is None


def test_how_much_a_process_takes():
    assert [step_for(size) for size in (0, 64 * STEP, 64 * STEP + 64, 64 * LONGEST_STEP, 1 << 40)] == [
        STEP, STEP, STEP + 1, LONGEST_STEP, LONGEST_STEP,
    ]  # fmt: skip
    assert (WORTH, STEP, LONGEST_STEP) == (8 << 20, 2 << 20, 8 << 20)


def test_when_several_processes_are_worth_it(tmp_path, monkeypatch):
    monkeypatch.setattr("newsdoc.cli.work.WORTH", 7)
    inputs = files(tmp_path, 3, 4)
    assert is_worth(inputs, 2)
    assert not is_worth(inputs, 1)
    assert not is_worth(inputs[1:], 2)
    assert not is_worth([], 2)


def test_inputs_are_divided_by_their_sizes(tmp_path, monkeypatch):
    monkeypatch.setattr("newsdoc.cli.work.WORTH", 1)
    monkeypatch.setattr("newsdoc.cli.work.STEP", 3000)
    given = []

    def in_order(task, shares, jobs):
        given.append((shares, jobs))
        yield from map(task, shares)

    monkeypatch.setattr("newsdoc.cli.workers.in_order", in_order)
    inputs = files(tmp_path, 1000, 1000, 1000, 3000, 1, 1, 2000, 1)
    done = []
    bar = Progress()
    each(inputs, lambda document, run: done.append(document.stem), Run(Reading(), Messages(strict=False), bar, 9))
    [(shares, jobs)] = given
    # a small file counts as one kilobyte
    assert [[document.stem for document in share] for share in shares] == [
        ["0", "1", "2"],
        ["3"],
        ["4", "5", "6"],
        ["7"],
    ]
    assert jobs == 4
    assert done == [str(number) for number in range(8)]
    assert bar.size == 8003
    each(inputs[:1], lambda document, run: done.append("alone"), Run(Reading(), Messages(strict=False), bar, 9))
    each(
        [*inputs, Document("-", "stdin")],
        lambda document, run: done.append("here"),
        Run(Reading(), Messages(strict=False), bar, 9),
    )
    assert (len(given), done[8], done.count("here")) == (1, "alone", 9)


# --- explain ---


def explained(text, **options):
    return list(explain(rawdump.loads(text), "a.txt", **options))


def test_a_page_line_by_line():
    lines = explained(page(1))
    assert lines[:3] == ["a.txt: 7 lines, 1 article", "confidence 1.00", ""]
    assert lines[3] == "1  1  headline   Bridge 1 opens"
    assert lines[5] == "3  1  control    TT"
    assert lines[-3:] == ["", "Article 1: Bridge 1 opens", "  lines 1 to 7, 1 block, 0 captions, confidence 1.00"]
    assert explained("")[0] == "a.txt: 0 lines, 0 articles"


def test_lines_are_cut_and_coloured():
    lines = explained(page(1), width=30, colour=True)
    assert lines[1] == "\x1b[1;32mconfidence 1.00\x1b[0m"
    assert lines[3] == "\x1b[1m1  1  headline   Bridge 1 ope…\x1b[0m"
    assert lines[9] == "7  1  paragraph  The council …"
    assert explained(page(1), width=31, colour=True)[3] == "\x1b[1m1  1  headline   Bridge 1 opens\x1b[0m"


@pytest.mark.parametrize(("count", "is_folded"), [(4, False), (5, True)])
def test_more_than_four_lines_of_furniture_are_folded(count, is_folded):
    text = page(1) + "\n" * count + page(2)
    lines = explained(text)
    assert any("blank line" in line for line in lines) is is_folded
    assert not any("blank line" in line for line in explained(text, everything=True))
    assert (f"… {count} blank lines …" in [line.strip() for line in lines]) is is_folded


def test_why_a_line_of_a_known_layout():
    found = rawdump.loads(page(1))
    assert list(why(found, 6))[:2] == ["line 7: paragraph of article 1", f"  {PROSE}"]
    assert list(why(found, 1)) == ["line 2: blank of article 1"]


def test_numbers_with_their_nouns():
    assert [counted(number, "line") for number in (0, 1, 2)] == ["0 lines", "1 line", "2 lines"]
    assert article_span({"a": [(3, 5), (1, 2)], "b": [(4, 9)]}) == (1, 9)
    assert article_span({}) == (0, 0)


# --- show, diff and stats ---


def test_articles_are_shown_with_a_rule_between_them():
    lines = list(article_pages([Article("One"), Article("Two"), Article("Three")], width=10, colour=True))
    assert lines.count("\x1b[2m==========\x1b[0m") == 2
    assert lines[0] == "\x1b[1mOne\x1b[0m"
    assert coloured("", "1") == ""
    assert coloured("a", None) == "a"


def test_which_articles_belong_together():
    one, two, three = Article("A", id="a:1"), Article("B"), Article("C")
    assert pairs([one, two, three], [Article("b", section="x"), Article("Z", id="a:1"), Article("D")]) == [
        Pair(one, Article("Z", id="a:1")), Pair(two, Article("b", section="x")), Pair(three, Article("D")),
    ]  # fmt: skip
    assert pairs([two], [two, two]) == [Pair(two, two), Pair(None, two)]
    assert pairs([two, three], [three]) == [Pair(two, None), Pair(three, three)]


def test_differences_of_fields():
    first = Article("A", ["One.", "Two."], published=date(2024, 5, 1), keywords=["x"])
    second = Article("A", ["One.", "Three.", "Two."], published=date(2024, 5, 2), captions=[Caption("C")])
    lines = list(
        difference_lines(
            [Pair(first, second), Pair(first, first), Pair(first, None), Pair(None, Article())],
            ("a", "b"),
            colour=False,
        )
    )
    assert lines[0] == "article 1: A"
    assert "    + Three." in lines
    assert not any("One." in line for line in lines)
    assert {"    - 2024-05-01", "    + 2024-05-02", "    - x"} <= set(lines)
    assert lines[-2:] == ["- article 3: A (only in a)", "+ article 4: no headline (only in b)"]
    coloured_ones = list(
        difference_lines([Pair(first, None), Pair(None, first), Pair(first, second)], ("a", "b"), colour=True)
    )
    assert [line[:5] for line in coloured_ones if "article" in line] == ["\x1b[31m", "\x1b[32m", "\x1b[1ma"]


def test_counts_of_articles():
    found = Statistics(inputs=2, unreadable=1)
    for article in (
        Article("A", language="en"),
        Article("B", ["x"], language="en"),
        Article("C", language="de"),
        Article("D"),
    ):
        found.add(article)
    found.note(Diagnostic("guess.deck", "odd"))
    lines = list(found.lines())
    assert lines[0] == "4 articles in 2 inputs, 1 of them unreadable"
    assert "  headline  4  100%" in lines
    assert "  body      1   25%" in lines
    assert [line.split() for line in lines[lines.index("language") + 1 :][:3]] == [
        ["en", "2", "50%"], ["none", "1", "25%"], ["de", "1", "25%"],
    ]  # fmt: skip
    assert lines[-2:] == ["reported", "  guess.deck  1"]
    assert found.as_json()["languages"] == {"en": 2, "": 1, "de": 1}
    assert list(Statistics(inputs=1).lines()) == ["0 articles in 1 input"]


# --- commands ---


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(page(1))
    Path("b.txt").write_text(page(2))
    return tmp_path


def run(*arguments):
    command, request = parse(arguments)
    return commands.COMMANDS[command](request)


def wrong(*arguments):
    with pytest.raises(commands.WrongUsage) as caught:
        run(*arguments)
    return str(caught.value)


def test_where_the_output_goes(folder, capsys):
    assert run("convert", "a.txt") == 0
    assert json.loads(capsys.readouterr().out)[0]["headline"] == "Bridge 1 opens"
    assert run("convert", "a.txt", "-o", "-", "-t", "jsonl") == 0
    assert capsys.readouterr().out.count("\n") == 1
    assert run("convert", "a.txt", "b.txt", "-o", "new") == 0
    assert sorted(path.name for path in Path("new").iterdir()) == ["a.json", "b.json"]
    assert run("convert", "a.txt", "-o", "one.newsml") == 0
    assert run("convert", "a.txt", "-o", "deep/er/one.jsonl", "--to", "json") == 0
    assert Path("deep/er/one.jsonl").read_text()[0] == "["
    assert "no format that newsdoc writes has this suffix" in wrong("convert", "a.txt", "-o", "one")
    assert "no format that newsdoc writes has this suffix" in wrong("convert", "a.txt", "-o", "one.txz")
    Path("old").write_text("")
    assert "no format" in wrong("convert", "a.txt", "b.txt", "-o", "old")
    assert "this input would be overwritten" in wrong("convert", "a.txt", "-o", "a.txt")
    assert "this input would be overwritten" in wrong("convert", "a.txt", "-o", "./", "--suffix", ".txt")
    assert "--suffix is for the files of a folder" in wrong("convert", "a.txt", "-o", "b.json", "--suffix", ".x")
    assert "name these with -o" in wrong("convert", "a.txt", "--newer")


def test_an_input_that_is_not_newer_is_skipped(folder, capsys):
    for target in ("out.json", "out/"):
        assert run("convert", "a.txt", "-t", "json", "-o", target, "--newer") == 0
        made = Path("out.json" if target == "out.json" else "out/a.json")
        os.utime("a.txt", ns=(10**18, 10**18))
        for age, is_written in ((10**18 - 1, True), (10**18, False), (10**18 + 1, False)):
            os.utime(made, ns=(age, age))
            run("convert", "a.txt", "-t", "json", "-o", target, "--newer")
            assert (made.stat().st_mtime_ns != age) is is_written
        Path("a.txt").write_text(page(1))


def test_a_numbered_output_does_not_replace_an_input(folder, capsys):
    Path("a.txt").write_text(page(1) + "\n\n\n" + page(2))
    Path("a-1.ninjs.json").write_text('{"uri": "a:1", "type": "text", "headline": "One"}')
    assert run("convert", "a.txt", "a-1.ninjs.json", "-t", "ninjs", "-o", "a.ninjs.json") == 1
    assert "this file is an input, or the output for another input" in capsys.readouterr().err


def test_figures_of_a_run(folder, capsys):
    assert run("convert", "a.txt", "b.txt", "-o", "all.json", "--summary", "run.json") == 0
    figures = json.loads(Path("run.json").read_text())
    assert 0 <= figures.pop("seconds") < 60
    assert figures == {
        "inputs": 2, "skipped": 0, "articles": 2, "refused": 0, "below": 0, "doubts": {}, "losses": {}, "others": {},
    }  # fmt: skip


def test_which_doubts_are_said_of_what_is_shown(folder, capsys):
    for confidence, said in (
        ([0.9, 1.0], None),
        ([0.89], "this article is not sure: the chance that it is right is 0.89"),
        ([0.5, 0.95, 0.6], "2 of 3 articles are not sure: 0.50, 0.60"),
    ):
        page_of = rawdump.loads(page(1))
        Path("x").write_text(page(1))
        changed = newsdoc.Page(
            page_of.text, page_of.articles * len(confidence), page_of.segments, page_of.origins, tuple(confidence), ()
        )
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(newsdoc, "read", lambda *_, page=changed, **__: page)
            assert run("show", "x") == 0
        assert capsys.readouterr().err == (f"newsdoc: {said} (newsdoc explain x shows why)\n" if said else "")


def test_explain_of_one_line(folder, capsys):
    assert run("explain", "a.txt", "--why", "7") == 0
    assert capsys.readouterr().out.startswith("line 7: paragraph of article 1\n")
    assert wrong("explain", "a.txt", "--why", "8") == "--why 8: the last line of a.txt is line 7"
    assert "use one of them" in wrong("explain", "a.txt", "--why", "1", "--html", "x.html")
    assert "--page is for crawls and tables" in wrong("explain", "a.txt", "--page", "1")
    assert "would be overwritten" in wrong("explain", "a.txt", "--html", "a.txt")
    assert "this is a folder" in wrong("explain", ".")
    Path("menu.txt").write_text("Home\nNews\n")
    assert run("explain", "menu.txt") == 1
    assert run("explain", "menu.txt", "--html", "deep/x.html") == 1
    assert Path("deep/x.html").exists()


def test_what_a_code_means(folder, capsys):
    assert run("explain", "guess.article") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("guess.article: ")
    assert lines[1].startswith("  guess: ")
    assert run("explain", "page.columns") == 0
    assert "lowers the confidence" not in capsys.readouterr().out
    assert "neither a file nor the code of a diagnostic" in wrong("explain", "guess.artcle")


def test_diff_has_a_status(folder, capsys):
    assert run("diff", "a.txt", "a.txt") == 0
    assert run("diff", "a.txt", "b.txt") == 1
    assert run("diff", "a.txt", "none.txt") == 2
    assert "cannot be both documents" in wrong("diff", "-", "-")
    assert "this is a folder" in wrong("diff", "a.txt", ".")


def test_what_the_writers_options_are(folder, capsys):
    assert run("formats", "--format", "json") == 0
    found = {each["name"]: each for each in json.loads(capsys.readouterr().out)}
    assert found["newsml1"]["writes"] is None
    assert found["newsml1"]["options"] == []
    assert "residual" in found["html"]["options"]
    assert run("formats") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["format", "suffixes", "reads", "writes"]
    assert any("residual=true" in line for line in lines)
    assert not any(line.endswith(" ") for line in lines)


def test_one_broken_input_of_several(folder, capsys):
    Path("c.json").write_text("[{")
    assert run("convert", "a.txt", "c.json", "b.txt", "-o", "all.jsonl") == 1
    assert len(newsdoc.read("all.jsonl")) == 2
    assert run("convert", "c.json", "c.json", "-o", "none.jsonl") == 1
    assert not Path("none.jsonl").exists()
    assert "nothing was written, because no input gave an article" in capsys.readouterr().err


def test_handlers_are_those_of_before(folder, monkeypatch):
    """While a command runs, a signal ends it with nothing left behind; one that is ignored stays so."""
    during = []
    monkeypatch.setitem(commands.COMMANDS, "formats", lambda _: during.extend(map(signal.getsignal, numbers)) or 0)
    numbers = (signal.SIGTERM, signal.SIGHUP)
    before = [signal.signal(number, way) for number, way in zip(numbers, (signal.SIG_DFL, signal.SIG_IGN), strict=True)]
    try:
        assert main(["formats"]) == 0
        assert [*map(signal.getsignal, numbers)] == [signal.SIG_DFL, signal.SIG_IGN]
        assert callable(during[0])
        assert during[1] == signal.SIG_IGN
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
