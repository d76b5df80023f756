"""Time 10,000 draws of seven years for a town: ``python -m tests.benchmarks.bench_model``."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from time import perf_counter

import click

from costmodel.break_even import break_even_effect
from costmodel.model import run
from costmodel.outcome import PUBLIC
from costmodel.pathway import walk
from costmodel.statistics.place import load_place
from costmodel.studies.municipality import build
from costmodel.studies.settings import Settings
from costmodel.views.registry import VIEWS, view

TERYT = "3215011"


def median_seconds(job: Callable[[], object], *, times: int) -> float:
    """Return the median time of some runs of a job, the first left out. [s]"""
    job()
    spent = []
    for _ in range(times):
        begun = perf_counter()
        job()
        spent.append(perf_counter() - begun)
    return median(spent)


@click.command()
@click.option("--draws", default=10_000, show_default=True)
@click.option("--times", default=5, show_default=True)
def bench(draws: int, times: int) -> None:
    """Print the median time of each step."""
    place, settings = load_place(TERYT), Settings(n_draws=draws)
    _, model = build(place, settings=settings)
    outcome = run(model)
    jobs: dict[str, Callable[[], object]] = {
        "build inputs and model": lambda: build(place, settings=settings),
        "walk one pathway": lambda: walk(model.system, model.activation),
        "run both pathways": lambda: run(model),
        "all views": lambda: [view(outcome, name) for name in VIEWS],
        "break-even": lambda: break_even_effect(model, perspective=PUBLIC),
    }
    click.echo(f"{draws} draws, {model.n_years} years, median of {times}")
    for name, job in jobs.items():
        click.echo(f"{name:24} {median_seconds(job, times=times):8.3f} s")


if __name__ == "__main__":
    bench()
