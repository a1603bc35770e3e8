"""The enquiry, page 3: what for, and who asks."""

from dataclasses import replace

from litestar import Response
from litestar.response import Redirect

from booking.domain.refusals import BadInput
from booking.services.enquiries import check
from booking.web.csrf import SHOWN_AGAIN
from booking.web.devices import proven_email
from booking.web.forms import Form
from booking.web.pages import deed, page
from booking.web.site.enquiry_faults import blocking_of, with_unfit_room
from booking.web.site.enquiry_form import WHO_FIELDS, WhoForm
from booking.web.site.enquiry_summary import labels_in, setup_options
from booking.web.site.enquiry_visit import TYPED, VISIT, TheTyped, TheVisit, Visit, own_fields
from booking.web.site.enquiry_wish import Wish, read_wish

HERE = "/enquire/who"
FOLDED = ("public_title", "seating", "setup", "phone", "notes")
"""What nobody has to answer."""


@page(HERE, dependencies=VISIT)
def show_who(visit: TheVisit) -> Response[bytes] | Redirect:
    """The form, with what was typed before; a device that is known knows its address."""
    wish = read_wish(visit)
    if (missing := page_before(wish)) is not None:
        return Redirect(missing, status_code=303)
    known = proven_email(visit.request, visit.books)
    proposed = {"email": (known,)} if known else {}
    return visit.show("enquire/who.html", context_of(visit, Form({**proposed, **wish.typed})))


@deed(HERE, dependencies=TYPED, opt=SHOWN_AGAIN)
def take_who(visit: TheVisit, typed: TheTyped) -> Response[bytes] | Redirect:
    """Keeps the answers and leads on to the check; or tells what is wrong with them."""
    own = own_fields(typed, WHO_FIELDS)
    wish = read_wish(visit, own)
    if visit.changes_language and not visit.is_expired:
        return visit.reread(own, HERE)
    if (missing := page_before(wish)) is not None:
        return Redirect(missing, status_code=303)
    form = with_room_faults(visit, wish)
    if form.errors or visit.is_expired:
        return visit.show_kept(own, "enquire/who.html", context_of(visit, form))
    return visit.go_on(own, "/enquire/check")


def page_before(wish: Wish) -> str | None:
    """The page that comes first and is not answered yet."""
    if wish.when.content is None:
        return "/enquire"
    return None if wish.best else "/enquire/room"


def with_room_faults(visit: Visit, wish: Wish) -> Form[WhoForm]:
    """The form with what the chosen room is not for."""
    enquiry = wish.whole()
    if enquiry is None:
        return wish.who
    try:
        verdict = check(visit.books, visit.person, replace(enquiry, own_places=()), visit.now)
    except BadInput:
        return wish.who  # of other pages; the check leads back to them
    blocking = blocking_of(verdict.dates)
    return with_unfit_room(wish.who, enquiry, blocking, visit.house, visit.words, visit.now)


def context_of(visit: Visit, form: Form[WhoForm]) -> dict[str, object]:
    """What the template places."""
    filled = [name for name in FOLDED if form.get(name) not in ("", "0")]
    return {
        "form": form,
        "choices": visit.choices,
        "labels": labels_in(visit.words),
        "setups": setup_options(visit.words, form.get("setup")),
        "is_open": bool(filled) or any(name in form.errors for name in FOLDED),
        "retold_at": HERE,
    }
