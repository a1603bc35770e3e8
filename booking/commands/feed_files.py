"""Public feeds as files, laid out as their addresses are, for a plain web server.

A reader never meets half a file, and a feed that has not changed keeps its file and
its date, so that the web server's own "not modified" is true.
"""

import os
import tempfile
from datetime import datetime
from pathlib import Path

from booking.services.books import Books
from booking.services.feeds import Answer, Known, publish_house, publish_room
from booking.services.kept_feeds import KeptFeeds

READABLE = 0o644
"""Temporary files are their owner's alone; the web server must read these."""


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
        write_feed(path, answer)
    for slug in books.ids.rooms:
        path = folder / "rooms" / f"{slug}.ics"
        if path not in feeds:
            path.unlink(missing_ok=True)
    return tuple(feeds)


def write_feed(path: Path, answer: Answer) -> None:
    """Puts one feed in its place in one step, dated as it was last changed."""
    body = answer.body or b""
    if path.is_file() and path.read_bytes() == body:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, unfinished = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(body)
        changed = answer.last_modified.timestamp()
        os.chmod(unfinished, READABLE)
        os.utime(unfinished, (changed, changed))
        os.replace(unfinished, path)
    except OSError:
        Path(unfinished).unlink(missing_ok=True)
        raise
