"""The place of each field of the model in NITF."""

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
    "Source.code": Place("`@idsrc` and `@value`"),
    "Subject.name": Place("`tobject.subject`"),
    "Subject.uri": Place("`tobject.subject.refnum`"),
    "Subject.code": Place("`tobject.subject.code`"),
    "Link.title": Place("`classifier`"),
    "Link.url": Place("`classifier@value`"),
    "Link.id": Place("`classifier@value`"),
    "Rights.holder": Place("`doc.copyright@holder`"),
    "Rights.notice": Place("`rights`"),
    "Rights.terms": Place("`rights.limitations`"),
    "Caption.text": Place("`media-caption`"),
    "Caption.credit": Place("`media-producer`"),
    "Caption.sources": Place("`media-producer/org`, `/person`"),
    "Caption.anchor": Place("the place of `figure` or `media` in the body"),
    "Caption.url": Place("`media-reference@source`"),
    "Article.headline": Place(
        "`hedline/hl1`",
        written="`hedline/hl1`, also as `title`",
        read="the same; the `title` only where there is no `hl1`; `headline` for `hedline`",
    ),
    "Article.body": Place(
        "`body.content`", read="`body.content` with or without `block`, printed notes above it, `bibliography` below it"
    ),
    "Article.captions": Place(
        "`media`",
        written="`media`, where it is printed",
        lost="of its sources: address and code of those whom neither credit nor caption name",
    ),
    "Article.sources": Place(
        "`pubdata`, `byline/person`, `revision-history`, `distributor`",
        written=(
            "`publisher`: `pubdata@name`; `author`: `byline/person`, or `revision-history`; photographer, editor,"
            " producer and other makers: `revision-history@function`; all others: `distributor/org`"
        ),
        lost=(
            "address and code of a publisher, and of a maker whom the byline does not name; a code beside an address; "
            "the order between parties "
            "of different kinds (publishers, authors, other makers, all others); an author named a second time"
        ),
    ),
    "Article.deck": Place(
        "`hedline/hl2`",
        written="`hedline/hl2`",
        read="the same; AP's copy of the headline (`originalHeadline`) is left out",
    ),
    "Article.summary": Place("`abstract`", written="`abstract/p`", read="`abstract`, blocks joined by a space"),
    "Article.slugline": Place("`du-key@key`", "du-key@key", read="the same, and ANPA's `meta` named `anpa-keyword`"),
    "Article.byline": Place(
        "`byline`",
        written="`byline`, with a `person` for each author it names",
        read="`byline` of the document or a block, several joined by a space; `byttl` is parted from the name",
    ),
    "Article.dateline": Place(
        "`dateline`",
        written="`dateline`, with a `location` for each place it names",
        lost="one that is only a date or a time",
    ),
    "Article.places": Place(
        "`dateline/location`", written="`dateline/location`; other places in `identified-content`, class `dateline`"
    ),
    "Article.section": Place("`pubdata@position.section`", "pubdata@position.section"),
    "Article.keywords": Place("`key-list/keyword`", read="the same, also of blocks"),
    "Article.subjects": Place(
        "`tobject.subject`",
        written=(
            "`tobject.subject`: the name on the level that its number tells, the address as `ipr` and `refnum`; "
            "`00000000` where there is none; the code as `code`"
        ),
        read=(
            "the same; names of broader levels are subjects of their own, and so are those in `identified-content`, "
            "`evloc` and `series`"
        ),
        lost="an address that does not end in a number or a word",
    ),
    "Article.genres": Place(
        "`classifier`",
        written="`classifier` in `identified-content`, with the type `genre`: the address as `idsrc` and `value`, the "
        "code as `value`",
        read="the same; `fixture`, `tobject.property`, a `tobject.type` other than news",
        lost="an address that does not end in a number or a word; a code beside an address",
    ),
    "Article.links": Place(
        "`classifier`",
        written="`classifier` in `identified-content`, with the type `link`: the address as `value`; with the type "
        "`item`: the id as `value`",
        lost="the id of a link that has an address",
    ),
    "Article.language": Place(
        "`xml:lang`", written="`nitf@xml:lang`", read="the same, else `@baselang`, else `body@xml:lang`"
    ),
    "Article.credit": Place("`tagline`", "tagline"),
    "Article.published": Place(
        "`date.issue`", read="the same, else `pubdata@date.publication`", lost="fractions of a second"
    ),
    "Article.modified": Place("`revision-history@norm`", read="the last one", lost="fractions of a second"),
    "Article.embargoed": Place(
        "`date.release`",
        written="`date.release`, and the status `embargoed`",
        read="`date.release`, where the status says so or it is not that of the issue",
        lost=(
            "fractions of a second; all of it where the article is withheld or canceled and the embargo ends when"
            " it was published"
        ),
    ),
    "Article.urgency": Place("`urgency@ed-urg`", "urgency@ed-urg"),
    "Article.status": Place("`docdata@management-status`", read="the same; `embargoed` without a time means withheld"),
    "Article.editorial_note": Place(
        "`ed-msg@info`",
        "ed-msg@info",
        read="the same, `correction@info`, and notes with the class `editorsnote` or the type `npa`",
    ),
    "Article.rights": Place(
        "`rights`, `doc.copyright`",
        written="`doc.copyright@holder`, `rights`, `rights.limitations`",
        read="the same, `rights.owner`, `doc.rights`",
    ),
    "Article.url": Place("`pubdata@ex-ref`", "pubdata@ex-ref"),
    "Article.id": Place(
        "`doc-id@id-string`", "doc-id@id-string", read="the same, else `nitf@uno`; white space taken out"
    ),
    "Article.version": Place("`du-key@version`", "du-key@version"),
}


def _by_element() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name, place in one_to_one(PLACES).items():
        element, _, attribute = place.partition("@")
        found.setdefault(element, {})[attribute] = name
    return found


TOLD: dict[str, dict[str, str]] = _by_element()
"""The elements that hold fields of an article as they are: attribute to field; "" is the text of the element."""
