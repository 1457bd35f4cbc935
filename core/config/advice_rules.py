"""The rules of `core.config.advice`."""

from __future__ import annotations

from collections.abc import Iterator

from core.config.advice import Finding, Rule, Training
from core.config.dataset_config import DatasetSettings, SubsetSettings
from core.config.memory import estimate, with_efficient_attention, workload
from core.config.memory_model import fitted, predict
from core.config.optimizer_rules import optimizer_name
from core.config.problem import Remove, Rename, Severity, Write
from core.config.schema import DEFAULT_SCRIPT

_ATTENTION_SCRIPTS = (DEFAULT_SCRIPT, "sdxl_train_network.py")
_GUIDE = "the owner's guide, “Critical Constraints”"
_AMPERE, _BLACKWELL = (8, 0), (12, 0)
_SELF_ADJUSTING = ("prodigy", "dadapt")
_MIB = 1 << 20
_COSTLY = 0.1
"""Attention maps of 512x512 images in a batch: a tenth is some 260 MiB."""


def _plain_attention(training: Training) -> Iterator[Finding]:
    args = training.args
    if any(args[key] for key in ("sdpa", "xformers", "mem_eff_attn")):
        return
    text = ""
    work = workload(args, training.blueprint, training.plan)
    matters = work is None or work.attention_maps >= _COSTLY
    if work is not None and args.script == DEFAULT_SCRIPT and matters:
        plain, efficient = predict(work, fitted()), predict(with_efficient_attention(work), fitted())
        text = f" For this training: about {plain / 1024:.1f} GB instead of {efficient / 1024:.1f} GB."
    yield Finding({"here": text}, severity=None if matters else Severity.NOTE)


def _xformers(training: Training) -> Iterator[Finding]:
    if not training.args["xformers"]:
        return
    remedy = Remove() if training.args["sdpa"] else Rename("sdpa")
    card = training.hardware.card
    if training.hardware.has_xformers is False:
        reason = "the environment has no xformers, and sd-scripts stops with ImportError: No xformers"
        yield Finding({"reason": reason}, remedy=remedy, severity=Severity.ERROR)
    elif card is not None and (card.compute_capability or (0, 0)) >= _BLACKWELL:
        reason = f"many builds of it do not know the {card.name} (compute capability 12), and the guide forbids it"
        yield Finding({"reason": reason}, remedy=remedy, severity=Severity.WARNING)
    elif training.hardware.has_xformers is None:
        reason = "it needs a package that fits both the card and PyTorch, and this was not verified"
        yield Finding({"reason": reason}, remedy=remedy)


def _precision(training: Training) -> Iterator[Finding]:
    precision, card = training.args["mixed_precision"], training.hardware.card
    if training.hardware.cards == () and precision == "fp16":
        reason = "this machine has no NVIDIA card, and on the processor sd-scripts stops with fp16"
        yield Finding({"value": precision, "reason": reason, "better": "no"}, remedy=Write("no"))
    if card is None or card.compute_capability is None:
        return
    if precision == "bf16" and card.compute_capability < _AMPERE:
        reason = f"the {card.name} has no bf16 arithmetic (compute capability below 8.0), so it is slow there"
        found = {"value": precision, "reason": reason, "better": "fp16"}
        yield Finding(found, remedy=Write("fp16"), severity=Severity.WARNING)
    if precision == "fp16" and card.compute_capability >= _AMPERE:
        reason = f"the {card.name} has bf16, which cannot overflow into NaN and is as fast"
        yield Finding({"value": precision, "reason": reason, "better": "bf16"}, remedy=Write("bf16"))
    if precision in (None, "no"):
        reason = "everything is computed in 32 bits, which takes about twice the memory and time"
        better = "bf16" if card.compute_capability >= _AMPERE else "fp16"
        yield Finding({"value": "no", "reason": reason, "better": better}, remedy=Write(better))


def _eight_bits(training: Training) -> Iterator[Finding]:
    name, works = optimizer_name(training.args), training.hardware.bitsandbytes_works
    if not (name.endswith("8bit") or name.startswith("paged")) or works:
        return
    key = "use_8bit_adam" if training.args["use_8bit_adam"] else "optimizer_type"
    remedy = Remove() if key == "use_8bit_adam" else Write("Lion" if "lion" in name else "AdamW")
    shown = training.args["optimizer_type"] or "AdamW8bit"
    if works is False:
        reason = "bitsandbytes does not work in this environment, so the first step fails"
        yield Finding({"name": shown, "reason": reason}, key, severity=Severity.ERROR, remedy=remedy)
    else:
        reason = "it needs a bitsandbytes that fits the card, and no environment was verified"
        yield Finding({"name": shown, "reason": reason}, key, remedy=remedy)


def _subsets(training: Training) -> Iterator[tuple[DatasetSettings, SubsetSettings]]:
    for dataset in training.blueprint.datasets if training.blueprint is not None else ():
        for subset in dataset.subsets:
            yield dataset, subset


def _augmented(training: Training) -> Iterator[Finding]:
    seen = set()
    for _, subset in _subsets(training):
        for key in ("flip_aug", "color_aug"):
            place = subset.place if training.args["dataset_config"] else training.args.place(key)
            if getattr(subset, key) and (key, place) not in seen:
                seen.add((key, place))
                yield Finding({"key": key}, key, place)


def _shuffled_cache(training: Training) -> Iterator[Finding]:
    if not (training.args.get("cache_text_encoder_outputs") or training.args.get("cache_text_encoder_outputs_to_disk")):
        return
    for _, subset in _subsets(training):
        for key in ("shuffle_caption", "caption_tag_dropout_rate", "token_warmup_step", "caption_dropout_rate"):
            if getattr(subset, key) and not (key == "caption_dropout_rate" and "anima" in training.args.script):
                yield Finding({"key": key}, key, subset.place if subset.place.file else None)


def _effective_batch(training: Training) -> Iterator[Finding]:
    accumulation = training.args["gradient_accumulation_steps"]
    sizes = sorted({dataset.batch_size for dataset in training.blueprint.datasets} if training.blueprint else ())
    if accumulation > 1 and sizes:
        shown = " and ".join(f"{size} × {accumulation} = {size * accumulation}" for size in sizes)
        yield Finding({"shown": shown, "accumulation": accumulation})


def _alpha(training: Training) -> Iterator[Finding]:
    rank, alpha = training.args["network_dim"] or 4, training.args["network_alpha"]
    if alpha is not None and alpha > rank > 0:
        half = rank // 2 or 1
        values: dict[str, object] = {"alpha": f"{alpha:g}", "rank": rank, "scale": f"{alpha / rank:g}", "half": half}
        yield Finding(values, remedy=Write(half))


def _usual_rates(name: str) -> tuple[float, float, float]:
    """The lowest and highest rate that anybody means, and the usual one."""
    if name.startswith(_SELF_ADJUSTING):
        return 0.1, 10.0, 1.0
    if "lion" in name:
        return 1e-7, 1e-3, 2e-5
    return (1e-6, 1.0, 1e-2) if name.startswith("sgd") else (1e-7, 5e-3, 1e-4)


def _rates(training: Training) -> Iterator[Finding]:
    args = training.args
    low, high, usual = _usual_rates(optimizer_name(args))
    optimizer = args["optimizer_type"] or "AdamW"
    for key in ("learning_rate", "unet_lr", "text_encoder_lr"):
        rates = args[key] if isinstance(args[key], list | tuple) else [args[key]]
        for rate in rates:
            if key not in args.given or not isinstance(rate, int | float) or rate <= 0 or low <= rate <= high:
                continue
            values: dict[str, object] = {"key": key, "rate": f"{rate:g}", "optimizer": optimizer}
            values |= {"usual": f"{usual:g}", "direction": "high" if rate > high else "low"}
            yield Finding(values, key, remedy=Write((usual,) if key == "text_encoder_lr" else usual))


def _overridden(training: Training) -> Iterator[Finding]:
    args = training.args
    if not args["dataset_config"] or training.blueprint is None:
        return
    for key in ("train_data_dir", "reg_data_dir", "in_json"):
        if args[key] is not None:
            yield Finding({"key": key, "value": args[key], "winner": "which names the image folders"}, key)
    names = {"train_batch_size": "batch_size"}
    for key in sorted(args.given):
        field = names.get(key, key)
        settings: list[DatasetSettings | SubsetSettings] = list(training.blueprint.datasets)
        settings += [subset for _, subset in _subsets(training)]
        used = {_text(getattr(item, field)) for item in settings if hasattr(item, field)}
        value = args[key]
        wanted = _text(_pixels(value) if key == "resolution" else value)
        if used and wanted not in used and value is not None:
            yield Finding({"key": key, "value": value, "winner": f"where it is {', '.join(sorted(used))}"}, key)


def _pixels(value: object) -> object:
    parts = [int(part) for part in str(value).split(",") if part.strip().isdecimal()]
    return tuple(parts * 2 if len(parts) == 1 else parts)


def _text(value: object) -> str:
    if isinstance(value, tuple) and len(value) == 2:
        return f"{value[0]}x{value[1]}"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return value if not value.isalnum() else f".{value}" if value in ("txt", "caption", "tags") else value
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def _stem_collides(training: Training) -> Iterator[Finding]:
    args = training.args
    if not args["output_dir"] or not args["output_name"] or "/" in args["output_name"]:
        return
    folder, ending = training.cwd / args["output_dir"], args["save_model_as"]
    if (folder / f"{args['output_name']}.{ending}").exists() or not folder.is_dir():
        return
    found = sorted(folder.glob(f"{_literal(args['output_name'])}-[0-9]*.{ending}"))
    found += sorted(folder.glob(f"{_literal(args['output_name'])}-step[0-9]*.{ending}"))
    if found:
        yield Finding({"name": found[0].name, "count": len(found), "folder": folder})


def _literal(name: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)


def _unnamed(training: Training) -> Iterator[Finding]:
    if training.args["output_name"] is None and training.args["output_dir"]:
        yield Finding()


def _too_much_memory(training: Training) -> Iterator[Finding]:
    card = training.hardware.card
    expected = estimate(training.args, training.blueprint, training.plan)
    if card is None or expected is None or not card.memory_total:
        return
    total = card.memory_total / _MIB
    if expected.expected > total:
        values: dict[str, object] = {"expected": f"{expected.expected / 1024:.1f}", "name": card.name}
        values |= {"total": f"{total / 1024:.1f}"}
        yield Finding(values, remedy=_saves_memory(training))


def _saves_memory(training: Training) -> Write | None:
    """What saves most of what is not set yet."""
    args = training.args
    if args.script in _ATTENTION_SCRIPTS and not any(args[key] for key in ("sdpa", "xformers", "mem_eff_attn")):
        return Write(True, "sdpa")
    return None if args["gradient_checkpointing"] else Write(True, "gradient_checkpointing")


RULES: tuple[Rule, ...] = (
    Rule(
        code="plain-attention",
        severity=Severity.WARNING,
        key="sdpa",
        message="No memory-efficient attention is set.{here} Measured on an H200: 512×512, batch 10, rank 64 with"
        " checkpointing took 38,654 MiB without it and 6,502 MiB with sdpa; a smaller card spills into system memory.",
        hint="Write sdpa = true: PyTorch's own attention, always there.",
        source="measured with sd-scripts 48d368fa; sd-scripts library/train_util.py: replace_unet_modules",
        find=_plain_attention,
        remedy=Write(True, "sdpa"),
        scripts=_ATTENTION_SCRIPTS,
    ),
    Rule(
        code="xformers",
        severity=Severity.NOTE,
        key="xformers",
        message="xformers is asked for, but {reason}.",
        hint="Write sdpa = true instead: it saves as much memory and needs no package.",
        source=f"{_GUIDE}; recorded: sd-scripts stops with ImportError: No xformers",
        find=_xformers,
    ),
    Rule(
        code="precision",
        severity=Severity.NOTE,
        key="mixed_precision",
        message="mixed_precision is {value}: {reason}.",
        hint='Write mixed_precision = "{better}".',
        source="NVIDIA's tables of compute capability; recorded: fp16 on the processor stops, NaN in fp16 exits with 0",
        find=_precision,
    ),
    Rule(
        code="eight-bit-optimizer",
        severity=Severity.NOTE,
        key="optimizer_type",
        message="{name}: {reason}.",
        hint='Verify the environment on the page Setup, or write optimizer_type = "AdamW": 196 MiB more at rank 64.',
        source=f"{_GUIDE}; recorded: No bitsandbytes, and the missing CUDA library, both fail after the model load",
        find=_eight_bits,
    ),
    Rule(
        code="augmentation",
        severity=Severity.NOTE,
        key="flip_aug",
        message="{key} changes what a character looks like: 3D characters and all that is not symmetric suffer.",
        hint="Leave {key} out for characters; for styles it may help.",
        source=_GUIDE,
        find=_augmented,
        remedy=Remove(),
    ),
    Rule(
        code="shuffled-cache",
        severity=Severity.ERROR,
        key="shuffle_caption",
        message="{key} changes captions at every step, but text encoder outputs are cached: sd-scripts refuses it.",
        hint="Leave {key} out, or cache_text_encoder_outputs.",
        source="sd-scripts library/train_util.py: is_text_encoder_output_cacheable, asserted by the scripts",
        find=_shuffled_cache,
        remedy=Remove(),
    ),
    Rule(
        code="effective-batch",
        severity=Severity.NOTE,
        key="gradient_accumulation_steps",
        message="A step learns from {shown} images: batch size × gradient accumulation. Memory is that of one batch.",
        hint="An epoch has {accumulation} times fewer steps; nothing is to be done if that is meant.",
        source="sd-scripts train_network.py: accelerator.accumulate; oracle steps",
        find=_effective_batch,
    ),
    Rule(
        code="alpha-above-rank",
        severity=Severity.WARNING,
        key="network_alpha",
        message="network_alpha = {alpha} is above network_dim = {rank}: the LoRA is multiplied by {scale}, as if the"
        " learning rate were that much higher.",
        hint="Write network_alpha = {half}: half the rank is usual.",
        source="sd-scripts networks/lora.py: LoRAModule (scale = alpha / rank); the owner's guide: “Usually rank/2”",
        find=_alpha,
    ),
    Rule(
        code="learning-rate",
        severity=Severity.WARNING,
        key="learning_rate",
        message="{key} = {rate} is unusually {direction} for {optimizer}.",
        hint="{usual} is usual with this optimizer.",
        source="sd-scripts library/train_util.py: get_optimizer (warns at 0.1); the owner's guide: 5e-5 to 2e-4",
        find=_rates,
    ),
    Rule(
        code="overridden",
        severity=Severity.WARNING,
        key="dataset_config",
        message="{key} = {value} has no effect: the dataset config wins, {winner}.",
        hint="Remove {key} here, or change the dataset config.",
        source="sd-scripts library/config_util.py: BlueprintGenerator; train_network.py: NetworkTrainer.train",
        find=_overridden,
        remedy=Remove(),
    ),
    Rule(
        code="output-exists",
        severity=Severity.WARNING,
        key="output_name",
        message="{count} checkpoints named like {name} are in {folder} already and may be overwritten.",
        hint="Choose another output_name.",
        source="sd-scripts library/train_util.py: get_epoch_ckpt_name, get_step_ckpt_name",
        find=_stem_collides,
    ),
    Rule(
        code="no-output-name",
        severity=Severity.NOTE,
        key="output_name",
        message="output_name is not given: the files are called last, epoch-000001 and at-step00000001, whatever was"
        " trained.",
        hint="Write output_name with the LoRA's name.",
        source="sd-scripts library/train_util.py: DEFAULT_LAST_OUTPUT_NAME, DEFAULT_EPOCH_NAME, DEFAULT_STEP_NAME",
        find=_unnamed,
    ),
    Rule(
        code="memory",
        severity=Severity.WARNING,
        key="gradient_checkpointing",
        message="About {expected} GB are needed, but the {name} has {total} GB: the training stops, or spills into"
        " system memory and becomes many times slower.",
        hint="Switch on sdpa and gradient_checkpointing, or lower the batch size, the resolution or the rank.",
        source="the estimate of core.config.memory",
        find=_too_much_memory,
    ),
)
