"""Mails for tests, and ways to look at them."""

from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage

from booking.domain.mails import Kind, Mail, NewMail
from booking.services.books import Books
from booking.services.postman import PostOffice, deliver_due
from booking.store import outbox
from booking.store.mails import find_mails


def a_mail(number: int, now: datetime, recipient: str = "", **more: object) -> NewMail:
    """The end of a feed: a mail that needs nothing else to be there."""
    return NewMail(
        key=f"feed {number}",
        kind=Kind.FEED_ENDED,
        recipient=recipient or f"reader{number}@verein.example",
        language="de",
        message_id=f"<mail-{number}@das-west.example>",
        due_at=now,
        facts={"feed": "Hausdienst"} | dict(more),
    )


def owe(books: Books, now: datetime, *mails: NewMail) -> None:
    """Puts mails into the outbox."""
    with books.database.writing() as session:
        outbox.owe(session, mails, now)


def owed(books: Books) -> tuple[Mail, ...]:
    """Everything in the outbox, the oldest first."""
    with books.database.reading() as session:
        return tuple(sorted(find_mails(session, 2000), key=lambda mail: mail.id))


def deliver(books: Books, office: PostOffice, now: datetime) -> int:
    """Everything that is due at one moment."""
    return deliver_due(books, office, lambda: now)


def text_of(message: EmailMessage) -> str:
    """The plain text of a mail."""
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def html_of(message: EmailMessage) -> str:
    """The HTML of a mail."""
    part = message.get_body(("html",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def subjects(messages: Sequence[EmailMessage]) -> list[str]:
    """What mails are about."""
    return [str(message["Subject"]) for message in messages]
