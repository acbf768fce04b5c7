from __future__ import annotations

import json
import re
import tracemalloc
from datetime import UTC, date, datetime, timedelta, timezone
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import newsdoc
import newsml_tree
from examples import FULL
from laws import (
    NOW,
)
from newsdoc import (
    Article,
    Caption,
    DiagnosticError,
    Link,
    ModelError,
    ReadError,
    Rights,
    Source,
    Subhead,
    Subject,
    WriteError,
)
from newsdoc.formats import newsml
from newsdoc.formats.builder import ArticleBuilder
from newsdoc.formats.newsml import unread
from newsdoc.formats.newsml.join import WINDOW
from newsdoc.formats.newsml.parse import parse_item
from newsdoc.formats.newsml.vocabulary import IPTC_SCHEMES
from newsdoc.strategies import articles, clean_text
from shared import shared

plain = articles(body=st.lists(clean_text()))  # written by a way of its own
several = st.lists(articles() | plain, min_size=1, max_size=3)
SUBJ = IPTC_SCHEMES["subj"]
MEDTOP = IPTC_SCHEMES["medtop"]
G2 = {"g": newsml_tree.G2, "h": newsml_tree.XHTML}


def item(inside="", *, body="", **attributes):
    """A newsItem around some metadata and a body, as the wild has them."""
    given_names = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return (
        f'<newsItem xmlns="{newsml_tree.G2}"{given_names}>{inside}'
        f'<contentSet><inlineXML contenttype="application/xhtml+xml">{body}</inlineXML></contentSet></newsItem>'
    )


def message(*items):
    return f'<newsMessage xmlns="{newsml_tree.G2}"><itemSet>{"".join(items)}</itemSet></newsMessage>'


def read(text):
    heard = []
    return newsml.loads(text, report=heard.append), [(found.code, found.path) for found in heard]


def read_meta(inside):
    """The article of an item with this content metadata."""
    found, heard = read(item(f"<contentMeta>{inside}</contentMeta>"))
    return found[0], heard


# --- validity: two judges, and the order of everything by a third ---


@pytest.fixture(scope="session")
def second_schema():
    """The same schema for `xmlschema`, which checks IDREFS as well and takes nothing it does not understand."""
    import xmlschema

    path = shared("schemas/newsml-g2/2.35/NewsML-G2_2.35-spec-All-Power.xsd")
    return xmlschema.XMLSchema(str(path), use_fallback=False)


@given(several)
def test_valid_for_libxml2(libxml2_schema, found):
    libxml2_schema.assertValid(etree.fromstring(newsml.dumps(found, now=NOW)))


@settings(max_examples=15)
@given(several)
def test_valid_for_a_second_judge(second_schema, found):
    second_schema.validate(newsml.dumps([FULL, *found], now=NOW), use_defaults=False)


def test_the_second_judge_checks_what_the_first_does_not(libxml2_schema, second_schema):
    broken = newsml.dumps([FULL], now=NOW).replace('contentrefs="i1-fig2"', 'contentrefs="nowhere"')
    libxml2_schema.assertValid(etree.fromstring(broken))
    assert not second_schema.is_valid(broken)


@given(several)
def test_the_same_as_a_plain_tree_writer(found):
    tree = newsml_tree.document(found, NOW.isoformat())
    assert newsml_tree.canonical(newsml.dumps(found, now=NOW)) == newsml_tree.canonical(tree)


@given(several)
def test_every_qcode_has_a_declared_scheme(found):
    root = etree.fromstring(newsml.dumps(found, now=NOW))
    catalog = {"cpnat", "cpprole", "drol", "irel", "ninat", "stat", *IPTC_SCHEMES}
    for news_item in root.iter(f"{{{newsml_tree.G2}}}newsItem"):
        declared = catalog | set(news_item.xpath("g:catalog/g:scheme/@alias", namespaces=G2))
        names = ("qcode", "role", "rel", "type")
        path = " | ".join(f"g:*//@{name}[not(ancestor::h:html)]" for name in names)
        codes = " ".join(news_item.xpath(path, namespaces=G2)).split()
        assert {code.partition(":")[0] for code in codes} <= declared


def test_iptcs_own_package_finds_headline_provider_and_language():
    package = pytest.importorskip("NewsMLG2")
    found = package.NewsMLG2Document(newsml.dumps([FULL], now=NOW).encode()).get_item()
    assert str(found.contentmeta.headline[0]) == FULL.headline
    assert [str(name) for name in found.itemmeta.provider.name] == ["Example Post"]
    assert found.contentmeta.language[0].tag == FULL.language


# --- the form ---


def test_one_article_is_an_item_and_several_are_a_message():
    assert newsml.dumps([FULL]).startswith("<newsItem ")
    assert newsml.dumps([FULL, FULL]).startswith("<newsMessage ")
    with pytest.raises(WriteError, match="no article"):
        newsml.dumps([])


@pytest.mark.parametrize("found", [[FULL], [Article("A")], [FULL, Article("A")]], ids=["full", "bare", "several"])
@pytest.mark.parametrize("options", [{}, {"residual": False}, {"guid": "urn:bay:{hash}", "provider": "Bay"}])
def test_text_has_no_declaration_and_bytes_have_one(found, options):
    file = BytesIO()
    newsml.dump(found, file, now=NOW, **options)
    declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
    assert file.getvalue().decode() == declaration + newsml.dumps(found, now=NOW, **options)


def test_the_residual_holds_only_what_is_missing():
    root = etree.fromstring(newsml.dumps([FULL], now=NOW))
    assert root.xpath("//g:itemMetaExtProperty", namespaces=G2) == []
    bare = etree.fromstring(newsml.dumps([Article("Headline", ["Body"])], now=NOW))
    entries = [json.loads(each.get("value")) for each in bare.xpath("//g:itemMetaExtProperty", namespaces=G2)]
    assert [(entry["path"], entry["value"]) for entry in entries] == [("$.id", None), ("$.modified", None)]


def test_an_entry_does_not_count_once_another_system_has_changed_what_it_explains():
    text = newsml.dumps([Article("A", sources=[Source("Wire"), Source("Post", "publisher")])], now=NOW)
    changed = text.replace(f"<versionCreated>{NOW.isoformat()}", "<versionCreated>2026-01-01T00:00:00Z")
    changed = changed.replace("<provider><name>Post", "<provider><name>Times")
    found, heard = read(changed)
    assert found[0].modified == datetime(2026, 1, 1, tzinfo=UTC)
    assert found[0].sources == (Source("Times", "publisher"), Source("Wire"))
    assert heard == [("repair.stale", "$[0].modified"), ("repair.stale", "$[0].publisher")]


def test_a_second_provider_that_was_added_does_not_move_the_first_one():
    story = Article("A", sources=[Source("Wire"), Source("Post", "publisher")])
    text = newsml.dumps(story, now=NOW).replace("</provider>", "</provider><provider><name>Times</name></provider>")
    codes = []
    assert newsml.loads(text, report=lambda diagnostic: codes.append(diagnostic.code)) == [story]
    assert codes == ["repair.dropped"]


def test_equal_articles_without_id_have_equal_ids_and_others_do_not():
    def guid(article):
        return etree.fromstring(newsml.dumps([article])).get("guid")

    assert guid(Article("A")) == guid(Article("A"))
    assert guid(Article("A")).startswith("urn:newsdoc:sha256:")
    assert guid(Article("A")) != guid(Article("A", [Subhead("A")]))


def test_what_is_displayed_wins_over_its_copy():
    text = newsml.dumps([FULL], now=NOW)
    text = text.replace("<figcaption>The old bridge.", "<figcaption>The new bridge.")
    text = text.replace(f"<title>{FULL.headline}", "<title>Another title")
    found, _ = read(text)
    assert found[0].captions[0].text == "The new bridge."
    assert found[0].headline == FULL.headline


def test_articles_are_written_one_at_a_time():
    file = BytesIO()
    lengths = []

    def watched():
        for _ in range(4):
            lengths.append(len(file.getvalue()))
            yield FULL

    newsml.dump(watched(), file)
    assert lengths[2] < lengths[3]


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (datetime(2025, 3, 14), "no time zone"),
        (datetime.min.replace(tzinfo=timezone(timedelta(hours=1))), "outside the years 1 to 9999 in UTC"),
    ],
)
def test_now_is_a_moment(now, words):
    with pytest.raises(WriteError, match=words):
        newsml.dumps([FULL], now=now)


def test_now_is_the_source_date_of_a_build(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert "<versionCreated>1970-01-01T00:00:00+00:00<" in newsml.dumps([Article("A")])
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    with pytest.raises(WriteError, match="SOURCE_DATE_EPOCH is 'soon'"):
        newsml.dumps([Article("A")])


# --- reading: metadata as the wild has it ---


@pytest.mark.parametrize(
    "namespace", ["", 'xmlns="http://iptc.org/std/nar/2006-10-01/"', 'xmlns="http://example.org/other"']
)
def test_any_namespace_or_none(namespace):
    text = f"<newsItem {namespace} guid='a'><contentMeta><headline>H</headline></contentMeta></newsItem>"
    assert newsml.loads(text) == [Article("H", id="a")]


def test_headlines_by_role_then_rank_then_order():
    headlines = [
        ('<headline rank="3">C</headline><headline rank="1">A</headline>', ("A", "C")),
        ('<headline role="x:subHeadline">B</headline><headline>A</headline>', ("A", "B")),
        ('<headline role="apahltype:subtitle">B</headline><headline role="apahltype:title">A</headline>', ("A", "B")),
        ("<headline/><headline>A</headline><headline> </headline>", ("A", None)),
        ('<headline role="x:deck">B</headline>', (None, "B")),
    ]
    for inside, expected in headlines:
        found, heard = read_meta(inside)
        assert (found.headline, found.deck) == expected
        assert not heard


def test_a_headline_in_another_language_is_not_a_deck():
    inside = '<language tag="de"/><headline xml:lang="en">B</headline><headline xml:lang="de-AT">A</headline>'
    found, heard = read_meta(inside)
    assert (found.headline, found.deck) == ("A", None)
    assert heard == [("repair.dropped", "$[0]")]


def test_a_third_headline_is_reported():
    found, heard = read_meta("<headline>A</headline><headline>B</headline><headline>C</headline>")
    assert (found.headline, found.deck) == ("A", "B")
    assert heard == [("repair.dropped", "$[0]")]


@pytest.mark.parametrize(
    ("inside", "source"),
    [
        ('<infoSource role="isrol:originfo"><name>AFP</name></infoSource>', Source("AFP", "agency")),
        ('<infoSource role="cRole:origProv" literal="AFP"/>', Source("AFP", "agency")),
        ('<infoSource role="cpprole:imgSupplier" literal="AFP"/>', Source("AFP", "agency")),
        ('<infoSource roleuri="http://cv.iptc.org/newscodes/contentprodpartyrole/distributor" literal="A"/>',
         Source("A", "distributor")),
        ('<infoSource qcode="is:AP"><name>AP</name></infoSource>', Source("AP", code="is:AP")),
        ("<creator><name>Ann</name></creator>", Source("Ann", "author")),
        ('<creator qcode="crol:photographer"><name>Ann</name></creator>', Source("Ann", "photographer")),
        ('<creator role="crol:photographer" uri="http://a.example/ann"><name>Ann</name></creator>',
         Source("Ann", "photographer", uri="http://a.example/ann")),
        (
            ("<creator><name>Ann</name><personDetails><contactInfo><email>ann@bay.example</email></contactInfo>"
            "</personDetails></creator>"),
            Source("Ann", "author", uri="mailto:ann@bay.example"),
        ),
        ('<contributor role="ctrol:descrWriter"><name>Bo</name></contributor>', Source("Bo", "descr-writer")),
        ('<contributor><name role="nrol:mnemonic">b</name><name>Bo</name></contributor>', Source("Bo", "contributor")),
        ('<provider qcode="nprov:AFP"/>',
         Source("nprov:AFP", "publisher", uri="http://cv.iptc.org/newscodes/newsprovider/AFP")),
        ('<provider literal="reuters.com"/>', Source("reuters.com", "publisher")),
        ('<provider uri="http://post.example/"/>',
         Source("http://post.example/", "publisher", uri="http://post.example/")),
        ("<provider>AFP</provider>", Source("AFP", "publisher")),
    ],
)  # fmt: skip
def test_roles_in_every_spelling(inside, source):
    assert read_meta(inside)[0].sources == (source,)


def test_one_party_in_two_foreign_roles_of_one_meaning_is_one_source():
    inside = '<infoSource role="cRole:source" literal="AFP"/><infoSource role="cRole:origProv" literal="AFP"/>'
    assert read_meta(inside)[0].sources == (Source("AFP", "agency"),)


@pytest.mark.parametrize(
    ("text", "expected", "codes"),
    [
        ("2016-01-12T12:35:40Z", datetime(2016, 1, 12, 12, 35, 40, tzinfo=UTC), []),
        (" 2016-01-12T12:35:40.5+00:00\n", datetime(2016, 1, 12, 12, 35, 40, 500000, tzinfo=UTC), []),
        ("2016-01-12", date(2016, 1, 12), []),
        ("20160112", date(2016, 1, 12), ["repair.time"]),
        ("2016-01-12T12:35:40+0000", datetime(2016, 1, 12, 12, 35, 40, tzinfo=UTC), ["repair.time"]),
        ("20160112T123540Z", datetime(2016, 1, 12, 12, 35, 40, tzinfo=UTC), ["repair.time"]),
        ("20160112T123540+0000", datetime(2016, 1, 12, 12, 35, 40, tzinfo=UTC), ["repair.time"]),
        ("2016-01-12 12:35:40 GMT+00:00", datetime(2016, 1, 12, 12, 35, 40, tzinfo=UTC), ["repair.time"]),
        ("2016-01-11T24:00:00Z", datetime(2016, 1, 12, tzinfo=UTC), []),
        ("Tue, 12 Jan 2016 12:35:40 +0000", datetime(2016, 1, 12, 12, 35, 40, tzinfo=UTC), ["repair.time"]),
        ("2016-01-12 12:35:40", date(2016, 1, 12), ["repair.time", "repair.time"]),
        ("2016-01-12T12:35:40", date(2016, 1, 12), ["repair.time"]),
        ("2016-13-12T12:35:40Z", None, ["repair.time"]),
        ("2016-01-12T12:35:40+15:00", None, ["repair.time"]),
        ("2016", None, ["repair.time"]),
        ("soon", None, ["repair.time"]),
        ("Tue, 99 Jan 2016 12:35:40 +0000", None, ["repair.time"]),
        ("2016-01-12T12:35", date(2016, 1, 12), ["repair.time", "repair.time"]),
        ("", None, []),
    ],
)
def test_dates_in_every_form(text, expected, codes):
    found, heard = read_meta(f"<contentCreated>{text}</contentCreated>")
    assert found.published == expected
    assert heard == [(code, "$[0].published") for code in codes]


def test_a_moment_without_zone_is_taken_for_utc_and_that_is_said():
    found, heard = read_meta("<embargoed>2016-01-12T12:35:40</embargoed>")
    assert found.embargoed == datetime(2016, 1, 12, 12, 35, 40, tzinfo=UTC)
    assert heard == [("guess.zone", "$[0].embargoed")]


@pytest.mark.parametrize(("embargo", "more"), [("", []), ("until noon", [("repair.time", "$[0].embargoed")])])
def test_an_embargo_whose_time_is_not_known_withholds(embargo, more):
    found, heard = read_meta(f"<embargoed>{embargo}</embargoed>")
    assert (found.status, found.embargoed) == ("withheld", None)
    assert heard == [*more, ("repair.embargo", "$[0].status")]
    assert read_meta(f"<embargoed>{embargo}</embargoed><pubStatus qcode='stat:canceled'/>")[0].status == "canceled"


@pytest.mark.parametrize(("item_lang", "tag", "expected"), [
    ("it-IT", "it", "it-IT"), ("en-GB", "fr", "fr"), ("", "sv", "sv"), ("de", "", "de"), ("en_US", "", "en-US"),
    ("swe", "", "swe"), ("?", "", None),
])  # fmt: skip
def test_the_contents_language_or_the_items_where_it_is_more_exact(item_lang, tag, expected):
    inside = f"<contentMeta>{f'<language tag={tag!r}/>' if tag else ''}</contentMeta>"
    found, _ = read(item(inside, **{"xml:lang": item_lang}))
    assert found[0].language == expected


@pytest.mark.parametrize(
    ("inside", "field", "expected"),
    [
        ("<urgency>10</urgency>", "urgency", None),
        ("<urgency> 4 </urgency>", "urgency", 4),
        ('<pubStatus qcode="stat:canceled"/>', "status", "canceled"),
        ('<pubStatus qcode="stat:gone"/>', "status", "usable"),
        ("<ednote>Note</ednote>", "editorial_note", "Note"),
        ("<edNote>A</edNote><edNote>B</edNote><edNote>A</edNote>", "editorial_note", "A B"),
        ("<by>By <span>Ann</span> Example</by>", "byline", "By Ann Example"),
        ("<headline>A\n   B</headline>", "headline", "A B"),
        ('<altId type="x:canonicalUrl">http://a.example/b c</altId>', "url", "http://a.example/b%20c"),
        ("<located><name>Porthaven</name></located><located literal='Elsewhere'/>", "places",
         ("Porthaven", "Elsewhere")),
        ('<description role="x:moreInfo">B</description><description role="drol:teaser">A</description>', "summary",
         "A"),
    ],
)  # fmt: skip
def test_values_are_mended_or_left_out(inside, field, expected):
    assert getattr(read_meta(inside)[0], field) == expected


def test_items_that_are_not_news_are_skipped():
    found, heard = read(message("<conceptItem/>", item(guid="a"), "<planningItem/>"))
    assert [article.id for article in found] == ["a"]
    assert heard == [("repair.skipped", None)] * 2


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("<newsItem>\n<a></newsItem>", 2, "mismatch"),
        ("", 1, "no element found"),
        ("\n<rss/>", 2, "the root element is rss"),
        ("<newsItem>\ud800</newsItem>", 1, "lone surrogate"),
        ("<newsItem>\n\n</newsitem>", 3, ""),
        ("<a>" * 300 + "</a>" * 300, 1, "depth"),
    ],
)
def test_what_is_not_newsml_is_refused_with_its_line(text, line, words):
    with pytest.raises(ReadError) as caught:
        newsml.loads(text)
    assert (caught.value.format, caught.value.line) == ("newsml", line)
    assert words.lower() in caught.value.message.lower()


def test_a_str_is_what_it_is_whatever_its_declaration_says():
    text = '<?xml version="1.0" encoding="ISO-8859-1"?>' + item("<contentMeta><headline>é</headline></contentMeta>")
    assert newsml.loads(text)[0].headline == newsml.loads(text.encode("latin-1"))[0].headline == "é"
    assert newsml.loads("\ufeff" + item(guid="a")) == newsml.loads(b"\xef\xbb\xbf" + item(guid="a").encode())


def test_mended_names_and_numbers_are_said():
    found, heard = read(item(guid="a b", version="x"))
    assert (found[0].id, found[0].version) == ("ab", 1)
    assert heard == [("repair.value", "$[0].id"), ("repair.value", "$[0].version")]
    assert newsml.loads(item(guid=" ", version=" 3 ")) == [Article(version=3)]


@pytest.mark.parametrize(
    "inside",
    [
        "<creator/>", "<located/>", "<keyword> </keyword>", "<subject/>", "<genre/>", "<provider/>", "<description/>",
        '<altId type="x:url">no address</altId>', '<itemMetaExtProperty rel="nd:residual" value="[]"/>',
        '<itemMetaExtProperty rel="nd:residual" value="no JSON"/>', "<by/>",
        '<itemMetaExtProperty rel="nd:residual" value=\'{"path": 1, "value": null, "explains": null}\'/>',
        '<link rel="irel:seeAlso" href="file:a"/>',
    ],
)  # fmt: skip
def test_what_says_nothing_is_nothing(inside):
    assert read_meta(inside) == (Article(), [])


def test_text_of_an_unknown_element_is_reported():
    assert read_meta("<unheardOf>text<a>more</a></unheardOf>") == (Article(), [("repair.dropped", "$[0]")])


def test_the_name_of_a_file_inside_another_element_is_for_machines():
    assert read_meta("<rating><fileName title='Two words'>rating.dat</fileName></rating>") == (Article(), [])


def test_a_short_name_that_repeats_the_code_of_a_genre_is_not_reported():
    genre = "<genre {}><name>Editorial</name><name>edi</name></genre>"
    for code in ('qcode="svc:edi"', 'uri="http://svc.example/edi"'):
        found, heard = read_meta(genre.format(code))
        assert ([each.name for each in found.genres], heard) == (["Editorial"], [])


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<contentMetaExtProperty rel='x:desk' literal='Sports desk'/>", "Sports desk"),
        ("<audience literal='Young readers'/>", "Young readers"),
        ("<located literal='said to be Rome'><name>Rome</name></located>", "said to be Rome"),
        ("<subject literal='oil'><name>Oil</name><related rel='x:a' value='In depth'/></subject>", "In depth"),
        ("<subject literal='oil'><name>Oil</name></subject><audience literal='x:a1'/>", None),
    ],
)
def test_words_in_attributes_that_no_field_takes_are_reported(inside, said):
    heard = []
    newsml.loads(item(f"<contentMeta>{inside}</contentMeta>"), report=heard.append)
    assert [note.message.rpartition(": ")[2] for note in heard] == ([repr(said)] if said else [])


def test_a_residual_entry_for_a_path_that_is_none_of_ours_is_stale():
    entry = json.dumps({"path": "$.headline", "value": "forged", "explains": None})
    assert read_meta(f"<itemMetaExtProperty rel='nd:residual' value='{entry}'/>") == (
        Article(),
        [("repair.stale", "$[0].headline")],
    )


def test_parts_are_captions_and_their_fields_are_not_the_articles():
    part = (
        '<partMeta contentrefs="{}"><urgency>1</urgency><creator role="crol:photographer" literal="Ann"/>'
        "<creditline>AFP</creditline><description>A bridge</description><description>B</description></partMeta>"
    )
    figure = '<figure xml:id="f"><img src="http://p.example/1"/></figure><p>Words</p>'
    words = {"text": "A bridge", "credit": "AFP", "sources": [Source("Ann", "photographer")]}
    found, heard = read(item(part.format("f"), body=figure))
    assert found == [Article(None, ["Words"], captions=[Caption(**words, anchor=0, url="http://p.example/1")])]
    assert heard == [("repair.dropped", "$[0]")]
    found, _ = read(item(part.format("nowhere"), body="<p>Words</p>"))
    assert found == [Article(None, ["Words"], captions=[Caption(**words)])]


@pytest.mark.parametrize(
    ("words", "caption"),
    [
        ("<description>A bridge</description>", Caption("A bridge")),
        ("<creditline>AFP</creditline>", Caption(None, "AFP")),
    ],
)
def test_a_part_without_a_figure_is_a_caption_if_it_has_words_or_a_credit(words, caption):
    assert read(item(f"<partMeta>{words}</partMeta>", body="<p>B</p>"))[0] == [Article(None, ["B"], captions=[caption])]


def test_a_picture_without_words_is_its_address():
    found, heard = read(item(body='<figure><img src="http://p.example/1"/></figure><p>Words</p>'))
    assert found == [Article(None, ["Words"], captions=[Caption(url="http://p.example/1", anchor=0)])]
    assert heard == []


def test_codes_are_read_as_addresses_where_their_scheme_is_known():
    catalog = '<catalog><scheme alias="own" uri="http://own.example/"/><scheme/></catalog>'
    subjects = "".join(
        f'<subject qcode="{code}"><name>{code}</name></subject>' for code in ("own:1", "medtop:2", "odd:3")
    )
    found, heard = read(item(f"{catalog}<contentMeta>{subjects}<subject qcode='odd:4'/></contentMeta>"))
    assert [(subject.name, subject.uri, subject.code) for subject in found[0].subjects] == [
        ("own:1", "http://own.example/1", None),
        ("medtop:2", "http://cv.iptc.org/newscodes/mediatopic/2", None),
        ("odd:3", None, "odd:3"),
        ("odd:4", None, "odd:4"),
    ]
    assert heard == []
    text = item(f"<contentMeta>{subjects}</contentMeta>")
    [found] = newsml.loads(text, catalogs={"odd": "http://odd.example/", "own": "http://own.example/x/"})
    assert [subject.uri for subject in found.subjects] == [
        "http://own.example/x/1",
        "http://cv.iptc.org/newscodes/mediatopic/2",
        "http://odd.example/3",
    ]


@pytest.mark.parametrize(
    ("inside", "field", "expected"),
    [
        ('<genre qcode="genre:Current"><name>Report</name></genre>', "genres",
         (Subject("Report", "http://cv.iptc.org/newscodes/genre/Current"),)),
        ('<genre literal="7"><name>Interview</name></genre><genre literal="Feature"/>', "genres",
         (Subject("Interview", code="7"), Subject("Feature"))),
        ('<subject literal="A"><name>A</name></subject>', "subjects", (Subject("A", code="A"),)),
        ('<subject qcode="ECO"><name>Economy</name></subject>', "subjects", (Subject("Economy", code="ECO"),)),
        ('<subject qcode="x:1" uri="http://x.example/1"><name>A</name></subject>', "subjects",
         (Subject("A", "http://x.example/1"),)),
        ('<infoSource literal="bw"><name>Bay Wire</name></infoSource>', "sources", (Source("Bay Wire", code="bw"),)),
        ('<link href="http://a.example/1"><title>Ferries</title></link>', "links",
         (Link("Ferries", "http://a.example/1"),)),
        ('<link residref="urn:b 1" title="Ferries"/><link href="file:a"/><link residref="urn:c"/>', "links",
         (Link("Ferries", id="urn:b1"),)),
        ('<link href="http://a.example/2"/>', "links", (Link("http://a.example/2", "http://a.example/2"),)),
        ('<link href="javascript:a()" residref="urn:b"><title>A</title></link>', "links", (Link("A", id="urn:b"),)),
    ],
)  # fmt: skip
def test_genres_codes_and_links(inside, field, expected):
    found, heard = read_meta(inside)
    assert (getattr(found, field), heard) == (expected, [])


def test_a_media_topic_without_a_name_has_iptcs():
    topic = '<subject qcode="medtop:20000538"/>'
    for language, name in (
        ("", "leisure"),
        ("de-AT", "Freizeit"),
        ("fi", "leisure"),
        ("no", "fritid"),
        ("en-US", "leisure"),
    ):
        [found] = newsml.loads(item(f'<contentMeta><language tag="{language}"/>{topic}</contentMeta>'))
        assert found.subjects == (Subject(name, "http://cv.iptc.org/newscodes/mediatopic/20000538"),)
    named = '<subject qcode="medtop:20000538"><name>medtop:20000538</name></subject><subject qcode="medtop:1"/>'
    found, _ = read_meta(named)
    assert [each.name for each in found.subjects] == ["medtop:20000538", "medtop:1"]


def test_broader_topics_services_and_sets_are_topics():
    found, heard = read_meta(
        '<located qcode="c:1"><name>Delhi</name><broader qcode="c:2"><name>India</name></broader></located>'
        '<subject literal="s"><name>Oil</name><broader qcode="medtop:04000000"/><broader><name>Energy</name></broader>'
        "<broader><name>Oil</name></broader></subject>"
        '<service qcode="svc:a"><name>Daily</name></service><service qcode="svc:b"/>'
        '<memberOf literal="Sports"><name>Sports</name></memberOf>'
    )
    assert found.places == ("Delhi",)
    assert found.subjects == (
        Subject("Oil", code="s"),
        Subject("Sports", code="Sports"),
        Subject("Daily", code="svc:a"),
        Subject("Energy"),
        Subject("India", code="c:2"),
    )
    assert heard == []


def test_what_is_asserted_of_concepts():
    text = item(
        '<assert qcode="o:1"><name>Bay Brewery</name><organisationDetails><contactInfo><web>http://bay.example</web>'
        "<phone>1 23</phone></contactInfo></organisationDetails></assert>"
        '<assert qcode="c:1"><broader qcode="c:2"><name>India</name></broader></assert><assert><web>no</web></assert>'
    )
    heard = []
    [found] = newsml.loads(text, report=heard.append)
    assert found.links == (Link("Bay Brewery", "http://bay.example"),)
    assert found.subjects == (Subject("Bay Brewery", code="o:1"), Subject("India", code="c:2"))
    [note] = heard
    assert note.message == "the assert has no place in the model and was left out: '1 23'; 'no'"


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ('<edNote>Call <a href="https://bay.example/desk">the desk</a>.</edNote>', "https://bay.example/desk"),
        ('<assert qcode="c:1"><name>Bay</name><hasInstrument symbol="BAYB"/></assert>', "BAYB"),
    ],
)
def test_an_address_or_a_symbol_beside_a_text_is_reported(inside, words):
    heard = []
    outside = inside if inside.startswith("<assert") else ""
    text = item(f"<contentMeta>{'' if outside else inside}</contentMeta>{outside}")
    newsml.loads(text, report=heard.append)
    assert [words in note.message for note in heard if note.code == "repair.dropped"] == [True]


def test_a_link_to_the_articles_own_page_is_not_one_to_another():
    inside = '<link rel="irel:seeAlso" href="http://a.example/"/><altId type="nd:canonical">http://a.example/</altId>'
    assert read_meta(inside) == (Article(url="http://a.example/"), [])


def test_an_item_that_is_not_here_is_a_link():
    ref = '<itemRef residref="urn:b"><title>Ferries</title><description>They run.</description></itemRef>'
    group = f"<groupSet><group>{ref}</group></groupSet>"
    text = f'<packageItem xmlns="{newsml_tree.G2}"><contentMeta/>{group}</packageItem>'
    found, heard = read(text)
    assert found[0].links == (Link("Ferries", id="urn:b"),)
    assert heard == [("repair.dropped", "$[0]")]


def test_of_a_link_everything_else_is_reported():
    inside = '<title>Ferries</title><note>On time</note><x href="https://b.example/2"/>'
    text = item(f'<itemMeta><link residref="urn:b">{inside}</link></itemMeta>')
    assert newsml.loads(text)[0].links == (Link("Ferries", id="urn:b"),)
    assert left_out(text) == ["On time", "https://b.example/2"]


@pytest.mark.parametrize(
    "way", ["<itemMeta><link {0}</link></itemMeta>", "<groupSet><group><itemRef {0}</itemRef></group></groupSet>"]
)
def test_of_two_titles_of_a_link_the_second_is_reported(way):
    inside = way.format('residref="urn:b"><title>Ferries</title><title>Boats</title>')
    heard = []
    [article] = newsml.loads(item(inside), report=heard.append)
    assert article.links == (Link("Ferries", id="urn:b"),)
    assert [note.message.rpartition(": ")[2] for note in heard] == ["'Boats'"]


def test_a_package_that_refers_to_nothing_is_not_an_article_beside_others():
    head = "<contentMeta><headline>Top stories</headline></contentMeta>"
    package = f'<packageItem xmlns="{newsml_tree.G2}">{head}</packageItem>'
    assert read(package) == ([Article("Top stories")], [])
    assert read(message(item(body="<p>B</p>"), package)) == ([Article(None, ["B"])], [("repair.skipped", None)])


def test_a_link_without_a_target_is_reported():
    found, heard = read_meta('<link rel="irel:seeAlso"><title>Ferries</title></link>')
    assert (found.links, heard) == ((), [("repair.dropped", "$[0]")])


def test_iptcs_concepts_are_written_as_qcodes_and_no_others():
    codes = "http://cv.iptc.org/newscodes/"
    article = Article(
        subjects=[
            Subject("Economy", f"{codes}mediatopic/04000000"),
            Subject("Other", "https://o.example/1", code="o:1"),
        ],
        sources=[
            Source("Bo", "agency", uri=f"{codes}newsprovider/BW"),
            Source("X", uri=f"{codes}contentprodpartyrole/a"),
        ],
    )
    text = newsml.dumps([article])
    assert '<subject type="cpnat:abstract" qcode="medtop:04000000"><name>Economy</name></subject>' in text
    assert '<subject type="cpnat:abstract" uri="https://o.example/1" literal="o:1"><name>Other</name></subject>' in text
    assert '<infoSource role="cpprole:contentSource" qcode="nprov:BW"><name>Bo</name></infoSource>' in text
    assert f'uri="{codes}contentprodpartyrole/a"' in text
    assert newsml.loads(text) == [article]


def test_addresses_are_mended_or_left_out():
    found, heard = read_meta('<creator uri="http://a.example/ü"/><creator uri="nobody"><name>Bo</name></creator>')
    assert [source.uri for source in found.sources] == ["http://a.example/%C3%BC", None]
    assert [code for code, _ in heard] == ["repair.uri", "repair.uri"]


@pytest.mark.parametrize(
    ("party", "name"), [("><name>Bo</name></creator>", "Bo"), (" literal='Cy'/>", "Cy"), ("/>", "nobody")]
)
def test_a_wrong_address_is_reported_with_the_name_that_has_it(party, name):
    heard = []
    newsml.loads(item(f"<contentMeta><creator uri='nobody'{party}</contentMeta>"), report=heard.append)
    assert [each.message.partition(" is ")[0] for each in heard] == [f"the address of {name!r}"]


def test_one_broken_item_does_not_stop_a_message(monkeypatch):
    def fragile(element):
        if element.get("guid") == "b":
            raise ModelError("Article.headline is broken")
        return parse_item(element)

    monkeypatch.setattr(newsml, "parse_item", fragile)
    found, heard = read(message(*(item(guid=name) for name in "abc")))
    assert [article.id for article in found] == ["a", "c"]
    assert heard == [("error.item", None)]


def test_what_report_raises_comes_through():
    with pytest.raises(DiagnosticError):
        newsml.loads(item("<contentMeta><rating><name>A</name></rating></contentMeta>"), report=_raise)


def _raise(diagnostic):
    raise DiagnosticError(diagnostic)


# --- reading: the body in every dress ---

NITF = (
    "<body><body.head><hedline><hl1>A</hl1><hl2>B</hl2></hedline><byline>By <person>Ann</person></byline>"
    "<dateline><location>Rome</location></dateline><note>Only here</note></body.head>"
    "<body.content><block><p>Words</p><hl2>Sub</hl2></block></body.content><body.end><tagline>End</tagline></body.end>"
    "</body>"
)


@pytest.mark.parametrize("body", [f"<nitf><head><title>T</title></head>{NITF}</nitf>", NITF, f"<x>{NITF}</x>"])
def test_nitf_gives_its_body_and_what_the_item_does_not_say(body):
    found, heard = read(item(body=body))
    expected = Article("A", ["Words", Subhead("Sub"), "End"], deck="B", byline="By Ann", dateline="Rome")
    assert found == [expected]
    assert heard == [("repair.dropped", "$[0]")] * (2 if "title" in body else 1)
    found, _ = read(item("<contentMeta><headline>H</headline><by>Bo</by></contentMeta>", body=body))
    assert (found[0].headline, found[0].byline) == ("H", "Bo")


@pytest.mark.parametrize(
    "body",
    [
        "<html><head><title>T</title></head><body>Words</body></html>",
        "<html><h1>T</h1>Words</html>",
        "<html><head><title>T</title></head>Words</html>",
        "&lt;html&gt;&lt;head&gt;&lt;title&gt;T&lt;/title&gt;&lt;/head&gt;&lt;p&gt;Words",
    ],
)
def test_the_title_of_a_page_is_a_headline_where_there_is_none_else(body):
    assert read(item(body=body))[0] == [Article("T", ["Words"])]


def test_text_beside_the_elements_is_text():
    assert read(item(body="A<p>B</p>C"))[0][0].body == ("A", "B", "C")


def test_one_rendition_is_read_and_others_are_reported_if_they_say_something_else():
    renditions = (
        '<inlineData contenttype="text/plain">Words</inlineData><inlineXML contenttype="application/nitf+xml">'
        "<nitf><body><body.content><p>Words</p></body.content></body></nitf></inlineXML>"
        '<inlineXML contenttype="application/xhtml+xml"><p>Words</p></inlineXML><inlineXML/>'
    )
    found, heard = read(f"<newsItem><contentSet>{renditions}</contentSet></newsItem>")
    assert (found, heard) == ([Article(None, ["Words"])], [])
    renditions = renditions.replace("Words", "Others", 1)
    found, heard = read(f"<newsItem><contentSet>{renditions}</contentSet></newsItem>")
    assert (found, heard) == ([Article(None, ["Words"])], [("repair.dropped", "$[0]")])


def test_data_that_is_not_text_is_reported():
    inside = '<inlineData contenttype="image/png" encoding="e:base64">iVBORw0K</inlineData>'
    assert read(f"<newsItem><contentSet>{inside}</contentSet></newsItem>") == (
        [Article()],
        [("repair.dropped", "$[0]")],
    )


# --- reading: entities ---


def test_nothing_is_fetched_and_no_entity_is_lost(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    text = (
        f'<!DOCTYPE newsItem SYSTEM "http://localhost:9/x.dtd" ['
        f'<!ENTITY own "Own &#38;amp; words"><!ENTITY plain "plain words"><!ENTITY file SYSTEM "{secret.as_uri()}">]>'
        "<newsItem><contentMeta><headline>A&nbsp;B &plain; &file; &odd; <b>C</b>&amp;&lrm;</headline></contentMeta>"
        "</newsItem>"
    )
    found, heard = read(text)
    assert found[0].headline == "A\xa0B plain words &file; &odd; C&\u200e"
    assert heard == [("repair.entity", "$[0]")] * 2


def test_an_entity_bomb_does_not_go_off():
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    text = (
        f'<!DOCTYPE newsItem [<!ENTITY e0 "ha">{bomb}]><newsItem><contentMeta><by>&e11;</by></contentMeta></newsItem>'
    )
    with pytest.raises(ReadError, match="amplification"):
        newsml.loads(text)


def test_items_written_apart_may_be_put_into_one_message():
    assert newsml.loads(message(newsml.dumps([FULL]), newsml.dumps([FULL]))) == [FULL, FULL]


def test_what_stands_before_a_syntax_error_is_read():
    reading = newsml.iterload(BytesIO(message(item(guid="a"), item(guid="b"), "<newsItem>&").encode()))
    assert [next(reading).id, next(reading).id] == ["a", "b"]
    with pytest.raises(ReadError):
        next(reading)


# --- reading: items that belong together ---

PICTURE = (
    '<newsItem guid="p"><itemMeta><itemClass qcode="ninat:picture"/></itemMeta><contentMeta>'
    '<creator role="crol:photographer"><name>Ann</name></creator><creditline>AFP</creditline>'
    '<description role="drol:caption">A bridge</description></contentMeta>'
    '<contentSet><remoteContent href="http://p.example/1"/></contentSet></newsItem>'
)
TEXT = '<newsItem guid="t"><contentSet><inlineXML><p>Words</p></inlineXML></contentSet></newsItem>'
PACKAGE = (
    '<packageItem guid="k"><contentMeta><headline>Of the package</headline></contentMeta><groupSet><group>'
    '<itemRef residref="t"/><itemRef residref="p"/></group></groupSet></packageItem>'
)
CAPTION = Caption("A bridge", "AFP", sources=[Source("Ann", "photographer")], url="http://p.example/1")


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (0, 2, 1)])
def test_a_package_is_its_text_with_its_pictures(order):
    items = [PACKAGE, TEXT, PICTURE]
    found, heard = read(message(*(items[at] for at in order)))
    assert found == [Article("Of the package", ["Words"], captions=[CAPTION], id="t")]
    assert not heard


@pytest.mark.parametrize(
    ("own", "package", "holder", "heard"),
    [("A", "", "A", 0), ("", "B", "B", 0), ("A", "A", "A", 0), ("A", "B", "A", 1)],
)
def test_the_rights_of_a_text_count_before_those_of_its_package(own, package, holder, heard):
    text, around = (
        document.replace(">", f"><rightsInfo><copyrightHolder><name>{name}</name></copyrightHolder></rightsInfo>", 1)
        for document, name in ((TEXT, own), (PACKAGE, package))
    )
    [found], reports = read(message(text, around))
    assert (found.rights.holder, len(reports)) == (holder, heard)


def test_a_text_that_links_to_a_picture_has_its_caption():
    link = '<itemMeta><link residref="p"><itemClass qcode="ninat:picture"/><title>T</title></link></itemMeta>'
    found, _ = read(message(TEXT.replace("<contentSet>", f"{link}<contentSet>"), PICTURE))
    assert found == [Article(None, ["Words"], captions=[CAPTION], id="t")]
    found, _ = read(message(TEXT.replace("<contentSet>", f"{link}<contentSet>")))
    assert found[0].captions == (Caption("T"),)


def test_two_linked_pictures_of_the_same_words_stay_two():
    link = '<link residref="{0}" href="http://p.example/{0}"><itemClass qcode="ninat:picture"/><title>T</title></link>'
    found, _ = read(item(f"<itemMeta>{link.format('a')}{link.format('b')}</itemMeta>"))
    assert [caption.url for caption in found[0].captions] == ["http://p.example/a", "http://p.example/b"]


def test_a_picture_by_itself_is_an_article_of_its_caption():
    found, _ = read(PICTURE)
    assert found[0].captions == (CAPTION,)
    assert found[0].body == ()


def test_a_picture_has_its_widest_address_and_not_that_of_a_film():
    text = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:example:1" version="1">
<itemMeta><itemClass qcode="ninat:video"/></itemMeta><contentMeta><headline>The pier</headline></contentMeta>
<contentSet><remoteContent contenttype="image/jpeg" width="100" href="http://p.example/small.jpg"/>
<remoteContent contenttype="video/mp4" width="1920" href="http://p.example/1.mp4"/>
<remoteContent contenttype="image/jpeg" width="800" href="http://p.example/large.jpg"/></contentSet></newsItem>"""
    heard = []
    [found] = newsml.loads(text, report=heard.append)
    assert found.captions[0].url == "http://p.example/large.jpg"
    assert [each.code for each in heard] == ["repair.dropped"]
    assert "http://p.example/1.mp4" in heard[0].message


def test_a_picture_that_the_body_shows_is_not_there_twice():
    figure = '<figure><img src="http://p.example/1"/><figcaption>A bridge, as shown</figcaption></figure>'
    text = TEXT.replace("<p>", f"<body>{figure}<p>").replace("</p>", "</p></body>")
    found, _ = read(message(PACKAGE, text, PICTURE))
    assert [(caption.text, caption.credit) for caption in found[0].captions] == [("A bridge, as shown", "AFP")]


def test_a_picture_that_the_body_shows_without_an_address_is_found_by_its_words():
    text = TEXT.replace("<p>", "<body><figure><figcaption>A bridge</figcaption></figure><p>").replace(
        "</p>", "</p></body>"
    )
    found, _ = read(message(PACKAGE, text, PICTURE))
    assert [(caption.text, caption.credit) for caption in found[0].captions] == [("A bridge", "AFP")]


def test_a_figure_of_the_package_has_no_place_in_the_text():
    figure = "<contentSet><inlineXML><p>One</p><p>Two</p><figure><figcaption>A bridge</figcaption></figure></inlineXML>"
    package = PACKAGE.replace("<groupSet>", f"{figure}</contentSet><groupSet>")
    found, heard = read(message(package, TEXT))
    assert [(article.body, article.captions) for article in found] == [(("Words",), (Caption("A bridge"),))]
    assert heard == [("repair.dropped", "$[0]")]  # for the package's own words


def test_items_further_apart_than_the_window_stand_by_themselves():
    between = [item(guid=f"b{number}") for number in range(WINDOW)]
    found, _ = read(message(TEXT, *between, PACKAGE, PICTURE))
    assert [article.id for article in found if not (article.id or "").startswith("b")] == ["t", "k"]
    assert found[-1].captions == (CAPTION,)


# --- reading: hostile documents cost no more than long ones; benchmarks/hostile.py measures it ---

MANY = 20_000
DOCTYPE = "<!DOCTYPE newsItem SYSTEM 'x'>"


def many(pattern):
    """The pattern over and over, each time with another number."""
    return "".join(pattern.replace("0", str(number)) for number in range(MANY))


def linked(residref):
    return f'<link residref="{residref}"><itemClass qcode="x:picture"/><title>b</title></link>'


LONG = {
    "unknown elements": item(body=f"<body>{'<foo>a</foo>' * MANY}</body>"),
    "headers": item(body=f"<body>{'<header/>' * MANY}</body>"),
    "lead pictures": item(body="<figure class='lead'><figcaption>a</figcaption></figure>" * MANY),
    "lines and parties": item(
        f"<contentMeta>{many('<edNote>0</edNote><creator><name>0</name></creator>')}</contentMeta>"
    ),
    "one picture linked": item(f"<itemMeta>{linked('a') * MANY}</itemMeta>"),
    "pictures linked": item(f"<itemMeta>{many(linked('0'))}</itemMeta>"),
    "entities": DOCTYPE + item(f"<contentMeta><by>{'&nbsp;a' * MANY}</by></contentMeta>"),
    "unknown entities": DOCTYPE + item(f"<contentMeta><by>{'&odd;<b/>' * MANY}</by></contentMeta>"),
    "one guid": message(*['<newsItem guid="a"/>'] * MANY),
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_long_documents_are_read_to_their_end(text):
    assert len(newsml.loads(text)) == (MANY if text.count("<newsItem") == MANY else 1)


# --- reading: a feed of any size ---


class _Feed:
    """A newsMessage that is made while it is read, of `count` items."""

    def __init__(self, count):
        one = newsml.dumps([FULL], now=NOW).encode()
        pieces = [f'<newsMessage xmlns="{newsml_tree.G2}"><itemSet>'.encode(), *[one] * count]
        self._pieces = iter([*pieces, b"</itemSet></newsMessage>"])
        self._rest = b""

    def read(self, size=-1):
        while len(self._rest) < size and (piece := next(self._pieces, None)):
            self._rest += piece
        given_now, self._rest = self._rest[:size], self._rest[size:]
        return given_now


def test_a_feed_is_read_in_the_memory_of_a_few_items():
    peaks = []
    for count in (4 * WINDOW, 12 * WINDOW):
        tracemalloc.start()
        assert sum(1 for _ in newsml.iterload(_Feed(count))) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.5


def test_articles_are_read_before_the_file_ends():
    reading = newsml.iterload(_Feed(10 * WINDOW))
    assert next(reading) == FULL


# --- catalogs that the caller names ---

CATALOG = '<catalog xmlns="http://iptc.org/std/nar/2006-10-01/"><scheme alias="{}" uri="{}"/><scheme/></catalog>'


def test_catalog_files_tell_what_codes_mean(tmp_path):
    first, second = tmp_path / "first.xml", tmp_path / "second.xml"
    first.write_text(CATALOG.format("odd", "http://odd.example/"))
    second.write_text(f"<catalogItem><catalogContainer>{CATALOG.format('odd', 'x:')}</catalogContainer></catalogItem>")
    assert newsml.read_catalogs(first) == {"odd": "http://odd.example/"}
    assert newsml.read_catalogs([first, second]) == {"odd": "http://odd.example/"}
    assert newsml.read_catalogs({"odd": "x:"}) == {"odd": "x:"}
    path = tmp_path / "item.xml"
    path.write_text(item("<contentMeta><subject qcode='odd:3'><name>A</name></subject></contentMeta>"))
    for catalogs in (str(first), [first], {"odd": "http://odd.example/"}):
        [found] = newsdoc.read(path, catalogs=catalogs)
        assert found.subjects == (Subject("A", "http://odd.example/3"),)
    assert newsdoc.read(path)[0].subjects == (Subject("A", code="odd:3"),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "the catalog cannot be opened: "),
        ("no", "line 1: the catalog is not XML: "),
        ("", "line 1: the catalog is not XML: "),
        ("<catalog>\n<scheme>\n</catalog>", "line 3: the catalog is not XML: "),
        ("<catalog/>", "line 1: the catalog has no scheme with an alias and a uri"),
    ],
)
def test_a_catalog_that_is_none_gives_one_clear_error(text, message, tmp_path):
    path = tmp_path / "c.xml"
    if text is not None:
        path.write_text(text)
    with pytest.raises(ReadError) as caught:
        newsml.read_catalogs(path)
    assert str(caught.value).startswith(f"{path}: {message}")


@pytest.mark.parametrize(
    ("catalog", "message"),
    [
        (
            {"a b": "http://own.example/"},
            "'a b' for 'http://own.example/'; give each scheme an alias",
        ),
        ({"own": "no address"}, "'own' for 'no address'; give each scheme an alias and an absolute address"),
        ({"subj": "http://own.example/"}, "'subj' for a scheme of its own"),
        ({"nd": "http://own.example/"}, "'nd' for a scheme of its own"),
        ({"CPPRole": "http://own.example/"}, "'CPPRole' for a scheme of its own"),
    ],
)
def test_a_provider_cannot_declare_a_scheme_that_is_none_or_another_ones(catalog, message):
    with pytest.raises(WriteError, match=message):
        newsml.dumps(Article("A"), catalog=catalog)


def test_a_provider_declares_its_own_schemes():
    article = Article("A", subjects=[Subject("Sea", "http://own.example/7"), Subject("Ice", f"{SUBJ}04000000")])
    written = newsml.dumps(article, catalog={"own": "http://own.example/", "subj": SUBJ})
    assert 'qcode="own:7"' in written
    assert written.count(f'uri="{SUBJ}"') == 0, "IPTC's own catalog has it"
    assert newsml.loads(written) == [article]


@pytest.mark.parametrize(("classes", "is_picture"), [(("picture", "text"), True), (("text", "picture"), False)])
def test_the_first_class_of_an_item_counts(classes, is_picture):
    inside = "".join(f'<itemClass qcode="ninat:{name}"/>' for name in classes)
    [found], _ = read(
        item(f"<itemMeta>{inside}</itemMeta><contentMeta><description>Boats.</description></contentMeta>")
    )
    assert (found.captions == (Caption("Boats."),), found.summary == "Boats.") == (is_picture, not is_picture)


def test_a_text_that_is_printed_elsewhere_with_other_spaces_is_not_left_out():
    kept, builder = unread.Unread(is_reported=True), ArticleBuilder()
    kept.add("the note", "Sea ice", 1)
    kept.note(builder, ["Sea        ice"])
    assert builder.notes == []
    kept.note(builder, ["Sea"])
    assert [note.code for note in builder.notes] == ["repair.dropped"]


@pytest.mark.parametrize(("second", "left_out"), [("Ann", []), ("Bob", ["Bob"])])
def test_two_parts_that_name_other_photographers_of_one_picture(second, left_out):
    part = '<partMeta contentrefs="f"><creator role="crol:photographer" literal="{}"/></partMeta>'
    heard = []
    figure = "<figure id='f'><img src='http://p.example/1'/><figcaption>A bridge</figcaption></figure>"
    text = item("".join(map(part.format, ("Ann", second))), body=figure)
    [found] = newsml.loads(text, report=heard.append)
    assert found.captions[0].sources == (Source("Ann", "photographer"),)
    assert [each.message.rpartition(": ")[2].strip("'") for each in heard] == left_out


@pytest.mark.parametrize("code", ['qcode="ninat:picture"', 'uri="http://cv.iptc.org/newscodes/ninature/picture"'])
def test_a_class_is_a_code_or_an_address(code):
    [found], _ = read(
        item(f"<itemMeta><itemClass {code}/></itemMeta><contentMeta><description>B</description></contentMeta>")
    )
    assert found.captions == (Caption("B"),)


def test_the_times_of_another_item_are_no_words_about_it():
    inside = '<itemClass qcode="ninat:picture"/><title>Boats</title>'
    inside += "<versionCreated>2025-03-14T09:30:00Z</versionCreated><altId>7</altId>"
    found, heard = read(item(f'<itemMeta><link residref="urn:x:2">{inside}</link></itemMeta>'))
    assert found[0].captions == (Caption("Boats"),)
    assert heard == []


@pytest.mark.parametrize(
    ("printed", "lost"),
    [
        ("<p>02.03.2024 09:15</p>", False),
        ("<p>2024-03-02 09:15</p>", False),
        ('<time datetime="2024-03-02T08:15:00Z">Saturday morning</time>', False),
        ("<p>02.03.2024 09:16</p>", True),
        ('<time datetime="2024-03-02T09:15:00Z">Saturday morning</time>', True),
    ],
)
def test_a_time_above_the_text_is_lost_unless_the_document_states_it(printed, lost):
    whole = (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:example:1">'
        "<itemMeta><versionCreated>2024-03-02T09:15:00+01:00</versionCreated></itemMeta>"
        '<contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml">'
        f"<body><header>{printed}</header><p>It left on Friday.</p></body></html></inlineXML>"
        "</contentSet></newsItem>"
    )
    heard = []
    [article] = newsml.loads(whole, report=heard.append)
    assert article.body == ("It left on Friday.",)
    assert [each.code for each in heard if "printed time" in each.message] == [
        "repair.dropped" if lost else "repair.value"
    ]


# --- what a small change of the reader would cost ---


def left_out(text):
    """The words that the reports on a document name, each by itself."""
    heard = []
    newsml.loads(text, report=heard.append)
    said = [each.message.partition("left out")[2] for each in heard if each.code == "repair.dropped"]
    return [word for each in said for word in re.findall("'([^']*)'", each)]


OF_A_PICTURE = '<itemMeta><itemClass qcode="ninat:picture"/></itemMeta>'
SPACED = "Sea  ice"


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<contentMeta><headline>{0}</headline></contentMeta>", Article(SPACED)),
        ("<contentMeta><headline>A</headline><headline>{0}</headline></contentMeta>", Article("A", deck=SPACED)),
        ("<contentMeta><description>{0}</description></contentMeta>", Article(summary=SPACED)),
        ("<contentMeta><keyword>{0}</keyword></contentMeta>", Article(keywords=[SPACED])),
        ("<contentMeta><located><name>{0}</name></located></contentMeta>", Article(places=[SPACED])),
        ("<contentMeta><located literal='{0}'/></contentMeta>", Article(places=[SPACED])),
        ("<contentMeta><located>{0}</located></contentMeta>", Article(places=[SPACED])),
        ("<contentMeta><subject literal='x  y'><name>{0}</name></subject></contentMeta>",
         Article(subjects=[Subject(SPACED, code="x  y")])),
        ("<contentMeta><subject qcode=' odd:x  y'><name>A</name></subject></contentMeta>",
         Article(subjects=[Subject("A", code="odd:x  y")])),
        ("<itemMeta><title>{0}</title></itemMeta>", Article(SPACED)),
        ("<itemMeta><link residref='a'><title>{0}</title></link></itemMeta>", Article(links=[Link(SPACED, id="a")])),
        ("<itemMeta><link residref='a' title='{0}'/></itemMeta>", Article(links=[Link(SPACED, id="a")])),
        ("<itemMeta><link residref='a'><itemClass qcode='ninat:picture'/><title>{0}</title></link></itemMeta>",
         Article(captions=[Caption(SPACED)])),
        ("<groupSet><group><itemRef residref='a'><title>{0}</title></itemRef></group></groupSet>",
         Article(links=[Link(SPACED, id="a")])),
        ("<partMeta><description>{0}</description></partMeta>", Article(captions=[Caption(SPACED)])),
        ("<rightsInfo><copyrightHolder literal='{0}'/></rightsInfo>", Article(rights=Rights(SPACED))),
    ],
)  # fmt: skip
def test_spaces_between_words_stay_as_they_are(inside, expected):
    assert newsml.loads(item(inside.format(SPACED))) == [expected]


def test_each_report_names_its_article():
    wrong = "<contentMeta><urgency>x</urgency></contentMeta>"
    assert read(message(item(), "<conceptItem/>", item(wrong), item(wrong)))[1] == [
        ("repair.skipped", None),
        ("repair.value", "$[1].urgency"),
        ("repair.value", "$[2].urgency"),
    ]


def test_what_is_lost_without_a_residual_names_its_article():
    heard = []
    changed = datetime(2025, 3, 14, tzinfo=UTC)
    whole, bare = Article("A", id="urn:a", modified=changed), Article("B", modified=changed)
    text = newsml.dumps([whole, bare], now=NOW, residual=False, report=heard.append)
    assert [(each.path, each.article) for each in heard] == [("$[1].id", 1)]
    assert newsml.dumps([whole, bare], now=NOW, residual=False) == text


def test_pictures_without_a_place_come_before_those_of_the_text():
    shown = (
        '<figure><img src="http://p.example/2"/></figure><p>Words</p><figure><img src="http://p.example/3"/></figure>'
    )
    link = '<link href="http://p.example/1" residref="a"><itemClass qcode="ninat:picture"/></link>'
    [found] = newsml.loads(item(f"<itemMeta>{link}</itemMeta>", body=shown))
    assert [(each.url[-1], each.anchor) for each in found.captions] == [("1", None), ("2", 0), ("3", 1)]


RENDITIONS = [
    '<inlineXML contenttype="application/xhtml+xml"><p>Page.</p></inlineXML>',
    '<inlineXML contenttype="application/nitf+xml"><p>Nitf.</p></inlineXML>',
    '<inlineXML contenttype="text/xml"><p>Other.</p></inlineXML>',
    '<inlineData contenttype="text/html">Plain.</inlineData>',
    '<inlineXML contenttype="text/html"><x><y>Foreign words.</y></x></inlineXML>',
]


@pytest.mark.parametrize("richest", range(len(RENDITIONS) - 1))
def test_the_richest_rendition_wherever_it_is(richest):
    best, *others = RENDITIONS[richest:]
    words = re.search(r">(\w+\.)<", best)[1]
    for order in ([best, *others], [*others, best], [*others[::-1], best]):
        text = f"<newsItem><contentSet>{''.join(order)}</contentSet></newsItem>"
        assert newsml.loads(text)[0].body == (words,)
        assert sorted(left_out(text)) == sorted(re.search(r">([\w ]+\.)<", each)[1] for each in others)


@pytest.mark.parametrize("empty", ["<inlineXML/>", "<inlineXML><p/></inlineXML>", "<inlineXML><html/></inlineXML>"])
def test_a_rendition_without_words_is_no_rendition(empty):
    data = "<inlineData>Plain.</inlineData>"
    for order in (empty + data, data + empty):
        assert read(f"<newsItem><contentSet>{order}</contentSet></newsItem>") == ([Article(None, ["Plain."])], [])


def test_of_two_figures_the_first_rendition_is_enough():
    figure = "<inlineXML><figure><figcaption>A pier</figcaption></figure></inlineXML>"
    text = f"<newsItem><contentSet>{figure}<inlineData>A pier, again</inlineData></contentSet></newsItem>"
    found, _ = read(text)
    assert (found[0].body, found[0].captions) == ((), (Caption("A pier", anchor=0),))
    assert left_out(text) == ["A pier, again"]


@pytest.mark.parametrize(
    ("addresses", "url"),
    [
        ([("1", "10"), ("2", "100")], "2"),
        ([("1", "100"), ("2", "100")], "1"),
        ([("1", ""), ("2", "1")], "2"),
        ([("1", ""), ("2", "0")], "1"),
        ([("1", "9999999"), ("2", "10000000")], "1"),
        ([("1", "5"), ("2", "٩")], "1"),
        ([("1", "5"), ("2", "9.5")], "1"),
        ([(" ", "900"), ("2", "5")], "2"),
    ],
)
def test_the_widest_of_several_addresses(addresses, url):
    files = "".join(
        f'<remoteContent width="{width}" href="{f"http://p.example/{name}" if name.strip() else name}"/>'
        for name, width in addresses
    )
    [found] = newsml.loads(f"<newsItem>{OF_A_PICTURE}<contentSet>{files}</contentSet></newsItem>")
    assert found.captions == (Caption(url=f"http://p.example/{url}"),)


@pytest.mark.parametrize("kind", ["audio/mpeg", "video/mp4"])
def test_a_recording_has_no_picture(kind):
    meta = '<itemMeta><itemClass qcode="ninat:video"/></itemMeta>'
    for address, reports in (('href="http://p.example/1"', 1), ("", 0)):
        file = f'<remoteContent contenttype="{kind}" {address}/>'
        found, heard = read(f"<newsItem>{meta}<contentSet>{file}</contentSet></newsItem>")
        assert (found, len(heard)) == ([Article()], reports)


@pytest.mark.parametrize(
    ("headline", "body", "expected", "words"),
    [
        ("", "<html><head><title>T</title></head><body><h1>H</h1><p>a</p></body></html>", "H", ["T"]),
        ("", "<html><head><title>T</title></head><body><h1/><p>a</p></body></html>", "T", []),
        ("", "<html><head><meta/><title>T</title></head><body><p>a</p></body></html>", "T", []),
        ("", "<div><head><title>T</title></head><p>a</p></div>", "T", []),
        ("", "<html><body><p>a</p></body></html>", None, []),
        ("H", "<html><head><title>T</title></head><body><p>a</p></body></html>", "H", ["T"]),
        ("H", "<html><head><title>H</title></head><body><p>a</p></body></html>", "H", []),
        ("A bay", "<html><head><title>A  bay</title></head><body><p>a</p></body></html>", "A bay", []),
        ("H", "<html><head><title>Slug</title></head><body><p>a</p></body></html>", "H", []),
    ],
)
def test_the_title_of_a_page_beside_a_headline(headline, body, expected, words):
    meta = f"<headline>{headline}</headline><slugline>Slug</slugline>"
    text = item(f"<contentMeta>{meta}</contentMeta>", body=body)
    [found] = newsml.loads(text)
    assert (found.headline, found.body, left_out(text)) == (expected, ("a",), words)


def data(kind, text, encoding="e:base64"):
    """An item whose text is data of a kind."""
    inside = f'<inlineData contenttype="{kind}" encoding="{encoding}">{text}</inlineData>'
    return f"<newsItem><contentSet>{inside}</contentSet></newsItem>"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        (data("text/plain", "U2Vh"), ("Sea",)),
        (data("text/plain", "U2\n Vh", "http://e.example/B64"), ("Sea",)),
        (data("text/plain", "77u/U2Vh"), ("Sea",)),
        (data("text/plain; charset='latin-1'", "6Q=="), ("é",)),
        (data("text/plain; charset=klingon", "6Q=="), ()),
        (data("text/plain", "6Q=="), ()),
        (data("text/plain", "U2Vh!"), ()),
        (data("text/plain", "AA=="), ()),
        (data("text/plain", "Sea", "e:gzip"), ()),
        (data("text/plain", "Sea", ""), ("Sea",)),
        (data("image/png", "U2Vh"), ()),
        (data("image/png", "U2Vh", ""), ()),
        (data("video/mp4", "U2Vh"), ()),
        (data("audio/mpeg", "U2Vh"), ()),
        (data("application/pdf", "U2Vh"), ()),
        (data("application/octet-stream", "U2Vh"), ()),
        (data("text/html", "PHA+U2VhPC9wPg=="), ("Sea",)),
    ],
)
def test_encoded_data_is_a_text_or_reported(text, body):
    heard = []
    [found] = newsml.loads(text, report=heard.append)
    assert (found.body, any("is not text" in each.message for each in heard)) == (body, not body)


@pytest.mark.parametrize("kind", ["image/png", "text/plain"])
def test_no_data_at_all_are_none(kind):
    assert read(data(kind, " \n")) == ([Article()], [])


def test_another_text_that_is_encoded_is_compared_by_its_words():
    def both(encoded, kind="text/plain"):
        rendition = f'<inlineData contenttype="{kind}" encoding="e:base64">{encoded}</inlineData>'
        return left_out(f"<newsItem><contentSet><inlineXML><p>Sea</p></inlineXML>{rendition}</contentSet></newsItem>")

    assert both("U2Vh") == both("PHA+U2VhPC9wPg==") == []
    assert both("SWNl") == both("PHA+SWNlPC9wPg==") == ["Ice"]


def test_an_escaped_document_of_nitf_is_read_as_nitf():
    inner = "<nitf><body><body.head><hedline>A</hedline></body.head><body.content><p>B</p></body.content></body></nitf>"
    for start in ("", "<?xml version='1.0'?>", "<!DOCTYPE nitf>"):
        escaped = start.replace("<", "&lt;") + inner.replace("<", "&lt;")
        found, heard = read(f"<newsItem><contentSet><inlineData> {escaped}</inlineData></contentSet></newsItem>")
        assert found == [Article("A", ["B"])]
        assert heard == [("repair.escaped", "$[0]")]


def nitf_item(head="", content="<p>B</p>", after=""):
    """An item whose text is NITF."""
    inside = f"<body><body.head>{head}</body.head><body.content>{content}</body.content>{after}</body>"
    return f"<newsItem><contentSet><inlineXML><nitf>{inside}</nitf></inlineXML></contentSet></newsItem>"


@pytest.mark.parametrize(
    ("text", "expected", "words"),
    [
        (nitf_item("<hedline>A</hedline>"), Article("A", ["B"]), []),
        (nitf_item("<hedline><hl1>A</hl1>, again</hedline>"), Article("A", ["B"]), [", again"]),
        (nitf_item("<headline>A</headline>"), Article("A", ["B"]), []),
        (nitf_item("<hedline><hl1>A</hl1><hl2>D</hl2><hl2>E</hl2></hedline>"), Article("A", ["B"], deck="D"), ["E"]),
        (nitf_item("<hedline><hl1>A</hl1></hedline><hedline><hl1>A</hl1></hedline>"), Article("A", ["B"]), []),
        (nitf_item("<abstract><p>S</p></abstract>"), Article(None, ["B"], summary="S"), []),
        (nitf_item("<dateline>20240501T100000Z</dateline>"), Article(None, ["B"]), ["20240501T100000Z"]),
        (nitf_item(after="<body.content><p>C</p></body.content>"), Article(None, ["B"]), ["C"]),
        (nitf_item(after="<body.end><p>C</p></body.end>"), Article(None, ["B", "C"]), []),
        (nitf_item(content="<p>B</p><ed-msg info='Hold'/><ed-msg/><ed-msg info='Hold'/>"),
         Article(None, ["B"], editorial_note="Hold"), []),
        (nitf_item().replace("</nitf>", "<body><p>C</p></body></nitf>"), Article(None, ["B"]), ["C"]),
    ],
)  # fmt: skip
def test_the_parts_of_nitf(text, expected, words):
    assert (newsml.loads(text), left_out(text)) == ([expected], words)


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<headline>B</headline><headline role='x:hl1'>A</headline>", ("A", "B")),
        ("<headline rank='2'>A</headline><headline>B</headline>", ("B", "A")),
        ("<headline rank='0'>A</headline><headline>B</headline>", ("A", "B")),
        ("<headline>B</headline><headline rank='0'>A</headline>", ("A", "B")),
        ("<headline rank='99'>B</headline><headline rank='100'>A</headline>", ("A", "B")),
        ("<headline rank='0'>A</headline><headline role='x:main'>B</headline>", ("A", "B")),
        ("<headline rank='x'>A</headline><headline rank='2'>B</headline>", ("A", "B")),
        ("<headline rank=' 2 '>B</headline><headline rank='1'>A</headline>", ("A", "B")),
        ("<headline rank='2'>B</headline><headline role='t:main' rank='9'>A</headline>", ("A", "B")),
    ],
)
def test_headline_and_deck_by_rank(inside, expected):
    found, heard = read_meta(inside)
    assert ((found.headline, found.deck), heard) == (expected, [])


@pytest.mark.parametrize(
    ("inside", "headline", "slugline", "words"),
    [
        ("<itemMeta><title>T</title></itemMeta>", "T", None, []),
        ("<itemMeta><title/><title>T</title></itemMeta>", "T", None, []),
        ("<itemMeta><title>H</title></itemMeta><contentMeta><headline>H</headline></contentMeta>", "H", None, []),
        ("<itemMeta><title>T</title></itemMeta><contentMeta><headline>H</headline></contentMeta>", "H", "T", []),
        ("<itemMeta><title>T</title></itemMeta><contentMeta><headline>H</headline><slugline>S</slugline></contentMeta>",
         "H", "S", ["T"]),
        ("<itemMeta><title>T</title><title>U</title></itemMeta>", "T", "U", []),
    ],
)  # fmt: skip
def test_the_title_of_an_item_is_its_headline_or_its_slug_line(inside, headline, slugline, words):
    [found] = newsml.loads(item(inside))
    assert (found.headline, found.slugline, left_out(item(inside))) == (headline, slugline, words)


@pytest.mark.parametrize(
    ("kind", "text", "url"),
    [
        ("nd:canonical", "http://a.example/", "http://a.example/"),
        ("nd:canonical", "urn:a:1", "urn:a:1"),
        ("x:permaLink", "http://a.example/", "http://a.example/"),
        ("x:webURL", " http://a.example/ ", "http://a.example/"),
        ("x:webURL", "a:1", None),
        ("x:guid", "http://a.example/", None),
        ("", "http://a.example/", None),
    ],
)
def test_an_other_id_that_is_an_address(kind, text, url):
    assert read_meta(f'<altId type="{kind}">{text}</altId>') == (Article(url=url), [])


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("2024-05-01", "2024-05-02", 1), ("", "2024-05-02", 2), ("soon", "2024-05-02", 2)],
)
def test_an_article_is_published_when_it_was_created_else_when_it_was_first_created(first, second, expected):
    found, _ = read_meta(f"<contentCreated>{first}</contentCreated><firstCreated>{second}</firstCreated>")
    assert found.published == date(2024, 5, expected)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("<language tag='de'/><language tag='fr'/>", "de"), ("<language/><language tag='fr'/>", "fr"),
     ("<language>fi</language>", "fi"), ("<language tag='und'/>", "en-GB"), ("<language tag='en'/>", "en-GB"),
     ("<language tag='e'/>", "en-GB")],
)  # fmt: skip
def test_the_first_language_that_is_one(tag, expected):
    found, _ = read(item(f"<contentMeta>{tag}</contentMeta>", **{"xml:lang": "en-GB"}))
    assert found[0].language == expected


def test_captions_of_a_picture_by_role_and_the_rest_in_reports():
    text = item(
        f'{OF_A_PICTURE}<contentMeta><description role="x:summary">S</description>'
        '<description role="x:caption">C</description><description role="x:audio">Heard</description></contentMeta>'
    )
    [found] = newsml.loads(text)
    assert (found.captions, found.summary) == ((Caption("C"),), None)
    assert left_out(text) == ["S", "Heard"]


def test_a_description_of_a_picture_that_the_body_describes_is_reported():
    inside = (
        '<itemMeta><itemClass qcode="ninat:graphic"/></itemMeta><contentMeta><description>D</description></contentMeta>'
    )
    figure = '<figure><img src="http://p.example/1"/><figcaption>C</figcaption></figure>'
    text = item(inside, body=figure)
    assert [each.text for each in newsml.loads(text)[0].captions] == ["C"]
    assert left_out(text) == ["D"]
    text = text.replace("<figcaption>C</figcaption>", "")
    assert ([each.text for each in newsml.loads(text)[0].captions], left_out(text)) == (["D"], [])


def test_a_text_with_words_is_no_picture_whatever_its_class():
    inside = (
        '<itemMeta><itemClass qcode="ninat:picture"/></itemMeta><contentMeta><description>D</description></contentMeta>'
    )
    assert newsml.loads(item(inside, body="<p>Words</p>")) == [Article(None, ["Words"], summary="D")]


@pytest.mark.parametrize(
    ("inside", "credit"),
    [
        ("<creditline>AFP</creditline><by>Ann</by>", "AFP"),
        ("<by>Ann</by>", "Ann"),
        ("<creator><name>Bo</name></creator>", None),
    ],
)
def test_the_credit_of_a_picture_is_its_credit_line_else_its_byline(inside, credit):
    meta = f"{OF_A_PICTURE}<contentMeta>{inside}</contentMeta>"
    file = '<contentSet><remoteContent href="http://p.example/1"/></contentSet>'
    [found] = newsml.loads(f"<newsItem>{meta}{file}</newsItem>")
    assert [each.credit for each in found.captions] == [credit]
    assert found.captions[0].sources == found.sources


@pytest.mark.parametrize(
    ("part", "expected", "words"),
    [
        ("<headline>H</headline>", Caption("H"), []),
        ("<headline>H</headline><description>D</description>", Caption("D"), ["H"]),
        ("<creditline>A</creditline><creditline>B</creditline>", Caption(None, "A B"), []),
        ("<description>D</description><keyword>K</keyword>", Caption("D"), ["K"]),
        ("<description>D</description><slugline>S</slugline>", Caption("D"), ["S"]),
        ("<description>D</description><urgency>3</urgency><fileName>f</fileName>", Caption("D"), []),
        ("<description>D</description><odd>O</odd>", Caption("D"), ["O"]),
        ("<description>D</description><link title='L'/>", Caption("D"), ["L"]),
    ],
)
def test_what_is_said_of_a_part(part, expected, words):
    text = item(f"<partMeta>{part}</partMeta>", body="<p>B</p>")
    assert newsml.loads(text) == [Article(None, ["B"], captions=[expected])]
    assert left_out(text) == words


def test_a_part_of_several_figures_describes_each():
    figures = "".join(f"<figure id='{name}'><img src='http://p.example/{name}'/></figure>" for name in "abc")
    part = "<partMeta contentrefs='a c'><creditline>AFP</creditline></partMeta>"
    [found] = newsml.loads(item(part, body=figures))
    assert [(each.url[-1], each.credit) for each in found.captions] == [("a", "AFP"), ("b", None), ("c", "AFP")]


@pytest.mark.parametrize(
    ("own", "other", "words"),
    [("C", "C", []), ("C", "D", ["D"]), ("", "D", [])],
)
def test_a_part_that_says_otherwise_than_the_figure(own, other, words):
    figure = f"<figure id='f'><img src='http://p.example/1'/><figcaption>{own}</figcaption></figure>"
    text = item(f"<partMeta contentrefs='f'><description>{other}</description></partMeta>", body=figure)
    assert newsml.loads(text)[0].captions[0].text == (own or other)
    assert left_out(text) == words


def test_the_second_provider_is_reported_and_the_first_is_the_publisher():
    text = item("<itemMeta><provider><name>Post</name></provider><provider><name>Times</name></provider></itemMeta>")
    assert newsml.loads(text)[0].sources == (Source("Post", "publisher"),)
    assert left_out(text) == ["Times"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("<name role='n:mnemonic'>B</name>", "B"),
        ("<name role='n:mnemonic'>B</name><name>Bay</name>", "Bay"),
        ("<name role='n:mnemonic'>B</name><name role='n:mnemonic'>C</name>", "B"),
        ("<name/><name>Bay</name>", "Bay"),
        ("<name role='n:full'>Bay</name><name>B</name>", "Bay"),
    ],
)
def test_a_mnemonic_is_a_name_only_where_there_is_no_other(name, expected):
    assert read_meta(f"<located literal='x'>{name}</located>")[0].places == (expected,)


@pytest.mark.parametrize(
    ("attributes", "role"),
    [
        ('role="x:"', None),
        ('role="  "', "author"),
        ('role="x:descrWriter"', "descr-writer"),
        ('role="x:PHOTO"', "photographer"),
        ('role="x:a1"', None),
        ('role="x:editor x:writer"', "editor"),
        ('role="x:writer ndrole:fixer"', "fixer"),
        ('roleuri="http://x.example/role/editor/"', "editor"),
        ('roleuri="http://x.example/role#editor"', "editor"),
        ('qcode="crol:reporter"', "author"),
        ('qcode="CTROL:photo"', "photographer"),
        ('qcode="staff:photo"', "author"),
    ],
)
def test_what_a_party_did(attributes, role):
    assert [each.role for each in read_meta(f"<creator {attributes}><name>Ann</name></creator>")[0].sources] == [role]


def test_a_role_without_a_name_is_no_name_and_no_code():
    assert read_meta('<creator qcode="crol:reporter"/>')[0].sources == (Source("crol:reporter", "author"),)


@pytest.mark.parametrize(
    ("parties", "expected"),
    [
        ("<creator><name>Ann</name></creator><creator><name>Ann</name></creator>", 2),
        ("<creator><name>Ann</name></creator><contributor role='x:author'><name>Ann</name></contributor>", 1),
        ("<creator><name>Ann</name></creator><contributor><name>Ann</name></contributor>", 2),
        ("<creator uri='http://a.example/1' literal='Ann'/><creator literal='Ann'/>", 2),
        ("<creator uri='http://a.example/1' literal='Ann'/><contributor role='x:author' literal='Ann'/>", 2),
    ],
)
def test_one_party_in_two_roles_of_one_meaning_is_one(parties, expected):
    assert len(read_meta(parties)[0].sources) == expected


@pytest.mark.parametrize(
    ("party", "uri"),
    [
        ("<email>ann@bay.example</email>", "mailto:ann@bay.example"),
        ("<personDetails><email>ann@bay.example</email></personDetails>", "mailto:ann@bay.example"),
        ("", None),
        ("<name>Ann</name><email>ann@bay.example</email>", "mailto:ann@bay.example"),
        ("<name>Ann</name><email>nobody</email>", None),
        ("<name>Ann</name><phone>1</phone>", None),
    ],
)
def test_the_address_of_a_party_is_its_mail(party, uri):
    found, _ = read_meta(f"<creator literal='x'>{party}</creator>")
    assert [each.uri for each in found.sources] == [uri]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("own:7", (None, "own:7")),
        ("medtop:", (None, "medtop:")),
        ("medtop", (None, "medtop")),
        ("dbpedia:Sea", ("http://dbpedia.org/resource/Sea", None)),
        ("crol:x", (None, None)),
    ],
)
def test_a_code_is_an_address_or_stays_a_code(code, expected):
    found, _ = read_meta(f'<subject qcode="{code}"><name>A</name></subject>')
    assert [(each.uri, each.code) for each in found.subjects] == [expected]


@pytest.mark.parametrize("scheme", ['alias="medtop"', 'uri="http://y.example/"', 'alias="medtop" uri=""'])
def test_half_a_scheme_declares_nothing(scheme):
    text = f'<catalog><scheme {scheme}/></catalog><contentMeta><subject qcode="medtop:04000000"/></contentMeta>'
    assert newsml.loads(item(text))[0].subjects == (Subject("economy, business and finance", f"{MEDTOP}04000000"),)


@pytest.mark.parametrize(
    ("catalog", "qcode"),
    [
        ({"q": "http://own.example/a"}, 'qcode="q:b7"'),
        ({"q": "http://own.example/a", "r": "http://own.example/ab"}, 'qcode="r:7"'),
        ({"r": "http://own.example/ab", "longer": "http://own.example/a"}, 'qcode="r:7"'),
        ({"q": "http://odd.example/a"}, 'uri="http://own.example/ab7"'),
        ({"q": "http://own.example"}, 'uri="http://own.example/ab7"'),
    ],
)
def test_the_longest_scheme_names_a_concept(catalog, qcode):
    article = Article("A", subjects=[Subject("Sea", "http://own.example/ab7")])
    written = newsml.dumps(article, catalog=catalog)
    assert f'<subject type="cpnat:abstract" {qcode}>' in written
    assert newsml.loads(written) == [article]


def test_one_text_with_other_spaces_is_reported_once():
    assert left_out(item("<contentMeta><odd>Sea ice</odd><odd>Sea  ice</odd></contentMeta>")) == ["Sea ice"]


def test_the_catalog_of_the_item_counts_before_that_of_the_caller():
    catalog = '<catalog><scheme alias="own" uri="http://own.example/"/><scheme alias="x"/><scheme uri="http://y.example/"/></catalog>'
    text = item(f"{catalog}<contentMeta><subject qcode='own:1'><name>A</name></subject></contentMeta>")
    [found] = newsml.loads(text, catalogs={"own": "http://other.example/"})
    assert found.subjects == (Subject("A", "http://own.example/1"),)


def test_a_topic_without_any_name_is_called_by_a_part_of_it():
    found, _ = read_meta(
        "<subject><x/><narrower literal='Ice'/><broader literal='Sea'/></subject><subject><x/></subject>"
    )
    assert [each.name for each in found.subjects] == ["Ice"]


@pytest.mark.parametrize(
    ("inside", "ref"),
    [('residref=" urn:b "', "urn:b"), ('guidref="urn:b"', "urn:b"), ('href="http://b.example/"', None)],
)
def test_an_item_is_referred_to_in_three_ways(inside, ref):
    reference = f"<itemRef {inside}><title>Ferries</title></itemRef>"
    text = f"<packageItem><groupSet><group>{reference}</group></groupSet></packageItem>"
    assert newsml.loads(text)[0].links == (Link("Ferries", None if ref else "http://b.example/", id=ref),)


@pytest.mark.parametrize("address", ["javascript:a()", "no address", ""])
def test_a_reference_without_an_address_is_reported(address):
    reference = f"<itemRef href='{address}'><title>Ferries</title></itemRef>"
    text = f"<packageItem><groupSet><group>{reference}</group></groupSet></packageItem>"
    assert newsml.loads(text)[0].links == ()
    assert left_out(text) == ["Ferries"]


def test_the_words_on_an_item_that_is_here_are_not_those_on_one_that_is_not():
    ref = '<itemRef residref="{}"><headline>Ferries</headline><description>They run.</description></itemRef>'
    around = "<packageItem guid='k'><contentMeta/><groupSet><group>{}</group></groupSet></packageItem>"
    text = TEXT.replace("<contentSet>", "<contentMeta><headline>Ferries</headline></contentMeta><contentSet>")
    both = message(around.format(ref.format("t")), text)
    assert (newsml.loads(both), left_out(both)) == ([Article("Ferries", ["Words"], id="t")], ["They run."])
    alone = message(around.format(ref.format("gone")), text)
    assert read(alone)[1] == [("repair.dropped", None), ("repair.skipped", None)]
    assert [each.id for each in newsml.loads(alone)] == ["t"]


@pytest.mark.parametrize(("headline", "words"), [("A bridge", []), ("The bay", ["The bay"])])
def test_the_headline_of_a_picture_heads_a_text_without_one(headline, words):
    named = PICTURE.replace("<contentMeta>", f"<contentMeta><headline>{headline}</headline>")
    package = PACKAGE.replace("Of the package", "")
    [found] = newsml.loads(message(package, TEXT, named))
    assert found.headline == (None if headline == "A bridge" else headline)
    own = message(PACKAGE, TEXT, named)
    assert newsml.loads(own)[0].headline == "Of the package"
    assert left_out(own) == words


def test_two_items_of_one_guid_are_two_articles_and_a_reference_means_the_first():
    other = TEXT.replace("Words", "Others")
    found = newsml.loads(message(PACKAGE, TEXT, other, PICTURE))
    assert [(each.headline, each.body, len(each.captions)) for each in found] == [
        ("Of the package", ("Words",), 1),
        (None, ("Others",), 0),
    ]


def test_a_picture_of_two_texts_is_in_both():
    second = PACKAGE.replace("'t'", "'u'").replace('"t"', '"u"').replace('"k"', '"l"')
    found = newsml.loads(message(PACKAGE, second, TEXT, TEXT.replace('"t"', '"u"'), PICTURE))
    assert [(each.id, each.captions) for each in found] == [("t", (CAPTION,)), ("u", (CAPTION,))]


def test_a_package_of_several_texts_is_the_first_with_the_others_beside_it():
    package = PACKAGE.replace("</group>", '<itemRef residref="u"/></group>')
    found = newsml.loads(message(package, TEXT, TEXT.replace('"t"', '"u"').replace("Words", "More"), PICTURE))
    assert [(each.headline, each.body, len(each.captions)) for each in found] == [
        ("Of the package", ("Words",), 1),
        (None, ("More",), 0),
    ]


def test_a_package_gives_its_text_what_the_text_does_not_say():
    meta = (
        "<itemMeta><title>Slug</title><edNote>Note</edNote><versionCreated>2024-05-01T10:00:00Z</versionCreated></itemMeta>"
        "<contentMeta><headline>K</headline><creator><name>Bo</name></creator></contentMeta>"
    )
    package = re.sub("<contentMeta>.*</contentMeta>", meta, PACKAGE.replace("guid", "version='7' guid"))
    own = TEXT.replace("<contentSet>", "<contentMeta><creator><name>Ann</name></creator></contentMeta><contentSet>")
    [found] = newsml.loads(message(package, TEXT))
    assert (found.headline, found.slugline, found.editorial_note) == ("K", "Slug", "Note")
    assert (found.id, found.version, found.modified, found.sources) == ("t", 1, None, (Source("Bo", "author"),))
    [found] = newsml.loads(message(package, own))
    assert found.sources == (Source("Ann", "author"),)
    assert left_out(message(package, own)) == ["Bo"]


@pytest.mark.parametrize(
    "content",
    [
        "<inlineXML><p>Of the package.</p></inlineXML>",
        '<inlineXML><figure><img src="http://p.example/9"/></figure></inlineXML>',
    ],
)
def test_a_package_with_a_text_or_a_picture_of_its_own_is_an_article(content):
    package = f'<packageItem guid="k"><contentSet>{content}</contentSet></packageItem>'
    found, heard = read(message(package, TEXT))
    assert ([each.id for each in found], heard) == (["k", "t"], [])


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("<creator><name>Ann</name></creator>", []),
        ("<creator><name>Bo</name></creator>", ["Bo"]),
        ("<infoSource><name>Ann</name></infoSource><by>ann@bay.example</by>", []),
        ("<keyword>Sea</keyword>", []),
        ("<keyword>Ice</keyword>", ["Ice"]),
        ("<by>ice</by><subject><name>Ice</name></subject>", ["ice"]),
    ],
)
def test_of_a_package_the_words_that_its_text_does_not_have_are_reported(said, words):
    mail = "<personDetails><contactInfo><email>ann@bay.example</email></contactInfo></personDetails>"
    own = f"<by>By Bay</by><keyword>Sea</keyword><creator><name>Ann</name>{mail}</creator>"
    text = TEXT.replace("<contentSet>", f"<contentMeta>{own}</contentMeta><contentSet>")
    package = PACKAGE.replace("<headline>Of the package</headline>", said)
    assert left_out(message(package, text)) == words


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ('<subject qcode="odd:1"/>', []),
        ('<genre qcode="odd:1"/>', []),
        ('<subject qcode="odd:1"><name>Sea</name></subject>', ["Sea"]),
        ("<subject literal='Sea'/>", ["Sea"]),
        ("<headline>A bridge</headline>", []),
        ("<creator><name>Bo</name></creator>", []),
    ],
)
def test_of_a_picture_the_words_that_its_text_does_not_have_are_reported(said, words):
    named = PICTURE.replace("</contentMeta>", f"{said}</contentMeta>")
    assert left_out(message(PACKAGE, TEXT, named)) == words


def test_who_sends_an_article_without_a_publisher_is_neither_read_back_nor_reported():
    article = Article("A", id="urn:a", modified=datetime(2025, 3, 14, tzinfo=UTC))
    assert read(newsml.dumps(article, provider="Bay Wire")) == ([article], [])


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("<name>Oil</name>", []),
        ("<name>Oil</name><name>Öl</name>", ["Öl"]),
        ("<note>Crude</note>", ["Crude"]),
        ("Crude<name>Oil</name>", ["Crude"]),
        ("<name>Oil</name>crude", ["crude"]),
        ("<name>Oil</name><broader><name>Goods</name></broader>", []),
        ("<name>Oil</name><narrower><name>Crude</name></narrower>", ["Crude"]),
    ],
)
def test_what_else_is_said_of_a_topic_a_place_or_a_party(inside, words):
    for element in ("subject", "located", "creator", "genre"):
        text = item(f"<contentMeta><{element} literal='x'>{inside}</{element}></contentMeta>")
        said = left_out(text)
        assert said == (["Goods"] if "Goods" in inside and element in ("creator", "genre") else words)


@pytest.mark.parametrize(("between", "joined"), [(WINDOW - 1, True), (WINDOW, False)])
def test_a_hundred_items_are_held_for_others_to_refer_to(between, joined):
    others = ["<newsItem/>"] * between
    found = newsml.loads(message(TEXT, *others, PACKAGE))
    assert found[0].headline == ("Of the package" if joined else None)
    assert len(found) == between + 1  # beside others, a package whose items are not here is not an article


def test_of_two_pictures_each_headline_is_looked_at():
    first = PICTURE.replace("<contentMeta>", "<contentMeta><headline>A bridge</headline>")
    second = PICTURE.replace('"p"', '"q"').replace("<contentMeta>", "<contentMeta><headline>The bay</headline>")
    package = PACKAGE.replace("</group>", '<itemRef residref="q"/></group>')
    assert left_out(message(package, TEXT, first, second)) == ["The bay"]


NO_FILE = PICTURE.replace('<contentSet><remoteContent href="http://p.example/1"/></contentSet>', "")


def test_a_picture_that_a_package_and_its_text_both_name_is_one():
    link = '<itemMeta><link residref="p"><itemClass qcode="ninat:picture"/></link></itemMeta>'
    [found] = newsml.loads(message(PACKAGE, TEXT.replace("<contentSet>", f"{link}<contentSet>"), NO_FILE))
    assert [each.text for each in found.captions] == ["A bridge"]


def test_two_pictures_of_the_words_of_one_figure_are_two():
    figure = "<figure><figcaption>A bridge</figcaption></figure>"
    text = TEXT.replace("<p>Words</p>", f"<html><body>{figure}<p>Words</p></body></html>")
    package = PACKAGE.replace("</group>", '<itemRef residref="q"/></group>')
    second = PICTURE.replace('"p"', '"q"').replace("p.example/1", "p.example/2")
    [found] = newsml.loads(message(package, text, PICTURE, second))
    assert {each.url for each in found.captions} == {"http://p.example/1", "http://p.example/2"}


@pytest.mark.parametrize(
    ("place", "names"), [(0, "PWS"), (1, "WPS"), (2, "WSP"), (9, "WSP"), (-1, "PWS"), ("x", "PWS")]
)
def test_the_place_of_the_publisher_among_the_sources_is_one_of_theirs(place, names):
    story = Article("A", sources=[Source("W"), Source("P", "publisher"), Source("S")])
    text = newsml.dumps(story, now=NOW)
    assert '"$.publisher", "value": 1,' in text
    changed = text.replace('"$.publisher", "value": 1,', f'"$.publisher", "value": {json.dumps(place)},')
    [found] = newsml.loads(changed)
    assert "".join(each.name for each in found.sources) == names


def test_a_broader_topic_that_two_topics_name_is_the_first_one():
    topic = "<subject><name>{0}</name><broader qcode='{1}'><name>Energy</name></broader></subject>"
    found, _ = read_meta(topic.format("Oil", "x:1") + topic.format("Gas", "x:2"))
    assert [(each.name, each.code) for each in found.subjects] == [("Oil", None), ("Gas", None), ("Energy", "x:1")]


def test_a_topic_with_only_a_broader_one_brings_it():
    found, _ = read_meta(
        "<subject literal='Oil'><broader><name>Energy</name></broader><broader qcode='x:1'/></subject>"
    )
    assert [each.name for each in found.subjects] == ["Oil", "Energy"]


@pytest.mark.parametrize(
    ("address", "links"),
    [
        ("http://b.example/", [Link("http://b.example/", "http://b.example/")]),
        ("https://b.example/", [Link("https://b.example/", "https://b.example/")]),
        ("urn:b:1", []),
        ("http://a.example/", []),
    ],
)
def test_an_address_without_a_title_is_a_link_if_people_can_follow_it(address, links):
    own = '<altId type="nd:canonical">http://a.example/</altId>'
    assert read_meta(f'{own}<link href="{address}"/>') == (Article(url="http://a.example/", links=links), [])


@pytest.mark.parametrize(
    "text",
    [
        "<newsItem>Stray</newsItem>",
        "<newsItem><contentMeta>Stray</contentMeta></newsItem>",
        "<newsItem><itemMeta><edNote/>Stray</itemMeta></newsItem>",
        "<newsItem><rightsInfo><usageTerms/>Stray</rightsInfo></newsItem>",
        "<newsItem><partMeta/>Stray</newsItem>",
        "<newsItem><partMeta>Stray</partMeta></newsItem>",
        "<newsItem><contentSet><inlineXML/>Stray</contentSet></newsItem>",
        "<packageItem><groupSet>Stray</groupSet></packageItem>",
        "<packageItem><groupSet><group><group>Stray</group></group></groupSet></packageItem>",
        item('<groupSet><itemRef residref="a"><title>T</title>Stray</itemRef></groupSet>'),
        item('<itemMeta><link residref="a"><itemClass qcode="x:photo"/><title>T</title>Stray</link></itemMeta>'),
    ],
)
def test_text_between_the_elements_is_reported(text):
    assert left_out(text) == ["Stray"]


def test_white_space_and_comments_between_the_elements_are_nothing():
    text = "<newsItem>\n <!-- made by hand -->\n <contentMeta>\n <keyword>sea</keyword>\n </contentMeta>\n</newsItem>"
    assert read(text) == ([Article(keywords=["sea"])], [])
