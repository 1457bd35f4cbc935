"""The demo by sd-scripts: its own train_network.py on the demo's small base model.

Started in the place of train_network.py, with the same arguments. KOHYA_STUDIO_DEMO holds, as JSON, the folder of
sd-scripts, the file of CLIP's merges, and a folder for the tokenizer that is made of them.
"""

from __future__ import annotations

import json
import os
import runpy
import sys

from tiny_model import DEMO_UNET, shrink_unet, write_tokenizer  # type: ignore[import-not-found]

VARIABLE = "KOHYA_STUDIO_DEMO"


def main() -> None:
    places = json.loads(os.environ[VARIABLE])
    sys.path.insert(0, places["sd_scripts"])
    shrink_unet(DEMO_UNET)
    write_tokenizer(places["merges"], places["tokenizer"])
    script = os.path.join(places["sd_scripts"], "train_network.py")  # noqa: PTH118 - a probe is small
    sys.argv = [script, *sys.argv[1:], "--tokenizer_cache_dir", places["tokenizer"]]
    runpy.run_path(script, run_name="__main__")


if __name__ == "__main__":
    main()
