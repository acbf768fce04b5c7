"""A judge of ninjs: IPTC's own schemas, with the formats that jsonschema leaves to others enforced here.

Written from RFC 3339 and RFC 3986, apart from the code under test.
"""

from __future__ import annotations

import json
import re
from calendar import monthrange
from functools import cache

from jsonschema import FormatChecker
from jsonschema.validators import validator_for
from referencing import Registry, Resource

from shared import shared

_GEOJSON = "https://geojson.org/schema/GeoJSON.json"
_TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|[+-](\d\d):(\d\d))")
_PCHAR = r"(?:[\w.~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})"
_URI = re.compile(
    rf"[A-Za-z][A-Za-z0-9+.-]*:(?://(?:{_PCHAR})*(?:/{_PCHAR}*)*|/?(?:{_PCHAR}+(?:/{_PCHAR}*)*)?)"
    rf"(?:\?(?:{_PCHAR}|[/?])*)?(?:#(?:{_PCHAR}|[/?])*)?",
    re.ASCII,
)
_formats = FormatChecker(())


@_formats.checks("date-time")
def _is_time(value):
    found = _TIME.fullmatch(value) if isinstance(value, str) else None
    if not isinstance(value, str) or not found:
        return not isinstance(value, str)
    year, month, day, hour, minute, second, ahead, behind = (int(part or 0) for part in found.groups())
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(max(year, 1), month)[1]:
        return False
    return hour < 24 and minute < 60 and second <= 60 and ahead < 24 and behind < 60


@_formats.checks("uri")
def _is_uri(value):
    return not isinstance(value, str) or _URI.fullmatch(value) is not None


@cache
def _validator(version):
    folder = shared("schemas/ninjs")
    schema = json.loads((folder / f"ninjs-schema_{version}.json").read_text())
    geojson = Resource.from_contents(json.loads((folder / "GeoJSON-schema.json").read_text()))
    registry = Registry().with_resources([(_GEOJSON, geojson)])
    return validator_for(schema)(schema, registry=registry, format_checker=_formats)


def problems(document, version="3.1"):
    """Return the errors of a document against the schema."""
    return [f"{error.json_path}: {error.message}" for error in _validator(version).iter_errors(document)]
