"""Learn the weights of evidence on pages of which no layout knows the head, and say how well they hold.

    python benchmarks/learn.py            the figures, with publishers left out in turn
    python benchmarks/learn.py --docs     the same, and the tables of docs/any-page.md
    python benchmarks/learn.py --write    the same, and the weights of all pages into the table page-weights.txt

The labelled pages are those of `$NEWSDOC_SHARED/pages` (default: `../shared/pages`). scikit-learn has to be installed;
newsdoc itself does not need it. Three sums are learnt, one after another, each on what the one before chose for pages
that it had not seen: if a line is of the story, if a line is the headline, and if the article is right.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from labelled import FOLDER, load_scorer
from newsdoc.page.layouts import chance, evidence, headlines
from newsdoc.page.layouts.choose import choose
from newsdoc.page.layouts.weights import Weights as Table
from newsdoc.page.texts import read_texts
from newsdoc.page.texts.headers import read_front_matter
from newsdoc.text import fold
from table import grid, inserted

TABLE = Path(__file__).parent.parent / "src/newsdoc/page/data/page-weights.txt"
DOCS = Path(__file__).parent.parent / "docs/any-page.md"
FOLDS = 6
PENALTIES = {"body": 0.1, "headline": 0.8, "page": 0.15}
KINDS = {"H": "H", "P": "P", "P+": "P", "S": "P", "D": "P", "C": "C", "_": " "}
HEADS = {
    "body": "What each piece of evidence says about a line: log-odds that it is of the story (`evidence.py`).",
    "headline": "The same about a line above the story: log-odds that it is the headline (`headlines.py`).",
    "page": "The same about an article: log-odds that it is right (`chance.py`).",
}

Weights = dict[str, dict[str, float]]


S = load_scorer()
GOLD = json.loads((FOLDER / "gold.json").read_text("utf-8"))
LAYOUTS = json.loads((FOLDER / "layouts/gold.json").read_text("utf-8"))


class Sample(NamedTuple):
    """A labelled page: `H` headline, `P` story, `C` caption, `b` beside the story, `x` anything else, or blank."""

    input: str
    name: str
    publisher: str
    keys: list[str]
    kinds: list[str]
    weight: float

    @property
    def page(self) -> evidence.PageLines:
        """The page as the general layout sees it."""
        texts = read_texts(self.keys, self.keys, self.top)
        return evidence.PageLines(
            texts.texts, texts.below_blank, [self.title] if self.title else [], levels=texts.levels
        )

    @property
    def top(self) -> int:
        """The line below the front matter."""
        matter = read_front_matter(self.keys)
        return matter.stop if matter else 0

    @property
    def title(self) -> str | None:
        """The title of the front matter."""
        matter = read_front_matter(self.keys)
        return matter.title if matter else None

    @property
    def labels(self) -> list[str]:
        """The kind of each text of the page."""
        lines = read_texts(self.keys, self.keys, self.top).lines
        return [self.kinds[start] for start, _ in lines]


def text_samples() -> Iterable[Sample]:
    """Yield the texts that extractors made of pages, labelled by their checked answers."""
    for extractor in (name for names in S.FAMILIES.values() for name in names if name != "html"):
        for name, gold in GOLD.items():
            keys = [fold(line) for line in read_page(extractor, name).split("\n")]
            if any(keys):
                yield Sample(extractor, name, publisher(name), keys, kinds_of(keys, gold), 1.0)


def read_page(extractor: str, name: str) -> str:
    """Return the text that an extractor made of a page."""
    return (FOLDER / "text" / extractor / f"{name}.txt").read_bytes().decode()


def publisher(name: str) -> str:
    """Return the publisher of a page by its name."""
    return re.sub(r"_20.*", "", name)


def kinds_of(keys: Sequence[str], gold: dict[str, Any]) -> list[str]:
    """Label lines by what they share with the checked answers."""
    story = S.union([*gold["paragraphs"], *gold["subheads"], *gold["summary"]])
    known = (("P", story), ("b", S.union(gold["beside"])), ("C", S.union([*gold["captions"], *gold["alternatives"]])))
    kinds = []
    for key in keys:
        words = S.shingles(key) if key else frozenset()
        if key and len(key) < 300 and S.headline_mark(key, gold["titles"]) in ("right", "suffix"):
            kinds.append("H")
        else:
            kinds.append(next((kind for kind, whole in known if S.share(words, whole) >= 0.6), "x") if key else " ")
    return kinds


def layout_samples() -> Iterable[Sample]:
    """Yield the pages of many outlets with a kind for each line."""
    for name, gold in LAYOUTS.items():
        if not gold["outlet"].startswith(S.SEED):
            keys = [fold(text) for _, text in gold["lines"]]
            kinds = [
                KINDS.get(re.sub(r"[:\d].*", "", kind), "x") if key else " "
                for (kind, _), key in zip(gold["lines"], keys, strict=True)
            ]
            yield Sample("layouts", name, gold["outlet"], keys, kinds, 2.5)


def shortened(sample: Sample) -> Sample | None:
    """Return a page with a few of its paragraphs, and the furniture near them: small pages are rare among these."""
    story = [at for at, kind in enumerate(sample.kinds) if kind == "P"]
    most = 2 + sum(map(ord, sample.name)) % 3
    if len(story) < 3:
        return None
    heads = [at for at, kind in enumerate(sample.kinds) if kind == "H" and at < story[0]]
    kept, last = {*story[:most], *heads[-1:]}, story[:most][-1]
    lines = [
        at
        for at in range(min(len(sample.keys), last + 25))
        if at in kept or (sample.kinds[at] != "P" and (at < 3 or any(abs(at - near) <= 10 for near in kept)))
    ]
    return sample._replace(
        input="shortened", keys=[sample.keys[at] for at in lines], kinds=[sample.kinds[at] for at in lines], weight=0.5
    )


def unechoed(sample: Sample) -> Sample | None:
    """Return a page of which the headline stands once, right above the story, and no title: such are rare, too."""
    story = [at for at, kind in enumerate(sample.kinds) if kind == "P"]
    heads = [at for at, kind in enumerate(sample.kinds) if kind == "H"]
    above = [at for at in heads if story and at < story[min(2, len(story) - 1)]]
    if not above or (len(above) == 1 and above[0] == 0):
        return None
    kept = above[-1]
    title = fold(sample.keys[kept])
    lines = [
        at
        for at in range(len(sample.keys))
        if at == kept or (at not in heads and (at != 0 or at == kept) and title not in sample.keys[at])
    ]
    return sample._replace(
        input="unechoed", keys=[sample.keys[at] for at in lines], kinds=[sample.kinds[at] for at in lines], weight=0.5
    )


def all_samples() -> list[Sample]:
    """Return all pages to learn from."""
    whole = [*text_samples(), *layout_samples()]
    cut = [
        shortened(each)
        for each in whole
        if each.input in ("wet", "inscriptis", "newspaper4k-title", "resiliparse-main")
    ]
    bare = [unechoed(each) for each in whole if each.input in ("wet", "inscriptis", "layouts")]
    return [*whole, *filter(None, cut), *filter(None, bare)]


# --- fitting ---


class Rows(NamedTuple):
    """What is known of some lines or pages: the names of their evidence, the answer, their weight and their fold."""

    names: list[list[str]]
    answers: list[bool]
    weights: list[float]
    folds: list[int]


def fit(rows: Rows, part: str, leave_out: int | None) -> dict[str, float]:
    """Return the weights that explain the answers best, without those of one fold."""
    chosen = [at for at, fold_ in enumerate(rows.folds) if fold_ != leave_out]
    vectors = DictVectorizer(dtype=np.float32)
    matrix = vectors.fit_transform([dict.fromkeys(rows.names[at], 1) for at in chosen])
    model = LogisticRegression(max_iter=600, C=PENALTIES[part])
    model.fit(matrix, [rows.answers[at] for at in chosen], sample_weight=[rows.weights[at] for at in chosen])
    found = {
        name: round(float(weight), 2)
        for name, weight in zip(vectors.get_feature_names_out(), model.coef_[0], strict=True)
    }
    found["any"] = round(found.get("any", 0.0) + float(model.intercept_[0]), 2)
    return {name: weight for name, weight in found.items() if weight}


class Choices(NamedTuple):
    """What could be chosen on some pages: the evidence about each line, the answers, a weight and a fold a page."""

    names: list[list[list[str]]]
    answers: list[list[bool]]
    weights: list[float]
    folds: list[int]


def fit_choice(choices: Choices, part: str, leave_out: int | None) -> dict[str, float]:
    """Return the weights that make the right choice of each page likeliest, or none where none is right.

    The candidates of a page stand against one another, and against «none» with the log-odds 0.
    """
    pages = [at for at, fold_ in enumerate(choices.folds) if fold_ != leave_out and choices.names[at]]
    vectors = DictVectorizer(dtype=np.float64)
    matrix = vectors.fit_transform([dict.fromkeys(names, 1) for at in pages for names in choices.names[at]]).tocsr()
    owner = np.repeat(np.arange(len(pages)), [len(choices.names[at]) for at in pages])
    right = np.array([answer for at in pages for answer in choices.answers[at]], float)
    weight = np.array([choices.weights[at] for at in pages])
    none = np.array([not any(choices.answers[at]) for at in pages], float)

    def loss(found: Any) -> tuple[float, Any]:
        odds = matrix @ found
        most = np.zeros(len(pages))
        np.maximum.at(most, owner, odds)
        size = np.exp(odds - most[owner])
        all_ = np.bincount(owner, size, len(pages)) + np.exp(-most)
        good = np.bincount(owner, size * right, len(pages)) + np.exp(-most) * none
        likelihood = (weight * (np.log(good + 1e-300) - np.log(all_))).sum()
        slope = matrix.T @ (weight[owner] * (size * right / (good[owner] + 1e-300) - size / all_[owner]))
        return found @ found / 2 - PENALTIES[part] * likelihood, found - PENALTIES[part] * slope

    best = minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    found = {name: round(float(weight), 2) for name, weight in zip(vectors.get_feature_names_out(), best, strict=True)}
    return {name: weight for name, weight in found.items() if weight}


CURRENT: Weights = {"body": {}, "headline": {}, "page": {}}


def current(part: str) -> Table:
    """Return the weights that are being tried, in the place of those of the table."""
    return Table(CURRENT[part])


for module in (evidence, headlines, chance):
    module.weights = current


def body_rows(samples: Sequence[Sample], folds: dict[str, int]) -> Rows:
    """Return the evidence about all lines that may be prose; each page weighs as much as another, by its letters."""
    rows = Rows([], [], [], [])
    for sample in samples:
        page, labels = sample.page, sample.labels
        asked = [at for at in range(len(page.texts)) if page.may_be_prose(at)]
        sizes = [0.0 if labels[at] == "b" else min(len(page.texts[at]), 300) / 100 + 0.1 for at in asked]
        for at, size in zip(asked, sizes, strict=True):
            rows.names.append(page.evidence(at))
            rows.answers.append(labels[at] == "P")
            rows.weights.append(size / (sum(sizes) or 1) * 30 * sample.weight)
            rows.folds.append(folds[sample.publisher])
    return rows


def headline_choices(samples: Sequence[Sample], folds: dict[str, int], learnt: Sequence[Weights]) -> Choices:
    """Return the evidence about all lines that may be headlines, above stories chosen without their own publishers."""
    choices = Choices([], [], [], [])
    for sample in samples:
        CURRENT.update(learnt[folds[sample.publisher]])
        page, labels = sample.page, sample.labels
        asked = headlines.headline_evidence(page, choose(page).story)
        choices.names.append([names for _, names in asked])
        choices.answers.append([labels[at] == "H" for at, _ in asked])
        choices.weights.append(sample.weight)
        choices.folds.append(folds[sample.publisher])
    return choices


# --- scoring ---


def score(folds: dict[str, int], learnt: Sequence[Weights]) -> list[tuple[Any, list[str] | None, int]]:
    """Read and score all pages with weights of other publishers; return results, the evidence about each, its fold."""
    seen: list[list[str]] = []
    original = chance.page_evidence

    def watched(*arguments: Any) -> list[str]:
        seen.append(original(*arguments))
        return seen[-1]

    chance.page_evidence = watched
    scored = []
    for input_, name, fold_, text in pages(folds):
        CURRENT.update(learnt[fold_])
        seen.clear()
        read = S.attempted(S.read_text, text)
        if input_ == "layouts":
            result = S.score_surrogate(name, LAYOUTS[name], read)
        else:
            family = next(family for family, members in S.FAMILIES.items() if input_ in members)
            result = S.score_page(name, input_, family, GOLD[name], text, read)
        scored.append((result, seen[-1] if seen else None, fold_))
    chance.page_evidence = original
    return scored


def pages(folds: dict[str, int]) -> Iterable[tuple[str, str, int, str]]:
    """Yield all pages to score: input, name, fold and text."""
    for extractor in (name for names in S.FAMILIES.values() for name in names if name != "html"):
        for name in GOLD:
            if (text := read_page(extractor, name)).strip():
                yield extractor, name, folds[publisher(name)], text
    for name, gold in LAYOUTS.items():
        yield "layouts", name, folds.get(gold["outlet"], 0), (FOLDER / "layouts" / f"{name}.txt").read_bytes().decode()


def report(scored: Sequence[tuple[Any, list[str] | None, int]]) -> None:
    """Print the figures of the scorer, and how often articles of each confidence are right."""
    results = [result for result, *_ in scored]
    texts = [result for result in results if result.input != "layouts"]
    S.print_reading(S.grouped(texts, lambda result: result.input), "extractor")
    S.print_reading(S.grouped(texts, lambda result: result.family) | {"all texts": texts}, "family")
    layouts = [result for result in results if result.input == "layouts"]
    others = [result for result in layouts if result.family != "seed outlet"]
    S.print_layouts(S.grouped(layouts, lambda result: result.family) | {"~ all but the seed's": others})
    for step, counts in by_confidence(scored).items():
        print(
            f"confidence {step / 10}: {sum(counts.values())} articles, {counts[True] / sum(counts.values()):.2f} right"
        )


def inputs_table(results: Iterable[Any]) -> str:
    """Return what each kind of input gives, in per cent, as a table for the docs."""
    groups = S.grouped([result for result in results if result.verdict != "empty"], lambda result: result.family)
    heading = ("input", "made by", "pages", "right", "headline, where printed", "text")
    rows = []
    for family, members in groups.items():
        found, printed = S.figures(members).headlines
        rows.append(
            [
                family,
                ", ".join(S.FAMILIES[family]),
                str(len(members)),
                percent(sum(result.good for result in members), len(members)),
                percent(found, printed),
                percent(sum(result.body_good for result in members), len(members)),
            ]
        )
    return grid(heading, rows)


def calibration_table(scored: Sequence[tuple[Any, list[str] | None, int]]) -> str:
    """Return how many articles of each confidence are right, and how well it parts them, for the docs."""
    known = [result for result, names, _ in scored if names]
    right, wrong = ([each.confidence for each in known if each.good is good] for good in (True, False))
    steps = by_confidence(scored)
    heading = ("confidence", "articles", "of these right")
    rows = [
        [f"{at / 10} to {at / 10 + 0.1:.1f}", str(counts.total()), percent(counts[True], counts.total())]
        for at, counts in steps.items()
    ]
    return (
        f"{grid(heading, rows)}\n\nA right article has a higher confidence than a wrong one with a probability of "
        f"{S.likelihood(right, wrong):.2f}; 0.5 is a coin, and 1 would be perfect."
    )


def by_confidence(scored: Sequence[tuple[Any, list[str] | None, int]]) -> dict[int, Counter[bool]]:
    """Return the articles found by evidence, counted by tenths of their confidence: right ones and wrong ones."""
    steps: dict[int, Counter[bool]] = {}
    for result, names, _ in scored:
        if names:
            steps.setdefault(int(result.confidence * 10), Counter())[result.good] += 1
    return dict(sorted(steps.items()))


def percent(part: int, whole: int) -> str:
    """Return a share as the docs print it."""
    return f"{100 * part / whole:.0f}\N{NO-BREAK SPACE}%" if whole else "–"


def main() -> None:
    """Learn, score and report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help=f"write {TABLE.name}")
    parser.add_argument("--docs", action="store_true", help=f"put the figures into docs/{DOCS.name}")
    arguments = parser.parse_args()
    samples = all_samples()
    publishers = sorted({sample.publisher for sample in samples})
    random.Random(7).shuffle(publishers)
    folds = {name: at % FOLDS for at, name in enumerate(publishers)}
    learnt: list[Weights] = [{"headline": {}, "page": {}} for _ in range(FOLDS)]
    whole: Weights = {}

    rows = body_rows(samples, folds)
    for at in range(FOLDS):
        learnt[at]["body"] = fit(rows, "body", at)
    whole["body"] = fit(rows, "body", None)
    choices = headline_choices(samples, folds, learnt)
    for at in range(FOLDS):
        learnt[at]["headline"] = fit_choice(choices, "headline", at)
    whole["headline"] = fit_choice(choices, "headline", None)
    scored = score(folds, learnt)
    known = [(result, names, fold_) for result, names, fold_ in scored if names]
    rows = Rows(
        [names for _, names, _ in known],
        [result.good for result, *_ in known],
        [1.0] * len(known),
        [each[2] for each in known],
    )
    for at in range(FOLDS):
        learnt[at]["page"] = fit(rows, "page", at)
    whole["page"] = fit(rows, "page", None)
    scored = score(folds, learnt)
    report(scored)
    if arguments.docs:
        page = DOCS.read_text("utf-8")
        page = inserted(page, "inputs", inputs_table(result for result, *_ in scored if result.input != "layouts"))
        DOCS.write_text(inserted(page, "calibration", calibration_table(scored)), "utf-8")
    if arguments.write:
        TABLE.write_text(table(whole), "utf-8")


def table(weights: Weights) -> str:
    """Return the weights as the table that newsdoc reads."""
    lines = [
        "# The weights of evidence on pages of which no layout knows the head, learnt from labelled pages by",
        "# `python benchmarks/learn.py --write`. What is true of a line adds up to the log-odds of the question.",
    ]
    for part, head in HEADS.items():
        lines += [
            "",
            f"[{part}]",
            f"# {head}",
            *(f"{name} {weight:+.2f}" for name, weight in sorted(weights[part].items())),
        ]
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    main()
