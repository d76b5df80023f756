"""How numbers come about, as data: every id has one family, and its inputs are the right ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from costmodel.errors import InputError, ModelError
from costmodel.publish.explanations import by_first_part, load_explanations
from costmodel.quantities import Quantity
from costmodel.studies.municipality import Study
from tests.publish.traced import known_to

WHOLE = """
[names]
year = '\\d{4}'
until = '\\d{4}'

[[family]]
pattern = "sum.{place}.{year}"
formula = "suma: {place}"
inputs = ["part.{place}.{until}"]

[[family]]
pattern = "part.{place}.{year}"
formula = "z pliku"
where = "plik {place}.csv"
"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("explanations") / "explanations.toml"
    path.write_text(WHOLE, encoding="utf-8")
    return path


def _astray(known: dict[str, Quantity]) -> dict[str, list[str]]:
    """Return the ids that have no family or several, and their patterns."""
    told = load_explanations()
    families = {id_: [f.pattern for f in told.families_of(id_)] for id_ in known}
    return {id_: found for id_, found in families.items() if len(found) != 1}


def test_every_number_of_a_study_has_one_family(study: Study) -> None:
    assert not _astray(known_to(study))


def test_every_number_of_a_study_of_several_problems_has_one_family(several: Study) -> None:
    assert not _astray(known_to(several))


def test_every_number_is_given_somewhere_or_made_from_others(several: Study) -> None:
    known = known_to(several)
    told, ids = load_explanations(), by_first_part(known)
    given = ("value.", "parameter.", "finding.", "stock.", "staff.", "emergence.")
    adrift = [
        id_
        for id_ in known
        if not (found := told.explain(id_, ids)).inputs
        and not found.where
        and not id_.startswith(given)
    ]
    assert not adrift


def test_inputs_are_of_the_same_place_and_of_no_later_year(file: Path) -> None:
    known = by_first_part(["part.a.2026", "part.a.2027", "part.a.2028", "part.b.2026"])
    found = load_explanations(file).explain("sum.a.2027", known)
    assert found.inputs == ("part.a.2026", "part.a.2027")
    assert (found.formula, found.where) == ("suma: a", "")


def test_a_given_number_tells_its_file_and_has_no_inputs(file: Path) -> None:
    found = load_explanations(file).explain("part.b.2026", {})
    assert (found.inputs, found.where) == ((), "plik b.csv")


def test_an_id_of_no_family_is_refused(file: Path) -> None:
    with pytest.raises(ModelError, match=r"part\.a belongs to 0 families \(none\)"):
        load_explanations(file).explain("part.a", {})


def test_a_text_that_uses_an_unknown_name_is_told_with_a_wrong_expression(tmp_path: Path) -> None:
    path = tmp_path / "explanations.toml"
    wrong = WHOLE.replace("suma: {place}", "suma: {town}").replace("'\\d{4}'", "'('", 1)
    path.write_text(wrong, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_explanations(path)
    first, second = caught.value.problems
    assert (first.place, first.value) == ("klucz names.year", "(")
    assert second.value == "{town}"
    assert "sum.{place}.{year}" in second.place
