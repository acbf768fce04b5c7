"""RSS, Atom and exports of WordPress: rules that the golden files do not show by themselves."""

from __future__ import annotations

from datetime import UTC, date, datetime
from html import escape
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsdoc
from laws import ShortReads
from newsdoc import Caption, Link, Rights, Source, Subject
from newsdoc.formats import feed
from newsdoc.strategies import clean_text

SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
)


RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def rss(*items, channel="<title>Bay Post</title><link>https://bay.example/</link>"):
    inside = "".join(f"<item>{item}</item>\n" for item in items)
    return f"<rss version='2.0' {SPACES}><channel>{channel}\n{inside}</channel></rss>"


def only(item, **options):
    (found,) = feed.loads(rss(item), **options)
    return found


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("<?xml version='1.0'?><?xml-stylesheet href='a.xsl'?><!-- a --><rss version='0.91'>", "feed"),
        ("<!DOCTYPE rss SYSTEM 'a.dtd'><rss version='0.91'><channel>", "feed"),
        ('{"version": "https:\\/\\/jsonfeed.org\\/version\\/1.1", "items": [', "feed"),
        ('{"title": "Bay", "version":"http://www.jsonfeed.org/version/1"', "feed"),
        ("<atom:feed xmlns:atom='http://www.w3.org/2005/Atom'>", "feed"),
        ("<feed version='0.3' xmlns='http://purl.org/atom/ns#'>", "feed"),
        ("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>", "feed"),
        ("<rss> A story about feeds begins so, and is text.", "rawdump"),
    ],
)
def test_a_feed_is_recognised(head, name):
    assert newsdoc.sniff(head) == name
    assert newsdoc.sniff(head.encode()) == name


@pytest.mark.parametrize("suffix", [".rss", ".atom", ".xml"])
def test_a_feed_is_read_by_content_and_suffix(tmp_path, suffix):
    path = tmp_path / f"a{suffix}"
    path.write_text(rss("<title>A</title>"), "utf-8")
    assert [each.headline for each in newsdoc.read(path)] == ["A"]


@pytest.mark.parametrize(
    "text",
    [
        "Tom &amp; Sue", "Tom &amp;amp; Sue", "<![CDATA[Tom &amp; Sue]]>", "Tom & Sue",
        "&lt;b&gt;Tom&lt;/b&gt; &amp; Sue",
        "Tom\n  &#38; Sue", "<![CDATA[<span>Tom</span> &#38; Sue]]>",
    ],
)  # fmt: skip
def test_a_title_is_one_line_however_it_was_escaped(text):
    assert only(f"<title>{text}</title>").headline == "Tom & Sue"


def test_a_title_keeps_its_brackets():
    assert only("<title>if a &lt;b&gt; c and 1 &lt; 2</title>").headline == "if a <b> c and 1 < 2"


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Wed, 01 May 2024 10:00:00 GMT", datetime(2024, 5, 1, 10, tzinfo=UTC)),
        ("1 May 24 10:00 UT", datetime(2024, 5, 1, 10, tzinfo=UTC)),
        ("2024-05-01T10:00:00Z", datetime(2024, 5, 1, 10, tzinfo=UTC)),
        ("Wednesday, May 1, 2024 10:00:00", date(2024, 5, 1)),
        ("Wed, 01 May 2024 10:00:00 BST", date(2024, 5, 1)),
        ("Mon, 30 Nov -0001 00:00:00 +0000", None),
        ("soon", None),
    ],
)
def test_times(text, published):
    assert only(f"<pubDate>{text}</pubDate>").published == published


def test_the_time_of_rss_is_no_repair():
    reports = []
    only("<pubDate>Wed, 01 May 2024 10:00:00 +0200</pubDate>", report=reports.append)
    assert reports == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Example, Bo Sample &amp; Cy Test", ["Ann Example", "Bo Sample", "Cy Test"]),
        ("Ann Example, our correspondent", ["Ann Example, our correspondent"]),
        ("ann@bay.example (Ann Example)", ["Ann Example"]),
        ("Ann Example &lt;ann@bay.example&gt;", ["Ann Example"]),
    ],
)
def test_authors(text, names):
    assert [each.name for each in only(f"<author>{text}</author>").authors] == names


def test_words_beside_the_text_are_kept_or_reported():
    reports = []
    only(
        "<bay:note xmlns:bay='bay:'>Not before noon.</bay:note><slash:comments>12</slash:comments>",
        report=reports.append,
    )
    assert [each.code for each in reports if "Not before noon." in each.message] == ["repair.dropped"]


def test_a_picture_is_one_caption_however_often_it_is_named():
    address = "https://bay.example/1.jpg"
    item = (
        f"<enclosure url='{address}' type='image/jpeg'/><media:thumbnail url='https://bay.example/s.jpg'/>"
        f"<media:content url='{address}' medium='image'><media:title>{'A pier.'}</media:title></media:content>"
        f"<description>&lt;figure&gt;&lt;img src='{address}'&gt;&lt;figcaption&gt;A pier.</description>"
    )
    assert [(each.text, each.url) for each in only(item).captions] == [("A pier.", address)]


def test_a_fault_costs_its_item_and_not_the_feed():
    items = [
        "<title>A</title>",
        "<title>B <i>b</title><description>C <p>c</description>",
        "<title>D</b></title>",
        "<title>E</title>",
    ]
    reports = []
    found = feed.loads(rss(*items), report=reports.append)
    assert [each.headline for each in found][::3] == ["A", "E"]
    assert len(found) == 4
    assert found[1].paragraphs == ("C", "c")
    assert [(each.code, each.line) for each in reports if each.code == "repair.xml"] == [("repair.xml", 3)]


def test_a_cut_feed_gives_what_is_there():
    whole = rss("<title>A</title>", "<title>B</title><description>Words</description>")
    assert [each.headline for each in feed.loads(whole[: whole.index("ords")])] == ["A", "B"]


@given(st.lists(clean_text(), min_size=1, max_size=4), st.integers(0, 3))
def test_a_long_feed_reads_as_a_short_one(words, broken):
    titles = ["".join(f"&#{ord(char)};" for char in each) for each in words]
    items = [f"<title>{'<b>' if at == broken else ''}{title}</title>" for at, title in enumerate(titles)]
    filling = f"<title>Bay</title><generator>{'x' * (1 << 20)}</generator>"
    short, long = (
        feed.loads(rss(*items, channel="<title>Bay</title>")),
        list(feed.iterload(BytesIO(rss(*items, channel=filling).encode()))),
    )
    assert long == short
    assert len(short) == len(words)


def test_the_feed_that_an_item_was_taken_from_is_its_publisher():
    found = only("<source url='https://wire.example/'>Example Wire</source>")
    assert found.sources == (
        Source("Example Wire", "publisher", uri="https://wire.example/"),
        Source("Bay Post", "distributor", uri="https://bay.example/"),
    )


def test_a_feed_without_items_has_no_articles():
    assert feed.loads(rss()) == []


@pytest.mark.parametrize("data", ["", "<a/>", "<rss><a></b>", "words", b"\xff\xfe"])
def test_what_is_no_feed_is_refused(data):
    with pytest.raises(newsdoc.ReadError):
        feed.loads(data)


@pytest.mark.parametrize(
    ("category", "expected"),
    [
        ("<category term='X12' label='Bridges'/>", Subject("Bridges", code="X12")),
        ("<category term='X12' label='Bridges' scheme='urn:bay:'/>", Subject("Bridges", code="urn:bay:X12")),
        ("<category term='X12' label='Bridges' scheme='https://bay.example/t/'/>",
         Subject("Bridges", uri="https://bay.example/t/X12")),
        ("<category domain='category' nicename='bridges-tunnels'>Bridges &amp; tunnels</category>",
         Subject("Bridges & tunnels")),
        ("<category domain='category' nicename='c-7'>Bridges</category>", Subject("Bridges", code="c-7")),
        ("<category domain='http://cv.iptc.org/newscodes/mediatopic/'>04000000</category>",
         Subject("economy, business and finance", uri="http://cv.iptc.org/newscodes/mediatopic/04000000")),
        ("<category domain='https://bay.example/topics/'>City bridges</category>",
         Subject("City bridges", code="https://bay.example/topics/City bridges")),
        ("<category domain='https://bay.example/cusips'>MSFT</category>",
         Subject("MSFT", code="https://bay.example/cusips:MSFT")),
        ("<category domain='region' nicename='north'>The north</category>",
         Subject("The north", code="region:north")),
        ("<media:category scheme='urn:bay' label='Bridges'>bay/b7</media:category>",
         Subject("Bridges", code="urn:bay:bay/b7")),
    ],
)  # fmt: skip
def test_a_category_with_its_code(category, expected):
    assert only(category).subjects == (expected,)


@pytest.mark.parametrize("category", ["<category term='a-b' label='A b'/>", "<category>A b</category>"])
def test_a_category_whose_code_says_no_more_is_a_keyword(category):
    assert only(category).keywords == ("A b",)


PICTURE = "<media:content url='https://bay.example/1.jpg'>{}</media:content>"


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ("<enclosure url='https://bay.example/1.pdf' type='application/pdf' title='The plan'/>", "The plan"),
        ("<enclosure url='https://bay.example/1.pdf' type='application/pdf'/>", "https://bay.example/1.pdf"),
        ("<media:player url='https://bay.example/play'/>", "https://bay.example/play"),
        ("<media:credit>Ann Lee</media:credit>", "Ann Lee"),
        ("<media:title>Film of it</media:title>", "Film of it"),
        (PICTURE.format("<media:keywords>harbour, night</media:keywords>"), "harbour, night"),
        (PICTURE.format("<media:copyright>Bay Post</media:copyright><media:credit>Ann</media:credit>"), "Bay Post"),
        (PICTURE.format("<media:title>The harbour</media:title><media:description>Ships</media:description>"),
         "The harbour"),
        ("<source><title>Wire</title><category term='Foreign news'/><subtitle>All of it</subtitle></source>",
         "All of it"),
    ],
)  # fmt: skip
def test_words_of_an_item_without_a_home_are_reported(item, words):
    heard = []
    only(f"<title>Bridge opens</title><description>A teaser.</description>{item}", report=heard.append)
    assert [note.code for note in heard] == ["repair.dropped"]
    assert words in heard[0].message


@pytest.mark.parametrize(
    ("item", "text"),
    [
        (
            "<enclosure url='https://bay.example/1.jpg' type='image/jpeg' title='A bridge at night'/>",
            "A bridge at night",
        ),
        ("<image><url>https://bay.example/1.jpg</url><title>A bridge at night</title></image>", "A bridge at night"),
        ("<itunes:image href='https://bay.example/1.jpg'/>", None),
    ],
)
def test_a_picture_of_an_item(item, text):
    assert only(item).captions == (Caption(text, url="https://bay.example/1.jpg"),)


@pytest.mark.parametrize(
    ("attributes", "below", "text"),
    [
        ("", "A pier.", "A pier."),
        (' caption="A pier."', "", "A pier."),
        (" caption='A pier.'", " ", "A pier."),
        (' caption="Pier"', "A pier.", "A pier."),
        ("", "", None),
    ],
)
def test_a_caption_of_wordpress_has_its_words_below_the_picture_or_in_an_attribute(attributes, below, text):
    caption = f"[caption id='a'{attributes}]<img src='https://bay.example/1.jpg'>{below}[/caption]"
    item = f"<description>{escape(f'{caption}<p>Ships came.</p>')}</description>"
    assert only(item).captions == (Caption(text, url="https://bay.example/1.jpg"),)


def test_the_authors_and_rights_of_the_feed_that_an_item_was_taken_from():
    found = only("<source><title>Wire</title><author><name>Ann Lee</name></author><rights>© Wire</rights></source>")
    assert Source("Ann Lee", "author") in found.sources
    assert found.rights == Rights(notice="© Wire")


def test_what_a_feed_says_of_itself_is_reported_once():
    heard = []
    channel = "<title>Bay Post</title><description>News of the bay</description><image><title>Bay Post</title></image>"
    feed.loads(rss("<title>A</title>", "<title>B</title>", channel=channel), report=heard.append)
    assert [(note.code, note.article) for note in heard] == [("repair.dropped", 0)]
    assert heard[0].message == "what the feed says of itself was left out: 'News of the bay'"


@pytest.mark.parametrize("size", [1, 17, 1 << 16])
def test_a_broken_feed_gives_each_item_with_its_line(size):
    long = f"{'The ferry is late. ' * 9000}The end."
    items = ["<title>A</title>", "<title>B & C</title>", f"<title>D</title><description>{long}</description>"]
    lines = [f"<item>{inside}\n<pubDate>soon</pubDate>\n</item>\n" for inside in items]
    lines += ["<item><title>E</title>\n<pubDate>soon</pubDate>\n", "<item><title>F</title>\n<pubDate>soon</pubDate>"]
    text = "<rss version='2.0'><channel>\n\n" + "".join(lines)
    heard = []
    found = list(feed.iterload(ShortReads(text.encode(), [size]), report=heard.append))
    assert [each.headline for each in found] == ["A", "B & C", "D", "E", "F"]
    assert "The end." in (found[2].text + (found[2].summary or ""))
    assert [each.line for each in heard if each.code == "repair.time"] == [4, 7, 10, 13, 15]


def test_an_item_that_is_no_story_does_not_end_a_feed():
    heard = []
    kind = "<wp:post_type xmlns:wp='http://wordpress.org/export/1.2/'>nav_menu_item</wp:post_type>"
    found = feed.loads(rss(f"<title>Home</title>{kind}", "<title>A</title>"), report=heard.append)
    assert [each.headline for each in found] == ["A"]
    assert [each.code for each in heard] == ["repair.skipped"]


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("<name>Ann Lee</name><email>ann@bay.example</email>", "Ann Lee"),
        ("<email>ann@bay.example</email>", "ann@bay.example"),
        ("<uri>https://bay.example/ann</uri>", None),
        ("Ann Lee", "Ann Lee"),
        ("ann@bay.example (Ann Lee)", "Ann Lee"),
    ],
)
def test_a_person_has_a_name_or_an_address(author, name):
    entry = f"<entry><title>A</title><author>{author}</author></entry>"
    [found] = feed.loads(f"<feed xmlns='http://www.w3.org/2005/Atom'>{entry}</feed>")
    assert [each.name for each in found.sources if each.role == "author"] == ([name] if name else [])


@pytest.mark.parametrize("widths", [("99999", "100000"), ("9", "10"), ("wide", "1"), ("", "640"), ("x", "1234567")])
def test_the_widest_copy_of_a_picture_counts(widths):
    copies = [
        f'<media:content medium="image" url="https://bay.example/{at}.jpg" width="{width}"/>'
        for at, width in enumerate(widths)
    ]
    for order in (copies, copies[::-1]):
        found = only(f"<title>A</title><media:group>{''.join(order)}</media:group>")
        assert [each.url for each in found.captions] == ["https://bay.example/1.jpg"]


# --- nothing of an item is lost in silence ---


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("<author>ann@bay.example (Ann Poe)</author>", [Source("Ann Poe", "author", uri="mailto:ann@bay.example")]),
        ("<author>Ann Poe &lt;ann@bay.example&gt;</author>",
         [Source("Ann Poe", "author", uri="mailto:ann@bay.example")]),
        ("<author>ann@bay.example</author>", [Source("ann@bay.example", "author")]),
        ("<author><name>Ann Poe</name><email>ann@bay.example</email></author>",
         [Source("Ann Poe", "author", uri="mailto:ann@bay.example")]),
    ],
)  # fmt: skip
def test_an_address_of_mail_is_the_address_of_its_person(author, expected):
    [found] = feed.loads(f"<rss><channel><item><title>T</title>{author}</item></channel></rss>")
    assert list(found.sources) == expected


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("<comments>https://bay.example/1#c</comments>", "https://bay.example/1#c"),
        ("<link rel='replies' href='https://bay.example/2'/>", "https://bay.example/2"),
        ("<author><name>Ann Poe</name><uri>https://a.example</uri><email>ann@bay.example</email></author>",
         "ann@bay.example"),
        ("<author><name>Ann Poe</name><job>Editor of the Post</job></author>", "the job of the author"),
        ("<contributor><name>Ann Poe</name><job>Editor of the Post</job></contributor>", "'Editor of the Post'"),
        ("<author>desk@bay.example (By Ann Poe)</author>", "desk@bay.example"),
        ("<author>desk@bay.example (Ann Poe, Bo Lee)</author>", "desk@bay.example"),
    ],
)  # fmt: skip
def test_what_an_item_says_without_a_place_is_reported(inside, words):
    heard = []
    feed.loads(f"<rss><channel><item><title>T</title>{inside}</item></channel></rss>", report=heard.append)
    assert [note.code for note in heard] == ["repair.dropped"]
    assert words in heard[0].message


def test_a_link_with_a_title_is_kept_whatever_its_relation():
    link = "<link rel='license' title='How to use this' href='https://bay.example/use'/>"
    [found] = feed.loads(f"<rss><channel><item><title>T</title>{link}</item></channel></rss>")
    assert list(found.links) == [Link("How to use this", "https://bay.example/use")]


@pytest.mark.parametrize(
    ("texts", "language"),
    [
        ("<description xml:lang='de'>A</description>", "de"),
        ("<content:encoded xml:lang='fr'>A</content:encoded><description xml:lang='de'>B</description>", "fr"),
        ("<content type='xhtml'><div xml:lang='it'>A</div></content>", "it"),
        ("<dc:language>cy</dc:language><description xml:lang='de'>A</description>", "cy"),
        ("<description>A</description>", "en"),
    ],
)
def test_the_language_of_a_text_is_that_of_the_article(texts, language):
    [found] = feed.loads(rss(texts, channel="<language>en</language>"))
    assert found.language == language


@pytest.mark.parametrize(
    ("category", "names"),
    [
        ("<itunes:category text='Technology'><itunes:category text='Gadgets'/></itunes:category>",
         ["Technology", "Gadgets"]),
        ("<category>Bridges <b>and</b> tunnels</category>", ["Bridges and tunnels"]),
        ("<category>Bridges<image><title>The old one</title></image></category>", ["Bridges"]),
        ("<tags>bridge, ferry</tags>", ["bridge", "ferry"]),
    ],
)  # fmt: skip
def test_categories_inside_one_another(category, names):
    heard = []
    found = only(category, report=heard.append)
    assert [*found.keywords, *(each.name for each in found.subjects)] == names
    assert [note.code for note in heard] == (["repair.dropped"] if "image" in category else [])


@pytest.mark.parametrize(
    ("times", "hour"),
    [
        ("<created>2024-05-01T08:00:00Z</created><issued>2024-05-01T09:00:00Z</issued>", 9),
        ("<dc:date>2024-05-01T08:00:00Z</dc:date><pubDate>Wed, 01 May 2024 10:00:00 GMT</pubDate>", 10),
        ("<published>2024-05-01T08:00:00Z</published><dc:date>2024-05-01T09:00:00Z</dc:date>", 8),
        ("<dc:created>2024-05-01T07:00:00Z</dc:created>", 7),
    ],
)
def test_the_time_of_publication_is_chosen_by_its_element_and_not_by_its_place(times, hour):
    assert only(times).published == datetime(2024, 5, 1, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("&lt;blink>Safe&lt;/blink> words", "Safe words"),
        ("Safe&lt;applet code='a'>&lt;/applet> words", "Safe words"),
        ("History of the &amp;lt;blink&amp;gt; tag", "History of the <blink> tag"),
        ("&lt;code>&amp;lt;br />&lt;/code> breaks a line", "<br /> breaks a line"),
    ],
)
def test_elements_that_are_seldom_are_markup_and_shown_tags_are_text(text, expected):
    assert only(f"<description>{text}</description>").summary == expected


@pytest.mark.parametrize(
    "licence",
    [
        "<c:license xmlns:c='http://backend.userland.com/creativeCommonsRssModule'>https://bay.example/l</c:license>",
        f"<license xmlns='http://web.resource.org/cc/' xmlns:r='{RDF}' r:resource='https://bay.example/l'/>",
        "<link rel='license' href='https://bay.example/l'/>",
    ],
)
def test_a_licence_is_the_terms_of_the_rights(licence):
    assert only(licence).rights == Rights(terms="https://bay.example/l")


def test_sizes_of_a_picture_side_by_side_are_one_caption():
    address = "https://bay.example/img/master/5000.jpg"
    item = "".join(
        f"<media:content width='{width}' url='{address}?width={width}&amp;s=x'><media:credit>Ann Poe</media:credit>"
        "</media:content>"
        for width in (140, 700, 460)
    )
    assert [(each.credit, each.url) for each in only(item).captions] == [("Ann Poe", f"{address}?width=700&s=x")]
    others = "".join(f"<media:content url='https://bay.example/{name}.jpg'/>" for name in ("pier-1", "pier-2"))
    assert len(only(others).captions) == 2


def test_a_figure_in_another_size_is_the_picture_beside_the_text():
    item = (
        "<media:content url='https://bay.example/pier.jpg' medium='image'><media:description>The pier at dawn."
        "</media:description></media:content><content:encoded>&lt;p>A storm came.&lt;/p>&lt;figure>&lt;img "
        "src='https://bay.example/pier-1024x683.jpg'>&lt;/figure></content:encoded>"
    )
    [caption] = only(item).captions
    assert (caption.text, caption.anchor) == ("The pier at dawn.", 1)


def test_fields_of_plugins():
    def meta(key, value):
        inside = f"<meta_key>{key}</meta_key><meta_value>{value}</meta_value>"
        return f"<postmeta xmlns='http://wordpress.org/export/1.2/'>{inside}</postmeta>"

    fields = meta("_subtitle", "After ten years") + meta("teaser", "Two words") + meta("_thumbnail_id", "9")
    fields += meta("_meta", 'a:1:{s:5:"two words";i:1;}') + meta("_json", '{"a": "two words"}') + meta("", "Two words")
    heard = []
    found = only(fields, report=heard.append)
    assert found.deck == "After ten years"
    assert [note.message.partition(" has no")[0] for note in heard] == ["the field teaser"]


def test_authors_and_topics_that_are_named_in_other_places():
    item = (
        "<author>ann@bay.example (Ann Poe)</author><dc:creator>Ann Poe</dc:creator>"
        "<dc:subject>Bridges; Tolls</dc:subject><category domain='author' nicename='cap-bo'>Bo Lee</category>"
    )
    found = only(item)
    assert found.authors == (Source("Ann Poe", "author", uri="mailto:ann@bay.example"), Source("Bo Lee", "author"))
    assert found.keywords == ("Bridges", "Tolls")


def test_addresses_in_a_summary_are_reported_but_that_of_the_item():
    def links(*addresses):
        return "".join(f"&lt;a href='{each}'>link&lt;/a> and " for each in addresses)

    for addresses, codes in ((["https://bay.example/1"], []), (["/1", "/map"], ["repair.dropped"])):
        heard = []
        text = f"<link>https://bay.example/1</link><description>See {links(*addresses)} more.</description>"
        assert only(text, report=heard.append).summary.startswith("See link and")
        assert [note.code for note in heard] == codes
    assert "https://bay.example/map" in heard[0].message


def test_a_second_publisher_is_reported():
    for item in (
        "<dc:publisher>A</dc:publisher><source>B</source>",
        "<source>A</source><dc:publisher>B</dc:publisher>",
    ):
        heard = []
        only(item, report=heard.append)
        assert [note.code for note in heard] == ["repair.dropped"]


def test_words_of_an_extension_of_json_feed_are_reported():
    heard = []
    note = '"_desk": {"about": "https://bay.example/d", "notes": ["Not before noon.", 3, null, true]}'
    feed.loads(f'{{"items": [{{"id": "1", {note}, "a b": "In two words."}}]}}', report=heard.append)
    assert [each.code for each in heard] == ["repair.dropped"]
    assert "'Not before noon.'" in heard[0].message
    assert "'In two words.'" in heard[0].message


def test_a_file_of_json_is_a_json_feed_or_refused():
    spaced = b"\xef\xbb\xbf" + b" " * 9_000 + b'{"items": [{"title": "A"}]}'
    assert [each.headline for each in feed.load(ShortReads(spaced, [7]))] == ["A"]
    for data in (b'{"title": "A"}', b'{"items": 3}', b'{"items": [', b"[1]"):
        with pytest.raises(newsdoc.ReadError):
            feed.loads(data)


def test_a_number_among_the_items_of_a_json_feed_is_shown_and_left_out():
    heard = []
    found = feed.loads(
        '{"version": "https://jsonfeed.org/version/1.1", "items": [3, {"id": "1"}]}', report=heard.append
    )
    assert [article.id for article in found] == ["1"]
    assert [each.message for each in heard] == ["a number is not an item; it was left out: '3'"]


@pytest.mark.parametrize("term", ["", 'term=""', 'term=" "'])
def test_a_category_without_a_term_is_known_by_its_label(term):
    start, end = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title>', "</entry></feed>"
    [plain] = feed.loads(f'{start}<category {term} label="Bridges"/>{end}')
    assert (plain.keywords, plain.subjects) == (("Bridges",), ())
    [listed] = feed.loads(f'{start}<category {term} label="Bridges" scheme="desk"/>{end}')
    assert listed.subjects == (Subject("Bridges", code="desk:Bridges"),)


def test_the_name_of_a_list_of_categories_has_no_characters_that_texts_fold():
    [article] = feed.loads('<rss><channel><item><category domain="a&#x85;b">Bridges</category></item></channel></rss>')
    assert article.subjects == (Subject("Bridges", code="a b:Bridges"),)
