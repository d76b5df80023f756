"""Each check of the draws sees what it is there to see."""

from __future__ import annotations

from dataclasses import replace

import pytest

from costmodel.outcome import PUBLIC
from costmodel.studies.municipality import Study
from costmodel.studies.sensitivity import Sensitivity, Verdict
from costmodel.verification import draws
from costmodel.verification.draws import (
    chance_is_a_share_of_draws,
    draw_checks,
    enough_draws,
    knowing_is_worth_something,
    same_again,
)


def judged(study: Study, **changes: object) -> Sensitivity:
    """Return the sensitivity of a study with another verdict of public finance."""
    verdict: Verdict = replace(study.sensitivity.verdicts[PUBLIC], **changes)  # type: ignore[arg-type]  # names vary
    return replace(study.sensitivity, verdicts={PUBLIC: verdict})


def test_all_of_them_pass_on_the_shipped_example(study: Study) -> None:
    found = draw_checks(study.model, study.outcome, study.sensitivity)
    assert {check.id: check.verdict for check in found if check.verdict != "passed"} == {}


def test_another_result_of_the_same_model_is_seen(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = replace(study.outcome.ledger, amounts=study.outcome.ledger.amounts * (1 + 1e-15))
    monkeypatch.setattr(draws, "run", lambda _: replace(study.outcome, ledger=other))
    assert same_again(study.model, study.outcome).verdict == "failed"


def test_too_few_draws_are_seen(study: Study) -> None:
    assert enough_draws(judged(study, error_share=0.051)).where == PUBLIC


def test_a_chance_that_is_no_share_of_draws_is_seen(study: Study) -> None:
    chance = study.sensitivity.verdicts[PUBLIC].chance
    assert (
        chance_is_a_share_of_draws(study.outcome, judged(study, chance=chance + 0.01)).verdict
        == "failed"
    )


def test_a_chance_that_falls_with_the_price_is_seen(study: Study) -> None:
    chance = study.sensitivity.verdicts[PUBLIC].chance.copy()
    chance[-1] = chance[0] - 0.1
    found = chance_is_a_share_of_draws(study.outcome, judged(study, chance=chance))
    assert found.verdict == "failed"


def test_a_part_that_is_worth_more_than_all_is_seen(study: Study) -> None:
    verdict = study.sensitivity.verdicts[PUBLIC]
    more = judged(study, assumed_known=verdict.perfect + 1.0)
    assert knowing_is_worth_something(more).verdict == "failed"
