"""Command lines for shells: bash is really asked; PowerShell, cmd and Windows programs by their documented rules."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.config.quoting import Shell, command_line, powershell_text, script, windows_word
from core.errors import ConfigError

NASTY = ["", " ", "a b", '"', "'", "\\", "a\\", "a b\\", 'a"b', 'a\\"b', "$HOME", "`id`", "$(id)", "%PATH%", "!x!", "^",
         "&", "|", "<", ">", "(", ")", ";", "*", "?", "[a]", "{a,b}", "~", "#", "=", "-", "--x=y z", "角色 名",
         "\u2018typographic\u2019", "C:\\資料 夾\\", "@file", ","]  # fmt: skip
WORDS = st.sampled_from(NASTY) | st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=10)
ONE_LINE = WORDS.filter(lambda text: not set(text) & {"\n", "\r"})
SHOW = (
    sys.executable,
    "-I",
    "-c",
    "import json, os, sys; print(json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)]))",
)


@given(st.lists(WORDS, max_size=12))
@settings(max_examples=60, deadline=None)
def test_bash_hands_on_exactly_these_arguments(words: list[str]) -> None:
    line = command_line(["printf", "%s\\0", *words, "end"], Shell.BASH)
    shown = subprocess.run(["bash", "-c", line], capture_output=True, check=True).stdout
    assert shown.decode().split("\0")[:-1] == [*words, "end"]


def test_bash_goes_to_the_folder_and_sets_variables(tmp_path: Path) -> None:
    folder = tmp_path / "a 'folder'\" $x"
    folder.mkdir()
    env = {"KOHYA_X": "two words; $x", "HOME": None}
    for text in (
        command_line([*SHOW, *NASTY], Shell.BASH, folder, env),
        script([*SHOW, *NASTY], Shell.BASH, folder, env),
    ):
        line = text.decode() if isinstance(text, bytes) else text
        done = subprocess.run(["bash", "-c", line], capture_output=True, check=True, text=True)
        words, cwd, variables = json.loads(done.stdout)
        assert (words, cwd, variables["KOHYA_X"]) == (NASTY, str(folder), "two words; $x")
        assert "HOME" not in variables


def test_a_bash_script_ends_with_the_exit_code_of_the_program(tmp_path: Path) -> None:
    path = tmp_path / "train me.sh"
    path.write_bytes(script(["bash", "-c", "exit 7"], Shell.BASH, tmp_path))
    assert subprocess.run(["bash", str(path)], check=False).returncode == 7


def arguments_of_windows(line: str) -> list[str]:
    """Microsoft, "Parsing C command-line arguments"; the program's name comes first and is left out."""
    words: list[str] = []
    word, inside, started, at = "", False, False, 0
    while at < len(line):
        slashes = len(line) - at - len(line[at:].lstrip("\\"))
        at += slashes
        mark = line[at : at + 1]
        if mark == '"':
            word += "\\" * (slashes // 2)
            if slashes % 2:
                word += '"'
            elif inside and line[at + 1 : at + 2] == '"':
                word += '"'
                at += 1
            else:
                inside = not inside
            started = True
        else:
            word += "\\" * slashes
            started = started or slashes > 0
            if mark in {" ", "\t", ""} and not inside:
                words += [word] if started else []
                word, started = "", False
            else:
                word += mark
                started = True
        at += 1
    return [*words, word] if started else words


@given(st.lists(ONE_LINE, max_size=8))
@settings(max_examples=200)
def test_a_windows_program_understands_its_words(words: list[str]) -> None:
    assert arguments_of_windows(" ".join(windows_word(word) for word in words)) == words


QUOTES = "'\u2018\u2019\u201a\u201b"


def literals_of_powershell(text: str) -> list[str]:
    """Single-quoted texts: any of five quotes opens, closes, or doubled stands for the second one."""
    return [re.sub(f"[{QUOTES}]([{QUOTES}])", r"\1", found[1:-1]) for found in
            re.findall(f"[{QUOTES}](?:[^{QUOTES}]|[{QUOTES}][{QUOTES}])*[{QUOTES}]", text)]  # fmt: skip


def legacy_line(words: list[str]) -> str:
    """What PowerShell up to 7.2 makes of arguments (NativeCommandParameterBinder): quotes around what has white space
    outside of quotes, and nothing else."""
    line = []
    for word in words:
        inside, needs, slashes = False, False, 0
        for mark in word:
            if mark == '"' and slashes % 2 == 0:
                inside = not inside
            needs = needs or (mark.isspace() and not inside)
            slashes = slashes + 1 if mark == "\\" else 0
        line.append(f'"{word}"' if needs else word)
    return " ".join(line)


@given(st.lists(ONE_LINE, max_size=6))
@settings(max_examples=200)
def test_powershell_up_to_7_2_hands_on_exactly_these_arguments(words: list[str]) -> None:
    line = command_line(["C:\\程式\\python.exe", *words], Shell.POWERSHELL)
    call = line[line.index("& '") if line.startswith("& '") else line.index("; & '") + 2 :].removesuffix(" }")
    program, *given_words = words_of_powershell(call.removeprefix("& "))
    assert program == "C:\\程式\\python.exe"
    assert arguments_of_windows(legacy_line(given_words)) == words
    newer = any('"' in word or not word or (word.endswith("\\") and re.search(r"\s", word)) for word in words)
    assert ("$PSNativeCommandArgumentPassing = 'Legacy'" in line) == newer


def words_of_powershell(text: str) -> list[str]:
    words, at = [], 0
    pattern = re.compile(f"[{QUOTES}](?:[^{QUOTES}]|[{QUOTES}][{QUOTES}])*[{QUOTES}]|[^ {QUOTES}]+")
    while at < len(text):
        if text[at] == " ":
            at += 1
            continue
        match = pattern.match(text, at)
        assert match is not None, text[at:]
        words += literals_of_powershell(match[0]) if match[0][0] in QUOTES else [match[0]]
        at = match.end()
    return words


def test_powershell_expands_nothing_in_its_texts() -> None:
    assert powershell_text("it's $HOME `n \u2018x\u2019") == "'it''s $HOME `n \u2018\u2018x\u2019\u2019'"


def line_after_cmd(line: str) -> str:
    """cmd.exe's second phase: a caret takes the meaning from what follows; outside of quotes specials end a command."""
    plain, at, inside = "", 0, False
    while at < len(line):
        mark = line[at]
        if mark == "^" and not inside:
            at += 1
            plain += line[at : at + 1]
        else:
            inside = not inside if mark == '"' else inside
            assert inside or mark not in "&|<>()", f"{mark} would be taken by cmd.exe"
            plain += mark
        at += 1
    return plain


@given(st.lists(ONE_LINE, max_size=6), st.booleans())
@settings(max_examples=200)
def test_cmd_hands_on_exactly_these_arguments(words: list[str], in_file: bool) -> None:
    program = "C:\\程式 集\\python.exe"
    if in_file:
        line = script([program, *words], Shell.CMD).decode().split("\r\n")[3].replace("%%", "\0")
        assert "%" not in line, "a single percent sign would begin a variable"
        line = line.replace("\0", "%")
    else:
        line = command_line([program, *words], Shell.CMD)
        assert not re.search(r"%[^%^]*%", line), "a variable between percent signs would be replaced"
    head = f'"{program}"'
    assert line.startswith(head)
    assert arguments_of_windows(line_after_cmd(line[len(head) :])) == words


@pytest.mark.parametrize("words", [["a\nb"], ["x" * 9000], ["a\0b"]])
def test_what_cmd_cannot_say_is_refused(words: list[str]) -> None:
    with pytest.raises(ConfigError):
        command_line(["python", *words], Shell.CMD)


@given(st.sampled_from(list(Shell)), st.lists(ONE_LINE, max_size=4))
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_scripts_are_in_the_encoding_that_their_shell_reads(shell: Shell, words: list[str]) -> None:
    data = script(["python", "訓練.py", *words], shell)
    assert "訓練.py" in data.decode("utf-8-sig")
    assert data.startswith(b"\xef\xbb\xbf") == (shell is Shell.POWERSHELL)
    if shell is Shell.CMD:
        assert data.index(b"chcp 65001") < data.index("訓練".encode())
