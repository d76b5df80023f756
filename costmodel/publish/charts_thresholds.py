"""The charts of when a plan pays back: at which effects and prices, and how likely."""

from __future__ import annotations

from pathlib import Path

from costmodel.annex.document import Figure
from costmodel.annex.figures_acceptability import TOLD, alt_acceptability, draw_acceptability
from costmodel.annex.figures_break_even import alt_break_even, draw_break_even
from costmodel.annex.numbers import percent
from costmodel.outcome import PUBLIC
from costmodel.publish.chart_files import drawn, mean_as_centre
from costmodel.publish.chart_numbers import recorded
from costmodel.publish.pen import Pen
from costmodel.studies.municipality import PERSPECTIVES, Study
from costmodel.studies.price_chances import price_chances
from costmodel.studies.quantities_of_charts import price_id
from costmodel.studies.quantities_of_thresholds import axis_id, grid_key


def break_even_chart(study: Study, pen: Pen, folder: Path, source: str) -> Figure:
    """Draw the result at the effects and prices of the tables beside it."""
    grid = study.thresholds[PUBLIC].grid.rename(columns={"x": "effect", "y": "price"})
    table = mean_as_centre(grid)
    points = list(zip(table["effect"].map(float), table["price"].map(float), strict=True))
    ids = [f"grid.{PUBLIC}.{grid_key(effect, price)}" for effect, price in points]
    axes = [axis_id(name, float(n)) for name in ("effect", "price") for n in table[name].unique()]
    ends = (table["effect"].min(), table["effect"].max())
    told = [id_ for id_, (effect, _) in zip(ids, points, strict=True) if effect in ends]
    alt = alt_break_even(table)
    return drawn(
        lambda ax: draw_break_even(table, ax),
        folder / "prog_oplacalnosci",
        caption=pen.say("thresholds.figure"),
        alt=recorded(pen, "break_even", alt, drawn=ids, told=(*told, *axes)),
        source=source,
        height=3.8,
    )


def acceptability_chart(study: Study, pen: Pen, folder: Path, source: str) -> Figure:
    """Draw how likely the plan pays back at every part of its price."""
    table = price_chances(study.outcome, PERSPECTIVES)
    chances = {
        price_id(str(payer), float(price)): float(chance)
        for payer, price, chance in table[["payer", "price", "chance"]].itertuples(index=False)
    }
    told = [price_id(payer, price) for payer in PERSPECTIVES for price in TOLD]
    forms = {id_: percent(chances[id_], 0) for id_ in told}
    alt = alt_acceptability(table)
    return drawn(
        lambda ax: draw_acceptability(table, ax),
        folder / "szansa_wedlug_ceny",
        caption=pen.say("sensitivity.price_figure"),
        alt=recorded(pen, "acceptability", alt, drawn=chances, told=told, forms=forms),
        source=source,
    )
