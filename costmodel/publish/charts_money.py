"""The charts of money: by year, by payer, from gross to cashable, and what moves the result."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from costmodel.annex.alt_texts import alt_cumulative, alt_payers, alt_yearly_cost
from costmodel.annex.dates import year_range
from costmodel.annex.document import Figure
from costmodel.annex.figures_compared import draw_payers
from costmodel.annex.figures_money import draw_cumulative, draw_yearly_cost
from costmodel.annex.figures_pathways import alt_pathways, draw_pathways
from costmodel.annex.figures_sensitivity import alt_tornado, draw_tornado
from costmodel.annex.figures_waterfall import alt_waterfall, draw_waterfall
from costmodel.outcome import PUBLIC
from costmodel.publish.chart_files import drawn, mean_as_centre
from costmodel.publish.chart_numbers import recorded
from costmodel.publish.pen import Pen
from costmodel.publish.sensitivity import SHOWN
from costmodel.publish.waterfall import shown_steps
from costmodel.sensitivity.tornado import widest
from costmodel.studies.municipality import Study
from costmodel.views.money import cost_of_inaction, cumulated_net, cumulated_spending, payers


def yearly_chart(study: Study, pen: Pen, folder: Path, source: str) -> Figure:
    """Draw the cost of inaction by year."""
    table = mean_as_centre(cost_of_inaction(study.outcome))
    ids = [f"coi.{PUBLIC}.{year}" for year in study.outcome.years]
    told = (ids[0], ids[-1])
    return drawn(
        lambda ax: draw_yearly_cost(table, ax),
        folder / "koszt_zaniechania",
        caption=pen.say("inaction.yearly_figure"),
        alt=recorded(pen, "yearly_cost", alt_yearly_cost(table), drawn=ids, told=told),
        source=source,
    )


def pathways_chart(study: Study, pen: Pen, folder: Path, source: str) -> Figure:
    """Draw what is spent from the first year to each, on both pathways."""
    table = mean_as_centre(cumulated_spending(study.outcome))
    years, names = study.outcome.years, table["scenario"].unique()
    ids = [f"cumulated.{name}.{PUBLIC}.{year}" for name in names for year in years]
    told = ids[len(years) - 1 :: len(years)]
    return drawn(
        lambda ax: draw_pathways(table, ax),
        folder / "wydatki_narastajaco",
        caption=pen.say("inaction.pathways_figure"),
        alt=recorded(pen, "pathways", alt_pathways(table), drawn=ids, told=told),
        source=source,
    )


def cumulative_chart(study: Study, pen: Pen, folder: Path, source: str) -> Figure:
    """Draw the net result from the first year to each."""
    table = mean_as_centre(cumulated_net(study.outcome))
    payback = pen.quantity("payback.public").value
    year = None if payback is None else int(payback)
    alt = alt_cumulative(table, payback=year)
    ids = [f"net_cumulated.{PUBLIC}.{when}" for when in study.outcome.years]
    told = (ids[-1], f"payback.{PUBLIC}")
    return drawn(
        lambda ax: draw_cumulative(table, ax, payback=year),
        folder / "wynik_narastajaco",
        caption=pen.say("inaction.cumulative_figure"),
        alt=recorded(pen, "cumulative", alt, drawn=ids, told=told),
        source=source,
    )


def payers_chart(study: Study, pen: Pen, folder: Path, source: str) -> Figure:
    """Draw the net result of each payer."""
    table = payers(study.outcome)
    net = mean_as_centre(table[table["component"] == "net"])
    ids = [f"payer.{payer}.net" for payer in net["payer"]]
    return drawn(
        lambda ax: draw_payers(net, ax),
        folder / "platnicy",
        caption=pen.say("inaction.payers_figure"),
        alt=recorded(pen, "payers", alt_payers(net), drawn=ids, told=ids),
        source=source,
        height=4.2,
    )


def waterfall_chart(study: Study, pen: Pen, folder: Path, source: str) -> Figure:
    """Draw the steps from the effect as measured to money in the budget."""
    steps = {step: pen.quantity(f"waterfall.public.{step}") for step in shown_steps(study)}
    table = pd.DataFrame(
        [(step, q.value, q.low, q.high) for step, q in steps.items()],
        columns=["step", "median", "low", "high"],
    )
    years = year_range(study.outcome.years[0], study.outcome.years[-1])
    falls = [f"chart.waterfall.{step}" for step in steps if step != next(iter(steps))]
    ids = [q.id for q in steps.values()] + falls
    return drawn(
        lambda ax: draw_waterfall(table, ax),
        folder / "od_brutto_do_budzetu",
        caption=pen.say("waterfall.figure", years=years),
        alt=recorded(pen, "waterfall", alt_waterfall(table), drawn=ids, told=ids),
        source=source,
        height=3.8,
    )


def tornado_chart(study: Study, pen: Pen, folder: Path, source: str) -> Figure | None:
    """Draw the numbers that move the result most, or nothing where none does."""
    verdict = study.sensitivity.verdicts[PUBLIC]
    shown = widest(verdict.swings, at_most=SHOWN)
    if not shown:
        return None
    labels = study.sensitivity.swing_labels
    table = pd.DataFrame(
        [(labels[swing.key], swing.at_low, swing.at_high) for swing in shown],
        columns=["label", "at_low", "at_high"],
    )
    alt = alt_tornado(table, middle=verdict.middle)
    ids = [f"chart.tornado.{swing.key}.{end}" for swing in shown for end in ("low", "high")]
    ids = ["chart.tornado.middle", *ids]
    return drawn(
        lambda ax: draw_tornado(table, ax, middle=verdict.middle),
        folder / "co_zmienia_wynik",
        caption=pen.say("sensitivity.figure"),
        alt=recorded(pen, "tornado", alt, drawn=ids, told=ids),
        source=source,
        height=5.2,
    )
