"""Languages: installing one, and `python -m gui.translations` to collect and compile the texts.

The command runs the lupdate and lrelease that come with PySide6 over every file of `gui/` and fails while a language
has texts without a finished translation. Each room of `gui/` has a file of texts of its own; they are compiled into
one.
"""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import PySide6
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from core.paths import resources_folder

LANGUAGES = {"en": "English", "zh_TW": "繁體中文"}
"""Every language there is, by its own name."""


def language_for(chosen: str) -> str:
    """The language to show: the chosen one, else the first of the system's that there is, else English."""
    wanted = [chosen] if chosen else QLocale.system().uiLanguages()
    for name in wanted:
        locale = QLocale(name)
        if locale.name() in LANGUAGES:
            return locale.name()
        traditional = locale.script() == QLocale.Script.TraditionalChineseScript
        if locale.language() == QLocale.Language.Chinese and traditional:
            return "zh_TW"
        if locale.language() == QLocale.Language.English:
            return "en"
    return "en"


def install_language(application: QCoreApplication, chosen: str) -> list[QTranslator]:
    """Speak the language from now on; remove the returned translators to stop."""
    language = language_for(chosen)
    QLocale.setDefault(QLocale(language) if chosen else QLocale.system())
    installed = []
    if language != "en":
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for stem, folder in ((f"qtbase_{language}", qt_folder), (language, str(translations_folder()))):
            translator = QTranslator(application)
            if translator.load(stem, folder):
                application.installTranslator(translator)
                installed.append(translator)
    return installed


def translations_folder() -> Path:
    return resources_folder() / "translations"


def unfinished(source: Path) -> list[str]:
    """The texts of a `.ts` file that have no finished translation."""
    missing = []
    for message in ElementTree.parse(source).iter("message"):  # noqa: S314 - a file of our own
        translation = message.find("translation")
        if translation is None or translation.get("type") == "unfinished" or not "".join(translation.itertext()):
            missing.append(message.findtext("source", ""))
    return missing


def text_files(language: str) -> dict[str, Path]:
    """The file of texts for each room of `gui/`; `window` is what lies in no room."""
    folder = Path(__file__).parent
    rooms = [path.name for path in sorted(folder.iterdir()) if (path / "__init__.py").is_file()]
    return {room: translations_folder() / language / f"{room}.ts" for room in ("window", *rooms)}


def main() -> int:
    """Collect and compile; exit code 1 while texts are missing."""
    missing = 0
    for language in LANGUAGES:
        if language == "en":
            continue
        files = text_files(language)
        for room, texts in files.items():
            texts.parent.mkdir(parents=True, exist_ok=True)
            options = ("-locations", "none", "-no-obsolete", "-target-language", language, "-ts", str(texts))
            _run("lupdate", *_sources(room), *options)
            left = unfinished(texts)
            missing += len(left)
            for text in left:
                sys.stdout.write(f"{language}, {room}: {text!r} is not translated\n")
        compiled = translations_folder() / f"{language}.qm"
        _run("lrelease", "-silent", *map(str, files.values()), "-qm", str(compiled))
    return 1 if missing else 0


def _sources(room: str) -> list[str]:
    folder = Path(__file__).parent
    found = folder.glob("*.py") if room == "window" else (folder / room).rglob("*.py")
    return sorted(map(str, found))


def _run(tool: str, *arguments: str) -> None:
    folder = Path(PySide6.__file__).parent
    program = next(path for path in (folder / tool, folder / f"{tool}.exe") if path.exists())
    subprocess.run([str(program), *arguments], check=True)


if __name__ == "__main__":
    sys.exit(main())
