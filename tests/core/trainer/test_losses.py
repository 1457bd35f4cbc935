from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
import torch

from core.config.arguments import read_arguments
from core.config.schema import shipped_schema
from core.errors import ConfigError
from core.trainer import losses
from core.trainer.noise import NoiseSchedule, add_training_noise, draw_timesteps
from tests.shared import shared_folder

CASES = json.loads((shared_folder() / "oracle" / "min_snr.json").read_text(encoding="utf-8"))["cases"]
CPU = torch.device("cpu")


def cases(*kinds: str) -> Any:
    chosen = [case for case in CASES if case["kind"] in kinds]
    assert chosen
    return pytest.mark.parametrize("case", chosen, ids=lambda case: case["id"])


def arguments(options: list[str]) -> dict[str, Any]:
    args, problems = read_arguments(options, shipped_schema(), Path())
    assert not problems
    return dict(args.values)


def schedule(case: dict[str, Any]) -> NoiseSchedule:
    fixed = case.get("zero_terminal_snr", "--zero_terminal_snr" in case.get("options", ()))
    return NoiseSchedule.create(CPU, zero_terminal_snr=fixed)


def near(expected: list[float]) -> Any:
    return pytest.approx(expected, rel=1e-5, abs=1e-7)


def test_every_case_is_compared() -> None:
    tested = {
        "scheduler",
        "apply_snr_weight",
        "apply_debiased_estimation",
        "add_v_prediction_like_loss",
        "scale_v_prediction_loss_like_noise_prediction",
        "NetworkTrainer.post_process_loss",
        "conditional_loss",
        "get_noise_noisy_latents_and_timesteps",
        "get_timesteps",
    }
    assert {case["kind"] for case in CASES} <= tested


@cases("scheduler")
def test_noise_schedule(case: dict[str, Any]) -> None:
    noise, t = schedule(case), case["t"]
    found = [float(noise.betas[t]), float(noise.alphas_cumprod[t]), float(noise.all_snr[t])]
    assert found == near([case["beta"], case["alphas_cumprod"], case["all_snr"]])


@cases("apply_snr_weight", "apply_debiased_estimation", "add_v_prediction_like_loss",
       "scale_v_prediction_loss_like_noise_prediction", "NetworkTrainer.post_process_loss")  # fmt: skip
def test_timestep_weights(case: dict[str, Any]) -> None:
    args = arguments(case.get("options", []))
    args["v_parameterization"] |= case.get("v_prediction", False)
    args["min_snr_gamma"] = case.get("gamma", args["min_snr_gamma"])
    args["v_pred_like_loss"] = case.get("v_pred_like_loss", args["v_pred_like_loss"])
    args["debiased_estimation_loss"] |= case["kind"] == "apply_debiased_estimation"
    args["scale_v_pred_loss_like_noise_pred"] |= case["kind"].startswith("scale_v_prediction")
    loss, timesteps = torch.tensor(case["loss_in"]), torch.tensor(case["timesteps"])
    assert losses.weighted_by_timestep(loss, timesteps, schedule(case), args).tolist() == near(case["loss_out"])


@cases("conditional_loss")
def test_elementwise_loss(case: dict[str, Any]) -> None:
    args = arguments(case["options"]) | {"huber_scale": case["huber_scale"]}
    timesteps = torch.tensor(case["timesteps"])
    prediction, target = (torch.tensor(case[name]).reshape(case["shape"]) for name in ("pred", "target"))
    threshold = losses.huber_threshold(timesteps, schedule(case), args)
    if case["huber_threshold"] is None:
        assert threshold is None
    else:
        assert threshold is not None
        assert threshold.tolist() == near(case["huber_threshold"])
    loss = losses.elementwise_loss(prediction, target, args["loss_type"], threshold)
    per_sample = loss.mean(dim=list(range(1, loss.ndim)))
    assert per_sample.tolist() == near(case["loss_mean_per_sample"])


class Replay:
    """Hands out the recorded random draws and notes that each is asked for with the same shape, in the same order."""

    def __init__(self, draws: list[list[Any]]) -> None:
        self.draws = [*draws]

    def next(self, function: str, shape: tuple[int, ...]) -> torch.Tensor:
        name, recorded, values = self.draws.pop(0)
        assert (name, tuple(recorded)) == (function, shape)
        return torch.tensor(values).reshape(shape)


@cases("get_noise_noisy_latents_and_timesteps")
def test_noise_of_a_step(case: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    replay = Replay(case["random_draws_in_order"])
    monkeypatch.setattr(torch, "randn_like", lambda like, **_: replay.next("randn_like", tuple(like.shape)))
    for function in ("randn", "rand"):

        def drawn(*size: Any, function: str = function, **_: Any) -> torch.Tensor:
            shape = size[0] if isinstance(size[0], tuple) else size
            return replay.next(function, tuple(shape))

        monkeypatch.setattr(torch, function, drawn)
    monkeypatch.setattr(torch, "randint", lambda *_, **__: torch.tensor(case["timesteps"]))
    latents = torch.tensor(case["latents"]).reshape(case["shape"])
    batch = add_training_noise(latents, schedule(case), arguments(case["options"]))
    assert not replay.draws
    assert batch.noise.flatten().tolist() == near(case["noise"])
    assert batch.noisy_latents.flatten().tolist() == near(case["noisy_latents"])
    assert batch.timesteps.tolist() == case["timesteps"]
    velocity = schedule(case).velocity(latents, batch.noise, batch.timesteps)
    assert velocity.flatten().tolist() == near(case["velocity_target"])


def test_noise_of_several_resolutions_is_coarse_and_of_unit_variance(monkeypatch: pytest.MonkeyPatch) -> None:
    latents = torch.zeros(1, 4, 64, 48)
    noise = NoiseSchedule.create(CPU, zero_terminal_snr=False)
    sizes: list[tuple[int, ...]] = []
    randn = torch.randn
    monkeypatch.setattr(random, "random", lambda: 0.5)
    monkeypatch.setattr(torch, "randn", lambda *size: sizes.append(size) or randn(*size))
    options = ["--multires_noise_iterations=6", "--multires_noise_discount=0.8"]
    torch.manual_seed(0)
    batch = add_training_noise(latents, noise, arguments(options))
    assert sizes == [(1, 4, 64, 48), (1, 4, 21, 16), (1, 4, 7, 5), (1, 4, 2, 1)]
    assert batch.noise.std().item() == pytest.approx(1.0, rel=1e-4)
    neighbours = (batch.noise[..., 1:] * batch.noise[..., :-1]).mean().item()
    assert neighbours > 0.2


@cases("get_timesteps")
def test_timesteps(case: dict[str, Any]) -> None:
    args = arguments(case["options"])
    torch.manual_seed(0)
    timesteps = draw_timesteps(case["n"], args["min_timestep"], args["max_timestep"], CPU)
    assert timesteps.dtype == torch.int64
    assert (int(timesteps.min()), int(timesteps.max())) == (case["min_seen"], case["max_seen"])


def test_loss_of_a_batch_weighs_samples_and_masks() -> None:
    args = arguments([])
    prediction, target = torch.zeros(2, 4, 2, 2, dtype=torch.float16), torch.ones(2, 4, 2, 2)
    target[1] = 3.0
    timesteps, weights = torch.tensor([5, 500]), torch.tensor([1.0, 0.5])
    noise = NoiseSchedule.create(CPU, zero_terminal_snr=False)
    loss = losses.training_loss(prediction, target, timesteps, weights, noise, args)
    assert loss.item() == pytest.approx((1 + 9 * 0.5) / 2)
    mask = torch.zeros(2, 16, 16)
    mask[:, :8] = 1.0
    masked = losses.training_loss(prediction, target, timesteps, weights, noise, args, mask)
    assert masked.item() == pytest.approx((1 + 9 * 0.5) / 4)


def test_ip_noise_disturbs_the_input_and_not_the_target() -> None:
    latents = torch.zeros(1, 4, 2, 2)
    noise = NoiseSchedule.create(CPU, zero_terminal_snr=False)
    torch.manual_seed(1)
    plain = add_training_noise(latents, noise, arguments([]))
    torch.manual_seed(1)
    disturbed = add_training_noise(latents, noise, arguments(["--ip_noise_gamma=0.1"]))
    assert torch.equal(plain.noise, disturbed.noise)
    assert torch.equal(plain.timesteps, disturbed.timesteps)
    assert not torch.equal(plain.noisy_latents, disturbed.noisy_latents)


@pytest.mark.parametrize(
    "options",
    [
        ["--adaptive_noise_scale=0.1"],
        ["--scale_v_pred_loss_like_noise_pred"],
        ["--v_pred_like_loss=1", "--v_parameterization"],
    ],
    ids=lambda options: options[0],
)
def test_refuses_what_sd_scripts_refuses(options: list[str]) -> None:
    with pytest.raises(ConfigError):
        losses.check_loss_arguments(arguments(options))


@pytest.mark.parametrize("changed", [{"loss_type": "L2"}, {"loss_type": "huber", "huber_schedule": "linear"}])
def test_refuses_names_that_only_a_file_can_smuggle_in(changed: dict[str, str]) -> None:
    with pytest.raises(ConfigError):
        losses.check_loss_arguments(arguments([]) | changed)
