"""The secret link of a booking, as it stands in addresses."""

from urllib.parse import quote, urlencode


def own_page(reference: str, key: str = "", below: str = "", **more: str) -> str:
    """The address of a booking's own page, or of a page below it; relative to the house.

    Without a key it is for those who are signed in.
    """
    said = {**({"key": key} if key else {}), **more}
    query = f"?{urlencode(said)}" if said else ""
    return f"/bookings/{quote(reference, safe='')}{below}{query}"
