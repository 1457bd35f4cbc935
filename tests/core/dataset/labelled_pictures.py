"""Pictures of which it is known which ones show the same: for the test of near duplicates, and its benchmark."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

Picture = Image.Image
SIZE = (256, 256)
CHANGES = ("resized", "recompressed", "cropped", "mirrored", "mirrored and cropped", "brighter")


@dataclass(frozen=True, slots=True)
class Labelled:
    """Encoded pictures; those with the same `scene` show the same. `change` is what was done, empty for an original."""

    data: bytes
    scene: int
    change: str = ""


def labelled(scenes: int, seed: int = 0) -> Iterator[Labelled]:
    """Originals with two changed copies each, and as many that are alone."""
    rng = random.Random(seed)
    for scene in range(scenes):
        original = scene_picture(scene, seed)
        yield Labelled(jpeg(original, 92), scene)
        if scene % 2 == 0:
            for change in rng.sample(CHANGES, 2):
                yield Labelled(changed(original, change, rng), scene, change)


def scene_picture(number: int, seed: int) -> Picture:
    """Of four kinds: soft textures, heaps of shapes, a figure on a plain ground, a landscape with a horizon."""
    rng = random.Random(f"{seed}-{number}")
    kind = number % 4
    if kind == 0:
        return _texture(rng)
    ground = (240, 240, 240) if kind == 2 else _colour(rng)
    image = Image.new("RGB", SIZE, ground)
    draw = ImageDraw.Draw(image)
    if kind == 1:
        for _ in range(25):
            _shape(draw, rng, 0, SIZE[1], 90)
    elif kind == 2:
        _figure(draw, rng)
    else:
        horizon = rng.randrange(90, 190)
        draw.rectangle((0, horizon, *SIZE), fill=_colour(rng))
        for _ in range(12):
            _shape(draw, rng, horizon - 60, SIZE[1], 70)
    return Image.blend(image, _texture(rng), 0.15).filter(ImageFilter.GaussianBlur(1))


def changed(original: Picture, change: str, rng: random.Random) -> bytes:
    """A copy as people make them."""
    image = original
    if change.startswith("mirrored"):
        image = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    if change.endswith("cropped"):
        keep = rng.uniform(0.72, 0.95), rng.uniform(0.72, 0.95)
        width, height = int(SIZE[0] * keep[0]), int(SIZE[1] * keep[1])
        left, top = rng.randrange(SIZE[0] - width + 1), rng.randrange(SIZE[1] - height + 1)
        image = image.crop((left, top, left + width, top + height))
    if change == "resized":
        scale = rng.uniform(0.4, 1.6)
        image = image.resize((int(SIZE[0] * scale), int(SIZE[1] * scale * rng.uniform(0.97, 1.03))))
    if change == "brighter":
        factor = rng.uniform(0.8, 1.25)
        image = image.point(lambda value: min(255, int(value * factor)))
    return jpeg(image, rng.randrange(25, 60) if change == "recompressed" else 85)


def jpeg(image: Picture, quality: int) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=quality)
    return stream.getvalue()


def _texture(rng: random.Random) -> Picture:
    values = np.random.default_rng(rng.randrange(2**32))
    total = np.zeros((*SIZE, 3))
    for cells, weight in ((3, 1.0), (6, 0.7), (12, 0.4), (32, 0.15)):
        small = Image.fromarray(values.integers(0, 256, (cells, cells, 3), np.uint8))
        total += weight * np.asarray(small.resize(SIZE, Image.Resampling.BICUBIC), np.float64)
    total -= total.min()
    return Image.fromarray((total / total.max() * 255).astype(np.uint8))


def _figure(draw: ImageDraw.ImageDraw, rng: random.Random) -> None:
    x, y = rng.randrange(80, 176), rng.randrange(50, 90)
    lean = rng.randrange(-40, 40)
    skin, hair, dress = _colour(rng), _colour(rng), _colour(rng)
    draw.polygon([(x, y), (x - rng.randrange(30, 80), 250), (x + rng.randrange(30, 80) + lean, 250)], fill=dress)
    for side in (-1, 1):
        end = (x + side * rng.randrange(40, 90), y + rng.randrange(-30, 110))
        draw.line([(x, y + 40), end], fill=skin, width=rng.randrange(10, 22))
    radius = rng.randrange(22, 42)
    draw.ellipse((x - radius - 8, y - radius - 10, x + radius + 8, y + radius + rng.randrange(0, 50)), fill=hair)
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=skin)


def _shape(draw: ImageDraw.ImageDraw, rng: random.Random, top: int, bottom: int, largest: int) -> None:
    x, y = rng.randrange(SIZE[0]), rng.randrange(top, bottom)
    box = (x, y, x + rng.randrange(8, largest), y + rng.randrange(8, largest))
    (draw.ellipse if rng.random() < 0.6 else draw.rectangle)(box, fill=_colour(rng))


def _colour(rng: random.Random) -> tuple[int, int, int]:
    return rng.randrange(256), rng.randrange(256), rng.randrange(256)
