from __future__ import annotations

from datetime import date

import pytest

from costmodel.capacity.caseloads import caseload_records, caseloads, clients_per_post
from costmodel.errors import ModelError
from costmodel.statistics.staff import staff_kinds
from costmodel.statutes.book import load_book

BOOK, DAY = load_book(), date(2026, 3, 31)


def test_clients_are_shared_among_posts() -> None:
    figures = {"family_assistant_posts": 2.5, "families_with_assistant": 45.0}
    (found,) = caseloads(figures, book=BOOK, day=DAY)
    assert (found.id, found.per_post, found.limit) == ("family_assistant", 18.0, 15.0)
    assert found.over_limit


def test_a_full_caseload_is_within_the_limit() -> None:
    figures = {"day_support_posts": 2.0, "children_in_day_support": 30.0}
    (found,) = caseloads(figures, book=BOOK, day=DAY)
    assert (found.per_post, found.over_limit) == (15.0, False)


def test_clients_without_a_post_are_over_any_limit() -> None:
    figures = {"foster_coordinator_posts": 0.0, "families_with_coordinator": 4.0}
    (found,) = caseloads(figures, book=BOOK, day=DAY)
    assert found.per_post is None
    assert found.over_limit


def test_one_figure_alone_gives_no_caseload() -> None:
    (found,) = caseloads({"social_worker_posts": 16.5}, book=BOOK, day=DAY)
    assert (found.posts, found.clients, found.per_post) == (16.5, None, None)
    assert not found.over_limit


def test_nothing_known_is_no_row() -> None:
    assert caseloads({}, book=BOOK, day=DAY) == ()


def test_every_declared_name_exists() -> None:
    for record in caseload_records():
        assert {record.posts, record.clients} <= set(staff_kinds()), record.id
        assert BOOK.at(record.limit, DAY) > 0
        assert "art." in str(BOOK.parameter(record.limit).enactment_at(DAY).source)


def test_negative_numbers_are_refused() -> None:
    with pytest.raises(ModelError):
        clients_per_post(-1, posts=1)
    with pytest.raises(ModelError):
        clients_per_post(1, posts=-1)
