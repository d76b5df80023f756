"""All parameters under one cover, asked for by name and day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from costmodel.errors import ModelError
from costmodel.resources import data_path
from costmodel.statutes.loader import load_parameters
from costmodel.statutes.parameter import Parameter


@dataclass(frozen=True, slots=True)
class ParameterBook:
    """A collection of parameters.

    Parameters
    ----------
    parameters : mapping of str to Parameter
        Parameters by their names.

    Examples
    --------
    >>> load_book().at("unemployment_benefit_first90", date(2026, 6, 1))
    1783.9
    """

    parameters: Mapping[str, Parameter]

    def parameter(self, name: str) -> Parameter:
        """Return the parameter of that name, with its history.

        Raises
        ------
        ModelError
            If there is none; the error offers the names closest to it.
        """
        if name not in self.parameters:
            close = get_close_matches(name, self.parameters)
            offer = f"The closest names are: {', '.join(close)}." if close else ""
            raise ModelError(
                f"{name} is no parameter: it must be the name of a file in data/statutes or "
                f"data/unit_costs. {offer or 'Add such a file, with its source.'}"
            )
        return self.parameters[name]

    def at(self, name: str, day: date) -> float:
        """Return the value of a parameter on ``day``, in its unit.

        Raises
        ------
        ModelError
            If there is no parameter of that name.
        NotInForceError
            If it has no value on ``day``.
        """
        return self.parameter(name).at(day)

    def mean_over_year(self, name: str, year: int) -> float:
        """Return the mean of a parameter over the first days of the months of ``year``.

        Raises
        ------
        ModelError
            If there is no parameter of that name.
        NotInForceError
            If it has no value on one of the days.
        """
        return self.parameter(name).mean_over_year(year)


def load_book() -> ParameterBook:
    """Return the parameters and unit costs that come with the library.

    Raises
    ------
    InputError
        With everything wrong in their files.
    """
    return ParameterBook(load_parameters(data_path("statutes"), data_path("unit_costs")))
