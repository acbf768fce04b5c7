"""What `newsdoc explain` shows of a page: its lines and articles in a terminal, and as a web page."""

from newsdoc.cli.explain.read import read_explained
from newsdoc.cli.explain.terminal import explain, why
from newsdoc.cli.explain.verdict import AnyReasons
from newsdoc.cli.explain.web import explain_html

__all__ = ["AnyReasons", "explain", "explain_html", "read_explained", "why"]
