"""The environments of this machine, as every page sees them, and the work on them, which no page owns.

A verification or a setup goes on when the page, or the wizard, that began it is closed; whoever opens next sees it.
"""

from __future__ import annotations

import dataclasses
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from gui.tasks import Latest, run_task

if TYPE_CHECKING:
    from core.environment.checks import Check, CheckId, Verification
    from core.environment.chosen import Chosen, Trust
    from core.environment.discovery import Findings, Known
    from core.environment.environment import Environment
    from core.environment.journal import Journal
    from core.environment.outcome import SetupOutcome
    from core.environment.plan import InstallPlan
    from core.environment.progress import Progress as SetupProgress
    from core.paths import AppPaths
    from core.settings import Settings
    from gui.services import Preferences

_POLL_MS = 100
_MOST_LINES = 20_000


@dataclass(frozen=True, slots=True)
class Shown:
    """An environment with what is known of it; `ours`: this program made it, and may change it."""

    environment: Environment
    trust: Trust
    verification: Verification | None = None
    versions: dict[str, str] = dataclasses.field(default_factory=dict)
    known: bool = False
    ours: bool = False
    can_roll_back: bool = False


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything at one moment. `unfinished` are setups that were begun and have not ended, newest first."""

    findings: Findings
    environments: tuple[Shown, ...]
    chosen: Chosen
    unfinished: tuple[Journal, ...]

    def shown(self, prefix: Path) -> Shown | None:
        return next((one for one in self.environments if one.environment.prefix == prefix), None)


class VerificationJob:
    """A verification under way, or ended: written by its thread, read by the window's."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.checks: dict[CheckId, Check] = {}
        self.current: CheckId | None = None
        self.result: Verification | None = None
        self.error: Exception | None = None
        self._cancelled = threading.Event()

    @property
    def running(self) -> bool:
        return self.result is None and self.error is None

    def cancel(self) -> None:
        self._cancelled.set()

    def run(self, paths: AppPaths) -> Verification:
        """What the worker does. Raises FileError where the result cannot be stored."""
        from core.environment.registry import EnvironmentRegistry
        from core.environment.verification import verify_known
        from core.environment.wanted import wanted_in

        def start(which: CheckId) -> None:
            self.current = which

        def take(check: Check) -> None:
            self.checks[check.id] = check

        registry = EnvironmentRegistry(paths.environments)
        return verify_known(
            registry,
            self.environment,
            wanted=wanted_in(self.environment, paths),
            on_start=start,
            on_check=take,
            cancelled=self._cancelled.is_set,
        )


class SetupJob:
    """A setup under way, or ended: written by its thread, read by the window's."""

    def __init__(self, plan: InstallPlan) -> None:
        self.plan = plan
        self.progress: SetupProgress | None = None
        self.lines: list[str] = []
        self.outcome: SetupOutcome | None = None
        self.error: Exception | None = None
        self._cancelled = threading.Event()

    @property
    def running(self) -> bool:
        return self.outcome is None and self.error is None

    @property
    def cancelling(self) -> bool:
        return self.running and self._cancelled.is_set()

    def cancel(self) -> None:
        """The same plan, begun again, goes on where this one ends."""
        self._cancelled.set()

    def run(self, paths: AppPaths) -> SetupOutcome:
        from core.environment.installer import Installer

        return Installer(paths).run(self.plan, self._take, self._cancelled.is_set)

    def _take(self, progress: SetupProgress) -> None:
        if progress.line is not None and len(self.lines) < _MOST_LINES:
            self.lines.append(progress.line)
        self.progress = progress


class EnvironmentsFeed(QObject):
    """`changed`: another snapshot, or another environment chosen. `worked`: a job has something new to show.

    `setup_ended` tells the job of a setup that has ended, `verified` the one of a verification.
    """

    changed = Signal()
    worked = Signal()
    setup_ended = Signal(object)
    verified = Signal(object)

    def __init__(self, paths: AppPaths, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._paths = paths
        self._preferences = preferences
        self._chosen: Chosen | None = None
        self._looked_chosen = ("", "")
        self._scale = 0.0
        self.looking = False
        self._latest = Latest(self)
        self._latest_chosen = Latest(self)
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(self._poll)
        self.snapshot: Snapshot | None = None
        self.setup: SetupJob | None = None
        self.verification: VerificationJob | None = None
        preferences.changed.connect(self._preferences_changed)

    @property
    def installing(self) -> bool:
        return self.setup is not None and self.setup.running

    @property
    def verifying(self) -> bool:
        return self.verification is not None and self.verification.running

    @property
    def chosen(self) -> Chosen | None:
        """The environment of the settings; None until it was looked at."""
        return self._chosen

    def start(self) -> None:
        """Look at the chosen environment: all that is shown before the page is opened."""
        self._look_at_chosen()

    def stop(self) -> None:
        """Forget what is under way; a setup goes on with its next start where it was."""
        for job in (self.setup, self.verification):
            if job is not None:
                job.cancel()
        self._timer.stop()
        self._latest.cancel()
        self._latest_chosen.cancel()

    def refresh(self, scale: float = 0.0) -> None:
        """Look at the whole machine anew (two seconds at most); `scale` is the display's."""
        self._scale = scale or self._scale
        paths, settings, scale = self._paths, self._preferences.settings, self._scale
        self.looking = True
        self._latest.run(lambda _: _snapshot(paths, settings, scale), self._take)

    def choose(self, environment: Environment) -> None:
        """Make it the one that trains. Raises FileError where the settings cannot be written."""
        sd_scripts = "" if environment.sd_scripts is None else str(environment.sd_scripts)
        self._preferences.update(kohya_python=str(environment.python), sd_scripts=sd_scripts)

    def verify(self, environment: Environment) -> VerificationJob:
        """Begin a verification; one that is under way is ended."""
        if self.verification is not None:
            self.verification.cancel()
        job, paths = VerificationJob(environment), self._paths
        self.verification = job
        run_task(
            self, lambda _: job.run(paths), lambda result: self._verified(job, result), lambda e: self._failed(job, e)
        )
        self._timer.start()
        self.worked.emit()
        return job

    def start_setup(self, plan: InstallPlan) -> SetupJob:
        """Begin a setup; there must be none under way."""
        job, paths = SetupJob(plan), self._paths
        self.setup = job
        run_task(
            self, lambda _: job.run(paths), lambda outcome: self._set_up(job, outcome), lambda e: self._failed(job, e)
        )
        self._timer.start()
        self.worked.emit()
        return job

    def forget_setup(self) -> None:
        """A setup that has ended is no longer shown."""
        if self.setup is not None and not self.setup.running:
            self.setup = None
            self.worked.emit()

    def _poll(self) -> None:
        if not (self.installing or self.verifying):
            self._timer.stop()
        self.worked.emit()

    def _set_up(self, job: SetupJob, outcome: SetupOutcome) -> None:
        job.outcome = outcome
        self._prove(outcome)
        self.worked.emit()
        self.setup_ended.emit(job)
        self.refresh()

    def _prove(self, outcome: SetupOutcome) -> None:
        """What was set up is verified at once, whether or not anybody looks on."""
        from core.environment.environment import environment_at
        from core.environment.outcome import SetupState
        from core.environment.registry import EnvironmentRegistry

        if outcome.state is SetupState.DONE:
            known = EnvironmentRegistry(self._paths.environments).find(outcome.prefix)
            environment = known or environment_at(outcome.prefix, sd_scripts=outcome.sd_scripts)
            if environment is not None:
                self.verify(environment)

    def _verified(self, job: VerificationJob, result: Verification) -> None:
        job.result = result
        job.current = None
        self.worked.emit()
        self.verified.emit(job)
        self.refresh()
        self._look_at_chosen()

    def _failed(self, job: SetupJob | VerificationJob, error: Exception) -> None:
        job.error = error
        self.worked.emit()
        ended = self.setup_ended if isinstance(job, SetupJob) else self.verified
        ended.emit(job)

    def _preferences_changed(self) -> None:
        settings = self._preferences.settings
        if (settings.kohya_python, settings.sd_scripts) != self._looked_chosen:
            self._look_at_chosen()
            if self.snapshot is not None:
                self.refresh()

    def _look_at_chosen(self) -> None:
        paths, settings = self._paths, self._preferences.settings
        self._looked_chosen = (settings.kohya_python, settings.sd_scripts)
        self._latest_chosen.run(lambda _: _chosen(paths, settings), self._take_chosen)

    def _take_chosen(self, chosen: Chosen) -> None:
        if chosen != self._chosen:
            self._chosen = chosen
            self.changed.emit()

    def _take(self, snapshot: Snapshot) -> None:
        self.looking = False
        self.snapshot = snapshot
        self._chosen = snapshot.chosen
        self.changed.emit()


def _chosen(paths: AppPaths, settings: Settings) -> Chosen:
    from core.environment.chosen import chosen_environment
    from core.environment.registry import EnvironmentRegistry

    return chosen_environment(settings, EnvironmentRegistry(paths.environments))


def _snapshot(paths: AppPaths, settings: Settings, scale: float) -> Snapshot:
    from core.environment.discovery import detect
    from core.environment.journal import unfinished_setups

    known = known_of(paths, settings, scale)
    findings = detect(known)
    shown = tuple(
        _shown(paths, known, found.environment, found.versions, known_already=found.known)
        for found in findings.environments
    )
    return Snapshot(findings, shown, _chosen(paths, settings), tuple(unfinished_setups(paths.environments)))


def known_of(paths: AppPaths, settings: Settings, scale: float = 0.0) -> Known:
    """What discovery is told beforehand."""
    from core.environment.discovery import Known
    from core.environment.registry import EnvironmentRegistry

    return Known(
        registry=EnvironmentRegistry(paths.environments),
        environments_folder=paths.kohya,
        kohya_python=settings.kohya_python,
        sd_scripts=settings.sd_scripts,
        scale=scale,
    )


def _shown(
    paths: AppPaths, known: Known, environment: Environment, versions: dict[str, str], *, known_already: bool
) -> Shown:
    from core.environment.chosen import trust_in
    from core.environment.journal import SetupFolder
    from core.environment.ownership import PrefixState, prefix_state

    trust, environment, verification = trust_in(environment, known.registry)
    return Shown(
        environment=environment,
        trust=trust,
        verification=verification,
        versions=versions,
        known=known_already,
        ours=prefix_state(environment.prefix) is PrefixState.OURS,
        can_roll_back=SetupFolder.of(paths.environments, environment.prefix).frozen.is_file(),
    )
