"""What the page of sliders says, and the grid it reads from."""

from __future__ import annotations

from typing import Any

from costmodel.annex.money import SIZES, Scale
from costmodel.annex.numbers import decimal_mark, group_mark, percentage_points
from costmodel.annex.plural import count
from costmodel.annex.simulator_page import Row, Slider, simulator_page
from costmodel.publish.pen import Pen
from costmodel.studies.inputs import Inputs
from costmodel.studies.quantities_of_simulator import AMOUNTS
from costmodel.studies.simulator import STEPS, Simulator
from costmodel.uncertainty.summary import INTERVAL
from costmodel.units import PERCENT

MONEY_FROM: dict[Scale, int] = {"mld": 999_500_000, "mln": 999_500, "tys.": 10_000, "zł": 0}
MONEY_WORDS: dict[Scale, str] = {
    "mld": "billion",
    "mln": "million",
    "tys.": "thousand",
    "zł": "zloty",
}
"""From which amount the script writes each unit, and its wording: as `annex.money` does."""
STEP, LOWEST_PRICE = 5, 25
"""Steps of the sliders, and the lowest part of the price. [%]"""
PER_MILLE, HIGHEST_RATE, RATE_STEP = 1_000, 100, 1
"""The slider of the discount rate. [‰]"""
PLAIN = ("noscript", "sliders_heading", "reset", "results_heading", "table_caption",
         "limits_heading", "headline_label")  # fmt: skip


def simulator_html(simulator: Simulator, pen: Pen, *, inputs: Inputs, own_source: str) -> bytes:
    """Return the page; the pen keeps what it shows before a slider moves.

    Parameters
    ----------
    simulator : Simulator
        The grid; its quantities are known to the pen.
    """
    texts = {key: _say(pen, key) for key in PLAIN} | {
        "title": _say(pen, "title", place=inputs.place.name),
        "lead": _say(pen, "lead", year=str(inputs.price_year)),
        "headline": valued(pen, "headline", "simulator.saving.public"),
        "caution": pen.say("caution"),
        "news": valued(
            pen, "news", "simulator.net.public", chance=pen.full("simulator.chance.public")
        ),
        "error": error_told(pen),
        "draws": _say(pen, "draws", draws=pen.number("simulator.draws")),
        "interval": _say(pen, "interval"),
        "source": own_source,
    }
    return simulator_page(
        texts,
        sliders=sliders_of(simulator, pen),
        columns=[_say(pen, f"column_{name}") for name in ("item", *simulator.saving)],
        rows=rows_of(simulator, pen),
        data=page_data(simulator, pen),
    )


def page_data(simulator: Simulator, pen: Pen) -> dict[str, Any]:
    """Return what the script reads: axes, draws in whole zł, and words with places for numbers."""
    perspectives = list(simulator.saving)
    draws = next(iter(simulator.saving.values())).shape[2]
    return {
        "coverage": simulator.coverage,
        "effect": simulator.effect,
        "years": simulator.years,
        "rate": simulator.rate,
        "draws": draws,
        "low": (1 - INTERVAL) / 2,
        "high": (1 + INTERVAL) / 2,
        "perspectives": perspectives,
        "saving": {name: _whole(simulator.saving[name]) for name in perspectives},
        "cost": {name: _whole(simulator.cost[name]) for name in perspectives},
        "marks": {"group": group_mark(), "decimal": decimal_mark()},
        "scales": [
            {
                "from": start,
                "size": SIZES[unit],
                "text": pen.wording.say(f"number.{MONEY_WORDS[unit]}", number="{number}"),
            }
            for unit, start in MONEY_FROM.items()
        ],
        "words": {
            "interval": pen.wording.say("number.interval", low="{low}", high="{high}"),
            "cell": _say(pen, "cell", value="{value}", range="{range}"),
            "headline": _say(pen, "headline", value="{value}", range="{range}"),
            "news": _say(pen, "news", value="{value}", range="{range}", chance="{chance}"),
            "horizons": [count(year + 1, "rok") for year in range(len(simulator.years))],
        },
    }


def _say(pen: Pen, key: str, /, **fields: str) -> str:
    return pen.say(f"simulator.{key}", **fields)


def valued(pen: Pen, key: str, id_: str, /, **fields: str) -> str:
    """Return a sentence on one quantity, its range first."""
    return _say(pen, key, range=pen.range(id_), value=pen.full(id_), **fields)


def error_told(pen: Pen) -> str:
    """Return how far a reading between the points may lie from the model."""
    chance = "simulator.error.chance"
    points = pen.note(chance, percentage_points(pen.quantity(chance).value or 0.0))
    return _say(pen, "error", money=pen.full("simulator.error.money"), chance=points)


def sliders_of(simulator: Simulator, pen: Pen) -> list[Slider]:
    """Return the sliders at the plan as it is, with the text of that position."""
    years, whole = len(simulator.years), int(PERCENT)
    highest = {"coverage": simulator.coverage[-1], "effect": simulator.effect[-1]}
    shares = [
        Slider(
            name,
            _say(pen, name),
            LOWEST_PRICE if name == "price" else 0,
            int(highest.get(name, STEPS[-1]) * whole),
            STEP,
            whole,
            pen.full(f"simulator.{name}"),
        )
        for name in ("coverage", "effect", "price")
    ]
    rate = round(simulator.rate * PER_MILLE)
    horizon = pen.note("settings.horizon", count(years, "rok"))
    return [
        *shares,
        Slider("horizon", _say(pen, "horizon"), 1, years, 1, years, horizon),
        Slider(
            "rate",
            _say(pen, "rate"),
            0,
            max(HIGHEST_RATE, rate),
            RATE_STEP,
            rate,
            pen.full("settings.discount"),
        ),
    ]


def rows_of(simulator: Simulator, pen: Pen) -> list[Row]:
    """Return the table of results, from the quantities that the pen knows."""
    amounts = [
        Row(
            _say(pen, f"row_{name}"),
            tuple(
                (f"{name}-{p}", valued(pen, "cell", f"simulator.{name}.{p}"))
                for p in simulator.saving
            ),
        )
        for name in AMOUNTS
    ]
    chances = tuple((f"chance-{p}", pen.full(f"simulator.chance.{p}")) for p in simulator.saving)
    return [*amounts, Row(_say(pen, "row_chance"), chances)]


def _whole(grid: Any) -> list[list[list[int]]]:
    """Return the grid as lists: by coverage and effect, the years of each draw in a row."""
    flat = grid.reshape(*grid.shape[:2], -1)
    return [[[int(zloty) for zloty in cell] for cell in row] for row in flat]
