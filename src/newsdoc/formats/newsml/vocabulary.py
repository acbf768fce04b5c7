"""The names that NewsML-G2's writer and reader share: namespace, schemes, and the roles of parties.

A QCode is written only in a scheme that the item declares: IPTC's by its catalog, ours in the item itself.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = [
    "CONTENT_TEXTS",
    "IPTC_SCHEMES",
    "ITEM_TEXTS",
    "MACHINE",
    "MEDIA",
    "NAMESPACE",
    "NO_PUBLISHER",
    "OTHER_SCHEMES",
    "OWN_ROLE",
    "PARTIES",
    "ROLE_ALIASES",
    "ROLE_CODES",
    "SCHEMES",
    "Party",
]

NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"

SCHEMES = {
    "nd": "urn:newsdoc:property:",
    "ndhl": "urn:newsdoc:headline:",
    "ndrole": "urn:newsdoc:role:",
}
"""Our own schemes. `nd`: `residual`, `section`, `canonical`, `unknown`, `sender`; `ndhl`: `main`, `deck`; `ndrole`: any
role."""

OWN_ROLE = "ndrole:"

NO_PUBLISHER = ("nd:unknown", "nd:sender")
"""The providers of an article without a publisher: nobody, or whom the caller of the writer names."""

ITEM_TEXTS = ("edNote",)
"""Texts that are said of the item, not of its content, in the schema's order."""

CONTENT_TEXTS = ("headline", "dateline", "by", "creditline", "description")
"""Texts of the content in the order in which they are written; others stand before them."""

_SCHEMES = {
    "http://cv.iptc.org/newscodes/": """
    acdc=audiocodec altidrole aoprop=aoproperty app=application aspfacet=asportfacet aspfacetvalue=asportfacetvalue
    authoritystatus catinat=catinature chprop=characteristicsproperty cinat=cinature ciprol=contactinfopartrole
    colin=colourindicator colsp=colorspace conf=confidence cpnat=cpnature cpprole=contentprodpartyrole
    cptnoterole=conceptnoterole crel=conceptrelation ctech=commtech ctrol=contributorrole cwarn=contentwarning
    digsrctype=digitalsourcetype dimensionunit drol=descriptionrole dummy ecirol=eventcontactinforole
    edconf=eventdateconfirm encd=encoding entityprop=entityproperty eocstat=eventoccurstatus
    eorol=eventorganiserrole eprol=eventparticipantrole eregrol=eventregrole erol=edrole
    fisymtype=financialinstrumentsymboltype frmt=format gen=generic genre hashscope hashtype
    hatarget=hopactiontarget hopaction howextr=howextracted howpr=howpresent ikos imgregrole=imageregionrole
    imgregtype=imageregiontype impt=importance irel=itemrelation irep=itemrepresentation isrol=infosourcerole
    ivqu=videoqualifier lbtyp=labeltype loctyp=location loutorient=layoutorientation lrol=languagerole
    medtop=mediatopic medtype=mediatype1 mtyp=mediatype ncostat=newscoveragestatus ninat=ninature nityp=newsitemtype
    nmsig=newsmsgsignal not=notation nprod=newsproduct nprov=newsprovider nprt=namepart nrol=namerole
    oito=ofinterestto pgrmod=pkggroupmode plinat=plinature prio=priority prodgenre=productgenre prop=property
    prov=provider pst1=status1 rcalctype rel=relevance riaspect rightsprop=rightsproperty riscope rnd=rendition
    role1 rscaleunit rtype=ratertype scn=scene sev=severity sig=signal sov=videoscaling squ=subjectqualifier
    stat=pubstatusg2 subj=subjectcode timeunit tone tpctyp=topictype trustindicator urgy=urgency
    useracttype=useractiontype valfmt=valueformat vcdc=videocodec videodef=videodefinition why=whypresent
    wldreg=worldregion
    """,
    "http://cvx.iptc.org/": """
    a1312cat=anpa1312-category a1312prio=anpa1312-priority a1312svc=anpa1312-servicelevel a1312vers=anpa1312-version
    bcp47 cusip figi gics googletopicsv1 googletopicsv2 iabadproduct10 iabadproduct20 iabaudience10 iabcontent20
    iabcontent21 iabcontent22 iabcontent30 isin iso3166-1a2 iso3166-1a3 iso3166-2 iso4217a iso4217n mic=iso10383-mic
    parasport secst sedol ticker tidm
    """,
}
"""IPTC's vocabularies: the address before their names, and their names; `medtop=mediatopic` where the alias differs."""


def _iptc_schemes() -> dict[str, str]:
    pairs = ((start, *name.partition("=")) for start, names in _SCHEMES.items() for name in names.split())
    return {alias: f"{start}{name or alias}/" for start, alias, _, name in pairs}


IPTC_SCHEMES = _iptc_schemes()
"""The vocabularies in IPTC's catalog: the address of each by its alias. Codes in them are read and written as URIs."""

OTHER_SCHEMES = {
    "dbpedia": "http://dbpedia.org/resource/",
    "geonames": "http://sws.geonames.org/",
    "geonameshttps": "https://sws.geonames.org/",
    "mb-artist": "http://musicbrainz.org/artist/",
    "mb-label": "http://musicbrainz.org/label/",
    "mb-recording": "http://musicbrainz.org/recording/",
    "mb-release": "http://musicbrainz.org/release/",
    "mb-releasegroup": "http://musicbrainz.org/release-group/",
    "mb-work": "http://musicbrainz.org/work/",
    "plus": "http://ns.useplus.org/ldf/vocab/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wikidata": "http://www.wikidata.org/entity/",
}
"""Schemes of others in IPTC's catalog: their codes are read as URIs."""


class Party(NamedTuple):
    """How a source of some role is written."""

    element: str
    roles: str


PARTIES = {
    "agency": Party("infoSource", "cpprole:contentSource"),
    "author": Party("creator", "cpprole:author"),
    "distributor": Party("infoSource", "cpprole:distributor"),
    "editor": Party("contributor", "cpprole:editor"),
    "photographer": Party("creator", "cpprole:author ndrole:photographer"),
}
"""IPTC's roles for ours; a role that is not here is written in our own scheme."""

ROLE_CODES = {
    "contentprovider": "agency",
    "contentsource": "agency",
    "copyrightholder": "agency",
    "imgsupplier": "agency",
    "origcont": "agency",
    "originfo": "agency",
    "origprov": "agency",
    "redistributor": "distributor",
    "source": "agency",
    "supplier": "agency",
    "photo": "photographer",
    "reporter": "author",
    "writer": "author",
}
"""The role that a code means, whatever its scheme: IPTC's present and retired ones, and the agencies' own."""

ROLE_ALIASES = {"cpprole", "crol", "crole", "ctrol", "isrol"}
"""Schemes of roles: some feeds put a role where the party's own code belongs."""

MEDIA = {"animated", "audio", "graphic", "photo", "picture", "video"}
"""Item classes of pictures, sound and videos: an item of one of them is a caption where a text refers to it."""

MACHINE = {
    "altLoc", "catalog", "catalogRef", "contentModified", "expires", "fileName", "generator", "hash", "hierarchyInfo",
    "hopHistory", "itemClass", "profile", "pubHistory", "remoteContent", "rightsExpressionData",
    "rightsExpressionXML",
}  # fmt: skip
"""Elements whose text is for machines: names of files and programs, codes, digests, addresses, terms as data."""
