from __future__ import annotations

import html
import re
import tracemalloc
from base64 import b64encode
from datetime import UTC, date, datetime, timedelta, timezone
from io import BytesIO

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import FULL
from newsdoc import Article, Caption, Link, Mark, Paragraph, ReadError, Rights, Source, Subhead, Subject
from newsdoc.formats import newsml1, nitf
from newsdoc.formats.newsml1.mapping import TOLD
from newsdoc.strategies import articles


def item(component="", *, identification="", management="", root=""):
    return (
        f"<NewsItem{root}><Identification>{identification}</Identification>"
        f"<NewsManagement>{management}</NewsManagement><NewsComponent>{component}</NewsComponent></NewsItem>"
    )


def document(*items):
    return f"<NewsML Version='1.2'><NewsEnvelope/>{''.join(items)}</NewsML>"


def text(content, role="", kind="Text"):
    """A component with a text."""
    return (
        f"<NewsComponent>{f'<Role FormalName={role!r}/>' if role else ''}<ContentItem><MediaType FormalName={kind!r}/>"
        f"<DataContent>{content}</DataContent></ContentItem></NewsComponent>"
    )


def picture(caption="A bridge.", lines="<CreditLine>EPA</CreditLine>", duid=""):
    """A component with a picture and its words."""
    return (
        f"<NewsComponent{f' Duid={duid!r}' if duid else ''}><NewsLines>{lines}</NewsLines>"
        "<AdministrativeMetadata><Creator><Party FormalName='Bo'/></Creator></AdministrativeMetadata>"
        f"{text(caption, 'Caption')}<NewsComponent><Role FormalName='Thumbnail'/>"
        "<ContentItem Href='http://p.example/small.jpg'/></NewsComponent><NewsComponent><Role FormalName='HighDef'/>"
        "<ContentItem Href='http://p.example/1'><MediaType FormalName='Photo'/></ContentItem>"
        "</NewsComponent></NewsComponent>"
    )


BRIDGE = Caption("A bridge.", "EPA", sources=[Source("Bo", "photographer")], url="http://p.example/1")


def read(given_text):
    heard = []
    found = newsml1.loads(given_text, report=heard.append)
    return found, [(each.code, each.path) for each in heard]


def read_one(component="", **parts):
    [found], heard = read(document(item(component, **parts)))
    return found, [code for code, _ in heard]


@given(articles(captions=st.just(())))
def test_a_nitf_document_inside_says_what_it_says_by_itself(article):
    [alone] = nitf.loads(nitf.dumps([article]))
    [inside] = newsml1.loads(document(item(text(nitf.dumps([article])))))
    assert (inside.headline, inside.body, inside.byline) == (alone.headline, alone.body, alone.byline)
    assert set(inside.sources) == set(alone.sources)


# --- lines and metadata ---


def test_names_in_the_envelope_are_reported_unless_the_article_says_them():
    names = (
        "<NewsService FormalName='Bay Wire'/><NewsProduct FormalName='EUW'/><NewsProduct FormalName='Harbour news'/>"
        "<Party FormalName='x-1'><Property FormalName='Organization' Value='Coast Wire'/>"
        "<Property FormalName='SoftwareVersion' Value='Quill of the Coast'/></Party>"
    )
    lines = item("<NewsLines><HeadLine>H</HeadLine><CreditLine>Bay Wire</CreditLine></NewsLines>")
    heard = []
    newsml1.loads(f"<NewsML><NewsEnvelope>{names}</NewsEnvelope>{lines}{lines}</NewsML>", report=heard.append)
    [note] = heard
    assert (note.code, note.article) == ("repair.dropped", 0)
    assert note.message.endswith("left out: 'Harbour news'; 'Coast Wire'")


@pytest.mark.parametrize("namespace", ["", ' xmlns="http://iptc.org/std/NewsML/2003-10-10/"'])
def test_any_namespace_or_none(namespace):
    body = f"<NewsML{namespace}>{item('<NewsLines><HeadLine>H</HeadLine></NewsLines>')}</NewsML>"
    assert read(body) == ([Article("H")], [])


@pytest.mark.parametrize(
    ("lines", "field", "expected", "codes"),
    [
        ("<HeadLine xml:lang='ar'>A\n  B</HeadLine>", "headline", "A B", []),
        ("<HeadLine xml:lang='ar'>A</HeadLine>", "language", "ar", []),
        ("<HeadLine xml:lang='ar'/>", "language", None, []),
        ("<HeadLine>A</HeadLine><HeadLine>B</HeadLine>", "headline", "A", ["repair.dropped"]),
        ("<SubHeadLine>D</SubHeadLine>", "deck", "D", []),
        ("<ByLine>By Ann</ByLine><ByLineTitle>of the Wire</ByLineTitle>", "byline", "By Ann of the Wire", []),
        ("<DateLine>ROME</DateLine>", "dateline", "ROME", []),
        ("<CreditLine>AFP</CreditLine>", "credit", "AFP", []),
        ("<SlugLine>S</SlugLine>", "slugline", "S", []),
        ("<CopyrightLine>(c)</CopyrightLine><RightsLine>ask</RightsLine>", "rights",
         Rights(notice="(c)", terms="ask"), []),
        ("<KeywordLine>k</KeywordLine><KeywordLine/>", "keywords", ("k",), []),
        ("<NewsLine><NewsLineType FormalName='AdvisoryLine'/><NewsLineText>a</NewsLineText></NewsLine>",
         "editorial_note", "a", []),
        ("<NewsLine><NewsLineType FormalName='x'/><NewsLineText>a</NewsLineText></NewsLine>", "editorial_note", None,
         ["repair.dropped"]),
        ("<SeriesLine>s</SeriesLine><EndLine/>", "headline", None, ["repair.dropped"]),
    ],
)  # fmt: skip
def test_news_lines(lines, field, expected, codes):
    found, heard = read_one(f"<NewsLines>{lines}</NewsLines>")
    assert (getattr(found, field), heard) == (expected, codes)


@pytest.mark.parametrize(
    ("metadata", "field", "expected", "codes"),
    [
        ("<Provider><Party FormalName='AFP'/></Provider>", "sources", (Source("AFP", "publisher"),), []),
        ("<Source><Party FormalName=''/></Source><Creator/>", "sources", (), []),
        ("<Source><Party FormalName='EPA '/></Source><Contributor><Party FormalName='x'/></Contributor>", "sources",
         (Source("EPA", "agency"), Source("x", "contributor")), []),
        ("<Language FormalName='nl_NL'/>", "language", "nl-NL", ["repair.value"]),
        ("<SubjectCode><Subject FormalName='15000000'/></SubjectCode>", "subjects",
         (Subject("15000000", uri="http://cv.iptc.org/newscodes/subjectcode/15000000"),), []),
        ("<SubjectCode><Subject FormalName='ECO'/><SubjectMatter FormalName=''/></SubjectCode>", "subjects",
         (Subject("ECO", code="ECO"),), []),
        ("<Genre FormalName='Feature'/><Genre/>", "genres", (Subject("Feature"),), []),
        ("<Property FormalName='Ticker Symbol' Value='ABC'/><Property FormalName='Organization' Value='Bay Ltd'/>",
         "subjects", (Subject("ABC"), Subject("Bay Ltd")), []),
        ("<Property FormalName='BWHashTag' Value='#bay'/>", "keywords", ("#bay",), []),
        ("<Location><Property FormalName='City' Value='Rome'/></Location>", "places", ("Rome",), []),
        ("<Location HowPresent='Origin'><Property FormalName='Country' Value='ITA'/></Location>", "places", (), []),
        ("<Location><Property FormalName='Country' Value='Italy'/></Location>", "places", ("Italy",), []),
        (("<Location><Property FormalName='City' Value='Rome'/><Property FormalName='Area' Value='Lazio'/>"
         "<Property FormalName='Country' Value='ITA'/></Location>"), "subjects", (Subject("Lazio"),), []),
        ("<Property FormalName='Desk' Value='Sports desk'/><Property FormalName='ComponentClass' Value='Main text'/>",
         "subjects", (), ["repair.dropped"]),
        ("<OfInterestTo FormalName='Business Editors'/><OfInterestTo FormalName='EUA-TFG-1=EUA'/>", "subjects", (),
         ["repair.dropped"]),
        ("<Location HowPresent='Event'><Property FormalName='City' Value='Rome'/></Location>", "subjects",
         (Subject("Rome"),), []),
        ("<Property FormalName='Keyword' Value='k'/><Property FormalName='x' Value='y'/>", "keywords", ("k",), []),
        ("<Copyright><CopyrightHolder>A</CopyrightHolder></Copyright><UsageRights><UsageType>b</UsageType></UsageRights>",
         "rights", Rights(holder="A", terms="b"), []),
    ],
)  # fmt: skip
def test_metadata(metadata, field, expected, codes):
    parts = "".join(
        f"<{name}>{metadata}</{name}>" for name in ("AdministrativeMetadata", "DescriptiveMetadata", "RightsMetadata")
    )
    found, heard = read_one(parts)
    assert (getattr(found, field), list(dict.fromkeys(heard))) == (expected, codes)


@pytest.mark.parametrize(
    ("identification", "field", "expected", "codes"),
    [
        ("<NewsIdentifier><PublicIdentifier>urn:newsml:a:1</PublicIdentifier></NewsIdentifier>", "id",
         "urn:newsml:a:1", []),
        ("<NewsIdentifier><RevisionId>3</RevisionId></NewsIdentifier>", "version", 3, []),
        ("<NewsIdentifier><RevisionId>0</RevisionId></NewsIdentifier>", "version", 1, ["repair.value"]),
        ("<NameLabel>label</NameLabel>", "slugline", "label", []),
    ],
)  # fmt: skip
def test_identification(identification, field, expected, codes):
    found, heard = read_one(identification=identification)
    assert (getattr(found, field), heard) == (expected, codes)


def test_the_slug_line_says_it_better_than_the_label():
    line = "<NewsLines><SlugLine>slug</SlugLine></NewsLines>"
    found, heard = read_one(line, identification="<NameLabel>label</NameLabel>")
    assert (found.slugline, heard) == ("slug", ["repair.dropped"])
    assert read_one(line, identification="<NameLabel>slug </NameLabel>")[1] == []


_CHANGE = "<StatusWillChange><DateAndTime>20190121T103600Z</DateAndTime></StatusWillChange>"


@pytest.mark.parametrize(
    ("management", "field", "expected", "codes"),
    [
        ("<FirstCreated>20190121T103600+0000</FirstCreated>", "published", datetime(2019, 1, 21, 10, 36, tzinfo=UTC),
         []),
        ("<FirstCreated>20190603T160217</FirstCreated>", "published", date(2019, 6, 3), ["repair.time"]),
        ("<FirstCreated/>", "published", None, []),
        ("<ThisRevisionCreated>20190603T160217</ThisRevisionCreated>", "modified",
         datetime(2019, 6, 3, 16, 2, 17, tzinfo=UTC), ["guess.zone"]),
        ("<Status FormalName='USABLE'/>", "status", "usable", []),
        ("<Status FormalName='Cancelled'/>", "status", "canceled", []),
        ("<Status FormalName='x'/>", "status", "usable", ["repair.value"]),
        ("<Status FormalName='Embargoed'/>", "status", "withheld", ["repair.embargo"]),
        (f"<Status FormalName='Embargoed'/>{_CHANGE}", "embargoed", datetime(2019, 1, 21, 10, 36, tzinfo=UTC), []),
        ("<Status FormalName='Embargoed'/><StatusWillChange/>", "embargoed", None, ["repair.embargo"]),
        ("<Urgency FormalName='4'/>", "urgency", 4, []),
        ("<Urgency FormalName='a'/>", "urgency", None, ["repair.value"]),
        ("<Instruction>kill it</Instruction>", "editorial_note", "kill it", []),
    ],
)  # fmt: skip
def test_management(management, field, expected, codes):
    found, heard = read_one(management=management)
    assert (getattr(found, field), heard) == (expected, codes)


# --- the text ---

_STRONG = Paragraph("a b", [Mark("strong", 2, 3)])


@pytest.mark.parametrize(
    ("content", "body", "codes"),
    [
        ("<nitf><body><body.content><p>a</p><hl2>b</hl2></body.content></body></nitf>", ("a", Subhead("b")), []),
        ("<p>a</p><p>b</p>", ("a", "b"), []),
        ("<html><head><title>t</title></head><body><p>a <b>b</b></p></body></html>", (_STRONG,), []),
        ("<html xmlns='http://www.w3.org/1999/xhtml'><body><p>a <b>b</b></p></body></html>", (_STRONG,), []),
        ("&lt;p&gt;a &lt;b&gt;b&lt;/b&gt;&lt;/p&gt;", (_STRONG,), ["repair.escaped"]),
        ("<![CDATA[<!-- c --><p>a <b>b</b></p>]]>", (_STRONG,), ["repair.escaped"]),
        ("\ta\n\tb", ("a", "b"), []),
        ("a\n\nb", ("a", "b"), []),
        (" \n", (), []),
        ("<Encoding Notation='Base64'>AAAA</Encoding>", (), ["repair.dropped"]),
        ("a <html><head><title>t</title></head><body><p>b</p></body></html> c", ("a", "b", "c"), []),
        ("<p>a</p><DataContent><p>b</p></DataContent>", ("a", "b"), []),
        ("<DataContent><DataContent>a</DataContent></DataContent>", ("a",), []),
    ],
)  # fmt: skip
def test_text_in_every_form(content, body, codes):
    found, heard = read_one(text(content))
    assert (found.body, heard) == (body, codes)


def test_texts_are_in_the_order_of_what_they_are():
    components = text("c", "Contact") + text("b", "Body") + text("l", "Lead") + text("more")
    assert read_one(components)[0].body == ("l", "b", "more", "c")


@pytest.mark.parametrize(
    ("components", "expected", "codes"),
    [
        (text("H", "HeadLine") + text("D", "SubHeadLine") + text("S", "Abstract"),
         Article("H", deck="D", summary="S"), []),
        (text("<p><b>H</b> <sup>1</sup></p>", "HeadLine") + text("H1", "Title"), Article("H 1"), []),
        (text("A", "HeadLine") + text("B", "HeadLine"), Article("A"), ["repair.dropped"]),
        (text("p {}", "StyleSheet"), Article(), []),
        (text("S", "Abstract") + text("S", "TweetText"), Article(summary="S"), []),
        (text("T", "TweetText"), Article(), ["repair.dropped"]),
        (text("C", "Caption"), Article(captions=[Caption("C")]), []),
    ],
)  # fmt: skip
def test_a_text_is_what_its_component_says_it_is(components, expected, codes):
    assert read_one(components) == (expected, codes)


def test_the_richest_of_several_forms_is_read():
    form = "<ContentItem><DataContent>{}</DataContent></ContentItem>"
    forms = form.format("a") + form.format("<p>b</p>")
    pdf = "<ContentItem Href='a.pdf'/>"
    assert read_one(forms + pdf) == (Article(None, ["b"]), ["repair.dropped"])


def test_of_equivalent_components_the_first_is_read():
    components = f"<NewsComponent EquivalentsList='yes'>{text('a')}{text('b')}</NewsComponent>"
    assert read_one(components) == (Article(None, ["a"]), ["repair.dropped"])
    assert read_one(components.replace("yes", "no"))[0].body == ("a", "b")


def test_an_item_in_a_component_is_part_of_the_article():
    component = f"<NewsLines><HeadLine>H</HeadLine></NewsLines>{item(text('a'))}{text('b')}"
    assert read_one(component) == (Article("H", ["a", "b"]), [])


def test_the_lists_of_the_item_and_of_its_text_are_joined():
    inside = nitf_inside()
    metadata = (
        "<AdministrativeMetadata><Provider><Party FormalName='EFE'/></Provider></AdministrativeMetadata>"
        "<DescriptiveMetadata><SubjectCode><Subject FormalName='15000000'/></SubjectCode>"
        "<SubjectCode><Subject FormalName='02000000'/></SubjectCode></DescriptiveMetadata>"
    )
    found, heard = read_one(metadata + text(inside), identification="<PublicIdentifier>i</PublicIdentifier>")
    assert heard == []
    assert found.id == "i"
    assert found.sources == (Source("EFE", "publisher"), Source("Ann", "author"))
    assert [subject.name for subject in found.subjects] == ["sport", "02000000"]


def nitf_inside():
    subject = Subject("sport", uri="http://cv.iptc.org/newscodes/subjectcode/15000000")
    return nitf.dumps([Article(byline="By Ann", sources=[Source("Ann", "author")], subjects=[subject], id="inner")])


# --- several texts in one item ---


def story(headline, body, duid="", lines="", inner=""):
    """A component with lines of its own."""
    return (
        f"<NewsComponent{f' Duid={duid!r}' if duid else ''}><NewsLines><HeadLine>{headline}</HeadLine>{lines}"
        f"</NewsLines>{inner}<ContentItem><DataContent>{body}</DataContent></ContentItem></NewsComponent>"
    )


_ID = "<PublicIdentifier>urn:newsml:a:1</PublicIdentifier>"
_MANY_WORDS = "One two three four five six seven eight nine ten."


def test_texts_with_headlines_of_their_own_are_articles_of_their_own():
    components = (
        "<NewsLines><HeadLine>Markets</HeadLine><CopyrightLine>(c)</CopyrightLine></NewsLines>"
        + story("A", "<p>a</p>", "t0", "<DateLine>PARIS</DateLine><ByLine>Ann</ByLine>")
        + story("B", "<p>b</p><p>c</p>", "t1", "<DateLine>ROME</DateLine>")
    )
    found, heard = read(document(item(components, identification=_ID, management="<Urgency FormalName='4'/>")))
    shared = {"urgency": 4, "rights": Rights(notice="(c)")}
    assert found == [
        Article("A", ["a"], dateline="PARIS", byline="Ann", id="urn:newsml:a:1#t0", **shared),
        Article("B", ["b", "c"], dateline="ROME", id="urn:newsml:a:1#t1", **shared),
    ]
    assert heard == [("repair.dropped", "$[0]")]  # the headline of both


def test_several_texts_without_names_have_no_id():
    found, heard = read(document(item(story("A", "a") + story("B", "b"), identification=_ID)))
    assert [(article.headline, article.id) for article in found] == [("A", None), ("B", None)]
    assert heard == [("repair.value", "$[0].id"), ("repair.value", "$[1].id")]


@pytest.mark.parametrize("headline", ["<hedline><hl1>{}</hl1></hedline>", "<hedline>{}</hedline>"])
def test_several_contents_of_one_component_are_several_articles(headline):
    nitf_text = f"<nitf><body><body.head>{headline}</body.head><body.content><p>{{}}</p></body.content></body></nitf>"
    items = "".join(
        f"<ContentItem><DataContent>{nitf_text.format(*each)}</DataContent></ContentItem>"
        for each in [("A", "a b c d e f g h"), ("B", "i j k l m n o p")]
    )
    found, heard = read(document(item(items)))
    assert found == [Article("A", ["a b c d e f g h"]), Article("B", ["i j k l m n o p"])]
    assert heard == []


@pytest.mark.parametrize("form", ["<html><body>{}</body></html>", "<![CDATA[{}]]>"])
def test_several_pages_of_one_component_are_several_articles(form):
    pages = [form.format(f"<h1>{each}</h1><p>{each.lower()}</p>") for each in "AB"]
    items = "".join(f"<ContentItem><DataContent>{page}</DataContent></ContentItem>" for page in pages)
    found = newsml1.loads(document(item(f"<NewsLines><HeadLine>All</HeadLine></NewsLines>{items}")))
    assert found == [Article("A", ["a"]), Article("B", ["b"])]


def test_an_article_of_several_keeps_its_parts_and_pictures():
    place = "<p>b</p><media><media-reference data-location='#p2'/></media>"
    a, b = story("A", "a", inner=picture("x", duid="p1") + text("l", "Lead")), story("B", place)
    found, heard = read(document(item(a + b + text("c", "Contact") + picture("y", duid="p2"))))
    assert heard == []
    assert [article.body for article in found] == [("l", "a", "c"), ("b",)]
    assert [[caption.text for caption in article.captions] for article in found] == [["x"], ["y"]]


def test_each_article_of_several_keeps_its_own_lines():
    a, b = (story(each, each, lines=f"<SlugLine>s{each}</SlugLine><ByLine>b{each}</ByLine>") for each in "AB")
    heard = []
    outer = "<NewsLines><SlugLine>outer</SlugLine><ByLine>desk</ByLine></NewsLines>"
    found = newsml1.loads(document(item(outer + a + b)), report=heard.append)
    assert [(article.slugline, article.byline) for article in found] == [("sA", "bA"), ("sB", "bB")]
    assert [word for word in ("outer", "desk") if not any(word in each.message for each in heard)] == []


def test_each_article_of_several_has_its_own_language():
    a, b = (f"<DescriptiveMetadata><Language FormalName='{each}'/></DescriptiveMetadata>" for each in ("fr", "nl"))
    found, _ = read(document(item(story("A", "a", inner=a) + story("B", "b", inner=b), root=" xml:lang='en'")))
    assert [article.language for article in found] == ["fr", "nl"]


def test_items_in_a_component_are_articles_with_ids_of_their_own():
    inner = [item(story(each, each.lower()), identification=_ID.replace("a:1", f"a:{each}")) for each in "AB"]
    found, _ = read(document(item("".join(inner), identification=_ID)))
    assert [article.id for article in found] == ["urn:newsml:a:A", "urn:newsml:a:B"]


@pytest.mark.parametrize(
    "beside",
    [
        picture("x", lines="<HeadLine>P</HeadLine>"),
        text("<h1>P</h1><p>a</p>", "Abstract"),
        text("<h1>P</h1><p>a</p>", "Caption"),
        text("P", "HeadLine"),
        text("<h1>P</h1><p>c</p>", "Contact"),
    ],
)
def test_a_headline_of_a_picture_or_beside_the_text_makes_no_article(beside):
    assert len(newsml1.loads(document(item(story("A", "a") + beside)))) == 1


def test_texts_with_one_headline_are_one_article():
    assert len(newsml1.loads(document(item(story("A", "a") + story("A", "b") + text("c"))))) == 1


_FORM = "<ContentItem><Format FormalName={!r}/><DataContent>{}</DataContent></ContentItem>"


@pytest.mark.parametrize(
    "components",
    [
        _FORM.format("Text", "Other. " + _MANY_WORDS) + _FORM.format("XHTML", f"<p>{_MANY_WORDS}</p>"),
        text("Other. " + _MANY_WORDS, "PlainText") + text(f"<p>{_MANY_WORDS}</p>", "Main"),
        "<NewsComponent EquivalentsList='yes'>" + text("Other.") + text(f"<p>{_MANY_WORDS}</p>") + "</NewsComponent>",
    ],
)
def test_of_one_text_in_several_forms_one_is_read_and_other_words_are_reported(components):
    heard = []
    [found] = newsml1.loads(document(item(components)), report=heard.append)
    assert found.body == (_MANY_WORDS,)
    assert [each.code for each in heard] == ["repair.dropped"]
    assert "Other." in heard[0].message


def test_of_two_forms_without_elements_the_one_with_markup_is_read():
    words = _MANY_WORDS.replace("two", "<b>two</b>")
    forms = _FORM.format("Text", _MANY_WORDS) + _FORM.format("HTML", f"<![CDATA[<p>{words}</p>]]>")
    assert read_one(forms)[0].body == (Paragraph(_MANY_WORDS, [Mark("strong", 4, 7)]),)


def test_the_lines_of_an_equivalent_component_are_only_reported():
    choice = story("A", "a", lines="<ByLine>Ann</ByLine>") + story("B", "b", lines="<DateLine>ROMA</DateLine>")
    heard = []
    components = f"<NewsComponent EquivalentsList='yes'>{choice}</NewsComponent>"
    assert newsml1.loads(document(item(components)), report=heard.append) == [Article("A", ["a"], byline="Ann")]
    assert [word for word in ("'B'", "'b'", "ROMA") if not any(word in each.message for each in heard)] == []


def test_two_texts_of_one_component_that_share_no_words_are_both_read():
    words = "Eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen."
    assert read_one(_FORM.format("Text", _MANY_WORDS) + _FORM.format("Text", words)) == (
        Article(None, [_MANY_WORDS, words]),
        [],
    )


# --- texts that something was done to ---


def encoded(data, notation="Base64", kind="<MimeType FormalName='text/plain'/>"):
    content = b64encode(data).decode()
    return (
        f"<ContentItem>{kind}<Encoding Notation={notation!r}><DataContent>{content[:8]}\n{content[8:]}</DataContent>"
        "</Encoding></ContentItem>"
    )


_LATIN = '<?xml version="1.0" encoding="ISO-8859-1"?><nitf><body><body.content><p>é</p></body.content></body></nitf>'


@pytest.mark.parametrize(
    ("component", "body", "codes"),
    [
        (encoded(b"<p>a <b>b</b></p><p>c</p>"), (_STRONG, "c"), ["repair.escaped"]),
        (encoded(b"<p>a</p>"), ("a",), []),
        (encoded("é\n\nb".encode(), "base64"), ("é", "b"), []),
        (encoded("é".encode("utf-16")), ("é",), []),
        (encoded("ł".encode("iso-8859-2"), kind="<MimeType FormalName='text/plain; charset=iso-8859-2'/>"), ("ł",), []),
        (encoded("ł".encode("iso-8859-2"), kind="<Property FormalName='Char-Set' Value='iso-8859-2'/>"), ("ł",), []),
        (encoded("ł".encode(), kind="<Property FormalName='Desk' Value='iso-8859-2'/>"), ("ł",), []),
        (encoded("ł".encode(), kind="<Format FormalName='iso-8859-2'/>"), ("ł",), []),
        (encoded("ł".encode("iso-8859-2"), kind="<Format FormalName='x; CHARSET = ISO-8859-2'/>"), ("ł",), []),
        (encoded("é".encode("cp1252"), kind="<Format FormalName='x; charset=cp1252'/>"), ("é",), []),
        (encoded(b"a\x00b"), (), ["repair.dropped"]),
        (encoded(b"a\x7fb"), (), ["repair.dropped"]),
        (encoded(b"{\\rtf1 a}"), (), ["repair.dropped"]),
        (encoded("é".encode("cp1252")), ("é",), ["repair.value"]),
        (encoded("é".encode(), kind="<MimeType FormalName='text/plain; charset=klingon'/>"), ("é",), []),
        (encoded(_LATIN.encode("iso-8859-1")), ("é",), []),
        (encoded(b"\x89PNG\r\n\x1a\n\x00\x00"), (), ["repair.dropped"]),
        (encoded(b"%PDF-1.7 text"), (), ["repair.dropped"]),
        (encoded(b"a", "uuencode"), (), ["repair.dropped"]),
        ("<ContentItem><Encoding Notation='Base64'><DataContent>a!b</DataContent></Encoding></ContentItem>", (),
         ["repair.dropped"]),
        (("<ContentItem><Encoding Notation='quoted-printable'><DataContent>=C3=A9</DataContent></Encoding>"
         "</ContentItem>"), ("é",), []),
        ("<ContentItem><Encoding Notation='Base64'>YQ==</Encoding></ContentItem>", ("a",), []),
        ("<ContentItem><Notation FormalName='Base64'/><DataContent>YQ==</DataContent></ContentItem>", ("a",), []),
        (encoded(b"nothing says how this is encoded", ""), ("nothing says how this is encoded",), []),
        ("<ContentItem><Encoding><DataContent>plain</DataContent></Encoding></ContentItem>", ("plain",), []),
        (f"<ContentItem><Encoding>{b64encode(b'x' * 18).decode()}</Encoding></ContentItem>", ("x" * 18,), []),
        (f"<ContentItem><Encoding>{'a' * 20}</Encoding></ContentItem>", ("a" * 20,), []),
        (f"<ContentItem><Encoding>{'a' * 25}</Encoding></ContentItem>", ("a" * 25,), []),
        (f"<ContentItem><Encoding>{'word ' * 6}</Encoding></ContentItem>", ("word word word word word word",), []),
        ("<ContentItem><DataContent><Encoding Notation='Base64'>YQ==</Encoding></DataContent></ContentItem>", ("a",),
         []),
        ("<ContentItem><Encoding Notation='None'><DataContent><p>a</p></DataContent></Encoding></ContentItem>", ("a",),
         []),
        ("<ContentItem><Encoding Notation='Base64'>Y!Q==</Encoding></ContentItem>", (), ["repair.dropped"]),
        ("<ContentItem><Encoding Notation='None'><DataContent><p>a <b>b</b></p></DataContent></Encoding></ContentItem>",
         (_STRONG,), []),
        ("<ContentItem><DataContent><Encoding Notation='None'>plain</Encoding></DataContent></ContentItem>", ("plain",),
         []),
        ("<ContentItem><Encoding Notation='Base64'><DataContent/></Encoding></ContentItem>", (), []),
    ],
)  # fmt: skip
def test_encoded_texts_are_decoded(component, body, codes):
    found, heard = read_one(component)
    assert (found.body, heard) == (body, codes)


@pytest.mark.parametrize(
    ("content", "body"),
    [
        ("&lt;![CDATA[&lt;p&gt;a&lt;/p&gt;]]&gt;", ("a",)),
        ("&lt;![CDATA[a\n\nb]]&gt;", ("a", "b")),
        ("<p>&lt;![CDATA[a]]&gt;</p><p>b<i/>&lt;![CDATA[c]]&gt;</p>", ("a", "bc")),
        ("&amp;lt;p&amp;gt;a&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;b&amp;lt;/p&amp;gt;", ("a", "b")),
        ("<![CDATA[Tom &amp; Jerry &#233;]]>", ("Tom & Jerry é",)),
        ("<![CDATA[<nitf><body><body.content><p>a</p></body.content></body></nitf>]]>", ("a",)),
        (("<![CDATA[<?xml version='1.0' encoding='iso-8859-1'?><nitf><body><body.content><p>é</p></body.content></body>"
         "</nitf>]]>"), ("é",)),
    ],
)  # fmt: skip
def test_escaped_texts_leave_no_marks(content, body):
    found, heard = read_one(text(content))
    assert found.body == body
    assert "repair.escaped" in heard


def test_the_title_of_a_page_is_the_headline_or_reported():
    page = "<html><head><title>T</title></head><body><p>a</p></body></html>"
    for form in (page, f"<![CDATA[{page}]]>"):
        assert read_one(text(form))[0].headline == "T"
        assert "repair.dropped" in read_one("<NewsLines><HeadLine>H</HeadLine></NewsLines>" + text(form))[1]


# --- lines ---


@pytest.mark.parametrize(
    ("line", "field", "expected"),
    [
        ("<HeadLine>A <b>b</b>c<br/>d</HeadLine>", "headline", "A bc d"),
        ("<HeadLine>A &lt;b&gt;b&lt;/b&gt; &amp;amp; c</HeadLine>", "headline", "A b & c"),
        ("<HeadLine>&lt;![CDATA[A]]&gt;</HeadLine>", "headline", "A"),
        ("<SubHeadLine><ul><li>a</li><li>b</li></ul></SubHeadLine>", "deck", "a b"),
        ("<SubHeadLine>a\nb<p>c</p></SubHeadLine>", "deck", "a b c"),
        ("<ByLine>By<Person>Ann</Person><Title>Editor</Title></ByLine>", "byline", "By Ann Editor"),
        ("<ByLine><Person>Ann</Person>, <Title>Editor</Title></ByLine>", "byline", "Ann, Editor"),
        ("<ByLine>Ann</ByLine><BylineTitle>in Rome</BylineTitle><ByLine>Bo</ByLine>", "byline", "Ann in Rome, Bo"),
        ("<KeywordLine>a,b; c d/e</KeywordLine>", "keywords", ("a", "b", "c d", "e")),
        ("<KeywordLine>9/11;1,000 m،ب</KeywordLine>", "keywords", ("9/11", "1,000 m", "ب")),
        ("<KeywordLine><Keyword>a</Keyword><Keyword>b</Keyword></KeywordLine>", "keywords", ("a", "b")),
        ("<NewsLine><NewsLineType FormalName='Correction'/><NewsLineText>a</NewsLineText></NewsLine>",
         "editorial_note", "a"),
        ("<HeadLine xml:lang='x-default'>a</HeadLine><SlugLine xml:lang='PT-br'>b</SlugLine>", "language", "pt-br"),
        ("<HeadLine xml:lang='und'>a</HeadLine>", "language", None),
        ("<DateLine>2.4.2019 16:02:09 CEST</DateLine>", "dateline", None),
        ("<DateLine>20190402T160209+0200</DateLine>", "dateline", None),
        ("<DateLine>May 1, 2024</DateLine>", "dateline", None),
        ("<DateLine>PARIS, May 1</DateLine>", "dateline", "PARIS, May 1"),
    ],
)  # fmt: skip
def test_lines_as_they_are_written(line, field, expected):
    assert getattr(read_one(f"<NewsLines>{line}</NewsLines>")[0], field) == expected


def test_a_deck_that_is_a_list_costs_no_item():
    page = "<html><body><ul><li>a</li><li>b</li></ul></body></html>"
    assert read_one(text(page, "SubHeadLine") + text("<p>c</p>")) == (Article(None, ["c"], deck="a b"), [])


def test_a_printed_time_above_the_text_is_not_a_paragraph():
    found, heard = read_one(text("<p>01.05.2024 10:00</p><p>a</p><figure><figcaption>c</figcaption></figure><p>b</p>"))
    assert (found.body, [caption.anchor for caption in found.captions], heard) == (("a", "b"), [1], ["repair.dropped"])
    assert read_one(text("<p>2024-05-01</p>"))[0].body == ("2024-05-01",)


def test_a_moment_in_the_dateline_is_that_of_publication_where_there_is_none_else():
    found, _ = read_one("<NewsLines><DateLine>20190402T160209+0200</DateLine></NewsLines>")
    assert found.published == datetime(2019, 4, 2, 16, 2, 9, tzinfo=timezone(timedelta(hours=2)))


# --- notes for editors, and words that nobody reads ---


@pytest.mark.parametrize(
    "component",
    [
        "<Comment FormalName='Editorial Note'>In line 2 read a</Comment>",
        "<Comment>In line 2 read a</Comment>",
        "<Comment FormalName='desk'>In line 2 read a</Comment>",
        "<ContentItem><Comment>In line 2 read a</Comment><DataContent>b</DataContent></ContentItem>",
        "<AdministrativeMetadata><Creator><Comment>In line 2 read a</Comment></Creator></AdministrativeMetadata>",
        "<InstructionToDeliverer>In line 2 read a</InstructionToDeliverer>",
        "<EditorialNote>In line <b>2</b> read a</EditorialNote>",
        "<DescriptiveMetadata><Property FormalName='EdNote' Value='In line 2 read a'/></DescriptiveMetadata>",
    ],
)
def test_a_note_for_editors_is_found_anywhere(component):
    assert read_one(component)[0].editorial_note == "In line 2 read a"


def test_a_code_in_a_comment_is_not_a_note():
    found, heard = read_one("<Comment FormalName='Version'>1.0</Comment>")
    assert (found.editorial_note, heard) == (None, ["repair.dropped"])


def test_an_instruction_may_be_only_a_name():
    assert read_one(management="<Instruction FormalName='Kill'/>")[0].editorial_note == "Kill"


@pytest.mark.parametrize(
    ("component", "words"),
    [
        ("<NewsLines>stray one</NewsLines>", "stray one"),
        ("<NewsLines><HeadLine>H</HeadLine>stray two</NewsLines>", "stray two"),
        ("<Foreign><Deep>words</Deep> and <b>more</b></Foreign>", "words"),
        ("<Foreign>words <b>in</b> elements</Foreign>", "words in elements"),
        ("<RightsMetadata><UsageRights><Geography>The World</Geography></UsageRights></RightsMetadata>", "The World"),
        ("<TopicSet><Topic><Description>a topic</Description></Topic></TopicSet>", "a topic"),
        ("<NewsItemRef><Comment>1.0</Comment></NewsItemRef>", "1.0"),
        (text("a") + picture() + "after it", "after it"),
        (text("a") + picture("<nitf><body><body.head><hedline><hl1>T</hl1></hedline><byline>By X</byline></body.head>"
                             "<body.content><p>c</p></body.content></body></nitf>"), "By X"),
        (text("a") + "<ContentItem><MediaType FormalName='Photo'/><DataContent>AAAA</DataContent></ContentItem>",
         "data of a picture"),
    ],
)  # fmt: skip
def test_no_word_is_lost_in_silence(component, words):
    heard = []
    [found] = newsml1.loads(document(item(component)), report=heard.append)
    assert any(words in each.message for each in heard), (found, heard)


def test_a_topic_that_the_item_describes_is_a_subject():
    topics = (
        "<TopicSet><Topic Duid='t1'><TopicType FormalName='Person'/><Description>Ann</Description></Topic></TopicSet>"
    )
    occurs = "<DescriptiveMetadata><TopicOccurrence Topic='#t1'/></DescriptiveMetadata>"
    assert read_one(topics + occurs) == (Article(None, subjects=[Subject("Ann")]), [])


def test_words_of_the_envelope_are_reported_with_the_first_article():
    heard = []
    envelope = "<NewsEnvelope><SentFrom><Comment>from us</Comment></SentFrom></NewsEnvelope>"
    newsml1.loads(f"<NewsML>{envelope}{item(text('a'))}{item(text('b'))}</NewsML>", report=heard.append)
    assert [(each.path, "from us" in each.message) for each in heard] == [("$[0]", True)]


@pytest.mark.parametrize("inner", ["<TopicSet><Topic><Description>Ann</Description></Topic></TopicSet>",
                                   "<Update><Replace>Ann</Replace></Update>"])  # fmt: skip
def test_an_item_without_news_is_skipped_with_its_words(inner):
    heard = []
    assert newsml1.loads(document(f"<NewsItem>{inner}</NewsItem>"), report=heard.append) == []
    assert [(each.code, "Ann" in each.message) for each in heard] == [("repair.skipped", True)]


# --- pictures ---


def test_the_headline_in_a_pictures_caption_heads_a_picture_by_itself():
    caption = nitf.dumps([Article("T", ["At dawn."])])
    photo = "<NewsComponent><ContentItem Href='http://p.example/1.jpg'/></NewsComponent>"
    for lines in ("", "<NewsLines><HeadLine>At dawn.</HeadLine></NewsLines>"):
        [found] = newsml1.loads(document(item(lines + photo + text(caption, "Caption"))))
        assert (found.headline, found.captions[0].text) == ("T", "At dawn.")
    heard = []
    lines = "<NewsLines><HeadLine>Another</HeadLine></NewsLines>"
    [found] = newsml1.loads(document(item(lines + photo + text(caption, "Caption"))), report=heard.append)
    assert found.headline == "Another"
    assert any("'T'" in each.message for each in heard)


def test_several_pictures_by_themselves_are_a_caption_each():
    found, heard = read_one(
        f"<NewsComponent>{picture('A')}{picture('B', lines='<HeadLine>P</HeadLine>')}</NewsComponent>"
    )
    assert [(each.text, each.credit) for each in found.captions] == [("A", "EPA"), ("B", "Bo")]
    assert (found.headline, heard) == ("P", [])


def test_a_picture_component_is_a_caption_of_the_text_before_or_after_it():
    for components in (text("a") + picture(), picture() + text("a")):
        assert read_one(components) == (Article(None, ["a"], captions=[BRIDGE]), [])


def test_a_picture_stands_where_the_text_names_it():
    place = '<p>a</p><media media-type="image"><media-reference data-location="#p1"/></media><p>b</p>'
    found, heard = read_one(picture("lead", duid="p0") + text(place) + picture(duid="p1"))
    assert heard == []
    assert [(caption.text, caption.anchor) for caption in found.captions] == [("lead", None), ("A bridge.", 1)]
    assert found.captions[1].sources == BRIDGE.sources


def test_two_pictures_of_one_name_are_two_captions():
    found, _ = read_one(text("a") + picture("A", duid="p") + picture("B", duid="p"))
    assert [caption.text for caption in found.captions] == ["A", "B"]


def test_what_the_text_shows_of_a_picture_wins():
    place = '<media><media-reference data-location="#p"/><media-caption>As shown</media-caption></media><p>a</p>'
    found, _ = read_one(text(place) + picture(duid="p"))
    assert [(each.text, each.credit, each.url) for each in found.captions] == [("As shown", "EPA", BRIDGE.url)]


def test_links():
    see = "<NewsItemRef NewsItem='urn:b'><Comment>Ferries run</Comment></NewsItemRef>"
    lines = (
        "<NewsLines><NewsLine><NewsLineType FormalName='Gallery'/><NewsLineText>http://g.example/1</NewsLineText>"
        "</NewsLine></NewsLines>"
    )
    found, heard = read_one(lines + see + text("a"))
    assert found.links == (Link("Gallery", "http://g.example/1"), Link("Ferries run", id="urn:b"))
    assert (found.editorial_note, heard) == (None, [])


@pytest.mark.parametrize(
    ("component", "caption", "codes"),
    [
        (picture("", "<HeadLine>P</HeadLine>"), ("P", "Bo"), []),
        (picture("", "<HeadLine>H</HeadLine>"), (None, "Bo"), []),
        (picture("A bridge.", "<HeadLine>P</HeadLine>"), ("A bridge.", "Bo"), ["repair.dropped"]),
        (picture("A bridge.", "<HeadLine>A bridge</HeadLine><ByLine>Al</ByLine>"), ("A bridge.", "Al"), []),
        ("<NewsComponent><ContentItem Href='http://p.example/l.png'/></NewsComponent>", (None, None), []),
        ("<NewsComponent><ContentItem Href='l.png'/></NewsComponent>", None, ["repair.uri"]),
        ("<NewsComponent><ContentItem><MediaType FormalName='Photo'/></ContentItem></NewsComponent>", None, []),
    ],
)  # fmt: skip
def test_the_words_of_a_picture(component, caption, codes):
    found, heard = read_one(f"<NewsLines><HeadLine>H</HeadLine></NewsLines>{text('a')}{component}")
    assert [(each.text, each.credit) for each in found.captions] == ([caption] if caption else [])
    assert heard == codes


def test_what_a_picture_says_beside_its_words_is_reported():
    lines = (
        "<CreditLine>EPA</CreditLine><ByLine>Al</ByLine><DateLine>ROME</DateLine><CopyrightLine>(c)</CopyrightLine>"
        "<KeywordLine>k</KeywordLine><EndLine>e</EndLine>"
    )
    found, heard = read_one(text("a") + picture(lines=lines))
    assert found.captions[0].sources == (Source("Al", "photographer"), Source("Bo", "photographer"))
    assert heard == ["repair.dropped"]
    own = "<NewsLines><DateLine>ROME</DateLine><CopyrightLine>(c)</CopyrightLine></NewsLines>"
    assert read_one(own + text("a") + picture(lines=lines))[1] == ["repair.dropped"]
    notes = []
    newsml1.loads(document(item(own + text("a") + picture(lines=lines))), report=notes.append)
    assert [word for word in ("'EPA'", "'ROME'", "'(c)'", "'k'", "'e'") if word in notes[0].message] == ["'k'", "'e'"]


def test_a_picture_with_a_title_and_two_captions():
    two = picture().replace("<NewsComponent><Role FormalName='Thumb", text("T", "Title") + text("More.", "Caption") + (
        "<NewsComponent><Role FormalName='Thumb"
    ))  # fmt: skip
    found, heard = read_one(text("a") + two)
    assert (found.captions[0].text, heard) == ("A bridge. More.", ["repair.dropped"])


def test_a_document_inside_a_caption_says_nothing_of_the_article():
    [found] = newsml1.loads(document(item(text("a") + picture(nitf.dumps([Article("T", ["A bridge."])])))))
    assert (found.headline, found.captions[0].text) == (None, "A bridge.")


def test_a_picture_by_itself_is_an_article_of_its_caption():
    lines = "<NewsLines><HeadLine>569697231</HeadLine></NewsLines>"
    photo = (
        "<NewsComponent><ContentItem Href='http://p.example/1'><Format FormalName='JPG'/></ContentItem></NewsComponent>"
    )
    found, heard = read_one(lines + text("A bridge.", "Caption") + photo)
    assert found == Article("569697231", captions=[Caption("A bridge.", url="http://p.example/1")])
    assert heard == []


# --- feeds, and what is no NewsML ---


def test_several_items_are_several_articles():
    found, heard = read(document(item(text("a")), item(text("b"), management="<Urgency FormalName='0'/>")))
    assert [article.body for article in found] == [("a",), ("b",)]
    assert heard == [("repair.value", "$[1].urgency")]
    assert newsml1.loads(document()) == []


def test_what_stands_before_a_syntax_error_is_read():
    reading = newsml1.iterload(BytesIO((document(item(text("a")), item(text("b")))[:-9] + "<NewsItem>&").encode()))
    assert [next(reading).body, next(reading).body] == [("a",), ("b",)]
    with pytest.raises(ReadError):
        next(reading)


def test_a_feed_is_read_in_the_memory_of_a_few_items():
    peaks = []
    for count in (500, 1500):
        data = document(*[item(text(nitf.dumps([FULL])))] * count).encode()
        tracemalloc.start()
        assert sum(1 for _ in newsml1.iterload(BytesIO(data))) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.5


@pytest.mark.parametrize(
    ("given_text", "line", "words"),
    [
        ("<NewsML>\n<a></NewsML>", 2, "mismatch"),
        ("", 1, "no element found"),
        ("\n<rss/>", 2, "the root element is rss"),
        ("<NewsEnvelope/>", 1, "the root element is NewsEnvelope"),
        ("<NewsML>" + "<NewsComponent>" * 300, 1, "depth"),
    ],
)
def test_what_is_not_newsml_1_is_refused_with_its_line(given_text, line, words):
    with pytest.raises(ReadError) as caught:
        newsml1.loads(given_text)
    assert (caught.value.format, caught.value.line) == ("newsml1", line)
    assert words.lower() in caught.value.message.lower()


def test_nothing_is_fetched_and_no_entity_is_lost():
    dtd = '<!DOCTYPE NewsML SYSTEM "http://localhost:9/x.dtd" [<!ENTITY own "words"><!ENTITY file SYSTEM "file:///etc/passwd">]>'
    found, heard = read(dtd + document(item(text("<p>a&nbsp;b &own; &file;</p>"))))
    assert found[0].body == ("a\xa0b words &file;",)
    assert heard == [("repair.entity", "$[0]")]


def test_components_in_each_other_as_deep_as_a_parser_goes():
    [found], _ = read(
        document("<NewsItem>" + "<NewsComponent>" * 240 + text("a") + "</NewsComponent>" * 240 + "</NewsItem>")
    )
    assert found.body == ("a",)


def test_a_row_of_the_mapping_is_all_that_a_line_needs(monkeypatch):
    monkeypatch.setitem(TOLD, "SeriesLine", "section")
    lines = "<NewsLines><SeriesLine>Weather</SeriesLine></NewsLines>"
    assert read_one(lines) == (Article(section="Weather"), [])


def test_a_note_that_the_envelope_says_too_reads_alike_whether_anybody_listens_or_not():
    envelope = "<NewsEnvelope><SentFrom>Check the names</SentFrom></NewsEnvelope>"
    story = item("<EditorsNote>Check the names</EditorsNote>" + text("a"))
    given_text = f"<NewsML>{envelope}{story}</NewsML>"
    heard = []
    assert newsml1.loads(given_text) == newsml1.loads(given_text, report=heard.append)
    assert newsml1.loads(given_text) == [Article(body=["a"], editorial_note="Check the names")]
    assert [each.code for each in heard] == ["repair.dropped"]


ODD = st.text(st.sampled_from("a \t\n\r\x85\u2028\u2029\xa0\u3000é&<"), max_size=8)


@given(ODD, ODD)
def test_odd_white_space_makes_no_article_that_the_model_would_refuse(one, other):
    one, other = (html.escape(each).replace("\r", "&#13;") for each in (one, other))
    lines = f"<HeadLine>{one}</HeadLine><ByLine>{other}</ByLine><DateLine>{one}</DateLine><SlugLine>{other}</SlugLine>"
    metadata = f"<DescriptiveMetadata><Property FormalName='Keyword' Value='{one}'/></DescriptiveMetadata>"
    [found] = newsml1.loads(document(item(f"<NewsLines>{lines}</NewsLines>{metadata}{text(one)}{picture(other)}")))
    assert attrs.evolve(found) == found


def _joined(*items):
    def item(name, inside):
        identifier = f"<PublicIdentifier>urn:newsml:a:20240501:{name}:1</PublicIdentifier>"
        identification = f"<Identification><NewsIdentifier>{identifier}</NewsIdentifier></Identification>"
        return f"<NewsItem>{identification}{inside}</NewsItem>"

    reports = []
    document = "".join(item(name, inside) for name, inside in items)
    found = newsml1.loads(f"<NewsML Version='1.2'>{document}</NewsML>", report=reports.append)
    return [(each.headline, [caption.text for caption in each.captions]) for each in found], reports


def _text(name, about=""):
    lines = f"<NewsLines><HeadLine>{name}</HeadLine></NewsLines>"
    text = (
        f"<ContentItem><MediaType FormalName='Text'/><DataContent><p>Words of {name}.</p></DataContent></ContentItem>"
    )
    return name, f"{_about(about)}<NewsComponent>{lines}{text}</NewsComponent>"


def _picture(name, about=""):
    picture = f"<ContentItem Href='http://a.example/{name}.jpg'><MediaType FormalName='Photo'/></ContentItem>"
    lines = f"<NewsLines><HeadLine>{name}</HeadLine></NewsLines>"
    return name, f"{_about(about)}<NewsComponent>{lines}{picture}</NewsComponent>"


def _about(name):
    return f"<NewsManagement><AssociatedWith NewsItem='urn:newsml:a:20240501:{name}'/></NewsManagement>" if name else ""


def test_a_picture_in_an_item_of_its_own_is_joined_to_its_text_whoever_says_so():
    joined = [("T", ["P"])]
    assert _joined(_text("T", "P"), _picture("P"))[0] == joined
    assert _joined(_picture("P", "T"), _text("T"))[0] == joined
    assert _joined(_picture("P", "T"), _text("T", "P"))[0] == joined
    assert _joined(_picture("P", "X"), _text("T"))[0] == [("P", [None]), ("T", [])]  # its address alone
    assert _joined(_text("T", "U"), _text("U", "T"))[0] == [("T", []), ("U", [])]


def test_a_picture_belongs_to_one_text():
    assert _joined(_text("T", "P"), _text("U", "P"), _picture("P"))[0] == [("T", ["P"]), ("U", [])]


def test_items_far_from_each_other_stay_apart():
    between = [_text(f"T{number}") for number in range(120)]
    assert len(_joined(_text("T", "P"), *between, _picture("P"))[0]) == 122


def test_a_package_without_its_items_stays_an_article():
    package = (
        "<NewsComponent><NewsLines><HeadLine>K</HeadLine></NewsLines><NewsItemRef NewsItem='urn:a'/></NewsComponent>"
    )
    assert _joined(("K", package))[0] == [("K", [])]
    assert _joined(("K", package), _text("T"))[0] == [("K", []), ("T", [])]


def test_a_picture_has_its_widest_address_and_not_that_of_a_film():
    def file(name, width, kind="Photo"):
        return (
            f"<NewsComponent><Role FormalName={name!r}/><ContentItem Href='http://p.example/{name}'>"
            f"<MediaType FormalName={kind!r}/><Characteristics><Property FormalName='Width' Value='{width}'/>"
            "</Characteristics></ContentItem></NewsComponent>"
        )

    files = file("Thumbnail", 100) + file("HighRes", 2000) + file("Film", 4000, "Video")
    found, codes = read_one(text("It opened.") + f"<NewsComponent>{text('A pier.', 'Caption')}{files}</NewsComponent>")
    assert found.captions == (Caption("A pier.", url="http://p.example/HighRes"),)
    assert codes == ["repair.dropped"]


@pytest.mark.parametrize(
    ("metadata", "said"),
    [
        ("<Genre FormalName='Portrait'/>", "a picture's genres has no place in the model and was left out: 'Portrait'"),
        ("<Property FormalName='Keyword' Value='harbour'/>",
         "a picture's keywords has no place in the model and was left out: 'harbour'"),
        ("<Location><Property FormalName='City' Value='Orvale'/></Location>",
         "a picture's places has no place in the model and was left out: 'Orvale'"),
    ],
)  # fmt: skip
def test_what_a_picture_is_about_is_reported(metadata, said):
    document = (
        "<NewsML><NewsItem><NewsComponent><NewsComponent/><NewsComponent><NewsComponent>"
        f"<DescriptiveMetadata>{metadata}</DescriptiveMetadata><ContentItem Href='http://p.example/1.jpg'/>"
        "</NewsComponent></NewsComponent></NewsComponent></NewsItem></NewsML>"
    )
    heard = []
    [article] = newsml1.loads(document, report=heard.append)
    assert article.captions[0].url == "http://p.example/1.jpg"
    assert said in [each.message for each in heard]


# --- what a small change of the reader would cost ---


def left_out(component="", **parts):
    """The words that the reports on an item name, each by itself."""
    heard = []
    newsml1.loads(document(item(component, **parts)), report=heard.append)
    said = [each.message.partition("left out")[2] for each in heard if each.code == "repair.dropped"]
    return [word for each in said for word in re.findall("'([^']*)'", each)]


def test_each_report_names_its_article():
    wrong = item(management="<Urgency FormalName='x'/>")
    assert read(document(item(), wrong, wrong))[1] == [
        ("repair.value", "$[1].urgency"),
        ("repair.value", "$[2].urgency"),
    ]


def test_spaces_between_words_stay_as_they_are():
    lines = "<NewsLines><HeadLine>Sea  ice</HeadLine><CreditLine>Bay  Wire</CreditLine></NewsLines>"
    metadata = "<DescriptiveMetadata><Genre FormalName='Long  read'/></DescriptiveMetadata>"
    found, _ = read_one(lines + metadata, identification="<NameLabel>a  b</NameLabel>")
    assert (found.headline, found.credit, found.slugline) == ("Sea  ice", "Bay  Wire", "a  b")
    assert found.genres == (Subject("Long  read"),)


# --- the words of one text, or of two ---


def words_of(count, start=0):
    """So many words that are in no other text."""
    return " ".join(f"w{number}" for number in range(start, start + count))


@pytest.mark.parametrize(
    ("one", "other", "texts"),
    [
        (words_of(20), words_of(19) + " x0", 1),  # 19 of 20 words
        (words_of(20), words_of(18) + " x0 x1", 2),
        (words_of(7), words_of(7), 1),
        (words_of(7), words_of(6) + " x0", 2),
        (words_of(8), words_of(7) + " x0", 2),
        (words_of(8), words_of(8), 1),
        (words_of(40), words_of(8), 1),
    ],
)
def test_two_texts_of_one_component_are_one_if_they_share_their_words(one, other, texts):
    assert len(read_one(_FORM.format("Text", one) + _FORM.format("Text", other))[0].body) == texts


@pytest.mark.parametrize(
    ("one", "other", "texts"),
    [
        (words_of(20), words_of(10) + " " + words_of(10, 90), 1),  # half of the words
        (words_of(20), words_of(9) + " " + words_of(11, 90), 2),
        (words_of(7), words_of(7, 90), 1),
        (words_of(8), words_of(8, 90), 2),
    ],
)
def test_two_types_of_one_component_are_one_text_if_they_share_half_of_their_words(one, other, texts):
    for forms in (
        _FORM.format("Text", one) + _FORM.format("XHTML", other),
        _FORM.format("Text", one) + _FORM.format("Text", f"<p>{other}</p>"),
    ):
        assert len(read_one(forms)[0].body) == texts


@pytest.mark.parametrize(
    ("one", "other", "texts"),
    [
        (words_of(20), words_of(19) + " x0", 1),
        (words_of(20), words_of(18) + " x0 x1", 2),
        (words_of(20), words_of(12), 1),  # six tenths
        (words_of(20), words_of(11), 2),
        (words_of(8), words_of(8), 1),
        (words_of(7), words_of(7), 2),
    ],
)
def test_two_texts_of_different_components_are_one_only_word_for_word(one, other, texts):
    assert len(read_one(text(one) + text(other))[0].body) == texts


@pytest.mark.parametrize(
    ("forms", "body"),
    [
        (("{}", "<p>{}</p>"), 1),
        (("<p>{}</p>", "{}"), 0),
        (("{}", "&lt;p&gt;{}&lt;/p&gt;"), 1),
        (("&lt;p&gt;{}&lt;/p&gt;", "<p>{}</p>"), 1),
        (("<p>{}</p>", "<p>{}</p>"), 0),
    ],
)
def test_of_two_forms_the_one_with_the_most_markup_is_read(forms, body):
    texts = [f"{words_of(20)} {name}." for name in ("first", "second")]
    found, _ = read_one(
        "".join(_FORM.format("Text", form.format(each)) for form, each in zip(forms, texts, strict=True))
    )
    assert found.body == (texts[body],)


def test_of_equivalent_components_the_one_with_markup_is_read_whatever_it_says():
    choice = "<NewsComponent EquivalentsList='{}'>" + text("Plain.") + text("<p>Marked.</p>") + "</NewsComponent>"
    assert read_one(choice.format("YES"))[0].body == ("Marked.",)
    assert read_one(choice.format("no"))[0].body == ("Plain.", "Marked.")
    assert left_out(choice.format("yes")) == ["Plain."]


def test_equivalent_pictures_beside_one_text_are_no_choice():
    choice = f"<NewsComponent EquivalentsList='yes'>{picture('A')}{text('a')}</NewsComponent>"
    found, _ = read_one(choice)
    assert (found.body, [each.text for each in found.captions]) == (("a",), ["A"])


# --- what a component is ---


@pytest.mark.parametrize(
    ("inside", "is_picture"),
    [
        ("<MediaType FormalName='Photo'/>", True),
        ("<Format FormalName='image/JPEG'/>", True),
        ("<MimeType FormalName='video/mp4'/>", True),
        ("<MimeType FormalName='text/plain'/><Format FormalName='GIF'/>", True),
        ("<MediaType FormalName='Text'/>", False),
        ("<Notation FormalName='Photo'/>", False),
        ("<MediaType/>", False),
    ],
)
def test_a_content_is_a_picture_by_its_type(inside, is_picture):
    content = f"<ContentItem>{inside}<DataContent>Words</DataContent></ContentItem>"
    found, heard = read_one(content)
    assert (found.body, heard) == ((), ["repair.dropped"]) if is_picture else (("Words",), [])


@pytest.mark.parametrize(
    ("name", "is_picture"),
    [("1.jpg", True), ("1.JPEG", True), ("1.tif", True), ("1.mp4", True), ("1.jpg.html", False), ("1", False)],
)
def test_a_content_is_a_picture_by_the_name_of_its_file(name, is_picture):
    component = f"<NewsComponent><ContentItem Href='http://p.example/{name}'/></NewsComponent>"
    found, _ = read_one(component + text("a"))
    assert [each.url for each in found.captions] == ([f"http://p.example/{name}"] if is_picture else [])


@pytest.mark.parametrize("role", ["Caption", "HEADLINE", "Title"])
def test_a_text_that_describes_a_picture_is_not_the_story(role):
    photo = "<NewsComponent><ContentItem Href='http://p.example/1.jpg'/></NewsComponent>"
    found, _ = read_one(f"<NewsComponent>{photo}{text('A pier.', role)}</NewsComponent>")
    assert (found.body, [each.url for each in found.captions]) == ((), ["http://p.example/1.jpg"])
    found, _ = read_one(f"<NewsComponent>{photo}{text('A pier.', 'Story')}</NewsComponent>")
    assert found.body == ("A pier.",)


def test_the_first_role_of_a_component_counts():
    component = text("A", "HeadLine").replace("<ContentItem>", "<Role FormalName='Abstract'/><ContentItem>")
    assert read_one(component)[0] == Article("A")


# --- datelines and printed times ---


@pytest.mark.parametrize(
    ("line", "printed", "dateline", "words"),
    [
        ("ROME", "", "ROME", []),
        ("", "PARIS", "PARIS", []),
        ("ROME", "ROME", "ROME", []),
        ("ROME", "ROME, May 1", "ROME, May 1", []),
        ("ROME, May 1", "PARIS", "PARIS", ["ROME, May 1"]),
        ("20190402T160209+0200", "PARIS", "PARIS", []),
    ],
)
def test_the_dateline_of_the_text_counts_before_that_of_the_lines(line, printed, dateline, words):
    lines = f"<NewsLines><DateLine>{line}</DateLine></NewsLines>"
    head = f"<body.head><dateline>{printed}</dateline></body.head>"
    inside = f"<nitf><body>{head}<body.content><p>a</p></body.content></body></nitf>"
    assert read_one(lines + text(inside))[0].dateline == dateline
    assert left_out(lines + text(inside)) == words


@pytest.mark.parametrize(
    ("lines", "words"),
    [("<DateLine>A</DateLine><DateLine> A</DateLine>", []), ("<DateLine>A</DateLine><DateLine>B</DateLine>", ["B"])],
)
def test_of_two_datelines_the_first_counts(lines, words):
    component = f"<NewsLines>{lines}</NewsLines>"
    assert (read_one(component)[0].dateline, left_out(component)) == ("A", words)


@pytest.mark.parametrize(
    ("created", "code"),
    [
        ("20190402T160209+0200", "repair.value"),
        ("20190402T140209Z", "repair.value"),
        ("20190402T160210+0200", "repair.dropped"),
    ],
)
def test_a_dateline_that_is_a_time_is_lost_unless_the_item_states_it(created, code):
    lines = "<NewsLines><DateLine>20190402T160209+0200</DateLine></NewsLines>"
    for name in ("FirstCreated", "ThisRevisionCreated"):
        management = f"<FirstCreated>20180101T000000Z</FirstCreated><{name}>{created}</{name}>"
        management = management if name == "ThisRevisionCreated" else f"<{name}>{created}</{name}>"
        found, heard = read_one(lines, management=management)
        assert (found.dateline, heard) == (None, [code])


@pytest.mark.parametrize(
    ("first", "is_time"),
    [
        ("01.05.2024 10:00", True),
        ("2024-05-01", True),
        ("20240501T100000+0200", True),
        ("1/5/24 10.00 PM", True),
        ("(2019-04-02)", True),
        ("10:00", False),
        ("On 01.05.2024 it rained.", False),
    ],
)
def test_a_time_above_the_text_is_not_a_paragraph(first, is_time):
    found, heard = read_one(text(f"<p>{first}</p><p>a</p>"))
    assert found.body == (("a",) if is_time else (first, "a"))
    assert heard == (["repair.dropped"] if is_time else [])


def test_a_picture_above_a_printed_time_stays_at_the_top():
    figure = "<figure><img src='http://p.example/{}'/></figure>"
    found, _ = read_one(text(f"{figure.format(1)}<p>01.05.2024</p>{figure.format(2)}<p>a</p>{figure.format(3)}"))
    assert found.body == ("a",)
    assert [each.anchor for each in found.captions] == [0, 0, 1]


# --- subjects, places, keywords ---


@pytest.mark.parametrize(
    ("code", "uri", "kept"),
    [
        ("04000000", "http://cv.iptc.org/newscodes/subjectcode/04000000", None),
        ("0400000", None, "0400000"),
        ("040000000", None, "040000000"),
        ("٠٤٠٠٠٠٠٠", None, "٠٤٠٠٠٠٠٠"),
        ("0400000x", None, "0400000x"),
    ],
)
def test_a_code_of_eight_digits_is_iptcs(code, uri, kept):
    metadata = f"<DescriptiveMetadata><SubjectCode><Subject FormalName='{code}'/></SubjectCode></DescriptiveMetadata>"
    [found] = read_one(metadata)[0].subjects
    assert (found.name, found.uri, found.code) == (code, uri, kept)


@pytest.mark.parametrize(
    ("values", "places", "subjects"),
    [
        ({"SubLocation": "Pier", "City": "Orvale"}, ["Pier"], ["Orvale"]),
        ({"Country": "Belmora", "City": "Orvale"}, ["Orvale"], ["Belmora"]),
        ({"City": "UK"}, [], []),
        ({"City": "UKRA"}, ["UKRA"], []),
        ({"Country": "B"}, ["B"], []),
        ({"Country": "BEL", "WorldRegion": "Coast"}, ["Coast"], []),
        ({"Planet": "Earth"}, [], []),
    ],
)
def test_the_smallest_place_is_where_the_story_comes_from(values, places, subjects):
    properties = "".join(f"<Property FormalName='{name}' Value='{value}'/>" for name, value in values.items())
    for present, where, what in (("Origin", places, subjects), ("Event", [], places + subjects)):
        location = f"<Location HowPresent='{present}'>{properties}</Location>"
        found, _ = read_one(f"<DescriptiveMetadata>{location}</DescriptiveMetadata>")
        assert ([*found.places], [each.name for each in found.subjects]) == (where, what)


@pytest.mark.parametrize(
    ("name", "value", "field", "expected"),
    [
        ("Keywords", "sea, ice/fog", "keywords", ("sea", "ice/fog")),
        ("MainKeyword", "sea", "keywords", ("sea",)),
        ("CashTag", "$bay", "keywords", ("$bay",)),
        ("Keyword", "", "keywords", ()),
        ("KeywordSet", "sea", "keywords", ()),
        ("EdNote", "Call me", "editorial_note", "Call me"),
        ("EdNote", "true", "editorial_note", None),
        ("ISIN", "BE000", "subjects", (Subject("BE000"),)),
        ("EventName", "Regatta", "subjects", (Subject("Regatta"),)),
        ("MainEvent", "Regatta", "subjects", ()),
    ],
)
def test_a_property_is_what_its_name_says(name, value, field, expected):
    found, _ = read_one(f"<DescriptiveMetadata><Property FormalName='{name}' Value='{value}'/></DescriptiveMetadata>")
    assert getattr(found, field) == expected


@pytest.mark.parametrize(
    ("topic", "names"),
    [
        ("<Topic Duid='t'><Description>Ann</Description><FormalName>A</FormalName></Topic>", ["Ann"]),
        ("<Topic Duid='t'><FormalName>A</FormalName></Topic>", ["A"]),
        ("<Topic Duid='t'><Description/><FormalName>A</FormalName></Topic>", ["A"]),
        ("<Topic Duid='u'><FormalName>A</FormalName></Topic>", []),
        ("<Topic><FormalName>A</FormalName></Topic>", []),
    ],
)
def test_a_topic_is_found_by_its_name_in_the_item(topic, names):
    occurs = "<DescriptiveMetadata><TopicOccurrence Topic='#t'/><TopicOccurrence/></DescriptiveMetadata>"
    assert [each.name for each in read_one(f"<TopicSet>{topic}</TopicSet>{occurs}")[0].subjects] == names


@pytest.mark.parametrize(
    ("line", "field", "expected"),
    [
        ("<NewsLine><NewsLineType FormalName='ProductLine'/><NewsLineText>a</NewsLineText></NewsLine>",
         "editorial_note", "a"),
        ("<NewsLine><NewsLineType FormalName='URL'/><NewsLineText>https://g.example</NewsLineText></NewsLine>", "links",
         (Link("URL", "https://g.example"),)),
        ("<NewsLine><NewsLineText>https://g.example</NewsLineText></NewsLine>", "links", ()),
        ("<NewsLine><NewsLineType FormalName='URL'/><NewsLineText>ftp://g.example/</NewsLineText></NewsLine>", "links",
         ()),
        ("<ByLineTitle>of the Wire</ByLineTitle>", "byline", "of the Wire"),
        ("<ByLine>A</ByLine><ByLine>B</ByLine><ByLineTitle>Desk</ByLineTitle>", "byline", "A, B Desk"),
        ("<KeywordLine>a <b>b</b></KeywordLine>", "keywords", ("a b",)),
        ("<Advisory>Hold.</Advisory>", "editorial_note", "Hold."),
        ("<CorrectionLine>Hold.</CorrectionLine>", "editorial_note", "Hold."),
        ("<NoteworthyLine>Hold.</NoteworthyLine>", "editorial_note", None),
    ],
)  # fmt: skip
def test_lines_of_an_agencys_own(line, field, expected):
    assert getattr(read_one(f"<NewsLines>{line}</NewsLines>")[0], field) == expected


# --- comments ---


@pytest.mark.parametrize(
    ("comment", "note"),
    [
        ("<Comment>two words</Comment>", "two words"),
        ("<Comment>one</Comment>", None),
        ("<Comment>Done.</Comment>", "Done."),
        ("<Comment FormalName='x'>three words here</Comment>", None),
        ("<Comment FormalName='x'>four words are here</Comment>", "four words are here"),
        ("<Comment FormalName='x'>Done.</Comment>", "Done."),
        ("<Comment FormalName='EdNote'>one</Comment>", "one"),
    ],
)
def test_a_comment_is_a_note_if_it_reads_like_one(comment, note):
    assert read_one(comment)[0].editorial_note == note
    assert left_out(comment) == ([] if note else [re.sub("<[^>]*>", "", comment)])


def test_a_comment_on_a_picture_is_no_note_on_the_story():
    noted = picture().replace("<NewsLines>", "<Comment>Look at the left side.</Comment><NewsLines>")
    found, _ = read_one(text("a") + noted)
    assert found.editorial_note is None
    assert "Look at the left side." in " ".join(left_out(text("a") + noted))
    alone, _ = read_one(noted)
    assert alone.editorial_note == "Look at the left side."


def test_a_comment_belongs_to_the_article_it_is_in():
    a, b = (story(each, each, inner=f"<Comment>Note on {each}.</Comment>") for each in "AB")
    found, _ = read(document(item("<Comment>For all of them.</Comment>" + a + b)))
    assert [each.editorial_note for each in found] == ["For all of them. Note on A.", "For all of them. Note on B."]


@pytest.mark.parametrize("name", ["AssociatedWith", "DerivedFrom"])
def test_a_comment_on_another_item_is_a_link(name):
    reference = f"<{name} NewsItem=' urn:b '><Comment>Ferries</Comment></{name}>"
    assert read_one(management=reference)[0].links == (Link("Ferries", id="urn:b"),)
    assert read_one(management=reference.replace(name, "Other"))[0].links == ()


# --- several articles, and packages ---


def test_of_several_articles_two_of_one_name_have_no_id():
    parts = story("A", "a", "t") + story("B", "b", "t") + story("C", "c", "u")
    found, heard = read(document(item(parts, identification=_ID)))
    assert [each.id for each in found] == [None, None, "urn:newsml:a:1#u"]
    assert heard == [("repair.value", "$[0].id"), ("repair.value", "$[1].id")]


def test_several_articles_of_an_item_without_an_id_are_not_reported():
    assert read(document(item(story("A", "a", "t") + story("B", "b"))))[1] == []


def test_what_is_around_several_articles_is_reported_once():
    around = "<NewsLines><SeriesLine>Weather</SeriesLine></NewsLines>"
    found, heard = read(document(item(around + story("A", "a") + story("B", "b"))))
    assert (len(found), heard) == (2, [("repair.dropped", "$[0]")])


def test_a_package_completes_its_articles_and_says_what_it_does_not():
    def package(inside):
        return "K", f"<NewsComponent><NewsComponent>{inside}</NewsComponent></NewsComponent>"

    lines = "<NewsLines>{}</NewsLines><NewsItemRef NewsItem='urn:newsml:a:20240501:T'/>"
    for given_lines, message in (
        ("<SlugLine>harbour</SlugLine>", None),
        ("<HeadLine>T</HeadLine>", None),
        ("<HeadLine>Other</HeadLine>", "the headline that a package gives the article"),
    ):
        found, reports = _joined(package(lines.format(given_lines)), _text("T"))
        assert found == [("T", [])]
        assert [each.code for each in reports if each.code != "repair.skipped"] == (
            ["repair.dropped"] if message else []
        )
        assert message is None or any(message in each.message for each in reports)


def test_a_picture_of_a_package_goes_to_the_text_beside_it():
    def group(*names):
        references = "".join(f"<NewsItemRef NewsItem='urn:newsml:a:20240501:{name}'/>" for name in names)
        return f"<NewsComponent>{references}</NewsComponent>"

    items = [_text("T"), _text("U"), _picture("P"), _picture("Q")]
    apart = ("K", f"<NewsComponent>{group('T', 'P')}{group('U', 'Q')}</NewsComponent>")
    assert _joined(apart, *items)[0] == [("T", ["P"]), ("U", ["Q"])]
    alone = ("K", f"<NewsComponent>{group('T')}{group('P')}</NewsComponent>")
    assert _joined(alone, *items[::2])[0] == [("T", ["P"])]
    beside = ("K", f"<NewsComponent>{group('T')}{group('U')}{group('P')}</NewsComponent>")
    assert _joined(beside, *items[:3])[0] == [("T", []), ("U", []), ("P", [None])]
    together = ("K", f"<NewsComponent>{group('T', 'U', 'P', 'Q')}</NewsComponent>")
    assert _joined(together, *items)[0] == [("T", []), ("U", []), ("P", [None]), ("Q", [None])]


def test_a_picture_that_the_text_shows_already_is_not_added():
    shown = _text("T", "P")[1].replace("<p>", "<figure><img src='http://a.example/P.jpg'/></figure><p>")
    found, _ = _joined(("T", shown), _picture("P"))
    assert [len(captions) for _, captions in found] == [1]


@pytest.mark.parametrize(
    ("reference", "joined"),
    [
        ("urn:newsml:a:20240501:P:1", True),
        ("urn:newsml:a:20240501:P:2U", True),
        (" urn:newsml:a:20240501:P ", True),
        ("urn:newsml:a:20240501:Q", False),
    ],
)
def test_a_reference_may_name_a_revision(reference, joined):
    name, inside = _text("T", "P")
    text_of_it = inside.replace("urn:newsml:a:20240501:P", reference)
    assert len(_joined((name, text_of_it), _picture("P"))[0]) == (1 if joined else 2)


# --- the widest of several pictures ---


@pytest.mark.parametrize(
    ("widths", "best"),
    [
        (("5", "9999999"), 1),
        (("5", "10000000"), 0),
        (("5", "x"), 0),
        (("5", " 6 "), 1),
        (("5", "5"), 0),
        (("", "1"), 1),
    ],
)
def test_of_two_files_of_one_role_the_wider_one(widths, best):
    files = "".join(
        f"<ContentItem Href='http://p.example/{number}'><MediaType FormalName='Photo'/><Characteristics>"
        f"<Property FormalName='Width' Value='{width}'/></Characteristics></ContentItem>"
        for number, width in enumerate(widths)
    )
    found, _ = read_one(text("a") + f"<NewsComponent>{files}</NewsComponent>")
    assert [each.url for each in found.captions] == [f"http://p.example/{best}"]


@pytest.mark.parametrize(
    ("types", "is_recording"),
    [
        ("<MediaType FormalName='Video'/>", True),
        ("<MediaType FormalName='Audio'/>", True),
        ("<MediaType FormalName='Video'/><MimeType FormalName='image/jpeg'/>", False),
        ("<MediaType FormalName='Photo'/>", False),
    ],
)
def test_a_film_has_no_address_of_a_picture_but_its_still_has(types, is_recording):
    file = f"<NewsComponent><ContentItem Href='http://p.example/1'>{types}</ContentItem></NewsComponent>"
    found, heard = read_one(text("a") + file)
    assert (len(found.captions), heard) == ((0, ["repair.dropped"]) if is_recording else (1, []))


# --- properties, files, and pictures with words of their own ---


@pytest.mark.parametrize(
    ("management", "note"),
    [
        ("<Property FormalName='EdNote' Value='Call me'/>", "Call me"),
        ("<Property FormalName='Keyword' Value='Call me'/>", None),
        ("<Property FormalName='Desk' Value='Call me'/>", None),
        ("<Instruction FormalName='Kill'>Kill it now</Instruction>", "Kill it now"),
        ("<Urgency FormalName='4'>Call me</Urgency>", None),
    ],
)
def test_a_note_in_the_management_of_an_item(management, note):
    assert read_one(management=management)[0].editorial_note == note


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("<Property FormalName='Desk' Value='Sports desk'/>", ["Sports desk"]),
        ("<Property FormalName='GeneratorSoftware' Value='Quill of the Coast'/>", []),
        ("<Property FormalName='ComponentClass' Value='Main text'/>", []),
        ("<Property FormalName='Title' Value='Main text'/>", ["Main text"]),
        ("<OfInterestTo FormalName='Business editors'/>", ["Business editors"]),
        ("<Creator><Party FormalName='Ann Lee'/></Creator>", []),
    ],
)
def test_a_property_with_words_is_reported_unless_it_is_for_machines(inside, words):
    assert left_out(f"<DescriptiveMetadata>{inside}</DescriptiveMetadata>") == words


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<ContentItem Href='http://p.example/report.pdf'/>", ["http://p.example/report.pdf"]),
        ("<ContentItem Href='report.pdf'/>", []),
        ("<ContentItem Href='http://p.example/1.jpg'/>", []),
        ("<ContentItem><Characteristics><Property FormalName='Look' Value='Sea blue'/></Characteristics></ContentItem>",
         []),
    ],
)  # fmt: skip
def test_the_address_of_a_file_that_is_no_picture_is_reported(content, words):
    assert left_out(text("a") + f"<NewsComponent>{content}</NewsComponent>") == words


def photo(name, inside="", role=""):
    """A component with the file of a picture."""
    return (
        f"<NewsComponent><Role FormalName={role!r}/>{inside}"
        f"<ContentItem Href='http://p.example/{name}'><MediaType FormalName='Photo'/></ContentItem></NewsComponent>"
    )


LINE = "<NewsLines><HeadLine>{}</HeadLine></NewsLines>"


@pytest.mark.parametrize(
    ("inside", "captions"),
    [
        (photo("1", LINE.format("A")) + photo("2", LINE.format("B")), [("A", "1"), ("B", "2")]),
        (photo("1", LINE.format("A")) + photo("2"), [("A", "1")]),
        (photo("1") + photo("2"), [(None, "1")]),
        (photo("1", text("A", "Caption")) + photo("2", text("B", "Caption")), [("A", "1"), ("B", "2")]),
        (photo("1", "<NewsLines/>", "Thumbnail") + photo("2", role="HighDef"), [(None, "2")]),
        (photo("1", role="Other") + photo("2", role="Main"), [(None, "2")]),
        (photo("1", role="Image") + photo("2", role="HighDef"), [(None, "2")]),
    ],
)
def test_pictures_in_one_component_are_as_many_as_have_words(inside, captions):
    found, _ = read_one(text("a") + f"<NewsComponent>{inside}</NewsComponent>")
    assert [(each.text, each.url.rpartition("/")[2]) for each in found.captions] == captions


@pytest.mark.parametrize(
    ("lines", "words", "credit"),
    [
        ("<HeadLine>A</HeadLine>", "A", None),
        ("<CreditLine>EPA</CreditLine>", None, "EPA"),
        ("<ByLine>Al</ByLine><CreditLine>EPA</CreditLine>", None, "EPA"),
        ("<ByLine>Al</ByLine>", None, "Al"),
        ("<SlugLine>s</SlugLine>", None, None),
    ],
)
def test_a_picture_without_a_file_is_a_caption_if_it_has_words_or_a_credit(lines, words, credit):
    content = "<ContentItem><MediaType FormalName='Photo'/></ContentItem>"
    component = f"<NewsComponent><NewsLines>{lines}</NewsLines>{content}</NewsComponent>"
    found, _ = read_one(text("a") + component)
    assert [(each.text, each.credit) for each in found.captions] == ([(words, credit)] if words or credit else [])


@pytest.mark.parametrize(
    ("metadata", "sources"),
    [
        ("<Creator><Party FormalName='Al'/></Creator>", ["Al"]),
        ("<Provider><Party FormalName='EPA'/></Provider>", []),
        ("<Source><Party FormalName='EPA'/></Source>", ["EPA"]),
    ],
)
def test_who_made_a_picture(metadata, sources):
    lines = f"<AdministrativeMetadata>{metadata}</AdministrativeMetadata>"
    found, _ = read_one(text("a") + photo("1", lines))
    assert [each.name for each in found.captions[0].sources] == sources
    assert found.captions[0].credit == (sources[0] if sources else None)
    by_al = photo("1", f"<NewsLines><ByLine>Al</ByLine></NewsLines>{lines}")
    found, _ = read_one(text("a") + by_al)
    assert [each.name for each in found.captions[0].sources] == list(dict.fromkeys(["Al", *sources]))


def test_the_words_of_markup_that_was_escaped_are_those_that_are_compared():
    words = " ".join(f"w{number}" for number in range(8))
    marked = " ".join(f"<b class='strong'>w{number}</b>" for number in range(8))
    forms = _FORM.format("Text", words) + _FORM.format("Text", marked.replace("<", "&lt;"))
    assert len(read_one(forms)[0].body) == 1
    assert len(read_one(text(words) + text(marked.replace("<", "&lt;")))[0].body) == 1
    assert len(read_one(text("Ä b c d e f g h") + text("&amp;Auml; b c d e f g h &lt;br>"))[0].body) == 1


@pytest.mark.parametrize("element", ["hl1", "hedline", "h1", "title"])
def test_the_headline_in_a_text_tells_one_article_from_another(element):
    forms = ("<x><{0}>{1}</{0}></x><p>{2}</p>", "&lt;{0} class='a'>{1}&lt;/{0}>&lt;p>{2}&lt;/p>")
    for form in forms if element != "hedline" else forms[:1]:
        both = text(form.format(element, "A", "One.")) + text(form.format(element, "B", "Two."))
        assert len(newsml1.loads(document(item(both)))) == 2
        one = text(form.format(element, "A", "One.")) + text(form.format(element, "A", "Two."))
        assert len(newsml1.loads(document(item(one)))) == 1
        part = text(form.format(element, "A", "One.")) + text(form.format(element, "B", "Two."), "Lead")
        assert len(newsml1.loads(document(item(part)))) == 1


def test_of_a_document_inside_a_caption_only_words_are_reported():
    inside = nitf.dumps([Article("A bridge.", ["A bridge."], id="urn:x", language="en", byline="By X")])
    assert left_out(text("a") + f"<NewsComponent>{text(inside, 'Caption')}{photo('1')}</NewsComponent>") == ["By X"]


def test_lines_without_a_picture_beside_one_are_not_a_picture():
    beside = f"<NewsComponent>{LINE.format('B')}</NewsComponent>"
    component = text("a") + f"<NewsComponent>{photo('1', LINE.format('A'))}{beside}</NewsComponent>"
    assert [each.text for each in read_one(component)[0].captions] == ["A"]
    assert left_out(component) == ["B"]


# --- words that no article holds ---


def messages(*items):
    heard = []
    newsml1.loads(document(*items), report=heard.append)
    return [(each.message, each.article) for each in heard]


def test_words_around_several_articles_are_reported_with_the_first():
    both = item("<Foreign>stray</Foreign>" + story("A", "a") + story("B", "b"))
    said = "the Foreign has no place in the model and was left out: 'stray'"
    assert messages(item(text("c")), both) == [(said, 1)]


@pytest.mark.parametrize(
    ("inside", "articles", "said"),
    [
        ("<TopicSet/>", 0, "an item was skipped: it is a list of topics, not news: ''"),
        ("<Update/>", 0, "an item was skipped: it is an update of another item, not news: ''"),
        ("<TopicSet>a\nb</TopicSet><Update>c</Update>", 0,
         "an item was skipped: it is a list of topics, not news: 'a b / c'"),
        (f"<TopicSet/><NewsComponent>{text('a')}</NewsComponent>", 1, None),
        ("<Identification/>", 1, None),
    ],
)  # fmt: skip
def test_an_item_is_skipped_if_it_holds_no_news(inside, articles, said):
    assert len(newsml1.loads(document(f"<NewsItem>{inside}</NewsItem>"))) == articles
    assert messages(f"<NewsItem>{inside}</NewsItem>") == ([(said, None)] if said else [])


@pytest.mark.parametrize(
    ("component", "said"),
    [
        (text("a") + text("p {}", "StyleSheet"), None),
        ("<Foreign><DataContent>b</DataContent></Foreign>",
         "a text with the role '' has no place in the model and was left out: 'b'"),
        (text("a") + "<ContentItem><Format FormalName='JPG'/><DataContent>AAAA</DataContent></ContentItem>",
         "the data of a picture was left out"),
        (text("a") + "<ContentItem><Format FormalName='JPG'/><DataContent> </DataContent></ContentItem>", None),
        (_FORM.format("Text", "b") + _FORM.format("XHTML", "<p>a</p>"),
         "another form of the text has no place in the model and was left out: 'b'"),
        (_FORM.format("Text", "a") + _FORM.format("XHTML", "<p>a</p>"), "another form of the text was left out"),
    ],
)  # fmt: skip
def test_a_text_that_was_not_read_is_reported_by_what_it_is(component, said):
    assert messages(item(component)) == ([(said, 0)] if said else [])


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        ("<Foreign>stray</Foreign>", "the Foreign"),
        ("<Foreign><Deep/>stray</Foreign>", "text between elements"),
        ("<Foreign><Deep>stray</Deep></Foreign>", "the Deep"),
        ("<EditorsNote/>stray", "text between elements"),
        ("<RevisionId>stray</RevisionId>", None),
        ("<FileName>stray</FileName>", None),
    ],
)
def test_a_stray_text_is_reported_with_the_element_it_is_in(inside, what):
    said = f"{what} has no place in the model and was left out: 'stray'"
    assert messages(item(inside)) == ([(said, 0)] if what else [])


def test_stray_words_that_the_article_says_are_not_reported():
    assert messages(item(text("A stray word.") + "<Foreign>stray WORD</Foreign><Foreign>stray  word</Foreign>")) == []


def test_a_note_of_an_element_belongs_to_the_article_it_is_in():
    a, b = (story(each, each, inner=f"<EditorsNote>Check {each}</EditorsNote>") for each in "AB")
    found, _ = read(document(item(a + b)))
    assert [each.editorial_note for each in found] == ["Check A", "Check B"]


# --- lines and metadata that are told in several ways ---


@pytest.mark.parametrize(
    ("inside", "language"),
    [
        ("<Language FormalName='fr'/><Language FormalName='nl'/>", "fr"),
        ("<Language FormalName=''/><Language FormalName='nl'/>", "nl"),
        ("<Language FormalName='und'/><Language FormalName='nl'/>", "nl"),
        ("<Language FormalName='PT-br'/>", "pt-br"),
        ("<Language FormalName='SR-Latn-RS'/>", "sr-Latn-RS"),
    ],
)
def test_the_first_language_that_is_one(inside, language):
    assert read_one(f"<DescriptiveMetadata>{inside}</DescriptiveMetadata>")[0].language == language


@pytest.mark.parametrize(
    ("lines", "slugline", "words"),
    [
        ("<SlugLine>a</SlugLine>", "a", ["label"]),
        ("<SlugLine>label</SlugLine>", "label", []),
        ("<SlugLine>label </SlugLine><SlugLine>b</SlugLine>", "b", ["label"]),
        ("<HeadLine>H</HeadLine>", "label", []),
    ],
)
def test_the_last_slug_line_counts_before_the_label(lines, slugline, words):
    parts = {"component": f"<NewsLines>{lines}</NewsLines>", "identification": "<NameLabel>label</NameLabel>"}
    assert (read_one(**parts)[0].slugline, left_out(**parts)) == (slugline, words)


@pytest.mark.parametrize(
    ("rights", "holder", "terms"),
    [
        ("<CopyrightHolder>Bay</CopyrightHolder>", "Bay", None),
        ("<CopyrightHolder><Party FormalName='Bay'/></CopyrightHolder>", "Bay", None),
        ("<CopyrightHolder>Bay<Party FormalName='x'/></CopyrightHolder>", "Bay", None),
        ("<UsageType>No radio</UsageType><UsageType>No radio</UsageType>", None, "No radio"),
        ("<Limitations>No radio</Limitations>", None, "No radio"),
        ("<Geography>No radio</Geography>", None, None),
    ],
)
def test_rights_are_names_and_terms(rights, holder, terms):
    found, _ = read_one(f"<RightsMetadata><UsageRights>{rights}</UsageRights></RightsMetadata>")
    assert ((found.rights and found.rights.holder), (found.rights and found.rights.terms)) == (holder, terms)


@pytest.mark.parametrize(
    ("parts", "subjects"),
    [
        ("<SubjectCode><Subject FormalName='15000000'/><Subject FormalName='15000000'/></SubjectCode>", ["15000000"]),
        ("<SubjectCode><Subject FormalName='ECO'/></SubjectCode><Property FormalName='Ticker' Value='B' Code='x:1'/>",
         ["ECO", "B"]),
    ],
)  # fmt: skip
def test_each_subject_once(parts, subjects):
    found, _ = read_one(f"<DescriptiveMetadata>{parts}</DescriptiveMetadata>")
    assert [each.name for each in found.subjects] == subjects
    assert [each.code for each in found.subjects if each.name == "B"] == (["x:1"] if "B" in subjects else [])


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("stray<HeadLine>H</HeadLine>", ["stray"]),
        ("<HeadLine>H</HeadLine>stray<ByLine>B</ByLine>", ["stray"]),
        ("<HeadLine>H</HeadLine>\n<ByLine/>stray", ["stray"]),
        ("<DateLine>ROME</DateLine><DateLine>ROME </DateLine>", []),
        ("<CopyrightLine>(c) Bay</CopyrightLine><CopyrightLine>(c) Sea</CopyrightLine>", ["(c) Sea"]),
        ("<NewsLine><NewsLineType FormalName='Odd'/><NewsLineText>a</NewsLineText><b>b</b></NewsLine>", ["a b"]),
        ("<ByLine><Party FormalName='Anna Lindqvist'/></ByLine>", ["Anna Lindqvist"]),
        ("<ByLine>By Bo<Party FormalName='Anna Lindqvist'/></ByLine>", ["Anna Lindqvist"]),
    ],
)
def test_of_the_lines_of_an_item_nothing_is_lost(inside, words):
    assert left_out(f"<NewsLines>{inside}</NewsLines>") == words


@pytest.mark.parametrize(
    ("status", "change", "found", "until"),
    [
        ("Embargoed", "20240501T100000Z", "usable", 1),
        ("EMBARGOED", "20240501T100000Z", "usable", 1),
        ("Embargoed", "", "withheld", None),
        ("Withheld", "20240501T100000Z", "withheld", None),
        ("Usable", "20240501T100000Z", "usable", None),
        ("Canceled", "", "canceled", None),
    ],
)
def test_only_an_embargo_has_an_end(status, change, found, until):
    change = (
        f"<StatusWillChange><FutureStatus FormalName='Usable'/><DateAndTime>{change}</DateAndTime></StatusWillChange>"
    )
    article, _ = read_one(management=f"<Status FormalName='{status}'/>{change}")
    assert (article.status, article.embargoed and article.embargoed.day) == (found, until)


# --- the parts of an item that is several articles ---


def test_what_is_beside_several_articles_goes_to_the_first_or_to_who_names_it():
    place = "<p>b</p><media><media-reference data-location='#p2'/></media>"
    parts = text("l", "Lead") + story("A", "a") + story("B", place) + picture("x") + picture("y", duid="p2")
    found, heard = read(document(item(parts)))
    assert [each.body for each in found] == [("l", "a"), ("b",)]
    assert [[caption.text for caption in each.captions] for each in found] == [["x"], ["y"]]
    assert heard == []


def test_each_article_has_the_slug_line_and_the_byline_around_it_unless_it_has_its_own():
    around = "<NewsLines><ByLine>desk</ByLine></NewsLines>"
    found, _ = read(document(item(around + story("A", "a", lines="<ByLine>Ann</ByLine>") + story("B", "b"),
                                  identification="<NameLabel>label</NameLabel>")))  # fmt: skip
    assert [(each.byline, each.slugline) for each in found] == [("Ann", "label"), ("desk", "label")]


def test_an_article_of_several_whose_headline_is_in_its_text():
    page = "<html><body><h1>{0}</h1><p>{1}</p></body></html>"
    contents = "".join(f"<ContentItem><DataContent>{page.format(*each)}</DataContent></ContentItem>" for each in
                       (("A", words_of(9)), ("B", words_of(9, 20))))  # fmt: skip
    around = "<NewsLines><HeadLine>All</HeadLine></NewsLines>"
    found, _ = read(document(item(around + contents)))
    assert [(each.headline, len(each.body)) for each in found] == [("A", 1), ("B", 1)]


# --- items that are joined ---

REF = "<NewsItemRef NewsItem='urn:newsml:a:20240501:T'/>"


def test_an_item_of_a_headline_that_names_a_picture_is_an_article():
    lines = "<NewsComponent><NewsLines><HeadLine>H</HeadLine></NewsLines></NewsComponent>"
    assert _joined(("H", f"{_about('P')}{lines}"), _picture("P"))[0] == [("H", ["P"])]


@pytest.mark.parametrize(
    ("inside", "articles"),
    [
        (text("a") + REF, [("K", 0), ("T", 0)]),
        (photo("1") + REF, [("T", 1)]),
        (text("<h1>A</h1>") + text("<h1>B</h1>") + REF, [("A", 0), ("B", 0), ("T", 0)]),
        (REF, [("T", 0)]),
    ],
)
def test_a_package_has_nothing_of_its_own(inside, articles):
    component = f"<NewsComponent><NewsLines><HeadLine>K</HeadLine></NewsLines>{inside}</NewsComponent>"
    found, _ = _joined(("K", component), _text("T"))
    assert [(headline, len(captions)) for headline, captions in found] == articles


def test_a_package_below_its_articles_is_reported_once():
    references = "".join(f"<NewsItemRef NewsItem='urn:newsml:a:20240501:{name}'/>" for name in "TUV")
    _, reports = _joined(*map(_text, "TUV"), ("K", f"<NewsComponent>{references}</NewsComponent>"))
    assert [each.code for each in reports] == ["repair.skipped"]


def test_what_a_package_says_of_an_item_of_several_articles_is_said_of_the_first():
    several = "T", f"<NewsComponent>{story('A', 'a')}{story('B', 'b')}</NewsComponent>"
    said = "<NewsLines><SlugLine>harbour</SlugLine></NewsLines>"
    package = "K", f"<NewsComponent><NewsComponent>{said}{REF}</NewsComponent></NewsComponent>"
    items = "".join(
        f"<NewsItem><Identification><PublicIdentifier>urn:newsml:a:20240501:{name}</PublicIdentifier></Identification>"
        f"{inside}</NewsItem>"
        for name, inside in (package, several)
    )
    found = newsml1.loads(document(items))
    assert [(each.headline, each.slugline) for each in found] == [("A", "harbour"), ("B", None)]


def test_a_picture_of_another_item_comes_after_those_without_a_place():
    figure = "<p>a</p><figure><img src='http://a.example/2'/></figure><p>b</p>"
    own = f"{_about('P')}<NewsComponent>{text(figure)}{photo('1')}</NewsComponent>"
    name, inside = _picture("P")
    items = "".join(
        f"<NewsItem><Identification><PublicIdentifier>urn:newsml:a:20240501:{name}</PublicIdentifier></Identification>"
        f"{inside}</NewsItem>"
        for name, inside in (("T", own), (name, inside))
    )
    [found] = newsml1.loads(document(items))
    assert [(each.url.rpartition("/")[2], each.anchor) for each in found.captions] == [
        ("1", None), ("P.jpg", None), ("2", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "headline", "codes"),
    [
        ("A &amp; B", "A & B", []),
        ("A &lt; B", "A < B", []),
        ("A &amp;amp; B", "A & B", ["repair.escaped"]),
        ("A  &lt;i&gt;b&lt;/i&gt;", "A  b", ["repair.escaped"]),
        ("A &amp;eacute;", "A é", ["repair.escaped"]),
    ],
)
def test_a_line_with_escaped_markup_is_reported(line, headline, codes):
    found, heard = read_one(f"<NewsLines><HeadLine>{line}</HeadLine></NewsLines>")
    assert (found.headline, heard) == (headline, codes)


def test_of_the_lines_around_several_articles_only_what_an_article_does_not_say_is_reported():
    around = "<NewsLines><SlugLine>outer</SlugLine><ByLine>desk</ByLine></NewsLines>"
    own = "<SlugLine>s</SlugLine><ByLine>Ann</ByLine>"
    assert sorted(left_out(around + story("A", "a", lines=own) + story("B", "b"))) == ["desk", "outer"]


def test_an_article_of_several_is_named_by_any_of_its_identifiers():
    parts = story("A", "a", "t0") + story("B", "b").replace("<NewsComponent>", "<NewsComponent Euid='e1'>", 1)
    found, _ = read(document(item(parts, identification=_ID)))
    assert [each.id for each in found] == ["urn:newsml:a:1#t0", "urn:newsml:a:1#e1"]


def test_what_follows_an_item_without_news_is_read():
    found, heard = read(document(item(text("a")), "<NewsItem><TopicSet/></NewsItem>", item(text("b"))))
    assert ([each.body for each in found], heard) == ([("a",), ("b",)], [("repair.skipped", None)])
