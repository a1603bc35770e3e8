"""What staff of the demo know of associations: their kind, whom they trust, an old proof."""

from datetime import timedelta

from booking.commands.demo.associations import ADRIA, CHOIR, DJEMBE, LIRA
from booking.commands.demo.desk import Desk
from booking.domain.associations import AssociationFacts
from booking.domain.enquiries import Group
from booking.domain.refusals import NotFound
from booking.services.associations import change_association, list_associations, note_about

SAID = 1
"""So many days ago they wrote it down."""


def known_associations(desk: Desk) -> None:
    """Some are known well, of others nothing is known yet."""
    say(desk, CHOIR, 0, trusted=True, proof_days=400)
    say(desk, DJEMBE, 0, proof_days=-20)
    say(desk, LIRA, 1)
    number = say(desk, ADRIA, 1, trusted=True)
    text = "Haben einen eigenen Schlüssel für den Schrank im Flur."
    note_about(desk.books, desk.staff, number, text, "demo-note-about-adria", desk.moment(SAID))


def say(
    desk: Desk, group: Group, later: int, trusted: bool = False, proof_days: int | None = None
) -> int:
    """Writes it down, and returns the number of the association; `later` counts the kinds of
    the house from the first one for charities on. Raises `NotFound`."""
    at = desk.moment(SAID)
    listed = list_associations(desk.books, desk.staff, group.name, 1, at).listed
    if not listed:  # this house had no room for them
        raise NotFound(what="association")
    found = listed[0]
    kinds = [*desk.books.house.user_groups][2:][later : later + 1]
    proof = None if proof_days is None else desk.today + timedelta(days=proof_days)
    facts = AssociationFacts(group.name, next(iter(kinds), ""), trusted, proof)
    change_association(desk.books, desk.staff, found.association.id, facts, at)
    return found.association.id
