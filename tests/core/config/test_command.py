"""Three methods, one meaning: over generated documents and every script's schema."""

from __future__ import annotations

import json
import string
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from core.config.command import Documents, LaunchMethod, as_argv, effective_arguments, script_arguments
from core.config.schema import Argument, shipped_schema
from core.errors import ConfigError
from core.paths import resources_folder

SCRIPTS = sorted(f"{path.stem}.py" for path in (resources_folder() / "schema").glob("*_network.json"))
OTHERWISE = {"config_file", "output_config", "dataset_config"}
"""What says how the arguments are given, and the images, which the methods name in different ways."""
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False, width=32)


def values_of(argument: Argument) -> st.SearchStrategy[Any]:
    if argument.is_flag:
        return st.booleans()
    if argument.choices is not None:
        return st.sampled_from([choice for choice in argument.choices if choice is not None])
    items: st.SearchStrategy[Any] = {
        "int": st.integers(-(2**31), 2**31),
        "float": NUMBERS,
        "int_or_float": st.integers(1, 10**6) | st.floats(0, 1) | st.integers(0, 10**6).map(lambda share: share / 1e5),
    }.get(argument.type, TEXTS)
    if argument.nargs is None:
        return items
    plain = items if argument.type == "float" else items.filter(lambda item: not item.startswith("-"))
    return st.lists(plain, max_size=3)


@st.composite
def documents_for(draw: st.DrawFn, script: str) -> dict[str, Any]:
    schema = shipped_schema(script)
    names = draw(st.lists(st.sampled_from(sorted(set(schema.arguments) - OTHERWISE)), unique=True, max_size=12))
    return {name: draw(values_of(schema.arguments[name])) for name in names}


def toml(values: dict[str, Any]) -> str:
    """JSON's strings are TOML's, but for DEL; floats need a point or an exponent in both."""
    return "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())


@pytest.mark.parametrize("script", SCRIPTS)
@given(data=st.data())
@settings(
    max_examples=10, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_three_methods_give_the_same_effective_arguments(data: st.DataObject, script: str, tmp_path: Path) -> None:
    schema = shipped_schema(script)
    config = tmp_path / "training_config.toml"
    config.write_text(toml(data.draw(documents_for(script))), encoding="utf-8")
    documents = Documents(tmp_path, config, None, ("--seed=7", "--output_name", "over the document"))
    read = [
        effective_arguments(script_arguments(documents, schema, method), schema, tmp_path).values
        for method in (LaunchMethod.CONFIG_FILE, LaunchMethod.DATASET_CONFIG, LaunchMethod.COMMAND_LINE)
    ]
    plain = [{name: value for name, value in values.items() if name not in OTHERWISE} for values in read]
    assert plain[0] == plain[1] == plain[2]
    assert (plain[0]["seed"], plain[0]["output_name"]) == (7, "over the document")


@given(st.data(), st.sampled_from(SCRIPTS))
@settings(max_examples=20, deadline=None, phases=[Phase.generate])
def test_arguments_survive_being_read_by_argparse(data: st.DataObject, script: str) -> None:
    schema = shipped_schema(script)
    values = data.draw(documents_for(script))
    again = effective_arguments(as_argv(values, schema), schema, Path.cwd()).values
    assert {name: again[name] for name in values} == values


def project(tmp_path: Path, training: str, dataset: str | None = None) -> Documents:
    (tmp_path / "training_config.toml").write_text(training, encoding="utf-8")
    if dataset is not None:
        (tmp_path / "dataset_config.toml").write_text(dataset, encoding="utf-8")
    return Documents(
        tmp_path, tmp_path / "training_config.toml", None if dataset is None else tmp_path / "dataset_config.toml"
    )


SCHEMA = shipped_schema()


def argv(documents: Documents, method: LaunchMethod = LaunchMethod.DATASET_CONFIG) -> tuple[str, ...]:
    return script_arguments(documents, SCHEMA, method)


def test_what_is_written_becomes_the_same_on_the_command_line(tmp_path: Path) -> None:
    documents = project(
        tmp_path,
        'output_name = "名 前"\nlearning_rate = 1e-4\ngradient_checkpointing = true\ncache_latents = false\n'
        'network_args = ["conv_dim=4", "conv_alpha=1"]\nlr_warmup_steps = 1.0\nadaptive_noise_scale = -0.5\n',
        "[general]\n",
    )
    given = argv(documents)
    assert given[given.index("--output_name") :][:2] == ("--output_name", "名 前")
    assert given[given.index("--learning_rate") :][:2] == ("--learning_rate", "0.0001")
    assert "--gradient_checkpointing" in given
    assert "--cache_latents" not in given
    assert given[given.index("--network_args") :][:3] == ("--network_args", "conv_dim=4", "conv_alpha=1")
    assert given[given.index("--lr_warmup_steps") :][:2] == ("--lr_warmup_steps", "100.0%")
    assert "--adaptive_noise_scale=-0.5" in given
    assert given[given.index("--dataset_config") + 1].endswith("dataset_config.toml")
    assert "--config_file" not in given
    assert argv(documents, LaunchMethod.CONFIG_FILE)[:2] == ("--config_file", str(tmp_path / "training_config.toml"))


def test_a_lone_learning_rate_is_a_list_of_one(tmp_path: Path) -> None:
    """As the guide writes it, and sd-scripts takes it."""
    documents = project(tmp_path, "text_encoder_lr = 5e-5\n")
    assert argv(documents) == ("--text_encoder_lr", "5e-05")
    assert effective_arguments(documents.argv(), SCHEMA, tmp_path)["text_encoder_lr"] == [5e-5]


@pytest.mark.parametrize("number", [-2.5e-07, -1e16, -5e-324, -1.7976931348623157e308, -0.0, -0.25, 1e-300])
def test_numbers_in_a_list_are_never_taken_for_an_option(number: float) -> None:
    """Seen in argparse itself: `-2.5e-07` is an option to it, `-0.00000025` a value."""
    values = {"text_encoder_lr": [number, 1e-4], "seed": 3}
    again = effective_arguments(as_argv(values, SCHEMA), SCHEMA, Path.cwd())
    assert repr(again["text_encoder_lr"]) == repr([number, 1e-4])


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('max_train_epochs = "12-15"', "max_train_epochs"),
        ('gradient_checkpointing = "false"', "gradient_checkpointing"),
        ("max_train_step = 3", "max_train_step"),
        ('mixed_precision = "fp19"', "fp19"),
        ('network_args = ["-conv_dim=4"]', "-conv_dim=4"),
        ('network_args = "conv_dim=4"', "network_args"),
        ("text_encoder_lr = [-inf]", "-inf"),
        ("lr_decay_steps = 2.950748167287408", "no percentage"),
    ],
)
def test_what_a_command_line_cannot_say_is_refused_with_its_place(line: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=words):
        argv(project(tmp_path, f"# first\n{line}\n"))
    assert argv(project(tmp_path, f"# first\n{line}\n"), LaunchMethod.CONFIG_FILE)


def folders(tmp_path: Path, *names: str) -> None:
    for name in names:
        (tmp_path / "images" / name).mkdir(parents=True)
        (tmp_path / "images" / name / "a.png").write_bytes(b"a picture")


DATASET = """\
[general]
enable_bucket = true
resolution = [512, 768]
caption_extension = ".txt"
shuffle_caption = true
batch_size = 3

[[datasets]]
[[datasets.subsets]]
image_dir = "images/3_sks knight"
class_tokens = "sks knight"
num_repeats = 3
"""


def test_folders_named_for_it_need_no_document(tmp_path: Path) -> None:
    folders(tmp_path, "3_sks knight")
    documents = project(tmp_path, "learning_rate = 1e-4\n", DATASET)
    given = argv(documents, LaunchMethod.COMMAND_LINE)
    assert "--dataset_config" not in given
    assert ("--train_data_dir", str(tmp_path / "images")) == given[given.index("--train_data_dir") :][:2]
    assert given[given.index("--resolution") :][:2] == ("--resolution", "512,768")
    assert given[given.index("--train_batch_size") :][:2] == ("--train_batch_size", "3")
    assert {"--enable_bucket", "--shuffle_caption"} <= set(given)


@pytest.mark.parametrize(
    ("there", "change", "words"),
    [
        (["knight"], ('"images/3_sks knight"', '"images/knight"'), "called like 10_class tokens"),
        (["3_sks knight", "5_dragon"], ("", ""), "lie beside"),
        (["3_sks knight"], ("num_repeats = 3", "num_repeats = 4"), "num_repeats"),
        (["3_sks knight"], ('class_tokens = "sks knight"', 'class_tokens = "dragon"'), "class_tokens"),
        (["3_sks knight"], ("[[datasets]]\n", "[[datasets]]\n[[datasets.subsets]]\nimage_dir = 'other'\n"), "several"),
    ],
)
def test_what_folders_cannot_say_is_refused(
    there: list[str], change: tuple[str, str], words: str, tmp_path: Path
) -> None:
    folders(tmp_path, *there)
    (tmp_path / "other").mkdir()
    documents = project(tmp_path, "", DATASET.replace(*change) if change[0] else DATASET)
    with pytest.raises(ConfigError, match=words):
        argv(documents, LaunchMethod.COMMAND_LINE)


def test_every_script_of_the_issue_has_a_schema() -> None:
    assert len(SCRIPTS) == 7
    assert all(set(name) <= set(string.ascii_lowercase + string.digits + "_.") for name in SCRIPTS)
