"""Projects as people have them: documents with comments, real images, captions."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage

TRAINING = """\
# my character, second try
[model_arguments]
pretrained_model_name_or_path = "{model}"
output_dir = "{output}"
output_name = "my_character"   # no folders in it
save_precision = "fp16"
save_every_n_epochs = 1

[training_arguments]
learning_rate = 1e-4
text_encoder_lr = [5e-5]
lr_scheduler = "cosine_with_restarts"
lr_scheduler_num_cycles = 3
optimizer_type = "AdamW"
max_train_epochs = 6
mixed_precision = "bf16"
gradient_checkpointing = true
sdpa = true
seed = 42

[network_arguments]
network_module = "networks.lora"
network_dim = 32
network_alpha = 16
"""
DATASET = """\
[general]
caption_extension = ".txt"
enable_bucket = true

# two shapes of pictures
[[datasets]]
resolution = 512
batch_size = 2

  [[datasets.subsets]]
  image_dir = "{images}"
  class_tokens = "sks knight"
  num_repeats = 2              # few pictures
"""


def write_images(folder: Path, count: int, *, captions: bool = True, size: int = 256) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        image = QImage(size, size * 3 // 4 if number % 3 == 0 else size, QImage.Format.Format_RGB32)
        image.fill(0xFF335577 + 0x181008 * (number % 7))
        image.save(str(folder / f"{number:03}.png"))
        if captions:
            (folder / f"{number:03}.txt").write_text("1girl, smile", encoding="utf-8")


def write_project(folder: Path, *, images: int = 7, training: str = TRAINING, dataset: str = DATASET) -> Path:
    """A project whose base model is there (as far as its header goes) and whose images are small."""
    write_images(folder / "images" / "knight", images)
    model = folder / "models" / "sd15.safetensors"
    model.parent.mkdir(parents=True, exist_ok=True)
    model.write_bytes((2).to_bytes(8, "little") + b"{}")
    values = {
        "model": model.as_posix(),
        "output": (folder / "output").as_posix(),
        "images": (folder / "images" / "knight").as_posix(),
    }
    (folder / "training_config.toml").write_text(training.format(**values), encoding="utf-8")
    (folder / "dataset_config.toml").write_text(dataset.format(**values), encoding="utf-8")
    return folder
