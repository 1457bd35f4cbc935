"""Small real setups: an interpreter from a channel in a folder, tiny wheels, everything below one folder."""

from __future__ import annotations

import dataclasses
import os
import random
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from core.environment.hardware import Graphics
from core.environment.installer import Installer
from core.environment.network import Network
from core.environment.outcome import SetupOutcome, SetupState
from core.environment.plan import BackendKind, InstallPlan, SetupRequest, StepKind
from core.environment.planning import Planner
from core.environment.progress import Progress
from core.paths import AppPaths
from tests.installer.wheels import make_wheel, repack_installed

PASSWORD = "gehe1mn1s"
VERSION = "{}.{}".format(*sys.version_info)
TORCH_TOML = """\
[tiny]
torch = "1.0"
packages = ["torch==1.0"]
download_bytes = 2000
disk_bytes = 4000
package_count = 1
"""
RECIPE_TOML = f"""\
title = "Tiny"
summary = "For tests."
python = "{VERSION}"
builds = ["tiny"]
from_checkout = true
packages = ["tiny-large"]
package_count = 2
download_bytes = 3_000_000
disk_bytes = 3_000_000
"""


def build_wheels(folder: Path) -> Path:
    """torch 1.0, tiny-large (3 MB that do not compress) which needs tiny-small, tiny-small 1.0 and 2.0; and pip."""
    folder.mkdir(parents=True)
    noise = random.Random(5).randbytes(3_000_000)
    make_wheel(folder, "torch", "1.0", {"torch.py": b"__version__ = '1.0'\n"})
    make_wheel(folder, "torch", "9.0", {"torch.py": b"__version__ = '9.0'\n"})
    make_wheel(
        folder, "tiny-large", "1.0", {"tiny_large/__init__.py": b"", "tiny_large/noise.bin": noise}, needs="tiny-small"
    )
    make_wheel(folder, "tiny-small", "1.0", {"tiny_small.py": b"VERSION = 1\n"})
    make_wheel(folder, "tiny-small", "2.0", {"tiny_small.py": b"VERSION = 2\n"}, needs="torch")
    repack_installed(folder, "pip")
    return folder


@dataclass
class Room:
    """One user's folders, in which environments are set up by the real installer."""

    root: Path
    channel: Path
    wheels: Path
    events: list[Progress] = field(default_factory=list)

    def __post_init__(self) -> None:
        recipes = self.paths.config / "recipes"
        recipes.mkdir(parents=True, exist_ok=True)
        (recipes / "torch.toml").write_text(TORCH_TOML, encoding="utf-8")
        (recipes / "tiny.toml").write_text(RECIPE_TOML, encoding="utf-8")

    @property
    def paths(self) -> AppPaths:
        return AppPaths(data=self.root / "data", cache=self.root / "cache", config=self.root / "config")

    @property
    def planner(self) -> Planner:
        return Planner(self.paths, Graphics())

    def request(self, name: str = "kohya_ss", **changes: Any) -> SetupRequest:
        network = Network(channel=str(self.channel), find_links=(str(self.wheels),))
        base = SetupRequest(
            prefix=self.root / "envs" / name,
            recipe="tiny",
            backend=BackendKind.RATTLER,
            network=network,
            cache=self.root / "pip cache",
        )
        return dataclasses.replace(base, **changes)

    def create(self, request: SetupRequest, cancelled: Callable[[], bool] = lambda: False) -> SetupOutcome:
        return self.run(self.planner.create(request), cancelled)

    def run(self, plan: InstallPlan, cancelled: Callable[[], bool] = lambda: False) -> SetupOutcome:
        return Installer(self.paths).run(plan, self.events.append, cancelled)

    def short(self, request: SetupRequest, *kinds: StepKind) -> InstallPlan:
        """Only these steps of a repair, for an environment that is there."""
        plan = self.planner.repair(request.prefix, request)
        return dataclasses.replace(plan, steps=tuple(step for step in plan.steps if step.kind in kinds))

    def made(self, request: SetupRequest) -> Path:
        """The prefix of an environment that is set up."""
        outcome = self.create(request)
        assert outcome.state is SetupState.DONE, (outcome.failure, outcome.log.read_text("utf-8")[-3000:])
        return outcome.prefix

    @property
    def log(self) -> list[str]:
        return [event.line for event in self.events if event.line is not None]


def says(prefix: Path, code: str) -> str:
    """What the interpreter of an environment prints.

    It keeps nothing compiled: a module that is replaced within the same second, by one of the same size, would not be
    compiled again.
    """
    program = prefix / ("python.exe" if os.name == "nt" else "bin/python")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run([str(program), "-B", "-c", code], capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file below a folder, with its mode and content; links by where they point."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = (0, str(path.readlink()).encode())
        elif path.is_file():
            found[name] = (path.stat().st_mode, path.read_bytes())
        else:
            found[name] = (path.stat().st_mode, b"")
    return found


def processes_of(prefix: Path) -> list[str]:
    """Command lines of living processes that name the environment."""
    lines = (" ".join(process.info["cmdline"] or ()) for process in psutil.process_iter(["cmdline"]))
    return [line for line in lines if str(prefix) in line]


class After:
    """A wish to cancel that comes when something has been seen."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def __call__(self) -> bool:
        return self._event.is_set()

    def now(self) -> None:
        self._event.set()
