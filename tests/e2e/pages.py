"""Every page of the house, once: what is listed here is looked at by all tests of looks.

Whoever adds a page adds a line; `tests/web/test_site_roles.py` fails until then. The address
may name facts of the sample house in braces (`tests/e2e/sample_house.py`); it is needed
only where the route has parameters or the page shows more with a query.
"""

from dataclasses import dataclass
from enum import StrEnum


class Who(StrEnum):
    """Who looks at a page."""

    VISITOR = "visitor"
    ASKER = "asker"
    """A visitor on the way through the enquiry, who has asked for a code."""
    ASSOCIATION = "association"
    DELEGATE = "delegate"
    """On a device on which an address was proven."""
    STAFF = "staff"
    CARETAKER = "caretaker"
    ADMIN = "admin"


@dataclass(frozen=True)
class Page:
    """One page to look at."""

    route: str
    """Its path as the handler declares it."""
    who: Who = Who.VISITOR
    address: str = ""
    """What is asked for, if that is not simply the route."""
    status: int = 200

    def __str__(self) -> str:
        return f"{self.who}:{self.address or self.route}"


PAGES = (
    Page("/"),
    Page("/rooms"),
    Page("/rooms/{room:str}", address="/rooms/saal-b"),
    Page("/rooms/{room:str}", address="/rooms/musikraum?day=2027-07-27"),
    Page("/plan"),
    Page("/plan", address="/plan?view=week"),
    Page("/plan", address="/plan?day=2026-12-25"),
    Page("/enquire"),
    Page("/enquire", address="/enquire?room=saal-b&date=2027-01-14&begin=18:00&end=20:00"),
    Page("/enquire", Who.ASKER),
    Page("/enquire/room", Who.ASKER),
    Page("/enquire/who", Who.ASKER),
    Page("/enquire/check", Who.ASKER),
    Page("/enquire/proof", Who.ASKER),
    Page("/enquire/proof/mail", Who.ASKER),
    Page("/enquire/proof", address="/enquire/proof?key={proof_link}"),
    Page("/enquire/proof", address="/enquire/proof?key=of-old", status=404),
    Page("/bookings/{reference:str}", Who.ASSOCIATION, "/bookings/{asked}?key={asked_key}"),
    Page("/bookings/{reference:str}", Who.ASSOCIATION, "/bookings/{partly}?key={partly_key}"),
    Page(
        "/bookings/{reference:str}/give-up",
        Who.ASSOCIATION,
        "/bookings/{asked}/give-up?key={asked_key}",
    ),
    Page("/bookings/{reference:str}", Who.DELEGATE, "/bookings/{talked}"),
    Page("/bookings/{reference:str}", Who.ASSOCIATION, "/bookings/{offered}?key={offered_key}"),
    Page("/bookings/{reference:str}", address="/bookings/NOSUCH?key=old", status=404),
    Page(
        "/bookings/{reference:str}/give-up",
        Who.ASSOCIATION,
        "/bookings/{offered}/give-up?key={offered_key}",
    ),
    Page(
        "/bookings/{reference:str}/change",
        Who.ASSOCIATION,
        "/bookings/{talked}/change?key={talked_key}&date={talked_date}",
    ),
    Page(
        "/bookings/{reference:str}/month-list",
        Who.ASSOCIATION,
        "/bookings/{talked}/month-list?key={talked_key}",
    ),
    Page(
        "/bookings/{reference:str}/calendar",
        Who.ASSOCIATION,
        "/bookings/{talked}/calendar?key={talked_key}",
    ),
    Page("/bookings/{reference:str}/new-link", address="/bookings/NOSUCH/new-link"),
    Page("/my"),
    Page("/my", Who.DELEGATE),
    Page("/my/code", Who.DELEGATE),
    Page("/my/code/mail", Who.DELEGATE),
    Page("/my/people/{number:int}", Who.DELEGATE, "/my/people/{group}"),
    Page("/my/people/{number:int}/end", Who.DELEGATE, "/my/people/{group}/end?delegate={group}"),
    Page("/my/people/{number:int}/handover", Who.DELEGATE, "/my/people/{group}/handover"),
    Page("/sign-in"),
    Page("/sign-in/forgotten"),
    Page("/password", address="/password?key=used", status=404),
    Page("/password", address="/password?key={password_key}"),
    Page("/account", Who.STAFF),
    Page("/staff/people", Who.STAFF),
    Page("/staff/people", Who.ADMIN),
    Page("/staff/people/{number:int}", Who.ADMIN, "/staff/people/1"),
    Page("/accessibility"),
    Page("/privacy"),
    Page("/imprint"),
    Page("/leichte-sprache"),
    Page("/api"),
    Page("/nothing-here", address="/nothing-here", status=404),
    Page("/staff", Who.STAFF),
    Page("/staff/settled", Who.STAFF),
    Page("/staff/bookings/{reference:str}", Who.STAFF, "/staff/bookings/{asked}"),
    Page(
        "/staff/bookings/{reference:str}/particulars",
        Who.STAFF,
        "/staff/bookings/{confirmed}/particulars",
    ),
    Page(
        "/staff/bookings/{reference:str}/cancellation",
        Who.STAFF,
        "/staff/bookings/{confirmed}/cancellation",
    ),
    Page("/staff/bookings/{reference:str}/change", Who.STAFF, "/staff/bookings/{confirmed}/change"),
    Page("/staff/bookings/{reference:str}/propose", Who.STAFF, "/staff/bookings/{asked}/propose"),
    Page("/staff/outbox", Who.STAFF),
    Page("/staff/outbox/{mail_id:int}", Who.STAFF, "/staff/outbox/{mail}"),
    Page("/staff/mail-samples", Who.STAFF, "/staff/mail-samples?kind=decided&language=ar"),
    Page("/staff/enter", Who.STAFF),
    Page("/staff/find", Who.STAFF, "/staff/find?day=2026-11-24"),
    Page("/staff/bookings/{reference:str}/note", Who.STAFF, "/staff/bookings/{confirmed}/note"),
    Page("/staff/calendar", Who.STAFF, "/staff/calendar?view=day"),
    Page("/staff/calendar", Who.STAFF),
    Page("/staff/calendar", Who.STAFF, "/staff/calendar?view=month"),
    Page("/staff/calendar", Who.STAFF, "/staff/calendar?view=year"),
    Page("/staff/bookings/{reference:str}/letter", Who.STAFF, "/staff/bookings/{confirmed}/letter"),
    Page("/staff/associations", Who.STAFF),
    Page("/staff/associations/{number:int}", Who.STAFF, "/staff/associations/1"),
    Page("/staff/associations/{number:int}/merge", Who.STAFF, "/staff/associations/1/merge?into=2"),
    Page("/staff/delegates/{number:int}", Who.STAFF, "/staff/delegates/1"),
    Page("/staff/renewals", Who.STAFF),
    Page("/staff/no-shows", Who.STAFF),
    Page("/bookings/{reference:str}/renew", address="/bookings/NOSUCH/renew?key=x", status=404),
    Page("/bookings/{reference:str}/no-show", address="/bookings/NOSUCH/no-show?key=x", status=404),
    Page("/staff/closures", Who.STAFF),
    Page("/staff/closures/new", Who.STAFF),
    Page("/staff/closures/{number:int}", Who.STAFF, "/staff/closures/{closure}"),
    Page("/staff/closures/{number:int}/end", Who.STAFF, "/staff/closures/{closure}/end"),
    Page("/staff/report", Who.STAFF),
    Page(
        "/staff/report",
        Who.STAFF,
        "/staff/report?first=2027-02-01&last=2027-01-01&publishing=on",
        status=422,
    ),
    Page("/staff/import", Who.STAFF),
    Page("/staff/import/{upload:int}", Who.STAFF, "/staff/import/{upload}"),
    Page("/staff/feeds", Who.STAFF),
    Page("/staff/feeds/new", Who.STAFF),
    Page("/staff/feeds/{number:int}", Who.STAFF, "/staff/feeds/1"),
    Page("/staff/feeds/{number:int}/edit", Who.STAFF, "/staff/feeds/1/edit"),
    Page("/subscribe/{secret:str}", address="/subscribe/{caretaker_feed}"),
    Page("/staff/caretakers", Who.STAFF),
    Page("/staff/problems", Who.STAFF),
    Page("/today", Who.CARETAKER),
    Page("/today/week", Who.CARETAKER),
    Page("/today/problem", Who.CARETAKER),
    Page("/today/door/{room:str}", Who.CARETAKER, "/today/door/saal-b"),
    Page("/today/{token:str}", address="/today/{caretaker_day}"),
    Page("/today/{token:str}/week", address="/today/{caretaker_day}/week"),
    Page("/today/{token:str}/problem", address="/today/{caretaker_day}/problem"),
    Page("/today/{token:str}/door/{room:str}", address="/today/{caretaker_day}/door/saal-a"),
    Page("/staff", Who.CARETAKER, status=403),
)

NOT_PAGES = (
    "/api/openapi.json",
    "/api/rooms",
    "/api/rooms/{room:str}/occupancy",
    "/api/bookings",
    "/api/bookings/{reference:str}",
    "/bookings/{reference:str}/dates.ics",
    "/calendars/rooms/{room:str}",
    "/calendars/house.ics",
    "/calendars/s/{token:str}",
    "/robots.txt",
    "/healthz",
    "/metrics",
    "/static/{version:str}/{name:path}",
    "/rooms/{room:str}/photo/{version:str}",
    "/staff/problems/{problem_id:int}/photo",
    "/staff/report.csv",
    "/staff/history.csv",
    "/enquire/send",  # sends whoever reloads back to the form
    "/enquire/change",
)
"""What answers GET with something else than a page."""
