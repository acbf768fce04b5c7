from __future__ import annotations

import json
from datetime import UTC, date, datetime
from io import BytesIO

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import newsdoc
from examples import FULL
from laws import (
    NOW,
    check_chunks,
    check_total,
)
from newsdoc import (
    Article,
    Caption,
    Link,
    ListBlock,
    Mark,
    Paragraph,
    Preformatted,
    ReadError,
    Rights,
    Source,
    Subhead,
    Subject,
    WriteError,
)
from newsdoc.formats import FORMATS, ninjs
from newsdoc.strategies import articles
from ninjs_schema import problems
from shared import shared

one = articles().map(lambda article: [article])


def item(**properties):
    """A news item with some properties, which all begin like the wild's."""
    return json.dumps({"uri": "urn:x:1", **properties})


def read(text):
    heard = []
    return ninjs.loads(text, report=heard.append), [(found.code, found.path) for found in heard]


def read_one(**properties):
    found, heard = read(item(**properties))
    return found[0], heard


def written(article, now=NOW):
    return json.loads(ninjs.dumps([article], now=now))


def residual(article):
    """The entries beside an article: path, value and what each explains."""
    bodies = [body["value"] for body in written(article).get("bodies", []) if body["role"] == "newsdoc"]
    return [tuple(entry.values()) for body in bodies for entry in json.loads(body)]


def test_chunks_do_not_matter_where_the_second_object_breaks_off():
    check_chunks(ninjs, b'{"uri":"a"}\n{"uri":', [1])


# --- validity: IPTC's schema, with its formats of times and addresses enforced ---


@given(one)
@example([FULL])
@example([Article()])
def test_valid(found):
    assert problems(json.loads(ninjs.dumps(found, now=NOW))) == []


def test_the_judge_knows_the_formats():
    document = written(FULL)
    for name, value in (
        ("uri", "no address"),
        ("uri", "relative/path"),
        ("uri", "http://a b"),
        ("versionCreated", "2025-03-14"),
        ("versionCreated", "2025-03-14T09:26:53"),
        ("versionCreated", "2025-02-30T09:26:53Z"),
        ("keywords", ["not in 3.1"]),
    ):
        assert problems({**document, name: value}), f"{name} may not be {value!r}"


def test_newsdocs_own_validation_agrees():
    from newsdoc.validate import validate

    assert list(validate(ninjs.dumps([FULL]).encode(), shared("schemas"))) == []


# --- the form ---


def test_one_document_holds_one_article():
    assert FORMATS["ninjs"].several is False
    with pytest.raises(WriteError, match=r"^there is no article, and a ninjs document holds exactly one$"):
        ninjs.dumps([])
    with pytest.raises(WriteError, match=r"^several articles were given, and a ninjs document holds exactly one; "):
        ninjs.dump(iter([FULL, FULL]), BytesIO())


def test_an_article_as_other_systems_see_it():
    found = written(FULL)
    main = found["bodies"][0]
    assert main["contentType"] == "application/xhtml+xml"
    assert main["value"].startswith(
        '<div xmlns="http://www.w3.org/1999/xhtml"><p>The council approved the new bridge on Friday.</p><p>Read '
    )
    assert main["value"].endswith('</pre><figure id="figure-2"></figure><figure id="figure-3"></figure></div>')
    assert [(line["role"], line["value"]) for line in found["headlines"]] == [
        ("main", FULL.headline),
        ("sub", FULL.deck),
    ]
    assert (found["by"], found["located"], found["version"]) == (FULL.byline, "Baghdad", "4")
    assert found["associations"][0] == {
        "name": "figure-1",
        "rel": "caption",
        "uri": "post:2025/bridge#figure-1",
        "type": "picture",
        "representationType": "partial",
        "descriptions": [{"role": "caption", "contentType": "text/plain", "value": "The old bridge."}],
        "by": "EPA/Ann Example",
        "infoSources": [{"name": "EPA", "role": "http://cv.iptc.org/newscodes/contentprodpartyrole/contentSource"}],
        "renditions": [{"name": "main", "href": "https://p.example/1"}],
    }


def test_no_text_stands_twice():
    texts = {name: f"The {name} of this article." for name in ("headline", "deck", "summary", "byline", "dateline")}
    texts |= {name: f"The {name} of this article." for name in ("slugline", "section", "credit", "editorial_note")}
    captions = [Caption("The lead caption.", "The lead credit."), Caption("The last caption.", anchor=1)]
    text = ninjs.dumps([Article(**texts, body=["The only paragraph."], captions=captions)], now=NOW)
    for line in (*texts.values(), "The only paragraph.", "The lead caption.", "The lead credit.", "The last caption."):
        assert text.count(line) == 1


@given(articles())
def test_the_residual_holds_no_displayed_text(article):
    held = {path for path, value, _ in residual(article) if isinstance(value, str)}
    assert held <= {"$.id", "$.published", "$.dateline"}


def test_the_residual_holds_only_what_is_missing():
    whole = Article("H", id="urn:x:1", modified=NOW, published=NOW, sources=[Source("Wire"), Source("Ann", "author")])
    assert residual(whole) == []
    assert residual(Article("H", id="a:b", modified=NOW, published=date(2025, 3, 14), dateline="BAGHDAD —")) == [
        ("$.published", "2025-03-14", "2025-03-14T00:00:00Z"),
        ("$.dateline", "BAGHDAD —", None),
    ]
    caption = Caption("C", sources=[Source("Ann", "photographer"), Source("EPA")])
    found = residual(Article(None, captions=[caption], id="not/a/uri", modified=NOW))
    assert found == [("$.id", "not/a/uri", "urn:newsdoc:id:not%2Fa%2Furi"), ("$.associations[0].people[0]", 0, "Ann")]


def test_an_entry_does_not_count_once_another_system_has_changed_what_it_explains():
    article = Article(
        "H",
        captions=[Caption("C", sources=[Source("Bo", "photographer"), Source("EPA")])],
        sources=[Source("Ann", "author"), Source("Wire")],
        dateline="BAGHDAD —",
        places=["Baghdad"],
        published=date(2025, 3, 14),
    )
    found = written(article)
    found["uri"] = "urn:x:2"
    found["versionCreated"] = "2026-01-01T00:00:00Z"
    found["contentCreated"] = "2026-01-02T00:00:00Z"
    found["located"] = "Basra"
    found["people"][0]["name"] = "Eve"
    found["associations"][0]["people"][0]["name"] = "Dan"
    [changed], heard = read(json.dumps(found))
    assert changed == Article(
        "H",
        captions=[Caption("C", sources=[Source("EPA"), Source("Dan", "photographer")])],
        sources=[Source("Wire"), Source("Eve", "author")],
        places=["Basra"],
        published=datetime(2026, 1, 2, tzinfo=UTC),
        modified=datetime(2026, 1, 1, tzinfo=UTC),
        id="urn:x:2",
    )
    stale = [".id", ".modified", ".published", ".dateline", ".people[0]", ".associations[0].people[0]"]
    assert heard == [("repair.stale", f"$[0]{path}") for path in stale]


def test_a_caption_keeps_its_place_when_others_edit_the_body():
    found = written(Article("H", ["a", "b"], captions=[Caption("C", anchor=1)], modified=NOW, id="urn:x:1"))
    found["bodies"][0]["value"] = found["bodies"][0]["value"].replace("<p>a</p>", "<p>new</p><p>a</p>")
    assert read(json.dumps(found)) == (
        [Article("H", ["new", "a", "b"], captions=[Caption("C", anchor=2)], modified=NOW, id="urn:x:1")],
        [],
    )


@pytest.mark.parametrize(
    "entries",
    [
        "null", "[null]", "[[]]", '{"path": 1}', '[{"path": "$.id", "value": [], "explains": null}]', "[",
        "[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_not_residual_is_reported(entries):
    found, heard = read_one(bodies=[{"role": "newsdoc", "value": entries}])
    assert found == Article(id="urn:x:1")
    assert heard == [("repair.dropped", "$[0]")]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"path": "$.id", "value": " a\tb ", "explains": "urn:x:1"}, {"id": "ab"}),
        ({"path": "$.id", "value": 3, "explains": "urn:x:1"}, {"id": "urn:x:1"}),
        ({"path": "$.dateline", "value": "\n", "explains": None}, {}),
        ({"path": "$.dateline", "value": 3, "explains": None}, {}),
        ({"path": "$.published", "value": "soon", "explains": "2025-03-14T00:00:00Z"}, {"published": NOW.date()}),
        ({"path": "$.people[0]", "value": 10**30, "explains": "Ann"}, {}),
        ({"path": "$.people[0]", "value": -(10**30), "explains": "Ann"}, {}),
    ],
)
def test_hostile_entries_do_no_harm(entry, expected):
    found, heard = read_one(
        contentCreated="2025-03-14T00:00:00Z",
        people=[{"name": "Ann", "rel": "author"}],
        bodies=[{"role": "newsdoc", "value": json.dumps([entry])}],
    )
    if "published" in expected:
        expected = {}
    default = {"id": "urn:x:1", "published": datetime(2025, 3, 14, tzinfo=UTC), "sources": [Source("Ann", "author")]}
    assert found == Article(**{**default, **expected})
    assert heard == []


# --- reading: what documents look like ---


def test_a_field_that_no_model_holds_costs_only_itself():
    from newsdoc.formats.builder import ArticleBuilder, build_all

    heard = []
    bad = ArticleBuilder(3, {"headline": "A", "deck": "", "urgency": 12}, rights={"holder": ""})
    found = build_all([bad, ArticleBuilder(4, {"headline": "B"})], heard.append)
    assert list(found) == [Article("A"), Article("B")]
    assert [(each.code, each.line, each.path) for each in heard] == [
        ("repair.value", 3, "$[0].rights.holder"),
        ("repair.value", 3, "$[0].deck"),
        ("repair.value", 3, "$[0].urgency"),
    ]


def test_an_object_an_array_or_one_after_the_other():
    first, second = item(headline="A"), item(headline="B")
    expected = [Article("A", id="urn:x:1"), Article("B", id="urn:x:1")]
    for text in (f"[{first},{second}]", f"{first}\n{second}\n", f"{first}{second}", f"\n{first}\r\n\r\n{second}"):
        for data in (text, text.encode(), text.encode("utf-8-sig"), text.encode("utf-16"), text.encode("utf-32-le")):
            assert read(data) == (expected, [])
            assert list(ninjs.iterload(BytesIO(data.encode() if isinstance(data, str) else data))) == expected
    assert read(" [ ] ") == ([], [])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("", "an object or an array belongs here, not the end"),
        ("3", "an object or an array belongs here, not '3'"),
        ("[{}] 3", "nothing belongs after the array, not '3'"),
        ('{"uri": "a"} []', r"an object or an array belongs here, not '\['"),
        ('[{"uri": "a"}\n{"uri": "b"}]', r"line 2: \$: , or \] belongs here"),
        ('{"uri": ', "line 1: "),
        (b'{"uri": "\xff"}', "the file is not UTF-8 here"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_not_json_is_refused(data, words):
    with pytest.raises(ReadError, match=words) as caught:
        ninjs.loads(data)
    assert caught.value.format == "ninjs"


def test_one_bad_item_does_not_stop_a_feed():
    heard = []
    found = ninjs.loads(f'[3, {{"a": 1}},\n[], {item(headline="A")}]', report=heard.append)
    assert [article.headline for article in found] == ["A"]
    assert [(each.code, each.line, each.path) for each in heard] == [
        ("error.item", 1, "$[0]"),
        ("error.item", 1, "$[1]"),
        ("error.item", 2, "$[2]"),
    ]


def test_plans_and_events_are_not_news():
    assert read(f"[{item(type='event')}, {item(type='planning')}]") == (
        [],
        [("repair.skipped", "$[0]"), ("repair.skipped", "$[1]")],
    )


def test_the_three_generations_say_the_same():
    expected = Article(
        "Main", ["One.", "Two."], deck="Sub", summary="Short.", byline="Ann", slugline="S", places=["Rome"],
        subjects=[Subject("sport", uri="http://t.example/1")], modified=NOW, urgency=3, language="it", version=2,
        rights=Rights(holder="Post"), editorial_note="Note", id="urn:x:1",
        captions=[Caption("Words.", "Bo", url="http://p.example/1.jpg")],
    )  # fmt: skip
    shared_properties = {"located": "Rome", "urgency": 3, "language": "it", "version": "2", "slugline": "S"}
    time = NOW.isoformat()
    first = item(
        **shared_properties, headline="Main", headline_sub="Sub", description_text="Short.", byline="Ann",
        ednote="Note", body_xhtml="<p>One.</p><p>Two.</p>", versioncreated=time, copyrightholder="Post",
        subject=[{"name": "sport", "scheme": "http://t.example/", "code": "1"}],
        associations={"pic": {"type": "picture", "description_text": "Words.", "byline": "Bo",
                              "renditions": {"a": {"href": "http://p.example/1.jpg"}}}},
    )  # fmt: skip
    later = {
        "headlines": [{"role": "sub", "value": "Sub"}, {"value": "Main"}],
        "descriptions": [{"value": "Short."}],
        "by": "Ann",
        "subjects": [{"name": "sport", "uri": "http://t.example/1"}],
        "associations": [{"name": "pic", "type": "picture", "descriptions": [{"value": "Words."}], "by": "Bo",
                          "renditions": [{"name": "a", "href": "http://p.example/1.jpg"}]}],
    }  # fmt: skip
    second = item(**shared_properties, **later, versioncreated=time, copyrightholder="Post", ednote="Note",
                  bodies=[{"contenttype": "text/html", "value": "<p>One.<p>Two."}])  # fmt: skip
    third = item(**shared_properties, **later, versionCreated=time, copyrightHolder="Post", edNote="Note",
                 bodies=[{"contentType": "application/xhtml+xml", "value": "<p>One.</p><p>Two.</p>"}])  # fmt: skip
    for text in (first, second, third):
        assert read(text) == ([expected], [])


@pytest.mark.parametrize(
    ("version", "anchors", "names"),
    [
        ("1.5", (None, None, 1), ["figure_1", "figure_2", "figure_3"]),
        ("1.5-superdesk", (None, None, 1), ["featuremedia", "figure_2", "figure_3"]),
        ("1.5-superdesk", (0, 1), ["figure_1", "figure_2"]),
    ],
)
def test_the_first_picture_is_superdesks_feature_if_it_has_no_place_in_the_text(version, anchors, names):
    captions = [Caption(f"Picture {number}", anchor=anchor) for number, anchor in enumerate(anchors)]
    written = json.loads(ninjs.dumps(Article("H", ["B"], captions=captions), version=version))
    assert list(written["associations"]) == names


def test_superdesks_dialect():
    found, heard = read(json.dumps({
        "guid": "tag:desk:1", "type": "text", "headline": "H", "body_html": "<p>One <b>two</b>.<br></p>",
        "version": "4",
        "versioncreated": "2017-08-24T01:58:40+0000", "firstpublished": "2017-08-24T00:00:00Z", "source": "Reuters",
        "embargoed": "2017-08-25T00:00:00+00:00", "pubstatus": "usable", "urgency": 3, "priority": 6, "wordcount": 2,
        "subject": [{"code": "04005004", "name": "oil"}], "place": [{"code": "US", "name": "US"}],
        "keywords": ["crude"],
        "service": [{"code": "f", "name": "Finance"}, {"code": "i", "name": "World"}], "copyrightholder": "",
        "authors": [{"name": "Ann", "role": "writer"}, {"name": "Bo", "role": "editor", "biography": "He writes."}],
        "extra": {"subtitle": "D", "doi": "10.1/2"}, "description_html": "<p>Sum<i>mary</i>.</p>",
        "description_text": "Summary.", "genre": [{"name": "Article (news)"}],
        "associations": {"featuremedia": {"type": "picture", "description_text": "Words.", "byline": "Cy",
            "headline": "Markets", "body_text": "Alt", "guid": "p1", "source": "AAP", "renditions": {
                "small": {"href": "http://p.example/s.jpg", "width": 1}, "original": {"href": "http://p.example/o.jpg",
                "width": 9, "mimetype": "image/jpeg"}}}, "more": None},
    }))  # fmt: skip
    assert found == [
        Article(
            "H", [Paragraph("One two.", [Mark("strong", 4, 7)])], deck="D", summary="Summary.", section="Finance",
            keywords=["crude"], genres=[Subject("Article (news)")],
            subjects=[Subject("oil", code="04005004"), Subject("US", code="US"), Subject("World")],
            sources=[Source("Reuters", "agency"), Source("Ann", "author"), Source("Bo", "editor")],
            captions=[Caption("Words.", "Cy", sources=[Source("AAP", "agency")], url="http://p.example/o.jpg")],
            published=datetime(2017, 8, 24, tzinfo=UTC), modified=datetime(2017, 8, 24, 1, 58, 40, tzinfo=UTC),
            embargoed=datetime(2017, 8, 25, tzinfo=UTC), urgency=3, id="tag:desk:1", version=4,
        )
    ]  # fmt: skip
    assert sorted(heard) == [("repair.dropped", "$[0]"), ("repair.time", "$[0].modified")]


@pytest.mark.parametrize(
    ("properties", "field", "expected", "codes"),
    [
        ({"version": "0"}, "version", 1, ["repair.value"]),
        ({"version": 7}, "version", 7, []),
        ({"version": "9" * 20}, "version", 1, ["repair.value"]),
        ({"version": []}, "version", 1, ["repair.value"]),
        ({"urgency": "4"}, "urgency", 4, ["repair.value"]),
        ({"urgency": 10}, "urgency", None, ["repair.value"]),
        ({"urgency": {}}, "urgency", None, ["repair.value"]),
        ({"urgency": None}, "urgency", None, []),
        ({"language": "en_US"}, "language", "en-US", ["repair.value"]),
        ({"language": "?"}, "language", None, ["repair.value"]),
        ({"pubStatus": "Cancelled"}, "status", "canceled", []),
        ({"pubStatus": "gone"}, "status", "usable", ["repair.value"]),
        ({"contentCreated": "2016-01-12"}, "published", date(2016, 1, 12), []),
        ({"contentCreated": "2016-01-12T12:35:40"}, "published", date(2016, 1, 12), ["repair.time"]),
        ({"contentCreated": {}, "firstcreated": "2016-01-12"}, "published", date(2016, 1, 12), ["repair.value"]),
        ({"contentCreated": "soon"}, "published", None, ["repair.time"]),
        ({"versioncreated": "2016-01-12"}, "modified", datetime(2016, 1, 12, tzinfo=UTC), ["guess.zone"]),
        ({"embargoeduntil": "2016-01-12T00:00:00"}, "embargoed", datetime(2016, 1, 12, tzinfo=UTC), ["guess.zone"]),
        ({"uri": " a b "}, "id", "ab", ["repair.value"]),
        ({"uri": 12}, "id", "12", ["repair.value"]),
        ({"slugline": "a\tb"}, "slugline", "a b", ["repair.characters"]),
        ({"slugline": "a\r\n b"}, "slugline", "a b", []),
        ({"slugline": ["a", "b"]}, "slugline", "a b", ["repair.value"]),
        ({"slugline": [["a"]]}, "slugline", None, ["repair.value", "repair.dropped"]),
        ({"slugline": "it&#8217;s &amp;lt; it&nbsp;& AT&T;"}, "slugline", "it’s &lt; it\xa0& AT&T;",
         ["repair.reference"]),
        ({"contentCreated": 1609495200}, "published", datetime(2021, 1, 1, 10, tzinfo=UTC), ["repair.time"]),
        ({"contentCreated": 1609495200000.0}, "published", datetime(2021, 1, 1, 10, tzinfo=UTC), ["repair.time"]),
        ({"contentCreated": True}, "published", None, ["repair.value"]),
        ({"contentCreated": 3}, "published", None, ["repair.time"]),
        ({"ednote": ""}, "editorial_note", None, []),
        ({"altids": [{"role": "canonicalUrl", "value": "http://a/é"}]}, "url", "http://a/%C3%A9", ["repair.uri"]),
        ({"altids": [{"role": "url", "value": "a:"}]}, "url", None, ["repair.uri"]),
        ({"altids": [{"role": "reference", "value": "http://a/"}]}, "url", None, []),
        ({"renditions": [{"name": "web", "href": "http://a/"}]}, "url", "http://a/", []),
        ({"renditions": [{"name": "web"}, 3]}, "url", None, ["repair.value"]),
        ({"title": "T"}, "headline", "T", []),
        ({"title": "T", "headline": "H"}, "headline", "H", ["repair.dropped"]),
        ({"headlines": [{"role": "short", "value": "S"}, {"role": "main", "value": "M"}]}, "headline", "M",
         ["repair.dropped"]),
        ({"headlines": [{"value": "<b>A</b> b", "contentType": "text/html"}]}, "headline", "A b", []),
        ({"headlines": [{"value": "A"}, {"role": "deck", "value": "<b>B</b> c", "contentType": "text/html"}]}, "deck",
         "B c", []),
        ({"descriptions": [{"role": "alt", "value": "A"}, {"role": "summary", "value": "<b>B</b>",
                                                           "contentType": "text/html"}]}, "summary", "B",
         ["repair.dropped"]),
        ({"signal": [{"name": "Update", "code": "u"}]}, "body", (), ["repair.dropped"]),
        ({"places": [{"name": "Rome", "rel": "dateline"}]}, "places", ("Rome",), []),
        ({"headlines": [{"value": 3, "contentType": "text/html"}]}, "headline", "3", ["repair.value"]),
        ({"headlines": [{"role": "sub", "value": "a"}, {"role": "sub", "value": "b"}]}, "deck", "a",
         ["repair.dropped"]),
        ({"descriptions": [{"role": "lead", "value": "L"}, {"role": "x", "value": "X"}]}, "summary", "L",
         ["repair.dropped"]),
        ({"descriptions": [{"role": "creditline", "value": "AP"}]}, "credit", "AP", []),
        ({"description_html": ""}, "summary", None, []),
        ({"people": [{"name": "Ann", "rel": "about"}, {"rel": "author"}]}, "subjects", (Subject("Ann"),), []),
        ({"people": [{"name": "Ann", "rel": "creator"}]}, "sources", (Source("Ann", "author"),), []),
        ({"infosources": ["AP"]}, "sources", (Source("AP"),), []),
        ({"infosources": [{"name": "A", "role": "http://cv.iptc.org/newscodes/contentprodpartyrole/imgSupplier"}]},
         "sources", (Source("A", "agency"),), []),
        ({"infosources": [{"name": "A", "role": "fact Checker!"}]}, "sources", (Source("A"),), []),
        ({"infosources": [{"name": "A", "role": "x:factChecker"}]}, "sources", (Source("A", "fact-checker"),), []),
        ({"infosources": [{"literal": "A", "uri": "a b"}]}, "sources", (Source("A"),), ["repair.uri"]),
        ({"places": [{"name": "Rome", "rel": "mentions"}]}, "subjects", (Subject("Rome"),), []),
        ({"person": [{"name": "A", "code": "http://q.example/1"}]}, "subjects",
         (Subject("A", uri="http://q.example/1"),), []),
        ({"people": {"name": "A", "uri": ""}}, "subjects", (Subject("A"),), []),
        ({"people": {"name": "A", "uri": " "}}, "subjects", (Subject("A"),), []),
        ({"language": " "}, "language", None, []),
        ({"versioncreated": "soon"}, "modified", None, ["repair.time"]),
        ({"body_html": '<?xml version="1.0" encoding="utf-8"?><p>a<br>b ü</p>'}, "body", ("a b ü",), []),
        ({"body_xhtml": "<!-- a --"}, "body", ("<!-- a --",), []),
        ({"genres": "Feature"}, "genres", (Subject("Feature"),), []),
        ({"genre": [{"code": "int", "scheme": "desk", "name": "Interview"}, {"code": 7}]}, "genres",
         (Subject("Interview", code="desk:int"), Subject("7", code="7")), ["repair.value"]),
        ({"subject": [{"code": "1", "scheme": "http://c.example/", "name": "A"}]}, "subjects",
         (Subject("A", uri="http://c.example/1"),), []),
        ({"infosources": [{"name": "A", "literal": "a:1"}, {"literal": "b"}]}, "sources",
         (Source("A", code="a:1"), Source("b")), []),
        ({"associations": [{"type": "text", "uri": "urn:b:2", "headline": "B", "renditions": [
            {"name": "web", "href": "http://b.example/2", "contentType": "text/html"}]}]}, "links",
         (Link("B", "http://b.example/2", id="urn:b:2"),), []),
        ({"associations": [{"type": "text", "headline": "B"}]}, "links", (), ["repair.dropped"]),
        ({"poll": {"question": ["Why?"]}}, "headline", None, ["repair.dropped"]),
        ({"poll": {"count": [3, None]}}, "headline", None, []),
        ({"body_text": "One.\n\nTwo."}, "body", ("One.", "Two."), []),
        ({"body_text": "Tom &amp; Sue.\n\nB &lt; c."}, "body", ("Tom & Sue.", "B < c."), ["repair.reference"]),
        ({"body_html": "<![CDATA[<p>One.</p>]]>"}, "body", ("One.",), ["repair.escaped"]),
        ({"body_text": "&lt;p&gt;One.&lt;/p&gt;"}, "body", ("One.",), ["repair.escaped"]),
        ({"body_html": "&amp;lt;p&amp;gt;One.&amp;lt;/p&amp;gt;"}, "body", ("One.",), ["repair.escaped"]),
        ({"body_text": "<p>One.<p>Two."}, "body", ("One.", "Two."), ["repair.escaped"]),
        ({"body_html": "a\x00b<br>c"}, "body", ("a\ufffdb c",), ["repair.characters"]),
        ({"body_html": "a\ud800b"}, "body", ("a\ufffdb",), ["repair.characters"]),
        ({"body_html": "<!-- -->"}, "body", (), []),
        ({"body_html": ["<p>a</p>", "<p>b</p>"]}, "body", ("a", "b"), ["repair.value"]),
        ({"bodies": [{"value": 3}]}, "body", (), ["repair.value"]),
        ({"bodies": [{"contentType": "application/pdf", "value": "%PDF"}]}, "body", (), ["repair.dropped"]),
        ({"bodies": [{"contentType": "text/html", "value": "<UL><LI>a<LI>b</UL>"}]}, "body",
         (ListBlock(["a", "b"]),), []),
        ({"bodies": [{"contentType": "text/html", "value": "<div>" * 300 + "deep" + "</div>" * 300}]}, "body",
         ("deep",), ["repair.markup"]),
        ({"bodies": [{"contentType": "text/html", "value": '<!DOCTYPE a [<!ENTITY b "c">]><p>&b;</p>'}]}, "body",
         ("c",), []),
        ({"bodies": [{"contentType": "application/xhtml+xml", "value": '<!DOCTYPE a SYSTEM "f"><p>&b;</p>'}]}, "body",
         ("&b;",), ["repair.entity"]),
        ({"body_html": "<p>Rich</p>", "body_text": "Plain"}, "body", ("Rich",), ["repair.dropped"]),
        ({"bodies": [{"contentType": "text/vnd.IPTC.NITF", "value": "<nitf><body><body.content><p>N</p><hl2>S</hl2>"
                      "</body.content></body></nitf>"}]}, "body", ("N", Subhead("S")), []),
    ],
)  # fmt: skip
def test_values_of_every_kind(properties, field, expected, codes):
    found, heard = read_one(**properties)
    assert getattr(found, field) == expected
    assert [code for code, _ in heard] == codes


def test_no_name_and_no_value_of_a_file_steers_a_terminal():
    odd = "a\x1b[31m\nnewsdoc: all is well\u202e" * 50
    values = ["words", odd, {odd: odd}, [odd, 3], [{"name": odd, "role": odd, "uri": odd}]]
    names = (
        odd,
        f"headline_{odd}",
        "status",
        "language",
        "urgency",
        "versioncreated",
        "renditions",
        "extra",
        "subject",
    )
    for name in names:
        for value in values:
            heard = []
            inner = {"type": "picture", "headline": "P", name: value}
            text = json.dumps({"uri": "x:1", name: value, "associations": {odd: inner}, "items": [{odd: value}]})
            ninjs.loads(text, report=heard.append)
            for each in heard:
                assert str(each).isprintable()
                assert len(str(each)) < 600 or each.code == "repair.dropped"  # whose words are nowhere else


def test_what_a_picture_says_besides_is_reported():
    picture = {
        "type": "image", "description_text": "Words.", "slugline": "pier", "usageterms": "Ask.", "place": ["Rome"],
        "associations": {"x": {"headline": "Deep inside"}},
    }  # fmt: skip
    heard = []
    text = item(headline="A", slugline="PIER", associations={"lead": picture})
    [found] = ninjs.loads(text, report=heard.append)
    assert found.captions == (Caption("Words."),)
    told = " ".join(each.message for each in heard)
    assert all(words in told for words in ("'pier'", "'Ask.'", "'Rome'", "'Deep inside'"))


@pytest.mark.parametrize("kind", ["picture", "text"])
def test_every_headline_of_an_associated_item_is_kept_or_reported(kind):
    lines = [{"role": "main", "value": "First line"}, {"role": "sub", "value": "Deck line"}, {"value": "Other line"}]
    heard = []
    text = item(headline="A", associations=[{"name": "x", "type": kind, "headlines": lines, "title": "Working title"}])
    [found] = ninjs.loads(text, report=heard.append)
    told = " ".join([*(each.message for each in heard), *(each.text for each in found.captions)])
    assert all(words in told for words in ("First line", "Deck line", "Other line", "Working title"))


def test_parties_of_associated_items_are_kept_or_reported():
    parties = {"infoSources": [{"name": "Bay Wire"}], "people": [{"name": "Bo", "rel": "author"}], "by": "By Bo Lund"}
    for inner, expected in (
        ({"type": "text", "headline": "B"}, ("Bay Wire", "'Bay Wire, Bo'", "'By Bo Lund'")),
        ({"type": "picture", "renditions": [{"href": "http://p.example/1.jpg"}]}, ("By Bo Lund", "Bay Wire", "Bo")),
    ):
        heard = []
        [found] = ninjs.loads(item(associations=[{**inner, **parties}]), report=heard.append)
        told = " ".join(each.message for each in heard) + repr(found.captions)
        assert all(words in told for words in expected)
    heard.clear()
    del parties["by"]
    ninjs.loads(item(associations=[{"type": "picture", **parties}]), report=heard.append)
    assert [each.code for each in heard] == ["repair.dropped"]
    assert "'Bay Wire, Bo'" in heard[0].message


@pytest.mark.parametrize("language", ["und", "zxx", "mul", "x-default"])
def test_a_language_that_names_none(language):
    assert read_one(language=language) == (Article(id="urn:x:1"), [("repair.value", "$[0].language")])
    article = Article("A", language=language)
    assert residual(article)[1] == ("$.language", language, language)
    assert read(ninjs.dumps([article], now=NOW)) == ([article], [])
    edited = written(article) | {"language": "de"}
    assert read(json.dumps(edited)) == ([Article("A", language="de")], [("repair.stale", "$[0].language")])


def test_the_first_address_that_is_one_is_the_pages():
    ids = [{"role": "url", "value": "https://"}, {"role": "permalink", "value": "https://bay.example/1"}]
    found, heard = read_one(altIds=ids)
    assert (found.url, heard) == ("https://bay.example/1", [("repair.uri", "$[0].url")])


def test_dpas_own_json_is_read():
    heard = []
    text = json.dumps({
        "urn": "urn:newsml:x:1", "version_created": "2025-03-14T09:30:00+01:00", "kicker": "K", "headline": "H",
        "article_html": "<section><p>One.</p></section>", "creditline": "dpa", "copyrightnotice": "C",
        "associations": [{"type": "image", "caption": "Words.", "creditline": "Bo"}],
    })  # fmt: skip
    [found] = ninjs.loads(text, report=heard.append)
    assert (found.headline, found.deck, found.body, found.credit) == ("H", "K", ("One.",), "dpa")
    assert found.captions == (Caption("Words.", "Bo"),)
    assert heard == []


def test_a_key_that_stands_twice_is_reported():
    found, heard = read('{"uri": "a", "headline": "A", "headline": "B"}')
    assert (found[0].headline, heard) == ("B", [("repair.value", "$[0]")])


def test_a_picture_is_an_article_of_its_caption():
    found, heard = read_one(
        type="picture", headline="Museum", body_text="Museum", infoSources=[{"name": "DHA"}],
        descriptions=[{"role": "creditline", "value": "AP"}, {"role": "caption", "value": "A plane."}],
        renditions=[{"name": "main", "href": "http://p.example/1.jpg"}, {"href": "http://p.example/1.xml",
                    "contentType": "text/xml"}],
    )  # fmt: skip
    caption = Caption("A plane.", "AP", sources=[Source("DHA")], url="http://p.example/1.jpg")
    assert found == Article(
        "Museum", captions=[caption], sources=[Source("DHA")], credit="AP", id="urn:x:1"
    )  # fmt: skip
    assert heard == []


def test_figures_and_associations_are_joined_by_name_identifier_or_address():
    body = (
        '<figure><img src="http://p.example/s.jpg"/><figcaption>By address.</figcaption></figure><p>One.</p>'
        '<figure><img data-uri="urn:p:2" src="http://p.example/2.jpg"/></figure><p>Two.</p>'
        '<figure id="three"><figcaption>Other words.</figcaption></figure>'
        "<figure><figcaption>Alone.</figcaption></figure>"
    )
    found, heard = read_one(
        body_xhtml=body,
        associations=[
            {"name": "three", "type": "picture", "description_text": "Words.", "byline": "Cy"},
            {"uri": "urn:p:2", "type": "photo", "description_text": "By identifier.", "infosources": [{"name": "EPA"}]},
            {"name": "one", "type": "picture", "by": "Bo", "renditions": {"s": {"href": "http://p.example/s.jpg"}}},
            {"name": "lead", "type": "graphic", "headline": "Map"},
            {"name": "wordless", "type": "picture", "renditions": {"s": {"href": "http://p.example/w.jpg"}}},
            {"name": "story", "type": "text", "headline": "Read on", "uri": "urn:p:9"},
            3,
        ],
    )
    assert found.captions == (
        Caption("Map"),
        Caption(url="http://p.example/w.jpg"),
        Caption("By address.", "Bo", anchor=0, url="http://p.example/s.jpg"),
        Caption("By identifier.", sources=[Source("EPA")], anchor=1, url="http://p.example/2.jpg"),
        Caption("Other words.", "Cy", anchor=2),
        Caption("Alone.", anchor=2),
    )
    assert found.links == (Link("Read on", id="urn:p:9"),)
    assert sorted(heard) == [("repair.dropped", "$[0]"), ("repair.value", "$[0]")]


def test_dpas_digital_wires():
    found, heard = read_one(
        format="digitalwires@0.9.1", entry_id="x1", updated="2024-09-25T08:38:44Z", language="de",
        categories=[
            {"type": "dnltype:wire", "name": "bdt", "qcode": "dpasrv:bdt"},
            {"type": "dnltype:genre", "name": "Meldung", "qcode": "dpatextgenre:1"},
            {"type": "dnltype:keyword", "name": "Hafen", "qcode": None},
            {"type": "dnltype:desk", "name": "wirtschaft", "qcode": "dpacat:wi"},
            {"type": "dnltype:dpasubject", "name": None, "qcode": "medtop:20000538"},
            {"type": "dnltype:creator", "name": "Ann Lee", "role": None},
            {"type": "dnltype:provider", "name": "dpa", "qcode": "dnlprov:dpa"},
            {"type": "dnltype:located", "name": "Rom"},
            {"type": "dnltype:urgency", "name": "4", "qcode": "urgency:4"},
        ],
        desk_names=["wi"], keyword_names=["Hafen"],
        ednotes=[{"role": "dpaednoterole:editorialnote", "ednote": "Neue Zahl."}],
        notepad={"public_html": "<ul><li>Neue Zahl.</li><li>Ruft <b>an</b>.</li></ul>", "nonpublic_html": None},
        linkbox_html='<ul><li><a href="https://bay.example/2">F\u00e4hren</a></li></ul>',
    )  # fmt: skip
    assert heard == []
    assert (found.section, found.keywords, found.places) == ("wirtschaft", ("Hafen",), ("Rom",))
    assert found.subjects == (
        Subject("bdt", code="dpasrv:bdt"),
        Subject("Freizeit", uri="http://cv.iptc.org/newscodes/mediatopic/20000538"),
    )
    assert found.genres == (Subject("Meldung", code="dpatextgenre:1"),)
    assert found.sources == (Source("Ann Lee", "author"), Source("dpa", "publisher", code="dnlprov:dpa"))
    assert found.editorial_note == "Neue Zahl. Ruft an."
    assert found.links == (Link("F\u00e4hren", "https://bay.example/2"),)


def test_a_picture_that_is_shown_twice_is_joined_once():
    body = '<figure id="a"></figure><p>One.</p><figure id="a"><figcaption>Again.</figcaption></figure>'
    found, _ = read_one(body_xhtml=body, associations=[{"name": "a", "headline": "A"}, {"name": "a", "headline": "B"}])
    assert found.captions == (Caption("A", anchor=0), Caption("Again.", anchor=1))
    found, _ = read_one(body_xhtml=body, associations=[{"name": "a", "headline": "A"}])
    assert found.captions == (Caption("A", anchor=0), Caption("Again.", anchor=1))


def test_many_of_everything_cost_no_more_than_their_number():
    several = range(3000)
    figures = "".join(f'<figure id="a{number}"></figure>' for number in several)
    pictures = [{"name": f"a{number}", "headline": "x", "people": ["b"]} for number in reversed(several)]
    entries = [{"path": f"$.associations[{number}].people[0]", "value": 0, "explains": "c"} for number in several]
    found, _ = read_one(
        body_xhtml=figures, associations=pictures, bodies=[{"role": "newsdoc", "value": json.dumps(entries)}]
    )
    assert len(found.captions) == 3000  # each is looked up by its name, not among all


def test_a_credit_line_beside_a_photographer_keeps_both():
    picture = {"type": "picture", "by": "Bo", "descriptions": [{"role": "creditline", "value": "AP"}]}
    found, _ = read_one(associations=[picture])
    assert found.captions == (Caption(None, "AP", sources=[Source("Bo", "photographer")]),)


def test_figures_of_a_picture_whose_body_repeats_its_headline():
    found, _ = read_one(type="picture", headline="A", body_xhtml="<p>A</p><figure><figcaption>B</figcaption></figure>")
    assert (found.body, found.captions) == ((), (Caption("B", anchor=0),))


def test_spaces_and_white_space_that_means_something():
    article = Article("a  b", ["c  d", "e\xa0f", Preformatted("\n\tg\x85\n")], captions=[Caption("h  i", "j  k")])
    check_total(ninjs, [article])


def test_sniffed_by_content_in_every_encoding():
    text = ninjs.dumps([Article("Headline", ["uri"], sources=[Source("A", uri="a:b")])])
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        assert newsdoc.sniff(text.encode(encoding)) == "ninjs"
    assert newsdoc.sniff('{"headline": "x", "body_html": "cut in ha') == "ninjs"
    assert newsdoc.sniff('[{"a": {"b": ["uri", {}]}, "guid": 1}]') == "ninjs"
    assert newsdoc.sniff('[{"sources": [{"uri": "a:b"}]}, {"guid": 1}]') == "json"
    assert newsdoc.sniff('{"body": ["\\"uri\\": {"], "headline": "guid"}') == "jsonl"


def test_a_reference_to_a_character_that_xml_forbids_loses_nothing_else():
    heard = []
    [article] = ninjs.loads(
        '{"uri": "a:b", "body_html": "<p>One&#1;two &amp; three<p>&nbsp;Four"}', report=heard.append
    )
    assert article.body == ("One\ufffdtwo & three", "Four")
    assert [found.code for found in heard] == ["repair.characters"]


def test_written_and_read_through_the_front_door(tmp_path):
    path = tmp_path / "bridge.ninjs.json"
    newsdoc.write([FULL], path)
    assert newsdoc.read(path) == [FULL]


def test_several_articles_become_a_file_each(tmp_path):
    from newsdoc.cli import main

    newsdoc.write([FULL, Article("B")], tmp_path / "two.json")
    with pytest.raises(SystemExit) as ended:
        raise SystemExit(main(["convert", str(tmp_path / "two.json"), "--to", "ninjs", "-o", f"{tmp_path}/out/"]))
    assert not ended.value.code
    found = {path.name: newsdoc.read(path) for path in (tmp_path / "out").iterdir()}
    assert found == {"two-1.ninjs.json": [FULL], "two-2.ninjs.json": [Article("B")]}


def test_the_web_address_of_a_party_is_a_link():
    contacts = [{"type": "web", "value": "https://brewery.example/"}, {"type": "telephone", "value": "+41 1"}]
    found, heard = read_one(organisations=[{"name": "Bay Brewery", "contactinfo": contacts}])
    assert found.links == (Link("Bay Brewery", "https://brewery.example/"),)
    assert heard == []


def test_a_picture_whose_address_is_called_url():
    picture = {
        "type": "picture",
        "headline": "A bridge",
        "renditions": [{"width": 9, "url": "https://p.example/1.jpg"}],
    }
    found, _ = read_one(associations=[picture])
    assert [caption.url for caption in found.captions] == ["https://p.example/1.jpg"]


ODD = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        ["a\tb", " x ", "a\x00", "Tom &amp; Sue", "&#8232;", "&nbsp;", "http://a b", "urn:x", "javascript:x", "Ünlü"]
    ),
    st.integers(),
    st.none(),
)


@given(
    st.lists(st.fixed_dictionaries(dict.fromkeys(("name", "uri", "role", "rel", "code", "scheme"), ODD)), max_size=3)
)
def test_parties_and_subjects_are_what_the_model_takes(entries):
    names = ("infoSources", "people", "authors", "subjects", "places")
    found, _ = read_one(**dict.fromkeys(names, entries), source=[each["name"] for each in entries])
    for each in (*found.sources, *found.subjects):
        attrs.validate(each)


@pytest.mark.parametrize(
    ("anchor", "links", "left_out"),
    [
        ('<a href="https://bay.example/2">Ferries</a>', [Link("Ferries", "https://bay.example/2")], 0),
        ('<a href="https://bay.example/2"><b>Ferries</b> wait</a>', [Link("Ferries wait", "https://bay.example/2")], 0),
        ('<a href="javascript:run()">Ferries</a>', [], 1),
        ("<a>Ferries</a>", [], 1),
        ('<a href="https://bay.example/2"></a>', [], 0),
    ],
)
def test_a_box_of_links_has_links_with_words_and_an_address(anchor, links, left_out):
    found, heard = read_one(linkbox_html=f"<ul><li>{anchor}</li></ul>")
    assert found.links == tuple(links)
    assert [code for code, _ in heard].count("repair.dropped") == left_out


@pytest.mark.parametrize(
    ("kind", "renditions", "url", "codes"),
    [
        ("video", {"a": {"href": "http://p.example/1.mp4", "mimetype": "video/mp4", "width": 1920},
                   "b": {"href": "http://p.example/1.jpg", "mimetype": "image/jpeg", "width": 640}},
         "http://p.example/1.jpg", ["repair.dropped"]),
        ("audio", {"a": {"href": "http://p.example/1.mp3"}, "b": {"href": "http://p.example/1.png?a"}},
         "http://p.example/1.png?a", ["repair.dropped"]),
        ("picture", {"a": {"href": "http://p.example/1.mp4"}}, "http://p.example/1.mp4", []),
    ],
)  # fmt: skip
def test_the_address_of_a_recording_is_not_that_of_a_picture(kind, renditions, url, codes):
    found, heard = read_one(
        headline="A",
        body_text="It opened.",
        associations={"a": {"renditions": renditions, "type": kind, "description_text": "Words."}},
    )
    assert found.captions == (Caption("Words.", url=url),)
    assert [code for code, _ in heard] == codes


def test_a_signal_of_dpa_is_reported():
    found, heard = read_one(categories=[{"type": "dnltype:signal", "name": "update", "qcode": "sig:update"}])
    assert (found.subjects, heard) == ((), [("repair.dropped", "$[0]")])
