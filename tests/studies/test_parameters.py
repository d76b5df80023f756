from __future__ import annotations

import pytest

from costmodel.errors import InputError
from costmodel.problems.loader import shipped_instruments, shipped_problems
from costmodel.statutes.book import load_book
from costmodel.studies.parameters import latest_price_year, parameters_used
from tests.studies.made_up import instrument, known, line, problem

BOOK = load_book()
SERVICE = {
    "id": "s",
    "label": "s",
    "kind": "mandatory",
    "legal_basis": "",
    "use": {"all": ("share - other", "own")},
    "quantity": ("months_in_year",),
    "price": ("minimum_wage",),
    "payer": {"gmina": "part", "state": "rest"},
}


def test_names_of_prices_that_no_file_declares_are_parameters() -> None:
    told = problem("debt", ("all",), service=(SERVICE,), own=known(1.0))
    # own is of the file, months_in_year of the common one, rest no name
    assert parameters_used([told], []) == ("share", "other", "minimum_wage", "part")


def test_fees_of_a_care_home_are_prices_too() -> None:
    fee = {"income": "own", "share": "dps_resident_max_share", "family": "own"}
    home = {**SERVICE, "payer": {}, "rule": "care_home_fee", "fee": fee, "use": {"all": ()}}
    told = problem("illness", ("all",), service=(home,), own=known(1.0))
    assert parameters_used([told], []) == ("minimum_wage", "dps_resident_max_share")


def test_costs_of_instruments_are_prices_whether_of_a_participant_or_a_unit() -> None:
    wage = line(per="unit").model_copy(update={"price": ("average_wage_national",)})
    meal = line("meal").model_copy(update={"quantity": ("days",)})
    told = instrument("house", lines=(wage, meal), per_unit=3.0)
    assert parameters_used([], [told]) == ("average_wage_national", "days")


def test_a_name_is_told_once() -> None:
    told = problem("debt", ("all",), service=(SERVICE,), own=known(1.0))
    again = told.model_copy(update={"id": "rent"})
    assert parameters_used([told, again], []) == parameters_used([told], [])


def test_every_name_in_the_shipped_files_is_known() -> None:
    used = parameters_used(shipped_problems().values(), shipped_instruments().values())
    assert len(used) > 20
    for name in used:
        BOOK.parameter(name)  # raises where there is no such file


def test_prices_are_of_the_last_year_in_which_all_are_known() -> None:
    assert latest_price_year(("minimum_wage",), book=BOOK, at_most=2026) == 2026
    wage = ("minimum_wage", "average_wage_national")
    assert latest_price_year(wage, book=BOOK, at_most=2025) == 2024  # that of 2025 is not known


def test_parameters_known_in_no_late_year_are_told_one_by_one() -> None:
    with pytest.raises(InputError) as caught:
        latest_price_year(("minimum_wage", "average_wage_national"), book=BOOK, at_most=2035)
    files = [p.file for p in caught.value.problems]
    assert files == ["minimum_wage.toml", "average_wage_national.toml"]
    assert "rok 2035" in str(caught.value)
    assert "Dopisz wartość ze źródłem" in str(caught.value)
