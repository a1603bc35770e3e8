"""A postman in a process of his own, as several servers have several."""

from datetime import UTC, datetime
from pathlib import Path

from booking.services.books import Books
from booking.services.mail.server import MailServer
from booking.services.mail.writing import Letterhead
from booking.services.postman import PostOffice, deliver_due
from booking.store.database import Database
from booking.store.house_file import read_house
from booking.store.rooms import read_house_ids

ROOMS = Path(__file__).parents[2] / "seed_rooms.yaml"
HOUSE = read_house(ROOMS)
"""Read once, before the workers are forked."""


def work(url: str, port: int, epoch: float) -> None:
    """Delivers everything that is due at a moment, given in seconds since 1970."""
    now = datetime.fromtimestamp(epoch, UTC)
    database = Database(url)
    with database.reading() as session:
        ids = read_house_ids(session)
    books = Books(database, HOUSE, ids)
    head = Letterhead("https://west.example", "raum@das-west.example")
    office = PostOffice(head, MailServer.parse(f"smtp://127.0.0.1:{port}"))
    deliver_due(books, office, lambda: now)
