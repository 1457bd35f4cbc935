"""Whether images are whole: cheaply from their ends, and by decoding where that leaves a doubt."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from core.dataset.image_facts import BOMB_PIXELS
from core.dataset.many_files import each_file

_DECODERS = 4


def damaged_images(paths: Iterable[Path], *, decode_all: bool) -> list[tuple[Path, str]]:
    """The images that cannot be decoded to the end, with the reason, in order.

    Without `decode_all` only those are decoded whose end looks wrong. sd-scripts notices a damaged image only at the
    step that needs it.
    """
    unique = list(dict.fromkeys(paths))
    if decode_all:
        suspects = unique
    else:
        whole = each_file(looks_whole, unique)
        suspects = [path for path, is_whole in zip(unique, whole, strict=True) if not is_whole]
    with ThreadPoolExecutor(_DECODERS, thread_name_prefix="image-check") as pool:
        reasons = pool.map(decoding_error, suspects)
        return [(path, reason) for path, reason in zip(suspects, reasons, strict=True) if reason is not None]


def looks_whole(path: Path) -> bool:
    """Whether the end of a PNG, JPEG, WebP or BMP file is where its format says it is."""
    try:
        with open(path, "rb", buffering=0) as stream:  # noqa: PTH123 - ten thousand of them
            head = stream.read(16)
            size = stream.seek(0, 2)
            stream.seek(max(0, size - 64))
            tail = stream.read()
    except OSError:
        return False
    if head.startswith(b"\x89PNG"):
        return b"IEND\xaeB`\x82" in tail
    if head.startswith(b"\xff\xd8"):
        return b"\xff\xd9" in tail
    if head.startswith(b"RIFF") and len(head) >= 8:
        return size >= int.from_bytes(head[4:8], "little") + 8
    if head.startswith(b"BM") and len(head) >= 6:
        return size >= int.from_bytes(head[2:6], "little")
    return False


def decoding_error(path: Path) -> str | None:
    """Why an image cannot be decoded, None where it can, or where it is so large that trying would take the memory."""
    from PIL import Image

    try:
        with warnings.catch_warnings(), Image.open(path) as image:
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            if image.width * image.height > BOMB_PIXELS:
                return None
            image.load()
    except (OSError, ValueError, SyntaxError, struct.error, EOFError, Image.DecompressionBombError) as error:
        return str(error) or type(error).__name__
    return None
