from __future__ import annotations

import pytest

from costmodel.errors import InputError
from costmodel.statistics.bdl_ctab import ctab_table
from costmodel.statistics.observations import as_observations
from costmodel.tables import OBSERVATIONS

EXPORT = ctab_table(
    '"Kod";"Nazwa";"ogółem;2019;[osoba]";"kobiety;2019;[osoba]";\n'
    '0201011;"A (1)";11;;\n0201022;"B (2)";0;3;\n',
    file="x.csv",
)


def test_only_the_variables_asked_for_are_kept_and_each_has_its_source() -> None:
    table = as_observations(EXPORT, variables={"kobiety": "women"}, source="GUS, x.csv")
    OBSERVATIONS.validate(table)
    assert table[["teryt", "variable", "status"]].to_numpy().tolist() == [
        ["0201011", "women", "missing"],
        ["0201022", "women", "observed"],
    ]
    assert set(table["source"]) == {"GUS, x.csv"}


def test_a_label_that_the_export_has_not_is_named() -> None:
    with pytest.raises(InputError, match="a powinno być: cecha „mężczyźni”"):
        as_observations(EXPORT, variables={"mężczyźni": "men", "ogółem": "all"}, source="x.csv")
