"""Which field of a date each profile may show: all of them are listed here, so that a new
one is in no calendar before somebody has decided about it."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, timedelta
from enum import StrEnum

import pytest

from booking.domain.bookings import Occurrence
from booking.domain.entries import Entry
from booking.domain.feed_options import PLAIN, FeedOptions, Preparation
from booking.domain.feeds import Profile, Showing
from booking.domain.house import House
from booking.domain.rooms import Visibility
from booking.domain.statuses import Status
from booking.services.feed_events import View, events_of
from calendars.writer import bind_calendar, write_event
from tests.domain.values import an_entry, an_occurrence

PUBLIC, GROUP, CARETAKER, STAFF = (
    Profile.PUBLIC,
    Profile.ASSOCIATION,
    Profile.CARETAKER,
    Profile.STAFF,
)
WORKERS = {CARETAKER, STAFF}
EVERYBODY = {PUBLIC, GROUP, CARETAKER, STAFF}


class Marked(StrEnum):
    """What stands in the fields, so that it is found wherever it gets to."""

    TITLE = "MarkOfTitle"
    ASSOCIATION = "MarkOfAssociation"
    NOTES = "MarkOfNotes"
    REFERENCE = "MARK-REFE"
    ACTIVITY = "mark-of-activity"
    USER_GROUP = "mark-of-user-group"
    UID = "mark-of-uid@das-west"


MAY_SHOW: Mapping[str, set[Profile]] = {
    "reference": {GROUP, CARETAKER, STAFF},
    "association_id": set(),
    "association": WORKERS,
    "title": {GROUP, CARETAKER, STAFF},
    "public_title": set(),
    "activity": set(),
    "persons": WORKERS,
    "seating": WORKERS,
    "notes": WORKERS,
    "kind": set(),
    "user_group": set(),
    "occurrence.id": set(),
    "occurrence.uid": EVERYBODY,
    "occurrence.position": set(),
    "occurrence.room": EVERYBODY,
    "occurrence.day": set(),
    "occurrence.begin": set(),
    "occurrence.end": set(),
    "occurrence.period": EVERYBODY,
    "occurrence.spaces": set(),
    "occurrence.setup": {GROUP, CARETAKER, STAFF},
    "occurrence.teardown": {GROUP, CARETAKER, STAFF},
    "occurrence.status": EVERYBODY,
    "occurrence.sequence": EVERYBODY,
    "occurrence.changed_at": EVERYBODY,
    "occurrence.hold_until": set(),
    "occurrence.offered": set(),
}
"""Every field of a date and its booking, and in whose calendars it may be told."""

TOLD_AS: Mapping[str, str] = {
    "reference": Marked.REFERENCE,
    "association_id": "987654",
    "association": Marked.ASSOCIATION,
    "title": Marked.TITLE,
    "activity": Marked.ACTIVITY,
    "persons": "4321 Personen",
    "seating": "Stuhlkreis",
    "notes": Marked.NOTES,
    "user_group": Marked.USER_GROUP,
    "occurrence.id": "123454321",
    "occurrence.uid": Marked.UID,
    "occurrence.position": "777001",
    "occurrence.room": "Saal B",
    "occurrence.period": "20270112T170000Z",
    "occurrence.setup": "Aufbau ab 17:23",
    "occurrence.teardown": "Abbau bis 20:41",
    "occurrence.status": "STATUS:TENTATIVE",
    "occurrence.sequence": "SEQUENCE:55",
    "occurrence.changed_at": "20261120T080000Z",
    "occurrence.hold_until": "2026-12-24",
}
"""How a field looks where it is told. Those that are missing have no look of their own: they
are told by the period, or decide what else is told."""
WITHOUT_A_LOOK = {
    "public_title",
    "kind",
    "occurrence.offered",
    "occurrence.day",
    "occurrence.begin",
    "occurrence.end",
    "occurrence.spaces",
}


def a_marked_entry() -> Entry:
    occurrence = replace(
        an_occurrence(123454321, status=Status.HELD, hold_until=date(2026, 12, 24)),
        uid=Marked.UID,
        position=777001,
        sequence=55,
        setup=timedelta(minutes=37),
        teardown=timedelta(minutes=41),
    )
    return replace(
        an_entry(occurrence),
        reference=Marked.REFERENCE,
        association_id=987654,
        association=Marked.ASSOCIATION,
        user_group=Marked.USER_GROUP,
        title=Marked.TITLE,
        activity=Marked.ACTIVITY,
        persons=4321,
        notes=Marked.NOTES,
    )


def told(house: House, profile: Profile, entry: Entry, options: FeedOptions) -> str:
    """The calendar of this date, without the breaks of its lines."""
    view = View(house, profile, options, house.rooms)
    written = map(write_event, events_of(entry, view))
    return bind_calendar("Abo", house.timezone, written).decode().replace("\r\n ", "")


def test_every_field_is_listed() -> None:
    of_booking = {one.name for one in fields(Entry)} - {"occurrence"}
    of_date = {f"occurrence.{one.name}" for one in fields(Occurrence)}
    assert MAY_SHOW.keys() == of_booking | of_date
    assert TOLD_AS.keys() | WITHOUT_A_LOOK == MAY_SHOW.keys()


def test_nothing_else_can_be_shown() -> None:
    shown = {one.name for one in fields(Showing)} - {"shows_setup"}
    assert shown <= {name for name, profiles in MAY_SHOW.items() if profiles}


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("preparation", Preparation)
def test_a_profile_shows_its_fields_and_no_others(
    house: House, profile: Profile, preparation: Preparation
) -> None:
    if preparation is Preparation.OWN_EVENTS and profile not in WORKERS:
        return  # nobody else can choose it
    text = told(house, profile, a_marked_entry(), FeedOptions(preparation))
    for name, look in TOLD_AS.items():
        as_event = preparation is Preparation.OWN_EVENTS and name.endswith(("setup", "teardown"))
        if not as_event:  # told by the time of an event of its own
            assert (look in text) == (profile in MAY_SHOW[name]), name


@pytest.mark.parametrize("visibility", Visibility)
@pytest.mark.parametrize("public_title", [True, False])
def test_the_public_reads_a_title_only_if_room_and_group_want_it(
    house: House, visibility: Visibility, public_title: bool
) -> None:
    rooms = tuple(
        room.model_copy(update={"public": visibility}) if room.slug == "saal-b" else room
        for room in house.rooms
    )
    entry = replace(a_marked_entry(), public_title=public_title)
    text = told(house.model_copy(update={"rooms": rooms}), PUBLIC, entry, PLAIN)
    is_told = visibility is Visibility.TITLE and public_title
    assert (Marked.TITLE in text) == is_told
    assert ("SUMMARY:vorgemerkt: belegt" in text) != is_told
