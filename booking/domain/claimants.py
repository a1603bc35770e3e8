"""Of several who want the same: who comes first.

The house names kinds of associations in an order (`House.user_groups`). Of one kind, whoever
asked first comes first, or has waited longest. Who has not been given a kind comes after all
who have. It is an order to read by; staff decide.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

from booking.domain.house import House

T = TypeVar("T")


def rank(house: House, user_group: str) -> int:
    """The place of a kind among all kinds, from 0."""
    kinds = list(house.user_groups)
    return kinds.index(user_group) if user_group in kinds else len(kinds)


def in_order_of_claims(
    house: House, claims: Iterable[T], user_group: Callable[[T], str]
) -> tuple[T, ...]:
    """Claims that come in the order in which they were made, those of the first kind first."""
    return tuple(sorted(claims, key=lambda one: rank(house, user_group(one))))
