"""`kohya-studio dataset scan|problems|buckets|captions|duplicates|tag|autotag PROJECT_OR_FOLDER …`."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from typing import Any

from core.cli import dataset_autotag, dataset_problems, dataset_tags
from core.cli.dataset_options import add_settings, opened_library, print_json, shown
from core.dataset.buckets import BucketError, crop_rectangle
from core.dataset.image_facts import Trait
from core.dataset.library import CaptionState, Library
from core.dataset.trained import BucketBar, BucketChart, bucket_chart
from core.dataset.training_captions import training_captions


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("dataset", help="look at a data set and edit its captions")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    scan = actions.add_parser("scan", help="count images, captions, formats, and what belongs to no image")
    buckets = actions.add_parser("buckets", help="the bucket of every image, as sd-scripts assigns it")
    buckets.add_argument("--details", action="store_true", help="with crop, datasets, batches and unfilled places")
    captions = actions.add_parser("captions", help="the caption that every image is really trained with")
    for each in (scan, buckets, captions):
        add_settings(each)
    dataset_problems.add_parsers(actions)
    dataset_tags.add_parsers(actions)
    dataset_autotag.add_parsers(actions)


def run(options: argparse.Namespace) -> int:
    actions: dict[str, Callable[[argparse.Namespace], int]] = {
        "scan": _scan,
        "buckets": _buckets,
        "captions": _captions,
        **dataset_problems.ACTIONS,
        **dataset_tags.ACTIONS,
        **dataset_autotag.ACTIONS,
    }
    return actions[options.action](options)


def _scan(options: argparse.Namespace) -> int:
    library = opened_library(options)
    library.read_facts(range(len(library)))
    library.read_captions(range(len(library)))
    values = scan_json(library)
    if options.json:
        print_json(values)
        return 0
    out = sys.stdout.write
    out(f"{values['images']} images in {len(values['folders'])} folders\n")
    for title in ("formats", "captions", "traits"):
        if values[title]:
            out(f"{title}: {', '.join(f'{name} {count}' for name, count in values[title].items())}\n")
    for title in ("stray_files", "latent_caches"):
        out(f"{title.replace('_', ' ')}: {len(values[title])}\n")
    for entry in values["unreadable"]:
        out(f"cannot be listed: {entry['path']}: {entry['reason']}\n")
    return 0


def scan_json(library: Library) -> dict[str, Any]:
    """What `dataset scan --json` prints."""
    listing = library.listing
    states = Counter(CaptionState(int(state)).name.lower() for state in library.caption_state)
    traits = {
        trait.name.lower(): count
        for trait in Trait
        if trait.name is not None and (count := int(((library.traits & int(trait)) != 0).sum()))
    }
    return {
        "root": str(library.scope.root),
        "config": None if library.scope.config is None else str(library.scope.config),
        "images": len(library),
        "folders": [
            {"path": library.relative(folder.path), "images": listing.folder_of.count(number)}
            for number, folder in enumerate(listing.folders)
        ],
        "formats": dict(Counter(library.format_name(image) or "unknown" for image in range(len(library)))),
        "captions": dict(states),
        "traits": traits,
        "stray_files": [library.relative(library.path_of(*entry)) for entry in listing.strays],
        "latent_caches": [library.relative(library.path_of(*entry)) for entry in listing.caches],
        "unreadable": [{"path": library.relative(path), "reason": reason} for path, reason in listing.unreadable],
    }


def _buckets(options: argparse.Namespace) -> int:
    library = opened_library(options)
    library.read_facts(range(len(library)))
    chart = bucket_chart(library)
    if options.json:
        print_json(buckets_json(library, chart, details=options.details))
    else:
        _print_chart(library, chart)
    return 2 if chart.refused else 0


def buckets_json(library: Library, chart: BucketChart, *, details: bool = False) -> dict[str, Any]:
    """What `dataset buckets --json` prints.

    An image in several datasets is in the bucket of the first. Images without a bucket have none, and a `problem`.
    `count` is with repeats. `details` adds the crop of every image, and each bucket of each dataset with its batches.
    """
    images: dict[str, Any] = {}
    for bar in chart.bars:
        for image in bar.images.tolist():
            images.setdefault(library.relative(library.path(image)), _image_json(library, image, details=details))
    for _, image, error in chart.unfit:
        size = library.size(image)
        values = {"size": None if size is None else list(size), "bucket": None, "resized": None}
        images.setdefault(library.relative(library.path(image)), {**values, "problem": error.code})
    result: dict[str, Any] = {
        "images": dict(sorted(images.items())),
        "buckets": [{"resolution": list(size), "count": count} for size, count in chart.sums()],
    }
    if chart.refused:
        result["problems"] = [{"dataset": number, **_error_json(error)} for number, error in chart.refused]
    if details:
        result["datasets"] = [_bar_json(bar) for bar in chart.bars]
    return result


def _image_json(library: Library, image: int, *, details: bool) -> dict[str, Any]:
    size, target = library.size(image), library.assignment(image)
    if size is None or target is None:
        return {"size": None, "bucket": None, "resized": None}
    values: dict[str, Any] = {"size": list(size), "bucket": list(target.bucket), "resized": list(target.resized)}
    if details:
        values["crop"] = [round(edge, 2) for edge in crop_rectangle(size, target)]
    return values


def _bar_json(bar: BucketBar) -> dict[str, Any]:
    return {
        "dataset": bar.dataset,
        "resolution": list(bar.resolution),
        "images": len(bar.images),
        "count": bar.count,
        "batches": bar.batches,
        "unfilled": bar.unfilled,
    }


def _error_json(error: BucketError) -> dict[str, str]:
    return {"code": error.code, "message": error.message, "fix": error.hint}


def _print_chart(library: Library, chart: BucketChart) -> None:
    out = sys.stdout.write
    out(f"{'dataset':>7} {'bucket':>11} {'images':>7} {'repeats':>8} {'batches':>8} {'unfilled':>9}\n")
    for bar in chart.bars:
        name = f"{bar.resolution[0]}x{bar.resolution[1]}"
        out(f"{bar.dataset:>7} {name:>11} {len(bar.images):>7} {bar.count:>8} {bar.batches:>8} {bar.unfilled:>9}\n")
    for number, error in chart.refused:
        out(f"dataset {number}: {error.message}\n    {error.hint}\n")
    for _, image, error in chart.unfit:
        out(f"{shown(library.relative(library.path(image)))}: {error.message}\n    {error.hint}\n")


def _captions(options: argparse.Namespace) -> int:
    library = opened_library(options)
    images = {}
    for found in training_captions(library):
        file = None if found.file is None else library.relative(library.scope.base / found.file)
        images[library.relative(found.path)] = {"caption": found.caption, "file": file, "problem": found.problem}
    if options.json:
        print_json({"images": images})
    else:
        for name, values in images.items():
            problem = f"  [{values['problem']}]" if values["problem"] else ""
            sys.stdout.write(f"{shown(name)}{problem}\n    {shown(str(values['caption']))}\n")
    return 0
