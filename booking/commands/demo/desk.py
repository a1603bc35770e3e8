"""The desk of the demo: asks and decides through the services, at moments in the past.

Everything is asked at ten in the morning and answered the same afternoon, so that at
any hour of today all of it lies behind us.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from booking.commands.demo.wishes import Outcome, Single, Wish
from booking.domain.bookings import Booking
from booking.domain.decisions import FREE, Cancellation, Decision
from booking.domain.enquiries import OnConflict, Series
from booking.domain.people import VISITOR, Person, Standing
from booking.domain.verdicts import Verdict
from booking.services import decisions, enquiries
from booking.services.books import Books
from calendars.wallclock import ClockTime

MORNING = ClockTime.parse("10:00")
ANSWERED_AFTER = timedelta(hours=4)
GIVEN_UP_AFTER = timedelta(hours=6)
WEEK = timedelta(weeks=1)
MOST_WEEKS = 30
"""How far a day is looked for, beyond all closures."""


class NoSuchDay(LookupError):
    """This house has no room for what the demo wants."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where wishes become bookings."""

    books: Books
    staff: Person
    today: date

    def moment(self, days_ago: int) -> datetime:
        """The morning so many days ago."""
        return self.books.house.wall_clock.instant(self.today - timedelta(days=days_ago), MORNING)

    def day_in(self, weeks: int, weekday: int) -> date:
        """A weekday in the week so many weeks from now."""
        monday = self.today - timedelta(days=self.today.weekday())
        return monday + weeks * WEEK + timedelta(days=weekday)

    def get_day(self, wish: Wish, weeks: int, asked: int, verdict: Verdict = Verdict.FREE) -> date:
        """The first day from that week on that gets this verdict; raises `NoSuchDay`."""
        wish, first = self.here(wish), self.day_in(weeks, wish.weekday)
        for number in range(MOST_WEEKS):
            day = first + number * WEEK
            found = enquiries.check(self.books, self.asker(wish), wish.on(day), self.moment(asked))
            if found.dates[0].verdict is verdict:
                return day
        raise NoSuchDay(wish.title)

    def ask(
        self,
        wish: Wish,
        day: date,
        asked: int,
        series: Series | None = None,
        on_conflict: OnConflict = OnConflict.SKIP,
    ) -> Booking:
        """Sends the enquiry, so many days ago."""
        wish, at = self.here(wish), self.moment(asked)
        enquiry = wish.on(day, series, on_conflict)
        origin = wish.group.email  # limits count for each association by itself
        return enquiries.request(self.books, self.asker(wish), enquiry, at, origin).booking

    def here(self, wish: Wish) -> Wish:
        """The same as this house can have it: another room file names other rooms and purposes.
        For each room that is missing stands one that is there, always the same. Raises
        `NoSuchDay` if the house offers none at all."""
        house, slugs = self.books.house, wish.rooms.split()
        offered = [room for room in house.rooms if not room.retired]
        if not offered:
            raise NoSuchDay(wish.title)
        if wish.activity in house.activities and all(map(house.find_room, slugs)):
            return wish
        rooms = [
            house.find_room(slug) or offered[sum(slug.encode()) % len(offered)] for slug in slugs
        ]
        activities = rooms[0].activities or tuple(house.activities)
        most = max(room.largest_capacity for room in rooms)
        return replace(
            wish,
            rooms=" ".join(room.slug for room in rooms),
            activity=wish.activity if wish.activity in activities else next(iter(activities), ""),
            persons=None if wish.persons is None else min(wish.persons, most),
            seating=wish.seating if any(wish.seating in room.capacity for room in rooms) else None,
        )

    def asker(self, wish: Wish) -> Person:
        """Associations ask for themselves; for hidden rooms staff enter what they hear."""
        rooms = (self.books.house.find_room(slug) for slug in wish.rooms.split())
        return self.staff if any(room and room.is_hidden for room in rooms) else VISITOR

    def decide(self, booking: Booking, decision: Decision) -> Booking:
        """Staff answer in the afternoon."""
        at = booking.received_at + ANSWERED_AFTER
        return decisions.decide(self.books, self.staff, booking.reference, decision, at).booking

    def confirm(self, booking: Booking) -> Booking:
        """Every date that is free."""
        return self.decide(booking, Decision(confirm=FREE))

    def give_up(self, person: Person, booking: Booking, since: date | None, reason: str) -> None:
        """In the evening; what was confirmed is cancelled, what was asked for withdrawn."""
        at = booking.received_at + GIVEN_UP_AFTER
        what = Cancellation(since=since, reason=reason)
        decisions.cancel(self.books, person, booking.reference, what, at)

    def settle(self, single: Single) -> Booking:
        """Asks for a single date and brings it to its outcome."""
        day = self.get_day(single.wish, single.weeks, single.asked)
        booking = self.ask(single.wish, day, single.asked)
        OUTCOMES[single.outcome](self, booking)
        return booking


def leave(_desk: Desk, _booking: Booking) -> None:
    """Nobody has answered yet."""


def confirm(desk: Desk, booking: Booking) -> None:
    """The usual end."""
    desk.confirm(booking)


def hold(desk: Desk, booking: Booking) -> None:
    """Kept for the usual time, counted from today so that the hold still lasts."""
    last = desk.today + desk.books.house.hold
    desk.decide(booking, Decision(hold=ids_of(booking), hold_until=last))


def decline(desk: Desk, booking: Booking) -> None:
    """With a reason, as it should be."""
    reason = "An diesem Tag wird der Boden gepflegt. Bitte fragen Sie für die Woche danach."
    desk.decide(booking, Decision(decline=ids_of(booking), reason=reason))


def cancel(desk: Desk, booking: Booking) -> None:
    """Confirmed, and then it fell through."""
    desk.confirm(booking)
    desk.give_up(desk.staff, booking, None, "Die Gruppe hat angerufen: zu viele sind krank.")


def withdraw(desk: Desk, booking: Booking) -> None:
    """The association has found another place."""
    desk.give_up(association_of(booking), booking, None, "Wir haben einen anderen Raum gefunden.")


OUTCOMES: Mapping[Outcome, Callable[[Desk, Booking], None]] = {
    Outcome.PENDING: leave,
    Outcome.CONFIRMED: confirm,
    Outcome.HELD: hold,
    Outcome.DECLINED: decline,
    Outcome.CANCELLED: cancel,
    Outcome.WITHDRAWN: withdraw,
}


def ids_of(booking: Booking) -> frozenset[int]:
    """All its dates."""
    return frozenset(one.id for one in booking.occurrences)


def association_of(booking: Booking) -> Person:
    """The association, acting for itself."""
    return Person(Standing.ASSOCIATION, association_id=booking.association_id)
