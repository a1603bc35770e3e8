"""The people who do something in the house, in words."""

from collections.abc import Mapping

from booking.domain.people import Role, Standing
from booking.words.catalogue import Words, msgid

_ROLES: Mapping[Role, str] = {
    Role.STAFF: msgid("Staff: answer requests"),
    Role.CARETAKER: msgid("Caretaker: sees the day"),
    Role.ADMIN: msgid("Admin: staff who also look after accounts"),
}
_NAMELESS: Mapping[str, str] = {
    Standing.VISITOR: msgid("The association"),
    Standing.ASSOCIATION: msgid("The association"),
    Standing.HOUSE: msgid("The program"),
    Standing.STAFF: msgid("The house"),
    Standing.ADMIN: msgid("The house"),
    Standing.CARETAKER: msgid("The caretaker"),
}


def role_text(role: Role, words: Words) -> str:
    """What somebody with this role does."""
    return words.gettext(_ROLES[role])


def doer_text(name: str, standing: str, words: Words) -> str:
    """Who did something: their name, or on which side they stand."""
    return name or words.gettext(_NAMELESS[standing])
