"""New projects: the guide's templates with what was measured since, filled in with a person's own paths."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.config.project import DATASET_CONFIG, TRAINING_CONFIG, Project
from core.config.writing import DatasetValues, dataset_text, training_document
from core.errors import ConfigError
from core.files import write_text
from core.paths import resources_folder

MODEL_TO_FILL_IN = "/path/to/stable-diffusion-v1-5.safetensors"
"""What stands for the base model until a person names one: it is reported as missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """`name` and `about` are by language (`en`, `zh_TW`); the rest are keys of the two documents."""

    key: str
    name: Mapping[str, str]
    about: Mapping[str, str]
    training: Mapping[str, Any]
    general: Mapping[str, Any]
    dataset: Mapping[str, Any]
    subset: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What a person says about a new project; empty where nothing was said.

    Without `image_dir` the images are to lie in `images` inside the project, without `output_dir` the checkpoints in
    `output`, and `output_name` is the folder's name. `training` are further arguments, which win.
    """

    model: str = ""
    image_dir: str = ""
    output_dir: str = ""
    output_name: str = ""
    class_tokens: str = ""
    training: Mapping[str, Any] = field(default_factory=dict)


@functools.cache
def templates() -> tuple[Template, ...]:
    """In the order in which they are offered."""
    text = (resources_folder() / "templates" / "templates.json").read_text(encoding="utf-8")
    return tuple(Template(**row) for row in json.loads(text))


def template(key: str) -> Template:
    """Raises ConfigError where there is no template of that name."""
    for item in templates():
        if item.key == key:
            return item
    raise ConfigError(f"There is no template {key!r}.", f"There are {', '.join(item.key for item in templates())}.")


def filled_in(template: Template, folder: Path, answers: Answers, language: str = "en") -> tuple[str, str]:
    """The texts of the training and the dataset document of a project in `folder`.

    Paths are absolute, so that the documents mean the same to sd-scripts wherever it is started.
    """
    folder = folder.absolute()
    training = {
        "pretrained_model_name_or_path": answers.model or MODEL_TO_FILL_IN,
        "output_dir": answers.output_dir or str(folder / "output"),
        "output_name": answers.output_name or folder.name,
        "dataset_config": str(folder / DATASET_CONFIG),
        **template.training,
        **answers.training,
    }
    subset = {"image_dir": answers.image_dir or str(folder / "images"), **template.subset}
    if answers.class_tokens:
        subset["class_tokens"] = answers.class_tokens
    about = template.about.get(language) or template.about["en"]
    name = template.name.get(language) or template.name["en"]
    datasets = [DatasetValues(template.dataset, (subset,))]
    return (
        training_document(training, f"{name}. {about}", language),
        dataset_text(template.general, datasets, "", language),
    )


def create_project(template: Template, folder: Path, answers: Answers, language: str = "en") -> Project:
    """Write a new project; the folder is made where it is not there.

    Raises:
        ConfigError: documents lie there already; nothing is overwritten.
        FileError: the folder cannot be written.
    """
    folder = folder.absolute()
    training, dataset = folder / TRAINING_CONFIG, folder / DATASET_CONFIG
    there = [path.name for path in (training, dataset) if path.exists()]
    if there:
        raise ConfigError(f"{folder} already holds {' and '.join(there)}.", "Choose another folder.")
    training_text, text = filled_in(template, folder, answers, language)
    write_text(dataset, text)
    write_text(training, training_text)
    return Project(folder, folder, training, dataset)
