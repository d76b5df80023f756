from __future__ import annotations

import pytest

from costmodel.errors import ModelError
from costmodel.publish.chart_numbers import recorded
from costmodel.publish.pen import Pen
from costmodel.quantities import Kind, Quantity
from tests.publish.reading import plain

ALT = "W 2027 r.: 51 tys. zł (przedział od 27 do 77 tys. zł). Dopłacają: gmina 2,01 mln zł."


@pytest.fixture
def pen() -> Pen:
    def money(
        id_: str, value: float | None, low: float | None = None, high: float | None = None
    ) -> Quantity:
        return Quantity(id_, id_, value, "zł", Kind.ESTIMATE, "model", low, high)

    made = (
        money("first", 51_000.0, 27_000.0, 77_000.0),
        money("second", 51_000.0),
        money("loss", -2_010_000.0),
        money("none", None),
    )
    return Pen({quantity.id: quantity for quantity in made})


def _told(pen: Pen) -> dict[str, list[str]]:
    return {id_: [plain(text) for text in shown] for id_, shown in pen.printed.items()}


def test_a_number_told_keeps_its_forms_and_one_only_drawn_has_none(pen: Pen) -> None:
    assert recorded(pen, "c", ALT, drawn=["first", "second"], told=["first"]) == ALT
    assert pen.charts == {"c": ["first", "second"]}
    assert _told(pen) == {"first": ["51 tys. zł", "od 27 do 77 tys. zł"], "second": []}


def test_an_amount_whose_sign_the_sentence_tells_is_found_without_it(pen: Pen) -> None:
    recorded(pen, "c", ALT, drawn=[], told=["loss"])
    assert _told(pen) == {"loss": ["2,01 mln zł"]}


def test_a_form_that_the_text_does_not_hold_is_not_kept(pen: Pen) -> None:
    recorded(pen, "c", "W 2027 r.: 151 tys. zł.", drawn=[], told=["first", "none"])
    assert _told(pen) == {"first": [], "none": []}


def test_a_form_written_elsewhere_is_kept_as_it_is(pen: Pen) -> None:
    recorded(pen, "c", "Białogard 44,1; Żary 9,7.", drawn=[], told=["loss"], forms={"loss": "9,7"})
    assert _told(pen) == {"loss": ["9,7"]}


def test_a_chart_of_an_unknown_number_is_refused(pen: Pen) -> None:
    with pytest.raises(ModelError, match="'nowhere' does not exist"):
        recorded(pen, "c", ALT, drawn=["nowhere"], told=[])
