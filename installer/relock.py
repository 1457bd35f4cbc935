"""`bootstrap.py lock`: works the pins out anew from `pyproject.toml`, for every supported system and Python at once."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from installer import pins, stamp
from installer.errors import InstallError
from installer.pins import Pin

TORCH_REQUIREMENT = "torch==2.13.0"
TOOL_REQUIREMENTS = ("pip", "uv")
PYTHONS = ("3.11", "3.12", "3.13")
# sys_platform, platform_machine, platform_system, os_name, end of a wheel's platform tag
SYSTEMS = (
    ("linux", "x86_64", "Linux", "posix", r"manylinux\w*_x86_64|linux_x86_64"),
    ("linux", "aarch64", "Linux", "posix", r"manylinux\w*_aarch64|linux_aarch64"),
    ("win32", "AMD64", "Windows", "nt", r"win_amd64"),
    ("darwin", "arm64", "Darwin", "posix", r"macosx\w*_(arm64|universal2)"),
)
HEADINGS = {
    pins.TOOLS: "The installer's own tools.",
    pins.TORCH: "torch, and what its CUDA build brings on Linux.",
    pins.RUNTIME: "What the program runs with, apart from torch.",
    pins.DEV: "What the checks and tests need besides.",
}
REFRESH = "Written by `python3 installer/bootstrap.py lock`; change pyproject.toml and run that."


@dataclass(frozen=True, slots=True)
class Target:
    """One system with one version of Python."""

    python: str
    sys_platform: str
    machine: str
    system: str
    os_name: str
    wheel_platform: str

    def environment(self) -> dict[str, str]:
        """The values that environment markers ask for (PEP 508)."""
        return {
            "python_version": self.python,
            "python_full_version": f"{self.python}.0",
            "sys_platform": self.sys_platform,
            "platform_machine": self.machine,
            "platform_system": self.system,
            "os_name": self.os_name,
            "platform_python_implementation": "CPython",
            "implementation_name": "cpython",
        }

    def takes(self, wheel: str) -> bool:
        """Whether pip would install a wheel of this file name here; tags as in PEP 425, CPython with the GIL only."""
        python, abi, platform = wheel.removesuffix(".whl").split("-")[-3:]
        minor = int(self.python.split(".")[1])
        pythons = python.split(".")
        if "abi3" in abi.split("."):
            fits = any(re.fullmatch(r"cp3\d+", tag) and int(tag[3:]) <= minor for tag in pythons)
        else:
            fits = f"cp3{minor}" in pythons and f"cp3{minor}" in abi.split(".")
            fits = fits or ("none" in abi.split(".") and bool({"py3", f"py3{minor}", f"cp3{minor}"} & set(pythons)))
        return fits and (
            platform == "any" or any(re.fullmatch(self.wheel_platform, tag) for tag in platform.split("."))
        )


TARGETS = tuple(Target(python, *system) for python in PYTHONS for system in SYSTEMS)


def refresh(root: Path, *, upgrade: bool) -> list[str]:
    """Rewrite the lock files; today's versions stay where they still satisfy `pyproject.toml`, unless `upgrade`.

    Returns the changes, one line each.

    Raises:
        InstallError: no set of versions satisfies everything, or a system would have no wheel of a package.
    """
    before = {name: _read_all(root, name) for name in HEADINGS}
    keep = [] if upgrade else [f"{pin.name}=={pin.version}" for found in before.values() for pin in found]
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    runtime = list(project["project"]["dependencies"])
    dev = list(project["dependency-groups"]["dev"])
    resolver = _Resolver(root, keep)
    everything = resolver.resolve([TORCH_REQUIREMENT, *runtime, *dev])
    fixed = [f"{pin.name}=={pin.version}" for pin in everything]
    with_torch = _names(resolver.resolve([TORCH_REQUIREMENT, *runtime], fixed))
    without_torch = _names(resolver.resolve(runtime, fixed, override=f"{TORCH_REQUIREMENT} ; sys_platform == 'none'"))
    of_cuda = {pin.name for pin in everything if pin.name in with_torch - without_torch and pin.system_test}
    torch_set = of_cuda | {pins.TORCH_PACKAGE}
    after = {
        pins.TOOLS: resolver.resolve(list(TOOL_REQUIREMENTS)),
        pins.TORCH: [pin for pin in everything if pin.name in torch_set],
        pins.RUNTIME: [pin for pin in everything if pin.name in with_torch - torch_set],
        pins.DEV: [pin for pin in everything if pin.name not in with_torch],
    }
    for name, found in after.items():
        path = pins.lock_file(root, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(pins.render_pins(f"{HEADINGS[name]}\n{REFRESH}", found), encoding="utf-8", newline="\n")
    return _changes(_flat(before.values()), _flat(after.values()))


class _Resolver:
    """uv, asked for the whole universe of systems; it reads the index that pip is configured with."""

    def __init__(self, root: Path, keep: list[str]) -> None:
        self._program = Path(stamp.scripts_folder(str(root))) / ("uv.exe" if os.name == "nt" else "uv")
        self._python = stamp.environment_python(str(root))
        self._keep = keep

    def resolve(self, requirements: list[str], fixed: Iterable[str] = (), override: str = "") -> list[Pin]:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            preferred = folder / "preferred.txt"
            preferred.write_text("\n".join(self._keep) + "\n", encoding="utf-8")
            arguments = [_write(folder / "requirements.in", requirements), "-c", _write(folder / "fixed.txt", fixed)]
            if override:
                arguments += ["--override", _write(folder / "override.txt", [override])]
            self._compile([*arguments, "-o", str(preferred)])
            locked = folder / "pylock.toml"
            exact = [*arguments, "-c", str(preferred), "--format", "pylock.toml", "-o", str(locked)]
            self._compile(exact)
            document = tomllib.loads(locked.read_text(encoding="utf-8"))
        return [pin for package in document["packages"] if (pin := _pin_of(package))]

    def _compile(self, arguments: list[str]) -> None:
        command = [str(self._program), "pip", "compile", "--quiet", "--universal", "--no-build", "--no-config"]
        command += ["--python-version", PYTHONS[0], "--no-header", "--no-annotate", *arguments]
        environment = dict(os.environ)
        for option, variable in (("index-url", "UV_DEFAULT_INDEX"), ("cert", "SSL_CERT_FILE")):
            value = self._pip_setting(option)
            if value:
                environment.setdefault(variable, value)
        done = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
        if done.returncode:
            raise InstallError("No set of versions was found.", done.stderr.strip())

    def _pip_setting(self, option: str) -> str:
        question = [self._python, "-m", "pip", "config", "get", f"global.{option}"]
        answer = subprocess.run(question, capture_output=True, text=True, encoding="utf-8", check=False)
        return answer.stdout.strip() or os.environ.get(f"PIP_{option.upper().replace('-', '_')}", "")


def _pin_of(package: dict[str, Any]) -> Pin | None:
    """A pin that covers every target; None for a package that no target needs."""
    from packaging.markers import Marker

    marker = Marker(package["marker"]) if "marker" in package else None
    needing = [target for target in TARGETS if marker is None or marker.evaluate(dict(target.environment()))]
    if not needing:
        return None
    label = f"{package['name']}=={package['version']}"
    wheels = {wheel["url"].rsplit("/", 1)[-1].replace("%2B", "+"): wheel for wheel in package.get("wheels", [])}
    used = {}
    for target in needing:
        fitting = {file: wheel for file, wheel in wheels.items() if target.takes(file)}
        if not fitting:
            where = f"{target.sys_platform} {target.machine} with Python {target.python}"
            raise InstallError(f"{label} has no wheel for {where}.", "Choose another version in pyproject.toml.")
        used.update(fitting)
    test, system = _system_marker(label, needing)
    hashes = tuple(sorted(f"sha256:{wheel['hashes']['sha256']}" for wheel in used.values()))
    size = max(wheel.get("size", 0) for wheel in used.values())
    return Pin(package["name"], package["version"], test, system, hashes, size)


def _system_marker(label: str, needing: list[Target]) -> tuple[str, str]:
    """The simplest marker that is true for these targets alone: none, or one test of `sys_platform`."""
    if len(needing) == len(TARGETS):
        return "", ""
    for test in ("==", "!="):
        for system in sorted({target.sys_platform for target in TARGETS}):
            chosen = [target for target in TARGETS if (target.sys_platform == system) == (test == "==")]
            if chosen == needing:
                return test, system
    where = ", ".join(f"{target.sys_platform} {target.machine} {target.python}" for target in needing)
    raise InstallError(f"{label} is needed only by {where}.", "Teach installer/pins.py to write such a marker.")


def _read_all(root: Path, name: str) -> list[Pin]:
    path = pins.lock_file(root, name)
    return pins.parse_pins(path.read_text(encoding="utf-8")) if path.exists() else []


def _write(path: Path, lines: Iterable[str]) -> str:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def _names(found: list[Pin]) -> set[str]:
    return {pin.name for pin in found}


def _flat(groups: Iterable[list[Pin]]) -> dict[str, str]:
    return {pin.name: pin.version for group in groups for pin in group}


def _changes(before: dict[str, str], after: dict[str, str]) -> list[str]:
    lines = []
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name), after.get(name)
        if old is None:
            lines.append(f"+ {name} {new}")
        elif new is None:
            lines.append(f"- {name} {old}")
        elif old != new:
            lines.append(f"  {name} {old} -> {new}")
    return lines
