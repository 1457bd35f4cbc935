"""What is wrong with the captions of a subset, gathered so that ten thousand images give a few problems."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from core.config.dataset_config import SubsetSettings
from core.config.problem import Problem, Severity, Write
from core.dataset.captions import LoadedCaption

CAPTION_EXTENSIONS = (".txt", ".caption", ".tags", ".cap")
_SHOWN = 3


@dataclass(slots=True)
class CaptionReport:
    """Collects the captions of one subset and says what is wrong with them."""

    subset: SubsetSettings
    cwd: Path
    missing: list[str] = field(default_factory=list)
    broken: dict[str, list[str]] = field(default_factory=dict)
    count: int = 0

    def add(self, image: str, caption: LoadedCaption) -> None:
        self.count += 1
        if caption.file is None:
            self.missing.append(image)
        elif caption.problem is not None:
            self.broken.setdefault(caption.problem, []).append(caption.file)

    def problems(self) -> list[Problem]:
        problems = [self._broken(reason, files) for reason, files in self.broken.items()]
        if self.missing:
            problems.append(self._missing())
        return problems

    def _broken(self, reason: str, files: list[str]) -> Problem:
        messages = {
            "empty": ("caption-empty", "is empty (0 bytes)", "Write a caption into it, or delete the file."),
            "not-utf8": ("caption-not-utf8", "is not UTF-8", "Save it in the encoding UTF-8."),
        }
        unreadable = ("caption-unreadable", f"cannot be read ({reason})", "Check its permissions.")
        code, what, hint = messages.get(reason, unreadable)
        more = f" (and {len(files) - 1} more)" if len(files) > 1 else ""
        return self._problem(Severity.ERROR, code, f"The caption {files[0]}{more} {what}; sd-scripts stops here.", hint)

    def _missing(self) -> Problem:
        extension = self.subset.caption_extension
        instead = "nothing" if self.subset.class_tokens is None else f"only {self.subset.class_tokens!r}"
        names = ", ".join(os.path.basename(name) for name in self.missing[:_SHOWN])  # noqa: PTH119
        more = f" and {len(self.missing) - _SHOWN} more" if len(self.missing) > _SHOWN else ""
        others = self._other_extensions()
        if others:
            found, number = others.most_common(1)[0]
            return self._problem(
                Severity.WARNING,
                "caption-extension",
                f"Captions are looked for with the extension {extension!r}, but {number} of {self.count} images have"
                f" {found!r} files: these are not read, and {instead} is trained as their caption.",
                f'Write caption_extension = "{found}" in the dataset config.',
                "caption_extension",
                Write(found),
            )
        return self._problem(
            Severity.WARNING if self.subset.class_tokens is None else Severity.NOTE,
            "missing-caption",
            f"{len(self.missing)} of {self.count} images in {self.subset.image_dir} have no {extension!r} file"
            f" ({names}{more}): {instead} is trained as their caption.",
            "Write the captions, or set class_tokens for the subset.",
        )

    def _other_extensions(self) -> Counter[str]:
        """How many images without a caption have a file beside them that looks like one."""
        folder = self.cwd / str(self.subset.image_dir)
        present = {entry.name for entry in os.scandir(folder)} if folder.is_dir() else set()
        found: Counter[str] = Counter()
        for image in self.missing:
            stem = os.path.splitext(os.path.basename(image))[0]  # noqa: PTH119, PTH122
            found.update(
                extension
                for extension in CAPTION_EXTENSIONS
                if extension != self.subset.caption_extension and stem + extension in present
            )
        return found

    def _problem(
        self,
        severity: Severity,
        code: str,
        message: str,
        hint: str,
        key: str | None = None,
        remedy: Write | None = None,
    ) -> Problem:
        place = self.subset.place
        return Problem(severity, code, message, hint, place.file, place.line, key, remedy)
