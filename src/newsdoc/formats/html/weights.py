"""The weights by which `choose` weighs the lines of a page, learnt from labelled pages of many publishers.

Each is what one sign adds to the logarithm of the odds that a line is of the story. Signs that add little are left out.
"""

from __future__ import annotations

__all__ = ["INSIDE", "LINE"]

LINE: dict[str, float] = {
    "alternative": -1.04, "bias": -0.38, "in-article": 0.97, "in-aside": 0.12, "in-figure": -1.11, "in-footer": -1.29,
    "in-form": -0.32, "in-header": -0.27, "in-nav": -0.6, "in-table": -0.61, "in-ul": -1.14, "links0": -0.33,
    "links1": -0.38, "links2": -0.25, "links3": -2.12, "near-body": -0.7, "near-byline": -1.54, "near-caption": -2.04,
    "near-control": -3.77, "near-credit": -1.16, "near-date": -0.99, "near-deck": -0.11, "near-footer": -2.62,
    "near-header": -1.25, "near-headline": -0.23, "near-hidden": -1.37, "near-main": -0.9, "near-menu": -0.94,
    "near-paywall": -0.16, "near-picture": -1.6, "near-quote": 0.45, "near-related": -2.46, "near-story": 0.2,
    "near-tags": -1.03, "sentence": 1.49, "size0": -1.31, "size1": -0.27, "size2": -0.35, "size3": 0.35, "size4": 1.2,
    "tag-div": -0.76, "tag-figcaption": -0.72, "tag-h": 0.83, "tag-li": 0.33, "tag-other": -0.1, "tag-p": 0.76,
    "tag-section": -0.09, "tag-td": -0.6,
}  # fmt: skip
"""Signs of a line by itself: its width in steps, its links in steps, its tag, the words of the elements near it."""

INSIDE: dict[str, float] = {
    "above-headline": -0.19, "above-none": -0.12, "above0": -0.06, "above1": 0.09, "above2": -0.21,
    "above2-none": 0.33, "above21": 0.13, "above22": -0.21, "above23": -0.3, "above3": 0.27, "after": -0.44,
    "alternative": -1.13, "amid": 0.47, "before": -0.06, "below-headline": 0.17, "below-none": -0.2, "below0": -0.07,
    "below1": -0.39, "below2": 0.11, "below2-none": -0.62, "below21": -0.24, "below22": 0.15, "below23": 0.68,
    "below3": 0.53, "first-1": -0.64, "first-2": -0.29, "first-3": -0.45, "first-4": -0.45, "first0": -0.17,
    "first1": 0.61, "first2": 1.36, "gap1": -0.11, "gap2": 0.24, "gap3": -0.54, "gap4": -0.11, "in-article": 0.06,
    "in-aside": -0.39, "in-button": -0.14, "in-figure": -0.7, "in-header": 0.56, "in-main": 0.18, "in-table": -0.11,
    "in-ul": 0.29, "links0": -0.15, "links1": -0.33, "links3": -0.85, "names-site": -1.26, "names-site-early": 0.13,
    "names-site-last": -1.39, "near-body": 0.25, "near-byline": -0.19, "near-caption": -1.21, "near-control": -0.71,
    "near-credit": -0.45, "near-date": -0.15, "near-deck": 0.43, "near-footer": -0.23, "near-headline": 0.32,
    "near-hidden": -0.35, "near-main": 0.23, "near-menu": -0.15, "near-paywall": 0.19, "near-picture": -1.01,
    "near-quote": 0.49, "near-related": -0.73, "near-tags": -0.09, "parent0": -0.47, "parent1": -0.24,
    "parent2": 0.39, "parent3": 0.29, "repeated": -0.1, "sentence": 0.54, "sign0": -1.49, "sign1": -0.6,
    "sign2": 0.11, "sign3": 1.95, "size0": -0.49, "size2": -0.12, "size3": 0.08, "size4": 0.46, "stated": 0.87,
    "tag-blockquote": 0.05, "tag-div": -0.53, "tag-figcaption": -0.48, "tag-h": 0.96, "tag-li": 0.45,
    "tag-other": -0.26, "tag-section": -0.07, "tag-td": -0.1, "unstated": -0.67, "widest1": -0.17, "widest2": -0.33,
}  # fmt: skip
"""The same signs, and those of a line beside the others in the element of the story."""
