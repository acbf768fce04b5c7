"""Read the texts of a feed: one line, or markup as blocks, whatever was done to them on the way.

Feeds hold HTML as text (`&lt;p&gt;`, CDATA), as elements (Atom's `xhtml`), escaped twice, or as the source that
WordPress keeps: paragraphs parted by blank lines, `[caption]` around a picture.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterable

from newsdoc.formats import references
from newsdoc.formats.builder import ArticleBuilder
from newsdoc.formats.feed.names import joined
from newsdoc.formats.xml.escaped import html_body
from newsdoc.formats.xml.flow import Content, content
from newsdoc.formats.xml.parse import Element, line_of
from newsdoc.formats.xml.space import collapse_space
from newsdoc.formats.xml.text import paragraphs, text_of
from newsdoc.text import xml_only

__all__ = ["is_plain", "one_line", "read_markup"]

_ADDRESSES = ("src", "data-src", "data-lazy-src", "data-original")
_LAYERS = 3  # times that a text may have been escaped
_ELEMENT = re.compile(
    r"<(?:a|abbr|article|aside|audio|b|big|blockquote|body|br|center|cite|code|dd|del|div|dl|dt|em|embed|figcaption"
    r"|figure|font|footer|form|h[1-6]|header|hr|html|i|iframe|img|ins|kbd|li|link|main|mark|meta|nav|object|ol|p|picture"
    r"|pre|q|s|script|section|small|span|strike|strong|style|sub|sup|svg|table|tbody|td|th|thead|tr|tt|u|ul|video)"
    r"(?:\s[^<>]*|/)?>|<!--"
    # elements that are seldom, and may be words: «the <time> element» has no end tag
    r"|</(?:acronym|address|applet|bdi|bdo|blink|button|data|details|dfn|dir|fieldset|frameset|label|map|marquee|math"
    r"|nobr|noscript|object|ruby|samp|select|summary|time|var)\s*>",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"<(?:p|div)\b[^<>]*>", re.IGNORECASE)
_BREAKS = re.compile(r"(?:<br\s*/?>\s*){2,}|\n[ \t\r\xa0]*\n\s*", re.IGNORECASE)
_BLOCK = re.compile(
    r"\s*</?(?:p|div|h[1-6]|ul|ol|li|dl|table|thead|tbody|tr|td|th|blockquote|figure|figcaption|section|article|aside"
    r"|pre|hr|center|iframe|script|style|!--)\b",
    re.IGNORECASE,
)
# [caption id="attachment_1" align="left"]<img src="1.jpg"/> The old bridge.[/caption]
_CAPTION = re.compile(r"\[(?:wp_)?caption\b([^\]]{0,500})\](.{0,5000}?)\[/(?:wp_)?caption\]", re.DOTALL)
_CAPTION_WORDS = re.compile(r"caption=(?:\"([^\"]*)\"|'([^']*)')")
_PICTURE = re.compile(r"\s*(?:<a\b[^<>]*>\s*)?<img\b[^<>]*>\s*(?:</a>)?", re.IGNORECASE)
# [embed]https://example.org/film[/embed], [gallery ids="1,2"]
_SHORTCODE = re.compile(
    r"\[(embed|gallery|audio|video|playlist|youtube|soundcloud|vimeo|twitter|instagram)\b[^\]]{0,500}\]"
    r"(?:[^\[]{0,500}\[/\1\])?"
)


def one_line(element: Element, builder: ArticleBuilder, where: str) -> str:
    """Return the text of an element as one line, without the markup that is in it or was escaped in it."""
    _decode(element)
    line = text_of(element, preserve=True)
    text = references.without_cdata(line)
    for _ in range(_LAYERS):
        if _has_markup(text) and (root := html_body(f"<div>{text}</div>")) is not None:
            builder.note(
                "repair.markup", f"{where} had markup, which was left out: {line[:200]!r}", "", line_of(element)
            )
            text = text_of(root, preserve=True)
        resolved = xml_only(references.resolve(text)) if "&" in text else text
        if resolved == text:
            break
        text = resolved
    if text != line and not _has_markup(line):
        message = f"{where} had character references, which were resolved: {line[:200]!r}"
        builder.note("repair.reference", message, "", line_of(element))
    return collapse_space(text, preserve=True)


def _has_markup(line: str) -> bool:
    """Check that a line has an element that is closed, or a line break; «if a <b> c» has none."""
    return references.has_markup(line) or ("</" in line and _ELEMENT.search(line) is not None)


# <content type="application/octet-stream">QSBzdG9ybQ==</content>, <title mode="base64">QSBzdG9ybQ==</title>
def _decode(element: Element) -> None:
    """Put the text of an element in the place of its Base64 form, as Atom allows it."""
    kind, text = (element.get("type") or "").strip().lower(), element.text
    is_binary = "/" in kind and not kind.startswith("text/") and "xml" not in kind
    if len(element) or not text or not (is_binary or element.get("mode") == "base64"):
        return
    try:
        element.text = xml_only(b64decode("".join(text.split()), validate=True).decode())
    except ValueError:  # not Base64, or not UTF-8
        return


def read_markup(element: Element, builder: ArticleBuilder, base: str, known: Iterable[str] = ()) -> Content:
    """Read an element that holds a text: markup, or plain paragraphs; `known` are lines that it may print again."""
    _decode(element)
    root: Element = element
    if len(element) == 0:
        text = references.without_cdata(element.text or "")
        markup = None if is_plain(element) else _as_html(text, builder)
        page = None if markup is None else html_body(markup, builder.note_at, line_of(element))
        if page is None:
            return Content(None, paragraphs(xml_only(references.resolve(text)), preserve=True), [])
        root = page
    for each in root.iter("{*}a", "{*}img", "{*}div", "{*}p", "{*}dl", "{*}dd"):
        _settle(each, base)
    return content([root], builder.note_at, known=known)


def is_plain(element: Element) -> bool:
    """Check for a text that its element calls plain."""
    return (element.get("type") or "").strip().lower() == "text/plain"


def _as_html(text: str, builder: ArticleBuilder) -> str | None:
    """Return the HTML of a text, divided into paragraphs; `None` for plain text."""
    for _ in range(_LAYERS):
        if _ELEMENT.search(text):
            break
        resolved = references.resolve(text)
        if resolved == text:
            return None
        text = resolved
    text = _CAPTION.sub(_figure, text.replace("\r\n", "\n").replace("\r", "\n"))
    for found in _SHORTCODE.finditer(text):
        builder.dropped(f"the {found[1]} of a text", found[0])
    text = _SHORTCODE.sub("", text)
    if _PARAGRAPH.search(text) or not _BREAKS.search(text):
        return f"<div>{text}</div>"
    pieces = (piece if _BLOCK.match(piece) else f"<p>{piece}</p>" for piece in _BREAKS.split(text))
    return f"<div>{''.join(pieces)}</div>"


def _figure(found: re.Match[str]) -> str:
    """Return WordPress's caption as HTML's figure."""
    inside = found[2]
    picture = _PICTURE.match(inside)
    words = inside[picture.end() :] if picture else inside
    if not words.strip() and (said := _CAPTION_WORDS.search(found[1])):
        words = said[1] or said[2] or ""
    return f"<figure>{picture[0] if picture else ''}<figcaption>{words}</figcaption></figure>"


def _settle(element: Element, base: str) -> None:
    """Make an element's address absolute, and name a caption of WordPress's as HTML does."""
    for name in ("href", "src") if element.tag != "img" else _ADDRESSES:
        if address := element.get(name):
            element.set(name, joined(base, address))
    names = (element.get("class") or "").split()
    if "wp-caption" in names:
        element.tag = "figure"
    elif "wp-caption-text" in names:
        element.tag = "figcaption"
