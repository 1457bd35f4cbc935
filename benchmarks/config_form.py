"""The config editor's form: `python -m benchmarks.config_form`.

Opening a project whose page is there already, a key typed in the form and in the text, a change of group, a search:
the time that the window's thread computes, painting included, which a busy machine changes little; for opening also the
time that passes. The load of the machine is printed with the figures.
"""

from __future__ import annotations

import functools
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from gui.config_editor.editing_session import EditingSession

_LINES = 40
_ROUNDS = 15
_TRAINING = """[model_arguments]
pretrained_model_name_or_path = "{folder}/sd15.safetensors"
output_dir = "{folder}/out"
output_name = "lora"
[training_arguments]
learning_rate = 1e-4
unet_lr = 1e-4
lr_scheduler = "cosine"
max_train_epochs = 10
sdpa = true
[network_arguments]
network_module = "networks.lora"
network_dim = 32
network_alpha = 16
"""
_DATASET = """[[datasets]]
resolution = 512
[[datasets.subsets]]
image_dir = "{folder}/images"
caption_extension = ".txt"
"""


def write_project(folder: Path) -> Path:
    """A project with as many written settings as people have, and a few images."""
    from PySide6.QtGui import QImage

    images = folder / "images"
    images.mkdir(parents=True)
    for number in range(20):
        image = QImage(512, 512, QImage.Format.Format_RGB32)
        image.fill(number * 4000)
        image.save(str(images / f"{number}.png"))
        (images / f"{number}.txt").write_text("1girl")
    more = "".join(f'metadata_{name} = "{name}"\n' for name in ("title", "author", "license", "tags", "description"))
    text = _TRAINING.format(folder=folder.as_posix()) + more + "# a comment\n" * _LINES
    (folder / "training_config.toml").write_text(text)
    (folder / "dataset_config.toml").write_text(_DATASET.format(folder=folder.as_posix()))
    return folder


def wait(condition: Callable[[], object]) -> None:
    loop = QEventLoop()
    while not condition():
        QTimer.singleShot(1, loop.quit)
        loop.exec()


def busy(act: Callable[[], object]) -> float:
    """Milliseconds of this thread until what `act` causes at once is done and painted."""
    start = time.thread_time()
    act()
    QApplication.processEvents()
    return (time.thread_time() - start) * 1000


def say(name: str, times: list[float], limit: str) -> None:
    row = f"{name:<44} {min(times):8.1f} {statistics.median(times):8.1f} {max(times):8.1f}   {limit}"
    sys.stdout.write(f"{row}\n")


def main() -> None:
    application = QApplication([])
    with tempfile.TemporaryDirectory() as name:
        os.environ["KOHYA_STUDIO_HOME"] = str(Path(name) / "home")
        from core.paths import app_paths
        from gui.app import Program
        from gui.config_editor.page import ConfigPage

        folders = [write_project(Path(name) / f"project{number}") for number in range(6)]
        program = Program(application, app_paths())
        program.window.resize(1280, 800)
        program.window.show()
        program.window.activateWindow()
        first = busy(lambda: program.window.go("config"))
        page = program.window.page("config")
        assert isinstance(page, ConfigPage)
        sys.stdout.write(f"load {os.getloadavg()[0]:.1f}; milliseconds: best, median, worst\n")
        say("the page, made for the first time", [first], "")
        measure_opening(page, folders)
        measure_keys(page)
        measure_groups(page)
        program.close()


def is_open(session: EditingSession, folder: Path) -> bool:
    return session.folder == folder


def measure_opening(page: object, folders: list[Path]) -> None:
    from gui.config_editor.page import ConfigPage

    assert isinstance(page, ConfigPage)
    computed, shown, checked = [], [], []
    for folder in folders:
        start, own = time.perf_counter(), time.thread_time()
        page.session.open(folder)
        wait(functools.partial(is_open, page.session, folder))
        QApplication.processEvents()
        computed.append((time.thread_time() - own) * 1000)
        shown.append((time.perf_counter() - start) * 1000)
        wait(lambda: page.session.is_checked)
        checked.append((time.perf_counter() - start) * 1000)
    say("opening a project: computing", computed, "< 300")
    say("opening a project, until its form is seen", shown, "< 300 on an idle machine")
    say("opening a project, until it is checked too", checked, "")


def measure_keys(page: object) -> None:
    from gui.config_editor.field_row import FieldRow
    from gui.config_editor.page import ConfigPage
    from gui.config_editor.value_editors import LineEditor

    assert isinstance(page, ConfigPage)
    for dest, keys in (("network_dim", "64"), ("output_name", "my_character"), ("learning_rate", "2e-4")):
        row = page.form.reveal(dest)
        assert isinstance(row, FieldRow)
        assert isinstance(row.editor, LineEditor)
        line = row.editor.line
        line.setFocus()
        settle(page)
        times, pauses = [], []
        for _ in range(_ROUNDS):
            line.selectAll()
            times += [busy(functools.partial(QTest.keyClicks, line, key)) for key in keys]
            pauses.append(busy(page.session.flush))
        say(f"a key in the form: {dest}", times, "< 16")
        say(f"the pause after it: {dest}", pauses, "< 16")
    page.tabs.setCurrentIndex(1)
    wait(page.toml.isVisible)
    page.toml.editor.setFocus()
    page.toml.editor.go_to(22)
    settle(page)
    times, pauses = [], []
    for _ in range(_ROUNDS):
        times += [busy(functools.partial(QTest.keyClicks, page.toml.editor, key)) for key in "# word "]
        QTest.keyClick(page.toml.editor, Qt.Key.Key_Escape)
        pauses.append(busy(page.session.flush))
    say("a key in the text", times, "< 16")
    say("the pause after it, in the text", pauses, "")
    page.tabs.setCurrentIndex(0)
    wait(lambda: page.session.is_checked)


def settle(page: object) -> None:
    """Until nothing is left to do of what went before."""
    from gui.config_editor.page import ConfigPage

    assert isinstance(page, ConfigPage)
    wait(lambda: page.form.list.is_whole and page.session.is_checked)
    end = time.perf_counter() + 0.3
    wait(lambda: time.perf_counter() > end)


def measure_groups(page: object) -> None:
    from gui.config_editor.page import ConfigPage

    assert isinstance(page, ConfigPage)
    keys = [entry.key for entry in page.groups.entries.entries]
    first: list[float] = []
    again: list[float] = []
    for times in (first, again):
        for key in keys:
            times.append(busy(functools.partial(page.form.show_group, key)))
            wait(lambda: page.form.list.is_whole)
    say("a group seen for the first time", first, "")
    say("a group seen again", again, "< 16")
    times = []
    for text in ("r", "ra", "rat", "rate", "learning", "cache", "lr", "a"):
        page.search.setText(text)
        times.append(busy(page.form._show_hits))  # noqa: SLF001 - without the pause before it
        wait(lambda: page.form.list.is_whole)
    say("a search, until its first hits are seen", times, "")


if __name__ == "__main__":
    main()
