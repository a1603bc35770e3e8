"""`booking feeds export`: feeds as files for a plain web server."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from booking.commands.feed_files import write_feeds
from booking.commands.feed_index import write_index
from booking.domain.house import House
from booking.services.books import Books
from booking.services.feeds import Known, publish_room
from booking.services.kept_feeds import KeptFeeds
from tests.builders import a_confirmed
from tests.commands.conftest import Command


def test_export_writes_every_public_feed_and_no_hidden_one(anywhere: Command, place: Path) -> None:
    told = anywhere("feeds", "export", "public/calendars")
    assert (told.status, told.out) == (0, "10 feeds are in public/calendars.\n")
    written = {str(path.relative_to(place)) for path in place.rglob("*.ics")}
    assert "public/calendars/house.ics" in written
    assert "public/calendars/rooms/saal-a.ics" in written
    assert "public/calendars/rooms/beratung-1.ics" not in written
    in_place = {path.name for path in (place / "public/calendars").iterdir()}
    assert in_place == {"house.ics", "rooms", "index.html"}


def test_the_index_names_every_file_and_needs_nothing_else(
    books: Books, now: datetime, tmp_path: Path
) -> None:
    written = write_feeds(books, tmp_path, now)
    write_index(books.house, tmp_path, "https://raum.example")
    page = (tmp_path / "index.html").read_text()
    links = re.findall(r'href="([^"]+)"', page)
    assert {tmp_path / link for link in links if "://" not in link} == set(written)
    assert [link for link in links if "://" in link] == ["https://raum.example/plan"]
    assert '<html lang="de" dir="ltr">' in page
    assert "Saal A" in page
    assert not re.search(r"src=|@import|url\(|<script", page)
    assert (tmp_path / "index.html").stat().st_mode & 0o777 == 0o644


def test_a_file_is_what_its_address_answers(books: Books, now: datetime, tmp_path: Path) -> None:
    a_confirmed(books, now)
    write_feeds(books, tmp_path, now)
    file = tmp_path / "rooms" / "saal-b.ics"
    answer = publish_room(books, KeptFeeds(), "saal-b", Known(), now)
    assert file.read_bytes() == answer.body
    assert datetime.fromtimestamp(file.stat().st_mtime, UTC) == answer.last_modified
    assert file.stat().st_mode & 0o777 == 0o644


def test_a_feed_that_has_not_changed_keeps_its_file(
    books: Books, now: datetime, tmp_path: Path
) -> None:
    write_feeds(books, tmp_path, now)
    before = {path: path.stat().st_ino for path in tmp_path.rglob("*.ics")}
    a_confirmed(books, now, "kueche", begin="12:00", end="14:00")
    write_feeds(books, tmp_path, now + timedelta(minutes=5))
    changed = {path.name for path, inode in before.items() if path.stat().st_ino != inode}
    assert changed == {"kueche.ics", "house.ics"}


def test_the_file_of_a_room_that_is_hidden_now_is_taken_away(
    books: Books, now: datetime, tmp_path: Path
) -> None:
    write_feeds(books, tmp_path, now)
    (tmp_path / "rooms" / "somebody-elses.ics").touch()
    declared = books.house.as_declared()
    next(one for one in declared["rooms"] if one["slug"] == "foyer")["public"] = "hidden"
    write_feeds(replace(books, house=House.model_validate(declared)), tmp_path, now)
    left = {path.stem for path in (tmp_path / "rooms").iterdir()}
    assert ("foyer" in left, "saal-a" in left, "somebody-elses" in left) == (False, True, True)
