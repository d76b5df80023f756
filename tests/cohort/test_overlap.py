from __future__ import annotations

from itertools import pairwise
from itertools import product as combinations
from typing import get_args

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from costmodel.cohort.overlap import FULL_TOLERANCE, Overlap, together
from costmodel.errors import ModelError

Floats = NDArray[np.float64]
RULES: tuple[Overlap, ...] = get_args(Overlap)
N, DRAWS = 3, 2
shares = hnp.arrays(float, (N, DRAWS), elements=st.floats(0.0, 1.0))
changes = hnp.arrays(float, (N, DRAWS), elements=st.floats(-1.0, 1.0))
bases = hnp.arrays(float, DRAWS, elements=st.floats(0.0, 1.0))


def change(rule: Overlap, covered: list[float], deltas: list[float], *, base: float) -> float:
    parts, told = [np.array([c]) for c in covered], [np.array([d]) for d in deltas]
    return float(together(parts, told, base=np.array([base]), rule=rule)[0])


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("exclusive", 0.16),  # 0.5 · 0.2 + 0.2 · 0.3
        # room above 0.2 is 0.8: 0.8 · (1 − (1 − 0.5 · 0.25) · (1 − 0.2 · 0.375)) = 0.1525
        ("independent", 0.1525),
        ("nested", 0.12),  # 0.2 gain the stronger 0.3, the other 0.3 of the larger group 0.2
    ],
)
def test_two_gains_by_hand(rule: Overlap, found: float) -> None:
    assert change(rule, [0.5, 0.2], [0.2, 0.3], base=0.2) == pytest.approx(found)


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("exclusive", -0.16),
        # room below 0.4 is 0.4: 0.4 · (1 − (1 − 0.5 · 0.5) · (1 − 0.2 · 0.75)) = 0.145
        ("independent", -0.145),
        ("nested", -0.12),
    ],
)
def test_two_falls_by_hand(rule: Overlap, found: float) -> None:
    assert change(rule, [0.5, 0.2], [-0.2, -0.3], base=0.4) == pytest.approx(found)


def test_where_the_weaker_lies_within_the_stronger_it_adds_nothing() -> None:
    assert change("nested", [0.5, 0.2], [0.3, 0.2], base=0.2) == pytest.approx(0.5 * 0.3)


def test_of_two_equally_strong_that_of_the_larger_group_counts() -> None:
    assert change("nested", [0.5, 0.2], [0.3, -0.3], base=0.4) == pytest.approx(0.5 * 0.3)
    assert change("nested", [0.2, 0.5], [0.3, -0.3], base=0.4) == pytest.approx(-0.5 * 0.3)


def test_a_gain_and_a_fall_of_independent_groups_each_have_their_own_room() -> None:
    # 0.6 · (0.5 · 0.3 / 0.6) = 0.15 up; 0.4 · (0.5 · 0.2 / 0.4) = 0.1 down
    assert change("independent", [0.5, 0.5], [0.3, -0.2], base=0.4) == pytest.approx(0.05)


@given(shares, changes, bases, st.sampled_from(RULES))
def test_one_instrument_alone_is_the_same_under_all_rules(
    covered: Floats, deltas: Floats, base: Floats, rule: Overlap
) -> None:
    # a change larger than the room cannot be whole: keep within it, as effects on chances do
    delta = np.clip(deltas[0], -base, 1 - base)
    found = together([covered[0]], [delta], base=base, rule=rule)
    np.testing.assert_allclose(found, covered[0] * delta, atol=1e-12)


@given(shares, changes, bases)
def test_independent_groups_never_exceed_the_room(
    covered: Floats, deltas: Floats, base: Floats
) -> None:
    after = base + together(list(covered), list(deltas), base=base, rule="independent")
    assert (after >= -1e-12).all()
    assert (after <= 1 + 1e-12).all()


def by_enumeration(covered: Floats, shrinks: Floats) -> float:
    """Chance that none of several independent groups helps: every combination counted in turn."""
    total = 0.0
    for reached in combinations([True, False], repeat=len(covered)):
        chance, kept = 1.0, 1.0
        for is_in, share, shrink in zip(reached, covered, shrinks, strict=True):
            chance *= share if is_in else 1 - share
            kept *= 1 - shrink if is_in else 1.0
        total += chance * kept
    return total


@given(shares, hnp.arrays(float, (N, DRAWS), elements=st.floats(0.0, 1.0)), bases)
def test_independent_groups_agree_with_every_combination_counted(
    covered: Floats, parts: Floats, base: Floats
) -> None:
    room = 1 - base
    found = together(list(covered), list(parts * room), base=base, rule="independent")
    for d in range(DRAWS):
        slow = room[d] * (1 - by_enumeration(covered[:, d], parts[:, d]))
        np.testing.assert_allclose(found[d], slow, atol=1e-9)


@given(shares, changes, bases)
def test_nested_groups_agree_with_people_asked_one_by_one(
    covered: Floats, deltas: Floats, base: Floats
) -> None:
    found = together(list(covered), list(deltas), base=base, rule="nested")
    for d in range(DRAWS):
        edges = sorted({0.0, *covered[:, d].tolist()})
        slow = 0.0
        for low, high in pairwise(edges):
            held = [float(deltas[i, d]) for i in range(N) if covered[i, d] >= high]
            slow += (high - low) * max(held, key=abs)
        sizes = np.abs(deltas[:, d])
        assume(len(set(sizes.tolist())) == N)  # of two equally strong either may count
        np.testing.assert_allclose(found[d], slow, atol=1e-12)


@given(shares, st.permutations(range(N)), changes, bases, st.sampled_from(RULES))
def test_the_order_of_instruments_does_not_matter(
    covered: Floats, order: list[int], deltas: Floats, base: Floats, rule: Overlap
) -> None:
    assume(len(set(np.abs(deltas).ravel().tolist())) == deltas.size)
    parts = covered / N if rule == "exclusive" else covered
    one = together(list(parts), list(deltas), base=base, rule=rule)
    other = together(list(parts[order]), list(deltas[order]), base=base, rule=rule)
    np.testing.assert_allclose(one, other, atol=1e-12)


@given(shares, hnp.arrays(float, (N, DRAWS), elements=st.floats(0.0, 1.0)), bases)
def test_gains_under_the_other_rules_never_exceed_those_of_exclusive_groups(
    covered: Floats, gains: Floats, base: Floats
) -> None:
    parts, within = covered / N, gains * (1 - base)
    most = together(list(parts), list(within), base=base, rule="exclusive")
    for rule in ("independent", "nested"):
        assert (together(list(parts), list(within), base=base, rule=rule) <= most + 1e-12).all()


@pytest.mark.parametrize("rule", RULES)
def test_a_chance_that_is_certain_already_cannot_rise(rule: Overlap) -> None:
    gain = change(rule, [0.5, 0.4], [0.0, 0.0], base=1.0)
    assert gain == 0.0
    assert change("independent", [0.5, 0.4], [0.2, 0.3], base=1.0) == 0.0


def test_a_rate_of_new_cases_has_no_ceiling() -> None:
    # all who would come, come (1); two campaigns that misfire each bring 10 % more of half of them
    parts, told, everyone = [np.array([0.5])] * 2, [np.array([0.1])] * 2, np.array([1.0])
    found = together(parts, told, base=everyone, rule="independent", highest=np.inf)
    np.testing.assert_allclose(found, 0.1)


@given(shares, changes)
def test_one_instrument_alone_is_the_same_under_all_rules_for_rates_too(
    covered: Floats, deltas: Floats
) -> None:
    everyone = np.ones(DRAWS)
    for rule in RULES:
        found = together([covered[0]], [deltas[0]], base=everyone, rule=rule, highest=np.inf)
        np.testing.assert_allclose(found, covered[0] * deltas[0], atol=1e-12)


def test_more_than_everybody_by_rounding_alone_is_everybody() -> None:
    found = change("exclusive", [1 + FULL_TOLERANCE], [0.1], base=0.2)
    assert found == pytest.approx(0.1)


def test_exclusive_groups_of_more_than_everybody_are_refused() -> None:
    with pytest.raises(ModelError, match=r"110% of a level are reached.*rule 'exclusive'"):
        change("exclusive", [0.6, 0.5], [0.1, 0.1], base=0.2)


@pytest.mark.parametrize("rule", ["independent", "nested"])
def test_groups_that_may_meet_can_each_reach_everybody_and_no_more(rule: Overlap) -> None:
    change(rule, [1.0, 1.0], [0.1, 0.1], base=0.2)
    with pytest.raises(ModelError, match=r"120% of a level are reached"):
        change(rule, [1.2, 0.5], [0.1, 0.1], base=0.2)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("share", [-0.1, float("nan")])
def test_a_coverage_that_is_no_share_is_refused(rule: Overlap, share: float) -> None:
    with pytest.raises(ModelError, match=r"Lower the coverage in plan\.toml"):
        change(rule, [0.3, share], [0.1, 0.1], base=0.2)
