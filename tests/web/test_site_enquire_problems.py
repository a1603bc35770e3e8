"""The dates on which the chosen room is not free: each has ways out, and many can go at once."""

import re
from datetime import date, datetime, timedelta

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.filters import Filter
from booking.services.bookings import list_bookings
from booking.services.books import Books
from tests.builders import DANCERS, STAFF, TUESDAY, a_confirmed, a_request, weekly
from tests.web.codes import know_device
from tests.web.enquiries import (
    CHOIR_PRACTICE,
    EVERY_WEEK,
    ROOM,
    WHEN,
    WHO,
    fill_in,
    post_page,
    send,
)
from tests.web.visits import filled_in
from tests.yardstick import in_yardsticks

Client = TestClient[Litestar]
A_YEAR = {**EVERY_WEEK, "until-day": "13", "until-month": "7", "skip": "public_holidays"}
LAST = date(2027, 7, 13)
TAKEN = {"series": weekly(LAST), "group": DANCERS}
ELSEWHERE = f"{ROOM}?elsewhere=saal-a#dates"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is free is tested on both databases, with the services."""
    return sqlite_url


def waiting(days: int) -> dict[str, str]:
    """That the first Tuesdays go on the waiting list."""
    return {f"choice-{TUESDAY + timedelta(weeks=week)}": "wait" for week in range(days)}


def press(client: Client, where: str, **more: str) -> str:
    """Presses the button that takes another room; returns where it leads."""
    answer = post_page(
        client, ROOM, **{"room": "saal-b", "shown": "saal-b", **more, "elsewhere": where}
    )
    return answer.headers["location"]


def offers(page: str) -> list[str]:
    """What the buttons say that take another room for many dates."""
    return re.findall(r">([^<>]+ nehmen: frei an \d+) dieser Termine<", page)


def chosen(page: str) -> list[str]:
    """What is chosen for each problem date, in order."""
    return re.findall(r'name="choice-[-0-9]+" value="([^"]+)" checked', page)


def test_every_problem_date_has_ways_out_and_most_are_folded(
    client: Client, books: Books, now: datetime
) -> None:
    a_confirmed(books, now, **TAKEN)
    fill_in(client, **A_YEAR)
    answer = client.get(ROOM, headers={"accept-encoding": "gzip"})
    fields = re.findall(r'name="choice-([-0-9]+)" value="wait"', answer.text)
    problems = int(re.search(r"Saal B</bdi>: (\d+) Termine gehen nicht", answer.text)[1])  # type: ignore[index]
    assert len(fields) == problems > 20
    assert f"{problems - 10} weitere Termine zeigen" in answer.text
    assert answer.text.count('value="saal-a 18:00 20:00"') == problems
    assert int(answer.headers["content-length"]) < 60_000


def test_a_year_of_problem_dates_takes_little_time(
    client: Client, books: Books, now: datetime
) -> None:
    a_confirmed(books, now, **TAKEN)
    fill_in(client, **A_YEAR)

    assert in_yardsticks(lambda: client.get(ROOM)) < 10  # the page is written as well, and read


def test_one_button_sends_all_problem_dates_to_another_room(
    client: Client, books: Books, now: datetime
) -> None:
    a_confirmed(books, now, series=weekly(TUESDAY + timedelta(weeks=2)), group=DANCERS)
    a_confirmed(books, now, "saal-a", day=TUESDAY + timedelta(weeks=1))
    know_device(client, books, now, CHOIR_PRACTICE["email"])
    fill_in(client, **EVERY_WEEK)
    assert "Saal A (mit Bühne) nehmen: frei an 2 dieser Termine" in client.get(ROOM).text
    assert press(client, "saal-a") == ELSEWHERE
    page = client.get(ELSEWHERE).text
    assert "2 Termine finden jetzt hier statt: Saal A (mit Bühne)" in page
    assert "Ein Termin wird weiter weggelassen." in page
    assert chosen(page) == ["saal-a 18:00 20:00", "skip", "saal-a 18:00 20:00"]
    kept = {f"choice-{TUESDAY + timedelta(weeks=n)}": "saal-a 18:00 20:00" for n in (0, 2)}
    assert post_page(client, ROOM, room="saal-b", shown="saal-b", **kept).is_redirect
    send(client)
    (mine,) = [
        one
        for one in list_bookings(books, STAFF, Filter(), 1, now).bookings
        if "saal-b" in one.rooms and "saal-a" in one.rooms
    ]
    assert [one.room for one in mine.occurrences] == ["saal-a", "saal-a", "saal-b"]


def test_the_buttons_are_about_what_is_still_left_out_and_it_can_all_be_left_out_again(
    client: Client, books: Books, now: datetime
) -> None:
    a_confirmed(books, now, series=weekly(TUESDAY + timedelta(weeks=3)), group=DANCERS)
    a_confirmed(books, now, "saal-a", series=weekly(TUESDAY + timedelta(weeks=1)))
    fill_in(client, **EVERY_WEEK)
    page = client.get(ROOM).text
    untouched = offers(page)
    assert untouched == ["Musikraum nehmen: frei an 4", "Saal A (mit Bühne) nehmen: frei an 2"]
    page = client.get(press(client, "saal-a", **filled_in(page))).text
    assert offers(page) == ["Musikraum nehmen: frei an 2"]
    page = client.get(press(client, "musikraum", **filled_in(page))).text
    assert offers(page) == []
    assert [one.split()[0] for one in chosen(page)] == ["musikraum"] * 2 + ["saal-a"] * 2
    page = client.get(press(client, "skip", **filled_in(page))).text
    assert chosen(page) == ["skip"] * 4
    assert offers(page) == untouched


def test_what_others_ask_for_is_not_taken_unasked(
    client: Client, books: Books, now: datetime
) -> None:
    a_confirmed(books, now, series=weekly(TUESDAY + timedelta(weeks=1)))
    a_request(books, now, "saal-a", group=DANCERS)
    fill_in(client, **EVERY_WEEK)
    assert "Saal A (mit Bühne) nehmen" not in client.get(ROOM).text  # free on one of two


@pytest.mark.parametrize("room", ["beratung-1", "there-is-none", "", "saal-b", "kueche"])
def test_a_room_that_is_not_offered_changes_nothing(
    client: Client, books: Books, now: datetime, room: str
) -> None:
    a_confirmed(books, now)
    fill_in(client, **EVERY_WEEK)
    press(client, room)
    page = client.get(f"{ROOM}?elsewhere={room}").text
    assert chosen(page) == ["skip"]
    assert "finden jetzt hier statt" not in page


def test_the_page_says_what_was_chosen_and_keeps_it(
    client: Client, books: Books, now: datetime
) -> None:
    a_confirmed(books, now)
    choice = {f"choice-{TUESDAY}": "wait"}
    fill_in(client, **EVERY_WEEK, **choice)
    page = client.get(ROOM).text
    assert "ein Termin geht nicht</h2>" in page
    assert "Stattdessen:</strong> Warten" in page
    assert (
        post_page(client, ROOM, room="saal-b", shown="saal-b", **choice).headers["location"] == WHO
    )
    assert post_page(client, WHEN, **CHOIR_PRACTICE).is_redirect


@pytest.mark.parametrize(
    ("taken", "waits", "told"),
    [
        (4, 4, "Alle 4 Termine kommen auf die Warteliste."),
        (4, 3, "3 von 4 Terminen kommen auf die Warteliste."),
        (2, 2, "Sie fragen 2 von 4 Terminen an. 2 Termine kommen auf die Warteliste."),
        (2, 1, "Sie fragen 2 von 4 Terminen an. Ein Termin kommt auf die Warteliste."),
    ],
)
def test_nobody_is_told_to_ask_for_dates_that_only_wait(
    client: Client, books: Books, now: datetime, taken: int, waits: int, told: str
) -> None:
    last = TUESDAY + timedelta(weeks=taken - 1)
    a_confirmed(books, now, series=weekly(last), group=DANCERS)
    assert told in fill_in(client, **EVERY_WEEK, **waiting(waits)).text


def test_a_single_date_that_waits_is_not_asked_for(
    client: Client, books: Books, now: datetime
) -> None:
    a_confirmed(books, now, group=DANCERS)
    page = fill_in(client, **waiting(1)).text
    assert "Der Termin kommt auf die Warteliste." in page
    assert "Sie fragen diesen Termin an." not in page
