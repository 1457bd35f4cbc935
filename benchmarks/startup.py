"""Time and memory to the window's first picture: `python -m benchmarks.startup [RUNS]`.

Each run is a fresh process, offscreen, with a home folder of its own; the clock starts before the process does. The
child makes the program exactly as `gui.app.main` does and reports when the whole window has been painted once. An
empty Qt window is measured the same way, as the floor.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LIMIT_SECONDS = 0.6
LIMIT_BYTES = 120e6
_REPORT = """
import json, os, sys, time
def report():
    seconds = time.time() - float(os.environ["STARTED_AT"])
    with open("/proc/self/statm") as file:
        resident = int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    heavy = [name for name in ("torch", "numpy", "pyqtgraph", "PIL", "tensorboard", "rich") if name in sys.modules]
    print(json.dumps({"seconds": seconds, "resident": resident, "heavy": heavy}), flush=True)
    application.quit()
"""
_PROGRAM = f"""{_REPORT}
from PySide6.QtWidgets import QApplication
import gui.app
application = QApplication([])
program = gui.app.Program(application, gui.app.app_paths())
program.window.first_painted.connect(report)
program.window.show()
application.exec()
"""
_EMPTY = f"""{_REPORT}
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
class Window(QMainWindow):
    def paintEvent(self, event):
        QTimer.singleShot(0, report)
window = Window()
window.resize(1280, 800)
window.show()
application.exec()
"""


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    print(f"{'':14}{'median':>10}{'fastest':>10}{'slowest':>10}{'resident':>12}")
    for name, code in (("empty window", _EMPTY), ("Kohya Studio", _PROGRAM)):
        measured = [_measured(code) for _ in range(runs)]
        seconds = [values["seconds"] for values in measured]
        resident = statistics.median(values["resident"] for values in measured)
        print(
            f"{name:14}{statistics.median(seconds):8.2f} s{min(seconds):8.2f} s{max(seconds):8.2f} s"
            f"{resident / 1e6:9.0f} MB"
        )
        heavy = sorted({module for values in measured for module in values["heavy"]})
        if heavy:
            print(f"  loaded before the first picture: {', '.join(heavy)}")
    print(f"{'limit':14}{LIMIT_SECONDS:8.2f} s{'':20}{LIMIT_BYTES / 1e6:9.0f} MB")


def _measured(code: str) -> dict[str, float | list[str]]:
    with tempfile.TemporaryDirectory() as home:
        env = {**os.environ, "KOHYA_STUDIO_HOME": home, "QT_QPA_PLATFORM": "offscreen", "STARTED_AT": str(time.time())}
        root = Path(__file__).resolve().parent.parent
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=root, env=env, capture_output=True, text=True, check=False
        )
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout)


if __name__ == "__main__":
    main()
