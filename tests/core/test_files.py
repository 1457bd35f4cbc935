from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from core.errors import FileError
from core.files import replacing, write_bytes, write_text


def test_new_file_and_its_folders_appear(tmp_path: Path) -> None:
    path = tmp_path / "a" / "訓練.txt"
    write_text(path, "line\r\nline\n")
    assert path.read_bytes() == b"line\r\nline\n"


def test_permissions_of_the_old_file_stay(tmp_path: Path) -> None:
    path = tmp_path / "secret.toml"
    path.write_text("a")
    path.chmod(0o640)
    write_text(path, "b")
    assert path.stat().st_mode & 0o777 == 0o640


def test_link_stays_a_link(tmp_path: Path) -> None:
    target = tmp_path / "target.txt"
    target.write_text("old")
    link = tmp_path / "link.txt"
    link.symlink_to(target)
    write_text(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_error_in_the_block_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "caption.txt"
    path.write_text("old")

    def fail() -> None:
        with replacing(path) as stream:
            stream.write(b"half")
            raise ValueError("half done")

    with pytest.raises(ValueError, match="half done"):
        fail()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FileError, match="file") as caught:
        write_text(tmp_path / "file" / "x.txt", "")
    assert caught.value.hint


def test_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    """The file-size limit gives the same error from `write` as a full disk does."""
    path = tmp_path / "config.toml"
    path.write_text("old")
    code = (
        "import sys; from pathlib import Path; from core.files import write_bytes; from core.errors import FileError\n"
        "try: write_bytes(Path(sys.argv[1]), b'x' * 100_000)\n"
        "except FileError as error: print(error.message); sys.exit(7)"
    )

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    done = subprocess.run([sys.executable, "-c", code, str(path)], preexec_fn=limit, capture_output=True, text=True)
    assert done.returncode == 7, done.stderr
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_killed_writer_never_leaves_a_part(tmp_path: Path) -> None:
    path = tmp_path / "caption.txt"
    write_bytes(path, b"0" * 65536)
    code = (
        "import sys; from pathlib import Path; from core.files import write_bytes\n"
        "n = 0\n"
        "while True:\n"
        "    n += 1; write_bytes(Path(sys.argv[1]), str(n % 10).encode() * 65536); print(n, flush=True)"
    )
    for lines in range(1, 6):
        child = subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE)
        assert child.stdout is not None
        for _ in range(lines):
            child.stdout.readline()
        child.kill()
        child.wait()
        child.stdout.close()
        content = path.read_bytes()
        assert len(content) == 65536
        assert len(set(content)) == 1
    assert os.access(path, os.R_OK)
