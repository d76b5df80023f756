"""Where the numbers of an annex are from, as its web page tells it."""

from __future__ import annotations

from collections.abc import Mapping

from costmodel.annex.html_origins import Origin
from costmodel.annex.wording import Wording
from costmodel.publish.explained_row import Row, facts_told, value_told


def origin_notes(rows: Mapping[str, Row], words: Wording) -> tuple[Origin, ...]:
    """Return an origin for each number of pochodzenie.json, in its order.

    Parameters
    ----------
    rows : mapping of str to row
        By id, as :func:`costmodel.publish.trace_record.trace_record` gives them in ``liczby``.
    """
    return tuple(
        Origin(
            id_,
            str(row["opis"]),
            value_told(row, words),
            tuple(facts_told(row, words)),
            tuple(row["z"]),
        )
        for id_, row in rows.items()
    )
