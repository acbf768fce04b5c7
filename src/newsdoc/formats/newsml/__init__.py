"""NewsML-G2, IPTC's XML for news items and packages: read in every 2.x version, written as valid 2.35.

One article is written as a newsItem, several as a newsMessage. Reading takes newsItem, packageItem and newsMessage with
the text as XHTML, HTML, NITF or plain text; items that are not news are skipped. Nothing is lost in writing; in
reading, every repair and everything left out is reported. The documentation's mapping page lists element by element
what goes where.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from itertools import chain
from typing import BinaryIO

from newsdoc import unchecked
from newsdoc.diagnostics import Diagnostic, Report, ignore
from newsdoc.errors import ModelError, ReadError, WriteError
from newsdoc.files.streams import write_all
from newsdoc.formats import Articles, Concatenation, as_articles, times
from newsdoc.formats.builder import report_notes
from newsdoc.formats.identity import House
from newsdoc.formats.newsml.catalogs import Catalogs, own_schemes, read_catalogs
from newsdoc.formats.newsml.choose import choose_fields
from newsdoc.formats.newsml.item import Item
from newsdoc.formats.newsml.join import join_items
from newsdoc.formats.newsml.parse import NEWS, OTHER, Parsed, parse_item
from newsdoc.formats.newsml.pictures import Picture
from newsdoc.formats.newsml.write import message_end, message_start, news_item
from newsdoc.formats.times import writing_time
from newsdoc.formats.xml import parse as xml
from newsdoc.formats.xml.parse import line_of
from newsdoc.losses import losses
from newsdoc.model import Article

__all__ = ["concatenation", "dump", "dumps", "iterload", "load", "loads", "read_catalogs"]

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_NUMBER = "\0"  # stands for an item's number until it is known; XML has no such character


def loads(
    data: str | bytes,
    *,
    report: Report = ignore,
    timezone: times.Zone = None,
    catalogs: Mapping[str, str] | None = None,
) -> list[Article]:
    """Read the articles of a document.

    `timezone` is that of times that name none. `catalogs` has the addresses of schemes by alias, for QCodes whose
    scheme the document does not declare; `read_catalogs` makes it of catalog files.
    """
    fp, encoding = xml.decoded(data, "newsml")
    return list(_articles(fp, report, encoding, timezone, catalogs))


def load(
    fp: BinaryIO, *, report: Report = ignore, timezone: times.Zone = None, catalogs: Mapping[str, str] | None = None
) -> list[Article]:
    """Read the articles of a binary file."""
    return list(_articles(fp, report, None, timezone, catalogs))


def iterload(
    fp: BinaryIO, *, report: Report = ignore, timezone: times.Zone = None, catalogs: Mapping[str, str] | None = None
) -> Iterator[Article]:
    """Read a binary file article by article, in memory for about a hundred of them."""
    return _articles(fp, report, None, timezone, catalogs)


def dumps(
    articles: Articles,
    *,
    report: Report = ignore,
    now: datetime | None = None,
    residual: bool = True,
    guid: str | None = None,
    provider: str | None = None,
    generator: str = "newsdoc",
    catalog: Catalogs | None = None,
) -> str:
    """Write articles: one as a newsItem, several as a newsMessage.

    Without `residual`, values for which the standard has no place are lost, and reported. `guid` is the pattern of the
    id of an article that has none, such as `urn:newsml:bay.example:{date}:{hash}`. `provider` is the name of the
    provider of an article without a publisher; like the `generator`, it is not read back. `catalog` has the schemes of
    the provider, as addresses by alias or as a catalog file: the document declares them, and codes name their concepts.
    """
    house = House.of(residual=residual, guid=guid, provider=provider, generator=generator, schemes=own_schemes(catalog))
    return b"".join(_pieces(articles, now, house, report)).removeprefix(_DECLARATION).decode()


def dump(
    articles: Articles,
    fp: BinaryIO,
    *,
    report: Report = ignore,
    now: datetime | None = None,
    residual: bool = True,
    guid: str | None = None,
    provider: str | None = None,
    generator: str = "newsdoc",
    catalog: Catalogs | None = None,
) -> None:
    """Write articles to a binary file, one at a time, in UTF-8."""
    house = House.of(residual=residual, guid=guid, provider=provider, generator=generator, schemes=own_schemes(catalog))
    write_all(fp, _pieces(articles, now, house, report))


# --- reading ---


def _articles(
    fp: BinaryIO, report: Report, encoding: str | None, timezone: times.Zone, catalogs: Mapping[str, str] | None
) -> Iterator[Article]:
    number = 0
    choose = partial(
        choose_fields, is_reported=report is not ignore, zone=times.zone_of(timezone), schemes=catalogs or {}
    )
    for item in join_items(_items(fp, report, encoding, choose)):
        if item.is_skipped:
            for note in item.builder.notes:
                report(note._replace(path=None))
            continue
        article = _build(item)
        if report is not ignore:
            report_notes(item.builder.notes, number, report)
        yield article
        number += 1


def _items(fp: BinaryIO, report: Report, encoding: str | None, choose: Callable[[Parsed], Item]) -> Iterator[Item]:
    for element in xml.items(fp, (*NEWS, *OTHER, "newsMessage"), "newsml", report, encoding=encoding):
        name, line = xml.local_name(element.tag), line_of(element)
        if name in NEWS:
            try:
                item = choose(parse_item(element))
            except ModelError as error:
                report(Diagnostic("error.item", f"an item cannot be read: {error}", line))
                continue
            yield item
        elif name in OTHER:
            report(Diagnostic("repair.skipped", f"a {name} is not a news item; it was skipped", line))
        elif name != "newsMessage":
            raise ReadError(f"the root element is {name}, which is not NewsML-G2", format="newsml", line=line or 1)


def _build(item: Item) -> Article:
    """Return the article of an item.

    It is not checked again: a parser gives no character that XML forbids, and reading has folded and trimmed each text.
    """
    for picture in sorted(item.pictures, key=_place) if item.pictures else ():
        item.builder.caption(
            picture.text,
            picture.credit,
            picture.url,
            sources=picture.sources,
            anchor=picture.anchor,
            make=unchecked.caption,
        )
    return item.builder.build_unchecked()


def _place(picture: Picture) -> int:
    return -1 if picture.anchor is None else picture.anchor


# --- writing ---


def concatenation(
    now: datetime | None = None,
    *,
    guid: str | None = None,
    provider: str | None = None,
    generator: str = "newsdoc",
    catalog: Catalogs | None = None,
) -> Concatenation:
    """Return how serialised newsItems become a document; all of them have `now` as their time of writing."""
    return _concatenation(
        now, House.of(guid=guid, provider=provider, generator=generator, schemes=own_schemes(catalog))
    )


def _concatenation(now: datetime | None, house: House) -> Concatenation:
    time = writing_time(now).isoformat()
    return Concatenation(partial(_item, time=time, house=house), partial(_frame, time=time))


def _pieces(articles: Articles, now: datetime | None, house: House, report: Report) -> Iterator[bytes]:
    way = _concatenation(now, house)
    found = as_articles(articles)
    if house.residual or report is ignore:
        return way.frame(map(way.serialise, found))
    return way.frame(_reported(found, way, report))


def _reported(articles: Iterable[Article], way: Concatenation, report: Report) -> Iterator[bytes]:
    """Yield the items, and report what each does not give back."""
    for number, article in enumerate(articles):
        item = way.serialise(article)
        for loss in losses([article], loads(_numbered(item, 1))):
            path = loss.path and f"$[{number}]{loss.path.removeprefix('$[0]')}"
            report(loss._replace(path=path, article=number))
        yield item


def _item(article: Article, *, time: str, house: House) -> bytes:
    return news_item(article, _NUMBER, time, house).encode()


def _frame(items: Iterable[bytes], *, time: str) -> Iterator[bytes]:
    """Yield the items, numbered and framed; the second item shows that there are several."""
    rest = iter(items)
    first, second = next(rest, None), next(rest, None)
    if first is None:  # what cannot be written at all leaves nothing behind
        raise WriteError("there is no article, and a NewsML-G2 document holds at least one")
    yield _DECLARATION
    if second is None:
        yield _numbered(first, 1)
        return
    yield message_start(time).encode()
    for number, item in enumerate(chain([first, second], rest), 1):
        yield _numbered(item, number)
    yield message_end().encode()


def _numbered(item: bytes, number: int) -> bytes:
    return item.replace(_NUMBER.encode(), str(number).encode())
