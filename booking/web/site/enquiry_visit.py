"""One browser on its way through the enquiry: what it has typed so far, and keeping it.

The secret of the draft travels in a cookie that no script reads; a page sends only its own
fields, and what it sends is kept before anybody looks whether it is right.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from typing import TypeAlias

from litestar import Response
from litestar.datastructures import Cookie
from litestar.di import NamedDependency, Provide
from litestar.response import Redirect
from pydantic import SkipValidation

from booking.domain.drafts import Draft
from booking.domain.house import House
from booking.domain.people import Person
from booking.services import drafts
from booking.services.books import Books
from booking.services.plans import rooms_for
from booking.web.cookies import cookie_name, secret_cookie
from booking.web.csrf import is_unproven
from booking.web.dependencies import TheBooks, TheMoment, TheOrigin, ThePerson
from booking.web.forms import Typed
from booking.web.negotiation import is_only_retold, language_of, words_of
from booking.web.requests import Asker
from booking.web.site.enquiry_choices import EnquiryChoices
from booking.web.templating import render
from booking.words.catalogue import Words, msgid
from booking.words.refusals import Explanation

DRAFT_COOKIE = "draft"
FOR_BACK = {"cache-control": "private, no-cache"}
"""The browser may keep the page for its own back button, and asks again everywhere else."""
OPEN_TOO_LONG = Explanation(
    msgid("Please send this page once more."),
    msgid("The page had been open for too long. Nothing was sent, and nothing is lost."),
)
NOTHING: Typed = {}


@dataclass(frozen=True, slots=True)
class Visit:
    """Who is here, and what they have typed so far."""

    request: Asker
    books: Books
    person: Person
    now: datetime
    origin: str
    secret: str | None
    draft: Draft | None

    @property
    def typed(self) -> Typed:
        """The answers of all pages; none once they were sent."""
        if self.draft is None or self.draft.booking_id is not None:
            return NOTHING
        return {name: tuple(values) for name, values in self.draft.content.items()}

    @property
    def house(self) -> House:
        """The house."""
        return self.books.house

    @property
    def words(self) -> Words:
        """The words in the language of this person."""
        return words_of(self.request)

    @property
    def language(self) -> str:
        """Their language."""
        return language_of(self.request.scope)

    @property
    def today(self) -> date:
        """The day in the house."""
        return self.house.wall_clock.date_of(self.now)

    @property
    def choices(self) -> EnquiryChoices:
        """What this person may choose from."""
        return EnquiryChoices(self.house, rooms_for(self.books, self.person), self.language)

    @property
    def is_expired(self) -> bool:
        """Whether the form had been open for too long: then nothing is kept."""
        return is_unproven(self.request)

    @property
    def changes_language(self) -> bool:
        """Whether the form was sent only to be read in another language."""
        return is_only_retold(self.request)

    @property
    def was_sent(self) -> bool:
        """Whether the draft of this browser has become a booking."""
        return self.draft is not None and self.draft.booking_id is not None

    def keep(self, own: Typed) -> str:
        """Keeps the answers of one page beside those of the others; returns the secret."""
        content = {name: list(values) for name, values in {**self.typed, **own}.items() if values}
        return drafts.keep(self.books, self.secret, content, self.now, self.origin)

    def go_on(self, own: Typed, path: str) -> Redirect:
        """Keeps the answers of a page and leads on; or back to it, in another language."""
        answer = Redirect(path, status_code=303)
        answer.set_cookie(draft_cookie(self.keep(own), self.request.app.state.base_url))
        return answer

    def reread(self, own: Typed, path: str) -> Redirect:
        """Keeps the answers of a page, right or wrong, and shows it in another language."""
        return self.go_on(own, f"{path}?lang={self.language}")

    def show(
        self, template: str, context: dict[str, object], status: HTTPStatus = HTTPStatus.OK
    ) -> Response[bytes]:
        """A page of the enquiry, so that the back button finds it."""
        notice = told(OPEN_TOO_LONG, self.words) if self.is_expired else None
        code = HTTPStatus.FORBIDDEN if self.is_expired else status
        page = render(self.request, template, {"notice": notice, **context}, code)
        page.headers.update(FOR_BACK)
        return page

    def show_as_it_is(
        self, template: str, context: dict[str, object], status: HTTPStatus = HTTPStatus.OK
    ) -> Response[bytes]:
        """A page that says how things stand: the back button asks for it anew, as all may be sent
        meanwhile. An answer to a form is kept, or the browser would ask to send that again."""
        page = self.show(template, context, status)
        if self.request.method == "GET":
            del page.headers["cache-control"]
        return page

    def show_kept(self, own: Typed, template: str, context: dict[str, object]) -> Response[bytes]:
        """The page with what is wrong; its answers are kept as they are."""
        page = self.show(template, context, HTTPStatus.UNPROCESSABLE_ENTITY)
        if not self.is_expired:
            page.set_cookie(draft_cookie(self.keep(own), self.request.app.state.base_url))
        return page


def the_visit(
    request: Asker, books: TheBooks, person: ThePerson, now: TheMoment, origin: TheOrigin
) -> Visit:
    """What this browser has typed so far."""
    secret = request.cookies.get(cookie_name(DRAFT_COOKIE, request.app.state.base_url))
    draft = drafts.find_draft(books, secret, now) if secret else None
    return Visit(request, books, person, now, origin, secret, draft)


async def read_typed(request: Asker) -> Typed:
    """The body of the form as it was typed."""
    posted = await request.form()
    return {
        name: tuple(value for value in posted.getall(name) if isinstance(value, str))
        for name in posted
    }


VISIT = {"visit": Provide(the_visit, sync_to_thread=True)}
TYPED = {**VISIT, "typed": Provide(read_typed)}
TheVisit: TypeAlias = NamedDependency[SkipValidation[Visit]]
TheTyped: TypeAlias = NamedDependency[SkipValidation[Typed]]


def own_fields(typed: Typed, names: Iterable[str]) -> Typed:
    """The fields of one page; a box that nobody ticked is not sent, and is empty."""
    return {name: typed.get(name, ()) for name in names}


def draft_cookie(secret: str, base_url: str) -> Cookie:
    """The cookie of a draft."""
    return secret_cookie(DRAFT_COOKIE, secret, base_url, drafts.KEPT)


def told(one: Explanation, words: Words) -> Explanation:
    """A notice in the language of the person."""
    return Explanation(words.gettext(one.title), words.gettext(one.advice))
