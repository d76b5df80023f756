"""Signs and flags of official statistics: which cell is a value, and which is not."""

from __future__ import annotations

from costmodel.tables import Status

BDL_SIGNS: dict[str, Status] = {
    "": Status.MISSING,
    "-": Status.MISSING,  # the footnote of BDL: levels, areas or list of variables changed
    ".": Status.MISSING,
    "x": Status.NOT_APPLICABLE,
    "#": Status.SECRET,
    "n": Status.MISSING,  # not yet available
}
"""Signs in place of a value in a BDL export."""

BDL_VALUE_ATTRIBUTES = frozenset({"", "k", "a", "s", "M", "K", "A", "v", "p", "z", "Z"})
"""Flags beside a real value: incomplete, preliminary, method change, low precision, true zero …"""

BDL_NO_VALUE_ATTRIBUTES: dict[str, Status] = {
    "x": Status.MISSING,  # no information, confidential or pointless: BDL does not say which
    "X": Status.MISSING,
    "n": Status.MISSING,
    "-": Status.MISSING,
    "#": Status.SECRET,
}
"""Flags that say there is no value, even where 0 stands in the value column."""

TABLE_SIGNS: dict[str, tuple[Status, float | None]] = {
    "-": (Status.OBSERVED, 0.0),
    "–": (Status.OBSERVED, 0.0),
    ".": (Status.MISSING, None),
    "x": (Status.NOT_APPLICABLE, None),
    "#": (Status.SECRET, None),
    "": (Status.MISSING, None),
}
"""Signs in a table filled in by a municipality, as GUS prints them.

„–” means *did not occur*, a true zero, which is not what the same sign means in a BDL
export: there it stands for data withdrawn when areas or variables changed.
"""
