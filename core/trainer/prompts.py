"""Prompt files for sample images: what sd-scripts reads from .txt, .toml and .json."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from core.engines.builtin_support import SAMPLERS
from core.errors import ConfigError


@dataclass(frozen=True, slots=True)
class SamplePrompt:
    """One picture to make. `index` is its place in the file; sizes are pixels, multiples of 8.

    Defaults: sd-scripts library/train_util.py, sample_image_inference.
    """

    index: int
    text: str
    negative: str = ""
    width: int = 512
    height: int = 512
    seed: int | None = None
    steps: int = 30
    scale: float = 7.5
    sampler: str | None = None


def _size(text: str) -> int:
    pixels = int(text)
    return max(64, pixels - pixels % 8)


def _steps(text: str) -> int:
    return max(1, min(1000, int(text)))


_FLAGS: Mapping[str, tuple[str, re.Pattern[str], Callable[[str], Any]]] = {
    "w": ("width", re.compile(r"\d+"), _size),
    "h": ("height", re.compile(r"\d+"), _size),
    "d": ("seed", re.compile(r"\d+"), int),
    "s": ("steps", re.compile(r"\d+"), _steps),
    "l": ("scale", re.compile(r"[\d.]+"), float),
    "n": ("negative", re.compile(r".+"), str),
    "ss": ("sampler", re.compile(r".+"), str.strip),
}
_FIELDS: Mapping[str, tuple[str, Callable[[Any], Any]]] = {
    "prompt": ("text", str),
    "negative_prompt": ("negative", str),
    "width": ("width", _size),
    "height": ("height", _size),
    "seed": ("seed", int),
    "sample_steps": ("steps", _steps),
    "scale": ("scale", float),
    "sample_sampler": ("sampler", str),
}


def read_prompts(path: Path) -> tuple[SamplePrompt, ...]:
    """The prompts of `path`, a .txt, .toml or .json file.

    Raises:
        ConfigError: the file is missing, is none of these, asks for something the engine cannot do, or is empty.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        entries = _entries(path.suffix.lower(), text)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigError(
            f"sample_prompts {path} cannot be read: {error}", "Give a UTF-8 .txt, .toml or .json."
        ) from error
    prompts = tuple(
        _from_line(index, entry, path) if isinstance(entry, str) else _from_table(index, entry, path)
        for index, entry in enumerate(entries)
    )
    if not prompts:
        raise ConfigError(f"sample_prompts {path} holds no prompt.", "Write one prompt a line.")
    for prompt in prompts:
        if prompt.sampler is not None and prompt.sampler not in SAMPLERS:
            raise _refused(path, prompt.index, f"there is no sampler {prompt.sampler} in the built-in engine")
    return prompts


def _entries(suffix: str, text: str) -> list[Any]:
    if suffix == ".txt":
        return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if suffix == ".toml":
        table = tomllib.loads(text)["prompt"]
        if not isinstance(table, dict):
            raise TypeError("a table [prompt] is wanted")
        common = {key: value for key, value in table.items() if key != "subset"}
        return [{**common, **subset} for subset in table["subset"]]
    if suffix == ".json":
        entries = json.loads(text)
        if isinstance(entries, list) and all(isinstance(entry, str | dict) for entry in entries):
            return entries
        raise ValueError("a list of prompts is wanted")
    raise ValueError(f"files ending in {suffix or 'nothing'} are not prompt files")


def _from_line(index: int, line: str, path: Path) -> SamplePrompt:
    """`a cat --n blurry --w 512 --d 1 --s 20 --l 7`, flags in any order (train_util.py: line_to_prompt_dict)."""
    text, *flags = line.split(" --")
    prompt = SamplePrompt(index, text)
    for flag in flags:
        name, _, value = flag.partition(" ")
        known = _FLAGS.get(name.lower())
        if known is None:
            raise _refused(path, index, f"--{name} is not known")
        field, pattern, convert = known
        match = pattern.match(value)
        if match is None:
            raise _refused(path, index, f"--{name} {value} has no usable value")
        prompt = _with(prompt, field, convert, match.group(0), path)
    return prompt


def _from_table(index: int, table: Mapping[str, Any], path: Path) -> SamplePrompt:
    prompt = SamplePrompt(index, "")
    for key, value in table.items():
        if key in {"enum", "subset"}:
            continue
        if key not in _FIELDS:
            raise _refused(path, index, f"{key} is not known")
        field, convert = _FIELDS[key]
        prompt = _with(prompt, field, convert, value, path)
    return prompt


def _with(prompt: SamplePrompt, field: str, convert: Callable[[Any], Any], value: Any, path: Path) -> SamplePrompt:
    try:
        return replace(prompt, **{field: convert(value)})
    except (TypeError, ValueError) as error:
        raise _refused(path, prompt.index, f"{field} cannot be {value!r}") from error


def _refused(path: Path, index: int, why: str) -> ConfigError:
    return ConfigError(
        f"sample_prompts {path}, prompt {index + 1}: {why}.",
        "Known are --n (negative), --w, --h, --d (seed), --s (steps), --l (scale) and --ss (sampler).",
    )
