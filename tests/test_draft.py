from __future__ import annotations

from newsdoc import Article, Caption, Rights
from newsdoc.formats.draft import Draft, articles


def test_a_field_that_the_model_refuses_costs_only_itself():
    heard = []
    bad = Draft(
        line=3, fields={"headline": "", "body": ["A\tb", "C"], "deck": "D"}, rights={"holder": "", "terms": "T"}
    )
    bad.captions.append(Caption("P", anchor=2))
    good = Draft(fields={"headline": "H"})
    good.note("repair.value", "mended", 7, ".headline")
    mended = Article(deck="D", body=["C"], captions=[Caption("P")], rights=Rights(terms="T"))
    assert list(articles([bad, good], heard.append)) == [mended, Article("H")]
    assert [(each.code, each.line, each.path) for each in heard] == [
        ("repair.value", 3, "$[0].rights.holder"),
        ("repair.value", 3, "$[0].headline"),
        ("repair.value", 3, "$[0].body"),
        ("repair.value", 3, "$[0].captions"),
        ("repair.value", 7, "$[1].headline"),
    ]
    assert "'A b'" in heard[2].message


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
