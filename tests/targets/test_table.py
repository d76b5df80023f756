from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from costmodel.errors import InputError
from costmodel.resources import data_path
from costmodel.targets.settings import read_target_settings
from costmodel.targets.table import STRATEGY, targets, yearly_targets

CATALOGUE = pd.DataFrame(
    [
        ("poverty", "Odsetek osób", "%", "down", "OZPS"),
        ("care", "Udział rodzin zastępczych", "%", "up", "PCPR"),
        ("people", "Liczba ludności", "osoby", "context", None),
    ],
    columns=["indicator", "name", "unit", "direction", "source"],
)
VALUES = pd.DataFrame(
    [("poverty", year, 14.0 - (year - 2020) / 2) for year in range(2020, 2025)]
    + [("care", year, 60.0) for year in range(2022, 2025)]
    + [("people", 2024, np.nan)],
    columns=["indicator", "year", "value"],
)
PEERS = pd.DataFrame({"indicator": ["poverty", "care"], "median": [9.0, 50.0]})
TREND = pd.DataFrame(
    [("poverty", 2030, 10.0, 8.5, 12.0)], columns=["indicator", "year", "median", "low", "high"]
)
BREAKS = pd.DataFrame({"indicator": ["poverty", "poverty"], "year": [2025, 2035]})


def strategy(*rows: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(STRATEGY))


PLAN = strategy(
    ("poverty", 2024, 2030, "trend_plus_effect", None, -2.0),
    ("care", 2024, 2028, "peers_median", None, None),
    ("people", 2024, 2030, "given", 1000.0, None),
)


def found() -> pd.DataFrame:
    return targets(
        PLAN, catalogue=CATALOGUE, values=VALUES, peers=PEERS, trend=TREND, breaks=BREAKS
    ).set_index("indicator")


def test_trend_plus_effect_of_the_plan_by_hand() -> None:
    row = found().loc["poverty"]
    assert row["base"] == 12.0
    assert row["target"] == 8.0
    assert row["without_plan"] == 10.0
    assert row["change_percent"] == pytest.approx(-100 / 3)
    assert row["measurable"]
    assert "(2025)" in row["cautions"]


def test_better_than_peers_is_kept_and_told() -> None:
    row = found().loc["care"]
    assert row["target"] == 60.0
    assert "utrzymanie" in row["cautions"]
    assert row["rule_label"] == "mediana gmin porównawczych"


def test_what_cannot_be_measured_stands_with_its_faults() -> None:
    row = found().loc["people"]
    assert not row["measurable"]
    for told in ("Brak źródła", "kontekstowy", "Brak wartości bazowej", "nie są roczne"):
        assert told in row["faults"]


def test_only_measurable_targets_are_carried_to_every_year() -> None:
    yearly = yearly_targets(found().reset_index())
    assert set(yearly["indicator"]) == {"poverty", "care"}
    poverty = yearly[yearly["indicator"] == "poverty"].set_index("year")["target"]
    np.testing.assert_allclose(poverty.to_numpy(), 12 - np.arange(1, 7) * 4 / 6)


def test_the_order_of_rows_does_not_matter() -> None:
    turned = targets(
        PLAN[::-1], catalogue=CATALOGUE, values=VALUES, peers=PEERS, trend=TREND, breaks=BREAKS
    ).set_index("indicator")
    pd.testing.assert_frame_equal(turned.loc[found().index], found())


def test_without_peers_and_trend_their_rules_give_no_number() -> None:
    bare = targets(PLAN, catalogue=CATALOGUE, values=VALUES).set_index("indicator")
    assert bare.loc[["poverty", "care"], "target"].isna().all()
    assert bare["faults"].str.contains("Brak wartości docelowej")[["poverty", "care"]].all()


def test_a_year_without_a_value_is_not_a_year_with_data() -> None:
    holes = VALUES.assign(value=VALUES["value"].where(~VALUES["year"].isin([2021, 2022, 2023])))
    bare = targets(PLAN, catalogue=CATALOGUE, values=holes).set_index("indicator")
    assert "jest 2, a potrzeba 3" in str(bare.loc["poverty", "faults"])


def test_every_wrong_row_is_told_at_once() -> None:
    wrong = strategy(
        ("povrty", 2024, 2030, "given", 1.0, None),
        ("care", 2024, 2030, "guess", 1.0, None),
        ("care", 2024, 2030, "given", 1.0, None),
    )
    with pytest.raises(InputError) as caught:
        targets(wrong, catalogue=CATALOGUE, values=VALUES)
    assert [p.place for p in caught.value.problems] == ["cel nr 1", "cel nr 2", "cel nr 3"]
    assert "given, peers_median, trend_plus_effect" in str(caught.value)


def test_what_is_no_number_is_told() -> None:
    wrong = strategy(
        ("care", "2024", 2030, "given", 1.0, None),
        ("poverty", 2024, 2030.5, "given", "dużo", None),
    )
    with pytest.raises(InputError) as caught:
        targets(wrong, catalogue=CATALOGUE, values=VALUES)
    told = str(caught.value)
    assert "cel nr 2, kolumna target_year: jest „2030.5”" in told
    assert "cel nr 2, kolumna value: jest „dużo”" in told
    assert len(caught.value.problems) == 2  # a year written as text is still a year


def test_a_missing_column_is_told() -> None:
    with pytest.raises(InputError, match="tabela strategy: jest „brak kolumny effect”"):
        targets(PLAN.drop(columns="effect"), catalogue=CATALOGUE, values=VALUES)


def test_a_setting_that_is_no_whole_number_is_told(tmp_path: Path) -> None:
    text = data_path("targets.toml").read_text(encoding="utf-8")
    file = tmp_path / "targets.toml"
    file.write_text(text.replace("value = 3", "value = 0"), encoding="utf-8")
    with pytest.raises(InputError, match=r"fewest_years\.value: jest „0”"):
        read_target_settings(file)
