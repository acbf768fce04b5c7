"""Addresses as feeds give them, made into the URIs that the model holds; no opinion about what they lead to."""

from __future__ import annotations

import re
from urllib.parse import quote

from newsdoc.checks import SCRIPT_SCHEMES, URI_PATTERN
from newsdoc.text import cached

__all__ = ["absolute", "runs_script"]

# Possessive, as the model has it: no character of a run can also begin an escape, so a run need never be given back.
_uri = re.compile(URI_PATTERN.replace("]|%", "]++|%")).fullmatch
_UNRESERVED = "%:/?#@!$&'()*+,;=-._~"


@cached  # the same few addresses come again and again
def absolute(address: str) -> tuple[str | None, bool]:
    """Give `address` as a URI, percent-encoded where it must be, and whether it was changed; `None` if it is none."""
    trimmed = address.strip()
    if _uri(trimmed):
        return trimmed, False
    encoded = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", quote(trimmed, safe=_UNRESERVED, errors="replace"))
    if encoded.count("#") > 1:
        head, _, tail = encoded.partition("#")
        encoded = head + "#" + tail.replace("#", "%23")
    return (encoded, True) if _uri(encoded) else (None, True)


def runs_script(uri: str) -> bool:
    """Say whether an absolute URI may run a script, whatever its letters: then it is no link."""
    return uri.partition(":")[0].lower() in SCRIPT_SCHEMES
