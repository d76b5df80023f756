"""What does inaction cost this municipality? Gather the inputs and build a model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from costmodel.break_even import BreakEven, break_even_effects
from costmodel.language import current
from costmodel.model import Model, run
from costmodel.outcome import PUBLIC, Outcome
from costmodel.statistics.place import Place
from costmodel.statutes.book import load_book
from costmodel.studies.assembly import Frame, assemble
from costmodel.studies.calibration import calibrated
from costmodel.studies.catalogue import catalogue_of
from costmodel.studies.inputs import Inputs, declared_records, plan_of, problems_of, values_of
from costmodel.studies.own_values import with_own_values
from costmodel.studies.parameters import latest_price_year, parameters_used
from costmodel.studies.sensitivity import Sensitivity, sensitivity_of
from costmodel.studies.settings import Settings
from costmodel.studies.shares import split_of
from costmodel.studies.small_counts import with_small_counts_hidden
from costmodel.studies.stocks import stock_of
from costmodel.studies.thresholds import Thresholds, thresholds_of
from costmodel.units import PERCENT

Progress = Callable[[str], None]
PERSPECTIVES = (PUBLIC, "gmina")


def silent(step: str) -> None:
    """Take no notice of progress."""


@dataclass(frozen=True, slots=True)
class Study:
    """Inputs, model, outcome and break-even of one municipality, and how sure they are.

    ``break_even`` is that of the mean, ``thresholds`` that of each draw. ``lang`` is the language
    in which the study was made: what is written of it is written in that.
    """

    inputs: Inputs
    model: Model
    outcome: Outcome
    break_even: Mapping[str, BreakEven]
    sensitivity: Sensitivity
    thresholds: Mapping[str, Thresholds]
    lang: str = field(default_factory=current)


def study_municipality(
    place: Place, *, settings: Settings | None = None, progress: Progress = silent
) -> Study:
    """Run the study of the social problems of a municipality.

    Parameters
    ----------
    place : Place
        The municipality with its figures.
    settings : Settings, optional
        Horizon, draws, seed, discount rate, steps left out.
    progress : callable, optional
        Told the Polish name of each step as it begins.

    Raises
    ------
    InputError
        If the place has no figures to start from, its files, levels or plan cannot be used, or a
        price is known in none of the last years.
    """
    settings = settings or Settings()
    progress("prognoza")
    inputs, model = build(place, settings=settings)
    progress("model")
    outcome = run(model)
    progress("próg opłacalności")
    found = break_even_effects(model, PERSPECTIVES)
    thresholds = thresholds_of(model, PERSPECTIVES)
    progress("niepewność")
    sensitivity = sensitivity_of(inputs, outcome, perspectives=PERSPECTIVES)
    return Study(inputs, model, outcome, found, sensitivity, thresholds)


def build(place: Place, *, settings: Settings) -> tuple[Inputs, Model]:
    """Return the inputs of a study and the model they make; neither knows small counts of people.

    Why not is told at :func:`costmodel.studies.small_counts.with_small_counts_hidden`.
    """
    place = with_small_counts_hidden(place)
    frame, used = _frame(place, settings)
    problems = frame.problems
    records = with_own_values(place, declared_records(problems, frame.plan))
    drawn = values_of(records, frame.book, frame.price_year, settings)
    values, calibrations = calibrated(place, problems, drawn, settings=settings)
    stocks = {
        name: stock_of(place, problem, values[name], base_year=frame.base_year, settings=settings)
        for name, problem in problems.items()
    }
    splits = {n: split_of(place, p, values[n], settings) for n, p in problems.items()}
    made = assemble(
        frame,
        values,
        stocks={name: stock.paths for name, stock in stocks.items()},
        shares={name: split.shares for name, split in splits.items()},
        rows={name: known.rows for name, known in calibrations.items()},
    )
    inputs = Inputs(
        place=place,
        settings=settings,
        discount_rate=frame.discount_rate,
        base_year=frame.base_year,
        price_year=frame.price_year,
        problems=problems,
        instruments={item.instrument.id: item.instrument for item in frame.plan.items},
        plan=frame.plan,
        book=frame.book,
        records=records,
        values=values,
        stocks=stocks,
        splits=splits,
        calibrations=calibrations,
        inflow=made.inflow,
        steps=made.steps,
        parameters_used=used,
    )
    return inputs, made.model


def _frame(place: Place, settings: Settings) -> tuple[Frame, tuple[str, ...]]:
    """Return what is the same in every draw, and the parameters of law that it takes."""
    book, catalogue, base_year = load_book(), catalogue_of(place), place.annex_date.year
    years = tuple(range(base_year + 1, base_year + settings.horizon + 1))
    plan = plan_of(place, catalogue.instruments, years)
    problems = problems_of(place, plan, catalogue)
    instruments = {item.instrument.id: item.instrument for item in plan.items}
    used = parameters_used(problems.values(), instruments.values())
    price_year = latest_price_year(used, book=book, at_most=base_year)
    rate = settings.discount_rate
    if rate is None:
        rate = book.at("discount_rate_financial_eu", place.annex_date) / PERCENT
    skipped = settings.switched_off
    horizon = settings.horizon
    frame = Frame(place.teryt, problems, plan, book, base_year, price_year, horizon, rate, skipped)
    return frame, used
