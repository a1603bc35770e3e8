"""Who may do what."""

import pytest

from booking.domain.people import THE_HOUSE, VISITOR, Person, Role, Standing, require_staff
from booking.domain.refusals import NotAllowed, SignInNeeded

ADMIN = Person(Standing.ADMIN)
STAFF = Person(Standing.STAFF)
CARETAKER = Person(Standing.CARETAKER)
BY_LINK = Person(Standing.ASSOCIATION, booking_id=7)
BY_TOKEN = Person(Standing.ASSOCIATION, association_id=3)


@pytest.mark.parametrize("person", [STAFF, ADMIN, THE_HOUSE])
def test_staff_decide_about_every_booking(person: Person) -> None:
    require_staff(person)
    assert person.may_see_booking(7, 3)
    assert person.may_see_booking(8, 4)


def test_a_visitor_is_asked_to_sign_in_and_others_are_turned_away() -> None:
    with pytest.raises(SignInNeeded):
        require_staff(VISITOR)
    for person in (CARETAKER, BY_LINK, BY_TOKEN):
        with pytest.raises(NotAllowed):
            require_staff(person)


@pytest.mark.parametrize("person", [VISITOR, CARETAKER, Person(Standing.ASSOCIATION)])
def test_visitors_caretakers_and_strangers_see_no_booking(person: Person) -> None:
    assert not person.may_see_booking(7, 3)


def test_a_link_opens_its_one_booking_only() -> None:
    assert BY_LINK.may_see_booking(7, 3)
    assert not BY_LINK.may_see_booking(8, 3)  # the same association, another booking


def test_a_token_opens_all_bookings_of_its_association() -> None:
    assert BY_TOKEN.may_see_booking(7, 3)
    assert BY_TOKEN.may_see_booking(8, 3)
    assert not BY_TOKEN.may_see_booking(7, 4)


def test_a_visitor_who_claims_ids_stays_a_visitor() -> None:
    assert not Person(Standing.VISITOR, booking_id=7, association_id=3).may_see_booking(7, 3)


@pytest.mark.parametrize("role", Role)
def test_every_role_is_a_standing(role: Role) -> None:
    assert Standing(role.value).value == role.value
