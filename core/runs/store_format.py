"""How `run.sqlite` is laid out, shared by its writer and its readers. No numpy here: the supervisor stays small.

A *series* (`step`, `hardware`) is a table of 64-bit floats with named columns whose rows count from 1 without a gap:

- `<series>_block(last_row, rows, columns, data)`: up to `BLOCK_ROWS` rows; `columns` is a JSON list of names and
  `data` the little-endian values, one column after the other. `last_row` is the row number of the block's last row.
- `<series>_tail(row, data)`: the newest rows, one packed record each, all with the columns that `meta` names under
  `<series>_columns`. A tail that is full, or whose columns change, becomes a block.

`event(id, type, line)` holds every other event as its JSON line. Stage progress is kept only where a stage starts; the
rest of it lives in the summary. `meta(key, value)` holds `format`, `offset` (bytes of `events.jsonl` taken in, written
in the same transaction as what they said) and `summary` (`RunSummary.to_json`).
"""

from __future__ import annotations

import json
import sqlite3
import sys
from array import array
from collections.abc import Sequence
from typing import Any

from core.errors import FileError

FORMAT = 1
BLOCK_ROWS = 4096
STEP_COLUMNS = ("step", "epoch", "time", "loss", "average_loss", "seconds")
"""The first columns of the `step` series; the others are learning rates as `lr/<name>`."""
RATE_PREFIX = "lr/"
SERIES = ("step", "hardware")

SCHEMA = """
CREATE TABLE IF NOT EXISTS meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS event(id INTEGER PRIMARY KEY, type TEXT NOT NULL, line TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS event_type ON event(type);
""" + "".join(
    f"""
CREATE TABLE IF NOT EXISTS {series}_block(
  last_row INTEGER PRIMARY KEY, rows INTEGER NOT NULL, columns TEXT NOT NULL, data BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS {series}_tail(row INTEGER PRIMARY KEY, data BLOB NOT NULL);
"""
    for series in SERIES
)


class StoreError(FileError):
    """A run's store cannot be read or written."""


class StoreDamagedError(StoreError):
    """A run's store is no longer a database; `rebuild` makes it anew from `events.jsonl`."""


def little_endian(values: array[float]) -> bytes:
    if sys.byteorder == "big":
        values = values[:]
        values.byteswap()
    return values.tobytes()


def from_little_endian(data: bytes) -> array[float]:
    values = array("d")
    values.frombytes(data)
    if sys.byteorder == "big":
        values.byteswap()
    return values


def read_meta(connection: sqlite3.Connection, key: str, default: Any = None) -> Any:
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return default if row is None else row[0]


def write_meta(connection: sqlite3.Connection, key: str, value: Any) -> None:
    connection.execute("INSERT OR REPLACE INTO meta(key, value) VALUES (?, ?)", (key, value))


def tail_columns(connection: sqlite3.Connection, series: str) -> tuple[str, ...]:
    return tuple(json.loads(read_meta(connection, f"{series}_columns", "[]")))


def set_tail_columns(connection: sqlite3.Connection, series: str, columns: Sequence[str]) -> None:
    write_meta(connection, f"{series}_columns", json.dumps(columns))
