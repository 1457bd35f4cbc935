"""A selection becomes a subset of the dataset config: its images go into a folder of their own, or are one already."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from core.config.edits import AppendTable, Edit
from core.config.source import read_source, save_source
from core.dataset.library import Library
from core.dataset.listing import CACHE_EXTENSION
from core.dataset.trash import files_of
from core.errors import ConfigError, FileError

Check = Callable[[], None]


def whole_folder(library: Library, images: Sequence[int]) -> str | None:
    """The path of the folder whose images these all are, no more and no less; None where they are not."""
    folders = {library.listing.folder_of[image] for image in images}
    if len(folders) != 1:
        return None
    folder = folders.pop()
    return library.listing.folders[folder].path if library.listing.folder_of.count(folder) == len(set(images)) else None


def copy_selection(library: Library, images: Sequence[int], target: Path, check: Check = lambda: None) -> list[str]:
    """Copy the images with their captions into the new folder `target`; the paths of the copies.

    sd-scripts takes whole folders only. Caches are not copied. Where two images have the same name the second gets a
    number. What was copied is removed again where `check` gives up or a file cannot be copied.

    Raises:
        FileError: the folder is there already and not empty, or cannot be written.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise FileError(f"{target} is there already.", "Choose a new folder.")
    made = not target.exists()
    copies: list[Path] = []
    used: set[str] = set()
    try:
        target.mkdir(parents=True, exist_ok=True)
        for image in images:
            check()
            if not library.may_open(image):
                continue
            name = _free_name(library.name(image), used)
            for path in files_of(library, [image], shared=True):
                extension = os.path.splitext(path)[1]  # noqa: PTH122
                if extension != CACHE_EXTENSION:
                    copies.append(target / (name + extension))
                    shutil.copyfile(path, copies[-1])
    except BaseException as error:
        for copy in copies:
            copy.unlink(missing_ok=True)
        if made and target.is_dir() and not any(target.iterdir()):
            target.rmdir()
        if isinstance(error, OSError):
            raise FileError(f"Could not copy into {target}: {error.strerror}.", "Free some space.") from error
        raise
    return [str(copy) for copy in copies]


def subset_edit(library: Library, folder: Path, dataset: int = 0, values: Mapping[str, Any] | None = None) -> Edit:
    """The edit of the config that adds `folder` as a subset of the dataset with this number.

    The path is written relative to where the config's own paths start, with `/`. `values` are further keys, such as
    num_repeats; the caption extension is that of the dataset's first subset unless it is among them.

    Raises:
        ConfigError: no config is open, or it has no such dataset.
    """
    scope = library.scope
    if scope.config is None or scope.blueprint is None:
        raise ConfigError("No dataset config is open.", "Open a project, or make one from a template.")
    if scope.config.suffix.lower() != ".toml":
        raise ConfigError(f"{scope.config.name} is no TOML document.", "Add the subset in a text editor.")
    if not 0 <= dataset < len(scope.blueprint.datasets):
        raise ConfigError(f"The config has no dataset {dataset}.", "Choose one that it has.")
    written = Path(os.path.relpath(folder, scope.base)).as_posix()
    if written.startswith("../"):
        written = folder.as_posix()
    subsets = scope.blueprint.datasets[dataset].subsets
    extension = subsets[0].caption_extension if subsets else ".txt"
    keys = {"image_dir": written, "num_repeats": 1, "caption_extension": extension, **(values or {})}
    return AppendTable(("datasets", dataset, "subsets"), keys)


def add_subset(library: Library, folder: Path, dataset: int = 0, values: Mapping[str, Any] | None = None) -> None:
    """Write `subset_edit` into the config; what else stands there stays as it is.

    Raises:
        ConfigError: see `subset_edit`, or the config was changed by another program while it was written.
        FileError: the config cannot be read or written.
    """
    edit = subset_edit(library, folder, dataset, values)
    if library.scope.config is not None:
        save_source(read_source(library.scope.config).with_edits([edit]))


def _free_name(name: str, used: set[str]) -> str:
    """A name without extension that no copy has yet."""
    stem = os.path.splitext(name)[0]  # noqa: PTH122
    free, number = stem, 1
    while free in used:
        number += 1
        free = f"{stem}_{number}"
    used.add(free)
    return free
