"""A dataset document as arguments: only images in folders named `10_class tokens` can be had that way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from core.config.arguments import TrainingArguments
from core.config.dataset_config import (
    DatasetBlueprint,
    DatasetSettings,
    SubsetSettings,
    dataset_document,
    read_dataset_config,
)
from core.config.problem import Severity
from core.errors import ConfigError

_HINT = "Choose the method dataset_config, which can say everything."
_RENAMED = {"batch_size": "train_batch_size"}
_NOT_ARGUMENTS = frozenset({"place", "subsets", "kind", "image_dir", "num_repeats", "is_reg", "class_tokens"})


def folder_arguments(args: TrainingArguments, cwd: Path) -> dict[str, Any]:
    """The arguments that make of folders what the dataset document of `args` says; empty where there is no document.

    What they make is compared with the document, so nothing is lost on the way. Their order is the file system's.

    Raises:
        ConfigError: the document cannot be read, or says what arguments cannot.
    """
    document, problems = dataset_document(args, cwd)
    if document is None and not problems:
        return {}
    wanted, found = read_dataset_config(document, args, cwd)
    errors = [problem for problem in (*problems, *found) if problem.severity is Severity.ERROR]
    if errors or wanted is None:
        raise ConfigError(errors[0].message if errors else "The dataset document cannot be read.", errors[0].hint)
    if len(wanted.datasets) != 1:
        raise ConfigError(f"The document has {len(wanted.datasets)} datasets; arguments can name one.", _HINT)
    (dataset,) = wanted.datasets
    values = {**_settings(dataset), **_folders(dataset.subsets, cwd)}
    values = {dest: value for dest, value in values.items() if args.get(dest) != value}
    there = replace(args, values={**args.values, "dataset_config": None, **values})
    made, _ = read_dataset_config(None, there, cwd)
    _compare(wanted, made, cwd)
    return values


def _settings(dataset: DatasetSettings) -> dict[str, Any]:
    """Every setting under the name of its argument; of the subsets the first speaks for all."""
    values: dict[str, Any] = {"resolution": "{},{}".format(*dataset.resolution)}
    for source in (dataset, dataset.subsets[0] if dataset.subsets else None):
        if source is None:
            continue
        for item in fields(source):
            if item.name not in _NOT_ARGUMENTS and item.name not in values:
                values[_RENAMED.get(item.name, item.name)] = getattr(source, item.name)
    if values.get("face_crop_aug_range") is not None:
        values["face_crop_aug_range"] = "{},{}".format(*values["face_crop_aug_range"])
    return {dest: value for dest, value in values.items() if value not in (None, {})}


def _folders(subsets: Sequence[SubsetSettings], cwd: Path) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for dest, is_reg in (("train_data_dir", False), ("reg_data_dir", True)):
        chosen = [subset for subset in subsets if subset.is_reg is is_reg]
        parents = {_absolute(subset, cwd).parent for subset in chosen}
        if len(parents) > 1:
            places = ", ".join(sorted(map(str, parents)))
            raise ConfigError(f"The image folders lie in several places ({places}); arguments can name one.", _HINT)
        if parents:
            values[dest] = str(parents.pop())
    return values


def _absolute(subset: SubsetSettings, cwd: Path) -> Path:
    return cwd / (subset.image_dir or "")


def _compare(wanted: DatasetBlueprint, made: DatasetBlueprint | None, cwd: Path) -> None:
    one, two = _plain(wanted, cwd), {} if made is None else _plain(made, cwd)
    missing = [str(path) for path in one if isinstance(path, Path) and path not in two]
    if missing:
        raise ConfigError(
            f"Arguments can name image folders only if they are called like 10_class tokens: {', '.join(missing)}.",
            _HINT,
        )
    added = [str(path) for path in two if path not in one]
    if added:
        raise ConfigError(f"These folders lie beside those of the document: {', '.join(added)}.", _HINT)
    for path, settings in one.items():
        for name, value in settings.items():
            if two[path].get(name) != value:
                raise ConfigError(
                    f"{name} = {value!r} of {path or 'the dataset'} cannot be said by arguments, which make it"
                    f" {two[path].get(name)!r}.",
                    _HINT,
                )


def _plain(blueprint: DatasetBlueprint, cwd: Path) -> Mapping[Path | None, Mapping[str, Any]]:
    (dataset,) = blueprint.datasets
    plain: dict[Path | None, Mapping[str, Any]] = {None: _values(dataset, {"subsets"})}
    plain |= {_absolute(subset, cwd): _values(subset, {"image_dir"}) for subset in dataset.subsets}
    return plain


def _values(settings: Any, left_out: set[str]) -> Mapping[str, Any]:
    names = {item.name for item in fields(settings)} - {"place", *left_out}
    return {name: getattr(settings, name) for name in sorted(names)}
