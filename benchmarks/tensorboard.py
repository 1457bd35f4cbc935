"""`python -m benchmarks.tensorboard`: reading the event file of a long run, then what it grows by; processor time."""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.compat.proto.summary_pb2 import Summary
from tensorboard.summary.writer.record_writer import RecordWriter

from core.runs.kohya_scalars import KohyaScalars
from core.runs.tensorboard_scalars import ScalarReader

TAGS = ("loss/current", "loss/average", "lr/unet")


def write(path: Path, steps: range) -> None:
    """With TensorBoard's own frames."""
    with path.open("ab") as stream:
        writer = RecordWriter(stream)
        for step in steps:
            for tag in TAGS:
                summary = Summary(value=[Summary.Value(tag=tag, simple_value=1 / (step + 1))])
                writer.write(Event(wall_time=1e9 + step, step=step, summary=summary).SerializeToString())
        writer.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=200_000)
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "events.out.tfevents.1000000000.host.1.0"
        write(path, range(1, options.steps + 1))
        scalars = [_seconds(ScalarReader(Path(name))) for _ in range(options.repeat)]
        steps = [_seconds(KohyaScalars(Path(name), 0.0, lambda _: None)) for _ in range(options.repeat)]
        reader = ScalarReader(Path(name))
        reader.poll()
        grown = []
        for first in range(options.steps + 1, options.steps + 1 + 20 * 100, 100):
            write(path, range(first, first + 100))
            started = time.process_time()
            found = len(reader.poll())
            grown.append(time.process_time() - started)
            assert found == 100 * len(TAGS)
        size = path.stat().st_size / 1e6
    print(f"{f'{options.steps:,} steps of {len(TAGS)} tags ({size:.0f} MB) as scalars':<56} {_shown(scalars)}")
    print(f"{'the same as steps':<56} {_shown(steps)}")
    print(f"{'another 100 steps':<56} {_shown(grown)}")


def _seconds(reader: ScalarReader | KohyaScalars) -> float:
    started = time.process_time()
    reader.poll()
    return time.process_time() - started


def _shown(values: list[float]) -> str:
    return f"{statistics.median(values):8.4f} s   ({min(values):.4f} to {max(values):.4f})"


if __name__ == "__main__":
    main()
