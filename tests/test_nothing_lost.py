"""Every word of a real document's text is in an article or in a report.

Text is what stands between the tags of XML, and the strings of JSON. Machine data are left out by name: their values
become times, numbers, addresses and roles, and are tested elsewhere. Items that are no news, such as concepts and
plans, are skipped as a whole, which a report says. A word in capitals is the same word, and so is one that is written
with a reference.
"""

from __future__ import annotations

import html
import json
import re
from importlib import import_module

import attrs
import pytest
from lxml import etree

from newsdoc.errors import NewsdocError
from shared import shared

_WORD = re.compile(r"[^\W_]+")

NO_NEWS = {
    "catalog", "catalogItem", "concept", "conceptItem", "conceptSet", "group", "groupSet", "knowledgeItem",
    "header", "itemClass", "planningItem", "scheme", "schemeMeta", "TopicSet",
}  # fmt: skip
"""Elements of items that are no news and of their parts, and what a message says of its own way."""

MACHINE = {
    # NewsML-G2: times, identifiers, file names, technical data
    "altId", "altLoc", "contentCreated", "contentModified", "embargoed", "expires", "fileName", "filename",
    "firstCreated", "generator", "hierarchyInfo", "origin", "priority", "provider", "sent", "sender", "timestamp",
    "transmitId", "versionCreated",
    # NewsML 1
    "BasisForChoice", "DateAndTime", "DateId", "DateLabel", "DateLineDate", "FirstCreated", "NewsItemId",
    "NewsProduct", "ProviderId", "PublicIdentifier", "RevisionId", "SentFrom", "SentTo", "SizeInBytes",
    "ThisRevisionCreated", "TransmissionId", "Url",
    # JSON
    "$standard", "@context", "@id", "@type", "_id", "altIds", "audience", "bitrate", "byte_size", "code", "desk_names",
    "format",
    "frequency", "language", "literal", "mimetype", "products", "profile", "pubstatus", "rel", "representationType",
    "representationtype", "role", "scanType", "scheme", "services", "standard", "transportProtocol", "type", "uri",
    "version", "videoCodec",
}  # fmt: skip
"""Elements and properties whose text is for machines."""

MACHINE_NAMES = {"renditions", "associations"}
"""Properties in which `name` is a key."""

NO_NEWS_TYPES = {"event", "plannedItem", "planning", "plan", "planneditem"}


def document_texts(data: bytes) -> list[str]:
    """Return the texts of a document that are for people."""
    if data.lstrip()[:1] == b"<":
        return [*_element_texts(_root(data))]
    value = json.loads(data)
    items = value if isinstance(value, list) else [value]
    return [text for item in items if not is_plan(item) for text in _strings(item)]


def _root(data):
    try:
        data.decode()
        encoding = "utf-8"  # whatever the document says
    except UnicodeDecodeError:
        encoding = None
    return etree.fromstring(data, etree.XMLParser(remove_comments=True, remove_pis=True, encoding=encoding))


def _element_texts(element):
    local = str(element.tag).rpartition("}")[2]
    if local in NO_NEWS or local in ("script", "style"):
        return
    if element.text and local not in MACHINE:
        yield re.sub(r"<style.*?</style>|\.\w+\s*\{[^{}]*\}|<[^<>]*>", " ", element.text, flags=re.DOTALL)
    for child in element:
        yield from _element_texts(child)
        if child.tail:
            yield child.tail


def is_plan(item):
    kinds = {str(item.get(key, "")).lower() for key in ("type", "representationtype", "representationType")}
    return any(kind.lower() in kinds for kind in NO_NEWS_TYPES) or {"plannedCoverage", "eventDetails"} & item.keys()


def _strings(value, key="", above=""):
    if isinstance(value, dict):
        for name, item in value.items():
            if name not in MACHINE and not (name == "name" and {key, above} & MACHINE_NAMES):
                yield from _strings(item, name, key)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item, key, above)
    elif isinstance(value, str) and not _is_machine_value(value):
        yield re.sub(r"<[^<>]*>", " ", value)


def _is_machine_value(text):
    """Return True for a text that is a number, an address, a time or a code."""
    return not re.search(r"[^\W\d_]", text) or (len(text.split()) == 1 and bool(re.search(r"[:/\d]", text)))


def article_texts(value):
    """Return every string and number anywhere in an article."""
    if isinstance(value, (tuple, list)):
        return [text for part in value for text in article_texts(part)]
    if attrs.has(type(value)):
        return [text for each in attrs.fields(type(value)) for text in article_texts(getattr(value, each.name))]
    return [] if value is None else [str(value)]


def words(texts):
    return _WORD.findall(html.unescape(" ".join(texts)).casefold())


def lost_words(name, data):
    """Return the words of a document that are in no article and in no report."""
    reports = []
    module = import_module(f"newsdoc.formats.{name}")
    try:
        articles = module.loads(data, report=lambda diagnostic: reports.append(diagnostic.message))
    except NewsdocError as error:
        articles = []
        reports.append(str(error))
    said = words([*article_texts(articles), *reports])
    known, letters = set(said), "".join(said)
    # Inside a line, markup may part a word, and scripts without spaces have none.
    return {word for word in words(document_texts(data)) if word not in known and word not in letters}


def _samples():
    folders = {"newsml-g2": "newsml", "nitf": "nitf", "newsml-1": "newsml1", "ninjs": "ninjs", "other-json": "ninjs"}
    try:
        return [
            (name, path) for folder, name in folders.items() for path in sorted(shared(f"samples/{folder}").iterdir())
        ]
    except pytest.skip.Exception:
        return []


SAMPLES = _samples()


def test_the_samples_are_here():
    shared("samples")
    assert len(SAMPLES) > 200


@pytest.mark.parametrize(("name", "path"), SAMPLES, ids=[path.name for _, path in SAMPLES])
def test_every_word_is_in_an_article_or_in_a_report(name, path):
    assert lost_words(name, path.read_bytes()) == set()
