"""The system libraries that Qt's window needs on Linux, and the packages they come in."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

# library: package of Debian/Ubuntu, Fedora, Arch. Read from the NEEDED entries of PySide6-Essentials 6.11's QtCore,
# QtGui, QtDBus and its xcb platform plug-in.
LIBRARIES: dict[str, tuple[str, str, str]] = {
    "libEGL.so.1": ("libegl1", "libglvnd-egl", "libglvnd"),
    "libGL.so.1": ("libgl1", "libglvnd-glx", "libglvnd"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs", "dbus"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig", "fontconfig"),
    "libfreetype.so.6": ("libfreetype6", "freetype", "freetype2"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2", "glib2"),
    "libgthread-2.0.so.0": ("libglib2.0-0", "glib2", "glib2"),
    "libzstd.so.1": ("libzstd1", "libzstd", "zstd"),
    "libX11.so.6": ("libx11-6", "libX11", "libx11"),
    "libX11-xcb.so.1": ("libx11-xcb1", "libX11-xcb", "libx11"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb", "libxcb"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil", "xcb-util-renderutil"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb", "libxcb"),
    "libxcb-shm.so.0": ("libxcb-shm0", "libxcb", "libxcb"),
    "libxcb-sync.so.1": ("libxcb-sync1", "libxcb", "libxcb"),
    "libxcb-util.so.1": ("libxcb-util1", "xcb-util", "xcb-util"),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb", "libxcb"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon", "libxkbcommon"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
}
INSTALLERS = (("apt-get", "sudo apt install"), ("dnf", "sudo dnf install"), ("pacman", "sudo pacman -S"))
CJK_FONT_PACKAGE = "fonts-noto-cjk"
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts")
SECONDS_FOR_APT = 900


def missing(libraries: Iterable[str] = LIBRARIES) -> list[str]:
    """Those of Qt's libraries that the system's loader does not find; always empty outside Linux."""
    return [library for library in libraries if not _loads(library)] if sys.platform == "linux" else []


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def advice(libraries: Sequence[str]) -> str:
    """The command that installs what is missing, for the package manager of this machine."""
    for index, (program, command) in enumerate(INSTALLERS):
        if shutil.which(program):
            return f"{command} {' '.join(packages(libraries, index))}"
    return "install the packages of your system that hold: " + ", ".join(libraries)


def packages(libraries: Sequence[str], installer: int = 0) -> list[str]:
    """The packages that hold these libraries; `installer` is an index into INSTALLERS."""
    return sorted({LIBRARIES[library][installer] for library in libraries})


def has_cjk_font() -> bool:
    """Whether a font for Chinese and Japanese is installed, as the screenshots of the translated window need."""
    found = (path for folder in FONT_FOLDERS for path in Path(folder).rglob("*CJK*"))
    return sys.platform != "linux" or next(found, None) is not None


def install_for_tests() -> list[str]:
    """Install Qt's libraries and a CJK font through apt where that is possible; returns what is still missing.

    Possible means: as root, on a system with apt-get. Everywhere else nothing is touched.
    """
    wanted = packages(missing()) + ([] if has_cjk_font() else [CJK_FONT_PACKAGE])
    apt = shutil.which("apt-get")
    if wanted and apt and os.geteuid() == 0:
        print(f"Installing system packages: {' '.join(wanted)}", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for arguments in (["update"], ["install", "-y", "--no-install-recommends", *wanted]):
            done = subprocess.run(
                [apt, "-q", *arguments],
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=SECONDS_FOR_APT,
                check=False,
            )
            if done.returncode:
                print(done.stderr.strip()[-2000:], file=sys.stderr)
    return missing()
