"""Every kind of mail with invented facts, so that its words can be read before it is owed."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from booking.domain.bookings import Booking, Occurrence
from booking.domain.day_news import News, NewsKind
from booking.domain.day_sheet import DaySheet, Duty
from booking.domain.entries import Entry
from booking.domain.feed_health import Client
from booking.domain.house import House
from booking.domain.mails import KINDS, Key, Kind
from booking.domain.statuses import Status
from booking.services.mail import about_days, about_delegates
from booking.services.mail.calendar import entry_of
from booking.services.mail.contents import content_of
from booking.services.mail.letters import Letter, write_letter
from booking.services.mail.links import BookingLink
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
    of_none = about_days.BUILDERS.keys() | about_delegates.BUILDERS.keys()
    about = None if kind in of_none else booking
    told = content_of(kind, booking.contact, about, sample_facts(booking)[kind], now)
    facts = {**told.facts, "home": home}
    if KINDS[kind].key is not Key.NONE:
        facts |= BookingLink(home, booking.reference, "…").facts
    return write_letter(kind, language, house, told.reference, facts)


def sample_facts(booking: Booking) -> Mapping[Kind, Mapping[str, object]]:
    """What each kind of mail is told of the sample."""
    first, second, held, declined, _, waiting = booking.occurrences
    day, soon = first.day, first.day - timedelta(days=3)
    proposed = Place(day + A_WEEK, BEGIN, END, (first.room,))
    places = [Place(one.day, BEGIN, END, (one.room,)) for one in (first, second)]
    entry = entry_of(booking, first)
    return {
        Kind.PROVE_ADDRESS: {"code": "123 456", "minutes": 60, "places": places},
        Kind.PROVE_ADDRESS_AGAIN: {"places": places},
        Kind.CODE: {"code": "123 456", "minutes": 60},
        Kind.RECEIVED: received(first, second, waiting, declined.day, soon),
        Kind.QUESTION: {
            "question": "Brauchen Sie das Klavier?",
            "written_in": "de",
            "answer_by": soon,
        },
        Kind.MESSAGE: {"message": "Der Schlüssel liegt im Büro.", "written_in": "de"},
        Kind.DECIDED: decided(booking, soon, proposed),
        Kind.PROPOSAL: {
            "old": (first,),
            "proposed": [proposed],
            "open_until": soon,
            "reason": REASON,
        },
        Kind.OFFERED: {"dates": (held,), "open_until": soon},
        Kind.MOVED: {"old": [proposed], "dates": (first,), "reason": REASON},
        Kind.CANCELLED_BY_HOUSE: {"dates": (first, second), "old": [], "reason": REASON},
        Kind.CANCELLED_BY_YOU: {"dates": (first,), "old": []},
        Kind.REMINDER: {"dates": (first,)},
        Kind.MONTH_AHEAD: {
            "month": day,
            "dates": (first, second),
            "each": ((first,), (second,)),
        },
        Kind.RENEWAL: {"last": (second,)},
        Kind.NO_SHOW: {"dates": (first,)},
        **for_delegates(booking),
        **for_those_who_work_here(booking, entry, soon),
    }


def for_delegates(booking: Booking) -> Mapping[Kind, Mapping[str, object]]:
    """The mails about who speaks for a group."""
    handover = {"group": booking.association, "by": "B. Beispiel", "title": booking.title}
    return {
        Kind.NEW_LINK: {},
        Kind.DELEGATE_ADDED: {"group": booking.association, "by": "B. Beispiel"},
        Kind.DELEGATE_ENDED: {"group": booking.association},
        Kind.HANDOVER: handover,
        Kind.HANDED_OVER: {**handover, "heir": "C. Beispiel", "ends_access": True},
    }


def decided(booking: Booking, soon: date, elsewhere: Place) -> Mapping[str, object]:
    """A decision with something of everything."""
    first, second, held, declined, asked, waiting = booking.occurrences
    return {
        "confirmed": (first, second),
        "rooms": (),
        "held": [(soon, [held])],
        "declined": (declined,),
        "is_refused": False,
        "taken": (waiting,),
        "elsewhere": (elsewhere,),
        "proposed": (),
        "open": (asked,),
        "reason": REASON,
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
        "rooms": (),
        "answer_by": soon,
    }


def for_those_who_work_here(
    booking: Booking, entry: Entry, soon: date
) -> Mapping[Kind, Mapping[str, object]]:
    """The mails for staff and caretakers, and those about accounts and feeds."""
    before = Place(soon, BEGIN, END, (entry.occurrence.room,))
    asked = (booking.occurrences[4],)
    listed = [(booking, asked)]
    return {
        Kind.STAFF_DIGEST: {
            "written": listed,
            "fresh": listed,
            "overdue": listed,
            "ending": listed,
        },
        Kind.NEW_ENQUIRY: {"dates": asked, "answer_by": soon},
        Kind.TOMORROW: {"sheet": sample_sheet(entry), "is_tomorrow": True},
        Kind.SHORT_NOTICE: {"dates": (entry.occurrence,), "old": {entry.occurrence.id: before}},
        Kind.SHORT_NOTICES: {"entries": [entry], "old": {}},
        Kind.INVITATION: {"hours": 72},
        Kind.FORGOTTEN_PASSWORD: {"hours": 72},
        Kind.FEED_ENDED: {"feed": "Hausdienst"},
        Kind.FEED_STOPPED: {
            "feed": "Hausdienst",
            "since": booking.received_at,
            "client": Client.GOOGLE,
            "number": 1,
        },
    }


def sample_sheet(entry: Entry) -> DaySheet:
    """An evening to which more people come than was said at first."""
    one = entry.occurrence
    more = News(entry, NewsKind.CHANGED, one.changed_at, up_to=1, persons_before=18)
    return DaySheet(
        day=one.day,
        today=one.day - timedelta(days=1),
        stands_at=one.changed_at,
        opens=one.occupied.begin,
        closes=one.occupied.end,
        news=(more,),
        duties=(
            Duty(
                entry=entry,
                equipment=(),
                responsible=None,
                is_over=False,
                nobody_came=False,
                can_be_missed=False,
            ),
        ),
        dropped=(),
    )


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
        any_room=False,
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
    """One evening in the first room that everybody may know of, if there is one."""
    room = (house.public_rooms or house.rooms)[0]
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
