"""A conda channel in a folder: the running interpreter, repacked, and pip."""

from __future__ import annotations

import asyncio
import hashlib
import io
import json
import sys
import sysconfig
import tarfile
from pathlib import Path
from typing import Any

from tests.installer.wheels import installed_files

SUBDIR = "linux-64"
_LEFT_OUT = {
    "__pycache__",
    "site-packages",
    "test",
    "tests",
    "idlelib",
    "tkinter",
    "turtledemo",
    "lib2to3",
    "pydoc_data",
}


def build_channel(folder: Path) -> Path:
    """A channel that has `python` (this one's version) and `pip`; the index is made by rattler itself."""
    from rattler.index import index_fs

    (folder / SUBDIR).mkdir(parents=True)
    (folder / "noarch").mkdir()
    version = "{}.{}.{}".format(*sys.version_info)
    short = "{}.{}".format(*sys.version_info)
    _pack(folder / SUBDIR / f"python-{version}-0.tar.bz2", _python_files(short), name="python", version=version)
    pip = {f"site-packages/{name}": data for name, data in installed_files("pip").items()}
    _pack(
        folder / "noarch" / "pip-26.0-0.tar.bz2",
        pip,
        name="pip",
        version="26.0",
        depends=["python"],
        noarch="python",
        subdir="noarch",
    )
    asyncio.run(index_fs(folder, write_zst=False, write_shards=False))
    return folder


def _python_files(short: str) -> dict[str, bytes]:
    base = Path(sys.base_prefix)
    stdlib = Path(sysconfig.get_path("stdlib"))
    files = {f"bin/python{short}": (base / "bin" / f"python{short}").resolve().read_bytes()}
    files |= {f"bin/{name}": b"->" + f"python{short}".encode() for name in ("python", "python3")}
    for path in stdlib.rglob("*"):
        parts = path.relative_to(stdlib).parts
        if not path.is_file() or _LEFT_OUT & set(parts) or parts[0].startswith("config-") or path.suffix == ".a":
            continue
        files[f"lib/python{short}/{'/'.join(parts)}"] = path.read_bytes()
    files[f"lib/python{short}/site-packages/README.txt"] = b"packages\n"
    return files


def _pack(target: Path, files: dict[str, bytes], **index: Any) -> None:
    """A package of the old format, whose parts Python itself can write. Content that begins with `->` is a link."""
    index = {"build": "0", "build_number": 0, "depends": [], "subdir": SUBDIR, "timestamp": 1_700_000_000_000, **index}
    paths = [_path(name, data) for name, data in files.items()]
    info = {
        "info/index.json": json.dumps(index),
        "info/paths.json": json.dumps({"paths": paths, "paths_version": 1}),
        "info/files": "".join(f"{name}\n" for name in files),
    }
    if index.get("noarch") == "python":
        info["info/link.json"] = json.dumps(
            {"noarch": {"type": "python", "entry_points": []}, "package_metadata_version": 1}
        )
    with tarfile.open(target, "w:bz2", compresslevel=1) as archive:
        for name, text in info.items():
            _add(archive, name, text.encode())
        for name, data in files.items():
            _add(archive, name, data)


def _path(name: str, data: bytes) -> dict[str, Any]:
    if data.startswith(b"->"):
        return {"_path": name, "path_type": "softlink", "sha256": hashlib.sha256(b"").hexdigest(), "size_in_bytes": 0}
    return {
        "_path": name, "path_type": "hardlink", "sha256": hashlib.sha256(data).hexdigest(), "size_in_bytes": len(data),
    }  # fmt: skip


def _add(archive: tarfile.TarFile, name: str, data: bytes) -> None:
    member = tarfile.TarInfo(name)
    if data.startswith(b"->"):
        member.type, member.linkname = tarfile.SYMTYPE, data[2:].decode()
        archive.addfile(member)
        return
    member.size = len(data)
    member.mode = 0o755 if name.startswith("bin/") else 0o644
    archive.addfile(member, io.BytesIO(data))
