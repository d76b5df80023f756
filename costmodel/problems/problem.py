"""A social problem as its file tells it: levels, moves, services, uncertain values."""

from __future__ import annotations

from collections import Counter

from pydantic import model_validator

from costmodel.problems.common import load_common
from costmodel.problems.parts import (
    INDEPENDENT,
    Emergence,
    Independence,
    Level,
    Move,
    Portion,
    Prevalence,
    Service,
)
from costmodel.problems.uncertain import Record, UncertainRecord

OF_OTHER = "."
"""Parts the problem from the level in the name of a level of another file."""


class SocialProblem(Record):
    """One social problem (problem społeczny), all of its file."""

    id: str
    label: str
    unit: str
    stock_variable: str
    stock_label: str
    prevalence: Prevalence | None = None
    relapse_level: str
    limits: tuple[str, ...] = ()
    level: tuple[Level, ...]
    split: tuple[Portion, ...]
    entry: tuple[Portion, ...]
    move: tuple[Move, ...]
    independence: Independence
    emergence: tuple[Emergence, ...] = ()
    service: tuple[Service, ...]
    value: dict[str, UncertainRecord]

    @property
    def levels(self) -> tuple[str, ...]:
        """Level ids in order of severity."""
        return tuple(level.id for level in self.level)

    @model_validator(mode="after")
    def _check(self) -> SocialProblem:
        faults = [
            *self._unknown_levels(),
            *self._unknown_values(),
            *self._open_portions(),
            *self._repeated(),
            *self._no_shares(),
            *self._foreign_links(),
        ]
        if faults:
            raise ValueError("; ".join(faults))
        return self

    def level_of(self, end: str) -> str | None:
        """Return the own level that the end of an emergence names, ``None`` if of another file."""
        owner, dot, level = end.rpartition(OF_OTHER)
        return level if not dot or owner == self.id else None

    def _own_ends(self, link: Emergence) -> list[str]:
        levels = (self.level_of(link.source), self.level_of(link.target))
        return [level for level in levels if level is not None]

    def _foreign_links(self) -> list[str]:
        return [
            f"[[emergence]] {link.source} → {link.target}: jeden koniec w tym pliku, drugi w innym"
            for link in self.emergence
            if len(self._own_ends(link)) != 1
        ]

    def _unknown_levels(self) -> list[str]:
        named = [
            self.relapse_level,
            *(portion.level for portion in self.entry),
            *(end for link in self.emergence for end in self._own_ends(link)),
            *(portion.level for portion in self.split),
            *(move.level for move in self.move),
            *(portion.level for move in self.move for portion in move.stay),
            *(s for service in self.service for s in service.use if s not in INDEPENDENT),
        ]
        unknown = sorted(set(named) - set(self.levels))
        unmoved = sorted(set(self.levels) - {move.level for move in self.move})
        unsplit = sorted(set(self.levels) - {portion.level for portion in self.split})
        return [
            *(f"poziom „{name}” zapisany w [[level]]" for name in unknown),
            *(f"[[move]] dla poziomu „{name}”" for name in unmoved),
            *(f"[[split]] dla poziomu „{name}”" for name in unsplit),
        ]

    def _unknown_values(self) -> list[str]:
        named = [
            *(portion.share_of_rest for portion in self.split),
            *(p.share_of_rest for move in self.move for p in move.stay),
            *(name for move in self.move for name in (move.exit, move.success)),
            *self.independence.relapse,
            self.independence.departure,
            *(link.rate for link in self.emergence),
            *([self.prevalence.rate] if self.prevalence else []),
            *(n for s in self.service if s.fee for n in (s.fee.income, s.fee.family)),
            *(portion.share_of_rest for portion in self.entry),
            *(name for service in self.service for name in service.cashable),
        ]
        unknown = sorted({name for name in named if name} - {*self.value, *load_common()})
        return [f"tabela [value.{name}]" for name in unknown]

    def _repeated(self) -> list[str]:
        lists = {
            "[[level]]": self.levels,
            "[[split]]": [portion.level for portion in self.split],
            "[[entry]]": [portion.level for portion in self.entry],
            "[[emergence]]": [f"{link.source} → {link.target}" for link in self.emergence],
            "[[move]]": [move.level for move in self.move],
            "[[service]]": [service.id for service in self.service],
            **{f"stay poziomu {m.level}": [p.level for p in m.stay] for m in self.move},
        }
        return [
            f"{place}: „{name}” tylko raz"
            for place, names in lists.items()
            for name, count in Counter(names).items()
            if count > 1
        ]

    def _no_shares(self) -> list[str]:
        known = load_common() | self.value
        outside = {
            name
            for service in self.service
            for name in service.cashable
            for part in ("low", "mode", "high")
            if not 0 <= (getattr(known.get(name), part, None) or 0) <= 1
        }
        return [f"[value.{name}] od 0 do 1, bo to część (cashable)" for name in sorted(outside)]

    def _open_portions(self) -> list[str]:
        lists = {"split": self.split, "entry": self.entry} | {
            f"move {m.level}": m.stay for m in self.move
        }
        return [
            f"{place}: share_of_rest w każdej części prócz ostatniej"
            for place, portions in lists.items()
            if [p.share_of_rest is None for p in portions] != [False] * (len(portions) - 1) + [True]
        ]
