"""Bringing events and hardware samples into a run's store, through full disks and damaged files."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from core.errors import FileError
from core.monitoring.gpu import GpuReader, open_gpu_reader
from core.monitoring.process import ProcessTreeReader
from core.monitoring.sample import HardwareSample
from core.processes import ProcessId
from core.runs.events import Event
from core.runs.folder import RunFolder
from core.runs.store_writer import StoreWriter, open_writer
from core.runs.summary import RunSummary
from core.runs.tail import EventTail

if TYPE_CHECKING:
    from core.runs.account import Account
    from core.runs.second_sources import SecondSources

log = logging.getLogger("supervisor.store")

_SAMPLE_SECONDS = 1.0
_RETRY_SECONDS = 2.0
_SLICE_SECONDS = 1.0
"""The longest time that a backlog of events may keep the supervisor from its other duties."""
_SAMPLES_KEPT = 3600
"""Hardware samples waiting for a disk that is full; events wait in their own file."""


class StoreKeeper:
    """The supervisor's hand on the store. The store's offset moves with the rows it stands for, so whatever fails in
    between is read again from `events.jsonl`: nothing twice, nothing lost."""

    def __init__(self, folder: RunFolder, open_second: Callable[[], SecondSources] | None = None) -> None:
        """`open_second`: the other sources of the run, where it has any."""
        self._folder = folder
        self._open_second = open_second
        self._second: SecondSources | None = None
        self._writer: StoreWriter | None = None
        self._tail = EventTail(folder.events, 0)
        self._summary = RunSummary()
        self._notes: dict[str, Any] = {}
        self._samples: deque[HardwareSample] = deque(maxlen=_SAMPLES_KEPT)
        self._unfiled: list[Event] = []
        self._process: ProcessTreeReader | None = None
        self._gpus: GpuReader | None = None
        self._sampled_at = 0.0
        self._retry_at = 0.0
        self._open_or_retry()

    def close(self) -> None:
        if self._gpus is not None:
            self._gpus.close()
        if self._writer is not None:
            writer, self._writer = self._writer, None
            try:
                writer.close()
            except FileError as error:
                log.warning("%s", error)

    def summary(self) -> RunSummary:
        """As of the last successful `poll` or `drain`."""
        return self._summary

    def account(self, exit_code: int | None) -> Account | None:
        """What the console says of the run, after `drain`; None where its engine is not sd-scripts."""
        return None if self._second is None else self._second.account(exit_code)

    def note(self, **values: Any) -> None:
        """Set what no event tells in the summary, with the next transaction."""
        self._notes.update(values)

    def add_unfiled(self, event: Event) -> None:
        """Take in an event that could not be written to `events.jsonl`."""
        self._unfiled.append(event)

    def watch(self, trainer: ProcessId) -> None:
        """Sample this process tree and the GPUs from now on."""
        self._process = ProcessTreeReader(trainer)
        self._gpus = open_gpu_reader()
        if self._gpus is not None:
            self.note(gpus=tuple(gpu.name for gpu in self._gpus.sample()))

    def poll(self) -> None:
        """Take in what is new. Where the store cannot be written that is logged and tried again later."""
        self._sample()
        if self._writer is None and time.monotonic() < self._retry_at:
            return
        try:
            self._take_in(time.monotonic() + _SLICE_SECONDS)
        except FileError as error:
            self._give_up_writer(error)

    def drain(self) -> None:
        """Take in everything that is left.

        Raises:
            FileError: the store cannot be written, or the events cannot be read.
        """
        try:
            self._take_in(None)
        except FileError as error:
            self._give_up_writer(error)
            raise

    def _take_in(self, deadline: float | None) -> None:
        writer = self._writer or self._open()
        if self._second is not None:
            self._second.look(over=deadline is None)
        while events := self._tail.read():
            self._write(writer, events)
            if deadline is not None and time.monotonic() > deadline:
                return
        if self._second is not None:
            self._unfiled += self._second.news(self._summary, writer.known, over=deadline is None)
        if self._notes or self._samples or self._unfiled:
            self._write(writer, [])

    def _write(self, writer: StoreWriter, events: list[Event]) -> None:
        with writer.transaction():
            writer.note(**self._notes)
            writer.append(events, offset=self._tail.offset)
            writer.append(self._unfiled)
            writer.append_hardware(self._samples)
        self._notes.clear()
        self._samples.clear()
        self._unfiled.clear()
        self._summary = writer.summary()
        if self._tail.unreadable:
            log.warning("%d lines of %s make no sense", self._tail.unreadable, self._folder.events)
            self._tail.unreadable = 0

    def _open_or_retry(self) -> None:
        try:
            self._open()
        except FileError as error:
            self._give_up_writer(error)

    def _open(self) -> StoreWriter:
        writer, rebuilt = open_writer(self._folder)
        if rebuilt:
            log.warning("the store was damaged and has been made anew from %s", self._folder.events)
        self._writer = writer
        if self._open_second is not None and (rebuilt or self._second is None):
            self._second = self._open_second()
        self._tail = EventTail(self._folder.events, writer.offset)
        self._summary = writer.summary()
        return writer

    def _give_up_writer(self, error: FileError) -> None:
        log.warning("%s", error)
        self._retry_at = time.monotonic() + _RETRY_SECONDS
        if self._writer is not None:
            writer, self._writer = self._writer, None
            writer.abandon()

    def _sample(self) -> None:
        now = time.monotonic()
        if self._process is None or now - self._sampled_at < _SAMPLE_SECONDS:
            return
        self._sampled_at = now
        process = self._process.sample()
        if process is not None:
            gpus = () if self._gpus is None else self._gpus.sample()
            self._samples.append(HardwareSample(process=process, gpus=gpus))
