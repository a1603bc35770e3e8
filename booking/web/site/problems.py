"""Problems that were reported, for staff: what is to be seen to, with its photo."""

from litestar import Response
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import BaseModel

from booking.services.problems import get_photo, look_at_problems, tick
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.form_types import Ticked
from booking.web.forms import TheForm
from booking.web.pages import deed, page
from booking.web.requests import Asker
from booking.web.templating import render


class TickForm(BaseModel):
    """Whether it is done."""

    done: Ticked = False


@page("/staff/problems")
def show_problems(
    request: Asker, books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """What is to be seen to, and below what is done."""
    context = {"problems": look_at_problems(books, person, now)}
    return render(request, "today/problems.html", context)


@deed("/staff/problems/{problem_id:int}", TickForm)
def tick_problem(
    problem_id: FromPath[int],
    form: TheForm[TickForm],
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
) -> Redirect:
    """Done, or not done after all."""
    tick(books, person, problem_id, bool(form.content and form.content.done), now)
    return Redirect("/staff/problems", status_code=303)


@page("/staff/problems/{problem_id:int}/photo")
def show_photo(
    problem_id: FromPath[int], books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """The photo: a JPEG of ours, whatever was sent."""
    headers = {
        "content-disposition": f'inline; filename="problem-{problem_id}.jpg"',
        "cross-origin-resource-policy": "same-origin",
        "content-security-policy": "default-src 'none'; sandbox",
    }
    return Response(
        get_photo(books, person, problem_id, now), media_type="image/jpeg", headers=headers
    )
