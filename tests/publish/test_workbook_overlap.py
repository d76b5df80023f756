"""What several instruments change together is the same in formulas and in the engine."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from costmodel.cohort import overlap as engine
from costmodel.cohort.overlap import Overlap
from costmodel.publish.formula import number
from costmodel.publish.workbook_overlap import Part, together
from tests.publish.test_formula import computed

RULES: tuple[Overlap, ...] = ("exclusive", "independent", "nested")
SHARES = st.one_of(st.sampled_from([0.0, 0.1, 0.2]), st.floats(0, 0.25))
CHANGES = st.one_of(st.just(0.0), st.floats(-0.9, 0.9))
PARTS = st.lists(st.tuples(SHARES, CHANGES), min_size=1, max_size=4)
BASES = st.one_of(st.sampled_from([0.0, 1.0]), st.floats(0, 1))


@given(PARTS, BASES, st.sampled_from(RULES), st.booleans())
def test_formulas_agree_with_the_engine(
    given_parts: list[tuple[float, float]], base: float, rule: Overlap, limited: bool
) -> None:
    changes = {change for _, change in given_parts if change}
    assume(not {-change for change in changes} & changes)  # of equal size: see the Notes
    parts = [Part(number(share), number(change)) for share, change in given_parts]
    most = number(1) if limited else None
    made = together(parts, base=number(base), rule=rule, most=most)
    wanted = engine.together(
        [np.array([share]) for share, _ in given_parts],
        [np.array([change]) for _, change in given_parts],
        base=np.array([base]),
        rule=rule,
        highest=1.0 if limited else np.inf,
    )
    assert made.value == pytest.approx(wanted.item(), rel=1e-9, abs=1e-12)
    assert computed(made.text) == pytest.approx(wanted.item(), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("exclusive", 0.3 * 0.4 + 0.5 * 0.2),  # two groups of people, added up
        ("independent", 0.8 * (1 - (1 - 0.3 * 0.5) * (1 - 0.5 * 0.25))),  # of the room of 0.8
        ("nested", 0.3 * 0.4 + 0.2 * 0.2),  # 30 % have both, 20 % the weaker one alone
    ],
)
def test_two_instruments_by_hand(rule: Overlap, change: float) -> None:
    parts = [Part(number(0.3), number(0.4)), Part(number(0.5), number(0.2))]
    made = together(parts, base=number(0.2), rule=rule, most=number(1))
    assert made.value == pytest.approx(change)


def test_the_order_of_nested_parts_follows_the_shares_in_the_cells() -> None:
    # the larger group has the stronger change: it counts for all whom it reaches
    parts = [Part(number(0.5), number(0.4)), Part(number(0.3), number(0.2))]
    made = together(parts, base=number(0.2), rule="nested", most=number(1))
    assert made.value == pytest.approx(0.5 * 0.4)
