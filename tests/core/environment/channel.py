"""A conda channel in a folder: the running interpreter, repacked, with its pip."""

from __future__ import annotations

import asyncio
import hashlib
import io
import json
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pip

SUBDIR = "linux-64"
_BLOCK = 128 * 1024
_LEFT_OUT = {"site-packages", "test", "tests", "idlelib", "tkinter", "turtledemo", "lib2to3", "pydoc_data", "ensurepip"}
_UNNEEDED_LIBRARIES = (
    "_test",
    "xx",
    "_xx",
    "_tkinter",
    "_curses",
    "_codecs_",
    "_dbm",
    "_gdbm",
    "_sqlite3",
    "_ctypes_test",
)
Content = dict[str, tuple[bytes, int]]
"""By name: the bytes (a link begins with `->`) and the time of the last change, by which compiled files know theirs."""


def build_channel(folder: Path) -> Path:
    """A channel that has `python` (this one's version, with pip inside) and an empty `pip`; rattler makes the index."""
    from rattler.index import index_fs

    (folder / SUBDIR).mkdir(parents=True)
    (folder / "noarch").mkdir()
    version = "{}.{}.{}".format(*sys.version_info)
    short = "{}.{}".format(*sys.version_info)
    _pack(folder / SUBDIR / f"python-{version}-0.conda", _python_files(short), name="python", version=version)
    _pack(
        folder / "noarch" / "pip-26.0-0.conda",
        {"share/pip.txt": (b"pip is in python.\n", 0)},
        name="pip",
        version="26.0",
        depends=["python"],
        noarch="generic",
        subdir="noarch",
    )
    asyncio.run(index_fs(folder, write_zst=False, write_shards=False))
    return folder


def _python_files(short: str) -> Content:
    """The interpreter and its library, with what is compiled already: each environment would compile it anew."""
    program = (Path(sys.base_prefix) / "bin" / f"python{short}").resolve()
    files: Content = {f"bin/python{short}": (program.read_bytes(), 0)}
    files |= {f"bin/{name}": (f"->python{short}".encode(), 0) for name in ("python", "python3")}
    stdlib = Path(sysconfig.get_path("stdlib"))
    files |= _tree(stdlib, f"lib/python{short}")
    site = Path(pip.__file__).parent.parent
    for path in (site / "pip", *site.glob("pip-*.dist-info")):
        files |= _tree(path, f"lib/python{short}/site-packages/{path.name}")
        if path.suffix == ".dist-info":
            files[f"lib/python{short}/site-packages/{path.name}/INSTALLER"] = (b"conda\n", 0)
    return files


def _tree(folder: Path, target: str) -> Content:
    found = {}
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        if not path.is_file() or _LEFT_OUT & set(parts) or parts[0].startswith("config-") or ".opt-" in path.name:
            continue
        if path.name.startswith(_UNNEEDED_LIBRARIES) or parts[:2] == ("encodings", "__pycache__"):
            continue
        found[f"{target}/{'/'.join(parts)}"] = (path.read_bytes(), int(path.stat().st_mtime))
    return found


def _pack(target: Path, files: Content, **index: Any) -> None:
    """A package in the format `.conda`: a ZIP of two archives."""
    index = {"build": "0", "build_number": 0, "depends": [], "subdir": SUBDIR, "timestamp": 1_700_000_000_000, **index}
    paths = [_path(name, data) for name, (data, _) in files.items()]
    info = {
        "info/index.json": json.dumps(index),
        "info/paths.json": json.dumps({"paths": paths, "paths_version": 1}),
        "info/files": "".join(f"{name}\n" for name in files),
    }
    metadata = _tar({name: (text.encode(), 0) for name, text in info.items()})
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("metadata.json", json.dumps({"conda_pkg_format_version": 2}))
        archive.writestr(f"info-{target.stem}.tar.zst", _as_zstandard(metadata))
        archive.writestr(f"pkg-{target.stem}.tar.zst", _as_zstandard(_tar(files)))


def _tar(files: Content) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, (data, changed) in files.items():
            _add(archive, name, data, changed)
    return stream.getvalue()


def _as_zstandard(data: bytes) -> bytes:
    """A Zstandard frame of raw blocks (RFC 8878): what is packed for one test run is not worth being compressed."""
    blocks = [data[start : start + _BLOCK] for start in range(0, len(data), _BLOCK)] or [b""]
    parts = [b"\x28\xb5\x2f\xfd", b"\x00\x58"]
    for number, block in enumerate(blocks, 1):
        parts += [(len(block) << 3 | (number == len(blocks))).to_bytes(3, "little"), block]
    return b"".join(parts)


def _path(name: str, data: bytes) -> dict[str, Any]:
    link = data.startswith(b"->")
    content = b"" if link else data
    kind = "softlink" if link else "hardlink"
    digest = hashlib.sha256(content).hexdigest()
    return {"_path": name, "path_type": kind, "sha256": digest, "size_in_bytes": len(content)}


def _add(archive: tarfile.TarFile, name: str, data: bytes, changed: int) -> None:
    member = tarfile.TarInfo(name)
    member.mtime = changed
    if data.startswith(b"->"):
        member.type, member.linkname = tarfile.SYMTYPE, data[2:].decode()
        archive.addfile(member)
        return
    member.size = len(data)
    member.mode = 0o755 if name.startswith("bin/") else 0o644
    archive.addfile(member, io.BytesIO(data))
