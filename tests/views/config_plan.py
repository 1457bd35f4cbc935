"""What stands beside the form: the plan, problems, launch, differences, presets, data set, and the choosers."""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QWidget

from core.config.edits import RemoveKey, SetValue
from core.paths import AppPaths
from gui.app import Program
from gui.config_editor.dataset_pane import DatasetPane
from gui.config_editor.diff_tab import DiffTab
from gui.config_editor.editing_session import EditingSession
from gui.config_editor.find_dialog import FindDialog
from gui.config_editor.launch_tab import LaunchTab
from gui.config_editor.new_project_dialog import NewProjectDialog
from gui.config_editor.outlook_pane import OutlookPane
from gui.config_editor.page import ConfigPage
from gui.config_editor.presets_dialog import PresetsDialog
from gui.config_editor.problems_pane import ProblemsPane
from gui.config_editor.project_chooser import ProjectChooser
from tests.gui.config_plan.projects import TRAINING, write_images, write_project
from tests.gui.studio import paint_sample
from tests.views.view import View, Wait

_GIB = 1 << 30
_FAULTY = (
    ("learning_rate = 1e-4", "learnig_rate = 1e-4"),
    ("sdpa = true\n", ""),
    ("seed = 42", 'seed = "42"\nshuffle_tags = true'),
    ("lr_scheduler_num_cycles = 3", "lr_scheduler_num_cycles = 3\nflip_aug = true"),
)
_shown: dict[str, QWidget] = {}


def _root(paths: AppPaths) -> Path:
    return paths.data / "pictures" / "projects"


def fill(paths: AppPaths, folder: Path) -> None:
    """Three projects: a good one, one with mistakes, and another program's settings."""
    root = _root(paths)
    good = write_project(root / "night_knight", images=0)
    for number in range(16):
        paint_sample(good / "images" / "knight" / f"{number:03}.png", number / 16, number % 3, number)
        (good / "images" / "knight" / f"{number:03}.txt").write_text("1girl, armor")
    write_images(root / "10_old forest", 9, captions=False)
    text = TRAINING
    for old, new in _FAULTY:
        text = text.replace(old, new)
    faulty = write_project(root / "first_try", training=text)
    (faulty / "kohya_studio.toml").write_text('[engine]\nname = "kohya"\n')
    (root / "dragon.json").write_text(json.dumps(_KOHYA_SS), encoding="utf-8")
    sd_scripts = root / "sd-scripts"
    sd_scripts.mkdir()
    (sd_scripts / "train_network.py").write_text("")


def _opened(program: Program, wait: Wait, name: str) -> EditingSession:
    """The page's own session, with that project in it as it was saved."""
    program.window.go("config")
    page = program.window.page("config")
    assert isinstance(page, ConfigPage)
    session = page.session
    folder = _root(program.services.paths) / name
    there: list[bool] = []
    connection = session.opened.connect(functools.partial(there.append, True))
    session.open(folder)
    wait(lambda: there and session.is_checked)
    session.opened.disconnect(connection)
    session.undo_stack.setIndex(0)  # what was not saved for an earlier picture comes back as a step
    wait(lambda: session.is_checked, settle=50)
    return session


def _alone(make: Callable[[Program, EditingSession], QWidget], name: str, size: tuple[int, int]) -> Bring:
    """A widget of the editor by itself, as large as the page gives it."""

    def bring(program: Program, wait: Wait) -> None:
        widget = make(program, _opened(program, wait, name))
        widget.setWindowTitle(name)
        widget.resize(*size)
        widget.setAutoFillBackground(True)
        widget.show()
        wait(lambda: _is_ready(widget))
        _shown["widget"] = widget

    return bring


Bring = Callable[[Program, Wait], None]


def _is_ready(widget: QWidget) -> bool:
    """Whether what is worked out in the background is there."""
    if isinstance(widget, LaunchTab):
        return bool(widget.command.text or widget.command.notice.text)
    if isinstance(widget, OutlookPane):
        return bool(widget.panel.text("steps"))
    return True


def picture(_: Program) -> QPixmap:
    """Of the widget that was brought; it is gone afterwards."""
    widget = _shown.pop("widget")
    taken = widget.grab()
    widget.close()
    _shown.pop("owner", widget).deleteLater()
    return taken


def _outlook(program: Program, session: EditingSession) -> QWidget:
    pane = OutlookPane(session, program.services)
    pane.panel.show_card(16 * _GIB, 11 * _GIB)
    return pane


def _launch(program: Program, session: EditingSession) -> QWidget:
    tab = LaunchTab(session, program.services)
    tab.form.engine.buttons["kohya"].click()
    tab.form.sd_scripts.edit.setText(str(_root(program.services.paths) / "sd-scripts"))
    tab.form.sd_scripts.edit.editingFinished.emit()
    tab.form.python.edit.setText(sys.executable)
    tab.form.python.edit.editingFinished.emit()
    tab.form.launcher.buttons["accelerate"].click()
    return tab


def _launch_error(program: Program, session: EditingSession) -> QWidget:
    tab = LaunchTab(session, program.services)
    tab.form.engine.buttons["kohya"].click()
    return tab


def _changed(session: EditingSession) -> None:
    session.apply(
        [
            SetValue(("network_arguments", "network_dim"), 64),
            SetValue(("training_arguments", "min_snr_gamma"), 5),
            RemoveKey(("training_arguments", "seed")),
        ],
        "changes",
    )


def _diff(program: Program, session: EditingSession) -> QWidget:
    _changed(session)
    return DiffTab(session, program.services)


def _diff_text(program: Program, session: EditingSession) -> QWidget:
    _changed(session)
    tab = DiffTab(session, program.services)
    tab.views.setCurrentIndex(1)
    return tab


def _dataset(program: Program, session: EditingSession) -> QWidget:
    pane = DatasetPane(session, program.services)
    pane.add_folders([_root(program.services.paths) / "10_old forest"])
    return pane


def _fix_all(program: Program, session: EditingSession) -> QWidget:
    pane = ProblemsPane(session, program.services)
    pane.fix_all.click()
    assert pane.dialog is not None
    _shown["owner"] = pane
    return pane.dialog


def _import(program: Program, session: EditingSession) -> QWidget:
    from core.config.imported import import_config
    from gui.config_editor.import_dialog import ImportDialog

    return ImportDialog(import_config(_root(program.services.paths) / "dragon.json"), program.services)


def _new(program: Program, session: EditingSession) -> QWidget:
    dialog = NewProjectDialog(program.services, _root(program.services.paths))
    dialog.name.setText("dragon")
    dialog.images.edit.setText(str(_root(program.services.paths) / "10_old forest"))
    dialog.images.edit.editingFinished.emit()
    return dialog


def _find(program: Program, session: EditingSession) -> QDialog:
    return FindDialog(_root(program.services.paths), program.services)


def _chooser(program: Program, session: EditingSession) -> QWidget:
    return ProjectChooser(program.services)


_KOHYA_SS = {
    "LoRA_type": "Standard",
    "pretrained_model_name_or_path": "/models/sd15.safetensors",
    "train_data_dir": "/images/dragon",
    "output_dir": "/loras",
    "output_name": "dragon",
    "network_dim": 16,
    "network_alpha": 8,
    "learning_rate": 0.0001,
    "epoch": 5,
    "train_batch_size": 2,
    "max_resolution": "512,512",
    "caption_extension": ".txt",
    "mixed_precision": "bf16",
    "additional_parameters": "--my_own_switch",
}

_SIDE, _MIDDLE, _DIALOG = (340, 760), (760, 860), (900, 600)
VIEWS = tuple(
    View(name, "config", _alone(make, project, size), picture)
    for name, make, project, size in (
        ("plan-outlook", _outlook, "night_knight", _SIDE),
        ("plan-problems", lambda p, s: ProblemsPane(s, p.services), "first_try", _SIDE),
        ("plan-no-problems", lambda p, s: ProblemsPane(s, p.services), "night_knight", _SIDE),
        ("plan-fix-all", _fix_all, "first_try", _DIALOG),
        ("plan-launch", _launch, "night_knight", _MIDDLE),
        ("plan-launch-error", _launch_error, "night_knight", _MIDDLE),
        ("plan-diff", _diff, "night_knight", _MIDDLE),
        ("plan-diff-text", _diff_text, "night_knight", _MIDDLE),
        ("plan-dataset", _dataset, "night_knight", _MIDDLE),
        ("plan-presets", lambda p, s: PresetsDialog(s, p.services), "night_knight", (980, 620)),
        ("plan-import", _import, "night_knight", _DIALOG),
        ("plan-new", _new, "night_knight", _DIALOG),
        ("plan-find", _find, "night_knight", _DIALOG),
        ("plan-chooser", _chooser, "night_knight", (900, 700)),
    )
)
