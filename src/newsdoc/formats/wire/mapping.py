"""The place of each field of the model in IPTC 7901 and in ANPA 1312, which are only read."""

from __future__ import annotations

from newsdoc.formats.mapping import Place, complete, one_to_one

__all__ = ["ANPA_1312", "IPTC_7901", "SLUG"]

_IPTC_7901: dict[str, Place] = {
    "Paragraph.text": Place("lines up to a blank line or an indent"),
    "Subhead.text": Place("a short line above prose"),
    "ListBlock.items": Place("lines that begin with a bullet"),
    "Preformatted.text": Place("lines in columns"),
    "Source.name": Place("the agency of the header; the names in the dateline's brackets"),
    "Source.role": Place("agency, or what the name is known as"),
    "Subject.name": Place("the category, if it is one of IPTC's"),
    "Subject.uri": Place("the subject code of the category"),
    "Article.headline": Place("the last line of the head that is neither a note nor the byline"),
    "Article.body": Place("the text below the head, without dateline, marks of the end and notes to editors"),
    "Article.sources": Place("the header's agency, and those of the dateline"),
    "Article.deck": Place("a paragraph above the one with the dateline"),
    "Article.slugline": Place("the keyword line between header and text", "slug"),
    "Article.byline": Place("the line of the head below the headline that says «by»"),
    "Article.dateline": Place("`London (dpa) -`, `BERNE 23/07 (AFP) =` before the first paragraph, without the dash"),
    "Article.places": Place("the dateline's place, without its region and day"),
    "Article.section": Place("the category, as it is written"),
    "Article.keywords": Place("the words of the keyword line, parted by slashes"),
    "Article.subjects": Place("the category, if it is one of IPTC's three letters (`POL`)"),
    "Article.published": Place("the date-time group: its day if it has no zone; without month and year it is reported"),
    "Article.urgency": Place("the priority"),
    "Article.status": Place("canceled, where the head says KILL"),
    "Article.editorial_note": Place(
        "lines of the head in brackets or capitals (`1ST LEAD`); the notebook below the text"
    ),
    "Article.id": Place("service and number, `eca0003`: numbers come again every day"),
}

_ANPA_1312: dict[str, Place] = {
    "Source.role": _IPTC_7901["Source.role"],
    "Article.places": _IPTC_7901["Article.places"],
    "Paragraph.text": Place("an indented line, and the lines below it"),
    "Subhead.text": Place("a line with `^` and `=` between paragraphs"),
    "Preformatted.text": Place("rows of tables; all text in the format of tables"),
    "Source.name": Place("the agency behind the text; the names in the dateline's brackets"),
    "Article.headline": Place("the first line with `^` that is neither the slug nor a note"),
    "Article.body": Place("the indented lines, without dateline and rules (`___`)"),
    "Article.sources": Place("`AP` of `AP-WF-11-13-13 1509GMT`, and the agencies of the dateline"),
    "Article.summary": Place("a line with `^` above the byline that is a sentence"),
    "Article.slugline": Place("the first line with `^`, without version and number of words; else the header's slug"),
    "Article.byline": Place("the line with `^` that says «by», and the writer's title below it"),
    "Article.dateline": Place("`BUENOS AIRES, Argentina (AP) _` before the first paragraph, without the dash"),
    "Article.section": Place("the category, one letter, as it is written"),
    "Article.published": Place("the time behind the text; the header's day has no year and is reported"),
    "Article.urgency": Place("the priority: `f` 1, `b` 2, `u` 3, `r` 4, `d` 5, `a` `s` `w` `x` `z` 6"),
    "Article.editorial_note": Place("the version, and lines with `^` that are notes (`Eds:`, `AP Photo`)"),
    "Article.id": Place("service letter and number, `W2870`: numbers come again"),
}

IPTC_7901 = complete(_IPTC_7901)
ANPA_1312 = complete(_ANPA_1312)

(SLUG,) = (field for field, name in one_to_one(IPTC_7901).items() if name == "slug")
"""The field of the desk's working name, which both formats call a slug."""
