"""The same documents trained by both engines, and every script's own parser asked about our command lines."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
from pathlib import Path

import numpy as np

from core.config.command import as_argv
from core.config.schema import Schema, shipped_schema
from core.engines.builtin import BuiltinEngine
from core.paths import resources_folder
from core.runs.events import CheckpointSaved, Outcome
from tests.core.config.test_command import OTHERWISE
from tests.kohya.conftest import PYTHON, SD_SCRIPTS, RealRuns
from tests.kohya.test_training import tensors_of

SCRIPTS = sorted(f"{path.stem}.py" for path in (resources_folder() / "schema").glob("*_network.json"))
CLOSE = 0.10
"""Mean distance of the two engines' average losses after the first epoch, as a share; 0.025 was measured."""


def test_both_engines_train_the_same_documents(real: RealRuns) -> None:
    request = real.request("parity", max_train_epochs=4)
    kohya = real.controller.start(request, real.engine())
    theirs = real.ended(kohya).summary
    mine_request = dataclasses.replace(request, arguments=("--output_dir", str(real.lab.root / "parity-builtin")))
    builtin = real.controller.start(mine_request, BuiltinEngine())
    ours = real.ended(builtin).summary
    assert (theirs.outcome, ours.outcome) == (Outcome.FINISHED, Outcome.FINISHED), ours.reason
    for name in ("total_steps", "total_epochs", "batches_per_epoch", "images", "images_with_repeats", "step"):
        assert getattr(ours, name) == getattr(theirs, name), name
    one, two = real.steps(kohya), real.steps(builtin)
    assert one.step.tolist() == two.step.tolist()
    assert one.epoch.tolist() == two.epoch.tolist()
    assert set(one.learning_rates) == set(two.learning_rates)
    for name, rates in one.learning_rates.items():
        np.testing.assert_allclose(two.learning_rates[name], rates, rtol=1e-9, atol=1e-15)
    saved = [
        [event for event in real.events(folder) if isinstance(event, CheckpointSaved)] for folder in (kohya, builtin)
    ]
    assert [Path(event.path).name for event in saved[0]] == [Path(event.path).name for event in saved[1]]
    check_files(Path(saved[0][-1].path), Path(saved[1][-1].path))
    last = one.epoch > 1
    distance = np.abs(one.average_loss[last] - two.average_loss[last]) / one.average_loss[last]
    words = f"average losses differ by {distance.mean():.2%} in the mean, {distance.max():.2%} at most"
    assert distance.mean() < CLOSE, words


def check_files(theirs: Path, ours: Path) -> None:
    """Keys, shapes, and what the files say of buckets and network."""
    one, two = tensors_of(theirs), tensors_of(ours)
    assert {key: value.shape for key, value in one.items()} == {key: value.shape for key, value in two.items()}
    first, second = metadata_of(theirs), metadata_of(ours)
    network = ("ss_network_dim", "ss_network_alpha", "ss_network_module", "ss_unet_lr", "ss_text_encoder_lr")
    for key in (*network, "ss_lr_scheduler", "ss_steps", "ss_epoch", "ss_num_epochs", "ss_max_train_steps", "ss_seed"):
        assert first[key] == second[key], key
    buckets = [json.loads(metadata["ss_datasets"])[0]["bucket_info"]["buckets"] for metadata in (first, second)]
    assert buckets[0] == buckets[1]
    assert len(buckets[0]) == 3


def metadata_of(path: Path) -> dict[str, str]:
    from safetensors import safe_open

    with safe_open(str(path), "numpy") as file:
        return dict(file.metadata())


def test_the_hooks_cost_less_than_a_hundredth_of_a_step(real: RealRuns) -> None:
    """What they do at a step, timed inside of the real process, against the time that its steps take."""
    request = real.request("overhead", max_train_epochs=4, save_every_n_epochs=None, logging_dir=None)
    spent = real.lab.root / "overhead.json"
    folder = real.controller.start(request, real.engine(environment={"KOHYA_LAB_TIMES": str(spent)}))
    assert real.ended(folder).summary.outcome is Outcome.FINISHED
    seconds = real.steps(folder).seconds
    times = json.loads(spent.read_text("utf-8"))
    a_step = float(np.median(seconds[1:]))
    cost = float(np.median(times[len(times) // 4 :]))
    words = f"{cost * 1e6:.0f} µs of {a_step * 1e3:.0f} ms: {cost / a_step:.3%}"
    assert cost / a_step < 0.01, words


PARSE = """
import importlib, json, sys
sys.path.insert(0, sys.argv[1])
told = {}
for name, argv in json.load(sys.stdin).items():
    parser = importlib.import_module(name).setup_parser()
    values = vars(parser.parse_args(argv))
    told[name] = {key: value if isinstance(value, (int, float, str, list, type(None))) else str(value)
                  for key, value in values.items()}
sys.stdout.write("\\nJSON" + json.dumps(told))
"""


def test_every_script_reads_our_command_lines(real: RealRuns, tmp_path: Path) -> None:
    """Each argument of each schema once, given to the parser of the installed script itself."""
    wanted = {script: given_values(shipped_schema(script)) for script in SCRIPTS}
    lines = {script.removesuffix(".py"): as_argv(wanted[script], shipped_schema(script)) for script in SCRIPTS}
    env = {**os.environ, **{key: value or "" for key, value in real.lab.environment.items()}, "PYTHONUTF8": "1"}
    done = subprocess.run(
        [PYTHON, "-c", PARSE, SD_SCRIPTS], input=json.dumps(lines), capture_output=True, text=True, env=env,
        cwd=tmp_path, check=False, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout.rpartition("JSON")[2])
    for script in SCRIPTS:
        read = told[script.removesuffix(".py")]
        assert {name: read[name] for name in wanted[script]} == wanted[script], script
        assert set(read) == set(shipped_schema(script).arguments), f"{script}: another version of sd-scripts"


def given_values(schema: Schema) -> dict[str, object]:
    values: dict[str, object] = {}
    for name, argument in schema.arguments.items():
        if name in OTHERWISE:
            continue
        if argument.is_flag:
            values[name] = True
        elif argument.choices is not None:
            values[name] = next(choice for choice in argument.choices if choice is not None)
        else:
            plain = {"int": -3, "float": -2.5e-07, "int_or_float": 2.5}.get(argument.type, 'a "b" c\\夜')
            values[name] = plain if argument.nargs is None else [plain, plain]
    return values
