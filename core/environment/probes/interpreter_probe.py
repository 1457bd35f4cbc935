"""The interpreter itself, and the packages that its metadata lists; nothing of them is imported."""

from __future__ import annotations

import importlib
import importlib.metadata
import platform
import struct
import sys
from typing import Any

from probe_results import results  # type: ignore[import-not-found]

_MODULES = ("ssl", "ctypes", "lzma", "zlib", "hashlib", "sqlite3")
"""What packages need and a Python built on a machine without the libraries' headers lacks."""


def _interpreter() -> dict[str, Any]:
    missing = []
    for name in _MODULES:
        try:
            importlib.import_module(name)
        except ImportError:
            missing.append(name)
    return {
        "version": platform.python_version(),
        "implementation": platform.python_implementation(),
        "bits": struct.calcsize("P") * 8,
        "machine": platform.machine(),
        "prefix": sys.prefix,
        "missing": missing,
    }


def _packages() -> dict[str, Any]:
    versions: dict[str, str] = {}
    for distribution in importlib.metadata.distributions():
        name = distribution.metadata["Name"]
        if name:
            versions.setdefault(str(name).lower().replace("_", "-").replace(".", "-"), distribution.version)
    return {"versions": versions}


def main() -> None:
    found = results()
    found.attempt("interpreter", _interpreter)
    found.attempt("packages", _packages)


if __name__ == "__main__":
    main()
