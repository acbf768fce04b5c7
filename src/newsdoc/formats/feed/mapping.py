"""The place of each field of the model in RSS and Atom, which are only read; JSON Feed is read as RSS."""

from __future__ import annotations

from newsdoc.formats.mapping import Place, complete

__all__ = ["PLACES"]

_IN_TEXT = "as in the HTML of the text"

PLACES: dict[str, Place] = complete(
    {
        "Mark.kind": Place(_IN_TEXT),
        "Mark.start": Place(_IN_TEXT),
        "Mark.stop": Place(_IN_TEXT),
        "Mark.href": Place("as in the HTML of the text; relative addresses by `xml:base`, else the feed's link"),
        "Paragraph.text": Place(_IN_TEXT),
        "Paragraph.marks": Place(_IN_TEXT),
        "Subhead.text": Place(_IN_TEXT),
        "Subhead.marks": Place(_IN_TEXT),
        "Subhead.level": Place(_IN_TEXT),
        "Quote.text": Place(_IN_TEXT),
        "Quote.marks": Place(_IN_TEXT),
        "ListBlock.items": Place(_IN_TEXT),
        "ListBlock.ordered": Place(_IN_TEXT),
        "Table.rows": Place(_IN_TEXT),
        "Table.header_rows": Place(_IN_TEXT),
        "Preformatted.text": Place(_IN_TEXT),
        "Source.name": Place("the text, without an e-mail address beside it; Atom's `name`"),
        "Source.role": Place("the element; `media:credit@role` of a picture"),
        "Source.uri": Place("the feed's `link`, `source@url`, Atom's `uri`; else the e-mail address of a person"),
        "Subject.name": Place("the text, or Atom's `@label`, else `@term`"),
        "Subject.uri": Place("`@domain` that ends in the name itself, `@scheme` and `@term` of Atom"),
        "Subject.code": Place(
            "`@domain` or `@scheme` with the topic, `cusips:MSFT`, where they are no address; else `@term` or "
            "`@nicename` that says more than the name"
        ),
        "Link.title": Place("`link@title`"),
        "Link.url": Place("`link@href`"),
        "Rights.terms": Place("`license` of any vocabulary, `link` with the relation `license`"),
        "Rights.notice": Place("`rights`, `copyright`, `dc:rights` of the item, else of the feed"),
        "Caption.text": Place("`figcaption`; `media:description`, else `media:title`; WordPress's `[caption]`"),
        "Caption.credit": Place("`media:credit`, else `media:copyright`"),
        "Caption.sources": Place("`media:credit`"),
        "Caption.anchor": Place("where the text has the figure; other pictures are lead pictures"),
        "Caption.url": Place(
            "`img@src`, `media:content@url` (the widest of a group), `enclosure@url`, `media:thumbnail@url`"
        ),
        "Article.headline": Place("`title`; else `dc:title`, `itunes:title`, `media:title`"),
        "Article.body": Place(
            "`content:encoded`, Atom's `content`, `yandex:full-text`, `xhtml:body`; the longest of several. Without"
            " them a description of several blocks that does not end in an ellipsis"
        ),
        "Article.captions": Place(
            "figures of the text; `media:content`, `media:group`, `media:thumbnail`, `itunes:image`, `image`, "
            "`enclosure`"
        ),
        "Article.sources": Place(
            "the feed's `dc:publisher`, else its `title` (publisher; distributor if the item has a `source`);"
            " `dc:creator`, `author`, `itunes:author`, else the authors of an Atom feed (author); `category` of the "
            "domain `author`; `contributor`"
        ),
        "Article.summary": Place(
            "`description`, `summary`, `excerpt:encoded`, `itunes:summary`, where it is not the body"
        ),
        "Article.byline": Place("`dc:creator` and `author` that say «by»"),
        "Article.deck": Place("WordPress's fields of plugins that are called a sub-title (`wp:postmeta`)"),
        "Article.section": Place("`prism:section`, `section`"),
        "Article.keywords": Place("`category` without a domain, `dc:subject`, `media:keywords`; tags of WordPress"),
        "Article.subjects": Place(
            "`category`, `media:category` and `itunes:category` with a `@domain`, a `@scheme` or a code (`@term`, "
            "`@nicename`) that says more than the name; categories of WordPress"
        ),
        "Article.links": Place("`link` with a title and a `rel` that is not for machines, such as related or via"),
        "Article.language": Place("`dc:language`, `xml:lang` of the item or of its text, else the feed's `language`"),
        "Article.published": Place("`pubDate`, `published`; else `issued`, `dc:date`, `created`; `wp:post_date_gmt`"),
        "Article.modified": Place("`updated`, `dcterms:modified`, `wp:post_modified_gmt`"),
        "Article.status": Place(
            "`wp:status`: `publish` is usable; `draft`, `pending`, `private`, `future` are withheld"
        ),
        "Article.rights": Place("`rights`, `copyright`, `dc:rights`; `creativeCommons:license`, `cc:license`"),
        "Article.url": Place("`feedburner:origLink`, else `link`, else a `guid` that is a permanent link"),
        "Article.id": Place("`guid`, `id`, `dc:identifier`, `rdf:about`; white space is taken out"),
    }
)
