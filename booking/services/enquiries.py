"""Asking for rooms: what would come of it, and asking in earnest."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from booking.domain.candidates import in_room, plan_candidates
from booking.domain.enquiries import Enquiry
from booking.domain.people import Person
from booking.domain.rooms import Room
from booking.domain.rules import UNCLAIMED
from booking.domain.suitable import find_suitable
from booking.domain.verdicts import EnquiryVerdict, judge_enquiry
from booking.services.asking import (
    Requested,
    answer,
    claims_on,
    count_enquiry,
    origin_of,
    plan_for,
    store,
    weigh,
)
from booking.services.books import Books
from booking.store.deeds import digest, find_done_deed, remember_deed
from booking.store.door import Door


def check(books: Books, person: Person, enquiry: Enquiry, now: datetime) -> EnquiryVerdict:
    """What would come of an enquiry; stores nothing.

    Raises `NotFound` for rooms this person may not know, `BadInput` for a series
    that cannot be followed.
    """
    candidates = plan_for(books, person, enquiry)
    with books.asking(now) as ledger:
        return weigh(books, ledger, person, enquiry, candidates)


@dataclass(frozen=True, slots=True)
class RankedRoom:
    """A room with what would come of an enquiry there."""

    room: Room
    verdict: EnquiryVerdict
    """On the first date alone if the room does not suit."""
    suits: bool
    """Whether no rule about rooms speaks against it: large enough, meant for this."""

    @property
    def rank(self) -> tuple[bool, int, int]:
        """The best first: suitable ones by their free dates, then the smallest."""
        return (not self.suits, -self.verdict.bookable, self.room.largest_capacity)


def rank_rooms(
    books: Books, person: Person, rooms: Sequence[Room], enquiry: Enquiry, now: datetime
) -> tuple[RankedRoom, ...]:
    """What would come of an enquiry in each of these rooms, the best first; one question for
    all of them, whatever room the enquiry names. Raises `BadInput`."""
    suitable = find_suitable(enquiry, rooms, books.house, person, now)
    dates = plan_candidates(replace(enquiry, rooms=(rooms[0].slug,)), books.house)
    plans = [
        (room, in_room(dates if room in suitable else dates[:1], enquiry, room)) for room in rooms
    ]
    places = [one for _, candidates in plans for one in candidates]
    with books.asking(now) as ledger:
        claims, house = claims_on(books, ledger, places), ledger.house
    ranked, offset = [], 0
    for room, candidates in plans:
        wish = replace(enquiry, rooms=(room.slug,))
        own = {n: claims.get(offset + n, UNCLAIMED) for n in range(len(candidates))}
        verdict = judge_enquiry(wish, candidates, own, house, person, now)
        ranked.append(RankedRoom(room, verdict, room in suitable))
        offset += len(candidates)
    return tuple(sorted(ranked, key=lambda one: one.rank))


def request(
    books: Books,
    person: Person,
    enquiry: Enquiry,
    now: datetime,
    origin: str,
    key: str | None = None,
) -> Requested:
    """Asks in earnest: the dates that can be had are requested, holding nothing yet.

    `origin` is the network address it came from. With a `key` (an Idempotency-Key,
    the nonce of a form) the same enquiry is stored once, however often it is sent.
    Raises as `check` does, `DatesNotFree` if nothing can be stored as wished,
    `KeyUsedOtherwise`, `TooManyAttempts`.
    """
    count_enquiry(books, person, origin, now)
    candidates = plan_for(books, person, enquiry)
    deed_key = key and digest(origin_of(person, origin), key)
    fingerprint = digest(enquiry.wording)

    def deed(door: Door) -> Requested:
        session = door.ledger.session
        done = deed_key and find_done_deed(session, deed_key, fingerprint)
        if done:
            return answer(door, done, ())
        requested = store(books, door, person, enquiry, candidates)
        if deed_key:
            remember_deed(session, deed_key, fingerprint, requested.booking.id, now)
        return requested

    return books.change(person, now, deed)
