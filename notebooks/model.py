# %% [markdown]
# # Model: od problemów i poziomów do progu opłacalności
# Dla analityka: model krok po kroku, w tabelach i wykresach. Aneks robi `aneks.py`.
#
# **Koszt zaniechania to koszt możliwy do uniknięcia (szacunek), a nie oszczędność zapisana
# w budżecie.** Słownictwo i osiem widoków są z Kalkulatora Kosztów Zaniechania (KKZ, MCPS i SGH).
# Wzory są nasze: żadna liczba nie powtarza liczby KKZ. W nawiasach: osiem na dziesięć losowań.

# %%
from dataclasses import replace

import numpy as np
import pandas as pd
from IPython.display import display

import costmodel as cm
from costmodel.publish import reading_effects, reading_money, reading_plans
from costmodel.publish import reading_problems as people
from costmodel.publish import reading_sureness as sure
from costmodel.studies.budget import within_budget
from costmodel.studies.choice import best_plans
from costmodel.studies.portfolio import side_by_side, variants
from costmodel.studies.sobol import indices_of_study

pd.set_option("display.max_colwidth", None, "display.max_rows", None, "display.max_columns", None)

# %% [markdown]
# ## Parametry
# Nazwy problemów, poziomów i działań wypisuje polecenie `costmodel list`.

# %% tags=["parameters"]
PLACE = "3215011"  # kod TERYT przykładu albo folder gminy
PROBLEMS = ("unemployment", "poverty", "homelessness", "alcoholism")  # (): jak w folderze gminy
PAYER = "gmina"  # czyja kasa w przekrojach; "public": finanse publiczne razem
BUDGET = 1_000_000  # zł z kasy gminy na działania w całym horyzoncie, wartość bieżąca
WORTHS = (0, 20_000, 50_000, 100_000)  # zł za jedną osobę samodzielną więcej
HORIZON = 7  # lata
DRAWS = 1000  # losowania; do aneksu dla rady 10000
POINTS = 256  # punkty wskaźników Sobola, potęga dwójki
SEED = 1  # to samo ziarno daje te same liczby

# %%
gmina = cm.load_place(PLACE)
gmina = replace(gmina, problems=tuple(PROBLEMS) or gmina.problems)
settings = cm.Settings(horizon=HORIZON, n_draws=DRAWS, seed=SEED)
study = cm.study_municipality(gmina, settings=settings)
inputs, model, outcome = study.inputs, study.model, study.outcome
quantities, charts = cm.quantities_of(study), cm.pictures(study, cm.compare_place(gmina))
year, problem = outcome.years[-1], next(p for p in inputs.plan.problems if p in inputs.problems)

# %% [markdown]
# ## 1. Problemy i poziomy nasilenia
# Jedna osoba może mieć kilka problemów: liczb z różnych problemów nie dodajemy.

# %%
display(people.level_table(study), people.stock_table(study))

# %% [markdown]
# ## 2. Trzy macierze i napływ, bez planu
# 1. **Wyjście** w ciągu roku: do samodzielności albo poza model (to nie sukces).
# 2. **Migracja** między poziomami i powroty osób samodzielnych. Kolumny to numery poziomów tego
#    samego problemu; „–”: nikt, „x”: nie ma takiego poziomu.
# 3. **Pojawianie się problemów powiązanych**: ile nowych przypadków daje w roku 100 przypadków.
#    To nie dowód przyczyny. Pusta tabela: te problemy do siebie nie prowadzą.
# 4. **Napływ** dobiera model tak, by zaniechanie szło za prognozą, która ma już w sobie
#    przypadki powiązane.

# %%
display(people.exit_table(study), people.migration_table(study))
display(people.emergence_table(study), people.inflow_table(study))

# %% [markdown]
# ## 3. Dowody: co zmierzono i ile z tego przyjęto
# Dowód: A losowy podział na grupy, B grupa porównawcza, C przed i po, D ekspert, E założenie.
# Druga tabela to zmiana szansy w roku; „x”: badanie porównało grupy, więc wynik jest już netto.

# %%
display(reading_effects.evidence_table(study), reading_effects.effect_table(study))

# %% [markdown]
# ## 4. Dwie drogi: ludzie i przypadki powiązane na koniec ostatniego roku
# **Zaniechanie**: tylko działania obowiązkowe. **Działanie**: te same obowiązki i plan. Drogi
# różnią się tam, dokąd sięga plan, i tam, dokąd prowadzą stamtąd powiązania.

# %%
both = [cm.view(outcome, name, years=[year]) for name in ("people_in_problem", "related_cases")]
display(*(cm.readable(table, study, unit="osoba") for table in both))
charts[f"people.{problem}"]

# %% [markdown]
# ## 5. Pieniądze, w tysiącach złotych
# Księga jednego roku na drodze działania (dochód ma minus) i suma lat według płatników.
# **To szacunek kosztu możliwego do uniknięcia.**

# %%
display(reading_money.ledger_table(study, year=year, scenario="activation"))
cm.readable(cm.view(outcome, "payers"), study)

# %% [markdown]
# Osiem widoków KKZ dla problemu, płatnika i roku, a potem jeden z nich po nazwie i na jednej
# drodze. Nazwy widoków są w `costmodel.views.registry.VIEWS`.

# %%
display(reading_money.view_table(study, year=year, perspective=PAYER, problems=[problem]))
chosen = {"perspective": PAYER, "problems": [problem], "scenario": "inaction"}
cm.readable(cm.view(outcome, "mandatory_cost", **chosen), study)

# %% [markdown]
# ## 6. Od efektu brutto do pieniędzy w budżecie

# %%
display(reading_money.purse_table(quantities, "waterfall.{}."))
charts["waterfall"]

# %% [markdown]
# ## 7. Plany obok siebie, w tysiącach złotych
# Te same losowania. Własny plan powstaje z drogi zaniechania. Druga tabela: co najpierw w ramach
# budżetu gminy (ujemny wynik kupuje samodzielność, a nie oszczędność). Trzecia: najlepszy plan.

# %%
own = model.inaction.with_(*model.activation.reach[:2])
plans = variants(model) | {"własny: dwa pierwsze działania": model.with_plan(own)}
display(reading_plans.variant_table(side_by_side(plans), inputs, perspective="public"))
display(reading_plans.budget_table(within_budget(model, budget=BUDGET), inputs))
reading_plans.choice_table(best_plans(plans, inputs, perspective=PAYER, worths=WORTHS), inputs)

# %% [markdown]
# ## 8. Na ile to pewne
# Wynik, gdy jedna liczba jest niska albo wysoka; na czym opiera się jego zmienność i ile rocznie
# warta jest pełna wiedza (EVPI; 0: nie zmienia decyzji); wskaźniki Sobola największych liczb;
# szansa zwrotu według ceny; próg z przedziałem („nie ma”: w żadnym losowaniu); efekty i cena naraz.

# %%
knowing = [f"sensitivity.{name}_yearly.{{}}" for name in ("perfect", "assumed")]
keys, rng = sure.largest_keys(study, at_most=5), np.random.default_rng(SEED)
indices = indices_of_study(inputs, keys, rng=rng, n_points=POINTS)
display(reading_money.purse_table(quantities, "sensitivity.group.{}.", *knowing))
display(sure.index_table(indices), charts.get("tornado", "żadna liczba nie zmienia wyniku"))
display(sure.acceptability_table(study), sure.threshold_table(study.thresholds))
display(sure.grid_table(study.thresholds["public"]), charts["break_even"], charts["acceptability"])

# %% [markdown]
# ## 9. Kadra, a potem 10. Co zebrać najpierw (EVPPI na rok)
# Założenia (dowód E) zastąp liczbami gminy. Dalej: ile warta jest próba 100 osób; inne ziarna.

# %%
posts = tuple(f"staff.{name}" for name in ("required", "own", "gap", "demand", "post_cost"))
display(cm.quantity_table(q for id_, q in quantities.items() if id_.startswith(posts)))
display(sure.collect_table(study), sure.sample_table(study, people=100, worth=WORTHS[-1]))
sure.replicates_table(study, seeds=range(SEED + 1, SEED + 5))
