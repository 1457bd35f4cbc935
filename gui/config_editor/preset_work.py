"""Finding the presets that can be offered, and what each would change. Pure, for a worker thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.config.edits import FileEdit
from core.config.hardware import Hardware
from core.config.optimal import optimal_preset
from core.config.own_peaks import own_peaks
from core.config.presets import Preset, UserPresets, apply_edits, builtin_presets, preset_edits
from core.config.source import Source
from gui.config_editor.comparison import Here
from gui.config_editor.text_diff import TextPair


@dataclass(frozen=True, slots=True)
class Offered:
    """`broken` has a sentence for each file of a preset that cannot be read."""

    presets: tuple[Preset, ...]
    broken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Applied:
    """What a preset would do: the edits of one step, and the texts before and after them."""

    edits: tuple[FileEdit, ...]
    texts: tuple[TextPair, ...]


def offered(here: Here, hardware: Hardware, runs_root: Path, folder: Path) -> Offered:
    """The preset for this machine's card, where there is one, those of the program, and those in `folder`."""
    optimal = optimal_preset(here.checked.args, here.checked.blueprint, hardware, own_peaks(runs_root))
    own, broken = UserPresets(folder).all()
    presets = [*([] if optimal is None else [optimal]), *builtin_presets(), *own]
    return Offered(tuple(presets), tuple(broken))


def applied(preset: Preset, training: Source, dataset: Source) -> Applied:
    """Raises ConfigError where a document is no valid TOML."""
    edits = preset_edits(preset, training, dataset if dataset.content else None)
    sources: Sequence[Source] = (training, dataset)
    after = apply_edits(edits, sources)
    texts = tuple(
        TextPair(source.path.name, source.text, fresh.text) for source, fresh in zip(sources, after, strict=True)
    )
    return Applied(tuple(edits), texts)
