"""A page of news: from its text to its articles."""

from newsdoc.page.page import Page

__all__ = ["Page"]
