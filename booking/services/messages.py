"""What house and association write to each other about a booking."""

from datetime import date, datetime

from booking.domain.bookings import Booking
from booking.domain.messages import (
    Message,
    is_said_already,
    last_day_of_waiting,
    open_question,
    require_words,
)
from booking.domain.people import Person, require_business, require_staff
from booking.domain.proposals import Side
from booking.domain.refusals import BadInput
from booking.services import mail
from booking.services.books import Books
from booking.services.own_pace import keep_pace
from booking.store.door import Door
from booking.store.messages import add_message, find_messages, settle_messages


def ask(
    books: Books,
    person: Person,
    reference: str,
    text: str,
    now: datetime,
    wait_until: date | None = None,
    language: str = "de",
) -> Message:
    """Staff ask the association something: the booking waits for it until the answer, or until
    that day is over. A question takes the place of one that is still open.

    Raises `NotFound`, `BadInput`, `SignInNeeded`, `NotAllowed`.
    """
    require_staff(person)
    said = require_words(text)

    def deed(door: Door) -> Message:
        booking = door.open(reference)
        require_address(booking)
        today = door.ledger.today
        last_day = last_day_of_waiting(books.house, booking, wait_until, today)
        before = find_messages(door.ledger.session, booking.id)
        asked = open_question(before, today)
        if asked and is_said_already(before, Side.HOUSE, said):
            return asked
        settle_messages(door.ledger.session, booking.id, Side.HOUSE, now)
        message = add(door, booking, said, language, last_day)
        door.note(booking.id, "asked", message=message.id)
        mail.owe_question(door, books.house, booking, message)
        return message

    return books.change(person, now, deed)


def write(
    books: Books, person: Person, reference: str, text: str, now: datetime, language: str = "de"
) -> Message:
    """Writes to the other side. What an association writes answers whatever the house has
    asked; what staff write is told by mail and asks nothing.

    The same words twice in a row are one message. Raises `NotFound`, also to people whose
    business the booking is not, `BadInput`, `TooManyAttempts`.
    """
    said = require_words(text)

    def deed(door: Door) -> Message:
        booking = require_business(person, door.open(reference))
        session, side = door.ledger.session, Side.of(person)
        if side is Side.HOUSE:
            require_address(booking)
        before = find_messages(session, booking.id)
        if is_said_already(before, side, said):
            return before[-1]
        keep_pace(door, booking, "messages")
        answers = settle_messages(session, booking.id, other(side), now)
        message = add(door, booking, said, language)
        is_answer = answers and side is Side.ASSOCIATION
        door.note(booking.id, "answered" if is_answer else "wrote", message=message.id)
        if side is Side.HOUSE:
            mail.owe_message(door, books.house, booking, message)
        return message

    return books.change(person, now, deed)


def settle(books: Books, person: Person, reference: str, side: Side, now: datetime) -> None:
    """Staff say that nothing more is to be done about what one side wrote: a question was
    answered by telephone, or a message was read. Settled twice is settled. Raises `NotFound`,
    `SignInNeeded`, `NotAllowed`."""
    require_staff(person)

    def deed(door: Door) -> None:
        booking = door.open(reference)
        if settle_messages(door.ledger.session, booking.id, side, now):
            door.note(booking.id, "question_closed" if side is Side.HOUSE else "message_read")

    books.change(person, now, deed)


def require_address(booking: Booking) -> None:
    """Raise `BadInput` for a booking without a mail address: nobody would read it."""
    if not booking.email:
        problem = "call_instead" if booking.phone else "letter_instead"
        raise BadInput("/text", problem, phone=booking.phone)


def other(side: Side) -> Side:
    """Who reads what this side writes."""
    return Side.HOUSE if side is Side.ASSOCIATION else Side.ASSOCIATION


def add(
    door: Door, booking: Booking, text: str, language: str, wait_until: date | None = None
) -> Message:
    """The message as it is kept from now on."""
    ledger = door.ledger
    add_message(ledger.session, booking.id, door.by, text, language, ledger.now, wait_until)
    return find_messages(ledger.session, booking.id)[-1]
