"""A selection of images as a subset of the config: a folder of its own, and a table in the dataset document."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.config.edits import AppendTable
from core.config.source import read_source, save_source
from core.dataset.library import Library
from core.dataset.scope import DATASET_CONFIG
from core.errors import ConfigError, FileError

_NEW_CONFIG = """\
[general]
caption_extension = "{extension}"

[[datasets]]
resolution = [{width}, {height}]
enable_bucket = true
"""


@dataclass(frozen=True, slots=True)
class SubsetPlan:
    """`folder` is what the subset will name. `copied` images go there first; none where it is their folder already.

    `config` is the document that gets the table; `creates` says that it is not there yet.
    """

    folder: Path
    copied: tuple[int, ...]
    config: Path
    creates: bool


def plan_subset(library: Library, images: Sequence[int], name: str) -> SubsetPlan:
    """How `images` become a subset called `name`.

    All images of a folder that is no subset yet are taken where they are. Any others are copied with their captions
    into a new folder beside the config: sd-scripts takes whole folders.

    Raises:
        ConfigError: the name cannot be that of a folder, or the folder is there already.
    """
    scope = library.scope
    config = scope.config or scope.root / DATASET_CONFIG
    folders = {library.listing.folder_of[image] for image in images}
    if len(folders) == 1:
        number = next(iter(folders))
        whole = sum(1 for place in library.listing.folder_of if place == number) == len(set(images))
        path = Path(library.listing.folders[number].path)
        known = scope.config is not None and any(path == folder.path for folder in scope.folders)
        if whole and not known:
            return SubsetPlan(path, (), config, not config.exists())
    if not name.strip() or name.strip() in (".", "..") or any(sign in name for sign in '/\\:*?"<>|\0'):
        raise ConfigError(f"{name!r} cannot be the name of a folder.", "Write a name without / and other signs.")
    folder = config.parent / name.strip()
    if folder.exists():
        raise ConfigError(f"{folder} is there already.", "Choose another name.")
    return SubsetPlan(folder, tuple(images), config, not config.exists())


def add_subset(
    library: Library,
    plan: SubsetPlan,
    *,
    dataset: int = 0,
    num_repeats: int = 1,
    check: Callable[[], None] = lambda: None,
    report: Callable[[int, int], None] = lambda _d, _t: None,
) -> Path:
    """Copy what has to be copied, then write the table; the document.

    Raises:
        FileError: a file cannot be written; the folder that was begun is removed again.
        ConfigError: the document cannot be edited, or another program has changed it.
    """
    source = read_source(plan.config)
    extension = library.subset(plan.copied[0]).caption_extension if plan.copied else _extension_of(library, plan)
    values: dict[str, object] = {"image_dir": _written(library, plan.folder), "num_repeats": num_repeats}
    if plan.creates:
        width, height = library.scope.folders[0].dataset.resolution if library.scope.folders else (512, 512)
        source = source.with_text(_NEW_CONFIG.format(extension=extension, width=width, height=height))
    else:
        values["caption_extension"] = extension
    source = source.with_edits([AppendTable(("datasets", dataset, "subsets"), values)])
    if plan.copied:
        _copy(library, plan, check, report)
    try:
        save_source(source)
    except (ConfigError, FileError):
        if plan.copied:
            shutil.rmtree(plan.folder, ignore_errors=True)
        raise
    return plan.config


def _copy(library: Library, plan: SubsetPlan, check: Callable[[], None], report: Callable[[int, int], None]) -> None:
    """Images of the same name from several folders get a number; nothing is overwritten."""
    taken: set[str] = set()
    try:
        plan.folder.mkdir(parents=True)
        for number, image in enumerate(plan.copied):
            check()
            path = Path(library.path(image))
            stem = _free(path.stem, taken)
            shutil.copy2(path, plan.folder / (stem + path.suffix))
            caption = library.caption_file(image)
            if caption is not None:
                shutil.copy2(caption, plan.folder / (stem + library.subset(image).caption_extension))
            report(number + 1, len(plan.copied))
    except OSError as error:
        shutil.rmtree(plan.folder, ignore_errors=True)
        raise FileError(f"Could not copy to {plan.folder}: {error.strerror or error}.", "Free some space.") from error
    except BaseException:
        shutil.rmtree(plan.folder, ignore_errors=True)
        raise


def _free(stem: str, taken: set[str]) -> str:
    name, number = stem, 2
    while name.casefold() in taken:
        name, number = f"{stem}_{number}", number + 1
    taken.add(name.casefold())
    return name


def _written(library: Library, folder: Path) -> str:
    """As the config writes folders: relative where its others are, else whole."""
    scope = library.scope
    relative = all(not Path(opened.written).is_absolute() for opened in scope.folders)
    if scope.config is not None and scope.folders and relative:
        return Path(os.path.relpath(folder, scope.base)).as_posix()
    return folder.as_posix()


def _extension_of(library: Library, plan: SubsetPlan) -> str:
    for image, number in enumerate(library.listing.folder_of):
        if Path(library.listing.folders[number].path) == plan.folder:
            return library.subset(image).caption_extension
    return ".txt"
