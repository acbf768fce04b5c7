"""Read one message of IPTC 7901 into a builder.

␁eca0003 3 i 380  dpa 0045           service and number, priority, category, words, agency and its number

Britain/bridges/                     the keyword line
␂1ST LEAD                            the lines up to `=`: notes, headline, byline
Bridge opens again
By Ann Example, dpa =

London (dpa) - The bridge …          the text, with notes to editors behind it

␃212322 GMT Nov 18                   the date-time group
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from newsdoc.formats.builder import ArticleBuilder
from newsdoc.formats.iptc7901.vocabulary import CATEGORIES
from newsdoc.formats.nitf.vocabulary import IPTC_SUBJECTS
from newsdoc.formats.wire.mapping import SLUG
from newsdoc.formats.wire.messages import ETX, STX, Message
from newsdoc.formats.wire.text import blocks_of, one_line, printable, read_dateline, read_group
from newsdoc.model import Source, Subhead, Subject
from newsdoc.page.agencies import party_role
from newsdoc.page.body import label_of
from newsdoc.page.bylines import is_byline

__all__ = ["begins", "read_message"]

_HEADER = (
    rb"\x01?(?P<service>[A-Za-z]{2,4})(?P<number>\d{3,6})[ \t]+(?P<priority>[1-9])[ \t]+(?P<category>[A-Za-z]{1,3})"
    rb"[ \t]+(?P<words>\d{1,5})(?:[ \t]++(?P<rest>[^\s\x02\x03][^\r\n\x02\x03]{0,59}))?"
)
_is_header = re.compile(_HEADER + rb"[\s\x7f\x07]*").fullmatch
_header_of = re.compile(_HEADER.decode()).match
_MOST_HEAD = 14  # lines before the `=`
_MARKS_HEAD = re.compile(r"(?:^|[^=])=\s*\Z")
# REFILE, 1ST LEAD, 3RD NET, UPDATE 2, KILL KILL KILL
_TAKE = re.compile(
    r"(?:\d*(?:ST|ND|RD|TH)? ?(?:LEAD|NET|UPDATE|TAKE|WRAP|ROUNDUP|REFILE|ADD|CORR(?:ECTION|ECTED)?|URGENT|ALERT|EXTRA"
    r"|FLASH|PREVIEW|FEATURE|ANALYSIS|KILL|ELIMINAR)[ \d-]*+)++",
)
# By dpa correspondents: below a headline, the first word is enough
_BY = re.compile(r"(?:By|Von|Par|Por|Da|Di|Door) [^\W\d_]")
_KILL = re.compile(r"KILL\b|.*\bELIMINAR\b|АННУЛИРОВАНИЕ|حظر")
_WIDE = 55  # characters of a line that goes on in the next one
_UNDONE = re.compile(r"[:,–-]\s*\Z")  # a line that the next one ends
# # Notebook, * * * *, The following information is not intended for publication
_NOTES = re.compile(
    r"^(?:# ?\S.{0,40}|\*(?: ?\*){2,}|The following information is not (?:intended )?for publication.*"
    r"|Die folgenden Informationen sind nicht zur Veröffentlichung bestimmt.*)$",
    re.MULTILINE,
)
_NOTEBOOK = re.compile(r"# ?(?:Notebook|Notizblock|Libreta|Notes)", re.IGNORECASE)
# ./.CVN, -END-, NNNN, (END)
_END = re.compile(
    r"\W*(?:\./\.\s?\w{0,5}|-+ ?(?:END|ENDS|FIN|ENDE|0)? ?-+|N{4}|\(?(?:END|ENDS|ENDITEM|FIN|ENDE)\)?|=?0=?)\W*"
)
_RUN = re.compile(r"(\W)\1{2,}")
_LONGEST_END = 40  # characters of a line at the end, without runs of one sign
# dpa hm bs wjh, (SDA/mf ba), VDH/FUL/
_INITIALS = re.compile(r"\(?(?:[A-Za-z]{2,5}|\w{2,4}/)(?:[ /\\]+[\w]{1,4}){1,8}\)?/?")


def begins(line: bytes) -> bool:
    """Check that a line is the header of a message; a line that begins with SOH is one, too, if its words are."""
    return _is_header(line) is not None or (line[:1] == b"\x01" and _header_of(line.decode("latin-1")) is not None)


def read_message(message: Message, builder: ArticleBuilder) -> ArticleBuilder:
    """Read a message into a builder."""
    text = message.text
    header = _header_of(text)
    if header is None:
        return builder
    _read_header(builder, header)
    text = text[header.end() :].lstrip("\x07\x7f")
    text, _, group = text.partition(ETX)
    text, groups = _without_end(builder, text)
    for line in [*group.split("\n"), *groups]:
        if (words := one_line(line).strip()) and not read_group(builder, words, message.line):
            builder.dropped("a line behind the text", words)
    notes = _NOTES.search(text)
    slug, head, body = _parts(text[: notes.start()] if notes else text)
    _read_slug(builder, slug)
    _read_head(builder, head)
    _read_notes(builder, text[notes.start() :] if notes else "")
    _read_body(builder, body)
    return builder


# eca0003 3 i 380  dpa 0045
def _read_header(builder: ArticleBuilder, header: re.Match[str]) -> None:
    """Read the header line; the number of words only counts the text."""
    builder.identify(header["service"] + header["number"])
    builder.urgency(header["priority"])
    category = header["category"]
    builder.put("section", category)
    if name := CATEGORIES.get(category.upper()):
        builder.put("subjects", [Subject(name[1], uri=IPTC_SUBJECTS + name[0])])
    rest = one_line(header["rest"] or "")
    names = [word for word in re.split(r"[\W\d_]+", rest) if len(word) > 1]
    agency = next((name for name in names if party_role(name)), None)
    if agency:
        builder.sources.append(Source(agency, party_role(agency)))
    if any(name != agency for name in names):
        builder.dropped("the rest of the header", rest)


# --- the end ---


def _without_end(builder: ArticleBuilder, text: str) -> tuple[str, list[str]]:
    """Return a text without its last lines: marks of the end, initials of the desk, and the date-time group."""
    lines = text.rstrip().split("\n")
    groups: list[str] = []
    while lines and (last := printable(lines[-1]).strip()) is not None:
        if not last or _is_end(last):
            pass
        elif len(last) <= 30 and re.match(r"\d{6}(?:\s?(?:GMT|UTC|Z))?(?:\s+[^\W\d_]{3,9}\.?\s+\d{2,4})?\Z", last):
            groups.append(last)
        elif len(last) <= 40 and _INITIALS.fullmatch(last) and not last[0].isdigit() and _stands_alone(lines):
            builder.dropped("the desk's initials", last)
        else:
            break
        lines.pop()
    return "\n".join(lines), groups


def _is_end(line: str) -> bool:
    """Check for a mark of the end; a rule of any length is one, too."""
    short = _RUN.sub(r"\1\1", line)
    return len(short) <= _LONGEST_END and _END.fullmatch(short) is not None


def _stands_alone(lines: Sequence[str]) -> bool:
    return len(lines) > 1 and not lines[-2].strip()


def _read_notes(builder: ArticleBuilder, text: str) -> None:
    """Read the notes to editors below the text; `# Notebook`, a line of its own, heads them all."""
    for line in text.split("\n"):
        if not _NOTEBOOK.fullmatch(line.strip()):
            builder.add("editorial_note", one_line(line).strip("# *"))


# --- the head ---


def _parts(text: str) -> tuple[list[str], list[str], str]:
    """Return the keyword lines, the lines of the head, and the body."""
    before, mark, behind = text.partition(STX)
    slug = [line for line in before.split("\n") if line.strip()] if mark else []
    lines = (behind if mark else text).strip("\n").split("\n")
    if not mark:
        size = next(
            (at for at, line in enumerate(lines) if line.strip() and not line.rstrip().endswith("/")), len(lines)
        )
        slug, lines = list(filter(str.strip, lines[:size])), lines[size:]
        if not slug and len(lines) > 2 and not lines[1].strip() and _head_end(lines[2:]) is not None:
            slug, lines = [lines[0]], lines[2:]
    at = _head_end(lines)
    if at is not None:
        return slug, lines[: at + 1], "\n".join(lines[at + 1 :])
    filled = next((at for at, line in enumerate(lines) if line.strip()), len(lines))
    head = list(takewhile(lambda line: bool(line.strip()) and line[:1] != " ", lines[filled:]))
    return slug, head, "\n".join(lines[filled + len(head) :])


def _head_end(lines: Sequence[str]) -> int | None:
    """Return the number of the line that ends the head, with a `=`."""
    filled = [at for at, line in enumerate(lines) if line.strip()][:_MOST_HEAD]
    return next((at for at in filled if _MARKS_HEAD.search(lines[at].rstrip())), None)


# Britain/bridges/
def _read_slug(builder: ArticleBuilder, lines: Sequence[str]) -> None:
    line = one_line(" ".join(lines)).strip("/ ")
    builder.put(SLUG, line)
    words = (word.strip() for word in line.split("/")) if "/" in " ".join(lines) else ()
    builder.put("keywords", list(dict.fromkeys(filter(None, words))))


def _read_head(builder: ArticleBuilder, lines: Sequence[str]) -> None:
    """Read the lines of the head: notes in brackets or capitals, the headline, the byline."""
    titles: list[list[str]] = []
    for line in _joined_brackets([one_line(line.rstrip().removesuffix("=")) for line in lines]):
        if _KILL.match(line):
            builder.status("canceled")
            builder.add("editorial_note", line)
        elif (line[:1] == "(" and line[-1:] == ")") or _TAKE.fullmatch(line):
            builder.add("editorial_note", line.strip("() ") or line)
        elif titles and (_BY.match(line) or is_byline(line, alone=True)):
            builder.put_text("byline", line)
        elif titles and (len(above := titles[-1][-1]) >= _WIDE or _UNDONE.search(above)):
            titles[-1].append(line)
        else:
            titles.append([line])
    for other in titles[:-1]:
        builder.add("editorial_note", one_line(" ".join(other)))
    builder.put("headline", one_line(" ".join(titles[-1])) if titles else "")


def _joined_brackets(lines: Sequence[str]) -> list[str]:
    """Return lines with those joined that are in one pair of brackets."""
    joined: list[list[str]] = []
    open_brackets = 0
    for line in filter(None, lines):
        if open_brackets > 0:
            joined[-1].append(line)
            open_brackets += line.count("(") - line.count(")")
        else:
            joined.append([line])
            open_brackets = line.count("(") - line.count(")") if line[0] == "(" else 0
    return list(map(" ".join, joined))


def _read_body(builder: ArticleBuilder, text: str) -> None:
    blocks = blocks_of(text)
    read_dateline(builder, blocks)
    for at, block in enumerate(blocks[1:-1], 1):
        below = blocks[at + 1]
        if isinstance(block, str) and isinstance(below, str) and label_of(block, below, alone=True).kind == "subhead":
            blocks[at] = Subhead(block)
            builder.note("guess.subhead", f"{block!r} is read as a sub-head", f".body[{at}]")
    builder.put("body", blocks)
