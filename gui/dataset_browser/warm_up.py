"""What the first image would otherwise wait for: modules and the tokenizer's table, loaded beforehand by a worker."""

from __future__ import annotations

import importlib

_MODULES = (
    "core.config.editing",
    "core.dataset.caption_text",
    "core.dataset.edits",
    "core.dataset.problem_texts",
    "core.dataset.problems",
    "gui.dataset_browser.drafts",
    "gui.dataset_browser.opened",
    "gui.dataset_browser.overview",
    "gui.dataset_browser.pictures",
    "gui.dataset_browser.refresh",
    "gui.dataset_browser.writing",
)


def warm_up() -> None:
    """Takes a third of a second, most of it while the person still chooses what to open."""
    for name in _MODULES:
        importlib.import_module(name)
    from core.dataset.clip_tokens import count_tokens

    count_tokens("a")
