"""What the commands of `kohya-studio env` exit with, for scripts."""

from __future__ import annotations

from core.environment.outcome import FailureCode, SetupOutcome, SetupState

DONE, FAILED, NOT_PROVEN, REFUSED, CANCELLED = 0, 1, 3, 4, 130
EXPLANATION = (
    f"Exit code: {DONE} done; {FAILED} it failed, and the same command goes on where it stopped; 2 wrong usage; "
    f"{NOT_PROVEN} it is there, but the proof found something broken; {REFUSED} refused before anything was changed; "
    f"{CANCELLED} ended by Ctrl-C."
)


def exit_code(outcome: SetupOutcome) -> int:
    if outcome.state is SetupState.DONE:
        return DONE
    if outcome.state is SetupState.CANCELLED:
        return CANCELLED
    refused = outcome.failure is not None and outcome.failure.code in (FailureCode.OBSTACLE, FailureCode.PREFIX_TAKEN)
    return REFUSED if refused else FAILED
