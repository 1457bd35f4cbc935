"""The note inside `.venv` that says: this environment is whole (parses and runs on Python 3.6).

It is written last, so an installation that was cut short has none, and a start with a stamp needs no pip.
"""

import hashlib
import json
import os
import sys
from typing import Any, Dict, List

NAME = "kohya-studio.json"
RUNTIME_FILES = ["installer/lock/tools.txt", "installer/lock/torch.txt", "installer/lock/runtime.txt"]
DEV_FILES = ["installer/lock/dev.txt"]
PROJECT_FILES = ["pyproject.toml"]


def environment_folder(root: str) -> str:
    return os.path.join(root, ".venv")


def scripts_folder(root: str) -> str:
    return os.path.join(environment_folder(root), "Scripts" if os.name == "nt" else "bin")


def environment_python(root: str) -> str:
    return os.path.join(scripts_folder(root), "python.exe" if os.name == "nt" else "python")


def fingerprint(root: str, names: List[str]) -> str:
    """One digest of these files of the checkout, whatever their line ends."""
    digest = hashlib.sha256()
    for name in names:
        with open(os.path.join(root, *name.split("/")), "rb") as stream:
            digest.update(stream.read().replace(b"\r\n", b"\n"))
        digest.update(b"\0")
    return digest.hexdigest()


def expected(root: str) -> Dict[str, Any]:
    """What the stamp of a whole environment says, as far as it can be known without looking into it."""
    return {
        "runtime": fingerprint(root, RUNTIME_FILES),
        "project": fingerprint(root, PROJECT_FILES),
        "root": os.path.realpath(root),
        "platform": sys.platform,
        "python": python_version(root),
    }


def python_version(root: str) -> str:
    """The version that `pyvenv.cfg` names; empty where there is no environment."""
    try:
        with open(os.path.join(environment_folder(root), "pyvenv.cfg"), encoding="utf-8") as stream:
            for line in stream:
                key, _, value = line.partition("=")
                if key.strip() == "version":
                    return value.strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return ""


def read(root: str) -> Dict[str, Any]:
    """The stamp; empty where there is none or it is damaged."""
    try:
        with open(os.path.join(environment_folder(root), NAME), encoding="utf-8") as stream:
            content = json.load(stream)
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def is_current(root: str, *, dev: bool = False) -> bool:
    """Whether the environment is whole and made from today's pins; takes about a millisecond."""
    found = read(root)
    if not found or not os.path.exists(environment_python(root)):
        return False
    if dev and found.get("dev") != fingerprint(root, DEV_FILES):
        return False
    return all(found.get(key) == value for key, value in expected(root).items())


def write(root: str, **facts: Any) -> None:
    """Declare the environment whole; `facts` are kept beside what identifies it."""
    content = expected(root)
    content.update(facts)
    path = os.path.join(environment_folder(root), NAME)
    with open(path + ".tmp", "w", encoding="utf-8") as stream:
        json.dump(content, stream, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(path + ".tmp", path)


def remove(root: str) -> None:
    """Take the word back before anything in the environment changes."""
    path = os.path.join(environment_folder(root), NAME)
    if os.path.exists(path):
        os.remove(path)
