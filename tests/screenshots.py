"""Pictures of every main view: `python -m tests.screenshots OUT [VIEW …]`.

Light and dark, English and Traditional Chinese, two sizes of window; the data is real (`tests.gui.studio`), in a
folder that is thrown away. For Chinese a CJK font must be installed (Debian, Ubuntu: fonts-noto-cjk).
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QPoint, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from core.paths import AppPaths, app_paths
from core.runs.events import Outcome, RunEnded
from gui.app import Program
from tests.gui.studio import write_studio_run

SIZES = ((1440, 900), (1280, 800))
LANGUAGES = ("en", "zh_TW")
THEMES = ("light", "dark")
VIEWS = ("home", "home-empty", "setup", "config", "dataset", "training", "checkpoints", "checkpoints-empty", "settings")
_PATIENCE_MS = 20_000
_SETTLE_MS = 700
_OUT_OF_MEMORY = RunEnded(
    outcome=Outcome.OUT_OF_MEMORY,
    reason="CUDA out of memory: tried to allocate 512 MB, 310 MB were free.",
    hint="Lower the batch size or the resolution, or turn gradient checkpointing on.",
    exit_code=1,
)


def main() -> None:
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots").absolute()
    wanted = sys.argv[2:] or VIEWS
    out.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    QCursor.setPos(QPoint(-50, -50))
    with tempfile.TemporaryDirectory(prefix="kohya-studio-") as name:
        os.environ["KOHYA_STUDIO_HOME"] = str(Path(name) / "full")
        full = app_paths()
        fill(full, Path(name) / "loras")
        os.environ["KOHYA_STUDIO_HOME"] = str(Path(name) / "empty")
        empty = app_paths()
        take(application, full, [view for view in wanted if not view.endswith("-empty")], out)
        take(application, empty, [view for view in wanted if view.endswith("-empty")], out)


def take(application: QApplication, paths: AppPaths, views: list[str], out: Path) -> None:
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
                    program.window.go(view.removesuffix("-empty"))
                    wait(lambda: True)
                    name = f"{view}-{language}-{theme}-{size[0]}x{size[1]}.png"
                    program.window.grab().save(str(out / name))
                    sys.stdout.write(f"{out / name}\n")
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


def fill(paths: AppPaths, loras: Path) -> None:
    """Some weeks of a person's work."""
    finished, stopped = RunEnded(outcome=Outcome.FINISHED, exit_code=0), RunEnded(outcome=Outcome.STOPPED)
    write_studio_run(
        paths.runs, loras, "20261119-220114-watercolour_style-5f0c", name="watercolour_style", steps=3200,
        total_steps=3200, epochs=8, seed=3, ago=4 * 86400, ending=finished,
    )  # fmt: skip
    write_studio_run(
        paths.runs, loras, "20261121-231502-sks_knight_v1-a91e", name="sks_knight_v1", steps=5000, total_steps=5000,
        epochs=10, seed=1, ago=86400, ending=finished,
    )  # fmt: skip
    write_studio_run(
        paths.runs, loras, "20261122-194410-sks_knight_v2_1024px-77b2", name="sks_knight_v2_1024px", steps=140,
        total_steps=5000, epochs=10, seconds=2.2, seed=2, ago=7 * 3600, ending=_OUT_OF_MEMORY,
        last_lines=("  File \"train_network.py\", line 1190, in train", "torch.OutOfMemoryError: CUDA out of memory."),
    )  # fmt: skip
    write_studio_run(
        paths.runs, loras, "20261122-204410-sks_knight_v2-31d0", name="sks_knight_v2", steps=2750, total_steps=5000,
        epochs=10, seed=5, ago=4 * 3600, ending=stopped,
    )  # fmt: skip
    write_studio_run(
        paths.runs, loras, "20261123-012233-sks_knight_v3-c4aa", name="sks_knight_v3", steps=3120, total_steps=5000,
        epochs=10, seed=0, seconds=0.86, lives=True,
    )  # fmt: skip


if __name__ == "__main__":
    main()
