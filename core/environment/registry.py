"""The environments that the program knows, and what was last found in each: small files in the user's data folder."""

from __future__ import annotations

import hashlib
import json
import logging
from pathlib import Path
from typing import Any

from core.engines.kohya import checkout_version
from core.environment.checks import Verification
from core.environment.environment import Environment, packages_digest
from core.errors import FileError
from core.files import write_text

_log = logging.getLogger(__name__)
_RECORD, _VERIFICATION = "environment.json", "verification.json"


class EnvironmentRegistry:
    """One folder an environment below `root` (`AppPaths.environments`), so that two programs never write one file.

    A record that makes no sense is passed over and logged: it can be made anew by choosing the environment again.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    def environments(self) -> list[Environment]:
        """All that are known, by name; also those whose folder has gone meanwhile."""
        folders = sorted(self._root.iterdir()) if self._root.is_dir() else []
        found = (self._read(folder) for folder in folders if folder.is_dir())
        return sorted((one for one in found if one is not None), key=lambda one: (one.name.lower(), str(one.prefix)))

    def find(self, prefix: Path) -> Environment | None:
        """The environment in `prefix`, if it is known."""
        return self._read(self.folder_of(prefix))

    def named(self, name: str) -> list[Environment]:
        """Those that are called `name`, or lie in the folder that it names."""
        return [one for one in self.environments() if one.name == name or str(one.prefix) == name]

    def folder_of(self, prefix: Path) -> Path:
        """Where the program keeps what belongs to the environment in `prefix`: its record, logs of installations."""
        key = hashlib.sha256(str(_plain(prefix)).encode()).hexdigest()[:12]
        return self._root / f"{_plain(prefix).name or 'root'}-{key}"

    def save(self, environment: Environment) -> None:
        """Add or replace. Raises FileError where the folder cannot be written."""
        _write(self.folder_of(environment.prefix) / _RECORD, environment.to_json())

    def forget(self, prefix: Path) -> None:
        """Take the environment in `prefix` off the list; the environment itself stays as it is.

        Raises:
            FileError: the record cannot be removed.
        """
        folder = self.folder_of(prefix)
        try:
            for name in (_RECORD, _VERIFICATION):
                (folder / name).unlink(missing_ok=True)
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
        except OSError as error:
            raise FileError(
                f"Could not remove {folder}: {error.strerror}.", "Give yourself the right to change it."
            ) from error

    def save_verification(self, prefix: Path, verification: Verification) -> None:
        """Raises FileError where the folder cannot be written."""
        _write(self.folder_of(prefix) / _VERIFICATION, verification.to_json())

    def verification(self, prefix: Path) -> Verification | None:
        """What was last found in the environment in `prefix`, however long ago."""
        path = self.folder_of(prefix) / _VERIFICATION
        values = _read_json(path)
        if values is None:
            return None
        try:
            return Verification.from_json(values)
        except ValueError:
            _log.warning("%s makes no sense", path, exc_info=True)
            return None

    def current_verification(self, environment: Environment) -> Verification | None:
        """What was last found, unless packages or the checkout of sd-scripts have changed since."""
        found = self.verification(environment.prefix)
        if found is None or is_stale(found, environment):
            return None
        return found

    def _read(self, folder: Path) -> Environment | None:
        values = _read_json(folder / _RECORD)
        if values is None:
            return None
        try:
            return Environment.from_json(values)
        except ValueError:
            _log.warning("%s makes no sense", folder / _RECORD, exc_info=True)
            return None


def is_stale(verification: Verification, environment: Environment) -> bool:
    """Whether something was installed, removed or exchanged since the verification."""
    checkout, commit = checkout_of(environment)
    return (verification.packages_digest, verification.sd_scripts, verification.commit) != (
        packages_digest(environment.prefix),
        checkout,
        commit,
    )


def checkout_of(environment: Environment) -> tuple[str, str]:
    """The environment's checkout of sd-scripts and the short commit in it; empty where there is none."""
    if environment.sd_scripts is None:
        return "", ""
    return str(environment.sd_scripts), checkout_version(environment.sd_scripts)


def _plain(prefix: Path) -> Path:
    return prefix.expanduser().absolute()


def _write(path: Path, values: Any) -> None:
    write_text(path, json.dumps(values, ensure_ascii=False, indent=2) + "\n")


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        _log.warning("%s cannot be read", path, exc_info=True)
        return None
