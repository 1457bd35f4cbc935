"""Which key may stand where in a dataset document, and with which type: sd-scripts' own verdict on it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from core.config.document_lines import KeyPath
from core.config.problem import Move, Remedy, Remove, Rename, Write
from core.config.schema import shipped_schema


@dataclass(frozen=True, slots=True)
class SchemaError:
    """Why sd-scripts refuses a dataset document; `code` is unknown-key, wrong-type or missing-key."""

    path: KeyPath
    code: str
    message: str
    hint: str
    remedy: Remedy | None = None


@dataclass(frozen=True, slots=True)
class KeyType:
    """What a value must be. An int is no float here, and true passes as an int: so it is in sd-scripts."""

    wanted: str
    fits: Callable[[Any], bool]


def _is(*types: type) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, types)


def _pair_of(kind: type) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and len(value) == 2 and all(isinstance(item, kind) for item in value)


BOOL = KeyType("true or false, without quotes", _is(bool))
INT = KeyType("a whole number", _is(int))
FLOAT = KeyType("a number with a decimal point", _is(float))
NUMBER = KeyType("a number", _is(float, int))
TEXT = KeyType("text in quotes", _is(str))
TABLE = KeyType("a table", _is(dict))
RESOLUTION = KeyType(
    "a whole number or two of them: 512 or [512, 768]", lambda value: isinstance(value, int) or _pair_of(int)(value)
)
FLOAT_PAIR = KeyType("two numbers with decimal points: [1.0, 3.0]", _pair_of(float))

SUBSET_KEYS: Mapping[str, KeyType] = {
    "color_aug": BOOL,
    "face_crop_aug_range": FLOAT_PAIR,
    "flip_aug": BOOL,
    "num_repeats": INT,
    "random_crop": BOOL,
    "shuffle_caption": BOOL,
    "keep_tokens": INT,
    "keep_tokens_separator": TEXT,
    "secondary_separator": TEXT,
    "caption_separator": TEXT,
    "enable_wildcard": BOOL,
    "token_warmup_min": INT,
    "token_warmup_step": NUMBER,
    "caption_prefix": TEXT,
    "caption_suffix": TEXT,
    "custom_attributes": TABLE,
    "resize_interpolation": TEXT,
    "caption_dropout_every_n_epochs": INT,
    "caption_dropout_rate": NUMBER,
    "caption_tag_dropout_rate": NUMBER,
}
CAPTION_FILE_KEYS: Mapping[str, KeyType] = {"caption_extension": TEXT, "cache_info": BOOL}
CLASS_KEYS: Mapping[str, KeyType] = {"class_tokens": TEXT}
DATASET_KEYS: Mapping[str, KeyType] = {
    "batch_size": INT,
    "bucket_no_upscale": BOOL,
    "bucket_reso_steps": INT,
    "enable_bucket": BOOL,
    "max_bucket_reso": INT,
    "min_bucket_reso": INT,
    "validation_seed": INT,
    "validation_split": FLOAT,
    "resolution": RESOLUTION,
    "network_multiplier": FLOAT,
    "resize_interpolation": TEXT,
}
IMAGE_DIR: Mapping[str, KeyType] = {"image_dir": TEXT}
ALPHA_MASK: Mapping[str, KeyType] = {"alpha_mask": BOOL}


@dataclass(frozen=True, slots=True)
class _Level:
    keys: Mapping[str, KeyType]
    required: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Style:
    """What a dataset and its subsets may say, by the kind of dataset that the keys of its subsets make it."""

    dataset: _Level
    subset: _Level


_DREAMBOOTH = _Style(
    _Level({**DATASET_KEYS, **SUBSET_KEYS, **CAPTION_FILE_KEYS, **CLASS_KEYS}),
    _Level(
        {**SUBSET_KEYS, **CAPTION_FILE_KEYS, **CLASS_KEYS, **IMAGE_DIR, **ALPHA_MASK, "is_reg": BOOL}, ("image_dir",)
    ),
)
_FINE_TUNING = _Style(
    _Level({**DATASET_KEYS, **SUBSET_KEYS}),
    _Level({**SUBSET_KEYS, **IMAGE_DIR, **ALPHA_MASK, "metadata_file": TEXT}, ("metadata_file",)),
)
_CONTROLNET = _Style(
    _Level({**DATASET_KEYS, **SUBSET_KEYS, **CAPTION_FILE_KEYS}),
    _Level(
        {**SUBSET_KEYS, **CAPTION_FILE_KEYS, **IMAGE_DIR, "conditioning_data_dir": TEXT},
        ("image_dir", "conditioning_data_dir"),
    ),
)
_GENERAL = _DREAMBOOTH.dataset


def check_dataset_data(data: Mapping[str, Any], *, masked_loss: bool = False) -> list[SchemaError]:
    """Every reason for which sd-scripts refuses the content of a dataset document; empty where it accepts it.

    Source: sd-scripts library/config_util.py: ConfigSanitizer. With `masked_loss` a dataset may have conditioning
    images.
    """
    errors = [_unknown((key,), key, ("general", "datasets")) for key in data if key not in ("general", "datasets")]
    general = data.get("general", {})
    if isinstance(general, dict):
        errors += _check_table(("general",), general, _GENERAL)
    else:
        errors.append(_not_a_table(("general",)))
    datasets = data.get("datasets", [])
    if not isinstance(datasets, list):
        return [*errors, _not_an_array(("datasets",))]
    for number, dataset in enumerate(datasets):
        if isinstance(dataset, dict):
            errors += _check_dataset(("datasets", number), dataset, masked_loss=masked_loss)
        else:
            errors.append(_not_a_table(("datasets", number)))
    return errors


def _check_dataset(path: KeyPath, dataset: Mapping[str, Any], *, masked_loss: bool) -> list[SchemaError]:
    subsets = dataset.get("subsets", [])
    own = {key: value for key, value in dataset.items() if key != "subsets"}
    if not isinstance(subsets, list):
        return [*_check_table(path, own, _DREAMBOOTH.dataset), _not_an_array((*path, "subsets"))]
    tables = [subset for subset in subsets if isinstance(subset, dict)]
    if len(tables) < len(subsets):
        return [_not_a_table((*path, "subsets"))]
    style = _style(tables, masked_loss=masked_loss)
    if style is None:
        return [
            SchemaError(
                (*path, "subsets"),
                "mixed-subsets",
                "Subsets with metadata_file and subsets without it stand in one dataset.",
                "Put them into separate [[datasets]].",
            )
        ]
    errors = _check_table(path, own, style.dataset)
    for number, subset in enumerate(tables):
        errors += _check_table((*path, "subsets", number), subset, style.subset)
    return errors


def _style(subsets: list[dict[str, Any]], *, masked_loss: bool) -> _Style | None:
    """A dataset without subsets counts as the first kind that is asked for, as `all([])` is true."""
    if masked_loss and all("conditioning_data_dir" in subset for subset in subsets):
        return _CONTROLNET
    if all("metadata_file" in subset for subset in subsets):
        return _FINE_TUNING
    if all("metadata_file" not in subset for subset in subsets):
        return _DREAMBOOTH
    return None


def _check_table(path: KeyPath, table: Mapping[str, Any], level: _Level) -> list[SchemaError]:
    errors = []
    for key, value in table.items():
        key_type = level.keys.get(key)
        if key_type is None:
            errors.append(_unknown((*path, key), key, tuple(level.keys)))
        elif not key_type.fits(value):
            errors.append(_wrong_type((*path, key), key, value, key_type))
    for key in level.required:
        if key not in table:
            hint = f"Add {key} = '…' to this table."
            errors.append(SchemaError((*path, key), "missing-key", f"The key {key} is missing.", hint))
    return errors


def _unknown(path: KeyPath, key: str, allowed: tuple[str, ...]) -> SchemaError:
    where = {1: "at the top of the document", 2: "in [general]", 3: "in [[datasets]]"}.get(
        len(path), "in [[datasets.subsets]]"
    )
    plain = key.lstrip("-").replace("-", "_").lower()
    near = [plain] if plain in allowed else difflib.get_close_matches(plain, allowed, n=1, cutoff=0.6)
    home = _home_of(plain)
    remedy: Remedy = Remove()
    if near:
        hint, remedy = f"Did you mean {near[0]}?", Rename(near[0])
    elif home:
        hint = f"Move it to {home}."
        remedy = _way_home(plain, path)
    elif plain in shipped_schema().arguments and plain != "train_batch_size":
        hint, remedy = "Move it to the training config: it is an argument of the training.", Move("training")
    elif plain == "train_batch_size":
        hint, remedy = "In a dataset config the key is batch_size.", Rename("batch_size")
    else:
        hint = "Remove the line; arguments of the training belong into the training config or on the command line."
    message = f"The key {key} may not stand {where}; sd-scripts refuses it."
    return SchemaError(path, "unknown-key", message, hint, remedy)


def _way_home(key: str, path: KeyPath) -> Remedy:
    """Into the tables where the key may stand; `is_reg` would turn all images into regularisation images."""
    if key == "is_reg":
        return Remove()
    if key not in _GENERAL.keys:
        return Move("subsets")
    return Move("general" if len(path) == 1 else "datasets")


def _home_of(key: str) -> str | None:
    if key in _DREAMBOOTH.subset.keys or key in _FINE_TUNING.subset.keys or key in _CONTROLNET.subset.keys:
        return "[[datasets.subsets]]"
    return "[[datasets]] or [general]" if key in _GENERAL.keys else None


def _wrong_type(path: KeyPath, key: str, value: Any, key_type: KeyType) -> SchemaError:
    return SchemaError(
        path,
        "wrong-type",
        f"{key} must be {key_type.wanted}, but it is {value!r}; sd-scripts refuses it.",
        f"Write {key_type.wanted}.",
        _converted(value, key_type),
    )


def _converted(value: Any, key_type: KeyType) -> Write | None:
    """The same value in the type that is wanted, where there is one."""
    candidates: list[Any] = []
    if isinstance(value, str):
        text = value.strip()
        candidates = [{"true": True, "false": False}.get(text.lower())]
        if re.fullmatch(r"[+-]?\d{1,9}", text):
            candidates += [int(text), float(text)]
        elif re.fullmatch(r"[+-]?\d{1,9}\.\d+", text):
            candidates.append(float(text))
    elif isinstance(value, int | float):
        candidates = [float(value), str(value)]
        if float(value).is_integer():
            candidates.insert(0, int(value))
    return next((Write(candidate) for candidate in candidates if key_type.fits(candidate)), None)


def _not_a_table(path: KeyPath) -> SchemaError:
    name = path[0]
    return SchemaError(path, "wrong-type", f"{name} is not a table.", f"Write [{name}] or [[{name}]] above its keys.")


def _not_an_array(path: KeyPath) -> SchemaError:
    name = ".".join(str(part) for part in path if isinstance(part, str))
    hint = f"Write [[{name}]] with two brackets."
    return SchemaError(path, "wrong-type", f"{name} must be an array of tables.", hint)
