"""Pictures of every main view: `python -m tests.screenshots OUT [VIEW …]`.

Light and dark, English and Traditional Chinese, two sizes of window; the data is real, in a folder that is thrown
away. Each file in `tests/views` brings views of its own. For Chinese a CJK font must be installed (Debian, Ubuntu:
fonts-noto-cjk).
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QPoint, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

import tests.views
from core.paths import AppPaths, app_paths
from gui.app import Program
from tests.views.view import View

SIZES = ((1440, 900), (1280, 800))
LANGUAGES = ("en", "zh_TW")
THEMES = ("light", "dark")
_PATIENCE_MS = 60_000
_SETTLE_MS = 700


def main() -> None:
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots").absolute()
    views = all_views()
    wanted = sys.argv[2:] or [view.name for view in views]
    out.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    QCursor.setPos(QPoint(-50, -50))
    with tempfile.TemporaryDirectory(prefix="kohya-studio-") as name:
        for home, empty in (("full", False), ("empty", True)):
            os.environ["KOHYA_STUDIO_HOME"] = str(Path(name) / home)
            paths = app_paths()
            if not empty:
                for module in view_modules():
                    module.fill(paths, Path(name))
            take(application, paths, [view for view in views if view.name in wanted and view.empty is empty], out)


def view_modules() -> list[ModuleType]:
    names = sorted(found.name for found in pkgutil.iter_modules(tests.views.__path__) if found.name != "view")
    return [importlib.import_module(f"tests.views.{name}") for name in names]


def all_views() -> list[View]:
    return [view for module in view_modules() for view in module.VIEWS]


def take(application: QApplication, paths: AppPaths, views: list[View], out: Path) -> None:
    program = Program(application, paths)
    for language in LANGUAGES:
        for theme in THEMES:
            program.services.preferences.update(language=language, theme=theme, told_training_goes_on=True)
            program.window.show()
            wait(lambda: True, settle=50)
            for size in SIZES:
                program.window.resize(*size)
                wait(lambda: program.services.runs.known and program.services.machine.machine is not None)
                for view in views:
                    program.window.go(view.page)
                    wait(lambda: True)
                    view.bring(program, wait)
                    name = f"{view.name}-{language}-{theme}-{size[0]}x{size[1]}.png"
                    view.picture(program).save(str(out / name))
                    sys.stdout.write(f"{out / name}\n")
    program.services.preferences.update(language="en")  # the next program begins with no language in its way
    wait(lambda: True, settle=50)
    program.close()
    program.window.deleteLater()
    program.deleteLater()


def wait(condition: Callable[[], object], settle: int = _SETTLE_MS) -> None:
    """Let the window work until `condition` holds and the answers of its workers have been drawn."""
    loop = QEventLoop()
    waited = 0
    while not condition():
        QTimer.singleShot(50, loop.quit)
        loop.exec()
        waited += 50
        if waited > _PATIENCE_MS:
            raise SystemExit("The window was not ready in time")
    QTimer.singleShot(settle, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main()
