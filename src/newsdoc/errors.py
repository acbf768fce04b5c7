"""The errors that newsdoc raises, one for each thing that the caller can do about them.

Every message is one sentence that names the place first: a field, a file, a line, a path inside the document.
"""

from __future__ import annotations

from newsdoc.text import one_line

__all__ = [
    "DialectError",
    "MissingDependency",
    "ModelError",
    "NewsdocError",
    "ReadError",
    "UnknownFormat",
    "WorkerLost",
    "WriteError",
    "reason",
]


class NewsdocError(Exception):
    """Any error that newsdoc raises on purpose; catch it to catch them all."""


class ModelError(NewsdocError, ValueError):
    """A value that the model does not allow: the message names the field and shows the place.

    `field` is the name of the field, or `None` where several fields together are wrong.
    """

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field

    def __reduce__(self) -> tuple[object, ...]:
        return _model_error, (str(self), self.field)


def _model_error(message: str, field: str | None) -> ModelError:
    return ModelError(message, field=field)


class ReadError(NewsdocError):
    """Input that cannot be read; the makers of the file can correct it.

    `file` is the name of the input, `format` newsdoc's name of its format, `line` counts from 1, and `path` is
    the place inside the document (`$[2].captions[0].text`); each is `None` if it is not known.
    """

    def __init__(
        self,
        message: str,
        *,
        file: str | None = None,
        format: str | None = None,
        line: int | None = None,
        path: str | None = None,
    ) -> None:
        message = one_line(message)
        super().__init__(message)
        self.message = message
        self.file = file
        self.format = format
        self.line = line
        self.path: str | None = one_line(path, 200) if path else path

    def __str__(self) -> str:
        places = [self.file, self.line and f"line {self.line}", self.path]
        return ": ".join([*(str(place) for place in places if place), self.message])

    def __reduce__(self) -> tuple[object, ...]:
        return _read_error, (self.message, self.file, self.format, self.line, self.path)


def _read_error(message: str, file: str | None, name: str | None, line: int | None, path: str | None) -> ReadError:
    return ReadError(message, file=file, format=name, line=line, path=path)


class WriteError(NewsdocError):
    """Articles that a format cannot hold at all, or a place that cannot be written to."""


class DialectError(NewsdocError):
    """A dialect that broke its contract; the message has its name. The dump itself is not damaged."""


class UnknownFormat(NewsdocError):
    """A format, dialect or suffix that newsdoc does not know."""


class MissingDependency(NewsdocError, ImportError):
    """An optional package that is not installed; the message names the extra to install."""


class WorkerLost(Exception):
    """A worker process of the command line that ended too early; `processes` are the numbers of all workers.

    It is not a `NewsdocError`: the cause is not an input, and the work on the other inputs stops.
    """

    def __init__(self, processes: list[int]) -> None:
        super().__init__("a worker process ended before its work was done; if memory ran out, try a smaller --jobs")
        self.processes = processes


def reason(error: BaseException) -> str:
    """Return the system's words for why something failed."""
    return getattr(error, "strerror", None) or str(error)
