"""No link runs a script: its words stay, and it is reported."""

from __future__ import annotations

import json
from html import escape

import pytest

from newsdoc.formats import json as newsdoc_json
from newsdoc.formats import jsonl, jsonld, newsml, newsml1, ninjs, nitf

UNSAFE = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "java\r\nscript:alert(1)",
    "javascript\t:alert(1)",
    "javascript://host.example/%0Aalert(1)",
    "vbscript:MsgBox(1)",
    "VBSCRIPT:MsgBox(1)",
    "data:text/html,words",
    "Data:text/html;base64,PGI+",
]
SAFE = [
    "https://a.example/javascript:b",
    "mailto:ann@a.example",
    "urn:data:a",
    "javascripts:a",
    "https://a.example/?data:b",
]

G2 = '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html></inlineXML></contentSet></newsItem>'  # noqa: E501
DOCUMENTS = {
    nitf: lambda text: f"<nitf><body><body.content>{text}</body.content></body></nitf>",
    newsml: G2.format,
    newsml1: lambda text: (
        "<NewsML><NewsItem><NewsComponent><ContentItem><DataContent><nitf><body><body.content>"
        f"{text}</body.content></body></nitf></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"
    ),
    ninjs: lambda text: json.dumps({"uri": "a:b", "body_xhtml": text}),
    jsonld: lambda text: json.dumps({"@type": "NewsArticle", "articleBody": text}),
}


def own(href):
    marks = [{"kind": "link", "start": 4, "stop": 6, "href": href}]
    item = {"type": "paragraph", "text": "see it now", "marks": [*marks, {"kind": "strong", "start": 4, "stop": 6}]}
    return {
        "headline": "A",
        "body": [{"type": "quote", "text": "see it now", "marks": marks}, {"type": "list", "items": [item]}],
    }


def hrefs(article):
    blocks = [part for block in article.body for part in getattr(block, "items", [block])]
    return [mark.href for block in blocks for mark in getattr(block, "marks", ()) if mark.kind == "link"]


def read(verbs, href):
    heard = []
    paragraph = f'<p>see <a href="{escape(href)}">it</a> now</p>'
    (article,) = verbs.loads(DOCUMENTS[verbs](paragraph), report=heard.append)
    assert article.text == "see it now"
    return hrefs(article), [each.code for each in heard if each.code.startswith("repair.link")]


@pytest.mark.parametrize("href", UNSAFE)
@pytest.mark.parametrize("verbs", DOCUMENTS)
def test_a_link_that_may_run_a_script_is_its_words(verbs, href):
    assert read(verbs, href) == ([], ["repair.link"])


@pytest.mark.parametrize("href", SAFE)
@pytest.mark.parametrize("verbs", DOCUMENTS)
def test_any_other_link_stays(verbs, href):
    assert read(verbs, href) == ([href], [])


@pytest.mark.parametrize("href", UNSAFE)
def test_newsdocs_own_json_keeps_the_words_too(href):
    for verbs, document in ((newsdoc_json, [own(href)]), (jsonl, own(href))):
        heard = []
        (article,) = verbs.loads(json.dumps(document), report=heard.append)
        assert article.text == "see it now\n\nsee it now"
        assert hrefs(article) == []
        assert [mark.kind for mark in article.body[1].items[0].marks] == ["strong"]
        assert [each.code for each in heard] == ["repair.link"] * 2
        assert [each.path.partition(".")[2] for each in heard] == ["body[0]", "body[1].items[0]"]


@pytest.mark.parametrize("href", SAFE)
def test_newsdocs_own_json_keeps_any_other(href):
    assert hrefs(newsdoc_json.loads(json.dumps([own(href)]))[0]) == [href, href]
