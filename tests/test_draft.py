from __future__ import annotations

from newsdoc import Article, Diagnostic
from newsdoc.formats.draft import Draft, articles


def test_what_cannot_be_an_article_does_not_stop_the_others():
    heard = []
    bad, good = Draft(line=3, fields={"headline": ""}), Draft(fields={"headline": "H"})
    good.note("repair.value", "mended", 7, ".headline")
    assert list(articles([bad, good], heard.append)) == [Article("H")]
    assert heard == [
        Diagnostic("error.item", "an item cannot be read: Article.headline is empty", 3),
        Diagnostic("repair.value", "mended", 7, "$[0].headline"),
    ]


def test_a_text_said_twice_is_kept_once():
    draft = Draft()
    for text in ("By Ann", "", "By Bo", "By Ann"):
        draft.add("byline", text)
    assert draft.article() == Article(byline="By Ann By Bo")


def test_of_two_texts_for_one_field_the_second_is_reported():
    from lxml import etree

    draft, element = Draft(), etree.Element("hl1")
    for text in ("A", "A ", "B"):
        draft.put("headline", text.strip(), element)
    assert draft.article() == Article("A")
    assert [note.code for note in draft.notes] == ["repair.dropped"]
