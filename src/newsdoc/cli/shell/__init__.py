"""What shells and manuals need to know of the command line, made from its parser."""

from __future__ import annotations

import argparse
from typing import NamedTuple

from newsdoc.cli import parser
from newsdoc.formats import FORMATS

__all__ = ["Command", "Option", "described"]


class Option(NamedTuple):
    """An option or an argument of a command."""

    names: tuple[str, ...]
    """The names with their dashes, the short one first; none for an argument."""

    value: str | None
    """The name of its value in the help; `None` for a switch."""

    values: tuple[str, ...]
    """The values that can be given, if they are known; else they are files or free."""

    about: str
    """The help."""

    @property
    def has_files(self) -> bool:
        """True if the value may be the name of a file."""
        return (
            not self.values and self.value is not None and any(word in self.value for word in ("FILE", "INPUT", "DIR"))
        )


class Command(NamedTuple):
    """A command, or the program itself."""

    name: str
    summary: str
    description: str
    options: tuple[Option, ...]

    @property
    def names(self) -> list[str]:
        """The names of all options."""
        return [name for option in self.options for name in option.names]


def described() -> tuple[Command, list[Command]]:
    """Return the program itself and its commands."""
    program = parser.build_parser()
    found: list[Command] = []
    for action in program._actions:
        if isinstance(action, argparse._SubParsersAction):
            summaries = {each.dest: each.help or "" for each in action._choices_actions}
            for name, command in action.choices.items():
                found.append(Command(name, summaries[name], command.description or "", _options(command)))
    return Command("newsdoc", "", program.description or "", _options(program)), found


def _options(command: argparse.ArgumentParser) -> tuple[Option, ...]:
    return tuple(_option(action) for action in command._actions if not isinstance(action, argparse._SubParsersAction))


def _option(action: argparse.Action) -> Option:
    value = action.metavar if isinstance(action.metavar, str) else None
    choices: tuple[str, ...] = tuple(action.choices) if action.choices else ()
    if choices and value is None:
        value = "|".join(choices)
    return Option(tuple(action.option_strings), value, choices or _known(action), action.help or "")


def _known(action: argparse.Action) -> tuple[str, ...]:
    """Return the names of formats for the options that take one."""
    if action.metavar != "FORMAT":
        return ()
    reads = action.dest == "format"
    return tuple(row.name for row in FORMATS.values() if (row.reads if reads else row.writes))
