from __future__ import annotations

from costmodel.annex.alt_texts import (
    alt_age_structure,
    alt_cumulative,
    alt_forecast,
    alt_payers,
    alt_peers,
    alt_people,
    alt_yearly_cost,
)
from costmodel.annex.nbsp import HARD
from costmodel.annex.numbers import Number, decimal
from tests.annex.tables import AGES, COST, FAN, FORECAST, HISTORY, PAYERS, PEERS, PEOPLE


def soft(text: str) -> str:
    return text.replace(HARD, " ")


def test_a_forecast_tells_its_ends_peak_interval_and_breaks() -> None:
    said = soft(alt_forecast(HISTORY, FORECAST, "osoba", breaks=[(2023, "nowa definicja")]))
    assert said == (
        "Wykres liniowy. Dane z lat 2020–2024: na początku 4 512 osób, na końcu 2 655 osób. "
        "Najwyższa wartość: 4 512 osób w 2020 r. "
        "Prognoza na 2026 r.: 2 500 osób (przedział od 2 100 do 3 000 osób). "
        "Cienka linia przerywana pokazuje, co by było, gdyby liczba z 2024 r. się nie zmieniła. "
        "Linie pionowe oznaczają zmiany sposobu liczenia: 2023 r. (nowa definicja)."
    )


def test_an_interval_stands_in_the_genitive_with_the_noun_where_forms_differ() -> None:
    said = soft(alt_forecast(HISTORY, FORECAST, "rodzina"))
    assert "4 512 rodzin" in said
    assert "przedział od 2 100 do 3 000 rodzin" in said


def test_a_single_year_is_told_as_one() -> None:
    said = soft(alt_forecast(HISTORY.iloc[-1:], FORECAST))
    assert said.startswith("Wykres liniowy. Dane z 2024 r.: 2 655 osób. Prognoza na 2026 r.:")
    assert soft(alt_yearly_cost(COST.iloc[1:2])) == (
        "Wykres słupkowy kosztu zaniechania w 2027 r.: 1,25 mln zł "
        "(przedział od 0,9 do 1,6 mln zł)."
    )


def test_people_are_told_for_each_scenario() -> None:
    assert soft(alt_people(PEOPLE)) == (
        "Wykres liniowy według scenariuszy (2026–2027). "
        "Zaniechanie: w 2027 r. 120 osób (przedział od 110 do 140 osób). "
        "Działanie: w 2027 r. 60 osób (przedział od 45 do 80 osób)."
    )


def test_the_yearly_cost_tells_years_below_zero() -> None:
    assert soft(alt_yearly_cost(COST)) == (
        "Wykres słupkowy kosztu zaniechania w kolejnych latach (2026–2028). "
        "W 2026 r.: −250 tys. zł (przedział od −600 do 100 tys. zł), "
        "w 2028 r.: 3,1 mln zł (przedział od 2 do 4,2 mln zł). "
        "Poniżej zera, czyli gdy działanie kosztuje więcej niż zaniechanie: 2026."
    )
    assert "Poniżej zera" not in alt_yearly_cost(COST.iloc[1:])


def test_the_cumulated_result_tells_whether_it_pays_back() -> None:
    assert "Działanie zwraca się w 2027 r." in soft(alt_cumulative(COST, payback=2027))
    assert "działanie się nie zwraca" in soft(alt_cumulative(COST))


def test_payers_are_told_by_who_gains_and_who_pays() -> None:
    assert soft(alt_payers(PAYERS)) == (
        "Wykres słupkowy poziomy wyniku każdego płatnika. "
        "Zyskują: budżet państwa 2,4 mln zł. "
        "Dopłacają: gmina 1,3 mln zł; Unia Europejska 100 tys. zł. "
        "Bez zmian: powiat 0 zł. "
        "Finanse publiczne razem: 1 mln zł."
    )


def test_peers_are_told_from_the_highest() -> None:
    def percent(value: Number) -> str:
        return f"{decimal(value, 1)}%"

    assert soft(alt_peers(PEERS, label="stopa", formatter=percent)) == (
        "Wykres punktowy: stopa. Od najwyższej do najniższej wartości: "
        "Miasto A (wyróżnione) 5,6%; gminy podobne 5,3%; Polska 4,1%."
    )


def test_the_middle_half_of_a_forecast_is_told_beside_its_interval() -> None:
    text = soft(alt_forecast(HISTORY, FAN))
    assert "połowę możliwych wyników: w 2026 r. od 2 300 do 2 800 osób" in text
    assert "połowę" not in soft(alt_forecast(HISTORY, FORECAST))


def test_a_label_that_ends_in_a_stop_gets_no_second_one() -> None:
    assert "stopa, 2024 r. Od najwyższej" in soft(alt_peers(PEERS, label="stopa, 2024 r."))


def test_ages_are_told_with_their_total() -> None:
    assert soft(alt_age_structure(AGES)) == (
        "Wykres słupkowy poziomy. Razem 38 501 osób. "
        "Według grup: 0–17 lat: 6 501 osób; 18 i więcej lat: 32 000 osób."
    )
