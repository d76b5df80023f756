"""A workspace whose every free text would like to be a formula, markup, code or a path."""

from __future__ import annotations

import csv
import io
import re
import shutil
from pathlib import Path

from tests.annex.letterheads import office
from tests.hostile.readers import EXERCISE

FORMULA = '=HYPERLINK("https://zly.example";"kliknij")'
MARKUP = "<script>document.title='zly'</script><img src=x onerror=\"document.title='zly'\">"
CODE = "#panic() $x$ @etykieta \\input{x} {{7*7}} {% raw %} %PDF ]]> &lol; </w:t> ../../etc/passwd"
PAPER = "=1+1 <b>#panic() $x$.docx"
TAIL = f" {MARKUP} {CODE}"
PLAN = """
[[goals]]
name = "Mniej zadłużonych rodzin"
operational = ["Pomoc, zanim przyjdzie komornik"]
instruments = ["poradnia_zadluzeniowa"]
indicators = ["over_indebtedness"]
implementers = ["Ośrodek Pomocy Społecznej"]
partners = ["organizacje pozarządowe"]
funding = ["budżet gminy"]

[poradnia_zadluzeniowa]
first_year = 2027
units = 0.5
[poradnia_zadluzeniowa.coverage]
"over_indebtedness.arrears" = 0.20
"""
_KEYS = (
    *("name", "author", "small_numbers_reason", "label", "title", "locator", "definition"),
    *("caution", "note", "description", "legal_basis", "source_note"),
)
_LISTS = ("operational", "implementers", "partners", "funding", "limits")
_TEXT = re.compile(rf'\b({"|".join(_KEYS)}) = "((?:[^"\\]|\\.)*)"')
_MANY = re.compile(rf"^({'|'.join(_LISTS)}) = \[(.*?)\]", re.MULTILINE | re.DOTALL)
_ONE = re.compile(r'"((?:[^"\\]|\\.)*)"')


def hostile(text: str) -> str:
    """Return a text that begins as a formula and ends in markup and code."""
    return f"{FORMULA} {text}{TAIL}"


def hostile_town(folder: Path) -> Path:
    """Copy the exercise with every free text changed, and return its folder."""
    shutil.copytree(EXERCISE, folder)
    (folder / "values.toml").unlink()  # it names problems that are left out here
    (folder / "plan.toml").write_text(PLAN, encoding="utf-8")
    place = (folder / "place.toml").read_text(encoding="utf-8")
    named = place + 'problems = ["over_indebtedness"]\n'
    (folder / "place.toml").write_text(named, encoding="utf-8")
    for path in sorted(folder.rglob("*.toml")):
        text = path.read_text(encoding="utf-8")
        path.write_text(_spoiled_toml(text), encoding="utf-8")
    for path in sorted(folder.glob("*.csv")):
        path.write_text(_spoiled_csv(path.read_text(encoding="utf-8")), encoding="utf-8")
    (folder / PAPER).write_bytes(office(hostile("Urząd")))
    with (folder / "place.toml").open("a", encoding="utf-8") as file:
        file.write(f"template = {_quoted(PAPER)}\n")
    return folder


def _spoiled_toml(text: str) -> str:
    text = _TEXT.sub(lambda found: f"{found[1]} = {_quoted(hostile(_plain(found[2])))}", text)

    def change(one: re.Match[str]) -> str:
        return _quoted(hostile(_plain(one[1])))

    return _MANY.sub(lambda found: f"{found[1]} = [{_ONE.sub(change, found[2])}]", text)


def _plain(text: str) -> str:
    return text.replace('\\"', '"').replace("\\\\", "\\")


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _spoiled_csv(text: str) -> str:
    rows = list(csv.DictReader(io.StringIO(text)))
    made = io.StringIO()
    writer = csv.DictWriter(made, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(row | {"source": hostile(row["source"])} for row in rows)
    return made.getvalue()
