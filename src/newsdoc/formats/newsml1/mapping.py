"""The place of each field of the model in NewsML 1, which is only read."""

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
    "Source.code": Place("–"),
    "Subject.name": Place("`@FormalName`, or the `Description` of a `Topic`"),
    "Subject.uri": Place("eight digits in `@FormalName`"),
    "Subject.code": Place("`Subject@FormalName` that is not eight digits"),
    "Link.title": Place("`Comment` of the reference, or the type of the `NewsLine`"),
    "Link.url": Place("a `NewsLine` that is an address"),
    "Link.id": Place("`@NewsItem`"),
    "Rights.holder": Place("`CopyrightHolder`"),
    "Rights.notice": Place("`CopyrightLine`"),
    "Rights.terms": Place("`RightsLine`, `UsageType`, `Limitations`"),
    "Caption.text": Place("a text with the role `caption`, else the picture's `HeadLine`"),
    "Caption.credit": Place("the picture's `CreditLine`, else its `ByLine`"),
    "Caption.sources": Place("the picture's `AdministrativeMetadata/*/Party`"),
    "Caption.anchor": Place("where the text's NITF names the picture"),
    "Caption.url": Place("`ContentItem@Href`"),
    "Article.headline": Place("`HeadLine`; the outermost component first", "HeadLine"),
    "Article.body": Place(
        "`DataContent` as NITF, XHTML, pieces of either, escaped HTML or NITF, or plain text, encoded as"
        " Base64 or quoted-printable or not; components in the order lead, body, contact"
    ),
    "Article.captions": Place(
        "components with a picture: the text with the role Caption, else their `HeadLine`; `CreditLine`,"
        " else `ByLine`, else the maker; where the text names the component (`data-location`), the "
        "caption stands there"
    ),
    "Article.sources": Place("`Provider` (publisher), `Creator` (author), `Source` (agency), `Contributor`"),
    "Article.deck": Place("`SubHeadLine`", "SubHeadLine"),
    "Article.summary": Place("components with the role Abstract"),
    "Article.slugline": Place("`SlugLine`, else `NameLabel`", "SlugLine"),
    "Article.byline": Place("`ByLine` and `ByLineTitle`"),
    "Article.dateline": Place("`DateLine`; one that is only a time is reported"),
    "Article.places": Place(
        "`Location` of the origin: city, else area, else country; what is larger, and places of the event, are topics"
    ),
    "Article.section": Place("`position.section` of NITF inside"),
    "Article.keywords": Place(
        "`KeywordLine`, cut at commas, semicolons and slashes, and each `Property` whose name ends in "
        "Keyword, Keywords, HashTag or CashTag"
    ),
    "Article.subjects": Place(
        "`SubjectCode`, its numbers as IPTC's addresses; names from NITF inside; topics that the item "
        "describes and refers to; each `Property` that names a company, person, organisation, event, topic or security"
    ),
    "Article.genres": Place("`Genre`; as in NITF inside"),
    "Article.links": Place(
        "`NewsItemRef`, `AssociatedWith` with a `Comment`; a `NewsLine` that is an address, with its type as the title"
    ),
    "Article.language": Place("`Language`, `xml:lang`; `x-default`, `und` and their like are none"),
    "Article.credit": Place("`CreditLine`", "CreditLine"),
    "Article.published": Place("`FirstCreated`"),
    "Article.modified": Place("`ThisRevisionCreated`"),
    "Article.embargoed": Place("`StatusWillChange`"),
    "Article.urgency": Place("`Urgency`", "Urgency"),
    "Article.status": Place("`Status`"),
    "Article.editorial_note": Place(
        "`Instruction`; each `Comment` that is a note, wherever it is; elements, properties and news "
        "lines that are called a note, an instruction, an advisory or a correction, and ProductLine; "
        "other comments and news lines are reported"
    ),
    "Article.rights": Place("`RightsMetadata`, `CopyrightLine`, `RightsLine`"),
    "Article.url": Place("`ex-ref` of NITF inside"),
    "Article.id": Place(
        ("`PublicIdentifier`, with the revision that it names, and `#Duid` for an article that is one of several"),
        "PublicIdentifier",
    ),
    "Article.version": Place("`RevisionId`", "RevisionId"),
}

TOLD: dict[str, str] = {name: field for field, name in one_to_one(PLACES).items()}
"""The elements that hold a field of an article as it is."""
