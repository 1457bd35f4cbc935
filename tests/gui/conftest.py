"""The window's tests: offscreen, a home folder of their own, Qt's messages as errors."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def studio_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder with nothing in it."""
    home = tmp_path / "home"
    monkeypatch.setenv("KOHYA_STUDIO_HOME", str(home))
    return home
