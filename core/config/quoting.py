"""Command lines to copy and scripts to keep, quoted so that each shell hands on exactly the arguments meant."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from core.errors import ConfigError

Environment = Mapping[str, str | None]
_CMD_LONGEST = 8191
"""Characters of a command line that cmd.exe takes (Microsoft, "Command prompt line string limitation")."""
_CMD_SPECIAL = re.compile(r'[()%!^"<>&|]')
_POWERSHELL_QUOTES = re.compile("(['\u2018\u2019\u201a\u201b])")
"""PowerShell ends a quoted text at typographic quotes, too."""
_BARE = re.compile(r"--[a-z][a-z0-9_]*|[A-Za-z][A-Za-z_]*")
_WHITE = re.compile(r"\s")


class Shell(StrEnum):
    BASH = "bash"
    POWERSHELL = "powershell"
    CMD = "cmd"


SUFFIXES = {Shell.BASH: ".sh", Shell.POWERSHELL: ".ps1", Shell.CMD: ".bat"}


def command_line(argv: Sequence[str], shell: Shell, cwd: Path | None = None, env: Environment | None = None) -> str:
    """One line to paste into a shell: go to `cwd`, set `env` (None unsets), run `argv`.

    Raises:
        ConfigError: that shell has no way to say it.
    """
    return _joined(argv, shell, cwd, env or {}, in_file=False)


def script(argv: Sequence[str], shell: Shell, cwd: Path | None = None, env: Environment | None = None) -> bytes:
    """The content of a script that runs `argv` and ends with its exit code.

    `.sh`: UTF-8; `.ps1`: UTF-8 with the byte order mark that Windows PowerShell 5.1 needs; `.bat`: UTF-8 behind
    `chcp 65001`, with CR LF.

    Raises:
        ConfigError: see `command_line`.
    """
    line = _joined(argv, shell, cwd, env or {}, in_file=True)
    if shell is Shell.BASH:
        return f"#!/usr/bin/env bash\nset -e\n{line}\n".encode()
    if shell is Shell.POWERSHELL:
        return b"\xef\xbb\xbf" + f"$ErrorActionPreference = 'Stop'\r\n{line}\r\nexit $LASTEXITCODE\r\n".encode()
    head = "@echo off\r\nsetlocal DisableDelayedExpansion\r\nchcp 65001 >nul\r\n"
    return f"{head}{line}\r\nexit /b %ERRORLEVEL%\r\n".encode()


def _joined(argv: Sequence[str], shell: Shell, cwd: Path | None, env: Environment, *, in_file: bool) -> str:
    for text in (*argv, str(cwd or ""), *(value or "" for value in env.values())):
        if "\0" in text:
            raise ConfigError("A command line cannot hold a NUL character.", "Remove it.")
    if shell is Shell.BASH:
        return _bash(argv, cwd, env)
    if shell is Shell.POWERSHELL:
        return _powershell(argv, cwd, env)
    return _cmd(argv, cwd, env, in_file=in_file)


def _bash(argv: Sequence[str], cwd: Path | None, env: Environment) -> str:
    unset = [word for name, value in env.items() if value is None for word in ("-u", name)]
    settings = [f"{name}={value}" for name, value in env.items() if value is not None]
    words = [*(["env", *unset, *settings] if unset or settings else []), *argv]
    line = " ".join(_bash_word(word) for word in words)
    return line if cwd is None else f"cd -- {shlex.quote(str(cwd))} && {line}"


def _bash_word(text: str) -> str:
    name, equals, value = text.partition("=")
    if equals and re.fullmatch(r"[A-Za-z_]\w*", name):
        return f"{name}={shlex.quote(value)}"
    return shlex.quote(text)


def _powershell(argv: Sequence[str], cwd: Path | None, env: Environment) -> str:
    """PowerShell before 7.3 hands on quotes and empty texts as no program understands them, later versions do not; what
    is affected is put into the words of the program's own command line, and newer versions are told to leave it so.
    """
    parts = [] if cwd is None else [f"Set-Location -LiteralPath {powershell_text(str(cwd))}"]
    for name, value in env.items():
        if value is None:
            parts.append(f"Remove-Item Env:\\{name} -ErrorAction SilentlyContinue")
        else:
            parts.append(f"$env:{name} = {powershell_text(value)}")
    program, arguments = argv[0], argv[1:]
    call = "& " + powershell_text(program)
    if all(_same_in_every_powershell(argument) for argument in arguments):
        words = [argument if _BARE.fullmatch(argument) else powershell_text(argument) for argument in arguments]
        parts.append(" ".join([call, *words]))
    else:
        words = [powershell_text(windows_word(argument)) for argument in arguments]
        line = " ".join([call, *words])
        parts.append(f"& {{ $PSNativeCommandArgumentPassing = 'Legacy'; {line} }}")
    return "; ".join(parts)


def powershell_text(text: str) -> str:
    """A text in single quotes, in which PowerShell expands nothing."""
    return "'" + _POWERSHELL_QUOTES.sub(r"\1\1", text) + "'"


def _same_in_every_powershell(argument: str) -> bool:
    return argument != "" and '"' not in argument and not (_WHITE.search(argument) and argument.endswith("\\"))


def windows_word(text: str) -> str:
    """One argument in the command line of a Windows program.

    Source: Microsoft, "Parsing C command-line arguments": backslashes are doubled where a quote follows.
    """
    if text and not _WHITE.search(text) and '"' not in text:
        return text
    escaped = re.sub(r'(\\*)"', r'\1\1\\"', text)
    return '"' + re.sub(r"(\\+)$", r"\1\1", escaped) + '"'


def _cmd(argv: Sequence[str], cwd: Path | None, env: Environment, *, in_file: bool) -> str:
    """Every special character gets its caret, the quotes too: cmd.exe then never believes itself inside of quotes. The
    program and the folder stand in quotes, where it looks for them."""
    parts = [] if cwd is None else [f"cd /d {_cmd_quoted(str(cwd), in_file=in_file)}"]
    parts += ["set " + _cmd_quoted(f"{name}={value or ''}", in_file=in_file) for name, value in env.items()]
    words = [_cmd_word(argument, in_file=in_file) for argument in argv[1:]]
    parts.append(" ".join([_cmd_quoted(argv[0], in_file=in_file), *words]))
    line = " && ".join(parts) if not in_file else "\r\n".join(parts)
    if any(len(part) > _CMD_LONGEST for part in (parts if in_file else [line])):
        raise ConfigError(
            f"cmd.exe takes at most {_CMD_LONGEST} characters in a line.",
            "Choose PowerShell, or the method config_file, which needs fewer arguments.",
        )
    return line


def _cmd_word(text: str, *, in_file: bool) -> str:
    _refuse_lines(text)
    escaped = _CMD_SPECIAL.sub(lambda match: f"^{match[0]}", windows_word(text))
    return escaped.replace("^%", "%%") if in_file else escaped


def _cmd_quoted(text: str, *, in_file: bool) -> str:
    _refuse_lines(text)
    if '"' in text:
        raise ConfigError(f"cmd.exe cannot take a quote inside of {text!r}.", "Choose PowerShell, or rename it.")
    if not in_file and text.count("%") > 1:
        raise ConfigError(
            f"cmd.exe would replace what stands between the percent signs of {text!r}.",
            "Export a script, or choose PowerShell.",
        )
    return '"' + (text.replace("%", "%%") if in_file else text) + '"'


def _refuse_lines(text: str) -> None:
    if "\n" in text or "\r" in text:
        raise ConfigError(f"cmd.exe cannot take an argument of several lines: {text!r}.", "Choose PowerShell.")
