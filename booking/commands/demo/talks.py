"""What house and associations write to each other in the demo, and what the house proposes."""

from datetime import timedelta

from booking.commands.demo.desk import ANSWERED_AFTER, Desk, association_of
from booking.domain.bookings import Booking, Occurrence
from booking.domain.moves import Target
from booking.services import messages, proposals
from booking.services.proposals import Proposing

AN_HOUR = timedelta(hours=1)


def ask_back(desk: Desk, booking: Booking, question: str) -> None:
    """Staff want to know something, and have no answer yet."""
    at = booking.received_at + ANSWERED_AFTER
    messages.ask(desk.books, desk.staff, booking.reference, question, at)


def talk(desk: Desk, booking: Booking, question: str, answer: str) -> None:
    """Staff ask, and the association answers within the hour."""
    ask_back(desk, booking, question)
    at = booking.received_at + ANSWERED_AFTER + AN_HOUR
    messages.write(desk.books, association_of(booking), booking.reference, answer, at)


def propose(desk: Desk, booking: Booking, one: Occurrence, room: str) -> None:
    """The house proposes another room for a date that cannot be had as it was asked for."""
    at = booking.received_at + ANSWERED_AFTER + timedelta(days=1)
    proposing = Proposing(one.id, Target(room))
    proposals.propose(desk.books, desk.staff, booking.reference, proposing, at)
