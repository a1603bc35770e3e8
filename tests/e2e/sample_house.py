"""The house of the demo, in full use and served in this process, for tests that look at pages.

It always is the same Monday morning there, so that every page shows the same each time.
The books are filled once for all processes of a test run; each serves a copy.
"""

import fcntl
import shutil
import socket
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import uvicorn
from argon2 import PasswordHasher
from sqlalchemy import select

from booking.app import create_app
from booking.commands.demo.filling import (
    ADMIN_EMAIL,
    ADMIN_PASSWORD,
    CARETAKER_DAY,
    CARETAKER_EMAIL,
    CARETAKER_FEED,
    CARETAKER_PASSWORD,
    STAFF_EMAIL,
    STAFF_PASSWORD,
    fill,
)
from booking.config import Config
from booking.domain.bookings import Booking
from booking.domain.closing import Closing, Fate
from booking.domain.decisions import Cancellation
from booking.domain.delegates import Successor
from booking.domain.filters import Filter
from booking.domain.house import House
from booking.domain.imports import Source
from booking.domain.people import THE_HOUSE, Person, Standing
from booking.domain.proofs import ProofPurpose
from booking.domain.statuses import Status
from booking.services.books import Books
from booking.services.closures import close, look_at_hits
from booking.services.decisions import cancel
from booking.services.delegates import add_delegate
from booking.services.handovers import HandingOver, hand_over
from booking.services.importing import keep
from booking.services.offers import Offering, offer
from booking.services.planting import plant
from booking.services.proofs import remember, send_code
from booking.services.sign_in import sign_in
from booking.store.database import Database
from booking.store.tables import OutboxRow
from booking.store.tokens import Purpose, add_token
from booking.web.devices import DEVICE_COOKIE
from booking.web.identity import SESSION_COOKIE
from booking.web.site.enquiry_visit import DRAFT_COOKIE
from booking.web.site.my import HANDLE_COOKIE
from tests.e2e.asker import an_asker
from tests.e2e.pages import Page, Who

ACCOUNTS = {
    Who.STAFF: (STAFF_EMAIL, STAFF_PASSWORD),
    Who.CARETAKER: (CARETAKER_EMAIL, CARETAKER_PASSWORD),
    Who.ADMIN: (ADMIN_EMAIL, ADMIN_PASSWORD),
}


@dataclass(frozen=True)
class SampleHouse:
    """The house at work, and what the addresses of its pages are made of."""

    address: str
    facts: Mapping[str, str]
    sessions: Mapping[Who, Sequence[tuple[str, str]]]
    """The cookies of everybody who has some."""

    def url_of(self, page: Page, language: str) -> str:
        """Where a page is found in a language."""
        path = (page.address or page.route).format(**self.facts)
        return f"{self.address}{path}{'&' if '?' in path else '?'}lang={language}"

    def cookies_of(self, who: Who) -> list[tuple[str, str]]:
        """What the browser of such a person sends along."""
        return list(self.sessions.get(who, ()))


def filled_books(place: Path, empty: Path, house: House, now: datetime) -> Path:
    """The file of the filled books; whoever comes first fills it, the others wait."""
    path = place / "sample-house.db"
    with (place / "sample-house.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            shutil.copy(empty, place / "filling.db")
            database = Database(f"sqlite:///{place / 'filling.db'}")
            fill(plant(database, house, now), now)
            with database.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            database.dispose()
            (place / "filling.db").rename(path)
    return path


@contextmanager
def served(file: Path, house: House, now: datetime) -> Iterator[SampleHouse]:
    """The house, answering on a port of its own until the end."""
    database = Database(f"sqlite:///{file}")
    books = plant(database, house, now)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        config = Config(
            _env_file=None, database_url=f"sqlite:///{file}", base_url=address, secret="s" * 40
        )
        app = create_app(books, config, clock=lambda: now)
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        serving = threading.Thread(target=server.run, args=([listener],))
        serving.start()
        while not server.started:
            time.sleep(0.02)
        asker = an_asker(books, now)
        app.state["is_demo"] = True
        facts = facts_of(books, now) | {"proof_link": asker.link}
        sessions = sessions_of(books, now, facts["email"])
        sessions[Who.ASKER] = [(DRAFT_COOKIE, asker.draft)]
        try:
            yield SampleHouse(address, facts, sessions)
        finally:
            server.should_exit = True
            serving.join()
    database.dispose()


def sessions_of(books: Books, now: datetime, email: str) -> dict[Who, list[tuple[str, str]]]:
    """A session for each kind of account, and a device that is known by an address and, for
    another purpose, waits for a code."""
    hasher = PasswordHasher()
    handle = send_code(books, email, ProofPurpose.MY_BOOKINGS, "de", now, "192.0.2.1")
    with books.database.writing() as session:
        device = remember(session, email, now).secret
    return {
        who: [(SESSION_COOKIE, sign_in(books.database, hasher, *account, "192.0.2.1", now).secret)]
        for who, account in ACCOUNTS.items()
    } | {Who.DELEGATE: [(DEVICE_COOKIE, device), (HANDLE_COOKIE, handle)]}


def facts_of(books: Books, now: datetime) -> dict[str, str]:
    """What stands in braces in the addresses of `tests/e2e/pages.py`. For each booking there
    is `<name>_key`, the secret of its link, as well."""
    with books.reading(now) as ledger:
        known = ledger.find_bookings(Filter(), 1000)
    bookings = {
        "asked": next(
            one for one in known if statuses(one) == {Status.REQUESTED} and is_series(one)
        ),
        "held": next(one for one in known if statuses(one) == {Status.HELD}),
        "confirmed": next(one for one in known if statuses(one) == {Status.CONFIRMED}),
        "partly": next(one for one in known if len(statuses(one)) > 1),
        "declined": next(one for one in known if statuses(one) == {Status.DECLINED}),
        "talked": next(one for one in known if one.title == "Spieleabend"),
        "offered": offer_something(books, known, now),
    }
    talked = bookings["talked"]
    hand_something_over(books, talked, now)
    with books.database.writing() as session:
        keys = {
            f"{name}_key": add_token(session, Purpose.BOOKING_LINK, now, booking_id=one.id)
            for name, one in bookings.items()
        }
        password_key = add_token(session, Purpose.PASSWORD, now, account_id=1)
        mail = session.scalars(select(OutboxRow.id)).first()
    others = {
        "mail": str(mail),
        "password_key": password_key,
        "talked_date": str(talked.occurrences[0].id),
        "email": talked.email,
        "group": str(talked.association_id),
        "caretaker_feed": CARETAKER_FEED,
        "caretaker_day": CARETAKER_DAY,
        "closure": str(close_something(books, now)),
        "upload": str(send_a_table(books, now)),
    }
    return {name: one.reference for name, one in bookings.items()} | keys | others


def close_something(books: Books, now: datetime) -> int:
    """A closure that hits dates about which somebody still has to decide."""
    day = now.date() + timedelta(weeks=4)
    closing = Closing(day, day + timedelta(days=6), {"de": "Wasserschaden"}, ("saal-b",))
    fates = {hit.occurrence.id: Fate.KEEP for hit in look_at_hits(books, THE_HOUSE, closing, now)}
    return close(books, THE_HOUSE, closing, fates, "", "a nonce", now)


def send_a_table(books: Books, now: datetime) -> int:
    """A weekly plan that waits to be taken over: some dates are free, some are not, and one
    line cannot be read."""
    head = "Verein;Raum;Wochentag;von;bis;ab;bis"
    lines = [f"Gruppe {day};Saal A;{day};18;20;1.12.2026;22.12.2026" for day in ("Di", "Do", "Fr")]
    table = "\n".join([head, *lines, "Chor;Keller;Mo;18;20;1.12.2026;22.12.2026"])
    sender = Person(Standing.STAFF, account_id=1)
    return keep(books, sender, Source("plan.csv", table.encode()), now)


def offer_something(books: Books, known: Sequence[Booking], now: datetime) -> Booking:
    """Whoever waits is offered the date, which its group gives up."""
    waiting = next(one for one in known if statuses(one) == {Status.WAITING})
    day = waiting.occurrences[0].day
    for other in known:
        taking = [one.id for one in other.occurrences if one.day == day and one.status.holds]
        if taking:
            cancel(books, THE_HOUSE, other.reference, Cancellation(frozenset(taking)), now)
    ids = frozenset(one.id for one in waiting.occurrences)
    decided = offer(books, THE_HOUSE, waiting.reference, Offering(ids), now)
    assert statuses(decided.booking) == {Status.HELD}
    return decided.booking


def hand_something_over(books: Books, booking: Booking, now: datetime) -> None:
    """One delegate more, and somebody who is asked to take over; both ways."""
    person = Person(
        Standing.ASSOCIATION,
        proven_email=booking.email,
        associations=frozenset({booking.association_id}),
    )
    vera = Successor("Vera Beispiel", "vera@verein.example", "de")
    add_delegate(books, person, booking.association_id, vera, now)
    wanted = HandingOver(booking.association_id, vera, booking.reference)
    hand_over(books, person, wanted, now)
    theirs = Person(
        Standing.ASSOCIATION,
        proven_email=vera.email,
        associations=frozenset({booking.association_id}),
    )
    back = Successor("B. Beispiel", booking.email, "de")
    hand_over(books, theirs, HandingOver(booking.association_id, back), now)


def statuses(booking: Booking) -> set[Status]:
    """The statuses of its dates."""
    return {one.status for one in booking.occurrences}


def is_series(booking: Booking) -> bool:
    """Whether it has more than one date."""
    return len(booking.occurrences) > 1
