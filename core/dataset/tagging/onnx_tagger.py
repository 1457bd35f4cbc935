"""A tagger that a person has downloaded (WD14-style: model.onnx beside selected_tags.csv), run in its own process."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import tempfile
import threading
from collections.abc import Callable, Generator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from core.dataset.tagging.captioner import Suggestion
from core.errors import ConfigError, MachineError
from core.processes import own_module

MODEL = "model.onnx"
TAGS = "selected_tags.csv"
_MODULE = "core.dataset.tagging.onnx_process"
_POLL_SECONDS = 0.1
_SHOWN = 600
Check = Callable[[], None]


@dataclass(frozen=True, slots=True)
class TaggerSettings:
    """How sure the model must be (0 to 1), and which tags are never taken.

    `character_first` writes names of characters before what is seen. `underscores` keeps them: `long_hair`.
    """

    general: float = 0.35
    character: float = 0.85
    excluded: tuple[str, ...] = ()
    character_first: bool = True
    underscores: bool = False
    at_most: int = 0
    """So many tags of what is seen, the surest; 0 for all."""


class OnnxTagger:
    """The model in `folder`. Nothing of it is loaded into this process.

    Raises ConfigError where the folder holds no such model, or a threshold makes no sense.
    """

    def __init__(self, folder: Path, settings: TaggerSettings | None = None) -> None:
        self._folder = folder.absolute()
        self._settings = settings or TaggerSettings()
        for name in (MODEL, TAGS):
            if not (self._folder / name).is_file():
                raise ConfigError(
                    f"There is no {name} in {self._folder}.",
                    f"Choose the folder of a WD14-style tagger, which holds {MODEL} and {TAGS}.",
                )
        if not (0 <= self._settings.general <= 1 and 0 <= self._settings.character <= 1):
            raise ConfigError("A threshold is not between 0 and 1.", "Write for example 0.35.")

    @property
    def name(self) -> str:
        return self._folder.name

    def suggestions(self, paths: Sequence[str], check: Check = lambda: None) -> Generator[Suggestion, None, None]:
        """See `Captioner.suggestions`."""
        with tempfile.TemporaryFile() as errors, self._process(errors) as process:
            answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
            threads = [
                threading.Thread(target=_ask, args=(process, paths), daemon=True),
                threading.Thread(target=_listen, args=(process, answers), daemon=True),
            ]
            for thread in threads:
                thread.start()
            try:
                for path in paths:
                    line = _next(answers, check)
                    if line is None:
                        raise _ended(process, errors)
                    yield _suggestion(path, json.loads(line))
            finally:
                if process.poll() is None:
                    process.kill()
                for thread in threads:
                    thread.join()

    def _process(self, errors: IO[bytes]) -> subprocess.Popen[bytes]:
        argv, changes = own_module(_MODULE)
        env = {**os.environ, **{key: value for key, value in changes.items() if value is not None}}
        for key, value in changes.items():
            if value is None:
                env.pop(key, None)
        try:
            return subprocess.Popen(
                [*argv, str(self._folder), json.dumps(asdict(self._settings))],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=env,
            )
        except OSError as error:
            raise MachineError(f"The tagger cannot be started: {error}.", "Repair the installation.") from error


def _ask(process: subprocess.Popen[bytes], paths: Sequence[str]) -> None:
    """Give the paths to the process; it may end before it has read them all."""
    if process.stdin is None:
        return
    with contextlib.suppress(OSError), process.stdin as stream:
        for path in paths:
            stream.write(json.dumps(path).encode() + b"\n")
            stream.flush()


def _listen(process: subprocess.Popen[bytes], answers: queue.SimpleQueue[bytes | None]) -> None:
    if process.stdout is not None:
        with process.stdout as stream:
            for line in stream:
                answers.put(line)
    answers.put(None)


def _next(answers: queue.SimpleQueue[bytes | None], check: Check) -> bytes | None:
    while True:
        check()
        with contextlib.suppress(queue.Empty):
            return answers.get(timeout=_POLL_SECONDS)


def _suggestion(path: str, values: dict[str, Any]) -> Suggestion:
    if values.get("error") is not None:
        return Suggestion(path, error=str(values["error"]))
    return Suggestion(path, tuple((str(tag), float(score)) for tag, score in values["tags"]))


def _ended(process: subprocess.Popen[bytes], errors: IO[bytes]) -> MachineError:
    code = process.wait()
    errors.seek(0)
    lines = [line for line in errors.read().decode("utf-8", "replace").splitlines() if line.strip()]
    last = lines[-1][-_SHOWN:] if lines else f"exit code {code}"
    return MachineError(f"The tagger ended before its work: {last}.", "Check that the model is whole, and try again.")
