"""The hashes by which other programs recognise a base model.

Source: sd-scripts library/train_util.py (model_hash, calculate_sha256).
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from core.errors import FileError

_LEGACY_OFFSET = 0x100000
_LEGACY_LENGTH = 0x10000
_FOLDER = "IsADirectory"


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """A base model's name and its hashes; both None for a name that is no file here."""

    name: str
    legacy_hash: str | None = None
    sha256: str | None = None

    @classmethod
    def of(cls, path_or_name: str) -> ModelFacts:
        """Read the whole file once to hash it (about a second a gigabyte); a folder has no hash but its mark.

        Raises:
            FileError: the file cannot be read.
        """
        path = Path(path_or_name)
        if not path.exists():
            return cls(path_or_name)
        name = os.path.basename(path_or_name)  # noqa: PTH119 (a trailing slash leaves nothing, as in sd-scripts)
        if path.is_dir():
            return cls(name, _FOLDER, _FOLDER)
        try:
            with path.open("rb") as stream:
                sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
                stream.seek(_LEGACY_OFFSET)
                legacy = short_hash(stream.read(_LEGACY_LENGTH))
        except OSError as error:
            raise FileError(
                f"Could not read {path}: {error.strerror}.", "Check the file and its permissions."
            ) from error
        return cls(name, legacy, sha256)


def short_hash(data: bytes) -> str:
    """Eight hex digits of SHA-256."""
    return hashlib.sha256(data).hexdigest()[:8]


def legacy_hash(data: bytes) -> str:
    """The old short hash of a whole file: of the 64 KiB at 1 MiB, `e3b0c442` if it is smaller than that."""
    return short_hash(data[_LEGACY_OFFSET : _LEGACY_OFFSET + _LEGACY_LENGTH])
