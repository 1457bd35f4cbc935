"""Which control fits an argument: data about the arguments of sd-scripts' training scripts. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from core.config.optimizer_rules import SCHEDULERS
from core.config.schema import Argument


class Kind(StrEnum):
    FLAG = "flag"
    CHOICE = "choice"
    NUMBER = "number"
    TEXT = "text"
    FILE = "file"
    FOLDER = "folder"
    FILE_OR_FOLDER = "file_or_folder"
    PAIRS = "pairs"
    NUMBERS = "numbers"
    PATHS = "paths"
    TEXTS = "texts"


class Step(StrEnum):
    """How the arrows of a number change it: by a fixed amount, twice and half, or 1, 2, 5, 10 …"""

    LINEAR = "linear"
    DOUBLE = "double"
    SERIES = "series"


@dataclass(frozen=True, slots=True)
class FieldKind:
    """`choices` are all there are for a CHOICE, and suggestions for a TEXT. `start` is where empty numbers step from.

    `suffixes` are those of the files that fit.
    """

    kind: Kind
    choices: tuple[str, ...] = ()
    step: Step = Step.LINEAR
    amount: float = 1
    start: float = 1
    minimum: float | None = 0
    is_whole: bool = False
    suffixes: tuple[str, ...] = ()


_WEIGHTS = (".safetensors", ".ckpt", ".pt", ".pth")
_TOML = (".toml",)
_PATHS: Mapping[str, tuple[Kind, tuple[str, ...]]] = {
    "pretrained_model_name_or_path": (Kind.FILE_OR_FOLDER, _WEIGHTS),
    "vae": (Kind.FILE_OR_FOLDER, _WEIGHTS),
    "ae": (Kind.FILE, _WEIGHTS),
    "clip_l": (Kind.FILE, _WEIGHTS),
    "clip_g": (Kind.FILE, _WEIGHTS),
    "t5xxl": (Kind.FILE, _WEIGHTS),
    "qwen3": (Kind.FILE_OR_FOLDER, _WEIGHTS),
    "gemma2": (Kind.FILE, _WEIGHTS),
    "text_encoder": (Kind.FILE_OR_FOLDER, _WEIGHTS),
    "byt5": (Kind.FILE_OR_FOLDER, _WEIGHTS),
    "llm_adapter_path": (Kind.FILE, _WEIGHTS),
    "t5_tokenizer_path": (Kind.FOLDER, ()),
    "controlnet_model_name_or_path": (Kind.FILE_OR_FOLDER, _WEIGHTS),
    "network_weights": (Kind.FILE, _WEIGHTS),
    "output_dir": (Kind.FOLDER, ()),
    "logging_dir": (Kind.FOLDER, ()),
    "resume": (Kind.FOLDER, ()),
    "train_data_dir": (Kind.FOLDER, ()),
    "reg_data_dir": (Kind.FOLDER, ()),
    "conditioning_data_dir": (Kind.FOLDER, ()),
    "tokenizer_cache_dir": (Kind.FOLDER, ()),
    "offload_optimizer_nvme_path": (Kind.FOLDER, ()),
    "offload_param_nvme_path": (Kind.FOLDER, ()),
    "dataset_config": (Kind.FILE, (*_TOML, ".json")),
    "in_json": (Kind.FILE, (".json",)),
    "log_tracker_config": (Kind.FILE, _TOML),
    "sample_prompts": (Kind.FILE, (".txt", *_TOML, ".json")),
    "console_log_file": (Kind.FILE, ()),
    "image_dir": (Kind.FOLDER, ()),
    "metadata_file": (Kind.FILE, (".json",)),
}
_OPTIMIZERS = (
    "AdamW", "AdamW8bit", "PagedAdamW", "PagedAdamW8bit", "PagedAdamW32bit", "Lion", "Lion8bit", "PagedLion8bit",
    "SGDNesterov", "SGDNesterov8bit", "AdEMAMix8bit", "PagedAdEMAMix8bit", "Prodigy", "DAdaptation",
    "DAdaptAdamPreprint", "DAdaptAdaGrad", "DAdaptAdam", "DAdaptAdan", "DAdaptAdanIP", "DAdaptLion", "DAdaptSGD",
    "AdaFactor", "RAdamScheduleFree", "AdamWScheduleFree", "SGDScheduleFree",
)  # fmt: skip
_SUGGESTIONS: Mapping[str, tuple[str, ...]] = {
    "optimizer_type": _OPTIMIZERS,
    "lr_scheduler": tuple(sorted(SCHEDULERS - {"reduce_lr_on_plateau", "cosine_warmup_with_min_lr"})),
    "network_module": (
        "networks.lora", "networks.dylora", "networks.oft", "networks.lora_fa", "networks.lora_flux",
        "networks.oft_flux", "networks.lora_sd3", "networks.lora_lumina", "networks.lora_hunyuan_image",
        "networks.lora_anima", "lycoris.kohya",
    ),
    "caption_extension": (".txt", ".caption"),
    "resolution": ("512", "768", "1024", "512,768", "768,512"),
    "huggingface_repo_type": ("model",),
    "huggingface_repo_visibility": ("private", "public"),
}  # fmt: skip
_NUMBERS: Mapping[str, tuple[Step, float, float, float | None]] = {
    "network_dim": (Step.DOUBLE, 2, 16, 1),
    "network_alpha": (Step.DOUBLE, 2, 8, 0),
    "max_train_steps": (Step.LINEAR, 100, 1600, 1),
    "max_train_epochs": (Step.LINEAR, 1, 10, 1),
    "min_bucket_reso": (Step.LINEAR, 64, 256, 64),
    "max_bucket_reso": (Step.LINEAR, 64, 1024, 64),
    "bucket_reso_steps": (Step.LINEAR, 8, 64, 8),
    "gradient_accumulation_steps": (Step.LINEAR, 1, 1, 1),
    "train_batch_size": (Step.LINEAR, 1, 1, 1),
    "vae_batch_size": (Step.LINEAR, 1, 1, 1),
    "clip_skip": (Step.LINEAR, 1, 1, 1),
    "save_every_n_epochs": (Step.LINEAR, 1, 1, 1),
    "save_every_n_steps": (Step.LINEAR, 50, 500, 1),
    "save_last_n_steps": (Step.LINEAR, 50, 500, 1),
    "save_last_n_steps_state": (Step.LINEAR, 50, 500, 1),
    "sample_every_n_steps": (Step.LINEAR, 50, 250, 1),
    "sample_every_n_epochs": (Step.LINEAR, 1, 1, 1),
    "lr_warmup_steps": (Step.LINEAR, 50, 0, 0),
    "lr_decay_steps": (Step.LINEAR, 50, 0, 0),
    "min_timestep": (Step.LINEAR, 50, 0, 0),
    "max_timestep": (Step.LINEAR, 50, 1000, 0),
    "max_grad_norm": (Step.LINEAR, 0.1, 1, 0),
    "min_snr_gamma": (Step.LINEAR, 1, 5, 0),
    "noise_offset": (Step.LINEAR, 0.01, 0.05, None),
    "adaptive_noise_scale": (Step.LINEAR, 0.01, 0, None),
    "multires_noise_iterations": (Step.LINEAR, 1, 6, 0),
    "prior_loss_weight": (Step.LINEAR, 0.1, 1, 0),
    "seed": (Step.LINEAR, 1, 42, 0),
    "scale_weight_norms": (Step.LINEAR, 0.1, 1, 0),
    "num_repeats": (Step.LINEAR, 1, 1, 1),
    "batch_size": (Step.LINEAR, 1, 1, 1),
}
_SHARES = ("dropout", "_rate", "_ratio", "_split")


def kind_of(argument: Argument) -> FieldKind:
    """The control for an argument of any script; what is not known by name goes by its type."""
    name = argument.dest
    if argument.nargs is not None:
        return _list_kind(argument)
    if argument.is_flag:
        return FieldKind(Kind.FLAG)
    if argument.choices is not None:
        return FieldKind(Kind.CHOICE, tuple(str(choice) for choice in argument.choices if choice is not None))
    if name in _PATHS or argument.type == "Path":
        kind, suffixes = _PATHS.get(name, (Kind.FILE, ()))
        return FieldKind(kind, suffixes=suffixes)
    if argument.type == "str":
        return FieldKind(Kind.TEXT, _SUGGESTIONS.get(name, ()))
    return _number_kind(argument)


def choice_value(argument: Argument, text: str) -> Any:
    """The choice that reads like `text`, in its own type."""
    return next(choice for choice in argument.choices or () if choice is not None and str(choice) == text)


def _list_kind(argument: Argument) -> FieldKind:
    if argument.type in ("float", "int", "int_or_float"):
        step = Step.SERIES if argument.dest.endswith("lr") else Step.LINEAR
        return FieldKind(Kind.NUMBERS, step=step, is_whole=argument.type == "int")
    if argument.dest.endswith("_args"):
        return FieldKind(Kind.PAIRS)
    return FieldKind(Kind.PATHS if argument.dest == "base_weights" else Kind.TEXTS, suffixes=_WEIGHTS)


def _number_kind(argument: Argument) -> FieldKind:
    name, is_whole = argument.dest, argument.type == "int"
    if name == "learning_rate" or name.endswith("_lr"):
        return FieldKind(Kind.NUMBER, step=Step.SERIES, start=1e-4)
    if name in _NUMBERS:
        step, amount, start, minimum = _NUMBERS[name]
        return FieldKind(Kind.NUMBER, (), step, amount, start, minimum, is_whole)
    if not is_whole and any(part in name for part in _SHARES):
        return FieldKind(Kind.NUMBER, amount=0.05, start=0)
    default = argument.default if isinstance(argument.default, int | float) else None
    start = float(default if default is not None else 1 if is_whole else 0)
    return FieldKind(Kind.NUMBER, amount=1 if is_whole else 0.1, start=start, minimum=None, is_whole=is_whole)
