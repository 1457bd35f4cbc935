"""What the panel on the left says: how many images have which tag, problem, folder and bucket. For worker threads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from core.dataset.trained import BucketChart
    from core.dataset.trigger_words import TriggerWord
    from gui.dataset_browser.opened import OpenedData

_KEPT_TAGS = 5000


@dataclass(frozen=True, slots=True)
class BucketCount:
    """`images` fall into it, `count` with repeats; the last of its `batches` lacks `unfilled` images."""

    size: tuple[int, int]
    images: int
    count: int
    batches: int
    unfilled: int


@dataclass(frozen=True, slots=True)
class Overview:
    """`tags` are the most frequent; `read` is how many captions have been read, of `total` images.

    `others` counts what is wrong with folders, settings and files that are no images.
    `triggers` is empty until the captions have been looked at; `kept_pairs` are copies of which both stay.
    """

    total: int = 0
    read: int = 0
    tags: Mapping[str, int] = field(default_factory=dict)
    problems: Mapping[str, int] = field(default_factory=dict)
    folders: Mapping[str, int] = field(default_factory=dict)
    buckets: tuple[BucketCount, ...] = ()
    formats: Mapping[str, int] = field(default_factory=dict)
    others: int = 0
    triggers: tuple[TriggerWord, ...] = ()
    kept_pairs: int = 0

    def completions(self) -> dict[str, Mapping[str, int]]:
        """What may be typed after each field of a query."""
        return {
            "tag": self.tags,
            "problem": {"any": sum(self.problems.values()), **self.problems},
            "folder": self.folders,
            "bucket": {f"{bucket.size[0]}x{bucket.size[1]}": bucket.images for bucket in self.buckets},
            "format": self.formats,
        }


def overview(data: OpenedData, check: Callable[[], None] = lambda: None) -> Overview:
    """Count what has been read so far."""
    library = data.library
    check()
    tags = Counter(library.tag_counts.copy())
    problems = {code: int(mask.sum()) for code, mask in data.known.problems.items()}
    listed = np.bincount(np.frombuffer(library.listing.folder_of, np.uint32), minlength=len(library.listing.folders))
    folders = {
        library.relative(folder.path): int(count)
        for folder, count in zip(library.listing.folders, listed.tolist(), strict=True)
    }
    check()
    kinds = Counter(library.format.tolist())
    from core.dataset.image_facts import ImageFormat
    from core.dataset.problem_texts import file_problem_count
    from core.dataset.trained import bucket_chart

    chart = bucket_chart(library)
    return Overview(
        total=len(library),
        read=int(np.count_nonzero(library.caption_state)),
        tags=dict(tags.most_common(_KEPT_TAGS)),
        problems={code: count for code, count in problems.items() if count},
        folders=folders,
        buckets=_buckets(chart),
        formats={ImageFormat(kind).name.lower(): count for kind, count in kinds.items() if kind},
        triggers=_triggers(data),
        kept_pairs=len(data.problems.kept),
        others=file_problem_count(library, data.problems, chart),
    )


def _triggers(data: OpenedData) -> tuple[TriggerWord, ...]:
    from core.dataset.trigger_words import trigger_words

    guessed = data.problems.guessed
    if guessed is None or data.side is None:
        return ()
    return tuple(trigger_words(data.library, guessed, data.side.triggers))


def _buckets(chart: BucketChart) -> tuple[BucketCount, ...]:
    found: dict[tuple[int, int], BucketCount] = {}
    for bar in chart.bars:
        old = found.get(bar.resolution, BucketCount(bar.resolution, 0, 0, 0, 0))
        found[bar.resolution] = BucketCount(
            bar.resolution,
            old.images + len(bar.images),
            old.count + bar.count,
            old.batches + bar.batches,
            old.unfilled + bar.unfilled,
        )
    return tuple(sorted(found.values(), key=lambda bucket: (bucket.size[0] / bucket.size[1], bucket.size)))
