"""Runs the environment's pip, shows its progress and explains its failures."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from installer import stamp
from installer.pins import Pin, read_pins
from installer.pip_failures import explain
from installer.progress import Display, Tally, readable_time

LOG_NAME = "bootstrap.log"
RAW_PROGRESS_SINCE = (24, 1)


class Pip:
    """pip of the environment in `root`, with the configuration that the user gave pip.

    `keep_open` is the descriptor of the installation's lock: a pip that outlives a killed bootstrap still holds it.
    """

    def __init__(self, root: Path, keep_open: int) -> None:
        self._root = root
        self._keep_open = keep_open
        self._log = root / ".venv" / LOG_NAME
        self.environment = clean_environment()
        self.raw_progress = False

    def version(self) -> tuple[int, ...]:
        """The version of pip; empty where it cannot even say that."""
        answer = self._answer(["--version"])
        words = answer.stdout.split()
        if answer.returncode or len(words) < 2:
            return ()
        return tuple(int(part) for part in words[1].split(".") if part.isdigit())

    def install(self, what: str, arguments: Sequence[str], expected: Sequence[Pin] = ()) -> None:
        """Run `pip install`, with a line of progress.

        Raises:
            InstallError: pip failed; the message says why.
        """
        command = self._command(["install", "--no-input", "--retries", "2", *self._progress_options(), *arguments])
        display = Display(f"Installing {what}")
        tally = Tally(list(expected))
        output: list[str] = []
        with self._log.open("a", encoding="utf-8") as log, self._start(command) as child:
            assert child.stdout is not None
            for line in child.stdout:
                log.write(line)
                if tally.read(line):
                    display.show(tally.sentence)
                else:
                    output.append(line)
                if tally.installing:
                    break
            if tally.installing:
                output += self._watch_unpacking(child, tally, display, log_line=log.write)
        if child.returncode:
            display.end("failed")
            raise explain("".join(output), what)
        display.end(f"done in {readable_time(time.monotonic() - tally.started)}")

    def _watch_unpacking(
        self, child: subprocess.Popen[str], tally: Tally, display: Display, log_line: Callable[[str], object]
    ) -> list[str]:
        """pip is silent while it unpacks: count the packages that have become whole meanwhile."""
        site = site_packages(self._root)
        before = len(list(site.glob("*.dist-info/RECORD")))
        rest: list[str] = []
        reader = threading.Thread(target=lambda: rest.extend(child.stdout or ()), daemon=True)
        reader.start()
        while reader.is_alive():
            reader.join(0.5)
            unpacked = len(list(site.glob("*.dist-info/RECORD"))) - before
            display.show(lambda: f"unpacking {max(unpacked, 0)} of {tally.installing}")  # noqa: B023
        for line in rest:
            log_line(line)
        return rest

    def offered_versions(self, name: str, extra: Sequence[str] = ()) -> list[str]:
        """The versions of a package that pip could install here, newest first, without downloading any.

        `pip install --dry-run` would fetch the whole wheel to answer.
        """
        options = ["--no-input", "--retries", "2", "--only-binary", ":all:"]
        answer = self._answer(["index", "versions", *options, *extra, name])
        lines = (line.partition(":") for line in answer.stdout.splitlines())
        listed = next((versions for title, _, versions in lines if title == "Available versions"), "")
        return [version.strip() for version in listed.split(",") if version.strip()]

    def check(self) -> str:
        """What `pip check` has to complain about; empty if nothing."""
        answer = self._answer(["check"])
        return answer.stdout.strip() if answer.returncode else ""

    def _progress_options(self) -> list[str]:
        return ["--progress-bar", "raw" if self.raw_progress else "off"]

    def _command(self, arguments: Sequence[str]) -> list[str]:
        return [stamp.environment_python(str(self._root)), "-m", "pip", "--disable-pip-version-check", *arguments]

    def _start(self, command: list[str]) -> subprocess.Popen[str]:
        return subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            errors="replace",
            env=self.environment,
            cwd=self._root,
            pass_fds=(self._keep_open,) if os.name == "posix" else (),
        )

    def _answer(self, arguments: Sequence[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self._command(arguments),
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            env=self.environment,
            cwd=self._root,
            stdin=subprocess.DEVNULL,
            check=False,
        )


def clean_environment() -> dict[str, str]:
    """The surroundings of a child in the environment: nothing of another Python, nothing of the user's site."""
    foreign = ("PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_REQUIRE_VIRTUALENV")
    environment = {key: value for key, value in os.environ.items() if key not in foreign}
    environment.update(PYTHONUTF8="1", PYTHONNOUSERSITE="1", PYTHONUNBUFFERED="1", PIP_USER="0")
    return environment


def site_packages(root: Path) -> Path:
    """The folder that the environment's packages lie in."""
    if os.name == "nt":
        return root / ".venv" / "Lib" / "site-packages"
    major, minor, *_ = stamp.python_version(str(root)).split(".")
    return root / ".venv" / "lib" / f"python{major}.{minor}" / "site-packages"


def pinned(root: Path, name: str) -> tuple[list[str], list[Pin]]:
    """pip's arguments for one lock file (checksums required, nothing resolved, nothing built), and its pins."""
    file = root / "installer" / "lock" / name
    return ["--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", str(file)], read_pins(root, name)
