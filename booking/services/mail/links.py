"""The secret link of a booking as it stands in one mail, and where it leads besides its page.

Whatever stands behind it only asks: deeds need a button there, for mail programs follow
links by themselves.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class BookingLink:
    """One secret, new in every mail."""

    home: str
    reference: str
    key: str

    def to(self, below: str = "", **said: object) -> str:
        """The address of the booking's page, or of one below it."""
        more = f"&{urlencode(said)}" if said else ""  # a key is safe as it stands
        return f"{self.home}/bookings/{self.reference}{below}?key={self.key}{more}"

    @property
    def facts(self) -> Mapping[str, object]:
        """What templates get of it."""
        return {"link": self.to(), "link_to": self.to}
