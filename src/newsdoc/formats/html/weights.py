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
    "above-headline": -0.22, "above-none": -0.11, "above2": -0.21, "above2-none": 0.37, "above21": 0.12,
    "above22": -0.18, "above23": -0.35, "above3": 0.26, "after": -0.41, "alternative": -1.12, "amid": 0.46,
    "before": -0.11, "below-headline": 0.15, "below-none": -0.3, "below1": -0.48, "below2": 0.19,
    "below2-none": -0.73, "below20": -0.09, "below21": -0.19, "below22": 0.2, "below23": 0.75, "below3": 0.56,
    "bias": -0.06, "first-1": -0.61, "first-2": -0.28, "first-3": -0.45, "first-4": -0.45, "first0": -0.12,
    "first1": 0.56, "first2": 1.29, "gap0": -0.06, "gap1": -0.16, "gap2": 0.16, "gap3": -0.49, "gap4": -0.11,
    "in-article": 0.1, "in-aside": -0.38, "in-button": -0.14, "in-figure": -0.68, "in-header": 0.63, "in-main": 0.14,
    "in-table": -0.1, "in-ul": 0.33, "links0": -0.31, "links1": -0.45, "links2": -0.07, "links3": -0.82,
    "near-body": 0.29, "near-byline": -0.39, "near-caption": -1.18, "near-control": -0.64, "near-credit": -0.42,
    "near-date": -0.13, "near-deck": 0.44, "near-footer": -0.29, "near-headline": 0.31, "near-hidden": -0.33,
    "near-main": 0.33, "near-menu": -0.16, "near-paywall": 0.18, "near-picture": -1.02, "near-quote": 0.53,
    "near-related": -0.7, "near-tags": -0.08, "parent0": -0.46, "parent1": -0.21, "parent2": 0.27, "parent3": 0.34,
    "repeated": -0.07, "sentence": 0.58, "sign0": -1.51, "sign1": -0.66, "sign2": 0.08, "sign3": 2.03, "size0": -0.47,
    "size1": 0.06, "size2": -0.12, "size4": 0.43, "stated": 0.85, "tag-blockquote": 0.07, "tag-div": -0.55,
    "tag-figcaption": -0.49, "tag-h": 0.99, "tag-li": 0.47, "tag-other": -0.25, "tag-p": -0.1, "tag-section": -0.07,
    "tag-td": -0.1, "unstated": -0.69, "widest1": -0.24, "widest2": -0.37, "widest3": -0.06,
}  # fmt: skip
"""The same signs, and those of a line beside the others in the element of the story."""
