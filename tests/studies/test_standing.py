"""Ranks of a gmina among its peers, and the synthetic measure."""

from __future__ import annotations

import numpy as np
import pytest

from costmodel.indicators.catalogue import default_catalogue
from costmodel.statistics.place import load_place
from costmodel.studies.diagnosis import Diagnosis, diagnose
from costmodel.studies.standing import Standing, standing_of, standing_quantities

TOWN = "3215011"


@pytest.fixture(scope="module")
def found() -> Diagnosis:
    return diagnose(load_place(TOWN))


@pytest.fixture(scope="module")
def standing(found: Diagnosis) -> Standing:
    return standing_of(found, np.random.default_rng(1))


def test_a_rank_is_one_more_than_the_peers_that_do_better(
    found: Diagnosis, standing: Standing
) -> None:
    directions = {i.id: i.direction for i in default_catalogue().indicators}
    for row in standing.ranks.to_dict("records"):
        group = found.of(str(row["indicator"]), int(row["year"]), found.peers)["value"].dropna()
        worse = group < row["value"] if directions[row["indicator"]] == "up" else None
        worse = group > row["value"] if worse is None else worse
        equal = (group == row["value"]).sum()
        assert row["rank"] == 1 + len(group) - worse.sum() - equal / 2
        assert row["n_areas"] == 1 + len(group)
        assert row["peers_median"] == pytest.approx(group.median())


def test_only_indicators_with_a_better_side_are_ranked(standing: Standing) -> None:
    known = {i.id: i for i in default_catalogue().indicators}
    assert len(standing.ranks)
    assert all(known[i].direction != "context" for i in standing.ranks["indicator"])
    assert all(known[i].comparable for i in standing.ranks["indicator"])


def test_a_range_of_ranks_holds_the_rank(standing: Standing) -> None:
    ranks = standing.ranks
    assert (ranks["low"] <= ranks["rank"]).all()
    assert (ranks["rank"] <= ranks["high"]).all()


def test_each_group_of_peers_gives_a_rank(found: Diagnosis, standing: Standing) -> None:
    groups = standing.by_group.groupby("indicator")["group"].agg(set)
    assert groups["unemployed_per_1000"] == set(found.groups)


def test_each_area_of_the_catalogue_weighs_the_same(standing: Standing) -> None:
    assert standing.synthetic is not None
    areas = {i.id: i.area for i in default_catalogue().indicators}
    weights = standing.synthetic.weights
    by_area = weights.groupby(weights.index.map(areas)).sum()
    np.testing.assert_allclose(by_area, 1 / len(by_area))
    assert standing.synthetic.table.index[0] == TOWN


def test_an_indicator_without_chance_has_a_rank_without_interval(standing: Standing) -> None:
    told = {q.id: q for q in standing_quantities(standing)}
    assert told["rank.unemployed_per_1000"].low is not None
    assert told["rank.unemployed_change_1y"].low is None
    assert told["rank.unemployed_change_1y"].interval is None


def test_the_same_draws_give_the_same_ranks(found: Diagnosis, standing: Standing) -> None:
    again = standing_of(found, np.random.default_rng(1))
    assert again.ranks.equals(standing.ranks)


def test_a_gmina_without_peers_has_no_rank() -> None:
    alone = standing_of(diagnose(load_place("9910013")), np.random.default_rng(1))
    assert alone.ranks.empty
    assert alone.synthetic is None
    assert list(standing_quantities(alone)) == []
