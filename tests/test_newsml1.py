from __future__ import annotations

import tracemalloc
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import FULL
from newsdoc import Article, Caption, Mark, Paragraph, ReadError, Rights, Source, Subhead, Subject
from newsdoc.formats import newsml1, nitf
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
         (Subject("ECO"),), []),
        ("<Location><Property FormalName='City' Value='Rome'/></Location>", "places", ("Rome",), []),
        ("<Location HowPresent='Origin'><Property FormalName='Country' Value='ITA'/></Location>", "places", (), []),
        ("<Location><Property FormalName='Country' Value='Italy'/></Location>", "places", ("Italy",), []),
        ("<Location HowPresent='Event'><Property FormalName='City' Value='Rome'/></Location>", "places", (),
         ["repair.dropped"]),
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
    assert (getattr(found, field), heard) == (expected, codes)


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
    ],
)  # fmt: skip
def test_text_in_every_form(content, body, codes):
    found, heard = read_one(text(content))
    assert (found.body, heard) == (body, codes)


def test_texts_stand_in_the_order_of_what_they_are():
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


# --- pictures ---


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


@pytest.mark.parametrize(
    ("component", "caption", "codes"),
    [
        (picture("", "<HeadLine>P</HeadLine>"), ("P", "Bo"), []),
        (picture("", "<HeadLine>H</HeadLine>"), (None, "Bo"), []),
        (picture("A bridge.", "<HeadLine>P</HeadLine>"), ("A bridge.", "Bo"), ["repair.dropped"]),
        (picture("A bridge.", "<HeadLine>A bridge</HeadLine><ByLine>Al</ByLine>"), ("A bridge.", "Al"), []),
        ("<NewsComponent><ContentItem Href='http://p.example/l.png'/></NewsComponent>", None, ["repair.dropped"]),
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
    assert heard == ["repair.dropped"] * 4
    own = "<NewsLines><DateLine>ROME</DateLine><CopyrightLine>(c)</CopyrightLine></NewsLines>"
    assert read_one(own + text("a") + picture(lines=lines))[1] == ["repair.dropped"] * 2


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
    for count in (500, 2000):
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
        ("<NewsML>" + "<NewsComponent>" * 300, 1, "depth"),
    ],
)
def test_what_is_no_newsml_1_is_refused_with_its_line(given_text, line, words):
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
