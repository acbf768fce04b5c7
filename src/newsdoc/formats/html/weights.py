"""The weights of what speaks for a line or an article, learnt by `python benchmarks/learn_html.py --write`.

Each is what one sign adds to the logarithm of the odds that a line is of the story, or that an article is right. The
pages are labelled ones of many publishers. Signs of a line that add little are left out.
"""

from __future__ import annotations

__all__ = ["ARTICLE", "INSIDE", "LINE"]

LINE: dict[str, float] = {
    "alternative": -0.97, "bias": -0.34, "in-article": 0.98, "in-figure": -1.1, "in-footer": -1.31, "in-form": -0.27,
    "in-header": -0.13, "in-main": -0.11, "in-table": -0.59, "in-ul": -1.15, "links0": -0.34, "links1": -0.4,
    "links2": -0.25, "links3": -2.09, "near-body": -0.67, "near-byline": -1.52, "near-caption": -2.07,
    "near-control": -3.97, "near-credit": -1.07, "near-date": -0.96, "near-deck": -0.18, "near-footer": -2.62,
    "near-header": -1.15, "near-headline": -0.2, "near-hidden": -1.49, "near-main": -0.89, "near-menu": -0.41,
    "near-paywall": -0.13, "near-picture": -1.6, "near-quote": 0.44, "near-related": -2.56, "near-story": 0.21,
    "near-tags": -1.06, "sentence": 1.53, "size0": -1.31, "size1": -0.32, "size2": -0.32, "size3": 0.38,
    "size4": 1.23, "tag-div": -0.8, "tag-figcaption": -0.73, "tag-h": 0.9, "tag-li": 0.33, "tag-p": 0.69,
    "tag-section": -0.08, "tag-td": -0.57,
}  # fmt: skip
"""Signs of a line by itself: its width and its links in steps, its tag, the words of the elements near it."""

INSIDE: dict[str, float] = {
    "above-headline": -0.21, "above-none": -0.14, "above1": 0.1, "above2": -0.23, "above2-none": 0.29,
    "above21": 0.16, "above22": -0.26, "above23": -0.27, "above3": 0.24, "after": -0.45, "alternative": -1.12,
    "amid": 0.36, "before": 0.05, "below-headline": 0.17, "below-none": -0.22, "below0": -0.15, "below1": -0.31,
    "below2": 0.21, "below2-none": -0.66, "below21": -0.24, "below22": 0.16, "below23": 0.69, "below3": 0.43,
    "first-1": -0.74, "first-2": -0.33, "first-3": -0.56, "first-4": -0.4, "first0": -0.16, "first1": 0.75,
    "first2": 1.39, "gap1": -0.13, "gap2": 0.2, "gap3": -0.57, "gap4": -0.1, "in-article": 0.07, "in-aside": -0.39,
    "in-button": -0.14, "in-figure": -0.69, "in-form": -0.06, "in-header": 0.54, "in-main": 0.21, "in-table": -0.11,
    "in-ul": 0.33, "links0": -0.13, "links1": -0.35, "links3": -0.92, "names-site": -1.27, "names-site-early": 0.12,
    "names-site-last": -1.39, "near-body": 0.25, "near-byline": -0.2, "near-caption": -1.25, "near-control": -0.69,
    "near-credit": -0.38, "near-date": -0.16, "near-deck": 0.48, "near-footer": -0.26, "near-headline": 0.33,
    "near-hidden": -0.36, "near-main": 0.22, "near-menu": -0.16, "near-paywall": 0.17, "near-picture": -1.0,
    "near-quote": 0.47, "near-related": -0.64, "near-tags": -0.07, "parent0": -0.42, "parent1": -0.28,
    "parent2": 0.36, "parent3": 0.3, "repeated": -0.06, "sentence": 0.59, "sign0": -1.37, "sign1": -0.66,
    "sign2": 0.08, "sign3": 1.9, "size0": -0.49, "size2": -0.17, "size3": 0.08, "size4": 0.5, "stated": 0.86,
    "tag-div": -0.57, "tag-figcaption": -0.47, "tag-h": 0.91, "tag-li": 0.49, "tag-other": -0.27,
    "tag-section": -0.07, "tag-td": -0.1, "unstated": -0.64, "widest1": -0.18, "widest2": -0.34, "widest3": -0.06,
}  # fmt: skip
"""The same signs, and those of a line beside the others in the element of the story."""

ARTICLE: dict[str, float] = {
    "bias": 4.05, "edge": -1.49, "few": -2.19, "foreign": -1.43, "lost": -0.81, "near": -0.82, "no-echo": -0.93,
    "no-headline": -2.0, "outside": -1.26, "short": -1.13, "site": -0.9,
}  # fmt: skip
"""Signs of an article, from 0 to 1; `no-headline` is not learnt, since few pages are so."""
