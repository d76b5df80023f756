"""Whatever a good file is turned into, a reader takes it or refuses it with our error."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hostile.examples import tries
from tests.hostile.mutations import spoiled
from tests.hostile.readers import READERS
from tests.hostile.reading import refusal

DEAR = {"letterhead": 8, "workbook": 2, "peer_moves": 5, "register_book": 2}
"""Kinds that take long to read, tried so many times less."""


@pytest.mark.parametrize("kind", READERS)
def test_the_good_sample_is_taken(kind: str, tmp_path: Path) -> None:
    """A sample that was refused at once would prove nothing of what is behind."""
    assert refusal(READERS[kind], READERS[kind].good, tmp_path) is None


@pytest.mark.parametrize("kind", READERS)
def test_a_spoiled_file_is_taken_or_refused_with_our_error(
    kind: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    reader, folder = READERS[kind], tmp_path_factory.mktemp(kind)

    @tries(dear=DEAR.get(kind, 1))
    @given(st.data())
    def tried(data: st.DataObject) -> None:
        refusal(reader, data.draw(spoiled(reader.good)), folder)

    tried()
