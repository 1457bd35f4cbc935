"""Starts the installed program in place of the bootstrap (parses and runs on Python 3.6)."""

import ctypes
import os
import subprocess
import sys
from typing import List

from installer import stamp
from installer.errors import InstallError


def has_display() -> bool:
    """Whether a window can be shown: a Wayland socket, an X server that answers, or a system that always has one."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    wayland = os.environ.get("WAYLAND_DISPLAY", "")
    if wayland and os.path.exists(os.path.join(runtime, wayland)):
        return True
    return bool(os.environ.get("DISPLAY")) and _x_server_answers()


def _x_server_answers() -> bool:
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    answers = bool(xcb.xcb_connection_has_error(connection) == 0)
    xcb.xcb_disconnect(connection)
    return answers


def window(root: str, arguments: List[str]) -> int:
    """Open the program's window.

    Raises:
        InstallError: there is no display to open it on.
    """
    if not has_display():
        raise InstallError(
            "There is no display here, so the window cannot open.",
            "Train the demo without one:  python3 installer/bootstrap.py demo\n"
            "Everything the window does is also a command:  {}  --help".format(_script(root, "kohya-studio")),
        )
    return _become(root, "kohya-studio-gui", arguments)


def demo(root: str, arguments: List[str], *, window_possible: bool = True) -> int:
    """Run the demo: with its window where there is a display, else as a plain job in the terminal."""
    displayed = has_display()
    if "--headless" not in arguments and not (displayed and window_possible):
        if not displayed:
            print("There is no display here: the demo runs without its window.", flush=True)
        arguments = arguments + ["--headless"]
    return _become(root, "kohya-studio", ["demo"] + arguments)


def _script(root: str, name: str) -> str:
    return os.path.join(stamp.scripts_folder(root), name + (".exe" if os.name == "nt" else ""))


def _become(root: str, name: str, arguments: List[str]) -> int:
    script = _script(root, name)
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONHOME", "PYTHONPATH")}
    environment.update(PYTHONUTF8="1", PYTHONNOUSERSITE="1")
    sys.stdout.flush()
    if os.name != "nt":
        os.execve(script, [script] + arguments, environment)
    return subprocess.call([script] + arguments, env=environment)
