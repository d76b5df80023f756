"""A diagnosis as tables for a reader: levels, ranks, change, funnel, and what is made of them."""

from __future__ import annotations

import math
from collections.abc import Iterable

import pandas as pd

from costmodel.annex.numbers import decimal, integer
from costmodel.annex.wording import load_wording
from costmodel.forecast.breaks import breaks_of
from costmodel.forecast.forecast import Forecast
from costmodel.indicators.catalogue import default_catalogue
from costmodel.indicators.change import change_over_time
from costmodel.indicators.funnel import funnel
from costmodel.indicators.intervals import with_intervals
from costmodel.publish.indicator_cells import formatter_of
from costmodel.publish.pen import NO_NUMBER
from costmodel.studies.diagnosis import Diagnosis
from costmodel.studies.population import BANDS, PopulationAhead
from costmodel.studies.series_breaks import made_of
from costmodel.studies.standing import Standing, ranked_indicators
from costmodel.translation import translated


def level_table(found: Diagnosis) -> pd.DataFrame:
    """Return the last value of each indicator, its interval where the count is small, its trap."""
    own = found.table[(found.table["teryt"] == found.place.teryt) & found.table["value"].notna()]
    last = own.sort_values("year").groupby("indicator", sort=False).tail(1)
    known = {row["indicator"]: row for row in with_intervals(last).to_dict("records")}
    rows = []
    for indicator in default_catalogue().indicators:
        if indicator.id in known:
            row, write = known[indicator.id], formatter_of(indicator.unit)
            span = _span(row["low"], row["high"], indicator.unit)
            cells = [str(row["year"]), write(row["value"]), span, indicator.trap]
            rows.append([f"{indicator.name} [{translated(indicator.unit)}]", *cells])
    return _table(rows, ("indicator", "year", "place", "chance", "trap"))


def peer_table(found: Diagnosis) -> pd.DataFrame:
    """Return the gminas compared with, by the way they were chosen."""
    rows = [
        [_say(f"group_{name}"), integer(len(codes)), ", ".join(found.names[c] for c in codes)]
        for name, codes in found.groups.items()
    ]
    return _table(rows, ("group", "number", "names"))


def rank_table(standing: Standing) -> pd.DataFrame:
    """Return the rank among similar gminas with its range, and the rank in each other group."""
    rows = []
    groups = dict.fromkeys(standing.by_group["group"]) if len(standing.by_group) else {}
    for row in standing.ranks.to_dict("records"):
        write = formatter_of(str(row["unit"]))
        by_group = standing.by_group[standing.by_group["indicator"] == row["indicator"]]
        ranks = {
            r["group"]: f"{decimal(r['rank'], None)} / {r['n_areas']}"
            for r in by_group.to_dict("records")
        }
        span = _span(row["low"], row["high"], "gmina") if row["chance"] else NO_NUMBER
        values = [write(row["value"]), write(row["peers_median"])]
        others = [ranks.get(name, NO_NUMBER) for name in groups]
        rows.append([row["name"], str(row["year"]), *values, span, *others])
    heads = [_say(f"head_{n}") for n in ("indicator", "year", "place", "median", "rank_range")]
    heads += [_say(f"group_{name}") for name in groups]
    return pd.DataFrame(rows, columns=heads).set_index(heads[0])


def change_table(found: Diagnosis) -> pd.DataFrame:
    """Return how each indicator changed, beside the peers, from the last break on."""
    catalogue = default_catalogue()
    own = found.table[(found.table["teryt"] == found.place.teryt) & found.table["value"].notna()]
    last = {str(name): int(year) for name, year in own.groupby("indicator")["year"].max().items()}
    breaks = {
        name: sorted(
            b.first_year
            for variable in made_of(catalogue[name])
            for b in breaks_of(variable)
            if b.kind == "break" and b.first_year <= year
        )
        for name, year in last.items()
    }
    table = change_over_time(found.table, teryt=found.place.teryt, peers=found.peers, breaks=breaks)
    rows = []
    for row in table.to_dict("records"):
        indicator = catalogue[row["indicator"]]
        write = formatter_of(indicator.unit)
        years = f"{row['first_year']}–{row['last_year']}"
        ends = [write(row["first"]), write(row["last"]), _known(row["change"], indicator.unit)]
        theirs = _known(row["peers_change"], indicator.unit)
        cut = _say("cut") if row["since_break"] else ""
        rows.append([f"{indicator.name} [{translated(indicator.unit)}]", years, *ends, theirs, cut])
    return _table(rows, ("indicator", "years", "first", "last", "change", "peers_change", "breaks"))


def funnel_table(found: Diagnosis) -> pd.DataFrame:
    """Return which rates differ from those of the peers by more than chance may explain."""
    teryt, rows = found.place.teryt, []
    for indicator, year in ranked_indicators(found):
        if indicator.interval == "none":
            continue
        group = found.of(indicator.id, year, (teryt, *found.peers))
        row = funnel(group, indicator).to_dict("index")[teryt]
        write = formatter_of(indicator.unit)
        chance = _span(row["low"], row["high"], indicator.unit)
        wide = _span(row["wide_low"], row["wide_high"], indicator.unit)
        told = _say(f"funnel_{row['place']}")
        rows.append([indicator.name, str(year), write(row["value"]), chance, wide, told])
    return _table(rows, ("indicator", "year", "place", "chance_limits", "wide_limits", "verdict"))


def synthetic_table(standing: Standing) -> pd.DataFrame:
    """Return the weights of the synthetic measure, and what keeps the gmina from the pattern."""
    measure = standing.synthetic
    names = dict(zip(standing.ranks["indicator"], standing.ranks["name"], strict=True))
    rows = []
    if measure is not None:
        for name, weight in measure.weights.items():
            part = 100 * float(measure.parts.iloc[0].to_dict()[name])
            year = str(standing.years[str(name)])
            rows.append([names[name], year, decimal(100 * weight, 1), decimal(part, 1)])
        own = measure.table.iloc[0]
        place = f"{decimal(own['rank'], None)} / {len(measure.table)}"
        rows.append([_say("measure"), "", decimal(float(own["measure"]), 2), place])
    return _table(rows, ("indicator", "year", "weight", "part"))


def forecast_table(found: Forecast) -> pd.DataFrame:
    """Return a forecast year by year, beside the copy of the last value."""
    flat = integer(float(found.history.iloc[-1]))
    rows = [
        [str(year), integer(round(median)), _span(low, high, "osoba"), flat]
        for year, median, low, high in zip(
            found.years, found.median, found.low, found.high, strict=True
        )
    ]
    return _table(rows, ("year", "forecast", "forecast_range", "flat"))


def population_table(ahead: PopulationAhead) -> pd.DataFrame:
    """Return the population ahead by year and band of age."""
    say = load_wording().say
    bands = (None, *BANDS)
    rows = [
        [str(y), *(integer(round(ahead.persons(y, b), -1)) for b in bands)] for y in ahead.years
    ]
    heads = [say(f"annex.population.column_{name}") for name in ("year", "all", *BANDS)]
    return pd.DataFrame(rows, columns=heads).set_index(heads[0])


def target_table(found: pd.DataFrame) -> pd.DataFrame:
    """Return targets with base, rule, and what keeps them from being measured."""
    rows = []
    for row in found.to_dict("records"):
        base, target = (_known(row[name], row["unit"]) for name in ("base", "target"))
        spans = [f"{base} ({row['base_year']})", f"{target} ({row['target_year']})"]
        told = " ".join(text for text in (row["faults"], row["cautions"]) if text)
        rows.append(
            [f"{row['name']} [{translated(str(row['unit']))}]", *spans, row["rule_label"], told]
        )
    return _table(rows, ("indicator", "base", "target", "rule", "remarks"))


def _table(rows: Iterable[list[str]], heads: tuple[str, ...]) -> pd.DataFrame:
    names = [_say(f"head_{name}") for name in heads]
    return pd.DataFrame(list(rows), columns=names).set_index(names[0])


def _say(key: str) -> str:
    return load_wording().say(f"diagnosis.{key}")


def _known(value: float, unit: str) -> str:
    return NO_NUMBER if math.isnan(value) else formatter_of(unit)(value)


def _span(low: float, high: float, unit: str) -> str:
    write = formatter_of(unit)
    return NO_NUMBER if math.isnan(low) or math.isnan(high) else f"{write(low)} – {write(high)}"
