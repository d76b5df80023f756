from __future__ import annotations

import pandas as pd
import pytest

from costmodel.errors import InputError, ModelError
from costmodel.indicators.peer_choices import features_of, named_peers, peers_by_size
from tests.indicators.test_peers import CODES, FEATURE_TABLE, KINDS

KNOWN = set(CODES)


def test_peers_by_size_are_the_nearest_in_population_of_the_same_kind() -> None:
    found = peers_by_size(FEATURE_TABLE, KINDS, teryt=CODES[0], size=5)["teryt"].tolist()
    alike = [code for code in CODES[1:] if KINDS[code] == KINDS[CODES[0]]]
    own = FEATURE_TABLE.loc[CODES[0], "log_population"]
    far = (FEATURE_TABLE.loc[alike, "log_population"] - own).abs()
    assert found == far.sort_values().index[:5].tolist()


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
    assert features.loc[CODES[0]].tolist() == [3.0, 1.0]
    assert pd.isna(features.loc[CODES[1], "y"])
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


def test_no_name_at_all_is_told() -> None:
    with pytest.raises(InputError, match="kody gmin do porównania"):
        named_peers([], teryt=CODES[0], known=KNOWN)
