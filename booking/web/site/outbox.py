"""The outbox for staff: every mail with its words and where it stands, and samples of all.

Secrets of links are made when a mail leaves, so no page here can show one.
"""

from typing import Annotated

from litestar import Response
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import BaseModel, Field

from booking.domain.mail_states import MailState
from booking.domain.mails import KINDS, Kind
from booking.domain.names import Language
from booking.services.mail.writing import Letterhead
from booking.services.outbox import (
    Preview,
    look_at_outbox,
    preview_mail,
    preview_sample,
    try_again,
)
from booking.web.dependencies import TheBooks, TheMoment, ThePerson
from booking.web.form_types import Number
from booking.web.forms import query_of, read_form
from booking.web.negotiation import languages_of, words_of
from booking.web.pages import deed, page
from booking.web.requests import Asker
from booking.web.templating import render
from booking.words.catalogue import Words
from booking.words.language import OWN_NAMES
from booking.words.mail_states import audience_text, kind_text, mail_state_text, trouble_text

_CAN_BE_TRIED = frozenset({MailState.GIVEN_UP, MailState.DELAYED, MailState.NOT_NEEDED})
_LOOKS = {
    MailState.WAITING: ("calendar-today", "info"),
    MailState.LEAVING: ("mail", "info"),
    MailState.DELAYED: ("warning", "warning"),
    MailState.SENT: ("success", "success"),
    MailState.GIVEN_UP: ("danger", "danger"),
    MailState.NOT_NEEDED: ("info", "plain"),
}


class Search(BaseModel):
    """Which part of the outbox, or which sample, somebody wants to see."""

    page: Annotated[Number, Field(ge=1, le=100_000)] = 1
    kind: Kind = Kind.DECIDED
    language: Language = "de"


@page("/staff/outbox")
def show_outbox(
    request: Asker, books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """The mails, those that have not left first."""
    found = look_at_outbox(books, person, search_of(request).page, now)
    words = words_of(request)
    context = {
        "found": found,
        "rows": [(mail, state_of(mail.state_at(now), words)) for mail in found.mails],
        "is_sending": request.app.state.office.server is not None,
        **words_about_mails(words),
    }
    return render(request, "outbox/outbox.html", context)


@page("/staff/outbox/{mail_id:int}")
def show_mail(
    request: Asker, mail_id: FromPath[int], books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """One mail as it would leave now."""
    preview: Preview = preview_mail(books, person, head_of(request), mail_id, now)
    state, words = preview.mail.state_at(now), words_of(request)
    context = {
        "mail": preview.mail,
        "letter": preview.letter,
        "state": state_of(state, words),
        "can_be_tried": state in _CAN_BE_TRIED,
        **words_about_mails(words),
    }
    return render(request, "outbox/mail.html", context)


@deed("/staff/outbox/{mail_id:int}")
def send_mail_again(
    mail_id: FromPath[int], books: TheBooks, person: ThePerson, now: TheMoment
) -> Redirect:
    """Another try for a mail that was given up."""
    try_again(books, person, mail_id, now)
    return Redirect(f"/staff/outbox/{mail_id}", status_code=303)


@page("/staff/mail-samples")
def show_samples(
    request: Asker, books: TheBooks, person: ThePerson, now: TheMoment
) -> Response[bytes]:
    """Each kind of mail in each language, with invented facts."""
    search = search_of(request)
    context = {
        "search": search,
        "kinds": KINDS,
        "letter": preview_sample(
            books, person, head_of(request), search.kind, search.language, now
        ),
        "sample_languages": [(tag, OWN_NAMES[tag]) for tag in languages_of(request.scope)],
        **words_about_mails(words_of(request)),
    }
    return render(request, "outbox/samples.html", context)


def search_of(request: Asker) -> Search:
    """What the address asks for; what means nothing is not asked for."""
    return read_form(Search, query_of(request), words_of(request)).content or Search()


def head_of(request: Asker) -> Letterhead:
    """Where links in mails lead, and where mails come from."""
    head: Letterhead = request.app.state.office.head
    return head


def state_of(state: MailState, words: Words) -> tuple[str, str, str]:
    """Icon, tone and word: never colour alone."""
    return (*_LOOKS[state], mail_state_text(state, words))


def words_about_mails(words: Words) -> dict[str, object]:
    """How templates tell kinds, readers and troubles."""
    return {
        "kind_told": lambda kind: kind_text(kind, words),
        "audience_told": lambda audience: audience_text(audience, words),
        "trouble_told": lambda mail: trouble_text(mail, words),
    }
