"""What whoever makes a calendar subscription may choose about it.

Each choice has a default that depends on the profile; only what was chosen is kept, so
that a better default reaches those who never cared.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from booking.domain.feeds import Profile
from booking.domain.statuses import Status

FARTHEST_BACK = 366
FARTHEST_AHEAD = 800
"""Days; no feed looks further."""


class Preparation(StrEnum):
    """Where setup and teardown are told."""

    IN_TEXT = "text"
    OWN_EVENTS = "events"


@dataclass(frozen=True, slots=True)
class FeedOptions:
    """The choices of one subscription; None is whatever its profile has by default.

    A window beyond what feeds look at is a ValueError.
    """

    preparation: Preparation = Preparation.IN_TEXT
    opens_house: bool = False
    """Whether each day has an event from when the house is opened until it is closed."""
    pending: bool | None = None
    """Whether dates are shown that are not confirmed yet."""
    language: str | None = None
    back: int | None = None
    ahead: int | None = None
    """How many days the feed looks back and ahead."""

    def __post_init__(self) -> None:
        for days, farthest in ((self.back, FARTHEST_BACK), (self.ahead, FARTHEST_AHEAD)):
            if days is not None and not 0 <= days <= farthest:
                raise ValueError(f"a feed looks at 0 to {farthest} days, not {days}")

    @property
    def is_for_workers(self) -> bool:
        """Whether it asks for what only those may know who prepare the rooms."""
        return self.opens_house or self.preparation is Preparation.OWN_EVENTS

    def as_kept(self) -> dict[str, object] | None:
        """What was chosen, in plain JSON; None if nothing was."""
        plain = asdict(FeedOptions())
        return {name: one for name, one in asdict(self).items() if one != plain[name]} or None

    @classmethod
    def from_kept(cls, kept: Mapping[str, object] | None) -> "FeedOptions":
        """The choices that `as_kept` gave; what a newer version has chosen is left out."""
        known: dict[str, Any] = {
            name: one for name, one in (kept or {}).items() if name in cls.__slots__
        }
        if "preparation" in known:
            known["preparation"] = Preparation(known["preparation"])
        return cls(**known)


PLAIN = FeedOptions()


@dataclass(frozen=True, slots=True)
class Window:
    """How far a feed looks back and ahead."""

    back: timedelta
    ahead: timedelta


ROOM_WINDOW = Window(timedelta(days=30), timedelta(days=400))
HOUSE_WINDOW = Window(timedelta(days=14), timedelta(days=120))
BOOKING_WINDOW = Window(timedelta(days=90), timedelta(days=FARTHEST_AHEAD))
"""Of one booking: all of it, as good as."""

_CERTAIN = frozenset({Status.CONFIRMED})
_HELD = frozenset({Status.HELD, Status.CONFIRMED})
_ALL = frozenset({Status.REQUESTED, Status.HELD, Status.CONFIRMED})
_STATUSES: Mapping[Profile, tuple[frozenset[Status], frozenset[Status]]] = {
    Profile.PUBLIC: (_HELD, _HELD),
    Profile.ASSOCIATION: (_HELD, _ALL),
    Profile.CARETAKER: (_CERTAIN, _ALL),
    Profile.STAFF: (_ALL, _ALL),
}
"""By default, and if pending ones are wanted. Cancelled ones are in no feed: clients disagree
on what a cancelled event looks like, and agree on one that is not there."""


def statuses_for(profile: Profile, options: FeedOptions = PLAIN) -> frozenset[Status]:
    """Which dates a reader is shown."""
    if options.pending is False:
        return _CERTAIN
    by_default, pending = _STATUSES[profile]
    return pending if options.pending else by_default


def window_for(profile: Profile, *, whole_house: bool, options: FeedOptions = PLAIN) -> Window:
    """How far a feed looks. The public house is many dates for people who only pass by;
    those who work here want the year."""
    is_short = whole_house and profile is Profile.PUBLIC
    usual = HOUSE_WINDOW if is_short else ROOM_WINDOW
    return chosen_window(usual, options)


def chosen_window(usual: Window, options: FeedOptions) -> Window:
    """The usual window, unless another one was chosen."""
    return Window(
        usual.back if options.back is None else timedelta(days=options.back),
        usual.ahead if options.ahead is None else timedelta(days=options.ahead),
    )
