"""Finds a Python that the program can use (parses and runs on Python 3.6)."""

import glob
import os
import subprocess
import sys
from typing import Iterator, List, NamedTuple, NoReturn, Optional, Tuple

from installer.errors import InstallError

OLDEST = (3, 11)
NEWEST = (3, 13)
NEEDED = "Python 3.11, 3.12 or 3.13"
SECONDS_TO_ANSWER = 20
# sys.executable of the answer is the real file: a pyenv shim would answer differently in another folder.
QUESTION = "import sys, venv, ensurepip; print('%d %d %d' % sys.version_info[:3]); print(sys.executable)"

Interpreter = NamedTuple("Interpreter", [("path", str), ("version", Tuple[int, int, int])])


def suits(version: Tuple[int, ...]) -> bool:
    """Whether the program runs on this version of Python."""
    return OLDEST <= tuple(version[:2]) <= NEWEST


def dotted(version: Tuple[int, ...]) -> str:
    return ".".join(str(part) for part in version)


def this_one(root: str) -> Optional[Interpreter]:
    """The running interpreter, where it suits, can make environments and is not the environment itself."""
    own_environment = os.path.join(os.path.realpath(root), ".venv")
    if not suits(sys.version_info[:3]) or os.path.realpath(sys.prefix) == own_environment:
        return None
    return ask([sys.executable])


def ask(command: List[str]) -> Optional[Interpreter]:
    """Start an interpreter and let it say what it is; None for one that is broken, unsuitable or lacks ensurepip."""
    try:
        answer = subprocess.check_output(
            command + ["-c", QUESTION], stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, timeout=SECONDS_TO_ANSWER
        )
    except (OSError, subprocess.SubprocessError):
        return None
    lines = answer.decode("utf-8", "replace").splitlines()
    if len(lines) != 2:
        return None
    major, minor, patch = (int(part) for part in lines[0].split())
    version = (major, minor, patch)
    return Interpreter(lines[1], version) if suits(version) else None


def candidates(root: str) -> Iterator[List[str]]:
    """Commands that may start a suitable Python: PATH, pyenv, the Windows launcher, Homebrew; best tested first."""
    own_environment = os.path.join(root, ".venv") + os.sep
    pyenv = os.environ.get("PYENV_ROOT") or os.path.join(os.path.expanduser("~"), ".pyenv")
    for minor in range(OLDEST[1], NEWEST[1] + 1):
        name = "python3.{}".format(minor)
        if os.name == "nt":
            yield ["py", "-3.{}".format(minor)]
        folders = os.environ.get("PATH", "").split(os.pathsep) + ["/usr/local/bin", "/opt/homebrew/bin", "/usr/bin"]
        for folder in folders:
            path = os.path.join(folder, name)
            if folder and os.path.isfile(path) and not path.startswith(own_environment):
                yield [path]
        for path in sorted(glob.glob(os.path.join(pyenv, "versions", "3.{}.*".format(minor), "bin", name))):
            yield [path]


def find(root: str) -> Interpreter:
    """The Python to build the environment with: the running one where it suits, else the best one of the machine.

    Raises:
        InstallError: there is none; the hint says what to install.
    """
    found = this_one(root)
    if found is not None:
        return found
    seen = set()
    for command in candidates(root):
        key = os.path.realpath(command[0]) if len(command) == 1 else " ".join(command)
        if key not in seen:
            seen.add(key)
            found = ask(command)
            if found is not None:
                return found
    raise InstallError(
        "{} is needed, and this is {} at {}.".format(NEEDED, dotted(sys.version_info[:3]), sys.executable), _hint()
    )


def _hint() -> str:
    if suits(sys.version_info[:3]):
        package = "python{}-venv".format(dotted(sys.version_info[:2]))
        return (
            "This Python suits but cannot make environments: its modules venv and ensurepip are missing. "
            "On Debian and Ubuntu install them with:  sudo apt install {}".format(package)
        )
    if sys.platform == "win32":
        return "Install Python 3.12 from python.org (tick 'py launcher'), then run this command again."
    if sys.platform == "darwin":
        return "Install one, for example:  brew install python@3.12   Then run this command again."
    return (
        "None was found on PATH, in pyenv or in the usual places. Install one, for example:\n"
        "  sudo apt install python3.12 python3.12-venv     (Debian, Ubuntu)\n"
        "  sudo dnf install python3.12                     (Fedora)\n"
        "  pyenv install 3.12                              (anywhere)\n"
        "Then run this command again."
    )


def hand_over(interpreter: Interpreter, arguments: List[str]) -> NoReturn:
    """Go on as the same program under another Python."""
    sys.stdout.flush()
    sys.stderr.flush()
    command = [interpreter.path] + arguments
    if os.name == "nt":
        sys.exit(subprocess.call(command))
    os.execv(interpreter.path, command)
