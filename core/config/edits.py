"""Changes to a TOML document, as data: what a fix does, and what the form does when a person types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from core.config.document_lines import KeyPath


@dataclass(frozen=True, slots=True)
class SetValue:
    """Give a key its value; the key, and the plain tables on the way, are added where they are not there."""

    path: KeyPath
    value: Any


@dataclass(frozen=True, slots=True)
class RemoveKey:
    """Take a key out, with the comment behind its value."""

    path: KeyPath


@dataclass(frozen=True, slots=True)
class RenameKey:
    path: KeyPath
    name: str


@dataclass(frozen=True, slots=True)
class AppendTable:
    """Add a table at the end of an array of tables: `path` is ("datasets", 0, "subsets")."""

    path: KeyPath
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RemoveTable:
    """Take one table of an array out, with everything in it: `path` is ("datasets", 0, "subsets", 1)."""

    path: KeyPath


@dataclass(frozen=True, slots=True)
class RemoveByteOrderMark:
    pass


Edit: TypeAlias = SetValue | RemoveKey | RenameKey | AppendTable | RemoveTable | RemoveByteOrderMark


@dataclass(frozen=True, slots=True)
class FileEdit:
    file: Path
    edit: Edit


@dataclass(frozen=True, slots=True)
class Fix:
    """A way out of a problem that the program can take by itself. `label` says in a few words what it does."""

    label: str
    edits: tuple[FileEdit, ...]
