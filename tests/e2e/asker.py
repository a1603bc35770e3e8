"""Somebody on the way through the enquiry: all pages filled in, some dates taken, a code sent."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from booking.domain.enquiries import Enquiry, Group
from booking.domain.proofs import ProofPurpose
from booking.services import drafts, proofs
from booking.services.books import Books
from booking.store.proofs import add_link
from calendars.wallclock import ClockTime

GROUP = Group("Chor Sonne", "A. Beispiel", "chor@verein.example")


@dataclass(frozen=True)
class Asker:
    """The secrets of this person: of the browser's draft, and of the link in the mail."""

    draft: str
    link: str


def an_asker(books: Books, now: datetime) -> Asker:
    """A choir that wants Saal A every week, whatever else takes place there."""
    first = now.date() + timedelta(days=(1 - now.weekday()) % 7 + 7)
    until = first + timedelta(weeks=20)
    typed = {
        "rhythm": "weekly",
        **{f"day-{part}": str(getattr(first, part)) for part in ("day", "month", "year")},
        **{f"until-{part}": str(getattr(until, part)) for part in ("day", "month", "year")},
        "begin": "18:00",
        "end": "20:00",
        "skip": "school_holidays",
        "persons": "24",
        "activity": "gesang",
        "room": "saal-a",
        "group": GROUP.name,
        "contact": GROUP.contact,
        "email": GROUP.email,
    }
    content = {name: [value] for name, value in typed.items()}
    draft = drafts.keep(books, None, content, now, "192.0.2.9")
    begin, end = ClockTime.parse("18:00"), ClockTime.parse("20:00")
    wish = Enquiry(("saal-a",), first, begin, end, group=GROUP)
    drafts.ask_for_proof(books, draft, wish, (), now, "192.0.2.9")
    proof = proofs.find_proof(books, draft, ProofPurpose.ENQUIRY, now)
    assert proof is not None
    with books.database.writing() as session:
        return Asker(draft, add_link(session, proof.id, proof.email, now))
