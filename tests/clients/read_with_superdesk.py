"""Read documents with the parsers of Superdesk, and print the items as one JSON object by file name.

    python read_with_superdesk.py FOLDER

This runs in an environment of its own, with `requirements.txt` beside this file: Superdesk wants versions of its
libraries that are years old. Nothing of Superdesk is changed; what its server would give the parsers (settings, its
lists of subjects and cities) is empty, or what comes with the package.
"""

import asyncio
import contextlib
import json
import logging
import sys
import types
from pathlib import Path

asyncio.coroutine = types.coroutine  # newer Pythons have no such name, and Superdesk uses it where it is imported
logging.disable(logging.WARNING)

import flask  # noqa: E402
import superdesk  # noqa: E402
from lxml import etree  # noqa: E402
from superdesk.io.feed_parsers import newsml_2_0  # noqa: E402
from superdesk.io.feed_parsers.ninjs import NINJSFeedParser  # noqa: E402
from superdesk.io.feed_parsers.nitf import NITFFeedParser  # noqa: E402
from superdesk.io.iptc import subject_codes  # noqa: E402


class Vocabularies:
    """The lists of a newsroom that has none yet."""

    def find_one(self, **_):
        return None


class Cities:
    """The list of cities of a newsroom that has none yet."""

    def find_cities(self, **_):
        return []


class WithTopics(newsml_2_0.NewsMLTwoFeedParser):
    """The parser as a newsroom sets it up that works with media topics."""

    NAME = "newsml2-topics"
    SUBJ_QCODE_PREFIXES = types.MappingProxyType({"subj": None, "medtop": "mediatopic"})


def items(path):
    """Return what Superdesk reads from a file, by the parser."""
    if path.name.endswith(".ninjs.json"):
        return {"ninjs": NINJSFeedParser().parse(str(path))}
    root = etree.fromstring(path.read_bytes())
    if root.tag == "nitf":
        return {"nitf": NITFFeedParser().parse(root)}
    parsers = {"newsml": newsml_2_0.NewsMLTwoFeedParser(), "topics": WithTopics()}
    return {name: parser.parse(root) for name, parser in parsers.items() if parser.can_parse(root)}


@contextlib.contextmanager
def newsroom():
    """Give the parsers what they ask of a server."""
    app = flask.Flask("clients")
    app.subjects = subject_codes
    app.locators = Cities()
    superdesk.app = newsml_2_0.app = app
    superdesk.get_resource_service = newsml_2_0.get_resource_service = lambda _: Vocabularies()
    with app.app_context():
        yield


def main():
    with newsroom():
        found = {path.name: items(path) for path in sorted(Path(sys.argv[1]).iterdir())}
    json.dump(found, sys.stdout, default=lambda value: value.isoformat())


if __name__ == "__main__":
    main()
