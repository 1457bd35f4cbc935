"""Images into the trash of the system, with their captions and caches; what went, and how to get it back, is kept."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.dataset.cache_checks import cache_owner
from core.dataset.library import Library
from core.errors import FileError
from core.files import write_text

FILE = "trash.json"
_KEPT = 2000
Check = Callable[[], None]


@dataclass(slots=True)
class Trashed:
    """`gone` are the files that went to the trash, `failed` those that did not, with the reason."""

    gone: list[str] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)


def files_of(library: Library, images: Iterable[int], *, shared: bool = False) -> list[str]:
    """The images with their captions (every known extension) and caches.

    What another image, which stays, has in common with them (`a.png` and `a.jpg` share `a.txt`) is left out unless
    `shared` asks for it.
    """
    chosen = set(images)
    listing = library.listing
    staying: set[tuple[int, str]] = set()
    going: dict[tuple[int, str], None] = {}
    for image, name in enumerate(listing.names):
        key = (listing.folder_of[image], os.path.splitext(name)[0])  # noqa: PTH122
        if image in chosen:
            going[key] = None
        else:
            staying.add(key)
    files = [library.path(image) for image in sorted(chosen)]
    stems = [key for key in going if shared or key not in staying]
    for folder, stem in stems:
        for extension in listing.folders[folder].extensions:
            path = library.path_of(folder, stem + extension)
            if os.path.lexists(path) and path not in files:
                files.append(path)
    wanted = set(stems)
    files += [library.path_of(folder, name) for folder, name in listing.caches if (folder, cache_owner(name)) in wanted]
    return files


def trash_images(library: Library, images: Iterable[int], check: Check = lambda: None) -> Trashed:
    """Send images with what belongs to them to the trash; see `trash_files`."""
    return trash_files(library, files_of(library, images), check)


def trash_files(library: Library, files: Iterable[str], check: Check = lambda: None) -> Trashed:
    """Send files to the trash of the system, one by one; the side folder's list keeps what they held in text.

    A link goes itself, not what it leads to. Files outside the opened folders are refused.

    Raises:
        FileError: the list cannot be written; nothing has been moved then.
    """
    from send2trash import send2trash

    result = Trashed()
    paths = list(files)
    record = _record(library, paths)
    _keep(library.scope.side_folder / FILE, record)
    for path in paths:
        check()
        if not _inside(library, path):
            result.failed.append((path, "it lies outside the opened folders"))
            continue
        try:
            send2trash(path)
        except OSError as error:
            result.failed.append((path, error.strerror or str(error)))
        else:
            result.gone.append(path)
    return result


def trashed(folder: Path) -> list[dict[str, Any]]:
    """What went to the trash, the newest first: `time`, and `files` with `path` and, for captions, their `text`.

    Raises:
        FileError: the list is damaged.
    """
    try:
        entries = json.loads((folder / FILE).read_bytes())
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise FileError(f"{folder / FILE} cannot be read: {error}.", "Repair it, or move it away.") from error
    return list(entries) if isinstance(entries, list) else []


def _record(library: Library, paths: list[str]) -> dict[str, Any]:
    """The captions' texts are kept, so that they are there even when the trash has been emptied."""
    captions = {extension for folder in library.listing.folders for extension in folder.extensions if extension}
    files: list[dict[str, Any]] = []
    for path in paths:
        entry: dict[str, Any] = {"path": library.relative(path)}
        if os.path.splitext(path)[1] in captions and not os.path.islink(path):  # noqa: PTH114, PTH122
            try:
                entry["text"] = Path(path).read_bytes().decode("utf-8", "surrogateescape")
            except OSError as error:
                entry["unread"] = error.strerror
        files.append(entry)
    return {"time": time.time(), "files": files}


def _keep(path: Path, record: dict[str, Any]) -> None:
    write_text(path, json.dumps([record, *trashed(path.parent)][:_KEPT], ensure_ascii=True, indent=1) + "\n")


def _inside(library: Library, path: str) -> bool:
    folder = os.path.realpath(os.path.dirname(path))  # noqa: PTH120 - the link itself may lead anywhere
    roots = [os.path.realpath(opened.path) for opened in library.scope.folders]
    return any(Path(folder).is_relative_to(root) for root in roots)
