from __future__ import annotations

import pytest

from costmodel.live.failures import Answer, PublisherError, read_answer


class Row(Answer):
    attr_id: int
    val: float | None


class Form(Answer):
    results: list[Row]


def read(body: str) -> Form:
    return read_answer(body.encode(), Form, address="adres")


def test_fields_that_are_not_used_may_be_added() -> None:
    assert read('{"results": [{"attrId": 1, "val": 2, "new": {}}], "links": {}}').results == [
        Row.model_validate({"attrId": 1, "val": 2.0})
    ]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("", "jest „pusta odpowiedź”, a powinno być: odpowiedź JSON, cała"),
        ("<html>konserwacja</html>", "jest „<html>konserwacja</html>”"),
        ('{"results": [{"attrId": 1, "va', "odpowiedź JSON, cała.*odpowiedź urwano"),
        ('{"results": {}}', r"pole results: .*\(list_type\)"),
        ("[]", r"\(model_type\)|model_attributes_type"),
        ('{"error": "x"}', "pole results: jest „brak”"),
        ('{"results": [{"attrId": "1", "val": 2}]}', r"pole results\.0\.attrId: jest „1”"),
        ('{"results": [{"attrId": 1, "val": "2,5"}]}', r"pole results\.0\.val: jest „2,5”"),
        ('{"results": [{"attrId": 1, "val": NaN}]}', "results.0.val|odpowiedź JSON"),
        ('{"results": [{"attrId": true, "val": 2}]}', r"results\.0\.attrId"),
    ],
)
def test_an_answer_that_is_not_of_its_form_is_told(body: str, says: str) -> None:
    with pytest.raises(PublisherError, match=says):
        read(body)


def test_a_thousand_wrong_fields_are_told_by_the_first_three() -> None:
    rows = ",".join('{"attrId": "x", "val": 1}' for _ in range(1000))
    with pytest.raises(PublisherError) as caught:
        read(f'{{"results": [{rows}]}}')
    assert len(caught.value.problems) == 3
