"""The folders of the platform that the program reads and writes."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

APP_NAME = "kohya-studio"
HOME_VARIABLE = "KOHYA_STUDIO_HOME"


@dataclass(frozen=True, slots=True)
class AppPaths:
    """Where things live. Nothing is created before it is needed."""

    data: Path
    cache: Path
    config: Path

    @property
    def runs(self) -> Path:
        """One folder for each training run."""
        return self.data / "runs"

    @property
    def demo(self) -> Path:
        """The demo's base model, pictures and output."""
        return self.data / "demo"

    @property
    def environments(self) -> Path:
        """What is known of the environments that sd-scripts trains in: a folder for each."""
        return self.data / "environments"

    @property
    def kohya(self) -> Path:
        """Where new environments and checkouts of sd-scripts come to lie, unless the user says otherwise."""
        return self.data / "kohya"

    @property
    def settings_file(self) -> Path:
        return self.config / "settings.json"


def app_paths() -> AppPaths:
    """The user's folders; all of them below `KOHYA_STUDIO_HOME` where that is set (tests, portable installs)."""
    home = os.environ.get(HOME_VARIABLE)
    if home:
        root = Path(home).expanduser().absolute()
        return AppPaths(data=root / "data", cache=root / "cache", config=root / "config")
    dirs = platformdirs.PlatformDirs(APP_NAME, appauthor=False)
    return AppPaths(data=dirs.user_data_path, cache=dirs.user_cache_path, config=dirs.user_config_path)


def resources_folder() -> Path:
    """The folder of icons, schemas, translations and templates that ships with the program."""
    return Path(__file__).resolve().parent.parent / "resources"
