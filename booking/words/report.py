"""Reports in words: what the tables and their rows are called, and hours as people write them."""

from collections.abc import Mapping
from datetime import timedelta

from babel.numbers import format_decimal, format_percent

from booking.domain.house import House
from booking.domain.proposals import Side
from booking.domain.reasons import Reason
from booking.domain.report.figures import Daypart, Lead
from booking.domain.report.tables import By
from booking.words.catalogue import Words, msgid
from booking.words.dates import weekday_text
from booking.words.language import locale_of
from booking.words.mail_dates import room_text
from booking.words.reasons import reason_choice

_TABLES: Mapping[By, str] = {
    By.ROOM: msgid("Room"),
    By.USER_GROUP: msgid("Kind of association"),
    By.ACTIVITY: msgid("Kind of use"),
    By.WEEKDAY: msgid("Weekday"),
    By.DAYPART: msgid("Time of day"),
}
_DAYPARTS: Mapping[Daypart, str] = {
    Daypart.MORNING: msgid("before 12:00"),
    Daypart.AFTERNOON: msgid("12:00 to 17:00"),
    Daypart.EVENING: msgid("from 17:00"),
}
_LEADS: Mapping[Lead, str] = {
    Lead.LONG: msgid("more than 14 days before"),
    Lead.SHORT: msgid("7 to 14 days before"),
    Lead.SUDDEN: msgid("less than 7 days before"),
}
_SIDES: Mapping[Side, str] = {
    Side.ASSOCIATION: msgid("by the association"),
    Side.HOUSE: msgid("by the house"),
}


def table_text(by: By, words: Words) -> str:
    """What the rows of a table are: `Raum`."""
    return words.gettext(_TABLES[by])


def row_text(by: By, key: str, house: House, words: Words) -> str:
    """What one row is about: `Saal B`, `Dienstag`."""
    match by:
        case By.ROOM:
            return room_text(key, house, words)
        case By.WEEKDAY:
            return weekday_text(int(key), words)
        case By.DAYPART:
            return words.gettext(_DAYPARTS[Daypart(key)])
        case By.USER_GROUP:
            known = house.user_groups
        case By.ACTIVITY:
            known = house.activities
    if not key:
        return words.gettext("not told")
    return known[key].in_language(words.language) if key in known else key


def lead_text(lead: Lead, words: Words) -> str:
    """How long before: `weniger als 7 Tage vorher`."""
    return words.gettext(_LEADS[lead])


def side_text(side: Side, words: Words) -> str:
    """Who did it: `durch den Verein`."""
    return words.gettext(_SIDES[side])


def refusal_text(reason: Reason | str, words: Words) -> str:
    """Why dates were not possible: a usual reason in few words, or what was written."""
    if isinstance(reason, Reason):
        return reason_choice(reason, words)
    return reason or words.gettext("without a reason")


def hours_text(minutes: int, words: Words) -> str:
    """Minutes as hours: `1.234,5`."""
    return format_decimal(minutes / 60, "#,##0.0", locale_of(words.language))


def share_text(share: float | None, words: Words) -> str:
    """A part of a whole: `34 %`; nothing where there is no whole."""
    return "" if share is None else format_percent(share, locale=locale_of(words.language))


def waiting_text(waited: timedelta | None, words: Words) -> str:
    """How long an answer took, in days or hours; a dash if there was none."""
    if waited is None:
        return "–"
    days, hours = waited.days, round(waited.seconds / 3600)
    if days:
        return words.ngettext("%(num)s day", "%(num)s days", days + (hours >= 12))
    return words.ngettext("%(num)s hour", "%(num)s hours", hours)
