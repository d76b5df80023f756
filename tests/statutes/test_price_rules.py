from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from costmodel.errors import InputError
from costmodel.statutes.book import ParameterBook, load_book
from costmodel.statutes.inflation import inflation_path
from costmodel.statutes.price_rules import PriceRules, load_price_rules, real_values

YEARS = range(2027, 2034)


@pytest.fixture(scope="module")
def book() -> ParameterBook:
    return load_book()


def rules(*, growth: float = 0.02, since: int = 2025, every: int = 3) -> PriceRules:
    source = {"title": "liczba wymyślona"}
    return PriceRules.model_validate(
        {
            "wages": {"real_growth": growth, "kind": "assumption", "source": source},
            "income_criterion": {
                "in_force_since": since,
                "every_years": every,
                "kind": "assumption",
                "source": source,
            },
        }
    )


def test_each_rule_by_hand(book: ParameterBook) -> None:
    # prices: 2025 3.6 %, 2026 2.3 %, 2027 2.4 %, 2028 2.3 %, then the target of 2.5 %
    found = real_values(book, rules(), price_year=2026, years=YEARS)
    np.testing.assert_array_equal(found["cpi"], 1.0)
    np.testing.assert_allclose(found["none"][:2], [1 / 1.024, 1 / (1.024 * 1.023)])
    np.testing.assert_allclose(found["wages"], 1.02 ** np.arange(1, 8))


def test_criteria_are_raised_in_steps_by_hand(book: ParameterBook) -> None:
    found = real_values(book, rules(), price_year=2026, years=YEARS)["income_criterion"]
    # 2027: as in 2026, less by the prices of 2027
    # 2028: raised by prices from 2024 to 2027, 1.036 · 1.023 · 1.024; over those from 2026 to 2028
    raised = 1.036 * 1.023 * 1.024
    np.testing.assert_allclose(found[:2], [1 / 1.024, raised / (1.024 * 1.023)])
    # 2029 and 2030: nothing is raised, prices go on by 2.5 %
    np.testing.assert_allclose(found[2:4], found[1] / 1.025 ** np.array([1, 2]))
    # 2031: raised again, by prices from 2027 to 2030: 1.023 · 1.025²
    np.testing.assert_allclose(found[4], found[3] / 1.025 * 1.023 * 1.025**2)


def test_the_criterion_is_a_step_and_not_a_slope(book: ParameterBook) -> None:
    found = real_values(book, rules(), price_year=2026, years=YEARS)
    nominal = found["income_criterion"] / found["none"]
    steps = nominal[1:] / nominal[:-1]
    # nominal amounts change in 2028 and 2031 alone
    np.testing.assert_allclose(np.delete(steps, [0, 3]), 1.0)
    assert (steps[[0, 3]] > 1.05).all()


def test_the_criterion_agrees_with_an_official_who_writes_the_amounts_down(
    book: ParameterBook,
) -> None:
    for since, every in ((2025, 3), (2024, 2), (2023, 5), (2030, 1), (2027, 4)):
        told = rules(since=since, every=every)
        found = real_values(book, told, price_year=2026, years=YEARS)["income_criterion"]
        inflation = inflation_path(book, first=2015, last=YEARS[-1])
        amount, slow, level = 1.0, [], 1.0
        for year in range(2027, YEARS[-1] + 1):
            level *= 1 + inflation[year]
            if year >= since and (year - since) % every == 0:
                for past in range(year - every, year):
                    amount *= 1 + inflation[past]
            slow.append(amount / level)
        np.testing.assert_allclose(found, slow)


def test_a_verification_in_the_price_year_is_in_the_price_already(book: ParameterBook) -> None:
    found = real_values(book, rules(since=2026, every=3), price_year=2026, years=YEARS)
    nominal = found["income_criterion"] / found["none"]
    np.testing.assert_allclose(nominal[:2], 1.0)  # next in 2029
    assert nominal[2] > 1.05


def test_wages_that_stand_still_are_prices(book: ParameterBook) -> None:
    found = real_values(book, rules(growth=0.0), price_year=2026, years=YEARS)
    np.testing.assert_array_equal(found["wages"], found["cpi"])


def test_older_prices_have_gone_on_for_longer(book: ParameterBook) -> None:
    old = real_values(book, rules(), price_year=2025, years=YEARS)
    new = real_values(book, rules(), price_year=2026, years=YEARS)
    np.testing.assert_allclose(old["wages"], new["wages"] * 1.02)
    np.testing.assert_allclose(old["none"], new["none"] / 1.023)


def test_every_rule_that_a_file_may_name_has_a_path(book: ParameterBook) -> None:
    found = real_values(book, load_price_rules(), price_year=2026, years=YEARS)
    assert set(found) == {"cpi", "none", "wages", "income_criterion"}
    assert all(path.shape == (7,) and (path > 0).all() for path in found.values())


def test_the_shipped_rules_say_what_is_assumed() -> None:
    told = load_price_rules()
    assert (told.wages.kind, told.income_criterion.kind) == ("assumption", "assumption")
    assert told.wages.source.title
    assert told.income_criterion.every_years == 3


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("every_years = 3", "every_years = 0", "klucz income_criterion.every_years: jest „0”"),
        ("real_growth = 0.02", "real_growth = 2.0", "klucz wages.real_growth: jest „2.0”"),
        ("real_growth = 0.02", "", "klucz wages.real_growth: jest „brak”"),
    ],
)
def test_a_rule_that_cannot_be_is_told(tmp_path: Path, old: str, new: str, says: str) -> None:
    path = tmp_path / "indexation.toml"
    path.write_text(
        '[wages]\nreal_growth = 0.02\nkind = "assumption"\nsource = { title = "x" }\n'
        "[income_criterion]\nin_force_since = 2025\nevery_years = 3\n"
        'kind = "assumption"\nsource = { title = "x" }\n'.replace(old, new),
        encoding="utf-8",
    )
    with pytest.raises(InputError) as caught:
        load_price_rules(path)
    assert says in str(caught.value)
