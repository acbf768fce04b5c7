"""Hints: what is known of a page before it is read."""

from __future__ import annotations

from datetime import date

from attrs import define

__all__ = ["Hints"]


@define(frozen=True, kw_only=True)
class Hints:
    """What a crawl, a table or the head of an HTML page tells of a page. Every field may be absent.

    Hints are kept beside a page and change none of its articles yet.
    """

    title: str | None = None
    """The title of the page, perhaps with the name of the site."""

    url: str | None = None
    """The address of the page."""

    language: str | None = None
    """The language of the page, as a BCP 47 tag."""

    published: date | None = None
    """When the page says it was published, a `date` or a `datetime`; never when it was crawled."""

    site: str | None = None
    """The name of the site."""
