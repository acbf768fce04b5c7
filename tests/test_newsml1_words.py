"""No word of a NewsML 1 item is lost in silence: each is in an article or in a report, wherever it stands."""

from __future__ import annotations

from base64 import b64encode
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from newsdoc.formats import json, newsml1

ROLES = ["", "Main", "Lead", "Contact", "HeadLine", "SubHeadLine", "Abstract", "Caption", "Title", "TweetText", "Other"]
LINES = [
    "HeadLine", "SubHeadLine", "ByLine", "ByLineTitle", "DateLine", "CreditLine", "CopyrightLine", "RightsLine",
    "SeriesLine", "SlugLine", "KeywordLine", "EditorialNote",
]  # fmt: skip
FORMS = [
    "<p>{}</p>", "{}", "<html><head><title>{}</title></head><body><h1>{}</h1><ul><li>{}</li></ul></body></html>",
    ("<nitf><head><title>{}</title></head><body><body.head><hedline><hl1>{}</hl1><hl2>{}</hl2></hedline><byline>{}"
    "</byline><dateline>{}</dateline></body.head><body.content><p>{}</p></body.content></body></nitf>"),
    "&lt;p&gt;{}&lt;/p&gt;&lt;p&gt;{}&lt;/p&gt;", "&lt;![CDATA[{}]]&gt;", "{} <b>{}</b> <p>{}</p>",
    ("<nitf><body><body.content><block><p>{}</p></block><media><media-caption>{}</media-caption></media>"
    "</body.content></body></nitf>"),
]  # fmt: skip
BESIDE = [
    "<Comment>{}</Comment>", "<Comment FormalName='x'>{} {} {} {}</Comment>", "<Foreign>{}<Deep>{}</Deep></Foreign>",
    "<TopicSet><Topic><Description>{}</Description></Topic></TopicSet>", "{}",
    ("<RightsMetadata><Copyright><CopyrightHolder>{}</CopyrightHolder></Copyright><UsageRights><UsageType>{}</UsageType>"
    "<Geography>{}</Geography></UsageRights></RightsMetadata>"),
    "<DescriptiveMetadata><Property FormalName='Keyword' Value='{}'/><Genre FormalName='{}'/></DescriptiveMetadata>",
]  # fmt: skip


@st.composite
def documents(draw):
    numbers = count(100)

    def filled(form):
        while "{}" in form:
            form = form.replace("{}", f"word{next(numbers)}", 1)
        return form

    def news_lines():
        names = draw(st.lists(st.sampled_from(LINES), max_size=4))
        return f"<NewsLines>{''.join(filled(f'<{name}>{{}}</{name}>') for name in names)}</NewsLines>" if names else ""

    def content():
        form = filled(draw(st.sampled_from(FORMS)))
        if "&" not in form and draw(st.integers(0, 9)) == 0:
            form = f"<Encoding Notation='Base64'>{b64encode(form.encode()).decode()}</Encoding>"
        return f"<ContentItem><DataContent>{form}</DataContent></ContentItem>"

    def component(depth, beside=BESIDE):
        role = draw(st.sampled_from(ROLES))
        inside = f"<Role FormalName={role!r}/>" if role else ""
        inside += news_lines() + "".join(map(filled, draw(st.lists(st.sampled_from(beside), max_size=2))))
        inside += draw(st.sampled_from(["", "", "<ContentItem Href='http://p.example/1.jpg'/>"]))
        inside += "".join(content() for _ in range(draw(st.integers(0, 2))))
        choice = draw(st.sampled_from(["", "", "", " EquivalentsList='yes'"]))
        beside = [each for each in beside if not choice or "Value" not in each]  # equivalents have the same properties
        if depth:
            inside += "".join(component(depth - 1, beside) for _ in range(draw(st.integers(0, 2))))
        return f"<NewsComponent{choice}>{inside}</NewsComponent>"

    note = filled(draw(st.sampled_from(["", "<Instruction>{}</Instruction>", "{}"])))
    label = filled(draw(st.sampled_from(["", "<NameLabel>{}</NameLabel>", "<Label><LabelText>{}</LabelText></Label>"])))
    head = f"<Identification>{label}</Identification><NewsManagement>{note}</NewsManagement>"
    text = f"<NewsML><NewsItem>{head}{component(2)}</NewsItem></NewsML>"
    return text, next(numbers)


@given(documents())
def test_every_word_is_in_an_article_or_in_a_report(given_document):
    text, end = given_document
    heard = []
    found = newsml1.loads(text, report=heard.append)
    said = " ".join([json.dumps(found), *(each.message for each in heard)])
    assert [number for number in range(100, end) if f"word{number}" not in said] == []
    assert not any(each.code.startswith("error.") for each in heard)
