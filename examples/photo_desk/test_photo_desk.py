"""The project's own tests: one example, and one rule for all articles that newsdoc's strategies make."""

from hypothesis import given
from hypothesis import strategies as st
from photo_desk import Bill, bills

from newsdoc import Article, Caption, Source
from newsdoc.strategies import typical_articles


def test_agencies_come_before_photographers() -> None:
    sources = [Source("Ann Example", "photographer"), Source("ACME", "agency")]
    article = Article(captions=[Caption("The bridge.", credit="Ann Example/ACME", sources=sources)] * 2)
    assert bills([article], {"ACME": 7}) == [Bill("ACME", 2, 14)]


@given(st.lists(typical_articles()))
def test_no_picture_is_paid_twice(articles: list[Article]) -> None:
    pictures = sum(len(article.captions) for article in articles)
    assert sum(bill.pictures for bill in bills(articles, {})) <= pictures
