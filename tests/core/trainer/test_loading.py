"""Base models from folders and files, and what is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from core.errors import FileError
from core.trainer.model_loading import load_base_model, load_vae
from tests.core.trainer.tiny_model import make_single_file

PARTS = ("unet", "vae", "text_encoder")


def test_folder_and_files_hold_the_same_model(tiny_model: Path, tiny_file: Path, tmp_path: Path) -> None:
    make_single_file(tiny_model, tmp_path / "tiny.ckpt")
    folder, *files = (
        load_base_model(path, dtype=torch.float32) for path in (tiny_model, tiny_file, tmp_path / "tiny.ckpt")
    )
    for part in PARTS:
        expected = getattr(folder, part).state_dict()
        for file in files:
            found = getattr(file, part)
            assert {key: value.shape for key, value in found.state_dict().items()} == {
                key: value.shape for key, value in expected.items()
            }
            assert all(torch.equal(value, expected[key]) for key, value in found.state_dict().items())
            assert not any(parameter.requires_grad for parameter in found.parameters())
            assert not any(buffer.is_meta for buffer in found.buffers())


def test_the_unet_comes_in_the_wanted_type(tiny_model: Path, tiny_file: Path) -> None:
    for path in (tiny_model, tiny_file):
        model = load_base_model(path, dtype=torch.bfloat16)
        assert {parameter.dtype for parameter in model.unet.parameters()} == {torch.bfloat16}
        assert {parameter.dtype for parameter in model.vae.parameters()} == {torch.float32}


def test_a_vae_of_its_own(tiny_model: Path, tiny_file: Path, tmp_path: Path) -> None:
    state = load_file(tiny_file)
    prefix = "first_stage_model."
    bare = {key[len(prefix) :]: value for key, value in state.items() if key.startswith(prefix)}
    save_file(bare, tmp_path / "vae.safetensors")
    expected = load_vae(tiny_model).state_dict()
    for path in (tmp_path / "vae.safetensors", tiny_file, tiny_model / "vae"):
        found = load_vae(path).state_dict()
        assert all(torch.equal(found[key], value) for key, value in expected.items())
    unet = {key: value for key, value in state.items() if not key.startswith(prefix)}
    save_file(unet, tmp_path / "unet.safetensors")
    with pytest.raises(FileError, match="not a VAE"):
        load_vae(tmp_path / "unet.safetensors")


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        ({"conditioner.embedders.0.x": 1}, "SDXL"),
        ({"cond_stage_model.model.x": 1}, "SD2"),
        ({"lora_unet_x.alpha": 1}, "LoRA"),
        ({"model.diffusion_model.x": 1}, "no VAE"),
    ],
)
def test_other_files_are_named_for_what_they_are(tmp_path: Path, keys: dict[str, int], wanted: str) -> None:
    save_file({key: torch.zeros(size) for key, size in keys.items()}, tmp_path / "other.safetensors")
    with pytest.raises(FileError, match=wanted):
        load_base_model(tmp_path / "other.safetensors", dtype=torch.float32)


def test_damage_and_pickles_are_refused(tmp_path: Path, tiny_model: Path, tiny_file: Path) -> None:
    (tmp_path / "cut.safetensors").write_bytes(tiny_file.read_bytes()[:5000])
    torch.save({"state_dict": {"x": Path("code")}}, tmp_path / "code.ckpt")
    state = load_file(tiny_file)
    state.pop("model.diffusion_model.out.2.bias")
    save_file(state, tmp_path / "short.safetensors")
    shutil.copytree(tiny_model, tmp_path / "half")
    shutil.rmtree(tmp_path / "half" / "vae")
    for name, wanted in (
        ("cut.safetensors", "cut"),
        ("code.ckpt", "code"),
        ("short.safetensors", "lacks 1"),
        ("half", "vae"),
    ):
        with pytest.raises(FileError, match=wanted):
            load_base_model(tmp_path / name, dtype=torch.float32)
