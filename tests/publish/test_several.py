"""What the annex says of several problems, and leaves out where there is one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from costmodel.annex.document import Bullets, Document, Heading
from costmodel.errors import InputError
from costmodel.problems.uncertain import Origin
from costmodel.publish.findings import evidence_of, finding_files
from costmodel.publish.names import counted_label, group_label
from costmodel.publish.pen import Pen
from costmodel.statistics.place import load_place
from costmodel.studies.inputs import served_problems
from costmodel.studies.municipality import Study, study_municipality
from costmodel.studies.related_links import related_links
from costmodel.studies.settings import SWITCHES, Settings
from tests.publish.composing import chart_names, composed, material_of, table_of, told_by
from tests.publish.conftest import place_with
from tests.publish.reading import plain

GUESS = "szacunek z częstości krajowej, a nie liczba z gminy"
NOT_ADDED = "liczb z różnych problemów nie dodajemy"


@pytest.fixture(scope="module")
def document(several: Study) -> Document:
    """The annex of several problems."""
    return composed(several)


@pytest.fixture(scope="module")
def single(study: Study) -> Document:
    """The annex of one problem."""
    return composed(study)


@pytest.fixture(scope="module")
def homeless(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """A study of one problem that has no figures of the place."""
    plan = """
[mieszkanie_treningowe]
first_year = 2027
units = 1
coverage = { recent = 0.1 }
"""
    folder = tmp_path_factory.mktemp("homeless") / "gmina"
    place = load_place(place_with(folder, problems=("homelessness",), plan=plan))
    return study_municipality(place, settings=Settings(horizon=2, n_draws=100))


def test_problems_of_the_plan_come_first_and_have_charts(several: Study) -> None:
    assert [p.id for p in material_of(several).problems] == [
        "unemployment",
        "homelessness",
        "orphanhood",
    ]
    assert [p.id for p in served_problems(several.inputs)] == ["unemployment", "homelessness"]
    assert {n for n in chart_names(several) if "." in n} == {
        "forecast.unemployment",
        "people.unemployment",
        "people.homelessness",
    }


def test_each_problem_says_what_its_number_rests_on(document: Document, several: Study) -> None:
    rows = {plain(row[0]): plain(row[3]) for row in table_of(document, "na czym się opiera").rows}
    assert rows["bezrobocie"] == "własne liczby gminy z lat 2003–2024; dalej prognoza"
    base = several.inputs.stocks["homelessness"]
    shown = f"{base.base:,.0f}".replace(",", " ")
    assert rows["bezdomność"] == f"{GUESS}; podstawa: ludność gminy {shown} ({base.base_year} r.)"
    assert rows["sieroctwo i piecza zastępcza (dzieci)"].startswith(GUESS)


def test_people_of_several_problems_are_never_added_up(
    document: Document, single: Document
) -> None:
    for caption in ("Ludzie w skrócie", "na czym się opiera", "Przypadki powiązane"):
        table = table_of(document, caption)
        assert NOT_ADDED in plain(table.note)
        assert not [row for row in table.rows if plain(row[0]).startswith("razem")]
    assert NOT_ADDED not in told_by(single)


def test_the_scope_names_every_problem(document: Document, single: Document) -> None:
    assert document.title == single.title == "Koszty zaniechania"
    assert "3 problemy: bezrobocie, bezdomność, sieroctwo i piecza zastępcza" in told_by(document)
    assert "Zakres: jeden problem, czyli bezrobocie." in told_by(single)


def test_the_cost_of_each_problem_adds_up_to_the_whole(
    document: Document, single: Document, several: Study
) -> None:
    rows = table_of(document, "Koszt zaniechania według problemów").rows
    assert [plain(row[0]) for row in rows[:-1]] == [p.label for p in material_of(several).problems]
    for column in (1, 3):
        *parts, whole = [int(plain(row[column]).replace(" ", "").replace("−", "-")) for row in rows]
        assert abs(sum(parts) - whole) <= len(parts)
    assert "według problemów" not in " ".join(
        b.text for b in single.blocks if isinstance(b, Heading)
    )


def test_every_link_between_the_problems_stands_in_one_table(
    document: Document, several: Study
) -> None:
    inputs = several.inputs
    rows = {(plain(row[0]), plain(row[1])) for row in table_of(document, "Powiązania").rows}
    assert len(rows) > 1
    assert rows == {
        (plain(group_label(inputs, source)), plain(group_label(inputs, target)))
        for source, target in related_links(inputs.problems)
    }
    caption = "Wydatki obowiązkowe na przypadki powiązane"
    assert [row[0] for row in table_of(document, caption).rows] == ["bezrobocie", "bezdomność"]


def test_one_problem_alone_says_that_related_ones_are_not_counted(single: Document) -> None:
    assert "Aneks liczy jeden problem" in told_by(single)
    assert "Przypadki powiązane na koniec" not in told_by(single)


def test_problems_without_links_are_told_so(several: Study) -> None:
    bare = {
        name: p.model_copy(update={"emergence": ()}) for name, p in several.inputs.problems.items()
    }
    other = replace(several, inputs=replace(several.inputs, problems=bare))
    assert "nie podają powiązań między problemami" in told_by(composed(other))


def test_an_effect_says_which_chance_it_changes(document: Document) -> None:
    rows = [[plain(cell) for cell in row] for row in table_of(document, "Zmiana szansy").rows]
    chances = {(row[0].partition("; ")[2], row[1]) for row in rows}
    assert ("bezrobocie: w rejestrze dłużej niż 2 lata", "wyjście z problemu") in chances
    assert ("bezdomność: samodzielni pierwszy rok", "powrót do problemu") in chances


def test_the_plan_tells_groups_years_units_and_the_rule(document: Document) -> None:
    reached = {plain(r[1]): plain(r[2]) for r in table_of(document, "Kogo obejmuje plan").rows}
    assert reached["bezdomność: bez domu krócej niż rok"] == "2027: 5%, potem 10%"
    assert reached["bezrobocie: w rejestrze dłużej niż 2 lata"] == "5%"
    when = {row[0]: plain(row[2]) for row in table_of(document, "fakultatywne w planie").rows}
    told = "2027–2030; 2027: 50% zakresu, 2028: 75% zakresu, potem całość"
    assert when["mieszkanie treningowe lub wspomagane"] == told
    assert when["centrum integracji społecznej (CIS)"] == "2027–2030"
    (unit,) = table_of(document, "Jednostki w planie").rows
    assert (unit[1], unit[2]) == ("mieszkanie", "2")
    assert "Działania są od siebie niezależne" in told_by(document)


def test_one_problem_alone_is_not_named_before_each_level(single: Document) -> None:
    groups = {plain(row[1]) for row in table_of(single, "Kogo obejmuje plan").rows}
    assert "w rejestrze dłużej niż 2 lata" in groups


def test_steps_that_are_left_out_are_told_and_only_they(study: Study, single: Document) -> None:
    assert "odbiegają od domyślnych" not in told_by(single)
    for switch in SWITCHES:
        settings = replace(study.inputs.settings, switched_off=(switch,))
        other = replace(study, inputs=replace(study.inputs, settings=settings))
        document = composed(other)
        left_out = f"Pominięto: {Pen({}).say(f'switches.{switch}')}."
        assert told_by(document).count(left_out) >= 3
        limits = next(b for b in reversed(document.blocks) if b == Heading(2, "Ograniczenia"))
        after = document.blocks[document.blocks.index(limits) :]
        general = next(block for block in after if isinstance(block, Bullets))
        assert left_out in plain(general.items[0])


def test_values_of_the_place_are_marked_as_its_own(several: Study) -> None:
    records = {name: dict(owned) for name, owned in several.inputs.records.items()}
    name, old = next(iter(records["common"].items()))
    records["common"][name] = old.model_copy(update={"kind": Origin.OWN})
    other = replace(several, inputs=replace(several.inputs, records=records))
    document = composed(other)
    table = table_of(document, "wspólne dla całego aneksu")
    assert [row[2].endswith("podana przez gminę") for row in table.rows].count(True) == 1
    assert f"Liczby podane przez gminę, w miejsce tych z biblioteki: {old.label}" in told_by(
        document
    )


def test_a_problem_without_figures_of_the_place_needs_no_forecast(homeless: Study) -> None:
    document = composed(homeless)
    told = told_by(document)
    assert GUESS in told.lower()
    assert "nie ma czego prognozować: bezdomność" in told
    assert Pen({}).say("limits.definition") not in told
    groups = [row[0] for row in table_of(document, "Na czym opiera się zmienność").rows]
    assert "prognoza" not in groups


def test_what_is_counted_stands_by_the_name_where_it_is_not_persons(several: Study) -> None:
    labels = [counted_label(p) for p in several.inputs.problems.values()]
    assert "bezrobocie" in labels
    assert "sieroctwo i piecza zastępcza (dzieci)" in labels


def test_a_finding_that_no_file_holds_is_named(study: Study) -> None:
    records = {name: dict(owned) for name, owned in study.inputs.records.items()}
    name, old = next(iter(records["staz"].items()))
    records["staz"][name] = old.model_copy(update={"finding": ("no_such_finding",)})
    inputs = replace(study.inputs, records=records)
    with pytest.raises(InputError, match=r"staz\.toml.*no_such_finding.*data/evidence"):
        evidence_of(inputs)


def test_every_file_of_findings_is_read_and_that_of_haircuts_is_not() -> None:
    names = {path.name for path in finding_files()}
    assert {"unemployment.toml", "homelessness.toml"} <= names
    assert "haircuts.toml" not in names
