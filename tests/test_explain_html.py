"""The web page of `newsdoc explain --html`: whole in itself; a click on a field shows its lines, in a real browser."""

from __future__ import annotations

import html
import re
import shutil
import subprocess

import pytest
from hypothesis import given

from newsdoc.cli import main
from newsdoc.cli.explain import explain_html
from newsdoc.formats import rawdump
from newsdoc.strategies import dumps
from shared import ROOT

SEED = ROOT / "seeds" / "asharq-al-awsat.txt"
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
CLICK = """<script>
  const wanted = [...document.querySelectorAll("button")].filter(b => b.textContent.startsWith(%r))[0];
  wanted.click();
  const lines = [...document.querySelectorAll(".shown")];
  const box = lines[0].getBoundingClientRect();
  document.title = lines.map(line => line.id).join() + " " + (box.top >= 0 && box.bottom <= innerHeight)
    + " " + wanted.getAttribute("aria-pressed");
</script>"""


@given(dumps())
def test_every_line_of_any_dump_is_on_the_page_and_every_frame_is_closed(text):
    page = rawdump.loads(text)
    shown = explain_html(page, "dump.txt")
    assert shown.count('<div class="line ') == (page.segments[-1].stop if page.segments else 0)
    assert shown.count("<section>") == shown.count("</section>") == len(page)
    assert re.fullmatch(r"[^\x00-\x08\ud800-\udfff]*", shown)
    for numbers in re.findall(r'data-lines="([^"]*)"', shown):
        assert all(f'id="line-{number}"' in shown for number in numbers.split(" "))


def test_the_page_shows_fields_confidence_and_doubts():
    page = rawdump.loads("A <title>\n\nA caption. (AFP)\nA caption. (AFP)\n\nIt goes on for ever and")
    shown = explain_html(page, "a&b.txt")
    assert "<title>a&amp;b.txt</title>" in shown
    assert "A &lt;title&gt;" in shown
    assert f"confidence {page.confidence[0]:.2f}" in shown
    assert "captions[0].credit" in shown
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


@pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed here")
def test_a_click_on_a_field_shows_its_lines_in_a_browser(tmp_path):
    page = tmp_path / "seed.html"
    shown = explain_html(rawdump.loads(SEED.read_bytes()), "seed")
    page.write_text(shown.replace("</body>", CLICK % "captions[0].credit" + "</body>"), "utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--dump-dom"]
    options += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    done = subprocess.run(
        [str(BROWSER), *options, f"--user-data-dir={tmp_path / 'profile'}", page.as_uri()],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8", timeout=120, check=True,
    )  # fmt: skip
    title = re.search(r"<title>(.*?)</title>", done.stdout)
    assert title
    assert title[1] == "line-35,line-36,line-42,line-43 true true"
