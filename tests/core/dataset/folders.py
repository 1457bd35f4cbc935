"""Folders of pictures for the data set's tests: plain ones, and one with everything that can be wrong."""

from __future__ import annotations

import functools
import io
import os
import random
import struct
import zlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

Picture = Image.Image


@functools.lru_cache(maxsize=512)
def picture(size: tuple[int, int], seed: int, shapes: int = 30) -> Picture:
    """A picture that looks like no other: ellipses and lines of all sizes. Do not change it."""
    rng = random.Random(seed)
    image = Image.new("RGB", size, _colour(rng))
    draw = ImageDraw.Draw(image)
    for _ in range(shapes):
        x, y = rng.randrange(size[0]), rng.randrange(size[1])
        box = (x, y, x + rng.randrange(8, 1 + size[0] // 2), y + rng.randrange(8, 1 + size[1] // 2))
        (draw.ellipse if rng.random() < 0.6 else draw.rectangle)(box, fill=_colour(rng))
    return image


def _colour(rng: random.Random) -> tuple[int, int, int]:
    return rng.randrange(256), rng.randrange(256), rng.randrange(256)


def encoded(image: Picture, kind: str = "PNG", **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def bomb(side: int = 60_000) -> bytes:
    """A small PNG that claims to be `side` pixels wide and high."""
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(100_000))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def captioned(folder: Path, count: int, caption: str = "sks cat, number {number}, indoors") -> list[Path]:
    """So many different pictures with captions; the paths of the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(count):
        path = folder / f"ok{number}.png"
        path.write_bytes(encoded(picture((160, 128), number)))
        path.with_suffix(".txt").write_text(caption.format(number=number), encoding="utf-8")
        paths.append(path)
    return paths


def hostile(root: Path) -> dict[str, set[str]]:
    """Fill `root` with one of everything that is wrong; the codes that each file must be given."""
    whole = encoded(picture((160, 128), 1))
    photo = encoded(picture((160, 128), 50), "JPEG")
    captioned(root, 8)
    frames = [picture((128, 128), 70 + number) for number in range(3)]
    turned = Image.Exif()
    turned[0x112] = 6
    images: dict[str, tuple[bytes, set[str]]] = {
        "zero.png": (b"", {"image-unreadable"}),
        "garbage.webp": (bytes(range(256)) * 2, {"image-unreadable"}),
        "truncated.png": (whole[: len(whole) // 2], {"image-damaged"}),
        "cut.jpg": (photo[: len(photo) // 2], {"image-damaged"}),
        "other.png": (photo, {"misnamed-image"}),
        "bomb.png": (bomb(), {"image-bomb"}),
        "cmyk.jpg": (encoded(picture((160, 128), 60).convert("CMYK"), "JPEG"), {"cmyk"}),
        "deep.png": (encoded(Image.fromarray(np.full((128, 160), 40_000, np.uint16))), {"sixteen-bit"}),
        "alpha.png": (encoded(picture((160, 128), 61).convert("RGBA")), {"transparency"}),
        "moving.webp": (encoded(frames[0], "WEBP", save_all=True, append_images=frames[1:]), {"animated"}),
        "animated.gif": (encoded(frames[0], "GIF", save_all=True, append_images=frames[1:]), {"image-not-seen"}),
        "turned.jpg": (encoded(picture((160, 128), 62), "JPEG", exif=turned), {"rotated-by-exif"}),
        "new\nline 😀.png": (encoded(picture((128, 128), 63)), set()),
        "img.Png": (encoded(picture((128, 128), 64)), {"image-not-seen"}),
        "long.png": (encoded(picture((128, 128), 65)), {"too-many-tokens", "trigger-missing"}),
        "wide.png": (encoded(picture((640, 96), 66)), {"extreme-ratio", "caption-not-utf8", "trigger-missing"}),
        "mark.png": (encoded(picture((128, 128), 67)), {"caption-bom", "contradicting-tags"}),
        "empty.png": (encoded(picture((128, 128), 68)), {"caption-empty"}),
        "blank.png": (encoded(picture((128, 128), 69)), {"caption-blank"}),
        "tags.png": (encoded(picture((128, 128), 72)), {"caption-extension"}),
        "bare.png": (encoded(picture((128, 128), 73)), {"missing-caption"}),
        "tiny.png": (encoded(picture((40, 32), 74)), {"image-enlarged"}),
        "copy.png": (whole, {"duplicate"}),
        "smaller.jpg": (encoded(picture((160, 128), 2).resize((120, 96)), "JPEG", quality=80), {"near-duplicate"}),
    }
    for number, (name, (data, _)) in enumerate(images.items()):
        (root / name).write_bytes(data)
        if name not in ("tags.png", "bare.png"):
            caption = f"sks cat, odd {number}".encode()
            special = {
                "long.png": b"word, " * 170_000,
                "wide.png": "貓,狗，帽子".encode("big5"),
                "mark.png": b"\xef\xbb\xbfsks cat, day, night",
                "empty.png": b"",
                "blank.png": b"\nsecond line",
            }
            (root / name).with_suffix(".txt").write_bytes(special.get(name, caption))
    (root / "tags.tags").write_text("sks cat, 5", encoding="utf-8")
    (root / "stray.txt").write_text("nobody's", encoding="utf-8")
    (root / "letter.docx").write_bytes(b"zz")
    expected = {name: codes for name, (_, codes) in images.items()}
    return expected | _links(root) | {"ok1.png": {"duplicate"}, "ok2.png": {"near-duplicate"}, "ok3.png": set()}


def _links(root: Path) -> dict[str, set[str]]:
    outside = root.parent / "outside"
    outside.mkdir(exist_ok=True)
    (outside / "secret.png").write_bytes(encoded(picture((160, 128), 90)))
    (outside / "secret.txt").write_text("secret words", encoding="utf-8")
    for name, target in (("loop", root), ("self.png", "self.png"), ("elsewhere", outside)):
        os.symlink(target, root / name)  # noqa: PTH211
    os.symlink(outside / "secret.png", root / "out.png")  # noqa: PTH211
    os.symlink(outside / "secret.txt", root / "ok4.caption")  # noqa: PTH211
    return {"out.png": {"link-leads-out"}, "self.png": {"link-leads-out"}}
