"""Makes the environment whole: from nothing, after an interruption, or after the pins have changed."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from installer import interpreters, pins, stamp, system_libraries, torch_build, virtual_environment
from installer.disk import folder_for_downloads, readable, require_space
from installer.errors import InstallError
from installer.nvidia import Driver, find_driver
from installer.pip_runs import RAW_PROGRESS_SINCE, Pip, pinned, site_packages
from installer.progress import readable_time
from installer.torch_build import Build, Wish


@dataclass(frozen=True, slots=True)
class Order:
    """What to install: `dev` adds what the checks need, `afresh` throws the environment away first."""

    torch: Wish
    dev: bool = False
    afresh: bool = False

    @property
    def asks_for_change(self) -> bool:
        return self.afresh or self.torch.insists


def ensure(root: Path, order: Order) -> None:
    """Return once the environment is whole; at once if it already is.

    Raises:
        InstallError: it cannot be made whole; what is there stays and the next call goes on from it.
    """
    if stamp.is_current(str(root), dev=order.dev) and not order.asks_for_change:
        return
    started = time.monotonic()
    with only_one(root) as lock:
        if stamp.is_current(str(root), dev=order.dev) and not order.asks_for_change:
            return
        last = stamp.read(str(root))
        has_moved = bool(last) and last.get("root") != os.path.realpath(root)
        stamp.remove(str(root))
        afresh = order.afresh or has_moved
        _install(root, replace(order, afresh=afresh, dev=order.dev or bool(last.get("dev"))), lock)
    print(f"Everything is installed ({readable_time(time.monotonic() - started)}).", flush=True)


def _install(root: Path, order: Order, lock: int) -> None:
    virtual_environment.prepare(root, interpreters.find(str(root)), afresh=order.afresh)
    pip = Pip(root, lock)
    _newer_pip(root, pip)
    driver = find_driver()
    build = torch_build.choose(root, pip, driver, order.torch, _confirm)
    print(f"torch {build.name}: {build.reason}.", flush=True)
    groups = [("the program's packages", *pinned(root, pins.RUNTIME))]
    if order.dev:
        groups.append(("the tools for checks and tests", *pinned(root, pins.DEV)))
    _state_size(root, pip, build, [pin for _, _, expected in groups for pin in expected])
    if build.arguments:
        pip.install(f"torch {build.name}", build.arguments, build.expected)
    for what, arguments, expected in groups:
        pip.install(what, arguments, expected)
    pip.install("Kohya Studio's commands", _project_arguments(root))
    shutil.rmtree(root / ".cache" / "downloads", ignore_errors=True)
    conflicts = pip.check()
    if conflicts:
        print(f"Packages that do not agree:\n{conflicts}", file=sys.stderr)
    _look_at_cuda(root, build, driver)
    dev_print = stamp.fingerprint(str(root), stamp.DEV_FILES) if order.dev else ""
    stamp.write(
        str(root),
        dev=dev_print,
        torch=torch_build.installed_version(site_packages(root)),
        missing_libraries=system_libraries.missing(),
    )


def _newer_pip(root: Path, pip: Pip) -> None:
    arguments, tools = pinned(root, pins.TOOLS)
    wanted = next(pin for pin in tools if pin.name == "pip")
    if interpreters.dotted(pip.version()) != wanted.version:
        hashes = [pin for pin in tools if pin.name == "pip"]
        only_pip = root / ".venv" / "pip-pin.txt"
        only_pip.write_text(pins.render_pins("", hashes), encoding="utf-8")
        pip.install(f"pip {wanted.version}", [*arguments[:-1], str(only_pip)], hashes)
    pip.raw_progress = pip.version() >= RAW_PROGRESS_SINCE


def _project_arguments(root: Path) -> list[str]:
    """An editable install by a plain path file: no import hook, no index, no second environment for building."""
    mode = ["--config-settings", "editable_mode=compat"]
    return ["--no-deps", "--no-build-isolation", "--no-index", *mode, "--editable", str(root)]


def _state_size(root: Path, pip: Pip, build: Build, others: list[pins.Pin]) -> None:
    present = {
        folder.name.split("-")[0].lower().replace("_", "-") for folder in site_packages(root).glob("*.dist-info")
    }
    missing = [pin for pin in [*build.expected, *others] if pin.name not in present]
    if not missing:
        return
    size = pins.total_bytes(missing)
    print(f"{len(missing)} packages are to be installed, at most {readable(size)} to download.", flush=True)
    require_space(root, size)
    downloads = folder_for_downloads(root, size)
    if downloads:
        print("The folder for temporary files is too small: downloads go to .cache in the checkout.", flush=True)
        pip.environment.update(TMPDIR=str(downloads), TEMP=str(downloads), TMP=str(downloads))


def _look_at_cuda(root: Path, build: Build, driver: Driver | None) -> None:
    if driver and "+cpu" not in torch_build.installed_version(site_packages(root)) and build.arguments:
        complaint = torch_build.complaint(root, driver)
        if complaint:
            print(f"{complaint} Training will run on the CPU until that is put right.", file=sys.stderr)


def _confirm(explanation: str) -> bool:
    """Ask a person; where nobody can answer, say what happens and go on."""
    print(explanation, flush=True)
    if not sys.stdin.isatty():
        print("Nobody is here to be asked: going on with the ordinary build.", flush=True)
        return True
    return input("Go on with the ordinary build? [y/N] ").strip().lower() in ("y", "yes")


@contextlib.contextmanager
def only_one(root: Path) -> Iterator[int]:
    """Hold the checkout's installation lock, waiting for whoever has it; yields the descriptor that holds it.

    The system frees it when the last process that inherited it ends, however that ends. Windows' lock (untested) is
    not inherited by pip.
    """
    path = root / ".cache" / "bootstrap.lock"
    try:
        path.parent.mkdir(exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise InstallError(f"The checkout cannot be written: {error}.", "Clone it to a folder of your own.") from error
    try:
        told = False
        while not _lock(descriptor):
            if not told:
                print("Another installation is at work in this checkout: waiting for it.", flush=True)
                told = True
            time.sleep(0.2)
        yield descriptor
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
