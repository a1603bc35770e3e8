"""Switching the monthly mail of a series off, and on again: a page with a button."""

from litestar import Response
from litestar.response import Redirect
from pydantic import BaseModel

from booking.services.bookings import get_booking
from booking.services.month_lists import resume_month_list, stop_month_list
from booking.web.form_types import Ticked
from booking.web.forms import TheForm
from booking.web.site.holders import TheVisit, visit_deed, visit_page
from booking.web.site.links import own_page
from booking.web.templating import render


class MonthListForm(BaseModel):
    """The button."""

    wanted: Ticked = False


@visit_page("/month-list")
def ask_about_month_list(visit: TheVisit) -> Response[bytes]:
    """The question; following the link in the mail changes nothing."""
    booking = get_booking(visit.books, visit.holder, visit.reference, visit.now)
    context = {"booking": booking, "key": visit.key, "link": own_page}
    return render(visit.request, "bookings/month_list.html", context)


@visit_deed("/month-list", MonthListForm)
def switch_month_list(form: TheForm[MonthListForm], visit: TheVisit) -> Redirect:
    """Off, or on again."""
    wanted = form.content is not None and form.content.wanted
    switch = resume_month_list if wanted else stop_month_list
    switch(visit.books, visit.holder, visit.reference, visit.now)
    return Redirect(visit.address(done="list_on" if wanted else "list_off"), status_code=303)
