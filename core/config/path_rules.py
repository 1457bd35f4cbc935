"""Files that must be there, folders that must be writable, and room on the disk."""

from __future__ import annotations

import os
import re
import shutil
import struct
import tempfile
from collections.abc import Iterator
from pathlib import Path

from core.config.argument_rules import found
from core.config.arguments import TrainingArguments
from core.config.plan import TrainPlan
from core.config.problem import Problem
from core.config.saved_files import saved_files

_REPOSITORY = re.compile(r"[A-Za-z0-9][\w.-]*/[\w.-]+")
_MODEL_SUFFIXES = (".safetensors", ".ckpt", ".pt", ".pth", ".bin")


def path_problems(args: TrainingArguments, plan: TrainPlan | None, cwd: Path) -> list[Problem]:
    """What is missing or cannot be written; the disk is looked at where the plan is known."""
    output = list(_folder(args, "output_dir", cwd))
    problems = [*_model(args, cwd), *_inputs(args, cwd), *output, *_folder(args, "logging_dir", cwd)]
    problems += _existing_output(args, cwd)
    if plan is not None and not output:
        problems += _disk(args, plan, cwd)
    return problems


def _model(args: TrainingArguments, cwd: Path) -> Iterator[Problem]:
    key = "pretrained_model_name_or_path"
    name = args[key]
    if not name:
        return
    path = cwd / name
    if path.is_dir():
        if not (path / "model_index.json").is_file():
            hint = "Name a folder in the diffusers layout, or a .safetensors file."
            yield found(args, key, f"The folder {path} holds no model_index.json.", hint, "bad-model")
    elif path.is_file():
        reason = damaged_safetensors(path)
        if reason:
            yield found(args, key, f"The base model {path} {reason}.", "Download or copy the file again.", "bad-model")
    elif _REPOSITORY.fullmatch(name) and not name.lower().endswith(_MODEL_SUFFIXES):
        message = f"The base model {name} is not on this disk; sd-scripts would look for it on the Hugging Face Hub."
        yield found(args, key, message, "Download it first, or correct the path.", "missing-path", error=False)
    else:
        hint = "Correct the path: a .safetensors file or a folder in the diffusers layout."
        yield found(args, key, f"The base model {path} does not exist.", hint, "missing-path")


def damaged_safetensors(path: Path) -> str | None:
    """Why a `.safetensors` file cannot be whole, seen from its header and its size alone; None where it may be."""
    size = path.stat().st_size
    if size == 0:
        return "is empty (0 bytes)"
    if path.suffix.lower() != ".safetensors":
        return None
    with path.open("rb") as stream:
        start = stream.read(8)
        if len(start) < 8:
            return "is cut short"
        (length,) = struct.unpack("<Q", start)
        if length > min(size - 8, 100_000_000):
            return "is cut short or is no .safetensors file"
        ends = re.findall(rb'"data_offsets"\s*:\s*\[\s*\d+\s*,\s*(\d+)\s*\]', stream.read(length))
    expected = 8 + length + max((int(end) for end in ends), default=0)
    return f"is cut short: it has {size} of {expected} bytes" if size < expected else None


def _inputs(args: TrainingArguments, cwd: Path) -> Iterator[Problem]:
    files = [(key, args[key]) for key in ("network_weights", "sample_prompts", "vae") if args[key]]
    files += [("base_weights", name) for name in args["base_weights"] or ()]
    for key, name in files:
        remote = key == "vae" and _REPOSITORY.fullmatch(name) and not name.lower().endswith(_MODEL_SUFFIXES)
        if not (cwd / name).exists():
            message = f"The file {cwd / name} ({key}) does not exist."
            yield found(args, key, message, "Correct the path.", "missing-path", error=not remote)
    resume = args["resume"]
    if resume and not args.get("resume_from_huggingface") and not (cwd / resume).is_dir():
        hint = "Name a folder that ends in -state."
        yield found(args, "resume", f"The state {cwd / resume} does not exist.", hint, "missing-path")


def _folder(args: TrainingArguments, key: str, cwd: Path) -> Iterator[Problem]:
    name = args[key]
    if not name:
        return
    folder = cwd / name
    existing = nearest_existing(folder)
    if not existing.is_dir():
        message = f"{folder} cannot be a folder: {existing} is a file."
        yield found(args, key, message, f"Choose another {key}.", "output-folder")
        return
    reason = unwritable(existing)
    if reason:
        is_there = existing == folder
        message = f"The folder {folder} cannot be {'written' if is_there else 'made'}: {existing}: {reason}."
        hint = f"Choose another {key}, or change its permissions."
        yield found(args, key, message, hint, "output-folder" if is_there else "missing-path")


def nearest_existing(folder: Path) -> Path:
    """The folder itself, or the nearest one above it that is there."""
    path = Path(os.path.abspath(folder))  # noqa: PTH100 - resolve() would follow links
    return next(item for item in (path, *path.parents) if os.path.lexists(item))


def unwritable(folder: Path) -> str | None:
    """Why nothing can be written into `folder`; a file without a name is tried, so that nothing is left behind."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return None
    except OSError as error:
        return error.strerror or str(error)


def _existing_output(args: TrainingArguments, cwd: Path) -> Iterator[Problem]:
    if not args["output_dir"]:
        return
    stem = "last" if args["output_name"] is None else args["output_name"]
    path = cwd / args["output_dir"] / f"{stem}.{args['save_model_as']}"
    if path.is_file():
        message = f"{path} is there already and will be overwritten."
        yield found(args, "output_name", message, "Choose another output_name.", "output-exists", error=False)


def _disk(args: TrainingArguments, plan: TrainPlan, cwd: Path) -> Iterator[Problem]:
    if not args["output_dir"]:
        return
    needed = saved_files(plan).disk
    free = shutil.disk_usage(nearest_existing(cwd / args["output_dir"])).free
    if free < needed:
        message = f"The checkpoints need about {needed / 1e6:,.0f} MB, but only {free / 1e6:,.0f} MB are free."
        hint = "Free some space, choose another output_dir, save less often, or write save_last_n_epochs."
        yield found(args, "output_dir", message, hint, "disk-space")
