"""Ratings and flags of images, in one side file; the images themselves are never touched."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from core.errors import FileError
from core.files import write_text

FILE = "ratings.json"
BEST = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """`rating` is 1 to 5, 0 for none."""

    rating: int = 0
    flag: bool = False


class Ratings:
    """Marks by path relative to the scope's root. Raises FileError where the side file is damaged or unwritable."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self.marks: dict[str, Mark] = {}
        try:
            values = json.loads(self._path.read_bytes())
            for key, value in values.items():
                rating = min(max(int(value.get("rating", 0)), 0), BEST)
                self.marks[key] = Mark(rating, value.get("flag") is True)
        except FileNotFoundError:
            return
        except OSError as error:
            raise FileError(f"Could not read {self._path}: {error.strerror}.", "Check its permissions.") from error
        except (ValueError, AttributeError, TypeError) as error:
            raise FileError(f"{self._path} is damaged: {error}.", "Repair it, or move it away.") from error

    def get(self, relative: str) -> Mark:
        return self.marks.get(relative, Mark())

    def put(self, marks: dict[str, Mark]) -> None:
        """Keep these marks and write the file."""
        self.marks |= marks
        kept = {key: mark for key, mark in sorted(self.marks.items()) if mark != Mark()}
        self.marks = kept
        values = {key: {"rating": mark.rating, "flag": mark.flag} for key, mark in kept.items()}
        write_text(self._path, json.dumps(values, ensure_ascii=True, indent=1) + "\n")
