"""The mails of the house: which kinds there are, who gets them, what is kept of one.

A deed *owes* a mail; the postman writes and sends it later. What is kept of it
until then is only whom it is for and which rows it is about: its words are made
when it leaves, so that they are true then and names can be forgotten before.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from booking.domain.mail_states import MailState, Trouble

UNDO_TIME = timedelta(minutes=10)
"""For so long a decision can be taken back before anybody reads of it."""


class Kind(StrEnum):
    """What a mail is about. Each has a template of its name in `templates/mail`."""

    PROVE_ADDRESS = "prove_address"
    PROVE_ADDRESS_AGAIN = "prove_address_again"
    CODE = "code"
    RECEIVED = "received"
    QUESTION = "question"
    MESSAGE = "message"
    DECIDED = "decided"
    PROPOSAL = "proposal"
    OFFERED = "offered"
    NEW_LINK = "new_link"
    DELEGATE_ADDED = "delegate_added"
    DELEGATE_ENDED = "delegate_ended"
    HANDOVER = "handover"
    HANDED_OVER = "handed_over"
    MOVED = "moved"
    CANCELLED_BY_HOUSE = "cancelled_by_house"
    CANCELLED_BY_YOU = "cancelled_by_you"
    REMINDER = "reminder"
    MONTH_AHEAD = "month_ahead"
    RENEWAL = "renewal"
    NO_SHOW = "no_show"
    STAFF_DIGEST = "staff_digest"
    NEW_ENQUIRY = "new_enquiry"
    TOMORROW = "tomorrow"
    SHORT_NOTICE = "short_notice"
    SHORT_NOTICES = "short_notices"
    INVITATION = "invitation"
    FORGOTTEN_PASSWORD = "forgotten_password"  # noqa: S105  a kind of mail, not a password
    FEED_STOPPED = "feed_stopped"
    FEED_ENDED = "feed_ended"


class Audience(StrEnum):
    """Who gets a mail."""

    DELEGATE = "delegate"
    """Whoever speaks for the association of the booking."""
    STAFF = "staff"
    CARETAKER = "caretaker"
    ACCOUNT = "account"
    """Whoever the account belongs to."""
    READER = "reader"
    """Whoever reads the feed."""


class Key(StrEnum):
    """Which secret link stands in a mail; it is new in every mail."""

    NONE = "none"
    BOOKING = "booking"
    """Opens the page of the booking."""
    RENEWAL = "renewal"
    """Says whether the series goes on."""
    NO_SHOW = "no_show"
    """Answers that somebody was there."""
    PROOF = "proof"
    """Sends the enquiry that was written before."""
    CODE = "code"
    """Six digits that prove the address; no link."""
    PASSWORD = "password"  # noqa: S105  the name of a purpose
    """Sets a password once."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a kind of mail is made."""

    audience: Audience
    key: Key = Key.NONE
    delay: timedelta = timedelta(0)
    """How long it waits, so that the deed can be taken back unnoticed."""
    brings_code: bool = False
    """Whether a code to type in stands in it."""
    brings_dates: bool = False
    """Whether a calendar file with the confirmed dates comes along."""
    outlives_dates: bool = False
    """Whether there is something to say though all dates of the booking are over."""

    @property
    def makes_secrets(self) -> bool:
        """Whether something new is noted when it leaves."""
        return self.brings_code or self.key is not Key.NONE


_TO_DELEGATE = Recipe(Audience.DELEGATE, Key.BOOKING)
_ANY_TIME = Recipe(Audience.DELEGATE, Key.BOOKING, outlives_dates=True)
_OF_A_DAY = Recipe(Audience.DELEGATE, Key.BOOKING, brings_dates=True)

KINDS: Mapping[Kind, Recipe] = {
    Kind.PROVE_ADDRESS: Recipe(Audience.DELEGATE, Key.PROOF, brings_code=True),
    Kind.PROVE_ADDRESS_AGAIN: Recipe(Audience.DELEGATE, Key.PROOF),
    Kind.CODE: Recipe(Audience.DELEGATE, brings_code=True),
    Kind.RECEIVED: Recipe(Audience.DELEGATE, Key.BOOKING, brings_dates=True),
    Kind.QUESTION: _ANY_TIME,
    Kind.MESSAGE: _ANY_TIME,
    Kind.NEW_LINK: _ANY_TIME,
    Kind.DELEGATE_ADDED: Recipe(Audience.DELEGATE),
    Kind.DELEGATE_ENDED: Recipe(Audience.DELEGATE),
    Kind.HANDOVER: Recipe(Audience.DELEGATE),
    Kind.HANDED_OVER: Recipe(Audience.DELEGATE),
    Kind.DECIDED: Recipe(Audience.DELEGATE, Key.BOOKING, UNDO_TIME, brings_dates=True),
    Kind.PROPOSAL: _TO_DELEGATE,
    Kind.OFFERED: Recipe(Audience.DELEGATE, Key.BOOKING, UNDO_TIME),
    Kind.MOVED: Recipe(Audience.DELEGATE, Key.BOOKING, UNDO_TIME, brings_dates=True),
    Kind.CANCELLED_BY_HOUSE: Recipe(Audience.DELEGATE, Key.BOOKING, UNDO_TIME),
    Kind.CANCELLED_BY_YOU: _TO_DELEGATE,
    Kind.REMINDER: _OF_A_DAY,
    Kind.MONTH_AHEAD: _OF_A_DAY,
    Kind.RENEWAL: Recipe(Audience.DELEGATE, Key.RENEWAL),
    Kind.NO_SHOW: Recipe(Audience.DELEGATE, Key.NO_SHOW, outlives_dates=True),
    Kind.STAFF_DIGEST: Recipe(Audience.STAFF),
    Kind.NEW_ENQUIRY: Recipe(Audience.STAFF),
    Kind.TOMORROW: Recipe(Audience.CARETAKER),
    Kind.SHORT_NOTICE: Recipe(Audience.CARETAKER),
    Kind.SHORT_NOTICES: Recipe(Audience.CARETAKER),
    Kind.INVITATION: Recipe(Audience.ACCOUNT, Key.PASSWORD),
    Kind.FORGOTTEN_PASSWORD: Recipe(Audience.ACCOUNT, Key.PASSWORD),
    Kind.FEED_STOPPED: Recipe(Audience.READER),
    Kind.FEED_ENDED: Recipe(Audience.READER),
}


@dataclass(frozen=True, slots=True)
class NewMail:
    """A mail that is owed from now on: one for each `key`, for ever."""

    key: str
    kind: Kind
    recipient: str
    language: str
    message_id: str
    due_at: datetime
    booking_id: int | None = None
    account_id: int | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    """Ids, days and reasons; no names."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail in the outbox."""

    id: int
    key: str
    kind: Kind
    recipient: str
    language: str
    message_id: str
    booking_id: int | None
    account_id: int | None
    facts: Mapping[str, object]
    owed_at: datetime
    due_at: datetime
    lease_until: datetime | None
    attempts: int
    sent_at: datetime | None
    given_up_at: datetime | None
    trouble: Trouble | None
    server_said: str

    def state_at(self, now: datetime) -> MailState:
        """Where it stands at this moment."""
        if self.sent_at is not None:
            return MailState.SENT
        if self.given_up_at is not None:
            is_moot = self.trouble is Trouble.NOT_NEEDED
            return MailState.NOT_NEEDED if is_moot else MailState.GIVEN_UP
        if self.lease_until is not None and self.lease_until > now:
            return MailState.LEAVING
        return MailState.DELAYED if self.trouble else MailState.WAITING
