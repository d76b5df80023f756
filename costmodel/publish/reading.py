"""Tables for a reader: Polish names and rounded numbers in place of ids and long fractions."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Literal

import pandas as pd

from costmodel.annex.money import round_money
from costmodel.annex.numbers import decimal, integer, round_people
from costmodel.annex.signs import cell
from costmodel.annex.wording import Wording, load_wording
from costmodel.errors import ModelError
from costmodel.publish.indicator_cells import formatter_of
from costmodel.publish.pen import THOUSAND, Pen
from costmodel.quantities import Quantity
from costmodel.statistics.place import Place
from costmodel.studies.comparison import Comparison
from costmodel.studies.municipality import Study
from costmodel.studies.small_counts import with_small_counts_hidden
from costmodel.tables import Status
from costmodel.translation import translated

Write = Callable[[float | Decimal], str]
Unit = Literal["zł", "osoba"]
AREAS = ("place", "powiat", "voivodeship", "poland", "peer_median")
SPREAD = ("scenario", "component")
KEYS = ("problem", "instrument", "payer", "state", "year")
_AGE = re.compile(r"population_(\d+)_(\d+|plus)")


def readable(table: pd.DataFrame, study: Study, *, unit: Unit = "zł") -> pd.DataFrame:
    """Return a view of the model as a Polish table for reading.

    Parameters
    ----------
    table : DataFrame
        As :func:`costmodel.views.registry.view` gives it, or some of its rows.
    study : Study
        For the names of levels and instruments.
    unit : {"zł", "osoba"}
        Money is written in thousands, by its mean; people by their median, rounded as
        strategies print them.

    Returns
    -------
    DataFrame
        All texts. Scenarios or components stand side by side, each cell with its interval;
        the years of a financial framework stand side by side, without intervals.

    Raises
    ------
    ModelError
        If the table is not one of a view.
    """
    one_problem = len(study.inputs.problems) == 1
    keys = [n for n in KEYS if n in table.columns and not (n == "problem" and one_problem)]
    across = [name for name in SPREAD if name in table.columns]
    if not keys or not {"mean", "median", "low", "high"} <= set(table.columns):
        raise ModelError(
            f"a table with the columns {list(table.columns)} cannot be made readable: it must "
            "have those of a view. Take it from view()."
        )
    names = _Names(study)
    if "instrument" in keys:
        return _framework(table, names)
    centre = table["median" if unit == "osoba" else "mean"]
    write = _people if unit == "osoba" else _thousands
    parts = zip(centre, table["low"], table["high"], strict=True)
    if not across:
        cells = [(write(c), f"{write(low)} – {write(high)}") for c, low, high in parts]
        shown = pd.DataFrame(cells, columns=[names.say("centre"), names.say("range")])
        shown.index = names.index(table, keys)
        return shown
    texts = [_with_interval(names, *(write(end) for end in ends)) for ends in parts]
    return _wide(table.assign(text=texts), keys, across[0], names)


def place_table(place: Place) -> pd.DataFrame:
    """Return the last value that may be shown of each variable of a place, as a table of texts."""
    say, table = load_wording().say, with_small_counts_hidden(place).observations
    own = table[table["teryt"] == place.teryt]
    known = own[own["status"] == Status.OBSERVED.value]
    rows = []
    for variable, part in known.groupby("variable", sort=False):
        years = part.sort_values("year")
        last = years.iloc[-1]
        value = decimal(float(last["value"]), None)
        span = [str(last["year"]), value, translated(str(last["unit"])), str(years["year"].iloc[0])]
        rows.append([_variable(str(variable)), *span])
    heads = [say(f"table.{name}") for name in ("variable", "year_of", "value", "unit", "since")]
    return pd.DataFrame(rows, columns=heads).set_index(heads[0])


def indicator_table(comparison: Comparison) -> pd.DataFrame:
    """Return the indicators of a place beside others, as a Polish table of texts."""
    say = load_wording().say
    rows = []
    for row in comparison.table.to_dict("records"):
        write = formatter_of(str(row["unit"]))
        status = str(row["place_status"])
        cells = [_indicator(float(row[area]), status, area, write) for area in AREAS]
        rows.append([f"{row['name']} [{translated(str(row['unit']))}]", str(row["year"]), *cells])
    heads = [say(f"table.{name}") for name in ("indicator", "year_of")]
    areas = [say(f"table.area_name.{area}") for area in AREAS]
    return pd.DataFrame(rows, columns=[*heads, *areas]).set_index(heads[0])


def quantity_table(quantities: Iterable[Quantity]) -> pd.DataFrame:
    """Return quantities with their intervals, as the annex writes them; a note where none is."""
    known = {quantity.id: quantity for quantity in quantities}
    pen, say = Pen(known), load_wording().say
    rows = [
        [q.label, q.note if q.value is None else pen.full(id_), pen.range(id_)]
        for id_, q in known.items()
    ]
    heads = [say(f"table.{name}") for name in ("quantity", "value", "range")]
    return pd.DataFrame(rows, columns=heads).set_index(heads[0])


class _Names:
    """Polish names of the ids of a study."""

    def __init__(self, study: Study) -> None:
        self._wording: Wording = load_wording()
        self._own: dict[str, Mapping[str, str]] = {
            "problem": {name: p.label for name, p in study.inputs.problems.items()},
            "state": {
                f"{p.id}.{level.id}": level.label
                for p in study.inputs.problems.values()
                for level in p.level
            },
            "instrument": {id_: i.label for id_, i in study.inputs.instruments.items()},
        }

    def say(self, key: str, /, **fields: str) -> str:
        return self._wording.say(f"table.{key}", **fields)

    def of(self, column: str, id_: object) -> str:
        if column == "year":
            return str(id_)
        own = self._own.get(column, {})
        if str(id_) in own:
            return own[str(id_)]
        id_ = str(id_).rpartition(".")[2]
        key = f"table.{column}_name" if column in ("state", "component") else column
        return self._wording.say(f"{key}.{id_}")

    def index(self, table: pd.DataFrame, keys: list[str]) -> pd.Index:
        heads = [self.say(key) for key in keys]
        named = [[self.of(key, id_) for id_ in _ids(table, key)] for key in keys]
        if len(keys) == 1:
            return pd.Index(named[0], name=heads[0])
        return pd.MultiIndex.from_arrays(named, names=heads)


def _ids(table: pd.DataFrame, key: str) -> list[str]:
    """Return the ids of a column; those of states with their problem, where it is told."""
    if key == "state" and "problem" in table.columns:
        pairs = zip(table["problem"], table["state"], strict=True)
        return [f"{problem}.{state}" for problem, state in pairs]
    return [str(id_) for id_ in table[key]]


def _wide(table: pd.DataFrame, keys: list[str], across: str, names: _Names) -> pd.DataFrame:
    parts = [
        pd.Series(
            part["text"].to_numpy(), index=names.index(part, keys), name=names.of(across, key)
        )
        for key, part in table.groupby(across, sort=False)
    ]
    return pd.concat(parts, axis=1)


def _framework(table: pd.DataFrame, names: _Names) -> pd.DataFrame:
    """Rows of instrument and payer, columns of years and their sum; means in thousands."""
    keys = ["instrument", "payer"]
    sums = table.pivot_table(index=keys, columns="year", values="mean", aggfunc="sum", sort=False)
    sums = sums.sort_index(axis="columns")
    sums[names.say("total")] = sums.sum(axis=1)
    shown = sums.map(_thousands)
    shown.index = names.index(sums.index.to_frame(), keys)
    shown.columns = pd.Index([str(name) for name in shown.columns])
    return shown


def _indicator(value: float, place_status: str, area: str, write: Write) -> str:
    if not math.isnan(value):
        return cell(value, Status.OBSERVED, write)
    return cell(None, Status(place_status) if area == "place" else Status.MISSING, write)


def _with_interval(names: _Names, centre: str, low: str, high: str) -> str:
    """Return „12 (8 – 15)”, or the number alone where it is certain."""
    return centre if low == centre == high else names.say("cell", centre=centre, low=low, high=high)


def _variable(id_: str) -> str:
    """Return the Polish name of a variable; one that users brought themselves keeps its id."""
    wording = load_wording()
    if wording.knows(f"table.variable_name.{id_}"):
        return wording.say(f"table.variable_name.{id_}")
    age = _AGE.fullmatch(id_)
    if age is None:
        return id_
    if age[2] == "plus":
        return wording.say("table.variable_name.age_open", first=age[1])
    return wording.say("table.variable_name.age_group", first=age[1], last=age[2])


def _people(persons: float) -> str:
    return integer(round_people(persons))


def _thousands(zloty: float) -> str:
    return integer(round_money(zloty) / THOUSAND)
