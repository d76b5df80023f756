"""Each check of money sees what it is there to see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from costmodel.costs.ledger import Ledger
from costmodel.outcome import Outcome
from costmodel.studies.municipality import Study
from costmodel.verification import money
from costmodel.verification.checked import Checked
from costmodel.verification.money import money_checks


def failed_ids(study: Study, outcome: Outcome) -> set[str]:
    found: list[Checked] = money_checks(study.model, outcome)
    return {check.id for check in found if check.verdict == "failed"}


def test_all_of_them_pass_on_the_shipped_example(study: Study) -> None:
    found = money_checks(study.model, study.outcome)
    assert {check.id: check.verdict for check in found if check.verdict != "passed"} == {}


def test_an_amount_below_zero_is_seen(study: Study) -> None:
    ledger = study.outcome.ledger
    amounts = ledger.amounts.copy()
    spent = int(np.flatnonzero(ledger.entries["kind"] == "mandatory")[0])
    amounts[spent, 2, 4] = -1e9
    bad = replace(study.outcome, ledger=Ledger(ledger.entries, amounts, ledger.cashable))
    assert "M08" in failed_ids(study, bad)


def test_a_transfer_that_reaches_nobody_is_seen(study: Study) -> None:
    ledger = study.outcome.ledger
    amounts = ledger.amounts.copy()
    passed_on = int(np.flatnonzero(ledger.entries["kind"] == "transfer")[0])
    amounts[passed_on] *= 2.0
    bad = replace(study.outcome, ledger=Ledger(ledger.entries, amounts, ledger.cashable))
    assert "M10b" in failed_ids(study, bad)


def doubled_where(asked: str) -> Callable[..., Any]:
    """Return a total that counts twice wherever it is asked for by kind, or by payer."""
    whole = Ledger.total

    def total(self: Ledger, **options: Any) -> Any:
        return whole(self, **options) * (2.0 if options.get(asked) else 1.0)

    return total


@pytest.mark.parametrize(("asked", "id_"), [("kinds", "M09"), ("payers", "M10")])
def test_parts_that_are_more_than_the_whole_are_seen(
    study: Study, monkeypatch: pytest.MonkeyPatch, asked: str, id_: str
) -> None:
    monkeypatch.setattr(Ledger, "total", doubled_where(asked))
    assert id_ in failed_ids(study, study.outcome)


def test_a_discount_of_another_rate_is_seen(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    right = Outcome.net_present_value
    monkeypatch.setattr(Outcome, "net_present_value", lambda self, p: 1.001 * right(self, p))
    assert {"M02", "M03", "X05"} <= failed_ids(study, study.outcome)


def test_a_net_saving_that_forgets_the_plan_is_seen(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Outcome, "net_saving", Outcome.cost_of_inaction)
    assert "M11" in failed_ids(study, study.outcome)


def test_money_without_prices_is_seen(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(money, "net_values", lambda _, names: dict.fromkeys(names, np.ones(2)))
    assert money.nothing_costs(study.model).verdict == "failed"
