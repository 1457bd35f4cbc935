"""Sets Kohya Studio up inside this checkout and starts it.

    python3 installer/bootstrap.py          opens the program
    python3 installer/bootstrap.py demo     trains a small demo LoRA
    python3 installer/bootstrap.py test     runs every check and test
    python3 installer/bootstrap.py --help   the rest

Needs nothing but a Python. This file and the ones it imports at once run on Python 3.6, far enough to find a newer one.
"""

import os
import sys
from typing import List

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path[0] = ROOT

from installer import interpreters, stamp, start  # noqa: E402
from installer.errors import InstallError  # noqa: E402

STOPPED_BY_USER = 130


def at_once(arguments: List[str]) -> bool:
    """Whether this is a plain start of the program in an environment that is known to be whole."""
    plain = not arguments or arguments[0] == "demo"
    own_options = any(argument.startswith(("--torch", "--repair", "--help", "-h")) for argument in arguments)
    return plain and not own_options and stamp.is_current(ROOT) and not stamp.read(ROOT).get("missing_libraries")


def run(arguments: List[str]) -> int:
    if at_once(arguments):
        return start.demo(ROOT, arguments[1:]) if arguments else start.window(ROOT, [])
    if interpreters.this_one(ROOT) is None:
        found = interpreters.find(ROOT)
        print(
            "{} is needed, and this is {}. Going on with {} at {}.".format(
                interpreters.NEEDED,
                interpreters.dotted(sys.version_info[:3]),
                interpreters.dotted(found.version),
                found.path,
            ),
            flush=True,
        )
        interpreters.hand_over(found, [os.path.abspath(__file__)] + arguments)
    from installer import commands

    return commands.run(ROOT, arguments)


def main() -> int:
    try:
        return run(sys.argv[1:])
    except InstallError as trouble:
        print("\n{}".format(trouble), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on where this one ended.", file=sys.stderr)
        return STOPPED_BY_USER


if __name__ == "__main__":
    sys.exit(main())
