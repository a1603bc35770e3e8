"""The doctor: is everything in place that the house relies on?

Every complaint says what is wrong and what to do about it. The sentences are for
whoever runs the program, and English like the rest of the command line.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from booking.domain.house import House
from booking.domain.rules import Rule
from booking.domain.uprooting import Uprooted
from booking.services.books import Books
from booking.services.feeds import find_shortened
from booking.services.planting import find_uprooted_in
from booking.store.closures import find_kept_dates
from booking.store.database import Database
from booking.store.faults import DatabaseFault, telling_database_faults
from booking.store.guards import missing_guards
from booking.store.history_guard import is_history_guarded
from booking.store.migrating import is_up_to_date
from booking.store.people import count_accounts
from booking.store.sweep import sweep


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something that is not as it should be."""

    wrong: str
    remedy: str
    is_fault: bool = True
    """False for what may well be meant so."""


BROKEN_PROMISES: Mapping[str, str] = {
    "occupancies_overlap": "Two bookings hold the same space at the same time",
    "holding_without_occupancy": "Dates are confirmed or held without keeping their room free",
    "occupancy_without_holding": "Rooms are kept free for dates that do not hold them",
    "occupancy_without_proposal": "Rooms are kept free for proposals that are no longer open",
    "occupancy_of_other_period": "Rooms are kept free at other times than those of their dates",
    "asking_without_wish": "Dates that ask for a room are not seen by others who ask",
    "wish_without_asking": "Dates that no longer ask are still shown as asking",
    "misplaced_in_inbox": "Requests do not stand in the inbox where they belong",
}


def examine_database(database: Database) -> Iterator[Complaint]:
    """Can it be reached, is its schema the newest, do its guards stand?"""
    try:
        with telling_database_faults(), database.engine.connect() as connection:
            if not is_up_to_date(database):
                yield Complaint("The database has an old schema.", "Run: booking migrate")
                return
            for guard in missing_guards(connection):
                yield Complaint(
                    f"The guard {guard} against double booking is missing.",
                    "Stop the program, restore a backup, and report this as a bug.",
                )
            if not is_history_guarded(connection):
                yield Complaint(
                    "The history of bookings is not guarded against being edited.",
                    "Stop the program, restore a backup, and report this as a bug.",
                )
    except DatabaseFault as error:
        yield Complaint(str(error), "Check BOOKING_DATABASE_URL.")


def examine_books(books: Books, now: datetime) -> Iterator[Complaint]:
    """Does the room file still fit the bookings, can anybody sign in?"""
    with books.reading(now) as ledger:
        kept = find_kept_dates(ledger.session, books.house)
        for one in find_uprooted_in(ledger, ledger.house):
            if one.broken != {Rule.CLOSED} or one.entry.occurrence.id not in kept:
                yield about_uprooted(one)
        if count_accounts(ledger.session) == 0:
            yield Complaint(
                "Nobody can sign in.", "Run: booking people add EMAIL --role staff", is_fault=False
            )


def examine_texts(house: House) -> Iterator[Complaint]:
    """Has the operator said everything that the texts of the law leave open?"""
    if unsaid := house.legal.unsaid:
        yield Complaint(
            f"Imprint, privacy, accessibility and mails still have gaps: {', '.join(unsaid)}.",
            "Fill them in below legal: in the room file; docs/rooms.md says what each means.",
            is_fault=False,
        )


def examine_feeds(books: Books, now: datetime) -> Iterator[Complaint]:
    """Do the public feeds still fit into what calendars read?"""
    for name, left_out in find_shortened(books, now).items():
        yield Complaint(
            f"The public feed {name!r} is too large: its last {left_out} dates are left out.",
            "Tell its readers to subscribe to the rooms they need, one by one.",
            is_fault=False,
        )


def about_uprooted(one: Uprooted) -> Complaint:
    """A future date that does not fit the room file: a fault if its room is not what it
    was; else worth a look, for staff may have meant it so."""
    date = one.entry.occurrence
    about = f"Booking {one.entry.reference} on {date.day} in room {date.room}"
    if one.room is None or one.has_other_spaces:
        return Complaint(
            f"{about}: the room file no longer has this room as it was.",
            "Put the room back into the file, or move or cancel that date.",
        )
    return Complaint(
        f"{about} is against the rules of the house: {', '.join(sorted(one.broken))}.",
        "Look at it with staff.",
        is_fault=False,
    )


def examine_every_row(database: Database) -> Iterator[Complaint]:
    """Has every row kept what the program promises?"""
    with database.reading() as session:
        broken = sweep(session)
    for name, occurrences in broken.items():
        numbers = ", ".join(map(str, occurrences))
        yield Complaint(
            f"{BROKEN_PROMISES[name]} (occurrences {numbers}).",
            "Make a backup now, then look at these bookings with staff.",
        )
