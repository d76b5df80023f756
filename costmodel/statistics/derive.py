"""Build the national panel from raw BDL exports: run it again and get the same tables.

``python -m costmodel.statistics.derive RAW_DIR OUT_DIR`` reads the exports named in
``data/reference/sources.toml`` from ``RAW_DIR`` and writes the panel into ``OUT_DIR/reference``
and the figures of the examples into ``OUT_DIR/municipalities``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd

from costmodel.errors import InputError, ModelError, Problem
from costmodel.resources import data_path
from costmodel.statistics.atomic import write_whole
from costmodel.statistics.bdl_crel import read_bdl_crel
from costmodel.statistics.bdl_ctab import ctab_table
from costmodel.statistics.bdl_xlsx import read_bdl_xpiv, read_bdl_xtab
from costmodel.statistics.decoding import decoded
from costmodel.statistics.observations import as_observations
from costmodel.statistics.panel import areas_around, load_panel, panel_observations
from costmodel.statistics.recipe import Figures, Recipe, Repair, load_recipe
from costmodel.statistics.tidy import read_tidy, write_shipped
from costmodel.tables import UNITS_OF_AREA, Status
from costmodel.teryt import GMINA_KINDS, POLAND, kind_of, powiat_of, voivodeship_of

EXAMPLES = ("1465011-warszawa", "2411062-nedza", "3215011-szczecinek")
UPPER_KINDS = ("country", "voivodeship", "powiat")
_READERS: Mapping[str, Callable[[Path], pd.DataFrame]] = {
    "crel": read_bdl_crel,
    "xtab": read_bdl_xtab,
    "xpiv": read_bdl_xpiv,
}
_SUFFIX = re.compile(r"( (od|do) \d{4})?( \(\d\))?$")


def read_export(raw: Path, figures: Figures) -> pd.DataFrame:
    """Return one raw export as a tidy table, with the repairs of the recipe made."""
    path = raw / figures.file
    if figures.form != "ctab":
        return _READERS[figures.form](path)
    text = decoded(path)
    for repair in figures.repairs:
        text = _mended(text, repair, file=path.name)
    unit = figures.unit if figures.unit_lost else None
    year = figures.years[0] if figures.year_lost else None
    return ctab_table(text, file=path.name, year=year, unit=unit)


def _mended(text: str, repair: Repair, *, file: str) -> str:
    """Return ``text`` without the row (or the cell) that the repair names; it must be there."""
    lines = text.splitlines()
    header = lines[0].replace('"', "").split(";")
    for at, line in enumerate(lines):
        cells = line.split(";")
        if cells[0] != repair.teryt:
            continue
        if cells[1] == f'"{repair.label}"' and cells[2] == repair.published:
            return "\n".join(lines[:at] + lines[at + 1 :])
        if repair.label in header and cells[header.index(repair.label)] == repair.published:
            cells[header.index(repair.label)] = ""
            return "\n".join([*lines[:at], ";".join(cells), *lines[at + 1 :]])
    raise InputError(
        [
            Problem(
                file,
                repair.teryt,
                "brak",
                f"{repair.label}: {repair.published}",
                "Poprawka opisana w sources.toml nie pasuje do pliku.",
            )
        ]
    )


def derived_tables(raw: Path, recipe: Recipe) -> dict[str, pd.DataFrame]:
    """Return the tables of the panel by name, each with ``teryt`` first.

    Parameters
    ----------
    raw : Path
        Folder with the exports.
    """
    exports = [read_export(raw, figures) for figures in recipe.figures]
    long: dict[str, list[pd.DataFrame]] = {}
    for figures, table in zip(recipe.figures, exports, strict=True):
        found = as_observations(
            table, variables=figures.variables, source=figures.source(recipe.publisher)
        )
        long.setdefault(figures.table, []).append(found)
    named = {figures.table: table for figures, table in zip(recipe.figures, exports, strict=True)}
    areas = _areas(named["unemployed"], named["population_age"])
    keep = set(areas["teryt"])
    tables = {"areas": areas}
    for name, parts in long.items():
        figures_of_table = pd.concat(parts, ignore_index=True)
        if name == "unemployed":  # codes of other years stay, so that the sums hold
            wanted = figures_of_table["teryt"].map(kind_of).isin([*UPPER_KINDS, *GMINA_KINDS])
        else:
            wanted = figures_of_table["teryt"].isin(keep)
        tables[name] = _wide(figures_of_table[wanted])
    tables["population_areas"] = _sums_2020(raw, recipe, tables)
    return tables


def _areas(upper: pd.DataFrame, gminas: pd.DataFrame) -> pd.DataFrame:
    """Return Poland, voivodeships, powiats and the gminas of 2020, names without suffix."""
    both = pd.concat(
        [
            upper[upper["teryt"].map(kind_of).isin(UPPER_KINDS)],
            gminas[gminas["teryt"].map(kind_of).isin(GMINA_KINDS)],
        ]
    )
    once = both.drop_duplicates("teryt").sort_values("teryt")
    kinds = once["teryt"].map(kind_of)
    names = [_name(name, kind) for name, kind in zip(once["name"], kinds, strict=True)]
    table = pd.DataFrame({"teryt": once["teryt"].to_numpy(), "name": names, "kind": list(kinds)})
    checked: pd.DataFrame = UNITS_OF_AREA.validate(table.astype("str"))
    return checked


def _name(name: str, kind: str) -> str:
    bare = _SUFFIX.sub("", name)
    if kind == "country":
        return bare.capitalize()
    if kind == "voivodeship":
        return f"województwo {bare.lower()}"
    return bare.replace("Powiat", "powiat", 1) if kind == "powiat" else bare


def _wide(figures: pd.DataFrame) -> pd.DataFrame:
    """Return one row an area; columns ``variable.year``, in the order of the exports."""
    lost = figures["status"].isin([Status.SECRET.value, Status.NOT_APPLICABLE.value])
    if lost.any():
        raise ModelError(
            "a secret or not-applicable figure cannot stand in a wide table: "
            "widen the format before adding such an export."
        )
    keys = figures["variable"] + "." + figures["year"].astype(str)
    wide = figures.assign(key=keys).pivot_table(
        index="teryt", columns="key", values="value", aggfunc="first", dropna=False
    )
    ordered = wide[list(dict.fromkeys(keys))].sort_index()
    return ordered.reset_index().rename_axis(columns=None)


def _sums_2020(raw: Path, recipe: Recipe, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return population 2020 of powiats, voivodeships and Poland as sums of their gminas.

    The sums take the published figures, before any repair, as GUS itself does.
    """
    figures = next(f for f in recipe.figures if f.table == "population_age")
    ages = tables["population_age"].set_index("teryt")
    for repair in figures.repairs:
        if repair.teryt in ages.index:
            column = f"{figures.variables[repair.label]}.{figures.years[0]}"
            ages.loc[repair.teryt, column] = float(repair.published.replace(",", "."))
    gminas = ages.join(tables["population_sex"].set_index("teryt"), how="inner")
    if len(gminas) != len(ages) or gminas.isna().to_numpy().any():
        raise ModelError(f"population 2020 of a gmina is missing in {raw}: sums need all of them.")
    codes = gminas.index.to_series()
    parts = [
        gminas.groupby(codes.map(powiat_of)).sum(),
        gminas.groupby(codes.map(voivodeship_of)).sum(),
        gminas.groupby(codes.map(lambda _: POLAND)).sum(),
    ]
    return pd.concat(parts).sort_index().rename_axis("teryt").reset_index()


def csv_text(table: pd.DataFrame) -> str:
    """Return a wide table as CSV: comma, decimal point, LF, missing cells empty."""
    texts = table.map(lambda cell: "" if pd.isna(cell) else _plain(cell))
    return str(texts.to_csv(index=False, lineterminator="\n"))


def _plain(cell: object) -> str:
    return f"{cell:.10g}" if isinstance(cell, float) else str(cell)


def write_panel(raw: Path, out: Path) -> tuple[Path, ...]:
    """Write all tables of the panel into ``out``; return their paths."""
    out.mkdir(parents=True, exist_ok=True)
    tables = derived_tables(raw, load_recipe())
    return tuple(write_whole(out / f"{name}.csv", csv_text(t)) for name, t in tables.items())


def write_example(raw_panel: Path, folder: Path) -> Path:
    """Write statistics.csv of an example: the panel's figures and those of additions.csv."""
    teryt = folder.name[:7]
    found = panel_observations(load_panel(raw_panel), areas_around(teryt))
    added = read_tidy(data_path("municipalities", folder.name, "additions.csv"))
    both = pd.concat([found, added], ignore_index=True)
    return write_shipped(both, folder / "statistics.csv")


def main(arguments: list[str]) -> int:
    """Run from the command line: ``RAW_DIR OUT_DIR``."""
    if len(arguments) != 2:
        sys.stderr.write("Użycie: python -m costmodel.statistics.derive RAW_DIR OUT_DIR\n")
        return 2
    raw, out = Path(arguments[0]), Path(arguments[1])
    written = write_panel(raw, out / "reference")
    for name in EXAMPLES:
        folder = out / "municipalities" / name
        folder.mkdir(parents=True, exist_ok=True)
        written += (write_example(out / "reference", folder),)
    for path in written:
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
