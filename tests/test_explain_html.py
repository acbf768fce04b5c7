"""The web page of `newsdoc explain --html`: whole in itself; a click on a field shows its lines, in a real browser."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given

from newsdoc.cli import main
from newsdoc.cli.explain import explain_html
from newsdoc.formats import rawdump
from newsdoc.page.labels import Label
from newsdoc.strategies import dumps
from shared import ROOT

SEED = ROOT / "seeds" / "asharq-al-awsat.txt"
CSS = Path(explain_html.__code__.co_filename).with_name("web.css").read_text("utf-8")
TITLE = "Old Lighthouse to Become a Library"
STORY = (
    "The village bought the old lighthouse on Thursday and will open a library in it, the first on the island.",
    "The lighthouse has been dark since the harbour closed, and its lamp room will hold three thousand books.",
    "Nobody on the island has lent a book from a library before, said the teacher who will keep the keys.",
)
MENU = ("Home", "News", "Tides", "Ferry times", "Letters", "Log in")
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
CLICK = """<script>
  const wanted = document.querySelectorAll(".field figure")[1].closest(".field");
  wanted.querySelector(".to").click();
  const lines = [...document.querySelectorAll(".line.shown")];
  const box = lines[0].getBoundingClientRect();
  const field = document.querySelectorAll(".field.shown");
  lines[1].querySelector(".label a").click();
  const marked = document.querySelectorAll(".shown").length;
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  const link = document.querySelector("#line-13 a");
  link.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
  document.title = [lines.map(line => line.id).join(), box.top >= 0 && box.bottom <= innerHeight,
    field.length === 1 && field[0] === wanted, marked,
    [...document.querySelectorAll(".shown")].map(each => each.id).join()].join(" ");
</script>"""


@given(dumps())
def test_every_line_of_any_dump_is_on_the_page_and_every_frame_is_closed(text):
    page = rawdump.loads(text)
    shown = explain_html(page, "dump.txt")
    assert shown.count('<div class="line ') == (page.segments[-1].stop if page.segments else 0)
    assert shown.count('<div class="article-lines">') == shown.count('<div class="paper"') == len(page)
    for tag in ("div", "details", "section", "span", "p", "a"):
        assert len(re.findall(rf"<{tag}[ >]", shown)) == shown.count(f"</{tag}>")
    assert re.fullmatch(r"[^\x00-\x08\ud800-\udfff]*", shown)
    for numbers in re.findall(r'data-lines="([^"]*)"', shown):
        assert all(f'id="line-{number}"' in shown for number in numbers.split(" "))
    ids = re.findall(r' id="([^"]*)"', shown)
    assert len(set(ids)) == len(ids)
    assert set(re.findall(r' href="#([^"]*)"', shown)) <= set(ids)


def test_the_page_shows_fields_confidence_and_doubts():
    page = rawdump.loads("A <title>\n\nA caption. (AFP)\nA caption. (AFP)\n\nIt goes on for ever and")
    shown = explain_html(page, "a&b.txt")
    assert "<title>a&amp;b.txt</title>" in shown
    assert "A &lt;title&gt;" in shown
    assert f"confidence {page.confidence[0]:.2f}" in shown
    assert "<small>AFP</small>" in shown
    for diagnostic in page.diagnostics:
        assert html.escape(diagnostic.message) in shown


def test_the_page_loads_nothing_from_elsewhere():
    shown = explain_html(rawdump.loads(SEED.read_bytes()), "seed")
    assert not re.search(r"<(?:link|img|iframe)|src=|@import|url\(|fetch|https?://", shown)


def test_the_command_writes_it(tmp_path, capsys):
    target = tmp_path / "seed.html"
    assert main(["explain", str(SEED), "--html", str(target)]) == 0
    assert target.read_text("utf-8") == explain_html(rawdump.loads(SEED.read_bytes()), str(SEED))
    assert main(["explain", str(SEED), "--html", "-"]) == 0
    assert capsys.readouterr().out == target.read_text("utf-8")


def test_the_command_does_not_overwrite_its_input(tmp_path, capsys):
    dump = tmp_path / "dump.txt"
    dump.write_text("A line.")
    assert main(["explain", str(dump), "--html", str(dump)]) == 2
    assert dump.read_text() == "A line."
    assert "would be overwritten" in capsys.readouterr().err


def test_a_hostile_page_is_only_text():
    hostile = "<script>alert(1)</script><img src=x onerror='alert(2)'>&\"\x1b[31m"
    page = rawdump.loads(f"{TITLE} {hostile}\n\n" + "".join(f"{line} {hostile}.\n" for line in STORY), hints=None)
    shown = explain_html(page, hostile)
    assert len(re.findall("<script", shown)) == 1
    assert "<img" not in shown
    assert "\x1b" not in shown


def test_the_evidence_is_folded_below_its_lines():
    page = rawdump.loads("\n".join([f"{TITLE} | The Island", *MENU, TITLE, *STORY, *MENU]))
    shown = explain_html(page, "page")
    assert f'<h1 class="{"good" if page.confidence[0] >= 0.8 else "fair"}"><strong>{page.confidence[0]:.2f}' in shown
    assert "What speaks for this verdict, and what against it" in shown
    assert re.search(r"<summary>0\.\d\d: why this is the headline</summary>", shown)
    for limit in ("begins here", "ends here", "does not begin here"):
        assert shown.count(f": why the body {limit}</summary>") == 1
    assert f"<summary>… {len(MENU) + 1} lines of furniture …</summary>" in shown


@pytest.mark.parametrize(
    ("doubts", "mood"),
    [
        ((), "good"),
        (("guess.no-control", "guess.caption-copies"), "good"),
        (("guess.no-control", "guess.caption-copies", "guess.deck"), "fair"),
        (("guess.layout",), "fair"),
        (("guess.layout", "guess.deck"), "poor"),
    ],
)
def test_the_colour_of_the_verdict_is_that_of_its_confidence(doubts, mood):
    labels = [Label("headline", article=True, notes=doubts), Label("paragraph")]
    page = rawdump.loads("A title\nIt rained.\n", dialect=lambda lines: iter(labels))
    assert f'<h1 class="{mood}">' in explain_html(page, "page")


def test_a_line_leads_to_its_field_and_a_field_to_its_lines():
    page = rawdump.loads("\n".join([f"{TITLE} | The Island", *MENU, TITLE, *STORY, *MENU]))
    shown = explain_html(page, "page")
    number = len(MENU) + 2
    field = re.search(rf'id="(field-\d+)" data-lines="{number}"><a class="to" href="#line-{number}"', shown)
    assert field
    assert f'<a href="#{field[1]}">headline</a>' in shown


def test_a_huge_page_is_cut_and_says_so():
    page = rawdump.loads("\n".join([TITLE, "", *STORY * 9]))
    shown = explain_html(page, "page", most=5)
    assert shown.count('<div class="line ') == 5
    assert "the first 5 of 29 lines" in shown
    assert shown.count('class="field"') == 4
    assert "This page shows the first" not in explain_html(page, "page")


def test_a_huge_line_is_cut_and_says_so():
    page = rawdump.loads(f"{TITLE}\n\n" + f"{STORY[0]} " * 1000)
    shown = explain_html(page, "page")
    assert len(shown) < 60_000
    assert "more characters</em>" in shown
    assert "characters are not shown here" in shown


def test_a_page_without_an_article_says_so():
    shown = explain_html(rawdump.loads("\n".join(MENU)), "page")
    assert '<details class="fold" open>' in shown
    assert "There is no article to print." in shown
    assert "no article was found" in shown


# --- colours ---


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_ink_can_be_read_on_every_paper(scheme):
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[scheme]))
    inks = {name: colour for name, colour in colours.items() if name.startswith("ink")}
    papers = {name: colour for name, colour in colours.items() if name.startswith("paper")}
    assert (len(inks), len(papers)) == (10, 4)
    poor = [(ink, paper) for ink in inks for paper in papers if contrast(inks[ink], papers[paper]) < 4.5]
    assert poor == []


def test_text_has_no_other_colours():
    rules = re.sub(r":root \{.*?\}", "", CSS, flags=re.DOTALL)
    assert not re.search(r"#[0-9a-f]{3,8}\b|rgb|hsl|opacity|filter", rules)
    assert set(re.findall(r"(?<![\w-])color: ([^;}]+)", rules)) <= {
        "inherit", *(f"var(--{name})" for name in re.findall(r"--(ink[\w-]*):", CSS))
    }  # fmt: skip


# --- in a browser ---


@pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed here")
def test_a_click_on_a_field_shows_its_lines_in_a_browser(tmp_path):
    page = tmp_path / "seed.html"
    shown = explain_html(rawdump.loads(SEED.read_bytes()), "seed")
    page.write_text(shown.replace("</body>", CLICK + "</body>"), "utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--dump-dom"]
    options += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    done = subprocess.run(
        [str(BROWSER), *options, f"--user-data-dir={tmp_path / 'profile'}", page.as_uri()],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8", timeout=120, check=True,
    )  # fmt: skip
    title = re.search(r"<title>(.*?)</title>", done.stdout)
    assert title
    assert title[1] == "line-35,line-36,line-42,line-43 true true 2 line-13,field-3"
