"""The developer's sessions for every supported Python: `nox` runs them all, `nox -s tests-3.13` one.

A Python that is not installed is skipped. `lowest` tests with the oldest packages that the project accepts.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import nox

PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
PROJECT = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]

nox.options.sessions = ["tests", "lowest", "lint", "docs"]
nox.options.error_on_missing_interpreters = False


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the tests with the newest packages."""
    session.install("-e", ".[dev-test]")
    session.run("python", "-m", "pytest", *(session.posargs or ["-n", "2"]))


@nox.session(python=PYTHONS[0])
def lowest(session: nox.Session) -> None:
    """Run the tests with the oldest packages that newsdoc accepts."""
    extras = PROJECT["optional-dependencies"]
    wanted = [*PROJECT["dependencies"], *extras["testing"], *extras["cli"], *extras["fast"], *extras["validate"]]
    session.install("-e", ".[dev-test]", *(re.sub(">=", "==", requirement) for requirement in wanted))
    session.run("python", "-m", "pytest", *(session.posargs or ["-n", "2"]))


@nox.session(python=PYTHONS[0])
def lint(session: nox.Session) -> None:
    """Check form, rules and types."""
    session.install("-e", ".[dev-lint]", "nox")
    session.run("ruff", "format", "--check", ".")
    session.run("ruff", "check", ".")
    session.run("mypy")
    session.run("pyright")


@nox.session(python=PYTHONS[-2])
def docs(session: nox.Session) -> None:
    """Build the documentation; a warning is an error."""
    session.install("-e", ".[docs]")
    session.run("sphinx-build", "-W", "--keep-going", "-b", "html", "docs", "docs/_build")


@nox.session(python=PYTHONS[0], default=False)
def package(session: nox.Session) -> None:
    """Build the sdist and the wheel into `dist/`."""
    session.install("build")
    session.run("python", "-m", "build")


@nox.session(python=PYTHONS[0], default=False)
def mutants(session: nox.Session) -> None:
    """Try wrong changes of the code: all of `benchmarks/mutants.toml`, or the modules and groups that are named."""
    session.install("-e", ".[dev-test]", "cosmic-ray>=8.7")
    session.run("python", "benchmarks/mutants.py", *session.posargs)
