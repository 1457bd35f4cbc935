"""Numbers as people write them, and the steps of their arrows."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.config.schema import shipped_schema, shipped_scripts
from gui.config_editor.field_kinds import FieldKind, Kind, Step, kind_of
from gui.config_editor.number_text import number_text, parse_number, stepped


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_written_without_loss(value: float) -> None:
    read = parse_number(number_text(value), whole=False)
    assert read == value


@given(st.integers(-(10**12), 10**12))
def test_whole_numbers_stay_whole(value: int) -> None:
    assert parse_number(number_text(value), whole=True) == value


@given(st.text(max_size=12))
def test_whatever_is_typed_is_a_number_or_none(text: str) -> None:
    for whole in (True, False):
        value = parse_number(text, whole=whole, share=True)
        assert value is None or (math.isfinite(value) and (not whole or isinstance(value, int)))


@pytest.mark.parametrize(
    ("value", "text"), [(0.0001, "1e-4"), (5e-05, "5e-5"), (2.5e-7, "2.5e-7"), (0.05, "0.05"), (64, "64"), (1.0, "1")]
)
def test_small_numbers_are_scientific(value: float, text: str) -> None:
    assert number_text(value) == text


@pytest.mark.parametrize("text", ["12-15", "1e-4", "15.5", "15.0", "", "ten", "nan", "∞"])
def test_what_is_no_whole_number_is_none(text: str) -> None:
    assert parse_number(text, whole=True) is None


def test_learning_rates_step_through_one_two_five() -> None:
    rate = kind_of(shipped_schema().arguments["learning_rate"])
    value, seen = 5e-5, []
    for _ in range(4):
        value = stepped(value, 1, rate)
        seen.append(number_text(value))
    assert seen == ["1e-4", "2e-4", "5e-4", "0.001"]
    assert number_text(stepped(3e-4, -1, rate)) == "2e-4"


def test_ranks_double_and_halve() -> None:
    rank = kind_of(shipped_schema().arguments["network_dim"])
    assert [stepped(value, 1, rate_steps) for value, rate_steps in ((8, rank), (12, rank))] == [16, 24]
    assert stepped(1, -1, rank) == 1


@given(
    st.floats(1e-9, 1e6),
    st.integers(-5, 5),
    st.sampled_from(list(Step)),
    st.sampled_from([1.0, 0.1, 64.0]),
    st.booleans(),
)
def test_a_step_never_goes_below_the_minimum(value: float, steps: int, step: Step, amount: float, whole: bool) -> None:
    field = FieldKind(Kind.NUMBER, step=step, amount=amount, minimum=0, is_whole=whole)
    result = stepped(value, steps, field)
    assert result >= 0
    assert not whole or isinstance(result, int)


def test_every_argument_of_every_script_has_a_control() -> None:
    for script in shipped_scripts():
        for argument in shipped_schema(script).arguments.values():
            kind = kind_of(argument)
            assert (kind.kind is Kind.FLAG) == argument.is_flag
            assert (kind.kind is Kind.CHOICE) == (argument.choices is not None and argument.nargs is None)
