"""Latents of the images, kept in memory or beside the images in the files that sd-scripts writes and reads."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import torch

from core.config.planned_dataset import PlannedDataset, PlannedImage
from core.errors import FileError, RunError
from core.files import replacing
from core.trainer import images

STRIDE = 8
ImageKey: TypeAlias = tuple[int, int]
"""Which dataset, and which of its images."""


@dataclass(frozen=True, slots=True)
class ImageLatents:
    """Before the VAE's scaling factor, float32 (4, height / 8, width / 8) on the CPU; `alpha_mask` is in pixels."""

    latents: torch.Tensor
    flipped: torch.Tensor | None = None
    alpha_mask: torch.Tensor | None = None


@dataclass(frozen=True, slots=True)
class LatentSettings:
    """How latents are made and kept. `trust_files` is `skip_cache_check`."""

    to_disk: bool
    trust_files: bool
    batch_size: int
    seed: int
    workers: int = 2


@dataclass(frozen=True, slots=True)
class _Wanted:
    key: ImageKey
    image: PlannedImage
    flip: bool
    alpha: bool
    interpolation: str | None
    file: Path | None


def npz_path(image: PlannedImage) -> Path:
    """`img_0160x0120_sd.npz` beside `img.png`; the size is the image's own (sd-scripts library/strategy_sd.py)."""
    width, height = image.size
    return image.path.with_name(f"{image.path.stem}_{width:04d}x{height:04d}_sd.npz")


class LatentCache:
    """Latents of every image of a plan, encoded once."""

    def __init__(self, datasets: tuple[PlannedDataset, ...], settings: LatentSettings, vae_digest: str) -> None:
        self._settings = settings
        self._digest = vae_digest
        self._memory: dict[ImageKey, ImageLatents] = {}
        self._wanted = {wanted.key: wanted for wanted in _wanted(datasets, to_disk=settings.to_disk)}

    def __getitem__(self, key: ImageKey) -> ImageLatents:
        """The latents of one image, from memory or from its file.

        Raises:
            FileError: the file has gone, or does not fit the image any more.
        """
        kept = self._memory.get(key)
        if kept is not None:
            return kept
        wanted = self._wanted[key]
        assert wanted.file is not None
        loaded = _read(wanted.file)
        if loaded is None or not _fits(loaded, wanted):
            raise FileError(
                f"The cached latents {wanted.file} do not fit {wanted.image.path.name}.",
                "Remove the file and start again; leave skip_cache_check out to have stale files found.",
            )
        return _as_latents(loaded, wanted)

    def missing(self) -> list[_Wanted]:
        """Images that no valid file holds yet, those of one size together."""
        absent = [wanted for wanted in self._wanted.values() if not self._on_disk(wanted)]
        return sorted(absent, key=lambda wanted: (wanted.image.bucket, wanted.flip, wanted.alpha))

    def fill(self, vae: Any, progress: Callable[[int, int], None]) -> int:
        """Encode what is missing and return how many images that were; `progress` is told done and total.

        Raises:
            FileError: an image cannot be read, or a file not written.
            RunError: the VAE produced something that is not a number.
        """
        missing = self.missing()
        progress(0, len(missing))
        done = 0
        batches = list(_batches(missing, self._settings.batch_size))
        with ThreadPoolExecutor(self._settings.workers) as pool:
            for batch, pixels in zip(batches, _loaded_ahead(pool, batches, self._settings.workers), strict=True):
                self._encode(vae, batch, pixels)
                done += len(batch)
                progress(done, len(missing))
        return len(missing)

    def _on_disk(self, wanted: _Wanted) -> bool:
        if wanted.file is None:
            return False
        if self._settings.trust_files:
            return wanted.file.is_file()
        loaded = _read(wanted.file)
        return loaded is not None and _fits(loaded, wanted) and _is_fresh(loaded, wanted, self._digest)

    def _encode(self, vae: Any, batch: list[_Wanted], pixels: list[images.Pixels]) -> None:
        tensors = torch.stack([images.to_tensor(item) for item in pixels]).to(vae.device, vae.dtype)
        noise = self._settings.seed
        plain = encode(vae, tensors, [_noise_seed(noise, wanted, "plain") for wanted in batch])
        flipped: list[torch.Tensor | None] = [None] * len(batch)
        if batch[0].flip:
            seeds = [_noise_seed(noise, wanted, "flipped") for wanted in batch]
            flipped = list(encode(vae, tensors.flip(3), seeds))
        for wanted, latents, mirrored, image in zip(batch, plain, flipped, pixels, strict=True):
            mask = images.alpha_mask(image) if wanted.alpha else None
            self._keep(wanted, ImageLatents(latents, mirrored, mask))

    def _keep(self, wanted: _Wanted, made: ImageLatents) -> None:
        if not all(torch.isfinite(part).all() for part in (made.latents, made.flipped) if part is not None):
            raise RunError(
                f"The VAE made latents that are not numbers from {wanted.image.path}.",
                "Add no_half_vae, or train with mixed_precision bf16.",
            )
        if wanted.file is None:
            self._memory[wanted.key] = made
        else:
            _write(wanted.file, wanted, made, self._digest)


def encode(vae: Any, tensors: torch.Tensor, seeds: Iterable[int]) -> torch.Tensor:
    """A sample of the VAE's distribution for each image, float32 on the CPU, unscaled; one seed an image.

    The noise does not depend on which other images are encoded, and leaves the training's own generator alone.
    """
    with torch.no_grad():
        distribution = vae.encode(tensors).latent_dist
    mean, std = distribution.mean.float().cpu(), distribution.std.float().cpu()
    noise = [torch.randn(mean.shape[1:], generator=torch.Generator().manual_seed(seed)) for seed in seeds]
    return mean + std * torch.stack(noise)


def digest_of(vae: Any) -> str:
    """Tells VAEs apart: a hash over their first and last layers."""
    digest = hashlib.sha256()
    for layer in (vae.encoder.conv_in, vae.encoder.conv_out, vae.quant_conv):
        if layer is not None:
            digest.update(layer.weight.detach().float().cpu().numpy().tobytes())
    return digest.hexdigest()[:16]


def _wanted(datasets: tuple[PlannedDataset, ...], *, to_disk: bool) -> Iterator[_Wanted]:
    """Every image; where two datasets want one file for two sizes, the second is kept in memory."""
    claimed: dict[Path, tuple[int, int]] = {}
    for number, dataset in enumerate(datasets):
        for index, image in enumerate(dataset.images):
            subset = dataset.subsets[image.subset_index].settings
            file = _file_for(image) if to_disk else None
            if file is not None and claimed.setdefault(file, image.bucket) != image.bucket:
                file = None
            interpolation = interpolation_of(dataset, image)
            yield _Wanted((number, index), image, subset.flip_aug, subset.alpha_mask, interpolation, file)


def interpolation_of(dataset: PlannedDataset, image: PlannedImage) -> str | None:
    own = dataset.subsets[image.subset_index].settings.resize_interpolation
    return own or dataset.settings.resize_interpolation


def _file_for(image: PlannedImage) -> Path:
    """An old-style `img.npz` is used where there is one, as in sd-scripts."""
    old = image.path.with_suffix(".npz")
    return old if old.is_file() else npz_path(image)


def _batches(wanted: list[_Wanted], size: int) -> Iterator[list[_Wanted]]:
    batch: list[_Wanted] = []
    for item in wanted:
        first = batch[0] if batch else item
        alike = (item.image.bucket, item.flip, item.alpha) == (first.image.bucket, first.flip, first.alpha)
        if batch and (len(batch) >= size or not alike):
            yield batch
            batch = []
        batch.append(item)
    if batch:
        yield batch


def _loaded_ahead(pool: ThreadPoolExecutor, batches: list[list[_Wanted]], ahead: int) -> Iterator[list[images.Pixels]]:
    waiting = [[pool.submit(_pixels, wanted) for wanted in batch] for batch in batches[: ahead + 1]]
    for number in range(len(batches)):
        yield [future.result() for future in waiting.pop(0)]
        following = number + ahead + 1
        if following < len(batches):
            waiting.append([pool.submit(_pixels, wanted) for wanted in batches[following]])


def _pixels(wanted: _Wanted) -> images.Pixels:
    pixels = images.load_pixels(wanted.image.path, alpha=wanted.alpha)
    return images.fit(pixels, wanted.image, interpolation=wanted.interpolation, crop=None)


def _noise_seed(seed: int, wanted: _Wanted, side: str) -> int:
    text = f"{seed} {side} {wanted.image.path.name} {wanted.image.bucket}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:7], "big")


def _read(file: Path) -> Mapping[str, np.ndarray[Any, Any]] | None:
    """The arrays of a cache file; None where there is no file or it is damaged."""
    try:
        with file.open("rb") as stream, np.load(stream, allow_pickle=False) as archive:
            return {key: archive[key] for key in archive.files}
    except (OSError, ValueError, EOFError, zipfile.BadZipFile):
        return None


def _fits(loaded: Mapping[str, np.ndarray[Any, Any]], wanted: _Wanted) -> bool:
    size = (wanted.image.bucket[1] // STRIDE, wanted.image.bucket[0] // STRIDE)
    keys = ["latents", "latents_flipped"] if wanted.flip else ["latents"]
    if any(key not in loaded or loaded[key].shape[1:] != size for key in keys):
        return False
    mask = loaded.get("alpha_mask")
    return not wanted.alpha or (mask is not None and mask.shape == (wanted.image.bucket[1], wanted.image.bucket[0]))


def _is_fresh(loaded: Mapping[str, np.ndarray[Any, Any]], wanted: _Wanted, digest: str) -> bool:
    """Made from this image, this crop and this VAE. Files of sd-scripts do not name their VAE: those are trusted."""
    assert wanted.file is not None
    if wanted.file.stat().st_mtime < wanted.image.path.stat().st_mtime:
        return False
    if "original_size" in loaded and tuple(loaded["original_size"].tolist()) != wanted.image.size:
        return False
    if "crop_ltrb" in loaded and not np.allclose(loaded["crop_ltrb"], wanted.image.crop_ltrb):
        return False
    made_by = loaded.get("vae")
    return made_by is None or str(made_by) == digest


def _as_latents(loaded: Mapping[str, np.ndarray[Any, Any]], wanted: _Wanted) -> ImageLatents:
    def tensor(key: str) -> torch.Tensor:
        return torch.from_numpy(loaded[key].astype(np.float32))

    flipped = tensor("latents_flipped") if wanted.flip else None
    return ImageLatents(tensor("latents"), flipped, tensor("alpha_mask") if wanted.alpha else None)


def _write(file: Path, wanted: _Wanted, made: ImageLatents, digest: str) -> None:
    arrays: dict[str, Any] = {
        "latents": made.latents.numpy(),
        "original_size": np.array(wanted.image.size),
        "crop_ltrb": np.array(wanted.image.crop_ltrb),
        "vae": np.array(digest),
    }
    if made.flipped is not None:
        arrays["latents_flipped"] = made.flipped.numpy()
    if made.alpha_mask is not None:
        arrays["alpha_mask"] = made.alpha_mask.numpy()
    with replacing(file) as stream:
        np.savez(stream, **arrays)
