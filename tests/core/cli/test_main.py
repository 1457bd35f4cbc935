from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.cli.main import COMMANDS, main
from core.processes import own_module


def test_without_a_command_there_is_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    said = capsys.readouterr().out
    assert "usage: kohya-studio" in said
    for name in ("runs", "attach", "stop", "train"):
        assert COMMANDS[name].help in said


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("kohya-studio 0.")


def test_an_unknown_command_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["dance"])
    assert ended.value.code == 2
    assert "dance" in capsys.readouterr().err


def test_an_error_says_what_to_do(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KOHYA_STUDIO_HOME", str(tmp_path))
    assert main(["stop", "nothing"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "'nothing'" in said.err
    assert "kohya-studio runs" in said.err


def test_help_loads_nothing_heavy() -> None:
    code = "import sys; from core.cli.main import main; main([]); print(sorted(sys.modules), file=sys.stderr)"
    _, changes = own_module("core.cli.main")
    env = {name: value for name, value in (os.environ | changes).items() if value is not None}
    ended = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert "usage" in ended.stdout
    for heavy in ("numpy", "sqlite3", "rich", "psutil", "PIL", "torch", "PySide6"):
        assert f"'{heavy}'" not in ended.stderr


def test_a_reader_that_goes_away_is_no_crash(tmp_path: Path) -> None:
    argv, changes = own_module("core.cli.main")
    env = {name: value for name, value in (os.environ | changes).items() if value is not None}
    env |= {"KOHYA_STUDIO_HOME": str(tmp_path)}
    read_end, write_end = os.pipe()
    os.close(read_end)
    ended = subprocess.run([*argv, "runs"], env=env, stdout=write_end, stderr=subprocess.PIPE)
    os.close(write_end)
    assert (ended.returncode, ended.stderr) == (141, b"")
