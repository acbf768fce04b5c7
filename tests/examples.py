"""Documents that several tests share: one article with something in every field."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from newsdoc import (
    Article,
    Caption,
    Link,
    ListBlock,
    Mark,
    Paragraph,
    Preformatted,
    Quote,
    Rights,
    Source,
    Subhead,
    Subject,
    Table,
)

FULL = Article(
    "Council approves the bridge",
    [
        "The council approved the new bridge on Friday.",
        Paragraph(
            "Read the plan in full.",
            [
                Mark("link", 5, 13, "https://council.example/plan"),
                Mark("strong", 9, 13),
                Mark("emphasis", 17, 21),
            ],
        ),
        Subhead("What comes next", level=2),
        Quote("We waited ten years.", [Mark("strong", 0, 2)]),
        ListBlock(["first", Paragraph("second", [Mark("emphasis", 0, 6)])], ordered=True),
        Table([["for", "against"], ["41", ""]], header_rows=1),
        Preformatted("a\tb\n  c\n"),
    ],
    captions=[
        Caption("The old bridge.", "EPA/Ann Example", sources=[Source("EPA", "agency")], url="https://p.example/1"),
        Caption(None, "AFP", anchor=7),
        Caption(url="https://p.example/2", anchor=7),
    ],
    sources=[
        Source("Example Post", "publisher", uri="https://post.example/"),
        Source("Ann Example", "author"),
        Source("Bo Example", "author"),
        Source("Wire", code="nprov:WIRE"),
    ],
    deck="Work begins in May",
    summary="A vote.",
    slugline="BRIDGE-VOTE",
    byline="By Ann Example",
    dateline="BAGHDAD (Wire) —",
    places=["Baghdad", "بغداد"],
    section="Local",
    keywords=["bridge", "council"],
    subjects=[Subject("transport", uri="https://topics.example/t"), Subject("votes", code="ex:12")],
    genres=[Subject("Report", uri="http://cv.iptc.org/newscodes/genre/Current"), Subject("Analysis")],
    links=[
        Link("The plan in full", "https://council.example/plan", id="council:1"),
        Link("The old bridge", id="post:7"),
    ],
    language="en-GB",
    credit="Example Wire",
    published=date(2025, 3, 14),
    modified=datetime(2025, 3, 14, 9, 30, 0, 123456, tzinfo=timezone(timedelta(hours=3))),
    embargoed=datetime(2025, 3, 14, 6, 0, tzinfo=UTC),
    urgency=3,
    status="withheld",
    editorial_note="Corrects spelling.",
    rights=Rights(holder="Example Post", notice="© 2025 Example Post", terms="Ask first."),
    url="https://post.example/bridge?a=%20#top",
    id="post:2025/bridge",
    version=4,
)
