"""Where each field of the model stands in NITF."""

from __future__ import annotations

from newsdoc.formats.mapping import Place, one_to_one

__all__ = ["PLACES", "TOLD"]

PLACES: dict[str, Place] = {
    "Mark.kind": Place("`a`, `em` (`@class` if strong)"),
    "Mark.start": Place("where the element begins"),
    "Mark.stop": Place("where the element ends"),
    "Mark.href": Place("`a@href`"),
    "Paragraph.text": Place("`p`"),
    "Paragraph.marks": Place("inline elements of the `p`"),
    "Subhead.text": Place("`hl2`"),
    "Subhead.marks": Place("inline elements"),
    "Subhead.level": Place("`hl2@class`"),
    "Quote.text": Place("`bq`"),
    "Quote.marks": Place("inline elements"),
    "ListBlock.items": Place("`li`"),
    "ListBlock.ordered": Place("`ol` instead of `ul`"),
    "Table.rows": Place("`tr`"),
    "Table.header_rows": Place("`th` instead of `td`"),
    "Preformatted.text": Place("`pre`"),
    "Source.name": Place("`org`, `person`, `pubdata@name`"),
    "Source.role": Place("the element, `@class`"),
    "Source.uri": Place("`@value`"),
    "Subject.name": Place("`tobject.subject`"),
    "Subject.uri": Place("`tobject.subject.refnum`"),
    "Rights.holder": Place("`doc.copyright@holder`"),
    "Rights.notice": Place("`rights`"),
    "Rights.terms": Place("`rights.limitations`"),
    "Caption.text": Place("`media-caption`"),
    "Caption.credit": Place("`media-producer`"),
    "Caption.sources": Place("`media-producer/org`, `/person`"),
    "Caption.anchor": Place("the place of `figure` or `media` in the body"),
    "Caption.url": Place("`media-reference@source`"),
    "Article.headline": Place("`hedline/hl1`"),
    "Article.body": Place("`body.content`"),
    "Article.captions": Place("`media`"),
    "Article.sources": Place("`pubdata`, `byline/person`, `revision-history`, `distributor`"),
    "Article.deck": Place("`hedline/hl2`"),
    "Article.summary": Place("`abstract`"),
    "Article.slugline": Place("`du-key@key`", "du-key@key"),
    "Article.byline": Place("`byline`"),
    "Article.dateline": Place("`dateline`"),
    "Article.places": Place("`dateline/location`"),
    "Article.section": Place("`pubdata@position.section`", "pubdata@position.section"),
    "Article.keywords": Place("`key-list/keyword`"),
    "Article.subjects": Place("`tobject.subject`"),
    "Article.language": Place("`xml:lang`"),
    "Article.credit": Place("`tagline`", "tagline"),
    "Article.published": Place("`date.issue`"),
    "Article.modified": Place("`revision-history@norm`"),
    "Article.embargoed": Place("`date.release`"),
    "Article.urgency": Place("`urgency@ed-urg`", "urgency@ed-urg"),
    "Article.status": Place("`docdata@management-status`"),
    "Article.editorial_note": Place("`ed-msg@info`", "ed-msg@info"),
    "Article.rights": Place("`rights`, `doc.copyright`"),
    "Article.url": Place("`pubdata@ex-ref`", "pubdata@ex-ref"),
    "Article.id": Place("`doc-id@id-string`", "doc-id@id-string"),
    "Article.version": Place("`du-key@version`", "du-key@version"),
}

TOLD: dict[str, dict[str, str]] = {}
"""The elements that tell fields of an article as they are: attribute to field; "" is the text of the element."""

for _field, _name in one_to_one(PLACES).items():
    _element, _, _attribute = _name.partition("@")
    TOLD.setdefault(_element, {})[_attribute] = _field
