"""What is wrong with a value or a key of a configuration file: types, choices, unknown names."""

from __future__ import annotations

import argparse
import difflib
import re
from pathlib import Path
from typing import Any

from core.config.documents import Place
from core.config.problem import Move, Problem, Remedy, Remove, Rename, Severity, Write
from core.config.schema import Argument, Schema, shipped_schema, shipped_scripts

_TYPE_NAMES = {
    "str": "text in quotes",
    "Path": "a path in quotes",
    "int": "a whole number",
    "float": "a number",
    "int_or_float": "a number",
    "bool": "true or false, without quotes",
}
_RANGE = re.compile(r"\s*\d+(\.\d+)?\s*(-|~|–|—|to|\.\.)\s*\d+(\.\d+)?\s*")
_KNOWN_AS = {
    "batch_size": "train_batch_size",
    "epochs": "max_train_epochs",
    "epoch": "max_train_epochs",
    "max_epochs": "max_train_epochs",
    "num_epochs": "max_train_epochs",
    "steps": "max_train_steps",
    "max_steps": "max_train_steps",
    "lr": "learning_rate",
    "rank": "network_dim",
    "lora_rank": "network_dim",
    "dim": "network_dim",
    "alpha": "network_alpha",
    "optimizer": "optimizer_type",
    "scheduler": "lr_scheduler",
    "warmup_steps": "lr_warmup_steps",
    "num_repeats": "dataset_repeats",
    "model": "pretrained_model_name_or_path",
    "pretrained_model": "pretrained_model_name_or_path",
    "image_dir": "train_data_dir",
    "conv_dim": "network_args",
    "conv_alpha": "network_args",
}
_DATASET_KEYS = frozenset(
    {
        "batch_size",
        "cache_info",
        "caption_extension",
        "class_tokens",
        "conditioning_data_dir",
        "custom_attributes",
        "datasets",
        "general",
        "image_dir",
        "is_reg",
        "metadata_file",
        "network_multiplier",
        "num_repeats",
        "subsets",
        "validation_seed",
        "validation_split",
    }
)


def parse_int_or_float(text: str) -> int | float:
    """A whole number from 1 on, a fraction below, or a percentage: `--lr_warmup_steps`.

    Source: sd-scripts library/train_util.py: add_optimizer_arguments.

    Raises:
        argparse.ArgumentTypeError: none of these.
    """
    try:
        if text.endswith("%"):
            return float(text[:-1]) / 100.0
        return int(text) if float(text) >= 1 else float(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number, a fraction or a percentage") from error


def has_type(argument: Argument, value: Any) -> bool:
    """Whether a value from a file has the type that the command line would have given it."""
    if argument.nargs is not None:
        return isinstance(value, list) and all(_is_scalar(argument.type, item) for item in value)
    return _is_scalar(argument.type, value)


def _is_scalar(name: str, value: Any) -> bool:
    if name == "bool":
        return isinstance(value, bool)
    if name in ("str", "Path"):
        return isinstance(value, str)
    if isinstance(value, bool):
        return False
    return isinstance(value, int) or (name != "int" and isinstance(value, float))


def is_lone_number(argument: Argument, value: Any) -> bool:
    """Whether sd-scripts takes this number for a list of one: it does so with this argument alone.

    Source: sd-scripts train_network.py: NetworkTrainer.train, "backward compatibility for text_encoder_lr".
    """
    return argument.dest == "text_encoder_lr" and argument.nargs is not None and _is_scalar("float", value)


def type_problem(argument: Argument, value: Any, place: Place) -> Problem | None:
    """`wrong-type`: sd-scripts keeps the value as it is, and crashes later or does something else."""
    if has_type(argument, value):
        return None
    if is_lone_number(argument, value):
        return _lone_number(argument, value, place)
    wanted = _TYPE_NAMES[argument.type]
    if argument.nargs is not None:
        wanted = f'a list, for example {argument.dest} = ["…"]' if argument.type == "str" else "a list of numbers"
    message = f"{argument.dest} must be {wanted}, but it is {value!r}."
    hint, remedy = f"Write {wanted}.", None
    if isinstance(value, str) and argument.is_flag:
        message += " sd-scripts takes any text as true, so this switches it ON." if value else ""
        remedy = Write(not _means_no(value))
        hint = f"Write {argument.dest} = {'true' if remedy.value else 'false'}, without quotes."
    elif isinstance(value, str) and _RANGE.fullmatch(value):
        message += " A range has no meaning here; the training would crash after the model has been loaded."
        hint, remedy = "Write one number, without quotes.", Write(_number(argument, value))
    elif isinstance(value, str) and _is_number(value):
        hint, remedy = f"Remove the quotes: {argument.dest} = {value.strip()}.", Write(_number(argument, value))
    elif isinstance(value, float) and argument.type == "int" and value.is_integer():
        hint, remedy = f"Write {argument.dest} = {int(value)}.", Write(int(value))
    elif argument.nargs is not None and _is_scalar(argument.type, value):
        shown = f'"{value}"' if isinstance(value, str) else value
        hint, remedy = f"Write {argument.dest} = [{shown}].", Write((value,))
    elif argument.type == "str" and argument.nargs is None and isinstance(value, int | float):
        remedy = Write(str(value))
    return _error("wrong-type", message, hint, place, argument.dest, remedy)


def _lone_number(argument: Argument, value: Any, place: Place) -> Problem:
    key = argument.dest
    message = f"{key} = {value} is a lone number where a list is wanted; sd-scripts takes it as a list of one."
    hint = f"Write {key} = [{value}]."
    return Problem(Severity.WARNING, "wrong-type", message, hint, place.file, place.line, key, Write((value,)))


def _number(argument: Argument, text: str) -> int | float:
    """The number that a text holds, of a range the upper end: every epoch on the way there can be saved."""
    last = float(re.split(r"(?<=\d)\s*(?:-|~|–|—|to|\.\.)", text)[-1] if _RANGE.fullmatch(text) else text)
    return int(last) if argument.type == "int" or (argument.type == "int_or_float" and last >= 1) else last


def _means_no(text: str) -> bool:
    return text.strip().lower() in ("", "false", "no", "off", "0", "none")


def _is_number(text: str) -> bool:
    return re.fullmatch(r"\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*", text) is not None


def choice_problem(argument: Argument, value: Any, place: Place) -> Problem | None:
    """`wrong-type` for a value outside the choices, which argparse checks on the command line only."""
    if argument.choices is None:
        return None
    values = value if isinstance(value, list) else [value]
    wrong = [item for item in values if item not in argument.choices]
    if not wrong:
        return None
    allowed = [str(choice) for choice in argument.choices if choice is not None]
    near = difflib.get_close_matches(str(wrong[0]).lower(), allowed, n=1, cutoff=0.5)
    return _error(
        "wrong-type",
        f"{argument.dest} cannot be {wrong[0]!r}; possible are: {', '.join(allowed)}.",
        f"Write {near[0]}." if near else "Choose one of these, or leave the line out.",
        place,
        argument.dest,
        Write(near[0]) if near and not isinstance(value, list) else None,
    )


def unknown_key(key: str, place: Place, schema: Schema) -> Problem:
    """`unknown-key`: sd-scripts ignores it in silence, so it does not do what is written."""
    hint = _advice(key, schema)
    remedy: Remedy | None = _remedy(key, schema)
    message = f"{key} is not an argument of {schema.script}; sd-scripts ignores it without a word."
    if key.startswith("\ufeff"):
        message = f"The byte order mark at the start of the file is read as a part of the key {key[1:]}, which is lost."
        hint, remedy = "Save the file as UTF-8 without BOM.", Remove(mark=True)
    return _error("unknown-key", message, hint, place, key, remedy)


def unknown_flag(text: str, schema: Schema) -> Problem:
    """An argument on the command line that the script does not take: sd-scripts stops with exit code 2."""
    if not text.startswith("-"):
        return _error("bad-argument", f"{text!r} stands alone on the command line.", "Remove it.", Place(), None)
    key = text.split("=", maxsplit=1)[0].lstrip("-")
    return _error("unknown-key", f"{schema.script} has no argument {text}.", _advice(key, schema), Place(), key)


def _advice(key: str, schema: Schema) -> str:
    near = nearest_key(key, schema)
    elsewhere = _scripts_with(key)
    if elsewhere:
        return f"Only {', '.join(elsewhere)} has it: remove the line, or train with that script."
    if key in _DATASET_KEYS:
        return f"{key} belongs into the dataset config" + (f"; here the key is {near}." if near else ".")
    if near == "network_args":
        return f'Write network_args = ["{key}=…"].'
    return f"Did you mean {near}?" if near else "Remove the line, or look the name up."


_TABLES = frozenset({"general", "datasets", "subsets"})
_OF_DATASETS = frozenset({"batch_size", "network_multiplier", "validation_seed", "validation_split"})


def _remedy(key: str, schema: Schema) -> Remedy | None:
    near = nearest_key(key, schema)
    if key in _TABLES:  # more than a line, which a person had better move
        return None
    if key in _DATASET_KEYS and key not in ("is_reg", "image_dir"):
        return Move("general" if key in _OF_DATASETS else "subsets", near or "")
    if near is None or near == "network_args" or _scripts_with(key) or key in _DATASET_KEYS:
        return Remove()
    return Rename(near)


def nearest_key(key: str, schema: Schema) -> str | None:
    """The argument whose name is nearest to a key that is none."""
    plain = key.lstrip("-").replace("-", "_").strip().lower()
    for candidate in (plain, _KNOWN_AS.get(plain)):
        if candidate in schema.arguments:
            return candidate
    near = difflib.get_close_matches(plain, schema.arguments, n=1, cutoff=0.6)
    return near[0] if near else None


def _scripts_with(key: str) -> list[str]:
    return [name for name in shipped_scripts() if key in shipped_schema(name).arguments]


def missing_file(key: str, path: Path, what: str) -> Problem:
    return _error("missing-path", f"{what} {path} does not exist.", "Correct the path.", Place(), key)


def _error(code: str, message: str, hint: str, place: Place, key: str | None, remedy: Remedy | None = None) -> Problem:
    return Problem(Severity.ERROR, code, message, hint, place.file, place.line, key, remedy)
