"""Where each field of the model stands in a page of HTML that newsdoc writes."""

from __future__ import annotations

from newsdoc.formats.mapping import Place

__all__ = ["PLACES"]

_JSON_LD = "the JSON-LD of the head"

PLACES: dict[str, Place] = {
    "Mark.kind": Place("`a`, `strong`, `em`"),
    "Mark.start": Place("where the element begins"),
    "Mark.stop": Place("where the element ends"),
    "Mark.href": Place("`a@href`"),
    "Paragraph.text": Place("`p`"),
    "Paragraph.marks": Place("inline elements of the `p`"),
    "Subhead.text": Place("`h2` to `h6`"),
    "Subhead.marks": Place("inline elements"),
    "Subhead.level": Place("1 is `h2`, 5 is `h6`"),
    "Quote.text": Place("`blockquote`"),
    "Quote.marks": Place("inline elements"),
    "ListBlock.items": Place("`li`"),
    "ListBlock.ordered": Place("`ol` instead of `ul`"),
    "Table.rows": Place("`tr`"),
    "Table.header_rows": Place("`th` in a `thead`"),
    "Preformatted.text": Place("`pre`"),
    "Source.name": Place(_JSON_LD),
    "Source.role": Place(_JSON_LD),
    "Source.uri": Place(_JSON_LD),
    "Subject.name": Place(_JSON_LD),
    "Subject.uri": Place(_JSON_LD),
    "Rights.holder": Place(_JSON_LD),
    "Rights.notice": Place("`p.notice` of the footer", "notice"),
    "Rights.terms": Place(_JSON_LD),
    "Caption.text": Place("`figcaption`"),
    "Caption.credit": Place("`small.credit` of the `figcaption`"),
    "Caption.sources": Place("the residual"),
    "Caption.anchor": Place("the place of the `figure`; the lead picture's has the class `lead`"),
    "Caption.url": Place("`img@src`"),
    "Article.headline": Place("`h1.headline`", "headline", written="`h1.headline` and the `title` of the page"),
    "Article.body": Place("`div.body`"),
    "Article.captions": Place("`figure`", written="`figure`, in reading position"),
    "Article.sources": Place(_JSON_LD),
    "Article.deck": Place("`p.deck`", "deck"),
    "Article.summary": Place(_JSON_LD, written="the JSON-LD and the page's `description`", read=_JSON_LD),
    "Article.slugline": Place("the residual"),
    "Article.byline": Place("`p.byline`", "byline"),
    "Article.dateline": Place("`p.dateline`", "dateline"),
    "Article.places": Place(_JSON_LD),
    "Article.section": Place("`p.section`", "section"),
    "Article.keywords": Place("`ul.keywords`"),
    "Article.subjects": Place(_JSON_LD),
    "Article.language": Place("`html@lang`"),
    "Article.credit": Place("`p.credit` of the footer", "credit"),
    "Article.published": Place("`time.published`", read="its `@datetime`"),
    "Article.modified": Place(_JSON_LD),
    "Article.embargoed": Place("the residual"),
    "Article.urgency": Place("the residual"),
    "Article.status": Place(_JSON_LD),
    "Article.editorial_note": Place("the residual"),
    "Article.rights": Place("`p.notice` and the JSON-LD"),
    "Article.url": Place(_JSON_LD, written="the JSON-LD and `link[rel=canonical]`", read=_JSON_LD),
    "Article.id": Place(_JSON_LD),
    "Article.version": Place(_JSON_LD),
}
"""The places in which each value is displayed, and else those in the head of the page."""
