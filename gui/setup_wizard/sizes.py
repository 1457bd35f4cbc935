"""How much a folder takes on the disk."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path


def folder_size(folder: Path, check: Callable[[], None] = lambda: None) -> int:
    """Bytes of all files below `folder`; one that is linked several times counts once. `check` may end it by raising.

    What cannot be read does not count. A CUDA environment of 40,000 files takes about a second.
    """
    total, linked, folders = 0, set[tuple[int, int]](), [folder]
    while folders:
        check()
        try:
            entries = list(os.scandir(folders.pop()))
        except OSError:
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append(Path(entry.path))
            elif entry.is_file(follow_symlinks=False):
                facts = entry.stat(follow_symlinks=False)
                key = (facts.st_dev, facts.st_ino)
                if facts.st_nlink > 1 and key in linked:
                    continue
                linked.add(key)
                total += facts.st_size
    return total
