"""The JSON that the window of bmaltais/kohya_ss saves, read as what its trainer would have been given.

Source: bmaltais/kohya_ss kohya_gui/lora_gui.py: train_model (how each field becomes an argument), presets/lora/*.json
(fields of older versions: `max_train_epochs` as text, `xformers` as true or false, no `max_train_steps`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from core.config.config_kinds import ConfigKind
from core.config.imported import ImportedConfig, LeftOut
from core.config.schema import DEFAULT_SCRIPT, Argument, shipped_schema
from core.config.writing import DatasetValues

_SCRIPTS = (
    ("sdxl", "sdxl_train_network.py"),
    ("flux1_checkbox", "flux_train_network.py"),
    ("sd3_checkbox", "sd3_train_network.py"),
    ("hunyuan_image_checkbox", "hunyuan_image_train_network.py"),
    ("anima_checkbox", "anima_train_network.py"),
    ("lumina_checkbox", "lumina_train_network.py"),
)
_PREFIXES = {
    "sdxl_train_network.py": "sdxl_",
    "flux_train_network.py": "flux1_",
    "sd3_train_network.py": "sd3_",
    "hunyuan_image_train_network.py": "hunyuan_",
    "anima_train_network.py": "anima_",
    "lumina_train_network.py": "lumina_",
}
_MODULES = {
    "Standard": "networks.lora",
    "Kohya LoCon": "networks.lora",
    "LoRA-FA": "networks.lora_fa",
    "Kohya DyLoRA": "networks.dylora",
    "Flux1": "networks.lora_flux",
    "Flux1 OFT": "networks.oft_flux",
    "HunyuanImage-2.1": "networks.lora_hunyuan_image",
    "Anima": "networks.lora_anima",
    "Lumina": "networks.lora_lumina",
}
_NEVER_SET_AT_ZERO = frozenset(
    {"adaptive_noise_scale", "clip_skip", "ip_noise_gamma", "max_timestep", "max_train_epochs", "max_train_steps"}
    | {"min_snr_gamma", "min_timestep", "multires_noise_iterations", "noise_offset", "sample_every_n_epochs"}
    | {"sample_every_n_steps", "save_every_n_epochs", "save_every_n_steps", "save_last_n_epochs", "seed"}
    | {"save_last_n_epochs_state", "save_last_n_steps", "save_last_n_steps_state", "scale_weight_norms", "unet_lr"}
    | {"v_pred_like_loss", "vae_batch_size", "blocks_to_swap", "network_dropout", "max_grad_norm"}
)
"""Where its zero means "not set" while the argument's zero would mean something."""
_USUAL_LENGTHS = (75, "75", 0, "0")
_BLOCKS: tuple[str, ...] = (
    "down_lr_weight",
    "mid_lr_weight",
    "up_lr_weight",
    "block_lr_zero_threshold",
    "block_dims",
    "block_alphas",
)
_BLOCKS += ("conv_block_dims", "conv_block_alphas")
_DROPOUTS = ("rank_dropout", "module_dropout")
_PLUS = ("loraplus_lr_ratio", "loraplus_unet_lr_ratio", "loraplus_text_encoder_lr_ratio")
_FLUX: tuple[str, ...] = (
    "img_attn_dim",
    "img_mlp_dim",
    "img_mod_dim",
    "single_dim",
    "txt_attn_dim",
    "txt_mlp_dim",
    "txt_mod_dim",
)
_FLUX += ("single_mod_dim", "in_dims", "train_double_block_indices", "train_single_block_indices")
_OF_NETWORK = frozenset(
    {*_BLOCKS, *_DROPOUTS, *_PLUS, *_FLUX, "LoRA_type", "LyCORIS_preset", "conv_dim", "conv_alpha", "unit", "factor"}
    | {"conv_alphas", "conv_dims", "use_cp", "use_tucker", "use_scalar", "train_norm", "train_on_input", "rescaled"}
    | {"rank_dropout_scale", "decompose_both", "dora_wd", "bypass_mode", "constrain", "split_mode", "split_qkv"}
    | {"train_blocks", "train_t5xxl", "enable_all_linear"}
)
_OF_WINDOW = frozenset(
    {"model_list", "save_as_bool", "headless", "print_only", "noise_offset_type", "lowvram", "log_config"}
    | {name for name, _ in _SCRIPTS}
)
_OF_LAUNCHER = frozenset(
    {"num_cpu_threads_per_process", "num_processes", "num_machines", "multi_gpu", "gpu_ids", "main_process_port"}
    | {"extra_accelerate_launch_args", "dynamo_backend", "dynamo_mode", "dynamo_use_dynamic", "dynamo_use_fullgraph"}
)
_RENAMED = {"optimizer": "optimizer_type", "max_resolution": "resolution", "lora_network_weights": "network_weights"}
_TAKEN_APART = frozenset(
    {"epoch", "lr_warmup", "lr_warmup_steps", "max_train_epochs", "max_train_steps", "xformers", "text_encoder_lr"}
    | {"t5xxl_lr", "unet_lr", "sample_prompts", "additional_parameters"}
)


def from_kohya_ss(data: Mapping[str, Any], path: Path) -> ImportedConfig:
    """The arguments that kohya_ss would have started its script with, and a dataset where its folders are here."""
    script = next((script for name, script in _SCRIPTS if data.get(name)), DEFAULT_SCRIPT)
    left_out: list[LeftOut] = []
    values = _plain_arguments(data, script, left_out)
    values |= _network(data, script, left_out)
    values |= _lengths(data, left_out)
    values |= _learning_rates(data)
    attention = data.get("xformers")
    if attention in (True, "xformers", "sdpa"):
        values["sdpa" if attention == "sdpa" else "xformers"] = True
    general, datasets = _dataset(values, left_out)
    prompts = data.get("sample_prompts")
    return ImportedConfig(
        source=path,
        kind=ConfigKind.KOHYA_SS,
        script=script,
        training=values,
        general=general,
        datasets=datasets,
        prompts=prompts if isinstance(prompts, str) and prompts.strip() else None,
        left_out=tuple(left_out),
    )


def _plain_arguments(data: Mapping[str, Any], script: str, left_out: list[LeftOut]) -> dict[str, Any]:
    """The fields that are arguments by their own name, by a new one, or by one behind the script's prefix."""
    schema = shipped_schema(script).arguments
    values: dict[str, Any] = {}
    for field, value in data.items():
        if field in _OF_NETWORK or field in _OF_WINDOW or field in _TAKEN_APART or value in ("", None, []):
            if field == "additional_parameters" and value:
                left_out.append(LeftOut(field, value, "further arguments as text: add them to the launch command"))
            continue
        key = _RENAMED.get(field, field.removeprefix(_PREFIXES.get(script, "\0")))
        argument = schema.get(key)
        if field in _OF_LAUNCHER:
            if value not in (0, False, "no", "default", 1, 2):
                left_out.append(LeftOut(field, value, "an option of accelerate launch, set where the run is started"))
        elif argument is None:
            _leave_out(field, value, script, left_out)
        elif (key in _NEVER_SET_AT_ZERO and value in (0, "0", "0.0")) or (
            key == "max_token_length" and value in _USUAL_LENGTHS
        ):
            continue
        else:
            _convert(field, value, argument, values, left_out)
    return values


def _leave_out(field: str, value: Any, script: str, left_out: list[LeftOut]) -> None:
    """Fields of another model's page lie in every file; only what was switched on is worth a word."""
    others = tuple(prefix for name, prefix in _PREFIXES.items() if name != script)
    known = any(field in shipped_schema(name).arguments for name in _PREFIXES)
    if field.startswith(others) or known or value in (0, False, "0"):
        return
    left_out.append(LeftOut(field, value, f"{script} has no such argument"))


def _convert(field: str, value: Any, argument: Argument, values: dict[str, Any], left_out: list[LeftOut]) -> None:
    try:
        converted = _CONVERTERS[argument.type](value) if argument.nargs is None else _listed(value, argument)
    except (ValueError, TypeError):
        left_out.append(LeftOut(field, value, "the value makes no sense"))
        return
    if argument.choices is not None and converted not in argument.choices:
        left_out.append(LeftOut(field, value, f"possible are {', '.join(map(str, argument.choices))}"))
    elif converted != argument.default and not (converted is False and argument.is_flag):
        values[argument.dest] = converted


def _listed(value: Any, argument: Argument) -> list[Any]:
    items = value if isinstance(value, list) else str(value).replace('"', "").split()
    return [_CONVERTERS[argument.type](item) for item in items]


def _whole(value: Any) -> int:
    number = float(value)
    if not number.is_integer():
        raise ValueError(value)
    return int(number)


def _flag(value: Any) -> bool:
    return value is True or value in (1, "1", "true", "True")


_CONVERTERS: Mapping[str, Callable[[Any], Any]] = {
    "str": str,
    "Path": str,
    "int": _whole,
    "float": float,
    "int_or_float": float,
    "bool": _flag,
}


def _network(data: Mapping[str, Any], script: str, left_out: list[LeftOut]) -> dict[str, Any]:
    kind = data.get("LoRA_type") or "Standard"
    module = _MODULES.get(kind)
    if module is None:
        reason = "sd-scripts alone has no LyCORIS: choose another network_module"
        left_out.append(LeftOut("LoRA_type", kind, reason))
        module = "networks.lora"
    if module == "networks.lora":
        module = {"sd3_train_network.py": "networks.lora_sd3", "flux_train_network.py": "networks.lora_flux"}.get(
            script, module
        )
    names: tuple[str, ...] = (*_DROPOUTS, *_PLUS)
    if kind in ("Standard", "Kohya LoCon", "LoRA-FA", "Kohya DyLoRA"):
        names += _BLOCKS
    if kind in ("Kohya LoCon", "Kohya DyLoRA"):
        names = ("conv_dim", "conv_alpha", *names)
    if kind == "Kohya DyLoRA":
        names += ("unit",)
    if kind == "Flux1":
        names += (*_FLUX, "split_qkv", "train_t5xxl")
    arguments = [f"{name}={_number(data[name])}" for name in names if data.get(name) not in (None, "", 0, "0", False)]
    if kind == "Flux1" and data.get("split_mode"):
        arguments.append("train_blocks=single")
    return {"network_module": module, **({"network_args": arguments} if arguments else {})}


def _number(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _lengths(data: Mapping[str, Any], left_out: list[LeftOut]) -> dict[str, Any]:
    """Steps and warm-up: kohya_ss counts steps from its epochs itself, and its warm-up is a percentage."""
    epochs, steps = _count(data.get("max_train_epochs")), _count(data.get("max_train_steps"))
    values: dict[str, Any] = {}
    if epochs:
        values["max_train_epochs"] = epochs
    elif steps:
        values["max_train_steps"] = steps
    else:
        values["max_train_epochs"] = _count(data.get("epoch")) or 1
    percent, absolute = _decimal(data.get("lr_warmup")), _count(data.get("lr_warmup_steps"))
    if not percent and not absolute:
        return values
    if str(data.get("lr_scheduler")) in ("constant", "adafactor"):
        left_out.append(LeftOut("lr_warmup", percent or absolute, "this schedule takes no warm-up"))
    else:
        values["lr_warmup_steps"] = absolute or percent / 100
    return values


def _learning_rates(data: Mapping[str, Any]) -> dict[str, Any]:
    """A rate of 0 for one part means that the other one is trained alone."""
    unet, text, t5 = (_decimal(data.get(name)) for name in ("unet_lr", "text_encoder_lr", "t5xxl_lr"))
    values: dict[str, Any] = {}
    if unet:
        values["unet_lr"] = unet
    if text:
        values["text_encoder_lr"] = [text, t5] if t5 else [text]
    if unet and not text:
        values["network_train_unet_only"] = True
    if text and not unet:
        values["network_train_text_encoder_only"] = True
    return values


def _count(value: Any) -> int:
    return int(_decimal(value))


def _decimal(value: Any) -> float:
    try:
        return float(value or 0)
    except (TypeError, ValueError):
        return 0.0


_GENERAL: tuple[str, ...] = (
    "enable_bucket",
    "min_bucket_reso",
    "max_bucket_reso",
    "bucket_reso_steps",
    "bucket_no_upscale",
)
_GENERAL += ("caption_extension", "shuffle_caption", "keep_tokens", "caption_dropout_rate", "flip_aug", "color_aug")
_GENERAL += ("caption_dropout_every_n_epochs", "random_crop")


def _dataset(values: dict[str, Any], left_out: list[LeftOut]) -> tuple[dict[str, Any], tuple[DatasetValues, ...]]:
    """Its folders named `10_class tokens` as subsets, where they are on this machine; their keys leave `values`."""
    if "dataset_config" in values or "train_data_dir" not in values:
        return {}, ()
    subsets = [
        *_subsets(Path(values["train_data_dir"]), is_reg=False),
        *_subsets(Path(values.get("reg_data_dir") or "\0"), is_reg=True),
    ]
    if not subsets:
        reason = "no folders like 10_name are there on this machine, so it stays an argument"
        left_out.append(LeftOut("train_data_dir", values["train_data_dir"], reason))
        return {}, ()
    for key in ("train_data_dir", "reg_data_dir"):
        values.pop(key, None)
    general = {key: values.pop(key) for key in _GENERAL if key in values}
    sides = [int(side) for side in str(values.pop("resolution", "512")).split(",")]
    size: Any = sides[0] if len(set(sides)) == 1 else sides
    own = {"resolution": size, "batch_size": values.pop("train_batch_size", 1)}
    return general, (DatasetValues(own, tuple(subsets)),)


def _subsets(folder: Path, *, is_reg: bool) -> list[dict[str, Any]]:
    try:
        names = sorted(item.name for item in folder.iterdir() if item.is_dir())
    except (OSError, ValueError):
        return []
    found = []
    for name in names:
        repeats, _, tokens = name.partition("_")
        if repeats.isdecimal() and int(repeats):
            extra = {"is_reg": True} if is_reg else {}
            found.append(
                {"image_dir": str(folder / name), "class_tokens": tokens, "num_repeats": int(repeats), **extra}
            )
    return found
