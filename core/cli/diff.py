"""`kohya-studio diff A B`: what two trainings do differently, setting by setting."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from core.config.diff import Difference, differences, missing_places
from core.config.presets import Preset, UserPresets, builtin_presets, preset_settings
from core.config.settings_of import Setting, Settings, read_settings_of
from core.errors import AppError, ConfigError

_PRESET = "preset:"
_SAME, _DIFFERENT, _TROUBLE = 0, 1, 2


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "diff",
        help="compare two configs, presets or runs, setting by setting",
        description="A and B are projects, documents (also of kohya_ss and LoRA_Easy_Training_Scripts), folders of "
        f"runs, or {_PRESET}NAME. Defaults are known: a key that is written with its default is no difference. Exit "
        "code 0: the same; 1: different; 2: one of them cannot be read.",
    )
    parser.add_argument("left", metavar="A")
    parser.add_argument("right", metavar="B")
    parser.add_argument("--script", default="train_network.py", help="the training script of sd-scripts")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    try:
        left, right = _sides(options)
    except AppError as error:
        sys.stderr.write(f"kohya-studio: {error}\n")
        return _TROUBLE
    found = differences(left, right)
    if options.json:
        values: dict[str, Any] = {
            "left": left.name,
            "right": right.name,
            "differences": [_row(item) for item in found],
            "only": [{"side": side, "where": where} for side, where in missing_places(left, right)],
        }
        sys.stdout.write(json.dumps(values, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(_text(left, right, found))
    return _DIFFERENT if found else _SAME


def _sides(options: argparse.Namespace) -> tuple[Settings, Settings]:
    from core.config.project import open_project
    from core.config.settings_of import read_blueprint

    presets = [_preset(name) if name.startswith(_PRESET) else None for name in (options.left, options.right)]
    sides: list[Settings] = []
    for name, preset, other in zip((options.left, options.right), presets, (options.right, options.left), strict=True):
        if preset is None:
            sides.append(read_settings_of(Path(name), Path.cwd(), options.script))
        else:
            blueprint = None
            if not other.startswith(_PRESET) and Path(other).exists() and not (Path(other) / "run.json").is_file():
                blueprint = read_blueprint(open_project(Path(other), Path.cwd()), options.script)
            sides.append(preset_settings(preset, blueprint))
    return sides[0], sides[1]


def _preset(name: str) -> Preset:
    wanted = name.removeprefix(_PRESET)
    own, _ = UserPresets().all()
    presets = (*builtin_presets(), *own)
    for preset in presets:
        if wanted in (preset.key, preset.name_in("en"), preset.key.removeprefix("user:")):
            return preset
    raise ConfigError(f"There is no preset {wanted}.", f"There are {', '.join(preset.key for preset in presets)}.")


def _row(item: Difference) -> dict[str, Any]:
    return {
        "where": item.where,
        "key": item.key,
        "left": None if item.left is None else item.left.value,
        "right": None if item.right is None else item.right.value,
        "left_written": item.left is not None and item.left.written,
        "right_written": item.right is not None and item.right.written,
    }


def _text(left: Settings, right: Settings, found: list[Difference]) -> str:
    lines = [f"--- {left.name}", f"+++ {right.name}"]
    where = None
    for item in found:
        if item.where != where:
            where = item.where
            lines.append(f"[{where or 'training'}]")
        lines.append(f"{item.key}: {_shown(item.left)} -> {_shown(item.right)}")
    if not found:
        lines.append("no differences")
    return "\n".join(lines) + "\n"


def _shown(setting: Setting | None) -> str:
    if setting is None:
        return "(not there)"
    text = json.dumps(setting.value, ensure_ascii=False)
    return text if setting.written else f"{text} (default)"
