"""Every kind of mail with invented facts, so that its words can be read before it is owed."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from booking.domain.bookings import Booking, Occurrence
from booking.domain.entries import Entry
from booking.domain.house import House
from booking.domain.mails import KINDS, Key, Kind
from booking.domain.statuses import Status
from booking.services.mail import about_days
from booking.services.mail.calendar import entry_of
from booking.services.mail.contents import content_of
from booking.services.mail.letters import Letter, write_letter
from booking.words.mail_dates import Place
from calendars.wallclock import ClockTime

BEGIN, END = ClockTime.parse("18:00"), ClockTime.parse("20:00")
A_WEEK = timedelta(weeks=1)
REASON = "An diesem Tag wird der Boden gereinigt."
STATUSES = (
    Status.CONFIRMED,
    Status.CONFIRMED,
    Status.HELD,
    Status.DECLINED,
    Status.REQUESTED,
    Status.WAITING,
)


def sample_letter(house: House, home: str, kind: Kind, language: str, now: datetime) -> Letter:
    """The letter of that kind as it might be sent now."""
    booking = sample_booking(house, now)
    about = None if kind in about_days.BUILDERS else booking
    told = content_of(kind, booking.contact, about, sample_facts(booking)[kind], now)
    facts = {**told.facts, "home": home}
    if KINDS[kind].key is not Key.NONE:
        facts["link"] = f"{home}/bookings/{booking.reference}?key=…"
    return write_letter(kind, language, house, told.reference, facts)


def sample_facts(booking: Booking) -> Mapping[Kind, Mapping[str, object]]:
    """What each kind of mail is told of the sample."""
    first, second, held, declined, asked, waiting = booking.occurrences
    day, soon = first.day, first.day - timedelta(days=3)
    proposed = Place(day + A_WEEK, BEGIN, END, (first.room,))
    entry = entry_of(booking, first)
    return {
        Kind.PROVE_ADDRESS: {"code": "123 456", "minutes": 15, "dates": (first, second)},
        Kind.PROVE_ADDRESS_AGAIN: {"dates": (first, second)},
        Kind.RECEIVED: received(first, second, waiting, declined.day, soon),
        Kind.QUESTION: {"question": "Brauchen Sie das Klavier?", "answer_by": soon},
        Kind.DECIDED: {
            "confirmed": (first, second),
            "held": [(soon, [held])],
            "declined": (declined,),
            "taken": (waiting,),
            "open": (asked,),
            "reason": REASON,
        },
        Kind.PROPOSAL: {
            "old": (first,),
            "proposed": proposed,
            "open_until": soon,
            "reason": REASON,
        },
        Kind.OFFERED: {"dates": (held,), "open_until": soon},
        Kind.MOVED: {"old": [proposed], "dates": (first,), "reason": REASON},
        Kind.CANCELLED_BY_HOUSE: {"dates": (first, second), "reason": REASON},
        Kind.CANCELLED_BY_YOU: {"dates": (first,)},
        Kind.REMINDER: {"dates": (first,)},
        Kind.MONTH_AHEAD: {"month": day, "dates": (first, second)},
        Kind.RENEWAL: {"last": (second,)},
        **for_those_who_work_here(booking, entry, soon),
    }


def received(
    first: Occurrence, second: Occurrence, waiting: Occurrence, left_out: date, soon: date
) -> Mapping[str, object]:
    """An enquiry of which one date was confirmed at once and one was left out."""
    return {
        "confirmed": (first,),
        "dates": (second,),
        "waiting": (waiting,),
        "left_out": [left_out],
        "answer_by": soon,
    }


def for_those_who_work_here(
    booking: Booking, entry: Entry, soon: date
) -> Mapping[Kind, Mapping[str, object]]:
    """The mails for staff and caretakers, and those about accounts and feeds."""
    asked = (booking.occurrences[4],)
    listed = [(booking, asked)]
    return {
        Kind.STAFF_DIGEST: {"fresh": listed, "overdue": listed, "ending": listed},
        Kind.NEW_ENQUIRY: {"dates": asked, "answer_by": soon},
        Kind.TOMORROW: {"day": entry.occurrence.day, "entries": (entry,)},
        Kind.SHORT_NOTICE: {"dates": (entry.occurrence,)},
        Kind.INVITATION: {},
        Kind.FORGOTTEN_PASSWORD: {},
        Kind.FEED_STOPPED: {"feed": "Hausdienst"},
    }


def sample_booking(house: House, now: datetime) -> Booking:
    """A choir that asked for six evenings, each at another status."""
    day = house.wall_clock.date_of(now) + 2 * A_WEEK
    return Booking(
        id=1,
        reference="7F3K-9QMD",
        version=2,
        association_id=1,
        association="Chor ohne Grenzen",
        contact="A. Beispiel",
        email="chor@verein.example",
        phone="",
        language="de",
        title="Chorprobe",
        public_title=False,
        activity=None,
        persons=24,
        seating=None,
        notes="",
        rrule="FREQ=WEEKLY;COUNT=6",
        heeds_school_holidays=False,
        entered_by_staff=False,
        received_at=now,
        occurrences=tuple(
            sample_date(house, number, day + number * A_WEEK, status, now)
            for number, status in enumerate(STATUSES)
        ),
    )


def sample_date(house: House, number: int, day: date, status: Status, now: datetime) -> Occurrence:
    """One evening in the first room that everybody may know of."""
    room = house.public_rooms[0]
    return Occurrence(
        id=number + 1,
        uid=f"sample-{number}@{house.slug}",
        position=number,
        room=room.slug,
        day=day,
        begin=BEGIN,
        end=END,
        period=house.wall_clock.period(day, BEGIN, END),
        spaces=room.spaces,
        setup=room.setup,
        teardown=room.teardown,
        status=status,
        sequence=1,
        changed_at=now,
        hold_until=day - A_WEEK if status is Status.HELD else None,
    )
