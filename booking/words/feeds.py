"""What an event of a feed says, in the language of the house."""

from collections.abc import Mapping
from datetime import datetime

from booking.domain.entries import Entry
from booking.domain.feeds import Showing
from booking.domain.house import House
from booking.domain.statuses import Status
from booking.words.catalogue import Words, msgid

_MARKED: Mapping[Status, str] = {
    Status.HELD: msgid("held: %(title)s"),
    Status.REQUESTED: msgid("asked for: %(title)s"),
}
"""Clients hardly show that an event is tentative, so its title says it too."""

_CATEGORIES: Mapping[Status, str] = {
    Status.CONFIRMED: msgid("taken"),
    Status.HELD: msgid("held"),
    Status.REQUESTED: msgid("asked for"),
}


def summary_text(showing: Showing, status: Status, words: Words) -> str:
    """The title of an event: what, and whose, as far as the reader may know."""
    title = " – ".join(part for part in (showing.title, showing.association) if part)
    title = title or words.gettext("taken")
    marked = _MARKED.get(status)
    return words.gettext(marked, title=title) if marked else title


def category_text(status: Status, words: Words) -> str:
    """The word that some clients colour events by."""
    return words.gettext(_CATEGORIES[status])


def description_text(showing: Showing, entry: Entry, house: House, words: Words) -> str:
    """The lines under an event: what to prepare, for how many, what else was said."""
    occurrence = entry.occurrence
    lines = []
    if showing.shows_setup:
        if occurrence.setup:
            lines.append(
                words.gettext("Setup from %(time)s", time=_clock(house, occurrence.occupied.begin))
            )
        if occurrence.teardown:
            lines.append(
                words.gettext("Clear until %(time)s", time=_clock(house, occurrence.occupied.end))
            )
    if showing.persons is not None:
        lines.append(words.ngettext("%(num)s person", "%(num)s persons", showing.persons))
    if showing.seating is not None:
        names = house.seatings.get(showing.seating)
        name = names.in_language(words.language) if names else showing.seating
        lines.append(words.gettext("Seating: %(seating)s", seating=name))
    if showing.notes:
        lines.append(words.gettext("Note: %(notes)s", notes=showing.notes))
    if showing.reference is not None:
        lines.append(words.gettext("Booking %(reference)s", reference=showing.reference))
    return "\n".join(lines)


def _clock(house: House, instant: datetime) -> str:
    return f"{house.wall_clock.local(instant):%H:%M}"
