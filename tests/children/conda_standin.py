"""A stand-in for conda, which this test machine does not have: it replays what is documented of conda 23 to 26.

It is no conda. `create -y` wipes an environment that exists without a word, as conda does; channels that are not named
want their terms accepted; `--json` tells progress in objects that end with NUL. The environment that it makes is real:
py-rattler makes it from STANDIN_CHANNEL. STANDIN_CALLS is a file that every call is written into, STANDIN_FAILS the
name of an exception to fail with, STANDIN_SLOW seconds that it takes after the folder is there.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path


def main(arguments: list[str]) -> int:
    with Path(os.environ["STANDIN_CALLS"]).open("a", encoding="utf-8") as calls:
        calls.write(json.dumps(arguments, ensure_ascii=False) + "\n")
    verb = arguments[0]
    prefix = Path(arguments[arguments.index("--prefix") + 1])
    if "--override-channels" not in arguments:
        return fail("CondaToSNonInteractiveError", "Terms of Service have not been accepted for the following channels")
    if os.environ.get("STANDIN_FAILS"):
        return fail(os.environ["STANDIN_FAILS"], "HTTP 000 CONNECTION FAILED for url <https://conda.invalid>")
    if verb == "create" and (prefix / "conda-meta" / "history").exists():
        shutil.rmtree(prefix)
    prefix.mkdir(parents=True, exist_ok=True)
    for done in (0.1, 0.55, 1.0):
        told = {"fetch": "python-3.11.9        | 30.5 MB   | ", "finished": done == 1, "maxval": 1, "progress": done}
        sys.stdout.write(json.dumps(told) + "\n\0")
        sys.stdout.flush()
        time.sleep(0.3)
    time.sleep(float(os.environ.get("STANDIN_SLOW", "0")))
    specs = [word for word in arguments if word.startswith("python=") or word == "pip"]
    cache = ["--cache", os.environ["STANDIN_CACHE"]]
    command = [sys.executable, "-m", "core.environment.backends.rattler_process", "--prefix", str(prefix), *cache]
    made = subprocess.run([*command, "--channel", os.environ["STANDIN_CHANNEL"], *specs], stdout=subprocess.DEVNULL)
    sys.stdout.write(json.dumps({"prefix": str(prefix), "success": made.returncode == 0}) + "\n")
    return made.returncode


def fail(name: str, message: str) -> int:
    sys.stdout.write(json.dumps({"exception_name": name, "error": f"{name}: {message}", "message": message}) + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
