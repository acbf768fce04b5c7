"""The place of each field of the model in schema.org's NewsArticle."""

from __future__ import annotations

from newsdoc.formats.mapping import Place

__all__ = ["PLACES"]

_LIKE_HTML = "what looks like HTML, see below"

PLACES: dict[str, Place] = {
    "Mark.kind": Place("–"),
    "Mark.start": Place("–"),
    "Mark.stop": Place("–"),
    "Mark.href": Place("–"),
    "Paragraph.text": Place("part of `articleBody`"),
    "Paragraph.marks": Place("–"),
    "Subhead.text": Place("part of `articleBody`"),
    "Subhead.marks": Place("–"),
    "Subhead.level": Place("–"),
    "Quote.text": Place("part of `articleBody`"),
    "Quote.marks": Place("–"),
    "ListBlock.items": Place("part of `articleBody`"),
    "ListBlock.ordered": Place("–"),
    "Table.rows": Place("–"),
    "Table.header_rows": Place("–"),
    "Preformatted.text": Place("part of `articleBody`"),
    "Source.name": Place("`author.name`, `publisher.name`"),
    "Source.role": Place("the property"),
    "Source.uri": Place("`@id` or `url`"),
    "Source.code": Place("`identifier`"),
    "Subject.name": Place("`about`"),
    "Subject.uri": Place("`about.@id`"),
    "Subject.code": Place("`about.termCode`"),
    "Link.title": Place("`citation.name`"),
    "Link.url": Place("`citation.url`"),
    "Link.id": Place("`citation.@id`, `citation.identifier`"),
    "Rights.holder": Place("`copyrightHolder`"),
    "Rights.notice": Place("`copyrightNotice`", "copyrightNotice"),
    "Rights.terms": Place("`usageInfo`"),
    "Caption.text": Place("`image.caption`"),
    "Caption.credit": Place("`image.creditText`"),
    "Caption.sources": Place("`image.creator`"),
    "Caption.anchor": Place("–"),
    "Caption.url": Place("`image.url`"),
    "Article.headline": Place("`headline`", "headline", read="the same, else `name`", lost=_LIKE_HTML),
    "Article.body": Place(
        "`articleBody`",
        written="`articleBody`, paragraphs parted by blank lines",
        read="the same, `text`; HTML in it is read as such; the entries of `liveBlogUpdate`, each below its headline",
        lost="sub-heads, quotes, lists, tables, links and emphasis: their words stay",
    ),
    "Article.captions": Place(
        "`image`",
        written="`image`: `ImageObject` with `caption`, `creditText`, `creator`, `url`",
        read="the same, `primaryImageOfPage`, pictures in `associatedMedia` and `hasPart`, else `thumbnailUrl`; "
        "`description`, `contentUrl`, `copyrightNotice`, `author`",
        lost="the place in the body (`anchor`), roles but photographer and agency",
    ),
    "Article.sources": Place(
        "`publisher`, `author`, `sourceOrganization`",
        written="`author`, `publisher`, `editor`, `producer`, `sponsor`, `translator`; agency is "
        "`sourceOrganization`, distributor is `provider`, all others `contributor`",
        read="the same, and `creator` for authors",
        lost="other roles, and the order across properties",
    ),
    "Article.deck": Place("`alternativeHeadline`", "alternativeHeadline", lost=_LIKE_HTML),
    "Article.summary": Place("`description`", "description", read="the same, else `abstract`", lost=_LIKE_HTML),
    "Article.slugline": Place("–", lost="all"),
    "Article.byline": Place("–", lost="all"),
    "Article.dateline": Place("`dateline`", "dateline", lost=_LIKE_HTML),
    "Article.places": Place("`locationCreated`", lost=_LIKE_HTML),
    "Article.section": Place("`articleSection`", read="the same; further ones are subjects", lost=_LIKE_HTML),
    "Article.keywords": Place(
        "`keywords`", written="`keywords`, a list", read="a list, or one text with commas", lost=_LIKE_HTML
    ),
    "Article.subjects": Place("`about`", read="`about`, `mentions`, `contentLocation`", lost=_LIKE_HTML),
    "Article.genres": Place(
        "`genre`", written="`genre`; with an address or a code as a `DefinedTerm`", lost=_LIKE_HTML
    ),
    "Article.links": Place(
        "`citation`",
        written="`citation`: `CreativeWork` with `name`, `url` and `@id`, or `identifier` if it is not a URI",
        read="`citation`, `relatedLink`, `isBasedOn`, if they have a name and an address",
        lost=_LIKE_HTML,
    ),
    "Article.language": Place("`inLanguage`", lost="one that names none, such as `und`"),
    "Article.credit": Place("`creditText`", "creditText", lost=_LIKE_HTML),
    "Article.published": Place("`datePublished`", read="the same, else `dateCreated`"),
    "Article.modified": Place("`dateModified`"),
    "Article.embargoed": Place("–", lost="all"),
    "Article.urgency": Place("–", lost="all"),
    "Article.status": Place("`creativeWorkStatus`", written="`creativeWorkStatus`, unless usable"),
    "Article.editorial_note": Place("–", lost="all"),
    "Article.rights": Place(
        "`copyrightHolder`, `copyrightNotice`",
        written="`copyrightHolder`, `copyrightNotice`, `usageInfo`",
        read="the same, `license`",
        lost=_LIKE_HTML,
    ),
    "Article.url": Place("`url`", written="`url`, `mainEntityOfPage`", lost=_LIKE_HTML),
    "Article.id": Place("`@id`, `identifier`", written="`@id`, or `identifier` if it is not a URI", lost=_LIKE_HTML),
    "Article.version": Place("`version`", written="`version`, from 2"),
}
