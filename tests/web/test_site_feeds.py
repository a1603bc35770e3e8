"""Calendar subscriptions in the browser: made, shown once, renewed, ended; that of a group."""

import re
import secrets
from datetime import datetime, timedelta

import httpx
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from booking.domain.feeds import Profile
from booking.domain.people import VISITOR
from booking.domain.refusals import BadInput
from booking.services.books import Books
from booking.services.enquiries import request
from booking.services.feed_visits import FeedVisits, write_down
from booking.services.subscriptions import (
    NewSubscription,
    change_feed,
    find_owners,
    list_feeds,
    subscribe,
)
from booking.store.subscriptions import add_subscription
from tests.builders import DANCERS, STAFF, a_confirmed, an_enquiry
from tests.web.codes import know_device
from tests.web.conftest import ON_ONE_DATABASE, HouseClock
from tests.web.feed_reading import summaries
from tests.web.visits import form_token, sign_in_as

pytestmark = ON_ONE_DATABASE
Client = TestClient[Litestar]


@pytest.fixture
def staff(client: Client, books: Books, now: datetime) -> Client:
    """Somebody of staff in a browser."""
    sign_in_as(client, books, now)
    return client


def make(staff: Client, **typed: object) -> httpx.Response:
    fields = {
        "name": "Diensthandy",
        "profile": "caretaker",
        "nonce": secrets.token_urlsafe(16),
        "_csrf_token": form_token(staff, "/staff/feeds/new"),
        **typed,
    }
    return staff.post("/staff/feeds/new", data=fields, follow_redirects=False)


def feed_of(answer: httpx.Response) -> str:
    """The path of the calendar behind the page of an address."""
    assert answer.status_code == 303
    location = answer.headers["location"]
    secret = location.removeprefix("/subscribe/").removesuffix("?new=1").rpartition("made=")[2]
    assert len(secret) == 43
    return f"/calendars/s/{secret}.ics"


def test_an_address_is_made_and_shown_with_every_way_to_use_it(
    staff: Client, books: Books, now: datetime
) -> None:
    a_confirmed(books, now)
    made = make(staff, opens_house="on", preparation="events")
    page = staff.get(made.headers["location"]).text
    path = feed_of(made)
    plain = f"http://testserver.local{path}"
    assert len(plain) < 256
    assert f">{plain}<" in page
    assert f'href="webcal://testserver.local{path}"' in page
    cid = re.search(r'href="https://calendar.google.com/calendar/r\?cid=([^"]+)"', page)
    assert cid
    assert cid[1] == f"webcal%3A%2F%2Ftestserver.local{path.replace('/', '%2F')}"
    assert "<svg" in page
    assert "style=" not in page.partition('class="qr"')[2].partition("</svg>")[0]
    for told in ("8 bis 24 Stunden", "3 Stunden", "30 Minuten"):
        assert told in page
    assert summaries(staff.get(path)) == [
        "Aufbau: Chorprobe – Chor ohne Grenzen",
        "Haus öffnet 17:45 – schließt 20:15",
        "Chorprobe – Chor ohne Grenzen",
        "Abbau: Chorprobe – Chor ohne Grenzen",
    ]
    listed = staff.get("/staff/feeds").text
    assert "Diensthandy" in listed
    assert path[13:-4] not in listed


def test_a_form_that_is_sent_twice_makes_one_subscription(
    staff: Client, books: Books, now: datetime
) -> None:
    first, again = (make(staff, nonce="one form, one feed") for _ in range(2))
    assert staff.get(feed_of(first)).status_code == 200
    assert again.headers["location"] == "/staff/feeds?done=made"
    assert "Dieses Kalenderabo gibt es schon." in staff.get("/staff/feeds?done=made").text
    assert len(list_feeds(books, now)) == 1


def change(staff: Client, number: int, **typed: object) -> httpx.Response:
    address = f"/staff/feeds/{number}/edit"
    fields = {"name": "Pforte", "_csrf_token": form_token(staff, "/staff/feeds/new"), **typed}
    return staff.post(address, data=fields, follow_redirects=False)


def test_what_a_subscription_shows_can_be_changed_and_its_address_stays(
    staff: Client, books: Books, now: datetime, house_clock: HouseClock
) -> None:
    a_confirmed(books, now)
    path = feed_of(make(staff, opens_house="on"))
    number = list_feeds(books, now)[0].id
    before = staff.get(path)
    form = staff.get(f"/staff/feeds/{number}/edit").text
    assert 'value="Diensthandy"' in form
    assert re.search(r'name="opens_house" value="on" checked', form)
    house_clock.now = now + timedelta(hours=1)
    saved = change(staff, number, rooms="saal-b", preparation="events")
    assert saved.headers["location"] == f"/staff/feeds/{number}?done=changed"
    known = {"if-none-match": before.headers["etag"]}
    after = staff.get(path, headers=known)
    assert after.headers["etag"] != before.headers["etag"]
    assert "Pforte" in after.text
    assert summaries(after)[0].startswith("Aufbau")
    assert not any("Haus öffnet" in one for one in summaries(after))
    since = {"if-modified-since": before.headers["last-modified"]}
    assert staff.get(path, headers=since).status_code == 200


def test_a_subscription_whose_rooms_have_left_the_house_says_so(
    staff: Client, books: Books, now: datetime
) -> None:
    """Nobody shall open it to the whole house by saving a form without ticks."""
    wanted = NewSubscription(Profile.CARETAKER, rooms=("keller",), name="Keller")
    with books.database.writing() as session:
        secret = add_subscription(session, wanted, now)
    number = list_feeds(books, now)[0].id
    assert staff.get(f"/calendars/s/{secret}.ics").status_code == 410
    assert "zeigt keinen Raum" in staff.get("/staff/feeds").text
    assert "Der Kalender zeigt keinen Raum mehr." in staff.get(f"/staff/feeds/{number}").text
    form = f"/staff/feeds/{number}/edit"
    assert "Ohne Häkchen zeigt er das ganze Haus." in staff.get(form).text
    change(staff, number, rooms="saal-b")
    assert staff.get(f"/calendars/s/{secret}.ics").status_code == 200
    assert "Ohne Häkchen zeigt er das ganze Haus." not in staff.get(form).text
    assert "zeigt keinen Raum" not in staff.get("/staff/feeds").text


def test_a_subscription_with_another_name_alone_is_read_anew(
    staff: Client, books: Books, now: datetime
) -> None:
    path = feed_of(make(staff))
    number = list_feeds(books, now)[0].id
    tags = [staff.get(path).headers["etag"]]
    for name in ("Pforte", "Empfang"):
        change(staff, number, name=name)
        tags.append(staff.get(path).headers["etag"])
    assert len(set(tags)) == 3
    assert list_feeds(books, now)[0].version == 3


def test_a_subscription_may_get_other_rooms_and_another_owner(
    staff: Client, books: Books, now: datetime
) -> None:
    owner = find_owners(books, STAFF, now)[0].account_id
    subscribe(books, Profile.CARETAKER, ("saal-b",), "Pforte", now)
    told = []
    for rooms, account in ((("foyer",), owner), ((), None)):
        wanted = NewSubscription(Profile.CARETAKER, rooms, "Pforte", account_id=account)
        change_feed(books, STAFF, 1, wanted, now)
        told += [(one.rooms, one.account_id) for one in list_feeds(books, now)]
    assert told == [(("foyer",), owner), (None, None)]


def test_what_a_subscription_cannot_show_is_refused_when_it_is_changed(
    staff: Client, books: Books, now: datetime
) -> None:
    make(staff, profile="public")
    number = list_feeds(books, now)[0].id
    for wrong in ({"name": ""}, {"opens_house": "on"}, {"rooms": "beratung-1"}, {"owner": "99"}):
        assert change(staff, number, **wrong).status_code == 422
    assert [one.version for one in list_feeds(books, now)] == [1]
    token = form_token(staff, f"/staff/feeds/{number}")
    staff.post(f"/staff/feeds/{number}/end", data={"_csrf_token": token})
    assert change(staff, number).status_code == 404
    assert staff.get(f"/staff/feeds/{number}/edit").status_code == 404


def test_a_form_that_is_not_right_comes_back_as_it_was(staff: Client) -> None:
    page = make(staff, name="", back="400", pending="yes")
    assert page.status_code == 422
    assert "Bitte füllen Sie dieses Feld aus." in page.text
    assert "Bitte geben Sie eine Zahl bis 366 an." in page.text
    assert '<option value="yes" selected>' in page.text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"profile": "public", "opens_house": "on"}, "sehen nur Hausdienst und Mitarbeitende"),
        ({"profile": "association"}, "keine Buchung mit dieser Nummer"),
        ({"profile": "association", "booking": "XXXX-XXXX"}, "keine Buchung mit dieser Nummer"),
        ({"owner": "99"}, "Dieses Konto gibt es nicht."),
        ({"language": "tlh"}, "Diese Sprache spricht das Haus nicht"),
        ({"profile": "public", "rooms": "beratung-1"}, "nicht öffentlich"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    staff: Client, books: Books, now: datetime, typed: dict[str, str], told: str
) -> None:
    answer = make(staff, **typed)
    assert answer.status_code == 422
    assert told in answer.text
    assert list_feeds(books, now) == ()


def test_the_feed_of_a_group_shows_its_own_dates_only(
    staff: Client, books: Books, now: datetime
) -> None:
    own = a_confirmed(books, now)
    a_confirmed(books, now, "kueche", group=DANCERS, title="Kochen")
    path = feed_of(make(staff, profile="association", booking=own.reference.lower()))
    assert summaries(staff.get(path)) == ["Chorprobe"]


def test_a_renewed_address_is_gone_and_the_new_one_shows_the_same(
    staff: Client, books: Books, now: datetime
) -> None:
    a_confirmed(books, now)
    old = feed_of(make(staff))
    number = list_feeds(books, now)[0].id
    token = form_token(staff, f"/staff/feeds/{number}")
    renewed = staff.post(
        f"/staff/feeds/{number}/renew", data={"_csrf_token": token}, follow_redirects=False
    )
    assert list_feeds(books, now)[0].renewed_at == now
    assert staff.get(old).status_code == 410
    assert staff.get(old.replace("/calendars/s/", "/subscribe/")[:-4]).status_code == 410
    assert len(summaries(staff.get(feed_of(renewed)))) == 1


def test_an_ended_subscription_is_gone_for_good(
    staff: Client, books: Books, now: datetime, house_clock: HouseClock
) -> None:
    path = feed_of(make(staff))
    number = list_feeds(books, now)[0].id
    token = form_token(staff, f"/staff/feeds/{number}")
    for hours in range(2):  # also if it is sent twice
        house_clock.now = now + timedelta(hours=hours)
        ended = staff.post(
            f"/staff/feeds/{number}/end", data={"_csrf_token": token}, follow_redirects=False
        )
        assert ended.headers["location"] == "/staff/feeds?done=ended"
    assert list_feeds(books, now)[0].revoked_at == now
    assert staff.get(path).status_code == 410
    assert "beendet" in staff.get(f"/staff/feeds/{number}").text
    answer = staff.post(
        f"/staff/feeds/{number}/renew", data={"_csrf_token": token}, follow_redirects=False
    )
    assert answer.status_code == 404


def test_staff_see_who_asked_and_what_became_of_it(
    app: Litestar, staff: Client, books: Books, now: datetime
) -> None:
    path = feed_of(make(staff))
    phone = {"user-agent": "iOS/18.1 dataaccessd/1.0"}
    etag = staff.get(path, headers=phone).headers["etag"]
    staff.get(path, headers={**phone, "if-none-match": etag})
    visits = app.state.feed_visits
    assert isinstance(visits, FeedVisits)
    write_down(books, visits)
    page = staff.get(f"/staff/feeds/{list_feeds(books, now)[0].id}").text
    assert "Apple" in page
    assert "hatte den neuesten Stand (304)" in page
    assert "dataaccessd" not in page


def test_a_group_makes_the_calendar_of_its_booking(
    client: Client, books: Books, now: datetime
) -> None:
    requested = request(books, VISITOR, an_enquiry(), now, origin="192.0.2.1")
    booking = requested.booking
    a_confirmed(books, now, "kueche", title="Noch eine Buchung")
    token = form_token(client, "/enquire")
    path, fields = f"/bookings/{booking.reference}/calendar", {"_csrf_token": token}

    def asked(**more: str) -> httpx.Response:
        return client.post(path, data={**fields, **more}, follow_redirects=False)

    assert asked().status_code == 404
    assert asked(key="nothing").status_code == 404
    first = feed_of(asked(key=requested.secret))
    assert summaries(client.get(first)) == ["angefragt: Chorprobe"]
    question = asked(key=requested.secret).headers["location"]
    assert "Neue Adresse machen, die alte endet" in client.get(question).text
    assert client.get(first).status_code == 200  # asked, and nothing ended yet
    second = feed_of(asked(key=requested.secret, replaces="on"))
    ended = client.get(first)
    assert "Auf der Seite Ihrer Buchung" in ended.text
    page = second.replace("/calendars/s/", "/subscribe/")[:-4]
    assert booking.reference not in client.get(page).text  # not everybody may see the booking
    know_device(client, books, now)
    assert f'href="/bookings/{booking.reference}"' in client.get(page).text
    assert client.get(first).status_code == 410
    assert summaries(client.get(second)) == ["angefragt: Chorprobe"]
    assert [(one.booking_id, one.is_revoked) for one in list_feeds(books, now)] == [
        (booking.id, False)
    ]


def test_a_new_calendar_of_a_booking_leads_back_and_its_link_to_keep_does_not(
    client: Client, books: Books, now: datetime
) -> None:
    own, others = (request(books, VISITOR, an_enquiry(), now, "192.0.2.1") for _ in range(2))
    token = form_token(client, "/enquire")
    fields = {"_csrf_token": token, "key": own.secret}
    path = f"/bookings/{own.booking.reference}"
    page = client.post(f"{path}/calendar", data=fields).text
    assert f'href="{path}?key={own.secret}"' in page
    to_keep = re.findall(r'class="address" href="http://[^/]+(/subscribe/[^"]+)"', page)
    assert len(to_keep) == 1
    assert own.secret not in client.get(to_keep[0]).text
    there = f"/bookings/{others.booking.reference}/calendar?key={others.secret}"
    made = to_keep[0].removeprefix("/subscribe/")
    assert client.get(f"{there}&made={made}").status_code == 404
    assert client.get(f"{there}&made=nothing").status_code == 404


def test_the_page_of_an_unknown_address_tells_nothing(client: Client) -> None:
    assert client.get("/subscribe/nothing").status_code == 404


def test_rooms_and_plan_offer_their_public_calendars(client: Client) -> None:
    room, plan = client.get("/rooms/saal-b").text, client.get("/plan").text
    assert "webcal://testserver.local/calendars/rooms/saal-b.ics" in room
    assert "webcal://testserver.local/calendars/house.ics" in plan
    for page in (room, plan):
        assert "<svg" in page


def test_a_subscription_of_the_public_never_gets_a_hidden_room(
    staff: Client, books: Books, now: datetime
) -> None:
    """For whom it is stands in the books, whatever somebody sends."""
    make(staff, profile="public")
    wanted = NewSubscription(Profile.STAFF, rooms=("beratung-1",), name="Alle")
    with pytest.raises(BadInput) as refusal:
        change_feed(books, STAFF, 1, wanted, now)
    assert refusal.value.problem == "room_not_public"
