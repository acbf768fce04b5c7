"""Small documents, each named for a trouble that was met: what newsdoc makes of them lies beside them, to be looked at.

`tests/data/FORMAT/NAME.SUFFIX` is a document, `NAME.read.json` its articles and what was reported. Run with
NEWSDOC_REWRITE=1 to write the second anew; then read the difference as you would read code.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

import newsdoc
from newsdoc.formats import json as newsdoc_json
from newsdoc.page.layouts.reasons import reasons_of

DATA = Path(__file__).parent / "data"
RESULT = ".read.json"
FORMATS = {"pages": "rawdump"}
DOCUMENTS = sorted(
    path for path in DATA.rglob("*") if path.is_file() and path.parent != DATA and not path.name.endswith(RESULT)
)


def result(path):
    """Return what is read, as text: the articles in newsdoc's own JSON, and each report on a line."""
    reports = []
    name = path.relative_to(DATA).parts[0]
    try:
        found = newsdoc.read(path, format=FORMATS.get(name, name), report=reports.append)
    except newsdoc.ReadError as error:
        return {"error": f"{error.line and f'line {error.line}: '}{error.message}"}
    kinds = [f"{each.kind} {each.start}-{each.stop}" for each in getattr(found, "segments", ()) if each.kind != "blank"]
    return {
        "articles": json.loads(newsdoc_json.dumps(list(found))),
        **({"confidence": list(found.confidence), "segments": kinds} if kinds else {}),
        **evidence(found),
        "reports": list(map(str, getattr(found, "diagnostics", reports))),
    }


def evidence(found):
    """Return the names of the evidence on a page that was weighed; the weights may be learnt anew."""
    reasons = reasons_of(found) if isinstance(found, newsdoc.Page) else None
    if reasons is None:
        return {}
    lines = []
    for number in range(found.text.count("\n") + 1):
        for question, answer in (("story", reasons.line(number)), ("headline", reasons.as_headline(number))):
            if answer:
                lines.append(f"{number + 1} {question}: {named(answer)}")
    return {"evidence": [*lines, *([f"page: {named(reasons.page)}"] if reasons.page else [])]}


def named(reasons):
    return " ".join(sorted(each.name for each in reasons.evidence))


def test_there_are_documents():
    assert len(DOCUMENTS) > 70


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_document_reads_as_it_did(path):
    found = json.dumps(result(path), indent=1, ensure_ascii=False) + "\n"
    golden = path.with_name(path.stem + RESULT)
    if os.environ.get("NEWSDOC_REWRITE") == "1":
        golden.write_text(found, "utf-8")
    assert golden.exists(), f"{golden.name} is not here: NEWSDOC_REWRITE=1 makes it"
    assert golden.read_text("utf-8") == found


def test_no_result_without_its_document():
    stems = {path.with_name(path.stem) for path in DOCUMENTS}
    assert [
        path.name for path in DATA.rglob(f"*{RESULT}") if path.with_name(path.name.removesuffix(RESULT)) not in stems
    ] == []
