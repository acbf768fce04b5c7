"""What hypothesis calls when it is imported, by its entry point, wherever newsdoc is installed.

hypothesis may be imported by `newsdoc.strategies` itself, which is not complete then. So the function is in a module of
its own, and leaves the work to the end of that import.
"""

from __future__ import annotations

from importlib import import_module

__all__ = ["register"]


def register() -> None:
    """Tell hypothesis of the model's types, so that `st.from_type(Article)` and `st.builds` find our strategies."""
    import_module("newsdoc.strategies")
