"""The page "Prüfen": what was asked for, and what would come of each date.

Dates with a problem come first, under the sentence that says why; free ones are folded away.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from booking.domain.enquiries import OnConflict, Skip
from booking.domain.house import House
from booking.domain.rules import Severity
from booking.domain.verdicts import DateVerdict, EnquiryVerdict, Verdict
from booking.web.forms import Form
from booking.web.site.enquiry_choices import EnquiryChoices
from booking.web.site.enquiry_form import EnquiryForm, Rhythm
from booking.words.catalogue import Words, msgid
from booking.words.dates import day_text, times_text
from booking.words.findings import finding_text

RHYTHMS = {
    Rhythm.ONCE: msgid("Once"),
    Rhythm.WEEKLY: msgid("Every week"),
    Rhythm.EVERY_2_WEEKS: msgid("Every 2 weeks"),
    Rhythm.EVERY_4_WEEKS: msgid("Every 4 weeks"),
}
PAUSES = {
    Skip.PUBLIC_HOLIDAYS: msgid("not on public holidays"),
    Skip.SCHOOL_HOLIDAYS: msgid("not in the school holidays"),
}


@dataclass(frozen=True, slots=True)
class DateGroup:
    """Dates of which the same is to be said."""

    verdict: Verdict
    sentences: tuple[str, ...]
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """All dates, sorted by what the person has to think about."""

    problems: tuple[DateGroup, ...]
    """Cannot be requested."""
    remarks: tuple[DateGroup, ...]
    """Can be requested, and there is something to know."""
    free: tuple[date, ...]
    can_wait: int
    """How many of the problems are only that others have the room."""
    bookable: int
    total: int


def checked(verdict: EnquiryVerdict, house: House, words: Words) -> Checked:
    """The verdict as the page shows it."""
    found: dict[tuple[bool, Verdict, tuple[str, ...]], list[date]] = {}
    for one in verdict.dates:
        told = (one.is_bookable, one.verdict, sentences_of(one, house, words))
        found.setdefault(told, []).append(one.day)
    groups = {told: DateGroup(told[1], told[2], tuple(days)) for told, days in found.items()}
    return Checked(
        problems=tuple(group for (is_bookable, *_), group in groups.items() if not is_bookable),
        remarks=tuple(group for told, group in groups.items() if told[0] and told[2]),
        free=tuple(
            day for told, group in groups.items() if told[0] and not told[2] for day in group.days
        ),
        can_wait=sum(one.can_wait for one in verdict.dates),
        bookable=verdict.bookable,
        total=len(verdict.dates),
    )


def sentences_of(one: DateVerdict, house: House, words: Words) -> tuple[str, ...]:
    """What stands against a date; only if nothing does, what else there is to know."""
    blocking = [finding for finding in one.findings if finding.severity is Severity.BLOCK]
    sentences = (finding_text(finding, house, words) for finding in blocking or one.findings)
    return tuple(dict.fromkeys(sentences))


def summary(wish: EnquiryForm, choices: EnquiryChoices, words: Words) -> Iterator[tuple[str, str]]:
    """All answers as pairs of term and text; what was left open is left out."""
    yield words.gettext("Room"), choices.name_of(choices.rooms, wish.room)
    yield words.gettext("When"), f"{day_text(wish.day, words)}, {_times(wish, words)}"
    yield words.gettext("How often"), _rhythm(wish, words)
    yield words.gettext("What for"), wish.title
    yield words.gettext("Kind of use"), choices.name_of(choices.activities, wish.activity)
    yield words.gettext("Persons"), str(wish.persons)
    if wish.seating:
        yield words.gettext("Seating"), choices.name_of(choices.seatings, wish.seating)
    if wish.notes:
        yield words.gettext("Message to the house"), wish.notes
    published = msgid("yes, others may read it") if wish.public_title else msgid("no, only “taken”")
    yield words.gettext("Publish the title"), words.gettext(published)
    yield words.gettext("Group or association"), wish.group
    yield words.gettext("Your name"), wish.contact
    yield words.gettext("E-mail"), wish.email
    if wish.phone:
        yield words.gettext("Telephone"), wish.phone


def kept(form: Form[EnquiryForm]) -> list[tuple[str, str]]:
    """Everything typed, for the hidden inputs of this page."""
    parts = [f"{name}-{part}" for name in ("day", "until") for part in ("day", "month", "year")]
    names = [name for name in EnquiryForm.model_fields if name != "on_conflict"]
    return [(name, value) for name in (*names, *parts) for value in form.typed.get(name, ())]


def waits(wish: EnquiryForm) -> bool:
    """Whether taken dates shall go on the waiting list."""
    return wish.on_conflict is OnConflict.WAIT


def _times(wish: EnquiryForm, words: Words) -> str:
    return times_text(wish.begin, wish.end, words)


def _rhythm(wish: EnquiryForm, words: Words) -> str:
    rhythm = words.gettext(RHYTHMS[wish.rhythm])
    if wish.until is None:
        return rhythm
    until = words.gettext(
        "%(rhythm)s until %(day)s", rhythm=rhythm, day=day_text(wish.until, words)
    )
    pauses = [words.gettext(PAUSES[skip]) for skip in Skip if skip in wish.skip]
    return ", ".join([until, *pauses])
