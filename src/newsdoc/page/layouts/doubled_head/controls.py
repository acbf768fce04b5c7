"""The controls of a page between two headlines: `TT`, or `TT` and a font size below it, `20`."""

from __future__ import annotations

from newsdoc.page.body import CONTROLS

__all__ = ["TT", "begins_control", "is_size", "leading_controls", "may_end_controls", "split_controls"]

TT = "TT"


def split_controls(keys: list[str], between: list[int]) -> tuple[list[int], list[int]]:
    """Return the lines between the two headlines, and the controls below them."""
    if between and may_end_controls(keys[between[-1]]):
        for size in range(min(3, len(between)), 0, -1):
            controls = between[-size:]
            if leading_controls(keys, controls) == controls:
                return between[:-size], controls
    return between, []


def leading_controls(keys: list[str], indexes: list[int]) -> list[int]:
    """Return the controls that lines begin with: a control word, then more of them or a font size."""
    count = 0
    for i in indexes[:3]:
        if keys[i] not in CONTROLS and not (count and is_size(keys[i])):
            break
        count += 1
    return indexes[:count]


def may_end_controls(line: str) -> bool:
    """Return True if a line is a control or a font size."""
    return line in CONTROLS or is_size(line)


def is_size(line: str) -> bool:
    """Return True if a line is a font size: `20`."""
    return line.isdecimal() and len(line) <= 3


def begins_control(line: str) -> bool:
    """Return True if a line may be a control that is cut off where the page ends."""
    return any(control.startswith(line) for control in CONTROLS)
