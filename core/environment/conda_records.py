"""What conda has written down about the packages of an environment, compared with what is there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_CHANGED_BY_PIP = frozenset({"pip", "setuptools", "wheel"})
"""pip exchanges these for newer ones without telling conda."""


def damaged_packages(prefix: Path) -> tuple[set[str], list[Path]]:
    """The packages of which a file is missing or has another size than recorded; and the unreadable records."""
    damaged, unreadable = set(), []
    for path in sorted((prefix / "conda-meta").glob("*.json")):
        try:
            record = json.loads(path.read_bytes())
            name, files = str(record["name"]), record["paths_data"]["paths"]
            whole = all(_is_whole(prefix, file) for file in files)
        except (OSError, KeyError, TypeError, ValueError):
            unreadable.append(path)
            continue
        if not whole and name not in _CHANGED_BY_PIP:
            damaged.add(name)
    return damaged, unreadable


def _is_whole(prefix: Path, file: dict[str, Any]) -> bool:
    """A file with the prefix written into it has another size than in its package."""
    try:
        size = (prefix / file["_path"]).lstat().st_size
    except OSError:
        return False
    expected = file.get("size_in_bytes")
    is_exact = file.get("path_type") == "hardlink" and not file.get("prefix_placeholder") and expected is not None
    return bool(size == expected) if is_exact else True
