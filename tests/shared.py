"""Where the standards' schemas and real samples lie: outside the project, because they are other people's.

Tests that need them take a path from `shared()`; without the folder they skip and say so, and with
`NEWSDOC_REQUIRE_SHARED=1` they fail instead.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def shared(name: str) -> Path:
    """The path of a shared file or folder; skips the calling test where it is absent."""
    path = Path(os.environ.get("NEWSDOC_SHARED") or ROOT.parent / "shared") / name
    if not path.exists():
        message = f"{path} is not here: set NEWSDOC_SHARED to the folder with schemas and samples"
        if os.environ.get("NEWSDOC_REQUIRE_SHARED") == "1":
            pytest.fail(message)
        pytest.skip(message)
    return path
