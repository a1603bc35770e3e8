"""All answers of an enquiry read together: what they mean, and on which page something lacks."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from booking.domain.clean_text import clean_line
from booking.domain.enquiries import Enquiry, Group, OwnPlace
from booking.web.forms import Form, Typed
from booking.web.site.enquiry_choices import EnquiryChoices, Option
from booking.web.site.enquiry_faults import with_early_end, with_first_day_told
from booking.web.site.enquiry_form import M, WhenForm, WhoForm, read_answers
from booking.web.site.enquiry_visit import Visit
from booking.words.catalogue import Words
from calendars.wallclock import ClockTime

ANY_ROOM = "any"
"""The answer that leaves the room to the house."""
CHOICE = "choice-"
"""Begins the name of a field about one date, which goes on with its day."""
LEFT_OUT, WAITS = "skip", "wait"


@dataclass(frozen=True)
class Wish:
    """What stands in the forms of all pages."""

    when: Form[WhenForm]
    who: Form[WhoForm]
    typed: Typed
    choices: EnquiryChoices
    language: str

    @property
    def room(self) -> str:
        """The answer about the room: one of those offered, any, or none yet."""
        chosen = _first(self.typed, "room")
        return chosen if chosen == ANY_ROOM or chosen in dict(self.choices.rooms) else ""

    @property
    def best(self) -> str:
        """The room that is asked for: the chosen one, or the best of any."""
        proposed = _first(self.typed, "best")
        if self.room == ANY_ROOM:
            return proposed if proposed in dict(self.choices.rooms) else ""
        return self.room

    @cached_property
    def chosen(self) -> dict[date, str]:
        """What shall become of single dates, as it was chosen."""
        return {
            day: _first(self.typed, name)
            for name in self.typed
            if name.startswith(CHOICE) and (day := _day(name.removeprefix(CHOICE)))
        }

    def plain(self, room: str) -> Enquiry:
        """The wish for one room, as far as it is known; nothing chosen for single dates. Raises
        `RecurrenceError` for a series that cannot be followed."""
        when = self.answered
        return Enquiry(
            rooms=(room,),
            day=when.day,
            begin=when.begin,
            end=when.end,
            series=when.series,
            persons=when.persons,
            activity=when.activity,
            seating=self._known("seating", self.choices.seatings),
        )

    def in_room(self, room: str) -> Enquiry:
        """The wish for one room with what was chosen for single dates."""
        wish = self.plain(room)
        own = tuple(self._own_places())
        waits = frozenset(day for day, choice in self.chosen.items() if choice == WAITS)
        return replace(wish, own_places=own, waiting_days=waits)

    def whole(self) -> Enquiry | None:
        """The whole enquiry; None as long as an answer lacks."""
        who = self.who.content
        if self.when.content is None or who is None or not self.best:
            return None
        group = Group(who.group, who.contact, who.email, who.phone or "", self.language)
        return replace(
            self.in_room(self.best),
            title=who.title or self._name_of(self.answered.activity),
            public_title=who.public_title,
            seating=who.seating,
            setup=timedelta(minutes=who.setup),
            notes=who.notes,
            group=group,
            any_room=self.room == ANY_ROOM,
        )

    @property
    def answered(self) -> WhenForm:
        """The answers of the first page, which must be there."""
        if self.when.content is None:
            raise ValueError("the first page is not answered")
        return self.when.content

    def _own_places(self) -> Iterator[OwnPlace]:
        for day, choice in self.chosen.items():
            room, _, times = choice.partition(" ")
            begin, _, end = times.partition(" ")
            try:
                place = OwnPlace(day, room, ClockTime.parse(begin), ClockTime.parse(end))
            except ValueError:
                continue
            if room in dict(self.choices.rooms) and place.begin < place.end:
                yield place

    def _known(self, name: str, options: list[Option]) -> str | None:
        value = clean_line(_first(self.typed, name))
        return value if value in dict(options) else None

    def _name_of(self, activity: str) -> str:
        """What it is called if nobody says more: staff read it, in the language of the house."""
        house = self.choices.house
        return house.activities[activity].in_language(house.default_language)


def read_wish(visit: Visit, typed: Typed | None = None) -> Wish:
    """What was typed on all pages; `typed` goes before what is kept."""
    answers = visit.typed if typed is None else {**visit.typed, **typed}
    words, choices = visit.words, visit.choices
    when = read_answers(WhenForm, answers, words)
    when = offered_only(when, "activity", choices.activities, words)
    if not visit.person.is_staff:
        last = visit.today + visit.house.horizon
        when = with_first_day_told(when, visit.today, last, words)
        when = with_early_end(when, last, words)
    who = read_answers(WhoForm, answers, words)
    who = offered_only(who, "seating", choices.seatings, words)
    return Wish(when, who, answers, choices, visit.language)


def offered_only(form: Form[M], name: str, options: list[Option], words: Words) -> Form[M]:
    """The form; a choice must be one that was offered."""
    chosen = clean_line(form.get(name))
    if chosen and chosen not in dict(options):
        return form.rejected(name, words.gettext("Please choose one of the answers."))
    return form


def choice_value(room: str, begin: ClockTime, end: ClockTime) -> str:
    """Another place for one date, as its field sends it."""
    return f"{room} {begin} {end}"


def _first(typed: Typed, name: str) -> str:
    return next(iter(typed.get(name, ())), "")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
