"""What the head of an image file tells: its format by content, its size, and what training would stumble over."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import IntEnum, IntFlag
from typing import IO

from core.dataset.buckets import Size
from core.dataset.scan import read_size

HEAD_BYTES = 4096
BOMB_PIXELS = 178_956_970
"""Pillow calls an image of more pixels than this a decompression bomb and refuses twice as many."""


class ImageFormat(IntEnum):
    NONE = 0
    PNG = 1
    JPEG = 2
    WEBP = 3
    BMP = 4
    AVIF = 5
    JXL = 6
    GIF = 7
    TIFF = 8


class Trait(IntFlag):
    """What is odd about an image. `UNSEEN`: sd-scripts does not take a file of this name for an image."""

    TRANSPARENT = 1
    ANIMATED = 2
    CMYK = 4
    DEEP = 8
    ROTATED = 16
    MISNAMED = 32
    BOMB = 64
    UNSEEN = 128
    OUTSIDE = 256
    UNREADABLE = 512


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """`size` is width and height as stored (an EXIF rotation is not applied), None for what is no image."""

    format: ImageFormat
    size: Size | None
    traits: Trait


EXTENSIONS = {
    ImageFormat.PNG: (".png",),
    ImageFormat.JPEG: (".jpg", ".jpeg", ".jfif"),
    ImageFormat.WEBP: (".webp",),
    ImageFormat.BMP: (".bmp",),
    ImageFormat.AVIF: (".avif",),
    ImageFormat.JXL: (".jxl",),
    ImageFormat.GIF: (".gif",),
    ImageFormat.TIFF: (".tif", ".tiff"),
}
BY_EXTENSION = {extension: kind for kind, extensions in EXTENSIONS.items() for extension in extensions}


def format_of(head: bytes) -> ImageFormat:
    """The format that the first 16 bytes or more of a file announce."""
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return ImageFormat.PNG
    if head.startswith(b"\xff\xd8\xff"):
        return ImageFormat.JPEG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return ImageFormat.WEBP
    if head.startswith(b"BM") and len(head) >= 16:
        return ImageFormat.BMP
    if head[4:8] == b"ftyp" and head[8:12] in (b"avif", b"avis"):
        return ImageFormat.AVIF
    if head.startswith((b"\xff\x0a", b"\x00\x00\x00\x0cJXL ")):
        return ImageFormat.JXL
    if head.startswith((b"GIF87a", b"GIF89a")):
        return ImageFormat.GIF
    if head.startswith((b"II*\x00", b"MM\x00*")):
        return ImageFormat.TIFF
    return ImageFormat.NONE


def read_image_facts(path: str) -> ImageFacts:
    """Read the head of the file at `path`; nothing is decoded. `OSError` becomes the trait `UNREADABLE`."""
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - a Path for each of 200,000 files costs a second
            head = stream.read(HEAD_BYTES)
            kind = format_of(head)
            traits = _traits(kind, head, stream)
    except OSError:
        return ImageFacts(ImageFormat.NONE, None, Trait.UNREADABLE)
    if kind is ImageFormat.NONE:
        return ImageFacts(kind, None, Trait(0))
    dot = path.rfind(".")
    if BY_EXTENSION.get(path[dot:].lower()) is not kind:
        traits |= Trait.MISNAMED
    size = read_size(path)
    if size is not None and size[0] * size[1] > BOMB_PIXELS:
        traits |= Trait.BOMB
    return ImageFacts(kind, size, traits)


def _traits(kind: ImageFormat, head: bytes, stream: IO[bytes]) -> Trait:
    if kind is ImageFormat.PNG:
        return _png_traits(head)
    if kind is ImageFormat.JPEG:
        return _jpeg_traits(head, stream)
    if kind is ImageFormat.WEBP and head[12:16] == b"VP8X" and len(head) > 20:
        flags = head[20]
        return (Trait.TRANSPARENT if flags & 0x10 else Trait(0)) | (Trait.ANIMATED if flags & 0x02 else Trait(0))
    if kind is ImageFormat.GIF and b"NETSCAPE2.0" in head:
        return Trait.ANIMATED
    return Trait(0)


def _png_traits(head: bytes) -> Trait:
    """Bit depth and colour type of IHDR; the chunks tRNS and acTL, which stand before the pixels."""
    found = Trait(0)
    if len(head) < 33:
        return found
    depth, colour = head[24], head[25]
    pixels = head.find(b"IDAT")
    before = head if pixels < 0 else head[:pixels]
    if colour in (4, 6) or b"tRNS" in before:
        found |= Trait.TRANSPARENT
    if depth == 16:
        found |= Trait.DEEP
    if b"acTL" in before:
        found |= Trait.ANIMATED
    return found


def _jpeg_traits(head: bytes, stream: IO[bytes]) -> Trait:
    """Walk the segments up to the frame header: number of components, and the EXIF orientation on the way."""
    found = Trait(0)
    place = 2
    for _ in range(64):
        segment = head[place : place + 10]
        if len(segment) < 10:
            stream.seek(place)
            segment = stream.read(10)
            if len(segment) < 10:
                return found
        if segment[0] != 0xFF:
            return found
        marker, length = segment[1], struct.unpack(">H", segment[2:4])[0]
        if marker == 0xE1 and segment[4:8] == b"Exif":
            exif = head[place + 10 : place + 2 + length]
            if _orientation(exif) not in (0, 1):
                found |= Trait.ROTATED
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            stream.seek(place + 9)
            return found | (Trait.CMYK if stream.read(1) == b"\x04" else Trait(0))
        place += 2 + length
    return found


def _orientation(tiff: bytes) -> int:
    """The tag 0x0112 of the first directory, 0 where there is none."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 10:
        return 0
    start = struct.unpack(order + "I", tiff[4:8])[0]
    if start + 2 > len(tiff):
        return 0
    count = struct.unpack(order + "H", tiff[start : start + 2])[0]
    for number in range(min(count, 64)):
        entry = tiff[start + 2 + 12 * number : start + 14 + 12 * number]
        if len(entry) == 12 and struct.unpack(order + "H", entry[:2])[0] == 0x0112:
            return int(struct.unpack(order + "H", entry[8:10])[0])
    return 0
