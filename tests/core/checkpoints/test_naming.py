from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.checkpoints.naming import (
    SaveAction,
    SaveActionKind,
    SaveSchedule,
    epoch_checkpoint,
    last_checkpoint,
    planned_actions,
    step_checkpoint,
)
from core.config.arguments import read_arguments
from core.config.schema import shipped_schema
from core.errors import ConfigError
from tests.shared import shared_folder

CASES = json.loads((shared_folder() / "oracle" / "checkpoint_names.json").read_text(encoding="utf-8"))["cases"]
RUNS = [case for case in CASES if case.get("kind") != "name_function" and "error" not in case]
NAMES = [case for case in CASES if case.get("kind") == "name_function"]


def arguments(case: Mapping[str, Any]) -> dict[str, Any]:
    name = [] if case["output_name"] is None else [f"--output_name={case['output_name']}"]
    args, problems = read_arguments([*case["options"], *name], shipped_schema(), Path())
    assert not problems
    return dict(args.values)


def events(case: Mapping[str, Any]) -> Iterator[SaveAction]:
    args = arguments(case)
    steps_per_epoch = math.ceil(case["batches_per_epoch"] / args["gradient_accumulation_steps"])
    initial_step = args["initial_step"] or ((args["initial_epoch"] or 1) - 1) * steps_per_epoch
    return planned_actions(
        SaveSchedule.from_arguments(args, case["epochs"]),
        total_steps=case["total_steps"],
        steps_per_epoch=steps_per_epoch,
        first_epoch=initial_step // steps_per_epoch,
        first_step=initial_step % steps_per_epoch,
    )


def carried_out(actions: Iterator[SaveAction], listing: set[str]) -> Iterator[list[Any]]:
    """The oracle's events: what is removed must have been there."""
    for action in actions:
        match action.kind:
            case SaveActionKind.SAVE:
                listing.add(action.name)
                yield ["save", action.name, action.step, action.epoch]
            case SaveActionKind.SAVE_STATE:
                listing.add(action.name)
                yield ["save_state", action.name]
            case _ if action.name in listing:
                listing.remove(action.name)
                yield [str(action.kind), action.name]


@pytest.mark.parametrize("case", RUNS, ids=lambda case: case["id"])
def test_saves_and_removes_what_sd_scripts_does(case: dict[str, Any]) -> None:
    listing = set(case.get("files_before", []))
    assert list(carried_out(events(case), listing)) == case["events"]
    assert sorted(listing) == case["final_listing"]


@pytest.mark.parametrize("case", NAMES, ids=lambda case: case["id"])
def test_names(case: dict[str, Any]) -> None:
    match case["what"]:
        case "epoch":
            name = epoch_checkpoint(case["output_name"], case["number"])
        case "step":
            name = step_checkpoint(case["output_name"], case["number"])
        case _:
            name = last_checkpoint(case["output_name"])
    assert name == case["file"]


@pytest.mark.parametrize(
    "options", [["--save_every_n_epochs=0"], ["--save_every_n_steps=0"], ["--output_name="]], ids=lambda o: o[0]
)
def test_refuses_what_crashes_sd_scripts_after_training(options: list[str]) -> None:
    args, _ = read_arguments(options, shipped_schema(), Path())
    with pytest.raises(ConfigError):
        SaveSchedule.from_arguments(args.values, 2)


def test_keeping_no_epoch_removes_each_file_right_away() -> None:
    args, _ = read_arguments(["--save_every_n_epochs=1", "--save_last_n_epochs=0"], shipped_schema(), Path())
    actions = SaveSchedule.from_arguments(args.values, 3).after_epoch(1, 4)
    assert [(action.kind, action.name) for action in actions] == [
        (SaveActionKind.SAVE, "epoch-000001.safetensors"),
        (SaveActionKind.REMOVE, "epoch-000001.safetensors"),
    ]


def test_a_save_on_demand_is_named_by_its_step() -> None:
    args, _ = read_arguments(["--output_name=x"], shipped_schema(), Path())
    save, state = SaveSchedule.from_arguments(args.values, 3).now(7, 1, with_state=True)
    assert (save.name, save.step, save.epoch) == ("x-step00000007.safetensors", 7, 1)
    assert state == SaveAction(SaveActionKind.SAVE_STATE, "x-step00000007-state", 7, 1)


def every_step(schedule: SaveSchedule, total_steps: int, steps_per_epoch: int) -> list[SaveAction]:
    """The loop of train_network.py, one step after another."""
    step, actions = 0, []
    for epoch in range(schedule.total_epochs):
        for _ in range(steps_per_epoch):
            step += 1
            actions += schedule.after_step(step, epoch)
            if step >= total_steps:
                break
        actions += schedule.after_epoch(epoch + 1, step)
    return [*actions, *schedule.at_end(step)]


@settings(deadline=None)
@given(
    total=st.integers(1, 60),
    per_epoch=st.integers(1, 20),
    steps=st.none() | st.integers(1, 25),
    epochs=st.none() | st.integers(1, 5),
    last=st.none() | st.integers(0, 30),
    state=st.booleans(),
)
def test_skipping_to_the_next_save_leaves_nothing_out(
    total: int, per_epoch: int, steps: int | None, epochs: int | None, last: int | None, state: bool
) -> None:
    schedule = SaveSchedule(
        "x", "safetensors", -(-total // per_epoch), every_n_epochs=epochs, every_n_steps=steps, last_n_steps=last,
        save_state=state,
    )  # fmt: skip
    found = list(planned_actions(schedule, total_steps=total, steps_per_epoch=per_epoch))
    assert found == every_step(schedule, total, per_epoch)
