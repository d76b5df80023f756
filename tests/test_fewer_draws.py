from __future__ import annotations

import numpy as np

from costmodel.fewer_draws import first_draws
from costmodel.model import run
from costmodel.outcome import PUBLIC
from tests.town import town


def test_the_first_draws_are_those_of_the_whole_model() -> None:
    model = town(n_draws=20)
    few = run(first_draws(model, 7))
    whole = run(model)
    np.testing.assert_array_equal(few.net_saving(PUBLIC), whole.net_saving(PUBLIC)[:7])


def test_no_fewer_are_left_where_there_are_no_more() -> None:
    model = town(n_draws=5)
    assert first_draws(model, 5) is model
    assert first_draws(model, 9) is model
