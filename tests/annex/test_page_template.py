from __future__ import annotations

import base64
import hashlib
import re

import pytest

from costmodel.annex.page_template import filled_page
from costmodel.annex.simulator_page import simulator_page
from costmodel.errors import ModelError

PLAIN = (
    *("title", "lead", "headline_label", "caution", "noscript", "sliders_heading", "reset"),
    *("results_heading", "table_caption", "limits_heading", "draws", "interval", "source"),
)
VALUED = ("headline", "news", "error")


def test_a_field_that_is_not_given_is_an_error_and_no_gap() -> None:
    with pytest.raises(ModelError, match=r"aneks\.html: 'document' is undefined"):
        filled_page("aneks.html", style="aneks.css")


def test_a_text_of_the_sliders_that_is_not_given_is_an_error() -> None:
    with pytest.raises(ModelError, match=r"symulator\.html: .*title"):
        simulator_page({}, sliders=(), columns=(), rows=(), data={})


def test_the_policy_knows_style_and_script_by_what_stands_in_the_page() -> None:
    texts = dict.fromkeys((*PLAIN, *VALUED), "x")
    page = simulator_page(texts, sliders=(), columns=("a",), rows=(), data={"a": "</script>"})
    told = page.decode("utf-8")
    for kind in ("style", "script"):
        (inner,) = re.findall(rf"<{kind}>(.*?)</{kind}>", told, flags=re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in told
