"""Documents: what is read, where things stand, what is refused and how."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.config.document_lines import key_lines
from core.config.documents import DocumentError, document_problems, line_of, read_document
from core.config.problem import Severity


def read(tmp_path: Path, content: bytes, name: str = "a.toml") -> Any:
    path = tmp_path / name
    path.write_bytes(content)
    return read_document(path)


TEXT = """\
# a comment = 1
top = 1

[general] # note
"quoted key" = 2
list = [
  1, # inside = 3
  2,
]
text = '''
inner = 4
'''

[[datasets]]
resolution = 512

[[datasets.subsets]]
image_dir = "a # b"

[[datasets.subsets]]
image_dir = "c"
a.b.c = 1

[[datasets]]
  [[datasets.subsets]]
  image_dir = "d"
"""


def test_lines() -> None:
    lines = key_lines(TEXT)
    expected = {
        ("top",): 2,
        ("general",): 4,
        ("general", "quoted key"): 5,
        ("general", "list"): 6,
        ("general", "text"): 10,
        ("datasets",): 14,
        ("datasets", 0): 14,
        ("datasets", 0, "resolution"): 15,
        ("datasets", 0, "subsets", 0, "image_dir"): 18,
        ("datasets", 0, "subsets", 1): 20,
        ("datasets", 0, "subsets", 1, "image_dir"): 21,
        ("datasets", 0, "subsets", 1, "a", "b", "c"): 22,
        ("datasets", 1): 24,
        ("datasets", 1, "subsets", 0, "image_dir"): 26,
    }
    assert {path: lines.get(path) for path in expected} == expected
    assert not any("inner" in path or "inside" in path for path in lines)


def test_the_nearest_line_stands_in_for_a_missing_key(tmp_path: Path) -> None:
    document = read(tmp_path, TEXT.encode())
    assert line_of(document, ("datasets", 0, "subsets", 1, "none")) == 20
    assert line_of(document, ("none",)) is None


def test_line_ends_and_byte_order_mark_are_noticed(tmp_path: Path) -> None:
    document = read(tmp_path, b"a = 1\r\nb = 2\r\n")
    assert (document.newline, document.bom, document.data) == ("\r\n", False, {"a": 1, "b": 2})
    marked = read(tmp_path, b"\xef\xbb\xbfa = 1\n")
    assert marked.bom
    assert marked.data == {"\ufeffa": 1}
    assert [problem.code for problem in document_problems(marked)] == ["byte-order-mark"]


@pytest.mark.parametrize(
    ("content", "line", "hint"),
    [
        (b'a = 1\nb = "C:\\Users\\x"\n', 2, "single quotes"),
        (b"a = 1\n\nb = True\n", 3, "lower case"),
        (b"a = 12-15\n", 1, "range"),
        ("a = “x”\n".encode(), 1, "plain ones"),
        (b"a = 1\nb = \n", 2, "value"),
        (b"a = .5\n", 1, "zero"),
        (b"a: 5\n", 1, "colon"),
        (b"a = [1, 0.5]\n", 1, "alike"),
        (b"a = 0,5\n", 1, "decimal point"),
        (b"a = null\n", 1, "out"),
        (b"a = some/path\n", 1, "quotes"),
        (b"\xef\xbb\xbf[a]\n", 1, "BOM"),
        (b"a = 1\nb = '\xff'\n", 2, "UTF-8"),
    ],
)
def test_refusals_name_the_line_and_the_way_out(content: bytes, line: int, hint: str, tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as refusal:
        read(tmp_path, content)
    assert refusal.value.line == line
    assert hint in refusal.value.hint
    assert refusal.value.problem().severity is Severity.ERROR


def test_an_array_that_loses_a_character(tmp_path: Path) -> None:
    document = read(tmp_path, b'network_args = ["a=1"\n')
    assert document.data == {"network_args": ["a="]}
    assert [(problem.code, problem.severity) for problem in document_problems(document)] == [
        ("toml-dialect", Severity.ERROR)
    ]


def test_bare_letters_of_other_scripts_are_only_a_warning(tmp_path: Path) -> None:
    problems = document_problems(read(tmp_path, "学習率 = 1\n".encode()))
    assert [(problem.code, problem.severity) for problem in problems] == [("toml-dialect", Severity.WARNING)]


def test_json(tmp_path: Path) -> None:
    assert read(tmp_path, b'{"datasets": []}', "a.json").data == {"datasets": []}
    with pytest.raises(DocumentError) as refusal:
        read(tmp_path, b'{\n"a": }', "a.json")
    assert refusal.value.line == 2


def test_a_missing_document(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as refusal:
        read_document(tmp_path / "none.toml")
    assert refusal.value.code == "missing-path"


FUZZ = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
PIECES = st.sampled_from(
    [
        *(
            "a",
            "=",
            "[",
            "]",
            "[[",
            "]]",
            '"',
            "'",
            '"""',
            "'''",
            "\n",
            "\r\n",
            " ",
            "\\",
            "\\u12",
            "{",
            "}",
            ",",
            ".",
            "#",
        ),
        *("1", "-", "1e5", "0x1", "true", "2024-01-01", "T10:00:00Z", "学", "\ufeff", "\x00", "\t", "inf", "_"),
    ]
)


@FUZZ
@given(st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text(max_size=80)))
def test_any_text_is_read_or_refused(tmp_path: Path, text: str) -> None:
    try:
        document = read(tmp_path, text.encode("utf-8", "surrogatepass"))
    except DocumentError as error:
        problems = [error.problem()]
    else:
        problems = document_problems(document)
        assert isinstance(document.data, dict)
    assert all(problem.message and problem.hint for problem in problems)


@FUZZ
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes) -> None:
    try:
        document = read(tmp_path, data)
    except DocumentError as error:
        problem = error.problem()
    else:
        problem = None
        assert isinstance(document.data, dict)
    assert problem is None or problem.message


scalars = st.one_of(
    st.booleans(),
    st.integers(-(2**31), 2**31),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\\"), max_size=15),
)
keys = st.from_regex(r"[a-z_]{1,12}", fullmatch=True)
documents = st.dictionaries(
    keys,
    st.one_of(scalars, st.lists(st.integers(0, 99), max_size=3), st.dictionaries(keys, scalars, max_size=4)),
    max_size=6,
)


@FUZZ
@given(documents)
def test_ordinary_documents_mean_what_toml_says(tmp_path: Path, data: dict[str, Any]) -> None:
    text = tomlkit.dumps(data)
    document = read(tmp_path, text.encode())
    assert document.data == tomllib.loads(text)
    assert document_problems(document) == []
    lines = text.split("\n")
    for path, number in document.lines.items():
        assert str(path[-1]) in lines[number - 1]
