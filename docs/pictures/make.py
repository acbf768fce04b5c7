"""Make the pictures of the README and the docs from what newsdoc prints, as SVG with a light and a dark dress.

    python docs/pictures/make.py           write all of them
    python docs/pictures/make.py --check   say which differ from what newsdoc prints today, and exit with 1

No picture is drawn by hand: `article.svg` and `explain.svg` show a page of `examples/pages` as newsdoc reads it now,
`flow.svg` the steps of the general layout, `badges.svg` facts of the project. The plots show tables that the benchmarks
have written: `exam.svg`, `fields.svg`, `costs.svg` and `wires.svg` those of the README, `ratios.svg` that of
`docs/benchmarks.md`. An SVG names no font file and loads nothing; it follows the reader's system between light and
dark.
"""

from __future__ import annotations

import contextlib
import io
import math
import os
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import newsdoc
from newsdoc.cli import main as newsdoc_command
from newsdoc.text import columns

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parent.parent
PAGE = "examples/pages/bridge.txt"

_CHARACTER, _LINE, _EDGE = 7.5, 19, 22  # the size of a monospaced character, and the edge of a picture, in pixels
COLOURS = {  # name: on light, on dark; each has a contrast of 4.5 : 1 or more
    "paper": ("#ffffff", "#15191f"),
    "card": ("#f3f5f8", "#20262e"),
    "rule": ("#c9d0d9", "#3b444f"),
    "ink": ("#1c2128", "#e4e8ee"),
    "grey": ("#626a74", "#949daa"),
    "red": ("#b3261e", "#ff8a80"),
    "green": ("#1f6f3a", "#7fd192"),
    "yellow": ("#7d5700", "#e6bd5a"),
    "blue": ("#1f57b8", "#8db8ff"),
    "magenta": ("#8b2d8f", "#e39be6"),
    "cyan": ("#006b75", "#66ccd6"),
}
_ANSI = {
    "1": "bold",
    "2": "grey",
    "3": "italic",
    "31": "red",
    "32": "green",
    "33": "yellow",
    "34": "blue",
    "35": "magenta",
    "36": "cyan",
    "90": "grey",
}
_STYLED = re.compile(r"\x1b\[([\d;]+)m(.*)\x1b\[0m")


# --- drawing ---


def picture(width: float, height: float, title: str, parts: Iterable[str]) -> str:
    """Return an SVG with both dresses; `title` is what it shows, for people who do not see it."""
    light, dark = (
        "".join(f".{name}{{fill:{pair[dress]}}}.s-{name}{{stroke:{pair[dress]}}}" for name, pair in COLOURS.items())
        for dress in (0, 1)
    )
    style = (
        'text{font:12.5px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:pre}'
        ".bold{font-weight:700}.italic{font-style:italic}"
        ".sans{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',sans-serif}"
        f"{light}@media (prefers-color-scheme:dark){{{dark}}}"
    )
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" role="img">'
    body = "\n".join([box(0.5, 0.5, width - 1, height - 1), *parts])
    return f"{head}\n<title>{escape(title)}</title>\n<style>{style}</style>\n{body}\n</svg>\n"


def box(x: float, y: float, width: float, height: float, fill: str = "paper") -> str:
    """Return a box with round corners."""
    size = f'x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
    return f'<rect class="{fill} s-rule" rx="8" {size}/>'


def text(x: float, y: float, words: str, style: str = "ink") -> str:
    """Return a line of text."""
    return f'<text class="{style}" x="{x:g}" y="{y:g}" xml:space="preserve">{escape(words)}</text>'


def arrow(x: float, y: float, length: float, *, down: bool = False) -> str:
    """Return an arrow to the right, or down."""
    turned = f' transform="rotate(90 {x:g} {y:g})"' if down else ""
    path = f"M{x:g} {y:g}h{length:g}m-6 -4l6 4l-6 4"
    return f'<path class="s-grey" style="fill:none"{turned} d="{path}"/>'


def widest(lines: Iterable[str]) -> float:
    """Return the width of the widest line in pixels."""
    return _CHARACTER * max(sum(map(columns, line)) for line in lines)


# --- the pictures ---


def printed(*arguments: str) -> list[str]:
    """Return the lines that a command prints on standard output."""
    buffer = io.BytesIO()
    with (
        contextlib.redirect_stdout(io.TextIOWrapper(buffer, "utf-8", write_through=True)),
        contextlib.redirect_stderr(io.StringIO()),
    ):
        newsdoc_command(list(arguments))
        return buffer.getvalue().decode().splitlines()


def explained() -> str:
    """Show what `newsdoc explain` prints for a page."""
    lines = ["$ newsdoc explain bridge.txt", *printed("explain", PAGE, "--color", "always")]
    parts, plain = [], []
    for number, line in enumerate(lines):
        match = _STYLED.fullmatch(line)
        plain.append((match[2] if match else line).replace("examples/pages/", ""))
        codes = match[1].split(";") if match else [] if number else ["1"]
        style = " ".join(["ink", *(_ANSI[code] for code in codes)])
        parts.append(text(_EDGE, _EDGE + 12 + number * _LINE, plain[-1], style))
    title = "newsdoc explain: each line of a page with its label, then the article, its confidence and its doubts"
    return picture(widest(plain) + 2 * _EDGE, len(lines) * _LINE + 2 * _EDGE, title, parts)


def article() -> str:
    """Show a page beside its article, with each line of the article at its height."""
    page = newsdoc.read(PAGE, format="rawdump")
    [found], [origins] = page, page.origins
    lines = page.text.rstrip("\n").split("\n")
    fields = {line: name for name, places in origins.items() for start, stop in places for line in range(start, stop)}
    left = widest(lines) + 2 * _EDGE
    parts = [
        box(_EDGE / 2, 38, left - _EDGE, len(lines) * _LINE + 20, "card"),
        text(_EDGE, 26, "in: the text of a page", "grey sans"),
        text(left + 40, 26, "out: an Article", "grey sans"),
    ]
    shown = []
    for number, line in enumerate(lines):
        y = 62 + number * _LINE
        parts.append(text(_EDGE, y, line, "ink" if number in fields else "grey"))
        for value in _values(found, fields.get(number)):
            shown.append(value)
            parts += [arrow(left - 4, y - 4, 32), text(left + 40, y, value)]
    title = "Twenty lines of a page of news, and the fields of the article that newsdoc reads from them"
    return picture(left + 40 + widest(shown) + _EDGE, 62 + len(lines) * _LINE + _EDGE / 2, title, parts)


def _values(found: newsdoc.Article, name: str | None) -> list[str]:
    """Return a field of the article as Python shows it, short; of a caption its credit."""
    if name is None:
        return []
    if name.startswith("captions"):
        return [f"captions[0].credit = {found.captions[0].credit!r}"]
    value: object = found
    for attribute, index in re.findall(r"(\w+)(?:\[(\d+)\])?", name):
        value = getattr(value, attribute)
        if index and isinstance(value, tuple):
            value = value[int(index)]
    shown = str(value) if name == "published" else repr(value)
    return [f"{name} = {shown if len(shown) <= 32 else shown[:30] + '…' + shown[-1]}"]


_STEPS = (
    ("lines", "spaces folded; what is repeated is marked"),
    ("heads", "where a layout knows the head of an article, it labels it"),
    ("evidence", "elsewhere each line is weighed: width, sentence ends, words, place"),
    ("story", "the strongest run of prose, and the headline by its echo and words"),
    ("article", "captions, byline and date around it; the rest is furniture"),
)


def flow() -> str:
    """Show the steps from a page's text to its article."""
    wide, high, gap = 640.0, 46.0, 24.0
    parts = []
    for number, (name, words) in enumerate(_STEPS):
        y = _EDGE + number * (high + gap)
        parts += [box(_EDGE, y, wide, high, "card"), text(_EDGE + 18, y + 28, name, "ink bold")]
        parts.append(text(_EDGE + 118, y + 28, words, "grey sans"))
        if number:
            parts.append(arrow(_EDGE + wide / 2, y - gap + 3, gap - 6, down=True))
    title = "From lines to heads that a layout knows, else evidence, the story, and the article"
    return picture(wide + 2 * _EDGE, len(_STEPS) * (high + gap) - gap + 2 * _EDGE, title, parts)


# --- plots of tables ---


def table(page: str, name: str) -> list[list[str]]:
    """Return the cells of a table that a script has written into a page, without its heading."""
    place = (ROOT / page).read_text("utf-8").partition(f"<!-- {name} -->")[2].partition("<!-- end")[0]
    lines = [line for line in place.strip().splitlines() if line.startswith("|")]
    return [[cell.strip(" *") for cell in line.strip("|").split("|")] for line in lines[2:]]


def bars(heading: str, rows: Sequence[tuple[str, float, str]], ours: int = 0) -> str:
    """Show rows of a name, a value and its words as bars; the longest fills the width."""
    longest = max(value for _, value, _ in rows)
    parts = [text(_EDGE, 32, heading, "ink bold sans")]
    for number, (name, value, words) in enumerate(rows):
        y, wide = 54 + number * 28, 400 * value / longest
        parts += [text(_EDGE, y + 14, name, "ink bold" if number == ours else "ink")]
        colour = "blue" if number == ours else "grey"
        parts += [f'<rect class="{colour}" x="210" y="{y}" width="{wide:g}" height="18"/>']
        parts += [text(210 + wide + 8, y + 14, words)]
    title = f"{heading}: " + ", ".join(f"{name} {words}" for name, _, words in rows)
    return picture(710, 54 + len(rows) * 28 + _EDGE / 2, title, parts)


def exam() -> str:
    """Show the column `right` of the table of extractors in the README."""
    rows = [(row[0], float(row[1][:-2]), row[1]) for row in table("README.md", "extractors")]
    return bars("Pages of HTML read right, of 104 by 73 publishers", rows)


def costs() -> str:
    """Show the milliseconds a page of the table of extractors in the README."""
    rows = [(row[0], float(row[8]), f"{row[8]} ms") for row in table("README.md", "extractors")]
    return bars("Milliseconds a page of HTML", rows)


_FIELDS = ("headline", "text", "authors", "day", "captions", "credits")


def fields() -> str:
    """Show each field of the table of extractors in the README: a full box is 100 %, and none is not given."""
    rows = table("README.md", "extractors")
    parts = [text(_EDGE, 32, "Right by field, in percent; a dash: the tool does not give it", "ink bold sans")]
    parts += [text(210 + 92 * column, 62, name, "grey sans") for column, name in enumerate(_FIELDS)]
    for number, row in enumerate(rows):
        y = 74 + number * 28
        parts.append(text(_EDGE, y + 14, row[0], "ink" if number else "ink bold"))
        for column, cell in enumerate(row[2:8]):
            x, share = 210 + 92 * column, float(cell.rstrip(" %")) if cell[0].isdigit() else 0
            colour = "grey" if number else "blue"
            parts.append(f'<rect class="card s-rule" x="{x}" y="{y}" width="50" height="18"/>')
            parts.append(f'<rect class="{colour}" x="{x}" y="{y}" width="{share / 2:g}" height="18"/>')
            parts.append(text(x + 55, y + 14, cell.rstrip(" %"), "ink"))
    said = (f"{row[0]}: " + ", ".join(f"{n} {cell}" for n, cell in zip(_FIELDS, row[2:8], strict=True)) for row in rows)
    title = "Right by field. " + "; ".join(said)
    return picture(210 + 92 * len(_FIELDS) + _EDGE, 74 + len(rows) * 28 + _EDGE / 2, title, parts)


_OF_NEWSROOMS = ("NewsML-G2", "ninjs", "NITF", "NewsML 1")


def wires() -> str:
    """Show the table of newsroom documents in the README: the share of each format's samples that gives something."""
    rows = table("README.md", "wires")
    parts = [text(_EDGE, 32, "Sample documents that give an article, an item or an object", "ink bold sans")]
    for group, name in enumerate(_OF_NEWSROOMS):
        top = 56 + group * (len(rows) * 24 + 18)
        parts.append(text(_EDGE, top + 13, name, "grey sans"))
        for number, row in enumerate(rows):
            y, cell = top + number * 24, row[1 + group]
            found, _, total = cell.partition(" of ")
            wide = 240 * int(found) / int(total) if total else 0
            parts.append(text(130, y + 13, row[0], "ink" if number else "ink bold"))
            parts.append(f'<rect class="{"grey" if number else "blue"}" x="350" y="{y}" width="{wide:g}" height="16"/>')
            parts.append(text(358 + wide, y + 13, cell if total else "not read"))
    said = (f"{row[0]}: " + ", ".join(map(" ".join, zip(_OF_NEWSROOMS, row[1:5], strict=True))) for row in rows)
    high = 56 + len(_OF_NEWSROOMS) * (len(rows) * 24 + 18) + _EDGE / 2
    return picture(710, high, "Sample documents that give something. " + "; ".join(said), parts)


_GROUPS = {
    "reading": "reading, against cutting the text",
    "converting": "writing, against reading alone",
    "newsml": "NewsML-G2",
    "peers": "against other libraries",
}


def ratios() -> str:
    """Show the ratios of the benchmarks on a scale where each step is ten times the one before."""

    def place(ratio: float) -> float:
        return 680 + 95 * math.log10(ratio)

    parts = [text(_EDGE, 32, "How many times as fast newsdoc is as the other side", "ink bold sans")]
    parts += [text(place(10.0**power) - 12, 56, f"{10.0**power:g}×", "grey") for power in (-2, -1, 0, 1, 2)]
    said, y = [], 66
    for group, words in _GROUPS.items():
        parts.append(text(_EDGE, y + 14, words, "ink bold sans"))
        y += 22
        for row in table("docs/benchmarks.md", group):
            if not row[2].endswith("×") or row[5].startswith("≤"):
                continue
            ratio = float(row[2].rstrip("×"))
            at = place(ratio)
            parts.append(text(_EDGE + 12, y + 12, _short(f"{row[0]} | {row[1]}", 64), "grey"))
            parts.append(f'<path class="s-blue" style="stroke-width:3" d="M{place(1):g} {y + 8}H{at:g}"/>')
            parts.append(f'<circle class="blue" cx="{at:g}" cy="{y + 8}" r="4"/>')
            parts.append(text(910, y + 12, row[2]))
            said.append(f"{row[0]} against {row[1]} {row[2]}")
            y += 18
        y += 10
    parts.append(f'<path class="s-grey" d="M{place(1):g} 62V{y - 10}"/>')
    return picture(980, y + _EDGE / 2, "How many times as fast newsdoc is. " + "; ".join(said), parts)


def _short(words: str, size: int) -> str:
    return words if len(words) <= size else f"{words[: size - 1]}…"


# --- badges ---


def badges() -> str:
    """Show facts of the project in a row: each comes from pyproject.toml or from the code."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    pythons = [each.rpartition(" ")[2] for each in project["project"]["classifiers"] if re.search(r":: 3\.\d", each)]
    rows = newsdoc.formats.FORMATS.values()
    facts = (
        ("version", newsdoc.__version__),
        ("python", f"{pythons[0]} to {pythons[-1]}"),
        ("licence", project["project"]["license"]),
        ("types", "strict" if project["tool"]["mypy"]["strict"] else "some"),
        ("formats", f"reads {sum(bool(row.reads) for row in rows)}, writes {sum(bool(row.writes) for row in rows)}"),
    )
    parts, x = [], 10.0
    for name, value in facts:
        left = _CHARACTER * len(name) + 14
        right = _CHARACTER * len(value) + 14
        parts.append(f'<rect class="card s-rule" rx="4" x="{x:g}" y="7" width="{left + right:g}" height="22"/>')
        parts += [text(x + 7, 22, name, "grey"), text(x + left + 5, 22, value, "blue bold")]
        x += left + right + 8
    return picture(x + 2, 36, "; ".join(f"{name}: {value}" for name, value in facts), parts)


PICTURES: dict[str, Callable[[], str]] = {
    "badges": badges,
    "article": article,
    "explain": explained,
    "flow": flow,
    "exam": exam,
    "fields": fields,
    "costs": costs,
    "wires": wires,
    "ratios": ratios,
}


def main(arguments: Sequence[str]) -> int:
    """Write the pictures, or compare them."""
    os.chdir(ROOT)
    old = []
    for name, make in PICTURES.items():
        path, drawn = FOLDER / f"{name}.svg", make()
        if "--check" not in arguments:
            path.write_text(drawn, "utf-8")
        elif not path.exists() or path.read_text("utf-8") != drawn:
            old.append(path.name)
    if old:
        print(f"not as newsdoc prints today: {', '.join(old)}; run python docs/pictures/make.py")
    return 1 if old else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
