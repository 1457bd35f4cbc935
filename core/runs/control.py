"""Wishes: how a window or a command line asks something of a running process, through files.

A wish is one file `control/<id>.json`, where `<id>` is `<nanoseconds>-<random>-<wish>`: names sort by time, and the
name alone says who has to read it. Taking a wish moves it to `control/taken/`, so it is taken once, whoever looks,
and stays taken when the reader is started again.
"""

from __future__ import annotations

import json
import os
import secrets
import time
from collections.abc import Collection
from dataclasses import dataclass

from core.files import write_text
from core.runs.events import Wish
from core.runs.folder import RunFolder

TRAINER_WISHES = frozenset(Wish) - {Wish.STOP}
SUPERVISOR_WISHES = frozenset({Wish.STOP})
_SUFFIX = ".json"
_TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class TakenWish:
    """A wish that its reader has taken. `wish_id` is what `WishAnswered` has to name."""

    wish_id: str
    wish: Wish


def write_wish(folder: RunFolder, wish: Wish) -> str:
    """Ask `wish` of the run and return the wish's id.

    Raises:
        FileError: the run folder cannot be written.
    """
    wish_id = f"{time.time_ns():020d}-{secrets.token_hex(4)}-{wish}"
    write_text(folder.control / f"{wish_id}{_SUFFIX}", json.dumps({"wish": wish, "time": time.time()}) + "\n")
    return wish_id


class WishReader:
    """Takes the wishes of one run that are meant for this process; cheap enough to be asked at every step."""

    def __init__(self, folder: RunFolder, wishes: Collection[Wish] = TRAINER_WISHES) -> None:
        self._control = folder.control
        self._taken = folder.control / _TAKEN
        self._wishes = frozenset(wishes)

    def poll(self) -> list[TakenWish]:
        """The wishes that came since the last call, oldest first; each is given once."""
        try:
            with os.scandir(self._control) as entries:
                names = [entry.name for entry in entries if entry.name.endswith(_SUFFIX)]
        except FileNotFoundError:
            return []
        found = (_parse(name) for name in sorted(names))
        return [wish for wish in found if wish and wish.wish in self._wishes and self._take(wish)]

    def _take(self, wish: TakenWish) -> bool:
        self._taken.mkdir(exist_ok=True)
        name = f"{wish.wish_id}{_SUFFIX}"
        try:
            (self._control / name).rename(self._taken / name)
        except FileNotFoundError:
            return False
        return True


def _parse(name: str) -> TakenWish | None:
    stem = name.removesuffix(_SUFFIX)
    parts = stem.split("-", 2)
    if len(parts) != 3 or parts[2] not in set(Wish):
        return None
    return TakenWish(wish_id=stem, wish=Wish(parts[2]))
