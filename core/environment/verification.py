"""Proving an environment: probes run inside it one after another, and each finding is a check with a state."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.config.schema import shipped_schema
from core.environment.checks import Check, CheckId, State, Verification
from core.environment.environment import Environment, packages_digest
from core.environment.hardware import Graphics, read_graphics
from core.environment.probe_run import Ending, ProbeRun, Seen, run_probe
from core.environment.registry import EnvironmentRegistry, checkout_of
from core.environment.requirements import FILE, compare, read_requirements
from core.environment.verdicts import Surroundings, judged
from core.paths import resources_folder

_SHOWN_NAMES = 8


@dataclass(frozen=True, slots=True)
class Wanted:
    """Packages that ought to be installed, as pip's requirements, and who asks for them (`the recipe kohya_ss`)."""

    requirements: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class _Probe:
    """A script, the checks that it tells in this order, and the seconds after which it counts as hanging.

    Cold disks and virus scanners make imports of torch slow: a minute has been seen, several are allowed.
    """

    script: str
    checks: tuple[CheckId, ...]
    seconds: float


_INTERPRETER = _Probe("interpreter_probe.py", (CheckId.INTERPRETER, CheckId.PACKAGES), 60)
_TORCH = _Probe(
    "torch_probe.py",
    (CheckId.TORCH, CheckId.CUDA, CheckId.ARCHITECTURES, CheckId.PRECISION, CheckId.ATTENTION),
    240,
)
_XFORMERS = _Probe("xformers_probe.py", (CheckId.XFORMERS,), 120)
_OPTIMIZER = _Probe("optimizer_probe.py", (CheckId.OPTIMIZER_8BIT,), 240)
_SD_SCRIPTS = _Probe("sd_scripts_probe.py", (CheckId.SD_SCRIPTS,), 300)
_TRAINING = _Probe("training_probe.py", (CheckId.TRAINING,), 600)


def verify(
    environment: Environment,
    *,
    wanted: Wanted | None = None,
    graphics: Graphics | None = None,
    on_start: Callable[[CheckId], None] = lambda _: None,
    on_check: Callable[[Check], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Verification:
    """Look at everything that training needs; half a minute to some minutes, in child processes only.

    Without `wanted` the packages are compared with the requirements.txt of the environment's sd-scripts. `on_start`
    tells which check is under way and `on_check` what it found, from the calling thread. Nothing is raised for what is
    wrong in the environment, and nothing is written there.
    """
    return _Verifier(environment, wanted, graphics or read_graphics(), on_start, on_check, cancelled).run()


def verify_known(
    registry: EnvironmentRegistry,
    environment: Environment,
    *,
    wanted: Wanted | None = None,
    graphics: Graphics | None = None,
    on_start: Callable[[CheckId], None] = lambda _: None,
    on_check: Callable[[Check], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Verification:
    """`verify`, and remember environment and result; one that was ended early replaces nothing.

    Raises:
        FileError: the user's data folder cannot be written.
    """
    found = verify(
        environment,
        wanted=wanted,
        graphics=graphics,
        on_start=on_start,
        on_check=on_check,
        cancelled=cancelled,
    )
    registry.save(environment)
    if found.complete:
        registry.save_verification(environment.prefix, found)
    return found


class _Verifier:
    def __init__(
        self,
        environment: Environment,
        wanted: Wanted | None,
        graphics: Graphics,
        on_start: Callable[[CheckId], None],
        on_check: Callable[[Check], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self._environment = environment
        self._wanted = wanted
        self._checkout, self._commit = checkout_of(environment)
        self._around = Surroundings(
            graphics=graphics,
            commit=self._commit,
            known_settings=frozenset(shipped_schema().arguments),
        )
        self._on_start = on_start
        self._on_check = on_check
        self._cancelled = cancelled
        self._checks: dict[CheckId, Check] = {}
        self._python = ""

    def run(self) -> Verification:
        started = time.monotonic()
        digest = packages_digest(self._environment.prefix)
        self._probe(_INTERPRETER)
        for probe in (_TORCH, _XFORMERS, _OPTIMIZER):
            self._probe(probe, needs=CheckId.INTERPRETER if probe is _TORCH else CheckId.TORCH)
        self._look_at_sd_scripts()
        order = list(CheckId)
        return Verification(
            checks=tuple(sorted(self._checks.values(), key=lambda check: order.index(check.id))),
            packages_digest=digest,
            sd_scripts=self._checkout,
            commit=self._commit,
            card=self._around.card_name,
            complete=not any(check.code == "cancelled" for check in self._checks.values()),
            seconds=time.monotonic() - started,
        )

    def _look_at_sd_scripts(self) -> None:
        if not self._checkout:
            self._tell(Check(id=CheckId.SD_SCRIPTS, state=State.SKIPPED, code="sd-scripts-none"))
        elif not (Path(self._checkout) / "train_network.py").is_file():
            gone = {"folder": self._checkout}
            self._tell(Check(id=CheckId.SD_SCRIPTS, state=State.BROKEN, code="sd-scripts-gone", values=gone))
        else:
            self._probe(_SD_SCRIPTS, [self._checkout], needs=CheckId.TORCH)
        merges = resources_folder() / "tokenizer" / "clip_bpe_merges.txt"
        arguments = [self._checkout, "{work}", str(merges), self._optimizer(), self._precision()]
        self._probe(_TRAINING, arguments, needs=CheckId.SD_SCRIPTS)

    def _optimizer(self) -> str:
        found = self._checks[CheckId.OPTIMIZER_8BIT]
        usable = found.state is State.WORKS or found.code == "optimizer-cpu-only"
        return "AdamW8bit" if usable else "AdamW"

    def _precision(self) -> str:
        """What the card is best at; sd-scripts on the CPU fails with fp16 (measured), and fp32 is safe there."""
        if self._checks[CheckId.CUDA].state is not State.WORKS:
            return "no"
        return "bf16" if self._checks[CheckId.PRECISION].state is State.WORKS else "fp16"

    def _probe(self, probe: _Probe, arguments: Sequence[str] = (), *, needs: CheckId | None = None) -> None:
        if self._cancelled():
            self._skip(probe.checks, "cancelled")
            return
        if needs is not None and self._checks[needs].state not in (State.WORKS, State.LIMITED):
            self._skip(probe.checks, "needs", what=str(needs))
            return
        self._on_start(probe.checks[0])
        run = run_probe(
            self._environment.python,
            probe.script,
            arguments,
            timeout=probe.seconds,
            on_seen=lambda seen: self._take(seen, probe.checks),
            cancelled=self._cancelled,
        )
        left = [check for check in probe.checks if check not in self._checks]
        if left:
            self._explain(left, run, probe)

    def _take(self, seen: Seen, expected: Sequence[CheckId]) -> None:
        if seen.check == CheckId.PACKAGES and seen.error is None:
            self._tell(self._packages(seen))
        else:
            if seen.check == CheckId.INTERPRETER:
                self._python = str(seen.facts.get("version", ""))
            self._tell(judged(seen, self._around))
        following = [check for check in expected if check not in self._checks]
        if following and self._checks[expected[0]].state is not State.BROKEN:
            self._on_start(following[0])

    def _packages(self, seen: Seen) -> Check:
        versions = {str(name): str(version) for name, version in seen.facts["versions"].items()}
        wanted = self._wanted
        if wanted is None:
            listed = read_requirements(Path(self._checkout)) if self._checkout else ()
            wanted = Wanted(listed, FILE)
        compared = compare(wanted.requirements, versions, self._python or "3.10")
        values = {"source": wanted.source, "count": str(compared.asked or len(versions))}
        if compared.missing:
            state, code, names = State.BROKEN, "packages-missing", compared.missing
        elif compared.differing:
            state, code, names = State.LIMITED, "packages-differ", compared.differing
        else:
            state, code, names = State.WORKS, "packages-match" if compared.asked else "packages-listed", ()
        shown = ", ".join(names[:_SHOWN_NAMES]) + (" …" if len(names) > _SHOWN_NAMES else "")
        detail = "\n".join(f"{name}=={version}" for name, version in sorted(versions.items()))
        return Check(
            id=CheckId.PACKAGES,
            state=state,
            code=code,
            values={**values, "names": shown},
            detail=detail,
            seconds=seen.seconds,
        )

    def _explain(self, left: Sequence[CheckId], run: ProbeRun, probe: _Probe) -> None:
        """What a probe that ended early left unsaid: the first of it is what it died of, if it died."""
        first, *rest = left
        if run.ending is Ending.CANCELLED:
            self._skip(left, "cancelled")
            return
        if first is not probe.checks[0] and run.ending is Ending.FINISHED:  # it gave up after its first check
            self._skip(left, "needs", what=str(probe.checks[0]))
            return
        code = "failed" if run.ending is Ending.FINISHED else str(run.ending)
        values = {"reason": run.reason or "it said nothing", "seconds": f"{probe.seconds:.0f}"}
        self._tell(Check(id=first, state=State.BROKEN, code=code, values=values, detail=run.log, seconds=run.seconds))
        self._skip(rest, "needs", what=str(first))

    def _skip(self, checks: Sequence[CheckId], code: str, **values: str) -> None:
        for check in checks:
            self._tell(Check(id=check, state=State.SKIPPED, code=code, values=values))

    def _tell(self, check: Check) -> None:
        self._checks[check.id] = check
        self._on_check(check)
