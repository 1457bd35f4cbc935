"""From what commands have said to how far the whole setup is: speed, time left, a share that never goes back."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from core.environment.plan import InstallPlan, Step
from core.environment.progress import Progress, Report
from core.environment.reading import Reading

_SECONDS_OF_SPEED = 8.0
_SECONDS_BETWEEN_REPORTS = 0.25
_SHARE_OF_LOADING = 0.8
"""Of a step of pip: it loads everything first, then it unpacks."""


class Meter:
    """Reports at most four times a second, and every line of the log at once."""

    def __init__(self, plan: InstallPlan, report: Report, clock: Callable[[], float] = time.monotonic) -> None:
        self._plan = plan
        self._report = report
        self._clock = clock
        self._weights = [max(step.seconds, 0.5) for step in plan.steps]
        self._index = 0
        self._fraction = 0.0
        self._reported = float("-inf")
        self._loaded: deque[tuple[float, int]] = deque()
        self._transferred_before = 0
        self._step_started = clock()
        self.reading = Reading()

    def begin(self, index: int) -> None:
        """The step of this number begins."""
        self._index = index
        self._step_started = self._clock()
        self.next_command()
        self.show()

    def next_command(self) -> None:
        """Another command of the step begins: it counts from nothing."""
        self._transferred_before += self.reading.transferred
        self.reading = Reading()

    def pass_over(self, index: int) -> None:
        """The step of this number was done before."""
        self._index = index
        self._fraction = max(self._fraction, self._share_until(index + 1))

    def end(self) -> None:
        """Everything is done."""
        self._fraction = 1.0
        self._index = len(self._plan.steps) - 1
        self.show()

    def line(self, text: str) -> None:
        self._send(text)

    def tick(self) -> None:
        if self._clock() - self._reported >= _SECONDS_BETWEEN_REPORTS:
            self.show()

    def show(self) -> None:
        self._send(None)

    def _send(self, line: str | None) -> None:
        now = self._clock()
        self._reported = now
        self._note_speed(now)
        step = self._plan.steps[self._index]
        inside = self._share_of_step(step, now)
        share = (sum(self._weights[: self._index]) + inside * self._weights[self._index]) / sum(self._weights)
        self._fraction = max(self._fraction, min(share, 1.0))
        reading, speed = self.reading, self._speed()
        total = max(reading.bytes_total, step.download_bytes if not reading.bytes_total or step.packages else 0)
        self._report(
            Progress(
                step=self._index,
                steps=len(self._plan.steps),
                title=step.title,
                bytes_done=min(reading.bytes_done, total) if total else reading.bytes_done,
                bytes_total=total,
                packages_done=reading.packages_done,
                packages_total=reading.packages_total or step.packages,
                package=reading.package,
                speed=speed,
                seconds_left=self._seconds_left(step, inside, speed),
                fraction=self._fraction,
                line=line,
            )
        )

    def _note_speed(self, now: float) -> None:
        self._loaded.append((now, self._transferred_before + self.reading.transferred))
        while len(self._loaded) > 2 and now - self._loaded[0][0] > _SECONDS_OF_SPEED:
            self._loaded.popleft()

    def _speed(self) -> float:
        (first, before), (last, after) = self._loaded[0], self._loaded[-1]
        return (after - before) / (last - first) if last - first > 0.2 else 0.0

    def _share_of_step(self, step: Step, now: float) -> float:
        """By bytes, then by packages; by time alone where the command says nothing, and then never quite to the end."""
        reading = self.reading
        total = max(reading.bytes_total, step.download_bytes)
        unpacking = reading.packages_total and reading.packages_done < reading.packages_total
        by_time = min((now - self._step_started) / max(step.seconds, 0.5), 1.0) * 0.95
        if not total:
            return by_time
        loaded = min(reading.bytes_done / total, 1.0)
        if reading.packages_total and (unpacking or loaded >= 1.0):
            installed = min(reading.packages_done / reading.packages_total, 1.0)
            return _SHARE_OF_LOADING * max(loaded, 0.5) + (1 - _SHARE_OF_LOADING) * installed
        return _SHARE_OF_LOADING * loaded if reading.bytes_done else min(by_time, 0.1)

    def _seconds_left(self, step: Step, inside: float, speed: float) -> float | None:
        """What is still to be loaded at the speed that was seen, and the planned times of the rest."""
        later = self._plan.steps[self._index + 1 :]
        planned = self._plan.speed
        if speed <= 0:
            return (1 - inside) * step.seconds + sum(one.seconds for one in later)
        to_load = max(step.download_bytes - self.reading.bytes_done, 0) + sum(one.download_bytes for one in later)
        work = [max(one.seconds - one.download_bytes / planned, 0.0) for one in (step, *later)]
        return to_load / speed + work[0] * (1 - inside) + sum(work[1:])

    def _share_until(self, index: int) -> float:
        return sum(self._weights[:index]) / sum(self._weights)
