from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from costmodel.errors import InputError
from costmodel.statistics.decoding import POLISH_LETTERS, decoded_bytes

WORDS = st.text(alphabet="abcXYZ 0123;," + POLISH_LETTERS, min_size=1).filter(str.strip)


@example("ĆĄŃŚ", "cp1250")
@settings(deadline=None)
@given(WORDS, st.sampled_from(["utf-8", "utf-8-sig", "cp1250"]))
def test_polish_text_is_read_back_whatever_the_encoding(text: str, encoding: str) -> None:
    assert decoded_bytes(text.encode(encoding), file="x.csv") == text


@pytest.mark.parametrize("encoding", ["cp1250", "cp1252", "latin-1"])
def test_letters_encoded_twice_are_refused(encoding: str) -> None:
    twice = "Łódź, Święcie, Żółć".encode().decode(encoding, errors="ignore").encode()
    with pytest.raises(InputError, match="złym kodowaniu"):
        decoded_bytes(twice, file="x.csv")


@pytest.mark.parametrize("encoding", ["iso8859-2", "cp852", "utf-16-le", "utf-16", "utf-32"])
def test_other_encodings_are_refused(encoding: str) -> None:
    with pytest.raises(InputError):
        decoded_bytes("ąśź Łódź".encode(encoding), file="x.csv")
