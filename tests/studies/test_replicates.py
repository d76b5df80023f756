"""Runs under other seeds say how far one run strays from their mean."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from costmodel.errors import ModelError
from costmodel.model import run
from costmodel.outcome import PUBLIC
from costmodel.studies import replicates
from costmodel.studies.municipality import Study, build
from costmodel.studies.replicates import replicates_of


def test_the_error_is_that_of_the_means_of_the_runs(study: Study) -> None:
    found = replicates_of(study, perspectives=[PUBLIC], seeds=(2, 3, 4))[PUBLIC].found
    means = []
    for seed in (2, 3, 4):
        settings = dataclasses.replace(study.inputs.settings, seed=seed)
        _, model = build(study.inputs.place, settings=settings)
        means.append(run(model).net_present_value(PUBLIC).mean())
    assert found.mean == pytest.approx(np.mean(means))
    assert found.error_of_one == pytest.approx(np.std(means, ddof=1))
    assert found.error == pytest.approx(found.error_of_one / 3**0.5)


def test_a_result_is_settled_only_within_the_part_that_is_borne(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    for limit, settled in ((0.0, False), (10.0, True)):
        monkeypatch.setattr(replicates, "ERROR_LIMIT", limit)
        assert replicates_of(study, perspectives=[PUBLIC], seeds=(2, 3))[PUBLIC].is_settled == (
            settled
        )


def test_one_seed_says_nothing_of_an_error(study: Study) -> None:
    with pytest.raises(ModelError, match="two or more"):
        replicates_of(study, perspectives=[PUBLIC], seeds=(2,))
