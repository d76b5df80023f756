"""What is missing in a workspace, without which an annex can be made all the same."""

from __future__ import annotations

from costmodel.errors import Problem
from costmodel.statistics.old_series import old_series
from costmodel.statistics.place import (
    LEVELS_FILE,
    PLAN_FILE,
    STATISTICS_FILE,
    Place,
)
from costmodel.statistics.place_record import PLACE_FILE
from costmodel.statistics.staff import STAFF_FILE

STOCK, STOCK_PROBLEM = "unemployed_registered", "unemployment"
_WANTED = (
    ("population_total", None, "ludność gminy"),
    ("population_0_4", None, "ludność gminy według wieku"),
    ("population_85_plus", None, "ludność gminy w wieku 85 lat i więcej"),
    ("migration_balance", None, "saldo migracji gminy"),
)
_WANTED_OF_POWIAT = (("wage_gross_monthly", "przeciętne wynagrodzenie w powiecie"),)
_WANTED_OF_UNEMPLOYED = (
    ("unemployed_registered", "bezrobotni w powiecie"),
    ("unemployment_rate", "stopa bezrobocia w powiecie"),
)


def gaps_of(place: Place) -> tuple[Problem, ...]:
    """Return what would make the annex better, with what is done until then."""
    own = [
        (
            place.plan_path is None,
            PLAN_FILE,
            "",
            "plan działań",
            "Bez planu aneks pokaże tylko koszt zaniechania.",
        ),
        (
            place.levels.empty,
            LEVELS_FILE,
            "",
            "liczba osób na poziomach nasilenia",
            "Bez niej aneks przyjmie strukturę krajową. Dane ma powiatowy urząd pracy i OPS.",
        ),
        (
            place.staff.empty,
            STAFF_FILE,
            "",
            "etaty pracowników socjalnych i rodziny objęte pracą socjalną",
            "Bez nich aneks poda tylko wymagane etaty. Liczby są w ocenie zasobów i MRPiPS-03.",
        ),
        (
            not place.author.strip(),
            PLACE_FILE,
            "klucz author",
            "autor aneksu",
            "Wpisz, kto przygotował aneks.",
        ),
    ]
    gaps = [Problem(file, at, "brak", what, mend) for gap, file, at, what, mend in own if gap]
    about_work = not place.problems or STOCK_PROBLEM in place.problems
    of_powiat = (*(_WANTED_OF_UNEMPLOYED if about_work else ()), *_WANTED_OF_POWIAT)
    for variable, teryt, what in (*_WANTED, *((v, place.powiat, w) for v, w in of_powiat)):
        series = place.series(variable, teryt)
        if series.empty:
            gaps.append(_gap(variable, teryt or place.teryt, "brak", what))
    holes = _missing_years(place) if about_work else []
    return (*gaps, *holes, *old_series(place))


def _missing_years(place: Place) -> list[Problem]:
    """Return the holes in the series that the forecast is made from."""
    known = place.series(STOCK).index
    around = place.series(STOCK, place.powiat).index
    span = range(int(known.min()), place.annex_date.year - 1) if len(known) else range(0)
    missing = sorted({*span, *around} - {*known})
    if not missing:
        return []
    return [
        Problem(
            STATISTICS_FILE,
            f"zmienna {STOCK}, kod {place.teryt}",
            f"brak lat: {', '.join(str(year) for year in missing)}",
            "pełny szereg, jak w powiecie, do przedostatniego roku",
            "Kod gminy mógł się zmienić (np. po nadaniu praw miejskich): poszukaj w BDL danych pod "
            "dawnym albo nowym kodem i dopisz je ze źródłem.",
        )
    ]


def _gap(variable: str, teryt: str, value: str, expected: str) -> Problem:
    return Problem(
        STATISTICS_FILE,
        f"zmienna {variable}, kod {teryt}",
        value,
        expected,
        "Dopisz wiersz ze źródłem, jeśli dane są w BDL; do tego czasu aneks ich nie użyje.",
    )
