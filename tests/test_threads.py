"""Eight threads read and write at the same time, and get what one thread gets: caches and the converter are shared."""

from __future__ import annotations

import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from examples import FULL
from fuzz import seeds
from laws import NOW
from newsdoc import NewsdocError
from newsdoc import text as text_module
from newsdoc.formats import get, table
from newsdoc.text import cached

THREADS = 8


@pytest.fixture
def often():
    """Switch between threads as often as Python can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def at_once(function, *, rounds):
    """Return the results of a function that all threads call at the same moment, some rounds each."""
    barrier = threading.Barrier(THREADS)

    def work(number):
        barrier.wait()
        return [function(number, index) for index in range(rounds)]

    with ThreadPoolExecutor(THREADS) as pool:
        return [result for results in pool.map(work, range(THREADS)) for result in results]


def outcome(name, data):
    heard = []
    module = get(name)
    try:
        found = list(module.loads(data, report=heard.append))
        return found, heard, module.dumps(found, now=NOW) if table()[name].writes and found[1:] == [] else None
    except NewsdocError as error:
        return type(error), str(error), heard


@pytest.mark.usefixtures("often")
@pytest.mark.parametrize("name", [name for name, row in table().items() if row.reads])
def test_threads_read_and_write_what_one_does(name):
    documents = seeds(name)[:12]
    expected = [outcome(name, data) for data in documents]

    def read(number, index):
        at = (number + index) % len(documents)
        return at, outcome(name, documents[at])

    for at, found in at_once(read, rounds=4):
        assert found == expected[at]


@pytest.mark.usefixtures("often")
def test_threads_make_the_same_objects():
    writers = [name for name, row in table().items() if row.writes]
    expected = {name: get(name).dumps([FULL], now=NOW) for name in writers}

    def write(number, index):
        name = writers[(number + index) % len(writers)]
        return name, get(name).dumps([FULL], now=NOW)

    assert all(written == expected[name] for name, written in at_once(write, rounds=12))


@pytest.mark.usefixtures("often")
def test_a_cache_keeps_its_limit():
    get_length = cached(len)
    found = at_once(lambda number, index: get_length(f"{number}-{index}") == len(f"{number}-{index}"), rounds=3000)
    assert all(found)
    assert len(get_length.__self__) <= text_module._MANY + THREADS
