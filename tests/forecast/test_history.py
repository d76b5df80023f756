from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from costmodel.errors import ModelError
from costmodel.forecast.history import clean_history


def test_unknown_years_at_the_ends_are_set_aside() -> None:
    given = pd.Series([np.nan, 1.0, 2.0, np.nan], index=range(2010, 2014))
    assert clean_history(given).to_dict() == {2011: 1.0, 2012: 2.0}


@pytest.mark.parametrize(
    ("history", "says"),
    [
        (pd.Series({2010: 1.0, 2012: 2.0}), "lacks year 2011"),
        (pd.Series({2010: 1.0, 2011: np.nan, 2012: 2.0}), "lacks year 2011"),
        (pd.Series({2010: 1.0, 2011: -2.0}), "has -2 in year 2011"),
        (pd.Series({2010: 1.0, 2011: np.inf}), "has inf in year 2011"),
        (pd.Series([1.0, 2.0], index=[2010, 2010]), "2010 more than once"),
        (pd.Series({2010: np.nan}), "no figure"),
    ],
)
def test_a_history_that_cannot_be_used_is_refused(history: pd.Series[float], says: str) -> None:
    with pytest.raises(ModelError, match=says):
        clean_history(history)
