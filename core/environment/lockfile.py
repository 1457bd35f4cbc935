"""Lock files: the exact packages of an environment, from which another one is made; pip reads them, too."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from core.engines.kohya import checkout_version
from core.environment.environment import Environment, package_folders
from core.environment.pip_commands import INSIDE
from core.environment.running import child_variables, merged
from core.errors import FileError, MachineError

_HEAD = "# Lock file of a Kohya Studio environment. Make another one of it: kohya-studio env create --lock FILE"
_FACT = re.compile(r"# (?P<name>python|sd-scripts|recipe): (?P<value>\S+)")
_TORCH = re.compile(r"torch==\S+?\+(?P<build>[a-z]+[\d.]*)\b")
_SECONDS_TO_ANSWER = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class LockFacts:
    """What a lock file says besides its packages; empty where it does not. `python` is such as `3.10`."""

    python: str = ""
    commit: str = ""
    recipe: str = ""
    torch_build: str = ""
    packages: int = 0


def lock_text(environment: Environment) -> str:
    """The lock file of an environment as it is now; some seconds.

    Raises:
        MachineError: its pip does not answer.
    """
    program = (INSIDE / "freeze.py").read_text("utf-8").partition("def main")[0] + "print(frozen(), end='')\n"
    try:
        done = subprocess.run(
            [str(environment.python), "-c", program],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            env=merged(child_variables(environment.python)),
            check=False,
            timeout=_SECONDS_TO_ANSWER,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise MachineError(
            f"{environment.python} does not answer: {error}.", "Repair the environment first."
        ) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        raise MachineError(
            f"The packages of {environment.prefix} could not be listed: {' '.join(said)}", "Repair it first."
        )
    folders = package_folders(environment.prefix)
    facts = {
        "python": folders[-1].parent.name.removeprefix("python") if folders else "",
        "sd-scripts": "" if environment.sd_scripts is None else _full_commit(environment.sd_scripts),
        "recipe": environment.recipe,
    }
    head = [_HEAD, *(f"# {name}: {value}" for name, value in facts.items() if value)]
    return "\n".join([*head, done.stdout.decode("utf-8", "replace").strip(), ""])


def read_lock(path: Path) -> LockFacts:
    """Raises FileError where it cannot be read, or lists no packages."""
    try:
        text = path.read_text("utf-8")
    except (OSError, ValueError) as error:
        raise FileError(
            f"Could not read the lock file {path}: {error}.", "Name a file of env export --lock."
        ) from error
    facts = {match["name"]: match["value"] for match in map(_FACT.match, text.splitlines()) if match}
    count = sum(1 for line in text.splitlines() if line.strip() and not line.startswith(("#", "-")))
    if not count:
        raise FileError(f"The lock file {path} lists no packages.", "Name a file of env export --lock.")
    torch = _TORCH.search(text)
    return LockFacts(
        python=facts.get("python", ""),
        commit=facts.get("sd-scripts", ""),
        recipe=facts.get("recipe", ""),
        torch_build=torch["build"] if torch else "",
        packages=count,
    )


def _full_commit(checkout: Path) -> str:
    """All 40 digits where git can say them: only those can be fetched again."""
    from core.environment.sources import current_commit, find_git

    git = find_git()
    found = current_commit(git, checkout) if git is not None else ""
    known = found or checkout_version(checkout)
    return "" if known == "unknown" else known
