"""What `newsdoc explain` shows of a page: its lines and articles in a terminal, and as a web page."""

from newsdoc.cli.explain.terminal import explain, why
from newsdoc.cli.explain.web import explain_html

__all__ = ["explain", "explain_html", "why"]
