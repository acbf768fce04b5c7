"""Where each field of the model stands in NewsML 1, which is only read."""

from __future__ import annotations

from newsdoc.formats.mapping import Place, one_to_one

__all__ = ["PLACES", "TOLD"]

_IN_CONTENT = "as in the NITF or XHTML of a `DataContent`"

PLACES: dict[str, Place] = {
    "Mark.kind": Place(_IN_CONTENT),
    "Mark.start": Place(_IN_CONTENT),
    "Mark.stop": Place(_IN_CONTENT),
    "Mark.href": Place(_IN_CONTENT),
    "Paragraph.text": Place(_IN_CONTENT),
    "Paragraph.marks": Place(_IN_CONTENT),
    "Subhead.text": Place(_IN_CONTENT),
    "Subhead.marks": Place(_IN_CONTENT),
    "Subhead.level": Place(_IN_CONTENT),
    "Quote.text": Place(_IN_CONTENT),
    "Quote.marks": Place(_IN_CONTENT),
    "ListBlock.items": Place(_IN_CONTENT),
    "ListBlock.ordered": Place(_IN_CONTENT),
    "Table.rows": Place(_IN_CONTENT),
    "Table.header_rows": Place(_IN_CONTENT),
    "Preformatted.text": Place(_IN_CONTENT),
    "Source.name": Place("`Party@FormalName`"),
    "Source.role": Place("the element around the `Party`"),
    "Source.uri": Place("–"),
    "Subject.name": Place("`@FormalName`, or the `Description` of a `Topic`"),
    "Subject.uri": Place("eight digits in `@FormalName`"),
    "Rights.holder": Place("`CopyrightHolder`"),
    "Rights.notice": Place("`CopyrightLine`"),
    "Rights.terms": Place("`RightsLine`, `UsageType`, `Limitations`"),
    "Caption.text": Place("a text with the role `caption`, else the picture's `HeadLine`"),
    "Caption.credit": Place("the picture's `CreditLine`, else its `ByLine`"),
    "Caption.sources": Place("the picture's `AdministrativeMetadata/*/Party`"),
    "Caption.anchor": Place("where the text's NITF names the picture"),
    "Caption.url": Place("`ContentItem@Href`"),
    "Article.headline": Place("`HeadLine`", "HeadLine"),
    "Article.body": Place("`DataContent`"),
    "Article.captions": Place("a `NewsComponent` with a picture"),
    "Article.sources": Place("`AdministrativeMetadata/*/Party`"),
    "Article.deck": Place("`SubHeadLine`", "SubHeadLine"),
    "Article.summary": Place("a text with the role `abstract` or `summary`"),
    "Article.slugline": Place("`SlugLine`, else `NameLabel`", "SlugLine"),
    "Article.byline": Place("`ByLine`, `ByLineTitle`"),
    "Article.dateline": Place("`DateLine`"),
    "Article.places": Place("`Location`"),
    "Article.section": Place("–"),
    "Article.keywords": Place("`KeywordLine`, `Property`"),
    "Article.subjects": Place("`SubjectCode/*`, `TopicOccurrence`"),
    "Article.language": Place("`Language@FormalName`, else `xml:lang`"),
    "Article.credit": Place("`CreditLine`", "CreditLine"),
    "Article.published": Place("`FirstCreated`"),
    "Article.modified": Place("`ThisRevisionCreated`"),
    "Article.embargoed": Place("`StatusWillChange/DateAndTime`"),
    "Article.urgency": Place("`Urgency@FormalName`", "Urgency"),
    "Article.status": Place("`Status@FormalName`"),
    "Article.editorial_note": Place("`Instruction`, notes among the `NewsLine`s, `Property` and `Comment`"),
    "Article.rights": Place("`RightsMetadata`, `CopyrightLine`, `RightsLine`"),
    "Article.url": Place("–"),
    "Article.id": Place("`PublicIdentifier`", "PublicIdentifier"),
    "Article.version": Place("`RevisionId`", "RevisionId"),
}

TOLD: dict[str, str] = {name: field for field, name in one_to_one(PLACES).items()}
"""The elements that tell a field of an article as it is."""
