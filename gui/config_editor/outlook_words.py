"""What a forecast says in the language of the window."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from gui import formats

if TYPE_CHECKING:
    from core.config.forecast import Forecast
    from core.config.memory import MemoryEstimate

translate = QCoreApplication.translate


def memory_source(estimate: MemoryEstimate) -> str:
    """Where the numbers of an estimate come from, in a sentence or two."""
    if not estimate.measured:
        return translate(
            "OutlookWords",
            "Never measured for {model}: reckoned from the sizes of the model's parts, so the range is wide.",
        ).format(model=estimate.model)
    words = translate("OutlookWords", "From {count} peaks measured with sd-scripts on one card ({model}).").format(
        count=estimate.measured, model=estimate.model
    )
    if estimate.own_runs:
        words += " " + translate("OutlookWords", "Corrected by {count} of your own runs.").format(
            count=estimate.own_runs
        )
    if estimate.never_measured:
        named = _notes()
        parts = ", ".join(named.get(note, note) for note in estimate.never_measured)
        words += " " + translate("OutlookWords", "Wider, because never measured: {parts}.").format(parts=parts)
    return words


def time_words(forecast: Forecast) -> tuple[str, str]:
    """How long it takes, and how that is known."""
    speed = forecast.speed
    if speed is None or forecast.seconds is None:
        return "–", translate("OutlookWords", "No run of this kind yet: its first run will tell.")
    words = (
        translate("OutlookWords", "{speed}, as in the run {run}")
        if not speed.is_scaled
        else translate("OutlookWords", "{speed}, reckoned from the run {run}, whose steps had another size")
    )
    return f"≈ {formats.duration(forecast.seconds)}", words.format(speed=formats.speed(speed.seconds), run=speed.source)


def checkpoint_words(forecast: Forecast) -> str:
    """How many checkpoints are written, and how large one is."""
    count = f"{forecast.written:,}"
    if forecast.kept < forecast.written:
        count = translate("OutlookWords", "{written}, {kept} kept").format(written=count, kept=f"{forecast.kept:,}")
    if forecast.checkpoint_bytes is None:
        return count
    return translate("OutlookWords", "{count} of {size}").format(
        count=count, size=formats.size(forecast.checkpoint_bytes)
    )


def disk_words(forecast: Forecast) -> str:
    """What the files need, and what is free where they go."""
    needed, free = forecast.disk_needed, forecast.disk_free
    if needed is None:
        return "–" if free is None else translate("OutlookWords", "{free} free").format(free=formats.size(free))
    if free is None:
        return formats.size(needed)
    return translate("OutlookWords", "{needed}, {free} free").format(
        needed=formats.size(needed), free=formats.size(free)
    )


def _notes() -> Mapping[str, str]:
    """By the names that `core.config.memory` gives them."""
    return {
        "no checkpointing with plain attention": translate("OutlookWords", "no checkpointing with plain attention"),
        "full precision": translate("OutlookWords", "full precision"),
        "text encoder only": translate("OutlookWords", "text encoder only"),
        "this resolution": translate("OutlookWords", "this resolution"),
        "this batch size": translate("OutlookWords", "this batch size"),
        "this optimizer": translate("OutlookWords", "this optimizer"),
        "this network module": translate("OutlookWords", "this network module"),
    }
