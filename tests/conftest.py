"""One study and one annex of the example, shared by all tests that look at them."""

from __future__ import annotations

import pytest

from costmodel.publish.write import AnnexFiles, write_annex
from costmodel.statistics.place import load_place
from costmodel.studies.municipality import Study, study_municipality
from costmodel.studies.settings import Settings

FEW_DRAWS = 200


@pytest.fixture(scope="session")
def study() -> Study:
    """The shipped example with few draws."""
    return study_municipality(load_place("3215011"), settings=Settings(n_draws=FEW_DRAWS))


@pytest.fixture(scope="session")
def annex(study: Study, tmp_path_factory: pytest.TempPathFactory) -> AnnexFiles:
    """The annex of that study. Tests read it; none may change it."""
    return write_annex(study, tmp_path_factory.mktemp("annex") / "szczecinek")
