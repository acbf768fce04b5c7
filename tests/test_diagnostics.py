from __future__ import annotations

import pickle
import re

import pytest

from newsdoc import CATALOGUE, Diagnostic, DiagnosticError, NewsdocError, ignore, raise_on_error
from newsdoc.diagnostics import DOUBT


def test_a_diagnostic_reads_as_a_sentence_with_its_place():
    assert str(Diagnostic("loss.missing", "nothing")) == "nothing [loss.missing]"
    assert str(Diagnostic("guess.deck", "a deck?", 3)) == "line 3: a deck? [guess.deck]"
    assert str(Diagnostic("loss.changed", "it", 3, "$[0].id")) == "line 3: $[0].id: it [loss.changed]"


@pytest.mark.parametrize(
    ("path", "article", "moved", "inside"),
    [
        ("$[2].deck", 2, "$[5].deck", "deck"),
        ("$[2]", 2, "$[5]", None),
        ("$[21].deck", 2, "$[21].deck", "$[21].deck"),
        ("$.body[2]", 2, "$.body[2]", "$.body[2]"),
        (".deck", None, "$[5].deck", "deck"),
        ("", None, "$[5]", None),
        (None, None, None, None),
    ],
)
def test_a_diagnostic_can_be_about_another_article(path, article, moved, inside):
    diagnostic = Diagnostic("guess.deck", "a deck?", 3, path, article)
    if article is None and path is not None:  # a note: its path is inside an article whose number is not known yet
        diagnostic = diagnostic.about(4)
        assert diagnostic.path == f"$[4]{path}"
    assert diagnostic.about(5) == Diagnostic("guess.deck", "a deck?", 3, moved, 5)
    assert diagnostic.inside == inside


@pytest.mark.parametrize("code", ["loss.missing", "error.item"])
def test_losses_and_errors_can_be_raised(code):
    diagnostic = Diagnostic(code, "what happened", path="$[0]")
    with pytest.raises(DiagnosticError, match=re.escape(f"$[0]: what happened [{code}]")) as caught:
        raise_on_error(diagnostic)
    assert caught.value.diagnostic == diagnostic
    assert isinstance(caught.value, NewsdocError)
    again = pickle.loads(pickle.dumps(caught.value))
    assert (type(again), again.diagnostic) == (DiagnosticError, diagnostic)


@pytest.mark.parametrize("code", sorted(code for code in CATALOGUE if not code.startswith(("loss.", "error."))))
def test_everything_else_passes(code):
    assert raise_on_error(Diagnostic(code, "what happened")) is None


@pytest.mark.parametrize("code", CATALOGUE)
def test_nobody_needs_to_listen(code):
    assert ignore(Diagnostic(code, "what happened")) is None


def test_the_catalogue_is_in_order_and_each_code_of_a_known_kind():
    assert list(CATALOGUE) == sorted(CATALOGUE)
    for code, meaning in CATALOGUE.items():
        assert re.fullmatch(r"(loss|repair|guess|page|article|error)\.[a-z]+(-[a-z]+)*", code), code
        assert meaning.endswith("."), code


def test_the_codes_that_the_contract_fixes():
    fixed = {"page.listing", "article.truncated", "article.duplicate", "repair.dropped", "loss.ambiguous"}
    assert fixed <= set(CATALOGUE)


def test_every_doubt_has_a_meaning_and_a_weight():
    assert set(DOUBT) <= set(CATALOGUE)
    assert all(0 < weight < 1 for weight in DOUBT.values())
