"""What an event of a feed says, in the language of its reader."""

from collections.abc import Mapping
from datetime import datetime

from booking.domain.entries import Entry
from booking.domain.feed_health import Client
from booking.domain.feed_options import FeedOptions, Preparation, statuses_for
from booking.domain.feeds import Profile, Showing
from booking.domain.house import House
from booking.domain.statuses import Status
from booking.words.catalogue import Words, msgid
from booking.words.language import OWN_NAMES

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


_PREPARATIONS: Mapping[str, str] = {
    "setup": msgid("Setup: %(title)s"),
    "teardown": msgid("Clear: %(title)s"),
}


def preparation_text(part: str, title: str, words: Words) -> str:
    """The title of setup or teardown as an event of its own."""
    return words.gettext(_PREPARATIONS[part], title=title)


def opening_text(opens: str, closes: str, words: Words) -> str:
    """The title of the event that says when the house is opened and closed."""
    return words.gettext("House opens %(opens)s – closes %(closes)s", opens=opens, closes=closes)


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


_CLIENTS: Mapping[Client, str] = {
    Client.GOOGLE: "Google",
    Client.APPLE: "Apple",
    Client.OUTLOOK: "Outlook",
    Client.THUNDERBIRD: "Thunderbird",
    Client.ICSX5: "ICSx5",
    Client.NEXTCLOUD: "Nextcloud",
    Client.HOME_ASSISTANT: "Home Assistant",
    Client.PROTON: "Proton",
    Client.EVOLUTION: "Evolution",
    Client.BROWSER: msgid("a browser"),
    Client.OTHER: msgid("another program"),
}


def client_text(client: Client, words: Words) -> str:
    """What a calendar program is called."""
    return words.gettext(_CLIENTS[client])


_PROFILES: Mapping[Profile, str] = {
    Profile.CARETAKER: msgid("Caretakers"),
    Profile.STAFF: msgid("Staff"),
    Profile.ASSOCIATION: msgid("Group"),
    Profile.PUBLIC: msgid("Public"),
}


def profile_text(profile: Profile, words: Words) -> str:
    """For whom a feed is made."""
    return words.gettext(_PROFILES[profile])


_ANSWERS: Mapping[int, str] = {
    200: msgid("got the newest"),
    304: msgid("had the newest"),
    410: msgid("was told that it is gone"),
}


def answer_text(status: int, words: Words) -> str:
    """What became of the last question for a feed."""
    told = _ANSWERS.get(status)
    return (
        words.gettext(told) if told else words.gettext("got no answer (%(status)s)", status=status)
    )


def options_text(profile: Profile, options: FeedOptions, words: Words) -> str:
    """What a feed shows, as far as it can be chosen."""
    pending = len(statuses_for(profile, options)) > 1
    told = [
        words.gettext("with dates that are not confirmed yet")
        if pending
        else words.gettext("confirmed dates only")
    ]
    if options.preparation is Preparation.OWN_EVENTS:
        told.append(words.gettext("setup and teardown as entries of their own"))
    if options.opens_house:
        told.append(words.gettext("when the house opens and closes"))
    if options.language is not None:
        told.append(OWN_NAMES[options.language])
    return words.comma.join(told)
