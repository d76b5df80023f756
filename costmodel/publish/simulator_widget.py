"""The simulator of a plan inside Jupyter: the grid, the readings and the words of the page."""

from __future__ import annotations

from costmodel.annex.numbers import percent
from costmodel.annex.plural import count
from costmodel.annex.simulator_page import Slider
from costmodel.annex.simulator_widgets import (
    PACKAGE,
    Positions,
    Shown,
    SliderBox,
    simulator_widgets,
    widgets_are_possible,
)
from costmodel.errors import MissingExtraError
from costmodel.publish.pen import Pen
from costmodel.publish.simulator import PER_MILLE, error_told, rows_of, sliders_of, valued
from costmodel.quantities import Quantity
from costmodel.studies.municipality import PERSPECTIVES, Study
from costmodel.studies.quantities import quantities_of
from costmodel.studies.quantities_of_simulator import quantities_read, simulator_quantities
from costmodel.studies.simulator import Simulator, error_of, simulator_of
from costmodel.units import PERCENT

EXTRA = "notebooks"
PUBLIC = PERSPECTIVES[0]
COLUMNS = ("item", *PERSPECTIVES)
TEXTS = ("headline_label", "table_caption", "reset", "static")
SHARES = ("coverage", "effect", "price")


def simulator(study: Study) -> SliderBox:
    """Return sliders for Jupyter: coverage, effect, unit cost, horizon and discount rate.

    Needs ipywidgets. What they show is read between the same points, with the same error, as on
    the page symulator.html.

    Parameters
    ----------
    study : Study
        Its model is run anew at each point of the grid, with its first draws.

    Raises
    ------
    MissingExtraError
        If ipywidgets is not installed.
    """
    if not widgets_are_possible():
        raise MissingExtraError(PACKAGE, EXTRA)
    grid = simulator_of(study.model, PERSPECTIVES)
    error = error_of(grid, study.model)
    known = quantities_of(study) | {q.id: q for q in simulator_quantities(grid, error)}
    pen = Pen(known)
    texts = {key: pen.say(f"simulator.{key}") for key in TEXTS} | {
        "caution": pen.say("caution"),
        "limits": f"{error_told(pen)} {pen.say('simulator.interval')}",
    }
    sliders = sliders_of(grid, pen)
    return simulator_widgets(
        sliders,
        lambda at: shown_at(grid, at, sliders=sliders),
        texts=texts,
        columns=[pen.say(f"simulator.column_{name}") for name in COLUMNS],
    )


def shown_at(grid: Simulator, at: Positions, *, sliders: list[Slider]) -> Shown:
    """Return what the simulator shows at one position of its sliders.

    Parameters
    ----------
    grid : Simulator
    at : mapping of str to int
        Position of each slider: parts in percent, the horizon in years, the rate in per mille.
    sliders : list of Slider
        Those of the grid: where the rate stands at its start, the exact rate is taken.
    """
    shares = {name: at[name] / PERCENT for name in SHARES}
    (start,) = (slider for slider in sliders if slider.name == "rate")
    rate = grid.rate if at["rate"] == start.start else at["rate"] / PER_MILLE
    quantities: dict[str, Quantity] = {}
    for perspective in grid.saving:
        read = grid.at(perspective, **shares, horizon=at["horizon"], rate=rate)
        quantities |= {q.id: q for q in quantities_read(perspective, read)}
    pen = Pen(quantities)
    values = {name: percent(share, None) for name, share in shares.items()}
    values |= {"horizon": count(at["horizon"], "rok"), "rate": percent(rate, None)}
    chance = pen.full(f"simulator.chance.{PUBLIC}")
    return Shown(
        values,
        headline=valued(pen, "headline", f"simulator.saving.{PUBLIC}"),
        news=valued(pen, "news", f"simulator.net.{PUBLIC}", chance=chance),
        rows=rows_of(grid, pen),
    )
