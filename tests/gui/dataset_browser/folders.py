"""A data set as a person has one: pictures of several shapes, captions as tags, and a little of everything wrong."""

from __future__ import annotations

import random
from pathlib import Path

from PIL import Image

from core.demo_pictures import FACES, PORTRAIT, POSES, SQUARE, robot

SCENES = ("on grass", "at sunset", "at night", "on a beach")
SHAPES = ((512, 512), (512, 768), (768, 512), (640, 960), (1024, 1024), (896, 640), (448, 832))
EXTRAS = (
    "1robot",
    "solo",
    "blue body",
    "orange hands",
    "antenna",
    "looking at viewer",
    "simple background",
    "pixel art",
)
TRAINING = 'pretrained_model_name_or_path = "model.safetensors"\noutput_dir = "out"\noutput_name = "robot"\n'
DATASET = """\
[general]
caption_extension = ".txt"
shuffle_caption = true
keep_tokens = 1

[[datasets]]
resolution = 512
batch_size = 4
enable_bucket = true
min_bucket_reso = 256
max_bucket_reso = 1024

  [[datasets.subsets]]
  image_dir = "images"
  num_repeats = 2

  [[datasets.subsets]]
  image_dir = "close-ups"
  num_repeats = 1
"""


def write_project(folder: Path, count: int = 60, seed: int = 4) -> Path:
    """A project with two subsets of `count` pictures together, and problems among them."""
    rng = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "training_config.toml").write_text(TRAINING)
    (folder / "dataset_config.toml").write_text(DATASET)
    for number in range(count):
        place = folder / ("close-ups" if number % 5 == 4 else "images")
        write_picture(place, f"robot_{number:03}", number, rng)
    return folder


def write_picture(place: Path, stem: str, number: int, rng: random.Random) -> Path:
    """A picture with its caption; some lack it, are damaged, are copies."""
    place.mkdir(parents=True, exist_ok=True)
    shape = SHAPES[number % len(SHAPES)]
    pose, face, scene = POSES[number % len(POSES)], FACES[number % len(FACES)], SCENES[(number // 3) % len(SCENES)]
    small = robot(SQUARE if shape[0] >= shape[1] else PORTRAIT, pose, face, scene, rng)
    image = small.image.resize(shape, Image.Resampling.NEAREST)
    path = place / f"{stem}.{'png' if number % 11 == 3 else 'jpg'}"
    if number % 11 == 3:
        image.convert("RGBA").save(path)
    else:
        image.convert("RGB").save(path, quality=90)
    tags = ["sks robot", pose, f"{face} face", scene, *rng.sample(EXTRAS, 4)]
    if number % 17 != 8:
        path.with_suffix(".txt").write_text(", ".join(tags), encoding="utf-8")
    return path


def add_problems(folder: Path) -> None:
    """Damaged and odd files beside the good ones of `folder / images`."""
    images = folder / "images"
    good = sorted(images.glob("*.jpg"))
    data = good[0].read_bytes()
    (images / "cut_off.jpg").write_bytes(data[: len(data) // 3])
    (images / "cut_off.txt").write_text("sks robot, cut off")
    (images / "empty.png").write_bytes(b"")
    Image.open(good[1]).resize((360, 540)).save(images / "smaller_copy.jpg", quality=70)
    (images / "smaller_copy.txt").write_text("sks robot, waving, copy")
    (images / "same_again.jpg").write_bytes(good[2].read_bytes())
    (images / "same_again.txt").write_text("sks robot, standing, twin")
    Image.new("RGB", (1600, 240), "#3d6fb4").save(images / "banner.jpg")
    (images / "banner.txt").write_text("sks robot, banner, wide shot")
    (images / "old_caption.txt").write_bytes("sks robot, 微笑, 站立, 公園裡的機器人".encode("big5"))
    Image.open(good[3]).save(images / "old_caption.png")
    (images / "no_text.txt").write_bytes(b"")
    Image.open(good[4]).rotate(180).save(images / "no_text.jpg", quality=90)
