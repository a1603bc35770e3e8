"""The ways to one calendar: for this device, for Google, to copy, and to scan with a phone."""

from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from booking.web.qr import qr_svg

GOOGLE = "https://calendar.google.com/calendar/r?cid="
"""Where Google takes a calendar in; nobody is sent there who does not follow the link."""


@dataclass(frozen=True, slots=True)
class FeedAddresses:
    """Where a calendar is read, in each way that programs want it."""

    plain: str
    page: str
    """Where people read how to subscribe; what a phone opens after scanning."""

    @property
    def webcal(self) -> str:
        """Opens the calendar program of the device."""
        return f"webcal://{self.plain.partition('://')[2]}"

    @property
    def google(self) -> str:
        """Opens Google's calendar, which asks whether to take it in."""
        return GOOGLE + quote(self.webcal, safe="")

    @property
    def qr_code(self) -> Markup:
        """The page as a QR code."""
        return qr_svg(self.page)


def of_subscription(base_url: str, secret: str) -> FeedAddresses:
    """The ways to a calendar that only those have who know its address."""
    return FeedAddresses(f"{base_url}/calendars/s/{secret}.ics", f"{base_url}/subscribe/{secret}")


def of_room(base_url: str, slug: str) -> FeedAddresses:
    """The ways to the public calendar of a room."""
    return FeedAddresses(f"{base_url}/calendars/rooms/{slug}.ics", f"{base_url}/rooms/{slug}#feed")


def of_house(base_url: str) -> FeedAddresses:
    """The ways to the public calendar of the house."""
    return FeedAddresses(f"{base_url}/calendars/house.ics", f"{base_url}/plan#feed")
