"""Two steps of a LoRA training by sd-scripts itself, on a tiny random model and two small pictures.

Arguments: sd-scripts' folder, an empty folder to work in, the file of CLIP's merges, the optimizer, the precision.
"""

from __future__ import annotations

import math
import os
import runpy
import sys
from typing import Any

from probe_results import device, results  # type: ignore[import-not-found]
from tiny_model import shrink, write_checkpoint, write_tokenizer  # type: ignore[import-not-found]

_STEPS = 2
_SIZE = 64
_DATASET = """\
[[datasets]]
resolution = {size}
batch_size = 1
  [[datasets.subsets]]
  image_dir = '{images}'
  caption_extension = ".txt"
"""


def _write_pictures(folder: str) -> None:
    from PIL import Image

    os.makedirs(folder)  # noqa: PTH103
    for name, colour in (("one", (200, 60, 40)), ("two", (40, 90, 200))):
        Image.new("RGB", (_SIZE, _SIZE), colour).save(os.path.join(folder, f"{name}.png"))  # noqa: PTH118
        with open(os.path.join(folder, f"{name}.txt"), "w", encoding="utf-8") as stream:  # noqa: PTH118, PTH123
            stream.write(f"picture {name}\n")


def _prepare(work: str, merges: str) -> dict[str, str]:
    paths = {
        name: os.path.join(work, name)  # noqa: PTH118
        for name in ("images", "dataset.toml", "base.safetensors", "tokenizer", "output")
    }
    _write_pictures(paths["images"])
    write_tokenizer(merges, paths["tokenizer"])
    with open(paths["dataset.toml"], "w", encoding="utf-8") as stream:  # noqa: PTH123
        stream.write(_DATASET.format(size=_SIZE, images=paths["images"]))
    write_checkpoint(paths["base.safetensors"])
    return paths


def _arguments(paths: dict[str, str], optimizer: str, precision: str) -> list[str]:
    values = {
        "pretrained_model_name_or_path": paths["base.safetensors"],
        "tokenizer_cache_dir": paths["tokenizer"],
        "dataset_config": paths["dataset.toml"],
        "output_dir": paths["output"],
        "output_name": "probe",
        "save_model_as": "safetensors",
        "network_module": "networks.lora",
        "network_dim": "4",
        "max_train_steps": str(_STEPS),
        "learning_rate": "1e-3",
        "optimizer_type": optimizer,
        "mixed_precision": precision,
        "max_data_loader_n_workers": "0",
        "seed": "1",
    }
    return ["--sdpa", *(word for name, value in values.items() for word in (f"--{name}", value))]


def _outcome(path: str) -> dict[str, Any]:
    """What the saved LoRA shows: it starts with zeros in every `lora_up`, so what is not zero was learned."""
    from safetensors import safe_open

    largest, finite = 0.0, True
    with safe_open(path, framework="pt") as weights:
        steps = (weights.metadata() or {}).get("ss_steps", "")
        for name in weights.keys():  # noqa: SIM118 - it is no mapping
            if name.endswith("lora_up.weight"):
                value = float(weights.get_tensor(name).float().abs().max())
                finite = finite and math.isfinite(value)
                largest = max(largest, value)
    return {"steps": steps, "learned": largest, "finite": finite, "size": os.path.getsize(path)}  # noqa: PTH202


def _train(folder: str, work: str, merges: str, optimizer: str, precision: str) -> dict[str, Any]:
    os.chdir(folder)
    sys.path.insert(0, folder)
    shrink()
    paths = _prepare(work, merges)
    where = device()
    sys.argv = ["train_network.py", *_arguments(paths, optimizer, precision)]
    runpy.run_path(os.path.join(folder, "train_network.py"), run_name="__main__")  # noqa: PTH118
    return {"device": where, **_outcome(os.path.join(paths["output"], "probe.safetensors"))}  # noqa: PTH118


if __name__ == "__main__":
    found = results()
    sd_scripts, work_folder, merges_file, optimizer_type, mixed_precision = sys.argv[1:6]
    known = {"optimizer": optimizer_type, "mixed_precision": mixed_precision}
    found.attempt(
        "training", lambda: _train(sd_scripts, work_folder, merges_file, optimizer_type, mixed_precision), **known
    )
