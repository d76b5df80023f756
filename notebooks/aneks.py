# %% [markdown]
# # Koszty zaniechania: od liczb gminy do aneksu
# Dla autora strategii. Inna gmina: zmień parametry i uruchom wszystko (*Run → Run All Cells*).
#
# **Koszt zaniechania to szacunek kosztu możliwego do uniknięcia. Nie jest oszczędnością zapisaną
# w budżecie.** Każda liczba z modelu to szacunek; przedział obejmuje osiem na dziesięć losowań.

# %%
from pathlib import Path

import pandas as pd

import costmodel as cm
from costmodel.annex.alt_texts import alt_cumulative

pd.set_option("display.max_colwidth", None)

# %% [markdown]
# ## Parametry
# Folder gminy z liczbami GUS i tabelami do uzupełnienia zakłada `costmodel new FOLDER --teryt KOD`.

# %% tags=["parameters"]
place = "3215011"  # kod TERYT przykładu albo folder gminy
horizon = 7  # lata
draws = 2000  # losowania; do aneksu dla rady 10000
seed = 1  # to samo ziarno daje te same liczby
discount = None  # realna stopa dyskontowa, np. 0.04; None: stopa z danych biblioteki
out = "aneks"  # folder na pliki aneksu, obok notatnika

# %% [markdown]
# ## Liczby gminy
# Ostatnia znana wartość każdej zmiennej. Czego nie ma w tabeli, tego nie wiemy: brak to nie zero.

# %%
gmina = cm.load_place(place)
cm.place_table(gmina)

# %% [markdown]
# ## Wskaźniki na tle innych
# Podobne gminy: ten sam rodzaj, najbliższa wielkość i wiek mieszkańców. Kropka: brak danych, „x”:
# takiej liczby nie ma. Pułapki i źródła: kolumny `trap` i `source` tabeli `comparison.table`.

# %%
comparison = cm.compare_place(gmina)
cm.indicator_table(comparison)

# %% [markdown]
# ## Model
# **Zaniechanie**: tylko działania obowiązkowe. **Działanie**: te same obowiązki i plan z pliku
# `plan.toml`. Jedno polecenie liczy prognozę i obie drogi; po kroku robią to `cm.build` i `cm.run`.

# %%
settings = cm.Settings(horizon=horizon, n_draws=draws, seed=seed, discount_rate=discount)
study = cm.study_municipality(gmina, settings=settings)
quantities = cm.quantities_of(study)
charts = cm.pictures(study, comparison)

# %% [markdown]
# ## Prognoza
# Prognoza zakłada, że dzisiejsza praktyka trwa: to droga zaniechania. Tu: pierwszy problem planu;
# inne wykresy: `list(charts)`. Liczb z różnych problemów nie dodajemy: osoba może mieć kilka.

# %%
problem = next(name for name in charts if name.startswith("people.")).removeprefix("people.")
cm.quantity_table([q for n, q in quantities.items() if n.startswith(f"forecast.{problem}.")])

# %%
charts.get(f"forecast.{problem}", "Bez prognozy: szacunek z częstości krajowej")

# %% [markdown]
# ## Ludzie na koniec ostatniego roku, na obu drogach

# %%
people = cm.view(study.outcome, "people")
last_year = people[people["year"] == study.outcome.years[-1]]
cm.readable(last_year.drop(columns="year"), study, unit="osoba")

# %%
charts[f"people.{problem}"]

# %% [markdown]
# ## Koszt zaniechania
# **Szacunek kosztu możliwego do uniknięcia, nie oszczędność zapisana w budżecie.** Tysiące złotych
# w cenach roku bazowego, finanse publiczne razem: wydatki do uniknięcia i dochody do odzyskania.
# Z kasy gminy: `cm.view(study.outcome, "cost_of_inaction", perspective="gmina")`. W werdykcie niżej
# „krotność efektu” mówi, ile razy silniejsze musiałyby być działania, żeby plan się zwrócił.

# %%
cm.readable(cm.view(study.outcome, "cost_of_inaction"), study)

# %%
charts["yearly_cost"]

# %%
names = ["total.cost_of_inaction", "total.programme", "npv", "positive", "break_even"]
verdict = {"finanse publiczne": "public", "budżet gminy": "gmina"}
tables = [cm.quantity_table([quantities[f"{n}.{who}"] for n in names]) for who in verdict.values()]
pd.concat(tables, axis=1, keys=list(verdict))

# %% [markdown]
# ## Kto płaci, kto zyskuje
# Suma w horyzoncie, tysiące złotych. Wynik dodatni to zysk płatnika, ujemny to jego koszt.

# %%
cm.readable(cm.view(study.outcome, "payers"), study)

# %%
charts["payers"]

# %% [markdown]
# ## Ramy finansowe
# Koszt planu w tysiącach złotych, ceny bieżące, średnie. To nie są wydatki uchwalone.

# %%
cm.readable(cm.view(study.outcome, "financial_framework"), study)

# %% [markdown]
# ## Co, jeśli działania są słabsze albo silniejsze?
# Wartość bieżąca netto (finanse publiczne, tys. zł) przy krotności efektów: przedział i środek.

# %%
what_if = {m: cm.run(study.model.with_effects_times(m)) for m in [0.5, 1.0, 2.0]}
values = pd.DataFrame({m: o.net_present_value("public") for m, o in what_if.items()}) / 1000
values.quantile([0.1, 0.5, 0.9]).round().astype(int)

# %%
doubled = cm.view(what_if[2.0], "cumulated_net")
cm.picture(lambda ax: cm.draw_cumulative(doubled, ax), alt=alt_cumulative(doubled))

# %% [markdown]
# ## Aneks do Worda i PDF

# %%
", ".join(sorted(path.name for path in cm.write_annex(study, Path(out)).folder.iterdir()))

# %% [markdown]
# ## Źródła danych i opisy wykresów

# %%
sorted(set(gmina.observations["source"]))

# %%
rows = {name: [c.caption, c.alt, c.source] for name, c in charts.items()}
pd.DataFrame.from_dict(rows, orient="index", columns=["wykres", "co pokazuje", "źródło"])

# %% [markdown]
# ## Co dalej
# 1. Przeczytaj w aneksie „Założenia” i „Ograniczenia”: mówią, czego nie wiemy.
# 2. Wpisz własne liczby do `levels.csv` i plan do `plan.toml`, sprawdź folder (`costmodel check`).
# 3. Inne widoki: `cm.view(study.outcome, "savings")`, `"mandatory_cost"`, `"related_cases"`.
