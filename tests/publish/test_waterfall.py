"""What the sections on cashable money and on variants of the plan say."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from costmodel.annex.document import Block, Figure, Paragraph, Table
from costmodel.publish.material import Material
from costmodel.publish.pen import Pen
from costmodel.publish.portfolio import portfolio
from costmodel.publish.waterfall import waterfall
from costmodel.quantities import Quantity
from costmodel.studies.comparison import Comparison, compare_place
from costmodel.studies.municipality import Study
from costmodel.studies.quantities import quantities_of
from costmodel.studies.targets import targets_of
from costmodel.verification.certificate import Certificate
from tests.publish.reading import plain

FIGURES = {"waterfall": Figure(Path("w.png"), Path("w.svg"), "w", "opis", "GUS")}


@pytest.fixture(scope="module")
def known(study: Study) -> dict[str, Quantity]:
    return quantities_of(study)


@pytest.fixture(scope="module")
def compared(study: Study) -> Comparison:
    return compare_place(study.inputs.place)


def words(blocks: list[Block]) -> str:
    return plain(" ".join(b.text for b in blocks if isinstance(b, Paragraph)))


def tables(blocks: list[Block]) -> list[Table]:
    return [block for block in blocks if isinstance(block, Table)]


def test_an_instrument_that_is_net_already_is_named_under_the_table(
    study: Study, known: dict[str, Quantity], compared: Comparison
) -> None:
    (table,) = tables(
        waterfall(
            Material(
                study,
                compared,
                Pen(known),
                FIGURES,
                "0",
                targets_of(study, compared),
                Certificate(()),
            )
        )
    )
    assert "netto, bo badanie porównało grupy: staż." in plain(table.note)
    gross = tuple(
        replace(step, gross=step.net, deadweight=0 * step.net) for step in study.inputs.steps
    )
    other = replace(study, inputs=replace(study.inputs, steps=gross))
    (table,) = tables(
        waterfall(
            Material(
                other,
                compared,
                Pen(known),
                FIGURES,
                "0",
                targets_of(other, compared),
                Certificate(()),
            )
        )
    )
    assert "porównało grupy" not in table.note


def test_what_is_only_partly_money_is_named(
    study: Study, known: dict[str, Quantity], compared: Comparison
) -> None:
    blocks = waterfall(
        Material(
            study, compared, Pen(known), FIGURES, "0", targets_of(study, compared), Certificate(())
        )
    )
    assert "Tylko w części liczymy tu: praca socjalna." in words(blocks)
    assert "Powroty do problemu są w każdym wierszu" in words(blocks)


def test_the_share_of_nothing_is_not_told(
    study: Study, known: dict[str, Quantity], compared: Comparison
) -> None:
    unknown = replace(known["waterfall_share.gmina"], value=None)
    pen = Pen(known | {unknown.id: unknown})
    assert "kwoty brutto" not in words(
        waterfall(
            Material(
                study, compared, pen, FIGURES, "0", targets_of(study, compared), Certificate(())
            )
        )
    )


def test_variants_stand_from_the_best_down_and_say_x_where_nothing_can_be_counted(
    study: Study, known: dict[str, Quantity], compared: Comparison
) -> None:
    public, gmina = tables(
        portfolio(
            Material(
                study, compared, Pen(known), {}, "0", targets_of(study, compared), Certificate(())
            )
        )
    )
    column = [
        float(re.sub(r" .*", "", plain(row[5])).replace(",", ".").replace("−", "-"))
        for row in public.rows
    ]
    assert column == sorted(column, reverse=True)
    names = {plain(row[0]) for row in public.rows}
    assert names == {plain(row[0]) for row in gmina.rows}
    assert {"cały plan", "plan o połowę mniejszy", "plan dwa razy większy"} < names
    internship = next(row for row in gmina.rows if "staż" in row[0])
    assert (internship[5], internship[6]) == ("x", "x")


def test_a_plan_that_cannot_be_doubled_is_explained(
    study: Study, known: dict[str, Quantity], compared: Comparison
) -> None:
    fewer = {id_: q for id_, q in known.items() if ".double." not in id_}
    blocks = portfolio(
        Material(study, compared, Pen(fewer), {}, "0", targets_of(study, compared), Certificate(()))
    )
    assert "Planu dwa razy większego nie ma w tabeli" in words(blocks)
    whole = portfolio(
        Material(study, compared, Pen(known), {}, "0", targets_of(study, compared), Certificate(()))
    )
    assert "nie ma w tabeli" not in words(whole)


def test_an_interval_without_an_upper_end_is_told_so(
    study: Study, known: dict[str, Quantity], compared: Comparison
) -> None:
    id_ = "variant.public.whole.cost_per_person"
    open_ended = known | {id_: replace(known[id_], low=None, high=None)}
    public, _ = tables(
        portfolio(
            Material(
                study,
                compared,
                Pen(open_ended),
                {},
                "0",
                targets_of(study, compared),
                Certificate(()),
            )
        )
    )
    row = next(row for row in public.rows if plain(row[0]) == "cały plan")
    assert row[6].endswith("(bez górnej granicy)")
