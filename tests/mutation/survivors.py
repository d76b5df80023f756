"""The kept list of mutants that no test can notice, each with the reason."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.mutation.results import Change

LIST = Path(__file__).with_name("survivors.toml")


@dataclass(frozen=True, slots=True)
class Kind:
    """The same words changed in the same way, in any function."""

    old: str
    new: tuple[str, ...]
    reason: str

    def holds(self, change: Change) -> bool:
        """Tell whether the change is of this kind and nothing more."""
        return any(
            _bare(change.was).replace(_bare(self.old), _bare(new), 1) == _bare(change.now)
            for new in self.new
        )


@dataclass(frozen=True, slots=True)
class Survivors:
    """What may survive: changes one by one, and kinds of change."""

    reasons: dict[tuple[str, str, str], str]
    kinds: tuple[Kind, ...]

    def reason(self, change: Change) -> str | None:
        """Return why nobody can notice the change, or None if the list does not say."""
        kinds = (kind.reason for kind in self.kinds if kind.holds(change))
        return self.reasons.get(_key(change)) or next(kinds, None)


def load_survivors(path: Path = LIST) -> Survivors:
    """Return the kept list.

    Raises
    ------
    ValueError
        If an entry has no reason or stands there twice.
    """
    told: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    reasons: dict[tuple[str, str, str], str] = {}
    for entry in told.get("survivor", []):
        for now in [entry["now"]] if isinstance(entry["now"], str) else entry["now"]:
            key = _key(Change(entry["function"], entry["was"], now))
            if key in reasons:
                raise ValueError(f"{path.name}: {key} stands there twice")
            reasons[key] = _reason(entry, path)
    kinds = [Kind(k["old"], tuple(k["new"]), _reason(k, path)) for k in told.get("kind", [])]
    return Survivors(reasons, tuple(kinds))


def as_toml(change: Change) -> str:
    """Return the change as an entry of the list, its reason still to be given."""
    quoted = [
        f"'{text}'" if "'" not in text else f"'''{text}'''" for text in (change.was, change.now)
    ]
    return (
        f'[[survivor]]\nfunction = "{change.function}"\nwas = {quoted[0]}\nnow = {quoted[1]}\n'
        'reason = ""\n'
    )


def _reason(entry: dict[str, Any], path: Path) -> str:
    reason: str = entry.get("reason", "").strip()
    if not reason:
        raise ValueError(f"{path.name}: {entry} has no reason")
    return reason


def _key(change: Change) -> tuple[str, str, str]:
    return change.function, _bare(change.was), _bare(change.now)


def _bare(text: str) -> str:
    return "".join(text.split())
