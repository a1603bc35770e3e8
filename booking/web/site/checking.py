"""The page "Prüfen": what was asked for, and what would come of each date.

Dates with a problem come first, each with its sentence; free ones are folded away.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from booking.domain.enquiries import OnConflict, Skip
from booking.domain.house import House
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
class CheckedDate:
    """One date with all that is to be said about it."""

    day: date
    verdict: Verdict
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """All dates, sorted by what the person has to think about."""

    problems: tuple[CheckedDate, ...]
    """Cannot be requested."""
    remarks: tuple[CheckedDate, ...]
    """Can be requested, and there is something to know."""
    free: tuple[CheckedDate, ...]
    can_wait: int
    """How many of the problems are only that others have the room."""

    @property
    def bookable(self) -> int:
        """How many dates can be requested."""
        return len(self.remarks) + len(self.free)

    @property
    def total(self) -> int:
        """How many dates were asked for."""
        return len(self.problems) + self.bookable


def checked(verdict: EnquiryVerdict, house: House, words: Words) -> Checked:
    """The verdict as the page shows it."""
    told = [(one, _told(one, house, words)) for one in verdict.dates]
    return Checked(
        problems=tuple(date for one, date in told if not one.is_bookable),
        remarks=tuple(date for one, date in told if one.is_bookable and date.sentences),
        free=tuple(date for one, date in told if one.is_bookable and not date.sentences),
        can_wait=sum(one.can_wait for one in verdict.dates),
    )


def _told(one: DateVerdict, house: House, words: Words) -> CheckedDate:
    sentences = (finding_text(finding, house, words) for finding in one.findings)
    return CheckedDate(one.day, one.verdict, tuple(dict.fromkeys(sentences)))


def summary(wish: EnquiryForm, choices: EnquiryChoices, words: Words) -> Iterator[tuple[str, str]]:
    """All answers as pairs of term and text; what was left open is left out."""
    yield words.gettext("Room"), choices.name_of(choices.rooms, wish.room)
    yield words.gettext("When"), f"{day_text(wish.day, words)}, {_times(wish, words)}"
    yield words.gettext("How often?"), _rhythm(wish, words)
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
