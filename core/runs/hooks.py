"""Runs inside sd-scripts' process, around an unmodified training script, and reports what happens there.

    KOHYA_STUDIO_RUN=/run/folder python hooks.py train_network.py --network_dim 4 ...

Lives in the environment of sd-scripts: Python 3.10 and the standard library only, nothing of this program is imported.
Where it holds on (sd-scripts 48d368fa, the loop of train_network.NetworkTrainer.train, which all scripts share):

- `sample_images(accelerator, args, epoch, steps, …)` of the library module that the script uses is called after every
  optimizer step with the live `args` and epoch None, just before the loop reads `args.save_every_n_steps`. Setting that
  to 1 there saves this step, and nothing else changes.
- `library.train_util.LossRecorder.add(epoch=, step=, loss=)` comes right after the save with the exact loss.
- The loop's own variables (learning rates, epochs, network) are read once, from the frame of the first such call.

A place that is missing, or that has changed, costs the ability that needs it and nothing else: the run goes on, and a
message says which.
"""

from __future__ import annotations

import functools
import importlib.abc
import importlib.machinery
import importlib.util
import os
import runpy
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

RUN_VARIABLE = "KOHYA_STUDIO_RUN"
SAMPLE_MODULES = (
    "library.train_util",
    "library.sdxl_train_util",
    "library.sd3_train_utils",
    "library.flux_train_utils",
    "library.lumina_train_util",
    "library.anima_train_utils",
)
CACHING_METHODS = ("new_cache_latents", "cache_latents", "new_cache_text_encoder_outputs", "cache_text_encoder_outputs")
_LOOP_NAMES = {"accelerator", "args", "global_step", "lr_scheduler"}
_LOOKED_THROUGH = 8
"""Frames between a hooked function and the training loop, at most."""


def load_beside(name: str) -> Any:
    """A module from this file's folder, without that folder on the path: its names are not for sd-scripts to find."""
    spec = importlib.util.spec_from_file_location(f"kohya_studio_{name}", Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class AfterImport(importlib.abc.MetaPathFinder):
    """Calls a function with a module as soon as that module has been imported."""

    def __init__(self, actions: dict[str, Callable[[ModuleType], None]]) -> None:
        self._actions = actions
        self._seen: set[str] = set()

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> importlib.machinery.ModuleSpec | None:
        action = self._actions.get(fullname)
        if action is None or fullname in self._seen:
            return None
        self._seen.add(fullname)
        spec = importlib.util.find_spec(fullname)
        if spec is None or spec.loader is None:
            return None
        execute = spec.loader.exec_module

        def exec_module(module: ModuleType) -> None:
            execute(module)
            action(module)

        spec.loader.exec_module = exec_module  # type: ignore[method-assign]
        return spec


class Hooks:
    """Fastens the session to the places of sd-scripts that the module's text names."""

    def __init__(self, session: Any) -> None:
        self.session = session

    def actions(self) -> dict[str, Callable[[ModuleType], None]]:
        actions: dict[str, Callable[[ModuleType], None]] = dict.fromkeys(SAMPLE_MODULES, self.hook_samples)
        actions["library.train_util"] = self.hook_train_util
        actions["library.config_util"] = self.hook_config_util
        actions["accelerate.accelerator"] = self.hook_accelerator
        return {name: self.unless_it_fails(action) for name, action in actions.items()}

    def unless_it_fails(self, action: Callable[..., None]) -> Callable[..., None]:
        return functools.partial(self.session.attempt, action)

    def missing(self, what: str, *abilities: str) -> None:
        self.session.reporter.missing(abilities, f"This version of sd-scripts has no {what}.")

    def hook_train_util(self, module: ModuleType) -> None:
        if not hasattr(module, "sample_images"):
            text = "This version of sd-scripts has no sample_images: what is asked for is done one step later."
            self.session.reporter.message("warning", text)
        self.hook_samples(module)
        self.hook_losses(module)
        for name in CACHING_METHODS:
            group = getattr(module, "DatasetGroup", None)
            if group is not None and hasattr(group, name):
                setattr(group, name, self.caching(getattr(group, name)))

    def hook_losses(self, module: ModuleType) -> None:
        recorder = getattr(module, "LossRecorder", None)
        if recorder is None or not hasattr(recorder, "add"):
            self.session.has_losses = False
            self.missing("LossRecorder.add", "losses", *self.session.known_wishes)
            return
        original, session = recorder.add, self.session

        @functools.wraps(original)
        def add(self: Any, *rest: Any, **more: Any) -> Any:
            result = original(self, *rest, **more)
            if session.plan is None:
                session.attempt(session.begin_in, loop_around, sys._getframe(1))  # noqa: SLF001
            if self is session.training_recorder:
                session.attempt(session.after_step, self, more)
            return result

        recorder.add = add
        create = recorder.__init__

        @functools.wraps(create)
        def init(self: Any, *rest: Any, **more: Any) -> None:
            """The first recorder made is the training's; the others are for validation."""
            create(self, *rest, **more)
            session.training_recorder = session.training_recorder or self

        recorder.__init__ = init

    def hook_samples(self, module: ModuleType) -> None:
        session = self.session
        original = getattr(module, "sample_images", None)
        if original is None:
            return

        @functools.wraps(original)
        def sample_images(*rest: Any, **more: Any) -> Any:
            if session.plan is None:
                session.attempt(session.begin_in, loop_around, sys._getframe(1))  # noqa: SLF001
            session.attempt(session.before_save, rest, more)
            session.attempt(session.samples_begin, rest, more)
            result = original(*rest, **more)
            session.attempt(session.samples_end)
            return result

        module.sample_images = sample_images  # type: ignore[attr-defined]
        self.hook_prompts(module)

    def hook_prompts(self, module: ModuleType) -> None:
        """The function that draws one image of one prompt; only what it is called with matters."""
        original = getattr(module, "sample_image_inference", None)
        if original is None:
            return
        session = self.session

        @functools.wraps(original)
        def sample_image_inference(*rest: Any, **more: Any) -> Any:
            prompt = next((item for item in (*rest, *more.values()) if isinstance(item, dict) and "enum" in item), {})
            session.attempt(session.sample_begins, prompt)
            result = original(*rest, **more)
            session.attempt(session.sample_ends, prompt)
            return result

        module.sample_image_inference = sample_image_inference  # type: ignore[attr-defined]

    def hook_config_util(self, module: ModuleType) -> None:
        original = getattr(module, "generate_dataset_group_by_blueprint", None)
        if original is None:
            self.missing("generate_dataset_group_by_blueprint", "images")
            return
        session = self.session

        @functools.wraps(original)
        def generate(*rest: Any, **more: Any) -> Any:
            result = original(*rest, **more)
            session.attempt(session.dataset_made, result[0] if isinstance(result, tuple) else result)
            return result

        module.generate_dataset_group_by_blueprint = generate  # type: ignore[attr-defined]

    def hook_accelerator(self, module: ModuleType) -> None:
        """`Accelerator.save_state` writes the folders that `--resume` continues from."""
        original = getattr(module.Accelerator, "save_state", None)
        if original is None:
            self.missing("Accelerator.save_state", "states")
            return
        session = self.session

        @functools.wraps(original)
        def save_state(accelerator: Any, output_dir: Any = None, *rest: Any, **more: Any) -> Any:
            session.attempt(session.saving_begins, str(output_dir or ""))
            result = original(accelerator, output_dir, *rest, **more)
            session.attempt(session.state_saved, str(output_dir or result))
            return result

        module.Accelerator.save_state = save_state

    def caching(self, original: Callable[..., Any]) -> Callable[..., Any]:
        session = self.session

        @functools.wraps(original)
        def cache(*rest: Any, **more: Any) -> Any:
            session.attempt(session.stage, "caching")
            result = original(*rest, **more)
            session.attempt(session.stage, "loading")
            return result

        return cache


def loop_around(frame: FrameType | None) -> dict[str, Any]:
    """The variables of the training loop: the nearest caller that has all of `_LOOP_NAMES`.

    Up to Python 3.12 a frame keeps the copy of its variables that was asked for, and with it the tensors in it: so
    this is asked once, and the frame's copy is emptied.
    """
    for _ in range(_LOOKED_THROUGH):
        if frame is None:
            break
        code = frame.f_code
        if {*code.co_varnames, *code.co_cellvars, *code.co_freevars} >= _LOOP_NAMES:
            found = frame.f_locals
            loop = dict(found)
            if isinstance(found, dict):
                found.clear()
            if "global_step" in loop:
                return loop
        frame = frame.f_back
    return {}


def main(argv: Sequence[str]) -> int:
    """Run the script `argv[0]` with the arguments that follow, as `python script …` would."""
    session_module = load_beside("hooks_session")
    session = session_module.Session(
        Path(os.environ[RUN_VARIABLE]), load_beside("hooks_report"), load_beside("hooks_loop")
    )
    session.stage("loading")
    sys.argv = list(argv)
    sys.path[0] = str(Path(argv[0]).absolute().parent)
    sys.meta_path.insert(0, AfterImport(Hooks(session).actions()))
    try:
        runpy.run_path(argv[0], run_name="__main__")
    except session_module.StopRequested:
        session.close_trackers()
        session.ended("stopped", "Stopped and saved, as asked.")
    except BaseException as error:
        session.failed(error)
        raise
    else:
        session.finished()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
