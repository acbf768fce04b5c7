"""Where each field of the model stands in NewsML-G2."""

from __future__ import annotations

from newsdoc.formats.mapping import Place

__all__ = ["PLACES"]

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
    "Source.name": Place("`name` of provider, creator, infoSource"),
    "Source.role": Place("provider, or `@role` in `cpprole:`"),
    "Source.uri": Place("`@uri`, `@qcode`", read="the same, else the e-mail address of a party as `mailto:`"),
    "Source.code": Place("`@literal`"),
    "Subject.name": Place("`subject/name`"),
    "Subject.uri": Place("`subject@uri`, `subject@qcode`"),
    "Subject.code": Place("`subject@literal`"),
    "Link.title": Place("`link/title`"),
    "Link.url": Place("`link@href`"),
    "Link.id": Place("`link@residref`"),
    "Rights.holder": Place("`rightsInfo/copyrightHolder`", "copyrightHolder"),
    "Rights.notice": Place("`rightsInfo/copyrightNotice`", "copyrightNotice"),
    "Rights.terms": Place("`rightsInfo/usageTerms`", "usageTerms"),
    "Caption.text": Place("`figcaption` and `partMeta/description`"),
    "Caption.credit": Place("`partMeta/creditline`"),
    "Caption.sources": Place("`partMeta/creator`"),
    "Caption.anchor": Place("the place of `figure` or `media` in the body"),
    "Caption.url": Place("`img@src`"),
    "Article.headline": Place(
        "`contentMeta/headline`",
        written="`headline` with `ndhl:main`, and the `title` of the XHTML",
        read=(
            "`headline` by role (main, title), then language, rank and order; else `hl1`, `h1` or "
            "`title` of the body, `title` of the item"
        ),
    ),
    "Article.body": Place(
        "`contentSet/inlineXML`",
        written="`inlineXML` with XHTML",
        read=(
            "the richest rendition: XHTML or HTML, NITF, other XML, `inlineData` as HTML or plain text, "
            "Base64 too, then the prose of markup that no standard knows; a rendition with other words "
            "is reported"
        ),
    ),
    "Article.captions": Place(
        "`figure` with its `partMeta`",
        written="`figure` in reading position, and a `partMeta`",
        read="`figure`, NITF's `media`, picture items and links to them, `partMeta`",
    ),
    "Article.sources": Place(
        "`provider`, `creator`, `infoSource`",
        written=(
            "the first publisher is `provider`; author and photographer are `creator`, editor is "
            "`contributor`, all others `infoSource`"
        ),
        read="`provider`, then `creator`, `contributor`, `infoSource` in their order",
    ),
    "Article.deck": Place(
        "second `headline` with a role",
        written="`headline` with `ndhl:deck`",
        read=(
            "a `headline` with such a role (sub…, deck), else the next one by language, rank and order; "
            "further ones are reported"
        ),
    ),
    "Article.summary": Place(
        "`description` (`drol:summary`)",
        written="`description` with `drol:summary`",
        read=(
            "`description`, first of the roles summary, teaser, abstract, intro, lead, none, and the "
            "others; further ones are reported"
        ),
    ),
    "Article.slugline": Place(
        "`slugline`",
        "slugline",
        read="the same, several joined by a space; else `title`, beside a headline",
    ),
    "Article.byline": Place("`by`", "by", read="the same, several joined by a space; also NITF's head"),
    "Article.dateline": Place(
        "`dateline`",
        "dateline",
        read="the same, several joined by a space, but no time stamps; also NITF's head",
    ),
    "Article.places": Place(
        "`located`",
        written="`located/name`",
        read="`located`: its name, else its literal, code or address",
    ),
    "Article.section": Place(
        "`subject` (`cpnat:abstract`)",
        written="`subject` with the type `nd:section`",
        read="the same only: an agency's categories stay subjects",
    ),
    "Article.keywords": Place("`keyword`"),
    "Article.subjects": Place(
        "`subject`",
        written="`subject` with `cpnat:abstract`, `name`, `@uri` or IPTC's `@qcode`; the code as `@literal`",
        read=(
            "`subject`: name as for places, of a media topic else IPTC's name; `@uri`, else the code in a scheme that "
            "the item or the caller declares, or IPTC's; then `memberOf`, `service`, names in `assert` and `broader`"
        ),
    ),
    "Article.genres": Place(
        "`genre`",
        written="`genre` with `name`; a genre of IPTC's as `@qcode`, any other as for subjects",
        read="the same; name and address as for subjects",
    ),
    "Article.links": Place(
        "`link`",
        written="`link` with `irel:seeAlso`, `@href`, `@residref` and `title`",
        read="every `link` with a title, or else a web address, that is not one to a picture, and the title of an "
        "`itemRef` to an item that is not here; the web address of a party in an `assert`",
    ),
    "Article.language": Place(
        "`language@tag` and `xml:lang`",
        written="`@xml:lang` and `language@tag`",
        read=(
            "`language@tag`; `@xml:lang` of the item where there is none, or where it says the same "
            "more exactly (`it`, `it-IT`)"
        ),
    ),
    "Article.credit": Place("`contentMeta/creditline`", "creditline", read="the same, several joined by a space"),
    "Article.published": Place(
        "`contentCreated`",
        written="`contentCreated`, and `firstCreated` if it has a time",
        read="`contentCreated`, else `firstCreated`",
    ),
    "Article.modified": Place(
        "`versionCreated`",
        written="`versionCreated`; without one the time of writing, named in the residual",
        read="`versionCreated`",
    ),
    "Article.embargoed": Place("`embargoed`", read="the same; one that is empty or no time means `status` withheld"),
    "Article.urgency": Place("`urgency`"),
    "Article.status": Place("`pubStatus`"),
    "Article.editorial_note": Place(
        "`edNote`",
        "edNote",
        read="the same, several joined by a space; also of parts and groups, and NITF's `ed-msg`",
    ),
    "Article.rights": Place(
        "`rightsInfo`",
        written="`copyrightHolder/name`, `copyrightNotice`, `usageTerms`",
        read="the same, in all languages that are there",
    ),
    "Article.url": Place(
        "`link` and `altId`",
        written="`altId` with `nd:canonical`, and a `link` for those who do not know ours",
        read="`altId` of a type that speaks of a URL",
    ),
    "Article.id": Place(
        "`@guid`",
        written="`@guid`; without one `urn:newsdoc:sha256:…` of the article, named in the residual",
        read="`@guid`, white space taken out",
    ),
    "Article.version": Place("`@version`"),
}
