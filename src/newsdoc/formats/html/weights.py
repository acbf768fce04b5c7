"""The weights by which `choose` weighs the lines of a page, learnt from labelled pages of many publishers.

Each is what one sign adds to the logarithm of the odds that a line is of the story. Signs that add little are left out.
"""

from __future__ import annotations

__all__ = ["INSIDE", "LINE"]

LINE: dict[str, float] = {
    "alternative": -1.83, "bias": -0.24, "in-article": 0.95, "in-aside": 0.33, "in-button": -0.06, "in-figure": -1.46,
    "in-footer": -1.59, "in-form": -0.47, "in-header": -0.16, "in-main": -0.12, "in-nav": -0.8, "in-table": -0.84,
    "in-ul": -1.44, "links0": -0.46, "links1": -0.49, "links2": -0.37, "links3": -2.46, "near-body": -0.7,
    "near-byline": -2.21, "near-caption": -2.83, "near-control": -4.33, "near-credit": -1.45, "near-date": -1.44,
    "near-deck": -0.05, "near-footer": -3.26, "near-header": -1.65, "near-headline": -0.15, "near-hidden": -1.51,
    "near-main": -1.38, "near-menu": -1.24, "near-paywall": -0.24, "near-picture": -1.45, "near-quote": 0.99,
    "near-related": -2.76, "near-story": 0.31, "near-tags": -1.4, "sentence": 1.53, "size0": -1.39, "size1": -0.23,
    "size2": -0.35, "size3": 0.41, "size4": 1.32, "tag-article": -0.08, "tag-blockquote": 0.22, "tag-div": -0.85,
    "tag-figcaption": -0.78, "tag-h": 0.95, "tag-li": 0.65, "tag-other": -0.1, "tag-p": 0.76, "tag-section": -0.17,
    "tag-td": -0.82,
}  # fmt: skip
"""Signs of a line by itself: its width in steps, its links in steps, its tag, the words of the elements near it."""

INSIDE: dict[str, float] = {
    "above-headline": -0.47, "above-none": -0.21, "above1": 0.12, "above2": -0.3, "above2-none": 0.37,
    "above21": 0.21, "above22": -0.25, "above23": -0.46, "above3": 0.24, "after": -0.63, "alternative": -2.19,
    "amid": 0.46, "below-headline": 0.31, "below-none": -0.25, "below1": -0.59, "below2": 0.16, "below2-none": -1.05,
    "below20": -0.21, "below22": 0.19, "below23": 0.96, "below3": 0.52, "bias": -0.15, "first-1": -0.79,
    "first-2": -0.21, "first-3": -0.96, "first-4": -0.69, "first0": -0.07, "first1": 0.91, "first2": 1.65,
    "gap0": -0.06, "gap1": -0.19, "gap2": 0.21, "gap3": -0.96, "gap4": -0.26, "in-article": 0.08, "in-aside": -0.66,
    "in-button": -0.23, "in-figure": -0.86, "in-form": -0.18, "in-header": 0.87, "in-main": 0.19, "in-nav": 0.12,
    "in-table": -0.24, "in-ul": 0.45, "links0": -0.52, "links1": -0.78, "links2": -0.16, "links3": -1.09,
    "near-body": 0.38, "near-byline": -0.57, "near-caption": -1.56, "near-control": -0.66, "near-credit": -0.47,
    "near-date": -0.26, "near-deck": 0.53, "near-footer": -0.58, "near-headline": 0.43, "near-hidden": -0.54,
    "near-main": 0.67, "near-menu": -0.24, "near-paywall": 0.38, "near-picture": -0.99, "near-quote": 0.86,
    "near-related": -0.49, "near-story": -0.06, "near-tags": -0.11, "parent0": -0.29, "parent1": -0.33,
    "parent2": 0.27, "parent3": 0.2, "repeated": 0.11, "sentence": 0.57, "sign0": -1.61, "sign1": -0.89, "sign3": 2.3,
    "size0": -0.57, "size2": -0.21, "size3": 0.07, "size4": 0.55, "stated": 1.11, "tag-blockquote": 0.1,
    "tag-div": -0.64, "tag-figcaption": -0.53, "tag-h": 1.24, "tag-li": 0.67, "tag-other": -0.43, "tag-p": -0.16,
    "tag-section": -0.12, "tag-td": -0.22, "unstated": -0.85, "widest0": -0.13, "widest1": -0.43, "widest2": -0.59,
    "widest3": -0.1,
}  # fmt: skip
"""The same signs, and those of a line beside the others in the element of the story."""
