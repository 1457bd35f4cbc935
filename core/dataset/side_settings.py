"""What a person keeps with a data set besides ratings: named filters, and trigger words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from core.errors import FileError
from core.files import write_text

FILE = "browser.json"


class SideSettings:
    """`filters` are queries by name, `triggers` trigger words by the path of their folder, as shown.

    Raises FileError where the file is damaged or cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self.filters: dict[str, str] = {}
        self.triggers: dict[str, str] = {}
        values = self._read()
        for name, kept in (("filters", self.filters), ("triggers", self.triggers)):
            found = values.get(name, {})
            if not isinstance(found, dict):
                raise self._damaged(f"{name} is no table")
            kept.update({str(key): text for key, text in found.items() if isinstance(text, str)})

    def keep(self, *, filters: Mapping[str, str] | None = None, triggers: Mapping[str, str] | None = None) -> None:
        """Replace the filters, the trigger words, or both, and write the file.

        Raises:
            FileError: it cannot be written.
        """
        if filters is not None:
            self.filters = dict(filters)
        if triggers is not None:
            self.triggers = dict(triggers)
        values = {"filters": self.filters, "triggers": self.triggers}
        write_text(self._path, json.dumps(values, ensure_ascii=False, indent=1) + "\n")

    def _read(self) -> dict[str, Any]:
        try:
            values = json.loads(self._path.read_bytes())
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise FileError(f"Could not read {self._path}: {error.strerror}.", "Check its permissions.") from error
        except ValueError as error:
            raise self._damaged(str(error)) from error
        if not isinstance(values, dict):
            raise self._damaged("it holds no table")
        return values

    def _damaged(self, reason: str) -> FileError:
        return FileError(f"{self._path} is damaged: {reason}.", "Repair it, or move it away.")
