"""`booking rooms`."""

import json
import re
from datetime import date, timedelta
from pathlib import Path

from booking.domain.people import VISITOR
from booking.opening import utc_now
from booking.services.books import Books
from booking.services.enquiries import check
from tests.builders import a_request, an_enquiry
from tests.commands.conftest import Command
from tests.conftest import ROOMS


def test_check_finds_nothing_wrong_with_the_shipped_file(booking: Command, place: Path) -> None:
    told = booking("rooms", "check")
    assert (told.status, told.err) == (0, "")
    assert told.out.startswith("OK: ")
    assert list(place.iterdir()) == []  # not even a database


def test_the_room_file_of_the_folder_goes_before_the_shipped_one(
    booking: Command, place: Path
) -> None:
    own = ROOMS.read_text().replace("name: Das WEST", "name: Das OST", 1)
    (place / "seed_rooms.yaml").write_text(own)
    told = booking("rooms", "check")
    assert (told.status, told.err) == (0, "")
    assert told.out.startswith("OK: seed_rooms.yaml describes Das OST with ")


def test_check_names_every_fault_with_its_place(booking: Command, place: Path) -> None:
    text = ROOMS.read_text().replace("name: Das WEST", "nome: Das WEST", 1)
    wrong = place / "wrong.yaml"
    wrong.write_text(text.replace("area_m2: 150", "area_m2: big"))
    told = booking("rooms", "check", "wrong.yaml")
    number = text.splitlines().index("nome: Das WEST") + 1
    assert told.status == 1
    assert f"wrong.yaml:{number}:1: nome: The key 'nome' is not known here." in told.err
    assert "rooms.saal.area_m2: 'big' is not a whole number." in told.err
    assert told.err.splitlines()[-1] == "booking: wrong.yaml has 3 faults."


def free_day(books: Books) -> date:
    """A day in some weeks on which the foyer is open."""
    days = ((utc_now() + timedelta(days=20 + number)).date() for number in range(90))
    wishes = (an_enquiry("foyer", day=day, begin="14:00", end="16:00") for day in days)
    return next(wish.day for wish in wishes if check(books, VISITOR, wish, utc_now()).bookable == 1)


def test_check_names_the_dates_that_a_file_would_break(
    anywhere: Command, books: Books, place: Path
) -> None:
    day = free_day(books)
    booked = a_request(books, utc_now(), "foyer", day=day, begin="14:00", end="16:00")
    before, _, _ = ROOMS.read_text().partition("  - slug: foyer")
    file = place / "smaller.yaml"
    file.write_text(re.sub(r"^  foyer:\n(    .*\n)+", "", before, flags=re.MULTILINE))
    told = anywhere("rooms", "check", "smaller.yaml")
    assert told.status == 1
    assert told.err == (
        f"{booked.reference} (Chor ohne Grenzen) on {day} from 14:00 to 16:00:"
        " the room foyer is no longer there.\n"
        "booking: This file would break 1 booked date.\n"
    )


def test_check_looks_at_no_bookings_in_an_old_database(booking: Command, place: Path) -> None:
    (place / "booking.db").touch()
    told = booking("rooms", "check")
    assert told.status == 0
    assert told.err == "The bookings were not looked at: run `booking migrate` first.\n"


def test_schema_is_json(booking: Command) -> None:
    assert json.loads(booking("rooms", "schema").out)["type"] == "object"
