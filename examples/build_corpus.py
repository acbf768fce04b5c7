"""Build a corpus of clean paragraphs from page texts; each paragraph says from which lines of which file it came.

    build_corpus.py crawl/ corpus.jsonl 0.9

Only articles with at least this confidence are taken, and a paragraph that came before is left out. A line of the
corpus is `{"text": …, "language": …, "file": …, "lines": [first, last], "confidence": …}`, with lines counted from 1.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from newsdoc import Page, Quote, read


def paragraphs(page: Page, least: float) -> Iterator[dict[str, Any]]:
    """Yield the paragraphs and quotes of the articles that are sure."""
    for article, origins, confidence in zip(page, page.origins, page.confidence, strict=True):
        if confidence < least:
            continue
        for number, block in enumerate(article.body):
            if isinstance(block, str | Quote):
                ((start, stop), *_) = origins[f"body[{number}]"]
                text = block if isinstance(block, str) else block.text
                yield {
                    "text": text,
                    "language": article.language,
                    "lines": [start + 1, stop],
                    "confidence": round(confidence, 3),
                }


def main(folder: str, target: str, least: float) -> None:
    seen: set[bytes] = set()
    with Path(target).open("w", encoding="utf-8") as out:
        for path in sorted(Path(folder).rglob("*.txt")):
            for row in paragraphs(read(path, format="rawdump"), least):
                key = sha256(row["text"].encode()).digest()
                if key not in seen:
                    seen.add(key)
                    out.write(json.dumps({**row, "file": str(path)}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
