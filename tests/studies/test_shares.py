from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from costmodel.errors import InputError
from costmodel.statutes.book import load_book
from costmodel.studies.settings import Settings
from costmodel.studies.shares import declared_shares, latest_levels, split_of
from costmodel.studies.values import Values
from tests.studies.made_up import problem
from tests.studies.made_up_place import place

DEBT, RENT = problem("debt", ("mild", "severe")), problem("rent", ("late",))
VALUES = Values({"quarter": np.array([0.25, 0.5])}, load_book(), 2026)
FEW = Settings(n_draws=128)


def test_without_own_counts_the_shares_are_those_of_the_file(tmp_path: Path) -> None:
    one = Values({"quarter": np.array([0.25])}, VALUES.book, 2026)
    assert not split_of(place(tmp_path), DEBT, one, FEW).is_local
    np.testing.assert_array_equal(
        declared_shares(DEBT, VALUES, n_draws=2), [[0.25, 0.5], [0.75, 0.5]]
    )


@pytest.mark.parametrize("owner", ["", "debt."])
def test_own_counts_come_first_whether_told_with_their_problem_or_not(
    tmp_path: Path, owner: str
) -> None:
    levels = {f"{owner}severe": 300.0, f"{owner}mild": 100.0, "rent.late": 7.0}
    found = split_of(place(tmp_path, levels=levels), DEBT, VALUES, FEW)
    assert found.is_local
    assert found.shares.shape == (2, 128)
    np.testing.assert_allclose(found.shares.sum(axis=0), 1.0)
    np.testing.assert_allclose(found.shares.mean(axis=1), [0.25, 0.75], atol=0.01)


def test_counts_of_another_problem_are_not_its_own(tmp_path: Path) -> None:
    town = place(tmp_path, levels={"other.mild": 10.0, "other.severe": 10.0})
    assert latest_levels(town, DEBT) is None


def test_the_newest_year_counts(tmp_path: Path) -> None:
    town = place(tmp_path, levels={"rent.late": 7.0})
    town.levels.loc[1] = pd.Series(
        {"level": "rent.late", "persons": 9.0, "year": 2026, "source": "ewidencja zmyślona"}
    )
    found = latest_levels(town, RENT)
    assert found is not None
    assert found["persons"].tolist() == [9.0]


@pytest.mark.parametrize(
    "levels",
    [
        {"debt.mild": 10.0},
        {"debt.mild": 10.0, "mild": 20.0, "debt.severe": 5.0},
        {"debt.mild": 0.0, "debt.severe": 0.0},
    ],
    ids=["level_missing", "level_twice", "nobody_counted"],
)
def test_counts_that_cannot_be_used_are_told(tmp_path: Path, levels: dict[str, float]) -> None:
    with pytest.raises(InputError, match=r"levels\.csv, debt, rok 2025.*razem więcej niż 0"):
        split_of(place(tmp_path, levels=levels), DEBT, VALUES, FEW)
