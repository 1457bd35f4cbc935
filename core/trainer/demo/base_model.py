"""The demo's base model as a diffusers folder: made once, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from filelock import FileLock

from core.errors import FileError
from core.files import write_text
from core.trainer.demo.unet import shipped_weights

_RECORD = "demo.json"
"""Written last: which version this is, and the size of every other file."""
_VERSION = 1
_MODEL_INDEX = {
    "_class_name": "StableDiffusionPipeline",
    "feature_extractor": [None, None],
    "image_encoder": [None, None],
    "requires_safety_checker": False,
    "safety_checker": [None, None],
    "scheduler": ["diffusers", "PNDMScheduler"],
    "text_encoder": ["transformers", "CLIPTextModel"],
    "tokenizer": ["transformers", "CLIPTokenizer"],
    "unet": ["diffusers", "UNet2DConditionModel"],
    "vae": ["diffusers", "AutoencoderKL"],
}


def ensure_base_model(folder: Path, progress: Callable[[int, int, str], None]) -> None:
    """Make the model in `folder` unless it is there and whole; `progress` is told done, total and what comes next.

    It is built beside `folder` and renamed, so a process that is killed leaves nothing that looks like a model; what
    it does leave is removed by the next one. Two processes wait for one another.

    Raises:
        FileError: the folder cannot be written or the disk is full.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.with_name(f".{folder.name}.lock")):
            if not is_whole(folder):
                _build(folder, progress)
    except OSError as error:
        raise FileError(
            f"The demo's base model could not be made in {folder}: {error.strerror or error}.",
            "Free some space, or set KOHYA_STUDIO_HOME to a folder that you may write to.",
        ) from error


def is_whole(folder: Path) -> bool:
    """Whether `folder` holds this version's model with every file at its size."""
    try:
        record = json.loads((folder / _RECORD).read_text("utf-8"))
        files = record["files"]
        return bool(record["made_of"] == _made_of()) and all(
            (folder / name).stat().st_size == size for name, size in files.items()
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def _build(folder: Path, progress: Callable[[int, int, str], None]) -> None:
    building = folder.with_name(f".{folder.name}.building")
    if building.exists():
        shutil.rmtree(building)
    building.mkdir()
    parts = list(_parts())
    for done, (name, save) in enumerate(parts):
        progress(done, len(parts), name)
        save(building)
    write_text(building / "model_index.json", json.dumps(_MODEL_INDEX, indent=2) + "\n")
    files = {path.relative_to(building).as_posix(): path.stat().st_size for path in building.rglob("*")
             if path.is_file()}  # fmt: skip
    write_text(building / _RECORD, json.dumps({"made_of": _made_of(), "files": files}, indent=1) + "\n")
    if folder.exists():
        shutil.rmtree(folder)
    building.replace(folder)
    progress(len(parts), len(parts), "")


def _parts() -> Iterator[tuple[str, Callable[[Path], None]]]:
    from core.trainer.demo.text_encoder import make_text_encoder
    from core.trainer.demo.unet import load_unet
    from core.trainer.demo.vae import make_vae
    from core.trainer.tokenizer import load_tokenizer

    def saver(name: str, make: Callable[[], Any]) -> tuple[str, Callable[[Path], None]]:
        return name.replace("_", " "), lambda building: make().save_pretrained(str(building / name))

    yield saver("unet", load_unet)
    yield saver("vae", make_vae)
    yield saver("text_encoder", make_text_encoder)
    yield saver("tokenizer", load_tokenizer)
    yield saver("scheduler", _make_scheduler)


def _make_scheduler() -> Any:
    """Stable Diffusion 1.x's noise schedule."""
    from diffusers import PNDMScheduler

    return PNDMScheduler(
        beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", num_train_timesteps=1000,
        skip_prk_steps=True, steps_offset=1, set_alpha_to_one=False,
    )  # fmt: skip


def _made_of() -> str:
    digest = hashlib.sha256(shipped_weights().read_bytes()).hexdigest()[:16]
    return f"{_VERSION}-{digest}"


def main(argv: Sequence[str]) -> int:
    """`python -m core.trainer.demo.base_model FOLDER`: for another engine, which trains elsewhere."""
    try:
        ensure_base_model(Path(argv[0]), lambda _done, _total, _part: None)
    except FileError as error:
        sys.stderr.write(f"{error.message} {error.hint}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
