"""Where the measured material lies that some tests compare with."""

from __future__ import annotations

import os
from pathlib import Path

SHARED_VARIABLE = "KOHYA_STUDIO_SHARED"


def shared_folder() -> Path:
    """The folder of recordings, oracles and facts: `KOHYA_STUDIO_SHARED`, else `../shared` beside the checkout."""
    named = os.environ.get(SHARED_VARIABLE)
    return Path(named) if named else Path(__file__).resolve().parent.parent.parent / "shared"
