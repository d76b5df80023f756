from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costmodel.errors import ModelError
from costmodel.indicators.catalogue import Catalogue, default_catalogue
from costmodel.indicators.compare import better_share, compare

TOWN, POWIAT, VOIVODESHIP, COUNTRY = "3215011", "3215000", "3200000", "0000000"
PEERS = [f"10140{n}1" for n in range(11, 16)]


def rows(indicator: str, year: int, figures: dict[str, float]) -> pd.DataFrame:
    table = pd.DataFrame({"teryt": list(figures), "value": list(figures.values())})
    known = table["value"].notna()
    return table.assign(
        indicator=indicator,
        year=year,
        unit="jednostka",
        status=known.map({True: "observed", False: "missing"}),
        source="Przykład",
    )


AREAS = {TOWN: 30.0, POWIAT: 40.0, VOIVODESHIP: 24.0, COUNTRY: 21.0}
OF_PEERS = dict(zip(PEERS, [10.0, 20.0, 30.0, 40.0, 50.0], strict=True))
VALUES = pd.concat(
    [
        rows("unemployed_per_1000", 2024, AREAS | OF_PEERS),
        rows("unemployed_per_1000", 2023, dict.fromkeys([*AREAS, *PEERS], 99.0)),
        rows("net_migration_rate", 2023, AREAS | OF_PEERS),
        rows("share_65_plus", 2020, AREAS | OF_PEERS | {PEERS[4]: np.nan}),
        rows("registered_unemployed", 2024, AREAS | OF_PEERS),
    ],
    ignore_index=True,
)


def compared(values: pd.DataFrame = VALUES) -> pd.DataFrame:
    table = compare(values, teryt=TOWN, powiat=POWIAT, voivodeship=VOIVODESHIP, peers=PEERS)
    return table.set_index("indicator")


def test_by_hand() -> None:
    row = compared().loc["unemployed_per_1000"]
    assert row["year"] == 2024
    assert [row[c] for c in ("place", "powiat", "voivodeship", "poland")] == [30, 40, 24, 21]
    assert [row[c] for c in ("peer_low", "peer_median", "peer_high")] == [20, 30, 40]
    assert row["n_peers"] == 5


def test_position_is_reversed_where_less_is_better() -> None:
    higher = {**AREAS, TOWN: 45.0}
    down = compared(rows("unemployed_per_1000", 2024, higher | OF_PEERS))
    up = compared(rows("net_migration_rate", 2024, higher | OF_PEERS))
    assert down["position"].iloc[0] == pytest.approx(0.8)  # four of five have less
    assert up["position"].iloc[0] == pytest.approx(0.2)


def test_what_has_no_better_direction_and_a_bare_count_have_no_position() -> None:
    table = compared()
    assert table["position"].isna()["share_65_plus"]
    assert table["position"].isna()["registered_unemployed"]
    assert table.loc["registered_unemployed", "below"] == pytest.approx(0.5)


def test_a_peer_without_a_figure_does_not_count() -> None:
    row = compared().loc["share_65_plus"]
    assert row["n_peers"] == 4
    assert row["peer_median"] == 25


def test_the_year_is_the_last_one_known_of_the_place() -> None:
    values = VALUES.copy()
    gap = (values["teryt"] == TOWN) & (values["year"] == 2024)
    values.loc[gap, "value"] = np.nan
    values.loc[gap, "status"] = "secret"
    table = compared(values)
    assert table.loc["unemployed_per_1000", "year"] == 2023
    assert table.loc["unemployed_per_1000", "poland"] == 99
    assert table.loc["registered_unemployed", "place_status"] == "secret"
    assert table["position"].isna()["registered_unemployed"]


def test_without_peers_there_are_no_quartiles() -> None:
    table = compare(VALUES, teryt=TOWN, powiat=POWIAT, voivodeship=VOIVODESHIP, peers=[])
    assert table["peer_median"].isna().all()
    assert (table["n_peers"] == 0).all()


@pytest.mark.parametrize(
    ("teryt", "peers", "says"),
    [(TOWN, [TOWN, *PEERS], "itself"), ("9999991", PEERS, "no row of 9999991")],
)
def test_a_senseless_comparison_is_refused(teryt: str, peers: list[str], says: str) -> None:
    with pytest.raises(ModelError, match=says):
        compare(VALUES, teryt=teryt, powiat=POWIAT, voivodeship=VOIVODESHIP, peers=peers)


@settings(max_examples=50)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=20), st.integers(0, 9))
def test_position_stays_within_bounds_and_directions_mirror(peers: list[int], value: int) -> None:
    others = np.array(peers, dtype=np.float64)
    up, down = (better_share(float(value), others, direction=d) for d in ("up", "down"))
    assert 0 <= up <= 1
    assert up + down == pytest.approx(1)


def test_a_row_whole() -> None:
    values = rows("unemployed_per_1000", 2024, AREAS | OF_PEERS | {TOWN: 45.0, PEERS[4]: 60.0})
    values.loc[0, "source"] = ""  # the first source that is told
    indicator = default_catalogue()["unemployed_per_1000"]
    table = compare(values, teryt=TOWN, powiat=POWIAT, voivodeship=VOIVODESHIP, peers=PEERS)
    assert table.to_dict("records") == [
        {
            "indicator": "unemployed_per_1000",
            "name": indicator.name,
            "year": 2024,
            "unit": indicator.unit,
            "direction": "down",
            "place": 45,
            "place_status": "observed",
            "powiat": 40,
            "voivodeship": 24,
            "poland": 21,
            "peer_low": 20,
            "peer_median": 30,
            "peer_high": 40,
            "n_peers": 5,
            "position": 0.8,
            "below": 0.8,
            "source": "Przykład",
        }
    ]


def test_columns_stand_in_their_order_also_where_there_is_no_row() -> None:
    nothing = compared(rows("no indicator", 2024, AREAS)).reset_index()
    assert nothing.empty
    assert list(nothing) == list(compared().reset_index())
    assert list(nothing)[:6] == ["indicator", "name", "year", "unit", "direction", "place"]
    assert list(nothing)[-3:] == ["position", "below", "source"]


def test_what_is_known_of_no_area_is_unknown() -> None:
    values = rows("unemployed_per_1000", 2024, {PEERS[0]: np.nan}).assign(source="")
    other = rows("registered_unemployed", 2024, {TOWN: 1.0})
    table = compared(pd.concat([values, other], ignore_index=True))
    row = table.loc["unemployed_per_1000"]
    assert [row[name] for name in ("place_status", "source", "n_peers")] == ["missing", "", 0]
    figures = ["place", "powiat", "voivodeship", "poland", "peer_low", "peer_median", "peer_high"]
    assert pd.isna([row[name] for name in (*figures, "position", "below")]).all()


def test_the_year_is_the_last_one_of_the_powiat_where_the_place_has_none() -> None:
    years = {2022: {POWIAT: 1.0}, 2023: {TOWN: np.nan, POWIAT: 2.0}, 2024: {POWIAT: np.nan}}
    values = [rows("unemployed_per_1000", year, figures) for year, figures in years.items()]
    assert compared(pd.concat(values, ignore_index=True))["year"].to_list() == [2023]
    nobody = [rows("unemployed_per_1000", year, {TOWN: np.nan}) for year in (2023, 2024, 2022)]
    assert compared(pd.concat(nobody, ignore_index=True))["year"].to_list() == [2024]


def test_the_catalogue_that_is_given_says_what_is_compared() -> None:
    shipped = default_catalogue()
    one = Catalogue(indicators=(shipped["registered_unemployed"],), groups={})
    table = compare(
        VALUES,
        teryt=TOWN,
        powiat=POWIAT,
        voivodeship=VOIVODESHIP,
        peers=PEERS,
        catalogue=one,
    )
    assert table["indicator"].to_list() == ["registered_unemployed"]


@pytest.mark.parametrize("direction", ["up", "down"])
def test_an_unknown_value_and_one_without_peers_have_no_position(direction: str) -> None:
    assert np.isnan(better_share(float("nan"), np.array([1.0]), direction=direction))
    assert np.isnan(better_share(1.0, np.array([]), direction=direction))
    assert np.isnan(better_share(1.0, np.array([1.0]), direction="context"))
