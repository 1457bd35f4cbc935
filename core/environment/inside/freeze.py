"""`freeze.py FILE`: writes down the packages of the environment with their versions, as pip tells them."""

import pathlib
import subprocess
import sys


def frozen() -> str:
    command = [sys.executable, "-m", "pip", "freeze", "--all", "--exclude-editable"]
    return subprocess.run(command, stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout


def main(target: pathlib.Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(target.name + ".tmp")
    unfinished.write_text(frozen(), encoding="utf-8")
    unfinished.replace(target)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
