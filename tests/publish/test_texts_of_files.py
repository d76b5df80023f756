"""What the files of problems and instruments say to a reader: words, never names of the code."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from costmodel.problems.common import load_common
from costmodel.problems.instrument import Instrument
from costmodel.problems.loader import shipped_instruments, shipped_problems
from costmodel.problems.problem import SocialProblem

ID = re.compile(r"\b[a-z0-9]+(?:_[a-z0-9]+)+\b")
FILES = {**shipped_problems(), **shipped_instruments()}


def printed(filed: SocialProblem | Instrument) -> Iterator[str]:
    """Every text of a file that an annex prints."""
    yield filed.label
    yield from filed.limits
    for record in filed.value.values():
        yield from (record.label, record.note, str(record.origin()))
    if isinstance(filed, Instrument):
        yield filed.description
        yield filed.legal_basis
        yield from (effect.caution for effect in filed.effect)
    else:
        for level in filed.level:
            yield from (level.label, level.definition)
        yield from (service.label for service in filed.service)


@pytest.mark.parametrize("filed", FILES.values(), ids=FILES)
def test_no_text_holds_a_name_of_the_code(filed: SocialProblem | Instrument) -> None:
    texts = [re.sub(r"https?://\S+", "", text) for text in printed(filed)]
    named = {name for text in texts for name in ID.findall(text)} | {
        name for text in texts for name in shipped_problems() if name in text.split()
    }
    assert not named


@pytest.mark.parametrize("filed", FILES.values(), ids=FILES)
def test_no_limit_speaks_of_files(filed: SocialProblem | Instrument) -> None:
    assert not [text for text in filed.limits if re.search(r"\bplik", text)]


def test_common_values_are_told_in_words() -> None:
    for record in load_common().values():
        assert not ID.search(f"{record.label} {record.note}")
