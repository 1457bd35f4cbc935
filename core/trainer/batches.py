"""Which images are trained together, in which order, and what the model is given of them.

Everything random about a batch (captions, flips, crops) comes from a generator of its own, seeded by the run's seed,
the epoch and the batch's number: the order of threads does not matter, and a continued run goes on exactly where it
stopped.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Generator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import torch

from core.config.dataset_config import SubsetSettings
from core.config.plan import TrainPlan
from core.config.planned_dataset import PlannedImage
from core.dataset.captions import caption_for_step
from core.trainer import images
from core.trainer.conditioning import Tokenizer, Tokens
from core.trainer.latents import LatentCache, interpolation_of


@dataclass(frozen=True, slots=True)
class BatchSlot:
    """Images of one bucket of one dataset: indices into `PlannedDataset.images`."""

    dataset: int
    images: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BatchPosition:
    """`epoch` from 1; `index` counts the epoch's batches from 0; `step` is the optimizer steps done before it."""

    epoch: int
    index: int
    step: int


@dataclass(frozen=True, slots=True)
class Batch:
    """`latents` (cached, unscaled) or `pixels` in [-1, 1], on the CPU; `loss_weights` one an image."""

    position: BatchPosition
    captions: tuple[str, ...]
    tokens: Tokens
    loss_weights: torch.Tensor
    latents: torch.Tensor | None
    pixels: torch.Tensor | None
    alpha_masks: torch.Tensor | None


def dataset_seed(seed: int) -> int:
    """The seed that sd-scripts draws for its datasets (library/config_util.py)."""
    return random.Random(seed).randint(0, 2**31)


def epoch_slots(plan: TrainPlan, seed: int, epoch: int) -> list[BatchSlot]:
    """The batches of `epoch` (from 1), in order.

    Images are shuffled within their bucket, then all batches of all datasets among one another, from a seed of
    `dataset_seed(seed) + epoch`, as in sd-scripts (library/train_util.py: shuffle_buckets), which lets its data loader
    shuffle the batches once more.
    """
    rng = random.Random(dataset_seed(seed) + epoch)
    slots: list[BatchSlot] = []
    for number, dataset in enumerate(plan.datasets):
        size = dataset.settings.batch_size
        for bucket in dataset.buckets:
            indices = list(bucket.indices)
            rng.shuffle(indices)
            slots += [BatchSlot(number, tuple(indices[at : at + size])) for at in range(0, len(indices), size)]
    rng.shuffle(slots)
    return slots


def captions_vary(plan: TrainPlan) -> bool:
    """Whether an image's caption may differ from step to step by more than being dropped."""
    subsets = [subset.settings for dataset in plan.datasets for subset in dataset.subsets]
    return any(
        subset.shuffle_caption
        or subset.enable_wildcard
        or subset.caption_tag_dropout_rate > 0
        or subset.token_warmup_step > 0
        for subset in subsets
    )


class BatchMaker:
    """Makes a batch from its slot; may be called from several threads."""

    def __init__(
        self, plan: TrainPlan, seed: int, tokenizer: Tokenizer, cache: LatentCache | None, *, pin: bool
    ) -> None:
        self._plan = plan
        self._seed = seed
        self._tokenizer = tokenizer
        self._cache = cache
        self._pin = pin

    def __call__(self, slot: BatchSlot, position: BatchPosition) -> Batch:
        """Read, caption and stack the images of `slot`.

        Raises:
            FileError: an image or a latent file cannot be read.
        """
        rng = random.Random(f"{self._seed} {position.epoch} {position.index}")
        captions, latents, pixels, masks = [], [], [], []
        for index in slot.images:
            image = self._plan.datasets[slot.dataset].images[index]
            flipped = self._settings(slot, image).flip_aug and rng.random() < 0.5
            if self._cache is not None:
                made, mask = self._cached(slot, index, flipped=flipped)
                latents.append(made)
            else:
                made, mask = self._loaded(slot, image, rng, flipped=flipped)
                pixels.append(made)
            masks.append(mask)
            captions.append(self._caption(slot, image, position, rng))
        return Batch(
            position=position,
            captions=tuple(captions),
            tokens=self._pinned_tokens(self._tokenizer(captions)),
            loss_weights=self._pinned(self._loss_weights(slot)),
            latents=self._pinned(torch.stack(latents)) if latents else None,
            pixels=self._pinned(torch.stack(pixels)) if pixels else None,
            alpha_masks=_stacked_masks(masks, self._plan.datasets[slot.dataset].images[slot.images[0]].bucket),
        )

    def _settings(self, slot: BatchSlot, image: PlannedImage) -> SubsetSettings:
        return self._plan.datasets[slot.dataset].subsets[image.subset_index].settings

    def _caption(self, slot: BatchSlot, image: PlannedImage, position: BatchPosition, rng: random.Random) -> str:
        return caption_for_step(
            image.caption,
            self._settings(slot, image),
            rng,
            epoch=position.epoch,
            step=position.step,
            max_train_steps=self._plan.total_steps,
        )

    def _cached(self, slot: BatchSlot, index: int, *, flipped: bool) -> tuple[torch.Tensor, torch.Tensor | None]:
        assert self._cache is not None
        kept = self._cache[slot.dataset, index]
        mask = kept.alpha_mask
        if not flipped:
            return kept.latents, mask
        assert kept.flipped is not None
        return kept.flipped, None if mask is None else mask.flip(1)

    def _loaded(
        self, slot: BatchSlot, image: PlannedImage, rng: random.Random, *, flipped: bool
    ) -> tuple[torch.Tensor, torch.Tensor | None]:
        subset = self._settings(slot, image)
        found = images.load_pixels(image.path, alpha=subset.alpha_mask)
        interpolation = interpolation_of(self._plan.datasets[slot.dataset], image)
        fitted = images.fit(found, image, interpolation=interpolation, crop=rng if subset.random_crop else None)
        if flipped:
            fitted = fitted[:, ::-1]
        return images.to_tensor(fitted), images.alpha_mask(fitted) if subset.alpha_mask else None

    def _loss_weights(self, slot: BatchSlot) -> torch.Tensor:
        dataset = self._plan.datasets[slot.dataset]
        prior = dataset.settings.prior_loss_weight
        return torch.tensor([prior if dataset.images[index].is_reg else 1.0 for index in slot.images])

    def _pinned(self, tensor: torch.Tensor) -> torch.Tensor:
        return tensor.pin_memory() if self._pin else tensor

    def _pinned_tokens(self, tokens: Tokens) -> Tokens:
        weights = None if tokens.weights is None else self._pinned(tokens.weights)
        return Tokens(self._pinned(tokens.ids), weights)


def _stacked_masks(masks: list[torch.Tensor | None], bucket: tuple[int, int]) -> torch.Tensor | None:
    """A subset without masks counts in full where another one in the batch has them."""
    if all(mask is None for mask in masks):
        return None
    full = torch.ones(bucket[1], bucket[0])
    return torch.stack([full if mask is None else mask for mask in masks])


def epoch_batches(
    maker: BatchMaker, plan: TrainPlan, seed: int, epoch: int, *, skip: int, steps_before: int, accumulation: int,
    workers: int,
) -> Generator[Batch, None, None]:  # fmt: skip
    """The batches of `epoch` from the `skip`-th on, prepared ahead in `workers` threads (0: when they are asked for).

    `steps_before` are the optimizer steps done before the epoch.
    """
    jobs = [
        (slot, BatchPosition(epoch, index, steps_before + index // accumulation))
        for index, slot in enumerate(epoch_slots(plan, seed, epoch))
    ][skip:]
    if workers == 0:
        yield from (maker(slot, position) for slot, position in jobs)
        return
    with ThreadPoolExecutor(workers, thread_name_prefix="batches") as pool:
        waiting: deque[Future[Batch]] = deque()
        remaining = iter(jobs)
        try:
            for slot, position in remaining:
                waiting.append(pool.submit(maker, slot, position))
                if len(waiting) > workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
