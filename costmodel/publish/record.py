"""The record of an annex: every printed number, and everything it was made from."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from costmodel.intake.peer_transitions import PEER_TRANSITIONS_FILE
from costmodel.intake.transitions_file import TRANSITIONS_FILE
from costmodel.language import SOURCE, current
from costmodel.publish.input_digests import digests, input_digests
from costmodel.publish.pen import Pen
from costmodel.resources import data_path
from costmodel.studies.capacity import capacity_of, staff_parameters
from costmodel.studies.catalogue import INSTRUMENT_FOLDER, PROBLEM_FOLDER
from costmodel.studies.inputs import Inputs
from costmodel.studies.municipality import Study
from costmodel.studies.own_values import FILE as OWN_VALUES
from costmodel.translation import translated
from costmodel.verification.certificate import Certificate

BASIS = {"forecast": "własne liczby i prognoza", "prevalence": "szacunek z częstości krajowej"}
LIBRARIES = (
    "numpy",
    "scipy",
    "pandas",
    "statsmodels",
    "matplotlib",
    "python-docx",
    "typst",
    "babel",
)

SHARED_DATA = (
    "budget_chapters.toml",
    "calibration.toml",
    "capacity/caseloads.toml",
    "capacity/kinds.toml",
    "capacity/post_cost.toml",
    "cheers.toml",
    "common.toml",
    "correlations.toml",
    "demography.toml",
    "evidence/haircuts.toml",
    "forecast.toml",
    "forecast_coverage.toml",
    "indexation.toml",
    "indicators.toml",
    "series_breaks.toml",
    "small_numbers.toml",
    "targets.toml",
    "verification.toml",
)
WORDS = {SOURCE: ("pl",), "en": ("en", "labels_en", "phrases_en")}
"""Files of words by language."""

WHOLE_FOLDERS = ("indicators", "reference")
"""The catalogue of indicators and the national panel: every file is read."""


def results_record(pen: Pen, study: Study) -> dict[str, Any]:
    """Return wyniki.json: each printed quantity with unit, interval, origin and printed forms.

    ``wykresy`` holds the ids of the numbers that each chart draws, in its order.
    """
    place = study.inputs.place
    numbers = []
    for id_, shown in sorted(pen.printed.items()):
        quantity = pen.quantity(id_)
        numbers.append(
            {
                "id": id_,
                "opis": quantity.label,
                "wartosc": quantity.value,
                "dolna": quantity.low,
                "gorna": quantity.high,
                "poziom_przedzialu": quantity.interval,
                "jednostka": translated(quantity.unit),
                "rok": quantity.year,
                "rodzaj": quantity.kind.value,
                "zrodlo": quantity.source,
                "uwaga": pen.remark(id_),
                "w_tekscie": shown,
            }
        )
    return {
        "teryt": place.teryt,
        "nazwa": place.name,
        "jezyk": current(),
        "data": place.annex_date.isoformat(),
        "ceny_z_roku": study.inputs.price_year,
        "zastrzezenie": pen.say("caution"),
        "liczby": numbers,
        "wykresy": dict(sorted(pen.charts.items())),
    }


def manifest_record(
    study: Study,
    *,
    version: str,
    evidence: Iterable[str],
    outputs: Mapping[str, Path],
    certificate: Certificate,
) -> dict[str, Any]:
    """Return manifest.json: inputs with sha256, versions, seed, parameters and their sources."""
    inputs = study.inputs
    return {
        "data": inputs.place.annex_date.isoformat(),
        "gmina": {"teryt": inputs.place.teryt, "nazwa": inputs.place.name},
        "ustawienia": {
            "jezyk": current(),
            "horyzont": inputs.settings.horizon,
            "losowania": inputs.settings.n_draws,
            "ziarno": inputs.settings.seed,
            "stopa_dyskontowa": inputs.discount_rate,
            "wylaczone_kroki": list(inputs.settings.switched_off),
            "nakladanie_dzialan": inputs.plan.overlap,
        },
        "wersje": {
            "costmodel": version,
            "python": platform.python_version(),
            **{name: metadata.version(name) for name in LIBRARIES},
        },
        "problemy": [_problem(inputs, name) for name in inputs.problems],
        "pliki_wejsciowe": input_digests(own_files(inputs), inputs.place),
        "dane_biblioteki": digests(library_files(inputs, evidence)),
        "parametry": [_parameter(study, name) for name in _parameters(study)],
        "swiadectwo": {
            "sprawdzenia": {check.id: check.verdict for check in certificate.checks},
            "mimo_to": certificate.despite,
        },
        "pliki_wynikowe": digests(outputs),
    }


def own_files(inputs: Inputs) -> dict[str, Path]:
    """Return the files of the place that a study reads, by name within its folder."""
    folder = inputs.place.folder
    named = [f"{PROBLEM_FOLDER}/{name}.toml" for name in inputs.problems]
    named += [f"{INSTRUMENT_FOLDER}/{name}.toml" for name in inputs.instruments]
    named += [OWN_VALUES, TRANSITIONS_FILE, PEER_TRANSITIONS_FILE]
    own = {path.name: path for path in inputs.place.files}
    return own | {name: folder / name for name in named if (folder / name).is_file()}


def library_files(inputs: Inputs, evidence: Iterable[str] = ()) -> dict[str, Path]:
    """Return the data files of the library that a study reads, beside law and prices.

    Parameters
    ----------
    evidence : iterable of str
        Names of the files of findings that values rest on.
    """
    own = own_files(inputs)
    names = [
        *(f"{PROBLEM_FOLDER}/{name}.toml" for name in inputs.problems),
        *(f"{INSTRUMENT_FOLDER}/{name}.toml" for name in inputs.instruments),
        *(f"evidence/{name}" for name in evidence),
        *SHARED_DATA,
        *(f"wording/{name}.toml" for name in WORDS[current()]),
    ]
    paths = {name: data_path(*name.split("/")) for name in names if name not in own}
    whole = [path for folder in WHOLE_FOLDERS for path in sorted(data_path(folder).iterdir())]
    return paths | {f"{path.parent.name}/{path.name}": path for path in whole}


def as_json(record: Mapping[str, Any]) -> bytes:
    """Return a record as readable JSON that is always the same for the same content."""
    text = json.dumps(record, ensure_ascii=False, indent=2, allow_nan=False)
    return (text + "\n").encode("utf-8")


def _problem(inputs: Inputs, name: str) -> dict[str, Any]:
    """Return what the number of a problem rests on."""
    stock = inputs.stocks[name]
    given: dict[str, Any]
    if stock.forecast is None:
        given = {"podstawa": stock.base, "rok_podstawy": stock.base_year}
    else:
        given = {"metoda": stock.forecast.method, "opis": stock.forecast.label}
    own_split = inputs.splits[name].is_local
    return {
        "id": name,
        "liczba": translated(BASIS[stock.basis]),
        "wlasny_podzial": own_split,
        "przejscia": _moves(inputs, name),
        **given,
    }


def _moves(inputs: Inputs, name: str) -> dict[str, Any]:
    """Return which moves are from registers, own and of peers, and what own numbers weighed.

    Fewer own people than the calibration asks for are not told.
    """
    known = inputs.calibrations[name]
    weighed = known.stocks
    return {
        "z_rejestru": {s: row.people for s, row in known.counted.items() if row.teaches_alone},
        "z_podobnych_gmin": {
            state: {
                "gminy": list(row.peers.gminas),
                "osoby": row.peers.people,
                "waga_wlasnych": round(row.own_weight, 2),
            }
            for state, row in known.counted.items()
            if row.peers is not None
        },
        "wazone_latami": [] if weighed is None else list(weighed.years),
        "efektywne_losowania": None if weighed is None else round(weighed.effective, 1),
    }


def _parameters(study: Study) -> tuple[str, ...]:
    limits = staff_parameters(capacity_of(study))
    return tuple(dict.fromkeys((*study.inputs.parameters_used, *limits)))


def _parameter(study: Study, name: str) -> dict[str, Any]:
    inputs = study.inputs
    parameter = inputs.book.parameter(name)
    enactment = parameter.enactment_at(inputs.price_day)
    return {
        "id": name,
        "opis": parameter.label,
        "wartosc_w_dniu": enactment.value,
        "srednia_roku": inputs.book.mean_over_year(name, inputs.price_year),
        "jednostka": translated(parameter.unit),
        "obowiazuje_od": enactment.since.isoformat(),
        "zrodlo": str(enactment.source),
        "sprawdzenie": enactment.verified.value,
    }
