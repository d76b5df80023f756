from __future__ import annotations

from pathlib import Path

import pytest

from costmodel.errors import InputError
from costmodel.resources import data_path
from costmodel.statistics.derive import EXAMPLES, main, read_export
from costmodel.statistics.recipe import load_recipe
from tests.statistics.raw import EXPORTS, needs_exports


@needs_exports
def test_the_shipped_tables_are_those_that_the_exports_give(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(EXPORTS), str(tmp_path)]) == 0
    made = sorted((tmp_path / "reference").iterdir())
    shipped = sorted(data_path("reference").glob("*.csv"))
    assert [path.name for path in made] == [path.name for path in shipped]
    for new, old in zip(made, shipped, strict=True):
        assert new.read_bytes() == old.read_bytes(), new.name
    for name in EXAMPLES:
        new = tmp_path / "municipalities" / name / "statistics.csv"
        assert new.read_bytes() == data_path("municipalities", name, "statistics.csv").read_bytes()
    assert "areas.csv" in capsys.readouterr().out


@needs_exports
def test_a_repair_that_no_longer_fits_the_export_is_refused() -> None:
    figures = next(f for f in load_recipe().figures if f.table == "population_age")
    other = figures.repairs[0].model_copy(update={"published": "-15"})
    with pytest.raises(InputError, match="Poprawka"):
        read_export(EXPORTS, figures.model_copy(update={"repairs": (other,)}))


def test_the_command_says_how_to_use_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "Użycie" in capsys.readouterr().err
