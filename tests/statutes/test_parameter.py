from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.errors import ModelError, NotInForceError
from costmodel.sources import Source, Verified
from costmodel.statutes.parameter import Enactment, Parameter

ACT = Source("Ustawa przykładowa", "art. 7 ust. 1")
DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))


def history(*values: tuple[date, float | None], note: str = "") -> Parameter:
    enactments = tuple(Enactment(day, v, ACT, Verified.PRIMARY, note) for day, v in values)
    return Parameter("allowance", "Dodatek", "PLN/month", "gmina", enactments)


ALLOWANCE = history((date(2020, 1, 1), 100.0), (date(2023, 7, 1), 120.0), (date(2026, 1, 1), None))


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2020, 1, 1), 100.0),  # the first day counts
        (date(2023, 6, 30), 100.0),
        (date(2023, 7, 1), 120.0),
        (date(2025, 12, 31), 120.0),  # the last day counts
    ],
)
def test_the_latest_enactment_holds(day: date, value: float) -> None:
    assert ALLOWANCE.at(day) == value
    assert ALLOWANCE.enactment_at(day).value == value
    assert ALLOWANCE.in_force(day)


@pytest.mark.parametrize("day", [date(2019, 12, 31), date(2026, 1, 1), date(2040, 1, 1)])
def test_outside_its_life_it_is_an_error_and_not_the_last_value(day: date) -> None:
    assert not ALLOWANCE.in_force(day)
    with pytest.raises(NotInForceError):
        ALLOWANCE.at(day)
    with pytest.raises(NotInForceError):
        ALLOWANCE.enactment_at(day)


def test_the_error_tells_day_and_history() -> None:
    with pytest.raises(NotInForceError) as caught:
        ALLOWANCE.at(date(2026, 2, 1))
    assert str(caught.value) == (
        "allowance is not in force on 2026-02-01. Its history is: 2020-01-01: 100 PLN/month; "
        "2023-07-01: 120 PLN/month; 2026-01-01: repealed. Ask for another day, or add the "
        "missing value and its source to the file."
    )


def test_an_announced_end_is_told_as_such_and_not_as_a_repeal() -> None:
    ended = history((date(2026, 1, 1), None), note="known only until 2025-12-31")
    assert str(ended) == "2026-01-01: no value (known only until 2025-12-31)"


def test_a_large_amount_is_told_in_full() -> None:
    assert str(history((date(2020, 1, 1), 1234567.89))) == "2020-01-01: 1234567.89 PLN/month"


def test_the_mean_over_a_year_weighs_months() -> None:
    assert ALLOWANCE.mean_over_year(2023) == 110.0  # six months of 100, six of 120
    assert ALLOWANCE.mean_over_year(2021) == 100.0


def test_the_mean_over_a_year_names_the_first_day_missing() -> None:
    begins_in_may = history((date(2020, 5, 1), 1.0), (date(2026, 6, 1), None))
    with pytest.raises(NotInForceError, match="on 2020-01-01"):
        begins_in_may.mean_over_year(2020)
    with pytest.raises(NotInForceError, match="on 2026-06-01"):
        begins_in_may.mean_over_year(2026)


@pytest.mark.parametrize("days", [[], [2, 1], [1, 1]])
def test_enactments_out_of_order_are_refused(days: list[int]) -> None:
    with pytest.raises(ModelError, match="in order of day"):
        history(*((date(2020, 1, day), 1.0) for day in days))


def plain_lookup(parameter: Parameter, day: date) -> float | None:
    """The same question asked of every enactment in turn: a yardstick."""
    value = None
    for enactment in parameter.enactments:
        if enactment.since <= day:
            value = enactment.value
    return value


@settings(max_examples=50)
@given(
    st.dictionaries(DAYS, st.none() | st.floats(0, 1e6), min_size=1, max_size=6),
    DAYS,
    st.integers(0, 5),
)
def test_agrees_with_the_plain_lookup(
    values: dict[date, float | None], other: date, nth: int
) -> None:
    parameter = history(*sorted(values.items()))
    first = sorted(values)[nth % len(values)]
    for day in (other, first, first - timedelta(days=1)):
        expected = plain_lookup(parameter, day)
        assert parameter.in_force(day) == (expected is not None)
        if expected is not None:
            assert parameter.at(day) == expected
