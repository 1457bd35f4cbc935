"""`python -m core.environment.backends.rattler_process`: makes or completes a conda environment with py-rattler.

It tells what it does in lines of JSON: `{"event": "packages", "count", "bytes"}`, `"download"` (`name`, `done`,
`total`), `"linked"` (`name`), `"failed"` (`kind`, `message`). Exit code 0 when the environment is whole, else 1.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from core.environment.conda_records import damaged_packages

_SECONDS_BETWEEN_REPORTS = 0.1


def main(arguments: list[str] | None = None) -> int:
    options = _options(arguments)
    try:
        asyncio.run(_make(options.prefix, options.channel, options.cache, options.specs))
    except Exception as error:  # noqa: BLE001 (rattler's errors have no base of their own; all go to the reader)
        _tell("failed", kind=type(error).__name__, message=str(error))
        return 1
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="rattler_process")
    parser.add_argument("--prefix", type=Path, required=True)
    parser.add_argument("--channel", required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("specs", nargs="+")
    return parser.parse_args(arguments)


async def _make(prefix: Path, channel: str, cache: Path, specs: list[str]) -> None:
    from rattler import Channel, Gateway, MatchSpec, Platform, VirtualPackage, install, solve

    _tell("solving", channel=channel)
    wanted = [MatchSpec(text) for text in specs]
    records = await solve(
        [Channel(str(Path(channel).absolute()) if Path(channel).is_dir() else channel)],
        wanted,
        gateway=Gateway(cache_dir=cache / "repodata"),
        platforms=[str(Platform.current()), "noarch"],  # type: ignore[list-item]
        virtual_packages=VirtualPackage.detect(),
    )
    _tell("packages", count=len(records), bytes=sum(record.size or 0 for record in records))
    damaged, unreadable = damaged_packages(prefix)
    for record in unreadable:
        record.unlink()
    await install(
        records,
        target_prefix=prefix,
        cache_dir=cache / "pkgs",
        reinstall_packages=damaged,
        requested_specs=[spec._match_spec for spec in wanted],  # noqa: SLF001 (0.28.0 wants the inner objects)
        reporter=_Reporter(),
        execute_link_scripts=False,
    )


class _Reporter:
    """rattler's callbacks, as lines; they come from its own threads."""

    def __init__(self) -> None:
        self._names: dict[int, str] = {}
        self._told: dict[int, float] = {}

    def __getattr__(self, name: str) -> Any:
        if not name.startswith("on_"):
            raise AttributeError(name)
        return lambda *_: 0

    def on_populate_cache_start(self, operation: int, package_name: str) -> int:
        self._names[operation] = package_name
        return operation

    def on_download_start(self, cache_entry: int) -> int:
        return cache_entry

    def on_download_progress(self, download_idx: int, progress: int, total: int | None) -> None:
        now = time.monotonic()
        if progress == total or now - self._told.get(download_idx, 0.0) >= _SECONDS_BETWEEN_REPORTS:
            self._told[download_idx] = now
            _tell("download", name=self._names.get(download_idx, ""), done=progress, total=total or 0)

    def on_link_start(self, operation: int, package_name: str) -> int:
        self._names[operation] = package_name
        return operation

    def on_link_complete(self, index: int) -> None:
        _tell("linked", name=self._names.get(index, ""))


def _tell(event: str, **values: Any) -> None:
    with contextlib.suppress(BrokenPipeError):  # nobody listens any more; the environment is made whole nevertheless
        sys.stdout.write(json.dumps({"event": event, **values}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    # The threads of py-rattler 0.28 outlive its work, and let one exit in ten of the interpreter end in a crash.
    code = main()
    sys.stdout.flush()
    os._exit(code)
