"""A project: where its documents lie, and what a training with them, saved or not yet, would do."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from core.config.arguments import TrainingArguments
from core.config.config_kinds import ConfigKind, kind_of
from core.config.dataset_config import DatasetBlueprint, DatasetSettings
from core.config.disk import RememberingDisk, Stamp, stamp
from core.config.documents import Document, DocumentError, parse_document, read_document
from core.config.hardware import UNKNOWN, Hardware
from core.config.lint import CheckedTraining, check_dataset, check_training, for_builtin_engine, unique_problems
from core.config.memory import MemoryEstimate, estimate
from core.config.memory_model import Measurement
from core.config.plan import TrainPlan
from core.config.planned_dataset import CACHED_INFO, PlannedDataset, plan_dataset
from core.config.problem import Problem, Severity
from core.config.schema import DEFAULT_SCRIPT, Schema, shipped_schema
from core.engines.builtin_support import unsupported_arguments, unsupported_datasets
from core.engines.launch import TrainingRequest
from core.errors import ConfigError

TRAINING_CONFIG = "training_config.toml"
DATASET_CONFIG = "dataset_config.toml"
SAYS_WHERE_IMAGES_ARE = ("dataset_config", "train_data_dir", "in_json")
_REMEMBERED_PLANS = 8


@dataclass(frozen=True, slots=True)
class Project:
    """`training` or `dataset` is None where there is no such document; relative paths in both are relative to `cwd`.

    `dataset` is the document that the training document names, else the one beside it, unless the training document
    says otherwise where the images are.
    """

    folder: Path
    cwd: Path
    training: Path | None
    dataset: Path | None
    names_dataset: bool = False
    """Whether the training document names the dataset document: then no argument needs to."""

    @property
    def name(self) -> str:
        """The folder's, or the document's where it has another name than those of a project."""
        document = self.training or self.dataset
        if document is None or document.name in (TRAINING_CONFIG, DATASET_CONFIG):
            return self.folder.name
        return document.stem

    @property
    def documents(self) -> tuple[Path, ...]:
        """The training document first."""
        return tuple(path for path in (self.training, self.dataset) if path is not None)

    def argv(self) -> list[str]:
        """The command line of the training script."""
        argv = [] if self.training is None else ["--config_file", str(self.training)]
        return argv if self.dataset is None or self.names_dataset else [*argv, "--dataset_config", str(self.dataset)]

    def request(self) -> TrainingRequest:
        """What an engine is asked to train."""
        dataset = self.dataset if self.dataset is not None and self.dataset.is_file() else None
        return TrainingRequest(
            name=self.name,
            cwd=self.cwd,
            training_config=self.training,
            dataset_config=dataset,
            project=self.folder,
        )


def open_project(path: Path, cwd: Path | None = None, texts: Mapping[Path, str] | None = None) -> Project:
    """The project in a folder, or that of one TOML document: a training with its dataset, or a dataset alone.

    `cwd` is the folder itself unless given. `texts` are of documents that are not saved yet. A document that is broken
    is opened all the same.

    Raises:
        ConfigError: nothing is there, or nothing that is a project's.
    """
    path = path.absolute()
    texts = texts or {}
    folder = path if path.is_dir() else path.parent
    base = (cwd or folder).absolute()
    if path.is_dir():
        training, dataset = path / TRAINING_CONFIG, path / DATASET_CONFIG
        if not _there(training, texts) and not _there(dataset, texts):
            hint = f"Choose a folder with {TRAINING_CONFIG}, or make a new project in it."
            raise ConfigError(f"There is no {TRAINING_CONFIG} in {path}.", hint)
        if not _there(training, texts):
            return Project(folder, base, None, dataset)
        return Project(folder, base, training, *_dataset_of(training, base, texts))
    if not _there(path, texts):
        raise ConfigError(f"There is no {path}.", f"Choose a folder with {TRAINING_CONFIG}, or a TOML file.")
    if _is_dataset(path, texts):
        return Project(folder, base, None, path)
    return Project(folder, base, path, *_dataset_of(path, base, texts))


def named_images(training: Path, texts: Mapping[Path, str] | None = None) -> dict[str, str]:
    """Where the training document says that the images are, by the arguments that can say it; empty where it does not.

    A document that cannot be read says nothing.
    """
    document = _document(training, texts or {})
    if document is None:
        return {}
    found: dict[str, str] = {}
    for key, value in document.data.items():
        table = value if isinstance(value, dict) else {key: value}
        found |= {name: item for name, item in table.items() if name in SAYS_WHERE_IMAGES_ARE and isinstance(item, str)}
    return {name: item for name, item in found.items() if item}


@dataclass(frozen=True, slots=True)
class CheckedProject:
    """What a training would do and what is wrong with it. `plan` is None where nothing can be trained.

    `memory` is None where nothing is known about the script, or the dataset cannot be read.
    """

    project: Project
    engine: str
    args: TrainingArguments
    blueprint: DatasetBlueprint | None
    plan: TrainPlan | None
    memory: MemoryEstimate | None
    problems: tuple[Problem, ...]

    @property
    def can_start(self) -> bool:
        return not any(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def request(self) -> TrainingRequest:
        return self.project.request()


class ProjectChecker:
    """Checks a project again and again, as it is edited: files are read once, what did not change is kept.

    For one thread at a time. `refresh` looks for what other programs have changed inside images and captions; new and
    removed files are noticed at every check.
    """

    def __init__(self, path: Path, cwd: Path | None = None) -> None:
        """Nothing is read before the first `check`."""
        self.path = path.absolute()
        self._cwd = cwd
        self._disk = RememberingDisk()
        self._plans = _RememberedPlans(self._disk)

    def refresh(self) -> None:
        self._disk.refresh()

    def check(
        self,
        texts: Mapping[Path, str] | None = None,
        *,
        engine: str = "kohya",
        script: str = DEFAULT_SCRIPT,
        schema: Schema | None = None,
        hardware: Hardware = UNKNOWN,
        own_peaks: Sequence[Measurement] = (),
        further: Sequence[str] = (),
    ) -> CheckedProject:
        """What the engine would do with the project. `texts` count instead of what is saved in these documents.

        `schema` is of the sd-scripts that is installed, the shipped one of `script` where it is None. `further` are
        arguments on the command line, which win over the documents.

        Raises:
            ConfigError: there is no project, or no arguments are known for the script.
        """
        self._disk.texts = dict(texts or {})
        project = open_project(self.path, self._cwd, self._disk.texts)
        if project.training is None and project.dataset is not None:
            checked = check_dataset(project.dataset, project.cwd, self._disk, self._plans, further)
        else:
            schema = schema or shipped_schema(script)
            checked = check_training(
                [*project.argv(), *further], project.cwd, schema, hardware, self._disk, self._plans
            )
        memory = estimate(checked.args, checked.blueprint, checked.plan, own_peaks)
        return CheckedProject(
            project,
            engine,
            checked.args,
            checked.blueprint,
            checked.plan,
            memory,
            tuple(placed(engine_problems(checked, engine), project)),
        )


def engine_problems(checked: CheckedTraining, engine: str) -> list[Problem]:
    """The problems as this engine (`kohya` or `builtin`) sees them, the worst first."""
    problems = list(checked.problems)
    if engine == "builtin":
        problems = [*for_builtin_engine(problems), *unsupported_arguments(checked.args)]
        if checked.blueprint is not None:
            problems += unsupported_datasets(checked.blueprint)
    return unique_problems(problems)


def placed(problems: Sequence[Problem], project: Project) -> list[Problem]:
    """The same problems; one about something that was never written is the training document's, else the dataset's."""
    home = next(iter(project.documents), None)
    return [problem if problem.file is not None else replace(problem, file=home) for problem in problems]


@dataclass(slots=True)
class _RememberedPlans:
    """The datasets that were planned last, for as long as nothing that they were made of has changed."""

    disk: RememberingDisk
    plans: list[tuple[Any, PlannedDataset, list[Problem]]] = field(default_factory=list)

    def __call__(
        self, settings: DatasetSettings, cwd: Path, rng: random.Random, *, validation: bool = False
    ) -> tuple[PlannedDataset, list[Problem]]:
        if settings.validation_split:  # what is chosen depends on the generator
            return plan_dataset(settings, cwd, rng, validation=validation, disk=self.disk)
        places = settings.place, tuple(subset.place for subset in settings.subsets)
        key = settings, places, cwd, _state(settings, cwd)
        for known, planned, problems in self.plans:
            if known == (*key, self.disk.changes):
                return planned, list(problems)
        planned, problems = plan_dataset(settings, cwd, rng, disk=self.disk)
        self.plans = [((*key, self.disk.changes), planned, problems), *self.plans][:_REMEMBERED_PLANS]
        return planned, list(problems)


def _state(settings: DatasetSettings, cwd: Path) -> tuple[Stamp, ...]:
    """Of everything but images and captions that a plan is made from."""
    paths = []
    for subset in settings.subsets:
        folder = cwd / (subset.image_dir or "")
        paths += [folder, folder / CACHED_INFO, cwd / (subset.metadata_file or "")]
    return tuple(stamp(str(path)) for path in paths)


def _there(path: Path, texts: Mapping[Path, str]) -> bool:
    return path in texts or path.is_file()


def _dataset_of(training: Path, cwd: Path, texts: Mapping[Path, str]) -> tuple[Path | None, bool]:
    """The dataset document, and whether the training document names it."""
    named = named_images(training, texts)
    if "dataset_config" in named:
        return cwd / named["dataset_config"], True
    beside = training.with_name(DATASET_CONFIG)
    return (beside if not named and beside != training and _there(beside, texts) else None), False


def _is_dataset(path: Path, texts: Mapping[Path, str]) -> bool:
    document = _document(path, texts)
    if document is None:
        return path.name == DATASET_CONFIG or path.name.startswith("dataset")
    return path.name == DATASET_CONFIG or kind_of(document.data, path.name) is ConfigKind.DATASET


def _document(path: Path, texts: Mapping[Path, str]) -> Document | None:
    text = texts.get(path)
    try:
        return read_document(path) if text is None else parse_document(path, text.encode("utf-8"))
    except DocumentError:
        return None
