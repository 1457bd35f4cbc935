"""How far a setup is, in a line."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.environment.progress import Progress
from gui import formats
from gui.core_texts import spoken

translate = QCoreApplication.translate


def step_line(progress: Progress) -> str:
    """`Step 4 of 7: Install torch`."""
    return translate("SetupProgress", "Step {number} of {count}: {title}").format(
        number=progress.step + 1, count=progress.steps, title=spoken(progress.title)
    )


def numbers_line(progress: Progress) -> str:
    """`1.2 of 4.0 GB · 14 of 30 packages · 12 MB/s · 5 min left`: what is known of it."""
    parts = []
    if progress.bytes_total:
        done, total = formats.size(progress.bytes_done), formats.size(progress.bytes_total)
        parts.append(translate("SetupProgress", "{done} of {total}").format(done=done, total=total))
    elif progress.bytes_done:
        parts.append(formats.size(progress.bytes_done))
    if progress.packages_total:
        parts.append(
            translate("SetupProgress", "{done} of {total} packages").format(
                done=progress.packages_done, total=progress.packages_total
            )
        )
    if progress.speed:
        parts.append(translate("SetupProgress", "{size} a second").format(size=formats.size(progress.speed)))
    if progress.seconds_left is not None:
        left = formats.duration(progress.seconds_left)
        parts.append(translate("SetupProgress", "{duration} left").format(duration=left))
    return " · ".join(parts)


def details_of(progress: Progress) -> str:
    numbers = numbers_line(progress)
    return f"{step_line(progress)} · {numbers}" if numbers else step_line(progress)
