"""A training process in small: reports steps as an engine does, then ends in the way it is told to.

Run as a script by a supervisor; standard library only, so that it starts in a moment.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

FOLDER = Path(os.environ["KOHYA_STUDIO_RUN"])
WISHES = ["save", "sample", "pause", "resume", "stop_and_save"]


def main() -> None:
    options = parse()
    for name in filter(None, options.ignore.split(",")):
        signal.signal(signal.Signals[name], signal.SIG_IGN)
    if options.child:
        command = [sys.executable, __file__, "--steps", "0", "--hang", f"--ignore={options.child_ignores}"]
        child = subprocess.Popen(command, start_new_session=options.child == "own-session")
        (FOLDER / "child.pid").write_text(str(child.pid))
    if options.steps:
        train(options)
    if options.hang:
        (FOLDER / f"hanging-{os.getpid()}").touch()
        while True:
            signal.pause()
    end(options)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--config_file")
    parser.add_argument("--dataset_config")
    parser.add_argument("--resume")
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=0.0)
    parser.add_argument("--state-at", type=int, default=0)
    parser.add_argument("--ignore", default="")
    parser.add_argument("--child", choices=["", "group", "own-session"], default="")
    parser.add_argument("--child-ignores", default="")
    parser.add_argument("--hang", action="store_true")
    parser.add_argument("--silent-end", action="store_true")
    parser.add_argument("--linger", type=float, default=0.0, help="seconds between the last event and the end")
    parser.add_argument("--cut-line", action="store_true")
    parser.add_argument("--end", default="0", help="exit code, exception, memory, or a signal's name")
    return parser.parse_args()


def train(options: argparse.Namespace) -> None:
    started = {"engine": "child", "engine_version": "1", "pid": os.getpid(), "device": "cpu", "total_epochs": 1}
    started |= {"total_steps": options.steps, "batches_per_epoch": options.steps, "images": 1, "images_with_repeats": 1}
    started |= {"output_dir": str(FOLDER), "output_name": "lora", "first_step": options.first, "wishes": WISHES}
    report("run_started", **started)
    report("stage", stage="training", done=0, total=options.steps)
    for step in range(options.first + 1, options.steps + 1):
        time.sleep(options.seconds)
        rates = {"unet": 1e-4, "textencoder": 5e-5}
        loss = 1.0 / step
        report("step", step=step, epoch=1, loss=loss, average_loss=loss, learning_rates=rates, seconds=options.seconds)
        obey(step)
        percent = step * 100 // options.steps
        sys.stdout.write(f"\rsteps: {percent:3d}%|##   | {step}/{options.steps} [00:01<00:01,  2.00it/s]")
        if step == options.state_at:
            state = FOLDER / f"lora-step{step:08d}-state"
            state.mkdir()
            report("state_saved", path=str(state), step=step, epoch=1)


def obey(step: int) -> None:
    for wish in sorted((FOLDER / "control").glob("*-save.json")):
        wish.rename(wish.with_suffix(".done"))
        report("checkpoint_saved", path=str(FOLDER / f"{step}.safetensors"), step=step, epoch=1, size=1, reason="wish")
        report("wish_answered", wish_id=wish.stem, wish="save", answer="done")


def end(options: argparse.Namespace) -> None:
    sys.stdout.flush()
    if options.cut_line:
        with (FOLDER / "events.jsonl").open("a") as stream:
            stream.write('{"type":"step","step":99')
    if options.end == "exception":
        raise ValueError("the children's picture is upside down")
    if options.end == "memory":
        raise MemoryError("CUDA out of memory. Tried to allocate 2.00 GiB")
    if options.end.startswith("SIG"):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        signal.signal(signal.Signals[options.end], signal.SIG_DFL) if options.end != "SIGKILL" else None
        os.kill(os.getpid(), signal.Signals[options.end])
    if options.end == "0" and not options.silent_end:
        report("run_ended", outcome="finished", exit_code=0)
        time.sleep(options.linger)
    sys.exit(int(options.end))


def report(kind: str, **values: object) -> None:
    with (FOLDER / "events.jsonl").open("a", encoding="utf-8") as stream:
        stream.write(json.dumps({"type": kind, **values, "time": time.time()}) + "\n")


if __name__ == "__main__":
    main()
