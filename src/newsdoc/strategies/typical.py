"""Articles such as a newspaper prints: a headline, a byline, some paragraphs, perhaps a captioned picture.

For tests and demonstrations of programs that use newsdoc, where the corners of the model would only be in the way.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from newsdoc.model import Article, Block, Caption, Quote, Source, Subhead

__all__ = ["typical_articles"]

_PEOPLE = ("Ann Example", "Bo Sample", "Mona Specimen", "Tam Hollis", "Zoë Muster")
_PLACES = ("Northport", "Orva Valley", "Harbour Town", "Lake District", "Old Market")
_THINGS = ("bridge", "museum", "ferry", "school", "theatre", "market hall")
_EVENTS = ("opens in spring", "closes for repairs", "wins a prize", "gets a new roof", "stays as it is")
_OPENERS = ("The council said on Monday that", "Officials confirmed that", "After a long debate,", "For years,")
_ENDS = (
    "the work would cost two million crowns.",
    "nobody had expected the decision.",
    "residents had asked for a second hearing.",
    "the plans are open to the public until June.",
)
_AGENCIES = ("Example Wire", "Sample Press Agency", "Specimen Photos")
_SECTIONS = ("Local", "Culture", "Economy", "Sport")
_FIRST = datetime(2000, 1, 1, tzinfo=UTC)


def _sentences() -> SearchStrategy[str]:
    return st.builds("{} the {} in {}, and {}".format, _one(_OPENERS), _one(_THINGS), _one(_PLACES), _one(_ENDS))


def _one(words: tuple[str, ...]) -> SearchStrategy[str]:
    return st.sampled_from(words)


def _paragraphs() -> SearchStrategy[str]:
    return st.lists(_sentences(), min_size=1, max_size=3).map(" ".join)


@st.composite
def _body(draw: DrawFn) -> tuple[Block, ...]:
    """Draw two to six paragraphs, perhaps with a sub-head and a quote among them."""
    body: list[Block] = list(draw(st.lists(_paragraphs(), min_size=2, max_size=6)))
    if draw(st.booleans()):
        body.insert(len(body) // 2, Subhead(f"What the {draw(_one(_THINGS))} needs"))
    if draw(st.booleans()):
        body.append(Quote(f"“We have waited for this,” said {draw(_one(_PEOPLE))}."))
    return tuple(body)


def _captions() -> SearchStrategy[Caption]:
    text = st.builds("The {} in {}.".format, _one(_THINGS), _one(_PLACES))
    printed = st.builds("{}/{}".format, _one(_AGENCIES), _one(_PEOPLE))
    return st.builds(Caption, text, printed)


@st.composite
def typical_articles(draw: DrawFn) -> Article:
    """Return a strategy for English articles such as a newspaper prints, with most of the usual fields set.

    Every article has a headline, a body, a publisher, a time and an address. For the whole of the model use
    `articles`.
    """
    place, thing, author = draw(_one(_PLACES)), draw(_one(_THINGS)), draw(_one(_PEOPLE))
    number = draw(st.integers(1, 99_999))
    minutes = draw(st.integers(0, 30 * 365 * 24 * 60))
    zone = timezone(timedelta(hours=draw(st.integers(-5, 5))))
    agency = draw(st.none() | _one(_AGENCIES))
    return Article(
        f"{place} {thing.title()} {draw(_one(_EVENTS)).title()}",
        draw(_body()),
        captions=draw(st.lists(_captions(), max_size=2)),
        sources=[
            Source("The Example Gazette", "publisher"),
            Source(author, "author"),
            *([Source(agency, "agency")] if agency else []),
        ],
        deck=draw(st.none() | st.just(f"The {thing} has been a concern of the whole town")),
        byline=f"By {author}",
        dateline=f"{place.upper()} ({agency}) —" if agency else None,
        places=[place],
        section=draw(_one(_SECTIONS)),
        keywords=draw(st.lists(_one(_THINGS), max_size=3, unique=True)),
        language="en",
        published=(_FIRST + timedelta(minutes=minutes)).astimezone(zone),
        url=f"https://gazette.example/{thing.replace(' ', '-')}-{number}",
        id=f"urn:newsdoc:example:{number}",
    )
