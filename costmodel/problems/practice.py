"""A good practice, described by those who ran it, made into an instrument with due caution."""

from __future__ import annotations

from typing import Any

from costmodel.errors import ModelError
from costmodel.problems.instrument import Instrument
from costmodel.problems.parts import REST
from costmodel.problems.practice_record import Halving, PracticeRecord, Shares, load_halving
from costmodel.sources import Grade


def instrument_from_practice(
    record: PracticeRecord, *, halving: Halving | None = None, price_change: float = 1.0
) -> Instrument:
    r"""Return the instrument that a practice makes, with a cautious effect.

    Parameters
    ----------
    record : PracticeRecord
        What those who ran it say.
    halving : Halving, optional
        How much of that is taken; practice.toml of the library if left out.
    price_change : float
        Price level of the year in which the instrument is used, over that of the record. [ratio]

    Returns
    -------
    Instrument
        With one effect, a gross success rate: those who would have succeeded anyway, and the
        haircut of the grade, are still taken off by the model.

    Raises
    ------
    ModelError
        If ``price_change`` is not positive.

    Notes
    -----
    .. math:: r_{low}, r_{mode}, r_{high} = r \cdot (h_{low}, h_{mode}, h_{high})

    Examples
    --------
    >>> said = dict(
    ...     id="klub", name="Klub", description="Klub.", place="Gmina", year=2024,
    ...     problem="unemployment", levels=["long_term_assisted"], participants=40,
    ...     successes=12, cost={"gmina": 2000.0}, contact_office="ośrodek",
    ...     source={"title": "opis praktyki"},
    ... )
    >>> instrument = instrument_from_practice(PracticeRecord(**said))
    >>> instrument.value["gross_success"].mode
    0.15
    """
    if not price_change > 0:
        raise ModelError(f"price_change is {price_change:g}: a ratio of price levels is positive.")
    taken = halving or load_halving()
    costs = {payer: amount * price_change for payer, amount in record.cost.items() if amount > 0}
    return Instrument.model_validate(
        {
            "id": record.id,
            "label": record.name,
            "description": record.description,
            "legal_basis": record.legal_basis or "podstawy prawnej nie podano w opisie praktyki",
            "limits": _limits(record, price_change),
            "effect": [
                {
                    "problem": record.problem,
                    "levels": record.levels,
                    "on": "exit",
                    "kind": "gross_success_rate",
                    "value": "gross_success",
                    "attribution": "attribution",
                    "grade": record.grade,
                    "caution": f"{taken.caution[:1].upper()}{taken.caution[1:]}.",
                }
            ],
            "cost": [_line(payer) for payer in costs],
            "value": {
                "gross_success": _success(record, taken),
                "attribution": _attribution(taken),
                **{f"cost_{p}": _cost(record, amount, taken) for p, amount in costs.items()},
            },
        }
    )


def _line(payer: str) -> dict[str, Any]:
    name = f"cost_{payer}"
    return {
        "id": name,
        "label": "koszt udziału według opisu praktyki",
        "quantity": [],
        "price": [name],
        "payer": {payer: REST},
    }


def _limits(record: PracticeRecord, price_change: float) -> list[str]:
    size = f", {record.residents} mieszkańców" if record.residents else ""
    prices = f"Koszt podano w cenach z {record.year} r."
    if price_change != 1.0:
        prices += f" i przeliczono na nowsze: razy {_number(price_change)}."
    return [
        f"Praktyka z jednego miejsca ({record.place}{size}, {record.year} r.): w innej gminie "
        "wynik i koszt mogą być inne.",
        "Od podanego wyniku model odejmuje jeszcze osoby, które poradziłyby sobie same, i korektę "
        "ostrożności.",
        prices,
        f"Więcej o praktyce wie: {record.contact_office}.",
    ]


def _success(record: PracticeRecord, taken: Halving) -> dict[str, Any]:
    shares = _scaled(record.rate, taken.effect)
    counted = record.successes is not None
    said = f"{record.successes} z {record.participants} osób = " if counted else ""
    after = record.measured_after or "nie podano, po jakim czasie"
    arithmetic = f"{said}{_number(record.rate)}; środek {_number(shares['mode'])}"
    return {
        "label": "udział osób, którym się powiodło (brutto)",
        "unit": "udział uczestników",
        "kind": "derived",
        "grade": record.grade,
        "source": _source(record, taken, f"{arithmetic}; pomiar: {after}"),
        "note": "Zastąp własnym wynikiem, zmierzonym rok po zakończeniu działania.",
        "shape": "pert",
        **shares,
    }


def _attribution(taken: Halving) -> dict[str, Any]:
    return {
        "label": "część efektu, którą można przypisać praktyce",
        "unit": "udział",
        "kind": "assumption",
        "grade": Grade.E,
        "source": taken.source.model_dump(),
        "shape": "pert",
        **_scaled(1.0, taken.attribution),
    }


def _cost(record: PracticeRecord, amount: float, taken: Halving) -> dict[str, Any]:
    return {
        "label": "koszt udziału jednej osoby",
        "unit": "zł na osobę na rok",
        "kind": "derived",
        "grade": record.grade,
        "source": _source(record, taken, f"{_number(amount)} zł na osobę"),
        "note": "Zastąp kosztem z umowy albo sprawozdania.",
        "shape": "pert",
        **_scaled(amount, taken.cost),
    }


def _source(record: PracticeRecord, taken: Halving, locator: str) -> dict[str, str]:
    parts = (record.source.locator, f"{record.place}, {record.year} r.", locator, taken.caution)
    return {
        "title": record.source.title,
        "locator": "; ".join(part for part in parts if part),
        "url": record.source.url,
    }


def _scaled(number: float, shares: Shares) -> dict[str, float]:
    return {name: number * getattr(shares, name) for name in ("low", "mode", "high")}


def _number(value: float) -> str:
    return f"{value:.4g}".replace(".", ",") if abs(value) < 1000 else f"{value:.0f}"
