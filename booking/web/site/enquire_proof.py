"""The enquiry, last step: proving the address, by the code from a mail or by its link.

Nothing is sent before that. The page of a link only shows; its one button sends, in
whatever browser it is opened.
"""

from dataclasses import replace
from datetime import date
from http import HTTPStatus
from urllib.parse import urlencode

from litestar import Response
from litestar.params import FromQuery
from litestar.response import Redirect
from pydantic import BaseModel

from booking.domain.candidates import Candidate
from booking.domain.drafts import Draft
from booking.domain.enquiries import Enquiry
from booking.domain.proofs import CODE_LASTS, ProofPurpose, WrongCode
from booking.domain.refusals import BadInput, NotFound, TooManyAttempts
from booking.services import drafts, proofs
from booking.services.drafts import Mailed
from booking.services.enquiries import check
from booking.services.outbox import read_in_demo
from booking.web.csrf import SHOWN_AGAIN
from booking.web.devices import device_cookie, proven_email
from booking.web.form_types import is_day, with_plain_digits
from booking.web.forms import Form
from booking.web.pages import deed, page
from booking.web.site.enquire_check import HERE as CHECK
from booking.web.site.enquire_check import PROOF, context_of, planned_days, send_draft, waiting_days
from booking.web.site.enquiry_visit import TYPED, VISIT, TheTyped, TheVisit, Visit
from booking.web.site.enquiry_wish import read_wish
from booking.web.site.links import own_page
from booking.web.templating import render
from booking.words.refusals import Explanation, explain

ASKING = ProofPurpose.ENQUIRY


@page(PROOF, dependencies=VISIT)
def show_proof(visit: TheVisit, key: FromQuery[str] = "") -> Response[bytes] | Redirect:
    """Where the code is typed in; with a link from the mail, the enquiry and one button."""
    if key:
        return mailed_page(visit, key)
    if visit.was_sent:
        return sent_page(visit, visit.draft)
    return proof_page(visit, Form())


@deed(PROOF, dependencies=TYPED, opt=SHOWN_AGAIN)
def take_code(visit: TheVisit, typed: TheTyped) -> Response[bytes] | Redirect:
    """Proves the address by the code and sends the enquiry; or says what is wrong."""
    if visit.was_sent and visit.is_expired:
        return Redirect(PROOF, status_code=303)
    if visit.secret is None or visit.draft is None:
        return Redirect(CHECK, status_code=303)
    if visit.changes_language:
        return Redirect(f"{PROOF}?lang={visit.language}", status_code=303)
    form: Form[BaseModel] = Form({"code": typed.get("code", ())})
    if visit.is_expired:
        return proof_page(visit, form)
    digits = with_plain_digits(form.get("code"))
    if not digits.strip():
        told = visit.words.gettext("Please enter the code from our mail.")
        return proof_page(visit, form.rejected("code", told))
    try:
        proven = proofs.prove(visit.books, visit.secret, ASKING, digits, visit.now)
    except WrongCode as refusal:
        return proof_page(visit, form.rejected("code", wrong_code(visit, refusal)))
    except NotFound:
        return open_sent(visit)
    if visit.was_sent:  # sent twice, the right code leads to the same booking
        return open_sent(visit, proven.email)
    enquiry = read_wish(visit).whole()
    if enquiry is None or enquiry.group is None or enquiry.group.email != proven.email:
        return Redirect(CHECK, status_code=303)  # it has changed meanwhile
    answer = send_draft(visit, visit.draft, enquiry)
    answer.set_cookie(device_cookie(proven, visit.request.app.state.base_url))
    return answer


@deed(f"{PROOF}/again", dependencies=TYPED)
def send_new_code(visit: TheVisit) -> Response[bytes] | Redirect:
    """Sends another code; the one before stays good as well."""
    enquiry = read_wish(visit).whole()
    if visit.was_sent or visit.secret is None or enquiry is None:
        return open_sent(visit)
    try:
        planned, waiting = plan_for_mail(visit, enquiry)
        drafts.ask_for_proof(
            visit.books, visit.secret, enquiry, planned, visit.now, visit.origin, waiting
        )
    except BadInput:
        return Redirect(CHECK, status_code=303)
    except TooManyAttempts as refusal:
        page = proof_page(visit, Form(), explain(refusal.code, visit.words))
        page.status_code = HTTPStatus.TOO_MANY_REQUESTS
        page.headers["retry-after"] = str(refusal.facts.get("retry_after", 60))
        return page
    return Redirect(f"{PROOF}?again=1", status_code=303)


@deed(f"{PROOF}/send", dependencies=TYPED)
def send_by_link(visit: TheVisit, typed: TheTyped) -> Response[bytes] | Redirect:
    """The button on the page of a link: proves the address and sends what was shown there."""
    key = typed.get("key", ("",))[0]
    back = f"{PROOF}?{urlencode({'key': key})}"
    mailed = drafts.find_mailed(visit.books, key, visit.now)
    if mailed is None or mailed.draft.booking_id is not None:
        return Redirect(back, status_code=303)
    enquiry = enquiry_of(visit, mailed)
    if enquiry is None:
        return Redirect(back, status_code=303)
    if typed.get("seen") != (mailed.draft.fingerprint,):  # other answers than were shown
        return Redirect(f"{back}&changed=answers", status_code=303)
    proven = proofs.prove_by_link(visit.books, key, visit.now)
    days = typed.get("days", ("",))[0].split(",")
    draft = replace(mailed.draft, agreed=tuple(filter(is_day, days)))
    answer = send_draft(visit, draft, enquiry, f"{back}&changed=1")
    answer.set_cookie(device_cookie(proven, visit.request.app.state.base_url))
    return answer


@deed(f"{PROOF}/open", dependencies=VISIT)
def open_own(visit: TheVisit) -> Redirect:
    """Leads to the booking that came of this browser's draft, by a new link."""
    return open_sent(visit)


@page(f"{PROOF}/mail", dependencies=VISIT)
def show_demo_mail(visit: TheVisit) -> Response[bytes]:
    """In the demo nobody gets mails, so the one with the code can be read here, by the browser
    that asked for it. In every other house there is no such page."""
    state = visit.request.app.state
    if not state.is_demo or visit.secret is None:
        raise NotFound(what="page")
    letter = read_in_demo(visit.books, state.office.head, visit.secret, ASKING, visit.now)
    return render(visit.request, "outbox/in_demo.html", {"letter": letter, "back": PROOF})


def open_sent(visit: Visit, proven: str | None = None) -> Redirect:
    """To the own page of what was sent, or else to what is still to be done. Whoever has not
    proven the address, just now or on this device, finds the link in its mails."""
    if visit.draft is None or not visit.was_sent:
        return Redirect(CHECK, status_code=303)
    known = proven or proven_email(visit.request, visit.books) or ""
    person = replace(visit.person, proven_email=known)
    try:
        sent = drafts.open_sent(visit.books, person, visit.draft, visit.now)
    except NotFound:
        return Redirect(PROOF, status_code=303)
    return Redirect(own_page(sent.booking.reference, sent.secret, sent="1"), status_code=303)


def proof_page(
    visit: Visit, form: Form[BaseModel], notice: Explanation | None = None
) -> Response[bytes] | Redirect:
    """Where the code is typed in."""
    found = visit.secret and proofs.find_proof(visit.books, visit.secret, ASKING, visit.now)
    if not found:
        return Redirect(CHECK, status_code=303)
    state = visit.request.app.state
    context: dict[str, object] = {
        "form": form,
        "labels": {"code": visit.words.gettext("Code")},
        "email": found.email,
        "minutes": int(CODE_LASTS.total_seconds() // 60),
        "is_demo": state.is_demo,
        "has_server": state.office.server is not None,
        "is_new": visit.request.query_params.get("again") == "1",
        "retold_at": PROOF,
    }
    if notice:
        context["notice"] = notice
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return visit.show_as_it_is("enquire/proof.html", context, status)


def mailed_page(visit: Visit, key: str) -> Response[bytes]:
    """The enquiry as whoever opens the link from the mail sees it."""
    mailed = drafts.find_mailed(visit.books, key, visit.now)
    if mailed is None:
        return visit.show("enquire/old_link.html", {}, HTTPStatus.NOT_FOUND)
    if mailed.draft.booking_id is not None:
        return sent_page(visit, mailed.draft)
    there = replace(visit, draft=mailed.draft)
    wish, enquiry = read_wish(there), enquiry_of(visit, mailed)
    if enquiry is None:
        return visit.show("enquire/old_link.html", {}, HTTPStatus.NOT_FOUND)
    try:
        verdict = check(visit.books, visit.person, enquiry, visit.now)
    except BadInput:
        return visit.show("enquire/old_link.html", {}, HTTPStatus.NOT_FOUND)
    context = context_of(there, wish, enquiry, verdict)
    del context["retold_at"]  # nothing can be typed here, so languages are links
    days = planned_days(visit.person, enquiry, verdict)
    context |= {"key": key, "days": ",".join(day.isoformat() for day in days)}
    context |= {"seen": mailed.draft.fingerprint, "changed": changed_in(visit)}
    return visit.show_as_it_is("enquire/mailed.html", context)


def changed_in(visit: Visit) -> str:
    """What has changed since the page was shown: the dates, the answers or nothing."""
    told = visit.request.query_params.get("changed", "")
    return {"1": "dates", "answers": "answers"}.get(told, "")


def sent_page(visit: Visit, draft: Draft | None) -> Response[bytes]:
    """It was sent; who wrote it here and has proven an address here may open it."""
    knows = visit.person.is_staff or bool(proven_email(visit.request, visit.books))
    return visit.show("enquire/sent.html", {"is_own": knows and visit.draft == draft})


def enquiry_of(visit: Visit, mailed: Mailed) -> Enquiry | None:
    """The enquiry of a link, as long as it is from the address that the link proves."""
    enquiry = read_wish(replace(visit, draft=mailed.draft)).whole()
    if enquiry is None or enquiry.group is None or enquiry.group.email != mailed.email:
        return None
    return enquiry


def plan_for_mail(visit: Visit, enquiry: Enquiry) -> tuple[list[Candidate], frozenset[date]]:
    """The dates that the mail names, and the days that only wait. Raises `BadInput`."""
    verdict = check(visit.books, visit.person, enquiry, visit.now)
    days = planned_days(visit.person, enquiry, verdict)
    planned = [one.candidates[0] for one in verdict.dates if one.day in days]
    return planned, waiting_days(visit.person, enquiry, verdict)


def wrong_code(visit: Visit, refusal: WrongCode) -> str:
    """What to do about a code that is not right."""
    left = refusal.facts.get("left", 0)
    if not left:
        return visit.words.gettext(
            "That was tried too often. Please have a new code sent to you, below."
        )
    return visit.words.gettext(
        "This code is not right, or no longer valid. Please type in the six digits from our"
        " last mail, or have a new code sent to you."
    )
