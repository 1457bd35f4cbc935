"""`python -m tests.core.environment.run_setup ROOT CHANNEL WHEELS`: sets an environment up, to be killed meanwhile."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.core.environment.setups import Room


def main() -> int:
    root, channel, wheels = map(Path, sys.argv[1:])
    room = Room(root, channel, wheels)
    outcome = room.create(room.request())
    sys.stdout.write(f"{outcome.state} {outcome.failure}\n")
    return 0 if outcome.state == "done" else 1


if __name__ == "__main__":
    sys.exit(main())
