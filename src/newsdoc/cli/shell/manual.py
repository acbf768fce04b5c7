"""The manual page, made from the parser: `python -m newsdoc.cli.shell.manual > newsdoc.1`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from newsdoc import __version__
from newsdoc.cli.shell import Command, Option, described

__all__ = ["manual"]


def manual() -> str:
    """Return the manual page in the language of man, for section 1."""
    program, commands = described()
    lines = [
        f'.TH NEWSDOC 1 "" "newsdoc {_escaped(__version__)}" "User Commands"',
        ".SH NAME",
        r"newsdoc \- convert news between page texts and newsroom formats",
        ".SH SYNOPSIS",
        *(f".B newsdoc {_escaped(command.name)}\n{_escaped(_synopsis(command))}\n.br" for command in commands),
        ".SH DESCRIPTION",
        _escaped(program.description),
        ".SH OPTIONS",
        *(line for option in program.options for line in _option(option)),
    ]
    for command in commands:
        lines += [f".SH NEWSDOC {_escaped(command.name.upper())}", *_description(command.description)]
        lines += (line for option in command.options for line in _option(option))
    return "\n".join(lines) + "\n"


def _synopsis(command: Command) -> str:
    arguments = [option.value or "" for option in command.options if not option.names]
    return " ".join(
        ["[OPTION]...", *(f"{argument}..." if argument in ("INPUT", "FILE") else argument for argument in arguments)]
    )


def _description(text: str) -> Iterator[str]:
    """Yield the text of a command's help: paragraphs filled, tables and examples as they are printed."""
    for part in text.strip("\n").split("\n\n"):
        yield ".PP"
        if "\n  " in f"\n{part}":
            yield f".nf\n{_escaped(part)}\n.fi"
        else:
            yield _escaped(part)


def _option(option: Option) -> Iterator[str]:
    names = ", ".join(f"\\fB{_escaped(name)}\\fR" for name in option.names)
    value = f"\\fI{_escaped(option.value)}\\fR" if option.value else ""
    yield f".TP\n{' '.join(filter(None, (names, value)))}"
    yield _escaped(option.about)


def _escaped(text: str) -> str:
    """Return text without a meaning in the language of man: no backslash, hyphen or line that begins with a dot."""
    plain = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join(f"\\&{line}" if line[:1] in (".", "'") else line for line in plain.split("\n"))


if __name__ == "__main__":
    sys.stdout.write(manual())
