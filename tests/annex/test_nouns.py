from __future__ import annotations

from costmodel.annex.nouns import read_nouns

WHOLE = {"gender": "m3", "one": "kot", "few": "koty", "many": "kotów", "other": "kota"}


def test_a_whole_noun_is_read() -> None:
    nouns, problems = read_nouns({"kot": WHOLE}, file="pl.toml")
    assert not problems
    assert nouns["kot"].forms["nominative"]["many"] == "kotów"
    assert nouns["kot"].gender == "m3"


def test_all_mistakes_of_all_nouns_are_told_at_once() -> None:
    broken = {
        "kot": WHOLE | {"many": " ", "gender": "żeński"},
        "pies": WHOLE | {"genitive": {"one": "psa", "two": "psów"}, "dual": "psa"},
        "mysz": "myszy",
        "ryba": WHOLE | {"locative": "rybie"},
    }
    nouns, problems = read_nouns(broken, file="pl.toml")
    assert not nouns
    assert {problem.place for problem in problems} == {
        "noun.kot.many",
        "noun.kot.gender",
        "noun.pies.genitive.few",
        "noun.pies.genitive.many",
        "noun.pies.genitive.other",
        "noun.pies.genitive.two",
        "noun.pies.dual",
        "noun.mysz",
        "noun.ryba.locative",
    }


def test_nouns_that_are_no_table_are_a_problem() -> None:
    _, problems = read_nouns("kot", file="pl.toml")
    assert [problem.place for problem in problems] == ["noun"]
