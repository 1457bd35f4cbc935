"""What a person asked of the running process, between two steps."""

from __future__ import annotations

import time
from collections.abc import Callable

from core.runs.control import TakenWish, WishReader
from core.runs.events import PauseChanged, Wish, WishAnswered
from core.runs.folder import RunFolder
from core.trainer.reporting import Reporter

OBEYED = (Wish.SAVE, Wish.SAMPLE, Wish.PAUSE, Wish.RESUME, Wish.STOP_AND_SAVE)
_EVERY = 0.1
_EVERY_WHILE_PAUSED = 0.2


class StopAndSave(Exception):  # noqa: N818 - a way out of the loop, not an error
    """A person wants the training to end here; everything has been saved."""


class Wishes:
    """Takes wishes, has them done, answers them. `save` is told whether a state is wanted too."""

    def __init__(
        self,
        folder: RunFolder | None,
        reporter: Reporter,
        *,
        save: Callable[[bool], None],
        sample: Callable[[], str],
    ) -> None:
        self._reader = WishReader(folder, OBEYED) if folder else None
        self._reporter = reporter
        self._save = save
        self._sample = sample
        self._next = 0.0
        self._paused = False

    def heed(self) -> float:
        """Do what is wished, at most every 0.1 s, and return the seconds spent paused.

        Raises:
            StopAndSave: the run is to end now.
        """
        now = time.monotonic()
        if self._reader is None or now < self._next:
            return 0.0
        self._do_all()
        while self._paused:
            time.sleep(_EVERY_WHILE_PAUSED)
            self._do_all()
        self._next = time.monotonic() + _EVERY
        return time.monotonic() - now

    def _do_all(self) -> None:
        assert self._reader is not None
        for wish in self._reader.poll():
            self._answer(wish, "taken")
            self._do(wish)

    def _do(self, wish: TakenWish) -> None:
        match wish.wish:
            case Wish.SAVE:
                self._save(False)
                self._answer(wish, "done")
            case Wish.STOP_AND_SAVE:
                self._save(True)
                self._answer(wish, "done")
                raise StopAndSave
            case Wish.SAMPLE:
                refusal = self._sample()
                self._answer(wish, "refused" if refusal else "done", refusal)
            case Wish.PAUSE | Wish.RESUME:
                self._pause(wish, paused=wish.wish is Wish.PAUSE)

    def _pause(self, wish: TakenWish, *, paused: bool) -> None:
        if paused is self._paused:
            self._answer(wish, "refused", "It is paused already." if paused else "It is not paused.")
            return
        self._paused = paused
        self._reporter.happened(PauseChanged(paused=paused), "paused" if paused else "goes on")
        self._answer(wish, "done")

    def _answer(self, wish: TakenWish, answer: str, message: str = "") -> None:
        event = WishAnswered(wish_id=wish.wish_id, wish=str(wish.wish), answer=answer, message=message)
        self._reporter.happened(event, f"wish {wish.wish}: {answer}{f' ({message})' if message else ''}")
