from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from costmodel.errors import InputError, ModelError
from costmodel.indicators.peer_choices import features_of, named_peers, peers_by_size
from tests.indicators.test_peers import CODES, FEATURE_TABLE, KINDS

KNOWN = set(CODES)


def test_peers_by_size_are_the_nearest_in_population_of_the_same_kind() -> None:
    found = peers_by_size(FEATURE_TABLE, KINDS, teryt=CODES[0], size=5)["teryt"].tolist()
    alike = [code for code in CODES[1:] if KINDS[code] == KINDS[CODES[0]]]
    sizes = dict(zip(CODES, FEATURE_TABLE["log_population"].to_list(), strict=True))
    far = {code: abs(sizes[code] - sizes[CODES[0]]) for code in alike}
    assert found == sorted(far, key=lambda code: far[code])[:5]


def test_features_are_the_indicators_one_states() -> None:
    rows = [
        ("x", CODES[0], 2024, 1.0),
        ("x", CODES[1], 2024, 2.0),
        ("y", CODES[0], 2024, 3.0),
        ("x", CODES[0], 2023, 9.0),
        ("z", CODES[0], 2023, 9.0),
    ]
    values = pd.DataFrame(rows, columns=["indicator", "teryt", "year", "value"])
    features = features_of(values, ["y", "x"], year=2024)
    assert features.columns.to_list() == ["y", "x"]
    assert features.iloc[0].to_list() == [3.0, 1.0]
    assert features["y"].isna().to_list() == [False, True]
    with pytest.raises(ModelError, match="z has no value in 2024"):
        features_of(values, ["x", "z"], year=2024)


def test_all_wrong_names_are_told_at_once() -> None:
    assert named_peers(CODES[1:3], teryt=CODES[0], known=KNOWN) == tuple(CODES[1:3])
    with pytest.raises(InputError) as caught:
        named_peers([CODES[0], "3215", CODES[1], CODES[1]], teryt=CODES[0], known=KNOWN)
    said = [(problem.value, problem.mend) for problem in caught.value.problems]
    assert said == [
        (CODES[0], "Usuń kod własnej gminy."),
        ("3215", "Popraw kod."),
        (CODES[1], "Usuń powtórzenie."),
    ]
    where = {(problem.file, problem.place) for problem in caught.value.problems}
    assert where == {("place.toml", "klucz peers")}


def test_no_name_at_all_is_told() -> None:
    with pytest.raises(InputError, match="kody gmin do porównania"):
        named_peers([], teryt=CODES[0], known=KNOWN)


def test_twenty_peers_by_size_unless_more_are_asked_for() -> None:
    codes = [f"32150{n:02d}1" for n in range(30)]
    features = pd.DataFrame({"log_population": np.arange(30.0)}, index=codes)
    kinds = pd.Series("1", index=codes)
    assert len(peers_by_size(features, kinds, teryt=codes[0])) == 20
    assert len(peers_by_size(features, kinds, teryt=codes[0], size=25)) == 25


def test_a_feature_is_known_whatever_else_is_not() -> None:
    rows = [("x", CODES[0], 2024, 1.0, np.nan), ("x", CODES[1], 2024, np.nan, 5.0)]
    columns = ["indicator", "teryt", "year", "value", "denominator"]
    features = features_of(pd.DataFrame(rows, columns=columns), ["x"], year=2024)
    assert features["x"].to_dict() == {CODES[0]: 1.0}
