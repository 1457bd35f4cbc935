"""`link.py CHECKOUT`: makes the modules of sd-scripts importable from everywhere; what `pip install -e .` is for.

The line is ASCII: a path such as 訓練 would depend on the encoding that the interpreter is started with.
"""

import pathlib
import sys
import sysconfig


def main(checkout: str) -> None:
    line = "import sys; sys.path.append(" + ascii(checkout) + ")\n"
    pathlib.Path(sysconfig.get_path("purelib"), "sd_scripts.pth").write_text(line, encoding="ascii")


if __name__ == "__main__":
    main(sys.argv[1])
