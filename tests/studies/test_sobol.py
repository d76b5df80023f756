from __future__ import annotations

import numpy as np
import pytest

from costmodel.errors import ModelError
from costmodel.studies.municipality import Study
from costmodel.studies.sobol import indices_of_study

KEYS = ["cis.running_cost", "cis.gross_success", "common.months_in_year"]


def test_the_price_of_the_plan_moves_the_result_and_a_fixed_number_nothing(study: Study) -> None:
    found = indices_of_study(study.inputs, KEYS, rng=np.random.default_rng(2), n_points=64)
    table = found.set_index("key")
    assert found["key"].iloc[0] == "cis.running_cost"
    assert table.loc["common.months_in_year", "total"] == pytest.approx(0.0, abs=1e-9)
    assert table["first"].sum() == pytest.approx(1.0, abs=0.15)  # these numbers hardly act jointly


def test_an_unknown_number_is_named(study: Study) -> None:
    with pytest.raises(ModelError, match=r"value 'cis\.colour' is unknown"):
        indices_of_study(study.inputs, ["cis.colour"], rng=np.random.default_rng(1))
