"""What a person keeps with a data set besides ratings: named filters, trigger words, pairs of images that both stay."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from core.errors import FileError
from core.files import write_text

FILE = "browser.json"
DAMAGED_FILE = "browser.damaged.json"
NamedPair = tuple[str, str]
"""Two images by their paths as shown, in alphabetical order."""


class SideSettings:
    """`filters` are queries by name, `triggers` trigger words by the path of their folder, as shown.

    `kept` are pairs of images that look the same and both stay. Of a damaged file everything is taken that makes
    sense; `damage` says what does not, and the next `write` puts the damaged file aside.

    Raises FileError where the file cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self.damage: FileError | None = None
        values = self._read()
        self.filters = self._texts(values, "filters")
        self.triggers = self._texts(values, "triggers")
        self.kept = self._pairs(values, "kept_pairs")

    def change(
        self,
        *,
        filters: Mapping[str, str] | None = None,
        triggers: Mapping[str, str] | None = None,
        kept: Collection[NamedPair] | None = None,
    ) -> None:
        """Replace what is given, without writing it."""
        if filters is not None:
            self.filters = dict(filters)
        if triggers is not None:
            self.triggers = dict(triggers)
        if kept is not None:
            self.kept = frozenset(kept)

    def write(self) -> None:
        """Write everything as it is now.

        Raises:
            FileError: it cannot be written.
        """
        if self.damage is not None:
            self._put_aside()
        values = {"filters": self.filters, "triggers": self.triggers, "kept_pairs": sorted(self.kept)}
        write_text(self._path, json.dumps(values, ensure_ascii=True, indent=1) + "\n")

    def _read(self) -> dict[str, Any]:
        try:
            values = json.loads(self._path.read_bytes())
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise FileError(f"Could not read {self._path}: {error.strerror}.", "Check its permissions.") from error
        except (ValueError, RecursionError) as error:
            self._damaged(str(error))
            return {}
        if not isinstance(values, dict):
            self._damaged("it holds no table")
            return {}
        return values

    def _texts(self, values: dict[str, Any], name: str) -> dict[str, str]:
        found = values.get(name, {})
        if not isinstance(found, dict):
            self._damaged(f"{name} is no table")
            return {}
        return {str(key): text for key, text in found.items() if isinstance(text, str)}

    def _pairs(self, values: dict[str, Any], name: str) -> frozenset[NamedPair]:
        found = values.get(name, [])
        if not isinstance(found, list):
            self._damaged(f"{name} is no list")
            return frozenset()
        pairs = [pair for pair in found if isinstance(pair, list) and len(pair) == 2]
        return frozenset(
            (min(first, second), max(first, second))
            for first, second in pairs
            if isinstance(first, str) and isinstance(second, str) and first != second
        )

    def _damaged(self, reason: str) -> None:
        self.damage = FileError(
            f"{self._path} is damaged: {reason}.",
            f"What is left of it is used; the next change renames it to {DAMAGED_FILE} and writes a new one.",
        )

    def _put_aside(self) -> None:
        try:
            with contextlib.suppress(FileNotFoundError):  # somebody else may have moved it away
                os.replace(self._path, self._path.with_name(DAMAGED_FILE))  # noqa: PTH105
        except OSError as error:
            raise FileError(f"Could not rename {self._path}: {error.strerror}.", "Check its permissions.") from error
        self.damage = None
