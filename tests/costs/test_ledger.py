from __future__ import annotations

from typing import Literal

import numpy as np
import pytest
from numpy.typing import NDArray

from costmodel.costs.charge import Charge, Kind
from costmodel.costs.ledger import COLUMNS, Ledger, entry_amounts, ledger_of
from costmodel.errors import ModelError

Floats = NDArray[np.float64]
VOLUME = np.array([[10.0], [20.0], [40.0]])
FALLING = np.array([0.5, 0.25, 0.125])


def amounts(*, lag: int = 0, index: Literal["cpi", "none"] = "cpi") -> list[float]:
    path = FALLING if index == "none" else np.ones(3)
    charge = Charge(
        "need.poor", "meal", "mandatory", "gmina", np.array([3.0]), lag=lag, index=index
    )
    found: list[float] = entry_amounts(charge, VOLUME, real_value=path)[:, 0].tolist()
    return found


def test_amounts_by_hand() -> None:
    assert amounts() == [30, 60, 120]  # 3 zł · 10, 20, 40 person-years, in real zł


@pytest.mark.parametrize(
    ("lag", "paid"),
    [(1, [0, 30, 60]), (2, [0, 0, 30]), (3, [0, 0, 0]), (4, [0, 0, 0]), (9, [0, 0, 0])],
)
def test_a_lag_pays_later_and_drops_what_falls_beyond_the_horizon(
    lag: int, paid: list[float]
) -> None:
    assert amounts(lag=lag) == paid


def test_a_price_that_is_not_indexed_loses_real_value() -> None:
    assert amounts(index="none") == [15, 15, 15]


def test_a_late_payment_loses_value_until_it_is_paid() -> None:
    # 30 zł paid in year 2 at 0.25, 60 zł in year 3 at 0.125
    assert amounts(lag=1, index="none") == [0, 7.5, 7.5]


def test_a_price_that_doubles_in_real_value_costs_double() -> None:
    charge = Charge("need.poor", "meal", "mandatory", "gmina", np.array([3.0]))
    doubled = entry_amounts(charge, VOLUME, real_value=np.full(3, 2.0))
    np.testing.assert_array_equal(doubled[:, 0], [60, 120, 240])


def row(
    scenario: str, service: str, kind: Kind, payer: str, amount: float, *, problem: str = "need"
) -> tuple[str, str, Charge, Floats]:
    charge = Charge(f"{problem}.poor", service, kind, payer, np.ones(2))
    return scenario, problem, charge, np.full((3, 2), amount)


def small() -> Ledger:
    return ledger_of(
        [
            row("inaction", "meal", "mandatory", "gmina", 1.0),
            row("inaction", "meal", "mandatory", "state", 10.0),
            row("inaction", "fee", "mandatory", "household", 100.0, problem="rent"),
            row("inaction", "tax", "revenue", "state", -1000.0),
            row("activation", "course", "optional", "gmina", 1e4),
            row("activation", "post", "optional", "gmina", 5e4, problem=""),
        ]
    )


@pytest.mark.parametrize(
    ("scenario", "chosen", "sum_"),
    [
        ("inaction", {}, -889.0),
        ("inaction", {"kinds": ["mandatory"]}, 111.0),
        ("inaction", {"payers": ["state"]}, -990.0),
        ("inaction", {"services": ["meal"]}, 11.0),
        ("inaction", {"kinds": ["mandatory"], "payers": ["gmina", "state"]}, 11.0),
        ("inaction", {"kinds": ["optional"]}, 0.0),
        ("inaction", {"problems": ["rent"]}, 100.0),
        ("inaction", {"problems": ["need", "rent"], "payers": ["gmina", "household"]}, 101.0),
        ("inaction", {"problems": []}, 0.0),
        ("activation", {}, 6e4),
        ("activation", {"problems": ["need"]}, 1e4),
        ("activation", {"problems": [""]}, 5e4),
    ],
)
def test_a_total_counts_what_is_asked_for(
    scenario: str, chosen: dict[str, list[str]], sum_: float
) -> None:
    total = small().total(
        scenario=scenario,
        kinds=chosen.get("kinds"),
        payers=chosen.get("payers"),
        services=chosen.get("services"),
        problems=chosen.get("problems"),
    )
    np.testing.assert_array_equal(total, np.full((2, 3), sum_))


def test_the_household_is_no_public_payer() -> None:
    assert small().payers == ("gmina", "state", "household")
    assert small().public_payers == ("gmina", "state")


def test_kinds_and_payers_each_add_up_to_the_total() -> None:
    ledger = small()
    whole = ledger.total(scenario="inaction")
    kinds = ("mandatory", "optional", "revenue", "transfer")
    by_kind = sum(ledger.total(scenario="inaction", kinds=[kind]) for kind in kinds)
    by_payer = sum(ledger.total(scenario="inaction", payers=[payer]) for payer in ledger.payers)
    np.testing.assert_array_equal(by_kind, whole)
    np.testing.assert_array_equal(by_payer, whole)


def test_equal_entries_are_joined_and_others_kept_apart() -> None:
    ledger = ledger_of(
        [
            row("inaction", "meal", "mandatory", "gmina", 1.0),
            row("inaction", "meal", "mandatory", "state", 10.0),
            row("inaction", "meal", "mandatory", "gmina", 2.0),
            row("activation", "meal", "mandatory", "gmina", 3.0),
            row("inaction", "meal", "mandatory", "gmina", 4.0, problem="rent"),
        ]
    )
    assert list(ledger.entries.columns) == list(COLUMNS)
    assert ledger.entries[["scenario", "problem", "payer"]].to_numpy().tolist() == [
        ["inaction", "need", "gmina"],
        ["inaction", "need", "state"],
        ["activation", "need", "gmina"],
        ["inaction", "rent", "gmina"],
    ]
    np.testing.assert_array_equal(ledger.amounts[:, 0, 0], [3, 10, 3, 4])


def test_joining_leaves_the_amounts_given_alone() -> None:
    first = row("inaction", "meal", "mandatory", "gmina", 1.0)
    ledger_of([first, row("inaction", "meal", "mandatory", "gmina", 2.0)])
    np.testing.assert_array_equal(first[3], 1.0)


def test_the_ledger_of_some_problems_keeps_their_entries_alone() -> None:
    ledger = small().only(["rent", ""])
    assert ledger.entries["service"].tolist() == ["fee", "post"]
    assert ledger.entries.index.tolist() == [0, 1]
    assert list(ledger.entries.columns) == list(COLUMNS)
    np.testing.assert_array_equal(ledger.amounts[:, 0, 0], [100, 5e4])
    parts = [small().only([p]).total(scenario="inaction") for p in ("need", "rent", "")]
    np.testing.assert_array_equal(sum(parts), small().total(scenario="inaction"))


def test_the_ledger_of_some_problems_keeps_what_is_cashable() -> None:
    care = Charge("rent.late", "care", "mandatory", "gmina", np.ones(2), cashable=np.full(2, 0.25))
    meal = row("inaction", "meal", "mandatory", "gmina", 8.0)
    ledger = ledger_of([meal, ("inaction", "rent", care, np.full((3, 2), 8.0))])
    np.testing.assert_array_equal(ledger.only(["rent"]).cashable_part().amounts, [[[2, 2]] * 3])
    np.testing.assert_array_equal(ledger.only(["need"]).cashable_part().amounts, [[[8, 8]] * 3])


def test_an_empty_ledger_is_refused() -> None:
    with pytest.raises(ModelError, match="the ledger is empty"):
        ledger_of([])


def partly_cashable() -> Ledger:
    """A meal that is all money, and care of which half and a quarter of the two draws is."""
    part = np.array([0.5, 0.25])
    care = Charge("need.poor", "care", "mandatory", "gmina", np.ones(2), cashable=part)
    meal = Charge("need.poor", "meal", "mandatory", "gmina", np.ones(2))
    amounts = np.array([[8.0, 8.0], [16.0, 16.0]])
    return ledger_of([("inaction", "need", meal, amounts + 1), ("inaction", "need", care, amounts)])


def test_the_cashable_part_by_hand() -> None:
    cash = partly_cashable().cashable_part()
    care = cash.total(scenario="inaction", services=["care"])
    np.testing.assert_array_equal(care, [[4, 8], [2, 4]])
    meal = cash.total(scenario="inaction", services=["meal"])
    np.testing.assert_array_equal(meal, [[9, 17], [9, 17]])


def test_cashable_and_notional_make_the_whole_in_every_entry_draw_and_year() -> None:
    ledger = partly_cashable()
    parts = ledger.cashable_part().amounts + ledger.notional_part().amounts
    np.testing.assert_array_equal(parts, ledger.amounts)
    assert not ledger.notional_part().total(scenario="inaction", services=["meal"]).any()


def test_taking_the_cashable_part_leaves_the_ledger_as_it_was() -> None:
    ledger = partly_cashable()
    before = ledger.amounts.copy()
    ledger.cashable_part()
    np.testing.assert_array_equal(ledger.amounts, before)


def test_where_nothing_is_said_all_is_cashable() -> None:
    ledger = small()
    np.testing.assert_array_equal(ledger.cashable_part().amounts, ledger.amounts)
