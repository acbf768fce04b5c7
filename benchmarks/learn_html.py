"""Learn the weights by which pages of HTML are read, and say how well they hold.

    python benchmarks/learn_html.py            the figures, with publishers left out in turn
    python benchmarks/learn_html.py --write    the same, and the weights of all pages into the module weights.py

The labelled pages are those of `$NEWSDOC_SHARED/pages` (default: `../shared/pages`). scikit-learn has to be installed;
newsdoc itself does not need it. Three sums are learnt, one after another: if a line by itself is of the story, if a
line beside the others in the element of the story is, and if the article is right.

A good reader is right on nearly all pages, and so teaches nothing about wrong articles. For the third sum, poor readers
read the pages, too. Each has learnt from a third of the publishers, has lost some signs at random, and reads the pages
of the other publishers.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import os
import random
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import exp
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from newsdoc.diagnostics import ignore
from newsdoc.formats.html import choose, read
from newsdoc.formats.html.evidence import evidence
from newsdoc.formats.html.head import read_head
from newsdoc.formats.html.headline import choose_headline
from newsdoc.formats.html.label import what_is_known
from newsdoc.formats.html.lines import Line, read_lines
from newsdoc.formats.html.parse import parsed_page, text_of_page

FOLDER = Path(os.environ.get("NEWSDOC_SHARED", "../shared")) / "pages"
MODULE = Path(__file__).parent.parent / "src/newsdoc/formats/html/weights.py"
FOLDS = 10
POOR_READERS = 40
LINE_PENALTY, ARTICLE_PENALTY = 5.0, 2.0
LEAST = 0.05
"""The least weight of a sign of a line; smaller ones are left out."""
GIVEN = {"no-headline": -2.0}
"""Weights of an article that cannot be learnt, since few pages are so."""
STEPS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)
"""The limits of confidence between which articles are counted."""
HEAD = '''"""The weights of what speaks for a line or an article, learnt by `python benchmarks/learn_html.py --write`.

Each is what one sign adds to the logarithm of the odds that a line is of the story, or that an article is right. The
pages are labelled ones of many publishers. Signs of a line that add little are left out.
"""

from __future__ import annotations

__all__ = ["ARTICLE", "INSIDE", "LINE"]
'''
TEXTS = {
    "LINE": "Signs of a line by itself: its width and its links in steps, its tag, the words of the elements near it.",
    "INSIDE": "The same signs, and those of a line beside the others in the element of the story.",
    "ARTICLE": "Signs of an article, from 0 to 1; `no-headline` is not learnt, since few pages are so.",
}

Weights = dict[str, float]


def load_scorer() -> Any:
    """Return the module that scores pages, from the folder of pages."""
    spec = importlib.util.spec_from_file_location("page_scorer", FOLDER / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["page_scorer"] = module
    spec.loader.exec_module(module)
    return module


S = load_scorer()
GOLD = json.loads((FOLDER / "gold.json").read_text("utf-8"))


# --- the labelled pages ---


class LabelledPage(NamedTuple):
    """A page with a kind for each line.

    `H` is a headline, `C` a caption, `P` the story, `b` beside the story (counted neither way), `x` anything else.
    """

    name: str
    publisher: str
    data: bytes
    lines: list[Line]
    kinds: list[str]
    known: choose.Known


def read_labelled_page(name: str, gold: Mapping[str, Any]) -> LabelledPage:
    """Return a page with its lines, labelled by its checked answers."""
    data = gzip.decompress((FOLDER / "html" / f"{name}.html.gz").read_bytes())
    root = parsed_page(text_of_page(data, None, ignore))
    assert root is not None
    lines, head = read_lines(root), read_head(root, None)
    known = what_is_known(root, lines, head, choose_headline(lines, head.titles, head.site))
    return LabelledPage(name, publisher(name), data, lines, kinds_of([line.text for line in lines], gold), known)


# de-ExampleZeitung_2024_05_01 and at-ExampleZeitung_2024_05_02 are of one publisher
def publisher(name: str) -> str:
    """Return the publisher of a page by its name, without the country."""
    return re.sub("^[a-z]+-|_20.*", "", name)


def kinds_of(texts: Iterable[str], gold: Mapping[str, Any]) -> list[str]:
    """Label lines by what they share with the checked answers."""
    story = S.union([*gold["paragraphs"], *gold["subheads"], *gold["summary"]])
    beside = S.union(gold["beside"])
    titles, captions = {S.letters(each) for each in gold["titles"]}, [S.letters(each) for each in gold["captions"]]
    kinds = []
    for text in texts:
        own, words = S.letters(text), S.shingles(text)
        if own in titles:
            kinds.append("H")
        elif own and any(own == caption or (len(own) > 20 and own in caption) for caption in captions):
            kinds.append("C")
        else:
            known = (("P", story), ("b", beside))
            kinds.append(next((kind for kind, whole in known if S.share(words, whole) >= 0.6), "x"))
    return kinds


def folds_of(pages: Sequence[LabelledPage], seed: int) -> dict[str, int]:
    """Share the publishers among the folds."""
    publishers = sorted({page.publisher for page in pages})
    random.Random(seed).shuffle(publishers)
    return {name: at % FOLDS for at, name in enumerate(publishers)}


# --- fitting ---


class Rows:
    """What is known of some lines or articles: their signs, the answer, how much each counts."""

    def __init__(self) -> None:
        self.signs: list[dict[str, float]] = []
        self.answers: list[bool] = []
        self.sizes: list[float] = []

    def add(self, signs: Iterable[str] | Mapping[str, float], answer: bool, size: float = 1.0) -> None:
        """Add a line or an article."""
        self.signs.append(dict(signs) if isinstance(signs, Mapping) else dict.fromkeys(signs, 1.0))
        self.answers.append(answer)
        self.sizes.append(size)


def fit(rows: Rows, penalty: float, least: float = 0.0) -> Weights:
    """Return the weights that explain the answers best; the greater the penalty, the nearer they are to zero."""
    vectors = DictVectorizer(dtype=np.float64)
    matrix = vectors.fit_transform(rows.signs)
    # one of the signs is true of everything, and is the intercept
    model = LogisticRegression(C=1 / penalty, fit_intercept=False, solver="newton-cg", max_iter=200, tol=1e-6)
    model.fit(matrix, rows.answers, sample_weight=rows.sizes)
    found = zip(vectors.get_feature_names_out(), model.coef_[0], strict=True)
    return {name: round(float(weight), 2) for name, weight in found if abs(weight) >= least}


def size_of(line: Line) -> float:
    """Return how much a line counts: long ones count more, by their width."""
    return min(3.0, max(0.3, line.width / 100))


def learn_line(pages: Iterable[LabelledPage]) -> Weights:
    """Return the weights of the signs that a line has by itself."""
    rows = Rows()
    for page in pages:
        for line, kind in zip(page.lines, page.kinds, strict=True):
            if kind not in "Hb" and not choose.is_plainly_furniture(line):
                rows.add(choose.line_features(line, page.known), kind == "P", size_of(line))
    return fit(rows, LINE_PENALTY, LEAST)


def learn_inside(pages: Iterable[LabelledPage], line: Weights) -> Weights:
    """Return the weights of the signs that a line has in the element of the story, as the first weights choose it."""
    rows = Rows()
    with patch.object(choose, "LINE", line):
        for page in pages:
            first = [choose.first_weight(each, page.known) for each in page.lines]
            box = choose.find_box(page.lines, first, page.known.head)
            inside = choose.inside_features(page.lines, first, box, page.known) if box else []
            for index, signs in inside:
                if page.kinds[index] not in "Hb":
                    rows.add(signs, page.kinds[index] == "P", size_of(page.lines[index]))
    return fit(rows, LINE_PENALTY, LEAST)


def learn_lines(pages: Sequence[LabelledPage]) -> tuple[Weights, Weights]:
    """Return the weights of lines by themselves, and of lines in the element of the story."""
    line = learn_line(pages)
    return line, learn_inside(pages, line)


def learn_article(readings: Iterable[Reading]) -> Weights:
    """Return the weights of the signs of an article."""
    rows = Rows()
    for reading in readings:
        if reading.signs:
            rows.add(reading.signs, reading.result.good)
    return fit(rows, ARTICLE_PENALTY) | GIVEN


# --- reading ---


class Reading(NamedTuple):
    """A page as it was read: what the scorer says, and the signs of its article, if it has one."""

    publisher: str
    result: Any
    signs: dict[str, float]


def read_pages(pages: Iterable[LabelledPage], line: Weights, inside: Weights) -> Iterator[Reading]:
    """Yield pages as they are read with some weights."""
    signs: dict[str, float] = {}

    def watched(*arguments: Any) -> dict[str, float]:
        signs.update(evidence(*arguments))
        return signs

    for page in pages:
        signs = {}
        with patch.multiple(choose, LINE=line, INSIDE=inside), patch.object(read, "evidence", watched):
            found = S.attempted(S.read_html, page.data)
        result = S.score_page(page.name, "html", "html", GOLD[page.name], None, found)
        yield Reading(page.publisher, result, signs if found.articles else {})


def read_in_turn(pages: Sequence[LabelledPage]) -> Iterator[Reading]:
    """Yield all pages, each read with the weights that the other publishers' pages teach."""
    folds = folds_of(pages, 1)
    for fold in range(FOLDS):
        others = [page for page in pages if folds[page.publisher] != fold]
        yield from read_pages([page for page in pages if folds[page.publisher] == fold], *learn_lines(others))


def read_poorly(pages: Sequence[LabelledPage]) -> Iterator[Reading]:
    """Yield pages as poor readers read them."""
    publishers = sorted({page.publisher for page in pages})
    chance = random.Random(7)
    for _ in range(POOR_READERS):
        known = set(chance.sample(publishers, len(publishers) // 3))
        line, inside = learn_lines([page for page in pages if page.publisher in known])
        lost = chance.uniform(0.15, 0.3)
        yield from read_pages(
            [page for page in pages if page.publisher not in known],
            without_some(line, lost, chance),
            without_some(inside, lost, chance),
        )


def without_some(learnt: Weights, lost: float, chance: random.Random) -> Weights:
    """Return weights without some of them; those of the width and of the first sum stay."""
    stays = ("bias", "size", "first")
    return {name: weight for name, weight in learnt.items() if name.startswith(stays) or chance.random() > lost}


# --- the figures ---


def set_confidence(readings: Sequence[Reading], folds: Mapping[str, int]) -> None:
    """Give each article the confidence that the readings of other publishers' pages teach."""
    for fold in range(FOLDS):
        learnt = learn_article(reading for reading in readings if folds[reading.publisher] != fold)
        for reading in readings:
            if folds[reading.publisher] == fold and reading.signs:
                total = sum(learnt.get(name, 0.0) * value for name, value in reading.signs.items())
                reading.result.confidence = round(1 / (1 + exp(-total)), 2)


def report(readings: Iterable[Reading]) -> None:
    """Print how often articles of each confidence are right."""
    results = [reading.result for reading in readings if reading.signs]
    good = [result.confidence for result in results if result.good]
    bad = [result.confidence for result in results if not result.good]
    print(f"{len(results)} articles, {len(good) / len(results):.0%} right")
    if (likelihood := S.likelihood(good, bad)) is not None:
        print(f"a right one has a higher confidence than a wrong one with a probability of {likelihood:.2f}")
    for low, high in pairwise(STEPS):
        inside = [result.good for result in results if low <= result.confidence < high]
        if inside:
            print(f"confidence {low} to {high}: {len(inside)} articles, {sum(inside) / len(inside):.0%} right")


def main() -> None:
    """Learn, score and report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help=f"write {MODULE.name}")
    arguments = parser.parse_args()
    pages = [read_labelled_page(name, gold) for name, gold in GOLD.items()]
    unseen, poor = [*read_in_turn(pages)], [*read_poorly(pages)]
    set_confidence([*unseen, *poor], folds_of(pages, 3))
    print("Each page read with the weights that the other publishers' pages teach\n")
    S.print_html([reading.result for reading in unseen])
    report(unseen)
    print("\nPages read by poor readers\n")
    report(poor)
    if arguments.write:
        line, inside = learn_lines(pages)
        tables = {"LINE": line, "INSIDE": inside, "ARTICLE": learn_article([*unseen, *poor])}
        MODULE.write_text("\n".join([HEAD, *(table(name, learnt) for name, learnt in tables.items())]), "utf-8")


def table(name: str, learnt: Weights) -> str:
    """Return weights as a table of the module."""
    lines = ["   "]
    for sign, weight in sorted(learnt.items()):
        item = f' "{sign}": {weight},'
        if len(lines[-1] + item) > 118:
            lines.append("   ")
        lines[-1] += item
    return "\n".join([f"{name}: dict[str, float] = {{", *lines, "}  # fmt: skip", f'"""{TEXTS[name]}"""', ""])


if __name__ == "__main__":
    main()
