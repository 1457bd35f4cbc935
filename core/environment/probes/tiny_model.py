"""Lets sd-scripts train a Stable Diffusion 1.5 a thousand times smaller: its own code, with other widths.

The widths are constants of sd-scripts' modules (library/original_unet.py, library/model_util.py at 48d368fa); they are
changed in memory only, before its trainer is imported.
"""

from __future__ import annotations

import functools
import importlib
import json
import os
from typing import Any

_WIDTHS = (32, 64, 64, 64)
_TEXT_WIDTH = 64
_TOKENIZER = "openai_clip-vit-large-patch14"
"""Under this name sd-scripts looks for it in its `tokenizer_cache_dir`."""


DEMO_UNET: dict[str, Any] = {
    "BLOCK_OUT_CHANNELS": (32, 48, 64, 64),
    "LAYERS_PER_BLOCK": 1,
    "LAYERS_PER_BLOCK_UP": 2,
    "NORM_GROUPS": 8,
    "TRANSFORMER_NORM_NUM_GROUPS": 8,
    "TIMESTEP_INPUT_DIM": 32,
    "TIME_EMBED_DIM": 128,
}
"""The U-Net of the demo's base model (core/trainer/demo/unet.py)."""


class OtherVersionError(Exception):
    """This sd-scripts keeps its widths elsewhere; the message names what was looked for."""


def shrink() -> None:
    """Change the widths; sd-scripts' folder must be on `sys.path`.

    Raises:
        OtherVersionError: this version of sd-scripts keeps them elsewhere.
    """
    models: Any = importlib.import_module("library.model_util")
    shrink_unet(
        {
            "BLOCK_OUT_CHANNELS": _WIDTHS,
            "TIMESTEP_INPUT_DIM": _WIDTHS[0],
            "TIME_EMBED_DIM": _WIDTHS[0] * 4,
        }
    )
    _change(
        models,
        {
            "UNET_PARAMS_MODEL_CHANNELS": _WIDTHS[0],
            "UNET_PARAMS_CHANNEL_MULT": [width // _WIDTHS[0] for width in _WIDTHS],
            "UNET_PARAMS_CONTEXT_DIM": _TEXT_WIDTH,
            "VAE_PARAMS_CH": 32,
            "VAE_PARAMS_CH_MULT": [1, 1, 1, 1],
            "VAE_PARAMS_NUM_RES_BLOCKS": 1,
        },
    )
    models.CLIPTextConfig = functools.partial(_text_config, models.CLIPTextConfig)


def shrink_unet(values: dict[str, Any]) -> None:
    """Change sd-scripts' own U-Net only: what a model in diffusers' format needs. Raises OtherVersionError."""
    try:
        unet: Any = importlib.import_module("library.original_unet")
    except ModuleNotFoundError as error:
        raise OtherVersionError(str(error)) from error
    _change(unet, values)


def _change(module: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if not hasattr(module, name):
            raise OtherVersionError(f"{module.__name__} has no {name}")
        setattr(module, name, value)


def _text_config(original: Any, **values: Any) -> Any:
    small = {"hidden_size": _TEXT_WIDTH, "intermediate_size": 128, "num_hidden_layers": 2, "num_attention_heads": 4}
    return original(**{**values, **small, "projection_dim": _TEXT_WIDTH})


def write_checkpoint(path: str) -> None:
    """A model of these widths with random weights, in the format of Stable Diffusion's own files."""
    import torch
    from diffusers import AutoencoderKL
    from transformers import CLIPTextModel

    models: Any = importlib.import_module("library.model_util")
    unets: Any = importlib.import_module("library.original_unet")
    torch.manual_seed(0)
    unet = unets.UNet2DConditionModel(**models.create_unet_diffusers_config(v2=False))
    vae = AutoencoderKL(**models.create_vae_diffusers_config())
    text_encoder = CLIPTextModel(models.CLIPTextConfig(vocab_size=49408, max_position_embeddings=77))
    models.save_stable_diffusion_checkpoint(
        False, path, text_encoder, unet, None, 0, 0, {}, save_dtype=torch.float32, vae=vae
    )


def write_tokenizer(merges_file: str, cache: str) -> None:
    """CLIP's tokenizer where sd-scripts finds it without a network, from the merges in order of rank.

    The ids are those of OpenAI's CLIP (clip/simple_tokenizer.py); `core.trainer.tokenizer` makes the same.
    """
    folder = os.path.join(cache, _TOKENIZER)  # noqa: PTH118
    os.makedirs(folder, exist_ok=True)  # noqa: PTH103
    with open(merges_file, encoding="utf-8") as stream:  # noqa: PTH123
        merges = stream.read().splitlines()
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    symbols = [chr(byte) for byte in printable] + [chr(256 + index) for index in range(256 - len(printable))]
    ends = ["<|startoftext|>", "<|endoftext|>"]
    tokens = [*symbols, *(symbol + "</w>" for symbol in symbols), *(pair.replace(" ", "") for pair in merges), *ends]
    files = {
        "vocab.json": json.dumps({token: index for index, token in enumerate(tokens)}),
        "merges.txt": "\n".join(["#version: 0.2", *merges, ""]),
        "tokenizer_config.json": json.dumps({"model_max_length": 77}),
    }
    for name, text in files.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as stream:  # noqa: PTH118, PTH123
            stream.write(text)
