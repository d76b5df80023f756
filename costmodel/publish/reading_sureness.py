"""How sure a result is, as tables for a reader: what moves it, and where a plan pays back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from costmodel.annex.numbers import integer
from costmodel.annex.wording import load_wording
from costmodel.publish.reading_cells import percent_of, share, spread, table, thousands, times
from costmodel.sensitivity.break_even_draws import BreakEvenSummary
from costmodel.sensitivity.information import yearly_equivalent
from costmodel.sensitivity.sampling import value_of_sampling
from costmodel.studies.frame import drawn_values
from costmodel.studies.municipality import PERSPECTIVES, Study
from costmodel.studies.portfolio import more_independent
from costmodel.studies.replicates import replicates_of
from costmodel.studies.sensitivity import PRICES, Factor
from costmodel.studies.swings import FORECAST
from costmodel.studies.thresholds import Thresholds
from costmodel.units import discount_factors

Floats = NDArray[np.float64]
AT_MOST, EVERY = 10, 10_000
CHANCES = ("udział", "prawdopodobieństwo")
"""How units of chances begin."""


def largest_factors(study: Study, *, at_most: int = AT_MOST) -> list[Factor]:
    """Return the numbers worth knowing most, then those that move the result most.

    Parameters
    ----------
    at_most : int
        How many at most.
    """
    factors = study.sensitivity.factors
    ranked = sorted(
        factors, key=lambda f: (max(f.worth.values()), max(f.share.values())), reverse=True
    )
    return ranked[:at_most]


def largest_keys(study: Study, *, at_most: int = AT_MOST) -> list[str]:
    """Return the declared values among the largest factors, as Sobol' indices need them."""
    ranked = largest_factors(study, at_most=EVERY)
    return [factor.key for factor in ranked if factor.key != FORECAST][:at_most]


def collect_table(study: Study, *, at_most: int = AT_MOST) -> pd.DataFrame:
    """Return what to collect first: share of the variance, and worth of knowing in a year.

    Returns
    -------
    DataFrame
        All texts. Shares are first-order Sobol' indices of the net present value; the worth (EVPPI)
        is in thousands of złoty for each year of the horizon.
    """
    say = load_wording().say
    discount = _discount(study)
    rows = []
    for factor in largest_factors(study, at_most=at_most):
        grade = factor.grade.value if factor.grade else say("annex.sensitivity.no_grade")
        shares = (share(factor.share[who]) for who in PERSPECTIVES)
        worth = (yearly_equivalent(factor.worth[who], discount=discount) for who in PERSPECTIVES)
        rows.append((factor.label, grade, *shares, *(thousands(amount) for amount in worth)))
    heads = [say(f"annex.sensitivity.column_{name}") for name in ("number", "grade")]
    heads += [say(f"annex.sensitivity.column_share_{who}") for who in PERSPECTIVES]
    heads += [say(f"reading.worth_{who}") for who in PERSPECTIVES]
    return table(rows, heads)


def sample_table(
    study: Study, *, people: int, worth: float = 0.0, at_most: int = AT_MOST
) -> pd.DataFrame:
    """Return what observing some people would be worth, for the chances among the largest numbers.

    Parameters
    ----------
    people : int
        How many people are observed. [persons]
    worth : float
        What one more independent person is worth to the one who decides, beside the money. [zł]

    Returns
    -------
    DataFrame
        All texts; thousands of złoty for each year of the horizon (EVSI). Prices are left out:
        a count of people says nothing of them.

    Notes
    -----
    What is known of a chance with mean m and standard deviation s is worth as much as
    :math:`m (1 - m) / s^2 - 1` people.
    """
    say, discount, extra = load_wording().say, _discount(study), more_independent(study.outcome)
    net = {who: worth * extra + study.outcome.net_present_value(who) for who in PERSPECTIVES}
    chances = [key for key in largest_keys(study, at_most=EVERY) if is_chance(_unit(study, key))]
    labels = {factor.key: factor.label for factor in study.sensitivity.factors}
    rows = []
    for key in chances[:at_most]:
        owner, _, name = key.partition(".")
        drawn = drawn_values(study.inputs)[owner](name)
        known = float(drawn.mean() * (1 - drawn.mean()) / drawn.var() - 1)
        found = (
            value_of_sampling(drawn, net[who], sample_size=people, prior_size=known)
            for who in PERSPECTIVES
        )
        told = (thousands(yearly_equivalent(one, discount=discount)) for one in found)
        rows.append((labels[key], integer(known), *told))
    heads = [say("annex.sensitivity.column_number"), say("reading.worth_people")]
    heads += [say(f"reading.worth_{who}") for who in PERSPECTIVES]
    return table(rows, heads)


def _unit(study: Study, key: str) -> str:
    owner, _, name = key.partition(".")
    return study.inputs.records[owner][name].unit


def is_chance(unit: str) -> bool:
    """Return whether a value in this unit is a chance, which people who are observed show.

    Examples
    --------
    >>> is_chance("prawdopodobieństwo na rok"), is_chance("zł na osobę")
    (True, False)
    """
    return unit.startswith(CHANCES)


def replicates_table(study: Study, *, seeds: Sequence[int]) -> pd.DataFrame:
    """Return the mean net present value under other seeds, and how far one run strays from it.

    Returns
    -------
    DataFrame
        All texts; thousands of złoty over the horizon.
    """
    say, rows = load_wording().say, []
    for who, over in replicates_of(study, perspectives=PERSPECTIVES, seeds=seeds).items():
        cells = (over.found.mean, over.found.error, over.found.error_of_one)
        told = say(f"reading.{'enough' if over.is_settled else 'not_enough'}")
        rows.append((say(f"payer.{who}"), *(thousands(amount) for amount in cells), told))
    columns = ("purse", "mean_of_seeds", "error_of_seeds", "error_of_one", "draws")
    return table(rows, [say(f"reading.{name}") for name in columns])


def _discount(study: Study) -> Floats:
    """Return the present value of 1 zł in each year of the horizon."""
    n_years = len(study.outcome.years)
    return discount_factors(study.inputs.discount_rate, n_years=n_years + 1)[1:]


def index_table(indices: pd.DataFrame) -> pd.DataFrame:
    """Return Sobol' indices of a study in Polish.

    Parameters
    ----------
    indices : DataFrame
        As :func:`costmodel.studies.sobol.indices_of_study` gives it.
    """
    say = load_wording().say
    rows = [
        (
            str(row["label"]),
            *(
                spread(row[n], row[f"{n}_low"], high=row[f"{n}_high"], write=percent_of)
                for n in ("first", "total")
            ),
        )
        for row in indices.to_dict("records")
    ]
    heads = [say("annex.sensitivity.column_number"), say("reading.first"), say("reading.total")]
    return table(rows, heads)


def acceptability_table(study: Study) -> pd.DataFrame:
    """Return the chance that the plan pays back, by the part of its price that is paid."""
    say = load_wording().say
    verdicts = [study.sensitivity.verdicts[who] for who in PERSPECTIVES]
    rows = [
        (percent_of(price), *(share(float(verdict.chance[place])) for verdict in verdicts))
        for place, price in enumerate(PRICES)
    ]
    heads = [say("annex.sensitivity.column_price"), *(say(f"payer.{w}") for w in PERSPECTIVES)]
    return table(rows, heads)


def threshold_table(thresholds: Mapping[str, Thresholds]) -> pd.DataFrame:
    """Return where a plan pays back, with its interval, and in which part of draws it does not.

    Parameters
    ----------
    thresholds : mapping of perspective to Thresholds
        Those of a study.

    Returns
    -------
    DataFrame
        All texts. One row for each purse and threshold: the effect, in multiples of that assumed,
        and the price, as a part of that assumed; „nie ma” where no draw has one.
    """
    say, rows = load_wording().say, []
    for perspective, found in thresholds.items():
        for name in ("effect", "price"):
            summary: BreakEvenSummary = getattr(found, name)
            write = times if name == "effect" else percent_of
            told = say("reading.no_threshold")
            if summary.threshold is not None:
                ends = summary.threshold
                told = spread(ends.median, ends.low, high=ends.high, write=write)
            shares = (summary.share_found, summary.share_always, summary.share_never)
            labels = (say(f"payer.{perspective}"), say(f"reading.threshold_{name}"))
            rows.append((*labels, told, *(share(part) for part in shares)))
    columns = ("purse", "threshold", "threshold_at", "found", "always", "never")
    return table(rows, [say(f"reading.{name}") for name in columns], keys=2)


def grid_table(thresholds: Thresholds) -> pd.DataFrame:
    """Return the net present value on a grid of effects and price, and the chance above 0.

    Returns
    -------
    DataFrame
        All texts: „−910 (0,0%)” is the mean in thousands of złoty and the share of draws above 0.
        Rows are parts of the assumed price, columns multiples of the assumed effects.
    """
    say, grid = load_wording().say, thresholds.grid
    told = {
        (row["x"], row["y"]): f"{thousands(row['mean'])} ({share(row['chance'])})"
        for row in grid.to_dict("records")
    }
    effects, prices = (list(dict.fromkeys(grid[axis])) for axis in ("x", "y"))
    rows = [(percent_of(y), *(told[x, y] for x in effects)) for y in prices]
    heads = [say("reading.effects_times", factor=times(x)) for x in effects]
    return table(rows, [say("annex.sensitivity.column_price"), *heads])
