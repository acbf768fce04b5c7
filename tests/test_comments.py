"""Where the comments of readers begin."""

from __future__ import annotations

import pytest

from newsdoc.formats import rawdump
from newsdoc.page.layouts.comments import above_comments, heads_comments


@pytest.mark.parametrize(
    "text",
    ["12 Kommentare", "Comments (14)", "comments", "Leave a comment", "Laisser un commentaire", "3 تعليقات", "댓글 12"],
)
def test_these_stand_above_comments(text):
    assert heads_comments(text)


@pytest.mark.parametrize(
    "text", ["", "12", "Angry comments", "The mayor's comments", "Comments on the toll", "No comment", "12 " + "x" * 60]
)
def test_these_do_not(text):
    assert not heads_comments(text)


def test_a_story_ends_above_them_but_not_near_its_head():
    texts = ["a" * 30, "Comments", "b" * 70, "2 comments", "c" * 200, "d" * 200]
    assert above_comments(texts, [0, 2, 4, 5]) == [0, 2, 4, 5]  # 30 and 100 of 500 characters are above the two
    assert above_comments(texts[:5], [0, 2, 4]) == [0, 2]
    assert above_comments(texts, [0, 2]) == [0]  # 30 of 100
    assert above_comments([], []) == []
    assert above_comments(["Comments", "a" * 30, "b" * 70], [1, 2]) == [1, 2]  # a heading above the story is none of it


def test_a_heading_above_comments_is_short():
    assert heads_comments(f"12 comments {'x' * 48}")
    assert not heads_comments(f"12 comments {'x' * 49}")
    assert heads_comments("12 new comments")
    assert not heads_comments("12 new comments today")


def test_what_readers_write_is_no_part_of_an_article():
    story = [
        f"The council agreed on {day} to reopen the old bridge in spring, after eleven years without one, it said."
        for day in ("Monday", "Tuesday", "Friday", "Sunday")
    ]
    said = "I have waited for this bridge since I moved here, and I can hardly believe that it is true, to be honest."
    lines = ["Old bridge to reopen in spring", "", *story, "", "2 comments", "ann77", said, "bo", said[:-1] + "!"]
    [article] = rawdump.loads("\n".join(lines))
    assert article.body == tuple(story)
