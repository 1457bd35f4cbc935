"""`bootstrap.py test`: the checks of the house and the tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from installer import stamp, system_libraries
from installer.pip_runs import clean_environment

CHECKS: tuple[tuple[str, ...], ...] = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports",),
)
WORKERS = 2


def run(root: Path, pytest_arguments: list[str]) -> int:
    """Run every check, then the tests, whose closing line comes last; 0 if all passed.

    Arguments narrow the tests down and leave the checks out.
    """
    missing = system_libraries.install_for_tests()
    if missing:
        print(f"Qt lacks {', '.join(missing)}.  {system_libraries.advice(missing)}", file=sys.stderr)
    failed = [] if pytest_arguments else [" ".join(check) for check in CHECKS if not _passes(root, check)]
    if failed:
        print(f"\nFAILED: {', '.join(failed)} (the tests run all the same)", file=sys.stderr, flush=True)
    tests_passed = _passes(root, ("pytest", *(pytest_arguments or ["-n", str(WORKERS), "--dist", "loadfile"])))
    return 0 if tests_passed and not failed else 1


def _passes(root: Path, command: tuple[str, ...]) -> bool:
    print(f"\n$ {' '.join(command)}", flush=True)
    program = Path(stamp.scripts_folder(str(root))) / (command[0] + (".exe" if os.name == "nt" else ""))
    environment = clean_environment()
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    environment.setdefault("OMP_NUM_THREADS", "1")
    return (
        subprocess.run(
            [str(program), *command[1:]], cwd=root, env=environment, stdin=subprocess.DEVNULL, check=False
        ).returncode
        == 0
    )
