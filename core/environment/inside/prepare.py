"""`prepare.py FOLDER [REQUIREMENTS]`: writes what pip is given into FOLDER.

`constraints.txt` holds torch as it is installed: nothing that comes later may exchange it. `requirements.txt` is
REQUIREMENTS without `-e .`, which would write into the checkout.
"""

import pathlib
import re
import sys
from importlib import metadata

HELD = ("torch", "torchvision", "torchaudio")
ITSELF = re.compile(r"(?m)^[ \t]*(-e|--editable)[ \t=]+\.?/?[ \t]*(#.*)?$")
OTHER_FILE = re.compile(r"(?m)^([ \t]*-[rc][ \t]+)(?![/\\])(\S+)")


def main(folder: pathlib.Path, source: "pathlib.Path | None") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    found = {str(one.metadata["Name"]): one.version for one in metadata.distributions()}
    held = [f"{name}=={found[name]}\n" for name in HELD if name in found]
    (folder / "constraints.txt").write_text("".join(held), encoding="utf-8")
    if source is not None:
        text = ITSELF.sub("", source.read_text(encoding="utf-8", errors="replace"))
        text = OTHER_FILE.sub(lambda match: match[1] + str(source.parent / match[2]), text)
        (folder / "requirements.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).absolute() if len(sys.argv) > 2 else None)
