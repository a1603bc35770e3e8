"""Who holds what, and where two claims clash."""

from datetime import UTC, datetime, timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from booking.domain.occupancy import Occupancy, find_clash
from calendars.period import Period

MIDNIGHT = datetime(2027, 1, 12, tzinfo=UTC)
HALL, HALF, KITCHEN = frozenset({"a", "b"}), frozenset({"b"}), frozenset({"kitchen"})


def a_claim(holder: int, spaces: frozenset[str], begin: int, end: int) -> Occupancy:
    hours = (MIDNIGHT + timedelta(hours=hour) for hour in (begin, end))
    return Occupancy(holder, spaces, Period(*hours))


def test_claims_clash_through_a_shared_space() -> None:
    assert a_claim(1, HALL, 18, 20).clashes_with(a_claim(2, HALF, 19, 21))
    assert not a_claim(1, HALL, 18, 20).clashes_with(a_claim(2, KITCHEN, 19, 21))


def test_claims_that_only_touch_do_not_clash() -> None:
    assert not a_claim(1, HALF, 18, 20).clashes_with(a_claim(2, HALF, 20, 21))
    assert not a_claim(1, HALF, 18, 20).clashes_with(a_claim(2, HALF, 17, 18))


def test_nobody_stands_in_their_own_way() -> None:
    assert not a_claim(1, HALL, 18, 20).clashes_with(a_claim(1, HALF, 19, 21))


def test_no_claims_have_no_clash() -> None:
    assert find_clash([]) is None


claims = st.lists(
    st.builds(
        lambda spaces, begin, lasts: (spaces, begin, begin + lasts),
        st.sampled_from([HALL, HALF, KITCHEN, frozenset({"a"})]),
        st.integers(0, 40),
        st.integers(1, 6),
    ),
    max_size=8,
)


@settings(deadline=None)
@given(claims)
def test_a_clash_is_found_exactly_if_two_claims_clash(
    wanted: list[tuple[frozenset[str], int, int]],
) -> None:
    made = [a_claim(holder, *rest) for holder, rest in enumerate(wanted)]
    clash = find_clash(made)
    assert (clash is not None) == any(
        one.clashes_with(other) for one, other in combinations(made, 2)
    )
    if clash is not None:
        assert clash[0].clashes_with(clash[1])
