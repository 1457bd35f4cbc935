"""Writing `run.sqlite`: one writer, the supervisor. No numpy, so that its process stays small."""

from __future__ import annotations

import json
import sqlite3
import struct
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from core.monitoring.sample import HardwareSample
from core.runs.events import (
    CheckpointRemoved,
    CheckpointSaved,
    EpochStarted,
    Event,
    StageProgress,
    StateRemoved,
    StateSaved,
    Step,
    decode,
    encode,
)
from core.runs.folder import RunFolder
from core.runs.store_format import (
    BLOCK_ROWS,
    FORMAT,
    RATE_PREFIX,
    SCHEMA,
    SERIES,
    STEP_COLUMNS,
    StoreDamagedError,
    StoreError,
    from_little_endian,
    little_endian,
    read_meta,
    set_tail_columns,
    tail_columns,
    write_meta,
)
from core.runs.summary import RunSummary, SummaryKeeper
from core.runs.tail import EventTail

_BUSY_SECONDS = 5.0
_KEYED_EVENTS = "('checkpoint_saved', 'checkpoint_removed', 'state_saved', 'state_removed', 'epoch')"
_REBUILD_SLICE = 8 * 1024 * 1024


def key_of(event: Event) -> tuple[str, str] | None:
    """What an event about a file or an epoch is known by: two sources tell of the same thing in different words."""
    if isinstance(event, CheckpointSaved | CheckpointRemoved | StateSaved | StateRemoved):
        return event.type, event.path
    return (event.type, str(event.epoch)) if isinstance(event, EpochStarted) else None


class StoreWriter:
    """The one writer of a run's store. Nothing reaches the file but through `transaction()`, whole or not at all.

    After an error inside a transaction the writer is to be closed and opened anew: what it held in memory is then
    ahead of the file.

    Raises:
        StoreDamagedError: the file is no database of ours.
        StoreError: the file cannot be written (a full disk, another writer).
    """

    def __init__(self, folder: RunFolder, *, path: Path | None = None) -> None:
        self._path = path or folder.store
        with self._translated():
            self._connection = sqlite3.connect(self._path, timeout=_BUSY_SECONDS, isolation_level=None)
            try:
                self._prepare()
            except BaseException:
                self._connection.close()
                raise

    def close(self) -> None:
        """Leave everything in the one file: a finished run's folder can be copied without its `-wal`."""
        try:
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as error:
            raise self._error(error) from error
        finally:
            self._connection.close()

    def abandon(self) -> None:
        """Close after an error, without touching the file again."""
        self._connection.close()

    @property
    def offset(self) -> int:
        """Bytes of `events.jsonl` that are in the store."""
        return self._offset

    def summary(self) -> RunSummary:
        return self._keeper.snapshot()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with self._translated():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                for series in self._series.values():
                    series.flush(self._connection)
                write_meta(self._connection, "offset", self._offset)
                write_meta(self._connection, "summary", self._keeper.snapshot().to_json())
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def append(self, events: Iterable[Event], *, offset: int | None = None) -> None:
        """Take in `events`, and note that `events.jsonl` is read up to `offset`."""
        for event in events:
            if isinstance(event, Step):
                self._append_step(event)
            elif not isinstance(event, StageProgress) or self._starts_stage(event):
                self._connection.execute("INSERT INTO event(type, line) VALUES (?, ?)", (event.type, encode(event)))
            self._keeper.add(event)
            if key := key_of(event):
                self.known.add(key)
        if offset is not None:
            self._offset = offset

    def append_hardware(self, samples: Iterable[HardwareSample]) -> None:
        for sample in samples:
            columns = sample.columns()
            self._series["hardware"].append(self._connection, ("time", *columns), (sample.time, *columns.values()))

    def note(self, **values: Any) -> None:
        """Set what no event tells in the summary (`stopping`, `last_lines`)."""
        self._keeper.set(**values)

    def _append_step(self, event: Step) -> None:
        rates: Mapping[str, float] = event.learning_rates
        names = (*STEP_COLUMNS, *(RATE_PREFIX + name for name in rates))
        values = (event.step, event.epoch, event.time, event.loss, event.average_loss, event.seconds, *rates.values())
        self._series["step"].append(self._connection, names, values)

    def _starts_stage(self, event: StageProgress) -> bool:
        return event.done == 0 or self._keeper.stage is not event.stage

    def _prepare(self) -> None:
        connection = self._connection
        connection.execute("PRAGMA page_size = 4096")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("BEGIN IMMEDIATE")
        for statement in SCHEMA.split(";"):
            connection.execute(statement)
        if read_meta(connection, "format") is None:
            write_meta(connection, "format", FORMAT)
        connection.execute("COMMIT")
        self._offset = int(read_meta(connection, "offset", 0))
        self._keeper: SummaryKeeper = self._kept_summary()
        self._series = {series: _SeriesWriter(connection, series) for series in SERIES}

    def _kept_summary(self) -> SummaryKeeper:
        text = read_meta(self._connection, "summary")
        lines = self._connection.execute(
            f"SELECT line FROM event WHERE type IN {_KEYED_EVENTS} ORDER BY id"  # noqa: S608 - a constant
        )
        files = [event for (line,) in lines if (event := decode(line)) is not None]
        self.known = {key for event in files if (key := key_of(event))}
        try:
            return SummaryKeeper(None if text is None else RunSummary.from_json(text), files)
        except (TypeError, ValueError) as error:
            raise sqlite3.DatabaseError(f"summary: {error}") from error

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise self._error(error) from error

    def _error(self, error: sqlite3.Error) -> StoreError:
        if isinstance(error, sqlite3.OperationalError):
            return StoreError(f"Could not write {self._path}: {error}.", "Free some space on that disk.")
        return StoreDamagedError(f"{self._path} is damaged: {error}.", "It is made anew from events.jsonl.")


class _SeriesWriter:
    """Rows of one series: the tail in memory and in the file, packed into a block when it is full."""

    def __init__(self, connection: sqlite3.Connection, series: str) -> None:
        self._name = series
        self._columns = tail_columns(connection, series)
        self._pending: list[tuple[int, bytes]] = []
        self._tail = array("d")
        records = connection.execute(f"SELECT data FROM {series}_tail ORDER BY row").fetchall()  # noqa: S608
        for (data,) in records:
            self._tail.extend(from_little_endian(data))
        if len(self._tail) != len(records) * len(self._columns):
            raise sqlite3.DatabaseError(f"the tail of {series} does not fit its columns")
        packed = connection.execute(f"SELECT max(last_row) FROM {series}_block").fetchone()[0] or 0  # noqa: S608
        self._last_row = packed + len(records)

    def append(self, connection: sqlite3.Connection, columns: tuple[str, ...], values: tuple[float, ...]) -> None:
        if columns != self._columns:
            self._pack(connection)
            self._columns = columns
            set_tail_columns(connection, self._name, columns)
        record = struct.pack(f"<{len(values)}d", *values)
        self._last_row += 1
        self._tail.extend(values)
        self._pending.append((self._last_row, record))
        if len(self._tail) == BLOCK_ROWS * len(columns):
            self._pack(connection)

    def flush(self, connection: sqlite3.Connection) -> None:
        connection.executemany(f"INSERT INTO {self._name}_tail(row, data) VALUES (?, ?)", self._pending)  # noqa: S608
        self._pending.clear()

    def _pack(self, connection: sqlite3.Connection) -> None:
        if not self._tail:
            return
        width = len(self._columns)
        by_column = b"".join(little_endian(self._tail[index::width]) for index in range(width))
        connection.execute(
            f"INSERT INTO {self._name}_block(last_row, rows, columns, data) VALUES (?, ?, ?, ?)",  # noqa: S608
            (self._last_row, len(self._tail) // width, json.dumps(self._columns), by_column),
        )
        connection.execute(f"DELETE FROM {self._name}_tail")  # noqa: S608
        self._pending.clear()
        del self._tail[:]


def open_writer(folder: RunFolder) -> tuple[StoreWriter, bool]:
    """The writer of a run's store, and whether the store was damaged and had to be made anew."""
    try:
        return StoreWriter(folder), False
    except StoreDamagedError:
        rebuild(folder)
        return StoreWriter(folder), True


def rebuild(folder: RunFolder) -> None:
    """Make the store anew from `events.jsonl`; only hardware samples are lost. The caller holds the supervisor's lock.

    Raises:
        StoreError: the run folder cannot be written. (Windows, untested: also while a reader has the old store open.)
        FileError: `events.jsonl` cannot be read.
    """
    try:
        _rebuild(folder)
    except OSError as error:
        raise StoreError(
            f"Could not make {folder.store} anew: {error.strerror}.", "Free some space, and close other windows."
        ) from error


def _rebuild(folder: RunFolder) -> None:
    fresh = folder.store.with_name(f"{folder.store.name}.new")
    for leftover in _files_of(fresh):
        leftover.unlink(missing_ok=True)
    writer = StoreWriter(folder, path=fresh)
    tail = EventTail(folder.events, 0, chunk=_REBUILD_SLICE)
    while events := tail.read():
        with writer.transaction():
            writer.append(events, offset=tail.offset)
    writer.close()
    for old in _files_of(folder.store)[1:]:
        old.unlink(missing_ok=True)
    fresh.replace(folder.store)


def _files_of(store: Path) -> list[Path]:
    return [store, store.with_name(f"{store.name}-wal"), store.with_name(f"{store.name}-shm")]
