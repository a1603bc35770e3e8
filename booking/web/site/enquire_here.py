"""Nothing of an enquiry can be sent any more by the link from its mail: it goes on in the browser
that opened the link, with all its answers."""

from urllib.parse import urlencode

from litestar.response import Redirect

from booking.services import drafts
from booking.web.pages import deed
from booking.web.site.enquire_check import PROOF
from booking.web.site.enquire_proof import enquiry_of
from booking.web.site.enquiry_visit import TYPED, TheTyped, TheVisit


@deed(f"{PROOF}/here", dependencies=TYPED)
def go_on_here(visit: TheVisit, typed: TheTyped) -> Redirect:
    """Takes the answers over into this browser, and leads to the rooms or to the time. What was
    typed here before gives way. A link that opens nothing says so itself, and so does that of an
    address which the enquiry no longer names."""
    key = typed.get("key", ("",))[0]
    mailed = drafts.find_mailed(visit.books, key, visit.now)
    if not mailed or mailed.draft.booking_id is not None or not enquiry_of(visit, mailed):
        return Redirect(f"{PROOF}?{urlencode({'key': key})}", status_code=303)
    answers = {name: tuple(told) for name, told in mailed.draft.content.items()}
    before = dict.fromkeys(visit.typed, ())
    wants_another_time = typed.get("page") == ("when",)
    return visit.go_on({**before, **answers}, "/enquire" if wants_another_time else "/enquire/room")
