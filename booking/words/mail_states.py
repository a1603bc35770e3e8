"""What staff read about the mails in the outbox."""

from collections.abc import Mapping

from booking.domain.mail_states import MailState, Trouble
from booking.domain.mails import Audience, Kind, Mail
from booking.words.catalogue import Words, msgid

_KINDS: Mapping[Kind, str] = {
    Kind.PROVE_ADDRESS: msgid("Please confirm your address"),
    Kind.PROVE_ADDRESS_AGAIN: msgid("Please confirm your address, once more"),
    Kind.CODE: msgid("Code for all own bookings"),
    Kind.RECEIVED: msgid("Enquiry received"),
    Kind.QUESTION: msgid("Question about an enquiry"),
    Kind.MESSAGE: msgid("Message about an enquiry"),
    Kind.DECIDED: msgid("Answer to an enquiry"),
    Kind.PROPOSAL: msgid("Proposal of another date"),
    Kind.OFFERED: msgid("A waiting date is free"),
    Kind.NEW_LINK: msgid("New link to a booking"),
    Kind.DELEGATE_ADDED: msgid("New person who speaks for a group"),
    Kind.DELEGATE_ENDED: msgid("No longer speaks for a group"),
    Kind.HANDOVER: msgid("Question about taking over"),
    Kind.HANDED_OVER: msgid("Handed over"),
    Kind.MOVED: msgid("Dates moved"),
    Kind.CANCELLED_BY_HOUSE: msgid("Cancelled by the house"),
    Kind.CANCELLED_BY_YOU: msgid("Cancelled by the group"),
    Kind.REMINDER: msgid("Reminder of a date"),
    Kind.MONTH_AHEAD: msgid("Dates of next month"),
    Kind.RENEWAL: msgid("A series ends soon"),
    Kind.NO_SHOW: msgid("Question why nobody came"),
    Kind.STAFF_DIGEST: msgid("Overview for staff"),
    Kind.NEW_ENQUIRY: msgid("New enquiry for staff"),
    Kind.TOMORROW: msgid("Tomorrow in the house"),
    Kind.SHORT_NOTICE: msgid("Change at short notice"),
    Kind.SHORT_NOTICES: msgid("Several changes at short notice"),
    Kind.INVITATION: msgid("Invitation to sign in"),
    Kind.FORGOTTEN_PASSWORD: msgid("New password"),
    Kind.FEED_STOPPED: msgid("A calendar is no longer read"),
    Kind.FEED_ENDED: msgid("Calendar subscription ended"),
}

_AUDIENCES: Mapping[Audience, str] = {
    Audience.DELEGATE: msgid("the group"),
    Audience.STAFF: msgid("staff"),
    Audience.CARETAKER: msgid("caretakers"),
    Audience.ACCOUNT: msgid("the owner of the account"),
    Audience.READER: msgid("the reader of the calendar"),
}

_STATES: Mapping[MailState, str] = {
    MailState.WAITING: msgid("waits to be sent"),
    MailState.LEAVING: msgid("is being sent"),
    MailState.DELAYED: msgid("will be tried again"),
    MailState.SENT: msgid("sent"),
    MailState.GIVEN_UP: msgid("given up"),
    MailState.NOT_NEEDED: msgid("no longer needed"),
}

_TROUBLES: Mapping[Trouble, str] = {
    Trouble.UNREACHABLE: msgid("The mail server could not be reached, or the connection broke."),
    Trouble.SIGN_IN_REFUSED: msgid("The mail server refused our sign-in."),
    Trouble.PUT_OFF: msgid("The mail server asked us to try again later."),
    Trouble.REFUSED: msgid("The mail server does not accept this mail. Is the address right?"),
    Trouble.NOT_WRITTEN: msgid("The mail could not be written. Please report this fault."),
    Trouble.NOT_NEEDED: msgid("When it was about to be sent there was nothing left to say."),
}


def kind_text(kind: Kind, words: Words) -> str:
    """What the mail is about: `Eingang der Anfrage`."""
    return words.gettext(_KINDS[kind])


def audience_text(audience: Audience, words: Words) -> str:
    """Who gets it: `der Verein`."""
    return words.gettext(_AUDIENCES[audience])


def mail_state_text(state: MailState, words: Words) -> str:
    """Where it stands: `wartet auf den Versand`."""
    return words.gettext(_STATES[state])


def trouble_text(mail: Mail, words: Words) -> str:
    """Why it has not arrived, in a sentence; empty if all is well."""
    return words.gettext(_TROUBLES[mail.trouble]) if mail.trouble else ""
