"""The answers of an enquiry as they are read back, each under the label of its field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from booking.domain.enquiries import Enquiry
from booking.web.site.enquiry_choices import EnquiryChoices
from booking.web.site.enquiry_form import WhoForm
from booking.web.site.enquiry_wish import Wish
from booking.web.site.rhythms import Rhythm
from booking.words.catalogue import Words, msgid
from booking.words.dates import date_text, duration_text
from booking.words.recurrence import series_text

LABELS: Mapping[str, str] = {
    "room": msgid("Room"),
    "day": msgid("Date"),
    "begin": msgid("Begin"),
    "end": msgid("End"),
    "rhythm": msgid("How often?"),
    "until": msgid("Until"),
    "skip": msgid("Pauses"),
    "persons": msgid("How many people come?"),
    "activity": msgid("What for?"),
    "title": msgid("Name of your event"),
    "seating": msgid("Seating"),
    "setup": msgid("Time for setting up"),
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
    Rhythm.MONTHLY: msgid("Every month on the same weekday, such as the second Thursday"),
}
SETUP_MINUTES = (0, 15, 30, 45, 60, 90, 120)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, and where it can be changed."""

    label: str
    text: str
    change: str


def labels_in(words: Words) -> dict[str, str]:
    """All labels by the names of their fields."""
    return {name: words.gettext(label) for name, label in LABELS.items()}


def setup_options(words: Words, typed: str) -> list[tuple[str, str]]:
    """How long before the begin a room can be wanted; what was wanted before is among them."""
    before = {int(typed)} if typed.isascii() and typed.isdigit() and len(typed) < 4 else set()
    return [
        (str(minutes), duration_text(timedelta(minutes=minutes), words) if minutes else "–")
        for minutes in sorted({*SETUP_MINUTES, *before})
    ]


def in_short(wish: Wish, enquiry: Enquiry, words: Words) -> str:
    """When and for how many, in one line: `Jeden Donnerstag, 18:00–20:00 Uhr, ...`."""
    persons = words.ngettext("%(num)s person", "%(num)s persons", wish.answered.persons)
    return words.gettext(
        "%(when)s, %(persons)s", when=when_text(enquiry, enquiry.day, words), persons=persons
    )


def when_text(enquiry: Enquiry, first: date, words: Words) -> str:
    """When it takes place, the weekday spelled out."""
    if enquiry.series is None:
        return date_text(first, enquiry.begin, enquiry.end, words)
    return series_text(first, enquiry.begin, enquiry.end, enquiry.series, words)


def summary(wish: Wish, enquiry: Enquiry, first: date, words: Words) -> Iterator[Answer]:
    """All answers; what was left open is left out. `first` is the date on which it truly
    begins, pauses being left out."""
    who = wish.who.content
    for name, text in (
        ("rhythm", when_text(enquiry, first, words)),
        ("persons", str(wish.answered.persons)),
        ("activity", wish.choices.name_of(wish.choices.activities, wish.answered.activity)),
    ):
        yield _answer(name, text, "/enquire", words)
    yield _answer("room", _room(wish, words), "/enquire/room", words)
    for name, text in _about(who, wish.choices, words) if who else ():
        yield _answer(name, text, "/enquire/who", words)


def _answer(name: str, text: str, path: str, words: Words) -> Answer:
    label = words.gettext("When?") if name == "rhythm" else words.gettext(LABELS[name])
    return Answer(label, text, f"{path}#{name}")


def _room(wish: Wish, words: Words) -> str:
    name = wish.choices.name_of(wish.choices.rooms, wish.best)
    if wish.room == wish.best:
        return name
    return words.gettext("%(room)s, or another one", room=name)


def _about(who: WhoForm, choices: EnquiryChoices, words: Words) -> Iterator[tuple[str, str]]:
    if who.title:
        published = words.gettext("others may read it") if who.public_title else ""
        yield "title", words.comma.join(filter(None, [who.title, published]))
    if who.seating:
        yield "seating", choices.name_of(choices.seatings, who.seating)
    if who.setup:
        yield "setup", duration_text(timedelta(minutes=who.setup), words)
    yield "group", who.group
    yield "contact", who.contact
    yield "email", who.email
    if who.phone:
        yield "phone", who.phone
    if who.notes:
        yield "notes", who.notes
