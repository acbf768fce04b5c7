"""The front door: what `import newsdoc` offers, and errors that name the function that was meant."""

from __future__ import annotations

import gzip
import html.parser
import re
import tomllib
from datetime import UTC, datetime
from io import BytesIO, StringIO
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsdoc
from examples import FULL
from newsdoc import Article, Caption, Mark, Page, Paragraph, ReadError, Source, Subhead, UnknownFormat, WriteError
from newsdoc.display import Displayed
from newsdoc.formats import FORMATS, get, json
from newsdoc.strategies import articles
from shared import ROOT

PAGE = "Bridge Opens\n\nTT\n\nBridge Opens\n\nThe council met on Monday.\n"
BRIDGE = Article("Bridge opens", ["The mayor came."])


# --- names ---


def test_every_public_name_is_there():
    assert all(getattr(newsdoc, name) is not None for name in newsdoc.__all__)
    assert set(newsdoc.__all__) <= set(dir(newsdoc))
    assert newsdoc.dialects.DIALECTS
    assert newsdoc.strategies.articles


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_an_attribute(name):
    assert getattr(newsdoc.formats, name) is get(name)
    assert name in dir(newsdoc.formats)


def test_editors_know_every_format():
    """Type checkers do not run `__getattr__`: the module of each format is imported for them."""
    source = Path(newsdoc.formats.__file__).read_text("utf-8")
    assert [name for name in FORMATS if f"    from newsdoc.formats import {name} as {name}\n" not in source] == []


def test_an_unknown_name_has_a_suggestion():
    with pytest.raises(AttributeError, match=r"'finde' \(did you mean find\?\)"):
        _ = newsdoc.finde
    with pytest.raises(AttributeError, match=r"did you mean ninjs\?"):
        _ = newsdoc.formats.ninj


def test_the_version_is_written_once():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert "version" in project["project"]["dynamic"]
    assert re.fullmatch(r"\d+\.\d+\.\d+\S*", newsdoc.__version__)


# --- loads and dumps ---


def test_loads_finds_the_format():
    page = newsdoc.loads(PAGE)
    assert isinstance(page, Page)
    assert page.text == PAGE
    assert newsdoc.loads(newsdoc.dumps(FULL)) == [FULL]
    assert newsdoc.loads(PAGE, "rawdump") == page
    with pytest.raises(ReadError):
        newsdoc.loads(PAGE, "json")


def test_loads_reads_bytes_as_a_file(tmp_path):
    data = gzip.compress("Größe\n\nTT\n\nGröße\n\nEr kam.".encode("utf-16"))
    file = tmp_path / "page.txt"
    file.write_bytes(data)
    assert newsdoc.loads(data) == newsdoc.read(file)
    assert newsdoc.loads(bytearray(data)) == newsdoc.read(file)
    assert newsdoc.loads("Größe".encode("cp1252"), "rawdump", encoding="cp1252").text == "Größe"


@given(st.text())
def test_loads_keeps_every_text(text):
    assert newsdoc.loads(text, format="rawdump").text == text


def test_loads_sets_language_and_source():
    source = Source("Gazette", "publisher")
    for data in (PAGE, PAGE.encode(), newsdoc.dumps(BRIDGE)):
        [article] = newsdoc.loads(data, language="en", source=source)
        assert (article.language, article.sources) == ("en", (source,))
    hints = newsdoc.Hints(site="Gazette")
    assert newsdoc.loads(PAGE, hints=hints).hints == hints


@pytest.mark.parametrize("name", [name for name, row in FORMATS.items() if row.writes])
def test_dumps_writes_every_format(name):
    now = datetime(2025, 3, 14, tzinfo=UTC)
    assert newsdoc.dumps(BRIDGE, name, now=now) == get(name).dumps([BRIDGE], now=now)


def test_dumps_reports_losses():
    heard = []
    newsdoc.dumps(FULL, "jsonld", report=heard.append)
    assert {found.code for found in heard} >= {"loss.missing"}


# --- menders ---


@given(st.text())
def test_clean_mends_every_text(text):
    mended = newsdoc.clean(text)
    assert mended == "" or Article(mended).headline == mended
    assert newsdoc.clean(mended) == mended


@given(st.text() | st.text("abc:/ü %#[]"))
def test_uri_mends_what_is_an_address(text):
    mended = newsdoc.uri(text)
    assert mended is None or Article(url=mended).url == mended
    assert newsdoc.uri("https://news.example/Brücke am Fluss") == "https://news.example/Br%C3%BCcke%20am%20Fluss"


# --- the converter ---


@attrs.define
class Row:
    number: int
    article: Article
    others: list[Article]


@given(articles(), articles())
def test_the_converter_knows_classes_of_your_own(article, other):
    converter = newsdoc.converter()
    plain = converter.unstructure(Row(1, article, [other]))
    assert plain["others"] == [converter.unstructure(other)]
    assert converter.structure(plain, Row) == Row(1, article, [other])


def test_the_converter_can_be_taught_more():
    converter = newsdoc.converter()
    converter.register_unstructure_hook(datetime, lambda _: "a time")
    assert converter.unstructure({"at": datetime(2025, 1, 1, tzinfo=UTC)}) == {"at": "a time"}
    assert newsdoc.converter() is not converter


# --- the wrong thing, or the wrong function ---


WRONG = {
    "text to read": (lambda: newsdoc.read("Bridge\n\nOpens"), r"text is read with newsdoc\.loads\(\)"),
    "XML to read": (lambda: newsdoc.read("<nitf/>"), r"text is read with newsdoc\.loads\(\)"),
    "long text to read": (lambda: newsdoc.read("a" * 5000), r"^'a{40}'…: this is text"),
    "bytes to read": (lambda: newsdoc.read(b"{}"), r"bytes are read with newsdoc\.loads\(\)"),
    "bytes to iter_read": (lambda: list(newsdoc.iter_read(b"{}")), r"newsdoc\.loads\(\)"),
    "a list to read": (lambda: newsdoc.read(["a.txt", "b.txt"]), "call it for each path"),
    "a text file to read": (lambda: newsdoc.read(StringIO(PAGE)), "binary mode"),
    "an article to read": (lambda: newsdoc.read(BRIDGE), r"articles are written with newsdoc\.write\(\)"),
    "nothing to read": (lambda: newsdoc.read(None), "of type NoneType"),
    "an article to loads": (lambda: newsdoc.loads(BRIDGE), r"newsdoc\.dumps\(\)"),
    "a list to loads": (lambda: newsdoc.loads([BRIDGE]), r"newsdoc\.dumps\(\)"),
    "a path to loads": (lambda: newsdoc.loads(Path("a.txt")), r"newsdoc\.read\(\)"),
    "a file to loads": (lambda: newsdoc.loads(BytesIO(b"[]")), r"an open file is read with newsdoc\.read\(\)"),
    "bytes to find": (lambda: newsdoc.find(b"Bridge"), r"newsdoc\.loads\(\)"),
    "an article to find": (lambda: newsdoc.find(BRIDGE), "the text of a page"),
    "an address to read": (lambda: newsdoc.read("gazette://example/bridge"), r"gazette://example/bridge: "),
    "no article to dumps": (lambda: newsdoc.dumps([None]), "no article was found gives None"),
    "a path to sniff": (lambda: newsdoc.sniff(Path("a.txt")), r"newsdoc\.read\(\)"),
    "text to dumps": (lambda: newsdoc.dumps("[]"), r"newsdoc\.loads\(\)"),
    "a dict to dumps": (lambda: newsdoc.dumps({"headline": "x"}), r"newsdoc\.converter\(\)"),
    "a number to dumps": (lambda: newsdoc.dumps([1]), "give an Article"),
    "arguments of write in the wrong order": (lambda: newsdoc.write("a.json", BRIDGE), r"write\(articles, path\)"),
    "text to write": (lambda: newsdoc.write("Bridge", "a.json"), r"newsdoc\.loads\(\)"),
    "a file to write": (lambda: newsdoc.write(BRIDGE, BytesIO()), r"dump\(\)"),
}


@pytest.mark.parametrize("name", WRONG)
def test_an_error_names_the_right_function(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    call, message = WRONG[name]
    with pytest.raises((ReadError, WriteError), match=message):
        call()
    assert list(tmp_path.iterdir()) == []


READ = [name for name, row in FORMATS.items() if row.reads]
WRITTEN = [name for name, row in FORMATS.items() if row.writes]


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("given", [BRIDGE, [BRIDGE], None, Path("a.txt"), BytesIO(b"")], ids=lambda given: type(given))
def test_loads_of_a_format_refuses_what_is_no_document(name, given):
    with pytest.raises(ReadError, match=r"loads\(\) reads text or bytes"):
        get(name).loads(given)


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("given", [BRIDGE, [BRIDGE], "a.txt", Path("a.txt"), b""], ids=lambda given: type(given))
def test_load_of_a_format_refuses_what_is_no_file(name, given):
    with pytest.raises(ReadError, match=r"load\(\) reads an open binary file"):
        get(name).load(given)


@pytest.mark.parametrize("name", READ)
def test_load_of_a_format_refuses_a_text_file(name):
    with pytest.raises(ReadError, match="binary mode"):
        get(name).load(StringIO("[]"))


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("given", ["x", b"x", {}, None, 1, Path("x"), ["x"], [[BRIDGE]]], ids=repr)
def test_a_writer_refuses_what_is_no_article(name, given):
    with pytest.raises(WriteError, match="only articles can be written"):
        get(name).dumps(given)
    with pytest.raises(WriteError, match="only articles can be written"):
        get(name).dump(given, BytesIO())


@pytest.mark.parametrize("name", WRITTEN)
def test_dump_of_a_format_refuses_a_path(name):
    with pytest.raises(WriteError, match=r"newsdoc\.write\(\)"):
        get(name).dump(BRIDGE, "a.json")


def test_an_unknown_format_has_a_suggestion():
    with pytest.raises(UnknownFormat, match=r"'ninj' \(did you mean ninjs\?\); choose one of .*newsml1"):
        newsdoc.loads("", "ninj")
    with pytest.raises(UnknownFormat, match=r"'newsmll' \(did you mean newsml\?\)") as caught:
        newsdoc.dumps(BRIDGE, "newsmll")
    assert "newsml1" not in str(caught.value), "it cannot be written"


# --- what people see ---


def test_repr_has_only_what_is_set_and_is_short():
    assert repr(BRIDGE) == "Article(headline='Bridge opens', body=('The mayor came.',))"
    assert repr(Subhead("Toll")) == "Subhead(text='Toll')"
    long = Article(
        "x" * 100, ["A sentence that is repeated. " * 50 + "."] * 100, captions=[Caption("b", "c", anchor=1)]
    )
    assert len(repr(long)) < 500
    assert "… 97 more" in repr(long)
    assert len(repr(newsdoc.read(ROOT / "seeds" / "asharq-al-awsat.txt"))) < 1000
    assert len(repr(FULL)) < 2500


@given(articles())
def test_repr_is_short_for_every_article(article):
    shown = repr(article)
    assert shown.startswith("Article(")
    unset = [each.name for each in attrs.fields(Article) if getattr(article, each.name) == each.default]
    assert not any(re.search(rf"^Article\({name}=", shown) for name in unset)
    assert len(shown) < 4000


def test_rich_shows_whole_fields():
    assert dict(FULL.__rich_repr__())["body"] == FULL.body
    assert list(BRIDGE.__rich_repr__()) == [("headline", "Bridge opens"), ("body", ("The mayor came.",))]


def test_every_type_of_the_model_is_displayed():
    types = [value for value in vars(newsdoc.model).values() if isinstance(value, type) and attrs.has(value)]
    assert len(types) >= 10
    assert not hasattr(BRIDGE, "__dict__")
    assert all(issubclass(cls, Displayed) for cls in types)


class Balanced(html.parser.HTMLParser):
    """Reads HTML, keeps its words and refuses elements that are not closed in order."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.words = [], []

    def handle_starttag(self, tag, attributes):
        assert tag not in ("script", "img", "iframe", "style")
        assert not any(name.startswith("on") for name, _ in attributes)
        if tag != "hr":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


def words_of(text):
    parser = Balanced()
    parser.feed(text)
    parser.close()
    assert parser.open == []
    return "".join(parser.words)


@given(articles())
def test_a_notebook_shows_all_words_escaped(article):
    words = words_of(article._repr_html_())
    for text in (article.headline, article.deck, article.byline, *article.paragraphs):
        assert text is None or text in words
    for caption in article.captions:
        assert (caption.text or "") in words


def test_a_notebook_shows_marks_and_captions_in_their_places():
    text = "Read the full story today"
    marks = [Mark("link", 5, 19, "https://news.example/?a=1&b='2'"), Mark("strong", 9, 13), Mark("emphasis", 20, 25)]
    article = Article(
        "<Bridge>", ["First.", Paragraph(text, marks)], captions=[Caption("Lead"), Caption("Later", anchor=1)]
    )
    shown = article._repr_html_()
    assert "the <strong>full</strong> story</a> <em>today</em>" in shown
    assert 'href="https://news.example/?a=1&amp;b=&#39;2&#39;"' in shown
    assert "&lt;Bridge&gt;" in shown
    assert [shown.index(word) for word in ("Lead", "First", "Later", "Read")] == sorted(
        shown.index(word) for word in ("Lead", "First", "Later", "Read")
    )


def test_a_notebook_shows_a_page():
    page = newsdoc.read(ROOT / "seeds" / "asharq-al-awsat.txt")
    words = words_of(page._repr_html_())
    assert words.startswith("2 articles")
    assert all(article.headline in words for article in page)
    assert words_of(newsdoc.loads("", "rawdump")._repr_html_()) == "0 articles"
    many = newsdoc.loads("\n\n".join(PAGE.replace("Opens", f"Opens {number}") for number in range(30)), "rawdump")
    assert f"{len(many) - 20} more articles" in words_of(many._repr_html_())


def test_model_errors_name_the_field():
    with pytest.raises(newsdoc.ModelError) as caught:
        Article("a", language="not a tag")
    assert caught.value.field == "language"


def test_json_is_not_hidden_by_the_format_of_that_name():
    assert newsdoc.formats.json is json
