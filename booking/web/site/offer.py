"""Staff offer what has become free to those who wait for it."""

from typing import Any

from litestar import Response
from litestar.response import Redirect
from pydantic import BaseModel

from booking.domain.refusals import BadInput, VersionConflict
from booking.services.offers import Offering, offer
from booking.web.form_types import Day, Number
from booking.web.forms import TheForm
from booking.web.site.decision_form import Ids, ids_of
from booking.web.site.desk_links import decided_page
from booking.web.site.staff_visit import TheStaffVisit, staff_deed


class OfferForm(BaseModel):
    """The button: these dates, as they were seen, until a day."""

    version: Number
    dates: Ids
    until: Day | None = None


@staff_deed("/offer", OfferForm)
def offer_dates(form: TheForm[OfferForm], visit: TheStaffVisit) -> Response[Any]:
    """Keeps the dates for whoever waits and asks by mail; told on the page of that booking."""
    if form.content is None:
        raise BadInput("/dates", "missing")
    version = form.content.version
    offering = Offering(ids_of(form.content.dates), form.content.until, version=version)
    try:
        offered = offer(visit.books, visit.person, visit.reference, offering, visit.now)
    except VersionConflict:
        return Redirect(visit.address(since=version), status_code=303)
    return Redirect(decided_page(offered, version), status_code=303)
