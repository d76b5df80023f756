"""What a chart says, in words, for those who cannot see it: made from the same table."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from costmodel.annex.dates import year_list, year_range
from costmodel.annex.figure_tables import INNER, checked, forecast_rows, with_gaps
from costmodel.annex.figures_compared import PUBLIC, by_result, by_value
from costmodel.annex.money import money, money_interval
from costmodel.annex.nbsp import typeset
from costmodel.annex.numbers import Number, decimal, interval, round_people
from costmodel.annex.plural import count
from costmodel.annex.wording import Wording, load_wording


def alt_forecast(
    history: pd.DataFrame,
    forecast: pd.DataFrame,
    unit: str = "osoba",
    *,
    breaks: Sequence[tuple[int, str]] = (),
    lang: str | None = None,
) -> str:
    """Describe the chart of :func:`costmodel.annex.figures.draw_forecast`.

    Parameters
    ----------
    history, forecast, breaks
        What the chart was drawn from. [unit]
    unit : str
        A noun of the file of words: what is counted.
    """
    wording = load_wording(lang)
    known = with_gaps(checked(history, "year", "value", numbers=())).dropna()
    first, last = known.iloc[0], known.iloc[-1]
    peak = known.iloc[int(known["value"].argmax())]
    value = count(last["value"], unit, lang=lang)
    told = (
        wording.say("figure.alt.history_single", year=str(int(last["year"])), value=value)
        if len(known) == 1
        else wording.say(
            "figure.alt.history",
            years=_years(known, lang),
            first=count(first["value"], unit, lang=lang),
            last=value,
            peak=count(peak["value"], unit, lang=lang),
            peak_year=str(int(peak["year"])),
        )
    )
    sentences = [told]
    end = forecast_rows(forecast).iloc[-1]
    sentences.append(
        wording.say("figure.alt.forecast", year=str(int(end["year"])), **_people(end, unit, lang))
    )
    if INNER[0] in end.index:
        half = _interval(end[INNER[0]], end[INNER[1]], unit, lang)
        year = str(int(end["year"]))
        sentences.append(wording.say("figure.alt.forecast_inner", year=year, interval=half))
    sentences.append(wording.say("figure.alt.against_naive", year=str(int(last["year"]))))
    if breaks:
        named = [wording.say("figure.alt.break", year=str(y), label=t) for y, t in sorted(breaks)]
        sentences.append(wording.say("figure.alt.breaks", breaks="; ".join(named)))
    return _joined(sentences)


def alt_people(table: pd.DataFrame, unit: str = "osoba", *, lang: str | None = None) -> str:
    """Describe the chart of :func:`costmodel.annex.figures.draw_people`."""
    wording = load_wording(lang)
    rows = checked(table, "scenario", "year").sort_values("year")
    sentences = [wording.say("figure.alt.people", years=_years(rows, lang))]
    for scenario, part in rows.groupby("scenario", sort=False):
        end = part.iloc[-1]
        name = _capital(wording.say(f"scenario.{scenario}"))
        fields = _people(end, unit, lang)
        sentences.append(
            wording.say(
                "figure.alt.people_scenario",
                scenario=name,
                year=str(int(end["year"])),
                **fields,
            )
        )
    return _joined(sentences)


def alt_yearly_cost(table: pd.DataFrame, *, lang: str | None = None) -> str:
    """Describe the chart of :func:`costmodel.annex.figures.draw_yearly_cost`."""
    wording = load_wording(lang)
    rows = checked(table, "year").sort_values("year")
    first, last = rows.iloc[0], rows.iloc[-1]
    year, cost = str(int(last["year"])), money(last["median"], lang=lang)
    spread = money_interval(last["low"], last["high"], lang=lang)
    told = (
        wording.say("figure.alt.yearly_single", year=year, cost=cost, interval=spread)
        if len(rows) == 1
        else wording.say(
            "figure.alt.yearly_cost",
            years=_years(rows, lang),
            first_year=str(int(first["year"])),
            first=money(first["median"], lang=lang),
            first_interval=money_interval(first["low"], first["high"], lang=lang),
            last_year=year,
            last=cost,
            last_interval=spread,
        )
    )
    sentences = [told]
    below = rows.loc[rows["median"] < 0, "year"]
    if len(below):
        years = year_list((int(year) for year in below), lang=lang)
        sentences.append(wording.say("figure.alt.yearly_negative", years=years))
    return _joined(sentences)


def alt_cumulative(
    table: pd.DataFrame, *, payback: int | None = None, lang: str | None = None
) -> str:
    """Describe the chart of :func:`costmodel.annex.figures.draw_cumulative`."""
    wording = load_wording(lang)
    rows = checked(table, "year").sort_values("year")
    end = rows.iloc[-1]
    told = wording.say(
        "figure.alt.cumulative",
        years=_years(rows, lang),
        last_year=str(int(end["year"])),
        last=money(end["median"], lang=lang),
        interval=money_interval(end["low"], end["high"], lang=lang),
    )
    if payback is None:
        return _joined([told, wording.say("figure.alt.cumulative_no_payback")])
    return _joined([told, wording.say("figure.alt.cumulative_payback", year=str(payback))])


def alt_payers(table: pd.DataFrame, *, lang: str | None = None) -> str:
    """Describe the chart of :func:`costmodel.annex.figures_compared.draw_payers`."""
    wording = load_wording(lang)
    rows = by_result(checked(table, "payer"))
    single = rows[rows["payer"] != PUBLIC]
    sentences = [wording.say("figure.alt.payers")]
    for key, part in (
        ("gain", single[single["median"] > 0]),
        ("pay", single[single["median"] < 0].iloc[::-1]),
        ("neutral", single[single["median"] == 0]),
    ):
        if len(part):
            named = _amounts(part, wording, lang)
            sentences.append(wording.say(f"figure.alt.payers_{key}", payers="; ".join(named)))
    for total in rows.loc[rows["payer"] == PUBLIC, "median"]:
        label = _capital(wording.say(f"payer.{PUBLIC}"))
        value = money(total, lang=lang)
        sentences.append(wording.say("figure.alt.payers_public", label=label, value=value))
    return _joined(sentences)


def alt_peers(
    table: pd.DataFrame,
    *,
    label: str,
    formatter: Callable[[Number], str] = decimal,
    lang: str | None = None,
) -> str:
    """Describe the chart of :func:`costmodel.annex.figures_compared.draw_peers`."""
    wording = load_wording(lang)
    rows = by_value(table)
    values = [
        wording.say(
            "figure.alt.peer_highlighted" if strong else "figure.alt.peer_value",
            label=str(name),
            value=formatter(value),
        )
        for name, value, strong in zip(
            rows["label"], rows["value"], rows["highlighted"], strict=True
        )
    ]
    return _joined(
        [wording.say("figure.alt.peers", label=label.rstrip("."), values="; ".join(values))]
    )


def alt_age_structure(table: pd.DataFrame, unit: str = "osoba", *, lang: str | None = None) -> str:
    """Describe the chart of :func:`costmodel.annex.figures_compared.draw_age_structure`."""
    wording = load_wording(lang)
    rows = checked(table, "group", numbers=("persons",))
    groups = [
        wording.say("figure.alt.age_group", group=str(group), value=count(n, unit, lang=lang))
        for group, n in zip(rows["group"], rows["persons"], strict=True)
    ]
    total = count(float(rows["persons"].sum()), unit, lang=lang)
    return _joined([wording.say("figure.alt.ages", total=total, groups="; ".join(groups))])


def _interval(low: Number, high: Number, unit: str, lang: str | None) -> str:
    """Return „od 1 do 2 osób”, rounded as forecasts of people are."""
    return interval(
        round_people(low),
        round_people(high),
        lambda persons: count(persons, unit, case="genitive", lang=lang),
        lang=lang,
    )


def _people(row: pd.Series[float], unit: str, lang: str | None) -> dict[str, str]:
    """Return the median of a row and its interval, rounded as forecasts of people are."""

    return {
        "median": count(round_people(row["median"]), unit, lang=lang),
        "interval": _interval(row["low"], row["high"], unit, lang),
    }


def _amounts(part: pd.DataFrame, wording: Wording, lang: str | None) -> list[str]:
    """Return payers with what they gain or pay, the sign told by the sentence around them."""
    return [
        wording.say(
            "figure.alt.payer_amount",
            payer=wording.say(f"payer.{payer}"),
            value=money(abs(median), lang=lang),
        )
        for payer, median in zip(part["payer"], part["median"], strict=True)
    ]


def _years(rows: pd.DataFrame, lang: str | None) -> str:
    return year_range(int(rows["year"].min()), int(rows["year"].max()), lang=lang)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _joined(sentences: Sequence[str]) -> str:
    return typeset(" ".join(sentences))
