"""The demo's base model: a VAE that loses nothing, and a folder that is made whole or not at all."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from core.demo_pictures import Picture, robot_pictures
from core.errors import FileError
from core.trainer.demo import base_model
from core.trainer.demo.base_model import ensure_base_model, is_whole
from core.trainer.demo.vae import SCALING_FACTOR, cells_to_latents, make_vae
from core.trainer.model_loading import load_base_model

REPOSITORY = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "base_model"
    ensure_base_model(path, lambda *_: None)
    return path


def tensor(picture: Picture, *, enlarged: bool) -> torch.Tensor:
    image = picture.enlarged() if enlarged else picture.image
    return torch.from_numpy(np.array(image)).permute(2, 0, 1)[None].float() / 127.5 - 1


@pytest.mark.parametrize("index", [0, 1])
def test_the_vae_returns_the_picture(index: int) -> None:
    picture = list(robot_pictures())[index]
    pixels = tensor(picture, enlarged=True)
    with torch.no_grad():
        vae = make_vae()
        latents = vae.encode(pixels).latent_dist.sample()
        decoded = vae.decode(latents).sample
    assert latents.shape[2:] == (pixels.shape[2] // 8, pixels.shape[3] // 8)
    assert (decoded - pixels).abs().max() < 1 / 255
    assert 0.5 < float(latents.std()) * SCALING_FACTOR < 1.6
    expected = cells_to_latents(tensor(picture, enlarged=False))
    assert (latents * SCALING_FACTOR - expected).abs().max() < 0.01


def test_the_model_loads_into_the_trainer_and_predicts_noise(folder: Path) -> None:
    """A U-Net that had learned nothing would be off by about 1."""
    model = load_base_model(folder, dtype=torch.float32)
    assert model.unet.config.cross_attention_dim == model.text_encoder.config.hidden_size
    names = {name for name, _ in model.unet.named_modules()}
    assert "down_blocks.0.attentions.0.transformer_blocks.0.attn2.to_k" in names
    assert "mid_block.attentions.0.proj_in" in names
    torch.manual_seed(0)
    latents = cells_to_latents(tensor(list(robot_pictures())[1], enlarged=False))
    noise = torch.randn_like(latents)
    ids = model.tokenizer("a blue creature, on a beach", padding="max_length", max_length=77, return_tensors="pt")
    kept = torch.cumprod(1 - torch.linspace(0.00085**0.5, 0.012**0.5, 1000) ** 2, 0)[500]
    with torch.no_grad():
        context = model.text_encoder(ids.input_ids)[0]
        mixed = kept.sqrt() * latents + (1 - kept).sqrt() * noise
        predicted = model.unet(mixed, torch.tensor([500]), context).sample
    assert float((predicted - noise).square().mean()) < 0.35


def test_what_is_whole_is_left_alone_and_damage_is_repaired(folder: Path) -> None:
    parts: list[str] = []
    ensure_base_model(folder, lambda _done, _total, part: parts.append(part))
    assert parts == []
    weights = folder / "unet" / "diffusion_pytorch_model.safetensors"
    whole = weights.read_bytes()
    weights.write_bytes(whole[: len(whole) // 2])
    assert not is_whole(folder)
    ensure_base_model(folder, lambda _done, _total, part: parts.append(part))
    assert parts == ["unet", "vae", "text encoder", "tokenizer", "scheduler", ""]
    assert weights.read_bytes() == whole
    assert is_whole(folder)


def test_an_older_version_is_made_anew(folder: Path) -> None:
    record = folder / "demo.json"
    values = json.loads(record.read_text("utf-8"))
    record.write_text(json.dumps(values | {"made_of": "0-old"}), "utf-8")
    assert not is_whole(folder)
    ensure_base_model(folder, lambda *_: None)
    assert is_whole(folder)


_KILLED = """
import sys, time
from pathlib import Path
from core.trainer.demo.base_model import ensure_base_model

def progress(done, total, part):
    print(done, flush=True)
    if done == 3:
        time.sleep(60)

ensure_base_model(Path(sys.argv[1]), progress)
"""


def test_a_process_killed_midway_leaves_no_model_and_the_next_one_repairs(tmp_path: Path) -> None:
    path = tmp_path / "base_model"
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY), "OMP_NUM_THREADS": "1"}
    with subprocess.Popen(
        [sys.executable, "-c", _KILLED, str(path)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    ) as child:
        assert child.stdout is not None
        for line in child.stdout:
            if line.strip() == b"3":
                break
        child.send_signal(signal.SIGKILL)
    assert not path.exists()
    ensure_base_model(path, lambda *_: None)
    assert is_whole(path)
    assert not list(tmp_path.glob(".*building"))


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder", "utf-8")
    with pytest.raises(FileError, match="could not be made"):
        base_model.ensure_base_model(in_the_way / "base_model", lambda *_: None)
