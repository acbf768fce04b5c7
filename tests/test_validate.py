from __future__ import annotations

import json
import os
import select
import socket
import subprocess
import sys

import pytest

from examples import FULL
from laws import NOW
from newsdoc import MissingDependency, ReadError, UnknownFormat
from newsdoc.cli import main
from newsdoc.formats import newsml
from newsdoc.validate import repairs, validate
from shared import shared

VALID = newsml.dumps([FULL], now=NOW).encode()


def problems(data, schema="schemas"):
    return [(found.code, found.line, found.path, found.message) for found in validate(data, shared(schema))]


def test_what_we_write_is_valid():
    assert problems(VALID) == []
    assert problems(VALID, "schemas/newsml-g2/2.35/NewsML-G2_2.35-spec-All-Power.xsd") == []


def test_line_and_reason():
    broken = VALID.replace(b"<urgency>3<", b"<urgency>12<")
    found = problems(broken)
    line = broken[: broken.index(b"<urgency>")].count(b"\n") + 1
    assert {(code, at) for code, at, _, _ in found} == {("error.schema", line)}
    assert "12" in found[0][3]


def test_a_reference_to_nothing_is_found_though_libxml2_does_not_look():
    assert "'nowhere'" in problems(VALID.replace(b'contentrefs="i1-fig2"', b'contentrefs="nowhere"'))[0][3]


@pytest.mark.parametrize(
    ("name", "valid"),
    [
        ("samples/newsml-g2/dpa__eil.xml", False),
        ("samples/newsml-g2/sdcore__dpa.xml", True),
        ("targets/example-text.newsml-g2.xml", True),
        ("targets/example-text.nitf.xml", True),
        ("targets/example-text.ninjs-3.json", True),
        ("samples/ninjs/iptcnj__suite-1.3-fail-007_invalid_genre.json", False),
    ],
)
def test_real_documents(name, valid):
    assert (problems(shared(name).read_bytes()) == []) is valid


def test_a_json_problem_has_its_path():
    text = shared("targets/example-text.ninjs-3.json").read_text().replace('"urgency": 4', '"urgency": "4"')
    assert [path for _, _, path, _ in problems(text.encode())] == ["$.urgency"]


def test_the_folder_of_schemas_can_be_named_once(monkeypatch):
    monkeypatch.setenv("NEWSDOC_SCHEMAS", str(shared("schemas")))
    assert list(validate(VALID)) == []


XSD = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://a.example/">
  <xs:element name="a" type="xs:{}"/></xs:schema>"""


def test_the_newest_schema_that_fits_is_taken(tmp_path):
    for version, kind in (("2.9", "date"), ("2.35", "integer"), ("2.10", "date")):
        (tmp_path / f"a-{version}.xsd").write_text(XSD.format(kind))
    (tmp_path / "a.xsd").write_text(XSD.format("date"))
    document = b'<a xmlns="http://a.example/">\n'
    assert list(validate(document + b"5</a>", tmp_path)) == []
    found = list(validate(document + b"x</a>", tmp_path))
    assert {(problem.code, problem.line) for problem in found} == {("error.schema", 1)}


def test_a_dangling_reference_needs_no_schema_of_ours(tmp_path):
    schema = XSD.replace("http://a.example/", "http://b.example/").replace('type="xs:{}"/>', "/>")
    (tmp_path / "a.xsd").write_text(schema)
    document = '<a xmlns="http://b.example/"><b id="x"/><partMeta contentrefs="x y"/></a>'
    assert [problem.message for problem in validate(document.encode(), tmp_path)] == [
        "contentrefs names 'y', but no element has that xml:id"
    ]


def test_ninjs_by_the_schema_it_names_else_the_newest(tmp_path):
    point = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://p.example/point.json#"}
    (tmp_path / "point.json").write_text(json.dumps({**point, "type": "array"}))
    for version, kind in (("2.0", "string"), ("3.1", "integer")):
        schema = {"$schema": point["$schema"], "$id": f"https://n.example/ninjs-schema_{version}.json"}
        schema |= {"properties": {"urgency": {"type": kind}, "place": {"$ref": "https://p.example/point.json"}}}
        (tmp_path / f"ninjs-schema_{version}.json").write_text(json.dumps(schema))
    document = {"urgency": 1, "place": []}
    assert list(validate(json.dumps(document).encode(), tmp_path)) == []
    document |= {"place": 5, "standard": {"schema": "https://n.example/ninjs-schema_2.0.json"}}
    found = list(validate(json.dumps(document).encode(), tmp_path))
    assert {problem.path for problem in found} == {"$.urgency", "$.place"}
    named = list(validate(json.dumps(document).encode(), tmp_path / "ninjs-schema_3.1.json"))
    assert {problem.path for problem in named} == {"$.place"}


def test_without_a_schema_that_fits_nothing_is_said_to_be_valid(tmp_path, monkeypatch):
    monkeypatch.delenv("NEWSDOC_SCHEMAS", raising=False)
    (tmp_path / "other.xsd").write_text('<schema xmlns="http://www.w3.org/2001/XMLSchema"/>')
    (tmp_path / "broken.xsd").write_text("<")
    for data, schema, words in (
        (VALID, None, "no schema is given"),
        (VALID, tmp_path / "nowhere", "no such schema"),
        (VALID, tmp_path, "declares the element newsItem in the namespace http"),
        (b"<nitf/>", tmp_path, "declares the element nitf in no namespace"),
        (VALID, tmp_path / "broken.xsd", "is not a valid XML Schema"),
        (b"{}", tmp_path, "this folder has no ninjs schema"),
    ):
        with pytest.raises(UnknownFormat, match=words):
            list(validate(data, schema))


@pytest.mark.parametrize("data", [b"<a", b"{", b"[" * 100_000])
def test_what_is_neither_is_refused(data, tmp_path):
    with pytest.raises(ReadError, match="not "):
        list(validate(data, tmp_path))


def test_json_needs_an_extra_and_says_which(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "jsonschema.validators", None)
    with pytest.raises(MissingDependency, match=r"newsdoc\[validate\]"):
        list(validate(b"{}", tmp_path))


SCHEMA = (
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{}<xs:element name="nitf" type="xs:string"/></xs:schema>'
)


@pytest.mark.parametrize("entity", ["&word;", "&nbsp;", "&unknown;"])
def test_a_document_with_entities_is_validated(entity, tmp_path):
    schema = tmp_path / "nitf.xsd"
    schema.write_text(SCHEMA.format(""))
    kind = '<!DOCTYPE nitf SYSTEM "nitf.dtd" [<!ENTITY word "words">]>'
    assert list(validate(f"{kind}<nitf>A {entity}</nitf>".encode(), schema)) == []
    assert len(list(validate(f"{kind}<nitf>A {entity}<b/></nitf>".encode(), schema))) == 1


def test_what_a_schema_says_is_one_line(tmp_path):
    schema = tmp_path / "nitf.xsd"
    schema.write_text(SCHEMA.format("").replace("xs:string", "xs:integer"))
    (problem,) = validate(b"<nitf>A\n\x7f" + 400 * b"b" + b"</nitf>", schema)
    assert "A \u2421b" in problem.message
    assert len(problem.message) == 200


@pytest.mark.parametrize(
    "part",
    [
        '<xs:import namespace="urn:b" schemaLocation="{address}"/>',
        '<xs:include schemaLocation="{trap}"/>',
    ],
)
def test_a_schema_opens_nothing_but_schemas_beside_it(part, tmp_path):
    os.mkfifo(tmp_path / "trap.dtd")
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/b.xsd"
        trap = tmp_path / "trap.dtd"
        (tmp_path / "nitf.xsd").write_text(
            f'<!DOCTYPE a [<!ENTITY % all SYSTEM "{trap}"> %all;]>'
            + SCHEMA.format(part.format(address=address, trap=trap))
        )
        command = "import sys; from newsdoc.validate import validate; list(validate(b'<nitf/>', sys.argv[1]))"
        subprocess.run([sys.executable, "-c", command, tmp_path / "nitf.xsd"], timeout=60, stderr=subprocess.DEVNULL)
        assert not select.select([server], [], [], 0)[0]


# --- in two words ---


@pytest.fixture
def no_schemas(monkeypatch, tmp_path):
    monkeypatch.delenv("NEWSDOC_SCHEMAS", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    return tmp_path / "newsdoc" / "schemas"


def test_the_users_folder_of_schemas_needs_no_name(no_schemas):
    with pytest.raises(UnknownFormat, match="no schema is given, and none is installed"):
        list(validate(b"<a xmlns='http://a.example/'>5</a>"))
    no_schemas.mkdir(parents=True)
    (no_schemas / "a.xsd").write_text(XSD.format("integer"))
    assert list(validate(b"<a xmlns='http://a.example/'>5</a>")) == []
    assert list(validate(b"<a xmlns='http://a.example/'>x</a>")) != []


def test_an_installed_package_may_hold_schemas(no_schemas, monkeypatch, tmp_path):
    package, metadata = tmp_path / "wire_schemas", tmp_path / "wire_schemas-1.dist-info"
    for folder in (package, metadata):
        folder.mkdir()
    (package / "__init__.py").touch()
    (package / "a.xsd").write_text(XSD.format("integer"))
    (metadata / "METADATA").write_text("Name: wire-schemas\nVersion: 1\n")
    (metadata / "entry_points.txt").write_text("[newsdoc.schemas]\nwire = wire_schemas\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert list(validate(b"<a xmlns='http://a.example/'>x</a>")) != []
    no_schemas.mkdir(parents=True)
    (no_schemas / "b.xsd").write_text(XSD.format("date").replace("//a.", "//b."))
    assert list(validate(b"<a xmlns='http://a.example/'>5</a>")) == [], "what one place has not, the next one has"
    (metadata / "entry_points.txt").write_text("[newsdoc.schemas]\nwire = no_such_schemas\n")
    with pytest.raises(UnknownFormat, match="'wire' of an installed package cannot be used"):
        list(validate(b"<a xmlns='http://a.example/'>5</a>"))


def test_newsdocs_own_json_needs_no_schema(no_schemas):
    assert list(validate(b'[{"headline": "Ferry"}]')) == []
    assert [found.path for found in validate(b'[{"headline": "Ferry", "urgency": 12}]')] == ["$[0].urgency"]
    assert [found.code for found in validate(b'[{"headlin": "Ferry"}]')] == ["error.schema"]
    lines = b'{"headline": "Ferry"}\n\n{"headline": "Ferry", "urgency": 12}\n'
    assert [(found.line, found.path) for found in validate(lines)] == [(3, "$[0].urgency")]


def test_ninjs_of_the_first_generation(tmp_path):
    for version, kind in (("1.5", "number"), ("1.6", "integer"), ("3.1", "string")):
        schema = {"properties": {"urgency": {"type": kind}}}
        (tmp_path / f"ninjs-schema_{version}.json").write_text(json.dumps(schema))
    named = {"$standard": {"schema": "http://n.example/ninjs-schema_1.5.json#"}}
    for document, valid in (
        ({"uri": "bay:1", "urgency": 1.5, **named}, True),
        ({"uri": "bay:1", "urgency": 1.5, "body_html": "<p>It came.</p>"}, False),
        ({"uri": "bay:1", "urgency": 1, "byline": "By Ann Lee"}, True),
        ({"uri": "bay:1", "urgency": "1", "by": "By Ann Lee"}, True),
    ):
        assert (list(validate(json.dumps(document).encode(), tmp_path)) == []) is valid, document


def test_what_newsdoc_would_repair():
    document = newsml.dumps(FULL).replace('<language tag="en-GB"/>', '<language tag="en_"/>').encode()
    [found] = [each for each in repairs(document) if each.path == "$[0].language"]
    assert found.code == "repair.value"
    assert found.message.startswith("when newsdoc reads it: ")
    assert [each.code for each in repairs(b'[{"headlin": "Ferry"}]')] == ["error.item"]
    assert list(repairs(VALID)) == list(repairs(b"Ferry is late\n")) == []
    assert list(repairs(b"<a>x</a>")) == [], "newsdoc does not read it"


def test_the_command_says_both(no_schemas, tmp_path, capsys):
    no_schemas.mkdir(parents=True)
    (no_schemas / "a.xsd").write_text(XSD.format("string").replace('name="a"', 'name="b"'))
    document = tmp_path / "ferry.newsml"
    text = newsml.dumps(FULL).replace('<language tag="en-GB"/>', '<language tag="en_"/>')
    document.write_text(text, "utf-8")
    assert main(["validate", str(document)]) == 1
    said = capsys.readouterr()
    assert "no schema here declares the element newsItem" in said.err
    assert "when newsdoc reads it: the language is 'en_'" in said.out


# --- schemas that are none ---


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        (b"[1, 2]", "it is an array, not an object"),
        (b'"text"', "it is text, not an object"),
        (b"null", "it is null, not an object"),
        (b"7", "it is a number, not an object"),
        (b'{"properties": {"uri": {"pattern": "((("}}}', "regex"),
        (b'{"$schema": "http://json-schema.org/draft-04/schema#", "properties": {"uri": {"pattern": "*"}}}', "regex"),
        (b'{"properties": {"uri": {"$ref": "https://schemas.example/none.json"}}}', "none.json"),
        (b'{"properties": {"uri": {"$ref": "#/nowhere"}}}', "nowhere"),
        (b'{"type": "word"}', "word"),
        (b'{"properties": 3}', "3"),
        (b'{"$ref": "#"}', "recursion"),
        (b'{"$schema": 3}', "int"),
        (b'{"$id": 3, "$schema": "https://json-schema.org/draft/2020-12/schema"}', "3"),
        (b'{"enum": "a\\u001b[31m\\nb"}', "b"),
    ],
)
def test_a_json_schema_that_is_none_is_said(tmp_path, schema, said):
    (tmp_path / "a.json").write_bytes(schema)
    for place in (tmp_path / "a.json", str(tmp_path / "a.json")):
        with pytest.raises(UnknownFormat, match=r"a\.json: this is not a valid JSON Schema: ") as error:
            list(validate(b'{"uri": "x"}', place))
        assert said in str(error.value)
        assert str(error.value).isprintable()


@pytest.mark.parametrize("schema", [b"", b"<a/>", b"{}", b"\xff\xfe", b"<schema", b'<!DOCTYPE a SYSTEM "x"><a/>'])
def test_an_xml_schema_that_is_none_is_said(tmp_path, schema):
    (tmp_path / "a.xsd").write_bytes(schema)
    with pytest.raises(UnknownFormat, match=r"a\.xsd: this is not a valid XML Schema: ") as error:
        list(validate(b"<a/>", tmp_path / "a.xsd"))
    assert str(error.value).isprintable()


def test_a_schema_that_cannot_be_read_is_said(tmp_path):
    for name, data in (("a.xsd", b"<a/>"), ("a.json", b"{}")):
        (tmp_path / name).symlink_to("gone")
        with pytest.raises(UnknownFormat, match="there is no such schema or folder"):
            list(validate(data, tmp_path / name))
        with pytest.raises(UnknownFormat):
            list(validate(data, tmp_path / ("n" * 300)))


@pytest.mark.parametrize("value", ["a\nb\x1b[31m", "x" * 100_000, "\u202eabc"])
def test_what_a_json_schema_says_is_one_line(tmp_path, value):
    (tmp_path / "a.json").write_bytes(b'{"properties": {"uri": {"maxLength": 1}}, "additionalProperties": false}')
    for document in ({"uri": value}, {value: 1}):
        for found in validate(json.dumps(document).encode(), tmp_path / "a.json"):
            assert found.message.isprintable()
            assert len(found.message) < 700
            assert (found.path or "").isprintable()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"A bridge.\n\nIt is open.\n", "the text of a page"),
        (b"abc001 3 POL 20 dpa 1\n\nx =\nfoo\n", "this is iptc7901"),
        (b'{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "x"}', "this is jsonld"),
    ],
)
@pytest.mark.parametrize("is_given", [True, False])
def test_a_document_for_which_there_is_no_schema(data, said, is_given, tmp_path, monkeypatch):
    monkeypatch.setenv("NEWSDOC_SCHEMAS", str(tmp_path))
    with pytest.raises(ReadError, match=said):
        list(validate(data, tmp_path if is_given else None))


def test_own_json_is_checked_by_its_own_schema_beside_a_folder(tmp_path):
    [problem] = validate(b'[{"headline": "a", "urgency": 99}]', tmp_path)
    assert problem.path == "$[0].urgency"
    with pytest.raises(ReadError) as caught:
        list(validate(b'{"headline": "a"}\n{"headline": "b"}\n{"x\n', tmp_path))
    assert caught.value.line == 3
