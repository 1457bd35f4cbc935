"""Which arguments and values the built-in engine implements; whatever else is given is refused by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from core.config.arguments import TrainingArguments
from core.config.dataset_config import DatasetBlueprint, DatasetKind, DatasetSettings, SubsetSettings
from core.config.documents import Place
from core.config.problem import Problem, Severity
from core.config.schema import shipped_schema

_LOGGING = "console_log_level console_log_file console_log_simple logging_dir log_with log_prefix log_tracker_name"
_MODEL = "pretrained_model_name_or_path vae tokenizer_cache_dir v_parameterization highvram no_half_vae"
_METADATA = (
    "metadata_title metadata_author metadata_description metadata_license metadata_tags metadata_usage_hint "
    "metadata_thumbnail metadata_merged_from metadata_trigger_phrase metadata_preprocessor "
    "metadata_is_negative_embedding training_comment no_metadata"
)
_DATASET = (
    "train_data_dir reg_data_dir dataset_config resolution train_batch_size enable_bucket min_bucket_reso "
    "max_bucket_reso bucket_reso_steps bucket_no_upscale resize_interpolation cache_latents cache_latents_to_disk "
    "vae_batch_size skip_cache_check flip_aug random_crop alpha_mask prior_loss_weight max_data_loader_n_workers "
    "persistent_data_loader_workers"
)
_CAPTIONS = (
    "shuffle_caption caption_separator caption_extension caption_extention keep_tokens keep_tokens_separator "
    "secondary_separator enable_wildcard caption_prefix caption_suffix token_warmup_min token_warmup_step "
    "caption_dropout_rate caption_dropout_every_n_epochs caption_tag_dropout_rate max_token_length clip_skip "
    "weighted_captions"
)
_SAVING = (
    "output_dir output_name save_precision save_model_as save_every_n_epochs save_every_n_steps save_n_epoch_ratio "
    "save_last_n_epochs save_last_n_epochs_state save_last_n_steps save_last_n_steps_state save_state "
    "save_state_on_train_end resume skip_until_initial_step"
)
_TRAINING = (
    "config_file max_train_steps max_train_epochs seed gradient_checkpointing gradient_accumulation_steps "
    "mixed_precision full_bf16 sdpa max_grad_norm optimizer_type use_8bit_adam use_lion_optimizer "
    "optimizer_args learning_rate unet_lr text_encoder_lr lr_scheduler lr_scheduler_type lr_scheduler_args "
    "lr_warmup_steps lr_decay_steps lr_scheduler_num_cycles lr_scheduler_power lr_scheduler_timescale "
    "lr_scheduler_min_lr_ratio"
)
_LOSS = (
    "noise_offset noise_offset_random_strength adaptive_noise_scale multires_noise_iterations "
    "multires_noise_discount ip_noise_gamma ip_noise_gamma_random_strength zero_terminal_snr min_timestep "
    "max_timestep loss_type huber_schedule huber_c huber_scale min_snr_gamma scale_v_pred_loss_like_noise_pred "
    "v_pred_like_loss debiased_estimation_loss"
)
_NETWORK = (
    "network_module network_dim network_alpha network_dropout network_args network_train_unet_only "
    "network_train_text_encoder_only network_weights dim_from_weights scale_weight_norms"
)
_SAMPLES = "sample_every_n_steps sample_every_n_epochs sample_at_first sample_prompts sample_sampler"
SUPPORTED = frozenset(
    " ".join(
        (_LOGGING, _MODEL, _METADATA, _DATASET, _CAPTIONS, _SAVING, _TRAINING, _LOSS, _NETWORK, _SAMPLES)
    ).split()
)  # fmt: skip

SAMPLERS = frozenset(
    {"ddim", "ddpm", "pndm", "euler", "k_euler", "euler_a", "k_euler_a", "dpmsolver", "dpmsolver++", "dpmsingle",
     "heun", "dpm_2", "k_dpm_2", "dpm_2_a", "k_dpm_2_a"}
)  # fmt: skip
INTERPOLATIONS = frozenset({"area", "lanczos", "box"})
ALLOWED: Mapping[str, frozenset[Any]] = {
    "log_with": frozenset({"tensorboard"}),
    "max_token_length": frozenset({75, 150, 225}),
    "mixed_precision": frozenset({"no", "fp16", "bf16"}),
    "network_module": frozenset({"networks.lora"}),
    "resize_interpolation": INTERPOLATIONS,
    "sample_sampler": SAMPLERS,
    "save_model_as": frozenset({"safetensors", "ckpt", "pt"}),
    "save_precision": frozenset({"float", "fp16", "bf16"}),
}

_USE_SDPA = "Use sdpa instead: PyTorch's own attention, which saves as much memory and needs no extra package."
_HINTS: Mapping[str, str] = {
    "xformers": _USE_SDPA,
    "mem_eff_attn": _USE_SDPA,
    "v2": "The built-in engine trains SD1.x; use sd-scripts for SD2.x.",
    "full_fp16": 'Leave it out: mixed_precision = "fp16" keeps the base model in fp16 already; or use full_bf16.',
    "lowram": "Leave it out: every part goes to the GPU as soon as it is loaded.",
    "cache_info": "Leave it out: image sizes are read quickly without it.",
    "color_aug": "Leave it out, or prepare the images beforehand.",
    "validation_split": "Leave it out: every image is then trained on.",
    "initial_step": "Leave it out; resume continues at the right step by itself.",
    "initial_epoch": "Leave it out; resume continues at the right epoch by itself.",
    "wandb_api_key": "Leave it out and use TensorBoard (logging_dir).",
}
_DEFAULT_HINT = "Leave it out, or train with sd-scripts."


def unsupported_arguments(args: TrainingArguments) -> list[Problem]:
    """An error for each given argument, and each value, that the built-in engine does not implement.

    An argument given with its default value is no wish and passes.
    """
    return list(_unsupported(args))


def _unsupported(args: TrainingArguments) -> Iterator[Problem]:
    schema = shipped_schema().arguments
    for dest in sorted(args.given):
        value = args[dest]
        if dest not in schema or value == schema[dest].default or value is None:
            continue
        place = args.place(dest)
        if dest not in SUPPORTED:
            yield _refused(dest, "", _HINTS.get(dest, _DEFAULT_HINT), place)
        elif dest in ALLOWED and value not in ALLOWED[dest]:
            known = ", ".join(sorted(str(item) for item in ALLOWED[dest]))
            yield _refused(dest, f" = {value}", f"The built-in engine knows {known}.", place)
    if args["skip_until_initial_step"] and not args["resume"]:
        yield _refused(
            "skip_until_initial_step", " without resume", "Leave it out.", args.place("skip_until_initial_step")
        )


def unsupported_datasets(blueprint: DatasetBlueprint) -> list[Problem]:
    """An error for each dataset setting that the built-in engine does not implement."""
    return [problem for dataset in blueprint.datasets for problem in _in_dataset(dataset)]


def _in_dataset(dataset: DatasetSettings) -> Iterator[Problem]:
    if dataset.kind is not DatasetKind.DREAMBOOTH:
        key = "metadata_file" if dataset.kind is DatasetKind.FINE_TUNING else "conditioning_data_dir"
        yield _refused(key, "", "Use folders of images with caption files.", dataset.place)
    if dataset.validation_split:
        yield _refused("validation_split", "", _HINTS["validation_split"], dataset.place)
    if dataset.network_multiplier != 1:
        yield _refused("network_multiplier", f" = {dataset.network_multiplier}", _DEFAULT_HINT, dataset.place)
    for subset in dataset.subsets:
        yield from _in_subset(dataset, subset)


def _in_subset(dataset: DatasetSettings, subset: SubsetSettings) -> Iterator[Problem]:
    for key in ("cache_info", "color_aug", "face_crop_aug_range", "custom_attributes"):
        if getattr(subset, key):
            yield _refused(key, "", _HINTS.get(key, _DEFAULT_HINT), subset.place)
    interpolation = subset.resize_interpolation or dataset.resize_interpolation
    if interpolation is not None and interpolation not in INTERPOLATIONS:
        known = ", ".join(sorted(INTERPOLATIONS))
        yield _refused(
            "resize_interpolation", f" = {interpolation}", f"The built-in engine knows {known}.", subset.place
        )
    if subset.random_crop and not dataset.enable_bucket:
        yield _refused("random_crop", " without enable_bucket", "Set enable_bucket = true.", subset.place)


def _refused(key: str, value: str, hint: str, place: Place) -> Problem:
    return Problem(
        Severity.ERROR,
        "not-implemented",
        f"{key}{value} is not implemented by the built-in engine.",
        hint,
        place.file,
        place.line,
        key,
    )
