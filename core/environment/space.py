"""Whether a plan fits: the environment's drive and the one of temporary files, looked at apart."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from core.environment.plan import Folder, FolderRole, Obstacle, ObstacleCode, Step

_MARGIN = 1.1
"""With torch for CUDA this comes to 15 GB for the environment with pip's cache and 5 GB for temporary files."""
_GB = 1e9


def folders_of(prefix: Path, sd_scripts: Path | None, temp: Path | None, cache: Path, steps: tuple[Step, ...]) -> tuple[
    Folder, ...
]:  # fmt: skip
    """Where the plan writes, with what each place needs and has. pip keeps what it loads twice until a step ends: in
    the folder for temporary files and in its cache."""
    into_checkout = sum(step.disk_bytes for step in steps if step.folder == sd_scripts and sd_scripts is not None)
    disk = sum(step.disk_bytes for step in steps) - into_checkout
    largest = max((step.download_bytes for step in steps), default=0)
    loaded = sum(step.download_bytes for step in steps)
    found = [
        _folder(FolderRole.PREFIX, prefix, disk),
        _folder(FolderRole.TEMP, temp or Path(tempfile.gettempdir()), largest),
        _folder(FolderRole.CACHE, cache, loaded),
    ]
    if sd_scripts is not None:
        found.insert(1, _folder(FolderRole.SD_SCRIPTS, sd_scripts, into_checkout))
    return tuple(found)


def space_obstacles(folders: tuple[Folder, ...]) -> tuple[Obstacle, ...]:
    """One for each drive on which the folders together do not fit."""
    drives: dict[int, list[Folder]] = {}
    for folder in folders:
        drives.setdefault(os.stat(existing(folder.path)).st_dev, []).append(folder)  # noqa: PTH116
    found = []
    for there in drives.values():
        needed = sum(folder.needed_bytes for folder in there)
        free = min(folder.free_bytes for folder in there)
        if needed <= free:
            continue
        only_temp = all(folder.role is FolderRole.TEMP for folder in there)
        names = " and ".join(str(folder.path) for folder in there if folder.needed_bytes)
        found.append(
            Obstacle(
                code=ObstacleCode.TEMP_SPACE if only_temp else ObstacleCode.SPACE,
                message=f"Not enough disk space: {free / _GB:.1f} GB are free for {names}, {needed / _GB:.1f} GB are "
                "needed.",
                hint="Choose a folder for temporary files on another drive (--temp), or free some space."
                if only_temp
                else "Free some space, or choose folders on another drive; those of temporary files (--temp) and of "
                "pip's cache (--cache) can be moved away, too.",
            )
        )
    return tuple(found)


def existing(path: Path) -> Path:
    """`path`, or the nearest folder above it that is there."""
    path = path.absolute()
    return next((folder for folder in (path, *path.parents) if folder.exists()), Path(path.anchor))


def pip_cache() -> Path:
    """Where pip keeps what it has loaded, unless it is configured otherwise; Windows and macOS are untested."""
    import platformdirs

    return Path(os.environ.get("PIP_CACHE_DIR", "") or platformdirs.user_cache_path("pip", appauthor=False))


def _folder(role: FolderRole, path: Path, needed: int) -> Folder:
    free = shutil.disk_usage(existing(path)).free
    return Folder(role=role, path=path, needed_bytes=int(needed * _MARGIN), free_bytes=free)
