"""Other libraries on the same work, as far as they do it; what each of them does not do is said in the docs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from html import escape
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any

from attrs import Factory, frozen
from cattrs.gen import make_dict_structure_fn

import corpus
from measure import Result, at_least, compared, missing
from newsdoc import Article, Paragraph, iter_read, write
from newsdoc.formats import newsml, rawdump
from newsdoc.formats.json.convert import BLOCK_TYPES
from newsdoc.model import Block
from setting import STORY, Setting

__all__ = ["html_page", "rows"]

_PAGES = 20  # articles that are looked for in pages, one after the other


def rows(setting: Setting) -> Iterator[Result]:
    """Measure against each library that is installed."""
    for peer, measure in _PEERS.items():
        try:
            name = f"{peer} {version(peer)}"
            yield from measure(setting, name)
        except ImportError as error:  # PackageNotFoundError is one
            yield missing(f"newsdoc against {peer}", peer, str(error).split("\n")[0])


# --- orjson and cattrs, which load articles that somebody else has found already ---


@frozen
class PlainSource:
    """Our `Source` without its checks."""

    name: str
    role: str | None = None


@frozen
class PlainCaption:
    """Our `Caption`, with what a dump says of it, without its checks."""

    text: str | None = None
    credit: str | None = None
    sources: list[PlainSource] = Factory(list)


@frozen
class PlainArticle:
    """Our `Article`, with what the dumps measured here say of it, without its checks."""

    headline: str | None = None
    body: list[str] = Factory(list)
    captions: list[PlainCaption] = Factory(list)
    sources: list[PlainSource] = Factory(list)


def _orjson(setting: Setting, name: str) -> Iterator[Result]:
    from cattrs.preconf.orjson import make_converter

    name = f"{name} + cattrs {version('cattrs')}"
    dump, lines = setting.corpus("mixed"), setting.folder / "articles.jsonl"
    write(iter_read(dump), lines)
    plain = make_converter(detailed_validation=False)
    ours = _taught(make_converter(detailed_validation=False))
    if list(_loaded(ours, Article, lines)) != list(iter_read(dump)):
        yield missing("dump → articles", name, "it gives other articles")
        return
    sources: dict[str, Callable[[], object]] = {
        "mixed dump → articles": lambda: setting.read(dump),
        "mixed JSONL → articles": lambda: setting.read(lines),
    }
    for what, run in sources.items():
        goal = at_least(1.2) if "dump" in what else None
        for cls, converter, classes in ((Article, ours, "our classes"), (PlainArticle, plain, "plain classes")):
            yield compared(
                what,
                run,
                f"{name}, JSONL to {classes}",
                partial(_load, converter, cls, lines),
                setting.rounds,
                goal if cls is Article else None,
                dump.stat().st_size,
            )


def _loaded(converter: Any, cls: type, path: Path) -> Iterator[object]:
    with path.open("rb") as file:
        for line in file:
            yield converter.loads(line, cls)


def _load(converter: Any, cls: type, path: Path) -> None:
    for _ in _loaded(converter, cls, path):
        pass


def _taught(converter: Any) -> Any:
    """Teach a converter what it cannot know of our model: a block may be a string, and a time a date."""

    def block(value: Any, _: Any) -> Any:
        return value if type(value) is str else converter.structure(value, BLOCK_TYPES[value["type"]])

    def moment(value: Any, _: Any) -> Any:
        if not isinstance(value, str):
            return None
        return date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)

    converter.register_structure_hook_func(lambda wanted: wanted in (Block, str | Paragraph), block)
    converter.register_structure_hook_func(lambda wanted: wanted in (datetime | None, datetime | date | None), moment)
    converter.register_structure_hook(Article, make_dict_structure_fn(Article, converter))
    return converter


# --- newsmlg2, which gives the document's elements as objects ---


def _newsmlg2(setting: Setting, name: str) -> Iterator[Result]:
    from NewsMLG2 import NewsMLG2Document

    data = newsml.dumps([STORY]).encode()
    document = NewsMLG2Document(data)
    if newsml.loads(document.to_xml_string()) != [STORY]:
        yield missing("NewsML-G2", name, "it writes another story")
        return
    yield compared(
        "NewsML-G2 → articles, one story",
        lambda: newsml.loads(data),
        name,
        lambda: NewsMLG2Document(data).get_item(),
        setting.rounds,
    )
    yield compared(
        "articles → NewsML-G2, one story",
        lambda: newsml.dumps([STORY]),
        name,
        document.to_xml_string,
        setting.rounds,
    )


# --- trafilatura, which finds the article in an HTML page ---


def html_page(story: corpus.Story) -> str:
    """Give a story as a web page of the usual kind: the article, and around it what every page of a site has."""
    pictures = "".join(
        f'<figure><img src="/{number}.jpg" alt=""><figcaption>{escape(picture.line)}</figcaption></figure>\n'
        for number, picture in enumerate(story.captions)
    )
    paragraphs = "".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in story.body)
    links = "".join(
        f'<li><a href="/{name.lower()}">{name}</a></li>' for name in ("World", "Business", "Opinion", "Sport")
    )
    return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{escape(story.headline)} | The Orvale Gazette</title>
<meta property="og:title" content="{escape(story.headline)}"><meta property="og:site_name" content="The Orvale Gazette">
<link rel="stylesheet" href="/site.css"><script>var page = 1;</script></head>
<body><header><nav><ul>{links}</ul></nav></header>
<main><article><h1>{escape(story.headline)}</h1>
{pictures}{paragraphs}</article></main>
<aside><h2>Most read</h2><ul>{links}</ul></aside>
<footer><p>© The Orvale Gazette. All rights reserved.</p><ul>{links}</ul></footer>
</body></html>
"""


def _trafilatura(setting: Setting, name: str) -> Iterator[Result]:
    from trafilatura import bare_extraction

    dumps = list(islice(corpus.articles("english", setting.seed), _PAGES))
    pages = [html_page(story) for story in islice(corpus.stories("english", setting.seed), _PAGES)]

    def find(fast: bool) -> None:
        for page in pages:
            bare_extraction(page, with_metadata=True, fast=fast)

    for remark, fast in (("", False), (", fast=True", True)):
        yield compared(
            f"{_PAGES} English pages, one after the other",
            lambda: [rawdump.loads(dump) for dump in dumps],
            f"{name}{remark}",
            partial(find, fast),
            setting.rounds,
        )


_PEERS = {"orjson": _orjson, "newsmlg2": _newsmlg2, "trafilatura": _trafilatura}
