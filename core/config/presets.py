"""Presets: a handful of settings that belong together, the program's own and a person's; applied as edits."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import send2trash

from core.config.arguments import TrainingArguments
from core.config.dataset_config import DatasetBlueprint
from core.config.document_lines import KeyPath, key_lines
from core.config.editing import plain_lines
from core.config.edits import AppendTable, FileEdit, RemoveKey, SetValue
from core.config.placement import place_for
from core.config.schema import DEFAULT_SCRIPT, shipped_schema
from core.config.settings_of import Setting, Settings
from core.config.source import Source
from core.errors import ConfigError, FileError
from core.files import write_text
from core.paths import app_paths, resources_folder

_NEVER_KEPT = frozenset(
    {"config_file", "dataset_config", "output_config", "pretrained_model_name_or_path", "output_dir", "output_name"}
    | {"train_data_dir", "reg_data_dir", "in_json", "resume", "network_weights", "logging_dir", "sample_prompts", "vae"}
    | {"log_prefix", "tokenizer_cache_dir", "wandb_api_key", "huggingface_token"}
)
"""What belongs to one project and not to a way of training."""
_DATASET_KEYS: tuple[str, ...] = ("resolution", "batch_size", "enable_bucket", "min_bucket_reso", "max_bucket_reso")
_DATASET_KEYS += ("bucket_reso_steps", "bucket_no_upscale")
_SUBSET_KEYS = (
    "num_repeats",
    "shuffle_caption",
    "keep_tokens",
    "caption_extension",
    "caption_dropout_rate",
    "flip_aug",
)
_AS_ARGUMENT = {"batch_size": "train_batch_size", "num_repeats": "dataset_repeats"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """`training` are arguments; `dataset` and `subset` are keys of every `[[datasets]]` and of its subsets.

    A value of None takes the key out. `name` and `about` are by language (`en`, `zh_TW`); `source` says where the
    numbers come from. `file` is that of a person's own preset.
    """

    key: str
    name: Mapping[str, str]
    about: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    script: str | None = None
    training: Mapping[str, Any] = field(default_factory=dict)
    dataset: Mapping[str, Any] = field(default_factory=dict)
    subset: Mapping[str, Any] = field(default_factory=dict)
    file: Path | None = None

    def name_in(self, language: str) -> str:
        return self.name.get(language) or self.name["en"]

    def about_in(self, language: str) -> str:
        return self.about.get(language) or self.about.get("en", "")


@functools.cache
def builtin_presets() -> tuple[Preset, ...]:
    """Those that ship with the program, in the order in which they are offered."""
    text = (resources_folder() / "presets" / "presets.json").read_text(encoding="utf-8")
    return tuple(_preset(row["key"], row) for row in json.loads(text))


class UserPresets:
    """A person's own presets: one JSON file each in a folder."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or app_paths().data / "presets"

    def all(self) -> tuple[list[Preset], list[str]]:
        """The presets by name, and a sentence for each file that cannot be read: it is left as it is."""
        presets, broken = [], []
        for path in sorted(self.folder.glob("*.json")) if self.folder.is_dir() else ():
            try:
                values = json.loads(path.read_text(encoding="utf-8"))
                presets.append(_preset(f"user:{path.stem}", values, path))
            except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
                broken.append(f"{path} is no preset: {error}.")
        return sorted(presets, key=lambda preset: preset.name_in("en").casefold()), broken

    def save(self, name: str, preset: Preset, *, replace: bool = False) -> Preset:
        """Keep a preset under a name of the person's.

        Raises:
            ConfigError: the name is empty, or taken and not to be replaced.
            FileError: the folder cannot be written.
        """
        name = name.strip()
        if not name:
            raise ConfigError("A preset needs a name.", "Write a name.")
        path = self.folder / f"{_stem(name)}.json"
        if path.exists() and not replace:
            raise ConfigError(f"There is a preset {name} already.", "Choose another name, or replace that one.")
        values = {
            "name": name,
            "about": preset.about_in("en"),
            "script": preset.script,
            "training": dict(preset.training),
            "dataset": dict(preset.dataset),
            "subset": dict(preset.subset),
        }
        write_text(path, json.dumps(values, ensure_ascii=False, indent=2) + "\n")
        return _preset(f"user:{path.stem}", values, path)

    def rename(self, preset: Preset, name: str) -> Preset:
        """Give a person's preset another name.

        Raises:
            ConfigError: the preset is the program's, or the name is empty or taken.
            FileError: the folder cannot be written.
        """
        if preset.file is None:
            raise ConfigError("This preset belongs to the program.", "Save a copy under a name of your own.")
        same = self.folder / f"{_stem(name.strip())}.json" == preset.file
        fresh = self.save(name, preset, replace=same)
        if not same:
            preset.file.unlink(missing_ok=True)
        return fresh

    def remove(self, preset: Preset) -> None:
        """Move a person's preset to the trash.

        Raises:
            FileError: it cannot be moved.
        """
        if preset.file is None:
            raise ConfigError("This preset belongs to the program.", "Only your own ones can be removed.")
        try:
            send2trash.send2trash(str(preset.file))
        except OSError as error:
            raise FileError(f"{preset.file} could not be moved to the trash: {error}.", "Remove it by hand.") from error


def preset_of(args: TrainingArguments, blueprint: DatasetBlueprint | None, name: str) -> Preset:
    """What a training says about how it trains: without paths and names, which belong to the project."""
    training = {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in args.values.items()
        if key in args.given and key not in _NEVER_KEPT
    }
    dataset: dict[str, Any] = {}
    subset: dict[str, Any] = {}
    if blueprint is not None and blueprint.datasets:
        first = blueprint.datasets[0]
        width, height = first.resolution
        dataset = {key: getattr(first, key) for key in _DATASET_KEYS}
        dataset["resolution"] = width if width == height else [width, height]
        if first.subsets:
            subset = {key: getattr(first.subsets[0], key) for key in _SUBSET_KEYS}
    return Preset(key="", name={"en": name}, script=args.script, training=training, dataset=dataset, subset=subset)


def preset_settings(preset: Preset, blueprint: DatasetBlueprint | None = None) -> Settings:
    """To compare with a training of these datasets; only what the preset names takes part.

    What it takes out is compared with the default that then counts.
    """
    known = shipped_schema(preset.script or DEFAULT_SCRIPT).arguments
    values = {
        ("", key): Setting(value)
        if value is not None or key not in known
        else Setting(known[key].default, written=False)
        for key, value in preset.training.items()
    }
    for number, dataset in enumerate(blueprint.datasets if blueprint is not None else (), start=1):
        for key, value in _named(preset.dataset).items():
            pair = [value, value] if key == "resolution" and isinstance(value, int) else value
            values[f"dataset {number}", key] = Setting(pair)
        for subset in dataset.subsets:
            where = f"dataset {number}: {subset.image_dir}"
            values |= {(where, key): Setting(value) for key, value in _named(preset.subset).items()}
    return Settings(preset.name_in("en"), values, complete=False)


def _named(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def preset_edits(preset: Preset, training: Source | None, dataset: Source | None) -> list[FileEdit]:
    """The edits that bring a preset into a project's documents; a value that is there already needs none.

    Without a dataset document its keys go into the training document, as arguments. A key that stands in `[general]`
    is changed there.
    """
    edits: list[FileEdit] = []
    values = dict(preset.training)
    if dataset is not None:
        edits += _dataset_edits(preset, dataset)
    else:
        wanted = {**preset.dataset, **preset.subset}
        values |= {_AS_ARGUMENT.get(key, key): _argument(key, value) for key, value in wanted.items()}
    if training is not None:
        edits = [*_training_edits(values, training), *edits]
    return edits


def apply_edits(edits: Sequence[FileEdit], sources: Sequence[Source]) -> list[Source]:
    """The sources after the edits, saved by nobody yet.

    Raises:
        ConfigError: a document is no valid TOML.
    """
    return [source.with_edits([item.edit for item in edits if item.file == source.path]) for source in sources]


def _training_edits(values: Mapping[str, Any], source: Source) -> list[FileEdit]:
    edits = []
    for key, value in values.items():
        path = place_for(source, key)
        if value is not None:
            edits.append(FileEdit(source.path, SetValue(path, value)))
        elif path in key_lines(plain_lines(source.text)):
            edits.append(FileEdit(source.path, RemoveKey(path)))
    return edits


def _dataset_edits(preset: Preset, source: Source) -> list[FileEdit]:
    lines = key_lines(plain_lines(source.text))
    tables: list[KeyPath] = [path for path in lines if len(path) == 2 and path[0] == "datasets"]
    subsets: list[KeyPath] = [path for path in lines if len(path) == 4 and path[2] == "subsets"]
    edits: list[FileEdit] = []
    if not tables and preset.dataset:
        values = {key: value for key, value in preset.dataset.items() if value is not None}
        return [FileEdit(source.path, AppendTable(("datasets",), values))]
    for wanted, places in ((preset.dataset, tables), (preset.subset, subsets)):
        for key, value in wanted.items():
            edits += [FileEdit(source.path, edit) for edit in _set_in(places, key, value, lines)]
    return edits


def _set_in(
    places: Sequence[KeyPath], key: str, value: Any, lines: Mapping[KeyPath, int]
) -> list[SetValue | RemoveKey]:
    """In `[general]` where the key stands there and nowhere below, else in every table that has or needs it."""
    written = [(*place, key) for place in places if (*place, key) in lines]
    above = [path for path in lines if path[-1] == key and path not in written and path[0] in ("general", "datasets")]
    if value is None:
        return [RemoveKey(path) for path in (*written, *(path for path in above if path[0] == "general"))]
    if not written and above:
        return [SetValue(path, value) for path in above]
    return [SetValue((*place, key), value) for place in places]


def _argument(key: str, value: Any) -> Any:
    if key != "resolution" or value is None:
        return value
    return ",".join(str(side) for side in value) if isinstance(value, list | tuple) else str(value)


def _stem(name: str) -> str:
    """A file name for a preset's name: letters of any language, digits, and - for the rest."""
    return re.sub(r"[^\w.-]+", "-", name).strip("-.")[:80] or "preset"


def _preset(key: str, row: Mapping[str, Any], file: Path | None = None) -> Preset:
    tables = {name: dict(row.get(name) or {}) for name in ("training", "dataset", "subset")}
    return Preset(
        key=key,
        name=_by_language(row["name"]),
        about=_by_language(row.get("about") or {}),
        source=str(row.get("source") or ""),
        script=row.get("script"),
        file=file,
        **tables,
    )


def _by_language(text: str | Mapping[str, str]) -> Mapping[str, str]:
    return {"en": text} if isinstance(text, str) else dict(text)
