"""What went wrong when a publisher was asked, told with what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.alias_generators import to_camel

from costmodel.declared import shortened
from costmodel.errors import InputError, Problem

LATER = "Uruchom polecenie jeszcze raz później: to, co już pobrano, zostaje."
OFFLINE = "Sprawdź połączenie z internetem albo użyj --offline."
_SHOWN = 3
_MENDS = {
    401: ("odmowa: klucz jest zły albo go brak", "Sprawdź klucz w zmiennej środowiskowej."),
    403: ("odmowa: klucz jest zły albo go brak", "Sprawdź klucz w zmiennej środowiskowej."),
    404: ("brak takich danych", "Sprawdź id zmiennej, kod obszaru i rok; pozostałe dane pobierz."),
    429: ("za dużo zapytań", LATER),
}


class PublisherError(InputError):
    """A publisher could not be asked, or its answer cannot be used."""


class NoSuchDataError(PublisherError):
    """The publisher says that what was asked for does not exist (404)."""


class ComeBackLaterError(PublisherError):
    """Nothing more can be had now: a limit is used up, or nobody answers."""


class Answer(BaseModel):
    """A form of an answer, keys in camelCase: fields may be added, types may not change."""

    model_config = ConfigDict(
        frozen=True, extra="ignore", strict=True, allow_inf_nan=False, alias_generator=to_camel
    )


Form = TypeVar("Form", bound=BaseModel)


def failure_of_status(address: str, status: int, *, wait: float | None = None) -> PublisherError:
    """Return the error for an answer that is not 200.

    Examples
    --------
    >>> print(failure_of_status("https://bdl.example/x", 404))
    https://bdl.example/x: jest „404 (brak takich danych)”, a powinno być: odpowiedź 200. \
Sprawdź id zmiennej, kod obszaru i rok; pozostałe dane pobierz.
    """
    what, mend = _MENDS.get(status, ("błąd serwera" if status >= 500 else "odmowa", LATER))
    if wait is not None:
        mend = f"Wydawca prosi, żeby poczekać {wait:.0f} s. {LATER}"
    problem = Problem(address, "", f"{status} ({what})", "odpowiedź 200", mend)
    if status == 404:
        return NoSuchDataError([problem])
    if status == 429 or status >= 500:
        return ComeBackLaterError([problem])
    return PublisherError([problem])


def no_connection(address: str, reason: str) -> ComeBackLaterError:
    """Return the error for a connection that failed or was cut."""
    return ComeBackLaterError(
        [Problem(address, "", shortened(reason), "połączenie z serwerem wydawcy", OFFLINE)]
    )


def read_answer(body: bytes, form: type[Form], *, address: str) -> Form:
    """Return a JSON answer in its form.

    Raises
    ------
    PublisherError
        If the body is cut, is no JSON, or has fields of other types than expected.
    """
    try:
        return form.model_validate_json(body)
    except ValidationError as error:
        raise PublisherError(_problems(error, body, address)) from error


def _problems(error: ValidationError, body: bytes, address: str) -> Sequence[Problem]:
    found = error.errors(include_url=False)
    mend = "Wydawca mógł zmienić usługę albo odpowiedź urwano: spróbuj jeszcze raz, potem zgłoś to."
    if found[0]["type"] == "json_invalid":
        text = body[:60].decode("utf-8", errors="replace") or "pusta odpowiedź"
        return [Problem(address, "", text, "odpowiedź JSON, cała", mend)]
    return [
        Problem(
            address,
            "pole " + ".".join(map(str, one["loc"])),
            "brak" if one["type"] == "missing" else shortened(one["input"]),
            f"pole z wartością zgodną z opisem usługi ({one['type']})",
            mend,
        )
        for one in found[:_SHOWN]
    ]
