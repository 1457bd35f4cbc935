"""Whether what is about to be installed fits on the disk."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from installer.errors import InstallError

# Measured on Linux: 448 MB of wheels (CPU build of torch) become an environment of 1,771 MB, and 3,261 MB (CUDA build,
# whose libraries are packed badly) one of 5,776 MB.
UNPACKED_TO_DOWNLOADED = 2.0
DENSE_BYTES = 500_000_000
MARGIN_BYTES = 300_000_000


def readable(count: float) -> str:
    """Bytes as a person reads them: `144 MB`, `3.1 GB`."""
    if count >= 1e9:
        return f"{count / 1e9:.1f} GB"
    if count >= 1e6:
        return f"{count / 1e6:.0f} MB"
    return f"{count / 1e3:.0f} kB"


def require_space(folder: Path, download_bytes: int) -> None:
    """Raise InstallError with the numbers unless `folder` has room for packages of this download size.

    pip keeps every download twice until it is done, in the folder for temporary files and in its cache: both count
    where they lie on the same drive.
    """
    copies = sum(_same_drive(folder, other) for other in (Path(tempfile.gettempdir()), Path.home()))
    unpacked = UNPACKED_TO_DOWNLOADED * (download_bytes + min(download_bytes, DENSE_BYTES))
    needed = int(unpacked + copies * download_bytes) + MARGIN_BYTES
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise InstallError(
            f"Not enough disk space: {readable(free)} are free at {folder}, about {readable(needed)} are needed.",
            "Free some space, or clone the program to a larger drive, then run the same command again.",
        )


def _same_drive(one: Path, other: Path) -> bool:
    return other.exists() and one.stat().st_dev == other.stat().st_dev


def folder_for_downloads(root: Path, download_bytes: int) -> Path | None:
    """Where pip should unpack downloads if the system's folder for temporary files is too small, else None."""
    if shutil.disk_usage(tempfile.gettempdir()).free >= download_bytes + MARGIN_BYTES:
        return None
    folder = root / ".cache" / "downloads"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
