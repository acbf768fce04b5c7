"""Codes of languages with three letters (ISO 639), as crawls and tables write them, as BCP 47 tags."""

from __future__ import annotations

import re

from newsdoc.checks import LANGUAGE_PATTERN
from newsdoc.text import cached

__all__ = ["language_tag"]

_CODES = """
aar aa abk ab afr af aka ak alb sq als sq amh am ara ar arb ar arg an arm hy asm as ava av ave ae
aym ay aze az azj az bak ba bam bm baq eu bel be ben bn bis bi bod bo bos bs bre br bul bg bur my
cat ca ces cs cha ch che ce chi zh chu cu chv cv cmn zh cor kw cos co cre cr cym cy cze cs dan da
deu de div dv dut nl dzo dz ekk et ell el eng en epo eo est et eus eu ewe ee fao fo fas fa fij fj
fin fi fra fr fre fr fry fy ful ff gaz om geo ka ger de gla gd gle ga glg gl glv gv gre el grn gn
guj gu hat ht hau ha hbs sh heb he her hz hin hi hmo ho hrv hr hun hu hye hy ibo ig ice is ido io
iii ii iku iu ile ie ina ia ind id ipk ik isl is ita it jav jv jpn ja kal kl kan kn kas ks kat ka
kau kr kaz kk khk mn khm km kik ki kin rw kir ky kom kv kon kg kor ko kua kj kur ku lao lo lat la
lav lv lim li lin ln lit lt ltz lb lub lu lug lg lvs lv mac mk mah mh mal ml mao mi mar mr may ms
mkd mk mlg mg mlt mt mon mn mri mi msa ms mya my nau na nav nv nbl nr nde nd ndo ng nep ne nld nl
nno nn nob nb nor no npi ne nya ny oci oc oji oj ori or orm om ory or oss os pan pa pbt ps per fa
pes fa pli pi plt mg pol pl por pt pus ps que qu roh rm ron ro rum ro run rn rus ru sag sg san sa
sin si slk sk slo sk slv sl sme se smo sm sna sn snd sd som so sot st spa es sqi sq srd sc srp sr
ssw ss sun su swa sw swe sv swh sw tah ty tam ta tat tt tel te tgk tg tgl tl tha th tib bo tir ti
ton to tsn tn tso ts tuk tk tur tr twi tw uig ug ukr uk urd ur uzb uz uzn uz ven ve vie vi vol vo
wel cy wln wa wol wo xho xh ydd yi yid yi yor yo zha za zho zh zsm ms zul zu
"""
"""Pairs of a code of three letters and the tag for it; BCP 47 wants two letters where there are two."""

_TAGS: dict[str, str] = dict(zip(_CODES.split()[::2], _CODES.split()[1::2], strict=True))
_is_tag = re.compile(LANGUAGE_PATTERN).fullmatch


@cached  # a file has few, and each page one of them
def language_tag(code: str) -> str | None:
    """Return the BCP 47 tag of a code of ISO 639 or of a tag, `None` if it is neither: `eng` gives `en`."""
    first, dash, rest = code.strip().replace("_", "-").partition("-")
    tag = f"{_TAGS.get(first.lower(), first)}{dash}{rest}"
    return tag if _is_tag(tag) and len(first) in (2, 3) and first.lower() not in _NONE else None


_NONE = {"und", "unk", "mul", "zxx", "mis"}
"""Codes for no language, several languages and an unknown one."""
