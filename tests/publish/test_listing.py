from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from costmodel.cli import main
from costmodel.indicators.catalogue import default_catalogue
from costmodel.problems.loader import shipped_instruments, shipped_problems
from costmodel.publish.listing import catalogue_lines


def test_every_problem_level_instrument_and_indicator_is_listed_once() -> None:
    lines = catalogue_lines()
    for problem in shipped_problems().values():
        assert lines.count(f"{problem.id}: {problem.label} ({problem.unit})") == 1
        for level in problem.level:
            assert lines.count(f"    {problem.id}.{level.id}: {level.label}") == 1
    for instrument in shipped_instruments().values():
        assert lines.count(f"{instrument.id}: {instrument.label}") == 1
    for indicator in default_catalogue().indicators:
        assert lines.count(f"{indicator.id}: {indicator.name} [{indicator.unit}]") == 1


def test_the_command_lists_what_there_is() -> None:
    result = CliRunner().invoke(main, ["list"])
    assert result.exit_code == 0
    assert "unemployment.over_24_months: w rejestrze dłużej niż 2 lata" in result.output
    assert "units: etat asystenta rodziny" in result.output


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["list", str(tmp_path / "nothing")])
    assert result.exit_code == 2
