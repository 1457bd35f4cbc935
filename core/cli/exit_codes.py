"""What `attach`, `train --follow` and `resume --follow` exit with, for scripts."""

from __future__ import annotations

from core.runs.events import Outcome

DETACHED = 130
EXIT_CODES = {
    Outcome.FINISHED: 0,
    Outcome.STOPPED: 3,
    Outcome.REFUSED: 4,
    Outcome.NO_DATA: 5,
    Outcome.FINISHED_NAN: 6,
    Outcome.DIVERGED: 6,
    Outcome.OUT_OF_MEMORY: 7,
    Outcome.CRASHED: 8,
    Outcome.KILLED: 9,
    Outcome.INTERRUPTED: 10,
}
EXPLANATION = (
    "Exit code when followed to the end: "
    + ", ".join(f"{code} {outcome.replace('_', ' ')}" for outcome, code in EXIT_CODES.items())
    + f"; 1 the command failed, 2 wrong usage, {DETACHED} detached by Ctrl-C."
)
