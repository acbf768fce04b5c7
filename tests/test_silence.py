"""No word of a document is lost in silence: it is in an article or in a report, or its place is for machines.

Each text and each attribute of our small documents is replaced, one after another, by a word of its own, which then
has to be found. The places where it need not be are named here: kinds and forms of things, identifiers, and other
sizes of a picture.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from importlib import import_module

import pytest
from lxml import etree

from examples import FULL
from newsdoc.errors import NewsdocError
from newsdoc.formats import json as newsdoc_json
from newsdoc.formats import newsml, ninjs, nitf
from test_golden import DATA, DOCUMENTS
from test_nothing_lost import SAMPLES, is_plan

_NOW = datetime(2024, 5, 1, tzinfo=UTC)
FORMATS = ("feed", "navigadoc", "newsml", "newsml1", "nitf")

SKIPPED = ("wordpress.xml", "broken.rss", "broken-namespaces.rss", "package-of-nothing.xml")
"""Documents that are not well-formed, or with items that are skipped, which a report says without their words."""

TECHNICAL = re.compile(
    # the kind, the form and the relation of what is said
    r"@(class|content-?type|encoding|isPermaLink|lang|medium|media-type|mime-type|rel|role|space|type|version)"
    r"|\.(contentType|format|rel|representationType|role|status|type)|@(FormalName|qcode)|standard.*|@conformance"
    # identifiers of parts, and references between them; the program that wrote the document
    r"|@(alias|contentrefs|id|guid|residref|partid|NewsItem|uri|about|resource)|\.uri|NewsItemId|PublicIdentifier|itemMeta/generator|catalogRef/@href"
    r"|meta(\[.*\])?/@content|@function"
    # names of pictures and their sizes; the page of an article that is named twice
    r"|(associations|renditions)\.name|^\.renditions\.href|feed/link/@href"
    # other sizes of a picture
    r"|group/content/@url"
    # JSON Feed: its version and address, the picture of an author, the kind of a file
    r"|^\.(version|feed_url|authors\.avatar|items\.attachments\.mime_type)"
)  # fmt: skip


def word(number: int) -> str:
    """Return a word that stands nowhere else: letters only, as those of people."""
    return f"zxq{''.join(chr(97 + int(digit)) for digit in str(number))}vyk"


def marked(value: str, number: int) -> str | None:
    """Return a value with a word in it, in the form that it has; `None` if it says nothing in letters, as a time."""
    text, new = value.strip(), word(number)
    if not re.search(r"[^\W\d_]", text) or re.fullmatch(r"[\dTZ:+\-./ ]+", text) or re.match(r"[<{\[]|\.\w+ ?\{", text):
        return None
    if text.startswith(("http://", "https://")):
        return f"https://{new}.example/a"
    if re.fullmatch(r"\S+@\S+\.\w+", text):
        return f"{new}@bay.example"
    return f"{text.rpartition(':')[0]}:{new}" if re.fullmatch(r"[\w.:-]+:[^\s:]+", text) else new


def changed_xml(data: bytes, skipped=()):
    """Yield the document with one text or attribute changed after another, with its place and the word.

    What is in an element of the names `skipped` stays as it is.
    """
    root = etree.fromstring(data, etree.XMLParser(load_dtd=False, no_network=True, resolve_entities=False))
    number = 0
    inside = [f"{{*}}{name}" for name in skipped]
    out = {each for found in (root.iter(*inside) if inside else ()) for each in found.iter()}
    for element in [each for each in root.iter() if isinstance(each.tag, str) and each not in out]:
        parent = element.getparent()
        names = [etree.QName(each).localname for each in (parent, element) if each is not None]
        if kind := _kind(element, names[-1]):
            names[-1] += f"[{kind}]"
        for key, value in element.attrib.items():
            number += 1
            if new := marked(value, number):
                element.set(key, new)
                yield f"{'/'.join(names)}/@{etree.QName(key).localname}", word(number), etree.tostring(root)
                element.set(key, value)
        for part in ("text", "tail"):
            value = getattr(element, part) or ""
            number += 1
            if new := marked(value, number):
                setattr(element, part, new)
                yield "/".join(names), word(number), etree.tostring(root)
                setattr(element, part, value)


def _kind(element, name):
    """Return what an element with a name for all is called, as a place shows it."""
    keys = {"Property": ("FormalName",), "img": ("width",), "meta": ("property", "name")}.get(name, ())
    return next(filter(None, map(element.get, keys)), None)


def changed_json(data: bytes):
    """Yield the document with one string changed after another, with its place and the word."""
    root = json.loads(data)
    for number, (holder, key, place) in enumerate([*_strings(root, "")]):
        value = holder[key]
        if new := marked(value, number):
            holder[key] = new
            yield place, word(number), json.dumps(root).encode()
            holder[key] = value


def _strings(value, place):
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in entries:
        inner = f"{place}.{key}" if isinstance(value, dict) else place
        if isinstance(each, str):
            yield value, key, inner
        else:
            yield from _strings(each, inner)


def said(name: str, data: bytes) -> str:
    """Return all that is read from a document, and all that is reported."""
    reports = []
    try:
        found = import_module(f"newsdoc.formats.{name}").loads(data, report=lambda note: reports.append(note.message))
    except NewsdocError as error:
        return str(error)
    return "\n".join([newsdoc_json.dumps(list(found)), *reports]).casefold()


def silent(name: str, data: bytes) -> set[str]:
    """Return the places of a document whose words are lost in silence."""
    changed = changed_json(data) if data.lstrip()[:1] in (b"[", b"{") else changed_xml(data)
    lost = {place for place, new, document in changed if new not in said(name, document)}
    return {place for place in lost if not re.search(rf"(?:{TECHNICAL.pattern})\Z", place)}


SMALL = [
    (path.parent.name, path)
    for path in DOCUMENTS
    if path.parent.name in FORMATS and path.name not in SKIPPED and path.relative_to(DATA).parts[0] in FORMATS
]


@pytest.mark.parametrize(("name", "path"), SMALL, ids=[path.name for _, path in SMALL])
def test_no_word_of_a_small_document_is_lost_in_silence(name, path):
    assert silent(name, path.read_bytes()) == set()


@pytest.mark.parametrize("module", [newsml, nitf, ninjs], ids=lambda module: module.__name__.rpartition(".")[2])
def test_no_word_of_a_document_with_every_field_is_lost_in_silence(module):
    data = module.dumps([FULL], now=_NOW).encode()
    assert silent(module.__name__.rpartition(".")[2], data) == set()


ITEM = b"""<rss xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Bay
Post</title><item><title>Bridge opens</title><link>https://bay.example/1</link>
<author>ann@bay.example (Ann Poe)</author>
<category domain="https://bay.example/cusips">MSFT</category><comments>https://bay.example/1#comments</comments>
<atom:link rel="replies" href="https://bay.example/1/replies"/>
<atom:link rel="via" href="https://b.example/2" title="B"/>
<source url="https://wire.example/feed">Bay Wire</source><enclosure url="https://bay.example/1.mp3" type="audio/mpeg"/>
<media:content url="https://bay.example/1.jpg" type="image/jpeg"><media:credit>Bo Lee</media:credit></media:content>
<description>A teaser.</description></item></channel></rss>"""

NEWS = b"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:b:1"><rightsInfo><copyrightNotice
href="https://bay.example/terms">All rights are ours.</copyrightNotice></rightsInfo><itemMeta><edNote>Call <a
href="https://bay.example/desk">the desk</a>.</edNote><link rel="irel:seeAlso" href="https://bay.example/2"/></itemMeta>
<contentMeta><creator><name>Ann Poe</name><personDetails><contactInfo><email>ann@bay.example</email><phone>two
two</phone></contactInfo></personDetails></creator><headline>Bridge opens</headline><headline>It opens
early</headline><headline>A third one</headline><subject qcode="b:1"><name>Bridges</name><name>Ponts</name></subject>
<description>It opens.</description><description>It opened.</description></contentMeta><assert
qcode="b:2"><name>Bay Bank</name><hasInstrument symbol="BAYB"/></assert></newsItem>"""

ENTRY = json.dumps({
    "uri": "urn:b:1", "headline": "Bridge opens", "title": "A bridge",
    "rightsinfo": {"linkedrights": "https://b.example/r"}, "body_text": "It opened.",
    "byline": "By Ann Poe",
    "organisations": [{"name": "Bay Bank", "contactinfo": [{"type": "web", "value": "https://bank.example/"}]}],
    "associations": [{"type": "picture", "headline": "A bridge at night", "description_text": "The old bridge.",
                      "renditions": [{"title": "Small size", "url": "https://bay.example/1.jpg"}], "byline": "Bo Lee",
                      "keywords": ["night"]}],
}).encode()  # fmt: skip


BODY = b"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:b:1"><itemMeta><link rel="irel:seeAlso"
href="https://bay.example/2"><title>Ferries</title><link rel="b:short" href="https://b.example/2"/></link></itemMeta>
<contentMeta><headline>Bridge opens</headline><icon href="https://bay.example/icon.png"/></contentMeta><assert
qcode="b:2"><name>Bay Bank</name><remoteInfo href="https://bank.example/logo"/><hasInstrument symbol="BAYB"
marketlabel="Bay market"/></assert><contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body>
<p>It opened.</p><p><img src="https://bay.example/1.jpg"/></p>
<figure><img src="https://bay.example/2.jpg"/><figcaption>The <a href="https://bay.example/old">old</a> one</figcaption>
</figure><table><tr><td>Ask <a href="https://bay.example/desk">the desk</a></td></tr></table></body></html></inlineXML>
</contentSet></newsItem>"""

RIGHTS = b"""<nitf><head><docdata><doc.rights owner="https://bay.example/rights" agent="Bay Agents"/></docdata></head>
<body><body.head><hedline><hl1>Bridge opens</hl1></hedline></body.head><body.content><p>It opened.</p></body.content>
</body></nitf>"""

FILES = b"""<NewsML><NewsEnvelope><SentFrom><Party FormalName="bw"><Property FormalName="Organization"
Value="Bay Wire"/></Party></SentFrom></NewsEnvelope><NewsItem>
<NewsComponent><NewsLines><HeadLine>Bridge opens</HeadLine></NewsLines>
<DescriptiveMetadata><Property FormalName="Event" Value="Regatta" Code="reg"/></DescriptiveMetadata>
<NewsComponent><Role FormalName="Main"/><ContentItem><DataContent><p>It opened.</p></DataContent></ContentItem>
</NewsComponent><NewsComponent><ContentItem Href="https://bay.example/report.pdf"><MimeType
FormalName="application/pdf"/><Characteristics><Property FormalName="Title" Value="The report"/></Characteristics>
</ContentItem></NewsComponent></NewsComponent></NewsItem></NewsML>"""


@pytest.mark.parametrize(
    ("name", "data"),
    [("feed", ITEM), ("newsml", NEWS), ("newsml", BODY), ("nitf", RIGHTS), ("newsml1", FILES), ("ninjs", ENTRY)],
    ids=["feed", "newsml", "newsml-body", "nitf", "newsml1", "ninjs"],
)
def test_no_word_beside_a_text_is_lost_in_silence(name, data):
    assert silent(name, data) == set()


@pytest.mark.parametrize(
    ("attributes", "count"),
    [("", 1), ('width="1" height="1"', 0), ('style="width:0;height:0"', 0), ('style="max-width:1px"', 1)],
)
def test_a_picture_of_one_pixel_is_neither_read_nor_reported(attributes, count):
    reports = []
    page = f'<html><body><p>It opened.</p><p><img src="https://b.example/1" {attributes}/></p></body></html>'
    [found] = nitf.loads(f"<nitf><body><body.content>{page}</body.content></body></nitf>", report=reports.append)
    assert [caption.url for caption in found.captions] == ["https://b.example/1"] * count
    assert not [note for note in reports if "b.example" in note.message]


def test_a_word_that_is_lost_is_seen():
    data = b"<rss><channel><item><title>T</title><wp:x xmlns:wp='http://wordpress.org/export/1.2/'>a</wp:x></item></channel></rss>"
    assert silent("feed", data) == {"item/x"}


# --- the head of a page ---

PAGE = b"""<html lang="en"><head><title>The bridge opens again</title>
<meta name="viewport" content="width=device-width, initial-scale=1"/><meta name="generator" content="Baypress seven"/>
<meta property="fb:app_id" content="baypost"/><meta name="theme-color" content="navy"/>
<meta name="google-site-verification" content="bay verification"/>
<meta property="og:type" content="article"/><meta property="og:site_name" content="Bay Post"/>
<meta property="article:section" content="Local"/><meta name="section" content="Harbour"/>
<meta property="article:author" content="Ann Poe"/><link rel="author" href="https://bay.example/ann-poe"/>
<meta name="parsely-author" content="Bo Lee"/><meta property="article:tag" content="bridges"/>
<meta name="keywords" content="bridges, ferries"/><meta property="og:video" content="https://bay.example/1.mp4"/>
<meta name="geo.placename" content="Bay City"/><meta name="copyright" content="Our pictures are ours"/>
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The bridge opens again",
"author": {"name": "Ann Poe", "url": "https://bay.example/ann"}, "keywords": ["bridges"]}</script>
</head><body><article><h1>The bridge opens again</h1>
<p>The old bridge over the bay is open again after two years, the mayor said on Wednesday afternoon.</p>
<p>It had been closed after a storm, and nobody had thought that the work would take so long.</p></article></body>
</html>"""

OF_PROGRAMS = {"head/meta[viewport]/@content", "head/meta[generator]/@content", "head/meta[fb:app_id]/@content",
               "head/meta[theme-color]/@content", "head/meta[google-site-verification]/@content",
               "head/meta[og:type]/@content"}  # fmt: skip
"""What a head says to browsers, networks and searchers."""


def test_no_word_of_the_head_of_a_page_is_lost_in_silence():
    changed = [*changed_xml(PAGE)]
    lost = {place for place, new, document in changed if new not in said("html", document)}
    facts = {place for place, _, _ in changed if place.startswith("head/") and place.endswith(("@content", "@href"))}
    assert facts & lost == OF_PROGRAMS


# --- wire text: every word behind the header ---

WIRES = [path for path in sorted(DATA.glob("*/*")) if path.suffix in (".iptc", ".anpa")]
_OF_THE_WIRE = re.compile(r"GMT|Notebook")
"""Words with a meaning: the zone of a time, and the heading of all notes."""


@pytest.mark.parametrize("path", WIRES, ids=[path.name for path in WIRES])
def test_no_word_of_a_wire_message_is_lost_in_silence(path):
    text = path.read_bytes().decode("utf-8", "surrogateescape")
    headers = re.compile(r"\x01?[A-Za-z]+\d{3,6}[ \t\x1f].*\n?(?:[a-z] [a-z][\x11-\x14].*)?")
    start = {at for header in headers.finditer(text) for at in range(*header.span())}
    lost = set()
    for number, found in enumerate(re.finditer(r"[^\W\d_]{3,}", text), 1):
        new = word(number)
        document = f"{text[: found.start()]}{new}{text[found.end() :]}".encode("utf-8", "surrogateescape")
        if found.start() not in start and not _OF_THE_WIRE.fullmatch(found[0]):
            lost |= {found[0]} if new not in said(path.parent.name, document) else set()
    assert lost == set()


GRAPH = json.dumps({
    "@context": "https://schema.org", "@type": "NewsArticle", "headline": "Bridge opens", "articleBody": "It opened.",
    "author": {"@type": "Person", "name": "Ann Poe", "url": "https://bay.example/ann",
               "sameAs": ["https://social.example/ann", "https://other.example/poe"]},
    "video": {"@type": "VideoObject", "name": "The bridge", "contentUrl": "https://bay.example/1.mp4"},
    "audio": "https://bay.example/1.mp3",
    "about": {"@type": "Thing", "name": "Bridges", "sameAs": ["https://a.example/1", "https://b.example/2"]},
}).encode()  # fmt: skip


def test_no_word_beside_a_text_of_json_ld_is_lost_in_silence():
    lost = {place for place, new, document in changed_json(GRAPH) if new not in said("jsonld", document)}
    assert lost == {".@context", ".author.@type", ".video.@type", ".about.@type"}


# --- every place of every real document ---

MACHINERY = {
    "the standard of a document, and the vocabularies that it names": (
        r".*/@(schemaLocation|baselang|charset|code-source|conformance|idsrc|market|marketlabelsrc|regsrc|standard"
        r"|symbolsrc|tobject\.subject\.ipr)|(Catalog/|NewsML/Catalog/|.*catalogRef/)@(Href|href)|(catalog|scheme)/.*"
        r"|newsItem/catalog/@.*|.*/(Party|Property\[.*\]|Subject\w*)/@(Role|Scheme|Vocabulary)"
        r"|(.*\.)?\$?standard\..*|head/meta(\[.*\])?/@name"
    ),
    "the kind, the form and the relation of what is said": (
        r".*/@(AllowedValues|FormalName|HowPresent|class|contenttype|contentType|contenttypevariant|encoding|environment"
        r"|function|hascontent|jobtitle|lang|media-type|mime-type|msg-type|msgType|noteclass|pubconstraint|qcode|ratertype"
        r"|ratingtype|rel|reluri|role|scaleunit|severity|type|typeuri|valcalctype|value-?type|valuedatatype|valueunit"
        r"|valueunituri|version|NewsItemType|isPermaLink)"
        r"|(itemClass|pubStatus)/name|itemMeta/profile|itemClass/related/@value|NewsIdentifier/RevisionId/@Update"
        r"|(.*\.)?(content[tT]ype|format|frequency|langid|language|mimetype|profile|pubstatus|rel|representation[tT]ype|role"
        r"|status|type)"
    ),
    "identifiers, and references between parts of the document": (
        r".*/@(Duid|EquivalentsList|Essential|Euid|NewsItem|Topic|ValueRef|about|alias|cat|city-code|contentrefs|data-location"
        r"|guid|guidref|id|idref|iso-cc|literal|management-[\w-]+|name|partid|persistidref|ref|residref|residrefformat"
        r"|resource|state-code|supCat|tobject\.subject\.refnum|uri)|p/org/@value|groupSet/(group/@mode|@root)|groupSet/@root"
        r"|packageItem/groupSet/@root|(.*/)?(BasisForChoice|DateId|DateLabel|NewsItemId|ProviderId|PublicIdentifier|altId"
        r"|hierarchyInfo|versionedId)|(.*\.)?(_etag|_id|alt[iI]ds\.value|code|guid|scheme|uri|urn)|itemMeta/versionedId/@.*"
    ),
    "who made a statement of the document's data, and how": (
        r".*/@(creator|creatoruri|custom|derivedfrom|generator|how|howuri|pubconstrainturi|roleuri|why|whyuri)"
        r"|itemMeta/generator|(hop|action)/@?.*|hop/(action|party)/@.*|party/name"
    ),
    "the way of the document to its receivers": (
        r"header/.*|newsMessage/header/@.*|.*/from-src/@src-name|(.*/)?(FileName|fileName)|head/pubdata/@(edition\.area|volume)"
        r"|.*/pubdata/@unit-of-measure|(.*/)?nitf/@change\.date|.*\.?(products|service|subscribers)(\..*)?"
    ),
    "names, addresses and forms of files; other sizes of a picture": (
        r"(.*/)?remoteContent/@.*|remoteContent/(altLoc|remoteContentExtProperty/@.*)|(.*/)?(inlineData|inlineXML)/@"
        r"(format|hascontent|rendition)|contentMeta/icon/@.*|partMeta/timeDelim/@.*|group/itemRef/@(format|rendition)"
        r"|NewsComponent/ContentItem/@Href|media/media-reference/@coding|(.*\.)?renditions\..*|(associations|renditions)\.name"
        r"|(.*\.)?associations\.name"
    ),
    "how the text looks, and what programs make of it": (
        r".*/@(align|data-[\w-]+|dir|gender|itemprop|itemscope|itemtype|lede|media|shape|style|target)"
        r"|nitf-[\w-]+/nitf-col(group)?/@value"
    ),
    "properties of programs and files, by their names": (
        r".*Property\[.*(ComponentClass|Count|Creator|Format|Generator|Height|ImageUse|Label|Length|Position|Profile|Rank"
        r"|Role|Size|Software|System|Type|Use|Validator|Version|Width|Words).*\]/@(Code|Role|Value)"
    ),
    "pictures of one pixel, which count readers": r".*/img\[1\]/@src",
    "no part of a standard": r"group/ext2/@myattr",
}  # fmt: skip
"""Places whose words need not arrive, by the reason; `docs/mapping.md` says the same to readers."""

_IS_MACHINERY = re.compile("|".join(MACHINERY.values())).fullmatch
_NO_NEWS = ("conceptItem", "knowledgeItem", "planningItem", "catalogItem")


def lost_places(name: str, data: bytes) -> set[str]:
    """Return the places of a whole document whose words are lost in silence, and are not machinery."""
    changed = changed_json(data) if data.lstrip()[:1] in (b"[", b"{") else changed_xml(data, skipped=_NO_NEWS)
    return {place for place, new, document in changed if not _IS_MACHINERY(place) and new not in said(name, document)}


# dpa's JSON says its status and urgency again among its categories, with a code and a name: those copies are not read.
STANDARDS = [(name, path) for name, path in SAMPLES if path.parent.name != "other-json"]


@pytest.mark.parametrize(("name", "path"), STANDARDS, ids=[path.name for _, path in STANDARDS])
def test_no_word_of_a_real_document_is_lost_in_silence(name, path):
    data = path.read_bytes()
    if data.lstrip()[:1] in (b"[", b"{") and all(
        map(is_plan, value if isinstance(value := json.loads(data), list) else [value])
    ):
        pytest.skip("a plan is skipped as a whole, which a report says")
    assert lost_places(name, data) == set()
