"""The form for a new calendar subscription, and what there is to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from booking.domain.feed_options import (
    FARTHEST_AHEAD,
    FARTHEST_BACK,
    FeedOptions,
    Preparation,
)
from booking.domain.feeds import Profile
from booking.domain.house import House
from booking.services.subscriptions import NewSubscription, Reader, Subscription
from booking.web.form_types import Line, Nonce, Number, Ticked
from booking.web.forms import Form, prefilled
from booking.words.catalogue import Words
from booking.words.feeds import profile_text
from booking.words.language import OWN_NAMES

Choices = list[tuple[str, str]]
PROFILES = (Profile.CARETAKER, Profile.STAFF, Profile.ASSOCIATION, Profile.PUBLIC)


class ChoicesForm(BaseModel):
    """What staff choose about a subscription. Without rooms it is about the whole house."""

    name: Line
    rooms: list[str] = []
    preparation: Preparation = Preparation.IN_TEXT
    opens_house: Ticked = False
    pending: Literal["", "yes", "no"] = ""
    language: str | None = None
    back: Annotated[Number, Field(le=FARTHEST_BACK)] | None = None
    ahead: Annotated[Number, Field(le=FARTHEST_AHEAD)] | None = None
    owner: Number | None = None

    def as_wanted(self, profile: Profile) -> NewSubscription:
        """The subscription that these answers mean, for readers of this kind."""
        return NewSubscription(
            profile=profile,
            rooms=tuple(dict.fromkeys(self.rooms)),
            name=self.name,
            account_id=self.owner,
            options=FeedOptions(
                preparation=self.preparation,
                opens_house=self.opens_house,
                pending={"yes": True, "no": False}.get(self.pending),
                language=self.language,
                back=self.back,
                ahead=self.ahead,
            ),
        )


class FeedForm(ChoicesForm):
    """The same of a new one, and for whom it is."""

    nonce: Nonce
    profile: Profile
    booking: Annotated[Line, Field(max_length=20)] = ""


def present_choices(feed: Subscription) -> Form[Any]:
    """The form as a subscription stands."""
    options = feed.options
    told = {
        "name": feed.name,
        "preparation": options.preparation.value,
        "opens_house": "on" if options.opens_house else "",
        "pending": {True: "yes", False: "no", None: ""}[options.pending],
        "language": options.language or "",
        "back": "" if options.back is None else str(options.back),
        "ahead": "" if options.ahead is None else str(options.ahead),
        "owner": str(feed.account_id or ""),
    }
    return prefilled(rooms=feed.rooms or (), **told)


@dataclass(frozen=True, slots=True)
class FeedChoices:
    """The answers that the form offers."""

    profiles: Choices
    rooms: Choices
    preparations: Choices
    pending: Choices
    languages: Choices
    owners: Choices


def choices_for(house: House, owners: Sequence[Reader], words: Words) -> FeedChoices:
    """In the language of whoever fills it in."""
    return FeedChoices(
        profiles=[(one.value, profile_text(one, words)) for one in PROFILES],
        rooms=[(room.slug, room.name_in(words.language)) for room in house.rooms],
        preparations=[
            (Preparation.IN_TEXT.value, words.gettext("in the text of the date")),
            (Preparation.OWN_EVENTS.value, words.gettext("as entries of their own")),
        ],
        pending=[
            ("", words.gettext("as usual for these readers")),
            ("yes", words.gettext("yes, also what is not confirmed yet")),
            ("no", words.gettext("no, only what is confirmed")),
        ],
        languages=[(tag, OWN_NAMES[tag]) for tag in house.languages],
        owners=[(str(one.account_id), f"{one.name} ({one.email})") for one in owners],
    )
