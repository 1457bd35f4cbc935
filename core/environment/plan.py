"""What a setup would do, as plain data, before anything is touched."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from core.environment.network import SD_SCRIPTS_ADDRESS, Network


class BackendKind(StrEnum):
    """What makes the environment; in the order in which they are recommended."""

    CONDA = "conda"
    MAMBA = "mamba"
    MICROMAMBA = "micromamba"
    RATTLER = "rattler"
    UV = "uv"
    VENV = "venv"


class Purpose(StrEnum):
    CREATE = "create"
    REPAIR = "repair"
    UPDATE = "update"
    ROLLBACK = "rollback"


class StepKind(StrEnum):
    """Also the key of a step within its plan."""

    FREEZE = "freeze"
    ENVIRONMENT = "environment"
    SD_SCRIPTS = "sd-scripts"
    PIP = "pip"
    TORCH = "torch"
    PACKAGES = "packages"
    LINK = "link"
    CHECK = "check"


class Output(StrEnum):
    """How the output of a command is read for progress."""

    PLAIN = "plain"
    PIP = "pip"
    CONDA = "conda"
    RATTLER = "rattler"
    GIT = "git"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A program that a step runs: no shell; `env` is added to the plan's own variables (None unsets).

    The step goes on when one that `may_fail` does.
    """

    argv: tuple[str, ...]
    cwd: Path | None = None
    env: Mapping[str, str | None] = field(default_factory=dict)
    output: Output = Output.PLAIN
    may_fail: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """`download_bytes` and `disk_bytes` are what it loads and what it leaves on the disk, at most; `packages` how many
    (0: unknown); `seconds` what it takes at the plan's download speed; `folder` is what it writes into.

    `is_estimate`: the sizes were not measured for exactly these packages.
    """

    kind: StepKind
    title: str
    commands: tuple[Command, ...] = ()
    folder: Path | None = None
    download_bytes: int = 0
    disk_bytes: int = 0
    packages: int = 0
    seconds: float = 0.0
    is_estimate: bool = True


class FolderRole(StrEnum):
    PREFIX = "prefix"
    SD_SCRIPTS = "sd-scripts"
    TEMP = "temp"
    CACHE = "cache"


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A folder of the plan: what it must have free and what it has, in bytes.

    It can be changed by `SetupRequest` (`prefix`, `sd_scripts`, `temp`, `cache`) and a new plan.
    """

    role: FolderRole
    path: Path
    needed_bytes: int
    free_bytes: int

    @property
    def fits(self) -> bool:
        return self.free_bytes >= self.needed_bytes


class ObstacleCode(StrEnum):
    PREFIX_TAKEN = "prefix-taken"
    PREFIX_READ_ONLY = "prefix-read-only"
    SD_SCRIPTS_TAKEN = "sd-scripts-taken"
    SD_SCRIPTS_MISSING = "sd-scripts-missing"
    SD_SCRIPTS_CHANGED = "sd-scripts-changed"
    SPACE = "space"
    TEMP_SPACE = "temp-space"
    GIT_MISSING = "git-missing"
    MANAGER_MISSING = "manager-missing"
    PYTHON_MISSING = "python-missing"
    TORCH_INDEX_MISSING = "torch-index-missing"
    TORCH_INDEX_BUILD = "torch-index-build"
    DRIVER_TOO_OLD = "driver-too-old"
    CARD_TOO_NEW = "card-too-new"
    CARD_TOO_OLD = "card-too-old"
    NO_CARD = "no-card"
    PYTHON_UNSUPPORTED = "python-unsupported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """What stands in the way of a plan, or (`blocks` False) what its reader should know before it starts."""

    code: ObstacleCode
    message: str
    hint: str
    blocks: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupRequest:
    """What the user chose; the wizard edits it with `dataclasses.replace` and asks for a new plan.

    `prefix` is the environment's folder. `torch_build` is `cu128`, `cpu` …; empty lets the recipe and the hardware
    decide. `manager` is the program of the backend (conda's, uv's) or, for venv, the Python to build on; None looks for
    it. `sd_scripts` is the checkout: fetched from `address` at `revision` (a tag or a commit; empty: the newest of the
    main branch), or with `uses_checkout` an existing folder that nothing is changed in; None: none. `packages` are
    installed in addition. `temp` and `cache` are pip's folders, None its own. `lock` is a lock file that replaces the
    packages of the recipe.
    """

    prefix: Path
    recipe: str = "sd-scripts"
    torch_build: str = ""
    backend: BackendKind = BackendKind.VENV
    manager: Path | None = None
    python_version: str = ""
    sd_scripts: Path | None = None
    uses_checkout: bool = False
    address: str = SD_SCRIPTS_ADDRESS
    revision: str = ""
    packages: tuple[str, ...] = ()
    temp: Path | None = None
    cache: Path | None = None
    lock: Path | None = None
    network: Network = field(default_factory=Network)

    def to_json(self) -> dict[str, Any]:
        values = dataclasses.asdict(self)
        for key in _PATHS:
            values[key] = None if values[key] is None else str(values[key])
        return values

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> SetupRequest:
        """Raises ValueError for what `to_json` cannot have written."""
        try:
            known = {item.name: values[item.name] for item in dataclasses.fields(cls) if item.name in values}
            known |= {key: Path(known[key]) for key in _PATHS if known.get(key) is not None}
            known["backend"] = BackendKind(known["backend"])
            known["network"] = Network.from_json(known["network"])
            known["packages"] = tuple(known["packages"])
            return cls(**known)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"not a request: {error}") from error


_PATHS = ("prefix", "manager", "sd_scripts", "temp", "cache", "lock")


@dataclass(frozen=True, slots=True, kw_only=True)
class InstallPlan:
    """A setup, step by step. `speed` is the download speed in bytes a second that the times assume.

    `python` is the interpreter that the environment will have; `torch_build` what was decided, and `torch_reason` why.
    `edited` are the commands that its reader changed.
    """

    purpose: Purpose
    request: SetupRequest
    python: Path
    torch_build: str
    torch_reason: str
    steps: tuple[Step, ...]
    folders: tuple[Folder, ...]
    obstacles: tuple[Obstacle, ...]
    variables: Mapping[str, str | None]
    speed: float
    edited: Mapping[StepKind, tuple[Command, ...]] = field(default_factory=dict)

    @property
    def download_bytes(self) -> int:
        return sum(step.download_bytes for step in self.steps)

    @property
    def disk_bytes(self) -> int:
        return sum(step.disk_bytes for step in self.steps)

    @property
    def seconds(self) -> float:
        return sum(step.seconds for step in self.steps)

    @property
    def can_start(self) -> bool:
        return not any(obstacle.blocks for obstacle in self.obstacles)

    def with_commands(self, kind: StepKind, commands: tuple[Command, ...]) -> InstallPlan:
        """The plan with other commands for one step, as its reader edited them."""
        steps = tuple(dataclasses.replace(s, commands=commands) if s.kind is kind else s for s in self.steps)
        return dataclasses.replace(self, steps=steps, edited={**self.edited, kind: commands})
