"""Small pictures kept on the disk, found by what their source was when they were made."""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path

LIMIT_BYTES = 1_000_000_000
_SHARDS = 2


class ThumbnailStore:
    """Encoded thumbnails in `folder`, at most about `limit` bytes of them; those used least recently go first."""

    def __init__(self, folder: Path, limit: int = LIMIT_BYTES) -> None:
        self._folder = str(folder)
        self._limit = limit

    def key(self, path: str, pixels: int) -> str | None:
        """Names the picture of `path` with `pixels` on its longer side, by time and size of the file; None if gone."""
        try:
            status = os.stat(path)  # noqa: PTH116
        except OSError:
            return None
        text = f"{path}\0{status.st_mtime_ns}\0{status.st_size}\0{pixels}"
        return hashlib.blake2b(os.fsencode(text), digest_size=16).hexdigest()

    def get(self, key: str) -> bytes | None:
        try:
            with open(self._path(key), "rb") as stream:  # noqa: PTH123
                return stream.read()
        except OSError:
            return None

    def put(self, key: str, data: bytes) -> None:
        """A full disk or a missing right only means that nothing is kept."""
        path = self._path(key)
        temporary = f"{path}.{os.getpid()}.tmp"
        with contextlib.suppress(OSError):
            os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
            with open(temporary, "wb") as stream:  # noqa: PTH123
                stream.write(data)
            os.replace(temporary, path)  # noqa: PTH105

    def prune(self) -> int:
        """Remove what is too much; the bytes that are left."""
        found: list[tuple[float, int, str]] = []
        with contextlib.suppress(OSError):
            for shard in os.scandir(self._folder):
                if shard.is_dir(follow_symlinks=False):
                    for entry in os.scandir(shard.path):
                        status = entry.stat()
                        found.append((max(status.st_atime, status.st_mtime), status.st_size, entry.path))
        total = sum(size for _, size, _ in found)
        for _, size, path in sorted(found):
            if total <= self._limit:
                break
            with contextlib.suppress(OSError):
                os.unlink(path)  # noqa: PTH108
                total -= size
        return total

    def _path(self, key: str) -> str:
        return os.path.join(self._folder, key[:_SHARDS], key[_SHARDS:])  # noqa: PTH118
