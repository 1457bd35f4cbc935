"""The TOML that derrian-distro/LoRA_Easy_Training_Scripts saves, read as what its backend gives to sd-scripts.

Every group (`general_args`, `network_args` …) has `args` and `dataset_args`; `subsets` is an array of tables. Source:
LoRA_Easy_Training_Scripts main_ui_files/MainUI.py: save_toml, and its backend's utils/validation.py.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from core.config.config_kinds import ConfigKind
from core.config.dataset_schema import check_dataset_data
from core.config.imported import ImportedConfig, LeftOut
from core.config.schema import DEFAULT_SCRIPT, shipped_schema
from core.config.writing import DatasetValues

_SWITCHES = frozenset({"sdxl", "fa", "easy_name", "warmup_ratio", "split_mode"})
_OWN = {
    "tag_occurrence": "that program counts tags itself",
    "tag_file_location": "that program counts tags itself",
    "save_toml": "a run keeps its documents anyway",
    "save_toml_location": "a run keeps its documents anyway",
}
_MODULE_OF = {"algo": "lycoris.kohya", "unit": "networks.dylora"}
_LISTS = ("down_lr_weight", "up_lr_weight", "block_dims", "block_alphas", "conv_block_dims", "conv_block_alphas")


def from_easy_scripts(data: Mapping[str, Any], path: Path) -> ImportedConfig:
    """The arguments and the dataset that its backend would have made of the file."""
    groups = {name: value for name, value in data.items() if isinstance(value, dict)}
    raw = _merged(groups, "args")
    script = _script(raw, data)
    left_out: list[LeftOut] = []
    mode = data.get("train_mode", {})
    if isinstance(mode, dict) and mode.get("train_mode") not in (None, "lora"):
        left_out.append(LeftOut("train_mode", mode["train_mode"], "only LoRAs are trained here"))
    values = _arguments(raw, script, left_out)
    general, subsets = _dataset(groups, data.get("subsets"), values, script, left_out)
    own: dict[str, Any] = {key: general.pop(key) for key in ("resolution", "batch_size") if key in general}
    return ImportedConfig(
        source=path,
        kind=ConfigKind.EASY_SCRIPTS,
        script=script,
        training=values,
        general=general,
        datasets=(DatasetValues(own, tuple(subsets)),),
        left_out=tuple(left_out),
    )


def _merged(groups: Mapping[str, Any], part: str) -> dict[str, Any]:
    """The last group's value wins, as in its backend; extra arguments may hold their value one level deeper."""
    found: dict[str, Any] = {}
    for group in groups.values():
        values = group.get(part, {})
        for key, value in values.items() if isinstance(values, dict) else ():
            found[key] = value["value"] if isinstance(value, dict) and "is_dataset" in value else value
    return found


def _script(raw: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    if raw.get("sdxl"):
        return "sdxl_train_network.py"
    return "flux_train_network.py" if data.get("flux_args", {}).get("args") else DEFAULT_SCRIPT


def _arguments(raw: Mapping[str, Any], script: str, left_out: list[LeftOut]) -> dict[str, Any]:
    schema = shipped_schema(script).arguments
    values: dict[str, Any] = {}
    for key, value in raw.items():
        if key in _SWITCHES or not value:
            continue
        if key in _OWN:
            left_out.append(LeftOut(key, value, _OWN[key]))
        elif key not in schema:
            left_out.append(LeftOut(key, value, f"{script} has no such argument"))
        elif isinstance(value, dict):
            values[key] = [_pair(name, item, key) for name, item in value.items() if item != ""]
        else:
            values[key] = _plain(value, schema[key].type, many=schema[key].nargs is not None)
    values["network_module"] = _module(raw, script)
    if values["network_module"].startswith("lycoris"):
        reason = "LyCORIS is a package of its own: install it beside sd-scripts, or choose networks.lora"
        left_out.append(LeftOut("network_args", "algo", reason))
    if raw.get("warmup_ratio") and "lr_warmup_steps" not in values:
        values["lr_warmup_steps"] = float(raw["warmup_ratio"])
    _own_schedule(values, left_out)
    return {key: value for key, value in values.items() if value is not False}


def _module(raw: Mapping[str, Any], script: str) -> str:
    if isinstance(raw.get("network_module"), str):
        return str(raw["network_module"])
    if raw.get("fa"):
        return "networks.lora_fa"
    network_args = raw.get("network_args") or {}
    for name, module in _MODULE_OF.items():
        if name in network_args:
            return module
    return "networks.lora_flux" if script.startswith("flux") else "networks.lora"


def _pair(name: str, value: Any, key: str) -> str:
    if name in _LISTS and isinstance(value, list):
        return f"{name}={','.join(str(item) for item in value)}"
    if key == "optimizer_args" and str(value) in ("true", "false"):
        value = str(value).capitalize()
    return f"{name}={value}"


def _plain(value: Any, wanted: str, *, many: bool) -> Any:
    if many and not isinstance(value, list):
        value = [value]
    if isinstance(value, str) and value.lower() in ("true", "false") and wanted == "bool":
        return value.lower() == "true"
    if wanted == "int" and isinstance(value, float) and math.isfinite(value) and value.is_integer():
        return int(value)
    if wanted == "float" and isinstance(value, str):
        return float(value) if _is_number(value) else value
    return value


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _own_schedule(values: dict[str, Any], left_out: list[LeftOut]) -> None:
    """Its own schedules come from a package that only its environment has."""
    for key in ("lr_scheduler_type", "optimizer_type"):
        name = str(values.get(key, ""))
        if name.startswith("LoraEasyCustomOptimizer") or name.lower() in ("came", "compass", "lpfadamw", "rmsprop"):
            left_out.append(LeftOut(key, name, "it comes with that program's own package"))
            del values[key]
            if key == "lr_scheduler_type":
                values.pop("lr_scheduler_args", None)


def _dataset(
    groups: Mapping[str, Any],
    tables: Any,
    values: dict[str, Any],
    script: str,
    left_out: list[LeftOut],
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """`[general]` and the subsets; what may not stand there, but is an argument, becomes one."""
    general = {key: value for key, value in _merged(groups, "dataset_args").items() if value not in (False, "", None)}
    masked = bool(values.get("masked_loss"))
    arguments = shipped_schema(script).arguments
    for error in check_dataset_data({"general": general}, masked_loss=masked):
        key = str(error.path[-1])
        value = general.pop(key)
        if key in arguments and values.get(key, value) == value:
            values[key] = value
        else:
            left_out.append(LeftOut(key, value, error.message))
    subsets = []
    for table in tables if isinstance(tables, list) else ():
        subset = {key: value for key, value in table.items() if value not in (False, "", None) and key != "name"}
        subset.setdefault("image_dir", "")
        content = {"datasets": [{"subsets": [subset]}]}
        for error in check_dataset_data(content, masked_loss=masked):
            if error.path[-1] in subset:
                key = str(error.path[-1])
                left_out.append(LeftOut(key, subset.pop(key), error.message))
        subsets.append(subset)
    return general, subsets
