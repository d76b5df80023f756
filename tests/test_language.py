from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from costmodel.errors import InputError
from costmodel.language import LANGUAGES, current, locale_of, remembered, tag, using


def test_the_language_of_before_comes_back_even_after_an_error() -> None:
    with pytest.raises(InputError), using("en"):
        using("de").__enter__()
    assert current() == "pl"


def test_one_language_may_stand_within_another() -> None:
    with using("en"):
        with using("pl"):
            assert current() == "pl"
        assert current() == "en"


def test_a_language_that_nobody_speaks_here_is_refused() -> None:
    with pytest.raises(InputError, match="jeden z języków: pl, en"), using("de"):
        pass


def test_another_thread_keeps_its_own_language() -> None:
    with using("en"), ThreadPoolExecutor(1) as pool:
        assert pool.submit(current).result() == "pl"


def test_each_language_has_a_tag_and_a_locale() -> None:
    assert [(tag(lang), locale_of(lang)) for lang in LANGUAGES] == [
        ("pl-PL", "pl_PL"),
        ("en-GB", "en_GB"),
    ]


def test_what_is_remembered_is_read_once_in_each_language() -> None:
    read: list[tuple[str, int]] = []

    @remembered
    def number(n: int) -> str:
        read.append((current(), n))
        return f"{current()} {n}"

    with using("en"):
        assert (number(1), number(1)) == ("en 1", "en 1")
    assert (number(1), number(2), number(1)) == ("pl 1", "pl 2", "pl 1")
    assert read == [("en", 1), ("pl", 1), ("pl", 2)]
