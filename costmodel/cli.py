"""The command line: make an annex or a workspace, complete it, check it."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime
from pathlib import Path

import click
from tqdm import tqdm

from costmodel.batch.batch import run_batch
from costmodel.batch.places import codes_of, request_of
from costmodel.intake.command import import_command
from costmodel.intake.new_workbook import workbook_writer
from costmodel.intake.pseudonyms import hash_register
from costmodel.language import LANGUAGES, SOURCE, using
from costmodel.live.command import Asking, fetch_command
from costmodel.publish.exchange import fail_if_nothing_can_be_written
from costmodel.publish.explain import explain as explained
from costmodel.publish.listing import catalogue_lines
from costmodel.publish.write import write_annex
from costmodel.statistics.place import load_place, with_letterhead
from costmodel.statistics.workspace import new_workspace
from costmodel.studies.municipality import study_municipality
from costmodel.studies.readiness import check_readiness
from costmodel.studies.settings import KKZ_HORIZON, SWITCHES, Settings
from costmodel.terminal import UNUSABLE, bar, told_plainly
from costmodel.usage import Group

STEPS = 15
"""Steps of an annex without separate parts; one more with them."""
DRAWS = Settings().n_draws
BATCH_DRAWS = 1_024
"""Evenly spread draws, a power of two: enough for means and intervals of many places."""


@click.group(cls=Group, help="Koszty zaniechania w gminie: od kodu TERYT do aneksu dla rady.")
@click.version_option(
    package_name="costmodel", message="%(prog)s, wersja %(version)s", help="Pokaż wersję."
)
def main() -> None:
    """Run a command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


@main.command(help="Zapisz aneks. PLACE to kod TERYT przykładu albo folder z danymi gminy.")
@click.argument("place")
@click.option("--out", type=click.Path(path_type=Path), help="Folder na pliki aneksu.")
@click.option("--horizon", default=KKZ_HORIZON, show_default=True, help="Horyzont w latach.")
@click.option("--draws", default=DRAWS, show_default=True, help="Liczba losowań.")
@click.option("--seed", default=1, show_default=True, help="Ziarno losowe.")
@click.option(
    "--template",
    type=click.Path(path_type=Path),
    help="Papier firmowy (.docx), od którego zaczyna się aneks; zamiast template w place.toml.",
)
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=SOURCE,
    show_default=True,
    help="Język całego kompletu: pl albo en. Komunikaty tego polecenia są zawsze po polsku.",
)
@click.option("--discount", type=float, help="Realna stopa dyskontowa jako ułamek, np. 0.04.")
@click.option(
    "--without",
    multiple=True,
    type=click.Choice(SWITCHES),
    help="Krok od efektu brutto do przyjętego, który ma być pominięty. Aneks o tym napisze.",
)
@click.option(
    "--separate",
    is_flag=True,
    help="Zapisz też każdą część (Z1–Z10 i pozostałe) osobno, Word i PDF, w folderze zalaczniki.",
)
@click.option(
    "--despite",
    default="",
    help="Powód, dla którego aneks ma powstać mimo sprawdzenia, które nie przeszło; stanie w nim.",
)
def annex(
    place: str,
    out: Path | None,
    horizon: int,
    draws: int,
    seed: int,
    discount: float | None,
    without: tuple[str, ...],
    template: Path | None,
    separate: bool,
    despite: str,
    lang: str,
) -> None:
    """Write the annex of a municipality."""
    with told_plainly(), using(lang), bar(STEPS + separate) as progress:
        settings = Settings(horizon, draws, seed, discount, without)
        progress("dane")
        found = load_place(place)
        if template is not None:
            found = with_letterhead(found, template)
        folder = out or Path(f"aneks-{found.teryt}")
        fail_if_nothing_can_be_written(folder)
        study = study_municipality(found, settings=settings, progress=progress)
        files = write_annex(study, folder, separate=separate, despite=despite, progress=progress)
    made = (files.docx, files.pdf, files.html, files.slides, files.workbook, files.simulator)
    written = (*made, files.results, files.manifest)
    names = ", ".join(path.name for path in written if path is not None)
    click.echo(f"Zapisano: {names} i {len(files.charts)} plików wykresów w folderze {folder}")


@main.command(help="Załóż folder gminy z jej liczbami z GUS i pustymi tabelami do uzupełnienia.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--teryt", required=True, help="Kod TERYT gminy, 7 cyfr.")
def new(folder: Path, teryt: str) -> None:
    """Make a workspace."""
    with told_plainly():
        today = date.today()
        files = new_workspace(folder, teryt, today=today, more=[workbook_writer(today=today)])
    names = ", ".join(path.name for path in files)
    click.echo(f"Zapisano w folderze {folder}: {names}")


@main.command(help="Sprawdź folder gminy: wszystkie błędy i braki naraz.")
@click.argument("folder", type=click.Path(path_type=Path))
def check(folder: Path) -> None:
    """Check a workspace."""
    with told_plainly():
        report = check_readiness(folder)
    for problem in report.errors:
        click.echo(f"BŁĄD  {problem}")
    for gap in report.gaps:
        click.echo(f"BRAK  {gap}")
    if not report.usable:
        click.echo(
            f"Folder {folder}: nie da się zrobić aneksu. Liczba błędów: {len(report.errors)}."
        )
        sys.exit(UNUSABLE)
    click.echo(f"Folder {folder}: można zrobić aneks. Liczba braków: {len(report.gaps)}.")


@main.command(help="Uzupełnij statistics.csv folderu gminy danymi z GUS (BDL, SMUP).")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--offline", is_flag=True, help="Bez sieci: tylko to, co już kiedyś pobrano.")
@click.option("--key", default="", help="Klucz API BDL; lepiej w zmiennej COSTMODEL_BDL_KEY.")
@click.option("--budget", type=int, multiple=True, help="Rok wydatków z Rb-28S (duży plik).")
@click.option("--budget-file", type=click.Path(path_type=Path), help="Pobrany już plik Rb-28S.")
def fetch(
    folder: Path, offline: bool, key: str, budget: tuple[int, ...], budget_file: Path | None
) -> None:
    """Complete a workspace with the figures of its publishers."""
    with told_plainly(), bar(STEPS) as progress:
        asking = Asking(os.environ, offline, key, budget, budget_file)
        lines = fetch_command(folder, asking, told=progress)
    for line in lines:
        click.echo(line)


@main.command(
    name="import", help="Wczytaj wypełniony formularz, wklejone tabele i rejestr z folderu gminy."
)
@click.argument("folder", type=click.Path(path_type=Path))
def import_(folder: Path) -> None:
    """Take in the filled forms of a workspace."""
    with told_plainly():
        lines = import_command(folder, today=date.today())
    for line in lines:
        click.echo(line)


@main.command(
    name="hash-register", help="Zamień numery osób w rejestrze (kolumna person) na skróty."
)
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--salt", type=click.Path(path_type=Path), required=True, help="Plik z kluczem.")
def hash_register_(source: Path, target: Path, salt: Path) -> None:
    """Make a register anonymous."""
    with told_plainly():
        lines = hash_register(source, target, salt_file=salt)
    for line in lines:
        click.echo(line)


@main.command(
    help="Policz wiele gmin naraz. AREAS to kody TERYT gmin, powiatów, województw albo PL."
)
@click.argument("areas", nargs=-1, required=True)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder na wyniki.")
@click.option("--plan", type=click.Path(path_type=Path, exists=True), help="plan.toml dla gmin.")
@click.option("--problem", "problems", multiple=True, help="Id problemu; można podać kilka razy.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Dzień prawa i cen.")
@click.option("--horizon", default=KKZ_HORIZON, show_default=True, help="Horyzont w latach.")
@click.option("--draws", default=BATCH_DRAWS, show_default=True, help="Liczba losowań.")
@click.option("--seed", default=1, show_default=True, help="Ziarno losowe.")
@click.option("--workers", default=-1, show_default=True, help="Liczba procesów; -1: wszystkie.")
@click.option("--dask", help="Adres klastra dask, np. tcp://10.0.0.5:8786.")
def batch(
    areas: tuple[str, ...],
    out: Path,
    plan: Path | None,
    problems: tuple[str, ...],
    day: datetime | None,
    horizon: int,
    draws: int,
    seed: int,
    workers: int,
    dask: str | None,
) -> None:
    """Run many municipalities."""
    with told_plainly():
        settings = Settings(horizon, draws, seed)
        annex_date = day.date() if day else date.today()
        request = request_of(out, annex_date=annex_date, plan=plan, problems=problems)
        total = len(codes_of(areas))
        with tqdm(total=total, file=sys.stderr, unit="gmina", leave=False) as bar:
            found = run_batch(
                areas,
                out,
                request=request,
                settings=settings,
                workers=workers,
                dask=dask,
                told=bar.update,
            )
    click.echo(f"Zapisano wyniki {found.n_done} gmin: {found.results}")
    for row in found.failures.to_dict("records"):
        click.echo(f"NIE UDAŁO SIĘ  {row['teryt']} {row['name']}: {row['reason']}")
    if len(found.failures):
        click.echo(f"Nieudane: {len(found.failures)}. Powody są też w pliku nieudane.csv.")


@main.command(name="list", help="Wypisz problemy, ich poziomy i zmienne, działania i wskaźniki.")
@click.argument("folder", required=False, type=click.Path(path_type=Path, exists=True))
def list_(folder: Path | None) -> None:
    """List what a plan and the files of a place may name."""
    with told_plainly():
        lines = catalogue_lines(None if folder is None else load_place(folder))
    for line in lines:
        click.echo(line)


@main.command(help="Pokaż, z czego powstała liczba aneksu: wzory, liczby wejściowe i źródła.")
@click.argument("number", metavar="ID")
@click.argument("folder", default=".", type=click.Path(path_type=Path))
@click.option("--depth", type=click.IntRange(min=0), help="Ile poziomów; domyślnie wszystkie.")
def explain(number: str, folder: Path, depth: int | None) -> None:
    """Walk a number of an annex back to its sources."""
    with told_plainly():
        lines = explained(folder, number, depth=depth)
    for line in lines:
        click.echo(line)
