"""Does what a plan says, step by step; what goes wrong is a value, and the same plan run again goes on from there."""

from __future__ import annotations

import contextlib
import dataclasses
import logging
import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from core.environment import packages, sources
from core.environment.backends.choice import backend_for
from core.environment.conda_records import damaged_packages
from core.environment.environment import Environment, environment_at, package_folders
from core.environment.failures import explain, write_failure
from core.environment.journal import Journal, JournalState, SetupFolder
from core.environment.metering import Meter
from core.environment.outcome import Failure, FailureCode, SetupOutcome, SetupState
from core.environment.ownership import Mark, PrefixState, prefix_state, read_mark, write_mark
from core.environment.plan import Command, InstallPlan, Output, Purpose, Step, StepKind
from core.environment.plan_obstacles import may_create_in
from core.environment.progress import Cancelled, Report, never_cancelled, nothing_reported
from core.environment.reading import Reading, reader_for, whole_packages
from core.environment.recipe import recipe_named
from core.environment.registry import EnvironmentRegistry
from core.environment.running import SETUP_VARIABLE, Runner, end_leftovers
from core.errors import AppError, FileError, MachineError
from core.files import flush_to_disk
from core.paths import AppPaths
from core.processes import ProcessId, identify, is_alive

_log = logging.getLogger(__name__)
_FILLING = (StepKind.PIP, StepKind.TORCH, StepKind.PACKAGES, StepKind.LINK)


class _Stopped(Exception):  # noqa: N818 (not an error: how a step says that it ended early)
    """Carries out of a step why the setup does not go on; None: it was cancelled."""

    def __init__(self, failure: Failure | None) -> None:
        super().__init__()
        self.failure = failure


@dataclass(frozen=True, slots=True)
class Installer:
    """Sets up, repairs, updates and rolls back the environments that are registered below `paths.environments`."""

    paths: AppPaths

    def run(
        self, plan: InstallPlan, report: Report = nothing_reported, cancelled: Cancelled = never_cancelled
    ) -> SetupOutcome:
        """Do it, however long it takes; `report` and `cancelled` are called from this thread, about ten times a second.

        Whatever the machine does, the outcome says so; nothing is raised for it.
        """
        folder = SetupFolder.of(self.paths.environments, plan.request.prefix)
        try:
            _end_orphans(folder)
            with folder.locked() as descriptor, folder.log.open("a", encoding="utf-8") as log:
                return _Setup(self.paths, plan, folder, descriptor, log, report, cancelled).run()
        except MachineError as error:
            failure = Failure(code=FailureCode.BUSY, message=error.message, hint=error.hint)
        except (FileError, OSError) as error:
            failure = write_failure(error)
        return _outcome(plan, folder, SetupState.FAILED, failure=failure)


class _Setup:
    """One run of a plan, under its lock."""

    def __init__(
        self,
        paths: AppPaths,
        plan: InstallPlan,
        folder: SetupFolder,
        descriptor: int,
        log: IO[str],
        report: Report,
        cancelled: Cancelled,
    ) -> None:
        self._paths = paths
        self._plan = plan
        self._request = plan.request
        self._folder = folder
        self._log = log
        self._cancelled = cancelled
        self._meter = Meter(plan, report)
        self._cut_short = False
        self._journal = self._take_up()
        variables = {**plan.variables, SETUP_VARIABLE: str(folder.root)}
        self._runner = Runner(log, variables, descriptor, self._note_worker)
        self._step: Step | None = None

    def run(self) -> SetupOutcome:
        self._say(f"=== {time.strftime('%Y-%m-%d %H:%M:%S')} {self._plan.purpose} {self._request.prefix}")
        try:
            self._refuse_obstacles()
            self._folder.write(self._journal)
            if self._cut_short or self._plan.purpose is Purpose.REPAIR:
                self._look_for_damage()
            for index, step in enumerate(self._plan.steps):
                self._step = step
                self._do(index, step)
            self._step = None
            self._finish()
        except _Stopped as stopped:
            return self._stop(stopped.failure)
        except (FileError, OSError) as error:
            return self._stop(write_failure(error))
        return _outcome(self._plan, self._folder, SetupState.DONE, journal=self._journal)

    def _take_up(self) -> Journal:
        """The journal of the same setup where it did not end, else a new one; the marks' token stays."""
        plan, before = self._plan, self._folder.read()
        stored = dataclasses.replace(
            self._request, torch_build=plan.torch_build, network=self._request.network.storable()
        )
        journal = Journal(plan.purpose, stored, owner=identify(os.getpid()), edited=dict(plan.edited))
        mark = read_mark(self._request.prefix)
        if before is not None:
            journal.token = before.token
            if plan.purpose is not Purpose.CREATE:
                journal.frozen, journal.commit_before = before.frozen, before.commit_before
            if not before.is_finished and before.purpose is plan.purpose:
                self._cut_short = True
                journal.started = before.started
                same = before.request == stored and before.edited == journal.edited
                settled = {StepKind.FREEZE, StepKind.ENVIRONMENT}
                journal.done = [kind for kind in before.done if same or kind in settled]
        elif mark is not None and plan.purpose is not Purpose.CREATE:
            journal.token = mark.token
        return journal

    def _refuse_obstacles(self) -> None:
        blocking = [obstacle for obstacle in self._plan.obstacles if obstacle.blocks]
        if blocking:
            first = blocking[0]
            raise _Stopped(Failure(code=FailureCode.OBSTACLE, message=first.message, hint=first.hint))

    def _do(self, index: int, step: Step) -> None:
        if step.kind in self._journal.done and self._still_holds(step):
            self._say(f"--- {step.title}: done before")
            self._meter.pass_over(index)
            return
        self._say(f"--- {step.title}")
        self._meter.begin(index)
        if step.kind is StepKind.ENVIRONMENT:
            self._claim_prefix()
        elif step.kind is StepKind.SD_SCRIPTS:
            self._claim_checkout()
        elif step.kind is StepKind.PIP:
            self._see_to_pip()
        for command in step.commands:
            self._run(command)
        if step.kind is StepKind.FREEZE:
            self._journal.frozen = True
            self._journal.commit_before = self._commit()
        if step.kind not in self._journal.done:
            self._journal.done.append(step.kind)
        self._folder.write(self._journal)

    def _still_holds(self, step: Step) -> bool:
        if step.kind is StepKind.ENVIRONMENT:
            return packages.starts(self._plan.python, self._plan.variables)
        if step.kind is StepKind.SD_SCRIPTS and self._request.sd_scripts is not None:
            return sources.is_checkout(self._request.sd_scripts)
        return step.kind is not StepKind.CHECK

    def _run(self, command: Command) -> None:
        self._meter.next_command()
        read = reader_for(command.output, self._meter.reading)

        def on_line(line: str) -> bool:
            wanted = read(line)
            if wanted:
                self._meter.line(line)
            return wanted

        before = whole_packages(package_folders(self._request.prefix)) if command.output is Output.PIP else 0
        ended = self._runner.run(command, on_line, lambda: self._tick(command, before), self._cancelled)
        if ended.cancelled:
            raise _Stopped(None)
        if not ended.well and not command.may_fail:
            raise _Stopped(explain(ended, self._plan.variables))

    def _tick(self, command: Command, packages_before: int) -> None:
        reading: Reading = self._meter.reading
        if command.output is Output.PIP and reading.packages_total:
            now = whole_packages(package_folders(self._request.prefix))
            reading.packages_done = min(max(now - packages_before, 0), reading.packages_total)
        if self._step is not None and self._step.kind is StepKind.ENVIRONMENT:
            self._mark_as_begun()
        self._meter.tick()

    def _claim_prefix(self) -> None:
        """See to it, a last time, that nothing foreign is overwritten; then make the folder this setup's own."""
        prefix = self._request.prefix
        if self._plan.purpose is not Purpose.CREATE:
            if prefix_state(prefix) not in (PrefixState.OURS, PrefixState.UNFINISHED):
                raise _Stopped(_taken_now(prefix))
            return
        taken = may_create_in(prefix, self._journal)
        if taken is not None:
            raise _Stopped(Failure(code=FailureCode.PREFIX_TAKEN, message=taken.message, hint=taken.hint))
        recipe = recipe_named(self._request.recipe, self._paths.config / "recipes")
        if not backend_for(self._request, recipe, self._paths).needs_absent_prefix:
            prefix.mkdir(parents=True, exist_ok=True)
            self._mark_as_begun()
            return
        state = prefix_state(prefix)
        prefix.parent.mkdir(parents=True, exist_ok=True)
        if state is PrefixState.EMPTY:
            prefix.rmdir()
        elif state is PrefixState.UNFINISHED and StepKind.ENVIRONMENT not in self._journal.done:
            shutil.rmtree(prefix)

    def _mark_as_begun(self) -> None:
        """As soon as the folder is there: some programs make it themselves."""
        if self._request.prefix.is_dir() and read_mark(self._request.prefix) is None:
            write_mark(self._request.prefix, Mark(token=self._journal.token, request=self._journal.request.to_json()))

    def _claim_checkout(self) -> None:
        folder = self._request.sd_scripts
        if folder is None or self._plan.purpose is Purpose.ROLLBACK:
            return
        state = sources.source_state(folder)
        mark = read_mark(folder / ".git") if state is sources.SourceState.OURS else None
        free = state in (sources.SourceState.ABSENT, sources.SourceState.EMPTY)
        if not free and (mark is None or mark.token != self._journal.token):
            raise _Stopped(_taken_now(folder))
        if free:
            (folder / ".git").mkdir(parents=True, exist_ok=True)
            write_mark(folder / ".git", Mark(token=self._journal.token, request={}))
        sources.remove_stale_locks(folder)

    def _commit(self) -> str:
        """What is checked out, if it may be changed."""
        folder, git = self._request.sd_scripts, sources.find_git()
        return (
            "" if folder is None or git is None or self._request.uses_checkout else sources.current_commit(git, folder)
        )

    def _see_to_pip(self) -> None:
        """An interpreter whose pip was cut short gets the one that Python carries with it."""
        python, prefix, variables = self._plan.python, self._request.prefix, self._plan.variables
        if packages.has_pip(python, prefix, variables) or packages.bring_pip(python, prefix, variables):
            return
        raise _Stopped(
            Failure(
                code=FailureCode.BROKEN,
                message=f"{python} has no pip, and cannot bring its own (ensurepip).",
                hint="Remove the environment and create it anew; on Debian and Ubuntu install python3-venv first.",
            )
        )

    def _look_for_damage(self) -> None:
        """After a crash, what was done may not have reached the disk; a stop may have cut a package short."""
        damaged = packages.remove_damaged(self._request.prefix)
        if damaged:
            self._say(f"damaged, and installed again: {', '.join(damaged)}")
        if damaged or self._plan.purpose is Purpose.REPAIR:
            self._journal.done = [kind for kind in self._journal.done if kind not in _FILLING]
        records = damaged_packages(self._request.prefix)
        if any(records):
            self._journal.done = [kind for kind in self._journal.done if kind is not StepKind.ENVIRONMENT]
        elif self._plan.purpose is Purpose.REPAIR:
            self._journal.done.append(StepKind.ENVIRONMENT)

    def _finish(self) -> None:
        prefix, created = self._request.prefix, time.time()
        before = read_mark(prefix)
        if before is not None and before.is_finished:
            created = before.created_at
        flush_to_disk()
        request = dataclasses.replace(self._journal.request, python_version=self._python_version())
        write_mark(prefix, Mark(token=self._journal.token, request=request.to_json(), created_at=created))
        found = environment_at(prefix, sd_scripts=self._request.sd_scripts)
        if found is None:
            raise _Stopped(
                Failure(
                    code=FailureCode.BROKEN,
                    message=f"All steps ended well, but there is no interpreter in {prefix}.",
                    hint="Repair it: kohya-studio env repair.",
                )
            )
        EnvironmentRegistry(self._paths.environments).save(self._record(found, created))
        self._journal.state = JournalState.DONE
        self._journal.owner = self._journal.worker = None
        self._folder.write(self._journal)
        self._say("=== done")
        self._meter.end()

    def _python_version(self) -> str:
        """Such as `3.10`, by the folder of its packages: a repair must not bring another one."""
        folders = package_folders(self._request.prefix)
        name = folders[-1].parent.name if folders else ""
        return name.removeprefix("python") if name.startswith("python") else self._request.python_version

    def _record(self, found: Environment, created: float) -> Environment:
        request = self._request
        return dataclasses.replace(
            found, recipe=request.recipe, backend=str(request.backend), created_by_us=True, created_at=created
        )

    def _stop(self, failure: Failure | None) -> SetupOutcome:
        state = SetupState.CANCELLED if failure is None else SetupState.FAILED
        self._journal.state = JournalState.CANCELLED if failure is None else JournalState.FAILED
        self._journal.worker = None
        with contextlib.suppress(AppError, OSError):  # a full disk takes no last words; the old journal then holds
            self._say(f"=== {state}" + ("" if failure is None else f": {failure.message}\n{failure.said}"))
            self._folder.write(self._journal)
        step = None if self._step is None else self._step.kind
        return _outcome(self._plan, self._folder, state, step=step, failure=failure, journal=self._journal)

    def _note_worker(self, worker: ProcessId | None) -> None:
        """Written down, so that a command which outlives a killed program can be ended by the next one."""
        self._journal.worker = worker
        if worker is not None:
            self._folder.write(self._journal)

    def _say(self, text: str) -> None:
        self._log.write(text + "\n")
        self._log.flush()
        self._meter.line(text)


def _end_orphans(folder: SetupFolder) -> None:
    """End the commands of a setup whose program was killed: they hold the lock, and nobody follows them."""
    journal = folder.read()
    if journal is None or journal.is_finished:
        return
    if journal.owner is not None and is_alive(journal.owner):
        return
    for process in end_leftovers(str(folder.root), journal.worker):
        _log.info("ended %s, which a killed setup had left behind", process)


def _taken_now(folder: Path) -> Failure:
    return Failure(
        code=FailureCode.PREFIX_TAKEN,
        message=f"{folder} does not belong to this setup. It is left as it is.",
        hint="Choose another folder.",
    )


def _outcome(
    plan: InstallPlan,
    folder: SetupFolder,
    state: SetupState,
    *,
    step: StepKind | None = None,
    failure: Failure | None = None,
    journal: Journal | None = None,
) -> SetupOutcome:
    return SetupOutcome(
        state=state,
        purpose=plan.purpose,
        prefix=plan.request.prefix,
        python=plan.python,
        sd_scripts=plan.request.sd_scripts,
        log=folder.log,
        step=step,
        failure=failure,
        can_roll_back=journal is not None and journal.frozen,
    )
