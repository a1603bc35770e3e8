"""What a deed costs, told in yardsticks, so that slow and busy machines say the same.

One yardstick is a fixed piece of work in plain Python, about 10 ms of CPU on a quiet
machine of 2026.
"""

import time
from collections.abc import Callable

ROUNDS = 7
LENGTH = 38_000


def in_yardsticks(deed: Callable[[], object]) -> float:
    """The CPU that a deed takes at its best, as a multiple of what the yardstick takes at its
    best; both take turns."""
    deed()  # what is worked out once and kept is not the deed
    costs = [(cpu_of(deed), cpu_of(yardstick)) for _ in range(ROUNDS)]
    return min(cost for cost, _ in costs) / min(measure for _, measure in costs)


def cpu_of(deed: Callable[[], object]) -> float:
    """Seconds of CPU in this process, other people's work left out."""
    begun = time.process_time()
    deed()
    return time.process_time() - begun


def yardstick() -> int:
    """Numbers, words and a dictionary: what handlers are busy with, too."""
    seen: dict[str, int] = {}
    for number in range(LENGTH):
        word = f"{number % 997:03}"
        seen[word] = seen.get(word, 0) + number
    return sum(seen.values())
