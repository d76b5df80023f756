from __future__ import annotations

from pathlib import Path

import pytest

from costmodel.errors import InputError
from costmodel.forecast.toml_file import read_toml


@pytest.mark.parametrize("content", [b"[a\nb = 1", "a = 'ż'".encode("cp1250")])
def test_a_file_that_is_no_toml_in_utf8_is_named(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "broken.toml"
    file.write_bytes(content)
    with pytest.raises(InputError, match=r"broken\.toml: jest"):
        read_toml(file)


def test_a_good_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "good.toml"
    file.write_text("a = 'ż'", encoding="utf-8")
    assert read_toml(file) == {"a": "ż"}
