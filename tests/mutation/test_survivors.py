"""The kept list of survivors: found whatever the blanks, refused without a reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.mutation.results import Change, Mutant
from tests.mutation.run import LEAST_NOTICED, parts_below, table
from tests.mutation.survivors import as_toml, load_survivors
from tests.mutation.workshop import PARTS, ROOT

TOLD = (ROOT / "tests/mutation/README.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
LIST = """
[[kind]]
old = "strict=True"
new = ["strict=False", ""]
reason = "of equal length"

[[survivor]]
function = "costs.pricing._sum"
was = 'total = asked(first)'
now = ['total = None', 'total = asked(None)']
reason = "nobody looks"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "survivors.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("function", "was", "now", "reason"),
    [
        ("costs.pricing._sum", "total =  asked( first )", "total = None", "nobody looks"),
        ("costs.pricing._sum", "total = asked(first)", "total = asked(None)", "nobody looks"),
        ("costs.pricing._sum", "total = asked(first)", "total = 1", None),
        ("costs.pricing.product", "total = asked(first)", "total = None", None),
        ("any.where", "zip(a, b, strict=True)", "zip(a, b, strict=False)", "of equal length"),
        ("any.where", "zip(a, b, strict=True )", "zip(a, b, )", "of equal length"),
        ("any.where", "zip(a, b, strict=True)", "zip(a, a, strict=False)", None),
        ("any.where", "zip(a, b, strict=True)", "zip(a, b, strict=None)", None),
    ],
)
def test_a_change_is_explained_by_its_entry_or_its_kind_alone(
    tmp_path: Path, function: str, was: str, now: str, reason: str | None
) -> None:
    assert load_survivors(written(tmp_path, LIST)).reason(Change(function, was, now)) == reason


def test_a_survivor_without_a_reason_is_refused(tmp_path: Path) -> None:
    change = Change("costs.pricing._sum", "a = 'x'", "a = None")
    with pytest.raises(ValueError, match="has no reason"):
        load_survivors(written(tmp_path, as_toml(change)))


def test_a_survivor_that_stands_there_twice_is_refused(tmp_path: Path) -> None:
    once = as_toml(Change("f", "a", "b")).replace('reason = ""', 'reason = "told"')
    with pytest.raises(ValueError, match="stands there twice"):
        load_survivors(written(tmp_path, once + once))


def test_what_is_printed_of_a_change_reads_back_as_it_was(tmp_path: Path) -> None:
    change = Change("costs.pricing._sum", "a = 'x' + \"y\"", r"a = '\d'")
    told = as_toml(change).replace('reason = ""', 'reason = "told"')
    assert load_survivors(written(tmp_path, told)).reason(change) == "told"


def test_the_kept_list_gives_each_entry_a_reason() -> None:
    kept = load_survivors()
    assert kept.kinds
    assert all(len(reason) > 15 for reason in kept.reasons.values())


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("costmodel.costs.charge.x__fail_if_no_share__mutmut_4", "costs.charge._fail_if_no_share"),
        ("costmodel.costs.ledger.xǁLedgerǁonly__mutmut_13", "costs.ledger.Ledger.only"),
        (
            "costmodel.costs.charge.xǁChargeǁ__post_init____mutmut_1",
            "costs.charge.Charge.__post_init__",
        ),
    ],
)
def test_a_mutant_knows_its_function(name: str, function: str) -> None:
    assert Mutant(name, "killed").function == function


def test_parts_are_counted_each_for_itself() -> None:
    good = [Mutant(f"costmodel.costs.charge.x_f__mutmut_{i}", "killed") for i in range(9)]
    bad = [Mutant(f"costmodel.cohort.stack.x_g__mutmut_{i}", "survived") for i in range(2)]
    slow = [Mutant("costmodel.cohort.stack.x_g__mutmut_7", "timeout")]
    mutants = [*good, Mutant("costmodel.costs.charge.x_f__mutmut_9", "no tests"), *bad, *slow]
    assert parts_below(mutants) == ["cohort"]  # 9 of 10 are enough, 1 of 3 is not
    assert "| costs | 10 | 9 | 1 | 90.0% |" in table(mutants)
    assert "| cohort | 3 | 1 | 2 | 33.3% |" in table(mutants)
    assert "| all | 13 | 10 | 3 | 76.9% |" in table(mutants)


def test_the_readme_tells_what_the_table_of_the_last_run_says() -> None:
    rows = re.findall(r"^\| (\w+) \| (\d+) \| (\d+) \| (\d+) \| ([\d.]+)% \|$", TOLD, re.MULTILINE)
    parts = {name: [int(n) for n in counts] for name, *counts, _ in rows}
    total = parts.pop("all")
    assert tuple(parts) == PARTS
    assert total == [sum(column) for column in zip(*parts.values(), strict=True)]
    for _, n, killed, survived, share in rows:
        assert int(n) == int(killed) + int(survived)
        assert share == f"{100 * int(killed) / int(n):.1f}"
        assert float(share) >= 100 * LEAST_NOTICED
    assert f"{total[1] / total[0]:.0%}".replace("%", " %") + f" of {total[0]:,} changes" in README
