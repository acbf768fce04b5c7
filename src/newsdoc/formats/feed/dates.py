"""Read the times of feeds: RSS writes them as e-mail does, Atom as ISO 8601."""

from __future__ import annotations

import re

from newsdoc.formats import times

__all__ = ["read"]

_FIRST_YEAR = 1000
# Wed, 01 May 2024 10:00:00 +0200
_RFC_822 = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} "
    r"\d\d:\d\d(?::\d\d)? (?:[+-]\d{4}|GMT|UTC|UT|Z|E[SD]T|C[SD]T|M[SD]T|P[SD]T)"
).fullmatch


def read(text: str) -> times.Reading:
    """Read a time; the forms of RSS and of Atom are both right."""
    value, repaired = times.read(text)
    if value is not None and value.year < _FIRST_YEAR:  # WordPress gives drafts the year -0001
        return None, True
    return value, repaired and (value is None or _RFC_822(text.strip()) is None)
