"""What the hooks know of a run of sd-scripts: they report it, and grant the wishes that come.

Loaded by `hooks.py` inside the environment of sd-scripts: Python 3.10 and the standard library only.
"""

from __future__ import annotations

import functools
import importlib
import math
import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

VERSION_VARIABLE = "KOHYA_STUDIO_ENGINE_VERSION"
PAUSE_SECONDS = 0.2
_STEP_NAME = re.compile(r"-step(\d{8})(?:-state)?$")
_SAMPLE_NAME = re.compile(r"(?P<round>e?\d{6,})_(?P<index>\d{2})_\d{14}(?:_(?P<seed>\d+))?$")
_EPOCH_NAME = re.compile(r"-\d{6}(?:-state)?$")


class StopRequested(BaseException):
    """Ends the training loop after *stop and save*; no handler for ordinary errors may catch it."""


class Session:
    """What is known of the run while the loop turns. `step` counts over the whole training."""

    def __init__(self, folder: Path, report: Any, loop: Any) -> None:
        """`report` and `loop` are the modules `hooks_report` and `hooks_loop`."""
        self._loop = loop
        self.reporter = report.Reporter(folder)
        self.wishes = report.Wishes(folder)
        self.known_wishes = report.WISHES
        self.costs, self._hints = report.COSTS, report.HINTS
        self.plan: Any = None
        self.training_recorder: Any = None
        self.has_losses = True
        self.acts_before_save = False
        self.images = self.images_with_repeats = 0
        self.step = 0
        self.epoch = -1
        self.last_time = time.monotonic()
        self._aside = self._saving_began = 0.0
        self._losses: list[float] = []
        self._last_loss = 0.0
        self._files: list[Path] = []
        self._restore: list[Callable[[], None]] = []
        self._granted: list[tuple[str, str]] = []
        self._stopping = self._pausing = False
        self._samples: dict[str, Any] = {}
        self._rounds: dict[str, int] = {}
        self._pictures: set[Path] = set()
        self._born = math.floor(time.time())
        self._failed: set[str] = set()

    def attempt(self, action: Callable[..., Any], *values: Any) -> None:
        """Whatever another version of sd-scripts makes of our hooks, its training goes on."""
        try:
            action(*values)
        except Exception as error:  # noqa: BLE001
            name = getattr(action, "__name__", str(action))
            if name not in self._failed:
                self._failed.add(name)
                text = f"The hook {name} does not fit this version of sd-scripts ({type(error).__name__}: {error})."
                lost = self.costs.get(name, ())
                self.has_losses = self.has_losses and "losses" not in lost
                self.reporter.missing(lost, text)

    def stage(self, name: str, detail: str = "", done: int = 0, total: int | None = None) -> None:
        self.reporter.emit("stage", stage=name, done=done, total=total, detail=detail)

    def dataset_made(self, group: Any) -> None:
        """Numbers only: the loop lets go of the group before the first step."""
        self.images = sum(len(getattr(dataset, "image_data", ())) for dataset in getattr(group, "datasets", ()))
        self.images_with_repeats = int(getattr(group, "num_train_images", 0))

    def begin_in(self, loop_around: Callable[[Any], dict[str, Any]], frame: Any) -> None:
        """Begin where `frame` was called by a training loop."""
        self.begin(loop_around(frame))

    def begin(self, loop: dict[str, Any]) -> None:
        """Once, before the first step: what will be trained. Nothing happens where no loop was found around."""
        if not loop:
            return
        plan = self.plan = self._loop.LoopPlan(loop)
        self.step = plan.first_step
        args = plan.args
        self.reporter.emit(
            "run_started",
            engine="kohya",
            engine_version=os.environ.get(VERSION_VARIABLE, ""),
            pid=os.getpid(),
            device=str(plan.accelerator.device),
            total_steps=plan.total_steps,
            total_epochs=plan.epochs,
            batches_per_epoch=plan.batches,
            images=self.images,
            images_with_repeats=self.images_with_repeats,
            output_dir=str(Path(args.output_dir or ".").absolute()),
            output_name=args.output_name or "last",
            first_step=plan.first_step,
            wishes=list(self.known_wishes) if self.has_losses else [],
        )
        self.attempt(self._hook_network, plan)
        self.stage("training")
        self.last_time = time.monotonic()

    def _hook_network(self, plan: Any) -> None:
        """The class of this network, whichever module it comes from."""
        if plan.network is None:
            return
        kind = type(plan.accelerator.unwrap_model(plan.network))
        plan.network = None
        original = kind.save_weights

        @functools.wraps(original)
        def save_weights(network: Any, *rest: Any, **more: Any) -> Any:
            file = str(rest[0] if rest else more.get("file", ""))
            self.attempt(self.saving_begins, file)
            result = original(network, *rest, **more)
            self.attempt(self._saved, file)
            return result

        kind.save_weights = save_weights

    def before_save(self, rest: tuple[Any, ...], more: dict[str, Any]) -> None:
        """Called with the arguments of `sample_images`. Without an epoch, an optimizer step is done, and the loop is
        about to ask whether to save it."""
        epoch, global_step = self._loop.position_in(rest, more)
        if epoch is not None or self.plan is None or not self.has_losses:
            return
        self.acts_before_save = True
        self.step = global_step + self.plan.offset
        self._decide(self.plan, global_step)

    def after_step(self, recorder: Any, told: dict[str, Any]) -> None:
        """Called with what `recorder.add` was told: an optimizer step is done, saved where that was wished, and its
        loss is known."""
        plan = self.plan
        if plan is None or not self.has_losses:
            return
        epoch, average = int(told["epoch"]), float(recorder.moving_average)
        self._losses.append(float(told["loss"]))
        if not plan.accelerator.sync_gradients:
            return
        now = time.monotonic()
        if not self.acts_before_save:
            self.step += 1
        if epoch != self.epoch:
            self.epoch = epoch
            self.reporter.emit("epoch", epoch=epoch + 1, total_epochs=plan.epochs)
        self._last_loss = sum(self._losses) / len(self._losses)
        self._losses.clear()
        self.reporter.emit(
            "step",
            step=self.step,
            epoch=epoch + 1,
            loss=self._last_loss,
            average_loss=average,
            learning_rates=plan.learning_rates(),
            seconds=max(0.0, now - self.last_time - self._aside),
        )
        self.last_time, self._aside = now, 0.0
        self._look_for_pruned()
        self._look_for_late_pictures(plan)
        self._finish_wishes()
        if not self.acts_before_save:
            self._decide(plan, self.step + 1 - plan.offset)

    def _decide(self, plan: Any, step_to_save: int) -> None:
        """Take new wishes and prepare the loop's arguments for them; in every process at the same step."""
        wishes = self._new_wishes(plan)
        for wish_id, wish in wishes:
            self._grant(plan.args, wish_id, wish, step_to_save)
        if self._pausing and not self._granted:
            self._wait(plan, step_to_save)

    def _new_wishes(self, plan: Any) -> list[tuple[str, str]]:
        """The first process's wishes, in all processes of this run: a save waits for every one of them."""
        wishes = self.wishes.poll() if self.reporter.is_main else []
        if plan.accelerator.num_processes == 1:
            return wishes
        box: list[Any] = [wishes]
        importlib.import_module("accelerate.utils").broadcast_object_list(box)
        return [(str(wish_id), str(wish)) for wish_id, wish in box[0]]

    def _wait(self, plan: Any, step_to_save: int) -> None:
        """Paused until `resume`. For a save or samples the step is ended, and the next one pauses again."""
        began = time.monotonic()
        self.reporter.emit("pause", paused=True)
        while self._pausing and not self._granted:
            time.sleep(PAUSE_SECONDS)
            for wish_id, wish in self._new_wishes(plan):
                self._grant(plan.args, wish_id, wish, step_to_save)
        self.reporter.emit("pause", paused=False)
        self._aside += time.monotonic() - began

    def _grant(self, args: Any, wish_id: str, wish: str, step_to_save: int) -> None:
        answer = functools.partial(self.reporter.emit, "wish_answered", wish_id=wish_id, wish=wish)
        if wish in {"pause", "resume"}:
            if self._pausing is (wish == "pause"):
                answer(answer="refused", message="It is paused already." if self._pausing else "It is not paused.")
                return
            self._pausing = wish == "pause"
            answer(answer="done", message="")
            return
        if wish == "sample" and not (args.sample_prompts and Path(args.sample_prompts).is_file()):
            answer(answer="refused", message="The run has no file of sample prompts (sample_prompts).")
            return
        answer(answer="taken", message="")
        self._granted.append((wish_id, wish))
        if wish == "sample":
            self._set(args, sample_every_n_epochs=None, sample_every_n_steps=1)
            return
        if not args.save_every_n_steps or step_to_save % args.save_every_n_steps:
            self._set(args, save_every_n_steps=1, save_last_n_steps=None, save_last_n_steps_state=None)
        if wish == "stop_and_save":
            self._set(args, save_state=True)
            self._stopping = True

    def _set(self, args: Any, **values: Any) -> None:
        """For this step only."""
        for name, value in values.items():
            if hasattr(args, name):
                self._restore.insert(0, functools.partial(setattr, args, name, getattr(args, name)))
                setattr(args, name, value)

    def _finish_wishes(self) -> None:
        """What was asked before this step has been done in it."""
        while self._restore:
            self._restore.pop(0)()
        for wish_id, wish in self._granted:
            self.reporter.emit("wish_answered", wish_id=wish_id, wish=wish, answer="done", message="")
        self._granted.clear()
        if self._stopping:
            raise StopRequested

    def saving_begins(self, path: str) -> None:
        self.stage("saving", Path(path).name)
        self._saving_began = time.monotonic()

    def _saved(self, path: str) -> None:
        """A checkpoint file has been written."""
        self._aside += time.monotonic() - self._saving_began
        file = Path(path).absolute()
        wished = any(wish in {"save", "stop_and_save"} for _, wish in self._granted)
        by_step, by_epoch = _STEP_NAME.search(file.stem), _EPOCH_NAME.search(file.stem)
        step, epoch = self._position(by_step)
        self.reporter.emit(
            "checkpoint_saved",
            path=str(file),
            step=step,
            epoch=epoch,
            size=file.stat().st_size,
            reason="wish" if wished else "step" if by_step else "epoch" if by_epoch else "final",
        )
        self._files = [*(known for known in self._files if known != file), file]

    def state_saved(self, path: str) -> None:
        """A folder that `--resume` continues from."""
        self._aside += time.monotonic() - self._saving_began
        folder = Path(path).absolute()
        step, epoch = self._position(_STEP_NAME.search(folder.name))
        self.reporter.emit("state_saved", path=str(folder), step=step, epoch=epoch)
        self._files = [*(known for known in self._files if known != folder), folder]

    def _position(self, by_step: re.Match[str] | None) -> tuple[int, int]:
        """Step and epoch of what is being saved; its name tells the loop's own count."""
        plan = self.plan
        step = int(by_step[1]) + plan.offset if by_step and plan is not None else self.step
        return step, self._epoch_of(step)

    def _epoch_of(self, step: int) -> int:
        per_epoch = self.plan.steps_per_epoch if self.plan is not None else 0
        return max(1, math.ceil(step / per_epoch) if per_epoch else self.epoch + 1)

    def _look_for_pruned(self) -> None:
        for path in [path for path in self._files if not path.exists()]:
            self._files.remove(path)
            self.reporter.emit(
                "state_removed" if path.name.endswith("-state") else "checkpoint_removed", path=str(path)
            )

    def samples_begin(self, rest: tuple[Any, ...], more: dict[str, Any]) -> None:
        """Around a call that may draw sample images; most do not."""
        offset = self.plan.offset if self.plan is not None else 0
        epoch, global_step = self._loop.position_in(rest, more)
        name = f"{global_step:06d}" if epoch is None else f"e{epoch:06d}"
        self._samples = {"round": name, "step": global_step + offset, "began": time.monotonic(), "drawn": 0}

    def sample_begins(self, prompt: dict[str, Any]) -> None:
        self.stage("sampling", str(prompt.get("prompt", "")), done=self._samples["drawn"])
        self._rounds[self._samples["round"]] = self._samples["step"]

    def sample_ends(self, prompt: dict[str, Any]) -> None:
        self._samples["drawn"] += 1
        self._look_for_pictures(prompt)

    def _look_for_pictures(self, prompt: dict[str, Any], *, over: bool = False) -> None:
        """Those of the other processes of this run, too, which draw other prompts at the same time; one that is ahead
        of us has to wait until we know its step, unless the run is `over`."""
        for file in sorted(set(self._sample_folder().glob("*.png")) - self._pictures):
            named = _SAMPLE_NAME.search(file.stem)
            if named and named["round"] not in self._rounds and file.stat().st_mtime >= self._born and not over:
                continue
            self._pictures.add(file)
            if file.stat().st_mtime >= self._born:
                self._tell_of_picture(file, named, prompt)

    def _tell_of_picture(self, file: Path, named: Any, prompt: dict[str, Any]) -> None:
        step = self._rounds.get(named["round"] if named else "", self._samples["step"])
        index = int(named["index"]) if named else int(prompt.get("enum", 0))
        own = index == prompt.get("enum")
        self.reporter.emit(
            "sample_saved",
            path=str(file.absolute()),
            step=step,
            epoch=self._epoch_of(step),
            prompt_index=index,
            prompt=str(prompt.get("prompt", "")) if own else "",
            seed=int(named["seed"]) if named and named["seed"] else None,
        )

    def _look_for_late_pictures(self, plan: Any) -> None:
        """Nobody waits for the other processes to be done with theirs."""
        if plan.accelerator.num_processes > 1 and self._rounds:
            self._look_for_pictures({})

    def _look_for_last_pictures(self) -> None:
        if self._rounds:
            self._look_for_pictures({}, over=True)

    def samples_end(self) -> None:
        if self._samples["drawn"]:
            self._aside += time.monotonic() - self._samples["began"]
            self.stage("training")

    def _sample_folder(self) -> Path:
        output = self.plan.args.output_dir if self.plan is not None else None
        return Path(output or ".") / "sample"

    def close_trackers(self) -> None:
        """Flush TensorBoard's file, as the loop does at its own end."""
        if self.plan is not None:
            self.attempt(self.plan.accelerator.end_training)

    def finished(self) -> None:
        """The script came to its end by itself."""
        self._look_for_pruned()
        if self.plan is not None:
            self.attempt(self._look_for_last_pictures)
        for wish_id, wish in self._granted:
            text = "The training ended first; its last checkpoint is saved."
            self.reporter.emit("wish_answered", wish_id=wish_id, wish=wish, answer="refused", message=text)
        if self.plan is None or not self.has_losses:
            return  # the console tells more
        if self.epoch < 0:
            self.ended("no_data", "Nothing was trained: there was no step to do.")
        elif math.isnan(self._last_loss):
            self.ended("finished_nan", "The loss became NaN: the saved file is ruined, though sd-scripts says nothing.")
        else:
            self.ended("finished", "")

    def failed(self, error: BaseException) -> None:
        """The script ends by an exception, which goes on afterwards. Of an exit code the console tells more."""
        if isinstance(error, SystemExit):
            if error.code in {None, 0}:
                self.finished()
            return
        if isinstance(error, KeyboardInterrupt):
            self.ended("stopped", "Stopped; nothing was saved.")
            return
        text = f"{type(error).__name__}: {error}"
        full = type(error).__name__ == "OutOfMemoryError" or "out of memory" in text
        self.ended("out_of_memory" if full else "crashed", text)

    def ended(self, outcome: str, reason: str) -> None:
        hint = self._hints.get(outcome, "")
        self.reporter.emit("run_ended", outcome=outcome, reason=reason, hint=hint, exit_code=None)
