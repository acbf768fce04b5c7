"""No reader opens anything but its input, whatever the document names."""

from __future__ import annotations

import os
import select
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from newsdoc.formats import FORMATS

PATIENCE = 120  # seconds; a reader that opens the FIFO or waits for the server never ends


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
@pytest.mark.parametrize("name", [name for name, row in FORMATS.items() if row.reads])
def test_nothing_that_a_document_names_is_opened(name, tmp_path):
    trap = tmp_path / "trap.dtd"
    os.mkfifo(trap)
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"127.0.0.1:{server.getsockname()[1]}/trap.dtd"
        places = [str(trap), trap.as_uri(), f"http://{address}", f"ftp://{address}"]
        command = [sys.executable, str(Path(__file__).with_name("closed.py")), name, *places]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=PATIENCE, cwd=tmp_path)
        assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)
        assert not select.select([server], [], [], 0)[0], "the server was spoken to"
