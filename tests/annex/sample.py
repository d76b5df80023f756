"""A made-up annex that has one of everything, and texts that would like to be markup."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from costmodel.annex.document import (
    Align,
    Bullets,
    Document,
    Figure,
    Footnote,
    Heading,
    PageBreak,
    Paragraph,
    Table,
)

HOSTILE = (
    "#panic()",
    "=1+1",
    "<script>alert(1)</script>",
    "$x$",
    "@label",
    "C:\\temp\\nowy",
    "*gwiazdka* _podkreślnik_ `kod`",
    "= Nagłówek",
    "// komentarz",
    '&amp; %PDF "cudzysłów" {#eval}',
)
_FIRST_LEFT: tuple[Align, ...] = ("left", *(("right",) * 8))
ALT = "Wykres liniowy: liczba osób rośnie z 1 250 w 2026 r. do 1 310 w 2033 r."


def drawn(folder: Path, name: str) -> tuple[Path, Path]:
    """Draw a small chart as PNG and SVG and return the two files."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib.figure import Figure as Canvas

    png, svg = folder / f"{name}.png", folder / f"{name}.svg"
    with mpl.rc_context({"svg.hashsalt": "sample", "font.family": "DejaVu Sans"}):
        canvas = Canvas(figsize=(6.3, 3.2))
        axes = canvas.add_subplot()
        axes.plot(range(2026, 2034), [1250, 1270, 1285, 1290, 1300, 1305, 1308, 1310])
        axes.set_title("Zażółć gęślą jaźń: osoby")
        canvas.savefig(png, dpi=100, metadata={"Software": None})
        canvas.savefig(svg, metadata={"Date": None})
    return png, svg


def money_table() -> Table:
    """Nine columns of money by year, wide enough to turn the page."""
    years = tuple(str(year) for year in range(2026, 2034))
    payers = ("Gmina", "Powiat", "Budżet państwa", "Fundusz Pracy", "Unia Europejska (EFS+)")
    rows = tuple(
        (payer, *(f"{1 + row} {250 + 7 * column} 000" for column in range(8)))
        for row, payer in enumerate(payers)
    )
    total = ("Razem sektor publiczny", *("15 000 000" for _ in years))
    return Table(
        "Koszty zaniechania według płatnika w latach 2026–2033 (zł, ceny z 2026 r.)",
        ("Płatnik", *years),
        (*rows, total),
        _FIRST_LEFT,
        "opracowanie własne na podstawie BDL GUS, dostęp 15 marca 2026 r.",
        note="Wartości to mediany z 10 000 losowań. Sumy mogą się różnić przez zaokrąglenia.",
    )


def thousands_table() -> Table:
    """Nine columns again, in thousands of złoty: these fit on an upright page."""
    years = tuple(str(year) for year in range(2026, 2034))
    rows = (
        ("Koszty obowiązkowe bez działania", *("1 250" for _ in years)),
        ("Koszty obowiązkowe z działaniem", *("1 105" for _ in years)),
        ("Różnica", *("−145" for _ in years)),
    )
    return Table(
        "Koszty w tys. zł", ("Wyszczególnienie", *years), rows, _FIRST_LEFT, "jak w tabeli 1"
    )


def long_table(length: int = 60) -> Table:
    """A table that runs over several pages."""
    rows = tuple(
        (
            f"Wskaźnik {number}: udział osób długotrwale bezrobotnych w ogóle bezrobotnych",
            f"{number},5%",
            "Powiatowy Urząd Pracy, sprawozdanie roczne za 2024 r.",
        )
        for number in range(1, length + 1)
    )
    header = ("Wskaźnik i jego definicja", "Wartość", "Źródło danych")
    return Table("Wskaźniki", header, rows, ("left", "right", "left"), "jak w kolumnie trzeciej")


def sources_table() -> Table:
    """Sources with addresses, which are long and have no spaces."""
    act = "Ustawa z dnia 12 marca 2004 r. o pomocy społecznej (Dz.U. z 2024 r. poz. 1283)"
    address = "https://isap.example/isap.nsf/DocDetails.xsp?id=WDU20040640593&version=2026_01"
    rows = tuple((f"parametr_{n}_o_długiej_nazwie", act, "art. 16b", address) for n in range(3))
    header = ("Wielkość", "Tytuł", "Miejsce", "Adres")
    return Table(
        "Źródła", header, rows, ("left", "left", "left", "left"), f"akty prawne, {address}"
    )


NOTES = (
    "ustawa z dnia 12 marca 2004 r. o pomocy społecznej, art. 16b, https://a.example/D,1,b.html",
    "Źródło: #footnote(panic()) <b>",
)
"""Footnotes of the second long paragraph, in the order of their marks."""


def sample(folder: Path) -> Document:
    """Return the whole sample; its charts are drawn into ``folder``."""
    first, second = drawn(folder, "first"), drawn(folder, "second")
    long_text = (
        "W 2026 r. w gminie mieszkało 1 250 osób zarejestrowanych jako bezrobotne, z czego co "
        "trzecia dłużej niż rok. O tym, ile to kosztuje, i o tym, kto za to płaci, mówi ta część "
        "aneksu: z art. 16b ust. 2 ustawy o pomocy społecznej wynika obowiązek prognozy. "
    )
    return Document(
        title="Koszt zaniechania w Przykładowie – aneks do strategii rozwiązywania problemów",
        subtitle="Bezrobocie w latach 2026–2033",
        place="Gmina Przykładowo",
        date=date(2026, 3, 15),
        author="Ośrodek Pomocy Społecznej w Przykładowie",
        blocks=(
            Heading(1, "Najważniejsze w skrócie"),
            Paragraph("Do uniknięcia jest od 1,2 do 3,4 mln zł w ciągu siedmiu lat.", "lead"),
            Paragraph(
                "Koszt zaniechania to koszt możliwy do uniknięcia (szacunek). Nie jest to "
                "oszczędność zapisana w budżecie ani obietnica wyniku.",
                "caution",
            ),
            Paragraph(long_text * 4),
            Bullets(("Kontrakt socjalny z pracą socjalną.", "Staż.", long_text)),
            Heading(1, "Diagnoza"),
            Heading(2, "Osoby zarejestrowane jako bezrobotne"),
            Paragraph(
                long_text * 3,
                notes=(
                    Footnote(NOTES[1]),
                    Footnote(NOTES[0], after="jako bezrobotne, z czego co trzecia dłużej niż rok."),
                ),
            ),
            Figure(*first, "Bezrobotni w latach 2026–2033", ALT, "BDL GUS, zmienna 10514"),
            Heading(3, "Osoby długotrwale bezrobotne"),
            Paragraph(long_text * 2),
            thousands_table(),
            Paragraph("Dane za 2025 r. są wstępne.", "note"),
            PageBreak(),
            Heading(1, "Ramy finansowe"),
            Heading(2, "Koszty według płatnika"),
            money_table(),
            Heading(2, "Prognoza"),
            Paragraph(long_text * 5),
            Figure(*second, "Prognoza liczby osób", ALT, "obliczenia własne"),
            Heading(1, "Wskaźniki"),
            long_table(),
            sources_table(),
            Heading(1, "Teksty, które wyglądają jak polecenia"),
            *(Paragraph(text) for text in HOSTILE),
            Table(HOSTILE[0], HOSTILE[:3], (HOSTILE[3:6],), ("left", "left", "right"), HOSTILE[1]),
            Paragraph("Źródło: obliczenia własne.", "source"),
        ),
    )
