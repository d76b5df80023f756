"""Where the plan just pays back: in how many draws, at which effects, and at which price."""

from __future__ import annotations

from costmodel.annex.document import Align, Block, Paragraph, Table
from costmodel.publish.material import Material
from costmodel.publish.worth import PERSPECTIVES
from costmodel.studies.quantities_of_thresholds import LABELS, axis_id, grid_key
from costmodel.studies.thresholds import EFFECTS, PRICES

SHARES = ("found", "always", "never")
COLUMNS = ("purse", "what", "at", *SHARES)
RIGHT: Align = "right"


def thresholds(material: Material) -> list[Block]:
    """Return the break-even of every draw, and the result at other effects and prices."""
    pen = material.pen
    draws = pen.number("threshold.draws")
    return [
        Paragraph(pen.say("thresholds.text", draws=draws)),
        _draws_table(material),
        Paragraph(pen.say("thresholds.grid_text", draws=draws)),
        *(_grid_table(material, perspective) for perspective in PERSPECTIVES),
        material.figures["break_even"],
    ]


def _draws_table(material: Material) -> Table:
    pen = material.pen
    return Table(
        caption=pen.say("thresholds.table"),
        header=tuple(pen.say(f"thresholds.column_{name}") for name in COLUMNS),
        rows=tuple(
            (
                pen.say(f"inaction.who_{perspective}"),
                pen.say(f"thresholds.{name}"),
                _threshold(material, f"threshold.{name}.{perspective}"),
                *(pen.number(f"threshold.{name}.{perspective}.{share}") for share in SHARES),
            )
            for perspective in PERSPECTIVES
            for name in LABELS
        ),
        align=("left", "left", *(RIGHT for _ in COLUMNS[2:])),
        source=material.own_source,
        note=pen.say("thresholds.note"),
    )


def _threshold(material: Material, id_: str) -> str:
    """Return the middle and the range of a threshold, or that there is none."""
    pen = material.pen
    return pen.say("thresholds.none") if pen.quantity(id_).value is None else pen.spread(id_)


def _grid_table(material: Material, perspective: str) -> Table:
    pen = material.pen
    return Table(
        caption=pen.say(f"thresholds.grid_{perspective}"),
        header=(
            pen.say("thresholds.column_effects"),
            *(
                pen.say("thresholds.column_price", share=pen.full(axis_id("price", price)))
                for price in PRICES
            ),
        ),
        rows=tuple(
            (
                pen.say("thresholds.times", factor=pen.number(axis_id("effect", effect))),
                *(_point(material, perspective, effect, price) for price in PRICES),
            )
            for effect in EFFECTS
        ),
        align=("left", *(RIGHT for _ in PRICES)),
        source=material.own_source,
        note=pen.say("thresholds.grid_note"),
    )


def _point(material: Material, perspective: str, effect: float, price: float) -> str:
    """Return „−1 480 (−2 190– −810); zwraca się: 3%”."""
    pen, id_ = material.pen, f"grid.{perspective}.{grid_key(effect, price)}"
    chance = pen.number(f"{id_}.chance")
    return pen.say("thresholds.point", value=pen.spread(id_), chance=chance)
