"""Every room looked at for one wish: each by its own rules, all in one question."""

from datetime import datetime

from booking.domain.people import VISITOR
from booking.domain.verdicts import Verdict
from booking.services.books import Books
from booking.services.enquiries import check_rooms
from tests.builders import a_confirmed, a_request, an_enquiry
from tests.statements import counted_statements


def test_each_room_has_a_verdict_of_its_own(books: Books, now: datetime) -> None:
    a_confirmed(books, now, "saal-b")
    a_request(books, now, "musikraum")
    names = ("saal-b", "saal-a", "saal", "musikraum", "kueche")
    rooms = [books.house.get_room(name) for name in names]
    wish = an_enquiry("kueche", persons=10, activity="gesang")
    found = check_rooms(books, VISITOR, rooms, wish, now)
    assert [one.candidates[0].room.slug for one in found] == list(names)
    assert [one.verdict for one in found] == [
        Verdict.TAKEN,
        Verdict.FREE,
        Verdict.TAKEN,
        Verdict.ASKED_FOR,
        Verdict.REFUSED,
    ]


def test_many_rooms_take_as_many_statements_as_one(books: Books, now: datetime) -> None:
    def statements(number: int) -> int:
        with counted_statements(books.database) as sent:
            check_rooms(books, VISITOR, books.house.public_rooms[:number], an_enquiry(), now)
        return len(sent)

    assert statements(1) == statements(9)
