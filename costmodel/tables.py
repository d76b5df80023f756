"""The tables at which the parts of the library meet: columns, types and units."""

from __future__ import annotations

from enum import StrEnum

import pandera.pandas as pa


class Status(StrEnum):
    """What stands behind a cell of public statistics. Only ``OBSERVED`` carries a value.

    A true zero is ``OBSERVED`` with value 0.
    """

    OBSERVED = "observed"
    MISSING = "missing"
    SECRET = "secret"
    NOT_APPLICABLE = "not_applicable"


TERYT = r"^\d{7}$"

OBSERVATIONS = pa.DataFrameSchema(
    {
        "teryt": pa.Column(str, pa.Check.str_matches(TERYT)),
        "variable": pa.Column(str, pa.Check.str_length(min_value=1)),
        "year": pa.Column(int, pa.Check.in_range(1990, 2100)),
        "value": pa.Column(float, nullable=True),
        "unit": pa.Column(str),
        "status": pa.Column(str, pa.Check.isin([status.value for status in Status])),
        "source": pa.Column(str, pa.Check.str_length(min_value=1)),
    },
    checks=pa.Check(
        lambda table: table["value"].notna() == (table["status"] == Status.OBSERVED.value),
        error="a value stands exactly where the status is 'observed'",
    ),
    unique=["teryt", "variable", "year"],
    strict=True,
)
"""One figure a row: area (TERYT, 7 digits), variable id, year, value [unit], status, source."""

UNITS_OF_AREA = pa.DataFrameSchema(
    {
        "teryt": pa.Column(str, pa.Check.str_matches(TERYT), unique=True),
        "name": pa.Column(str),
        "kind": pa.Column(str, pa.Check.isin(["country", "voivodeship", "powiat", "1", "2", "3"])),
    },
    strict=True,
)
"""Areas: TERYT, name without suffix, kind (1 urban, 2 rural, 3 urban-rural gmina)."""
