"""The documentation as a site: Sphinx with Markdown pages. Nothing is fetched while it is built."""

from __future__ import annotations

import re

from sphinx.application import Sphinx

import newsdoc

project = "newsdoc"
author = "The newsdoc authors"
copyright = "2026, the newsdoc authors"  # noqa: A001 (the name is Sphinx's)
release = version = newsdoc.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
nitpicky = False  # annotations name types of the standard library, whose documentation is elsewhere

myst_heading_anchors = 3
myst_links_external_new_tab = False
highlight_language = "none"  # a block without a language is what a program prints
default_role = "code"  # single backticks in docstrings are names

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_preserve_defaults = True
autodoc_type_aliases = {name: f"newsdoc.{name}" for name in ("Block", "Report")}
python_use_unqualified_type_names = True
add_module_names = False

html_theme = "furo"
html_title = f"newsdoc {release}"
html_copy_source = False
html_show_sphinx = False


def _shorten(
    _app: object, _what: str, _name: str, _object: object, _options: object, signature: str, result: str
) -> tuple[str, str] | None:
    """Replace the defaults of attrs classes, which their generated source names by a variable."""
    return (re.sub(r"attr_dict\['\w+'\]\.default", "…", signature), result) if signature else None


def setup(app: Sphinx) -> None:
    """Connect what is above."""
    app.connect("autodoc-process-signature", _shorten)
