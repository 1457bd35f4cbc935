"""The `ss_*`, `modelspec.*` and `sshs_*` metadata of a LoRA file, as sd-scripts writes them.

Source: sd-scripts train_network.py (metadata, save_model), library/train_util.py (SS_METADATA_MINIMUM_KEYS,
get_sai_model_spec, precalculate_safetensors_hashes), library/sai_model_spec.py.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import mimetypes
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import safetensors.torch
import torch

from core.config.plan import TrainPlan
from core.trainer.dataset_metadata import (
    bucket_limits,
    bucket_table,
    dataset_table,
    folders_by_name,
    merged_tag_frequency,
    training_folders,
)
from core.trainer.model_hashes import ModelFacts, legacy_hash
from core.trainer.parameter_groups import text_encoder_learning_rate

RULES_COMMIT = "48d368fa557731ad0488c07304dfeba8c07910eb"
"""The version of sd-scripts whose rules this engine follows; what reads the metadata goes by it."""

_MINIMUM = ("ss_v2", "ss_base_model_version", "ss_network_module", "ss_network_dim", "ss_network_alpha",
            "ss_network_args")  # fmt: skip
_PLAIN = (
    "learning_rate", "unet_lr", "gradient_checkpointing", "gradient_accumulation_steps", "lr_warmup_steps",
    "lr_scheduler", "network_dim", "network_alpha", "network_dropout", "mixed_precision", "clip_skip",
    "max_token_length", "lowram", "noise_offset", "multires_noise_iterations", "multires_noise_discount",
    "adaptive_noise_scale", "zero_terminal_snr", "training_comment", "max_grad_norm", "caption_dropout_rate",
    "caption_dropout_every_n_epochs", "caption_tag_dropout_rate", "prior_loss_weight", "min_snr_gamma",
    "scale_weight_norms", "ip_noise_gamma", "noise_offset_random_strength", "ip_noise_gamma_random_strength",
    "loss_type", "huber_schedule", "huber_scale", "huber_c", "validation_seed", "validation_split",
    "max_validation_steps", "validate_every_n_epochs", "validate_every_n_steps", "resize_interpolation", "output_name",
)  # fmt: skip
_FLAGS = ("full_fp16", "v2", "fp8_base", "fp8_base_unet")
_SPEC_TEXTS = ("author", "description", "license", "tags", "usage_hint", "merged_from", "trigger_phrase",
               "preprocessor", "is_negative_embedding")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class MetadataFacts:
    """What the metadata tells beyond the plan; constant for a run.

    `adjusted` are the arguments that the optimizer changed (`TrainingOptimizer.adjusted`), `optimizer` its
    description. `network_args` is `NetworkSettings.arguments`. `started_at` is in seconds since 1970.
    """

    plan: TrainPlan
    session_id: int
    started_at: float
    seed: int
    optimizer: str
    base_model: ModelFacts | None
    vae: ModelFacts | None = None
    num_processes: int = 1
    network_args: Mapping[str, Any] = field(default_factory=dict)
    adjusted: Mapping[str, Any] = field(default_factory=dict)
    rules_commit: str = RULES_COMMIT

    @property
    def args(self) -> Mapping[str, Any]:
        return self.plan.args.values


def checkpoint_metadata(
    facts: MetadataFacts, *, step: int, epoch: int, finished_at: float | None = None
) -> dict[str, str]:
    """The metadata of one checkpoint, without the hashes, which `encode_safetensors` adds.

    `epoch` is what `SaveAction.epoch` says. With `no_metadata` the few keys remain that sd-scripts still writes.
    """
    now = time.time() if finished_at is None else finished_at
    metadata = _training(facts) | _models(facts)
    metadata |= _datasets(facts) if facts.args["dataset_config"] is not None else _one_dataset(facts)
    if facts.args["network_args"]:
        metadata["ss_network_args"] = json.dumps(dict(facts.network_args))
    metadata |= {"ss_training_finished_at": now, "ss_steps": step, "ss_epoch": epoch}
    texts = {key: str(value) for key, value in metadata.items()}
    if facts.args["no_metadata"]:
        texts = {key: texts[key] for key in _MINIMUM if key in texts}
    return texts | _model_spec(facts, now)


def encode_safetensors(state: Mapping[str, torch.Tensor], metadata: Mapping[str, str]) -> bytes:
    """The bytes of a .safetensors file, with the hashes over its tensors (and `ss_*` metadata) added to `metadata`."""
    tensors = dict(state)
    hashed = safetensors.torch.save(tensors, {key: value for key, value in metadata.items() if key.startswith("ss_")})
    payload = memoryview(hashed)[8 + int.from_bytes(hashed[:8], "little") :]
    hashes = {"sshs_model_hash": hashlib.sha256(payload).hexdigest(), "sshs_legacy_hash": legacy_hash(hashed)}
    encoded: bytes = safetensors.torch.save(tensors, {**metadata, **hashes})
    return encoded


def encode_checkpoint(state: Mapping[str, torch.Tensor], metadata: Mapping[str, str], save_model_as: str) -> bytes:
    """The bytes of a checkpoint file; ckpt and pt are torch pickles and carry no metadata at all."""
    if save_model_as == "safetensors":
        return encode_safetensors(state, metadata)
    buffer = io.BytesIO()
    torch.save(dict(state), buffer)
    return buffer.getvalue()


def base_model_version(args: Mapping[str, Any]) -> str:
    """`sd_v1`, `sd_v1_v`, `sd_v2` or `sd_v2_v`."""
    return f"sd_{'v2' if args['v2'] else 'v1'}{'_v' if args['v_parameterization'] else ''}"


def _training(facts: MetadataFacts) -> dict[str, Any]:
    args = {**facts.args, **facts.adjusted}
    crop = args["face_crop_aug_range"]
    return {
        **{f"ss_{name}": args[name] for name in _PLAIN},
        **{f"ss_{name}": bool(args[name]) for name in _FLAGS},
        "ss_network_module": args["network_module"] or "networks.lora",
        "ss_session_id": facts.session_id,
        "ss_training_started_at": facts.started_at,
        "ss_text_encoder_lr": text_encoder_learning_rate(facts.args),
        "ss_num_train_images": facts.plan.images_with_repeats,
        "ss_num_validation_images": facts.plan.validation_images,
        "ss_num_reg_images": facts.plan.reg_images,
        "ss_num_batches_per_epoch": facts.plan.batches_per_epoch,
        "ss_num_epochs": facts.plan.total_epochs,
        "ss_max_train_steps": facts.plan.total_steps,
        "ss_base_model_version": base_model_version(args),
        "ss_cache_latents": bool(args["cache_latents"] or args["cache_latents_to_disk"]),
        "ss_seed": facts.seed,
        "ss_sd_scripts_commit_hash": facts.rules_commit,
        "ss_optimizer": facts.optimizer,
        "ss_face_crop_aug_range": None if crop is None else tuple(float(part) for part in _parts(crop)),
        "ss_debiased_estimation": bool(args["debiased_estimation_loss"]),
    }


def _models(facts: MetadataFacts) -> dict[str, Any]:
    metadata: dict[str, Any] = {}
    for kind, model in (("sd_model", facts.base_model), ("vae", facts.vae)):
        if model is None:
            continue
        if model.sha256 is not None:
            metadata[f"ss_{kind}_hash"] = model.legacy_hash
            metadata[f"ss_new_{kind}_hash"] = model.sha256
        metadata[f"ss_{kind}_name"] = model.name
    return metadata


def _datasets(facts: MetadataFacts) -> dict[str, Any]:
    return {
        "ss_datasets": json.dumps([dataset_table(dataset) for dataset in facts.plan.datasets]),
        "ss_tag_frequency": json.dumps(merged_tag_frequency(facts.plan.datasets)),
        "ss_dataset_dirs": json.dumps(training_folders(facts.plan.datasets)),
    }


def _one_dataset(facts: MetadataFacts) -> dict[str, Any]:
    """Of a training without dataset config: its one dataset's settings lie beside all others."""
    args, dataset = facts.args, facts.plan.datasets[0]
    low, high = bucket_limits(dataset)
    flags = ("color_aug", "flip_aug", "random_crop", "shuffle_caption")
    return {
        "ss_batch_size_per_device": args["train_batch_size"],
        "ss_total_batch_size": args["train_batch_size"] * facts.num_processes * args["gradient_accumulation_steps"],
        "ss_resolution": _resolution(args),
        **{f"ss_{flag}": bool(args[flag]) for flag in flags},
        "ss_enable_bucket": bool(dataset.settings.enable_bucket),
        "ss_bucket_no_upscale": bool(dataset.settings.enable_bucket and dataset.settings.bucket_no_upscale),
        "ss_min_bucket_reso": low,
        "ss_max_bucket_reso": high,
        "ss_keep_tokens": args["keep_tokens"],
        "ss_dataset_dirs": json.dumps(folders_by_name(dataset, is_reg=False)),
        "ss_reg_dataset_dirs": json.dumps(folders_by_name(dataset, is_reg=True)),
        "ss_tag_frequency": json.dumps(dataset.tag_frequency),
        "ss_bucket_info": json.dumps(bucket_table(dataset)),
    }


def _model_spec(facts: MetadataFacts, now: float) -> dict[str, str]:
    args = facts.args
    title = args["output_name"] if args["metadata_title"] is None else args["metadata_title"]
    v_prediction = bool(args["v_parameterization"])
    resolution = _resolution(args) or ((768, 768) if args["v2"] and v_prediction else (512, 512))
    spec = {
        "sai_model_spec": "1.0.1",
        "architecture": f"{_architecture(args)}/lora",
        "implementation": "diffusers",
        "implementation_version": f"sd-scripts/{facts.rules_commit}",
        "title": f"LoRA@{now}" if title is None else title,
        "date": datetime.fromtimestamp(int(now)).isoformat(),  # noqa: DTZ006 (sd-scripts writes local time)
        "resolution": f"{resolution[0]}x{resolution[1]}",
        "prediction_type": "v" if v_prediction else "epsilon",
        "timestep_range": _timestep_range(args),
        "encoder_layer": args["clip_skip"],
        "thumbnail": _thumbnail(args["metadata_thumbnail"]),
        **{name: args[f"metadata_{name}"] for name in _SPEC_TEXTS},
    }
    return {f"modelspec.{name}": str(value) for name, value in spec.items() if value is not None}


def _architecture(args: Mapping[str, Any]) -> str:
    if not args["v2"]:
        return "stable-diffusion-v1"
    return "stable-diffusion-v2-768-v" if args["v_parameterization"] else "stable-diffusion-v2-512"


def _timestep_range(args: Mapping[str, Any]) -> str | None:
    low, high = args["min_timestep"], args["max_timestep"]
    if low is None and high is None:
        return None
    return f"{0 if low is None else low},{1000 if high is None else high}"


def _thumbnail(value: str | None) -> str | None:
    """A data URL as it is, an image file as a data URL; nothing for a file that is not there (as sd-scripts)."""
    if not value or value.startswith("data:"):
        return value
    path = Path(value)
    if not path.is_file():
        return None
    kind = mimetypes.guess_type(value)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode('ascii')}"


def _resolution(args: Mapping[str, Any]) -> tuple[int, int] | None:
    if args["resolution"] is None:
        return None
    sides = [int(part) for part in _parts(args["resolution"])]
    return sides[0], sides[-1]


def _parts(value: Any) -> list[Any]:
    """A text such as `512,768` or a list of numbers, part by part."""
    return value.split(",") if isinstance(value, str) else list(value) if isinstance(value, list | tuple) else [value]
