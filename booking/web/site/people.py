"""The people who work in the house: staff see who they are, an admin invites and changes them."""

from typing import Annotated, Any

from litestar import Response
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import BaseModel, Field

from booking.domain.accounts import AccountEntry, LastAdmin, require_admin
from booking.domain.people import Person, Role, Standing
from booking.domain.refusals import BadInput, Refusal
from booking.services import accounts
from booking.services.books import Books
from booking.services.second_factor import switch_off_for
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.form_types import Email, Line, Phone
from booking.web.forms import WHOLE_FORM, Form, TheForm, prefilled
from booking.web.negotiation import words_of
from booking.web.pages import deed, page
from booking.web.requests import Asker
from booking.web.templating import render
from booking.words.people import role_text
from booking.words.refusals import sentence


class PersonForm(BaseModel):
    """What an admin says about somebody."""

    name: Annotated[Line, Field(min_length=1)]
    role: Role
    phone: Phone | None = None


class InvitationForm(PersonForm):
    """The same of somebody new."""

    email: Email


@page("/staff/people")
def show_people(request: Asker, books: TheBooks, person: ThePerson) -> Response[bytes]:
    """Everybody; for an admin with the form of an invitation."""
    return people_page(request, books, person, prefilled(role=Role.STAFF.value))


@deed("/staff/people", InvitationForm)
def invite(
    request: Asker,
    form: TheForm[InvitationForm],
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
) -> Response[Any]:
    """Invites somebody; sent twice it is one account and one mail."""
    require_admin(person)
    if form.content is None:
        return people_page(request, books, person, form, 422)
    given = form.content
    try:
        accounts.invite(books, person, given.email, given.name, given.role, given.phone or "", now)
    except BadInput as refusal:
        return people_page(request, books, person, rejected(request, form, refusal), 422)
    return Redirect("/staff/people?said=invited", status_code=303)


@page("/staff/people/{number:int}")
def show_account(
    request: Asker, number: FromPath[int], books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """One account."""
    entry = accounts.look_at_account(books, person, number, now)
    form: Form[Any] = prefilled(name=entry.name, role=entry.role.value, phone=entry.phone)
    return account_page(request, person, entry, form)


@deed("/staff/people/{number:int}", PersonForm)
def change_account(
    request: Asker,
    number: FromPath[int],
    form: TheForm[PersonForm],
    books: TheBooks,
    person: ThePerson,
    now: TheMoment,
) -> Response[Any]:
    """Another name, role or phone."""
    require_admin(person)
    entry = accounts.look_at_account(books, person, number, now)
    if form.content is None:
        return account_page(request, person, entry, form, 422)
    given = form.content
    try:
        accounts.change_account(
            books, person, number, given.name, given.role, given.phone or "", now
        )
    except Refusal as refusal:
        return account_page(request, person, entry, rejected(request, form, refusal), 409)
    return back_to(number, "changed")


@deed("/staff/people/{number:int}/shut")
def shut_account(
    request: Asker, number: FromPath[int], books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[Any]:
    """Shuts somebody out."""
    try:
        accounts.shut_account(books, person, number, now)
    except LastAdmin as refusal:
        entry = accounts.look_at_account(books, person, number, now)
        form: Form[Any] = prefilled(name=entry.name, role=entry.role.value, phone=entry.phone)
        return account_page(request, person, entry, rejected(request, form, refusal), 409)
    return back_to(number, "shut")


@deed("/staff/people/{number:int}/open")
def open_account(
    number: FromPath[int], books: TheBooks, person: ThePerson, now: TheMoment
) -> Redirect:
    """Lets somebody in again."""
    accounts.open_account(books, person, number, now)
    return back_to(number, "opened")


@deed("/staff/people/{number:int}/second-factor")
def end_second_factor(
    number: FromPath[int], books: TheBooks, person: ThePerson, now: TheMoment
) -> Redirect:
    """Helps somebody who has lost the phone."""
    switch_off_for(books, person, number, now)
    return back_to(number, "second_factor_off")


def back_to(number: int, said: str) -> Redirect:
    """To the page of the account, which says what was done."""
    return Redirect(f"/staff/people/{number}?said={said}", status_code=303)


def people_page(
    request: Asker, books: Books, person: Person, form: Form[Any], status: int = 200
) -> Response[bytes]:
    """The list, and the invitation with what is wrong."""
    found = accounts.look_at_people(books, person, request.app.state.clock())
    return render(
        request, "people/people.html", {**shared(request, person), "people": found, "form": form},
        status,
    )  # fmt: skip


def account_page(
    request: Asker, person: Person, entry: AccountEntry, form: Form[Any], status: int = 200
) -> Response[bytes]:
    """One account with the form to change it."""
    context = {**shared(request, person), "entry": entry, "form": form}
    return render(request, "people/account.html", context, status)


def shared(request: Asker, person: Person) -> dict[str, object]:
    """What both pages need."""
    words = words_of(request)
    return {
        "is_admin": person.standing is Standing.ADMIN,
        "roles": [(role.value, role_text(role, words)) for role in Role],
        "said": request.query_params.get("said", ""),
    }


def rejected(request: Asker, form: Form[Any], refusal: Refusal) -> Form[Any]:
    """The form with what stands against it."""
    words = words_of(request)
    if isinstance(refusal, BadInput):
        return form.refused(refusal, words)
    return form.rejected(WHOLE_FORM, sentence(refusal, words))


PEOPLE_PAGES = [
    show_people,
    invite,
    show_account,
    change_account,
    shut_account,
    open_account,
    end_second_factor,
]
