# %% [markdown]
# # Przed radą: wykresy, slajdy, symulator i odpowiedzi
# Dla doradcy, który pokazuje wynik radnym. Zmień parametry i uruchom wszystko
# (*Run → Run All Cells*). Inne notatniki: `aneks.py` dla autora strategii, `diagnoza.py`
# i `model.py` dla analityka.
#
# **Koszt zaniechania to szacunek kosztu możliwego do uniknięcia. Nie jest oszczędnością zapisaną
# w budżecie.** Powiedz to radnym na początku. Potem podawaj najpierw przedział, a dopiero po nim
# jedną liczbę: przedział obejmuje osiem na dziesięć losowań.

# %%
from pathlib import Path

import pandas as pd
from IPython.display import display

import costmodel as cm
from costmodel.publish.reading_council import question_table, slide_table
from costmodel.publish.simulator_widget import simulator

pd.set_option("display.max_colwidth", None, "display.max_rows", None)

# %% [markdown]
# ## Parametry

# %% tags=["parameters"]
place = "3215011"  # kod TERYT przykładu albo folder gminy
horizon = 7  # lata
draws = 2000  # losowania; do aneksu dla rady 10000
seed = 1  # to samo ziarno daje te same liczby
out = "rada"  # folder na slajdy i resztę aneksu, obok notatnika

# %%
gmina = cm.load_place(place)
study = cm.study_municipality(gmina, settings=cm.Settings(horizon, draws, seed))
quantities, charts = cm.quantities_of(study), cm.pictures(study, cm.compare_place(gmina))
problem = next(name for name in charts if name.startswith("people.")).removeprefix("people.")
gmina.name

# %% [markdown]
# ## 1. Decyzja w pięciu liczbach
# Suma w horyzoncie, finanse publiczne i budżet gminy. „Krotność efektu” mówi, ile razy silniejsze
# musiałyby być działania, żeby plan się zwrócił. Gdy wynik jest ujemny, powodem planu jest to, co
# daje ludziom, a nie oszczędność.

# %%
names = ["total.cost_of_inaction", "total.programme", "npv", "positive", "break_even"]
purses = {"finanse publiczne": "public", "budżet gminy": "gmina"}
tables = [cm.quantity_table([quantities[f"{n}.{who}"] for n in names]) for who in purses.values()]
pd.concat(tables, axis=1, keys=list(purses))

# %% [markdown]
# ## 2. Ilu ludzi to dotyczy
# Prognoza: ciemniejsze pasmo to połowa możliwych wyników. Linie pionowe: od tego roku liczy się
# inaczej, więc nie porównuj lat po obu stronach. Drugi wykres: obie drogi, bez planu i z planem.

# %%
shown = [charts.get(f"forecast.{problem}"), charts[f"people.{problem}"]]
display(*(chart for chart in shown if chart))

# %% [markdown]
# ## 3. Kim są mieszkańcy i jak wypadamy wśród podobnych

# %%
display(*(charts[name] for name in ("pyramid", "peers") if name in charts))

# %% [markdown]
# ## 4. Koszt zaniechania w latach
# **To szacunek kosztu możliwego do uniknięcia.** Drugi wykres pokazuje wszystkie wydatki na obu
# drogach: plan też kosztuje.

# %%
display(charts["yearly_cost"], charts["pathways"])

# %% [markdown]
# ## 5. Kto płaci, kto zyskuje
# Gmina płaci za część działań, a część korzyści mają inni. Powiedz to, zanim ktoś zapyta.

# %%
display(charts["payers"], charts["waterfall"])

# %% [markdown]
# ## 6. Kiedy plan się zwraca i na ile to pewne
# Pierwszy wykres: efekty i cena naraz. Drugi: w jakiej części losowań plan się zwraca, gdy
# kosztuje mniej. Trzeci: które liczby zmieniają wynik najbardziej.

# %%
thresholds = ("break_even", "acceptability", "tornado")
display(*(charts[name] for name in thresholds if name in charts))

# %% [markdown]
# ## 7. Symulator: „a gdyby…”
# Suwaki zmieniają zasięg, skuteczność, cenę, liczbę lat i stopę dyskontową. Na sesję weź też plik
# `symulator.html` z folderu aneksu: działa bez internetu i bez Jupytera.

# %%
simulator(study)

# %% [markdown]
# ## 8. Slajdy i reszta aneksu
# Dziesięć zdań w kolejności, w jakiej pyta rada. Wykresy w pliku można edytować.

# %%
files = cm.write_annex(study, Path(out))
", ".join(sorted(path.name for path in files.folder.iterdir()))

# %%
slide_table(files.slides) if files.slides else "Bez slajdów: brakuje pakietu python-pptx"

# %% [markdown]
# ## 9. Pytania, które mogą paść
# Odpowiedzi są w notatkach slajdów. Dopisz własne: znasz swoją radę. Skąd jest liczba, mówi
# polecenie `costmodel explain ID`, a nazwy liczb (ID) podaje plik `wyniki.json`.

# %%
question_table(files.slides) if files.slides else "Bez slajdów: brakuje pakietu python-pptx"

# %% [markdown]
# ## 10. Opisy wykresów dla osób, które ich nie widzą

# %%
rows = {name: [c.caption, c.alt, c.source] for name, c in charts.items()}
pd.DataFrame.from_dict(rows, orient="index", columns=["wykres", "co pokazuje", "źródło"])
