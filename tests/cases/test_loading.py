from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cases.loading import HERE, load_case

NAMES = sorted(
    [p.stem for p in HERE.glob("*.toml")] + [p.parent.name for p in HERE.glob("*/*.json")]
)


def test_every_case_says_where_its_numbers_come_from() -> None:
    assert {"sick_sicker", "sick_sicker_economics"} <= set(NAMES)
    assert all(len(load_case(name)["source"]) > 20 for name in NAMES)


@pytest.mark.parametrize("record", [{"totals": [1.0]}, {"source": " ", "totals": [1.0]}])
def test_a_case_without_a_source_does_not_load(tmp_path: Path, record: dict[str, object]) -> None:
    (tmp_path / "guess").mkdir()
    (tmp_path / "guess" / "case.json").write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(ValueError, match="'guess' has no source"):
        load_case("guess", folder=tmp_path)
