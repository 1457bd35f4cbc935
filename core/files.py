"""The one door through which files of the user are written, and text of unknown origin is read."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from core.errors import FileError

_RELEASING = 16
_STAGING = ".kohya-studio-staged"
_HELD = 64
"""So many files are open at once; macOS allows 256."""


def write_bytes(path: Path, data: bytes) -> None:
    """Replace `path` by `data` so that a reader, or a crash, sees the old content or the new one, never a part.

    Raises:
        FileError: the folder cannot be written or the disk is full; the old file is then untouched.
    """
    with replacing(path) as stream:
        stream.write(data)


def write_text(path: Path, text: str) -> None:
    """Like `write_bytes`, in UTF-8 and with the line ends that `text` has."""
    write_bytes(path, text.encode("utf-8"))


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A stream whose content becomes `path` when the block ends well; after an error nothing has changed.

    The temporary file lies beside `path` (a rename does not cross file systems), is flushed to the disk before the
    rename, and takes over the old file's permissions.

    Raises:
        FileError: see `write_bytes`.
    """
    path = Path(os.path.realpath(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    except OSError as error:
        raise _not_written(path, error) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_mode_for(path))
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise _not_written(path, error) from error
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _mode_for(path: Path) -> int:
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        umask = os.umask(0)
        os.umask(umask)
        return 0o666 & ~umask


def _not_written(path: Path, error: OSError) -> FileError:
    return FileError(
        f"Could not write {path}: {error.strerror or error}.",
        "Free some space, or choose a folder that you may write to.",
    )


def stage_bytes(path: str, data: bytes) -> str:
    """Write what `path` is to become into a temporary file below its folder, with the old file's permissions; its name.

    For many files at once: stage all, `flush_to_disk`, `replace_staged`, `clear_staging`. That is as safe as
    `write_bytes` for each of them, and several times as fast, because the disk is waited for once. The name is the
    same at every try, so that what a kill leaves behind is found again (`staged_name`).

    Raises:
        FileError: see `write_bytes`.
    """
    name = staged_name(path)
    try:
        with os.fdopen(_opened_for_staging(name), "wb") as stream:
            stream.write(data)
            if not hasattr(os, "sync"):  # Windows (untested)
                stream.flush()
                os.fsync(stream.fileno())
        with contextlib.suppress(FileNotFoundError):  # there is no old file
            mode = os.stat(path).st_mode & 0o777  # noqa: PTH116
            if mode != os.stat(name).st_mode & 0o777:  # noqa: PTH116
                os.chmod(name, mode)  # noqa: PTH101
    except OSError as error:
        with contextlib.suppress(OSError):  # the first error is the one to tell
            os.unlink(name)  # noqa: PTH108
        raise _not_written(Path(path), error) from error
    return name


def staged_name(path: str) -> str:
    """The temporary file that `stage_bytes` writes for `path`.

    It lies in a folder that is made for the edit: ext4 makes files where many have just been deleted several times
    more slowly, and a new folder gets a new place on the disk.
    """
    folder, name = os.path.split(path)
    return os.path.join(folder, _STAGING, name)  # noqa: PTH118


def clear_staging(paths: Iterable[str]) -> None:
    """Remove what was staged for `paths` and is not in its place, and the folders for it."""
    folders = set()
    for path in paths:
        name = staged_name(path)
        folders.add(os.path.dirname(name))  # noqa: PTH120
        with contextlib.suppress(OSError):  # most have none; what cannot be removed now is tried at the next start
            os.unlink(name)  # noqa: PTH108
    for folder in folders:
        with contextlib.suppress(OSError):
            os.rmdir(folder)  # noqa: PTH106


def _opened_for_staging(name: str) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    try:
        return os.open(name, flags, 0o666)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(name), exist_ok=True)  # noqa: PTH103, PTH120
        return os.open(name, flags, 0o666)


def flush_to_disk() -> None:
    """Wait until everything staged is on the disk; on Windows it already is."""
    if hasattr(os, "sync"):
        os.sync()


def replace_staged(staged: list[tuple[str, str]], count: int) -> None:
    """Rename the last `count` staged files (name, what it becomes) over the old ones; what is in place leaves the list.

    Some file systems make whoever drops the last hold of a file wait while its blocks are freed: 3 ms each on ext4 with
    `discard`. So the old files are held open over the rename, and let go by several threads.

    Raises:
        OSError: a file cannot be replaced; it is the last of the list, and those before it have not been tried.
    """
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(_RELEASING) as pool:
        while staged and count > 0:
            held: list[int] = []
            part = staged[-min(count, _HELD) :]
            count -= len(part)
            try:
                for name, target in reversed(part):
                    held += _hold(target)
                    os.replace(name, target)  # noqa: PTH105
                    staged.pop()
            finally:
                list(pool.map(os.close, held))


def _hold(path: str) -> list[int]:
    """The open file, where there is one and being open does not keep it from being replaced."""
    if os.name == "nt":  # (untested)
        return []
    try:
        return [os.open(path, os.O_RDONLY)]
    except OSError:  # there is none, or it may not be read
        return []
