"""What the verification of an environment finds: checks with a state each, and their result as a whole."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

FORMAT_VERSION = 1


class CheckId(StrEnum):
    """In the order in which they are made."""

    INTERPRETER = "interpreter"
    PACKAGES = "packages"
    TORCH = "torch"
    CUDA = "cuda"
    ARCHITECTURES = "architectures"
    PRECISION = "precision"
    ATTENTION = "attention"
    XFORMERS = "xformers"
    OPTIMIZER_8BIT = "optimizer-8bit"
    SD_SCRIPTS = "sd-scripts"
    TRAINING = "training"


_NEEDED = {
    CheckId.INTERPRETER,
    CheckId.TORCH,
    CheckId.CUDA,
    CheckId.ARCHITECTURES,
    CheckId.PRECISION,
    CheckId.ATTENTION,
    CheckId.SD_SCRIPTS,
    CheckId.TRAINING,
}


class State(StrEnum):
    WORKS = "works"
    LIMITED = "limited"
    """Works with a limit: training is possible, but slower, or not with every setting."""
    BROKEN = "broken"
    SKIPPED = "skipped"
    """Was not tried; `Check.code` says why."""

    @property
    def severity(self) -> int:
        return (State.SKIPPED, State.WORKS, State.LIMITED, State.BROKEN).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """`code` is stable and names the finding; `core.environment.check_texts` puts it into words with `values`.

    `detail` is what the environment itself said (the end of a traceback, a list), for reports; `seconds` how long the
    check took.
    """

    id: CheckId
    state: State
    code: str
    values: Mapping[str, str] = field(default_factory=dict)
    detail: str = ""
    seconds: float = 0.0

    def to_json(self) -> dict[str, Any]:
        return dataclasses.asdict(self)

    @classmethod
    def from_json(cls, values: Any) -> Check:
        """Raises ValueError for what `to_json` cannot have written."""
        try:
            return cls(
                id=CheckId(values["id"]),
                state=State(values["state"]),
                code=str(values["code"]),
                values={str(key): str(value) for key, value in values["values"].items()},
                detail=str(values["detail"]),
                seconds=float(values["seconds"]),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"not a check: {values!r}") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What was found in an environment, when, and with what installed in it (`packages_digest`).

    `sd_scripts` is the checkout that was verified with it and `commit` what was checked out there, `card` the graphics
    card that was used (empty: none). `complete` is False where it was ended early. Times in seconds.
    """

    checks: tuple[Check, ...]
    packages_digest: str
    sd_scripts: str = ""
    commit: str = ""
    card: str = ""
    complete: bool = True
    verified_at: float = field(default_factory=time.time)
    seconds: float = 0.0

    @property
    def state(self) -> State:
        """The worst of all checks."""
        return max((check.state for check in self.checks), key=lambda state: state.severity, default=State.SKIPPED)

    @property
    def can_train(self) -> bool:
        """Whether sd-scripts starts and nothing that every training needs is broken.

        A broken bitsandbytes is no hindrance: other optimizers do without it, and each config is told.
        """
        sd_scripts = self.check(CheckId.SD_SCRIPTS)
        starts = sd_scripts is not None and sd_scripts.state in (State.WORKS, State.LIMITED)
        return self.complete and starts and self.hindrance is None

    @property
    def hindrance(self) -> Check | None:
        """The first broken check of those that every training needs."""
        return next((check for check in self.checks if check.state is State.BROKEN and check.id in _NEEDED), None)

    def check(self, which: CheckId) -> Check | None:
        return next((check for check in self.checks if check.id is which), None)

    @property
    def has_xformers(self) -> bool | None:
        """None where that was not found out."""
        check = self.check(CheckId.XFORMERS)
        if check is None or check.state is State.SKIPPED:
            return None
        return check.state is State.WORKS and check.code != "xformers-absent"

    @property
    def bitsandbytes_works(self) -> bool | None:
        """Whether an 8-bit optimizer can train here; None where that was not found out."""
        check = self.check(CheckId.OPTIMIZER_8BIT)
        if check is None or check.state is State.SKIPPED:
            return None
        return check.state is State.WORKS

    def to_json(self) -> dict[str, Any]:
        values = dataclasses.asdict(self)
        values["checks"] = [check.to_json() for check in self.checks]
        return {"format": FORMAT_VERSION, "state": str(self.state), **values}

    @classmethod
    def from_json(cls, values: Any) -> Verification:
        """Raises ValueError for what `to_json` cannot have written."""
        try:
            return cls(
                checks=tuple(Check.from_json(check) for check in values["checks"]),
                packages_digest=str(values["packages_digest"]),
                sd_scripts=str(values["sd_scripts"]),
                commit=str(values["commit"]),
                card=str(values["card"]),
                complete=bool(values["complete"]),
                verified_at=float(values["verified_at"]),
                seconds=float(values["seconds"]),
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"not a verification: {values!r}") from error
