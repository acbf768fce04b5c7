"""A second NewsML-G2 writer, as plain as can be: one SubElement after another. It judges the one that is fast.

It follows the mapping page, not the library's code; `canonical` makes two documents comparable.
"""

from __future__ import annotations

import json

from lxml import etree

from newsdoc import ListBlock, Paragraph, Preformatted, Quote, Subhead, Table
from newsdoc.formats.identity import made_id
from newsdoc.formats.times import is_stamp
from newsdoc.formats.xml.escaped import is_escaped

G2 = "http://iptc.org/std/nar/2006-10-01/"
XHTML = "http://www.w3.org/1999/xhtml"
XML = "http://www.w3.org/XML/1998/namespace"
_LAID_OUT = {
    "newsMessage", "header", "itemSet", "newsItem", "catalog", "rightsInfo", "itemMeta", "contentMeta", "partMeta",
    "contentSet", "inlineXML", "html", "body",
}  # fmt: skip
_ROLES = {
    "agency": ("infoSource", "cpprole:contentSource"),
    "author": ("creator", "cpprole:author"),
    "distributor": ("infoSource", "cpprole:distributor"),
    "editor": ("contributor", "cpprole:editor"),
    "photographer": ("creator", "cpprole:author ndrole:photographer"),
}


def canonical(document):
    """The document's canonical form, without the white space that lays it out."""
    root = etree.fromstring(document) if isinstance(document, (str, bytes)) else document
    for element in root.iter():
        if etree.QName(element).localname in _LAID_OUT:
            for each, name in ((element, "text"), *((child, "tail") for child in element)):
                if not (getattr(each, name) or "").strip():
                    setattr(each, name, None)
    root.tail = None
    return etree.tostring(root, method="c14n").decode()


def document(articles, now):
    """The tree of a newsItem, or of a newsMessage for several articles."""
    if len(articles) == 1:
        return news_item(articles[0], 1, now)
    message = etree.Element(f"{{{G2}}}newsMessage", nsmap={None: G2})
    _g2(_g2(message, "header"), "sent", now)
    items = _g2(message, "itemSet")
    for number, article in enumerate(articles, 1):
        items.append(news_item(article, number, now))
    return message


def news_item(article, number, now):
    item = etree.Element(f"{{{G2}}}newsItem", nsmap={None: G2})
    guid = article.id or made_id(article)
    item.attrib.update({"standard": "NewsML-G2", "standardversion": "2.35", "conformance": "power"})
    item.attrib.update({"guid": guid, "version": str(article.version)})
    _lang(item, article)
    _g2(item, "catalogRef", href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml")
    catalog = _g2(item, "catalog")
    for alias, name in (("nd", "property"), ("ndhl", "headline"), ("ndrole", "role")):
        _g2(catalog, "scheme", alias=alias, uri=f"urn:newsdoc:{name}:")
    if article.rights:
        rights = _g2(item, "rightsInfo")
        if article.rights.holder:
            _g2(_g2(rights, "copyrightHolder"), "name", article.rights.holder)
        _g2_if(rights, "copyrightNotice", article.rights.notice)
        _g2_if(rights, "usageTerms", article.rights.terms)
    _item_meta(item, article, guid, now)
    _content_meta(item, article)
    for index, caption in enumerate(article.captions, 1):
        part = _g2(item, "partMeta", partid=f"i{number}-part{index}", contentrefs=f"i{number}-fig{index}")
        part.set("seq", str(index))
        for source in caption.sources:
            _party(part, source)
        _g2_if(part, "creditline", caption.credit)
        _g2_if(part, "description", caption.text, role="drol:caption")
    _content(item, article, number)
    return item


def _item_meta(item, article, guid, now):
    meta = _g2(item, "itemMeta")
    _g2(meta, "itemClass", qcode="ninat:text")
    publisher = article.publisher
    if publisher is None:
        _g2(meta, "provider", qcode="nd:unknown")
    else:
        _named(meta, "provider", publisher)
    modified = article.modified.isoformat() if article.modified else now
    _g2(meta, "versionCreated", modified)
    published = article.published.isoformat() if article.published else ""
    _g2_if(meta, "firstCreated", published if "T" in published else None)
    _g2_if(meta, "embargoed", article.embargoed and article.embargoed.isoformat())
    _g2(meta, "pubStatus", qcode=f"stat:{article.status}")
    _g2(meta, "generator", "newsdoc")
    _g2_if(meta, "edNote", article.editorial_note)
    if article.url:
        _g2(meta, "link", rel="irel:seeAlso", href=article.url, contenttype="text/html")
    for link in article.links:
        places = {"href": link.url, "residref": link.id}
        element = _g2(meta, "link", rel="irel:seeAlso", **{name: value for name, value in places.items() if value})
        _g2(element, "title", link.title)
    entries = [("$.id", None, guid)] if article.id is None else []
    if article.dateline and is_stamp(article.dateline):
        entries.append(("$.dateline", article.dateline, article.dateline))
    entries += [("$.modified", None, modified)] if article.modified is None else []
    if publisher is not None and article.sources[0] != publisher:
        entries.append(("$.publisher", article.sources.index(publisher), publisher.name))
    for path, value, explains in entries:
        text = json.dumps({"path": path, "value": value, "explains": explains}, ensure_ascii=False)
        _g2(meta, "itemMetaExtProperty", rel="nd:residual", value=text)


def _content_meta(item, article):
    meta = _g2(item, "contentMeta")
    _g2_if(meta, "urgency", article.urgency and str(article.urgency))
    _g2_if(meta, "contentCreated", article.published and article.published.isoformat())
    for place in article.places:
        _g2(_g2(meta, "located"), "name", place)
    rest = list(article.sources)
    if article.publisher is not None:
        rest.remove(article.publisher)
    for source in rest:
        _party(meta, source)
    _g2_if(meta, "altId", article.url, type="nd:canonical")
    if article.language:
        _g2(meta, "language", tag=article.language)
    for keyword in article.keywords:
        _g2(meta, "keyword", keyword)
    if article.section:
        _g2(_g2(meta, "subject", type="nd:section"), "name", article.section)
    for genre in article.genres:
        _g2(_g2(meta, "genre", **_identity(genre)), "name", genre.name)
    for subject in article.subjects:
        element = _g2(meta, "subject", type="cpnat:abstract", **_identity(subject))
        _g2(element, "name", subject.name)
    _g2_if(meta, "slugline", article.slugline)
    _g2_if(meta, "headline", article.headline, role="ndhl:main")
    _g2_if(meta, "headline", article.deck, role="ndhl:deck")
    _g2_if(meta, "dateline", article.dateline)
    _g2_if(meta, "by", article.byline)
    _g2_if(meta, "creditline", article.credit)
    _g2_if(meta, "description", article.summary, role="drol:summary")


def _content(item, article, number):
    inline = _g2(_g2(item, "contentSet"), "inlineXML", contenttype="application/xhtml+xml")
    html = etree.SubElement(inline, f"{{{XHTML}}}html", nsmap={None: XHTML})
    _lang(html, article)
    _html(_html(html, "head"), "title", article.headline or "")
    body = _html(html, "body")
    figures = [(-1 if c.anchor is None else c.anchor, n, c) for n, c in enumerate(article.captions, 1)]
    for index, block in enumerate([None, *article.body, None], -1):
        for place, order, caption in figures:
            if place == index:
                _figure(body, caption, f"i{number}-fig{order}")
        if block is not None:
            _block(body, block)


def _figure(body, caption, id):
    figure = _html(body, "figure")
    figure.set("id", id)
    figure.set(f"{{{XML}}}id", id)
    if caption.anchor is None:
        figure.set("class", "lead")
    if caption.url:
        image = _html(figure, "img")
        image.attrib.update({"src": caption.url, "alt": ""})
    if caption.text is caption.credit is None:
        return
    words = _html(figure, "figcaption", caption.text or "")
    if caption.credit:
        credit = _html(words, "small", caption.credit)
        credit.set("class", "credit")
        words.text = f"{caption.text} " if caption.text else None


def _block(body, block):
    if isinstance(block, ListBlock):
        entries = _html(body, "ol" if block.ordered else "ul")
        for entry in block.items:
            _marked(entries, "li", entry)
    elif isinstance(block, Table):
        table = _html(body, "table")
        for name, cell, rows in (
            ("thead", "th", block.rows[: block.header_rows]),
            ("tbody", "td", block.rows[block.header_rows :]),
        ):
            part = _html(table, name) if rows else None
            for row in rows:
                line = _html(part, "tr")
                for text in row:
                    _html(line, cell, text)
    elif isinstance(block, Preformatted):
        _html(body, "pre", block.text).set(f"{{{XML}}}space", "preserve")
    elif isinstance(block, Quote):
        _marked(_html(body, "blockquote"), "p", block)
    else:
        _marked(body, f"h{block.level + 1}" if isinstance(block, Subhead) else "p", block)


def _marked(parent, tag, block):
    """Write a block's text, where it has marks character by character, with an element for each mark."""
    if isinstance(block, str):
        block = Paragraph(block)
    element = _html(parent, tag, None if block.marks else block.text)
    if not block.marks:
        return
    if "  " in block.text or "<" in block.text:
        element.set(f"{{{XML}}}space", "preserve")
    around = [(element, len(block.text) + 1)]
    for at, char in enumerate(block.text):
        while around[-1][1] <= at:
            around.pop()
        for mark in block.marks:
            if mark.start == at:
                name = {"link": "a", "strong": "strong", "emphasis": "em"}[mark.kind]
                inner = _html(around[-1][0], name, "")
                if mark.href:
                    inner.set("href", mark.href)
                around.append((inner, mark.stop))
        here = around[-1][0]
        if len(here):
            here[-1].tail = (here[-1].tail or "") + char
        else:
            here.text = (here.text or "") + char


def _g2(parent, name, text=None, **attributes):
    element = etree.SubElement(parent, f"{{{G2}}}{name}", attributes)
    element.text = text
    return element


def _g2_if(parent, name, text, **attributes):
    if text:
        _g2(parent, name, text, **attributes)


def _html(parent, name, text=None):
    element = etree.SubElement(parent, f"{{{XHTML}}}{name}")
    element.text = text
    if text and ("  " in text or is_escaped(text)):
        element.set(f"{{{XML}}}space", "preserve")
    return element


def _party(parent, source):
    name, roles = _ROLES.get(source.role, ("infoSource", f"ndrole:{source.role}" if source.role else None))
    element = _named(parent, name, source)
    if roles:
        element.set("role", roles)


def _named(parent, name, source):
    element = _g2(parent, name, **_identity(source))
    _g2(element, "name", source.name)
    return element


_IPTC = {
    "http://cv.iptc.org/newscodes/genre/Current": "genre:Current",
    "http://cv.iptc.org/newscodes/mediatopic/04000000": "medtop:04000000",
}
"""The QCodes of IPTC's concepts that the strategies draw; what only looks like one has none."""


def _identity(concept):
    """Return the attributes of an address and a code."""
    places = {"qcode": _IPTC.get(concept.uri), "uri": concept.uri, "literal": concept.code}
    if places["qcode"]:
        del places["uri"]
    return {name: value for name, value in places.items() if value}


def _lang(element, article):
    if article.language:
        element.set(f"{{{XML}}}lang", article.language)
