"""Why something of a file is not taken over, and what is wrong with a file as a whole."""

from collections.abc import Mapping

from booking.domain.imports import LeftOut
from booking.words.catalogue import Words, msgid
from booking.words.facts import told

UNREADABLE: Mapping[str, str] = {
    "file_too_large": msgid(
        "This file is too large. Please take one of at most %(most)s megabytes."
    ),
    "no_calendar": msgid(
        "This is neither a calendar (.ics) nor a table with the columns verein, raum,"
        " wochentag, von, bis, ab, bis. Please choose another file."
    ),
    "line_too_long": msgid("This file is damaged: a line in it never ends. Please export it anew."),
    "too_deep": msgid("This file is damaged: its parts do not end. Please export it anew."),
    "too_many_events": msgid(
        "This calendar has more than %(most)s entries. Please export fewer years."
    ),
    "too_many_at_once": msgid(
        "This file has more than %(most)s dates to come. Please take it over in smaller parts."
    ),
    "takes_too_long": msgid(
        "Reading this file takes too long. Please export fewer entries, or enter them by hand."
    ),
}
"""By the code of `calendars.foreign.UnreadableCalendar`, or of `ImportPlan.require_takeable`."""

_LEFT_OUT: Mapping[str, str] = {
    "cancelled": msgid("It is marked as cancelled."),
    "marked_as_free": msgid("It is marked as “free”, so it takes no room."),
    "not_understood": msgid("This entry is damaged. Please enter it by hand."),
    "time_not_possible": msgid("Its times cannot be right. Please enter it by hand."),
    "rule_too_frequent": msgid("It repeats more than once a day. Please enter it by hand."),
    "rule_not_understood": msgid("Its rule is not understood. Please enter it by hand."),
    "too_many_dates": msgid("It has too many dates. Please let it end earlier."),
    "zone_not_known": msgid("Its time zone is not known. Please enter it by hand."),
    "beyond_midnight": msgid("It goes on after midnight. Please enter it by hand as two dates."),
    "whole_day": msgid(
        "It lasts whole days. Whole days can be taken over as days on which the room is closed."
    ),
    "group_missing": msgid(
        "Line %(line)s: The name of the group is missing or longer than 200 characters."
    ),
    "no_such_room": msgid("Line %(line)s: There is no room “%(room)s”."),
    "no_such_weekday": msgid(
        "Line %(line)s: “%(weekday)s” is no weekday. Please write one such as Montag or Mo."
    ),
    "no_such_time": msgid("Line %(line)s: “%(time)s” is no time. Please write one such as 18:00."),
    "no_such_day": msgid("Line %(line)s: “%(day)s” is no day. Please write one such as 12.1.2027."),
    "end_before_begin": msgid(
        "Line %(line)s: The end (%(end)s) comes before the begin (%(begin)s)."
    ),
    "no_day_to_come": msgid("Line %(line)s: No date of this series is still to come."),
    "series_too_long": msgid(
        "Line %(line)s: The series is longer than %(weeks)s weeks. Please let it end earlier."
    ),
    "too_many_lines": msgid(
        "From line %(line)s on nothing was read: a table has at most %(most)s lines."
    ),
}


def left_out_text(one: LeftOut, words: Words) -> str:
    """Why something was left out, and what to do about it."""
    return words.gettext(_LEFT_OUT[one.code], **told(one.facts, words))
