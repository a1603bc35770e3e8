"""The enquiry, page 4: all answers and all dates once more, and sending it."""

from datetime import date
from http import HTTPStatus

from litestar import Response
from litestar.response import Redirect

from booking.domain.answers import answer_by
from booking.domain.drafts import Draft
from booking.domain.enquiries import Enquiry
from booking.domain.pauses import find_pauses
from booking.domain.people import Person
from booking.domain.refusals import BadInput, DatesNotFree, NotFound, TooManyAttempts
from booking.domain.statuses import Status
from booking.domain.verdicts import EnquiryVerdict
from booking.services import drafts
from booking.services.asking import first_status
from booking.services.enquiries import check
from booking.web.csrf import SHOWN_AGAIN
from booking.web.devices import proven_email
from booking.web.pages import deed, page
from booking.web.site.checking import checked, elsewhere, paused
from booking.web.site.enquire_who import page_before, with_room_faults
from booking.web.site.enquiry_summary import summary
from booking.web.site.enquiry_visit import TYPED, VISIT, TheTyped, TheVisit, Visit, told
from booking.web.site.enquiry_wish import Wish, read_wish
from booking.web.site.links import own_page
from booking.words.catalogue import msgid
from booking.words.refusals import Explanation, explain

HERE = "/enquire/check"
PROOF = "/enquire/proof"
FASTER = Explanation(
    msgid("Nothing was sent: others were faster."),
    msgid("This is how the dates stand now. Please look at them and send your request again."),
)


@page(HERE, dependencies=VISIT)
def show_check(visit: TheVisit) -> Response[bytes] | Redirect:
    """What was asked for and what would come of each date. Nothing is sent yet."""
    if visit.was_sent:
        return Redirect(PROOF, status_code=303)
    changed = visit.request.query_params.get("changed") == "1"
    return answer_check(visit, told(FASTER, visit.words) if changed else None)


@deed(HERE, dependencies=TYPED, opt=SHOWN_AGAIN)
def take_check(visit: TheVisit, typed: TheTyped) -> Response[bytes] | Redirect:
    """Sends it if the address is proven on this device, or else asks for the proof."""
    if visit.is_expired:
        return answer_check(visit, None)
    if visit.changes_language:
        return Redirect(f"{HERE}?lang={visit.language}", status_code=303)
    enquiry = read_wish(visit).whole()
    if visit.was_sent or visit.draft is None or enquiry is None:
        return Redirect(PROOF if visit.was_sent else HERE, status_code=303)
    try:
        verdict = check(visit.books, visit.person, enquiry, visit.now)
    except BadInput:
        return Redirect("/enquire", status_code=303)
    return send_or_prove(visit, enquiry, verdict, typed.get("nonce", ("",))[0])


def send_or_prove(
    visit: Visit, enquiry: Enquiry, verdict: EnquiryVerdict, nonce: str
) -> Response[bytes] | Redirect:
    """Goes the last step, whichever it is. Whoever sent the same page before is led on."""
    days = planned_days(visit.person, enquiry, verdict)
    if not days or visit.secret is None or enquiry.group is None or visit.draft is None:
        return Redirect(HERE, status_code=303)
    try:
        drafts.agree(visit.books, visit.secret, days, visit.now)
        if visit.person.is_staff or is_proven(visit, enquiry.group.email):
            agreed = tuple(day.isoformat() for day in days)
            return send_draft(visit, Draft(visit.draft.id, {}, agreed, None), enquiry)
        if nonce and visit.typed.get("asked") != (nonce,):
            places = [one.candidates[0] for one in verdict.dates if one.day in days]
            drafts.ask_for_proof(
                visit.books,
                visit.secret,
                enquiry,
                places,
                visit.now,
                visit.origin,
                waiting_days(visit.person, enquiry, verdict),
            )
    except TooManyAttempts as refusal:
        notice = explain(refusal.code, visit.words)
        page = answer_check(visit, notice, HTTPStatus.TOO_MANY_REQUESTS)
        page.headers["retry-after"] = str(refusal.facts.get("retry_after", 60))
        return page
    return visit.go_on({"asked": (nonce,)}, PROOF)


def send_draft(
    visit: Visit, draft: Draft, enquiry: Enquiry, if_changed: str = f"{HERE}?changed=1"
) -> Redirect:
    """Sends a draft whose address is proven; leads to the booking, or back to its dates if
    they have changed. Raises `TooManyAttempts`."""
    try:
        sent = drafts.send(visit.books, visit.person, draft, enquiry, visit.now, visit.origin)
    except (DatesNotFree, BadInput):
        return Redirect(if_changed, status_code=303)
    except NotFound:
        return Redirect("/enquire", status_code=303)
    address = own_page(sent.booking.reference, sent.secret, sent="1")
    return Redirect(address, status_code=303)


def planned_days(person: Person, enquiry: Enquiry, verdict: EnquiryVerdict) -> list[date]:
    """The days that would be asked or waited for."""
    return [one.day for one in verdict.dates if first_status(person, enquiry, one)]


def waiting_days(person: Person, enquiry: Enquiry, verdict: EnquiryVerdict) -> frozenset[date]:
    """The days on which the waiting list would be asked for."""
    waits = Status.WAITING
    return frozenset(
        one.day for one in verdict.dates if first_status(person, enquiry, one) is waits
    )


def is_proven(visit: Visit, email: str) -> bool:
    """Whether this address was proven on this device."""
    return proven_email(visit.request, visit.books) == email


def answer_check(
    visit: Visit, notice: Explanation | None, status: HTTPStatus = HTTPStatus.OK
) -> Response[bytes] | Redirect:
    """The page, or the way to what lacks before it."""
    wish = read_wish(visit)
    enquiry = wish.whole()
    if enquiry is None or with_room_faults(visit, wish).errors:
        return Redirect(page_before(wish) or "/enquire/who", status_code=303)
    try:
        verdict = check(visit.books, visit.person, enquiry, visit.now)
    except BadInput:
        return Redirect("/enquire", status_code=303)
    context = context_of(visit, wish, enquiry, verdict)
    if notice:
        context["notice"] = notice
    return visit.show_as_it_is("enquire/check.html", context, status)


def context_of(
    visit: Visit, wish: Wish, enquiry: Enquiry, verdict: EnquiryVerdict
) -> dict[str, object]:
    """What the template places."""
    group = enquiry.group
    first = verdict.dates[0].day
    planned = planned_days(visit.person, enquiry, verdict)
    waiting = waiting_days(visit.person, enquiry, verdict)
    asked = [day for day in planned if day not in waiting]
    others = elsewhere(verdict, enquiry, visit.words)
    return {
        "summary": list(summary(wish, enquiry, first, visit.words)),
        "checked": checked(
            verdict, visit.house, visit.words, enquiry.waiting_days, [one.day for one in others]
        ),
        "elsewhere": others,
        "planned": len(planned),
        "waiting": len(waiting),
        "pauses": paused(find_pauses(enquiry), visit.words),
        "first": first,
        "waits_only": not asked,
        "answer_by": answer_by(visit.books.house_at(visit.now), visit.now, min(asked))
        if asked
        else None,
        "is_proven": visit.person.is_staff or bool(group and is_proven(visit, group.email)),
        "retold_at": HERE,
    }
