"""Every fault of a command as one sentence: what is wrong and, if known, what to do."""

from functools import singledispatch

from pydantic import ValidationError

from booking.domain.refusals import BadInput, Busy, NotFound
from booking.services.planting import BookingsUprooted
from booking.store.faults import DatabaseFault
from booking.store.house_file import HouseFileFaults
from booking.store.migrating import GuardsMissing

INPUT_SENTENCES = {
    "no_address": "{email!r} is not a mail address.",
    "password_too_short": "The password is too short: {least} characters are the least.",
}


class Failed(Exception):
    """The deed was not done; the text is the sentence to say."""


class WrongUsage(Exception):
    """The options do not go together; the text is the sentence to say."""


@singledispatch
def sentence_of(fault: Exception) -> str:
    """The sentence for a fault; one that nobody foresaw says at least what it is."""
    return (
        f"an unforeseen fault ({type(fault).__name__}: {fault})."
        " Run the same with `python -X dev -m booking` to see where, and report it."
    )


@sentence_of.register(Failed)
@sentence_of.register(WrongUsage)
@sentence_of.register(DatabaseFault)
def _(fault: Exception) -> str:
    return str(fault)


@sentence_of.register
def _(fault: HouseFileFaults) -> str:
    first, *others = fault.faults
    return f"The room file has a fault in {first}" + (
        f" ({len(others)} more: booking rooms check)" if others else ""
    )


@sentence_of.register
def _(_: BookingsUprooted) -> str:
    return (
        "The room file breaks dates that are booked. Run `booking rooms check` to see them;"
        " `booking rooms plant --force` takes the file all the same."
    )


@sentence_of.register
def _(fault: GuardsMissing) -> str:
    return (
        f"The database lacks what keeps it from booking twice ({fault})."
        " Restore a backup, and report this as a bug."
    )


@sentence_of.register
def _(_: Busy) -> str:
    return "The database is busy, or cannot be reached. Nothing was changed; please try again."


@sentence_of.register
def _(fault: BadInput) -> str:
    sentence = INPUT_SENTENCES.get(fault.problem)
    if sentence is None:
        return f"This entry cannot be right: {fault.pointer.lstrip('/')} ({fault.problem})."
    return sentence.format(**fault.facts)


@sentence_of.register
def _(fault: NotFound) -> str:
    return f"There is no {fault.facts.get('what')} {fault.facts.get('slug', '')!r}."


@sentence_of.register
def _(fault: ValidationError) -> str:
    """The only model that is read without its own sentences is the configuration."""
    wrong = fault.errors(include_url=False)[0]
    name = "_".join(str(part) for part in wrong["loc"]).upper()
    reason = wrong["msg"].removeprefix("Value error, ")
    return f"{reason}." if name in reason else f"BOOKING_{name} cannot be used: {reason}."


@sentence_of.register
def _(fault: OSError) -> str:
    reason = fault.strerror or str(fault)
    return f"{fault.filename}: {reason}." if fault.filename else f"{reason}."
