"""The answers of an enquiry as they are read back, each under the label of its field."""

from collections.abc import Iterator, Mapping
from datetime import date

from booking.domain.enquiries import OnConflict, Skip
from booking.web.forms import Form
from booking.web.site.enquiry_choices import EnquiryChoices
from booking.web.site.enquiry_form import EnquiryForm, Rhythm
from booking.words.catalogue import Words, msgid
from booking.words.dates import day_text, times_text

LABELS: Mapping[str, str] = {
    "room": msgid("Room"),
    "day": msgid("Date"),
    "begin": msgid("From"),
    "end": msgid("To"),
    "rhythm": msgid("How often?"),
    "until": msgid("Until"),
    "skip": msgid("Pauses"),
    "title": msgid("What for?"),
    "activity": msgid("Kind of use"),
    "persons": msgid("How many people come?"),
    "seating": msgid("Seating"),
    "notes": msgid("Message to the house"),
    "group": msgid("Group or association"),
    "contact": msgid("Your name"),
    "email": msgid("E-mail"),
    "phone": msgid("Telephone"),
}
"""One label for one thing: in the form, beside an error and when it is read back."""

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


def labels_in(words: Words) -> dict[str, str]:
    """All labels by the names of their fields."""
    return {name: words.gettext(label) for name, label in LABELS.items()}


def summary(
    wish: EnquiryForm, first: date, choices: EnquiryChoices, words: Words
) -> Iterator[tuple[str, str]]:
    """All answers as pairs of label and text; what was left open is left out. `first` is the
    date on which it truly begins, pauses being left out."""
    label = labels_in(words)
    yield label["room"], choices.name_of(choices.rooms, wish.room)
    yield label["day"], f"{day_text(first, words)}, {times_text(wish.begin, wish.end, words)}"
    yield label["rhythm"], _rhythm(wish, words)
    yield label["title"], wish.title
    yield label["activity"], choices.name_of(choices.activities, wish.activity)
    yield label["persons"], str(wish.persons)
    if wish.seating:
        yield label["seating"], choices.name_of(choices.seatings, wish.seating)
    if wish.notes:
        yield label["notes"], wish.notes
    published = msgid("yes, others may read it") if wish.public_title else msgid("no, only “taken”")
    yield words.gettext("Publish the title"), words.gettext(published)
    yield label["group"], wish.group
    yield label["contact"], wish.contact
    yield label["email"], wish.email
    if wish.phone:
        yield label["phone"], wish.phone


def kept(form: Form[EnquiryForm]) -> list[tuple[str, str]]:
    """Everything typed, for the hidden inputs of this page."""
    parts = [f"{name}-{part}" for name in ("day", "until") for part in ("day", "month", "year")]
    names = [name for name in EnquiryForm.model_fields if name != "on_conflict"]
    return [(name, value) for name in (*names, *parts) for value in form.typed.get(name, ())]


def waits(wish: EnquiryForm) -> bool:
    """Whether taken dates shall go on the waiting list."""
    return wish.on_conflict is OnConflict.WAIT


def _rhythm(wish: EnquiryForm, words: Words) -> str:
    rhythm = words.gettext(RHYTHMS[wish.rhythm])
    if wish.until is None:
        return rhythm
    until = words.gettext(
        "%(rhythm)s until %(day)s", rhythm=rhythm, day=day_text(wish.until, words)
    )
    pauses = [words.gettext(PAUSES[skip]) for skip in Skip if skip in wish.skip]
    return ", ".join([until, *pauses])
