"""Checking documents as they stand in the editor, saved or not. Pure, for one worker thread at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from core.config.hardware import UNKNOWN, Hardware
from core.config.memory_model import Measurement
from core.config.own_peaks import own_peaks
from core.config.problem import Problem
from core.config.project import CheckedProject, ProjectChecker
from core.config.schema import Schema
from core.config.source import Source, read_source
from core.environment.chosen import training_hardware
from core.environment.registry import EnvironmentRegistry
from core.errors import FileError
from core.paths import AppPaths
from core.settings import Settings

_BROKEN = frozenset({"toml-syntax", "not-utf8"})


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """What is to be checked; a higher number of `looks` asks to look at images, cards and past runs anew.

    `environment` names the environment of sd-scripts, as settings do; it is empty where none is used.
    """

    checker: SessionChecker
    sources: tuple[Source, ...]
    engine: str
    schema: Schema
    environment: Settings
    looks: int = 0


@dataclass(frozen=True, slots=True)
class CheckResult:
    """`dataset` is the dataset document that the training document names by now, where the editor has another one."""

    checked: CheckedProject
    hardware: Hardware
    dataset: Source | None = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The whole list as the chosen engine sees it, errors first."""
        return self.checked.problems

    @property
    def has_errors(self) -> bool:
        return not self.checked.can_start


@dataclass(slots=True, eq=False)
class SessionChecker:
    """Checks one project again and again; what was read once is kept until somebody looks anew."""

    path: Path
    paths: AppPaths
    _looked: tuple[int, Settings] | None = None
    _hardware: Hardware = UNKNOWN
    _peaks: Sequence[Measurement] = ()
    _checker: ProjectChecker = field(init=False)

    def __post_init__(self) -> None:
        self._checker = ProjectChecker(self.path)

    def check(self, request: CheckRequest) -> CheckResult:
        """What a training with these documents would do, and everything that is wrong with it."""
        look = request.looks, request.environment
        if look != self._looked:
            self._looked = look
            self._checker.refresh()
            self._hardware = training_hardware(request.environment, EnvironmentRegistry(self.paths.environments))
            self._peaks = own_peaks(self.paths.runs)
        texts = {source.path: source.content.decode("utf-8") for source in request.sources if exists(source)}
        checked = self._checker.check(
            texts,
            engine=request.engine,
            script=request.schema.script,
            schema=request.schema,
            hardware=self._hardware,
            own_peaks=self._peaks,
        )
        checked = _without_guesses(checked)
        return CheckResult(checked, self._hardware, _other_dataset(checked.project.dataset, request.sources))


def _without_guesses(checked: CheckedProject) -> CheckedProject:
    """While the training document is broken nothing is known of its settings: no plan, and no problem about them."""
    training = checked.project.training
    broken = [found for found in checked.problems if found.code in _BROKEN and found.file == training]
    if not broken:
        return checked
    others = (found for found in checked.problems if found.file != training)
    return replace(checked, plan=None, memory=None, problems=(*broken, *others))


def exists(source: Source) -> bool:
    """Whether there is such a document, in a file or so far only here."""
    return source.saved is not None or bool(source.content)


def _other_dataset(path: Path | None, sources: Sequence[Source]) -> Source | None:
    if path is None or any(source.path == path for source in sources):
        return None
    try:
        return read_source(path)
    except FileError:
        return None
