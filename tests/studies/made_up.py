"""Instruments of a made-up problem, told in few words; all numbers are invented."""

from __future__ import annotations

from typing import Any, Literal

from costmodel.problems.instrument import Capacity, CostLine, Effect, Instrument, Target, Timing
from costmodel.problems.problem import SocialProblem
from costmodel.problems.uncertain import Origin, UncertainRecord
from costmodel.sources import Grade

EffectKind = Literal[
    "gross_success_rate", "risk_difference", "risk_ratio", "odds_ratio", "rate_ratio"
]


def known(number: float, *, unit: str = "udział") -> UncertainRecord:
    """A number without uncertainty."""
    return UncertainRecord.model_validate(
        {
            "label": "wartość",
            "unit": unit,
            "kind": Origin.ASSUMPTION,
            "grade": Grade.E,
            "source": {"title": "założenie"},
            "shape": "fixed",
            "mode": number,
        }
    )


def effect(
    on: Target = "exit",
    *,
    problem: str = "sample",
    levels: tuple[str, ...] = ("severe",),
    to: str | None = None,
    kind: EffectKind = "risk_difference",
    grade: Grade = Grade.E,
) -> Effect:
    """An effect whose size is the value „size” and whose attribution is „part”."""
    return Effect(
        problem=problem,
        levels=levels,
        on=on,
        to=to,
        kind=kind,
        value="size",
        attribution="part",
        grade=grade,
        caution="",
    )


def instrument(
    name: str,
    *effects: Effect,
    size: float = 0.1,
    part: float = 1.0,
    lines: tuple[CostLine, ...] = (),
    per_unit: float | None = None,
    timing: Timing | None = None,
    **values: UncertainRecord,
) -> Instrument:
    """An instrument that by default helps at one level and costs 100 zł a participant."""
    told: dict[str, Any] = {"size": known(size), "part": known(part), "price": known(100.0)}
    if per_unit is not None:
        told["per_unit"] = known(per_unit)
    capacity = None if per_unit is None else Capacity(per_unit="per_unit", unit_label="mieszkanie")
    return Instrument(
        id=name,
        label=name,
        description="",
        legal_basis="",
        effect=effects or (effect(),),
        cost=lines or (line(),),
        capacity=capacity,
        timing=timing or Timing(),
        value=told | values,
    )


def line(name: str = "work", *, per: Literal["participant", "unit"] = "participant") -> CostLine:
    """A cost of one price, paid by the gmina."""
    return CostLine(
        id=name, label=name, per=per, quantity=(), price=("price",), payer={"gmina": "rest"}
    )


def problem(
    name: str,
    levels: tuple[str, ...],
    *,
    relapse_level: str | None = None,
    service: tuple[dict[str, Any], ...] = (),
    emergence: tuple[dict[str, str], ...] = (),
    prevalence: dict[str, str] | None = None,
    **values: UncertainRecord,
) -> SocialProblem:
    """A problem whose people stay at their level, unless they leave for good or succeed."""
    others, last = levels[:-1], levels[-1]
    numbers = {"quarter": known(0.25), "half": known(0.5), "none": known(0.0), **values}
    return SocialProblem.model_validate(
        {
            "id": name,
            "label": name,
            "unit": "osoba",
            "stock_variable": f"{name}_cases",
            "stock_label": f"liczba osób: {name}",
            "prevalence": prevalence,
            "relapse_level": relapse_level or levels[0],
            "level": [{"id": one, "label": one, "definition": one} for one in levels],
            "split": [
                *({"level": one, "share_of_rest": "quarter"} for one in others),
                {"level": last},
            ],
            "entry": [{"level": levels[0]}],
            "move": [
                {"level": one, "exit": "half", "success": "quarter", "stay": [{"level": one}]}
                for one in levels
            ],
            "independence": {"relapse": ["half", "quarter", "none"], "departure": "none"},
            "emergence": emergence,
            "service": service,
            "value": numbers,
        }
    )
