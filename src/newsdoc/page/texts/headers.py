"""Read what tools write above the text of a page: a front matter, or the header of a mail or of a converter.

---                                             a front matter, as extractors write it
title: "Bridge Opens"
date: 2024-02-13
---
Title: Bridge Opens | Orvale Gazette            the header of a converter of pages to Markdown
URL Source: https://news.example/bridge
Markdown Content:
From: Ann Example <ann@news.example>            the header of a mail, which may have been sent on
Subject: Fwd: Bridge Opens
Date: Tue, 13 Feb 2024 10:02:11 +0100
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsdoc.page.dates import parse_date
from newsdoc.page.labels import Kind
from newsdoc.text import has_letter

__all__ = ["FIELDS", "FrontMatter", "read_front_matter"]

# title: "Bridge Opens"        author: Ann Example
_FIELD = re.compile(r"(?P<name>[a-z_]{2,20}):\s+(?P<quote>[\"']?)(?P<value>\S.*?)(?P=quote)\s*")
FIELDS: dict[str, Kind] = {
    "title": "headline",
    "author": "byline",
    "date": "date",
    "sitename": "site",
    "url": "site",
    "description": "deck",
}
"""The fields of a front matter that are read, and what they are of an article."""

_MOST_FIELDS = 40  # lines of a front matter
# Title: Bridge Opens | Orvale Gazette        Markdown Content:
_STATED = re.compile(r"(?P<name>Title|URL Source|Published Time|Markdown Content):\s*(?P<value>.*?)\s*")
_STATED_FIELDS = {"URL Source": "url", "Published Time": "date"}
# Subject: Fwd: Bridge Opens        Von: Ann Example <ann@news.example>
_HEADER = re.compile(r"[^\W\d_][^:：@]{0,20}[:：]\s*(?P<value>\S.*)")
_SENT_ON = re.compile(r"(?:[^\W\d_]{1,4}\s?[:：]\s*)+")
_ADDRESS = re.compile(r"[^\s@<>]@[^\s@<>]+\.\w")
_FEWEST, _MOST = 3, 12  # lines of a mail's header


class FrontMatter(NamedTuple):
    """What stands above a page's text, each field with its line and the columns of its value."""

    stop: int
    """The line below it."""

    fields: dict[str, tuple[str, int, tuple[int, int]]]

    said: str | None = None
    """The title of the page or of a mail: it is rather a hint than the headline."""

    @property
    def title(self) -> str | None:
        """The headline, if it has a name."""
        return self.fields["title"][0] if "title" in self.fields else None


def read_front_matter(lines: Sequence[str]) -> FrontMatter | None:
    """Read what a tool wrote above the text of a page; `None` if there is nothing of the kind."""
    first = next((line.strip() for line in lines[:_MOST] if line.strip()), "")
    if first == "---" == lines[0].strip():
        return _read_fenced(lines)
    if first.startswith("Title:"):
        return _read_stated(lines)
    return _read_mail(lines) if first[:2] == "--" or ":" in first or "：" in first else None


def _read_fenced(lines: Sequence[str]) -> FrontMatter | None:
    """Read fields between two lines `---`."""
    fields: dict[str, tuple[str, int, tuple[int, int]]] = {}
    # nested fields and lists are not read: what they say is in the lines
    for number, line in enumerate(lines[1:_MOST_FIELDS], 1):
        if line.strip() == "---":
            return None if fields.keys().isdisjoint(FIELDS) else FrontMatter(number + 1, fields)
        if found := _FIELD.fullmatch(line):
            fields.setdefault(found["name"], (found["value"].strip(), number, found.span("value")))
    return None


def _read_stated(lines: Sequence[str]) -> FrontMatter | None:
    """Read the header of a converter, down to the line `Markdown Content:`."""
    fields: dict[str, tuple[str, int, tuple[int, int]]] = {}
    said = None
    for number, line in enumerate(lines[:_MOST]):
        found = _STATED.fullmatch(line)
        if found is None and line.strip():
            return None
        if found and found["name"] == "Markdown Content":
            return FrontMatter(number + 1, fields, said)
        if found and found["name"] == "Title":
            said = found["value"]
        elif found and found["value"]:
            fields[_STATED_FIELDS[found["name"]]] = found["value"], number, found.span("value")
    return None


def _read_mail(lines: Sequence[str]) -> FrontMatter | None:
    """Read the header of a mail: lines with a name each.

    One of them has an address; the first one that has neither an address nor a day is the subject.
    """
    values = list[str]()
    stop = 0
    for number, value in _headers(lines):
        values.append(value)
        stop = number + 1
    if len(values) < _FEWEST or not any(map(_ADDRESS.search, values)):
        return None
    subjects = (value for value in values if not _ADDRESS.search(value) and parse_date(value) is None)
    bare = (_SENT_ON.sub("", value, count=1) for value in subjects)
    return FrontMatter(stop, {}, next(filter(has_letter, bare), None))


def _headers(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines of a mail's header, each with the value of its field, up to the first line of another kind."""
    # ---------- Forwarded message ---------
    first = next((at for at, line in enumerate(lines[:_MOST]) if line.strip() and line.strip()[:2] != "--"), len(lines))
    for number, line in enumerate(lines[first : first + _MOST], first):
        found = _HEADER.fullmatch(line.strip())
        if found is None:
            return
        yield number, found["value"]
