"""The plan: all rooms side by side, for a day or a week, on the screen and on paper."""

from datetime import timedelta

from litestar import Response

from booking.domain.feeds import profile_of
from booking.services.plans import look_at_days, rooms_for
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.negotiation import language_of
from booking.web.pages import page
from booking.web.requests import Asker
from booking.web.site.columns import columns_of
from booking.web.site.days import choose_day
from booking.web.site.feed_addresses import of_house
from booking.web.site.grids import grid_of
from booking.web.templating import render


@page("/plan")
def show_plan(
    request: Asker, books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """All rooms that this person may know; `?view=week` shows seven days, else it is one."""
    chosen = choose_day(request, books.house, now)
    is_week = request.query_params.get("view") == "week"
    first, days = (chosen.monday, 7) if is_week else (chosen.day, 1)
    looked = look_at_days(books, rooms_for(books, person), first, days, now)
    language = language_of(request.scope)
    profile = profile_of(person)
    lines = [columns_of(books.house, one, now, language, profile) for one in looked]
    step = timedelta(days=days)
    context = {
        "chosen": chosen,
        "form": chosen.form,
        "view": "week" if is_week else "day",
        "first": first,
        "last": first + timedelta(days=days - 1),
        "earlier": first - step,
        "later": first + step,
        "lines": lines,
        "addresses": of_house(request.app.state.base_url),
        "rows": () if is_week else grid_of([columns[0] for columns in lines]),
    }
    return render(request, "plan/plan.html", context, chosen.status)
