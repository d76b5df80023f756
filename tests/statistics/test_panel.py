from __future__ import annotations

import numpy as np

from costmodel.statistics.panel import areas_around, load_panel, panel_observations
from costmodel.tables import OBSERVATIONS, UNITS_OF_AREA
from costmodel.teryt import GMINA_KINDS, kind_of


def test_the_panel_holds_all_gminas_of_2020_and_the_areas_above() -> None:
    panel = load_panel()
    UNITS_OF_AREA.validate(panel.areas)
    counts = panel.areas["kind"].value_counts()
    assert counts[list(GMINA_KINDS)].sum() == 2477
    assert (counts["powiat"], counts["voivodeship"], counts["country"]) == (380, 16, 1)
    assert panel.population_age.shape == (2477, 18)
    assert [*panel.unemployed.columns] == [*range(2003, 2025)]


def test_gminas_add_up_to_poland_in_every_year() -> None:
    unemployed = load_panel().unemployed
    kinds = unemployed.index.map(kind_of)
    poland = unemployed.loc["0000000"]
    for level in (kinds.isin(GMINA_KINDS), kinds == "powiat", kinds == "voivodeship"):
        np.testing.assert_array_equal(unemployed[level].sum(), poland)


def test_age_groups_add_up_to_the_total_except_where_one_was_impossible() -> None:
    panel = load_panel()
    total = panel.wide["population_sex"]["population_total.2020"]
    groups = panel.population_age.sum(axis=1, min_count=18)
    complete = groups.notna()
    assert (groups[complete] == total[complete]).all()
    assert sorted(groups.index[~complete]) == ["0224022", "2610032"]


def test_every_figure_has_a_unit_and_a_source() -> None:
    panel = load_panel()
    keys = {str(key) for table in panel.wide.values() for key in table.columns}
    assert keys == set(panel.sources) == set(panel.units)
    assert all("eksport" in source for source in panel.sources.values())
    assert "NSP 2011" in panel.sources["population_85_plus.2020"]
    assert "XPIV" in panel.sources["wage_gross_monthly.2024"]


def test_missing_cells_stay_missing() -> None:
    table = panel_observations(load_panel(), ["0224022", "3215000"])
    OBSERVATIONS.validate(table)
    gone = table[table["status"] == "missing"][["teryt", "variable", "year"]]
    assert ("0224022", "population_85_plus", 2020) in gone.itertuples(index=False, name=None)
    assert ("3215000", "wage_gross_monthly", 2018) in gone.itertuples(index=False, name=None)


def test_sums_over_gminas_are_said_to_be_sums() -> None:
    table = panel_observations(load_panel(), areas_around("3215011"))
    by_age = table[table["variable"] == "population_0_4"].set_index("teryt")["source"]
    assert by_age["3215000"].startswith("obliczenie, suma gmin")
    assert not by_age["3215011"].startswith("obliczenie")
