"""The licence is read from metadata in the order of how plainly they say it."""

from __future__ import annotations

from email import message_from_string
from email.message import Message
from importlib.metadata import Distribution, PathDistribution
from pathlib import Path
from typing import Any

import pytest

from tests.supply.declared_licence import declared_licence, of_text, spdx

TWO_CLAUSES = "Redistribution and use in source and binary forms, with or without modification"
THREE_CLAUSES = f"{TWO_CLAUSES}\n* Neither the name of the author may be used"
PERMISSION = "Permission is hereby granted, free of charge, to any person obtaining a copy of this"


def made_up(folder: Path, fields: str, **files: str) -> Distribution:
    info = folder / "sample-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Name: sample\nVersion: 1\n{fields}\n", encoding="utf-8")
    for name, text in files.items():
        (info / name).write_text(text, encoding="utf-8")
    record = "".join(f"{info.name}/{name},,\n" for name in files)
    (info / "RECORD").write_text(record, encoding="utf-8")
    return PathDistribution(info)


@pytest.mark.parametrize(
    ("fields", "licence"),
    [
        ("License-Expression: MIT OR Apache-2.0\nLicense: BSD-3-Clause", "MIT OR Apache-2.0"),
        ("License: bsd-3-clause", "BSD-3-Clause"),
        ("License: MPL-2.0 AND MIT", "MPL-2.0 AND MIT"),
        ("Classifier: License :: OSI Approved :: MIT License", "MIT"),
        ("Classifier: License :: OSI Approved :: BSD License", "BSD-2-Clause"),  # by its text
        ("License: free as in beer", "BSD-2-Clause"),
        ("Classifier: Topic :: Law", "BSD-2-Clause"),
    ],
)
def test_the_plainest_word_goes_first(tmp_path: Path, fields: str, licence: str) -> None:
    assert declared_licence(made_up(tmp_path, fields, LICENSE=TWO_CLAUSES)) == licence


def test_two_classifiers_settle_nothing(tmp_path: Path) -> None:
    said = "Classifier: License :: OSI Approved :: "
    fields = f"{said}MIT License\n{said}Apache Software License"
    assert declared_licence(made_up(tmp_path, fields)) is None


@pytest.mark.parametrize(
    ("texts", "licence"),
    [
        ([TWO_CLAUSES], "BSD-2-Clause"),
        ([THREE_CLAUSES], "BSD-3-Clause"),
        ([PERMISSION, ""], "MIT"),
        (["Apache License\n    Version 2.0, January 2004"], "Apache-2.0"),
        ([PERMISSION, TWO_CLAUSES], None),  # two licences: a person must look
        ([PERMISSION, "All rights reserved."], None),
        ([], None),
    ],
)
def test_a_text_is_told_by_its_words(texts: list[str], licence: str | None) -> None:
    assert of_text(texts) == licence


@pytest.mark.parametrize("said", ["", "Dual License", "MIT and others"])
def test_a_loose_word_is_no_licence(said: str) -> None:
    assert spdx(said) is None


def test_an_absent_field_is_no_error_with_metadata_of_the_backport(tmp_path: Path) -> None:
    """Once a package has imported it, its metadata serve all: a missing field is an error there."""

    class Strict(Message):
        def __getitem__(self, name: str) -> str:
            if name not in self:
                raise KeyError(name)
            return str(super().__getitem__(name))

    class OfBackport(PathDistribution):
        @property
        def metadata(self) -> Any:
            return message_from_string(self.read_text("METADATA") or "", _class=Strict)

    made_up(tmp_path, "Classifier: License :: OSI Approved :: MIT License")
    assert declared_licence(OfBackport(tmp_path / "sample-1.dist-info")) == "MIT"
