from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from costmodel.errors import InputError, Problem
from costmodel.indicators.catalogue import default_catalogue, read_catalogue
from costmodel.problems.loader import shipped_problems
from costmodel.resources import data_path
from costmodel.statistics.panel import load_panel

GOOD = """
[bases]
osoby = "count"
rodziny = "count"
"zł" = "amount"

[groups]
both = ["a", "b"]

[alternatives]
any = [{ name = "c" }, { name = "thousands", factor = 1000 }]

[[variable]]
id = "a"
name = "A"
unit = "osoba"
base = "osoby"
source = "Spis"
checked = "yes"

[[variable]]
id = "b"
name = "B"
unit = "osoba"
base = "osoby"
source = "Spis"
checked = "yes"

[[variable]]
id = "c"
name = "C"
unit = "osoba"
base = "osoby"
source = "Spis"
bdl = "123"
checked = "yes"

[[variable]]
id = "thousands"
name = "C w tysiącach"
unit = "tys. osób"
base = "osoby"
source = "Spis"
checked = "yes"

[[variable]]
id = "families"
name = "Rodziny"
unit = "rodzina"
base = "rodziny"
source = "Spis"
checked = "yes"

[[indicator]]
id = "one"
name = "Jeden"
area = "przykład"
formula = "ratio"
numerator = "both"
denominator = "c"
multiplier = 100
unit = "%"
base = "osoby"
source = "Przykład"
levels = ["gmina"]
direction = "up"
interval = "share"
trap = "Żadna."
checked = "yes"
"""
INDICATOR = GOOD[GOOD.index("[[indicator]]") :]


def written(folder: Path, text: str) -> Path:
    file = folder / "indicators.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_shipped_catalogue_holds_at_least_a_hundred_and_twenty_indicators() -> None:
    catalogue = default_catalogue()
    assert len(catalogue.indicators) >= 120
    assert len({indicator.area for indicator in catalogue.indicators}) >= 15
    assert catalogue["unemployed_share_15_64"].direction == "down"
    assert "NIE jest stopa bezrobocia" in catalogue["unemployed_share_15_64"].trap


def test_the_age_groups_are_whole() -> None:
    catalogue = default_catalogue()
    young, middle, old = (
        set(catalogue.variables(name)) for name in ("age_0_14", "age_15_64", "age_65_plus")
    )
    assert young | middle | old == set(catalogue.variables("age_all"))
    assert len(young) + len(middle) + len(old) == len(catalogue.variables("age_all")) == 18
    assert set(catalogue.variables("age_80_plus")) == {"population_80_84", "population_85_plus"}


def test_indicators_of_the_census_base_2011_say_so() -> None:
    for indicator in default_catalogue().indicators:
        if indicator.numerator.startswith("age_"):
            assert indicator.scope is not None
            assert "2011" in indicator.scope


def test_a_name_is_a_group_or_itself(tmp_path: Path) -> None:
    catalogue = read_catalogue(written(tmp_path, GOOD))
    assert catalogue.variables("both") == ("a", "b")
    assert catalogue.variables("c") == ("c",)
    with pytest.raises(KeyError, match="it holds: one"):
        catalogue["two"]


@pytest.mark.parametrize(
    ("old", "new", "place", "value"),
    [
        ('formula = "ratio"', 'formula = "mean"', "formula", "mean"),
        ('denominator = "c"\n', "", "denominator", "brak"),
        ('source = "Przykład"\n', "", "source", "brak"),
        ('source = "Przykład"', 'source = ""', "source", ""),
        ("multiplier = 100", "multiplier = 0", "multiplier", "0"),
        ('direction = "up"', 'direction = "higher"', "direction", "higher"),
        ("multiplier = 100", "multiplier = 100\nlag = 1", "lag", "1"),
        ("multiplier = 100", "multiplier = 100\ncolour = 1", "colour", "1"),
        ('numerator = "both"', 'numerator = "nobody"', "numerator", "nobody"),
        ('denominator = "c"', 'denominator = "nothing"', "denominator", "nothing"),
        ('levels = ["gmina"]\ndirection = "up"', 'levels = []\ndirection = "up"', "levels", "[]"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, old: str, new: str, place: str, value: str) -> None:
    with pytest.raises(InputError) as caught:
        read_catalogue(written(tmp_path, GOOD.replace(old, new)))
    (problem,) = caught.value.problems
    assert place in problem.place
    assert "one" in problem.place
    assert problem.value == value


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    twice = GOOD + INDICATOR
    text = twice.replace('direction = "up"', 'direction = "?"', 1).replace("multiplier = 100", "")
    with pytest.raises(InputError) as caught:
        read_catalogue(written(tmp_path, text))
    assert len(caught.value.problems) == 3


def test_two_indicators_of_one_name_do_not_load(tmp_path: Path) -> None:
    twice = GOOD + INDICATOR
    with pytest.raises(InputError, match="id różne od innych"):
        read_catalogue(written(tmp_path, twice))


def test_an_empty_file_does_not_load(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"klucz indicator: jest „brak”"):
        read_catalogue(written(tmp_path, ""))


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"indicators\.toml, wiersz 1: jest „\[\[indicator"):
        read_catalogue(written(tmp_path, "[[indicator"))


def mistakes(folder: Path, old: str, new: str, *, times: int = -1) -> list[str]:
    assert old in GOOD
    with pytest.raises(InputError) as caught:
        read_catalogue(written(folder, GOOD.replace(old, new, times)))
    return [str(problem) for problem in caught.value.problems]


def test_a_share_of_families_among_persons_is_refused(tmp_path: Path) -> None:
    said = mistakes(tmp_path, 'numerator = "both"', 'numerator = "families"')
    assert len(said) == 3  # base, unit and interval
    assert "(one), base: jest „osoby”, a powinno być: rodziny / osoby." in said[0]
    assert "ta sama baza w liczniku i mianowniku udziału" in said[1]
    assert "(one), interval" in said[2]


def test_a_rate_of_families_on_persons_names_both(tmp_path: Path) -> None:
    rate = (
        GOOD.replace('numerator = "both"', 'numerator = "families"')
        .replace('unit = "%"\nbase = "osoby"', 'unit = "na 100 osób"\nbase = "rodziny / osoby"')
        .replace('interval = "share"', 'interval = "rate"')
    )
    assert read_catalogue(written(tmp_path, rate))["one"].base == "rodziny / osoby"


def test_a_sum_of_persons_and_families_is_refused(tmp_path: Path) -> None:
    said = mistakes(tmp_path, 'both = ["a", "b"]', 'both = ["a", "families"]')
    assert any("nie wolno dodawać różnych rzeczy" in text for text in said)


def test_ways_to_get_a_denominator_count_the_same_thing(tmp_path: Path) -> None:
    text = GOOD.replace('denominator = "c"', 'denominator = "any"')
    assert read_catalogue(written(tmp_path, text)).ways("any")[1].factor == 1000
    mixed = text.replace('{ name = "c" }', '{ name = "families" }')
    with pytest.raises(InputError, match="osoby / osoby, rodziny"):
        read_catalogue(written(tmp_path, mixed))


def test_an_interval_needs_a_count(tmp_path: Path) -> None:
    said = mistakes(tmp_path, 'osoby = "count"', 'osoby = "amount"')
    assert "przedział mają tylko ilorazy" in said[0]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('base = "rodziny"', 'base = "koty"', "(families), base: jest „koty”"),
        ('bdl = "123"', 'bdl = "12a"', "cyfry w cudzysłowie"),
        ('bdl = "123"', "bdl = 123", "tekst"),
        ('id = "families"', 'id = "a"', "id różne od innych"),
        ('both = ["a", "b"]', 'both = ["a", "bb"]', "zmienna z listy variable"),
    ],
)
def test_a_mistake_in_a_variable_is_named(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert any(says in text for text in mistakes(tmp_path, old, new))


def test_the_files_a_catalogue_names_are_read_and_their_mistakes_told_together(
    tmp_path: Path,
) -> None:
    (tmp_path / "more").mkdir()
    body = INDICATOR.replace('"one"', '"two"')
    (tmp_path / "more" / "two.toml").write_text(body, encoding="utf-8")
    named = 'files = ["more/two.toml"]\n' + GOOD
    catalogue = read_catalogue(written(tmp_path, named))
    assert [i.id for i in catalogue.indicators] == ["one", "two"]
    with pytest.raises(KeyError, match="it holds: one, two'"):
        catalogue["three"]
    (tmp_path / "more" / "two.toml").write_text(body.replace("100", "0"), encoding="utf-8")
    also = named.replace("more/two.toml", 'more/two.toml", "more/three.toml')
    with pytest.raises(InputError) as caught:
        read_catalogue(written(tmp_path, also))
    assert {problem.file for problem in caught.value.problems} == {"two.toml", "three.toml"}


def test_a_file_outside_the_folder_is_not_read(tmp_path: Path) -> None:
    named = 'files = ["../secret.toml"]\n' + GOOD
    with pytest.raises(InputError, match="files"):
        read_catalogue(written(tmp_path, named))


def test_variables_of_the_panel_and_of_the_problems_are_declared_with_their_units() -> None:
    declared, panel = default_catalogue().declared, load_panel()
    for key, unit in panel.units.items():
        assert declared[key.split(".")[0]].unit == unit
    for problem in shipped_problems().values():
        assert problem.stock_variable in declared


def test_an_id_of_the_bdl_stands_for_one_variable() -> None:
    ids = [variable.bdl for variable in default_catalogue().declared.values() if variable.bdl]
    assert len(ids) == len(set(ids)) >= 30


def test_every_published_rate_has_the_base_of_a_rate() -> None:
    catalogue = default_catalogue()
    for indicator in catalogue.indicators:
        variable = catalogue.declared.get(indicator.numerator)
        if indicator.formula == "level" and variable is not None and variable.unit == "%":
            assert " / " in indicator.base


def test_variables_that_forms_fill_have_the_same_unit_and_base_there() -> None:
    declared, shared = default_catalogue().declared, 0
    for path in sorted(data_path("forms").glob("*.toml")):
        for section in tomllib.loads(path.read_text(encoding="utf-8")).get("section", []):
            for row in section["rows"]:
                for target in row.get("targets", []):
                    name = target.removeprefix("statistics:")
                    if name in declared and name != target:
                        shared += 1
                        assert (declared[name].unit, declared[name].base) == (
                            row["unit"],
                            row["base"],
                        )
    assert shared >= 40


def problems_of(folder: Path, *changes: tuple[str, str]) -> list[Problem]:
    text = GOOD
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    with pytest.raises(InputError) as caught:
        read_catalogue(written(folder, text))
    return list(caught.value.problems)


def test_what_a_formula_lacks_and_what_it_does_not_need_is_told_whole(tmp_path: Path) -> None:
    place = "klucz indicator nr 1 (one)"
    assert problems_of(tmp_path, ('denominator = "c"', "lag = 1")) == [
        Problem(
            "indicators.toml",
            f"{place}, denominator",
            "brak",
            "podane pole przy formula = ratio",
            "Dodaj pole.",
        ),
        Problem(
            "indicators.toml", f"{place}, lag", "1", "puste pole przy formula = ratio", "Usuń pole."
        ),
    ]


def test_a_name_that_is_not_declared_is_told_whole(tmp_path: Path) -> None:
    changes = [('"both"\n', '"nobody"\n'), ('denominator = "c"', 'denominator = "nothing"')]
    expected = "zmienna z listy variable albo nazwa z groups"
    mend = "Dopisz zmienną albo popraw nazwę."
    assert problems_of(tmp_path, *changes) == [
        Problem("indicators.toml", f"klucz indicator (one), {key}", name, expected, mend)
        for key, name in (("numerator", "nobody"), ("denominator", "nothing"))
    ]


def test_each_mistake_names_the_file_it_stands_in(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    mixed = INDICATOR.replace('"one"', '"two"').replace('"both"', '"families"')
    (tmp_path / "more" / "two.toml").write_text(mixed, encoding="utf-8")
    named = ("[bases]", 'files = ["more/two.toml"]\n[bases]')
    assert {p.file for p in problems_of(tmp_path, named)} == {"more/two.toml"}


@pytest.mark.parametrize(
    ("old", "new", "place", "value"),
    [
        ("[[indicator]]", f"{INDICATOR}\n[[indicator]]", "klucz indicator, id", "one"),
        ("both = [", 'a = ["c"]\nboth = [', "klucz variable, id", "a"),
        ("any = [", 'b = [{ name = "c" }]\nany = [', "klucz variable, id", "b"),
    ],
)
def test_what_stands_there_twice_is_told_whole(
    tmp_path: Path, old: str, new: str, place: str, value: str
) -> None:
    twice = Problem("indicators.toml", place, value, "id różne od innych", "Zmień id.")
    assert problems_of(tmp_path, (old, new)) == [twice]


def test_mistakes_in_variables_are_told_whole(tmp_path: Path) -> None:
    changes = [('base = "rodziny"', 'base = "koty"'), ('["a", "b"]', '["a", "b", "families"]')]
    assert problems_of(tmp_path, *changes)[:2] == [
        Problem(
            "indicators.toml",
            "klucz variable (families), base",
            "koty",
            "jedna z: osoby, rodziny, zł",
            "Popraw bazę.",
        ),
        Problem(
            "indicators.toml",
            "klucz groups.both",
            "koty, osoby",
            "zmienne o jednej bazie: nie wolno dodawać różnych rzeczy",
            "Podziel sumę.",
        ),
    ]


def test_a_catalogue_knows_what_its_names_count(tmp_path: Path) -> None:
    text = GOOD.replace('id = "c"\n', 'id = "cost"\n', 1).replace('name = "C"\n', 'name = "K"\n')
    money = text[text.index('[[variable]]\nid = "cost"') : text.index("[[indicator]]")]
    more = money[: money.index("[[variable]]", 5)].replace('"osoby"', '"zł"').replace("123", "9")
    catalogue = read_catalogue(written(tmp_path, GOOD + more))
    assert catalogue.bases == {"osoby": "count", "rodziny": "count", "zł": "amount"}
    names = ("a", "both", "families", "cost", "any", "not declared")
    assert [catalogue.counts(name) for name in names] == [True, True, True, False, False, True]
