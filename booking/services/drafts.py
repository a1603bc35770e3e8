"""Enquiries on their way: what is typed is kept for two days, page by page, and becomes a
booking when whoever wrote it has proven their address.

Until then it holds nothing, and nobody but its sender sees it. When it is sent its dates are
judged anew; however often it is sent, one booking comes of it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from booking.domain.candidates import Candidate
from booking.domain.drafts import Content, Draft
from booking.domain.enquiries import Enquiry
from booking.domain.mails import Kind, NewMail
from booking.domain.people import Person
from booking.domain.proofs import LINK_LASTS, ProofPurpose
from booking.domain.refusals import NotFound
from booking.services.asking import Requested, answer, count_enquiry, plan_for, store
from booking.services.books import Books
from booking.services.mail import new_message_id
from booking.services.proofs import send_code
from booking.store import drafts, outbox
from booking.store.deeds import count_attempt
from booking.store.door import Door
from booking.store.proofs import find_proof, find_proof_by_link, forget_expired_proofs
from booking.store.secrets import hash_secret, new_secret

KEPT = timedelta(hours=48)
REMIND_AFTER = timedelta(hours=12)
HOUR = timedelta(hours=1)
MOST_PER_ORIGIN = 60
"""So many new drafts one address may begin in an hour."""


@dataclass(frozen=True, slots=True)
class Mailed:
    """A draft that somebody opens by the link from their mail, and the address it proves."""

    draft: Draft
    email: str


def find_draft(books: Books, secret: str, now: datetime) -> Draft | None:
    """What was typed in this browser; None if nothing was, or it is too old."""
    with books.reading(now) as ledger:
        return drafts.find_draft(ledger.session, hash_secret(secret), now)


def find_mailed(books: Books, link: str, now: datetime) -> Mailed | None:
    """The draft that a link from a mail leads to, in whatever browser it is opened."""
    with books.reading(now) as ledger:
        proof = find_proof_by_link(ledger.session, link, now)
        if proof is None or proof.purpose is not ProofPurpose.ENQUIRY:
            return None
        draft = drafts.find_draft(ledger.session, proof.handle_hash, now)
    return Mailed(draft, proof.email) if draft else None


def keep(books: Books, secret: str | None, content: Content, now: datetime, origin: str) -> str:
    """Keeps what was typed, and returns the secret for the browser's cookie: the same one, or
    that of a new draft if this browser has none or has sent its own. Raises `TooManyAttempts`."""
    known = find_draft(books, secret, now) if secret else None
    if secret is None or known is None or known.booking_id is not None:
        secret = new_secret()
        key = f"drafts from {origin}"
        books.database.run(lambda session: count_attempt(session, key, MOST_PER_ORIGIN, HOUR, now))
    with books.database.writing() as session:
        drafts.write_draft(session, secret, content, now + KEPT)
    return secret


def agree(books: Books, secret: str, days: Collection[date], now: datetime) -> None:
    """Notes the days that its sender has seen and counts on."""
    with books.database.writing() as session:
        row = drafts.lock_draft(session, hash_secret(secret), now)
        if row is not None:
            row.agreed = sorted(day.isoformat() for day in days)


def ask_for_proof(
    books: Books,
    secret: str,
    enquiry: Enquiry,
    planned: Sequence[Candidate],
    now: datetime,
    origin: str,
    waiting: Collection[date] = (),
) -> None:
    """Owes the mail with code and link to the address of the enquiry, and one reminder in case
    nothing comes of it. On `waiting` days the waiting list is asked for. Raises
    `TooManyAttempts`."""
    group = enquiry.group
    if group is None:
        raise NotFound(what="draft")
    about = {"places": [place_told(one, one.day in waiting) for one in planned]}
    purpose, email, language = ProofPurpose.ENQUIRY, group.email, group.language
    send_code(books, email, purpose, language, now, origin, handle=secret, about=about)
    with books.database.writing() as session:
        proof = find_proof(session, secret, purpose, now)
        if proof is None:
            return
        row = drafts.lock_draft(session, hash_secret(secret), now)
        if row is not None:
            row.expires_at = now + LINK_LASTS
        mail = NewMail(
            key=f"not sent yet {proof.handle_hash}",  # SQLite gives the ids of proofs again
            kind=Kind.PROVE_ADDRESS_AGAIN,
            recipient=email,
            language=language,
            message_id=new_message_id(books.house),
            due_at=now + REMIND_AFTER,
            facts={**about, "proof": proof.id},
        )
        outbox.owe_instead(session, mail, now)


def send(
    books: Books, person: Person, draft: Draft, enquiry: Enquiry, now: datetime, origin: str
) -> Requested:
    """The draft becomes a booking, in one transaction and only once; sent again, it answers
    with the same booking. That the address is proven is for whoever calls to know.

    Raises `DatesNotFree` if a date that its sender counts on is no longer to be had,
    `NotFound` if the draft is gone, `BadInput`, `TooManyAttempts`.
    """
    count_enquiry(books, person, origin, now)
    candidates = plan_for(books, person, enquiry)
    agreed = [date.fromisoformat(day) for day in draft.agreed]

    def deed(door: Door) -> Requested:
        row = drafts.lock_draft_by_id(door.ledger.session, draft.id, now)
        if row is None:
            raise NotFound(what="draft")
        if row.booking_id is not None:
            return answer(door, row.booking_id, ())
        requested = store(books, door, proven(person, enquiry), enquiry, candidates, agreed)
        row.booking_id, row.content = requested.booking.id, {}
        return requested

    return books.change(person, now, deed)


def proven(person: Person, enquiry: Enquiry) -> Person:
    """Whoever sends a draft has proven the address that it names, staff aside."""
    if person.is_staff or enquiry.group is None:
        return person
    return replace(person, proven_email=enquiry.group.email)


def open_sent(books: Books, person: Person, draft: Draft, now: datetime) -> Requested:
    """What came of a draft that was sent, with a new link to it, for whoever has proven its
    address: it may have been sent by the link from the mail, in another browser than the one
    that wrote the draft. Raises `NotFound`."""
    booking_id = draft.booking_id
    if booking_id is None:
        raise NotFound(what="booking")

    def deed(door: Door) -> Requested:
        sent = answer(door, booking_id, ())
        if not person.is_staff and person.proven_email != sent.booking.email:
            raise NotFound(what="booking")
        return sent

    return books.change(person, now, deed)


def forget_old(books: Books, now: datetime) -> None:
    """Takes away what nobody has sent or proven in time, and devices known for too long."""
    with books.database.writing() as session:
        drafts.forget_expired_drafts(session, now)
        forget_expired_proofs(session, now)


def place_told(one: Candidate, waits: bool) -> Mapping[str, object]:
    """Where a date is to be, as a mail notes it."""
    return {
        "rooms": [one.room.slug],
        "day": one.day.isoformat(),
        "begin": str(one.begin),
        "end": str(one.end),
        "waits": waits,
    }
