"""The people of the house: invited, changed and shut out by an admin alone; passwords by links
that work once; second factors whose codes work once."""

from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from datetime import datetime, timedelta

import pyotp
import pytest
from argon2 import PasswordHasher
from sqlalchemy import delete, update

from booking.domain.accounts import CodeNeeded, LastAdmin
from booking.domain.caretaker_links import NewLink
from booking.domain.mails import Kind
from booking.domain.people import VISITOR, Person, Role, Standing
from booking.domain.proofs import ProofPurpose
from booking.domain.refusals import (
    BadInput,
    Gone,
    NotAllowed,
    NotFound,
    SignInNeeded,
    TooManyAttempts,
    WrongSignIn,
)
from booking.services import (
    accounts,
    caretaker_links,
    links,
    own_account,
    passwords,
    second_factor,
    sign_in,
)
from booking.services.books import Books
from booking.services.links import send_new_link
from booking.services.outbox import look_at_outbox
from booking.services.proofs import send_code
from booking.store.accounts import count_admins
from booking.store.tables import AccountRow, OutboxRow
from booking.store.tokens import Purpose, add_token
from tests.builders import STAFF, a_request

HASHER = PasswordHasher(1, 8, 1)
GOOD = "drei kleine Katzen"


@pytest.fixture
def admin(books: Books, now: datetime) -> Person:
    """The first account of the house."""
    sign_in.add_account(
        books.database, HASHER, "admin@west.example", "Ada Probe", Role.ADMIN, GOOD, now
    )
    return enter(books, "admin@west.example", GOOD, now).person


def enter(books: Books, email: str, password: str, now: datetime) -> sign_in.SignedIn:
    return sign_in.sign_in(books.database, HASHER, email, password, "192.0.2.1", now)


def a_link(books: Books, number: int, now: datetime) -> str:
    """The secret of a link, as the postman makes it when a mail leaves."""
    with books.database.writing() as session:
        return add_token(session, Purpose.PASSWORD, now, account_id=number)


def mails(books: Books, now: datetime) -> list[tuple[Kind, str]]:
    return [(one.kind, one.recipient) for one in look_at_outbox(books, STAFF, 1, now).mails]


def invite(books: Books, admin: Person, now: datetime, role: Role = Role.STAFF) -> int:
    entry = accounts.invite(books, admin, " Neu@West.example ", "Nele Neu", role, "", now)
    return entry.id


def test_an_invited_person_chooses_a_password_once_and_signs_in(
    books: Books, admin: Person, now: datetime
) -> None:
    number = invite(books, admin, now)
    invite(books, admin, now)  # a double click
    assert mails(books, now) == [(Kind.INVITATION, "neu@west.example")]
    link = a_link(books, number, now)
    with pytest.raises(WrongSignIn):
        enter(books, "neu@west.example", "", now)
    assert passwords.look_at_link(books, link, now).name == "Nele Neu"
    passwords.choose_password(books, HASHER, link, GOOD, now)
    assert enter(books, "neu@west.example", GOOD, now).person.standing is Standing.STAFF
    with pytest.raises(NotFound):
        passwords.choose_password(books, HASHER, link, "another password", now)


def test_a_link_ends_after_three_days(books: Books, admin: Person, now: datetime) -> None:
    link = a_link(books, invite(books, admin, now), now)
    with pytest.raises(NotFound):
        passwords.look_at_link(books, link, now + timedelta(hours=72))


@pytest.mark.parametrize("password", ["short", "neu@west.example", "aaaaaaaaaaaa", "x" * 1001])
def test_a_password_that_others_guess_is_refused(
    books: Books, admin: Person, now: datetime, password: str
) -> None:
    link = a_link(books, invite(books, admin, now), now)
    with pytest.raises(BadInput):
        passwords.choose_password(books, HASHER, link, password, now)
    assert passwords.look_at_link(books, link, now)


def test_whoever_forgot_the_password_gets_a_mail_and_nobody_learns_who_has_an_account(
    books: Books, admin: Person, now: datetime
) -> None:
    passwords.ask_for_link(books, "ADMIN@west.example", "192.0.2.1", now)
    passwords.ask_for_link(books, "nobody@west.example", "192.0.2.1", now)
    assert mails(books, now) == [(Kind.FORGOTTEN_PASSWORD, "admin@west.example")]


def test_asking_for_links_ends_without_a_word_for_one_address_and_with_one_for_one_origin(
    books: Books, admin: Person, now: datetime
) -> None:
    """Who asks for an address again and again learns nothing, and uses up their own limit."""
    for _ in range(passwords.MOST_PER_ORIGIN):
        with books.database.writing() as session:
            session.execute(delete(OutboxRow))  # as if each mail had left
        passwords.ask_for_link(books, "admin@west.example", "192.0.2.1", now)
    assert mails(books, now) == []  # that was too much for the address
    with pytest.raises(TooManyAttempts):
        passwords.ask_for_link(books, "admin@west.example", "192.0.2.1", now)
    passwords.ask_for_link(books, "admin@west.example", "192.0.2.1", now + timedelta(hours=1))
    assert mails(books, now) == [(Kind.FORGOTTEN_PASSWORD, "admin@west.example")]


@pytest.mark.parametrize("what", ["codes", "links"])
def test_what_one_address_is_refused_counts_for_whoever_asked(
    books: Books, now: datetime, what: str
) -> None:
    def ask(email: str) -> None:
        if what == "codes":
            send_code(books, email, ProofPurpose.MY_BOOKINGS, "de", now, "192.0.2.1")
        else:
            send_new_link(books, "XXXX-XXXX", email, "192.0.2.1", now)

    for _ in range(links.MOST_PER_ORIGIN):
        with suppress(TooManyAttempts):
            ask("a@verein.example")
    with pytest.raises(TooManyAttempts):
        ask("b@verein.example")


def test_a_new_password_ends_every_session(books: Books, admin: Person, now: datetime) -> None:
    here = enter(books, "admin@west.example", GOOD, now).secret
    with pytest.raises(BadInput):
        passwords.change_password(books, HASHER, admin, "wrong", "zwei grosse Hunde", now)
    passwords.change_password(books, HASHER, admin, GOOD, "zwei grosse Hunde", now)
    assert sign_in.find_person(books.database, here, now) is None
    assert enter(books, "admin@west.example", "zwei grosse Hunde", now)


def test_whoever_is_shut_out_is_out_at_once(books: Books, admin: Person, now: datetime) -> None:
    number = invite(books, admin, now)
    passwords.choose_password(books, HASHER, a_link(books, number, now), GOOD, now)
    here, link = enter(books, "neu@west.example", GOOD, now).secret, a_link(books, number, now)
    accounts.shut_account(books, admin, number, now)
    assert sign_in.find_person(books.database, here, now) is None
    with pytest.raises(NotFound):
        passwords.look_at_link(books, link, now)
    with pytest.raises(WrongSignIn):
        enter(books, "neu@west.example", GOOD, now)
    accounts.open_account(books, admin, number, now)
    assert enter(books, "neu@west.example", GOOD, now)


def test_one_admin_is_always_left(books: Books, admin: Person, now: datetime) -> None:
    number = admin.account_id or 0
    accounts.invite(books, admin, "nobody@west.example", "N. N.", Role.ADMIN, "", now)
    with pytest.raises(LastAdmin):
        accounts.shut_account(books, admin, number, now)
    with pytest.raises(LastAdmin):
        accounts.change_account(books, admin, number, "Ada Probe", Role.STAFF, "", now)


def test_of_two_admins_who_shut_each_other_out_at_once_one_stays(
    books: Books, admin: Person, now: datetime
) -> None:
    """Both wait for somebody who has the accounts, so that neither has seen the other's deed."""
    sign_in.add_account(books.database, HASHER, "zwei@west.example", "", Role.ADMIN, GOOD, now)
    other = enter(books, "zwei@west.example", GOOD, now).person
    ada, zwei = admin.account_id or 0, other.account_id or 0
    deeds = (
        lambda: accounts.shut_account(books, admin, zwei, now),
        lambda: accounts.change_account(books, other, ada, "Ada Probe", Role.STAFF, "", now),
    )
    with ThreadPoolExecutor(2) as pool:
        with books.database.writing() as session:
            session.execute(update(AccountRow).values(phone="0536112345"))
            outcomes = [pool.submit(deed) for deed in deeds]
            wait(outcomes, timeout=0.3)
        refusals = [one.exception() for one in outcomes]
    assert sorted(map(type, refusals), key=str) == [type(None), LastAdmin]
    with books.reading(now) as ledger:
        assert count_admins(ledger.session, but=0) == 1


def test_what_is_no_code_at_all_is_only_wrong(books: Books, admin: Person, now: datetime) -> None:
    second_factor.begin(books, admin, now)
    for typed in ("", "ü", "12345६"):
        with pytest.raises(BadInput):
            second_factor.confirm(books, admin, typed, now)


def test_only_an_admin_changes_people(books: Books, admin: Person, now: datetime) -> None:
    number = admin.account_id or 0
    for person, refusal in ((STAFF, NotAllowed), (VISITOR, SignInNeeded)):
        for deed in (
            lambda: invite(books, person, now),  # noqa: B023
            lambda: accounts.change_account(books, person, 1, "x", Role.STAFF, "", now),  # noqa: B023
            lambda: accounts.shut_account(books, person, number, now),  # noqa: B023
            lambda: accounts.open_account(books, person, number, now),  # noqa: B023
            lambda: second_factor.switch_off_for(books, person, number, now),  # noqa: B023
        ):
            with pytest.raises(refusal):
                deed()


def with_second_factor(books: Books, admin: Person, now: datetime) -> tuple[pyotp.TOTP, str]:
    secret = second_factor.begin(books, admin, now).text
    assert second_factor.begin(books, admin, now).text == secret
    totp = pyotp.TOTP(secret)
    codes = second_factor.confirm(books, admin, totp.at(now), now)
    assert len(set(codes)) == 10
    return totp, codes[0]


def first_step(books: Books, now: datetime) -> str:
    with pytest.raises(CodeNeeded) as needed:
        enter(books, "admin@west.example", GOOD, now)
    return str(needed.value.facts["secret"])


def test_with_a_second_factor_the_password_alone_opens_nothing(
    books: Books, admin: Person, now: datetime
) -> None:
    totp, recovery = with_second_factor(books, admin, now)
    later = now + timedelta(minutes=1)
    step = first_step(books, later)
    with pytest.raises(BadInput):
        sign_in.sign_in_with_code(books.database, step, "000000", later)
    code = totp.at(later)
    assert sign_in.sign_in_with_code(books.database, step, code, later).person == admin
    with pytest.raises(BadInput):  # no code is taken twice
        sign_in.sign_in_with_code(books.database, first_step(books, later), code, later)
    with pytest.raises(SignInNeeded):  # nor is a first step
        sign_in.sign_in_with_code(books.database, step, totp.at(later), later)
    assert sign_in.sign_in_with_code(books.database, first_step(books, later), recovery, later)
    with pytest.raises(BadInput):
        sign_in.sign_in_with_code(books.database, first_step(books, later), recovery, later)


def test_a_code_in_other_letters_is_a_wrong_code(
    books: Books, admin: Person, now: datetime
) -> None:
    with_second_factor(books, admin, now)
    for typed in ("é", "١٢٣٤٥٦", "\u200f"):
        with pytest.raises(BadInput):
            sign_in.sign_in_with_code(books.database, first_step(books, now), typed, now)


def test_a_second_factor_that_was_only_begun_ends_with_the_password(
    books: Books, admin: Person, now: datetime
) -> None:
    begun = second_factor.begin(books, admin, now).text
    passwords.change_password(books, HASHER, admin, GOOD, "zwei grosse Hunde", now)
    assert second_factor.begin(books, admin, now).text != begun


def test_the_first_step_waits_five_minutes(books: Books, admin: Person, now: datetime) -> None:
    totp, _ = with_second_factor(books, admin, now)
    step, late = first_step(books, now), now + timedelta(minutes=5)
    with pytest.raises(SignInNeeded):
        sign_in.sign_in_with_code(books.database, step, totp.at(late), late)


def test_a_password_of_the_command_line_ends_what_the_old_one_had_opened(
    books: Books, admin: Person, now: datetime
) -> None:
    totp, _ = with_second_factor(books, admin, now)
    later = now + timedelta(minutes=1)
    link, step = a_link(books, admin.account_id or 0, later), first_step(books, later)
    sign_in.add_account(
        books.database, HASHER, "admin@west.example", "", Role.ADMIN, "zwei grosse Hunde", later
    )
    with pytest.raises(NotFound):
        passwords.look_at_link(books, link, later)
    with pytest.raises(SignInNeeded):
        sign_in.sign_in_with_code(books.database, step, totp.at(later), later)


def test_a_day_of_the_caretaker_that_ended_with_an_account_stays_ended(
    books: Books, now: datetime
) -> None:
    told = (HASHER, "horst@west.example", "Horst", Role.CARETAKER, GOOD, now)
    sign_in.add_account(books.database, *told)
    number = enter(books, "horst@west.example", GOOD, now).person.account_id
    wanted = NewLink("", "nonce-of-a-form", account_id=number)
    secret = caretaker_links.make_link(books, STAFF, wanted, now) or ""
    assert caretaker_links.get_keeper(books, secret, now).name == "Horst"
    sign_in.disable_account(books.database, "horst@west.example", now)
    sign_in.add_account(books.database, *told)
    with pytest.raises(Gone):
        caretaker_links.get_keeper(books, secret, now)


def test_a_second_factor_goes_by_a_code_or_by_an_admin(
    books: Books, admin: Person, now: datetime
) -> None:
    totp, _ = with_second_factor(books, admin, now)
    later = now + timedelta(minutes=1)
    with pytest.raises(BadInput):
        second_factor.switch_off(books, admin, "123", later)
    second_factor.switch_off(books, admin, totp.at(later), later)
    assert enter(books, "admin@west.example", GOOD, later)
    with_second_factor(books, admin, later)
    with pytest.raises(NotAllowed):
        second_factor.switch_off_for(books, admin, admin.account_id or 0, later)
    helper = Person(Standing.ADMIN, account_id=99)
    second_factor.switch_off_for(books, helper, admin.account_id or 0, later)
    assert enter(books, "admin@west.example", GOOD, later)


def test_one_s_own_browsers_are_listed_and_signed_out(
    books: Books, admin: Person, now: datetime
) -> None:
    other = sign_in.sign_in(
        books.database, HASHER, "admin@west.example", GOOD, "192.0.2.1", now, "Firefox, Android"
    ).secret
    here = enter(books, "admin@west.example", GOOD, now).secret
    own = own_account.look_at_own(books, admin, here, now)
    assert "Firefox, Android" in [one.browser for one in own.browsers if not one.is_this_one]
    stranger = Person(Standing.STAFF, account_id=(admin.account_id or 0) + 1)
    own_account.end_browser(books, stranger, own.browsers[1].id, now)
    assert sign_in.find_person(books.database, other, now) == admin
    own_account.end_browser(books, admin, own.browsers[1].id, now)
    assert sign_in.find_person(books.database, other, now) is None
    own_account.end_other_browsers(books, admin, here, now)
    assert len(own_account.look_at_own(books, admin, here, now).browsers) == 1


def test_new_requests_are_told_at_once_to_whoever_wants_that(
    books: Books, admin: Person, now: datetime
) -> None:
    a_request(books, now)
    assert Kind.NEW_ENQUIRY not in [kind for kind, _ in mails(books, now)]
    own_account.choose_mails(books, admin, now, digest=False, at_once=True)
    a_request(books, now, begin="10:00", end="12:00")
    assert mails(books, now).count((Kind.NEW_ENQUIRY, "admin@west.example")) == 1
