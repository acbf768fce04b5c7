"""Caption credits: a printed caption line split into its text, its credit line and the parties named in it.

Facts, counted on real captions: most credits stand in brackets at the end, with or without a full stop before or after;
some follow the last full stop bare («. REUTERS/Ann Example»), some follow a label («/ Photo: AFP»). A bracket in
mid-caption is a credit only if it names an agency; «(left)», «(C)» and «(ABC)» are none. What is unsure stays in the
text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from newsdoc.model import Source
from newsdoc.page.agencies import is_party_word, party_role
from newsdoc.page.credits.labels import is_label, label_before, lead_of
from newsdoc.page.dates import is_date_line
from newsdoc.text import SPACE, STOPS, cached, clean, ends_in_stop

__all__ = [
    "Credited",
    "has_name",
    "join_credit",
    "parties",
    "read_alone",
    "split_credit",
    "split_printed",
    "without_notice",
]

_WIDE_STOPS = "。．｡！？"  # no space follows them
# Murarze w pracy. Fot. Ann Example / PAP
_POLISH = re.compile(r"(?P<text>.*?)(?:^|(?<!\s)\s+)fot\.\s?(?P<credit>[^:：=()（）\[\]]{2,60})", re.IGNORECASE)
# Masons at work. ST PHOTO: ANN EXAMPLE        بنّاؤون. ANTARA FOTO/Ann Example
_OWNER = re.compile(rf"(?:^|(?<=[{STOPS}”\"»]\s))[A-Z][A-Z\d&.]*(?:\s[A-Z][A-Z\d&.]*)?$")
_BRACKETS = frozenset("()（）[]")
# REUTERS/Ann Example        Ann Example via Getty Images        Alamy Stock Photo
_OF_PICTURES = re.compile(
    r"[/|]|\b(?:via|photos?|images?|getty|shutterstock|alamy|i?stock|imago|picture.alliance)\b", re.IGNORECASE
)
# a colon, or what is in the pattern above and in each lead of a credit
_SIGNS_OF_PICTURES = (
    ":", "：", "=", "＝", "/", "|", "via", "photo", "foto", "image", "getty", "shutterstock", "alamy", "stock", "imago",
    "picture", "bild", "courtesy", "graphic", "illustration",
)  # fmt: skip
# 工人在桥上施工。 新华社记者 王晓 摄        橋の上の人たち ＝田中恵子撮影
_SIGNED = re.compile(
    r"(?P<text>.*?)(?:^|(?<=[。\s])|\s?[=＝])(?P<credit>[^。＝=\s][^。＝=]{1,24}\s?(?:摄|攝|摄影|撮影))[)）]?"
)
_SIGNS = frozenset("摄攝影")
# (AFP)   [Reuters]   （新华社）   【共同社】
_BRACKET = re.compile(r"[(\[（【]\s*([^()\[\]（）【】]{1,80}?)\s*[)\]）】]")
# The gate. REUTERS/Ann Example        The gate - AFP        城门。新华社
_BARE_TAIL = re.compile(  # the space first: so it runs past all else quickly
    rf"\s(?:(?<=[{STOPS}”\"»]\s)\s*(?:[–—|-]\s+)?|(?<!\s\s)\s*[–—|-]\s+)|(?<=[{_WIDE_STOPS}])(?=\w)"
)
_BEFORE_TAIL = re.compile(
    rf"[{STOPS}”\"»–—|-]\s|[{_WIDE_STOPS}]\w"
)  # stands before every bare tail, and is much quicker to look for
# THIS IMAGE HAS BEEN SUPPLIED BY A THIRD PARTY. NO RESALES. NO ARCHIVES.        EDITORIAL USE ONLY
_ORDERS = re.compile(
    r"\s(?:THIS (?:IMAGE|PICTURE|VIDEO) |ATTENTION |MANDATORY CREDIT|EDITORIAL USE |NO RESALES|NO ARCHIVES?|NO USE )"
    r"[A-Z\d .,;:'’/()-]{0,400}$"
)
# a stop inside: then it is a sentence of the caption, and no credit
_INNER_STOP = re.compile(rf"\w{{2}}[{STOPS}]\s|[{_WIDE_STOPS}]\w")
# (left)   (L)   (second from right)   (يمين): where a person stands, and no party
_POSITION = re.compile(
    r"[LRC]|(?:top |bottom |far |front |back |second |third )?(?:from )?(?:left|right|center|centre|top|bottom)"
    r"|second (?:from )?(?:left|right)|(?:left|right)[ ,].*|يمين|يسار|إلى اليمين|إلى اليسار|وسط|solda|sağda|ortada",
    re.IGNORECASE,
)
# small words inside names: Zayed bin Example
_PARTICLES = frozenset({"al", "el", "bin", "ibn", "de", "da", "van", "von"})
_SMALL = frozenset({"the", "of"})  # the same behind «Courtesy of»
_QUOTES = SPACE + ".«»“”\"'"  # stand around names, in any order
# ABC, which may be an agency or belong to the text
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&.-]{0,7}")
# AFP/File        Reuters file photo        handout
_FILE_PHOTO = re.compile(
    r"(?:^|(?<![\s/,])[\s/,]+)(?:(?:file|archive|handout|pool)[\s-]*)?(?:photos?|fotos?|pictures?|images?|files?|handout|pool)$",
    re.IGNORECASE,
)
# AFP/Ann Example        AP and Reuters        Handout via AFP
_JOINTS = re.compile(
    r"(?<!\s)\s*[/|;,،:：]\s*(?:via\s+)?|(?<!\s)\s+(?:and|via|ve|for|&|–|—|-)\s+|(?<!\s)\s+و\s*(?=\S{3})", re.IGNORECASE
)
# Iraq government media: no person, though it is named beside a photo
_INSTITUTION = re.compile(
    r"\b(?:ministry|office|media|press|presidency|president|army|military|navy|force|forces|council|government|parliament"
    r"|agency|party|court|police|embassy|committee|organi[sz]ation|university|museum|centre|center|group|company|nations"
    r"|un|nasa|nato|unicef|unhcr|idf|via|account|website|twitter|facebook|telegram|television|tv|news|channel)\b"
    r"|وزارة|رئاسة|مكتب|إعلام|الإعلام|مجلس|جيش|الجيش|حكومة|وكالة|حساب|موقع|تلفزيون|قناة|هيئة|مركز|الأمم"
    r"|bakanlı|başkanlı|ajans|ordu|hükümet|belediye",
    re.IGNORECASE,
)
# © 2024 AFP        Copyright 2019–2024 AFP        (c) AFP 2024
_NOTICE = re.compile(r"(?:(?:©|\(?c\)|\bcopyright\b)[\s,]*)+", re.IGNORECASE)
_YEARS = r"(?:19|20)\d\d(?:\s?[-–]\s?(?:(?:19|20)\d\d|\d\d))?"
_FIRST_YEARS, _LAST_YEARS = re.compile(rf"{_YEARS}(?:[\s,]+|$)"), re.compile(rf"(?<![\s,])[\s,]+{_YEARS}$")
# Ann B. Example
_NAME = re.compile(r"(?:[^\W\d_][\w.'’-]*\s+){1,4}[^\W\d_][\w.'’-]*")
# A photo released by Example Wire on Monday shows the harbour.
_LEAD = re.compile(
    r"(?:(?:an?|this|the|file|undated|handout|combination|screengrab|satellite)\s+){0,3}"
    r"(?:photo|photograph|picture|image|still|screengrab|video|frame|handout|grab)s?\s+(?:[\w-]+\s+){0,4}?"
    r"(?:released|provided|distributed|issued|published|posted|shared|supplied|obtained|taken)\s+(?:[\w,]+\s+){0,4}?"
    r"(?:by|from)\s+(?:the\s+)?(?P<party>[^.,\s][^.,]{1,59}?)\s+(?:on\s+.{3,40}?\s+)?"
    r"(?:shows?|showing|depicts?|purports|is said)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 10  # a credit is not a sentence
_LONGEST_TAIL = 120
_LONGEST = 2_000  # nor is a caption a page; the patterns are not meant for megabytes
_LONGEST_CLOSING = 60  # a credit behind a label that no sentence ends before
_MOST_NAMES = 3  # in a credit of names that nobody knows
_COLONS = (":", "：", "=", "＝")
_PARTED = frozenset(STOPS + '”"»')  # what ends a sentence before a label
_DASHES = "/|–—-"


class Credited(NamedTuple):
    """A caption line taken apart."""

    text: str | None
    """The words without a trailing credit; `None` if the whole line is the credit."""

    credit: str | None
    """The credit as printed, without brackets and without a label such as «Photo:»."""

    sources: tuple[Source, ...]
    """The parties of the credit, or of a lead such as «A photo released by X shows»."""

    doubtful: bool
    """True if a bracket at the end was taken for a credit, or left in the text, without certainty."""


@lru_cache(maxsize=8)  # a layout that asks if a line is a caption is followed by the builder
def split_credit(line: str) -> Credited:
    """Split a caption line (clean text) into text, credit and sources."""
    if len(line) > _LONGEST:
        return Credited(line, None, (), False)
    opening = _opening(line, len(line))
    found = _labelled(line) or _bracketed(line, opening) or _bare(line)
    if found:
        return found
    doubtful = _ends_in_acronym(line, opening)
    if lead := _LEAD.match(line):
        name = lead["party"].strip()
        return Credited(line, None, (Source(name, party_role(name) or "institution"),), doubtful)
    return Credited(line, None, (), doubtful)


def read_alone(line: str) -> Credited | None:
    """Return a line that is the credit of a picture and nothing else; `None` for any other line.

    Photo: Ann Example        (Foto: dpa)        REUTERS/Ann Example        Ann Example via Getty Images

    The name of an agency alone is none: «AFP» and «(AFP)» also say who wrote the text.
    """
    low = line.lower()
    if not any(map(low.__contains__, _SIGNS_OF_PICTURES)):  # as most lines have none
        return None
    bare = (line if line.isprintable() else clean(line)[0]).strip("()[] ")
    if len(bare) > _LONGEST_TAIL or ends_in_stop(bare.removesuffix(".")):
        return None
    for colon in _COLONS:
        if colon in bare and label_before(bare, at := bare.index(colon)) == (0, True):
            return _labelled_credit("", _without_label(bare[at + 1 :].strip()))
    lead, _ = lead_of(bare)
    if not all(map(_of_a_tail, bare[lead:].split())) or not _is_credit_tail(bare):
        return None
    # Ann Example/Bo Sample        who wrote the text, perhaps
    named = parties(bare)
    is_known = any(source.role == "agency" for source in named) and _OF_PICTURES.search(bare)
    return Credited(None, bare, named, False) if lead or is_known else None


def split_printed(line: str) -> Credited:
    """Split a line of a page, which may hold characters that clean text cannot."""
    return split_credit(line if line.isprintable() else clean(line)[0])


def join_credit(text: str | None, credit: str | None) -> str:
    """Print a caption as one line, so that `split_credit` finds the same text and credit wherever there is a way."""
    if credit is None:
        return text or ""
    if text is None:
        return f"Photo: {credit}"
    if split_credit(text)[:2] == (text, credit):
        return text
    return f"{text} ({credit})"


@cached  # few credits come again and again
def parties(credit: str) -> tuple[Source, ...]:
    """Name the parties of a credit line with their roles."""
    if role := party_role(credit):
        return (Source(credit.strip(_QUOTES), role),)
    credit = without_notice(credit)
    lead, is_taken = lead_of(credit)
    names = credit[lead:].removeprefix("the ") if lead else credit
    pieces = [piece for part in _JOINTS.split(names) if (piece := _FILE_PHOTO.sub("", part).strip(_QUOTES))]
    pieces = [piece for piece in pieces if has_name(piece) and not is_label(piece)]
    # a name beside one that is no person's is a photographer's
    of_a_person = is_taken or bool(_FILE_PHOTO.search(credit)) or any(map(_is_no_person, pieces))
    return tuple(dict.fromkeys(Source(piece, _role(piece, of_a_person)) for piece in pieces))


def _is_no_person(piece: str) -> bool:
    return party_role(piece) is not None or _INSTITUTION.search(piece) is not None


def has_name(credit: str) -> bool:
    """Return True if a credit names anything: `© 2024`, `Copyright 2024` and `12 May 2024, 10:15 PM` name nobody."""
    name = without_notice(credit)
    # a date has a number
    return any(map(str.isalpha, name)) and not (any(map(str.isdigit, name)) and is_date_line(name))


def without_notice(credit: str) -> str:
    """Return a credit without the marks of a copyright and its years."""
    if not (notice := _NOTICE.match(credit)):
        return credit
    rest = credit[notice.end() :]
    years = _FIRST_YEARS.match(rest)
    return _LAST_YEARS.sub("", rest[years.end() :] if years else rest)


def _role(name: str, of_a_person: bool) -> str:
    """Return the role of a name: a photographer is named beside an agency or «file photo», an institution is not."""
    if role := party_role(name):
        return role
    person = of_a_person and _NAME.fullmatch(name) and not _INSTITUTION.search(name)
    return "photographer" if person else "institution"


def _labelled(line: str) -> Credited | None:
    """`Text / Photo: AFP`, `Photo: AFP` as the whole line, `Text Foto: Ann Example`, and `文 王晓 摄`."""
    for colon in _COLONS:
        if colon in line and (found := _behind_label(line, line.rfind(colon))):
            return found
    if "©" in line and (found := _behind_mark(line)):
        return found
    if line.rstrip(")）")[-1:] in _SIGNS and (signed := _SIGNED.fullmatch(line)):
        credit = signed["credit"]
        return Credited(signed["text"].strip() or None, credit, parties(credit), False)
    if "ot." in line and (polish := _POLISH.fullmatch(line)):
        return _labelled_credit(polish["text"].strip(), polish["credit"])
    return None


def _behind_label(line: str, colon: int) -> Credited | None:
    """Return a line of which the last colon stands behind a label; `None` if it is no credit.

    Masons at work / Photo: AFP        Masons at work. ST PHOTO: ANN EXAMPLE        Masons at work Foto: Ann Example
    """
    start, is_picture = label_before(line, colon)
    if start < 0:
        return None
    before, credit = line[:start].rstrip(), line[colon + 1 :].strip()
    # Masons at work Foto: Bild: AFP
    while before.endswith(_COLONS) and (outer := label_before(before, len(before) - 1)[0]) >= 0:
        before = before[:outer].rstrip()
    if before and before[-1] in _DASHES:
        return _labelled_credit(before[:-1].rstrip(), credit)
    if not before or before[-1] in _PARTED:
        return _labelled_credit(before, credit)
    # whose photo it is stands before the label
    if owner := _OWNER.search(before):
        return _labelled_credit(before[: owner.start()].rstrip(), line[owner.start() :].strip())
    may_close = is_picture and 1 < len(credit) <= _LONGEST_CLOSING and _BRACKETS.isdisjoint(credit)
    if may_close and (not credit[0].islower() or _names_a_party(credit)):
        return _labelled_credit(before, credit)
    return None


def _labelled_credit(text: str, credit: str) -> Credited | None:
    """Return the text and the credit behind its label; `None` for a caption with a label."""
    credit = _bare_of_brackets(credit)
    # Photo: A man walks past the gate.
    if not credit or _INNER_STOP.search(credit) or not (_names_a_party(credit) or _is_short(credit)):
        return None
    return Credited(text or None, credit, parties(credit), False) if has_name(credit) else None


def _behind_mark(line: str) -> Credited | None:
    """`Masons at work © Ann Example / AFP`: the mark of a copyright, and a name behind it to the end of the line."""
    text, _, name = line.rpartition("©")
    credit = without_notice(f"©{name}").removesuffix(".").strip()
    if not text.strip() or len(credit) > _LONGEST_CLOSING or not _BRACKETS.isdisjoint(credit):
        return None
    if _INNER_STOP.search(credit) or not has_name(credit):
        return None
    return Credited(text.rstrip(" |/–—-") or None, credit, parties(credit), False)


def _bracketed(line: str, opening: int) -> Credited | None:
    """`Text. (AFP)`, `Text (AFP).`, and `Text (AFP). More text.` where the party is known."""
    while opening >= 0:
        bracket = _bracket(line[opening:])
        if bracket and bracket.at_end:
            before = line[:opening].rstrip()
            sentence_before = not before or ends_in_stop(before)
            if bracket.likely or (bracket.possible and sentence_before):
                text, certain = (before + bracket.after).strip() or None, bracket.sure or sentence_before
                return Credited(text, bracket.credit, parties(bracket.credit), not certain)
        elif bracket and bracket.known:
            return Credited(line, bracket.credit, parties(bracket.credit), False)
        opening = _opening(line, opening)
    return None


def _opening(line: str, stop: int) -> int:
    """Find the last opening bracket before `stop`; -1 if there is none."""
    opening = line.rfind("(", 0, stop)
    if "[" in line or not line.isascii():
        return max(opening, line.rfind("[", 0, stop), line.rfind("（", 0, stop), line.rfind("【", 0, stop))
    return opening


class _Bracket(NamedTuple):
    """A bracket, and how far it is a credit whatever stands before it."""

    credit: str  # what is in it, without a label
    after: str  # what stands behind it, trimmed
    at_end: bool  # whether that is only a stop, if anything
    known: bool  # it names a known party
    sure: bool  # or has a label
    likely: bool  # or could be a credit and is not an acronym, which may belong to the text
    possible: bool  # or is one


@lru_cache(maxsize=1024)
def _bracket(rest: str) -> _Bracket | None:
    """Read the bracket that the rest of a line begins with; `None` if it is none: open, too long, or around another.

    Most are the end of their line, and few are new: that is what is worth remembering of a caption.
    """
    bracket = _BRACKET.match(rest)
    if not bracket:
        return None
    credit, after = _without_label(bracket[1]), rest[bracket.end() :]
    known = _names_a_party(credit)
    sure = known or (has_name(credit) and credit != bracket[1])
    possible = sure or _could_be_credit(credit)
    likely = sure or (possible and not _ACRONYM.fullmatch(credit))
    return _Bracket(credit, after.strip(), not after.strip(" ،" + STOPS), known, sure, likely, possible)


def _without_label(credit: str) -> str:
    """`Photo: AFP`, `사진=연합뉴스`: return what stands behind a label that the text begins with."""
    for colon in _COLONS:
        before, _, name = credit.partition(colon)
        if name and label_before(before, len(before))[0] == 0:
            return _without_label(name.strip()).removesuffix(".")
    return credit.strip()


def _ends_in_acronym(line: str, opening: int) -> bool:
    """Return True if the last bracket of a line stands at its end and holds an acronym."""
    while opening >= 0:
        if bracket := _bracket(line[opening:]):
            credit = bracket.credit
            return bracket.at_end and bool(_ACRONYM.fullmatch(credit)) and not _POSITION.fullmatch(credit)
        opening = _opening(line, opening)
    return False


def _bare(line: str) -> Credited | None:
    """`Text. REUTERS/Ann Example`: a tail after the last full stop that names a known party or says «file photo»."""
    if not _BEFORE_TAIL.search(line):
        return None
    # @ann/via REUTERS THIS IMAGE HAS BEEN SUPPLIED BY A THIRD PARTY.        the credit goes on with orders to editors
    if (orders := _ORDERS.search(line)) and (found := _bare(line[: orders.start()])) and found.credit:
        return found._replace(credit=line[line.rindex(found.credit, 0, orders.start()) :].removesuffix("."))
    for gap in _BARE_TAIL.finditer(line):
        tail = line[gap.end() :].removesuffix(".").rstrip()
        words = tail[lead_of(tail)[0] :].split()
        if not 0 < len(tail) <= _LONGEST_TAIL or not all(map(_of_a_tail, words)):
            continue
        if len(words) <= _MOST_WORDS and not (_INNER_STOP.search(tail) or ends_in_stop(tail)) and _is_credit_tail(tail):
            return Credited(line[: gap.start()].rstrip() or None, tail, parties(tail), False)
    return None


@lru_cache(maxsize=4096)
def _of_a_tail(word: str) -> bool:
    """Return True if a word could stand in a bare credit: few sentences have three such words in a row."""
    return (
        word[0].isupper()
        or word[0] == "@"
        or word.lower() in _PARTICLES
        or word in _SMALL
        or is_party_word(word)
        or bool(_JOINTS.search(f"one {word} other") or _FILE_PHOTO.search(word))
        or not _FILE_PHOTO.sub("", f"{word} photo")
    )


@lru_cache(maxsize=1024)
def _is_credit_tail(tail: str) -> bool:
    """Return True if every piece is a known party or looks like a name, and one of them says that this is a credit."""
    if party_role(tail):
        return True
    lead, _ = lead_of(tail)
    parts = _JOINTS.split(tail[lead:])
    pieces = [piece for part in parts if (piece := _FILE_PHOTO.sub("", part).strip()) and not is_label(piece)]
    if not pieces or not all(party_role(piece) or _looks_like_name(piece, behind_lead=lead > 0) for piece in pieces):
        return False
    if lead or any(map(party_role, pieces)) or _FILE_PHOTO.search(tail) or len(pieces) < len(list(filter(None, parts))):
        return True
    # RNZ / Ann Example
    return ("/" in tail or "|" in tail) and 1 < len(pieces) <= _MOST_NAMES and any(" " in piece for piece in pieces)


def _looks_like_name(piece: str, *, behind_lead: bool = False) -> bool:
    words = piece.split()
    small = _PARTICLES | _SMALL if behind_lead else _PARTICLES
    return len(words) <= 5 and all(word[:1].isupper() or word[:1] == "@" or word.lower() in small for word in words)


def _names_a_party(credit: str) -> bool:
    """Return True if a credit names a known party: as a whole, or as one of the pieces of a short line."""
    credit = without_notice(credit)
    if party_role(credit) or party_role(_FILE_PHOTO.sub("", credit)):
        return True
    if len(credit.split()) > _MOST_WORDS:
        return False
    return any(party_role(_FILE_PHOTO.sub("", piece)) for piece in _JOINTS.split(credit) if piece)


def _is_short(credit: str) -> bool:
    return len(credit.split()) <= 4 and not ends_in_stop(credit)


def _could_be_credit(text: str) -> bool:
    if _POSITION.fullmatch(text) or not has_name(text):
        return False
    if text.islower() and not (_FILE_PHOTO.search(text) or _INSTITUTION.search(text)):
        return False  # «(in red)», «(not pictured)»: a remark, for a party has a name
    return len(text) > 1 and len(text.split()) <= _MOST_WORDS and not ends_in_stop(text)


def _bare_of_brackets(credit: str) -> str:
    inner = _BRACKET.fullmatch(credit.removesuffix("."))
    return inner[1] if inner else credit.removesuffix(".").strip()
