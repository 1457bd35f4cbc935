"""Bucket arithmetic against what the real sd-scripts computed, and its properties."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.dataset.buckets import (
    BucketError,
    BucketSettings,
    adjusted_limits,
    assign_bucket,
    check_settings,
    predefined_resolutions,
)
from tests.core.oracle import oracle

ORACLE = oracle("buckets")


def settings_of(values: dict[str, Any]) -> BucketSettings:
    return BucketSettings(**{**values, "resolution": tuple(values["resolution"])})


def cases(kind: str) -> list[Any]:
    return [pytest.param(case, id=case["id"]) for case in ORACLE["cases"] if case["kind"] == kind]


def test_every_image_falls_into_the_bucket_of_sd_scripts() -> None:
    images = [case for case in ORACLE["cases"] if case["kind"] == "image"]
    assert len(images) > 900
    for case in images:
        settings = settings_of(ORACLE["settings"][case["setting"]])
        size = tuple(case["image"])
        if "error" in case or case.get("zero_side_bucket"):
            with pytest.raises(BucketError) as refusal:
                assign_bucket(size, settings)
            assert refusal.value.code == "image-too-small", case["id"]
            continue
        found = assign_bucket(size, settings)
        assert list(found.bucket) == case["bucket"], case["id"]
        assert list(found.resized) == case["resized"], case["id"]
        assert list(found.crop_px) == case["crop_px"], case["id"]
        assert list(found.crop_ltrb) == case["crop_ltrb"], case["id"]


@pytest.mark.parametrize("case", cases("predefined_resos"))
def test_predefined_resolutions(case: dict[str, Any]) -> None:
    settings = settings_of(ORACLE["settings"][case["setting"]])
    assert [list(size) for size in predefined_resolutions(settings)] == case["resos"]
    assert list(adjusted_limits(settings)) == case["min_max_after_adjust"]


@pytest.mark.parametrize("case", cases("construct"))
def test_impossible_settings_are_refused(case: dict[str, Any]) -> None:
    settings = settings_of(case["params"])
    if case["verdict"] == "error":
        with pytest.raises(BucketError) as refusal:
            check_settings(settings)
        assert refusal.value.hint
        return
    check_settings(settings)
    assert list(assign_bucket((800, 600), settings).bucket) == case["bucket_for_800x600"]


sides = st.integers(1, 5000)
resolutions = st.tuples(st.integers(64, 2048), st.integers(64, 2048))


@given(
    size=st.tuples(sides, sides),
    resolution=resolutions,
    steps=st.sampled_from([8, 32, 64, 128]),
    no_upscale=st.booleans(),
)
def test_a_bucket_divides_by_the_steps_and_never_exceeds_the_area(
    size: tuple[int, int], resolution: tuple[int, int], steps: int, no_upscale: bool
) -> None:
    settings = BucketSettings(
        resolution=resolution,
        enable_bucket=True,
        min_bucket_reso=steps,
        max_bucket_reso=2048,
        bucket_reso_steps=steps,
        bucket_no_upscale=no_upscale,
    )
    assume(min(resolution) >= steps)
    try:
        found = assign_bucket(size, settings)
    except BucketError:
        assert no_upscale
        return
    assert found.bucket[0] % steps == 0
    assert found.bucket[1] % steps == 0
    assert found.bucket[0] * found.bucket[1] <= resolution[0] * resolution[1] * (1.1 if no_upscale else 1)
    assert found.resized[0] >= found.bucket[0]
    assert found.resized[1] >= found.bucket[1]
    if no_upscale:
        assert found.resized[0] <= size[0]
        assert found.resized[1] <= size[1]


@given(resolution=resolutions, low=st.integers(-200, 3000), high=st.integers(-200, 3000), steps=st.integers(-64, 256))
def test_any_settings_are_either_refused_or_usable(
    resolution: tuple[int, int], low: int, high: int, steps: int
) -> None:
    settings = BucketSettings(resolution, True, low, high, steps, False)
    try:
        check_settings(settings)
    except BucketError:
        return
    assert all(width > 0 and height > 0 for width, height in predefined_resolutions(settings))
    assert assign_bucket((800, 600), settings).bucket in predefined_resolutions(settings)
