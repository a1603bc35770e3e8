"""What may be told of one thing that takes place: to an outsider nothing but what room and
association both publish, to whoever works here whose it is and how it stands."""

from dataclasses import dataclass

from booking.domain.entries import Entry
from booking.domain.feeds import Profile, show
from booking.domain.house import House
from booking.domain.statuses import Status
from booking.web.site.desk_links import desk_page
from booking.words.catalogue import Words
from booking.words.kinds import kind_text
from calendars.wallclock import ClockTime


@dataclass(frozen=True, slots=True)
class Use:
    """One thing that takes place, or is asked for."""

    text: str
    href: str = ""
    """Where staff decide about it; empty for everybody else."""
    status: Status | None = None
    """How it stands; told to staff."""
    setup: ClockTime | None = None
    """From when on it is prepared, if that is before its begin; told to whoever works here."""
    teardown: ClockTime | None = None
    """Until when it is cleared."""
    begin: ClockTime | None = None
    """Its own times, where they may differ from those of the piece; told to staff."""
    end: ClockTime | None = None


def use_of(house: House, entry: Entry, profile: Profile, words: Words) -> Use | None:
    """What this reader may know of an entry; None if that is nothing."""
    room = house.find_room(entry.occurrence.room)
    if room is None:
        return None
    shown = show(entry, room, profile)
    whose = kind_text(entry.kind, words) if entry.kind.is_own else shown.association
    text = words.comma.join(said for said in (shown.title, shown.association and whose) if said)
    if profile is Profile.PUBLIC:
        return Use(text) if text else None
    one, clock = entry.occurrence, house.wall_clock.clock_of
    return Use(
        text or entry.reference,
        href=desk_page(entry.reference) if profile is Profile.STAFF else "",
        status=one.status if profile is Profile.STAFF else None,
        setup=clock(one.occupied.begin) if one.setup else None,
        teardown=clock(one.occupied.end) if one.teardown else None,
    )
