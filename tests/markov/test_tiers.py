from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from costmodel.errors import ModelError
from costmodel.markov import compiled, tiers
from costmodel.markov.arrays import Floats, Ints
from costmodel.markov.compiled import walk_compiled
from costmodel.markov.kernel import DRAWS
from costmodel.markov.numpy_tier import walk_with_numpy
from costmodel.markov.tiers import ENOUGH_WORK, in_chunks, walker_for
from costmodel.markov.totals import evaluate
from costmodel.markov.trace import trace
from tests.markov.models import seeds, some_model

TOTAL = """
import numpy as np
from costmodel.markov.model import StateTransitionModel
from costmodel.markov.rewards import Reward
from costmodel.markov.totals import evaluate
chain = np.array([[[[0.5], [0.5]], [[0.0], [1.0]]]])
rewards = {"cost": Reward(np.array([10.0, 0.0]), timing="start")}
model = StateTransitionModel(("in", "out"), np.array([100.0, 0.0]), chain, rewards, 2)
"""


def printed(code: str) -> str:
    """What a new interpreter prints, warnings being errors."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@given(seeds)
@settings(deadline=None)
def test_the_tiers_agree(seed: int) -> None:
    # more draws than one block of the compiled tier, the last one narrower
    model = some_model(seed, n_draws=DRAWS + 3, n_cycles=5)
    with_numpy = evaluate(model, tier="numpy")
    for name, totals in evaluate(model, tier="compiled").items():
        scale = np.abs(with_numpy[name]).max()
        np.testing.assert_allclose(totals, with_numpy[name], rtol=1e-12, atol=1e-12 * scale)
    np.testing.assert_allclose(
        trace(model, tier="compiled"), trace(model, tier="numpy"), rtol=1e-12
    )


def test_little_work_is_left_to_numpy_and_much_is_compiled() -> None:
    assert walker_for("auto", ENOUGH_WORK - 1) is walk_with_numpy
    assert walker_for("auto", ENOUGH_WORK) is walk_compiled
    assert walker_for("numpy", ENOUGH_WORK) is walk_with_numpy


def test_a_tier_that_is_unknown_is_named() -> None:
    unknown: Any = "fast"
    with pytest.raises(ModelError, match=r"tier is 'fast'.*'auto', 'numpy' or 'compiled'"):
        walker_for(unknown, 1.0)


def test_small_models_load_no_compiler() -> None:
    code = "import sys\nevaluate(model)\nprint('numba' in sys.modules, evaluate(model)['cost'][0])"
    assert printed(TOTAL + code) == "False 1500.0"


def test_without_numba_all_is_walked_with_numpy() -> None:
    blocked = "import sys\nsys.modules['numba'] = None\n" + TOTAL
    much = "from costmodel.markov import tiers\ntiers.ENOUGH_WORK = 0\n"
    assert printed(blocked + much + "print(evaluate(model)['cost'][0])") == "1500.0"


def test_without_numba_the_compiled_tier_says_what_to_install() -> None:
    blocked = "import sys\nsys.modules['numba'] = None\n" + TOTAL
    code = (
        "from costmodel.errors import ModelError\n"
        "try:\n    evaluate(model, tier='compiled')\n"
        "except ModelError as error:\n    print(error)"
    )
    assert "install costmodel[fast]" in printed(blocked + code)


def nothing_done(
    rates: Floats,
    rows: Ints,
    sources: Ints,
    firsts: Ints,
    start: Floats,
    inflow: Floats,
    weights: Floats,
    low: int,
    room: Floats,
    stays: Floats,
    people: Floats,
) -> None:
    """Stand for the walk where making it is the question: quick to compile."""
    stays[:] = 7.0


def test_a_cache_that_cannot_be_written_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("numba.core.config.CACHE_LOCATOR_CLASSES", "UserProvidedCacheLocator")
    monkeypatch.setattr("numba.core.config.CACHE_DIR", "/dev/null/none")
    monkeypatch.setattr(compiled, "walk_blocks", nothing_done)
    made = compiled.kernel.__wrapped__()
    cube, line, stays = np.zeros((1, 1, 1)), np.zeros(1, dtype=np.int64), np.zeros((1, 1, 1))
    made(cube, line, line, line, cube[0], cube, cube, 0, cube[0], stays, cube)
    assert stays.tolist() == [[[7.0]]]


@pytest.mark.parametrize("n_processors", [1, 3])
def test_the_number_of_processors_does_not_change_the_result(
    n_processors: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = some_model(3, n_draws=1000, n_cycles=6)
    alone = evaluate(model, tier="compiled")
    monkeypatch.setattr(tiers, "WORK_OF_ONE", 1.0)
    monkeypatch.setattr("os.cpu_count", lambda: n_processors)
    for name, totals in evaluate(model, tier="compiled").items():
        np.testing.assert_array_equal(totals, alone[name])


def test_chunks_are_bounded_and_in_order() -> None:
    parts = in_chunks(
        lambda low, high: (low, high),
        n_draws=10,
        bytes_per_draw=tiers.CHUNK_BYTES // 4,
        walker=walk_with_numpy,
        work=1e12,
    )
    assert parts == [(0, 4), (4, 8), (8, 10)]
