"""A mail from its first word to the last header, ready to be sent.

What people typed stands in the subject and the body, never in a header of its own, and
cannot begin one: addresses are parsed, and texts are put on one line.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from booking.domain.house import House
from booking.domain.mails import KINDS, Key, Mail
from booking.domain.people import THE_HOUSE
from booking.services.books import Books
from booking.services.mail.calendar import dates_as_calendar
from booking.services.mail.contents import Content, find_content
from booking.services.mail.letters import Letter, write_letter
from booking.services.mail.links import BookingLink
from booking.store.door import Door
from booking.store.ledger import Ledger
from booking.store.mails import find_mail
from booking.store.proofs import add_code, add_link
from booking.store.recipients import lock_mail
from booking.store.tokens import Purpose, add_token

OF_BOOKING = {
    Key.BOOKING: Purpose.BOOKING_LINK,
    Key.RENEWAL: Purpose.RENEWAL,
    Key.NO_SHOW: Purpose.NO_SHOW,
}
"""Links that lead to a booking, each for its purpose."""
PURPOSES = {**OF_BOOKING, Key.PASSWORD: Purpose.PASSWORD}
PATHS = {Key.PROOF: "/enquire/proof", Key.PASSWORD: "/password"}
NewKey = Callable[[Key], str]
"""Makes the secret that stands in a link, or the code."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Where the house is found in the web, and the address that its mails come from."""

    home: str
    sender: str


def compose(
    house: House, ledger: Ledger, head: Letterhead, mail: Mail, new_key: NewKey
) -> tuple[Letter, Content] | None:
    """The words of a mail as they are true now; None if there is nothing left to say."""
    content = find_content(house, ledger, mail, head.home)
    if content is None:
        return None
    facts = dict(content.facts)
    recipe = KINDS[mail.kind]
    key = recipe.key
    if recipe.brings_code:
        facts["code"] = new_key(Key.CODE)
    if key in OF_BOOKING:
        facts |= BookingLink(head.home, content.reference, new_key(key)).facts
    elif key is not Key.NONE:
        facts["link"] = f"{head.home}{PATHS[key]}?key={new_key(key)}"
    letter = write_letter(mail.kind, mail.language, house, content.reference, facts)
    return letter, content


def write_mail(books: Books, head: Letterhead, mail: Mail, now: datetime) -> EmailMessage | None:
    """The finished mail, its secret link made anew; None if there is nothing left to say.

    It is for whoever stands in the outbox now: since it was taken, its booking may have been
    given to somebody else. Raises ValueError if the recipient's address cannot be one.
    """

    def written(ledger: Ledger) -> EmailMessage | None:
        own = find_mail(ledger.session, mail.id)
        told = own and compose(ledger.house, ledger, head, own, keys_of(own, ledger))
        return in_envelope(books.house, head, own, *told, now) if own and told else None

    def written_alone(door: Door) -> EmailMessage | None:
        lock_mail(door.ledger.session, mail.id)
        return written(door.ledger)

    if KINDS[mail.kind].makes_secrets:
        return books.change(THE_HOUSE, now, written_alone)
    with books.reading(now) as ledger:  # nothing is noted, so no other writer need wait
        return written(ledger)


def keys_of(mail: Mail, ledger: Ledger) -> NewKey:
    """What makes the secrets of this mail, each new in every mail that leaves. What would
    prove another address than its recipient's is not made; then it raises `NotFound`."""
    session, now, proof = ledger.session, ledger.now, mail.facts.get("proof")

    def new_key(key: Key) -> str:
        if isinstance(proof, int):
            add = add_code if key is Key.CODE else add_link
            return add(session, proof, mail.recipient, now)
        return add_token(
            session, PURPOSES[key], now, booking_id=mail.booking_id, account_id=mail.account_id
        )

    return new_key


def in_envelope(
    house: House, head: Letterhead, mail: Mail, letter: Letter, content: Content, now: datetime
) -> EmailMessage:
    """The letter with its headers and what comes along. The message id is that of the
    outbox, so that a mail sent twice is one."""
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(display_name=house.name, addr_spec=head.sender)
    message["To"] = Address(addr_spec=mail.recipient)
    message["Reply-To"] = Address(display_name=house.name, addr_spec=house.contact.email)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834, 5: no answering machine answers
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    if content.booking and content.dates:
        message.add_attachment(
            dates_as_calendar(house, content.booking, content.dates),
            maintype="text",
            subtype="calendar",
            filename=f"{content.reference}.ics",
            params={"charset": "utf-8"},
        )
    message["Content-Language"] = ", ".join(language for language, _, _ in letter.parts)
    return message


def is_address(text: str) -> bool:
    """Whether mail can be sent to it, or come from it."""
    try:
        return "@" in Address(addr_spec=text).addr_spec
    except (ValueError, IndexError, HeaderParseError):
        return False
