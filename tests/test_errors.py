from __future__ import annotations

import pickle

import pytest

import newsdoc
from newsdoc import ModelError, NewsdocError, ReadError


@pytest.mark.parametrize(
    ("places", "message"),
    [
        ({}, "is broken"),
        ({"file": "a.json"}, "a.json: is broken"),
        ({"line": 3}, "line 3: is broken"),
        ({"path": "$[2].headline"}, "$[2].headline: is broken"),
        ({"file": "a.json", "format": "json", "line": 3, "path": "$[2]"}, "a.json: line 3: $[2]: is broken"),
    ],
)
def test_a_read_error_says_the_place_first(places, message):
    error = ReadError("is broken", **places)
    assert str(error) == message
    assert error.message == "is broken"


def test_a_read_error_survives_pickling_with_its_places():
    error = ReadError("is broken", file="a", format="json", line=3, path="$")
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is ReadError
    assert vars(again) == vars(error) == {"message": "is broken", "file": "a", "format": "json", "line": 3, "path": "$"}
    assert str(again) == str(error)


def test_a_place_can_be_added_later():
    error = ReadError("is broken", line=3)
    error.file = "a.json"
    assert str(error) == "a.json: line 3: is broken"


@pytest.mark.parametrize("name", ["DialectError", "MissingDependency", "ModelError", "UnknownFormat", "WriteError"])
def test_every_error_is_ours_and_survives_pickling(name):
    error = getattr(newsdoc, name)("what is wrong")
    assert isinstance(error, NewsdocError)
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again)) == (type(error), "what is wrong")


def test_a_wrong_value_is_a_value_error():
    assert issubclass(ModelError, ValueError)
    assert not issubclass(ReadError, ValueError)
