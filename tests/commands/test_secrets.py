"""Accounts, tokens and calendar addresses: what is shown once."""

import io
from datetime import datetime

import pytest
from argon2 import PasswordHasher

from booking.domain.feed_options import FeedOptions, Preparation
from booking.domain.people import Standing
from booking.domain.refusals import Gone, WrongSignIn
from booking.opening import utc_now
from booking.services.books import Books
from booking.services.feeds import Known, publish_subscription
from booking.services.kept_feeds import KeptFeeds
from booking.services.sign_in import find_person, sign_in
from booking.services.subscriptions import list_feeds
from booking.services.tokens import find_bearer
from tests.builders import a_request
from tests.commands.conftest import Command, Told

PASSWORD = "long enough for a caretaker"


@pytest.fixture
def add_person(anywhere: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    """`booking people add ... --password-stdin`, with a password."""

    def add(*words: str, password: str = PASSWORD) -> Told:
        monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
        return anywhere("people", "add", *words, "--password-stdin")

    return add


def test_people_add_lets_somebody_sign_in(add_person: Command, books: Books) -> None:
    told = add_person("Horst@West.example", "--role", "caretaker", "--name", "Horst")
    assert (told.status, told.err) == (0, "")
    signed_in = sign_in(
        books.database, PasswordHasher(), "horst@west.example", PASSWORD, "192.0.2.1", utc_now()
    )
    assert (signed_in.person.name, signed_in.person.standing) == ("Horst", Standing.CARETAKER)


def test_people_add_refuses_a_short_password(add_person: Command) -> None:
    told = add_person("horst@west.example", "--role", "staff", password="kurz")
    assert told.status == 1
    assert told.err == "booking: The password is too short: 10 characters are the least.\n"


def test_people_add_asks_nobody_without_a_terminal(
    booking: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    told = booking("people", "add", "horst@west.example", "--role", "staff")
    assert told.status == 1
    assert told.err == (
        "booking: There is no terminal to ask for a password on. Use --password-stdin.\n"
    )


def test_tokens_add_prints_a_token_of_staff_alone(anywhere: Command, books: Books) -> None:
    token = anywhere("tokens", "add", "--role", "staff").out.removesuffix("\n")
    bearer = find_bearer(books, token, utc_now())
    assert bearer is not None
    assert bearer.standing is Standing.STAFF


def test_tokens_add_makes_one_for_an_association(anywhere: Command, books: Books) -> None:
    named = ("--name", "Chor Sonne", "--email", "sonne@verein.example")
    token = anywhere("tokens", "add", "--role", "association", *named).out.strip()
    bearer = find_bearer(books, token, utc_now())
    assert bearer is not None
    assert bearer.standing is Standing.ASSOCIATION
    assert bearer.association_id is not None


def test_feeds_add_prints_an_address_that_answers(
    anywhere: Command, books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOOKING_BASE_URL", "https://raum.west.example/")
    told = anywhere("feeds", "add", "--profile", "caretaker", "--room", "saal", "beratung-1")
    before, _, name = told.out.strip().rpartition("/")
    assert before == "https://raum.west.example/calendars/s"
    secret = name.removesuffix(".ics")
    answer = publish_subscription(books, KeptFeeds(), secret, Known(), utc_now())
    assert (answer.body or b"").startswith(b"BEGIN:VCALENDAR")


@pytest.mark.parametrize("words", [("staff", "ballroom"), ("public", "beratung-1")])
def test_feeds_add_knows_only_rooms_its_readers_may_know(
    anywhere: Command, words: tuple[str, str]
) -> None:
    profile, room = words
    told = anywhere("feeds", "add", "--profile", profile, "--room", room)
    assert told.status == 1
    assert told.err == f"booking: There is no room {room!r}.\n"


def test_feeds_add_takes_the_choices_of_the_page(anywhere: Command, books: Books) -> None:
    choices = "--setup events --opening --pending yes --language en --back 7 --ahead 800"
    told = anywhere("feeds", "add", "--profile", "staff", *choices.split())
    assert told.status == 0
    (made,) = list_feeds(books, utc_now())
    assert made.options == FeedOptions(
        Preparation.OWN_EVENTS,
        opens_house=True,
        pending=True,
        language="en",
        back=7,
        ahead=800,
    )


@pytest.mark.parametrize(
    ("choices", "status", "told"),
    [
        ("--profile public --opening", 1, "shown to caretakers and staff only"),
        ("--profile staff --language tlh", 1, "does not speak this language: tlh"),
        ("--profile staff --ahead 801", 2, "'801' is not a number from 0 to 800"),
    ],
)
def test_feeds_add_refuses_what_cannot_be_shown(
    anywhere: Command, books: Books, choices: str, status: int, told: str
) -> None:
    answer = anywhere("feeds", "add", *choices.split())
    assert answer.status == status
    assert told in answer.err
    assert list_feeds(books, utc_now()) == ()


def today() -> str:
    """As lists tell it."""
    return f"{utc_now():%Y-%m-%d}"


def test_people_disable_ends_sessions_and_lets_nobody_in(
    add_person: Command, anywhere: Command, books: Books
) -> None:
    def enter() -> str:
        hasher = PasswordHasher()
        return sign_in(
            books.database, hasher, "horst@west.example", PASSWORD, "192.0.2.1", utc_now()
        ).secret

    add_person("horst@west.example", "--role", "caretaker")
    session = enter()
    told = anywhere("people", "disable", "Horst@West.example")
    assert (told.status, told.err) == (0, "")
    assert told.out.startswith("Horst@West.example cannot sign in any more.")
    assert find_person(books.database, session, utc_now()) is None
    with pytest.raises(WrongSignIn):
        enter()
    add_person("horst@west.example", "--role", "caretaker")
    assert find_person(books.database, enter(), utc_now()) is not None


def test_people_disable_knows_whom_it_does_not_know(anywhere: Command) -> None:
    told = anywhere("people", "disable", "nobody@west.example")
    assert (told.status, told.out) == (1, "")
    assert told.err == "booking: There is no account 'nobody@west.example'.\n"


def test_a_token_is_listed_without_its_secret_and_revoked_by_its_number(
    anywhere: Command, books: Books
) -> None:
    token = anywhere("tokens", "add", "--role", "staff", "--name", "Anzeige").out.strip()
    named = ("--name", "Chor Sonne", "--email", "sonne@verein.example")
    other = anywhere("tokens", "add", "--role", "association", *named).out.strip()
    first = f"1  staff  Anzeige  since {today()}"
    second = f"2  association  Chor Sonne  since {today()}"
    assert anywhere("tokens", "list").out.splitlines() == [first, second]
    assert anywhere("tokens", "revoke", "1").out == "Token 1 opens nothing any more.\n"
    assert find_bearer(books, token, utc_now()) is None
    assert find_bearer(books, other, utc_now()) is not None
    revoked = f"{first}, revoked {today()}"
    assert anywhere("tokens", "list").out.splitlines() == [revoked, second]


def test_a_calendar_address_is_listed_and_revoked_by_its_number(
    anywhere: Command, books: Books
) -> None:
    told = anywhere("feeds", "add", "--profile", "caretaker", "--room", "saal", "--name", "Horst")
    secret = told.out.strip().rpartition("/")[2].removesuffix(".ics")
    anywhere("feeds", "add", "--profile", "public")
    first = f"1  caretaker  saal  Horst  since {today()}"
    second = f"2  public  all rooms  -  since {today()}"
    assert anywhere("feeds", "list").out.splitlines() == [first, second]
    assert anywhere("feeds", "revoke", "1").out == "Calendar address 1 is gone for good.\n"
    with pytest.raises(Gone):
        publish_subscription(books, KeptFeeds(), secret, Known(), utc_now())
    revoked = f"{first}, revoked {today()}"
    assert anywhere("feeds", "list").out.splitlines() == [revoked, second]


@pytest.mark.parametrize(("topic", "thing"), [("tokens", "token"), ("feeds", "feed")])
def test_what_is_not_in_the_list_cannot_be_revoked(
    anywhere: Command, topic: str, thing: str
) -> None:
    told = anywhere(topic, "revoke", "2147483647")
    assert (told.status, told.out) == (1, "")
    assert told.err == f"booking: There is no {thing} 2147483647.\n"
    assert anywhere(topic, "revoke", "2147483648").status == 2


def test_a_link_of_a_booking_is_no_token_of_a_program(
    anywhere: Command, books: Books, now: datetime
) -> None:
    a_request(books, now)
    assert anywhere("tokens", "list").out == ""
    assert anywhere("tokens", "revoke", "1").status == 1


def test_a_name_is_one_line_whatever_was_typed(booking: Command) -> None:
    booking("tokens", "add", "--role", "staff", "--name", "Anzeige\nim \x1b[31m\udcff Foyer")
    [line] = booking("tokens", "list").out.splitlines()
    assert line.startswith("1  staff  Anzeige im [31m Foyer  since ")
