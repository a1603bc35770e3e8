"""What a feed must say, told straight from the rows: independent of every rule of ours.

Each profile is written down here once more, in the plainest way.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import text

from booking.domain.feeds import Profile
from booking.services.books import Books

BERLIN = ZoneInfo("Europe/Berlin")
SHOWN = {
    Profile.PUBLIC: ("held", "confirmed"),
    Profile.ASSOCIATION: ("held", "confirmed"),
    Profile.CARETAKER: ("confirmed",),
    Profile.STAFF: ("requested", "held", "confirmed"),
}
PREFIX = {"requested": "angefragt: ", "held": "vorgemerkt: ", "confirmed": ""}
ROWS = text(
    "SELECT o.uid, o.starts, o.ends, o.setup_minutes, o.teardown_minutes, o.status, o.sequence,"
    " o.changed_at, o.hold_until, r.slug, b.reference, b.title, b.public_title, b.persons,"
    " b.seating, b.notes, b.association_id, a.name AS association"
    " FROM occurrence o JOIN room r ON r.id = o.room_id JOIN booking b ON b.id = o.booking_id"
    " JOIN association a ON a.id = b.association_id WHERE b.proven_at IS NOT NULL"
)


@dataclass(frozen=True, order=True)
class Said:
    """One event, as a feed says it."""

    begin: datetime
    end: datetime
    uid: str
    summary: str
    location: str
    description: str
    status: str
    sequence: int
    changed_at: datetime


def truth(
    books: Books,
    profile: Profile,
    now: datetime,
    days: tuple[int, int],
    association_id: int | None = None,
) -> list[Said]:
    """Everything that this profile must be shown of the whole house, in order."""
    with books.database.engine.connect() as connection:
        rows = list(connection.execute(ROWS).mappings())
    midnight = now.astimezone(BERLIN).replace(hour=0, minute=0, second=0, microsecond=0)
    first, last = (midnight.date() + timedelta(days=number) for number in (-days[0], days[1]))
    return sorted(
        said(row, status, books, profile)
        for row in rows
        if (status := status_of(row, now)) in SHOWN[profile]
        and instant(row["starts"]) < day_begins(last)
        and instant(row["ends"]) > day_begins(first)
        and (association_id is None or row["association_id"] == association_id)
        and not (profile is Profile.PUBLIC and is_hidden(books, row["slug"]))
    )


def said(row: Any, status: str, books: Books, profile: Profile) -> Said:
    room = books.house.get_room(row["slug"])
    title = row["title"]
    if profile is Profile.PUBLIC and not (room.public == "title" and row["public_title"]):
        title = ""
    if profile in (Profile.CARETAKER, Profile.STAFF):
        title = " – ".join(part for part in (title, row["association"]) if part)
    changed = row["changed_at"]
    if isinstance(changed, str):
        changed = datetime.fromisoformat(changed).replace(tzinfo=UTC)
    return Said(
        begin=instant(row["starts"]),
        end=instant(row["ends"]),
        uid=row["uid"],
        summary=one_line(PREFIX[status] + (title or "belegt")),
        location=f"{room.names.de}, Das WEST",
        description="\n".join(lines(row, profile)),
        status="CONFIRMED" if status == "confirmed" else "TENTATIVE",
        sequence=row["sequence"],
        changed_at=changed.astimezone(UTC).replace(microsecond=0),
    )


def lines(row: Any, profile: Profile) -> list[str]:
    if profile is Profile.PUBLIC:
        return []
    told = []
    if row["setup_minutes"]:
        told.append(f"Aufbau ab {wall(row['starts'] - 60 * row['setup_minutes'])}")
    if row["teardown_minutes"]:
        told.append(f"Abbau bis {wall(row['ends'] + 60 * row['teardown_minutes'])}")
    if profile in (Profile.CARETAKER, Profile.STAFF):
        if row["persons"]:
            told.append("1 Person" if row["persons"] == 1 else f"{row['persons']} Personen")
        if row["seating"]:
            told.append("Bestuhlung: Stuhlkreis")
        if row["notes"]:
            told += f"Hinweis: {row['notes']}".splitlines()
    return [*told, f"Buchung {row['reference']}"]


def status_of(row: Any, now: datetime) -> str:
    """A hold that has ended is a request."""
    if row["hold_until"] is None:
        return str(row["status"])
    last = date.fromisoformat(str(row["hold_until"]))
    return "requested" if day_begins(last + timedelta(days=1)) <= now else "held"


def is_hidden(books: Books, slug: str) -> bool:
    return str(books.house.get_room(slug).public) == "hidden"


def instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def day_begins(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=BERLIN)


def wall(seconds: int) -> str:
    return f"{instant(seconds).astimezone(BERLIN):%H:%M}"


def one_line(words: str) -> str:
    return " ".join(words.split())
