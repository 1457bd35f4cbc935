"""`kohya-studio demo` up to the end of a run that cannot make its base model; the whole demo trains for a minute."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from core.cli.demo import has_display
from core.cli.exit_codes import EXIT_CODES
from core.cli.main import main
from core.demo import DemoLayout
from core.paths import HOME_VARIABLE, app_paths
from core.runs.controller import RunController
from core.runs.events import Outcome

DISPLAY_VARIABLES = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    for name in DISPLAY_VARIABLES:
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a display")
def test_without_a_display_it_is_followed_here_and_the_exit_code_tells_the_outcome(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    demo = app_paths().demo
    demo.mkdir(parents=True)
    (demo / ".base_model.building").write_text("in the way", "utf-8")
    code = main(["demo"])
    said = capsys.readouterr().out
    assert code == EXIT_CODES[Outcome.CRASHED]
    assert "There is no display here" in said
    assert f"could not be made in {DemoLayout(demo).base_model}" in said.replace("\n", " ")
    assert "checkpoints in" not in said
    (run,) = RunController(app_paths().runs).runs()
    assert run.name == "demo"
    assert run.record is not None
    assert run.record.engine == "builtin"


@pytest.mark.parametrize("name", DISPLAY_VARIABLES)
def test_a_display_is_known_by_its_variable(home: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform not in ("win32", "darwin"):
        assert not has_display()
    monkeypatch.setenv(name, ":0")
    assert has_display()
