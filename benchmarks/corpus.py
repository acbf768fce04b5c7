"""Dumps to measure with: any number of invented articles, no two alike, and the same bytes for the same seed.

    python benchmarks/corpus.py OUT.txt --kind mixed --size 500M --seed 1

`english`, `arabic` and `mixed` have the layout of `seeds/asharq-al-awsat.txt`, which is by far the most common one;
`irregular` has any of the layouts that newsdoc knows, article by article, in both languages. A few hundred articles are
made with room for a number and then printed again and again, each time with the next one in every line, which makes
hundreds of megabytes a second.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from random import Random
from typing import NamedTuple

from words import ARABIC, ENGLISH, Choices, Language

__all__ = ["KINDS", "LAYOUTS", "Picture", "Story", "articles", "chunks", "size", "stories", "write"]

KINDS = ("irregular", "english", "arabic", "mixed")
"""The corpora, the one with the structures of real pages first."""

POOL = 400  # articles that are made
_NUMBER = "#"


class Picture(NamedTuple):
    """A caption: the line that is printed, and what it says."""

    line: str
    text: str
    credit: str | None


class Story(NamedTuple):
    """What the generator means: what newsdoc has to find."""

    headline: str
    captions: tuple[Picture, ...]
    body: tuple[str, ...]
    deck: str | None = None

    def numbered(self, number: str) -> Story:
        """Give the story with a number in all its lines."""
        captions = tuple(
            Picture(line.replace(_NUMBER, number), text.replace(_NUMBER, number), credit)
            for line, text, credit in self.captions
        )
        body = tuple(paragraph.replace(_NUMBER, number) for paragraph in self.body)
        deck = self.deck and self.deck.replace(_NUMBER, number)
        return Story(self.headline.replace(_NUMBER, number), captions, body, deck)


# --- how a story is printed ---


def _joined(head: str, story: Story, *, gap: str = "\n\n", end: str = "\n\n\n\n") -> str:
    return f"{head}\n\n{gap.join(story.body)}{end}"


def _twice(story: Story) -> str:
    """Print each caption twice, or the headline where there is none."""
    return "\n".join(f"{picture.line}\n{picture.line}" for picture in story.captions) or story.headline


def _head(story: Story, control: str = "\nTT\n20") -> str:
    """Print the «doubled head»: headline and captions, the control, and both again."""
    deck = f"{story.deck}\n\n" if story.deck else ""
    return f"{story.headline}\n\n{deck}{_twice(story)}{control}\n\n{story.headline}\n\n{_twice(story)}"


def _with_spaces(story: Story) -> str:
    """Print no-break spaces after both headlines, and a space before the first caption."""
    spaced = story._replace(headline=f"{story.headline}\u00a0\u00a0")
    return _joined(_head(spaced).replace("\n\n", "\n\n ", 1), story)


def _with_picture_in_body(story: Story) -> str:
    first, second = story.captions
    half = len(story.body) // 2
    body = (*story.body[:half], f"{second.line}\n{second.line}", *story.body[half:])
    return _joined(_head(story._replace(captions=(first,))), story._replace(body=body))


def _once(story: Story) -> str:
    return _joined(f"{story.headline}\n\n{_twice(story)}\nTT", story)


def _dated(story: Story) -> str:
    head = f"Asharq Al-Awsat\n\n{story.headline}\n\n{story.headline}\n\nMonday, 3 February, 2020 - 10:15"
    return _joined(f"{head}\n{story.captions[0].line}", story)


def _archive(story: Story) -> str:
    head = f"Asharq Al-Awsat\n\n{story.headline} | Asharq Al-Awsat English Archive\nSelect Page"
    return _joined(f"{head}\nMedia ID: 5512\nCaption:\n\n{story.captions[0].line}\n", story)


class Layout(NamedTuple):
    """How a story is printed, and what of it there is room for."""

    page: Callable[[Story], str]
    captions: int = 1
    deck: bool = False

    def room(self, story: Story) -> Story:
        """Give the story with as many captions as are printed, and its deck only if that is."""
        return story._replace(captions=story.captions[: self.captions], deck=story.deck if self.deck else None)


LAYOUTS = {
    "seed": Layout(lambda story: _joined(_head(story), story)),
    "TT alone": Layout(lambda story: _joined(_head(story, "\nTT"), story)),
    "no control": Layout(lambda story: _joined(_head(story, ""), story)),
    "deck": Layout(lambda story: _joined(_head(story), story), deck=True),
    "two captions": Layout(lambda story: _joined(_head(story), story), captions=2),
    "no caption": Layout(lambda story: _joined(_head(story), story), captions=0),
    "single newlines": Layout(lambda story: _joined(_head(story), story, gap="\n")),
    "one blank line after": Layout(lambda story: _joined(_head(story), story, end="\n\n")),
    "spaces around lines": Layout(_with_spaces),
    "picture in the body": Layout(_with_picture_in_body, captions=2),
    "headline once": Layout(_once),
    "dated": Layout(_dated),
    "archive": Layout(_archive),
}
"""The layouts by name; `seed` is that of the three regular corpora."""


# --- how a story is made ---


def _line(random: Random, choices: Choices, number: str = "") -> str:
    return " ".join(map(random.choice, choices)).replace(_NUMBER, _NUMBER + number)


def _paragraph(random: Random, language: Language, number: int) -> str:
    sentences = [_line(random, language.openings, f"{number:02}")]
    sentences += [_line(random, language.sentences) for _ in range(random.randint(0, 2))]
    return " ".join(sentences)


def _picture(random: Random, language: Language, number: int) -> Picture:
    """Make a caption; most credits stand in brackets after the full stop."""
    text = f"{_line(random, language.captions, str(number))}."
    credit = random.choice(language.credits)
    shape = random.randint(0, 9)
    if shape == 0:
        return Picture(text, text, None)
    if shape == 1:
        return Picture(f"{text[:-1]} ({credit})", text[:-1], credit)
    if shape == 2:
        return Picture(f"{text} {credit}", text, credit)
    return Picture(f"{text} ({credit})", text, credit)


def _story(random: Random, languages: tuple[Language, ...]) -> Story:
    """Make a story, in one language or with paragraphs in either."""
    main = random.choice(languages)
    others = languages if random.randint(0, 3) == 0 else (main,)
    body = [_paragraph(random, random.choice(others), number) for number in range(random.randint(7, 18))]
    captions = (_picture(random, main, 1), _picture(random, main, 2))
    return Story(_line(random, main.headlines), captions, tuple(body), _line(random, main.decks))


_LANGUAGES = {"english": (ENGLISH,), "arabic": (ARABIC,)}


def _pool(kind: str, seed: int) -> list[tuple[Story, str]]:
    random = Random(f"{kind} {seed}")
    layouts = tuple(LAYOUTS) if kind == "irregular" else ("seed",)
    languages = _LANGUAGES.get(kind, (ENGLISH, ARABIC))
    pool = []
    for _ in range(POOL):
        layout = LAYOUTS[random.choice(layouts)]
        story = layout.room(_story(random, languages))
        pool.append((story, layout.page(story)))
    return pool


# --- what is asked for ---


def stories(kind: str, seed: int = 1) -> Iterator[Story]:
    """Give what the articles of a corpus mean, without end."""
    pool = _pool(kind, seed)
    return (pool[number % POOL][0].numbered(str(number)) for number in count(1))


def articles(kind: str, seed: int = 1) -> Iterator[str]:
    """Print the articles of a corpus, without end."""
    pool = _pool(kind, seed)
    return (pool[number % POOL][1].replace(_NUMBER, str(number)) for number in count(1))


def chunks(kind: str, size: int, seed: int = 1) -> Iterator[bytes]:
    """Give whole articles until they are `size` bytes or more: the article that reaches the size is the last."""
    for article in articles(kind, seed):
        if size <= 0:
            return
        chunk = article.encode()
        size -= len(chunk)
        yield chunk


def write(path: Path, kind: str, size: int, seed: int = 1) -> Path:
    """Write a corpus to a file, and give its path."""
    with path.open("wb") as file:
        file.writelines(chunks(kind, size, seed))
    return path


def size(text: str) -> int:
    """Read a number of bytes such as `500M`; K, M and G are powers of ten."""
    unit = {"K": 10**3, "M": 10**6, "G": 10**9}.get(text[-1:].upper())
    return int(float(text[:-1]) * unit) if unit else int(text)


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a corpus of invented articles.")
    parser.add_argument("output", type=Path)
    parser.add_argument("--kind", choices=KINDS, default="mixed")
    parser.add_argument("--size", type=size, default=size("100M"), help="bytes, such as 500M (default: 100M)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write(options.output, options.kind, options.size, options.seed)


if __name__ == "__main__":
    main()
