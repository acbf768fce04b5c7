"""Read the text of a JSON-LD article: plain paragraphs, or HTML, which some sites escape once or twice."""

from __future__ import annotations

from newsdoc.formats import references
from newsdoc.formats.builder import ArticleBuilder
from newsdoc.formats.xml.escaped import html_body
from newsdoc.formats.xml.flow import Content, content
from newsdoc.formats.xml.parse import Element
from newsdoc.formats.xml.text import paragraphs, text_of
from newsdoc.text import clean, xml_only

__all__ = ["read_body", "without_markup"]


def read_body(text: str, builder: ArticleBuilder, where: str, known: list[str]) -> Content:
    """Read a text; `known` are the lines of the article's head, which it may print again."""

    def note(code: str, message: str, _: int | None) -> None:
        builder.note(code, message, ".body")

    whole = xml_only(text.replace("\r\n", "\n").replace("\r", "\n"))
    if "\ufffd" in whole and "\ufffd" not in text:
        builder.note("repair.characters", f"{where} had characters that were replaced by U+FFFD", ".body")
    if (inside := references.without_cdata(whole)) != whole:
        builder.note("repair.escaped", f"{where} had the marks of a CDATA section, which were left out", ".body")
        whole = inside
    if "<" not in whole and "&" not in whole:
        return Content(None, paragraphs(whole, preserve=True), [])
    html = references.html(whole)
    root = None if html is None else html_body(html, note)
    if root is not None:
        builder.note("repair.escaped", f"{where} is HTML; it was read as such", ".body")
        return content([root], note, known=known, headline="headline" not in builder.fields)
    resolved = xml_only(references.resolve(whole))
    if resolved != whole:
        builder.note("repair.reference", f"{where} had character references, which were resolved", ".body")
    return Content(None, paragraphs(resolved, preserve=True), [])


def without_markup(text: str) -> str | None:
    """Return the words of a line that has HTML in it; `None` if it has none."""
    root: Element | None = html_body(f"<div>{text}</div>")
    return text if root is None else clean(text_of(root, preserve=True))[0] or None
