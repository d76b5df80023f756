"""The innermost steps of the walk in wide machine instructions: several draws in each.

Numba keeps what it made by the file of :mod:`costmodel.markov.kernel` alone: whoever changes this
module changes that one too, or empties the cache.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from llvmlite import ir  # type: ignore[import-untyped]  # ships no types
from numba import types
from numba.extending import intrinsic

from costmodel.markov.kernel import CACHE_LINE, DRAWS

LANES = 8
"""Draws in one instruction, if the processor has it; the compiler splits it where not."""
WHOLE = ir.IntType(64)
LANE = ir.VectorType(ir.DoubleType(), LANES)
ROUNDED_ONCE = ("contract",)
"""Multiply and add may be one instruction, rounded once."""


class Rows:
    """Rows of the workspace, read and written by machine words."""

    def __init__(self, builder: Any, data: Any) -> None:
        self.builder, self.data = builder, data

    def _place(self, row: Any, lane: int) -> Any:
        start = self.builder.mul(row, ir.Constant(WHOLE, DRAWS))
        draw = self.builder.add(start, ir.Constant(WHOLE, lane * LANES))
        return self.builder.bitcast(self.builder.gep(self.data, [draw]), LANE.as_pointer())

    def read(self, row: Any) -> list[Any]:
        """Return the words of one row."""
        places = (self._place(row, lane) for lane in range(DRAWS // LANES))
        return [self.builder.load(place, align=CACHE_LINE) for place in places]

    def write(self, words: list[Any], row: Any) -> None:
        """Put the words of one row."""
        for lane, word in enumerate(words):
            self.builder.store(word, self._place(row, lane), align=CACHE_LINE)


def added(builder: Any, words: list[Any], by: list[Any], to: list[Any]) -> list[Any]:
    """Return words times others, added to a third."""
    flags = {"flags": ROUNDED_ONCE}
    return [
        builder.fadd(builder.fmul(one, two, **flags), three, **flags)
        for one, two, three in zip(words, by, to, strict=True)
    ]


class Loop:
    """A loop over whole numbers that carries nothing, or words, from turn to turn."""

    def __init__(self, builder: Any, first: Any, last: Any, carried: list[Any]) -> None:
        self.builder, self.begun, self.before = builder, carried, builder.block
        self.first, self.last = first, last
        self.body = builder.append_basic_block("turn")
        self.after = builder.append_basic_block("done")
        builder.cbranch(builder.icmp_signed("<", first, last), self.body, self.after)
        builder.position_at_end(self.body)
        self.turn = builder.phi(WHOLE)
        self.turn.add_incoming(first, self.before)
        self.carried = [builder.phi(LANE) for _ in carried]

    def end(self, new: list[Any]) -> list[Any]:
        """Close the loop with what a turn made, and return what the last turn made."""
        builder, block = self.builder, self.builder.block
        following = builder.add(self.turn, ir.Constant(WHOLE, 1))
        self.turn.add_incoming(following, block)
        for word, old, result in zip(self.carried, self.begun, new, strict=True):
            word.add_incoming(old, self.before)
            word.add_incoming(result, block)
        builder.cbranch(builder.icmp_signed("<", following, self.last), self.body, self.after)
        builder.position_at_end(self.after)
        made = [builder.phi(LANE) for _ in new]
        for word, old, result in zip(made, self.begun, new, strict=True):
            word.add_incoming(old, self.before)
            word.add_incoming(result, block)
        return made


@intrinsic
def arrive(
    typing: Any,
    after: Any,
    state: Any,
    now: Any,
    step: Any,
    sources: Any,
    first: Any,
    last: Any,
    sums: Any,
    weights: Any,
    t: Any,
) -> tuple[Any, Callable[..., Any]]:
    """Keep the people of one state in registers while flows are added and stays counted."""
    kinds = (after, state, now, step, sources, first, last, sums, weights, t)

    def code(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        def data(place: int) -> Any:
            return context.make_array(kinds[place])(context, builder, values[place])

        to, people, rates, total = (Rows(builder, data(place).data) for place in (0, 2, 3, 7))
        place, nobody = values[1], [ir.Constant(LANE, [0.0] * LANES)] * (DRAWS // LANES)
        flows = Loop(builder, values[5], values[6], nobody)
        source = builder.load(builder.gep(data(4).data, [flows.turn]))
        gone = added(builder, people.read(source), rates.read(flows.turn), flows.carried)
        arrived = flows.end(gone)
        to.write(arrived, place)
        n_series, n_points, n_states = (
            builder.extract_value(data(8).shape, axis) for axis in range(3)
        )
        series = Loop(builder, ir.Constant(WHOLE, 0), n_series, [])
        point = builder.add(builder.mul(series.turn, n_points), values[9])
        at = builder.add(builder.mul(point, n_states), place)
        weight = in_all_lanes(builder, builder.load(builder.gep(data(8).data, [at])))
        row = builder.add(builder.mul(series.turn, n_states), place)
        total.write(added(builder, arrived, [weight] * len(arrived), total.read(row)), row)
        series.end([])
        return context.get_dummy_value()

    return types.void(*kinds), code


def in_all_lanes(builder: Any, number: Any) -> Any:
    """Return a word that holds one number in each lane."""
    zero = ir.Constant(ir.IntType(32), 0)
    first = builder.insert_element(ir.Constant(LANE, ir.Undefined), number, zero)
    order = ir.Constant(ir.VectorType(ir.IntType(32), LANES), [0] * LANES)
    return builder.shuffle_vector(first, first, order)
