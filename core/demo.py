"""The demo: a project with pictures and documents of its own, trained by the built-in engine like any other."""

from __future__ import annotations

import io
import json
import time
from dataclasses import dataclass
from pathlib import Path

from core.engines.launch import TrainingRequest
from core.errors import FileError
from core.files import write_bytes

RUN_NAME = "demo"
OUTPUT_NAME = "sks_robot"

_TRAINING = """\
# The demo's training, in the form of a project of your own. `kohya-studio demo` writes this file anew at each start:
# copy the folder to experiment with it.

[model_arguments]
pretrained_model_name_or_path = {base_model}  # a tiny Stable Diffusion that draws creatures
output_dir = {output}
output_name = "{name}"
save_model_as = "safetensors"
save_precision = "fp16"

[training_arguments]
learning_rate = 5e-3         # far more than a real model bears: this one is small
unet_lr = 5e-3
text_encoder_lr = [2e-4]
lr_scheduler = "cosine"
lr_warmup_steps = 10
optimizer_type = "AdamW"
max_train_epochs = 12
mixed_precision = "no"       # fp16 or bf16 on a graphics card
min_snr_gamma = 5
seed = 42
save_every_n_epochs = 3

[network_arguments]
network_module = "networks.lora"
network_dim = 16
network_alpha = 16
network_args = ["conv_dim=16", "conv_alpha=16"]  # 3x3 convolutions learn too

[caching_arguments]
cache_latents = true

[sample_arguments]
sample_prompts = {prompts}
sample_sampler = "euler"
sample_at_first = true
sample_every_n_epochs = 3
"""
_DATASET = """\
[general]
caption_extension = ".txt"
enable_bucket = true         # two shapes of pictures, two buckets
min_bucket_reso = 64
max_bucket_reso = 256
bucket_reso_steps = 64

[[datasets]]
resolution = 160             # about as many pixels as a picture of 160x160
batch_size = 3

  [[datasets.subsets]]
  image_dir = {images}
  num_repeats = 4
"""
_PROMPTS = """\
# one picture a line: --w width --h height --s steps --l guidance --d seed
sks robot, waving, happy face, on grass --w 128 --h 192 --s 12 --l 2.5 --d 7
sks robot, standing, surprised face, at night --w 128 --h 192 --s 12 --l 2.5 --d 11
sks robot, cheering, happy face, in candy land --w 128 --h 128 --s 12 --l 2.5 --d 3
"""


@dataclass(frozen=True, slots=True)
class DemoLayout:
    """Where the demo keeps its things."""

    root: Path

    @property
    def base_model(self) -> Path:
        return self.root / "base_model"

    @property
    def images(self) -> Path:
        return self.root / "images"

    @property
    def training_config(self) -> Path:
        return self.root / "training_config.toml"

    @property
    def dataset_config(self) -> Path:
        return self.root / "dataset_config.toml"

    @property
    def sample_prompts(self) -> Path:
        return self.root / "sample_prompts.txt"

    @property
    def output(self) -> Path:
        """One folder a run below."""
        return self.root / "output"


def demo_request(folder: Path) -> TrainingRequest:
    """Write pictures, captions and documents where they are missing or changed; the request that starts the demo.

    The base model is not made here, for that takes torch: `core.engines.demo.DemoEngine` starts a process that does.

    Raises:
        FileError: the folder cannot be written.
    """
    layout = DemoLayout(folder.absolute())
    for path, data in _files(layout).items():
        if _content(path) != data:
            write_bytes(path, data)
    output = layout.output / time.strftime("%Y%m%d-%H%M%S", time.localtime())
    return TrainingRequest(
        name=RUN_NAME,
        cwd=layout.root,
        training_config=layout.training_config,
        dataset_config=layout.dataset_config,
        arguments=("--output_dir", str(output)),
        project=layout.root,
    )


def _files(layout: DemoLayout) -> dict[Path, bytes]:
    from core.demo_pictures import robot_pictures

    training = _TRAINING.format(
        base_model=_quoted(layout.base_model),
        output=_quoted(layout.output),
        name=OUTPUT_NAME,
        prompts=_quoted(layout.sample_prompts),
    )
    files = {
        layout.training_config: training.encode(),
        layout.dataset_config: _DATASET.format(images=_quoted(layout.images)).encode(),
        layout.sample_prompts: _PROMPTS.encode(),
    }
    for number, picture in enumerate(robot_pictures(), start=1):
        stream = io.BytesIO()
        picture.enlarged().save(stream, "PNG")
        files[layout.images / f"robot_{number:02d}.png"] = stream.getvalue()
        files[layout.images / f"robot_{number:02d}.txt"] = f"{picture.caption}\n".encode()
    return files


def _quoted(path: Path) -> str:
    """A TOML string; with slashes, which Windows understands as well and no reader mistakes for an escape."""
    return json.dumps(path.as_posix(), ensure_ascii=False)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise FileError(f"Could not read {path}: {error.strerror}.", "Remove it; the demo writes it anew.") from error
