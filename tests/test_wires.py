"""IPTC 7901 and ANPA 1312: rules that the golden files do not show by themselves."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from time import process_time

import pytest

import newsdoc
from newsdoc import ListBlock, Preformatted, Source
from newsdoc.formats import anpa, get, iptc7901


def iptc(
    head="Bridge opens =", body="The bridge is open.", group="212322 GMT Nov 18", header="abc0003 3 i 20  dpa 0045"
):
    return f"\x01{header}\n\nBay/bridges/\n\x02{head}\n\n{body}\n\n\x03{group}\n\x7f\n\x04"


def only(data, verbs=iptc7901, **options):
    (found,) = verbs.loads(data, **options)
    return found


def wire(*lines, header="u i\x13\x11 BC-EU--Bridge     11-13 1049", trailer="AP-WF-11-13-13 1509GMT<"):
    text = "\n".join(lines)
    return f"\x16\x16\x01W2870\x1fasian\n{header}\n\x02{text}\n\n\x03{trailer}\n\x04"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (iptc(), "iptc7901"),
        ("\x7f\x7f" + iptc(), "iptc7901"),
        (iptc().replace("\x01", "").replace("\x02", ""), "iptc7901"),
        ("ABC001 3 GEN 0070 F BELGA-0001\nNo keywords\n\nA text.\n310001 JUL 97\n", "iptc7901"),
        (wire("^A<"), "anpa"),
        ("ABC001 3 GEN 0070\nA line with such a beginning is text.\n", "rawdump"),
        ("abc123 1 a 2, he said.\n\nThe bridge/\n", "rawdump"),
        ("\x01\x02 a page with two control characters in it\n", "rawdump"),
    ],
)
def test_only_a_header_is_recognised(head, name):
    assert newsdoc.sniff(head) == name
    assert newsdoc.sniff(head.encode()) == name


def test_a_file_named_txt_is_read_as_a_wire_if_it_is_named_so(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(iptc(), "utf-8")
    assert newsdoc.read(path, format="iptc7901")[0].headline == "Bridge opens"


@pytest.mark.parametrize(
    ("group", "published"),
    [
        ("212322 GMT Nov 18", datetime(2018, 11, 21, 23, 22, tzinfo=UTC)),
        ("101137 GMT Dez 18", datetime(2018, 12, 10, 11, 37, tzinfo=UTC)),
        ("211005 jan 1997", date(1997, 1, 21)),
        ("310001 JUL 97", date(1997, 7, 31)),
        ("310001 FEB 97", None),
        ("212322", None),
    ],
)
def test_a_time_is_what_is_known_of_it(group, published):
    reports = []
    assert only(iptc(group=group), report=reports.append).published == published
    assert ([each.code for each in reports] == ["repair.time"]) == (not isinstance(published, datetime))


@pytest.mark.parametrize(
    ("printed", "dateline", "place", "agencies"),
    [
        ("London (dpa) - A", "London (dpa)", "London", ["dpa"]),
        ("BERNE 23/07 (AFP-BELGA) = A", "BERNE 23/07 (AFP-BELGA)", "BERNE", ["dpa", "AFP", "BELGA"]),
        ("Genf (sda) A", "Genf (sda)", "Genf", ["dpa", "sda"]),
        ("BAY CITY, Mass. (AP) _ A", "BAY CITY, Mass. (AP)", "BAY CITY", ["dpa", "AP"]),
        ("Frankfurt am Main (dpa/lhe) - A", "Frankfurt am Main (dpa/lhe)", "Frankfurt am Main", ["dpa", "lhe"]),
        ("The bridge is open (again) - A", None, None, ["dpa"]),
        ("He went home. London (dpa) - A", None, None, ["dpa"]),
    ],
)
def test_datelines(printed, dateline, place, agencies):
    found = only(iptc(body=printed))
    assert (found.dateline, found.places) == (dateline, (place,) if place else ())
    assert [each.name for each in found.sources] == agencies
    assert found.text == ("A" if dateline else printed)


@pytest.mark.parametrize(
    ("head", "headline", "byline", "note"),
    [
        ("Bridge opens =", "Bridge opens", None, None),
        ("2ND LEAD\n(With map)\nBridge opens\nBy dpa staff =", "Bridge opens", "By dpa staff", "2ND LEAD With map"),
        ("News Feature\nBridge opens\nVon Ann Lee, dpa =", "Bridge opens", "Von Ann Lee, dpa", "News Feature"),
        ("(Correction: it was\n1992.)\nBridge opens =", "Bridge opens", None, "Correction: it was 1992."),
        ("Bridges:\nThe bay bridge opens =", "Bridges: The bay bridge opens", None, None),
    ],
)  # fmt: skip
def test_the_head(head, headline, byline, note):
    found = only(iptc(head))
    assert (found.headline, found.byline, found.editorial_note) == (headline, byline, note)


def test_a_message_that_was_killed_is_canceled():
    assert only(iptc("KILL KILL KILL\nBridge opens =")).status == "canceled"


def test_the_category_is_the_section_and_a_subject():
    found = only(iptc(header="abc0003 3 SPO 20"))
    assert (found.section, found.urgency, found.id) == ("SPO", 3, "abc0003")
    assert [(each.name, each.uri) for each in found.subjects] == [
        ("sport", "http://cv.iptc.org/newscodes/subjectcode/15000000")
    ]


def test_lines_are_joined_and_columns_stay():
    body = "   One line\nand another.\n   An indented one.\n\n   Bern     1    2\n   Basel    3    4\n\nThe end."
    table = Preformatted("   Bern     1    2\n   Basel    3    4")
    assert only(iptc(body=body)).body == ("One line and another.", "An indented one.", table, "The end.")


@pytest.mark.parametrize(
    ("indent", "body"),
    [("\t", ("A ship came.", "It left.")), ("  ", ("A ship came.", "It left.")), (" ", ("A ship came. It left.",))],
)
def test_a_paragraph_of_anpa_begins_with_two_spaces_if_it_has_no_sign(indent, body):
    assert only(wire("^BC-A--Bridge,2<", "^Bridge opens<", "\tA ship came.", f"{indent}It left."), anpa).body == body


@pytest.mark.parametrize("end", ["./.", "./.ABC", "-END-", "--ENDS--", "NNNN", "(END)", "-0-"])
def test_the_end_is_no_paragraph(end):
    assert only(iptc(body=f"The bridge is open.\n\n{end}")).body == ("The bridge is open.",)


@pytest.mark.parametrize(("text", "data"), [("Café", "Café".encode()), ("Café", "Café".encode("cp1252"))])
def test_characters(text, data):
    for verbs, whole in ((iptc7901, iptc("@ =")), (anpa, wire("^BC-A--B,2<", "^@<"))):
        assert only(whole.encode().replace(b"@", data), verbs).headline == text


def test_several_messages_with_anything_between_them():
    data = f"junk\n{iptc('One =')}\n\n{iptc('Two =')}{iptc('Three =')}".replace("\n", "\r\n").encode()
    reports = []
    found = list(iptc7901.iterload(BytesIO(data), report=reports.append))
    assert [each.headline for each in found] == ["One", "Two", "Three"]
    assert [each.code for each in reports] == ["repair.dropped"]


def test_a_file_without_a_message_is_refused():
    for verbs in (iptc7901, anpa):
        for data in ("", "The bridge is open.\n", b"\xff\x01"):
            with pytest.raises(newsdoc.ReadError):
                verbs.loads(data)


def test_a_message_without_its_second_line_or_its_end():
    found = only("\x16\x16\x01W2870\x1fasian\n\x02^BC-A--Bridge,2<\n^Bridge opens<\n\t   The bridge", anpa)
    assert (found.id, found.slugline, found.headline, found.text) == (
        "W2870",
        "BC-A--Bridge",
        "Bridge opens",
        "The bridge",
    )


def test_a_wire_of_the_american_kind():
    text = wire(
        "^BC-EU--Bridge, 1st Ld,20<", "^Bridge opens<", "^By ANN EXAMPLE=", "^AP Writer=", "\t   BERN (AP) _ Open."
    )
    found = only(text, anpa)
    assert (found.urgency, found.section, found.editorial_note) == (3, "i", "1st Ld")
    assert (found.byline, found.dateline, found.text) == ("By ANN EXAMPLE, AP Writer", "BERN (AP)", "Open.")
    assert found.published == datetime(2013, 11, 13, 15, 9, tzinfo=UTC)
    assert found.sources == (Source("AP", "agency"),)


def test_a_line_separator_in_the_entry_of_a_list_is_a_space():
    [article] = iptc7901.loads("\x01pa003 3 L 0.\n\n- cars\u2028, two\n- lorries".encode())
    assert article.body == (ListBlock(("cars , two", "lorries")),)


SLOW = {
    "anpa": "\x01W2870\x1fasian\nu i BC-EU {} z\n\x02^BC-EU, {}, z!<\n^Head<\n\t   A ship.\n\x03",
    "iptc7901": "\x01abc001 3 POL 20 {}{}\n\nA/b/\n\x02{}z\nHead =\n\nA ship.\n\n{}z\n\x03",
}


@pytest.mark.parametrize("name", SLOW)
@pytest.mark.parametrize("unit", [" ", "-", "a", "LEAD1", "(a ", "x\n", "^Eds: a.<\n", " \n"])
def test_a_long_run_takes_no_longer_than_its_length(name, unit):
    long = unit * (40_000 // len(unit))
    started = process_time()
    found = list(get(name).loads(SLOW[name].replace("{}", long)))
    assert len(found) >= 1
    assert process_time() - started < 20  # a few hours, if one part is read again for each of its signs


@pytest.mark.parametrize(
    ("line", "slug", "version"),
    [
        ("BC-EU--Bridge, 1st Ld-Writethru,466", "BC-EU--Bridge", "1st Ld-Writethru"),
        ("BC-EU--Bridge,466", "BC-EU--Bridge", None),
        ("BC-EU--Bridge, Basel, 2nd Ld", "BC-EU--Bridge, Basel", "2nd Ld"),
        ("BC-EU--Bridge", "BC-EU--Bridge", None),
    ],
)
def test_the_slug_line_of_anpa(line, slug, version):
    text = f"\x01W2870\x1fasian\nu i BC-X 11-13 0466\n\x02^{line}<\n^Head<\n\t   A ship came.\n\x03"
    [found] = get("anpa").loads(text)
    assert (found.slugline, found.editorial_note) == (slug, version)


@pytest.mark.parametrize(
    ("rest", "version"),
    [("1stLd-Writethru  11-13 0466", "1stLd-Writethru"), ("11-13 0466", None), ("UPDATE 2", "UPDATE"), ("", None)],
)
def test_the_second_line_of_anpa(rest, version):
    [found] = get("anpa").loads(f"\x01W2870\x1fasian\nu i BC-X {rest}\n\x02^Head<\n\t   A ship came.\n\x03")
    assert (found.slugline, found.editorial_note, found.headline) == ("BC-X", version, "Head")
