"""The peaks of video memory of a person's own runs of sd-scripts, to correct the estimate by."""

from __future__ import annotations

from pathlib import Path

from core.config.memory import workload
from core.config.memory_model import MIB, Measurement
from core.config.past_training import training_of_run
from core.config.schema import DEFAULT_SCRIPT
from core.errors import AppError
from core.runs.folder import RunFolder
from core.runs.record import read_record
from core.runs.store import RunStore

_NEWEST = 20
_FEWEST_SAMPLES = 10


def own_peaks(runs_root: Path) -> list[Measurement]:
    """Peaks of the newest SD1.x runs of sd-scripts; what the card held before the run is not counted.

    Runs that cannot be read are left out: the estimate is then simply not corrected by them.
    """
    if not runs_root.is_dir():
        return []
    folders = sorted((path for path in runs_root.iterdir() if path.is_dir()), reverse=True)
    found = []
    for path in folders:
        try:
            measurement = _measurement(RunFolder(path))
        except (AppError, OSError):
            continue
        if measurement is not None:
            found.append(measurement)
        if len(found) == _NEWEST:
            break
    return found


def _measurement(folder: RunFolder) -> Measurement | None:
    record = read_record(folder)
    if record.engine != "kohya":
        return None
    with RunStore(folder) as store:
        columns = store.hardware_after().columns
    used = columns.get("gpu0.memory_used")
    if used is None:
        return None
    used = used[used == used]  # a card that answered late has no value before
    if len(used) < _FEWEST_SAMPLES:
        return None
    args, blueprint = training_of_run(folder)
    if args.script != DEFAULT_SCRIPT:
        return None
    work = workload(args, blueprint)
    peak = float(used.max() - used[0]) / MIB
    return None if work is None or peak <= 0 else Measurement(work, peak)
