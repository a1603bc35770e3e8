"""Terms: a series ends, and the usual end is that of the school year."""

from datetime import date, timedelta

from booking.domain.house import House
from calendars.holidays import last_day_before_summer_holidays

SHORTEST_TERM = timedelta(days=28)


def end_of_term(house: House, today: date, first: date) -> date | None:
    """The end of a series that suits most groups: the summer holidays, or the horizon. None
    for a series that would begin later."""
    furthest = today + house.horizon
    if not first < furthest:
        return None
    summer = last_day_before_summer_holidays(max(first, today) + SHORTEST_TERM)
    return min(summer or furthest, furthest)
