"""The sentences of `core` as patterns, collected for the translators: `python -m gui.core_templates`."""

from __future__ import annotations

import ast
import re
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import core
from gui.core_texts import PLACE, core_text_file, read_texts
from gui.translations import LANGUAGES, unfinished

_SILENT_ROOMS = ("cli", "trainer/demo", "environment/inside")
"""What a terminal shows, and what nobody is told."""
_SILENT_FILES = frozenset(
    {
        "console_lines.py",
        "console_records.py",
        "console_skim.py",
        "demo.py",
        "demo_pictures.py",
        "export.py",
        "failure_signs.py",
        "hooks.py",
    }
)
_SENTENCE = re.compile(r"[a-z]{2,}[,:;]? [A-Za-z{(\[“`0-9]|\} [a-z]|[a-z] \{")
_SQL = r"^\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|ALTER|BEGIN|WHERE|ORDER BY)\b"
_NAMES = r"^(?:[a-z]+(?:_[a-z0-9]+)+ ?){3}"
_CITATION = r"^sd-scripts (?:library|networks|train_network)\b.*\.py"
_SCRIPT = r"^(?:#!|@echo|cd /d|Set-Location|Remove-Item|import |from )"
_NOT_SPOKEN = re.compile(rf"\(\?|\(\.\+\)|\\[dwsSn]|^--|%[ds]|Traceback|\t|{_SQL}|{_NAMES}|{_CITATION}|{_SCRIPT}")
_ORDER = re.compile(r"(?:[A-Z][a-z]+|\{[^{}]+\} [a-z]{4,}) \{.+\.$")
"""One word and values: `Write {key} = {value}.`, `{key} needs {other}.`"""
_THING = re.compile(r"an? [a-z]{4,}$")
_WORD = re.compile(r"[a-z]{2,}")
_LOGGING = frozenset({"debug", "info", "warning", "exception", "error", "critical"})
_FEWEST_CHARACTERS = 6


def core_sentences() -> dict[str, str]:
    """Pattern by pattern, with the file that it was first found in (relative to `core`)."""
    root = Path(core.__path__[0])
    found: dict[str, str] = {}
    for path in sorted(root.rglob("*.py")):
        name = path.relative_to(root).as_posix()
        if name.startswith(_SILENT_ROOMS) or path.name in _SILENT_FILES:
            continue
        for sentence in sentences(path.read_text(encoding="utf-8")):
            found.setdefault(sentence, name)
    return found


def sentences(source: str) -> Iterator[str]:
    """What looks like words for people among the strings of a module."""
    tree = ast.parse(source)
    silent = {id(inner) for node in ast.walk(tree) if _is_silent(node) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            silent |= {id(inner) for inner in ast.walk(node) if inner is not node}
    for node in ast.walk(tree):
        if id(node) in silent:
            continue
        text = _pattern(node)
        if text is not None and len(text) >= _FEWEST_CHARACTERS and _is_spoken(text):
            yield text.strip()


def collect(path: Path) -> None:
    """Bring a language's file up to date; what is new in it is unfinished."""
    known = read_texts(path)
    root = ElementTree.Element("TS", version="2.1", language=path.stem)
    context = ElementTree.SubElement(root, "context")
    ElementTree.SubElement(context, "name").text = "core"
    for sentence in sorted(core_sentences()):
        message = ElementTree.SubElement(context, "message")
        ElementTree.SubElement(message, "source").text = sentence
        translation = ElementTree.SubElement(message, "translation")
        if sentence in known:
            translation.text = known[sentence]
        else:
            translation.set("type", "unfinished")
    ElementTree.indent(root, "    ")
    text = ElementTree.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', encoding="utf-8", newline="\n")


def _is_silent(node: ast.AST) -> bool:
    """Documentation, records of the log, assertions."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        owner = node.func.value
        return node.func.attr in _LOGGING and isinstance(owner, ast.Name) and owner.id in ("_log", "log", "logging")
    return isinstance(node, ast.Assert)


def _pattern(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if not isinstance(node, ast.JoinedStr):
        return None
    parts = []
    for value in node.values:
        if isinstance(value, ast.FormattedValue):
            parts.append("{" + re.sub(r"[{}]", "", ast.unparse(value.value)) + "}")
        elif isinstance(value, ast.Constant):
            parts.append(str(value.value))
    return "".join(parts)


def _is_spoken(text: str) -> bool:
    words = _WORD.findall(PLACE.sub(" ", text))
    is_sentence = (len(words) > 1 and _SENTENCE.search(text)) or _ORDER.match(text) or _THING.match(text)
    return bool(is_sentence) and not _NOT_SPOKEN.search(text)


def main() -> int:
    """Collect; exit code 1 while sentences are not translated."""
    missing = 0
    for language in LANGUAGES:
        if language != "en":
            path = core_text_file(language)
            path.parent.mkdir(parents=True, exist_ok=True)
            collect(path)
            left = unfinished(path)
            missing += len(left)
            sys.stdout.writelines(f"{language}: {sentence!r} is not translated\n" for sentence in left)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
