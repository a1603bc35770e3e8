"""After each deed exactly the events that it is about have changed, for whoever looks at the
tag, at the sequence or at the moment of change."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import icalendar
import pytest

from booking.domain.associations import AssociationFacts
from booking.domain.bookings import Booking
from booking.domain.decisions import FREE, Cancellation, Decision
from booking.domain.feed_options import FARTHEST_BACK, FeedOptions
from booking.domain.feeds import Profile
from booking.domain.house import House
from booking.domain.moves import Target
from booking.services import feed_events, planting
from booking.services.associations import change_association
from booking.services.books import Books
from booking.services.decisions import cancel, decide
from booking.services.feeds import Answer, Known, publish_subscription
from booking.services.kept_feeds import KeptFeeds
from booking.services.moves import Moving, move
from booking.services.particulars import Particulars, change_particulars
from booking.services.planting import plant
from booking.services.subscriptions import subscribe
from tests.builders import STAFF, TUESDAY, a_confirmed, a_request, weekly
from tests.web.conftest import ON_ONE_DATABASE

THREE = TUESDAY + timedelta(weeks=2)
State = dict[str, tuple[int, datetime]]
Deed = Callable[["Scene"], tuple[Books, set[str]]]


class Scene:
    """Two rooms with three dates each, a request, and somebody who reads it all."""

    def __init__(self, books: Books, now: datetime) -> None:
        self.books, self.now = books, now
        self.secret = subscribe(books, Profile.STAFF, (), "Alles", now)
        self.kept = KeptFeeds()
        self.choir = a_confirmed(books, now, series=weekly(THREE), public_title=True)
        self.cooks = a_confirmed(books, now, "kueche", series=weekly(THREE))
        self.asked = a_request(books, now, "foyer")
        self.now = now + timedelta(hours=1)

    def looks(self, books: Books, known: Known = Known()) -> Answer:  # noqa: B008  it is frozen
        return publish_subscription(books, self.kept, self.secret, known, self.now)


def uids(*bookings: Booking) -> set[str]:
    return {one.uid for booking in bookings for one in booking.occurrences}


def states(answer: Answer) -> State:
    assert answer.body is not None
    return {
        str(event["UID"]): (int(event["SEQUENCE"]), event.decoded("LAST-MODIFIED"))
        for event in icalendar.Calendar.from_ical(answer.body).events
    }


def confirmed(scene: Scene) -> tuple[Books, set[str]]:
    decide(scene.books, STAFF, scene.asked.reference, Decision(confirm=FREE), scene.now)
    return scene.books, uids(scene.asked)


def moved_in_time(scene: Scene) -> tuple[Books, set[str]]:
    one = scene.choir.occurrences[1]
    wish = Moving(one.id, Target(day=one.day + timedelta(days=1)))
    move(scene.books, STAFF, scene.choir.reference, wish, scene.now)
    return scene.books, {one.uid}


def moved_to_another_room(scene: Scene) -> tuple[Books, set[str]]:
    one = scene.choir.occurrences[1]
    wish = Moving(one.id, Target(room="seminar-1"))
    move(scene.books, STAFF, scene.choir.reference, wish, scene.now)
    return scene.books, {one.uid}


def cancelled(scene: Scene) -> tuple[Books, set[str]]:
    one = scene.choir.occurrences[0]
    wish = Cancellation(occurrences=frozenset({one.id}))
    cancel(scene.books, STAFF, scene.choir.reference, wish, scene.now)
    return scene.books, {one.uid}


def planted_anew(scene: Scene, **changes: object) -> Books:
    """The house with another Saal B."""
    declared = scene.books.house.as_declared()
    next(one for one in declared["rooms"] if one["slug"] == "saal-b").update(changes)
    return plant(scene.books.database, House.model_validate(declared), scene.now)


def renamed(scene: Scene) -> tuple[Books, set[str]]:
    return planted_anew(scene, names={"de": "Sonnensaal"}), uids(scene.choir)


def unpublished(scene: Scene) -> tuple[Books, set[str]]:
    return planted_anew(scene, public="busy"), uids(scene.choir)


def house_renamed(scene: Scene) -> tuple[Books, set[str]]:
    declared = {**scene.books.house.as_declared(), "name": "Haus Ost"}
    books = plant(scene.books.database, House.model_validate(declared), scene.now)
    return books, uids(scene.choir, scene.cooks, scene.asked)


@pytest.mark.parametrize(
    "deed",
    [
        confirmed,
        moved_in_time,
        moved_to_another_room,
        cancelled,
        renamed,
        unpublished,
        house_renamed,
    ],
)
@ON_ONE_DATABASE
def test_exactly_what_a_deed_is_about_has_changed(books: Books, now: datetime, deed: Deed) -> None:
    scene = Scene(books, now)
    before = scene.looks(books)
    after_books, about = deed(scene)
    known = Known(etags=frozenset({before.etag}))
    if after_books is not books:  # another house: another program, that keeps nothing
        scene.kept = KeptFeeds()
    after = scene.looks(after_books, known)
    assert after.etag != before.etag
    assert after.last_modified > before.last_modified
    old, new = states(before), states(after)
    assert {uid for uid in old if old[uid] != new.get(uid)} == about & old.keys()
    for uid in about & new.keys():
        assert new[uid][0] > old[uid][0]
        assert new[uid][1] > old[uid][1]
        assert new[uid][1] == scene.now.astimezone(UTC)
    assert old.keys() - new.keys() == (about if deed is cancelled else set())


def persons_told(scene: Scene) -> None:
    wanted = Particulars(40, None, "")
    version = scene.choir.version
    change_particulars(scene.books, STAFF, scene.choir.reference, wanted, version, scene.now)


def group_renamed(scene: Scene) -> None:
    facts = AssociationFacts("Neuer Name")
    change_association(scene.books, STAFF, scene.choir.association_id, facts, scene.now)


@pytest.mark.parametrize("days", [15, 100])  # one date is over, or all
@pytest.mark.parametrize("deed", [persons_told, group_renamed])
@ON_ONE_DATABASE
def test_what_is_told_anew_of_a_booking_is_told_of_dates_that_are_over_as_well(
    books: Books, now: datetime, deed: Callable[[Scene], None], days: int
) -> None:
    scene = Scene(books, now)
    a_year = FeedOptions(back=FARTHEST_BACK)
    scene.secret = subscribe(books, Profile.STAFF, (), "Ein Jahr", now, options=a_year)
    scene.now = scene.choir.occurrences[0].period.end + timedelta(days=days)
    before = scene.looks(books)
    deed(scene)
    after = scene.looks(books)
    assert after.etag != before.etag
    assert after.body == replace_kept(scene).looks(books).body  # in another process, too
    old, new = states(before), states(after)
    assert uids(scene.choir) <= {uid for uid in old if old[uid] < new[uid]}


@ON_ONE_DATABASE
def test_a_date_that_moves_leaves_one_feed_and_enters_the_other(
    books: Books, now: datetime
) -> None:
    scene = Scene(books, now)
    here, there = (
        subscribe(books, Profile.CARETAKER, (slug,), slug, now) for slug in ("saal-b", "seminar-1")
    )

    def both() -> list[set[str]]:
        return [
            set(states(publish_subscription(books, scene.kept, secret, Known(), scene.now)))
            for secret in (here, there)
        ]

    assert both() == [uids(scene.choir), set()]
    _, about = moved_to_another_room(scene)
    assert both() == [uids(scene.choir) - about, about]


@ON_ONE_DATABASE
def test_another_way_of_writing_changes_every_event(
    books: Books, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = Scene(books, now)
    old = states(scene.looks(books))
    again = plant(books.database, books.house, scene.now)
    assert states(replace_kept(scene).looks(again)) == old  # the same program: nothing new
    monkeypatch.setattr(planting, "FORMAT", feed_events.FORMAT + 1)
    newer = plant(books.database, books.house, scene.now)
    new = states(replace_kept(scene).looks(newer))
    assert new.keys() == old.keys()
    assert all(new[uid][0] > old[uid][0] for uid in old)


def replace_kept(scene: Scene) -> Scene:
    """The same reader at a program that was started anew."""
    scene.kept = KeptFeeds()
    return scene
