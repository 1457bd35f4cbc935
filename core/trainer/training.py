"""The training loop: epochs, optimizer steps, and what is due after each."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from typing import Any

from torch import nn

from core.checkpoints.naming import SaveAction
from core.runs import events
from core.runs.folder import RunFolder
from core.trainer.batches import Batch, BatchMaker, epoch_batches
from core.trainer.forward import Forward, LossReading
from core.trainer.loss_record import LossRecord
from core.trainer.optimizers import TrainingOptimizer
from core.trainer.preflight import Prepared
from core.trainer.reporting import Reporter
from core.trainer.sampling import Sampler
from core.trainer.saving import DIVERGED_HINT, DivergedError, Saver
from core.trainer.states import Progress
from core.trainer.wishes import Wishes


@dataclass(frozen=True, slots=True, kw_only=True)
class Machinery:
    """Everything that a training step uses. `optimizer` is accelerate's wrapper of `training_optimizer`."""

    accelerator: Any
    network: Any
    parameters: tuple[nn.Parameter, ...]
    training_optimizer: TrainingOptimizer
    optimizer: Any
    scheduler: Any
    forward: Forward
    maker: BatchMaker
    saver: Saver
    sampler: Sampler
    workers: int


@dataclass(slots=True)
class _Pending:
    """Batches whose gradients wait for the optimizer."""

    readings: list[tuple[int, LossReading]] = field(default_factory=list)


class Training:
    """Runs the plan from its first step, or from the step of the resumed state."""

    def __init__(self, prepared: Prepared, machinery: Machinery, reporter: Reporter, folder: RunFolder | None) -> None:
        self._plan = prepared.plan
        self._args = prepared.args
        self._seed = prepared.seed
        self._schedule = prepared.schedule
        self._machinery = machinery
        self._reporter = reporter
        resumed = prepared.resumed
        self._step = resumed.step if resumed else 0
        self._record = LossRecord(resumed.losses, resumed.loss_total) if resumed else LossRecord()
        self._epoch = self._step // self._plan.steps_per_epoch + 1
        self._accumulation: int = self._args["gradient_accumulation_steps"]
        self._wishes = Wishes(folder, reporter, save=self._save_now, sample=self._sample_now)
        self._clock = time.perf_counter()

    def run(self) -> None:
        """Train to the end and save the last checkpoint.

        Raises:
            DivergedError: a loss was not a number; nothing is saved any more.
            StopAndSave: a person wished it; everything is saved.
            FileError: an image cannot be read, or something cannot be written.
        """
        machinery = self._machinery
        machinery.network.train()
        if self._step == 0 and machinery.sampler.settings.at_first:
            self._sample(epoch_in_name=False)
        self._reporter.stage(events.Stage.TRAINING, self._step, self._plan.total_steps)
        self._clock = time.perf_counter()
        for epoch in range(self._epoch, self._plan.total_epochs + 1):
            self._run_epoch(epoch)
        actions = self._schedule.at_end(self._step)
        machinery.saver.carry_out(actions, "final", self._progress())

    def _run_epoch(self, epoch: int) -> None:
        plan, machinery = self._plan, self._machinery
        self._epoch = epoch
        self._reporter.epoch(epoch)
        before = (epoch - 1) * plan.steps_per_epoch
        batches = epoch_batches(
            machinery.maker, plan, self._seed, epoch,
            skip=(self._step - before) * self._accumulation, steps_before=before, accumulation=self._accumulation,
            workers=machinery.workers,
        )  # fmt: skip
        pending = _Pending()
        for batch in batches:
            done = batch.position.index + 1
            last = done % self._accumulation == 0 or done == plan.batches_per_epoch
            self._add_gradients(batch, pending, last=last)
            if last:
                self._finish_step(pending)
                pending = _Pending()
                if self._step >= plan.total_steps:
                    batches.close()
                    break
        self._end_epoch()

    def _add_gradients(self, batch: Batch, pending: _Pending, *, last: bool) -> None:
        accelerator = self._machinery.accelerator
        accelerator.sync_gradients = last
        loss = self._machinery.forward.loss(batch)
        pending.readings.append((batch.position.index, LossReading(loss)))
        accelerator.backward(loss)

    def _finish_step(self, pending: _Pending) -> None:
        losses = [(index, reading.value()) for index, reading in pending.readings]
        finite = all(math.isfinite(loss) for _, loss in losses)
        if finite:
            self._optimize()
        for index, loss in losses:
            self._record.add(self._epoch, index, loss)
        self._step += 1
        self._report_step(sum(loss for _, loss in losses) / len(losses))
        if not finite:
            raise DivergedError(
                f"The loss of step {self._step} is not a number; the training has diverged.", DIVERGED_HINT
            )
        if self._machinery.sampler.settings.due_after_step(self._step):
            self._sample(epoch_in_name=False)
        self._save(self._schedule.after_step(self._step, self._epoch - 1), "step")
        self._clock += self._wishes.heed()

    def _optimize(self) -> None:
        machinery = self._machinery
        if self._args["max_grad_norm"] != 0:
            machinery.accelerator.clip_grad_norm_(machinery.parameters, self._args["max_grad_norm"])
        machinery.optimizer.step()
        if not machinery.optimizer.step_was_skipped:
            machinery.scheduler.step()
        machinery.optimizer.zero_grad(set_to_none=True)
        if self._args["scale_weight_norms"]:
            machinery.network.scale_weight_norms(self._args["scale_weight_norms"])

    def _report_step(self, loss: float) -> None:
        now = time.perf_counter()
        rates = self._machinery.scheduler.get_last_lr()
        names = self._machinery.training_optimizer.group_names
        self._reporter.step(
            events.Step(
                step=self._step,
                epoch=self._epoch,
                loss=loss,
                average_loss=self._record.average,
                learning_rates={name: float(rate) for name, rate in zip(names, rates, strict=True)},
                seconds=now - self._clock,
            )
        )
        self._clock = now

    def _end_epoch(self) -> None:
        self._reporter.epoch_ended(self._epoch, self._record.average)
        self._save(self._schedule.after_epoch(self._epoch, self._step), "epoch")
        if self._machinery.sampler.settings.due_after_epoch(self._epoch):
            self._sample(epoch_in_name=True)

    def _save(self, actions: tuple[SaveAction, ...], reason: str) -> None:
        if actions:
            self._machinery.saver.carry_out(actions, reason, self._progress())
            self._back_to_training()

    def _save_now(self, with_state: bool) -> None:  # noqa: FBT001 - a callback with one argument
        self._save(self._schedule.now(self._step, self._epoch - 1, with_state=with_state), "wish")

    def _sample_now(self) -> str:
        """Empty, or why there is nothing to sample."""
        if not self._machinery.sampler.can_sample:
            return "The training has no sample_prompts."
        self._sample(epoch_in_name=False)
        return ""

    def _sample(self, *, epoch_in_name: bool) -> None:
        machinery = self._machinery
        if not machinery.sampler.can_sample:
            return
        machinery.training_optimizer.eval()
        machinery.network.train(training=False)
        machinery.sampler.make_all(step=self._step, epoch=self._epoch, epoch_in_name=epoch_in_name)
        machinery.network.train()
        machinery.training_optimizer.train()
        self._back_to_training()

    def _back_to_training(self) -> None:
        self._reporter.stage(events.Stage.TRAINING, self._step, self._plan.total_steps)

    def _progress(self) -> Progress:
        return Progress(
            step=self._step,
            epoch=self._epoch,
            seed=self._seed,
            batches_per_epoch=self._plan.batches_per_epoch,
            accumulation=self._accumulation,
            losses=self._record.losses,
            loss_total=self._record.total,
        )
