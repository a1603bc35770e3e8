"""What an association is told on its own page: what a status means for it, and what came of a
deed."""

from collections.abc import Mapping

from booking.domain.statuses import Status
from booking.words.catalogue import Words, msgid

_ADVICE: Mapping[Status, str] = {
    Status.REQUESTED: msgid(
        "We have not answered yet. You can withdraw the date until it is over."
    ),
    Status.HELD: msgid("We keep the room for you until that day, but have not confirmed it yet."),
    Status.CONFIRMED: msgid("The room is yours. Please tell us if the date does not take place."),
    Status.WAITING: msgid(
        "Somebody else has the room. If it becomes free, we offer it to you by mail."
    ),
    Status.DECLINED: msgid(
        "The room cannot be had then. Please ask anew for another time or room."
    ),
    Status.WITHDRAWN: msgid("You gave this date back. If you need it after all, please ask anew."),
    Status.CANCELLED: msgid("This date was cancelled. If you need it after all, please ask anew."),
}
_DONE: Mapping[str, tuple[str, str]] = {
    "wrote": (msgid("Your message has arrived."), msgid("We read it and write back if needed.")),
    "proposed": (
        msgid("Your wish has arrived."),
        msgid("The date stays as it is until we have answered."),
    ),
    "proposed_anew": (
        msgid("Your new wish has arrived."),
        msgid("It counts instead of what was open before. The date stays as it is."),
    ),
    "taken": (
        msgid("The room is yours."),
        msgid("You get a mail with the date for your calendar."),
    ),
    "accepted": (
        msgid("You have accepted our proposal."),
        msgid("You get a mail with the date for your calendar."),
    ),
    "refused": (
        msgid("You have not accepted our proposal."),
        msgid("The date stays as it is."),
    ),
    "withdrawn": (msgid("You have taken your wish back."), msgid("The date stays as it is.")),
    "list_off": (
        msgid("You no longer get the monthly mail."),
        msgid("All other mails still come."),
    ),
    "list_on": (msgid("You get the monthly mail again."), msgid("It comes on the 25th.")),
}
GONE = "gone"
_GONE = (
    msgid("This is no longer possible."),
    msgid("Something has changed in the meantime. Below you see what is true now."),
)


def advice_text(status: Status, words: Words) -> str:
    """What a status means for whoever asked, and what can still be done."""
    return words.gettext(_ADVICE[status])


def done_text(done: str, words: Words) -> tuple[str, str] | None:
    """What came of the deed that was just done: a title and what follows; None for what this
    page does not know."""
    told = _GONE if done == GONE else _DONE.get(done)
    return (words.gettext(told[0]), words.gettext(told[1])) if told else None
