"""What is the matter with one thing that was said, by the code of the problem.

Programs and forms name a field; the sentence says what would be right there.
"""

from collections.abc import Mapping

from booking.words.catalogue import Words, msgid
from booking.words.facts import told
from booking.words.imports import UNREADABLE

_GENERAL: Mapping[str, str] = {
    "missing": msgid("Please fill this in."),
    "unknown_field": msgid("There is no such field. Please leave it out."),
    "not_an_object": msgid("This must be an object with named fields."),
    "not_a_list": msgid("This must be a list."),
    "not_text": msgid("This must be a text."),
    "not_a_number": msgid("This must be a whole number, without quotes."),
    "not_a_switch": msgid("This must be true or false, without quotes."),
    "too_short": msgid("Please fill this in."),
    "too_long": msgid("Please write at most %(max_length)s characters."),
    "too_many": msgid("Please name at most %(max_length)s."),
    "too_few": msgid("Please name at least one."),
    "too_small": msgid("This must be at least %(ge)s."),
    "too_large": msgid("This must be at most %(le)s."),
    "not_a_choice": msgid("Please take one of these: %(expected)s."),
    "bad_day": msgid("Please give a day as year-month-day, such as 2027-01-14."),
    "no_such_day": msgid("There is no such day. Please check the date."),
    "bad_time": msgid("Please give a time such as 18:00; the end of the day is 24:00."),
    "bad_email": msgid("Please give a mail address such as name@example.org."),
    "bad_page": msgid("Pages are counted from 1."),
    "bad_key": msgid("The key must have 1 to 200 visible characters."),
    "in_the_past": msgid("%(day)s is over. Please name a later day."),
    "too_far": msgid("This is too far ahead. The last possible day is %(last)s."),
    "ends_before_it_begins": msgid("This must not be before %(first)s."),
    "last_before_first": msgid("The last day lies before the first."),
    "range_too_long": msgid("Please ask for at most %(days)s days at once."),
    "no_address": msgid("Please give a mail address such as name@example.org."),
    "same_association": msgid("These are one and the same. Please choose another group."),
    "known_address": msgid(
        "This address speaks for the group already. Please take that person instead."
    ),
    "own_address": msgid("This is your own address. Please name somebody else's."),
    "too_many_delegates": msgid(
        "At most %(most)s people can speak for one group. Please take somebody off the list first."
    ),
    "too_many_for_room": msgid(
        "The room takes at most %(most)s persons in this seating. Please move the date first."
    ),
    "no_photo": msgid("This is no photo that we can read. Please send a JPEG, PNG or WebP."),
    "photo_too_large": msgid(
        "The photo is too large. Please send one of at most %(megabytes)s megabytes."
    ),
    "too_many_pixels": msgid("The photo has too many pixels. Please send a smaller one."),
    "call_instead": msgid("There is no mail address. Please call: %(phone)s."),
    "letter_instead": msgid("There is no mail address. Please answer by letter."),
    "nothing_to_change": msgid("Please say what shall be different: room, day or time."),
    "nothing_proposed": msgid("Please choose another place for at least one date."),
    "asked_meanwhile": msgid(
        "Something else was asked for or proposed for this date meanwhile. Please look again."
    ),
    "same_place": msgid("The date is there already. Please choose another room or time."),
    "password_easy_to_guess": msgid("Others would guess this password. Please choose another one."),
    "wrong_password": msgid("This is not your present password."),
    "wrong_code": msgid("This code is not right. Please wait for the next one and type that."),
    "second_factor_is_on": msgid("You have a second factor already. Please switch it off first."),
    "account_exists": msgid("%(email)s has an account already. Please look in the list."),
    "password_too_short": msgid("A password has at least %(least)s characters."),
}

_ENQUIRY: Mapping[str, str] = {
    "room_or_rooms": msgid("Please name either one room or several rooms, not both."),
    "room_twice": msgid("A room is named twice. Please name each room once."),
    "rooms_overlap": msgid(
        "%(first)s and %(second)s share a part of the house. Please name only one of them."
    ),
    "no_such_booking": msgid(
        "There is no booking of this number. Please copy it from the page of the booking."
    ),
    "room_not_public": msgid(
        "This room is not public, so these readers may not know of it: %(room)s."
    ),
    "no_such_account": msgid("Nobody has this account. Please choose one from the list."),
    "options_for_workers_only": msgid(
        "Setup, teardown and opening of the house are shown to caretakers and staff only."
        " Please choose one of these, or leave it out."
    ),
    "no_such_language": msgid("The house does not speak this language: %(language)s."),
    "end_before_begin": msgid("The end (%(end)s) must come after the begin (%(begin)s)."),
    "not_positive": msgid("This must be at least 1."),
    "setup_out_of_range": msgid("This must be between 0 and %(most)s minutes."),
    "unknown_activity": msgid("The house knows no such activity. Known are: %(known)s."),
    "unknown_seating": msgid("The house knows no such seating. Known are: %(known)s."),
    "unknown_room": msgid("The house has no such room."),
    "series_overlaps_itself": msgid(
        "The series gets in its own way on %(first)s and %(second)s. Please choose shorter times"
        " or fewer dates."
    ),
}

_SEARCH: Mapping[str, str] = {
    "off_grid": msgid("This must be a multiple of %(minutes)s."),
    "not_a_weekday": msgid("Please name weekdays from 0 (Monday) to 6 (Sunday)."),
    "no_time_between": msgid("There must be at least %(minutes)s minutes before this time."),
}

_DATES: Mapping[str, str] = {
    "unknown_occurrence": msgid("This booking has no date number %(occurrence)s."),
    "date_decided_twice": msgid("A date is named for two different things."),
    "after_the_date": msgid(
        "A date takes place on %(day)s. Please hold it until an earlier day at the latest."
    ),
    "never_overruled": msgid(
        "Nobody can overrule this: the house does not have the room at that time."
    ),
    "leaves_its_day": msgid("The new time must begin and end on the same day, here %(day)s."),
    "cannot_move": msgid("This date is over or no longer stands, so it cannot move."),
    "own_places_need_one_room": msgid("Only an enquiry of one room can have dates elsewhere."),
    "same_place": msgid("The date is there already. Please name another day, time or room."),
    "same_booking": msgid("Both dates belong to the same booking. Please name two bookings."),
}

_RECURRENCE: Mapping[str, str] = {  # the codes of calendars.rule_text.RecurrenceCode
    "bad_rule": msgid(
        "The rule cannot be read at “%(part)s”. Please write it as in FREQ=WEEKLY;COUNT=10."
    ),
    "bad_part": msgid("“%(part)s” cannot be right in a rule."),
    "unsupported_part": msgid(
        "“%(part)s” is not taken here. Possible are FREQ=DAILY, WEEKLY or MONTHLY with INTERVAL,"
        " BYDAY, BYMONTHDAY (1 to 28), and COUNT or UNTIL."
    ),
    "repeated_part": msgid("%(part)s stands twice in the rule. Please write it once."),
    "endless": msgid("A series must end. Please add COUNT or UNTIL."),
    "count_and_until": msgid("COUNT and UNTIL both end the series. Please write only one of them."),
    "until_before_first": msgid("The series ends on %(until)s, before its first date (%(first)s)."),
    "first_date_does_not_fit": msgid(
        "The first date (%(first)s) does not fit the rule. The next one that does is %(next)s."
    ),
    "too_many_dates": msgid("A series has at most %(most)s dates. Please let it end earlier."),
    "calendar_ends": msgid("The calendar ends before the series has %(count)s dates."),
    "extra_date_before_first": msgid(
        "The extra date %(extra)s lies before the first date (%(first)s)."
    ),
    "no_dates": msgid("No date is left. Please check the rule and the dates that are left out."),
}

PROBLEMS: Mapping[str, str] = {
    **_GENERAL,
    **_ENQUIRY,
    **_SEARCH,
    **_DATES,
    **_RECURRENCE,
    **UNREADABLE,
}


def problem_text(problem: str, facts: Mapping[str, object], words: Words) -> str:
    """The sentence for one `BadInput.problem`; `facts` are those of the refusal."""
    sentence = PROBLEMS.get(problem, msgid("This entry cannot be right."))
    return words.gettext(sentence, **told(facts, words))
