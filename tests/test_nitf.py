from __future__ import annotations

import html
import re
from datetime import UTC, date, datetime, timedelta, timezone
from io import BytesIO

import attrs
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from examples import FULL
from laws import (
    NOW,
)
from newsdoc import (
    Article,
    Caption,
    Link,
    ListBlock,
    Mark,
    Paragraph,
    Preformatted,
    Quote,
    ReadError,
    Rights,
    Source,
    Subhead,
    Subject,
    Table,
    WriteError,
)
from newsdoc.formats import nitf
from newsdoc.formats.nitf.mapping import TOLD
from newsdoc.formats.times import is_stamp
from newsdoc.losses import losses
from newsdoc.strategies import articles
from shared import ROOT, shared

NAMESPACE = "http://iptc.org/std/NITF/2006-10-18/"
N = {"n": NAMESPACE}
FITTING = attrs.evolve(
    FULL,
    modified=FULL.modified.replace(microsecond=0),
    sources=[Source("Example Post", "publisher"), *FULL.sources[1:]],
    links=[Link("The plan", "https://council.example/plan"), Link("The old bridge", id="post:7")],
)
"""An article with something in every field, all of which NITF has a place for."""


def document(head="", body_head="", content="", root=""):
    """A document around some of its parts, as the wild has them."""
    return (
        f"<nitf{root}><head>{head}</head><body><body.head>{body_head}</body.head>"
        f"<body.content>{content}</body.content></body></nitf>"
    )


def subject(**attributes):
    given_ones = "".join(f' tobject.subject.{name}="{value}"' for name, value in attributes.items())
    return f"<tobject.subject{given_ones}/>"


def told(name, value):
    return f"<media-metadata name='{name}' value='{value}'/>"


def read(text):
    """The article of a document, and the codes and paths of what was reported."""
    heard = []
    [found] = nitf.loads(text, report=heard.append)
    return found, [(each.code, each.path) for each in heard]


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("<meta name='desk' content='Sports desk'/>", "the meta desk has no place"),
        ("<meta name='a' content='0nl pxx'/><meta name='b' content='RED_2016_K'/><meta name='c' content='FRA'/>", None),
        ("<meta name='a' content='the harbour'/><title>The harbour opens</title>", None),
        ("<iim><ds num='120' value='A bridge at night'/></iim>", "the ds 120"),
        ("<docdata><doc.rights owner='Bay Post' agent='Port Press'/></docdata>", "the agent of the doc.rights"),
        ("<pubdata edition.name='Evening paper'/>", "the edition.name of the pubdata"),
    ],
)  # fmt: skip
def test_words_in_attributes_are_reported_unless_the_article_says_them(head, words):
    heard = []
    nitf.loads(document(head), report=heard.append)
    assert [each.code for each in heard] == ["repair.dropped"] * (words is not None)
    assert all(words in each.message for each in heard)


def lost(article):
    """The paths that are lost when the article is written."""
    heard = []
    nitf.dumps([article], report=heard.append)
    return [each.path for each in heard]


# --- what is kept, whatever the article ---

_KEPT = ("headline", "deck", "summary", "slugline", "byline", "dateline", "section", "keywords", "language", "credit",
         "urgency", "status", "editorial_note", "rights", "url", "id", "version", "body", "places")  # fmt: skip


def without_addresses(caption):
    return attrs.evolve(caption, sources=[Source(source.name, source.role) for source in caption.sources])


@given(articles())
@example(Article(captions=[Caption("A A", "B", sources=[Source("B", "-"), Source("A", "-"), Source("C", "-")])]))
def test_lines_body_and_captions_are_always_kept(article):
    assume(not is_stamp(article.dateline or ""))  # which the reader leaves out of any dateline, and reports
    assume((article.dateline or "a").strip(",-–— "))  # a dateline of dashes alone is none
    [found] = nitf.loads(nitf.dumps([article]))
    assert {name: getattr(found, name) for name in _KEPT} == {name: getattr(article, name) for name in _KEPT}
    assert list(map(without_addresses, found.captions)) == list(map(without_addresses, article.captions))
    assert {(source.name, source.role) for source in article.sources} == {
        (source.name, source.role) for source in found.sources
    }


def test_an_article_with_everything_that_nitf_holds_is_kept():
    assert nitf.loads(nitf.dumps([FITTING])) == [FITTING]
    assert lost(FITTING) == []


@pytest.mark.parametrize(
    ("article", "paths"),
    [
        (FULL, ["$[0].sources[0].uri", "$[0].links[0].id", "$[0].modified"]),
        (Article(subjects=[Subject("A", uri="a:b/c", code="1")]), []),
        (Article(genres=[Subject("B", code="c"), Subject("D", code="e:f")]), []),
        (Article(genres=[Subject("A", uri="a:b/"), Subject("B", uri="a:b/c", code="d")]),
         ["$[0].genres[0].uri", "$[0].genres[1].code"]),
        (Article(sources=[Source("W", "agency", code="a:b:c"), Source("X", "agency", code="d"),
                          Source("Y", "agency", code="e", uri="f:g")]), ["$[0].sources[2].code"]),
        (Article(sources=[Source("A", "agency"), Source("P", "publisher")]),
         ["$[0].sources[0].name", "$[0].sources[0].role", "$[0].sources[1].name", "$[0].sources[1].role"]),
        (Article(sources=[Source("Ann", "author", uri="a:b")]), ["$[0].sources[0].uri"]),
        (Article(byline="By Ann", sources=[Source("Ann", "author", uri="a:b")]), []),
        (Article(sources=[Source("Wire", "agency", uri="a:b"), Source("W", uri="c:d")]), []),
        (Article(subjects=[Subject("A", uri="a:b/c"), Subject("B"), Subject("C", uri="a:b/")]),
         ["$[0].subjects[2].uri"]),
        (Article(captions=[Caption("A bridge", "Bo/EPA", sources=[Source("EPA", "agency"), Source("Al", uri="a:b")])]),
         ["$[0].captions[0].sources[1].uri"]),
        (Article(captions=[Caption("By Al", "EPA", sources=[Source("Al"), Source("EPA", "agency"), Source("B", "x")])]),
         []),
        (Article(published=datetime(2025, 3, 14, 1, 2, 3, 4, tzinfo=UTC)), ["$[0].published"]),
        (Article(published=datetime(2025, 3, 14, tzinfo=UTC), embargoed=datetime(2025, 3, 14, tzinfo=UTC)), []),
        (Article(published=datetime(2025, 3, 14, tzinfo=UTC), embargoed=datetime(2025, 3, 14, tzinfo=UTC),
                 status="withheld"), ["$[0].embargoed"]),
    ],
)  # fmt: skip
def test_what_has_no_place_is_lost_and_nothing_else(article, paths):
    assert lost(article) == paths


def test_the_loss_of_an_order_is_reported_field_by_field():
    article = Article(sources=[Source("A", "agency"), Source("P", "publisher")])
    found = nitf.loads(nitf.dumps([article]))
    assert found[0].sources == (Source("P", "publisher"), Source("A", "agency"))
    assert list(losses([article], found))


def test_the_mapping_page_names_every_field_and_only_what_is_written():
    page = (ROOT / "docs" / "nitf.md").read_text("utf-8")
    section = page.partition("## Field by field")[2].partition("## What is not read")[0]
    rows = [
        line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| ") and "---" not in line
    ]
    fields = {field for row in rows for field in re.findall(r"`(\w+)`", row[0])}
    assert fields >= {field.name for field in attrs.fields(Article)}
    sources = [Source("Al", "photographer"), Source("X", "institution")]
    embargoed = attrs.evolve(FITTING, status="usable", dateline="Baghdad", sources=[*FITTING.sources, *sources])
    written = nitf.dumps([embargoed]) + nitf.dumps([Article(body=[ListBlock(["a"]), Subhead("b", level=5)])])
    names = {name for row in rows for code in re.findall("`([^`]+)`", row[1]) for name in re.split("[/@]", code)}
    assert [name for name in sorted(names - fields - {"publisher", "author"}) if name not in written] == []


# --- validity, by two judges ---


@pytest.fixture(scope="session")
def libxml2_nitf():
    return etree.XMLSchema(etree.parse(shared("schemas/nitf/3.6/nitf-3-6.xsd")))


@pytest.fixture(scope="session")
def second_nitf():
    import xmlschema

    return xmlschema.XMLSchema(str(shared("schemas/nitf/3.6/nitf-3-6.xsd")), use_fallback=False)


@given(articles())
def test_valid_for_libxml2(libxml2_nitf, article):
    libxml2_nitf.assertValid(etree.fromstring(nitf.dumps([article])))


@settings(max_examples=15)
@given(articles())
@example(FULL)
def test_valid_for_a_second_judge(second_nitf, article):
    second_nitf.validate(nitf.dumps([article]), use_defaults=False)


def test_an_empty_article_is_valid_and_kept(libxml2_nitf, second_nitf):
    text = nitf.dumps([Article()])
    libxml2_nitf.assertValid(etree.fromstring(text))
    second_nitf.validate(text)
    assert nitf.loads(text) == [Article()]


# --- the form ---


def test_a_document_holds_one_article():
    with pytest.raises(WriteError, match="there is no article"):
        nitf.dumps([])
    with pytest.raises(WriteError, match="NITF holds one"):
        nitf.dumps([FULL, FULL])


def test_text_has_no_declaration_and_bytes_have_one():
    file = BytesIO()
    nitf.dump([FULL], file)
    assert file.getvalue().decode() == '<?xml version="1.0" encoding="UTF-8"?>\n' + nitf.dumps([FULL])


def found(article, path):
    """Return the results of an XPath in the article's document."""
    return etree.fromstring(nitf.dumps([article])).xpath(path, namespaces=N)


def test_each_text_is_in_the_element_that_the_standard_has_for_it():
    article = attrs.evolve(FITTING, dateline="Baghdad, بغداد —")
    for path, texts in {
        "//n:head/n:title": ["Council approves the bridge"],
        "//n:hedline/n:hl1": ["Council approves the bridge"],
        "//n:hedline/n:hl2": ["Work begins in May"],
        "//n:byline/n:person": ["Ann Example"],
        "//n:dateline/n:location": ["Baghdad", "بغداد"],
        "//n:distributor/n:org": ["Wire"],
        "//n:abstract/n:p": ["A vote."],
        "//n:rights.limitations": ["Ask first."],
        "//n:tagline": ["Example Wire"],
        "//n:body.content/n:hl2": ["What comes next"],
        "//n:bq/n:block/n:p": ["We waited ten years."],
        "//n:media[@class='lead']/n:media-caption/n:p": ["The old bridge."],
        "//n:media-producer": ["EPA/Ann Example", "AFP"],
        "//n:media-producer/n:org[@class='role-agency']": ["EPA"],
        "//n:identified-content/n:classifier": ["Report", "Analysis", "The plan", "The old bridge"],
    }.items():
        assert ["".join(element.itertext()) for element in found(article, path)] == texts, path
    for path, values in {
        "//n:doc-id/@id-string": ["post:2025/bridge"],
        "//n:urgency/@ed-urg": ["3"],
        "//n:date.issue/@norm": ["20250314"],
        "//n:date.release/@norm": ["20250314T060000Z"],
        "//n:docdata/@management-status": ["withheld"],
        "//n:ed-msg/@info": ["Corrects spelling."],
        "//n:du-key/@key": ["BRIDGE-VOTE"],
        "//n:du-key/@version": ["4"],
        "//n:doc.copyright/@holder": ["Example Post"],
        "//n:keyword/@key": ["bridge", "council"],
        "//n:pubdata/@name": ["Example Post"],
        "//n:pubdata/@type": ["web"],
        "//n:pubdata/@ex-ref": ["https://post.example/bridge?a=%20#top"],
        "//n:pubdata/@position.section": ["Local"],
        "//n:revision-history/@name": ["Bo Example"],
        "//n:revision-history/@function": ["writer-author"],
        "//n:revision-history/@norm": ["20250314T093000+0300"],
    }.items():
        assert found(article, path) == values, path


def test_media_stand_where_they_are_printed():
    captions = [Caption("lead"), Caption("first", anchor=0), Caption("between", anchor=1), Caption("last", anchor=2)]
    article = Article(None, ["a", "b"], captions=captions)
    shown = ["".join(element.itertext()) for element in found(article, "//n:body.content/*")]
    assert shown == ["lead", "first", "a", "between", "b", "last"]


@pytest.mark.parametrize(
    ("uri", "attributes"),
    [
        ("http://cv.iptc.org/newscodes/subjectcode/15000000", {"ipr": "IPTC", "refnum": "15000000", "type": "A"}),
        ("http://cv.iptc.org/newscodes/subjectcode/15073000", {"ipr": "IPTC", "refnum": "15073000", "matter": "A"}),
        ("http://cv.iptc.org/newscodes/subjectcode/15073031", {"ipr": "IPTC", "refnum": "15073031", "detail": "A"}),
        ("http://cv.iptc.org/newscodes/mediatopic/20000822",
         {"ipr": "http://cv.iptc.org/newscodes/mediatopic/", "refnum": "20000822", "type": "A"}),
        (None, {"refnum": "00000000", "type": "A"}),
    ],
)  # fmt: skip
def test_a_subject_has_the_number_and_the_level_of_its_vocabulary(uri, attributes):
    article = Article(subjects=[Subject("A", uri=uri)])
    [element] = found(article, "//n:tobject.subject")
    assert dict(element.attrib) == {f"tobject.subject.{name}": value for name, value in attributes.items()}
    assert nitf.loads(nitf.dumps([article])) == [article]


@pytest.mark.parametrize(
    ("value", "norm"),
    [
        (date(2025, 3, 14), "20250314"),
        (datetime(1, 2, 3, 4, 5, 6, tzinfo=UTC), "00010203T040506Z"),
        (datetime(2025, 3, 14, 9, 30, tzinfo=timezone(timedelta(hours=-5, minutes=-30))), "20250314T093000-0530"),
    ],
)
def test_times_are_in_the_form_that_the_standard_wants(value, norm):
    assert found(Article(published=value), "//n:date.issue/@norm") == [norm]


def test_a_name_is_marked_only_as_a_whole_word_and_in_its_order():
    article = Article(byline="By Annette, Bo and Ann", sources=[Source(name, "author") for name in ("Ann", "Bo")])
    assert [element.text for element in found(article, "//n:person")] == ["Ann"]
    assert found(article, "//n:revision-history/@name") == ["Bo"]
    assert nitf.loads(nitf.dumps([article])) == [article]


# --- reading: every namespace, encoding and shape ---


@pytest.mark.parametrize(
    "namespace",
    [
        "",
        f' xmlns="{NAMESPACE}"',
        ' xmlns="http://iptc.org/std/nitf/2006-03-01/"',
        ' version="-//IPTC//DTD NITF 3.2//EN"',
    ],
)
def test_any_namespace_or_none(namespace):
    text = document(body_head="<hedline><hl1>H</hl1></hedline>", content="<p>a</p>", root=namespace)
    assert read(text) == (Article("H", ["a"]), [])


def test_a_prefix_is_as_good():
    text = f'<n:nitf xmlns:n="{NAMESPACE}"><n:body><n:body.content><n:p>a</n:p></n:body.content></n:body></n:nitf>'
    assert read(text) == (Article(None, ["a"]), [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_encodings(encoding):
    declared = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{declared}"?>' + document(content="<p>København</p>")
    assert nitf.loads(text.encode(encoding)) == [Article(None, ["København"])]
    assert nitf.loads(text) == [Article(None, ["København"])]


def test_a_doctype_is_never_fetched(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    dtd = (
        '<!DOCTYPE nitf PUBLIC "-//IPTC//DTD NITF 3.2//EN" "http://localhost:9/nitf.dtd" ['
        f'<!ENTITY % more SYSTEM "http://localhost:9/more"><!ENTITY file SYSTEM "{secret.as_uri()}">]>'
    )
    found, heard = read(dtd + document(content="<p>a&nbsp;b &odd; &file;</p>"))
    assert found.body == ("a\xa0b &odd; &file;",)
    assert heard == [("repair.entity", "$[0]")] * 2


def test_both_body_shapes_and_blocks_of_blocks():
    for content in ("<p>a</p><hl2>b</hl2><p>c</p>", "<block><p>a</p></block><block><hl2>b</hl2><p>c</p></block>"):
        assert read(document(content=content)) == (Article(None, ["a", Subhead("b"), "c"]), [])
    assert nitf.loads("<nitf><body><block><p>a</p></block><p>b</p></body></nitf>") == [Article(None, ["a", "b"])]


@pytest.mark.parametrize(
    ("byline", "printed", "authors"),
    [
        ("<byline>By John Doe</byline>", "By John Doe", []),
        ("<byline>By <person>Ann Example</person></byline>", "By Ann Example", ["Ann Example"]),
        ("<byline>\n By <person>Ann</person>\n <byttl>Wire Writer</byttl>\n</byline>", "By Ann Wire Writer", ["Ann"]),
        ("<byline>By ANN<byttl>Wire Writer</byttl></byline>", "By ANN Wire Writer", []),
        ("<byline>By Ann, <byttl>Wire Writer</byttl>.</byline>", "By Ann, Wire Writer.", []),
        ("<byline><person><name.given>Ann</name.given> <name.family>Doe</name.family></person></byline>", "Ann Doe",
         ["Ann Doe"]),
        ("<byline><p>By Ann</p></byline>", "By Ann", []),
        ("<byline>By <person>A</person></byline><byline>By <person>B</person></byline>", "By A By B", ["A", "B"]),
        ("<byline/>", None, []),
        ("<byline><person/></byline>", None, []),
    ],
)  # fmt: skip
def test_bylines_in_every_form(byline, printed, authors):
    found, heard = read(document(body_head=byline))
    assert (found.byline, [author.name for author in found.authors], heard) == (printed, authors, [])


def test_a_blocks_own_lines_and_topics_are_the_documents_where_it_has_none():
    block = (
        "<block><tobject><tobject.subject tobject.subject.refnum='15000000'/></tobject>"
        "<key-list><keyword key='k'/></key-list><byline>By Ann</byline><dateline>ROME</dateline>"
        "<abstract><p>S</p></abstract><p>a</p></block>"
    )
    found, heard = read(document(content=block))
    assert (found.byline, found.dateline, found.summary, found.body) == ("By Ann", "ROME", "S", ("a",))
    assert (found.keywords, found.subjects[0].name, heard) == (("k",), "15000000", [])
    found, _ = read(document(body_head="<byline>By Bo</byline>", content=block))
    assert (found.byline, found.body) == ("By Bo", ("By Ann", "a"))
    found, _ = read(document(content="<block><key-list/>a <byline>By Ann</byline> b<key-list/>c</block>"))
    assert (found.byline, found.body) == (None, ("a By Ann bc",))


@pytest.mark.parametrize(
    ("body_head", "field", "expected"),
    [
        ("<hedline>H</hedline>", "headline", "H"),
        ("<hedline><hl1>A\n   B</hl1></hedline>", "headline", "A B"),
        ("<hedline><hl1>A</hl1><hl2 id='originalHeadline'>A</hl2></hedline>", "deck", None),
        ("<hedline><hl1/><hl2>B</hl2></hedline>", "deck", "B"),
        ("<abstract>bare</abstract>", "summary", "bare"),
        ("<abstract><hl2>A</hl2><p>b</p></abstract><abstract><p>c</p></abstract>", "summary", "A b c"),
        ("<note noteclass='editorsnote'><body.content><p>n</p></body.content></note>", "editorial_note", "n"),
        ("<note type='npa'><body.content><p>n</p></body.content></note>", "editorial_note", "n"),
        ("<note><body.content><p>n</p></body.content></note>", "body", ("n",)),
        ("<distributor>AP</distributor>", "sources", (Source("AP", "agency"),)),
        ("<distributor><org value='a:b'>AP</org></distributor>", "sources", (Source("AP", "agency", uri="a:b"),)),
        ("<distributor><org idsrc='x' value='AP'>AP</org></distributor>", "sources",
         (Source("AP", "agency", code="x:AP"),)),
        ("<distributor><org value='AP'>AP</org></distributor>", "sources", (Source("AP", "agency", code="AP"),)),
        ("<distributor><org/></distributor>", "sources", ()),
        ("<distributor>The <org/>AP</distributor>", "sources", (Source("The AP", "agency"),)),
        ("<distributor><org>A</org> and <org>B</org></distributor>", "sources",
         (Source("A", "agency"), Source("B", "agency"))),
        ("<distributor>C, <org>A</org></distributor>", "sources", (Source("A", "agency"), Source("C", "agency"))),
        ("<rights><rights.owner>EFE</rights.owner></rights>", "rights", Rights(holder="EFE")),
        ("<rights>(c) <rights.owner>EFE</rights.owner></rights>", "rights", Rights(holder="EFE", notice="(c) EFE")),
        ("<rights>(c)<rights.limitations>t</rights.limitations> X</rights>", "rights",
         Rights(notice="(c) X", terms="t")),
        ("<dateline><location><city>ROME</city>, <state>IT</state></location> -</dateline>", "places", ("ROME, IT",)),
    ],
)  # fmt: skip
def test_the_head_of_the_body(body_head, field, expected):
    found, heard = read(document(body_head=body_head))
    assert (getattr(found, field), heard) == (expected, [])


def test_rights_that_have_no_home_are_reported():
    inside = "<rights.owner>EFE</rights.owner><rights.agent>A</rights.agent>"
    found, heard = read(document(body_head=f"<rights>{inside}</rights>"))
    assert (found.rights, heard) == (Rights(holder="EFE"), [("repair.dropped", "$[0]")])
    assert read(document(body_head=f"<rights>By {inside}</rights>"))[0].rights.notice == "By EFEA"


@pytest.mark.parametrize(
    ("head", "field", "expected", "codes"),
    [
        ("<title>T</title>", "headline", "T", []),
        ("<meta name='anpa-keyword' content='SLUG'/><meta name='x' content='y'/>", "slugline", "SLUG", []),
        ("<docdata><doc-id id-string='a b'/></docdata>", "id", "ab", ["repair.value"]),
        ("<docdata><urgency ed-urg='0'/></docdata>", "urgency", None, ["repair.value"]),
        ("<docdata><urgency ed-urg=''/></docdata>", "urgency", None, []),
        ("<docdata><du-key version='04' key='K'/></docdata>", "version", 4, []),
        ("<docdata><du-key version='x'/></docdata>", "version", 1, ["repair.value"]),
        ("<docdata management-status='cancelled'/>", "status", "canceled", []),
        ("<docdata management-status='gone'/>", "status", "usable", ["repair.value"]),
        ("<docdata management-status='embargoed'/>", "status", "withheld", ["repair.embargo"]),
        ("<docdata management-status='embargoed'><date.release norm='soon'/></docdata>", "status", "withheld",
         ["repair.time", "repair.embargo"]),
        ("<docdata><date.issue norm='2016-01-12 12:35'/></docdata>", "published", date(2016, 1, 12),
         ["repair.time"] * 2),
        ("<docdata><date.issue norm=' '/><date.issue/></docdata>", "published", None, []),
        ("<pubdata date.publication='20160112T123540Z'/>", "published", datetime(2016, 1, 12, 12, 35, 40, tzinfo=UTC),
         []),
        ("<docdata><date.issue norm='20160112'/><date.release norm='20160112'/></docdata>", "embargoed", None, []),
        ("<docdata><date.issue norm='20160112'/><date.release norm='20160113'/></docdata>", "embargoed",
         datetime(2016, 1, 13, tzinfo=UTC), ["guess.zone"]),
        ("<docdata><doc.rights owner='O' limitations='L'/></docdata>", "rights", Rights(holder="O", terms="L"), []),
        ("<docdata><doc.rights owner='O' type='t'/><doc.copyright holder='H'/></docdata>", "rights",
         Rights(holder="H", terms="t"), []),
        ("<docdata><correction info='A'/><ed-msg info='B'/></docdata>", "editorial_note", "A B", []),
        ("<docdata><evloc city='Rome'/><series series.name='S'/></docdata>", "subjects",
         (Subject("Rome"), Subject("S")), []),
        ("<docdata><identified-content><person>P</person><location>L</location></identified-content></docdata>",
         "subjects", (Subject("P"), Subject("L")), []),
        (("<docdata><identified-content><classifier type='genre' idsrc='ap' value='7'>Feature</classifier>"
         "<classifier type='x' idsrc='http://x.example/' value='1'>Y</classifier></identified-content></docdata>"),
         "genres", (Subject("Feature", code="ap:7"),), []),
        (("<docdata><identified-content><classifier idsrc='http://x.example/' value='1'>Y</classifier>"
         "<classifier> </classifier></identified-content></docdata>"),
         "subjects", (Subject("Y", uri="http://x.example/1"),), []),
        ("<docdata><fixture fix-id='weather'/><fixture/></docdata>", "genres", (Subject("weather"),), []),
        ("<tobject><tobject.property tobject.property.type='analysis'/></tobject>", "genres",
         (Subject("analysis"),), []),
        (("<docdata><identified-content><classifier type='link' value='javascript:a'>A</classifier>"
         "<classifier type='item'>B</classifier></identified-content></docdata>"), "links", (), ["repair.dropped"]),
        (("<docdata><evloc city='Rome' county-dist='Roma' state-prov='Lazio'/><evloc city='Bari' state-prov='BA'/>"
         "<evloc city='Rome'/></docdata>"), "subjects",
         (Subject("Rome"), Subject("Roma"), Subject("Lazio"), Subject("Bari")), []),
        ("<tobject tobject.type='Analysis'/>", "genres", (Subject("Analysis"),), []),
        ("<tobject tobject.type='News'/>", "genres", (), []),
        (f"<tobject tobject.type='Sport'>{subject(ipr='A', refnum='1', type='sport')}</tobject>", "genres",
         (Subject("Sport"),), []),
        ("<docdata><doc.rights limitations='Print' geography='Norway'/></docdata>", "rights",
         Rights(terms="Print Norway"), []),
        ("<pubdata ex-ref='/a'/>", "url", None, ["repair.uri"]),
        ("<pubdata name='A' ex-ref='http://a.example/b c'/>", "url", "http://a.example/b%20c", ["repair.uri"]),
        ("<pubdata position.section='A'/><pubdata position.section='B'/>", "section", "A", ["repair.dropped"]),
        ("<revision-history name='A' function='editor' comment='c'/>", "sources", (Source("A", "editor"),),
         ["repair.dropped"]),
        ("<revision-history name='A'/>", "sources", (), ["repair.dropped"]),
        ("<revision-history function='editor'/>", "sources", (), []),
        ("<docdata><key-list><keyword/><keyword key='k'/></key-list></docdata>", "keywords", ("k",), []),
        ("<revision-history norm='20160112T000000Z'/><revision-history norm='20160113T000000Z'/>", "modified",
         datetime(2016, 1, 13, tzinfo=UTC), []),
        (f"<tobject><tobject.property/>{subject(ipr='EFE', refnum='F1', type='A', matter='B')}</tobject>", "subjects",
         (Subject("B"), Subject("A")), []),
        (f"<tobject>{subject(refnum='04001002', type='A', matter='B', detail='C', code='FIN')}</tobject>", "subjects",
         (Subject("C", uri="http://cv.iptc.org/newscodes/subjectcode/04001002", code="FIN"),
          Subject("B", uri="http://cv.iptc.org/newscodes/subjectcode/04001000"),
          Subject("A", uri="http://cv.iptc.org/newscodes/subjectcode/04000000")), []),
        (f"<tobject>{subject(ipr='a:[ ', refnum='1')}</tobject>", "subjects",
         (Subject("1"),), []),
        ("<tobject><tobject.subject/></tobject>", "subjects", (), []),
        ("<motto>M</motto><iim/>", "headline", None, ["repair.dropped"]),
    ],
)  # fmt: skip
def test_the_head(head, field, expected, codes):
    found, heard = read(document(head=head))
    assert (getattr(found, field), [code for code, _ in heard]) == (expected, codes)


def test_what_is_displayed_beats_metadata():
    found, heard = read(document("<title>T</title>", "<hedline><hl1>H</hl1></hedline>"))
    assert (found.headline, heard) == ("H", [("repair.dropped", "$[0]")])


@pytest.mark.parametrize(
    ("root", "language", "codes"),
    [
        (' xml:lang="en-GB" baselang="no-NO"', "en-GB", []),
        (' baselang="no_NO"', "no-NO", ["repair.value"]),
        (' baselang="?"', None, ["repair.value"]),
    ],
)
def test_languages(root, language, codes):
    found, heard = read(document(root=root))
    assert (found.language, [code for code, _ in heard]) == (language, codes)


@pytest.mark.parametrize(
    ("media", "caption", "codes"),
    [
        ("<media-caption>A bridge.</media-caption>", Caption("A bridge.", anchor=0), []),
        ("<media-caption><p>A</p><p>B</p></media-caption>", Caption("A B", anchor=0), []),
        ("<media-reference source='http://p.example/1' source-credit='EPA' alternate-text='A'/>",
         Caption("A", "EPA", url="http://p.example/1", anchor=0), []),
        ("<media-producer>Bo</media-producer><media-producer>EPA</media-producer>",
         Caption(None, "Bo EPA", anchor=0), []),
        ("<media-producer><person>Bo</person>/<org>EPA</org><org/></media-producer>",
         Caption(None, "Bo/EPA", anchor=0, sources=[Source("Bo", "photographer"), Source("EPA", "agency")]), []),
        ("<media-caption>At <org class='x'>NASA</org>, by <org class='role-institution'>X</org></media-caption>",
         Caption("At NASA, by X", anchor=0, sources=[Source("X", "institution")]), []),
        ("<media-object encoding='base64'>AAAA</media-object><media-caption>A</media-caption>", Caption("A", anchor=0),
         ["repair.dropped"]),
        (told('role-editor', 'Ed') + told('x', 'y') + told('role', '') + "<media-caption>A</media-caption>",
         Caption("A", anchor=0, sources=[Source("Ed", "editor")]), []),
        ("<media-caption>A</media-caption><x:y xmlns:x='x'>T</x:y>", Caption("A T", anchor=0), []),
    ],
)  # fmt: skip
def test_media(media, caption, codes):
    found, heard = read(document(content=f"<media media-type='image'>{media}</media><p>a</p>"))
    assert (found.captions, [code for code, _ in heard]) == ((caption,), codes)


VIDEO = "<media-reference mime-type='video/mp4' source='https://a.example/1.mp4'/>"


@pytest.mark.parametrize(
    ("media", "url", "codes"),
    [
        (f"<media media-type='video'>{VIDEO}<media-reference mime-type='image/jpeg' source='https://a.example/1.jpg'/>",
         "https://a.example/1.jpg", ["repair.dropped"]),
        ("<media media-type='audio'><media-reference source='https://a.example/1'/>", None, ["repair.dropped"]),
        ("<media media-type='image'><media-reference source='https://a.example/1'/>", "https://a.example/1", []),
    ],
)  # fmt: skip
def test_the_address_of_a_recording_is_not_that_of_a_picture(media, url, codes):
    heard = []
    text = document(content=f"<p>It opened.</p>{media}<media-caption>Words.</media-caption></media>")
    [found] = nitf.loads(text, report=heard.append)
    assert found.captions == (Caption("Words.", url=url, anchor=1),)
    assert [each.code for each in heard] == codes


def test_an_archive_that_has_lead_byline_and_headline_twice():
    heard = []
    text = document(
        body_head="<hedline><hl1>Bridge opens</hl1><hl2 class='online_headline'>A bridge at last</hl2></hedline>"
        "<byline class='print_byline'>By ANN LEE</byline><byline class='normalized_byline'>Lee, Ann</byline>",
        content="<block class='lead_paragraph'><p>LEAD: It opened.</p></block>"
        "<block class='full_text'><p>LEAD: It opened.</p><p>Cars crossed.</p></block>",
    )
    [found] = nitf.loads(text, report=heard.append)
    assert (found.headline, found.deck, found.byline) == ("Bridge opens", None, "By ANN LEE")
    assert found.body == ("LEAD: It opened.", "Cars crossed.")
    assert [each.code for each in heard] == ["repair.dropped"]
    for words in ("'A bridge at last'", "'Lee, Ann'"):
        assert words in heard[0].message
    [other] = nitf.loads(text.replace("<p>LEAD: It opened.</p><p>", "<p>LEAD: It did not.</p><p>"))
    assert other.body == ("LEAD: It opened.", "LEAD: It did not.", "Cars crossed.")


def test_a_foreign_id_does_not_confuse_the_parties_of_pictures():
    one = "<media id='party1'><media-producer><org>A</org></media-producer></media>"
    found, _ = read(document(content=one + one.replace("party1", "party0").replace("A", "B")))
    assert [caption.sources[0].name for caption in found.captions] == ["A", "B"]


def test_a_picture_without_words_is_its_address():
    found, heard = read(document(content="<media><media-reference source='http://p.example/1'/></media>"))
    assert (found.captions, heard) == ((Caption(url="http://p.example/1", anchor=0),), [])


def test_blocks_of_the_body():
    content = (
        "<bq><block><p>q</p></block><credit>by x</credit></bq><pre>a\n b</pre><ul><li>i</li></ul>"
        "<nitf-table><nitf-table-metadata><nitf-table-summary><p>s</p></nitf-table-summary></nitf-table-metadata>"
        "<table><tr><th>h</th></tr><tr><td>c</td></tr></table></nitf-table><fn><body.content><p>f</p></body.content></fn>"
        "<p>a <em class='strong'>b</em> <em>c</em></p><hl2 class='level-3'>d</hl2><hl2 class='x'>e</hl2>"
    )
    found, heard = read(document(content=content))
    assert heard == []
    assert found.body == (
        Quote("q"),
        Quote("by x"),
        Preformatted("a\n b"),
        nitf.loads(document(content="<ul><li>i</li></ul>"))[0].body[0],
        "s",
        Table([["h"], ["c"]], header_rows=1),
        "f",
        Paragraph("a b c", [Mark("strong", 2, 3), Mark("emphasis", 4, 5)]),
        Subhead("d", level=3),
        Subhead("e"),
    )


def test_the_end_of_the_body():
    text = "<nitf><body><body.end><tagline>AP</tagline><bibliography>B</bibliography></body.end></body></nitf>"
    assert read(text) == (Article(None, ["B"], credit="AP"), [])


def test_text_outside_head_and_body_is_reported():
    assert read("<nitf uno='u'><x>more</x></nitf>") == (Article(id="u"), [("repair.dropped", "$[0]")])


def test_a_heading_of_another_markup_is_the_headline_where_there_is_none():
    assert read(document(content="<h1>H</h1><p>a</p>")) == (Article("H", ["a"]), [])


def test_several_documents_in_one_file_are_read_one_by_one():
    text = f"<feed>{document(content='<p>a</p>')}{document(content='<p>b</p>')}</feed>"
    assert [article.body for article in nitf.loads(text)] == [("a",), ("b",)]


# --- reading: what is no NITF, and what means harm ---


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("<nitf>\n<a></nitf>", 2, "mismatch"),
        ("", 1, "no element found"),
        ("\n<rss/>", 2, "the root element is rss"),
        ("<nitf>\ud800</nitf>", 1, "lone surrogate"),
        ("<nitf>\n\n</NITF>", 3, ""),
        ("<nitf>" + "<block>" * 300 + "</block>" * 300 + "</nitf>", 1, "depth"),
    ],
)
def test_what_is_not_nitf_is_refused_with_its_line(text, line, words):
    with pytest.raises(ReadError) as caught:
        nitf.loads(text)
    assert (caught.value.format, caught.value.line) == ("nitf", line)
    assert words.lower() in caught.value.message.lower()


@pytest.mark.parametrize("tag", ["block", "em", "li", "media", "td", "bq", "unknown", "person", "media-caption"])
def test_nesting_as_deep_as_a_parser_goes(tag):
    text = document(content=f"<{tag}>" * 250 + "a" + f"</{tag}>" * 250)
    [found] = nitf.loads(text)
    assert "a" in found.text or found.captions[0].text == "a"


def test_huge_text_is_read_in_linear_time():
    long = "word " * 400_000
    [found] = nitf.loads(document(content=f"<p>{long}</p>"))
    assert found.body == (long.strip(),)
    [found] = nitf.loads(document(content="<p>a</p><media><media-caption>b</media-caption></media>" * 5_000))
    assert (len(found.body), len(found.captions)) == (5_000, 5_000)


@pytest.mark.parametrize(
    "document_of_many",
    [
        lambda many: document(head="<docdata>" + "".join(f"<ed-msg info='a{at}'/>" for at in many) + "</docdata>"),
        lambda many: document(
            head="".join(f"<revision-history name='a{at}' function='writer-author'/>" for at in many)
        ),
        lambda many: document(body_head="".join(f"<byline>{at} <person>a{at}</person></byline>" for at in many)),
        lambda many: document(body_head="<rights>" + "<rights.limitations/>a" * len(many) + "</rights>"),
        lambda many: document(content="<block>" + "<key-list/>a" * len(many) + "</block>"),
        lambda many: document(content="<block>" + "<byline>a</byline>" * len(many) + "</block>"),
    ],
)
def test_much_of_one_thing_is_read_to_its_end(document_of_many):
    """What it costs is measured by benchmarks/hostile.py."""
    assert len(nitf.loads(document_of_many(range(5_000)))) == 1


def test_an_entity_bomb_does_not_go_off():
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    with pytest.raises(ReadError, match="amplification"):
        nitf.loads(f'<!DOCTYPE nitf [<!ENTITY e0 "ha">{bomb}]>' + document(content="<p>&e11;</p>"))


def test_now_is_not_asked_for():
    assert nitf.dumps([FULL], now=NOW) == nitf.dumps([FULL])


def test_a_row_of_the_mapping_is_all_that_a_text_needs(monkeypatch):
    monkeypatch.setitem(TOLD["du-key"], "part", "credit")
    monkeypatch.delitem(TOLD["tagline"], "")
    text = nitf.dumps([Article(slugline="storm", credit="AP")])
    assert '<du-key key="storm" part="AP"/>' in text
    assert nitf.loads(text) == [Article(slugline="storm", credit="AP")]


ODD = st.text(st.sampled_from("a \t\n\r\x85\u2028\u2029\xa0\u3000é&<"), max_size=8)


@given(ODD, ODD)
def test_odd_white_space_makes_no_article_that_the_model_would_refuse(one, other):
    one, other = (html.escape(each).replace("\r", "&#13;") for each in (one, other))
    head = f"<docdata><du-key key='{one}'/><doc-id id-string='{other}'/><key-list><keyword key='{other}'/></key-list>"
    lines = f"<hedline><hl1>{one}</hl1><hl2>{other}</hl2></hedline><byline>{other}<person>{one}</person></byline>"
    media = f"<media><media-caption>{one}</media-caption><media-producer>{other}</media-producer></media>"
    body = f"<body.head>{lines}</body.head><body.content><p>{other}</p>{media}</body.content>"
    [found] = nitf.loads(f"<nitf><head>{head}</docdata></head><body>{body}</body></nitf>")
    assert attrs.evolve(found) == found


@pytest.mark.parametrize(
    ("hedline", "headline"),
    [("Storm\u00a0 at sea", "Storm\u00a0 at sea"), ("Storm\n at sea", "Storm at sea"), ("<hl1>Storm</hl1>", "Storm")],
)
def test_a_headline_without_an_element_of_its_own(hedline, headline):
    [found] = nitf.loads(f"<nitf><body><body.head><hedline>{hedline}</hedline></body.head></body></nitf>")
    assert found.headline == headline


def test_a_place_inside_a_place_is_named_once():
    location = "<location>Bay <location>Old Bay</location></location>"
    [article] = nitf.loads(f"<nitf><body><body.head><dateline>{location}</dateline></body.head></body></nitf>")
    assert article.places == ("Bay Old Bay",)
