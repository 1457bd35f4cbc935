"""The caption that every image of the opened folders is really trained with."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.config.dataset_config import DatasetKind, SubsetSettings
from core.config.metadata_subset import metadata_images
from core.config.planned_dataset import CACHED_INFO, cached_info
from core.dataset.captions import LoadedCaption, load_caption, trained_caption
from core.dataset.image_facts import Trait
from core.dataset.library import Library

_CODES = {"empty": "caption-empty", "not-utf8": "caption-not-utf8"}


@dataclass(frozen=True, slots=True)
class TrainingCaption:
    """`path` is the image's, `file` the file that the caption was read from, None where there is none.

    `problem` is a code: `caption-empty` (0 bytes) and `caption-not-utf8` stop the training, `caption-unreadable` too;
    `missing-caption`, `caption-extension` (only a file with another extension is there) and `caption-blank` give
    training without a text.
    """

    path: str
    caption: str
    file: str | None
    problem: str | None


def training_captions(library: Library) -> Iterator[TrainingCaption]:
    """One for each image of a subset that is used; an image in several datasets has the caption of the first."""
    known: set[str] = set()
    for found in (*_by_metadata(library), *_by_files(library)):
        if found.path not in known:
            known.add(found.path)
            yield found


def _by_files(library: Library) -> Iterator[TrainingCaption]:
    base = str(library.scope.base)
    cached: dict[int, dict[str, str]] = {}
    for image in range(len(library)):
        opened = library.opened(image)
        subset = opened.subset
        unused = subset.num_repeats < 1 or opened.dataset.kind is DatasetKind.FINE_TUNING
        if unused or int(library.traits[image]) & Trait.UNSEEN:
            continue
        folder = library.listing.folders[library.listing.folder_of[image]]
        key = os.path.join(folder.written, library.name(image))  # noqa: PTH118
        number = library.opened_number(image)
        if number not in cached:
            cached[number] = _kept_by_training(subset, library.scope.base)
        if cached[number]:
            if key in cached[number]:
                kept = os.path.join(opened.path, CACHED_INFO)  # noqa: PTH118
                yield TrainingCaption(library.path(image), trained_caption(cached[number][key], subset), kept, None)
            continue
        yield _described(library, image, _loaded(library, image, key, base), subset)


def _loaded(library: Library, image: int, key: str, base: str) -> LoadedCaption:
    if not library.may_open_caption(image):
        return LoadedCaption("", library.caption_target(image), "outside")
    try:
        return load_caption(key, library.subset(image), base)
    except OSError as error:
        return LoadedCaption("", library.caption_target(image), error.strerror or str(error))


def _described(library: Library, image: int, loaded: LoadedCaption, subset: SubsetSettings) -> TrainingCaption:
    path, file = library.path(image), loaded.file
    if loaded.problem is not None:
        return TrainingCaption(path, "", file, _CODES.get(loaded.problem, "caption-unreadable"))
    problem = None
    if file is None and subset.class_tokens is None:
        problem = "caption-extension" if library.listing.captions[image] > 1 else "missing-caption"
    elif not loaded.text:
        problem = "caption-blank"
    return TrainingCaption(path, trained_caption(loaded.text, subset), file, problem)


def _kept_by_training(subset: SubsetSettings, base: Path) -> dict[str, str]:
    """Captions that an earlier run kept with `cache_info`: it reads no files then."""
    return {key: caption for key, (caption, _) in (cached_info(subset, base) or {}).items()}


def _by_metadata(library: Library) -> Iterator[TrainingCaption]:
    base = library.scope.base
    for dataset in library.scope.datasets:
        for subset in dataset.subsets if dataset.kind is DatasetKind.FINE_TUNING else ():
            if subset.num_repeats < 1:
                continue
            for image in metadata_images(subset, base)[0]:
                path = os.path.normpath(os.path.join(base, image.path))  # noqa: PTH118
                caption = trained_caption(image.caption, subset)
                problem = None if image.caption else "caption-blank"
                yield TrainingCaption(path, caption, str(base / str(subset.metadata_file)), problem)
