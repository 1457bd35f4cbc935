"""Makes small real wheels, and lock files that pin them."""

from __future__ import annotations

import base64
import hashlib
import zipfile
from importlib import metadata
from pathlib import Path

from installer.pins import Pin, render_pins


def make_wheel(folder: Path, name: str, version: str, files: dict[str, bytes], *, needs: str = "") -> Path:
    """A pure-Python wheel with these files, which needs another package if one is named; returns its path."""
    plain = name.replace("-", "_")
    info = f"{plain}-{version}.dist-info"
    required = f"Requires-Dist: {needs}\n" if needs else ""
    content = {
        **files,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{required}".encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    return _zip(folder / f"{plain}-{version}-py3-none-any.whl", info, content)


def repack_installed(folder: Path, name: str) -> Path:
    """A wheel made of a package of the running environment."""
    found = metadata.distribution(name)
    info = f"{name}-{found.version}.dist-info"
    return _zip(folder / f"{name}-{found.version}-py3-none-any.whl", info, installed_files(name))


def installed_files(name: str) -> dict[str, bytes]:
    """The files of a package of the running environment, by their place in `site-packages`."""
    found = metadata.distribution(name)
    info = f"{name}-{found.version}.dist-info"
    content = {}
    for file in found.files or ():
        inside = file.parts[0] in {name, info, "pkg_resources", "_distutils_hack", "distutils-precedence.pth"}
        dropped = file.name in {"RECORD", "INSTALLER", "REQUESTED", "direct_url.json"} or file.suffix == ".pyc"
        if inside and not dropped:
            content[file.as_posix()] = file.read_binary()
    return content


def pin_of(wheel: Path, *, claimed_bytes: int | None = None) -> Pin:
    """The pin that demands exactly this file."""
    name, version = wheel.name.split("-")[:2]
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    size = wheel.stat().st_size if claimed_bytes is None else claimed_bytes
    return Pin(name.replace("_", "-"), version, "", "", (f"sha256:{digest}",), size)


def write_lock(checkout: Path, name: str, pins: list[Pin]) -> None:
    file = checkout / "installer" / "lock" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(render_pins("Pins of a test.", pins), encoding="utf-8")


def _zip(path: Path, info: str, content: dict[str, bytes]) -> Path:
    record = [f"{name},sha256={_digest(data)},{len(data)}" for name, data in content.items()]
    record.append(f"{info}/RECORD,,")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
        archive.writestr(f"{info}/RECORD", "\n".join(record) + "\n")
    return path


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
