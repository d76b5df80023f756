"""Measure how often forecast intervals hold: ``python -m tests.benchmarks.forecast_coverage``.

Every gmina of the panel is forecast from every year with ten or more years behind it, by what was
known then: the series, its 20 peers where it is small, and the spread of the panel up to that
year. The power with which the spread grows, the weight of the panel and that of peers were set on
the same panel; see the settings.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import click
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from costmodel.forecast.borrowed import own_weights
from costmodel.forecast.outlooks import Outlooks, outlooks
from costmodel.forecast.settings import default_settings
from costmodel.forecast.spread import one_year_spread
from costmodel.indicators.peers import peer_features, peer_group
from costmodel.statistics.panel import load_panel

Floats = NDArray[np.float64]
TARGET = Path(__file__).resolve().parents[2] / "data" / "forecast_coverage.toml"
FEWEST_YEARS = 10
N_PEERS = 20
DEEPEST, COUNTED = 10, 5
"""Years ahead that are measured, and those that make the share over all."""
BANDS = (
    (0, 50, "do 49"),
    (50, 100, "50–99"),
    (100, 200, "100–199"),
    (0, 200, "do 199"),
    (200, 500, "200–499"),
    (500, 1500, "500–1499"),
    (1500, 1e9, "od 1500"),
)
HEAD = """\
# Jak często przedział prognozy obejmował to, co nastąpiło: sprawdzian na panelu gmin.
# Plik zapisuje: python -m tests.benchmarks.forecast_coverage
# cut: all (wszystkie, 1-5 lat naprzód), horizon (lata naprzód), origin (ostatni rok poznany,
# 1-5 lat naprzód), size (liczba bezrobotnych w ostatnim roku poznanym, 1-5 lat naprzód).
# coverage: część wyników w przedziale; error, alone_error, flat_error: średnia bezwzględna różnica
# logarytmów prognozy, prognozy z samego szeregu gminy i kopii ostatniej wartości.

measured = "{day}"
n_series = {n_series}
method = "Przedział {level:.0%}. Prognoza z każdego roku {first}–{last}, do {deepest} lat naprzód, \
tylko z danych znanych w tym roku; rozrzut panelu szacowany z lat do tego roku. Gmina, w której \
bezrobotnych jest mniej niż {below:g}, bierze część zmiany z {n_peers} podobnych gmin. Wykładnik \
wzrostu rozrzutu, wagę panelu i wagę podobnych gmin ustalono na tym samym panelu."
source = {{ title = "GUS, Bank Danych Lokalnych", locator = "P1944, bezrobotni, \
gminy, 2003-2024", url = "https://bdl.stat.gov.pl/" }}
"""


def panel_values() -> tuple[Floats, list[int]]:
    """Return the complete series of gminas, shape (n_gminas, n_years), and the years."""
    table = load_panel().unemployed
    gminas = table[table.index.str[-1].isin(["1", "2", "3"])].dropna()
    return gminas.to_numpy(dtype=np.float64), [int(year) for year in gminas.columns]


def panel_peers() -> NDArray[np.intp]:
    """Return the places of the peers of each gmina of :func:`panel_values`, (n_gminas, 20).

    A gmina whose ages are not known has none of its own: those of its neighbour stand for it.
    """
    table = load_panel().unemployed
    codes = table[table.index.str[-1].isin(["1", "2", "3"])].dropna().index
    features = peer_features(load_panel().population_age).reindex(codes).bfill().ffill()
    kinds = pd.Series([str(code)[-1] for code in codes], index=codes)
    place_of = {str(code): place for place, code in enumerate(codes)}
    found = [peer_group(features, kinds, teryt=str(code), size=N_PEERS)["teryt"] for code in codes]
    return np.array([[place_of[str(peer)] for peer in peers] for peers in found])


def outcomes(
    values: Floats, years: list[int], *, peers: NDArray[np.intp] | None = None
) -> pd.DataFrame:
    """Return one row per gmina, origin and horizon: held, errors with peers, alone and flat, size.

    Parameters
    ----------
    peers : ndarray of int, shape (n_gminas, n_peers), optional
        Rows of ``values``; without it each series is forecast alone.
    """
    upper = 0.5 + default_settings().coverage_interval / 2
    found = []
    for origin in range(FEWEST_YEARS, len(years)):
        known, ahead = values[:, :origin], min(DEEPEST, len(years) - origin)
        outlook = outlooks(known, ahead, one_year=one_year_spread(np.log(known)))
        came = values[:, origin : origin + ahead]
        alone = outlook.middle
        if peers is not None:
            outlook = replace(outlook, middle=_with_peers(outlook, known[:, -1], peers))
        held = (came >= outlook.quantile(1 - upper)) & (came <= outlook.quantile(upper))
        shape = came.shape
        columns = {
            "origin": np.full(shape, years[origin - 1]),
            "horizon": np.broadcast_to(np.arange(1, ahead + 1), shape),
            "level": np.broadcast_to(known[:, -1:], shape),
            "held": held,
            "error": np.abs(np.log(came) - outlook.middle),
            "alone": np.abs(np.log(came) - alone),
            "flat": np.abs(np.log(came / known[:, -1:])),
        }
        found.append(pd.DataFrame({name: column.ravel() for name, column in columns.items()}))
    return pd.concat(found, ignore_index=True)


def _with_peers(outlook: Outlooks, last: Floats, peers: NDArray[np.intp]) -> Floats:
    """Return middles drawn towards the mean change of peers, as the model does for one series."""
    begin = np.log(last + outlook.offset)[:, None]
    own = outlook.middle - begin
    weight = own_weights(last)[:, None]
    return np.asarray(begin + weight * own + (1 - weight) * own[peers].mean(axis=1))


def cuts(table: pd.DataFrame) -> list[tuple[str, str, pd.DataFrame]]:
    """Return the named groups of outcomes that are reported."""
    near = table[table["horizon"] <= COUNTED]
    bands = [
        ("size", name, near[(near["level"] >= low) & (near["level"] < high)])
        for low, high, name in BANDS
    ]
    return [
        ("all", "1-5", near),
        *(("horizon", str(h), rows) for h, rows in table.groupby("horizon")),
        *(("origin", str(year), rows) for year, rows in near.groupby("origin")),
        *bands,
    ]


@click.command()
@click.option("--write/--no-write", default=False, help="Write data/forecast_coverage.toml.")
def measure(write: bool) -> None:
    """Print the measurement; with --write keep it."""
    values, years = panel_values()
    table = outcomes(values, years, peers=panel_peers())
    text = HEAD.format(
        day=date.today().isoformat(),
        n_series=len(values),
        level=default_settings().coverage_interval,
        first=years[FEWEST_YEARS - 1],
        last=years[-2],
        deepest=DEEPEST,
        below=default_settings().borrow_below,
        n_peers=N_PEERS,
    )
    for cut, value, rows in cuts(table):
        text += (
            f'\n[[row]]\ncut = "{cut}"\nvalue = "{value}"\nn = {len(rows)}\n'
            f"coverage = {rows['held'].mean():.3f}\nerror = {rows['error'].mean():.3f}\n"
            f"alone_error = {rows['alone'].mean():.3f}\n"
            f"flat_error = {rows['flat'].mean():.3f}\n"
        )
    click.echo(text)
    if write:
        TARGET.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    measure()
