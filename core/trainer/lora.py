"""A LoRA network inside a diffusers U-Net and CLIP text encoders, kept in peft's layers, stored in Kohya's format.

Source of targets, ranks, initialisation, groups and file layout: sd-scripts networks/lora.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from peft import LoraConfig, inject_adapter_in_model
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import nn

from core.errors import ConfigError, FileError
from core.trainer.lora_dropout import KohyaDropout
from core.trainer.lora_targets import LoraTarget, StoredRanks, text_encoder_targets, unet_targets
from core.trainer.network_settings import NetworkSettings

ADAPTER = "kohya"


@dataclass(frozen=True, slots=True)
class LoraModule:
    """One layer's LoRA: `layer` is peft's layer, `alpha` the scalar that the file keeps beside the weights."""

    name: str
    rank: int
    alpha: torch.Tensor
    layer: Any

    @property
    def down(self) -> nn.Parameter:
        """(rank, in) or (rank, in, height, width)."""
        parameter: nn.Parameter = self.layer.lora_A[ADAPTER].weight
        return parameter

    @property
    def up(self) -> nn.Parameter:
        """(out, rank) or (out, rank, 1, 1)."""
        parameter: nn.Parameter = self.layer.lora_B[ADAPTER].weight
        return parameter


@dataclass(frozen=True, slots=True)
class LoadedWeights:
    """What a LoRA file did not have, and what it had that this network has no place for."""

    missing: tuple[str, ...]
    unexpected: tuple[str, ...]


class LoraNetwork:
    """The trainable part: all LoRA modules of the text encoders (first) and of the U-Net."""

    def __init__(
        self, settings: NetworkSettings, text_encoder_modules: Sequence[LoraModule], unet_modules: Sequence[LoraModule]
    ) -> None:
        self.settings = settings
        self.text_encoder_modules = tuple(text_encoder_modules)
        self.unet_modules = tuple(unet_modules)
        self._dropout = KohyaDropout(settings.dropout, settings.rank_dropout, settings.module_dropout)
        if self._dropout.needed:
            for module in self.modules:
                module.layer.lora_variant[ADAPTER] = self._dropout

    @classmethod
    def create(
        cls,
        settings: NetworkSettings,
        unet: nn.Module,
        text_encoders: Sequence[nn.Module],
        stored: Mapping[str, torch.Tensor] | None = None,
    ) -> LoraNetwork:
        """Freeze the models and put LoRA layers into the parts to train; `stored` are the weights to go on from.

        The adapter's weights are float32 on the base layer's device: down from kaiming_uniform(a=√5), up zero.

        Raises:
            ConfigError: no layer is left to train, or `stored` has another rank than the network.
        """
        for model in (unet, *text_encoders):
            model.requires_grad_(requires_grad=False)
        ranks = _stored_ranks(stored) if settings.rank_from_weights and stored is not None else None
        text_encoder_modules: list[LoraModule] = []
        if settings.train_text_encoder:
            for number, text_encoder in enumerate(text_encoders, start=1):
                prefix = f"lora_te{number}_" if len(text_encoders) > 1 else "lora_te_"
                targets = text_encoder_targets(text_encoder, prefix, settings, ranks)
                text_encoder_modules += _inject(text_encoder, targets)
        unet_modules = _inject(unet, unet_targets(unet, settings, ranks)) if settings.train_unet else []
        if not text_encoder_modules and not unet_modules:
            raise ConfigError(
                "No layer is left to train.",
                "Check network_args, and that network_weights is a LoRA for this kind of model.",
            )
        network = cls(settings, text_encoder_modules, unet_modules)
        if stored is not None:
            network.load_kohya_state_dict(stored)
        return network

    @property
    def modules(self) -> tuple[LoraModule, ...]:
        return self.text_encoder_modules + self.unet_modules

    def parameters(self) -> Iterator[nn.Parameter]:
        """Every adapter weight, trained or not, in the order of the modules: down, up."""
        for module in self.modules:
            yield module.down
            yield module.up

    def train(self, *, training: bool = True) -> None:
        """Turn the dropouts on (or off, to sample and to save). The models' own modes do not matter to them."""
        self._dropout.training = training

    def set_multiplier(self, multiplier: float) -> None:
        """Scale the LoRA's share in the forward: 0 is the base model alone, 1 the LoRA as trained."""
        for module in self.modules:
            base = module.layer.lora_alpha[ADAPTER] / module.rank
            module.layer.scaling[ADAPTER] = base * multiplier

    def expect_autocast(self, *, expected: bool) -> None:
        """Leave the input's type alone, for autocast brings input and adapter together; saves a copy a layer."""
        for module in self.modules:
            module.layer.cast_input_dtype_enabled = not expected

    def to(self, dtype: torch.dtype) -> None:
        """Keep the adapter's weights in `dtype` (`full_fp16`, `full_bf16`)."""
        for parameter in self.parameters():
            parameter.data = parameter.data.to(dtype)

    def to_kohya_state_dict(self, dtype: torch.dtype | None = None) -> dict[str, torch.Tensor]:
        """Copies on the CPU under Kohya's names, in `dtype`.

        Without a `dtype` weights keep theirs, and alpha is stored as it was given: an integer one as int64.
        """
        state: dict[str, torch.Tensor] = {}
        for module in self.modules:
            alpha_dtype = dtype or (module.down.dtype if module.alpha.is_floating_point() else module.alpha.dtype)
            state[f"{module.name}.alpha"] = module.alpha.to(alpha_dtype)
            for part, weight in (("lora_down", module.down), ("lora_up", module.up)):
                tensor = weight.detach().to(dtype or weight.dtype)
                state[f"{module.name}.{part}.weight"] = tensor.to("cpu", copy=True).contiguous()
        return state

    def load_kohya_state_dict(self, state: Mapping[str, torch.Tensor]) -> LoadedWeights:
        """Take over the weights of a LoRA; alpha is remembered for the file, the scale in use stays (as sd-scripts).

        Raises:
            ConfigError: a tensor has another shape than the network's.
        """
        missing: list[str] = []
        own: set[str] = set()
        for module in self.modules:
            destinations = {"alpha": module.alpha, "lora_down.weight": module.down, "lora_up.weight": module.up}
            for part, destination in destinations.items():
                key = f"{module.name}.{part}"
                own.add(key)
                if key not in state:
                    missing.append(key)
                    continue
                _copy(key, state[key], destination)
        return LoadedWeights(tuple(missing), tuple(key for key in state if key not in own))

    @torch.no_grad()
    def scale_weight_norms(self, maximum: float) -> tuple[int, float, float]:
        """Shrink every module whose weight difference has a norm above `maximum` (`scale_weight_norms`).

        Returns how many were shrunk, the mean and the largest norm afterwards. Source: sd-scripts networks/lora.py,
        apply_max_norm_regularization.
        """
        norms: list[torch.Tensor] = []
        ratios: list[torch.Tensor] = []
        for module in self.modules:
            scale = module.alpha.to(module.down.device) / module.rank
            norm = (module.up.flatten(1) @ module.down.flatten(1) * scale).norm()
            bounded = norm.clamp(min=maximum / 2)
            ratio = bounded.clamp(max=maximum) / bounded
            module.up.mul_(ratio.sqrt().to(module.up.device))
            module.down.mul_(ratio.sqrt().to(module.down.device))
            norms.append(norm * ratio)
            ratios.append(ratio)
        after = torch.stack([norm.float().cpu() for norm in norms])
        shrunk = int((torch.stack([ratio.float().cpu() for ratio in ratios]) != 1).sum())
        return shrunk, float(after.mean()), float(after.max())


def read_lora(path: Path) -> dict[str, torch.Tensor]:
    """The tensors of a LoRA file (`network_weights`), on the CPU.

    Raises:
        ConfigError: it is no .safetensors file; others are pickles, which can run code when they are read.
        FileError: it cannot be read.
    """
    if path.suffix != ".safetensors":
        raise ConfigError(f"network_weights {path} is no .safetensors file.", "Convert it first; others are not read.")
    try:
        state: dict[str, torch.Tensor] = load_file(path)
    except (OSError, SafetensorError) as error:
        raise FileError(
            f"Could not read {path}: {error}", "Check the path, or take another copy of the file."
        ) from error
    return state


def _inject(model: nn.Module, targets: Sequence[LoraTarget]) -> list[LoraModule]:
    if not targets:
        return []
    alphas = [target.alpha or target.rank for target in targets]
    (rank, alpha), _ = Counter(zip((target.rank for target in targets), map(float, alphas), strict=True)).most_common(
        1
    )[0]
    config = LoraConfig(
        r=rank,
        lora_alpha=alpha,  # peft divides by it; a float is fine there
        target_modules=[target.path for target in targets],
        rank_pattern={target.path: target.rank for target in targets if target.rank != rank},
        alpha_pattern={t.path: float(a) for t, a in zip(targets, alphas, strict=True) if a != alpha},
        init_lora_weights=False,
    )
    inject_adapter_in_model(config, model, adapter_name=ADAPTER)
    modules = []
    for target, own_alpha in zip(targets, alphas, strict=True):
        layer: Any = model.get_submodule(target.path)
        layer.lora_A[ADAPTER].float()
        layer.lora_B[ADAPTER].float()
        layer.reset_lora_parameters(ADAPTER, init_lora_weights=True)
        modules.append(LoraModule(target.name, target.rank, torch.tensor(own_alpha, device="cpu"), layer))
    return modules


def _stored_ranks(state: Mapping[str, torch.Tensor]) -> StoredRanks:
    """Ranks and alphas of a LoRA file; a module without alpha (an old file) has alpha = rank."""
    ranks = {key.split(".")[0]: tensor.shape[0] for key, tensor in state.items() if ".lora_down" in key}
    alphas = {key.split(".")[0]: float(tensor) for key, tensor in state.items() if key.endswith(".alpha")}
    return StoredRanks(ranks, {name: alphas.get(name, rank) for name, rank in ranks.items()})


def _copy(key: str, source: torch.Tensor, destination: torch.Tensor) -> None:
    if source.shape != destination.shape:
        raise ConfigError(
            f"network_weights: {key} has the shape {list(source.shape)}, this network {list(destination.shape)}.",
            "Give the network_dim (and conv_dim) with which that LoRA was trained, or turn dim_from_weights on.",
        )
    with torch.no_grad():
        destination.copy_(source)
