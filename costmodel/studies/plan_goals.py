"""What the strategy wants of a plan: goals, and targets of indicators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from costmodel.errors import Problem
from costmodel.problems.instrument import Instrument
from costmodel.studies.plan_record import PlanRecord, TargetRecord
from costmodel.targets.rules import Rule

FILE = "plan.toml"
GIVEN: Rule = "given"


@dataclass(frozen=True, slots=True)
class Doers:
    """Who does something, with whom and from which money, as the plan says; empty where not."""

    implementers: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    funding: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Goal:
    """A strategic goal: its operational goals, ids of its instruments and of its indicators."""

    name: str
    operational: tuple[str, ...]
    instruments: tuple[str, ...]
    indicators: tuple[str, ...]
    doers: Doers


@dataclass(frozen=True, slots=True)
class DeclaredTarget:
    """What an indicator shall be in ``year``; ``value`` for the rule *given*."""

    indicator: str
    rule: Rule
    year: int
    value: float | None = None


def goals_of(record: PlanRecord) -> tuple[Goal, ...]:
    """Return the goals of a plan in their order."""
    return tuple(
        Goal(
            goal.name,
            tuple(goal.operational),
            tuple(goal.instruments),
            tuple(goal.indicators),
            Doers(tuple(goal.implementers), tuple(goal.partners), tuple(goal.funding)),
        )
        for goal in record.goals
    )


def targets_of_plan(record: PlanRecord) -> tuple[DeclaredTarget, ...]:
    """Return the targets that a plan declares, in their order."""
    return tuple(DeclaredTarget(t.indicator, t.rule, t.year, t.value) for t in record.targets)


def goal_faults(record: PlanRecord, instruments: Mapping[str, Instrument]) -> Iterator[Problem]:
    """Yield what is wrong with goals and targets as they stand in the file alone."""
    planned = record.instruments
    for number, goal in enumerate(record.goals, start=1):
        for name in goal.instruments:
            if name in planned:
                continue
            mend = "Popraw nazwę działania albo dopisz je do planu."
            if name in instruments:
                mend = f"Dopisz do planu tabelę [{name}] albo usuń działanie z celu."
            expected = f"działanie z tego planu: {', '.join(planned)}"
            yield Problem(FILE, f"goals nr {number}, instruments", name, expected, mend)
    times = Counter(target.indicator for target in record.targets)
    for number, target in enumerate(record.targets, start=1):
        yield from _target_faults(f"targets nr {number} ({target.indicator})", target)
        if times.pop(target.indicator, 1) > 1:
            mend = "Zostaw jeden rok docelowy: wartości na lata pośrednie dopisze program."
            told = "jeden cel każdego wskaźnika"
            yield Problem(FILE, f"targets nr {number}", target.indicator, told, mend)


def _target_faults(place: str, target: TargetRecord) -> Iterator[Problem]:
    if target.rule == GIVEN and target.value is None:
        told, mend = "liczba przy regule given", "Dopisz value = … albo zmień regułę."
        yield Problem(FILE, f"{place}, value", "brak", told, mend)
    if target.rule != GIVEN and target.value is not None:
        told = f"brak: wartość wylicza reguła {target.rule}"
        mend = 'Usuń value albo wpisz rule = "given".'
        yield Problem(FILE, f"{place}, value", f"{target.value:g}", told, mend)


def unknown_indicators(
    goals: Collection[Goal],
    targets: Collection[DeclaredTarget],
    *,
    known: Collection[str],
    problems: Collection[str],
) -> list[Problem]:
    """Return the indicators that a plan names and nobody knows.

    Parameters
    ----------
    known : collection of str
        Ids of the catalogue of indicators.
    problems : collection of str
        Ids of problems.
    """
    named: dict[str, tuple[str, ...]] = {
        f"targets ({t.indicator})": (t.indicator,) for t in targets
    }
    named |= {f"goals nr {n}, indicators": g.indicators for n, g in enumerate(goals, start=1)}
    expected = f"id wskaźnika z katalogu albo problem: {', '.join(problems)}"
    mend = "Popraw id; wskaźniki i problemy wypisuje polecenie costmodel list."
    return [
        Problem(FILE, place, name, expected, mend)
        for place, names in named.items()
        for name in names
        if name not in known and name not in problems
    ]
