from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from core.engines.builtin import BuiltinEngine
from core.engines.launch import Engine, TrainingRequest
from core.runs.folder import RUN_VARIABLE, RunFolder


def test_the_trainer_gets_the_copies_and_then_the_arguments(tmp_path: Path) -> None:
    engine: Engine = BuiltinEngine()
    folder = RunFolder(tmp_path / "run")
    request = TrainingRequest(
        name="a", cwd=tmp_path, training_config=tmp_path / "t.toml", arguments=("--max_train_steps", "3")
    )
    launch = engine.launch(request, folder)
    assert launch.argv[0] == sys.executable
    assert launch.argv[-6:] == (
        "-m",
        "core.trainer",
        "--config_file",
        str(folder.training_config),
        "--max_train_steps",
        "3",
    )
    assert launch.cwd == tmp_path
    assert launch.env[RUN_VARIABLE] == str(folder.root)
    assert launch.env["HF_HUB_OFFLINE"] == "1"


def test_the_trainer_is_found_from_a_folder_with_a_core_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "core").mkdir()
    (tmp_path / "core" / "__init__.py").write_text("raise SystemExit('a decoy')")
    launch = BuiltinEngine().launch(TrainingRequest(name="a", cwd=tmp_path), RunFolder(tmp_path / "run"))
    env = {name: value for name, value in (os.environ | dict(launch.env)).items() if value is not None}
    code = "import core.trainer, sys; print(core.trainer.__file__, sys.flags.utf8_mode)"
    argv = [*launch.argv[: launch.argv.index("-m")], "-c", code]
    ended = subprocess.run(argv, cwd=launch.cwd, env=env, capture_output=True, text=True)
    root = Path(__file__).resolve().parents[3]
    assert ended.stdout == f"{root / 'core' / 'trainer' / '__init__.py'} 1\n"
