"""The config editor over a project as the guide has it: with its mistakes, and with them put right."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtGui import QColor, QImage

from core.paths import AppPaths
from gui.app import Program
from gui.config_editor.field_row import FieldRow
from gui.config_editor.page import ConfigPage
from tests.views.view import View, Wait

_PROJECT = Path("projects") / "my_character"
_TRAINING = """# My character, third try
[model_arguments]
pretrained_model_name_or_path = "{root}/models/sd15.safetensors"
output_dir = "{root}/loras"
output_name = "my_character_v3"
save_model_as = "safetensors"
save_precision = "fp16"
save_every_n_epochs = 3

[training_arguments]
learning_rate = 0.0001
unet_lr = 0.0001
text_encoder_lr = 0.00005
lr_scheduler = "cosine_with_restarts"
lr_scheduler_num_cycles = 3
optimizer_type = "AdamW8bit"   # or "AdamW"
optimizer_args = ["weight_decay=0.01", "betas=(0.9, 0.99)"]
max_train_epochs = "12-15"
mixed_precision = "fp16"
gradient_checkpointing = true
gradient_accumulation_steps = 2
max_token_lenght = 225
cache_latents = "false"

[network_arguments]
network_module = "networks.lora"
network_dim = 64      # LoRA rank
network_alpha = 32    # usually rank/2
network_args = ["conv_dim=8", "conv_alpha=4"]
"""
_DATASET = """[general]
shuffle_caption = true
keep_tokens = 1

[[datasets]]
resolution = 512
batch_size = 4
enable_bucket = true

  [[datasets.subsets]]
  image_dir = "{root}/images/sks_knight"
  class_tokens = "sks knight"
  num_repeats = 4
  caption_extension = ".txt"

  [[datasets.subsets]]
  image_dir = "{root}/images/regularisation"
  is_reg = true
  num_repeats = 1
"""


def fill(paths: AppPaths, folder: Path) -> None:
    """A project in the folder, with images, and as the last one that was open."""
    _fill_images(folder)
    project = folder / _PROJECT
    project.mkdir(parents=True)
    root = folder.as_posix()
    (project / "training_config.toml").write_text(_TRAINING.format(root=root))
    (project / "dataset_config.toml").write_text(_DATASET.format(root=root))
    (folder / "models").mkdir()
    (folder / "models" / "sd15.safetensors").write_bytes(b"")
    _remember(paths, project)


def _remember(paths: AppPaths, project: Path) -> None:
    from core.settings import Settings, write_settings

    paths.settings_file.parent.mkdir(parents=True, exist_ok=True)
    write_settings(paths.settings_file, Settings(recent_projects=(str(project),)))


def _fill_images(folder: Path) -> None:
    for name, count in (("sks_knight", 24), ("regularisation", 10)):
        images = folder / "images" / name
        images.mkdir(parents=True)
        for number in range(count):
            image = QImage(640 if number % 3 else 512, 512 if number % 3 else 768, QImage.Format.Format_RGB32)
            image.fill(QColor.fromHsv((number * 17 + len(name) * 40) % 360, 110, 210))
            image.save(str(images / f"{number:03}.png"))
            if name == "sks_knight" and number != 5:
                (images / f"{number:03}.txt").write_text("1girl, armor, smile, standing")


def page(program: Program) -> ConfigPage:
    found = program.window.page("config")
    assert isinstance(found, ConfigPage)
    return found


def _form(program: Program, wait: Wait, group: str) -> None:
    editor = page(program)
    wait(lambda: editor.session.result is not None)
    editor.session.give_up()
    editor.notices.news.hide()
    editor.search.clear()
    wait(lambda: editor.session.is_checked, settle=100)
    editor.tabs.setCurrentIndex(0)
    editor.form.show_group(group)
    wait(lambda: editor.form.list.is_whole, settle=300)


def model(program: Program, wait: Wait) -> None:
    _form(program, wait, "model")


def learning(program: Program, wait: Wait) -> None:
    _form(program, wait, "learning")


def network(program: Program, wait: Wait) -> None:
    _form(program, wait, "network")


def unknown(program: Program, wait: Wait) -> None:
    _form(program, wait, "unknown")


def dataset(program: Program, wait: Wait) -> None:
    _form(program, wait, "dataset")


def images(program: Program, wait: Wait) -> None:
    _form(program, wait, "images")
    wait(lambda: True, settle=900)


def command(program: Program, wait: Wait) -> None:
    _form(program, wait, "learning")
    page(program).tabs.setCurrentIndex(2)
    wait(lambda: True, settle=900)


def difference(program: Program, wait: Wait) -> None:
    _form(program, wait, "learning")
    row = page(program).form.reveal("network_dim")
    assert isinstance(row, FieldRow)
    row.editor.proposed.emit(128)
    page(program).tabs.setCurrentIndex(3)
    wait(lambda: True, settle=900)


def search(program: Program, wait: Wait) -> None:
    _form(program, wait, "learning")
    page(program).search.setText("學習率" if program.services.preferences.settings.language == "zh_TW" else "rate")
    wait(lambda: True, settle=400)


def text(program: Program, wait: Wait) -> None:
    _form(program, wait, "learning")
    editor = page(program)
    editor.session.reveal(editor.session.training.path, 18)
    wait(lambda: True, settle=300)


def broken(program: Program, wait: Wait) -> None:
    _form(program, wait, "learning")
    editor = page(program)
    source = editor.session.training
    from gui.config_editor.editing_session import Document

    editor.session.set_text(Document.TRAINING, re.sub('"fp16"\n', "fp16\n", source.text, count=1))
    editor.session.reveal(source.path, 7)
    wait(lambda: True, settle=600)


def broken_form(program: Program, wait: Wait) -> None:
    page(program).tabs.setCurrentIndex(0)
    wait(lambda: True, settle=200)


VIEWS = (
    View("config-model", "config", model),
    View("config-learning", "config", learning),
    View("config-network", "config", network),
    View("config-unknown", "config", unknown),
    View("config-dataset", "config", dataset),
    View("config-images", "config", images),
    View("config-command", "config", command),
    View("config-diff", "config", difference),
    View("config-search", "config", search),
    View("config-toml", "config", text),
    View("config-broken", "config", broken),
    View("config-broken-form", "config", broken_form),
    View("config-empty", "config", empty=True),
)
