"""Where in a person's training config a new key belongs."""

from __future__ import annotations

from core.config.document_lines import KeyPath, key_lines
from core.config.editing import plain_lines
from core.config.groups import group_of
from core.config.source import Source


def place_for(source: Source, key: str) -> KeyPath:
    """The path at which `key` stands, or at which it fits best: sections do not matter to sd-scripts, but to people.

    A new key goes into the section that holds most keys of its group, else into the last section, else to the top.
    """
    lines = key_lines(plain_lines(source.text))
    written = [path for path in lines if path[-1] == key and len(path) <= 2 and isinstance(path[-1], str)]
    if written:
        return max(written, key=lambda path: lines[path])
    sections: dict[KeyPath, int] = {}
    for path in lines:
        if len(path) <= 2 and isinstance(path[-1], str) and (*path,) not in {other[:-1] for other in lines}:
            same = group_of(path[-1]) == group_of(key)
            sections[path[:-1]] = sections.get(path[:-1], 0) + same
    if not sections:
        return (key,)
    best = max(sections.values())
    choices = [section for section, count in sections.items() if count == best]
    return (*(choices[-1] if best == 0 else choices[0]), key)
