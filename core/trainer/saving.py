"""Checkpoints and states: written, pruned and told about, on the schedule's orders."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import torch

from core.checkpoints.naming import SaveAction, SaveActionKind
from core.errors import FileError, RunError
from core.files import write_bytes
from core.runs import events
from core.trainer import states
from core.trainer.metadata_writer import MetadataFacts, checkpoint_metadata, encode_checkpoint
from core.trainer.optimizers import TrainingOptimizer
from core.trainer.reporting import Reporter

DIVERGED_HINT = "Lower the learning rate, or train with bf16; earlier checkpoints are kept."
SAVE_DTYPES = {"float": torch.float32, "fp16": torch.float16, "bf16": torch.bfloat16}


class DivergedError(RunError):
    """The loss or the weights are not numbers any more."""


class Saver:
    """Carries out `SaveAction`s in the output folder. A LoRA that is ruined is never written."""

    def __init__(
        self,
        output_dir: Path,
        args: Any,
        trainables: states.Trainables,
        optimizer: TrainingOptimizer,
        metadata: Callable[[], MetadataFacts],
        reporter: Reporter,
    ) -> None:
        self._output = output_dir
        self._dtype = SAVE_DTYPES.get(args["save_precision"])
        self._format = args["save_model_as"]
        self._trainables = trainables
        self._optimizer = optimizer
        self._metadata = metadata
        self._reporter = reporter

    def carry_out(self, actions: Iterable[SaveAction], reason: str, progress: states.Progress) -> None:
        """`reason`: epoch, step, final or wish; `progress` goes into states.

        Raises:
            DivergedError: there is something to save, and the weights are not numbers.
            FileError: the folder cannot be written, or the disk is full.
        """
        actions = list(actions)
        writes = [action for action in actions if action.kind in {SaveActionKind.SAVE, SaveActionKind.SAVE_STATE}]
        if not actions:
            return
        if writes:
            self._check_numbers()
            self._reporter.stage(events.Stage.SAVING, total=len(writes), detail=writes[0].name)
        with self._settled_weights():
            for action in actions:
                self._carry_out(action, reason, progress)

    def _carry_out(self, action: SaveAction, reason: str, progress: states.Progress) -> None:
        path = self._output / action.name
        match action.kind:
            case SaveActionKind.SAVE:
                self._save(path, action, reason, progress)
            case SaveActionKind.SAVE_STATE:
                states.write_state(path, self._trainables, progress)
                saved = events.StateSaved(path=str(path), step=progress.step, epoch=progress.epoch)
                self._reporter.happened(saved, f"state saved: {path}")
            case SaveActionKind.REMOVE:
                self._remove(path)
            case SaveActionKind.REMOVE_STATE:
                if states.remove_state(path):
                    self._reporter.happened(events.StateRemoved(path=str(path)), f"old state removed: {path}")

    def _save(self, path: Path, action: SaveAction, reason: str, progress: states.Progress) -> None:
        metadata = checkpoint_metadata(self._metadata(), step=action.step, epoch=action.epoch)
        state = self._trainables.network.to_kohya_state_dict(self._dtype)
        data = encode_checkpoint(state, metadata, self._format)
        write_bytes(path, data)
        saved = events.CheckpointSaved(
            path=str(path), step=progress.step, epoch=progress.epoch, size=len(data), reason=reason
        )
        self._reporter.happened(saved, f"checkpoint saved: {path}")

    def _remove(self, path: Path) -> None:
        if not path.is_file():
            return
        try:
            path.unlink()
        except OSError as error:
            raise FileError(f"The old checkpoint {path} cannot be removed: {error.strerror}.") from error
        self._reporter.happened(events.CheckpointRemoved(path=str(path)), f"old checkpoint removed: {path}")

    def _check_numbers(self) -> None:
        finite = [torch.isfinite(parameter).all() for parameter in self._trainables.network.parameters()]
        if not bool(torch.stack(finite).all()):
            raise DivergedError("The weights of the LoRA are not numbers any more; nothing was saved.", DIVERGED_HINT)

    @contextlib.contextmanager
    def _settled_weights(self) -> Iterator[None]:
        """Schedule-free optimizers keep other weights for use than for training."""
        self._optimizer.eval()
        try:
            yield
        finally:
            self._optimizer.train()
