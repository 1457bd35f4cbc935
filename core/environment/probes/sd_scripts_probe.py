"""sd-scripts: whether its trainer can be imported, and which settings it takes. The argument is its folder."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

from probe_results import results  # type: ignore[import-not-found]

_SCRIPT = "train_network"


def _schema(folder: str) -> dict[str, Any]:
    os.chdir(folder)
    sys.path.insert(0, folder)
    trainer = importlib.import_module(_SCRIPT)
    parser = trainer.setup_parser()
    arguments = {
        action.dest: sorted(action.option_strings)
        for action in parser._actions  # noqa: SLF001 - argparse has no other way to list them
        if action.option_strings and action.dest != "help"
    }
    return {"arguments": sorted(arguments)}


if __name__ == "__main__":
    found = results()
    place = sys.argv[1]
    found.attempt("sd-scripts", lambda: _schema(place))
