"""A small project folder as the guide lays it out."""

from __future__ import annotations

from pathlib import Path

from tests.core.config.folders import fill, safetensors

TRAINING = """\
# my cat
pretrained_model_name_or_path = "model.safetensors"
network_module = "networks.lora"
network_dim = 8
network_alpha = 4
output_dir = "out"
output_name = "cat"
max_train_epochs = 3
save_every_n_epochs = 1
sdpa = true
"""
DATASET = """\
[general]
caption_extension = ".txt"

[[datasets]]
resolution = 64
batch_size = 2

  [[datasets.subsets]]
  image_dir = "cats"
"""


def make_project(folder: Path) -> Path:
    """Five images of 64x64 with captions in `cats`, a model of four numbers, and the two documents."""
    fill(folder / "cats", [(64, 64)] * 5)
    (folder / "model.safetensors").write_bytes(safetensors({"w": 4}))
    (folder / "training_config.toml").write_text(TRAINING, encoding="utf-8")
    (folder / "dataset_config.toml").write_text(DATASET, encoding="utf-8")
    return folder
