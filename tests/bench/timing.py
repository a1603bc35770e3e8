"""Two ways of doing the same, timed in turns, so that other load hits both alike."""

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter_ns

ROUNDS = 40
"""The least: with fewer, a busy machine decides."""
DISTURBED = 19 / 20
"""Of the rounds: what they take longer than the others is the doing of other programs, and it
hits the longer of two deeds more often."""

Preparation = Callable[[], Callable[[], object]]
"""Makes everything ready, and gives back what is to be timed."""


@dataclass(frozen=True)
class Row:
    """One line of the result; the smaller the ratio, the better."""

    name: str
    ratio: float
    goal: float
    unit: str
    ours_ms: float
    base_ms: float

    @property
    def is_met(self) -> bool:
        """Whether the house is as quick as it wants to be."""
        return self.ratio <= self.goal

    def __str__(self) -> str:
        met = "met" if self.is_met else "MISSED"
        return (
            f"{self.name:28} {self.ratio:6.2f}  goal {self.goal:4.1f} {met:7}"
            f" {self.ours_ms:9.3f} ms : {self.base_ms:8.3f} ms  {self.unit}"
        )


def time_of(deed: Callable[[], object]) -> int:
    """How long it takes once, in nanoseconds."""
    begun = perf_counter_ns()
    deed()
    return perf_counter_ns() - begun


def compare(
    name: str,
    base: Preparation,
    goal: float,
    unit: str,
    *,
    ours: Preparation,
    rounds: int,
) -> Row:
    """The ratio of two times. Each round prepares both, and times what the preparation
    gives back; who comes first changes from round to round."""
    times: dict[bool, list[int]] = {True: [], False: []}
    for number in range(rounds + 2):
        for is_ours in (number % 2 == 0, number % 2 == 1):
            deed = (ours if is_ours else base)()
            gc.collect(0)
            taken = time_of(deed)
            if number >= 2:  # the first rounds fill caches
                times[is_ours].append(taken)
    ours_ms, base_ms = (undisturbed(times[is_ours]) / 1e6 for is_ours in (True, False))
    return Row(name, round(ours_ms / base_ms, 3), goal, unit, ours_ms, base_ms)


def undisturbed(times: Sequence[int]) -> int:
    """What it takes when nobody else is at work: one of the quickest, but not the luckiest."""
    return sorted(times)[int(len(times) * (1 - DISTURBED))]


def again(deed: Callable[[], object]) -> Preparation:
    """For a deed that needs no preparation."""
    return lambda: deed
