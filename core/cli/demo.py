"""`kohya-studio demo`: the demo in the window, or followed in the terminal."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from core.cli.exit_codes import EXPLANATION
from core.demo import demo_request
from core.engines.demo import DemoEngine
from core.engines.launch import TrainingRequest
from core.paths import app_paths
from core.runs.controller import RunController
from core.runs.folder import RunFolder


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "demo",
        help="train a LoRA on a small made-up model, to see how it goes",
        description="Draws a few pictures of a robot, makes a base model thousands of times smaller than Stable "
        "Diffusion, and trains a LoRA on it: about a minute, without a graphics card and without a download.",
        epilog=EXPLANATION,
    )
    parser.add_argument("--headless", action="store_true", help="follow it here instead of in the window")


def run(options: argparse.Namespace) -> int:
    """The outcome's exit code where the demo is followed here, else the window's."""
    headless = options.headless
    if not headless and not has_display():
        sys.stdout.write("There is no display here: the demo runs without its window.\n")
        headless = True
    controller = RunController(app_paths().runs)
    request = demo_request(app_paths().demo)
    folder = controller.start(request, DemoEngine())
    if headless:
        return _follow(controller, folder, request)
    from core.cli.gui import run as open_window

    return open_window(options)


def has_display() -> bool:
    """Whether a window can open; macOS and Windows (untested) always have a place for one."""
    if os.environ.get("QT_QPA_PLATFORM"):
        return True
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _follow(controller: RunController, folder: RunFolder, request: TrainingRequest) -> int:
    from core.cli.following import follow

    code = follow(controller, controller.info(folder.run_id))
    output = _output_folder(request)
    for what, path, pattern in (
        ("checkpoints", output, "*.safetensors"),
        ("sample images", output / "sample", "*.png"),
    ):
        number = sum(1 for _ in path.glob(pattern))
        if number:
            sys.stdout.write(f"{number} {what} in {path}\n")
    return code


def _output_folder(request: TrainingRequest) -> Path:
    arguments = request.arguments
    return Path(arguments[arguments.index("--output_dir") + 1])
