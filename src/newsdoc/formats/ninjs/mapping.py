"""The place of each field of the model in ninjs."""

from __future__ import annotations

from newsdoc.formats.mapping import Place

__all__ = ["ORDER", "PLACES"]

PLACES: dict[str, Place] = {
    "Mark.kind": Place("`a`, `strong`, `em` of the XHTML body"),
    "Mark.start": Place("where the element begins"),
    "Mark.stop": Place("where the element ends"),
    "Mark.href": Place("`a@href`"),
    "Paragraph.text": Place("`p`"),
    "Paragraph.marks": Place("inline elements of the `p`"),
    "Subhead.text": Place("`h2` to `h6` of the body"),
    "Subhead.marks": Place("inline elements"),
    "Subhead.level": Place("1 is `h2`, 5 is `h6`"),
    "Quote.text": Place("`blockquote`"),
    "Quote.marks": Place("inline elements"),
    "ListBlock.items": Place("`li`"),
    "ListBlock.ordered": Place("`ol` instead of `ul`"),
    "Table.rows": Place("`tr`"),
    "Table.header_rows": Place("`th` instead of `td`"),
    "Preformatted.text": Place("`pre`"),
    "Source.name": Place("`infoSources[].name`, `people[].name`"),
    "Source.role": Place("`infoSources[].role`, `people[].rel`"),
    "Source.uri": Place("`infoSources[].uri`"),
    "Source.code": Place("`infoSources[].literal`"),
    "Subject.name": Place("`subjects[].name`"),
    "Subject.uri": Place("`subjects[].uri`"),
    "Subject.code": Place("`subjects[].literal`"),
    "Link.title": Place("`associations[].headlines[]`"),
    "Link.url": Place("`associations[].renditions[].href`"),
    "Link.id": Place("`associations[].uri`"),
    "Rights.holder": Place("`copyrightHolder`", "copyrightHolder"),
    "Rights.notice": Place("`copyrightNotice`", "copyrightNotice"),
    "Rights.terms": Place("`usageTerms`", "usageTerms"),
    "Caption.text": Place("`associations[].descriptions[]`"),
    "Caption.credit": Place("`associations[].by`"),
    "Caption.sources": Place("`associations[].infoSources`"),
    "Caption.anchor": Place("the place of `figure` or `media` in the body"),
    "Caption.url": Place("`associations[].renditions[].href`"),
    "Article.headline": Place(
        "`headlines[main]`",
        written="`headlines` with the role main",
        read="`headlines`, `headline`, `headline_…`: main or none first; else `title`; others are reported",
    ),
    "Article.body": Place(
        "`bodies[]`",
        written="`bodies` with the role main: XHTML in one `div`",
        read="the richest of `bodies` and `body_…`: HTML, the longest of several, then NITF, then plain "
        "text; others are reported",
    ),
    "Article.captions": Place(
        "`associations[]`",
        written="`associations` of the type picture, and an empty `figure` in the body",
        read="the same, and the figures of the body",
    ),
    "Article.sources": Place(
        "`infoSources`, `people`",
        written="authors and photographers in `people`, with the role as relation; all others in `infoSources`",
        read="the same; Superdesk's `source` (an agency) and `authors`",
    ),
    "Article.deck": Place(
        "`headlines[sub]`",
        written="`headlines` with the role sub",
        read="a headline whose role speaks of a sub-head or deck; Superdesk's `extra.subtitle`",
    ),
    "Article.summary": Place(
        "`descriptions[summary]`",
        written="`descriptions` with the role summary",
        read="`descriptions`, `description_…`: summary, teaser, abstract, intro, lead, none, text; others are reported",
    ),
    "Article.slugline": Place("`slugline`", "slugline"),
    "Article.byline": Place("`by`", "by", read="the same, `byline`"),
    "Article.dateline": Place("–", written="in the residual, beside `located`", read="the same, `dateline`"),
    "Article.places": Place(
        "`located`, `places[]`", written="`located`, further ones in `places` with the relation located"
    ),
    "Article.section": Place(
        "`subjects[section]`",
        written="`subjects` with the relation section",
        read="the same; the first of Superdesk's `service`",
    ),
    "Article.keywords": Place(
        "`subjects[keyword]`", written="`subjects` with the relation keyword", read="the same, `keywords`"
    ),
    "Article.subjects": Place(
        "`subjects[]`",
        written="`subjects` with the relation about",
        read="`subjects`, `subject`, and places, people, organisations, objects and events that the item "
        "speaks of, dpa's `categories`; an address from `uri`, or from `scheme` and `code`, else these as the code",
    ),
    "Article.genres": Place("`genres[]`", read="the same, `genre`; name, address and code as for subjects"),
    "Article.links": Place(
        "`associations[]`",
        written="`associations` of the type text with the relation seeAlso; an id that is not a URI in `altIds`",
        read="`associations` that are not pictures and have a headline; their other texts are reported; "
        "dpa's `linkbox_html`; `contactInfo` of the type web",
    ),
    "Article.language": Place(
        "`language`", written="`language`; one that names none, such as `und`, also in the residual"
    ),
    "Article.credit": Place("`descriptions[creditline]`", written="`descriptions` with the role creditline"),
    "Article.published": Place(
        "`contentCreated`",
        written="`contentCreated`; a bare date as its first moment in UTC, named in the residual",
        read="`contentCreated`, else `firstpublished`, else `firstCreated`",
    ),
    "Article.modified": Place(
        "`versionCreated`",
        written="`versionCreated`; without one the time of writing, named in the residual",
        read="`versionCreated`",
    ),
    "Article.embargoed": Place("`embargoedUntil`", read="the same, `embargoed`"),
    "Article.urgency": Place("`urgency`"),
    "Article.status": Place("`pubStatus`"),
    "Article.editorial_note": Place("`edNote`", "edNote"),
    "Article.rights": Place("`copyrightHolder`, `copyrightNotice`, `usageTerms`"),
    "Article.url": Place(
        "`altIds[]`",
        written="`altIds` with the role canonicalUrl, and the rendition `web`",
        read="`altIds` whose role speaks of a URL, else the rendition",
    ),
    "Article.id": Place(
        "`uri`",
        written="`uri`; without one `urn:newsdoc:sha256:…` of the article, one that is not a URI as "
        "`urn:newsdoc:id:…`, both named in the residual",
        read="`uri`, `guid`",
    ),
    "Article.version": Place("`version`", read="the same; what is not a number from 1 is left out"),
}

ORDER = (
    "uri", "standard", "type", "representationType", "version", "versionCreated", "contentCreated", "embargoedUntil",
    "pubStatus", "urgency", "copyrightHolder", "copyrightNotice", "usageTerms", "edNote", "language", "headlines", "by",
    "located", "slugline", "descriptions", "bodies", "infoSources", "people", "places", "subjects", "genres", "altIds",
    "renditions", "associations",
)  # fmt: skip
"""The properties that are written, as the schema orders them."""
