"""Errors that a person is meant to read."""

from __future__ import annotations


class AppError(Exception):
    """Something went wrong that its reader can do something about.

    `message` says what happened, with the names and numbers involved; `hint` says what to do next. Both are plain
    sentences and are shown as they are, in the window and on the command line.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message


class ConfigError(AppError):
    """A document or an argument cannot mean what it says."""


class FileError(AppError):
    """A file or a folder cannot be read or written."""


class RunError(AppError):
    """A training run cannot be started, reached or controlled."""


class MachineError(AppError):
    """The machine or its Python environment lacks something."""
