"""Reading `run.sqlite`: whole columns as numpy arrays, then only what is new. See `store_format` for the layout."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
import numpy.typing as npt

from core.runs.events import CheckpointRemoved, CheckpointSaved, Event, SampleSaved, StateRemoved, StateSaved, decode
from core.runs.folder import RunFolder
from core.runs.store_format import (
    FORMAT,
    RATE_PREFIX,
    STEP_COLUMNS,
    StoreDamagedError,
    StoreError,
    read_meta,
    tail_columns,
)
from core.runs.summary import RunSummary

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
_BUSY_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class StepColumns:
    """Steps as columns of equal length, oldest first. `row` counts from 1 and is what `steps_after` takes.

    `time` is seconds since 1970, `seconds` the wall time of the step. A learning rate is NaN in rows that lack it.
    """

    row: Integers
    step: Integers
    epoch: Integers
    time: Floats
    loss: Floats
    average_loss: Floats
    seconds: Floats
    learning_rates: Mapping[str, Floats]

    def __len__(self) -> int:
        return len(self.row)


@dataclass(frozen=True, slots=True)
class HardwareColumns:
    """Samples about a second apart. `columns`: `memory` (bytes resident, whole process tree), `cpu` (1.0 is one core
    busy), and for each GPU n `gpu<n>.utilization` (0–1), `.memory_used`, `.memory_total` (bytes), `.temperature`
    (°C), `.power` (W). NaN where unknown."""

    row: Integers
    time: Floats
    columns: Mapping[str, Floats]

    def __len__(self) -> int:
        return len(self.row)


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """`row` is what `events_after` takes."""

    row: int
    event: Event


class RunStore:
    """A reader of one run's store; safe while the supervisor writes, in any number of processes.

    A store that does not exist yet reads as empty. One copied to a read-only place is read from a private copy.
    Not to be shared between threads at the same moment.

    Raises (every method):
        StoreDamagedError: the file is no database of ours; the controller rebuilds it.
        StoreError: the file cannot be opened.
    """

    def __init__(self, folder: RunFolder) -> None:
        self._path = folder.store
        self._connection: sqlite3.Connection | None = None
        self._inode = 0
        self._openings = 0
        self._copy: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._copy is not None:
            self._copy.cleanup()
            self._copy = None

    def version(self) -> int:
        """A number that changes when the store has changed since the last call; cheaper than reading."""
        with self._reading() as connection:
            if connection is None:
                return -1
            return (self._openings << 32) + int(connection.execute("PRAGMA data_version").fetchone()[0])

    def summary(self) -> RunSummary:
        with self._reading() as connection:
            text = None if connection is None else read_meta(connection, "summary")
        try:
            return RunSummary() if text is None else RunSummary.from_json(text)
        except (TypeError, ValueError) as error:
            raise self._damaged(error) from error

    def steps_after(self, row: int = 0) -> StepColumns:
        """All steps with a row number above `row`; 0 reads the whole run."""
        rows, columns = self._series_after("step", row, STEP_COLUMNS)
        rates = {
            name.removeprefix(RATE_PREFIX): column for name, column in columns.items() if name.startswith(RATE_PREFIX)
        }
        return StepColumns(
            row=rows,
            step=columns["step"].astype(np.int64),
            epoch=columns["epoch"].astype(np.int64),
            time=columns["time"],
            loss=columns["loss"],
            average_loss=columns["average_loss"],
            seconds=columns["seconds"],
            learning_rates=rates,
        )

    def hardware_after(self, row: int = 0) -> HardwareColumns:
        rows, columns = self._series_after("hardware", row, ("time",))
        time = columns.pop("time")
        return HardwareColumns(row=rows, time=time, columns=columns)

    def events_after(self, row: int = 0) -> list[StoredEvent]:
        """Every event but the steps, and of stage progress only where a stage starts."""
        with self._reading() as connection:
            if connection is None:
                return []
            rows = connection.execute("SELECT id, line FROM event WHERE id > ? ORDER BY id", (row,)).fetchall()
        decoded = ((number, decode(line)) for number, line in rows)
        return [StoredEvent(number, event) for number, event in decoded if event is not None]

    def checkpoints(self) -> list[CheckpointSaved]:
        """The checkpoints written and not pruned since, in the order of their last writing."""
        living: dict[str, CheckpointSaved] = {}
        for event in self._events_of("checkpoint_saved", "checkpoint_removed"):
            if isinstance(event, CheckpointSaved | CheckpointRemoved):
                living.pop(event.path, None)
            if isinstance(event, CheckpointSaved):
                living[event.path] = event
        return list(living.values())

    def states(self) -> list[StateSaved]:
        """The state folders written and not pruned since, in the order of their last writing."""
        living: dict[str, StateSaved] = {}
        for event in self._events_of("state_saved", "state_removed"):
            if isinstance(event, StateSaved | StateRemoved):
                living.pop(event.path, None)
            if isinstance(event, StateSaved):
                living[event.path] = event
        return list(living.values())

    def samples(self) -> list[SampleSaved]:
        return [event for event in self._events_of("sample_saved") if isinstance(event, SampleSaved)]

    def _events_of(self, *types: str) -> list[Event]:
        with self._reading() as connection:
            if connection is None:
                return []
            marks = ",".join("?" * len(types))
            query = f"SELECT line FROM event WHERE type IN ({marks}) ORDER BY id"  # noqa: S608 - only marks
            lines = connection.execute(query, types).fetchall()
        return [event for (line,) in lines if (event := decode(line)) is not None]

    def _series_after(self, series: str, row: int, always: tuple[str, ...]) -> tuple[Integers, dict[str, Floats]]:
        with self._reading() as connection:
            if connection is None:
                return np.empty(0, np.int64), {name: np.empty(0) for name in always}
            pieces = list(_blocks_after(connection, series, row)) + list(_tail_after(connection, series, row))
        total = sum(piece.values.shape[1] for piece in pieces)
        names = dict.fromkeys((*always, *(name for piece in pieces for name in piece.columns)))
        columns = {name: np.full(total, np.nan) for name in names}
        start = 0
        for piece in pieces:
            end = start + piece.values.shape[1]
            for name, values in zip(piece.columns, piece.values, strict=True):
                columns[name][start:end] = values
            start = end
        first = pieces[0].first_row if pieces else 0
        return np.arange(first, first + total, dtype=np.int64), columns

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        """One consistent view of the store; None where there is none yet."""
        try:
            connection = self._connected()
            if connection is None:
                yield None
                return
            connection.execute("BEGIN")
            try:
                yield connection if _has_schema(connection) else None
            finally:
                connection.execute("ROLLBACK")
        except sqlite3.OperationalError as error:
            self.close()
            raise StoreError(f"Could not read {self._path}: {error}.", "Try again in a moment.") from error
        except OSError as error:
            self.close()
            raise StoreError(
                f"Could not read {self._path}: {error.strerror}.", "Give yourself the right to read the run's folder."
            ) from error
        except (sqlite3.DatabaseError, _ShapeError) as error:
            self.close()
            raise self._damaged(error) from error

    def _connected(self) -> sqlite3.Connection | None:
        try:
            inode = self._path.stat().st_ino
        except FileNotFoundError:
            self.close()
            return None
        if self._connection is not None and inode != self._inode:
            self.close()
        if self._connection is None:
            self._connection = self._open()
            self._inode = inode
            self._openings += 1
        return self._connection

    def _open(self) -> sqlite3.Connection:
        uri = self._path.absolute().as_uri()
        connection = _connect(f"{uri}?mode=ro")
        try:
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            connection.close()
            if error.sqlite_errorname not in _UNWRITABLE_PLACE:
                raise
        else:
            return connection
        wal = self._path.with_name(f"{self._path.name}-wal")
        if not wal.exists() or wal.stat().st_size == 0:
            return _connect(f"{uri}?mode=ro&immutable=1")
        self._copy = tempfile.TemporaryDirectory(prefix="kohya-studio-store-")
        copy = Path(self._copy.name) / self._path.name
        shutil.copyfile(self._path, copy)
        shutil.copyfile(wal, copy.with_name(wal.name))
        return _connect(f"{copy.as_uri()}?mode=rw")

    def _damaged(self, error: Exception) -> StoreDamagedError:
        return StoreDamagedError(
            f"{self._path} is damaged: {error}.", "It can be made anew from events.jsonl: open the run again."
        )


_UNWRITABLE_PLACE = frozenset(
    {"SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_READONLY_CANTINIT", "SQLITE_READONLY_DIRECTORY"}
)
"""What SQLite says when it cannot make the shared-memory file that a store in WAL mode needs."""


class _ShapeError(ValueError):
    """A block does not hold what its row says."""


@dataclass(frozen=True, slots=True)
class _Piece:
    first_row: int
    columns: tuple[str, ...]
    values: Floats
    """Shape (columns, rows)."""


def _connect(uri: str) -> sqlite3.Connection:
    return sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)


def _has_schema(connection: sqlite3.Connection) -> bool:
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone() is None:
        return False
    found = read_meta(connection, "format")
    if isinstance(found, int) and found > FORMAT:
        raise StoreError(
            f"This run's store has format {found}; this version reads up to {FORMAT}.", "Update Kohya Studio."
        )
    return found is not None


def _blocks_after(connection: sqlite3.Connection, series: str, row: int) -> Iterator[_Piece]:
    query = f"SELECT last_row, rows, columns, data FROM {series}_block WHERE last_row > ? ORDER BY last_row"  # noqa: S608
    for last_row, rows, names, data in connection.execute(query, (row,)):
        columns = tuple(json.loads(names))
        values = _shaped(data, len(columns), rows)
        first_row = last_row - rows + 1
        skip = max(0, row + 1 - first_row)
        yield _Piece(first_row + skip, columns, values[:, skip:])


def _tail_after(connection: sqlite3.Connection, series: str, row: int) -> Iterator[_Piece]:
    query = f"SELECT row, data FROM {series}_tail WHERE row > ? ORDER BY row"  # noqa: S608
    records = connection.execute(query, (row,)).fetchall()
    if records:
        columns = tail_columns(connection, series)
        values = _shaped(b"".join(data for _, data in records), len(records), len(columns))
        yield _Piece(records[0][0], columns, values.T)


def _shaped(data: bytes, first: int, second: int) -> Floats:
    if len(data) != first * second * 8:
        raise _ShapeError(f"{len(data)} bytes for {first} x {second} values")
    return np.frombuffer(data, dtype="<f8").reshape(first, second)
