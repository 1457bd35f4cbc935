"""Latents in memory and in Kohya's cache files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from core.errors import FileError
from core.trainer.latents import LatentCache, LatentSettings, digest_of
from core.trainer.model_loading import load_vae
from tests.core.trainer.test_batches import dataset, make_plan


@pytest.fixture(scope="module")
def vae(tiny_model: Path) -> Any:
    found = load_vae(tiny_model)
    found.requires_grad_(requires_grad=False)
    return found


def cache_of(tmp_path: Path, datasets: list[dict[str, Any]], vae: Any, **keys: Any) -> LatentCache:
    options = {"to_disk": True, "trust_files": False, "batch_size": 2, "seed": 1, **keys}
    return LatentCache(make_plan(tmp_path, datasets).datasets, LatentSettings(**options), digest_of(vae))


def filled(cache: LatentCache, vae: Any) -> int:
    told: list[tuple[int, int]] = []
    made = cache.fill(vae, lambda done, total: told.append((done, total)))
    assert told[0] == (0, made)
    assert told[-1] == (made, made)
    return made


def test_memory_and_disk_hold_the_same(tmp_path: Path, pictures: Path, vae: Any) -> None:
    datasets = [dataset(pictures, flip_aug=True)]
    on_disk, in_memory = (
        cache_of(tmp_path, datasets, vae),
        cache_of(tmp_path, datasets, vae, to_disk=False, batch_size=1),
    )
    assert filled(on_disk, vae) == filled(in_memory, vae) == 7
    for index in range(7):
        left, right = on_disk[0, index], in_memory[0, index]
        assert torch.allclose(left.latents, right.latents, atol=1e-4)
        assert left.flipped is not None
        assert right.flipped is not None
        assert torch.allclose(left.flipped, right.flipped, atol=1e-4)
        assert not torch.equal(left.flipped, left.latents)


def test_a_file_has_kohyas_name_and_arrays(tmp_path: Path, pictures: Path, vae: Any) -> None:
    filled(cache_of(tmp_path, [dataset(pictures, flip_aug=True)], vae), vae)
    with np.load(pictures / "picture2_0096x0064_sd.npz", allow_pickle=False) as archive:
        assert {"latents", "latents_flipped", "original_size", "crop_ltrb"} <= set(archive.files)
        assert archive["original_size"].tolist() == [96, 64]
        assert archive["crop_ltrb"].shape == (4,)
        assert archive["latents"].dtype == np.float32


def test_files_of_sd_scripts_are_read(tmp_path: Path, pictures: Path, vae: Any) -> None:
    cache = cache_of(tmp_path, [dataset(pictures)], vae)
    image = next(wanted.image for wanted in cache.missing() if wanted.image.path.name == "picture0.png")
    latents = np.random.default_rng(0).normal(size=(4, image.bucket[1] // 8, image.bucket[0] // 8)).astype(np.float32)
    np.savez(
        pictures / "picture0_0064x0064_sd.npz", latents=latents, original_size=np.array([64, 64]),
        crop_ltrb=np.array(image.crop_ltrb),
    )  # fmt: skip
    assert filled(cache, vae) == 6
    index = next(i for i in range(7) if cache._wanted[0, i].image is image)
    assert np.array_equal(cache[0, index].latents.numpy(), latents)


@pytest.mark.parametrize("spoil", ["newer picture", "other size", "flip", "other VAE", "damaged"])
def test_stale_files_are_made_again(tmp_path: Path, pictures: Path, vae: Any, spoil: str) -> None:
    filled(cache_of(tmp_path, [dataset(pictures)], vae), vae)
    file = pictures / "picture0_0064x0064_sd.npz"
    datasets = [dataset(pictures, flip_aug=spoil == "flip", resolution=64 if spoil == "other size" else 128)]
    stale = 1
    match spoil:
        case "newer picture":
            os.utime(file, (1.0, 1.0))
        case "damaged":
            file.write_bytes(file.read_bytes()[:100])
        case "other VAE":
            with np.load(file) as archive:
                np.savez(file, **{**dict(archive), "vae": np.array("another")})
        case _:
            stale = 7
    assert filled(cache_of(tmp_path, datasets, vae), vae) == stale
    assert filled(cache_of(tmp_path, datasets, vae), vae) == 0


def test_one_file_is_not_shared_by_two_sizes(tmp_path: Path, pictures: Path, vae: Any) -> None:
    cache = cache_of(tmp_path, [dataset(pictures), dataset(pictures, resolution=64)], vae)
    assert filled(cache, vae) == 14
    assert cache[0, 0].latents.shape != cache[1, 0].latents.shape
    assert len(list(pictures.glob("*.npz"))) == 7


def test_a_file_that_is_trusted_and_does_not_fit_is_named(tmp_path: Path, pictures: Path, vae: Any) -> None:
    filled(cache_of(tmp_path, [dataset(pictures, resolution=64)], vae), vae)
    cache = cache_of(tmp_path, [dataset(pictures)], vae, trust_files=True)
    assert filled(cache, vae) == 0
    with pytest.raises(FileError, match=r"_sd\.npz"):
        cache[0, 0]
