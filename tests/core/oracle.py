"""What the real sd-scripts computed, as recorded."""

from __future__ import annotations

import functools
import json
from typing import Any

from tests.shared import shared_folder


@functools.cache
def oracle(name: str) -> Any:
    """The content of `oracle/<name>.json`; read only."""
    return json.loads((shared_folder() / "oracle" / f"{name}.json").read_text(encoding="utf-8"))
