"""The labelled pages and their scorer, which are no part of this repository: `$NEWSDOC_SHARED/pages`."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from typing import Any

__all__ = ["FOLDER", "load_scorer"]

FOLDER = Path(os.environ.get("NEWSDOC_SHARED", "../shared")) / "pages"


def load_scorer() -> Any:
    """Return the module that scores pages, from the folder of pages."""
    spec = importlib.util.spec_from_file_location("page_scorer", FOLDER / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["page_scorer"] = module
    spec.loader.exec_module(module)
    return module
