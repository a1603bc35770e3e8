"""Which reader of a calendar sees what."""

from dataclasses import asdict

import pytest

from booking.domain.feed_options import PLAIN, FeedOptions, Preparation, statuses_for
from booking.domain.feeds import Profile, Showing, show
from booking.domain.house import House
from booking.domain.rooms import Visibility
from booking.domain.statuses import Status
from tests.domain.values import an_entry


def shown(house: House, profile: Profile, visibility: Visibility, public_title: bool) -> Showing:
    """What a profile sees of a confirmed evening."""
    room = house.get_room("saal-b").model_copy(update={"public": visibility})
    return show(an_entry(public_title=public_title), room, profile)


@pytest.mark.parametrize(
    ("visibility", "public_title", "title"),
    [
        (Visibility.TITLE, True, "Chorprobe"),
        (Visibility.TITLE, False, None),
        (Visibility.BUSY, True, None),
        (Visibility.HIDDEN, True, None),
    ],
)
def test_the_public_sees_a_title_only_if_room_and_association_agree(
    house: House, visibility: Visibility, public_title: bool, title: str | None
) -> None:
    assert shown(house, Profile.PUBLIC, visibility, public_title) == Showing(title=title)


def test_an_empty_title_is_no_title(house: House) -> None:
    entry = an_entry(public_title=True, title="")
    assert show(entry, house.get_room("saal-b"), Profile.PUBLIC) == Showing(title=None)


@pytest.mark.parametrize("profile", [Profile.CARETAKER, Profile.STAFF])
def test_those_who_work_in_the_house_see_what_they_work_with(
    house: House, profile: Profile
) -> None:
    assert shown(house, profile, Visibility.HIDDEN, False) == Showing(
        title="Chorprobe",
        association="Chor ohne Grenzen",
        persons=20,
        seating="circle",
        notes="Bitte heizen",
        reference="7F3K-9QMD",
        shows_setup=True,
    )


def test_an_association_sees_its_own_title_and_reference(house: House) -> None:
    assert shown(house, Profile.ASSOCIATION, Visibility.TITLE, False) == Showing(
        title="Chorprobe", reference="7F3K-9QMD", shows_setup=True
    )


def test_no_feed_has_room_for_a_phone_number_or_an_address() -> None:
    assert not {"phone", "email", "contact"} & asdict(Showing(title=None)).keys()


def test_cancelled_declined_and_waiting_dates_are_in_no_feed() -> None:
    everything = {Status.REQUESTED, Status.HELD, Status.CONFIRMED}
    for pending in (None, True, False):
        chosen = FeedOptions(pending=pending)
        assert set().union(*(statuses_for(one, chosen) for one in Profile)) <= everything
    assert statuses_for(Profile.CARETAKER) == {Status.CONFIRMED}


@pytest.mark.parametrize("pending", [None, True, False])
def test_the_public_never_sees_what_is_only_asked_for(pending: bool | None) -> None:
    shown = statuses_for(Profile.PUBLIC, FeedOptions(pending=pending))
    assert Status.REQUESTED not in shown
    assert Status.CONFIRMED in shown


def test_whoever_prepares_the_rooms_may_want_to_see_what_is_pending() -> None:
    wanted = statuses_for(Profile.CARETAKER, FeedOptions(pending=True))
    assert wanted == {Status.REQUESTED, Status.HELD, Status.CONFIRMED}
    assert statuses_for(Profile.STAFF, FeedOptions(pending=False)) == {Status.CONFIRMED}


def test_choices_come_back_as_they_were_kept_and_defaults_are_not_kept() -> None:
    chosen = FeedOptions(Preparation.OWN_EVENTS, opens_house=True, pending=False, back=0)
    assert FeedOptions.from_kept(chosen.as_kept()) == chosen
    assert chosen.as_kept() == {
        "preparation": "events",
        "opens_house": True,
        "pending": False,
        "back": 0,
    }
    assert PLAIN.as_kept() is None
    assert FeedOptions.from_kept(None) == PLAIN
    assert FeedOptions.from_kept({"of_a_newer_version": 1}) == PLAIN


@pytest.mark.parametrize("days", [{"back": -1}, {"back": 367}, {"ahead": 801}])
def test_no_feed_looks_too_far(days: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="a feed looks at"):
        FeedOptions(**days)  # type: ignore[arg-type]
