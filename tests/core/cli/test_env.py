"""`kohya-studio env`, from the plan to the removal."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from core.cli.main import main
from core.settings import read_settings
from tests.core.environment.conftest import bare_machine, room  # noqa: F401 (fixtures)
from tests.core.environment.setups import Room, says, snapshot

if sys.platform == "win32":
    pytest.skip("the channel of the tests is made for Linux", allow_module_level=True)

pytestmark = pytest.mark.timeout(300)  # the first test of a run builds the channel


@pytest.fixture
def home(room: Room, monkeypatch: pytest.MonkeyPatch) -> Room:  # noqa: F811
    monkeypatch.setenv("KOHYA_STUDIO_HOME", str(room.root))
    return room


def options(room: Room) -> list[str]:  # noqa: F811
    return [
        *("--recipe", "tiny", "--backend", "rattler", "--no-sd-scripts", "--channel", str(room.channel)),
        *("--find-links", str(room.wheels), "--cache", str(room.root / "pip cache")),
    ]


def said(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_a_plan(home: Room, capsys: pytest.CaptureFixture[str]) -> None:
    prefix = home.root / "envs" / "訓練"
    before = snapshot(home.root)
    assert main(["env", "plan", str(prefix), *options(home), "--json"]) == 0
    plan = said(capsys)
    assert (plan["can_start"], plan["backend"], plan["recipe"]) == (True, "rattler", "tiny")
    assert [step["kind"] for step in plan["steps"]] == ["environment", "pip", "torch", "packages", "check"]
    assert plan["download_bytes"] == sum(step["download_bytes"] for step in plan["steps"])
    assert {folder["role"] for folder in plan["folders"]} == {"prefix", "temp", "cache"}
    assert all(folder["free_bytes"] > folder["needed_bytes"] for folder in plan["folders"])
    assert main(["env", "plan", str(prefix), *options(home)]) == 0
    text = capsys.readouterr().out
    assert "1. Make the environment with Python" in text
    assert "to load" in text
    assert snapshot(home.root) == before


def test_what_is_taken_is_refused(home: Room, capsys: pytest.CaptureFixture[str]) -> None:
    prefix = home.root / "mine"
    prefix.mkdir()
    (prefix / "notes.txt").write_text("mine", encoding="utf-8")
    before = snapshot(prefix)
    for command in (["plan"], ["create", "--yes"]):
        assert main(["env", command[0], str(prefix), *options(home), *command[1:], "--json"]) == 4
        refused = said(capsys)
        assert [obstacle["code"] for obstacle in refused["obstacles"] if obstacle["blocks"]] == ["prefix-taken"]
    assert main(["env", "remove", str(prefix), "--name", "mine", "--not-made-here"]) == 1
    assert "is no environment" in capsys.readouterr().err
    assert snapshot(prefix) == before


def test_nobody_is_asked_nothing_is_made(home: Room, capsys: pytest.CaptureFixture[str]) -> None:
    prefix = home.root / "envs" / "new"
    assert main(["env", "create", str(prefix), *options(home)]) == 4
    assert "--yes" in capsys.readouterr().err
    assert not prefix.exists()


def test_from_create_to_remove(home: Room, capsys: pytest.CaptureFixture[str]) -> None:
    prefix = home.root / "envs" / "kohya_訓練"
    assert main(["env", "create", str(prefix), *options(home), "--yes", "--no-verify", "--json"]) == 0
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert events[-1]["event"] == "outcome"
    assert events[-1]["state"] == "done"
    assert {"step", "steps", "fraction", "bytes_done", "bytes_total", "speed", "seconds_left"} <= set(events[0])
    assert says(prefix, "import torch, tiny_large; print(torch.__version__)") == "1.0"
    settings = read_settings(home.paths.settings_file)
    assert settings.kohya_python == str(prefix / "bin" / "python")
    assert main(["env", "list", "--json"]) == 0
    (row,) = [row for row in said(capsys)["environments"] if row["prefix"] == str(prefix)]
    assert (row["state"], row["made_here"], row["chosen"], row["versions"]) == (
        "unverified",
        True,
        True,
        {"torch": "1.0"},
    )
    assert main(["env", "list"]) == 0
    assert "* kohya_訓練" in capsys.readouterr().out
    assert main(["env", "create", str(prefix), *options(home), "--yes"]) == 4
    assert "already is an environment" in capsys.readouterr().out
    script = home.root / "setup.sh"
    assert main(["env", "export", "kohya_訓練", str(script)]) == 0
    assert script.stat().st_mode & 0o111
    assert "conda create" in script.read_text("utf-8")
    lock = home.root / "lock.txt"
    assert main(["env", "export", "kohya_訓練", str(lock), "--lock"]) == 0
    assert "torch==1.0" in lock.read_text("utf-8")
    assert main(["env", "rollback", "kohya_訓練", "--yes"]) == 1
    assert "No state before an update" in capsys.readouterr().err
    assert main(["env", "resume", "kohya_訓練", "--yes"]) == 1
    capsys.readouterr()
    assert main(["env", "report", "kohya_訓練"]) == 0
    assert "kohya_訓練" in capsys.readouterr().out
    assert main(["env", "remove", "kohya_訓練"]) == 1
    assert main(["env", "remove", "kohya_訓練", "--name", "kohya"]) == 1
    assert prefix.is_dir()
    assert main(["env", "remove", "kohya_訓練", "--name", "kohya_訓練"]) == 0
    assert not prefix.exists()


def test_wrong_words(home: Room, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, words in (
        (["create", "--backend", "pipx", "--yes"], "There is no backend 'pipx'"),
        (["create", "--recipe", "pizza", "--yes"], "There is no recipe 'pizza'"),
        (["create", "--use-checkout", "--yes"], "--use-checkout needs the folder"),
        (["create", "--lock", str(home.root / "none"), "--yes"], "Could not read the lock file"),
        (["repair", "nothing", "--yes"], "No environment 'nothing' is known"),
        (["verify", str(home.root)], "There is no environment in"),
    ):
        assert main(["env", *arguments]) == 1
        err = capsys.readouterr().err
        assert words in err
        assert len(err.strip().splitlines()) >= 2, "no hint"
    with pytest.raises(SystemExit) as ended:
        main(["env"])
    assert ended.value.code == 2


def test_recipes(home: Room, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["env", "recipes", "--json"]) == 0
    recipes = said(capsys)
    assert {"guide", "sd-scripts", "blackwell", "older-driver", "cpu", "tiny"} <= {recipe["key"] for recipe in recipes}
    assert sum(recipe["recommended"] for recipe in recipes) == 1
    assert main(["env", "recipes"]) == 0
    assert "fits this machine" in capsys.readouterr().out


def test_the_address_of_torchs_index(
    home: Room, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By option, over the variable, over the settings."""
    home.paths.settings_file.write_text('{"network": {"torch_index": "https://a.example/whl"}}', encoding="utf-8")
    asked = [
        "env",
        "plan",
        str(home.root / "x"),
        "--recipe",
        "blackwell",
        "--torch",
        "cu128",
        "--backend",
        "rattler",
        "--json",
    ]

    def index() -> str:
        main(asked)
        steps = {step["kind"]: step for step in said(capsys)["steps"]}
        argv: list[str] = steps["torch"]["commands"][0]
        return argv[argv.index("--extra-index-url") + 1]

    assert index() == "https://a.example/whl/cu128"
    monkeypatch.setenv("KOHYA_STUDIO_TORCH_INDEX", "https://b.example/whl/cpu")
    assert index() == "https://b.example/whl/cu128"
    asked += ["--torch-index", "https://anna:gehe1mn1s@c.example/whl"]
    assert index() == "https://***@c.example/whl/cu128"


def test_nothing_heavy_is_loaded_for_help() -> None:
    import subprocess

    code = "import sys; sys.argv = ['x', 'env', '--help']\nfrom core.cli.main import main\n"
    code += "try: main()\nexcept SystemExit: print(sorted(sys.modules), file=sys.stderr)"
    root = Path(__file__).resolve().parent.parent.parent.parent
    ended = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    for heavy in ("rattler", "torch", "psutil", "pynvml"):
        assert f"'{heavy}'" not in ended.stderr
