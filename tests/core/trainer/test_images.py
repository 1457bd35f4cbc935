"""Resizing and cropping."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.config.planned_dataset import PlannedImage
from core.errors import FileError
from core.trainer.images import fit, load_pixels, resize, to_tensor

sides = st.integers(min_value=8, max_value=40)


def planned(size: tuple[int, int], resized: tuple[int, int], bucket: tuple[int, int]) -> PlannedImage:
    return PlannedImage(
        path=Path("x.png"), size=size, bucket=bucket, resized=resized, crop_px=(0, 0), crop_ltrb=(0.0, 0.0, 0.0, 0.0),
        caption="", subset_index=0, repeats=1, is_reg=False,
    )  # fmt: skip


def shares(old: int, new: int) -> np.ndarray:
    """The part that each old pixel has in each new one."""
    pixels, starts = np.arange(old), np.arange(new)[:, None] * (old / new)
    return np.clip(np.minimum(pixels + 1, starts + old / new) - np.maximum(pixels, starts), 0, None) / (old / new)


@settings(max_examples=50, deadline=None)
@given(sides, sides, sides, sides, st.integers(0, 2**31))
def test_area_is_the_mean_of_what_lies_under_a_pixel(a: int, b: int, c: int, d: int, seed: int) -> None:
    height, new_height = max(a, b), min(a, b)
    width, new_width = max(c, d), min(c, d)
    pixels = np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)
    expected = np.einsum("ih,hwc,jw->ijc", shares(height, new_height), pixels.astype(float), shares(width, new_width))
    found = resize(pixels, (new_width, new_height), "area")
    assert found.shape == (new_height, new_width, 3)
    assert np.abs(found - expected).max() < 0.51


def test_the_crop_is_central_or_where_the_generator_says() -> None:
    pixels = np.arange(10 * 20 * 3, dtype=np.uint8).reshape(10, 20, 3)
    image = planned((20, 10), (20, 10), (8, 10))
    assert np.array_equal(fit(pixels, image, interpolation=None, crop=None), pixels[:, 6:14])
    start = random.Random(3).randint(0, 12)
    assert np.array_equal(fit(pixels, image, interpolation=None, crop=random.Random(3)), pixels[:, start : start + 8])


def test_growing_uses_lanczos() -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (10, 10, 3), dtype=np.uint8)
    found = fit(pixels, planned((10, 10), (20, 20), (20, 20)), interpolation=None, crop=None)
    assert np.array_equal(found, resize(pixels, (20, 20), "lanczos"))


def test_tensors_reach_from_minus_one_to_one() -> None:
    tensor = to_tensor(np.array([[[0, 255, 127]]], dtype=np.uint8))
    assert tensor.shape == (3, 1, 1)
    assert tensor.flatten().tolist() == pytest.approx([-1.0, 1.0, -0.0039216], abs=1e-6)


def test_a_damaged_picture_is_named(tmp_path: Path, pictures: Path) -> None:
    whole = (pictures / "picture0.png").read_bytes()
    (tmp_path / "cut.png").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(FileError, match=r"cut\.png"):
        load_pixels(tmp_path / "cut.png")
