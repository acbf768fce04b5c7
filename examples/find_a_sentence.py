"""Find where some words of an article stand in the dump it came from."""

import sys
from collections.abc import Iterator

import newsdoc
from newsdoc import Page


def places(page: Page, words: str) -> Iterator[tuple[int, str]]:
    """Give line number, from 1, and field of every place that holds the words."""
    lines = page.text.split("\n")
    for index, origins in enumerate(page.origins):
        for field, ranges in origins.items():
            for start, stop in ranges:
                if words in "\n".join(lines[start:stop]):
                    yield start + 1, f"$[{index}].{field}"


if __name__ == "__main__":
    path, words = sys.argv[1:]
    for line, field in places(newsdoc.read(path, format="rawdump"), words):
        print(f"{path}:{line}: {field}")
