"""Order and content of batches."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import torch

from core.config.arguments import read_arguments
from core.config.dataset_config import read_dataset_config
from core.config.documents import read_document
from core.config.plan import TrainPlan, resolve
from core.config.schema import shipped_schema
from core.trainer.batches import BatchMaker, BatchPosition, captions_vary, epoch_batches, epoch_slots
from core.trainer.conditioning import Tokenizer
from core.trainer.tokenizer import load_tokenizer
from tests.core.trainer.conftest import write_dataset


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer(load_tokenizer())


def make_plan(tmp_path: Path, datasets: list[dict[str, Any]], *arguments: str) -> TrainPlan:
    document = {"general": {"caption_extension": ".txt"}, "datasets": datasets}
    path = write_dataset(tmp_path / "plan.toml", document)
    args, problems = read_arguments(["--dataset_config", str(path), *arguments], shipped_schema(), tmp_path)
    assert not problems
    blueprint, problems = read_dataset_config(read_document(path), args, tmp_path)
    assert blueprint is not None, problems
    plan, problems = resolve(args, blueprint, tmp_path)
    assert plan is not None, problems
    return plan


def dataset(folder: Path, **keys: Any) -> dict[str, Any]:
    own = {key: keys.pop(key) for key in list(keys) if key in {"flip_aug", "is_reg", "num_repeats", "shuffle_caption"}}
    own |= {key: keys.pop(key) for key in list(keys) if key in {"random_crop", "alpha_mask", "keep_tokens"}}
    common = {"resolution": 128, "batch_size": 2, "enable_bucket": True, "min_bucket_reso": 64, "max_bucket_reso": 256}
    return {**common, **keys, "subsets": [{"image_dir": str(folder), **own}]}


def test_every_image_comes_as_often_as_it_is_repeated_in_batches_of_one_bucket(tmp_path: Path, pictures: Path) -> None:
    plan = make_plan(tmp_path, [dataset(pictures, num_repeats=3), dataset(pictures, batch_size=3)])
    slots = epoch_slots(plan, 1, 1)
    assert len(slots) == plan.batches_per_epoch
    counts = Counter((slot.dataset, index) for slot in slots for index in slot.images)
    assert set(counts.values()) == {3, 1}
    for slot in slots:
        images = plan.datasets[slot.dataset].images
        assert len({images[index].bucket for index in slot.images}) == 1
        assert len(slot.images) <= plan.datasets[slot.dataset].settings.batch_size


def test_the_order_depends_on_seed_and_epoch_alone(tmp_path: Path, pictures: Path) -> None:
    plan = make_plan(tmp_path, [dataset(pictures, num_repeats=4)])
    assert epoch_slots(plan, 1, 2) == epoch_slots(plan, 1, 2)
    assert epoch_slots(plan, 1, 2) != epoch_slots(plan, 1, 3)
    assert epoch_slots(plan, 1, 2) != epoch_slots(plan, 2, 2)


@pytest.mark.parametrize("workers", [0, 3])
def test_skipping_gives_the_rest_of_the_same_epoch(
    tmp_path: Path, pictures: Path, tokenizer: Tokenizer, workers: int
) -> None:
    plan = make_plan(tmp_path, [dataset(pictures, num_repeats=2, shuffle_caption=True, flip_aug=True)])
    maker = BatchMaker(plan, 1, tokenizer, None, pin=False)
    whole = list(epoch_batches(maker, plan, 1, 2, skip=0, steps_before=4, accumulation=2, workers=0))
    rest = list(epoch_batches(maker, plan, 1, 2, skip=3, steps_before=4, accumulation=2, workers=workers))
    assert [batch.position for batch in whole][:3] == [
        BatchPosition(2, 0, 4),
        BatchPosition(2, 1, 4),
        BatchPosition(2, 2, 5),
    ]
    for expected, found in zip(whole[3:], rest, strict=True):
        assert found.position == expected.position
        assert found.captions == expected.captions
        assert found.pixels is not None
        assert expected.pixels is not None
        assert torch.equal(found.pixels, expected.pixels)
        assert torch.equal(found.tokens.ids, expected.tokens.ids)


def test_pixels_are_scaled_and_regularisation_images_weigh_less(
    tmp_path: Path, pictures: Path, tokenizer: Tokenizer
) -> None:
    both = dataset(pictures, batch_size=7)
    both["subsets"].append({"image_dir": str(pictures / "reg"), "is_reg": True, "class_tokens": "girl"})
    (pictures / "reg").mkdir()
    (pictures / "picture0.png").rename(pictures / "reg" / "plain.png")
    plan = make_plan(tmp_path, [both], "--prior_loss_weight", "0.25")
    maker = BatchMaker(plan, 1, tokenizer, None, pin=False)
    weights: Counter[float] = Counter()
    for batch in epoch_batches(maker, plan, 1, 1, skip=0, steps_before=0, accumulation=1, workers=0):
        assert batch.latents is None
        assert batch.pixels is not None
        assert batch.pixels.dtype is torch.float32
        assert -1.0 <= float(batch.pixels.min()) < float(batch.pixels.max()) <= 1.0
        weights.update(batch.loss_weights.tolist())
        for caption, weight in zip(batch.captions, batch.loss_weights.tolist(), strict=True):
            assert (caption == "girl") == (weight == 0.25)
    assert set(weights) == {0.25, 1.0}


def test_flips_mirror_about_half_of_the_pictures(tmp_path: Path, pictures: Path, tokenizer: Tokenizer) -> None:
    straight = make_plan(tmp_path, [dataset(pictures, num_repeats=10, batch_size=1)])
    flipping = make_plan(tmp_path, [dataset(pictures, num_repeats=10, batch_size=1, flip_aug=True)])
    flips = 0
    for plain, other in zip(
        epoch_batches(BatchMaker(straight, 1, tokenizer, None, pin=False), straight, 1, 1, skip=0, steps_before=0,
                      accumulation=1, workers=0),
        epoch_batches(BatchMaker(flipping, 1, tokenizer, None, pin=False), flipping, 1, 1, skip=0, steps_before=0,
                      accumulation=1, workers=0),
        strict=True,
    ):  # fmt: skip
        assert plain.pixels is not None
        assert other.pixels is not None
        mirrored = torch.equal(other.pixels, plain.pixels.flip(3))
        assert mirrored or torch.equal(other.pixels, plain.pixels)
        flips += mirrored
    assert 20 < flips < 50


def test_an_alpha_channel_becomes_a_mask(tmp_path: Path, pictures: Path, tokenizer: Tokenizer) -> None:
    from PIL import Image

    for path in pictures.glob("*.png"):
        with Image.open(path) as image:
            shown = image.convert("RGBA")
        shown.putalpha(Image.linear_gradient("L").resize(shown.size))
        shown.save(path)
    plan = make_plan(tmp_path, [dataset(pictures, alpha_mask=True)])
    maker = BatchMaker(plan, 1, tokenizer, None, pin=False)
    batch = maker(epoch_slots(plan, 1, 1)[0], BatchPosition(1, 0, 0))
    assert batch.alpha_masks is not None
    assert batch.pixels is not None
    assert batch.alpha_masks.shape == (len(batch.captions), *batch.pixels.shape[2:])
    assert float(batch.alpha_masks[0, 0].mean()) < 0.1 < 0.9 < float(batch.alpha_masks[0, -1].mean())


def test_captions_vary_where_they_are_shuffled(tmp_path: Path, pictures: Path) -> None:
    assert captions_vary(make_plan(tmp_path, [dataset(pictures, shuffle_caption=True)]))
    assert not captions_vary(make_plan(tmp_path, [dataset(pictures, keep_tokens=1)]))
