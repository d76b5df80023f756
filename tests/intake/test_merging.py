from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from costmodel.intake.merging import joined, marked

KEY, FILE = ("kind", "year"), "formularz.xlsx"
Figures = dict[tuple[str, int], float]


def table(figures: Figures, source: str) -> pd.DataFrame:
    rows = [(kind, value, year, source) for (kind, year), value in figures.items()]
    made = pd.DataFrame(rows, columns=["kind", "value", "year", "source"])
    return made.astype({"kind": "str", "value": float, "year": int, "source": "str"})


def observed(value: float, status: str, source: str) -> pd.DataFrame:
    row = ("3215011", "x", 2024, value, "osoba", status, source)
    names = ["teryt", "variable", "year", "value", "unit", "status", "source"]
    return pd.DataFrame([row], columns=names)


def figures_of(made: pd.DataFrame) -> Figures:
    return {(str(r["kind"]), int(r["year"])): float(r["value"]) for r in made.to_dict("records")}


def test_what_a_person_typed_stays_and_the_difference_is_told() -> None:
    own = table({("posts", 2023): 3.0, ("posts", 2024): 4.0}, "OPS")
    new = marked(table({("posts", 2024): 5.5, ("posts", 2025): 6.0}, "OZPS"), FILE)
    result = joined(own, new, key=KEY, file=FILE)
    assert figures_of(result.table) == {
        ("posts", 2023): 3.0,
        ("posts", 2024): 4.0,
        ("posts", 2025): 6.0,
    }
    assert result.added == 1
    (change,) = result.changes
    assert (change.key, change.stands, change.given, change.replaced) == (
        "posts, 2024",
        "4",
        "5,5",
        False,
    )


def test_a_newer_import_of_the_same_file_replaces_the_older_and_says_so() -> None:
    own = marked(table({("posts", 2024): 4.0}, "OZPS"), FILE)
    new = marked(table({("posts", 2024): 5.0}, "OZPS"), FILE)
    result = joined(own, new, key=KEY, file=FILE)
    assert figures_of(result.table) == {("posts", 2024): 5.0}
    assert result.changes[0].replaced


def test_a_figure_of_another_file_is_not_replaced() -> None:
    own = marked(table({("posts", 2024): 4.0}, "OZPS"), "tabela-2.csv")
    new = marked(table({("posts", 2024): 5.0}, "OZPS"), FILE)
    assert figures_of(joined(own, new, key=KEY, file=FILE).table) == {("posts", 2024): 4.0}


def test_a_gap_is_filled_and_a_value_never_replaced_by_a_gap() -> None:
    key = ("teryt", "variable", "year")
    gap, value = observed(float("nan"), "missing", "GUS"), observed(5.0, "observed", "GUS")
    new = observed(7.0, "observed", "OPS [f]")
    filled = joined(gap, new, key=key, file="f")
    assert filled.table["value"].tolist() == [7.0]
    lost = joined(value, observed(float("nan"), "missing", "OPS [f]"), key=key, file="f")
    assert lost.table["value"].tolist() == [5.0]
    assert (lost.changes[0].stands, lost.changes[0].given) == ("5 osoba", "brak danych")


def test_the_same_figure_makes_no_noise() -> None:
    own = table({("posts", 2024): 4.0}, "OPS")
    result = joined(own, marked(own, FILE), key=KEY, file=FILE)
    assert result.changes == ()
    assert result.table["source"].tolist() == ["OPS"]


def test_nothing_given_changes_nothing() -> None:
    own = table({("posts", 2024): 4.0}, "OPS")
    pd.testing.assert_frame_equal(joined(own, table({}, ""), key=KEY, file=FILE).table, own)


FIGURES = st.dictionaries(
    st.tuples(st.sampled_from(["a", "b"]), st.integers(2020, 2023)),
    st.integers(0, 9).map(float),
    max_size=8,
)


@given(FIGURES, FIGURES)
def test_it_agrees_with_a_plain_dictionary(own: Figures, new: Figures) -> None:
    result = joined(table(own, "OPS"), marked(table(new, "x"), FILE), key=KEY, file=FILE)
    assert figures_of(result.table) == {**new, **own}
    assert result.added == len(set(new) - set(own))
    assert len(result.changes) == sum(own[k] != new[k] for k in set(own) & set(new))
