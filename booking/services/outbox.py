"""The outbox as staff see it: every mail, its words, where it stands, and another try."""

from dataclasses import dataclass
from datetime import datetime

from booking.domain.mail_states import MailNotWaiting
from booking.domain.mails import Kind, Mail
from booking.domain.people import THE_HOUSE, Person, require_staff
from booking.domain.proofs import ProofPurpose
from booking.domain.refusals import NotFound
from booking.services.books import Books
from booking.services.mail.letters import Letter
from booking.services.mail.samples import sample_letter
from booking.services.mail.writing import Letterhead, compose, keys_of
from booking.store import outbox
from booking.store.door import Door
from booking.store.mails import count_given_up, count_mails, find_last_mail, find_mail, find_mails
from booking.store.proofs import find_proof

PAGE = 50
HIDDEN_KEY = "…"
"""Stands in previews instead of the secret, which is made when the mail leaves."""


@dataclass(frozen=True, slots=True)
class OutboxPage:
    """One page of mails."""

    mails: tuple[Mail, ...]
    given_up: int
    """How many mails in all need a hand."""
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Preview:
    """A mail as it would be sent now; of one that has nothing left to say, no letter."""

    mail: Mail
    letter: Letter | None


def look_at_outbox(books: Books, person: Person, page: int, now: datetime) -> OutboxPage:
    """A page of mails, those not sent first; pages count from 1."""
    require_staff(person)
    with books.reading(now) as ledger:
        mails = find_mails(ledger.session, PAGE, (page - 1) * PAGE)
        total = count_mails(ledger.session)
        given_up = count_given_up(ledger.session)
    return OutboxPage(mails, given_up, page, max(1, -(-total // PAGE)))


def preview_mail(
    books: Books, person: Person, head: Letterhead, mail_id: int, now: datetime
) -> Preview:
    """A mail in its words of this moment, the secret of its link left out. Raises `NotFound`."""
    require_staff(person)
    with books.reading(now) as ledger:
        mail = find_mail(ledger.session, mail_id)
        if mail is None:
            raise NotFound(what="mail")
        told = compose(ledger.house, ledger, head, mail, lambda _: HIDDEN_KEY)
    return Preview(mail, told and told[0])


def try_again(books: Books, person: Person, mail_id: int, now: datetime) -> None:
    """Makes a mail due at once, with all its attempts. Raises `NotFound`, `MailNotWaiting`."""
    require_staff(person)
    with books.database.writing() as session:
        if find_mail(session, mail_id) is None:
            raise NotFound(what="mail")
        if not outbox.try_again(session, mail_id, now):
            raise MailNotWaiting


def preview_sample(
    books: Books, person: Person, head: Letterhead, kind: Kind, language: str, now: datetime
) -> Letter:
    """One kind of mail in one language, with invented facts."""
    require_staff(person)
    return sample_letter(books.house, head.home, kind, language, now)


def read_in_demo(
    books: Books,
    head: Letterhead,
    handle: str,
    purpose: ProofPurpose,
    now: datetime,
) -> Letter:
    """The last mail with a code for the browser that has this handle, its secrets made as if
    it left now. For the demo alone, in which nobody gets mails. Raises `NotFound`."""

    def deed(door: Door) -> Letter:
        session = door.ledger.session
        proof = find_proof(session, handle, purpose, now)
        mail = proof and find_last_mail(session, f"code {proof.id} ")
        told = mail and compose(books.house, door.ledger, head, mail, keys_of(mail, door.ledger))
        if not told:
            raise NotFound(what="mail")
        return told[0]

    return books.change(THE_HOUSE, now, deed)
