"""The place of each field of the model in Naviga's and TT's NewsDoc, which is only read."""

from __future__ import annotations

from newsdoc.formats.mapping import Place, complete
from newsdoc.formats.wire.mapping import SLUG

__all__ = ["PLACES"]

_IN_TEXT = Place("as in the HTML of a block's `data.text`")

PLACES = complete(
    {
        "Mark.kind": _IN_TEXT,
        "Mark.start": _IN_TEXT,
        "Mark.stop": _IN_TEXT,
        "Mark.href": _IN_TEXT,
        "Paragraph.text": Place("`core/text`, `x-im/paragraph`"),
        "Paragraph.marks": _IN_TEXT,
        "Subhead.text": Place("`heading-2` and on, `x-im/subheadline1`; the title of a box of facts"),
        "Subhead.level": Place("the number of the heading"),
        "Quote.text": Place("`blockquote`"),
        "ListBlock.items": Place("`unordered-list`, `ordered-list`"),
        "ListBlock.ordered": Place("the type of the list"),
        "Table.rows": Place("`table`: its `thead` and `tbody`"),
        "Table.header_rows": Place("`thead`"),
        "Source.name": Place("`title` of a link"),
        "Source.role": Place("`rel` of a link"),
        "Source.uri": Place("`uri` of a link"),
        "Subject.name": Place("`title` of a link"),
        "Subject.uri": Place("`uri` of a link"),
        "Rights.notice": Place("meta `copyright`"),
        "Caption.text": Place("`data.caption`, `data.text` of a picture"),
        "Caption.credit": Place("`data.credit`, `photographer`, `byline` of a picture or its link"),
        "Caption.anchor": Place("where the content has the picture"),
        "Caption.url": Place("`url` of a picture or its link, else `uri`"),
        "Article.headline": Place("`heading-1`, `x-im/header`; else `title`"),
        "Article.body": Place("`content`, with the blocks of boxes in place"),
        "Article.captions": Place("`image`, `tt/visual` in `content`"),
        "Article.sources": Place("links with `rel` author, `source` (agency), `provider` (publisher)"),
        "Article.deck": Place("`preamble`"),
        "Article.summary": Place("meta `description`, `teaser`"),
        f"Article.{SLUG}": Place("meta `slugline`; else a `title` that is not the headline", "slug"),
        "Article.byline": Place("a link with `rel` author that says «by»"),
        "Article.dateline": Place("`dateline`"),
        "Article.places": Place("links to a `place`"),
        "Article.section": Place("a link with `rel` section"),
        "Article.subjects": Place("links to a `category`, `topic`, `story`, `person`, `organisation`, `event`"),
        "Article.language": Place("`language`"),
        "Article.published": Place("`published`"),
        "Article.modified": Place("`modified`"),
        "Article.status": Place("`status`, if it is one of IPTC's"),
        "Article.editorial_note": Place("meta `editorial-info`, `note`"),
        "Article.rights": Place("meta `copyright`"),
        "Article.url": Place("`url`"),
        "Article.id": Place("`uuid`, else `uri`"),
    }
)
"""The places, by the names of types without their prefix (`core/`, `tt/`, `x-im/`)."""
