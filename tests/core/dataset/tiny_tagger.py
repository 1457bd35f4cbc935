"""A real ONNX model that knows colours: how much blue, green and red a picture has are its scores."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from onnx import TensorProto, helper, numpy_helper, save

SIDE = 16
TAGS = (("general", 9), ("blue_sky", 0), ("green_grass", 0), ("red_hat", 0), ("o_o", 0), ("miku_(blue)", 4))


def write_tagger(folder: Path, *, channels_first: bool = False) -> Path:
    """`model.onnx` and `selected_tags.csv` of a tagger for pictures of 16 pixels; the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = np.zeros((3, len(TAGS)), np.float32)
    for channel, tags in enumerate(((1, 5), (2,), (3,))):  # blue, green, red
        for tag in tags:
            weights[channel, tag] = 1 / 255
    weights[:, 4] = 1 / (3 * 255)
    shape: list[str | int | None] = ["batch", 3, SIDE, SIDE] if channels_first else ["batch", SIDE, SIDE, 3]
    axes = [2, 3] if channels_first else [1, 2]
    graph = helper.make_graph(
        [
            helper.make_node("ReduceMean", ["picture", "axes"], ["means"], keepdims=0),
            helper.make_node("MatMul", ["means", "weights"], ["scores"]),
        ],
        "colours",
        [helper.make_tensor_value_info("picture", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["batch", len(TAGS)])],
        [numpy_helper.from_array(weights, "weights"), numpy_helper.from_array(np.array(axes, np.int64), "axes")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    save(model, str(folder / "model.onnx"))
    rows = ["tag_id,name,category,count", *(f"{n},{name},{category},1" for n, (name, category) in enumerate(TAGS))]
    (folder / "selected_tags.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder
