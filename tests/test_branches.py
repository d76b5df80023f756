from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.branches import least_share, main, told


def report(folder: Path, taken: int, there: int) -> Path:
    path = folder / "coverage.json"
    totals = {"covered_branches": taken, "num_branches": there, "covered_lines": 10}
    path.write_text(json.dumps({"totals": totals}), encoding="utf-8")
    return path


def test_the_share_is_that_of_branches_alone(tmp_path: Path) -> None:
    line, enough = told(report(tmp_path, 95, 100), least=95.0)
    assert (line, enough) == ("branches taken: 95 of 100, 95.0% (at least 95%)", True)


@pytest.mark.parametrize(("taken", "code"), [(949, 1), (950, 0)])
def test_too_few_fail(
    taken: int, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(report(tmp_path, taken, 1000))]) == code
    assert f"{taken} of 1000" in capsys.readouterr().out


def test_at_least_95_must_be_taken() -> None:
    assert least_share() >= 95


def test_a_report_without_branches_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no branch was counted"):
        told(report(tmp_path, 0, 0), least=95.0)
