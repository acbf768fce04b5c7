"""Turn the addresses of feeds into the URIs that the model holds."""

from __future__ import annotations

import re
from urllib.parse import quote

from newsdoc.checks import SCRIPT_SCHEMES, matches_uri
from newsdoc.text import cached

__all__ = ["absolute", "mail_uri", "mended", "runs_script"]

_is_mail = re.compile(r"[^\s@<>()]{1,64}@[^\s@<>()]{1,255}").fullmatch
_UNRESERVED = "%:/?#@!$&'()*+,;=-._~"


@cached  # the same few addresses come often
def absolute(address: str) -> tuple[str | None, bool]:
    """Return `address` as a URI, percent-encoded if needed, or `None` if it is not one; and True if it was changed."""
    trimmed = address.strip()
    if matches_uri(trimmed):
        return trimmed, False
    encoded = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", quote(trimmed, safe=_UNRESERVED, errors="replace"))
    head, sign, tail = encoded.partition("#")
    encoded = head + sign + tail.replace("#", "%23")
    return (encoded, True) if matches_uri(encoded) else (None, True)


def mended(address: str) -> str | None:
    """Return an address as a field of the model takes it, percent-encoded where needed; `None` if it is not a URI.

    >>> from newsdoc import uri
    >>> uri("https://news.example/a b")
    'https://news.example/a%20b'
    >>> uri("news.example") is None
    True
    """
    return absolute(address)[0]


def mail_uri(address: str) -> str | None:
    """Return an e-mail address as a URI: `ann@bay.example` as `mailto:ann@bay.example`; `None` for any other text."""
    found = _is_mail(address.strip())
    return absolute(f"mailto:{found[0]}")[0] if found else None


def runs_script(uri: str) -> bool:
    """Return True for an absolute URI that may run a script, in small or capital letters: it is not a link."""
    return uri.partition(":")[0].lower() in SCRIPT_SCHEMES
