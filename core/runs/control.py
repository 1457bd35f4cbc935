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
    """A wish that its reader has taken. `wish_id` is what `WishAnswered` has to name.

    `force`, for `stop`: without the polite signals first.
    """

    wish_id: str
    wish: Wish
    force: bool = False


def write_wish(folder: RunFolder, wish: Wish, *, force: bool = False) -> str:
    """Ask `wish` of the run and return the wish's id.

    Raises:
        FileError: the run folder cannot be written.
    """
    wish_id = f"{time.time_ns():020d}-{secrets.token_hex(4)}-{wish}"
    content = {"wish": wish, "time": time.time(), "force": force}
    write_text(folder.control / f"{wish_id}{_SUFFIX}", json.dumps(content) + "\n")
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
        taken = (self._take(name) for name in sorted(names) if _wish_in(name) in self._wishes)
        return [wish for wish in taken if wish is not None]

    def _take(self, name: str) -> TakenWish | None:
        wish = _wish_in(name)
        self._taken.mkdir(exist_ok=True)
        try:
            (self._control / name).rename(self._taken / name)
            content = json.loads((self._taken / name).read_bytes())
        except FileNotFoundError:
            return None  # another reader was faster
        except ValueError:
            content = None  # made by hand; its name says what is wanted
        force = isinstance(content, dict) and content.get("force") is True
        return None if wish is None else TakenWish(name.removesuffix(_SUFFIX), wish, force)


def _wish_in(name: str) -> Wish | None:
    parts = name.removesuffix(_SUFFIX).split("-", 2)
    return Wish(parts[2]) if len(parts) == 3 and parts[2] in set(Wish) else None
