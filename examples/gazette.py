"""A layout of your own, as a file for `--dialect`: the newsletter of the Orvale Gazette.

    newsdoc convert examples/pages/newsletter.txt --dialect examples/gazette.py:newsletter -t jsonl

Each story of the newsletter has a number and its headline in capitals, perhaps a line `Picture: …`, perhaps a line that
begins with `by `, then paragraphs. A row of dashes ends it; what follows the last one is furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from newsdoc.dialects import Label

# 2. FERRY SAILS AGAIN
HEADLINE = re.compile(r"\d+\. [A-Z0-9 ,’'-]+$")
# Picture: The ferry on Tuesday. (ACME)
PICTURE = re.compile(r"Picture: ")


def newsletter(lines: Iterable[str]) -> Iterator[Label]:
    """Label each line; the framework keeps the text, so a wrong label can lose nothing."""
    inside = False
    for each in lines:
        line = each.strip()
        if not line:
            yield Label("blank", new=False)
        elif HEADLINE.match(line):
            inside = True
            yield Label("headline", article=True, part=(line.index(" ") + 1, len(line)))
        elif not inside or set(line) == {"-"}:
            inside = False
            yield Label("furniture")
        elif PICTURE.match(line):
            yield Label("caption", part=(len("Picture: "), len(line)))
        elif line.startswith("by "):
            yield Label("byline")
        else:
            yield Label("paragraph")
