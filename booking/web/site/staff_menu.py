"""The menu of those who work here: each page of staff that stands for itself, in its order.

Whoever adds such a page adds its line. Pages below one of these addresses, such as a
booking on the desk, need none.
"""

from booking.words.catalogue import msgid

STAFF_MENU: tuple[tuple[str, str], ...] = (
    ("/staff", msgid("Inbox")),
    ("/staff/settled", msgid("Answered")),
    ("/staff/feeds", msgid("Calendar subscriptions")),
    ("/staff/calendar", msgid("Occupancy plan")),
    ("/staff/find", msgid("Who was there?")),
    ("/staff/enter", msgid("Enter a booking")),
    ("/staff/associations", msgid("Associations")),
    ("/staff/renewals", msgid("Going on")),
    ("/staff/no-shows", msgid("Nobody came")),
    ("/staff/closures", msgid("Closures")),
    ("/today", msgid("Today")),
    ("/staff/caretakers", msgid("Caretakers")),
    ("/staff/problems", msgid("Problems")),
    ("/staff/report", msgid("Report")),
    ("/staff/people", msgid("People")),
    ("/staff/outbox", msgid("Outbox")),
    ("/staff/import", msgid("Import")),
    ("/account", msgid("My account")),
)
"""Address and name; the name is told in the language of the person."""
