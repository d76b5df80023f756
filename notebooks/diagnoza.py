# %% [markdown]
# # Diagnoza, porównanie i prognoza gminy
# Dla analityka, o każdej gminie w Polsce: wpisz kod TERYT i uruchom wszystko (*Run All Cells*).
# Z folderem gminy (`costmodel new`) notatnik weźmie też jej własne liczby.
#
# Czego nie ma w tabeli, tego nie wiemy: brak to nie zero. Rejestry pokazują osoby znane
# instytucjom, a nie wszystkie, które potrzebują pomocy.

# %%
from datetime import date
from pathlib import Path

import pandas as pd

import costmodel as cm
from costmodel.forecast.breaks import breaks_of
from costmodel.forecast.coverage import measured_coverage
from costmodel.indicators.catalogue import default_catalogue
from costmodel.publish import reading_diagnosis as read
from costmodel.publish.reading_map import indicator_map
from costmodel.studies.diagnosis import diagnose
from costmodel.studies.panel_place import any_place
from costmodel.studies.population import population_ahead
from costmodel.studies.series_breaks import breaks_shown, shown_variables
from costmodel.studies.small_counts import counted_series
from costmodel.studies.standing import standing_of
from costmodel.targets.table import targets
from costmodel.uncertainty.draws import stream

pd.set_option("display.max_colwidth", None, "display.max_rows", None)

# %% [markdown]
# ## Parametry

# %% tags=["parameters"]
place = "3215011"  # kod TERYT gminy albo folder gminy
named = ()  # kody gmin wskazanych do porównania; (): gminy tego samego powiatu
variable = "unemployed_registered"  # szereg do prognozy
horizon = 7  # lata prognozy
goal_year = 2030  # rok celów
boundaries = ""  # plik GeoJSON z granicami gmin (PRG); "": bez mapy
shown = "unemployed_per_1000"  # wskaźnik na mapie
seed = 1  # to samo ziarno daje te same przedziały miejsc

# %%
gmina = any_place(place, annex_date=date(2026, 3, 31))
found = diagnose(gmina, named=named)
standing = standing_of(found, stream("ranks", seed=seed))
gmina.name

# %% [markdown]
# ## Wskaźniki
# Ostatnia znana wartość. Przedział stoi tam, gdzie liczba jest mała i sam przypadek może nią
# poruszyć. Pułapka mówi, jak łatwo źle odczytać wskaźnik.

# %%
read.level_table(found)

# %% [markdown]
# ## Z kim porównujemy
# Trzy sposoby wyboru. Gdy miejsce gminy zależy od wyboru, nie mów „jesteśmy najlepsi”.

# %%
read.peer_table(found)

# %% [markdown]
# ## Miejsce wśród innych
# Miejsce 1 jest najlepsze. Miejsca w jednym przedziale niczym się nie różnią. „—”: nie wiadomo
# albo wskaźnik nie powstaje z liczenia ludzi.

# %%
read.rank_table(standing)

# %% [markdown]
# ## Zmiana w czasie
# Od ostatniej przerwy w szeregu: lat liczonych inaczej nie porównujemy.

# %%
read.change_table(found)

# %% [markdown]
# ## Czy to przypadek?
# Lejek: w małej gminie wskaźnik waha się bardziej niż w dużej.

# %%
read.funnel_table(found)

# %% [markdown]
# ## Miara syntetyczna
# Wzorzec rozwoju Hellwiga: 1 to najlepsze wartości grupy. Wagi to założenie: każdy obszar waży
# tyle samo. Nie porównuj miary między grupami ani między latami.

# %%
read.synthetic_table(standing)

# %% [markdown]
# ## Mapa
# Granice gmin zapisz jako GeoJSON (PRG, GUGiK) i podaj plik w parametrach.

# %%
indicator_map(found, Path(boundaries), shown) if boundaries else "Bez mapy"

# %% [markdown]
# ## Przerwy w szeregach

# %%
series = shown_variables(gmina, [variable], set(found.table["indicator"]))
breaks_shown(gmina, series)[["year", "label", "source"]].set_axis(
    ["Rok", "Co się zmieniło", "Źródło"], axis=1
)

# %% [markdown]
# ## Prognoza zmian
# Zakłada, że dzisiejsza praktyka trwa. Obok: kopia ostatniej liczby, czyli zwykła praktyka.

# %%
history = counted_series(gmina, variable)
last_year = int(history.index[-1]) + horizon
forecast = cm.forecast_series(history, last_year=last_year, breaks=breaks_of(variable))
read.forecast_table(forecast)

# %%
f"{forecast.label}. {forecast.note}"

# %% [markdown]
# Ile wyników z przeszłości objął przedział 80% (bezrobotni w gminach), lata naprzód:

# %%
measured_coverage().of("horizon")["coverage"].rename_axis("Lat naprzód").rename("Objęte").to_frame()

# %% [markdown]
# ## Prognoza ludności

# %%
ahead = population_ahead(gmina, last_year=last_year)
read.population_table(ahead) if ahead else "Bez prognozy: nie ma ludności według wieku i płci"

# %% [markdown]
# ## Cele
# Propozycja do rozmowy: mediana podobnych gmin. Uwagi mówią, czego celowi brakuje.

# %%
ranks = standing.ranks.rename(columns={"year": "base_year", "peers_median": "median"})
goals = ranks[["indicator", "base_year"]].assign(target_year=goal_year, rule="peers_median")
goals = goals.assign(value=float("nan"), effect=float("nan"))
facts = pd.DataFrame([i.model_dump() for i in default_catalogue().indicators])
facts = facts.rename(columns={"id": "indicator"})
own = found.table[found.table["teryt"] == gmina.teryt]
read.target_table(targets(goals, catalogue=facts, values=own, peers=ranks))
