"""The completion scripts of bash, zsh and fish, made from the parser."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from newsdoc.cli.shell import Command, Option, described

__all__ = ["SCRIPTS"]


def _bash() -> str:
    program, commands = described()
    words = " ".join([*(command.name for command in commands), *program.names])
    cases = "\n".join(line for command in commands for line in _bash_case(command))
    return f"""\
# newsdoc's completion for bash
_newsdoc() {{
    local current="${{COMP_WORDS[COMP_CWORD]}}" previous="${{COMP_WORDS[COMP_CWORD-1]}}" options="" values=""
    case "${{COMP_WORDS[1]}}" in
{cases}
    esac
    if [ "$COMP_CWORD" -eq 1 ]; then
        COMPREPLY=($(compgen -W "{words}" -- "$current"))
    elif [ -n "$values" ]; then
        COMPREPLY=($(compgen -W "$values" -- "$current"))
    elif [[ "$current" == -* ]]; then
        COMPREPLY=($(compgen -W "$options" -- "$current"))
    fi
}}
complete -o default -F _newsdoc newsdoc
"""


def _bash_case(command: Command) -> Iterator[str]:
    yield f"    {command.name})"
    yield f'        options="{" ".join(command.names)}"'
    yield '        case "$previous" in'
    for option in command.options:
        if option.names and option.values:
            yield f'            {"|".join(option.names)}) values="{" ".join(option.values)}" ;;'
        elif option.values:
            yield f'            {command.name}) values="{" ".join(option.values)}" ;;'
    yield "        esac ;;"


def _zsh() -> str:
    program, commands = described()
    names = "\n".join(f"        {_quoted(f'{command.name}:{command.summary}')}" for command in commands)
    cases = "\n".join(line for command in commands for line in _zsh_case(command))
    own = " ".join(spec for option in program.options for spec in _zsh_options(option))
    return f"""\
#compdef newsdoc
# newsdoc's completion for zsh
_newsdoc() {{
    local -a commands
    commands=(
{names}
    )
    if (( CURRENT == 2 )); then
        _describe command commands
        _arguments {own}
        return
    fi
    local command=$words[2]
    shift words
    (( CURRENT-- ))
    case $command in
{cases}
    esac
}}
if [ "$funcstack[1]" = "_newsdoc" ]; then _newsdoc "$@"; else compdef _newsdoc newsdoc; fi
"""


def _zsh_case(command: Command) -> Iterator[str]:
    specs = [spec for option in command.options for spec in _zsh_options(option)]
    yield f"    {command.name}) _arguments {' '.join(specs)} ;;"


def _zsh_options(option: Option) -> Iterator[str]:
    """Yield an option as a specification of `_arguments`: `--name[help]:value:action`."""
    action = f"({' '.join(option.values)})" if option.values else "_files" if option.has_files else " "
    value = f":{_plain(option.value)}:{action}" if option.value else ""
    if not option.names:
        yield _quoted(f"*{value}")
    for name in option.names:
        yield _quoted(f"{name}[{_plain(option.about)}]{value}")


def _plain(text: str) -> str:
    """Return a text without the characters that have a meaning in a specification."""
    return "".join(f"\\{char}" if char in "[]:\\" else char for char in text)


def _fish() -> str:
    program, commands = described()
    lines = ["# newsdoc's completion for fish", "complete -c newsdoc -n __fish_use_subcommand -f"]
    lines += [
        f"complete -c newsdoc -n __fish_use_subcommand -a {command.name} -d {_quoted(command.summary)}"
        for command in commands
    ]
    lines += [_fish_option(option, "__fish_use_subcommand") for option in program.options if option.names]
    for command in commands:
        seen = f"__fish_seen_subcommand_from {command.name}"
        lines += [_fish_option(option, seen) for option in command.options if option.names or option.values]
    return "\n".join(lines) + "\n"


def _fish_option(option: Option, condition: str) -> str:
    names = " ".join(f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names)
    values = f" -a {_quoted(' '.join(option.values))}" if option.values else ""
    taken = "" if option.value is None or not option.names else " -r" if option.has_files else " -x"
    return f"complete -c newsdoc -n {_quoted(condition)} {names}{taken}{values} -d {_quoted(option.about)}".replace(
        "  ", " "
    )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


SCRIPTS: dict[str, Callable[[], str]] = {"bash": _bash, "zsh": _zsh, "fish": _fish}
"""Functions that make the script of a shell."""
