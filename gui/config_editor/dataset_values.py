"""What a dataset document says for each dataset and subset, with what is inherited. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.config.document_lines import KeyPath
from core.config.edits import AppendTable, Edit, RemoveKey, SetValue
from core.dataset.subset_facts import ImageFolder

DEFAULTS: Mapping[str, Any] = {
    "resolution": None,
    "batch_size": 1,
    "enable_bucket": False,
    "min_bucket_reso": 256,
    "max_bucket_reso": 1024,
    "bucket_reso_steps": 64,
    "bucket_no_upscale": False,
    "num_repeats": 1,
    "class_tokens": "",
    "caption_extension": ".caption",
    "is_reg": False,
    "shuffle_caption": False,
    "keep_tokens": 0,
    "flip_aug": False,
}
"""Source: sd-scripts library/config_util.py: BaseSubsetParams, DreamBoothSubsetParams, DreamBoothDatasetParams."""
_NEW_DATASET: Mapping[str, Any] = {"resolution": 512, "batch_size": 1, "enable_bucket": True}


@dataclass(frozen=True, slots=True)
class TableView:
    """One `[[datasets]]` or one of its subsets: its place, what it says itself, and what it inherits."""

    path: KeyPath
    own: Mapping[str, Any]
    above: Mapping[str, Any]

    def value(self, key: str) -> Any:
        """What holds for it."""
        if key in self.own:
            return self.own[key]
        return self.above.get(key, DEFAULTS.get(key))

    @property
    def folder(self) -> str:
        """The folder of images or the metadata file, as written."""
        for key in ("image_dir", "metadata_file"):
            if isinstance(self.own.get(key), str):
                return str(self.own[key])
        return ""


@dataclass(frozen=True, slots=True)
class DatasetView:
    table: TableView
    subsets: tuple[TableView, ...]


def dataset_views(data: Mapping[str, Any]) -> tuple[DatasetView, ...]:
    """Of a document's data; what is no table there is passed over: the problems tell."""
    general = _table(data.get("general"))
    found = []
    for number, dataset in enumerate(_tables(data.get("datasets"))):
        path: KeyPath = ("datasets", number)
        own = {key: value for key, value in dataset.items() if key != "subsets"}
        table = TableView(path, own, general)
        subsets = tuple(
            TableView((*path, "subsets", place), subset, {**general, **own})
            for place, subset in enumerate(_tables(dataset.get("subsets")))
        )
        found.append(DatasetView(table, subsets))
    return tuple(found)


def setting_edits(table: TableView, key: str, value: Any, *, only_dataset: bool) -> list[Edit]:
    """The edit that makes `value` hold: where the key stands already, else in the table itself.

    A key of the only dataset that stands in `[general]` is changed there. None takes the key out of the table.
    """
    if value is None:
        return [RemoveKey((*table.path, key))] if key in table.own else []
    in_general = key in table.above and key not in table.own and len(table.path) == 2
    path: KeyPath = ("general", key) if in_general and only_dataset else (*table.path, key)
    return [SetValue(path, value)]


def adding_edits(data: Mapping[str, Any], dataset: int, folders: Sequence[ImageFolder]) -> list[Edit]:
    """The edits that add a subset for each folder; a dataset is made where there is none."""
    views = dataset_views(data)
    edits: list[Edit] = []
    if dataset >= len(views):
        edits.append(AppendTable(("datasets",), _NEW_DATASET))
        table = TableView(("datasets", len(views)), _NEW_DATASET, _table(data.get("general")))
    else:
        table = views[dataset].table
    for folder in folders:
        values: dict[str, Any] = {"image_dir": str(folder.path)}
        if folder.class_tokens:
            values["class_tokens"] = folder.class_tokens
        values["num_repeats"] = folder.repeats
        if folder.caption_extension and table.value("caption_extension") != folder.caption_extension:
            values["caption_extension"] = folder.caption_extension
        edits.append(AppendTable((*table.path, "subsets"), values))
    return edits


def parse_resolution(text: str) -> int | list[int] | None:
    """`512`, `512,768` or `512×768`; None for anything else."""
    parts = text.replace("×", ",").replace("x", ",").replace("X", ",").split(",")
    try:
        sides = [int(part) for part in parts]
    except ValueError:
        return None
    if not 1 <= len(sides) <= 2 or min(sides) < 1:
        return None
    return sides[0] if len(sides) == 1 or sides[0] == sides[1] else sides


def resolution_text(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "×".join(map(str, value))
    return "" if value is None else str(value)


def _table(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _tables(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []
