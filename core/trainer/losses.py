"""The loss of a batch: how prediction and target are compared, and how each sample is weighted.

Source: sd-scripts library/train_util.py (get_huber_threshold_if_needed, conditional_loss),
library/custom_train_functions.py (apply_snr_weight and its kin), train_network.py (post_process_loss, process_batch).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import torch
from torch.nn import functional

from core.errors import ConfigError
from core.trainer.noise import NoiseSchedule

HIGHEST_SNR = 1000.0
"""At timestep 0 the signal-to-noise ratio can be infinite; the weights that divide by it stop here."""


def check_loss_arguments(args: Mapping[str, Any]) -> None:
    """Refuse what sd-scripts refuses before it trains (verify_training_args) or crashes on at the first step.

    Raises:
        ConfigError: a combination or a name that cannot be.
    """
    if args["adaptive_noise_scale"] is not None and args["noise_offset"] is None:
        raise ConfigError("adaptive_noise_scale is given without noise_offset.", "Give noise_offset as well.")
    if args["scale_v_pred_loss_like_noise_pred"] and not args["v_parameterization"]:
        raise ConfigError(
            "scale_v_pred_loss_like_noise_pred is on without v_parameterization.", "Turn it off, or turn both on."
        )
    if args["v_pred_like_loss"] and args["v_parameterization"]:
        raise ConfigError("v_pred_like_loss is given together with v_parameterization.", "Keep one of the two.")
    if args["loss_type"] not in {"l1", "l2", "huber", "smooth_l1"}:
        raise ConfigError(f"There is no loss_type {args['loss_type']}.", "Use l2, l1, huber or smooth_l1.")
    if args["loss_type"] in {"huber", "smooth_l1"} and args["huber_schedule"] not in {"constant", "exponential", "snr"}:
        raise ConfigError(f"There is no huber_schedule {args['huber_schedule']}.", "Use snr, exponential or constant.")


def training_loss(
    prediction: torch.Tensor,
    target: torch.Tensor,
    timesteps: torch.Tensor,
    loss_weights: torch.Tensor,
    schedule: NoiseSchedule,
    args: Mapping[str, Any],
    mask: torch.Tensor | None = None,
) -> torch.Tensor:
    """The scalar to differentiate.

    `prediction`, `target`: (batch, 4, height, width), compared in float32; `timesteps`: (batch,) int64;
    `loss_weights`: (batch,), 1 for training and `prior_loss_weight` for regularisation images; `mask`: (batch, height,
    width) from 0 to 1 at image size, or None.
    """
    threshold = huber_threshold(timesteps, schedule, args)
    loss = elementwise_loss(prediction.float(), target.float(), args["loss_type"], threshold)
    if mask is not None:
        weights = mask.to(loss.dtype).unsqueeze(1)
        loss = loss * functional.interpolate(weights, size=loss.shape[2:], mode="area")
    loss = loss.mean(dim=list(range(1, loss.ndim))) * loss_weights
    return weighted_by_timestep(loss, timesteps, schedule, args).mean()


def elementwise_loss(
    prediction: torch.Tensor, target: torch.Tensor, loss_type: str, threshold: torch.Tensor | None
) -> torch.Tensor:
    """The loss of every element; `threshold`: (batch,), for huber and smooth_l1.

    Raises:
        ConfigError: an unknown `loss_type`.
    """
    if loss_type == "l2":
        return functional.mse_loss(prediction, target, reduction="none")
    if loss_type == "l1":
        return functional.l1_loss(prediction, target, reduction="none")
    if loss_type not in {"huber", "smooth_l1"} or threshold is None:
        raise ConfigError(f"There is no loss_type {loss_type}.", "Use l2, l1, huber or smooth_l1.")
    edge = threshold.view(-1, *([1] * (prediction.ndim - 1)))
    loss = 2 * (torch.sqrt((prediction - target) ** 2 + edge**2) - edge)
    return loss * edge if loss_type == "huber" else loss


def huber_threshold(timesteps: torch.Tensor, schedule: NoiseSchedule, args: Mapping[str, Any]) -> torch.Tensor | None:
    """Where the loss turns from quadratic to linear, for each sample; None for losses that do not turn.

    Raises:
        ConfigError: an unknown `huber_schedule`.
    """
    if args["loss_type"] not in {"huber", "smooth_l1"}:
        return None
    edge, scale = args["huber_c"], args["huber_scale"]
    match args["huber_schedule"]:
        case "exponential":
            decay = -math.log(edge) / schedule.timesteps
            return torch.exp(-decay * timesteps) * scale
        case "snr":
            alphas = torch.index_select(schedule.alphas_cumprod, 0, timesteps.to(schedule.alphas_cumprod.device))
            sigmas = ((1.0 - alphas) / alphas) ** 0.5
            return ((1 - edge) / (1 + sigmas) ** 2 + edge).to(timesteps.device)
        case "constant":
            return torch.full((timesteps.shape[0],), edge * scale, device=timesteps.device)
        case other:
            raise ConfigError(f"There is no huber_schedule {other}.", "Use snr, exponential or constant.")


def weighted_by_timestep(
    loss: torch.Tensor, timesteps: torch.Tensor, schedule: NoiseSchedule, args: Mapping[str, Any]
) -> torch.Tensor:
    """The losses (batch,) with the timestep weights that `args` ask for, in sd-scripts' order."""
    v_prediction = bool(args["v_parameterization"])
    if args["min_snr_gamma"]:
        loss = min_snr_weighted(loss, timesteps, schedule, args["min_snr_gamma"], v_prediction=v_prediction)
    if args["scale_v_pred_loss_like_noise_pred"]:
        loss = loss * _noise_prediction_scale(timesteps, schedule)
    if args["v_pred_like_loss"]:
        loss = with_v_prediction_like_loss(loss, timesteps, schedule, args["v_pred_like_loss"])
    if args["debiased_estimation_loss"]:
        loss = debiased(loss, timesteps, schedule, v_prediction=v_prediction)
    return loss


def min_snr_weighted(
    loss: torch.Tensor, timesteps: torch.Tensor, schedule: NoiseSchedule, gamma: float, *, v_prediction: bool
) -> torch.Tensor:
    """Min-SNR weighting (arXiv 2303.09556): losses of little-noised steps count less."""
    snr = schedule.snr(timesteps)
    divisor = snr + 1 if v_prediction else snr
    return loss * (torch.minimum(snr, torch.full_like(snr, gamma)) / divisor).float().to(loss.device)


def with_v_prediction_like_loss(
    loss: torch.Tensor, timesteps: torch.Tensor, schedule: NoiseSchedule, factor: float
) -> torch.Tensor:
    return loss + loss / _noise_prediction_scale(timesteps, schedule) * factor


def debiased(
    loss: torch.Tensor, timesteps: torch.Tensor, schedule: NoiseSchedule, *, v_prediction: bool
) -> torch.Tensor:
    """Debiased estimation (arXiv 2310.08442): 1/√SNR, or 1/(SNR + 1) with v-prediction."""
    snr = schedule.snr(timesteps).clamp(max=HIGHEST_SNR)
    return loss * (1 / (snr + 1) if v_prediction else 1 / torch.sqrt(snr))


def _noise_prediction_scale(timesteps: torch.Tensor, schedule: NoiseSchedule) -> torch.Tensor:
    snr = schedule.snr(timesteps).clamp(max=HIGHEST_SNR)
    return snr / (snr + 1)
