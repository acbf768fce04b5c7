"""How the tests run: hypothesis profiles, and where the shared schemas and samples are.

`NEWSDOC_PROFILE=long pytest` tries far more examples, 10,000 of each property or as many as `NEWSDOC_EXAMPLES` says,
and `quick` few. With `CI` set, every profile takes the same examples each time, so that a change is judged by itself.
"""

from __future__ import annotations

import io
import os
import shutil
import signal
import sys

import pytest
from hypothesis import HealthCheck, settings
from lxml import etree

from newsdoc.cli import main
from shared import ROOT, shared

_slow_is_fine = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("default", max_examples=15, deadline=None, suppress_health_check=_slow_is_fine)
settings.register_profile("ci", settings.get_profile("default"), derandomize=True)
settings.register_profile("quick", settings.get_profile("ci"), max_examples=10)
_here = "ci" if os.environ.get("CI") else "default"
_many = int(os.environ.get("NEWSDOC_EXAMPLES", "10000"))
settings.register_profile("long", settings.get_profile(_here), max_examples=_many)
settings.load_profile(os.environ.get("NEWSDOC_PROFILE", _here))

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as in the background of a shell: Ctrl-C is tested, too
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def libxml2_schema():
    """The schema of NewsML-G2 2.35, for libxml2."""
    return etree.XMLSchema(etree.parse(shared("schemas/newsml-g2/2.35/NewsML-G2_2.35-spec-All-Power.xsd")))


@pytest.fixture
def cli(capsysbinary, monkeypatch, tmp_path):
    """Run the command line in an empty folder; gives exit status, standard output and standard error."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments, stdin=b""):
        file = io.BytesIO(stdin)
        file.name = "<stdin>"
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(file))
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as end:
            status = end.code
        out, err = capsysbinary.readouterr()
        assert b"Traceback" not in err
        return status, out.decode(), err.decode()

    return run


@pytest.fixture(scope="session")  # moto keeps its buckets in the process, and fsspec the address of a store
def bucket():
    """The store of a stand-in for S3, by moto, with a bucket `bay`."""
    pytest.importorskip("s3fs", reason="s3fs is not installed")
    server = pytest.importorskip("moto.server", reason="moto is not installed")
    import fsspec

    stand_in = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    stand_in.start()
    host, port = stand_in.get_host_and_port()
    patch = pytest.MonkeyPatch()
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        patch.setenv(name, "testing")
    patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
    patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    store = fsspec.filesystem("s3", use_listings_cache=False)
    store.mkdir("bay")
    yield store
    patch.undo()
    stand_in.stop()


@pytest.fixture
def here(tmp_path, monkeypatch):
    """Stand in a folder with the project's seeds and examples and a `newsdoc` command."""
    for name in ("seeds", "examples"):
        shutil.copytree(ROOT / name, tmp_path / name)
    command = tmp_path / "bin" / "newsdoc"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m newsdoc "$@"\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", str(command.parent), prepend=os.pathsep)
    monkeypatch.chdir(tmp_path)
