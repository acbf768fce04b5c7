from __future__ import annotations

import re
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsdoc
from newsdoc import Source
from newsdoc.formats import newsml
from newsdoc.page.agencies import party_role
from newsdoc.page.credits import parties
from newsdoc.strategies import clean_text
from newsdoc.text import (
    CLOSING,
    STOPS,
    cached,
    clean,
    columns,
    describe_character,
    ends_in_stop,
    ends_sentence,
    fold,
    has_words,
    one_line,
    problem_with,
    problem_with_preformatted,
    straight_quotes,
    trim,
    xml_only,
)
from newsdoc.uris import absolute, runs_script

ANY_TEXT = st.text(st.characters(exclude_categories=[]))  # lone surrogates too


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "a  b",
        "a\xa0b",
        "رئيس",
        "می\u200cگوید",
        "a\u200b",
        "\ufeffa",
        "\x80",
        "\x7f",
        "\U0001f468\u200d\U0001f469",
        "\ufffd",
    ],
)
def test_what_is_clean(text):
    assert problem_with(text) is None
    assert clean(text) == (text, False)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is empty"),
        (" ", "has white space at its start"),
        (" a", "has white space at its start"),
        ("a\xa0", "has white space at its end"),
        ("a\u3000", "has white space at its end"),
        ("a\tb", "has tab (U+0009) at character 1"),
        ("a\nb", "has line feed (U+000A) at character 1"),
        ("a\rb", "has carriage return (U+000D)"),
        ("a\x85b", "has next line (U+0085)"),
        ("a\u2028b", "has line separator (U+2028)"),
        ("a\u2029b", "has paragraph separator (U+2029)"),
        ("a\x00", "has NUL (U+0000)"),
        ("a\x1b", "has forbidden character (U+001B)"),
        ("a\ud800", "has lone surrogate (U+D800)"),
        ("a\ufffe", "has forbidden character (U+FFFE)"),
    ],
)
def test_what_is_not_clean_and_why(text, problem):
    assert (problem_with(text) or "").startswith(problem)


def test_the_place_is_shown_in_its_surroundings():
    assert problem_with("a" * 50 + "\t" + "b" * 50) == (
        f"has tab (U+0009) at character 50: …{'a' * 20 + chr(9) + 'b' * 19!r}…"
    )
    assert describe_character("a\tb", 1) == r"tab (U+0009) at character 1: 'a\tb'"


@pytest.mark.parametrize("text", ["", " ", "a\tb\n", "\x85\u2028", "  a  "])
def test_preformatted_text_is_free(text):
    assert problem_with_preformatted(text) is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [("a\r\n", "has carriage return"), ("\x0b", "has forbidden"), ("\ud800", "has lone surrogate")],
)
def test_preformatted_text_is_any_that_xml_allows(text, problem):
    assert (problem_with_preformatted(text) or "").startswith(problem)


@pytest.mark.parametrize(
    ("text", "cleaned", "changed"),
    [
        ("  a \n", "a", False),
        ("a\nb", "a b", False),
        ("a \t\r\n\r\n  b", "a b", False),
        ("a\u2028\x85b", "a b", False),
        ("a  b\xa0c", "a  b\xa0c", False),
        (" \n\u2029 ", "", False),
        ("", "", False),
        ("a\tb", "a b", True),
        ("a\x00b", "a\ufffdb", True),
        ("\ud800", "\ufffd", True),
        ("a\n\x01", "a \ufffd", True),
    ],
)
def test_how_text_becomes_clean(text, cleaned, changed):
    assert clean(text) == (cleaned, changed)


@given(ANY_TEXT)
def test_cleaning_makes_clean_or_leaves_nothing(text):
    cleaned, _ = clean(text)
    assert cleaned == "" or problem_with(cleaned) is None
    assert clean(cleaned) == (cleaned, False)


@given(ANY_TEXT)
def test_cleaning_in_silence_only_trims_and_folds(text):
    cleaned, changed = clean(text)
    assert changed or "".join(cleaned.split()) == "".join(text.split())


@given(ANY_TEXT)
def test_clean_text_is_what_cleaning_leaves_alone(text):
    assert (problem_with(text) is None) == (text != "" and clean(text) == (text, False))


@given(clean_text())
def test_clean_text_is_also_preformatted_text(text):
    assert problem_with_preformatted(text) is None


@pytest.mark.parametrize(
    ("text", "folded"), [(" a ", "a"), ("a\xa0b", "a b"), ("a  b", "a b"), ("a\tb", "a b"), ("", ""), ("ا  ب ", "ا ب")]
)
def test_the_form_in_which_lines_are_compared(text, folded):
    assert fold(text) == folded


@given(ANY_TEXT)
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(ANY_TEXT)
def test_xml_takes_what_is_left(text):
    assert problem_with_preformatted(xml_only(text).replace("\r", "")) is None
    assert len(xml_only(text)) == len(text)
    assert all(one == other or other == "\ufffd" for one, other in zip(text, xml_only(text), strict=True))


def test_trim_takes_off_all_white_space_and_no_joiner():
    spaces = "".join(filter(str.isspace, map(chr, range(0x110000))))
    assert trim(f"{spaces}\u200fا\u200f{spaces}") == "ا"
    assert trim("ه\u200d") == "ه\u200d"


SENTENCE_END = re.compile(rf"(?:[{STOPS}:][{re.escape(CLOSING)}]*|[”“\"«»」』])\Z")
WITHOUT_STOPS = re.compile("(?s).{99,}[\\u0e01-\\u0eff]")
ENDS = st.text(st.sampled_from(STOPS + CLOSING + ":،؛, ([a"), max_size=4)


@pytest.mark.parametrize(
    "line",
    [
        "A.",
        "ا۔",
        "क।",
        "က။",
        "ሀ።",
        "ក។",
        "Ա։",
        "ا؟",
        "字。",
        "字！",
        "字？”",
        "字。」",
        "字」",
        "„Ja.“",
        "A (b.)",
        "A:",
    ],
)
def test_a_sentence_ends_alike_in_every_script(line):
    assert ends_sentence(line)


@pytest.mark.parametrize("line", ["A", "क", "字", "字、", "字，", "A,", "ا،"])
def test_a_comma_or_a_letter_ends_no_sentence(line):
    assert not ends_sentence(line)


@given(st.builds(str.__add__, clean_text() | st.just(""), ENDS))
def test_a_line_ends_as_a_sentence_by_this_pattern(line):
    assert ends_sentence(line) == bool(SENTENCE_END.search(line) or WITHOUT_STOPS.fullmatch(line))


@pytest.mark.parametrize("letter", ["ก", "ກ"])
def test_a_long_line_of_a_script_without_stops_ends_as_a_sentence(letter):
    assert ends_sentence(letter * 100)
    assert ends_in_stop(letter * 100)
    assert not ends_in_stop(letter * 99), "a title"
    assert not ends_in_stop(letter * 100 + "A"), "ends in another script"


CURLY = "‘’‚‛“”„‟"


@given(st.lists(clean_text() | st.sampled_from(CURLY + "'\"«`")).map("".join))
def test_straight_quotes_for_curly_ones_and_nothing_else(line):
    assert straight_quotes(line) == line.translate(str.maketrans(CURLY, "'" * 4 + '"' * 4))


def test_long_texts_are_not_remembered():
    asked = []
    look = cached(lambda line: asked.append(line) or len(line))
    assert [look("a"), look("a"), look("b" * 1000), look("b" * 1000)] == [1, 1, 1000, 1000]
    assert asked == ["a", "b" * 1000, "b" * 1000]


def test_some_texts_are_remembered_not_all():
    asked = []
    look = cached(lambda line: asked.append(line) or len(line))
    assert [look(f"{number}") for number in range(5000)] == [len(str(number)) for number in range(5000)]
    assert [look("4999"), look("0")] == [4, 1]
    assert asked[5000:] == ["0"]


@pytest.mark.parametrize(
    "read",
    [
        absolute,
        party_role,
        parties,
        lambda text: Source("AFP", uri=f"https://example.org/{text}"),
        lambda text: newsml.loads(f'<newsItem guid="a" version="{text}"><itemMeta/></newsItem>'),
        lambda text: newsml.loads(f'<newsItem guid="a"><contentMeta><{text}/></contentMeta><{text}/></newsItem>'),
        lambda text: newsml.loads(
            f"<newsItem guid='a'><contentMeta><creator role='r:{text}'><name>A</name></creator>"
            f"<headline role='{text}'>A</headline><language tag='{text}'/></contentMeta></newsItem>"
        ),
    ],
)
def test_long_values_that_differ_do_not_pile_up(read):
    def held(numbers):
        for number in numbers:
            read("a" * 10_000 + str(number))
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        before = held(range(100))
        assert held(range(100, 300)) - before < 200_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "line", ["It is open.", "“It is open.”", "It is open.”)", "Open?", "Open!", "打开。", "打开。」", "Open…"]
)
def test_a_line_that_ends_in_a_stop(line):
    assert ends_in_stop(line)


@pytest.mark.parametrize("line", ["", "It is open", "Open:", "“Open”", "Open,", "Open.x", ")", "”"])
def test_a_line_that_does_not_end_in_a_stop(line):
    assert not ends_in_stop(line)


# --- messages ---


@pytest.mark.parametrize(
    ("message", "longest", "shown"),
    [
        ("short", 12, "short"),
        ("123456789012", 12, "123456789012"),
        ("1234567890123", 12, "12345678 … 123"),
        ("1234567890123", None, "1234567890123"),
        ("a\nb\x1b[31m", 600, "a␊b␛[31m"),
        ("a\u202eb\x7f", 600, "a\ufffdb␡"),
    ],
)
def test_a_message_is_one_line_of_a_certain_length(message, longest, shown):
    assert one_line(message, longest) == shown


@given(st.text(), st.integers(8, 50))
def test_every_message_is_one_line_that_can_be_printed(message, longest):
    shown = one_line(message, longest)
    assert shown.isprintable()
    assert message.isprintable() is False or len(shown) <= longest + 3


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("a\nb", "'a\\nb'"),
        ("x" * 20 + "\n" + "y" * 19, f"'{'x' * 20}\\n{'y' * 19}'"),
        ("x" * 20 + "\n" + "y" * 20, f"'{'x' * 20}\\n{'y' * 19}'…"),
        ("x" * 21 + "\n" + "y" * 19, f"…'{'x' * 20}\\n{'y' * 19}'"),
        ("x" * 50 + "\n" + "y" * 50, f"…'{'x' * 20}\\n{'y' * 19}'…"),
    ],
)
def test_an_error_shows_the_text_around_the_trouble(text, part):
    assert (problem_with(text) or "").endswith(f": {part}")


# --- addresses ---


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://bay.example/1", ("https://bay.example/1", False)),
        (" https://bay.example/1\n", ("https://bay.example/1", False)),
        ("https://bay.example/a b", ("https://bay.example/a%20b", True)),
        ("https://bay.example/ü", ("https://bay.example/%C3%BC", True)),
        ("https://bay.example/100%", ("https://bay.example/100%25", True)),
        ("https://bay.example/%zz%20", ("https://bay.example/%25zz%20", True)),
        ("https://bay.example/#a", ("https://bay.example/#a", False)),
        ("https://bay.example/#a#b", ("https://bay.example/#a%23b", True)),
        ("https://bay.example/#a#b#c", ("https://bay.example/#a%23b%23c", True)),
        ("https://bay.example/?q=<a>", ("https://bay.example/?q=%3Ca%3E", True)),
        ("bay.example/1", (None, True)),
        ("", (None, True)),
        ("urn:a:1", ("urn:a:1", False)),
    ],
)
def test_addresses_as_the_model_holds_them(address, found):
    assert absolute(address) == found
    assert newsdoc.uri(address) == found[0]


@pytest.mark.parametrize(
    ("address", "runs"),
    [("javascript:a()", True), ("JavaScript:a", True), ("vbscript:a", True), ("data:text/html,a", True),
     ("https://bay.example/javascript:", False), ("mailto:javascript", False)],
)  # fmt: skip
def test_addresses_that_run_a_script(address, runs):
    assert runs_script(address) == runs


@pytest.mark.parametrize("said", ["Sports desk", "Norden", "Région", "日本", "(ATTN EDITORS)", "مقاطعة"])
def test_a_value_with_words(said):
    assert has_words(said)


@pytest.mark.parametrize("code", ["", "FRA", "a", "pxx 0ah", "RED_2016_K", "stat:usable", "IMG_20.jpg", "GEE X083"])
def test_a_value_without_words(code):
    assert not has_words(code)


@pytest.mark.parametrize(
    ("text", "number"), [("", 0), ("Bay", 3), ("Bayé", 4), ("Baye\u0301", 4), ("Ba\u200by", 3), ("北京", 4), ("ﾍﾞｲ", 3)]
)
def test_a_wide_character_takes_two_columns_of_a_terminal(text, number):
    assert columns(text) == number
