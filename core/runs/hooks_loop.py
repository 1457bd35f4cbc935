"""What the hooks read off the training loop of sd-scripts: its own variables, and the calls that it makes.

Loaded by `hooks.py` inside the environment of sd-scripts: Python 3.10 and the standard library only.
"""

from __future__ import annotations

from typing import Any


class LoopPlan:
    """What the training loop's own variables say before its first step.

    A resumed run counts its `global_step` from the start of the epoch it goes on in (sd-scripts 48d368fa): `offset` is
    what lies before that epoch, `first_step` what was done before this process. With `skip_until_initial_step` the
    rest of that epoch is skipped, without it the epoch is trained again.
    """

    def __init__(self, loop: dict[str, Any]) -> None:
        args = loop["args"]
        self.args = args
        self.accelerator = loop["accelerator"]
        self.scheduler = loop.get("lr_scheduler")
        self.rate_names = loop.get("lr_descriptions")
        self.network = loop.get("network")
        loader = loop.get("train_dataloader")
        self.batches = len(loader) if loader is not None else 0
        self.steps_per_epoch = int(loop.get("num_update_steps_per_epoch") or 0)
        most = int(args.max_train_steps)
        self.epochs = int(loop.get("num_train_epochs") or 0)
        start = int(loop.get("epoch_to_start") or 0)
        self.offset = start * self.steps_per_epoch
        skipped, counted = int(loop.get("initial_step") or 0), int(loop.get("global_step") or 0)
        if counted:  # first asked for after the first step, which may have skipped what was done of the epoch
            self.first_step = self.offset + counted - 1
        else:
            self.first_step = skipped if skipped > 0 else self.offset
        whole = (self.epochs - start) * self.steps_per_epoch
        self.total_steps = (min(most, whole) if whole > 0 else most) + self.offset

    def learning_rates(self) -> dict[str, float]:
        """Named as in TensorBoard's tags (train_network.NetworkTrainer.generate_step_logs)."""
        if self.scheduler is None:
            return {}
        rates = [float(rate) for rate in self.scheduler.get_last_lr()]
        names = self.rate_names
        if names is None:
            first = 0 if getattr(self.args, "network_train_unet_only", False) else 1
            names = [f"group{index + first}" if len(rates) > 2 else "unet" for index in range(len(rates))]
        return dict(zip(names, rates))  # noqa: B905 (3.10 has it, but a network may name fewer)


def position_in(rest: tuple[Any, ...], more: dict[str, Any]) -> tuple[Any, int]:
    """Epoch and step of a call of `sample_images(accelerator, args, epoch, steps, …)`."""
    epoch = rest[2] if len(rest) > 2 else more["epoch"]
    return epoch, int(rest[3] if len(rest) > 3 else more["steps" if "steps" in more else "global_step"])
