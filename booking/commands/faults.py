"""Every fault of a command as one sentence: what is wrong and, if known, what to do."""

import sqlite3
from functools import singledispatch

from pydantic import ValidationError

from booking.domain.refusals import BadInput, Busy, NotFound
from booking.services.planting import BookingsUprooted, SpacesTaken
from booking.store.faults import DatabaseFault, why_unusable
from booking.store.house_file import HouseFileFaults
from booking.store.migrating import GuardsMissing
from booking.words.catalogue import Words
from booking.words.problems import problem_text

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
def _(fault: SpacesTaken) -> str:
    return (
        f"Other dates hold the spaces that the room file gives to rooms of {fault.named()}."
        " Move or cancel one of them, or leave these rooms the spaces they have."
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
def _(fault: sqlite3.Error) -> str:
    """Of a file that is copied, or that a copy is to be put into."""
    return why_unusable(str(fault), fault)


@sentence_of.register
def _(fault: BadInput) -> str:
    sentence = INPUT_SENTENCES.get(fault.problem)
    if sentence is None:
        return problem_text(fault.problem, fault.facts, Words("en"))
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


@sentence_of.register(UnicodeDecodeError)
@sentence_of.register(UnicodeEncodeError)
def _(fault: UnicodeDecodeError | UnicodeEncodeError) -> str:
    """Of `.env`, of a password from standard input, of a terminal that knows no umlauts."""
    return (
        f"A text cannot be read or shown as {fault.encoding} ({fault.reason})."
        " UTF-8 is expected everywhere: in .env, in what is piped in, in the terminal."
    )
