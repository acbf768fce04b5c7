"""NewsML-G2 against lxml: reading against parsing alone, writing against building the same tree and printing it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree

from corpus import KINDS
from measure import Result, at_least, at_most, compared, missing
from newsdoc import Article
from newsdoc.formats import newsml
from setting import STORY, Setting

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests"))

import newsml_tree  # the plainest writer that gives the same document, which judges ours in the tests
from examples import FULL  # one article with something in every field

__all__ = ["rows"]

_NOW = datetime(2025, 3, 14, 9, 26, 53, tzinfo=UTC)
_MANY = 100  # articles of a message


def rows(setting: Setting) -> Iterator[Result]:
    """Measure messages of each corpus, one story, an article with every field, and the documents given, together."""
    some = {f"{kind}, {_MANY} articles": setting.articles(kind, _MANY) for kind in KINDS}
    some |= {"one story": [STORY], "every field": [FULL]}
    for name, articles in some.items():
        yield _written(name, articles, setting.rounds)
    for name, articles in some.items():
        yield _read(name, [newsml.dumps(articles, now=_NOW).encode()], setting.rounds)
    if documents := [data for path in setting.documents if _is_well_formed(data := path.read_bytes())]:
        yield _read(f"{len(documents)} documents", documents, setting.rounds, most=4)


def _written(name: str, articles: list[Article], rounds: int) -> Result:
    def tree() -> str | bytes:
        return etree.tostring(newsml_tree.document(articles, _NOW.isoformat()), encoding="unicode")

    if newsml_tree.canonical(newsml.dumps(articles, now=_NOW)) != newsml_tree.canonical(tree()):
        return missing(f"articles → NewsML-G2, {name}", "SubElement + tostring", "the documents differ")
    return compared(
        f"articles → NewsML-G2, {name}",
        lambda: newsml.dumps(articles, now=_NOW),
        "SubElement + tostring",
        tree,
        rounds,
        at_least(3),
    )


def _is_well_formed(data: bytes) -> bool:
    try:
        etree.fromstring(data)
    except etree.XMLSyntaxError:
        return False
    return True


def _read(name: str, documents: list[bytes], rounds: int, *, most: float = 3) -> Result:
    """Measure some documents, each read by itself."""
    return compared(
        f"NewsML-G2 → articles, {name}",
        lambda: [newsml.loads(data) for data in documents],
        "etree.fromstring",
        lambda: [etree.fromstring(data) for data in documents],
        rounds,
        at_most(most),
        sum(map(len, documents)),
    )
