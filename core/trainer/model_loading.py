"""The base model: from a diffusers folder or a single file, always from this machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from core.errors import FileError
from core.trainer import single_file
from core.trainer.tokenizer import load_tokenizer

PARTS = ("unet", "vae", "text_encoder")


@dataclass(slots=True)
class BaseModel:
    """The frozen parts of Stable Diffusion 1.x, on the CPU, in evaluation mode."""

    unet: Any
    vae: Any
    text_encoder: Any
    tokenizer: Any


def load_base_model(
    path: Path, *, dtype: torch.dtype, vae: Path | None = None, tokenizer_cache: Path | None = None
) -> BaseModel:
    """U-Net in `dtype`, VAE and text encoder in float32, the tokenizer that belongs to them.

    `path` is a diffusers folder, or a .safetensors or .ckpt file in the original layout; `vae` replaces the VAE.

    Raises:
        FileError: something is missing, damaged or of another architecture.
    """
    _quiet()
    path = path.resolve()
    if path.is_dir():
        unet, own_vae, text_encoder = _load_folder(path, dtype)
        tokenizer = load_tokenizer(tokenizer_cache, path)
    elif path.is_file():
        unet, own_vae, text_encoder = _load_file(path, dtype)
        tokenizer = load_tokenizer(tokenizer_cache)
    else:
        raise FileError(f"There is no model at {path}.", "Check pretrained_model_name_or_path.")
    model = BaseModel(unet, load_vae(vae) if vae else own_vae, text_encoder, tokenizer)
    for part in (model.unet, model.vae, model.text_encoder):
        part.requires_grad_(False)
        part.eval()
    return model


def _quiet() -> None:
    """The libraries' own bars and hints would only disturb the log."""
    import diffusers.utils.logging
    import transformers.utils.logging

    transformers.utils.logging.disable_progress_bar()
    transformers.utils.logging.set_verbosity_error()
    diffusers.utils.logging.set_verbosity_error()


def _load_folder(path: Path, dtype: torch.dtype) -> tuple[Any, Any, Any]:
    from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
    from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
    from transformers import CLIPTextModel

    missing = [part for part in PARTS if not (path / part / "config.json").is_file()]
    if missing:
        raise FileError(
            f"{path} is not a diffusers model: it has no {missing[0]}/config.json.",
            "Name the folder that holds model_index.json, or a .safetensors file.",
        )
    unet = _from_folder(UNet2DConditionModel, path / "unet", torch_dtype=dtype)
    _check_unet_is_sd1(unet.config, path)
    vae = _from_folder(AutoencoderKL, path / "vae", torch_dtype=torch.float32)
    text_encoder = _from_folder(CLIPTextModel, path / "text_encoder", dtype=torch.float32)
    return unet, vae, text_encoder


def _from_folder(cls: Any, folder: Path, **options: Any) -> Any:
    stem = "model" if folder.name == "text_encoder" else "diffusion_pytorch_model"
    plain = any((folder / f"{stem}{suffix}").is_file() for suffix in (".safetensors", ".bin"))
    if not plain and (folder / f"{stem}.fp16.safetensors").is_file():
        options["variant"] = "fp16"
    try:
        return cls.from_pretrained(str(folder), local_files_only=True, **options)
    except (OSError, ValueError, RuntimeError) as error:
        raise FileError(f"{folder} cannot be loaded: {error}", "Download the model again.") from error


def _check_unet_is_sd1(config: Mapping[str, Any], path: Path) -> None:
    if config.get("addition_embed_type"):
        what = "it looks like SDXL"
    elif config.get("use_linear_projection"):
        what = "it looks like SD2.x"
    elif config.get("in_channels") != config.get("out_channels"):
        what = f"its U-Net takes {config.get('in_channels')} channels (an inpainting model?)"
    else:
        return
    raise FileError(f"{path} is not a Stable Diffusion 1.x model: {what}.", "The built-in engine trains SD1.x.")


def _load_file(path: Path, dtype: torch.dtype) -> tuple[Any, Any, Any]:
    from diffusers.loaders.single_file_utils import convert_ldm_unet_checkpoint
    from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
    from transformers import CLIPTextConfig, CLIPTextModel

    state = single_file.read_state_dict(path)
    single_file.check_is_sd1(state, path)
    config = single_file.unet_config(state)
    _check_unet_is_sd1(config, path)
    unet = _filled(UNet2DConditionModel, config, convert_ldm_unet_checkpoint(dict(state), config), path, dtype)
    vae = _original_vae(state, single_file.VAE, path)
    tensors = single_file.text_encoder_state(state)
    text_config = CLIPTextConfig(**single_file.text_encoder_config(tensors))
    with torch.device("meta"):
        text_encoder = CLIPTextModel(text_config)
    return unet, vae, _assign(text_encoder, _text_encoder_keys(text_encoder, tensors), path, torch.float32)


def _text_encoder_keys(model: torch.nn.Module, tensors: single_file.StateDict) -> single_file.StateDict:
    """Older transformers keep the text model one level deeper."""
    if any(key.startswith("text_model.") for key in model.state_dict()):
        return {f"text_model.{key}": value for key, value in tensors.items()}
    return tensors


def load_vae(path: Path) -> Any:
    """A VAE in float32: a diffusers folder (or the `vae` folder inside one) or a file in the original layout.

    Raises:
        FileError: nothing there, or not a VAE of Stable Diffusion.
    """
    from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL

    path = path.resolve()
    if path.is_dir():
        inner = path / "vae"
        return _from_folder(AutoencoderKL, inner if inner.is_dir() else path, torch_dtype=torch.float32)
    state = single_file.read_state_dict(path)
    prefix = single_file.VAE if any(key.startswith(single_file.VAE) for key in state) else ""
    if f"{prefix}encoder.conv_in.weight" not in state or f"{prefix}post_quant_conv.weight" not in state:
        raise FileError(f"{path} is not a VAE of Stable Diffusion.", "Leave --vae out to use the model's own.")
    return _original_vae(state, prefix, path)


def _original_vae(state: Mapping[str, torch.Tensor], prefix: str, path: Path) -> Any:
    from diffusers.loaders.single_file_utils import convert_ldm_vae_checkpoint
    from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL

    config = single_file.vae_config(state, prefix)
    tensors = {key[len(prefix) :]: value for key, value in state.items() if key.startswith(prefix)}
    return _filled(AutoencoderKL, config, convert_ldm_vae_checkpoint(tensors, config), path, torch.float32)


def _filled(cls: Any, config: Mapping[str, Any], tensors: single_file.StateDict, path: Path, dtype: torch.dtype) -> Any:
    """An instance whose random initialisation is skipped, then given `tensors`."""
    with torch.device("meta"):
        model = cls(**config)
    return _assign(model, tensors, path, dtype)


def _assign(model: Any, tensors: single_file.StateDict, path: Path, dtype: torch.dtype) -> Any:
    """Copies into memory of the model's own: how a file lays out its tensors then changes no result."""
    for parameter in model.parameters():
        parameter.data = parameter.data.to(dtype)
    model.to_empty(device="cpu")
    try:
        missing, _ = model.load_state_dict(tensors, strict=False)
    except RuntimeError as error:
        raise FileError(f"{path} does not fit Stable Diffusion 1.x: {error}", "Name another model.") from error
    if missing:
        raise FileError(
            f"{path} lacks {len(missing)} tensors of {type(model).__name__}, among them {missing[0]}.",
            "The file is damaged or not a Stable Diffusion 1.x checkpoint.",
        )
    for name, buffer in model.named_buffers():
        if name.endswith("position_ids"):
            buffer.copy_(torch.arange(buffer.shape[-1]).expand_as(buffer))
    return model
