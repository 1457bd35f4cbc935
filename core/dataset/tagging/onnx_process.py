"""The tagger's process: `onnx_process FOLDER SETTINGS`; paths come in as lines of JSON, tags go out as such."""

from __future__ import annotations

import csv
import json
import os
import struct
import sys
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt
import onnxruntime  # type: ignore[import-untyped]
from PIL import Image, ImageOps

BOMB_PIXELS = 178_956_970
_GENERAL, _CHARACTER = 0, 4
_USUAL_SIDE = 448
_FACES = frozenset(
    [
        "0_0",
        "(o)_(o)",
        "+_+",
        "+_-",
        "._.",
        "<o>_<o>",
        "<|>_<|>",
        "=_=",
        ">_<",
        "3_3",
        "6_9",
        ">_o",
        "@_@",
        "^_^",
        "o_o",
        "u_u",
        "x_x",
        "|_|",
        "||_||",
    ]
)
"""Tags whose underscore is drawn: it stays. Source: the tagger's own demo."""


@dataclass(frozen=True)
class Vocabulary:
    """Tags by their place in the model's answer, and the category of each."""

    names: tuple[str, ...]
    categories: npt.NDArray[np.int64]


class Model:
    """The session, and how it wants its pictures: side in pixels, and whether channels come first."""

    def __init__(self, path: Path) -> None:
        onnxruntime.set_default_logger_severity(3)
        self._session = onnxruntime.InferenceSession(str(path), providers=onnxruntime.get_available_providers())
        entry = self._session.get_inputs()[0]
        self._input = entry.name
        shape = [side if isinstance(side, int) else 0 for side in entry.shape]
        if len(shape) != 4:
            raise SystemExit(f"the model takes {entry.shape}, and a picture has four dimensions")
        self._channels_first = shape[1] == 3 and shape[3] != 3
        self._side = (shape[2] if self._channels_first else shape[1]) or _USUAL_SIDE

    def scores(self, picture: Image.Image) -> npt.NDArray[np.float32]:
        """One number from 0 to 1 for each tag."""
        values = prepared(picture, self._side)
        if self._channels_first:
            values = values.transpose(2, 0, 1)
        answer = self._session.run(None, {self._input: values[np.newaxis]})[0]
        scores: npt.NDArray[np.float32] = np.asarray(answer, np.float32).reshape(-1)
        return scores


def prepared(picture: Image.Image, side: int) -> npt.NDArray[np.float32]:
    """On white, padded to a square, of this side; blue, green, red from 0 to 255, as these models were trained."""
    flat = Image.new("RGBA", picture.size, "white")
    flat.alpha_composite(picture.convert("RGBA"))
    longest = max(flat.size)
    square = Image.new("RGB", (longest, longest), "white")
    square.paste(flat.convert("RGB"), ((longest - flat.width) // 2, (longest - flat.height) // 2))
    if longest != side:
        square = square.resize((side, side), Image.Resampling.BICUBIC)
    return np.ascontiguousarray(np.asarray(square, np.float32)[:, :, ::-1])


def read_vocabulary(path: Path) -> Vocabulary:
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return Vocabulary(
        tuple(row["name"] for row in rows), np.array([int(row.get("category") or 0) for row in rows], np.int64)
    )


def chosen(scores: npt.NDArray[np.float32], known: Vocabulary, settings: dict[str, Any]) -> list[tuple[str, float]]:
    """Tags above their thresholds, the surest first; characters before or after what is seen."""
    excluded = {name.replace("_", " ").casefold() for name in settings["excluded"]}

    def taken(category: int, threshold: float) -> list[tuple[str, float]]:
        places = np.flatnonzero((known.categories == category) & (scores >= threshold))
        ranked = places[np.argsort(-scores[places], kind="stable")].tolist()
        named = [(_shown(known.names[place], settings), round(float(scores[place]), 4)) for place in ranked]
        return [(name, score) for name, score in named if name.replace("_", " ").casefold() not in excluded]

    seen = taken(_GENERAL, settings["general"])
    if settings["at_most"] > 0:
        seen = seen[: settings["at_most"]]
    characters = taken(_CHARACTER, settings["character"])
    return characters + seen if settings["character_first"] else seen + characters


def _shown(name: str, settings: dict[str, Any]) -> str:
    return name if settings["underscores"] or name in _FACES else name.replace("_", " ")


def answer(path: str, model: Model, known: Vocabulary, settings: dict[str, Any]) -> dict[str, Any]:
    try:
        with warnings.catch_warnings(), Image.open(path) as opened:
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            if opened.width * opened.height > BOMB_PIXELS:
                return {"error": "the image has too many pixels"}
            scores = model.scores(ImageOps.exif_transpose(opened))
    except (OSError, ValueError, SyntaxError, EOFError, struct.error, Image.DecompressionBombError) as error:
        return {"error": str(error) or type(error).__name__}
    if len(scores) != len(known.names):
        raise SystemExit(f"the model knows {len(scores)} tags, and its list has {len(known.names)}")
    return {"tags": chosen(scores, known, settings)}


def main(folder: Path, settings: dict[str, Any], asked: BinaryIO, told: BinaryIO) -> None:
    known = read_vocabulary(folder / "selected_tags.csv")
    model = Model(folder / "model.onnx")
    for line in asked:
        result = answer(json.loads(line), model, known, settings)
        told.write(json.dumps(result).encode() + b"\n")
        told.flush()


if __name__ == "__main__":
    results = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not stand among the results
    main(Path(sys.argv[1]), json.loads(sys.argv[2]), sys.stdin.buffer, results)
