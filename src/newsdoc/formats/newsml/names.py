"""Parties, places and topics of NewsML-G2: what they are called, their addresses, and what a party did.

`<creator role="cpprole:author" qcode="staff:17"><name>Ann Lee</name></creator>`
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from newsdoc import unchecked
from newsdoc.formats.builder import ArticleBuilder
from newsdoc.formats.newsml.qcodes import Schemes, role_of
from newsdoc.formats.newsml.topics import topic_name
from newsdoc.formats.newsml.unread import Unread
from newsdoc.formats.newsml.vocabulary import NO_PUBLISHER, ROLE_ALIASES
from newsdoc.formats.xml.lines import attribute_text
from newsdoc.formats.xml.parse import Element, children, line_of, local_name
from newsdoc.formats.xml.space import collapse_space
from newsdoc.formats.xml.text import text_of
from newsdoc.model import Source, Subject
from newsdoc.uris import absolute, mail_uri

__all__ = ["Names", "lines_of", "name_of"]

_BY_ELEMENT = {"creator": "author", "contributor": "contributor"}


def lines_of(elements: Iterable[Element]) -> list[str]:
    """Return the texts of elements that have any, each as one line."""
    return [text for element in elements if (text := text_of(element, preserve=True))]


def name_of(element: Element) -> str:
    """Return the name of a party, place or topic: its name, else its literal, its code, its address, its text."""
    return own_name_of(element) or _spare_name_of(element)


def _spare_name_of(element: Element) -> str:
    """Return what stands for the name of a party, place or topic that has none of its own."""
    for name in ("literal", "qcode", "uri"):
        if value := attribute_text(element, name):
            return value
    return collapse_space(element.text or "", preserve=True)


def own_name_of(element: Element) -> str:
    """Return the `name` of a party, place or topic; a mnemonic only where there is no other."""
    spare = ""
    for child in children(element):
        if local_name(child.tag) == "name" and (text := text_of(child, preserve=True)):
            role = child.get("role")
            if role is None or not role.endswith(":mnemonic"):
                return text
            spare = spare or text
    return spare


class Names:
    """Reads the parties, places and topics of one item."""

    __slots__ = ("_builder", "_is_reported", "_schemes", "_unread")

    def __init__(
        self, builder: ArticleBuilder, unread: Unread, catalogs: Iterable[Element], schemes: Mapping[str, str]
    ) -> None:
        self._builder = builder
        self._unread = unread
        self._is_reported = unread.is_reported
        self._schemes = Schemes(catalogs, schemes)

    def name(self, element: Element) -> str:
        """Return the name of a party, place or topic, and keep what else is said of it."""
        if self._is_reported:
            self._keep_rest(element)
        return name_of(element)

    def _keep_rest(self, element: Element) -> None:
        first = element[0] if len(element) == 1 else None  # most often the name, and nothing else
        is_name = first is not None and local_name(first.tag) == "name" and not (first.tail or "").strip()
        if (len(element) and not is_name) or (element.text or "").strip():
            self._unread.add_all(f"what else is said of the {local_name(element.tag)}", element)

    def names(self, elements: Iterable[Element]) -> list[str]:
        """Return the names of several; empty ones are left out."""
        return [name for element in elements if (name := self.name(element))]

    def provider(self, element: Element) -> Source | None:
        """Return the publisher; our own writer calls one that is not known `nd:unknown`, or names who sends it."""
        if self._is_reported:
            self._keep_rest(element)
        own = own_name_of(element)
        name = own or _spare_name_of(element)
        if not name or element.get("qcode") in NO_PUBLISHER:
            return None
        uri, code = self._identity(element, own)
        return unchecked.source(name, "publisher", uri=uri, code=code)

    def parties(self, elements: Iterable[Element]) -> list[Source]:
        """Return the sources; of one party in two roles that mean the same, the first."""
        origins: dict[tuple[str, str | None, str | None], str] = {}
        found: list[Source] = []
        for element in elements:
            if self._is_reported:
                self._keep_rest(element)
            own = own_name_of(element)
            if name := own or _spare_name_of(element):
                role, origin = _role(element, name)
                uri, code = self._identity(element, own)
                uri = uri or _mail_of(element)
                if origins.setdefault((name, role, uri), origin) == origin:
                    found.append(unchecked.source(name, role, uri=uri, code=code))
        return found

    def subject(self, element: Element) -> Subject | None:
        """Return a topic; one without a name of its own has IPTC's, or is called by its first part that has one."""
        if self._is_reported:
            self._keep_rest(element)
        own = own_name_of(element)
        name = own or _spare_name_of(element) or next(filter(None, map(name_of, element)), "")
        if not name:
            return None
        uri, code = self._identity(element, own)
        if uri and not own and name == element.get("qcode"):
            name = topic_name(uri, self._builder.fields.get("language")) or name
        return unchecked.subject(name, uri=uri, code=code)

    def asserted(self, elements: Iterable[Element], known: Collection[str]) -> Iterator[Subject]:
        """Yield concepts with a name that is not known: `<assert qcode="c:1"><name>Delhi</name></assert>`."""
        for element in elements:
            if (name := own_name_of(element)) and name not in known:
                uri, code = self._identity(element, name)
                yield unchecked.subject(name, uri=uri, code=code)

    def _identity(self, element: Element, own: str) -> tuple[str | None, str | None]:
        """Return the address and the code of a party or topic: `uri`, or a `qcode` in a scheme that is known.

        The code is the `literal` beside a name of its `own`, or else a `qcode` in a scheme that nothing declares, as
        it is written.
        """
        code = attribute_text(element, "literal") or None if own else None
        if address := element.get("uri"):
            uri, changed = absolute(address)
            if changed:
                name = own or _spare_name_of(element)
                uri = self._builder.uri(address, f"the address of {name!r}", "", line_of(element))
            return uri, code
        if qcode := element.get("qcode"):
            uri, written = self._schemes.identity(qcode)
            return uri, code or written
        return None, code


# <creator><name>Ann Lee</name><personDetails><contactInfo><email>ann@bay.example</email></contactInfo></personDetails>
def _mail_of(element: Element) -> str | None:
    """Return the e-mail address of a party as a URI, which is its address where it has no other."""
    found = next(element.iter("{*}email"), None) if len(element) else None
    return None if found is None else mail_uri(found.text or "")


def _role(element: Element, name: str) -> tuple[str | None, str]:
    """Return what a party did, and the element and role that say so."""
    tag = local_name(element.tag)
    roles = element.get("role") or element.get("roleuri") or ""
    if not roles and (qcode := element.get("qcode")) and qcode.partition(":")[0].lower() in ROLE_ALIASES:
        roles = qcode if name != qcode else ""  # <creator qcode="crol:reporter"><name>Ann Lee</name></creator>
    return role_of(roles) if roles.strip() else _BY_ELEMENT.get(tag), f"{tag} {roles}"
