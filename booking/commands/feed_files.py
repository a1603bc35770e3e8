"""Public feeds as files, laid out as their addresses are, for a plain web server.

A reader never meets half a file, and a feed that has not changed keeps its file and
its date, so that the web server's own "not modified" is true.
"""

from datetime import datetime
from pathlib import Path

from booking.commands.placing import put_in_place
from booking.services.books import Books
from booking.services.feeds import Known, publish_house, publish_room
from booking.services.kept_feeds import KeptFeeds


def write_feeds(books: Books, folder: Path, now: datetime) -> tuple[Path, ...]:
    """Writes `house.ics` and `rooms/{room}.ics` into the folder; returns their paths. The file
    of a room that is public no more is taken away: a web server would publish it for ever."""
    kept, anything = KeptFeeds(), Known()
    feeds = {folder / "house.ics": publish_house(books, kept, anything, now)}
    for room in books.house.rooms:
        if not room.is_hidden:
            path = folder / "rooms" / f"{room.slug}.ics"
            feeds[path] = publish_room(books, kept, room.slug, anything, now)
    for path, answer in feeds.items():
        put_in_place(path, answer.body or b"", answer.last_modified)
    for slug in books.ids.rooms:
        path = folder / "rooms" / f"{slug}.ics"
        if path not in feeds:
            path.unlink(missing_ok=True)
    return tuple(feeds)
