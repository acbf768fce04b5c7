"""Check documents against the standards' own schemas: NewsML-G2 and NITF by XML Schema, ninjs by JSON Schema.

Schemas belong to others and do not come with newsdoc: they are in a folder that is named or installed, of which the
newest that fits the document is used. Nothing is fetched; the parts of a schema are looked for in its folder. newsdoc's
own JSON is checked by newsdoc's own schema.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from newsdoc.diagnostics import Diagnostic
from newsdoc.errors import MissingDependency, ReadError, UnknownFormat, reason
from newsdoc.formats.xml.parse import Element, closed_parser, problem, schema_parser, settle_entities, shown
from newsdoc.io import loads
from newsdoc.io.opening import sniff
from newsdoc.schemas import article_schema
from newsdoc.schemas.places import places
from newsdoc.text import one_line

__all__ = ["repairs", "validate"]

_XSD = "{http://www.w3.org/2001/XMLSchema}"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def validate(data: bytes, schema: str | os.PathLike[str] | None = None) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each thing that the schema forbids, with the line or the path; none for a valid document.

    `schema` is a schema or a folder with schemas; by default the folder that `NEWSDOC_SCHEMAS` names, else the user's
    folder of schemas and those of installed packages. newsdoc's own JSON has its schema in newsdoc.
    """
    if schema and not os.path.isdir(schema):  # noqa: PTH112 (any name, also one that is too long)
        return _first_fitting(data, schema)
    own = None if schema and b"\n" not in data.strip() and data.lstrip(_SPACE)[:1] == b"{" else _own_problems(data)
    if own is None:  # as for one object on a line beside a folder, which may be ninjs with few properties
        _refuse_others(data)
    return _first_fitting(data, schema) if own is None else own


def _refuse_others(data: bytes) -> None:
    """Refuse a document for which no schema can be found in a folder: neither XML nor ninjs."""
    if data.lstrip(_SPACE)[:1] == b"<" or not data.strip():
        return
    try:
        name = sniff(data)
    except ReadError:
        return
    if name == "rawdump" and data.lstrip(_SPACE)[:1] not in (b"{", b"["):
        raise ReadError("this is the text of a page, which no schema describes; newsdoc check shows its doubts")
    if name not in _BY_SCHEMA:
        raise ReadError(f"this is {name}, and newsdoc finds no schema for it; name a schema's file with --schema")


_BY_SCHEMA = {"json", "jsonl", "ninjs", "rawdump", "rows"}
"""What JSON may be that a schema judges, also where it is broken, or of no format that newsdoc knows."""


def _first_fitting(data: bytes, schema: str | os.PathLike[str] | None) -> Iterator[Diagnostic]:
    """Yield the problems by the schema of the first place that has one for the document."""
    problems = _json_problems if data.lstrip(_SPACE)[:1] in (b"{", b"[") else _xml_problems
    trouble: UnknownFormat | None = None
    for place in places(schema):
        try:
            yield from [*problems(data, place)]
        except UnknownFormat as error:
            trouble = trouble or error
        else:
            return
    if trouble:
        raise trouble


def repairs(data: bytes) -> Iterator[Diagnostic]:
    """Yield what newsdoc's own reader would repair or leave out in a document, and why it could not read it.

    There is nothing for a page's text, nor for a document that newsdoc does not know.
    """
    found: list[Diagnostic] = []
    try:
        name = sniff(data)
    except ReadError:
        return
    try:
        if name != "rawdump":
            loads(data, name, report=found.append)
    except ReadError as error:
        if not any(each.code.startswith("error.") for each in found):  # else it is the first of these
            found.append(Diagnostic("error.item", error.message, error.line, error.path))
    for each in found:
        if each.code.startswith(("repair.", "error.")):
            yield each._replace(message=f"when newsdoc reads it: {each.message}")


_SPACE = b"\xef\xbb\xbf \t\r\n"


# --- XML ---


def _xml_problems(data: bytes, place: Path) -> Iterator[Diagnostic]:
    try:
        root = etree.fromstring(data, closed_parser())
    except etree.XMLSyntaxError as error:
        raise ReadError(f"not well-formed XML: {problem(error)}", line=error.lineno or 1) from None
    schema = _xml_schema(root, place)
    settle_entities(root, lambda _name, _line: None)  # libxml2 cannot validate a tree that has entities
    try:
        entries: Any = () if schema.validate(root) else schema.error_log  # its stubs do not say that it can be iterated
    except etree.XMLSchemaValidateError as error:
        raise ReadError(f"the document cannot be validated: {error}", line=1) from None
    for entry in entries:
        yield Diagnostic("error.schema", shown(re.sub(r"\{[^{}]*\}", "", entry.message)), entry.line)
    yield from _dangling(root)


def _xml_schema(root: Element, place: Path) -> etree.XMLSchema:
    name = etree.QName(root)
    found = [place] if place.is_file() else [path for path in place.rglob("*.xsd") if _declares(path, name)]
    if not found:
        where = f"the namespace {name.namespace}" if name.namespace else "no namespace"
        raise UnknownFormat(f"{place}: no schema here declares the element {name.localname} in {where}")
    newest = max(found, key=_version)
    _bytes_of(newest)  # lxml does not say why it cannot read a file
    try:
        return etree.XMLSchema(_without_remote_parts(etree.parse(newest, schema_parser())))
    except (etree.XMLSchemaParseError, etree.XMLSyntaxError) as error:
        raise UnknownFormat(f"{newest}: this is not a valid XML Schema: {shown(str(error))}") from None


def _without_remote_parts(schema: Any) -> Any:
    """Remove the web addresses of a schema's imports: libxml2 then goes on without these parts."""
    for element in schema.iter(f"{_XSD}import"):
        if "://" in (element.get("schemaLocation") or ""):
            del element.attrib["schemaLocation"]
    return schema


def _declares(path: Path, name: etree.QName) -> bool:
    try:
        schema = etree.parse(path, schema_parser()).getroot()
    except (etree.XMLSyntaxError, OSError):
        return False
    names = (element.get("name") for element in schema.iterchildren(f"{_XSD}element"))
    return schema.get("targetNamespace") == name.namespace and name.localname in names


def _version(path: Path) -> tuple[int, ...]:
    """Return the version in the name of a schema; 2.9 is older than 2.35."""
    found = re.search(r"(?<!\d)\d++(?:[._-]\d++)+", path.name)
    return tuple(map(int, re.findall(r"\d+", found[0]))) if found else ()


def _dangling(root: Element) -> Iterator[Diagnostic]:
    """Yield references to missing ids: XML Schema forbids them, and libxml2 does not check."""
    wanted = [element for element in root.iter("{*}partMeta") if element.get("contentrefs")]
    if not wanted:
        return
    ids = {value for element in root.iter() for value in map(element.get, (_XML_ID, "partid", "id")) if value}
    for element in wanted:
        for reference in (element.get("contentrefs") or "").split():
            if reference not in ids:
                line = element.sourceline
                message = f"contentrefs names {reference[:60]!r}, but no element has that xml:id"
                yield Diagnostic("error.schema", message, line if isinstance(line, int) else None)


# --- JSON ---


def _json_problems(data: bytes, place: Path) -> Iterator[Diagnostic]:
    validator_for = _validator_for()
    from referencing import Registry, Resource

    document = _load(data, None)
    path = _json_schema(document, place)
    schema = _load(_bytes_of(path), path)
    parts = (_load(_bytes_of(part), part) for part in sorted(_folder(place).rglob("*.json")) if part.is_file())
    named = ((_id(part), part) for part in parts if _id(part) and part.get("$schema"))
    try:
        if not isinstance(schema, (dict, bool)):
            raise TypeError(f"it is {_KINDS.get(type(schema), 'a number')}, not an object")
        registry: Any = Registry().with_resources((uri, Resource.from_contents(part)) for uri, part in named)
        kind = validator_for(schema)
        if isinstance(schema, dict):
            kind.check_schema(schema)
        errors = list(kind(schema, registry=registry).iter_errors(document))
    except Exception as error:  # jsonschema and its parts raise errors of every kind for a schema that is wrong
        said = getattr(error, "message", None) or str(error)
        raise UnknownFormat(f"{path}: this is not a valid JSON Schema: {one_line(said, 300)}") from None
    for found in errors:
        yield Diagnostic("error.schema", one_line(str(found.message)), path=one_line(found.json_path, 200))


_KINDS = {list: "an array", str: "text", type(None): "null"}


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnknownFormat(f"{path}: the schema cannot be read: {reason(error)}") from error


def _folder(place: Path) -> Path:
    return place if place.is_dir() else place.parent


def _id(part: Any) -> str:
    """Return the address by which other schemas refer to a schema."""
    name = part.get("$id", part.get("id")) if isinstance(part, dict) else None
    return name.rstrip("#") if isinstance(name, str) else ""


def _load(data: bytes, path: Path | None, line: int = 1) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"not JSON: {error}", file=None if path is None else str(path), line=line) from None


def _json_schema(document: Any, place: Path) -> Path:
    """Choose ninjs' schema: the one that the document names in its standard, else the newest that is not a draft.

    A document of 1.x may name none: then the newest of 1.x.
    """
    if place.is_file():
        return place
    found = list(place.rglob("ninjs-schema_*.json"))
    if not found:
        raise UnknownFormat(f"{place}: this folder has no ninjs schema, whose name is like ninjs-schema_3.1.json")
    members = document if isinstance(document, dict) else {}
    standard = members.get("standard", members.get("$standard"))
    named = str(standard.get("schema") or "").rpartition("/")[2].rstrip("#") if isinstance(standard, dict) else ""
    if standard is None and any(map(_is_of_first, members)):
        found = [path for path in found if _version(path)[:1] == (1,)] or found
    return next((path for path in found if path.name == named), max(found, key=_version))


_is_of_first = re.compile(
    "(body|description|headline)_.*|headline|byline|person|subject|infosource|(version|first|content)created|"
    "pubstatus|copyright(holder|notice)|usageterms|ednote|representationtype"
).fullmatch
"""Names of 1.x, which later versions write otherwise."""


# --- newsdoc's own JSON ---


def _own_problems(data: bytes) -> Iterator[Diagnostic] | None:
    """Return the problems of newsdoc's own JSON by its own schema; `None` for any other document."""
    name = sniff(data) if data.lstrip(_SPACE)[:1] in (b"{", b"[") else None
    if name == "json":
        return _by_own_schema([(None, data)])
    if name == "jsonl":
        return _by_own_schema((number, line) for number, line in enumerate(data.split(b"\n"), 1) if line.strip())
    return None


def _by_own_schema(documents: Iterable[tuple[int | None, bytes]]) -> Iterator[Diagnostic]:
    """Yield the problems of an array of articles, or of articles with their lines."""
    schema = json.loads(article_schema())
    validator = _validator_for()(schema)(schema)
    for line, data in documents:
        document = _load(data, None, line or 1)
        for error in validator.iter_errors(document if line is None else [document]):
            yield Diagnostic("error.schema", one_line(str(error.message)), line, one_line(error.json_path, 200))


def _validator_for() -> Any:
    try:
        from jsonschema.validators import validator_for
    except ImportError:
        raise MissingDependency("validating JSON needs jsonschema: pip install 'newsdoc[validate]'") from None
    return validator_for
