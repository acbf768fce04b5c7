"""The README as a package index shows it, where a relative link leads nowhere.

`pages` and `files` in `pyproject.toml` are the addresses below which the files of this project are shown, and kept as
they are. As long as the project has none, the words of a link stay without it, and of a picture its description.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_LINK = re.compile(r"(!?)\[([^\]]*)\]\((?![a-z]+:)([^)\s]+)\)")


def described(text: str, pages: str = "", files: str = "") -> str:
    """Return a README whose links are absolute, or gone."""

    def absolute(link: re.Match[str]) -> str:
        picture, words, target = link.groups()
        base = files if picture else pages
        if base:
            return f"{picture}[{words}]({base.rstrip('/')}/{target})"
        return f"*{words}*" if picture else words

    return _LINK.sub(absolute, text)


class ReadmeHook(MetadataHookInterface):
    """The hook of the build that describes the package."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set the description of the package."""
        text = Path(self.root, "README.md").read_text("utf-8")
        addresses = {name: self.config.get(name, "") for name in ("pages", "files")}
        metadata["readme"] = {"content-type": "text/markdown", "text": described(text, **addresses)}
