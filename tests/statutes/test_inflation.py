from __future__ import annotations

import pytest

from costmodel.errors import ModelError, NotInForceError
from costmodel.sources import Verified
from costmodel.statutes.book import ParameterBook, load_book
from costmodel.statutes.inflation import inflation_path, inflation_sources
from costmodel.units import price_index


@pytest.fixture(scope="module")
def book() -> ParameterBook:
    return load_book()


def test_each_year_takes_the_best_known_figure(book: ParameterBook) -> None:
    path = inflation_path(book, first=2022, last=2033)
    assert path == pytest.approx(
        {2022: 0.144, 2023: 0.114, 2024: 0.036, 2025: 0.036}  # observed
        | {2026: 0.023, 2027: 0.024, 2028: 0.023}  # NBP, March 2026
        | dict.fromkeys(range(2029, 2034), 0.025)  # assumed: the target
    )


def test_deflation_stays_negative(book: ParameterBook) -> None:
    assert inflation_path(book, first=2015, last=2015) == pytest.approx({2015: -0.009})


def test_sources_tell_what_was_read_and_what_is_assumed(book: ParameterBook) -> None:
    steps = inflation_sources(book, first=2025, last=2029)
    marks = [step.verified for step in steps]
    assert marks == [Verified.SECONDARY] * 4 + [Verified.ASSUMED]
    assert [step.year for step in steps] == [2025, 2026, 2027, 2028, 2029]
    assert "założenie" in str(steps[-1].source)
    assert "GUS" in str(steps[0].source)


def test_a_year_before_all_records_is_an_error(book: ParameterBook) -> None:
    with pytest.raises(NotInForceError, match="cpi_annual is not in force on 2003-01-01"):
        inflation_path(book, first=2003, last=2005)


def test_years_the_wrong_way_round_are_named(book: ParameterBook) -> None:
    with pytest.raises(ModelError, match="from 2030 to 2026"):
        inflation_path(book, first=2030, last=2026)


def test_the_path_serves_the_price_index(book: ParameterBook) -> None:
    path = inflation_path(book, first=2025, last=2028)
    index = price_index(path, base_year=2025, years=range(2025, 2029))
    assert index[-1] == pytest.approx(1.023 * 1.024 * 1.023)
