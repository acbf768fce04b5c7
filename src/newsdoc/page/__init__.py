"""A page of news: from its text to its articles."""

from newsdoc.page.page import Hints, Page

__all__ = ["Hints", "Page"]
