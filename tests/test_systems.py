"""The options of writers, for systems as they are: each way of writing keeps the laws of its format."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta, timezone
from functools import partial
from io import BytesIO
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import newsdoc
from examples import FULL
from laws import NOW, check_losses, check_same_bytes, check_total
from newsdoc import Article, Caption, Link, Source, Subject, WriteError
from newsdoc.cli import main
from newsdoc.formats import get, newsml, ninjs, nitf
from newsdoc.formats.nitf.vocabulary import NAMESPACE
from newsdoc.formats.options import concatenation, from_texts, options_of
from newsdoc.strategies import articles
from ninjs_schema import problems
from shared import shared

GUID = "urn:newsml:bay.example:{date}:{hash}"
WAYS = {
    "ninjs 1.5": ("ninjs", {"version": "1.5"}),
    "ninjs for Superdesk": ("ninjs", {"version": "1.5-superdesk"}),
    "NewsML-G2 of a house": ("newsml", {"guid": GUID, "provider": "Bay & Wire", "generator": "Desk <2>"}),
    "NewsML-G2 with a catalog": ("newsml", {"catalog": {"ex": "http://example.org/", "e": "https://example.org/a/"}}),
}
"""Ways of writing that lose nothing."""

LOSING = {
    "ninjs without residual": ("ninjs", {"residual": False}),
    "ninjs 1.5 without residual": ("ninjs", {"version": "1.5", "residual": False}),
    "ninjs for Superdesk without residual": ("ninjs", {"version": "1.5-superdesk", "residual": False}),
    "NewsML-G2 without residual": ("newsml", {"residual": False}),
    "HTML without residual": ("html", {"residual": False}),
    "NITF without namespace": ("nitf", {"namespace": False}),
}
"""Ways of writing that report what they lose."""

DIALECT = ("guid", "service", "keywords", "authors", "source", "extra")
"""The properties of Superdesk that ninjs 1.5 does not have."""


def written_by(way):
    """The module of a format that writes in one way."""
    name, options = {**WAYS, **LOSING}[way]
    module = get(name)
    write, dump = partial(module.dumps, **options), partial(module.dump, **options)
    return SimpleNamespace(dumps=write, dump=dump, loads=module.loads, load=module.load)


def groups(way):
    one = articles().map(lambda article: [article])
    return st.lists(articles(), min_size=1, max_size=3) if "NewsML" in way else one


@pytest.mark.parametrize("way", WAYS)
@given(data=st.data())
def test_nothing_is_lost(way, data):
    check_total(written_by(way), data.draw(groups(way)))


@pytest.mark.parametrize("way", [*WAYS, *LOSING])
@given(data=st.data())
def test_exactly_the_losses_are_reported(way, data):
    check_losses(written_by(way), data.draw(groups(way)))


@pytest.mark.parametrize("way", [*WAYS, *LOSING])
def test_the_full_article(way):
    check_losses(written_by(way), [FULL])
    if way in WAYS:
        check_total(written_by(way), [FULL])


@pytest.mark.parametrize("way", [*WAYS, *LOSING])
@given(data=st.data())
def test_same_bytes(way, data):
    check_same_bytes(written_by(way), data.draw(groups(way)))


@pytest.mark.parametrize("way", WAYS)
@given(data=st.data())
def test_what_is_written_needs_no_repair(way, data):
    reports = []
    module = written_by(way)
    module.loads(module.dumps(data.draw(groups(way)), now=NOW), report=reports.append)
    assert reports == []


# --- the schemas ---


def without_dialect(item):
    """A news item of Superdesk as the standard's own."""
    kept = {name: value for name, value in item.items() if name not in DIALECT}
    related = {name: without_dialect(each) for name, each in item.get("associations", {}).items()}
    return kept | {"associations": related}


@pytest.mark.parametrize("residual", [True, False])
@pytest.mark.parametrize("version", ninjs.VERSIONS)
@given(article=articles())
def test_ninjs_is_valid(version, residual, article):
    document = json.loads(ninjs.dumps([article], now=NOW, version=version, residual=residual))
    if version.endswith("superdesk"):
        document = without_dialect(document)
    assert problems(document, version.partition("-")[0]) == []


@pytest.fixture(scope="module")
def nitf_schema():
    return etree.XMLSchema(etree.parse(shared("schemas/nitf/3.6/nitf-3-6.xsd")))


@given(article=articles())
def test_nitf_without_namespace_is_valid_with_one(nitf_schema, article):
    text = nitf.dumps([article], namespace=False)
    root = etree.fromstring(text.encode())
    assert not [each for each in root.iter() if etree.QName(each).namespace]
    nitf_schema.assertValid(etree.fromstring(text.replace("<nitf ", f'<nitf xmlns="{NAMESPACE}" ', 1).encode()))


# --- what each option does ---


def test_earlier_ninjs_keeps_a_value_only_while_the_document_says_what_it_explains():
    document = json.loads(ninjs.dumps(FULL, version="1.5"))
    document["infosource"][0]["name"] = "Another Post"
    heard = []
    [article] = ninjs.loads(json.dumps(document), report=heard.append)
    assert [found.code for found in heard] == ["repair.stale"]
    assert article.sources[0].name == "Another Post"
    assert article.dateline == FULL.dateline


def test_earlier_ninjs_keeps_a_caption_only_while_the_document_says_what_it_explains():
    pilot = Source("Bo", "pilot", uri="urn:x:1", code="crew:2")
    captions = [Caption("The pier.", sources=[pilot], anchor=0), Caption("The sea.", sources=[pilot], anchor=1)]
    document = json.loads(ninjs.dumps(Article("A", ["b"], captions=captions), version="1.5"))
    assert ninjs.loads(json.dumps(document))[0].captions == tuple(captions)
    for picture in document["associations"].values():
        picture["description_text"] = picture["description_text"].replace("pier", "quay")
    heard = []
    [article] = ninjs.loads(json.dumps(document), report=heard.append)
    assert [caption.text for caption in article.captions] == ["The quay.", "The sea."]
    assert [found.code for found in heard] == ["repair.stale"]
    assert article.captions[1].sources == (pilot,) != article.captions[0].sources


def test_earlier_ninjs_names_a_link_by_its_id_or_else_its_address():
    links = [Link("L", id="urn:x:1"), Link("M", "https://a.example/2"), Link("N", "https://a.example/3", id="urn:x:3")]
    document = json.loads(ninjs.dumps(Article("A", links=links), version="1.5"))
    found = [each["uri"] for each in document["associations"].values()]
    assert found == ["urn:x:1", "https://a.example/2", "urn:x:3"]


def test_earlier_ninjs_holds_letters_as_they_are():
    text = ninjs.dumps(Article("بغداد", byline="بغداد", deck="جسر", dateline="بغداد —", section="جسر"), version="1.5")
    assert "\\u0" not in text


@pytest.mark.parametrize("stored", ["[]", "no JSON", '[{"field": "urgency", "value": 99, "explains": "x"}]', "[7]"])
def test_a_damaged_residual_costs_only_itself(stored):
    document = json.loads(ninjs.dumps(Article("Ferry is late"), version="1.5"))
    document["body_newsdoc"] = stored
    [article] = ninjs.loads(json.dumps(document))
    assert article.headline == "Ferry is late"


def test_a_stored_value_that_the_model_refuses_is_reported():
    document = json.loads(ninjs.dumps(Article("Ferry is late", urgency=3), version="1.5"))
    entries = json.loads(document["body_newsdoc"])
    entries[0]["value"] = ["no", "id"]
    document["body_newsdoc"] = json.dumps(entries)
    heard = []
    [article] = ninjs.loads(json.dumps(document), report=heard.append)
    assert (article.headline, article.urgency) == ("Ferry is late", 3)
    assert [found.code for found in heard] == ["error.item"]


def test_superdesk_names_the_lead_picture_and_reads_times_in_utc():
    article = Article(
        "Ferry is late",
        ["It came at noon."],
        captions=[Caption("The pier.", "Bay Wire"), Caption("The ferry.", anchor=1)],
        modified=datetime(2025, 3, 14, 12, 0, 0, 500000, timezone(timedelta(hours=3))),
    )
    document = json.loads(ninjs.dumps(article, version="1.5-superdesk"))
    assert [*document["associations"]] == ["featuremedia", "figure_2"]
    assert document["versioncreated"] == "2025-03-14T09:00:00+00:00"
    assert document["body_html"] == "<p>It came at noon.</p>"


def test_nitf_without_namespace_prints_the_byline_as_text():
    article = Article("Ferry is late", byline="Ann Lee in Bay", slugline="FERRY", sources=[Source("Ann Lee", "author")])
    text = nitf.dumps(article, namespace=False)
    assert "<byline>Ann Lee in Bay</byline>" in text
    assert '<meta name="anpa-keyword" content="FERRY"/>' in text
    assert nitf.loads(text) == [article]


def test_newsml_of_a_house():
    article = Article("Ferry is late", published=date(2025, 3, 14))
    text = newsml.dumps(article, guid=GUID, provider="Bay Wire", generator="Desk 2", now=NOW)
    assert 'guid="urn:newsml:bay.example:20250314:' in text
    assert "<name>Bay Wire</name></provider>" in text
    assert "<generator>Desk 2</generator>" in text
    assert 'guid="urn:newsml:bay.example:undated:' in newsml.dumps(Article("No day"), guid=GUID, now=NOW)
    assert 'guid="urn:newsml:bay.example:00070314:' in newsml.dumps(Article("Old", published=date(7, 3, 14)), guid=GUID)
    published = newsml.dumps(
        Article("Ferry", id="bay:1", sources=[Source("Post", "publisher")]), guid=GUID, provider="X"
    )
    assert 'guid="bay:1"' in published
    assert "X</name></provider>" not in published


CATALOG = {"baycat": "http://cv.bay.example/cat/", "bayorg": "urn:bay:org:", "baypol": "http://cv.bay.example/cat/pol/"}


def test_newsml_with_the_catalog_of_its_provider():
    article = Article(
        "Ferry is late",
        subjects=[
            Subject("Politics", uri="http://cv.bay.example/cat/pol"),
            Subject("Mayor", uri="http://cv.bay.example/cat/pol/mayor"),
            Subject("Economy", uri="http://cv.iptc.org/newscodes/mediatopic/04000000"),
            Subject("Odd", uri="http://cv.bay.example/cat/a/b"),
        ],
        sources=[Source("Bay Wire", "publisher", uri="urn:bay:org:wire"), Source("Ann", "author", uri="urn:bay:org:7")],
        captions=[Caption("A pier.", sources=[Source("Bo", "photographer", uri="urn:bay:org:8")])],
    )
    text = newsml.dumps(article, catalog=CATALOG, now=NOW)
    assert newsml.loads(text) == [article]
    for qcode in ("baycat:pol", "baypol:mayor", "medtop:04000000", "bayorg:wire", "bayorg:7", "bayorg:8"):
        assert f'qcode="{qcode}"' in text
    assert 'uri="http://cv.bay.example/cat/a/b"' in text
    assert '<scheme alias="bayorg" uri="urn:bay:org:"/>' in text


def test_a_catalog_from_a_file(tmp_path, capsysbinary):
    path, page = tmp_path / "catalog.xml", tmp_path / "a.json"
    path.write_text(
        "<catalog>" + "".join(f'<scheme alias="{a}" uri="{u}"/>' for a, u in CATALOG.items()) + "</catalog>"
    )
    article = Article("Ferry", subjects=[Subject("Politics", uri="http://cv.bay.example/cat/pol")])
    assert newsml.dumps(article, catalog=path, now=NOW) == newsml.dumps(article, catalog=CATALOG, now=NOW)
    newsdoc.write(article, page)
    assert main(["convert", str(page), "-q", "-t", "newsml", "-O", f"catalog={path}"]) == 0
    assert b'qcode="baycat:pol"' in capsysbinary.readouterr().out
    assert main(["convert", str(page), "-q", "-t", "newsml", "-O", f"catalog={path}x"]) == 2
    assert b"the catalog cannot be opened" in capsysbinary.readouterr().err


@pytest.mark.parametrize(
    "catalog",
    [
        {"medtop": "http://bay.example/"},
        {"nd": "http://bay.example/"},
        {"wikidata": "http://bay.example/"},
        {"crol": "http://bay.example/"},
        {"a b": "http://bay.example/"},
        {"1": "http://bay.example/"},
        {"bay": "cat/"},
        {"bay": "http://bay.example/a b"},
    ],
)
def test_a_catalog_that_a_document_cannot_declare(catalog):
    with pytest.raises(WriteError, match="the option catalog"):
        newsml.dumps(Article("Ferry"), catalog=catalog)


@pytest.mark.parametrize("guid", ["", "bay:1", "{hash:9}", "{hash!r}", "{hash.x}", "{x}{hash}", "{hash", "a {hash}", 7])
def test_a_pattern_that_gives_no_ids(guid):
    with pytest.raises(WriteError, match="guid"):
        newsml.dumps(Article("Ferry"), guid=guid)


@pytest.mark.parametrize("name", ["provider", "generator"])
@pytest.mark.parametrize("text", ["", " x", "a\nb", "\x00", 7])
def test_a_name_that_is_no_line(name, text):
    with pytest.raises(WriteError, match=name):
        newsml.dumps(Article("Ferry"), **{name: text})


def test_an_unknown_version():
    with pytest.raises(WriteError, match=r"3\.1, 1\.5, 1\.5-superdesk, and not '2\.0'"):
        ninjs.dumps(Article("Ferry"), version="2.0")


# --- options by name ---


def test_front_door(tmp_path):
    wanted = ninjs.dumps(FULL, version="1.5", now=NOW)
    assert newsdoc.dumps(FULL, "ninjs", version="1.5", now=NOW) == wanted
    newsdoc.write(FULL, tmp_path / "a.ninjs.json", version="1.5", now=NOW)
    assert (tmp_path / "a.ninjs.json").read_text("utf-8") == wanted


@pytest.mark.parametrize(
    ("format", "option", "said"),
    [
        ("ninjs", "vesion", "did you mean version.*residual, version"),
        ("json", "residual", "has no option 'residual'; it has none"),
        ("nitf", "report_all", "its options are namespace"),
    ],
)
def test_an_unknown_option(format, option, said, tmp_path):
    with pytest.raises(WriteError, match=said):
        newsdoc.dumps(FULL, format, **{option: True})
    with pytest.raises(WriteError, match=said):
        newsdoc.write(FULL, tmp_path / "new", format=format, **{option: True})
    assert not (tmp_path / "new").exists()
    with pytest.raises(WriteError, match=said):
        from_texts(format, [f"{option}=1"])


def test_options_as_text():
    assert from_texts("ninjs", ["version=1.5", "residual=no"]) == {"version": "1.5", "residual": False}
    assert from_texts("newsml", ["guid=a=b:{hash}"]) == {"guid": "a=b:{hash}"}
    assert from_texts("text", ["width=60"]) == {"width": 60}
    for name, text in (("ninjs", "residual=perhaps"), ("text", "width=wide"), ("ninjs", "version")):
        with pytest.raises(WriteError):
            from_texts(name, [text])


def test_several_processes_write_only_what_loses_nothing():
    make = concatenation("newsml", {"generator": "Desk 2"})
    assert make
    way = make()
    assert b"Desk 2" in b"".join(way.frame(map(way.serialise, [FULL])))
    assert concatenation("newsml", {"residual": False}) is None
    assert concatenation("ninjs", {"version": "1.5"}) is None
    assert concatenation("json", {})


def test_every_writer_takes_its_options_in_files_too():
    for name, row in newsdoc.formats.FORMATS.items():
        if row.writes:
            defaults = {option: each.default for option, each in options_of(name).items()}
            file = BytesIO()
            get(name).dump([FULL], file, now=NOW, **defaults)
            text = get(name).dumps([FULL], now=NOW)
            assert file.getvalue().endswith(text if isinstance(text, bytes) else text.encode())


def test_iptc_subjects_are_qcodes():
    uri = "http://cv.iptc.org/newscodes/subjectcode/04010000"
    text = newsml.dumps(Article("Crops", subjects=[Subject("agriculture", uri=uri)]))
    assert 'qcode="subj:04010000"' in text


# --- the command line ---


@pytest.fixture
def story(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    newsdoc.write(FULL, folder / "story.json")
    return folder / "story.json"


def test_options_of_the_command_line(story, tmp_path, capsys):
    out = tmp_path / "story.ninjs.json"
    assert main(["convert", str(story), "-o", str(out), "-O", "version=1.5", "--option", "residual=no"]) == 1
    assert out.read_text("utf-8") == ninjs.dumps(FULL, version="1.5", residual=False)
    assert "[loss.missing]" in capsys.readouterr().err


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_options_hold_for_files_of_a_folder_and_for_standard_output(jobs, story, tmp_path, capsysbinary):
    arguments = ["convert", str(story), "-t", "nitf", "-O", "namespace=false", "--jobs", jobs]
    assert main([*arguments, "-q", "-o", f"{tmp_path / 'out'}/", "--suffix", ".xml"]) == 1
    assert [each.name for each in (tmp_path / "out").iterdir()] == ["story.xml"]
    text = nitf.dumps(FULL, namespace=False).encode()
    assert (tmp_path / "out" / "story.xml").read_bytes().endswith(text)
    main(arguments)
    assert capsysbinary.readouterr().out.endswith(text)


def test_several_processes_write_what_one_writes(monkeypatch, tmp_path):
    monkeypatch.setattr("newsdoc.cli.work.WORTH", 1)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    for number in range(2):
        newsdoc.write([FULL, FULL], tmp_path / f"{number}.jsonl")
    names = [str(tmp_path / f"{number}.jsonl") for number in range(2)]
    for options in (["-O", "generator=Desk"], ["-O", "residual=no"]):
        written = []
        for jobs in ("1", "2"):
            main(["convert", *names, "-q", "-o", str(tmp_path / "out.newsml"), "--jobs", jobs, *options])
            written.append((tmp_path / "out.newsml").read_bytes())
        assert written[0] == written[1]
        assert (b">Desk<" in written[0]) == (options[1] == "generator=Desk")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-t", "ninjs", "-O", "vesion=1.5"], "did you mean version"),
        (["-t", "ninjs", "-O", "residual=perhaps"], "true or false"),
        (["-t", "json", "-O", "residual=no"], "it has none"),
        (["-t", "ninjs", "-O", "version"], "write it as version=VALUE"),
        (["-t", "json", "--suffix", ".xml"], "--suffix is for the files of a folder"),
        (["-t", "json", "--suffix", "xml", "-o", "out/"], "is not a suffix"),
        (["-t", "json", "--suffix", "./x", "-o", "out/"], "is not a suffix"),
    ],
)
def test_wrong_options_are_wrong_usage(arguments, said, story, capsys):
    try:
        status = main(["convert", str(story), *arguments])
    except SystemExit as stopped:
        status = stopped.code
    assert status == 2
    assert said in capsys.readouterr().err


def test_an_unknown_version_is_told(story, capsys):
    assert main(["convert", str(story), "-t", "ninjs", "-O", "version=2.0"]) == 1
    assert "3.1, 1.5, 1.5-superdesk" in capsys.readouterr().err


def test_the_options_are_listed(capsys):
    assert main(["formats"]) == 0
    assert "ninjs: residual=true version=3.1" in capsys.readouterr().out
    assert main(["formats", "--format", "json"]) == 0
    rows = {row["name"]: row["options"] for row in json.loads(capsys.readouterr().out)}
    assert rows["nitf"] == ["namespace"]
    assert rows["newsml1"] == []
