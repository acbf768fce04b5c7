"""What is worth putting into a document to spoil it, by format, and documents that newsdoc does not write itself."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Callable
from io import StringIO
from xml.sax.saxutils import escape

from hypothesis import strategies as st

from laws import NOW
from newsdoc import Article
from newsdoc.formats import jsonld, nitf
from newsdoc.strategies import articles, dumps

_XML = [
    b"<", b">", b"&", b"&amp;", b"&nbsp;", b"&#0;", b"]]>", b"<![CDATA[", b"<!--", b"<?x?>", b'"', b"\x00", b"\xff",
    b"\xef\xbb\xbf", b"<p>", b"</p>", b'<?xml version="1.0" encoding="x"?>', b"\t", b"\r", b"&#9;", b"&#13;", b"&#x85;",
    "\u2028".encode(), "\xa0".encode(), b"&lt;p>&amp;#1;", b"2016", b"2016-01-12 12:35:40", b"99999999999999999999",
    b"<![CDATA[<p>a</p>]]>", b' role=" "', b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d SYSTEM "file:///e">]>',
]  # fmt: skip
_JSON = [
    b'"', b"\\", b"{", b"}", b"[", b"]", b",", b":", b"null", b"[]", b"{}", b"NaN", b"-Infinity", b"1.0", b"1e999",
    b"true", b"\n", b"\x00", b"\xff", b"\xef\xbb\xbf", b"9" * 5000, b"[" * 50, b'"\\ud800"', b'"\\u0000"', b'"2016"',
]  # fmt: skip

_WIRE = [
    b"\x01",
    b"\x02",
    b"\x03",
    b"\x04",
    b"\x16\x16\x01",
    b"\n",
    b"\r\n",
    b"\n\n",
    b"\x00",
    b"\xff",
    b"\xef\xbb\xbf",
    b"   ",
]

SPOILING: dict[str, list[bytes]] = {
    "xml": _XML,
    "rawdump": [b"\n", b"\n\n", b"TT\n", b"20\n", b"\r\n", b"\xff", b"\xef\xbb\xbf", b"\x00", b"(AFP)", b"Caption: ",
                b"# ", b"#", b"- ", b"> ", b"* ", b"![", b"---\n", b"title: ", "\u200f".encode(), "\xa0".encode()],
    "json": [*_JSON, b"[" * 2000, b'"type":', b'"headline":', b'{"body":'],
    "jsonl": [*_JSON, b"[" * 2000, b'"type":', b'"headline":', b'{"body":'],
    "newsml": [
        *_XML, b"<html>", b"<div><div>", b"<table><tr><td>", b"<li>", b"<figure><img src='x'/>", b"<newsItem>",
        b"</newsItem>", b"<itemRef residref='a'/>", b' qcode="a:b"', b' uri="http://["', b"<embargoed/>",
        b' colspan="9999"',
    ],
    "nitf": [
        *_XML, b"<block>", b"<byline>By <person>A</person>", b"<media media-type='image'>", b"<media-caption>",
        b"<media-object encoding='x'>A", b"<hl2 class='level-9'>", b"<em class='strong'>", b"<table><tr><td>",
        b"<note><body.content>", b"<nitf>", b"</nitf>", b"<location/>", b' class="role-"', b' norm=" "',
        b' management-status="embargoed"', b' tobject.subject.ipr="a:"', b"<rights.owner>", b"<hr/>",
    ],
    "newsml1": [
        *_XML, b"<nitf>", b"</nitf>", b"<NewsComponent>", b"</NewsComponent>", b"<NewsItem>",
        b"<Role FormalName='Caption'/>", b" EquivalentsList='yes'", b"<ContentItem Href='a.jpg'/>",
        b"<DataContent>a</DataContent>", b"<media><media-reference data-location='#p'/>", b"<Party FormalName='A'/>",
    ],
    "html": [
        *_XML, b"<article>", b"</article>", b"<script>", b"</script>", b'"path"', b"$.captions[0]", b"null", b"<small>",
        b'<data class="char" value="U+D800">', b'<figure class="lead">', b"<table><tr><td>", b"<li>", b' lang="x_"',
        b'<p class="byline">', b'<time class="published" datetime="2016">', b' id="picture-1"', b"</div>", b"{}",
    ],
    "ninjs": [
        *_JSON, b'"body_html":"<p>a<li>b"', b'"type":"picture",', b'"associations":{"a":{"headline":"b"}},',
        b'"guid":" a b ",', b'"by":1,', b'"people":["x"],', b'"place":{"a":[]},', b'"role":"newsdoc","value":"[]"',
        b"\\u003cp>", b'"versioncreated":"2016-01-12 12:35:40",', b'"renditions":{"a":{"href":"//"}},',
        b'"extra":{"subtitle":"c"},', b'"description_html":"<i>",', b'"type":"event",',
    ],
    "feed": [
        *_XML, b"<item>", b"</item>", b"<entry>", b"<title>", b"</title>", b"<description>&lt;p>a",
        b"<content:encoded>",
        b"<content type='xhtml'>", b"<link href='//['/>", b"<guid> a b </guid>", b"<pubDate>1 May 24</pubDate>",
        b"<media:group><media:content url='a.jpg'/>", b"<media:credit role='a b'>c</media:credit>",
        b" xml:base='http://['",
        b"<author><name>A</name>", b"<category domain='http://a.example/b'>b</category>", b"[caption]<img>a[/caption]",
        b"<wp:status>draft</wp:status>", b"<source>a</source>", b" mode='base64'",
        b"<enclosure url='a' type='image/x'/>", b'{"items":[{"id":3,"title":"a"}',
        b'"tags":["a"],', b'"content_html":"<p>a"',
    ],
    "iptc7901": [
        *_WIRE, b"abc001 3 POL 20  dpa 1\n", b"\n\nA/b/\n", b" =\n", b"By Ann Lee, dpa =\n", b"Bern (dpa) - ",
        b"./.\n", b"310001 JUL 97", b"# Notebook\n", b"| a | b |\n", b"KILL KILL KILL\n", b"dpa a b\n",
    ],
    "anpa": [
        *_WIRE, b"W2870\x1fasian\n", b"u i\x13\x11 BC-EU--Bridge     11-13 1049\n", b"^", b"<\n", b"=\n", b"\t   ",
        b"^By ANN LEE=\n", b"^Eds: A.<\n", b"AP-WF-11-13-13 1509GMT<", b"BERN (AP) _ ", b"\b",
        b"^BC-EU--Bridge, 1st Ld,466<\n",
    ],
    "navigadoc": [
        *_JSON, b'"type":"core/text",', b'"role":"heading-1",', b'"data":{"text":"<p>a<li>b"}',
        b'{"type":"tt/visual"},',
        b'"document":{', b'"data":3,', b'"content":[{"type":"core/factbox","title":3}],', b'"title":["a"],',
        b'"uri":"//",', b'"links":[{"rel":"author","title":"By A"}],', b'"published":"2016",',
        b'{"type":"core/table","data":{"thead":"<tr>"}}',
        b'"type":"core/article",', b'"value":1,', b"[" * 300,
    ],
    "jsonld": [
        *_JSON, b'"@id":"a"', b'{"@id":"a"}', b'"@graph":[', b'"@type":"Person",', b'"author":["x",3],', b"</script>",
        b'"@type":["Report",3],', b'"image":[{"creator":{}}],', b'"url":"//",', b'"articleBody":"<p>a<li>b",',
        b"<html>", b'"mainEntity":{"@type":"Article"},', b'"dateModified":"2016",', b'"version":"x",',
    ],
    "warc": [
        b"WARC/1.0\r\n", b"\r\n\r\n", b"\r\n", b"\n", b"Content-Length: 5\r\n", b"Content-Length: x\r\n",
        b"\x1f\x8b\x08", b"\x00", b"\xff", b" a: b\r\n", b"WARC-Type: conversion\r\n", b"9" * 20, b"\x00" * 50,
        b"HTTP/1.1 200 OK\r\n\r\n", b"Content-Type: text/html\r\n", b"Transfer-Encoding: chunked\r\n",
        b"Content-Encoding: gzip\r\n",
    ],
}  # fmt: skip
SPOILING["rows"] = [
    *_JSON,
    b'"text":',
    b'"url": "//",',
    b'"date": "x",',
    b",",
    b";",
    b"\t",
    b"text,url\n",
    b'"language": "?",',
]
SPOILING["parquet"] = [b"PAR1", b"\x00", b"\xff", b"\x15", b"headline", b"\x00" * 50]
SPOILING["wet"] = SPOILING["warc"]
"""By format; a format that is not here is spoiled as XML."""


def _pages() -> st.SearchStrategy[bytes]:
    """HTML pages around JSON-LD."""
    return st.lists(articles(), min_size=1, max_size=3).map(
        lambda found: (
            b'<!DOCTYPE html><script type="application/ld+json">'
            + jsonld.dumps(found).encode().replace(b"<", rb"\u003c")
            + b"</script>"
        )
    )


def _newsml1() -> st.SearchStrategy[bytes]:
    """Items of NewsML 1 around NITF."""

    def item(body: str) -> str:
        return (
            "<NewsItem><Identification/><NewsManagement/><NewsComponent><NewsComponent><ContentItem>"
            f"<MediaType FormalName='Text'/><DataContent>{body}</DataContent></ContentItem></NewsComponent>"
            "<NewsComponent Duid='p'><NewsLines><CreditLine>EPA</CreditLine></NewsLines><ContentItem "
            "Href='http://p.example/1'><MediaType FormalName='Photo'/></ContentItem></NewsComponent>"
            "</NewsComponent></NewsItem>"
        )

    bodies = articles().map(lambda article: nitf.dumps([article], now=NOW))
    return st.lists(bodies, max_size=2).map(
        lambda found: f"<NewsML Version='1.2'><NewsEnvelope/>{''.join(map(item, found))}</NewsML>".encode()
    )


def _feeds() -> st.SearchStrategy[bytes]:
    """Feeds with full texts, in RSS and in Atom."""

    def item(article: Article) -> str:
        words = "".join(f"<p>{escape(text)}</p>" for text in article.paragraphs)
        return (
            f"<item><title>{escape(article.headline or '')}</title><guid>{escape(article.id or '')}</guid>"
            f"<dc:creator>{escape(article.byline or '')}</dc:creator><content:encoded>{escape(words)}</content:encoded>"
            "<media:content medium='image' url='http://p.example/1'><media:credit>EPA</media:credit></media:content></item>"
        )

    def entry(article: Article) -> str:
        words = "".join(f"<p>{escape(text)}</p>" for text in article.paragraphs)
        return f"<entry><title>{escape(article.headline or '')}</title><content type='xhtml'>{words}</content></entry>"

    rss = "<rss xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:media='http://search.yahoo.com/mrss/' "
    rss += "xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>A</title>"
    atom = "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><title>A</title>"
    return st.lists(articles(), max_size=3).flatmap(
        lambda found: st.sampled_from(
            [
                f"{rss}{''.join(map(item, found))}</channel></rss>".encode(),
                f"{atom}{''.join(map(entry, found))}</feed>".encode(),
            ]
        )
    )


def _dumps() -> st.SearchStrategy[bytes]:
    return st.binary() | dumps().map(lambda text: text.encode("utf-8", "surrogatepass"))


def _wires(header: str, above: str, below: str) -> st.SearchStrategy[bytes]:
    """Messages of a wire around the paragraphs of articles."""

    def message(article: Article) -> str:
        text = "\n\n".join(article.paragraphs)
        return f"{header}{above.format(article.headline or 'a')}\n{text}\n\x03{below}\n\x04"

    encodings = st.sampled_from(["utf-8", "cp1252"])
    return st.tuples(st.lists(articles(), min_size=1, max_size=3), encodings).map(
        lambda drawn: "\n".join(map(message, drawn[0])).encode(drawn[1], "replace")
    )


def _navigadoc() -> st.SearchStrategy[bytes]:
    """Documents of blocks, alone and in an array."""

    def document(article: Article) -> dict[str, object]:
        texts = [{"type": "core/text", "data": {"text": escape(text)}} for text in article.paragraphs]
        head = {"type": "core/text", "role": "heading-1", "data": {"text": escape(article.headline or "")}}
        authors = [{"type": "core/author", "rel": "author", "title": each.name} for each in article.authors]
        slug = {"type": "tt/slugline", "value": article.slugline or ""}
        return {
            "uuid": article.id or "",
            "type": "core/article",
            "title": "a",
            "content": [head, *texts],
            "meta": [slug],
            "links": authors,
        }

    found = st.lists(articles(), min_size=1, max_size=3).map(lambda drawn: list(map(document, drawn)))
    return (found | found.map(lambda documents: documents[0])).map(lambda value: json.dumps(value).encode())


def _iptc7901() -> st.SearchStrategy[bytes]:
    return _wires("\x01abc001 3 POL 20  dpa 1\n\nA/b/\n", "\x02{} =\n\nBern (dpa) - A ship.\n", "310001 GMT Jul 97")


def _anpa() -> st.SearchStrategy[bytes]:
    header = "\x16\x16\x01W2870\x1fasian\nu i\x13\x11 BC-EU--Bridge     11-13 1049\n"
    return _wires(header, "\x02^BC-EU--Bridge,20<\n^{}<\n\t   BERN (AP) _ A ship.\n", "AP-WF-11-13-13 1509GMT<")


def record(body: bytes, **headers: str) -> bytes:
    """Return a WARC record; `Target_URI="a:b"` is its header `WARC-Target-URI`."""
    lines = [
        f"{'Content-Type' if name == 'kind' else 'WARC-' + name.replace('_', '-')}: {value}"
        for name, value in headers.items()
    ]
    head = "\r\n".join(["WARC/1.0", *lines, f"Content-Length: {len(body)}"])
    return head.encode() + b"\r\n\r\n" + body + b"\r\n\r\n"


def _crawls() -> st.SearchStrategy[bytes]:
    """WARC files with texts, answers of servers and other records, packed or not."""
    texts = (st.binary() | dumps().map(lambda text: text.encode("utf-8", "surrogatepass"))).map(
        lambda text: record(text, Type="conversion", Target_URI="https://bay.example/1", kind="text/plain")
    )
    answers = st.binary().map(
        lambda body: record(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + body, Type="response", kind="application/http"
        )
    )
    others = st.binary(max_size=30).map(lambda body: record(body, Type="warcinfo"))
    records = st.lists(texts | answers | others, min_size=1, max_size=4)
    packings = (
        b"".join,
        lambda found: b"".join(map(gzip.compress, found)),
        lambda found: gzip.compress(b"".join(found)),
    )
    return st.tuples(st.sampled_from(packings), records).map(lambda drawn: drawn[0](drawn[1]))


def _tables() -> st.SearchStrategy[bytes]:
    """Tables of page texts: JSON Lines, a JSON array, and values between commas or tabs."""
    row = st.fixed_dictionaries(
        {"text": st.none() | st.text() | dumps()},
        optional={
            "url": st.none() | st.sampled_from(["https://bay.example/1", "//", ""]),
            "title": st.none() | st.text(max_size=9),
            "language": st.sampled_from(["en", "deu", "?", None, 3]),
            "date": st.sampled_from(["2024-05-01", "2024-05-01T10:00:00+14:30", "soon", None, 3]),
            "meta": st.sampled_from([None, {"url": "a:b"}, '{"url": "a:b"}', "{"]),
        },
    )
    rows = st.lists(row, min_size=1, max_size=3)

    def separated(rows: list[dict[str, object]], separator: str) -> bytes:
        file = StringIO()
        names = list(dict.fromkeys(name for row in rows for name in row))
        writer = csv.DictWriter(file, names, delimiter=separator)
        writer.writeheader()
        writer.writerows(rows)
        return file.getvalue().encode("utf-8", "surrogatepass")

    return rows.flatmap(
        lambda rows: st.sampled_from(
            [
                "".join(f"{json.dumps(row)}\n" for row in rows).encode(),
                json.dumps(rows, indent=1).encode(),
                separated(rows, ","),
                separated(rows, "\t"),
            ]
        )
    )


OTHERS: dict[str, Callable[[], st.SearchStrategy[bytes]]] = {
    "anpa": _anpa,
    "feed": _feeds,
    "iptc7901": _iptc7901,
    "jsonld": _pages,
    "navigadoc": _navigadoc,
    "newsml1": _newsml1,
    "rawdump": _dumps,
    "rows": _tables,
    "warc": _crawls,
    "wet": _crawls,
}
"""Documents of a format that newsdoc does not write, or not so."""
