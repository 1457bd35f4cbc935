"""`uninstall_others.py FROZEN`: removes the packages that the frozen list does not name."""

import pathlib
import re
import subprocess
import sys


def names(text: str) -> "set[str]":
    """By their normalized names; comments are passed over."""
    found = (re.split(r"[=@ ;\[]", line, maxsplit=1)[0] for line in text.splitlines() if re.match(r"[A-Za-z0-9]", line))
    return {re.sub(r"[-_.]+", "-", name).lower() for name in found}


def main(frozen: pathlib.Path) -> int:
    pip = [sys.executable, "-m", "pip"]
    freeze = [*pip, "freeze", "--all", "--exclude-editable"]
    now = subprocess.run(freeze, stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout
    extra = sorted(names(now) - names(frozen.read_text(encoding="utf-8")) - {"pip"})
    return subprocess.call([*pip, "uninstall", "--yes", *extra]) if extra else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
