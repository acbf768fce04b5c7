"""Captions of HTML: which words beside a picture are its credit, and which address is the picture's."""

from __future__ import annotations

import pytest
from lxml import etree

from newsdoc import Caption
from newsdoc.formats.html import captions
from newsdoc.formats.html.lines import read_lines

PRINTED = "The masons lay the first stone of the second pillar on Monday"


def caption_of(inside, credit=None, base=None):
    """The caption of a figure that holds some markup, where the builder found that credit."""
    lines = read_lines(etree.HTML(f"<body><figure>{inside}</figure></body>"))
    printed = " ".join(line.text for line in lines)
    return captions.enriched(Caption(printed, credit), lines, lines[0].box.find("figure"), base)


def parts(inside, credit=None):
    found = caption_of(inside, credit)
    return found.text, found.credit


# --- the credit ---


@pytest.mark.parametrize(
    "element",
    [
        '<span class="photo-credit">{}</span>', '<span itemprop="copyrightHolder">{}</span>', "<small>{}</small>",
        '<em id="credit">{}</em>', "<cite>{}</cite>", "<footer>{}</footer>", '<b class="author">{}</b>',
    ],
)  # fmt: skip
@pytest.mark.parametrize("text", ["the house of Example", "Photo: the house of Example", "(© the house of Example)"])
def test_an_element_that_is_called_a_credit(element, text):
    credit = element.format(text)
    assert parts(f"<figcaption>{PRINTED} {credit}</figcaption>") == (PRINTED, "the house of Example")
    assert parts(f"<figcaption>{credit} {PRINTED}</figcaption>") == (PRINTED, "the house of Example")


def test_a_credit_amid_the_words_of_a_caption_is_taken_out():
    inside = "<figcaption>The masons on Monday <small>the house of Example</small> at the pillar</figcaption>"
    assert parts(inside) == ("The masons on Monday at the pillar", "the house of Example")


@pytest.mark.parametrize(("width", "is_credit"), [(200, True), (201, False)])
def test_a_long_text_is_not_a_credit(width, is_credit):
    credit = "the house of Example ".ljust(width, "x")
    found = parts(f"<figcaption>{PRINTED}: <small>{credit}</small></figcaption>")
    assert (found[1] == credit) is is_credit


@pytest.mark.parametrize("credit", ["Copyright", "Photo:", "Bild", "–", "© 2024", "Copyright 2024", "1 May 2024"])
def test_a_label_alone_is_not_a_credit(credit):
    inside = f"<figcaption>{PRINTED}, <small>{credit}</small> <i class='credit'>Ann Example</i></figcaption>"
    assert parts(inside)[1] == "Ann Example"


def test_a_credit_that_is_all_of_the_caption_needs_no_text():
    assert parts("<small>Photo: Ann Example</small> –") == (None, "Ann Example")


@pytest.mark.parametrize("tag", ["picture", "style", "script", "svg"])
def test_elements_of_the_picture_itself_are_not_credits(tag):
    inside = f"<{tag} class='credit'>Bo Sample</{tag}><figcaption>{PRINTED} <small>Ann Example</small></figcaption>"
    assert parts(inside)[1] == "Ann Example"


@pytest.mark.parametrize(("before", "is_credit"), [(97, True), (98, False)])
def test_a_credit_is_looked_for_in_the_first_hundred_elements(before, is_credit):
    marks = "".join("<i>x</i>" for _ in range(before))
    found = parts(f"<figcaption>{PRINTED}, {marks} <small>the house of Example</small></figcaption>")
    assert (found[1] == "the house of Example") is is_credit


def test_a_credit_that_the_builder_found_stays():
    assert parts(f"<figcaption>{PRINTED}</figcaption>", "Ann Example") == (PRINTED, "Ann Example")
    assert parts(f"<figcaption>{PRINTED} Photo: Bo Sample</figcaption>", "Ann Example")[1] == "Ann Example"
    found = caption_of(f"<figcaption>{PRINTED} <small>Photo: Ann Example/AFP</small></figcaption>")
    assert [(source.name, source.role) for source in found.sources] == [
        ("Ann Example", "photographer"), ("AFP", "agency"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "credit"),
    [
        (f"{PRINTED} Photo: Ann Example", "Ann Example"),
        (f"{PRINTED}.Foto: Ann Example", "Ann Example"),
        (f"{PRINTED} © Ann Example", "Ann Example"),
        (f"{PRINTED} 照片：Ann", "Ann"),
        (f"{PRINTED} ©A", None),
        (f"{PRINTED} Photo: " + "x" * 90, "x" * 90),
        (f"{PRINTED} Photo: " + "x" * 91, None),
        (f"{PRINTED} © " + "x" * 89, "x" * 89),
        (f"{PRINTED} © " + "x" * 90, None),
        (f"{PRINTED} Photo: Ann. Example", None),
        (f"{PRINTED} Telephoto: Ann", None),
        (f"{PRINTED} © 2024", None),
        (f"{PRINTED} Copyright: 2024", None),
        (f"{PRINTED} Photo: 1 May 2024", None),
        (f"{PRINTED} © 2024 AFP", "AFP"),
        (f"{PRINTED} © 2019–24, AFP", "AFP"),
        (f"{PRINTED} © AFP 2024", "AFP"),
        (f"{PRINTED} © 20 Example", "20 Example"),
        (f"{PRINTED} Photo: (c) 2024 AFP", "AFP"),
        (f"{PRINTED} Photo: Example 2024", "Example 2024"),
    ],
)
def test_a_label_in_the_text_needs_no_stop_before_it(printed, credit):
    assert parts(f"<figcaption>{printed}</figcaption>")[1] == credit


@pytest.mark.parametrize(
    ("inside", "credit"),
    [
        (f"<span>{PRINTED}</span><span>Ann Example/AFP</span>", "Ann Example/AFP"),
        (f"<span>{PRINTED}</span> by <span>Ann Example</span>", None),
        (f"<b>{PRINTED}</b><span>Ann Example</span>", None),
        (f"{PRINTED}<span>Ann Example</span>", None),
        (f"{PRINTED} <span>Photo: ann</span>", "ann"),
        (f"<span>{PRINTED}</span><span>ann example</span>", None),
        (f"<span>{PRINTED}</span><span>They are done.</span>", None),
        (f"<span>{PRINTED}</span><span>“Ann” Example</span>", "“Ann” Example"),
        (f"<span>{PRINTED}</span><span>ann Example</span>", None),
        (f"<span>{PRINTED}</span><span>Al</span>", None),
        (f"<span>{PRINTED}</span><span>Ann</span>", "Ann"),
        (f"<strong>Ann Example</strong><br>{PRINTED}", "Ann Example"),
        (f"<strong>Ann Example</strong>: <br>{PRINTED}", None),
        (f"<strong>Ann Example</strong> {PRINTED}", None),
        (f"<strong>Ann Example</strong><i>x</i><br>{PRINTED}", None),
        ("<span>The masons on Monday</span><span>Ann Example of Bay</span>", "Ann Example of Bay"),
        ("<span>The masons on Mon</span><span>Ann Example of Bay</span>", None),
    ],
)
def test_a_short_element_at_the_edge_of_a_caption(inside, credit):
    assert parts(f"<figcaption>{inside}</figcaption>")[1] == credit


@pytest.mark.parametrize(("width", "is_credit"), [(80, True), (81, False)])
def test_an_element_at_the_edge_is_short(width, is_credit):
    credit = "Ann Example of the house of ".ljust(width, "x")
    inside = f"<figcaption><span>{PRINTED}, {PRINTED}</span><span>{credit}</span></figcaption>"
    assert (parts(inside)[1] == credit) is is_credit


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (f"{PRINTED} Photo by: <small>Ann Example</small>", PRINTED),
        (f"{PRINTED} | Photo credit: <small>Ann Example</small>", PRINTED),
        (f"{PRINTED} / Bild – Foto: <small>Ann Example</small>", f"{PRINTED} / Bild"),
        (f"{PRINTED} Foto: Bild: <small>Ann Example</small>", PRINTED),
        (f"{PRINTED}: <small>Ann Example</small>", f"{PRINTED}:"),
        (f"{PRINTED} 照片： <small>Ann Example</small>", PRINTED),
        (f"<small>Ann Example</small> – {PRINTED}", PRINTED),
        ("7 – <small>Ann Example</small>", None),
        ("<small>Ann Example</small> | 照片：", None),
    ],
)
def test_a_caption_is_left_without_the_label_of_its_credit(inside, text):
    assert parts(f"<figcaption>{inside}</figcaption>") == (text, "Ann Example")


@pytest.mark.parametrize(
    ("line", "is_credit"),
    [
        ("Foto: Ann Example", True), ("Photos by: Ann", True), ("© Ann", False), ("– | Bild: Ann", True),
        ("Ann Example", False), ("Foto Ann", False), ("Photo courtesy of: Ann", True), ("", False),
    ],
)  # fmt: skip
def test_a_line_that_is_a_credit_with_its_label(line, is_credit):
    assert captions.is_credit(line) is is_credit


# --- the picture ---

BASE = "https://bay.example/news/1"


def address_of(inside):
    return captions.picture_address(etree.HTML(f"<body><figure>{inside}</figure></body>"), BASE)


@pytest.mark.parametrize(
    ("inside", "name"),
    [
        ("<img src=/a.jpg>", "a.jpg"),
        ("<img src=/a.jpg data-src=/b.jpg>", "b.jpg"),
        ("<img src=/a.jpg data-src=data:image/gif;base64,R0 data-original=/c.jpg>", "c.jpg"),
        ("<img src=' DATA:image/gif;base64,R0' srcset='/b.jpg, /c.jpg 2x'>", "b.jpg"),
        ("<img srcset='/b.jpg 400w, /c.jpg 800w'>", "b.jpg"),
        ("<img data-srcset='/d.jpg 2x' srcset='/b.jpg 400w'>", "d.jpg"),
        ("<img src=blob:x><img src=/b.jpg><img src=/c.jpg>", "b.jpg"),
        ("<picture><source srcset='/s.jpg 1x, /t.jpg 2x'><img></picture>", "s.jpg"),
        ("<picture><source data-srcset='/t.jpg, /u.jpg'></picture>", "t.jpg"),
        ("<picture><source srcset='/s.jpg'><img src=/a.jpg></picture>", "a.jpg"),
        ("<amp-img src=/a.jpg></amp-img>", "a.jpg"),
    ],
)
def test_the_address_of_a_picture(inside, name):
    assert address_of(inside) == f"https://bay.example/{name}"


@pytest.mark.parametrize("inside", ["<img>", "<img src=''>", "<img src=data:,x>", "<img src=ftp://bay.example/a>", ""])
def test_a_picture_without_an_address(inside):
    assert address_of(inside) is None


def test_white_space_in_a_credit_is_folded():
    assert parts(f"<figcaption>{PRINTED} <small xml:space='preserve'>the  house \n of</small></figcaption>") == (
        PRINTED, "the house of",
    )  # fmt: skip
