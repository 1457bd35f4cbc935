"""Every complaint of tomllib is told in our words."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.config.toml_words import place_of_error, words_of_error


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ("a\n", "there is no = behind the key", (1, 2)),
        ("a = 1\nb = 2 3\n", "something stands behind the value", (2, 7)),
        ("[a\nb = 1\n", "the heading of the section is not closed by ]", (1, 3)),
        ("[[a]\n", "the heading of the section is not closed by ]]", (1, 4)),
        ("a = 1\na = 2\n", "this key stands twice in one section", (2, 6)),
        ("a = {b = 1, b = 2}\n", "this key stands twice between the same braces", (1, 18)),
        ("[a]\n[a]\n", "this section stands twice", (2, 3)),
        ("a.b = 1\n[a]\nc = 1\n", "this section stands twice", (2, 3)),
        ("a = {}\na.b = 1\n", "this section has been closed before", None),
        ("= 1\n", "a key cannot begin like this", (1, 1)),
        ("a = True\n", "this is no value that TOML knows", (1, 5)),
        ("a = 2024-02-31\n", "there is no such date or time", None),
        ('a = "\\uD800"\n', "the code behind the backslash is no character", None),
        ('a = "\\x"\n', "a backslash in double quotes begins no known escape", None),
        ("a = [1,\n\n", "the text ends in the middle of a value", (1, 1)),
        ("a = [1, 2\nb = 3\n", "a list is not closed by ]", (2, 1)),
        ("a = {b = 1\n", "a table between braces is not closed by }", None),
        ('a = "x\n', "a text is not closed by a quote", (1, 7)),
        ('a = "\0"\n', "there is a character that must not stand here", None),
        ('a = "x', "a text is not closed by a quote", (1, 1)),
        ("a = 'x", "a text is not closed by a quote", (1, 1)),
        ('a = """x\n', "a text is not closed by a quote", (1, 1)),
    ],
)
def test_a_complaint_in_our_words(text: str, words: str, place: tuple[int, int] | None) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as caught:
        tomllib.loads(text)
    assert words_of_error(caught.value) == words
    if place is not None:
        assert place_of_error(caught.value, text) == place


@given(st.text(st.sampled_from("abA=[]{}\"'\\.,1 2-:\n#ué\t\x00"), max_size=30))
def test_every_complaint_has_words_and_a_place_in_the_text(text: str) -> None:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        words = words_of_error(error)
        assert words[0].islower(), words
        line, column = place_of_error(error, text)
        assert 1 <= line <= text.count("\n") + 1
        assert column >= 1
