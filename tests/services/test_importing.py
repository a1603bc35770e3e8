"""What stood elsewhere is taken over once: free dates confirmed, the others told with whoever is
in the way; looking before changes nothing, and neither does importing twice."""

from datetime import date, timedelta

import pytest
from argon2 import PasswordHasher

from booking.domain.imports import MOST_SERIES, ImportedSeries, ImportPlan, Source
from booking.domain.people import THE_HOUSE, Person, Role, Standing
from booking.domain.refusals import BadInput, NotAllowed, NotFound, SignInNeeded
from booking.domain.rules import Rule
from booking.domain.statuses import Status
from booking.services import importing
from booking.services.bookings import get_booking
from booking.services.sign_in import add_account

HASHER = PasswordHasher(time_cost=1, memory_cost=1024)

TABLE = """Verein;Raum;Wochentag;von;bis;ab;bis
Chor Sonne;Saal A;Dienstag;18:00;20:00;01.09.2026;22.12.2026
Tanzgruppe Lira;saal-a;Di;19.30;21 Uhr;1.12.26;8.12.26
Verein Adria;Saal A;mittwochs;18;20;2026-12-02;2026-12-02
"""
HEAD = TABLE.splitlines()[0] + "\n"


def event(uid, begin, end, *more, what="Chor Sonne"):
    lines = (f"UID:{uid}", f"SUMMARY:{what}", f"DTSTART{begin}", f"DTEND{end}", *more)
    return ["BEGIN:VEVENT", *lines, "END:VEVENT"]


def calendar(*events):
    lines = ["BEGIN:VCALENDAR", *(line for one in events for line in one), "END:VCALENDAR", ""]
    return Source("saal.ics", "\r\n".join(lines).encode(), room="saal-b")


def table(text):
    return Source("plan.csv", text.encode("cp1252"))


def told(report):
    return [(one.series.group, str(one.date.day)) for one in report.stopped]


def test_a_table_becomes_confirmed_series_and_collisions_within_it_are_told(books, now):
    report = importing.take_over(books, THE_HOUSE, table(TABLE), now)
    assert [(one.series.group, len(one.dates)) for one in report.taken] == [
        ("Chor Sonne", 5),
        ("Verein Adria", 1),
    ]
    assert told(report) == [("Tanzgruppe Lira", "2026-12-01"), ("Tanzgruppe Lira", "2026-12-08")]
    assert [one.held_by[0].association for one in report.stopped] == ["Chor Sonne"] * 2
    booking = get_booking(books, THE_HOUSE, report.taken[0].reference, now)
    assert {one.status for one in booking.occurrences} == {Status.CONFIRMED}
    assert [str(one.begin) for one in booking.occurrences] == ["18:00"] * 5
    assert (booking.association, booking.email) == ("Chor Sonne", "")


def test_importing_twice_changes_nothing(books, now):
    importing.take_over(books, THE_HOUSE, table(TABLE), now)
    again = importing.take_over(books, THE_HOUSE, table(TABLE), now)
    assert (again.taken, again.known) == ((), 6)
    assert len(again.stopped) == 2


def test_looking_tells_the_same_and_leaves_nothing(books, now):
    looked = importing.preview(books, THE_HOUSE, table(TABLE), now)
    assert importing.preview(books, THE_HOUSE, table(TABLE), now).taken_dates == 6
    done = importing.take_over(books, THE_HOUSE, table(TABLE), now)
    assert [one.dates for one in looked.taken] == [one.dates for one in done.taken]
    assert told(looked) == told(done)


def test_every_bad_line_is_told_by_its_number_and_loses_nothing_else(books, now):
    text = HEAD + (
        ";Saal A;Mo;18;20;1.1.2027;1.2.2027\n"
        "Chor;Keller;Mo;18;20;1.1.2027;1.2.2027\n"
        "Chor;Saal A;Feiertags;18;20;1.1.2027;1.2.2027\n"
        "Chor;Saal A;Mo;18;25;1.1.2027;1.2.2027\n"
        "Chor;Saal A;Mo;20;18;1.1.2027;1.2.2027\n"
        "Chor;Saal A;Mo;18;20;31.2.2027;1.3.2027\n"
        "Chor;Saal A;Mo;18;20;1.1.2020;1.2.2020\n"
        "Chor;Saal A;Mo;18;20;1.1.2027;1.1.2037\n"
        "\n"
        "Chor;Saal A;Mo;18;20;11.1.2027;11.1.2027\n"
    )
    report = importing.preview(books, THE_HOUSE, table(text), now)
    assert [(one.facts["line"], one.code) for one in report.left_out] == [
        (2, "group_missing"),
        (3, "no_such_room"),
        (4, "no_such_weekday"),
        (5, "no_such_time"),
        (6, "end_before_begin"),
        (7, "no_such_day"),
        (8, "no_day_to_come"),
        (9, "series_too_long"),
    ]
    assert report.taken_dates == 1


def test_a_cell_may_hold_two_lines_and_saturday_has_two_names(books, now):
    text = HEAD + '"Chor\nSonne";Saal A;Sonnabend;18;20;2.1.2027;9.1.2027\n'
    [taken] = importing.preview(books, THE_HOUSE, table(text), now).taken
    assert taken.series.group == "Chor Sonne"
    assert [str(one.day) for one in taken.dates] == ["2027-01-09"]


def test_a_calendar_becomes_bookings_and_its_whole_days_close_the_room(books, now):
    source = calendar(
        event("a", ":20261207T180000", ":20261207T200000", "RRULE:FREQ=WEEKLY;COUNT=3"),
        event("b", ";VALUE=DATE:20261214", ";VALUE=DATE:20261216", what="Malerarbeiten"),
        event("c", ":20261209T220000", ":20261210T010000", what="Lange Nacht"),
        event("d", ":20261210T220000", ":20261211T000000", what="Bis Mitternacht"),
    )
    closing = Source(source.name, source.content, source.room, closing=True)
    report = importing.take_over(books, THE_HOUSE, closing, now)
    assert [(one.first, one.last, one.reason) for one in report.closures] == [
        (date(2026, 12, 14), date(2026, 12, 15), "Malerarbeiten")
    ]
    assert [(one.series.title, [str(d.day) for d in one.dates]) for one in report.taken] == [
        ("Chor Sonne", ["2026-12-07", "2026-12-21"]),
        ("Bis Mitternacht", ["2026-12-10"]),
    ]
    assert [(str(one.date.day), one.findings[0].rule) for one in report.stopped] == [
        ("2026-12-14", Rule.CLOSED)
    ]
    assert [(one.what, one.code) for one in report.left_out] == [("Lange Nacht", "beyond_midnight")]
    again = importing.take_over(books, THE_HOUSE, closing, now)
    assert (again.taken, again.closures, again.known) == ((), (), 4)


def test_without_that_wish_whole_days_are_left_out(books, now):
    source = calendar(event("b", ";VALUE=DATE:20261214", ";VALUE=DATE:20261215", what="Ferien"))
    report = importing.preview(books, THE_HOUSE, source, now)
    assert [(one.what, one.code) for one in report.left_out] == [("Ferien", "whole_day")]
    assert report.closures == ()


def test_a_series_that_clashes_with_itself_is_taken_once(books, now):
    twice = event("a", ":20261207T180000", ":20261207T200000", "RDATE:20261207T190000")
    report = importing.take_over(books, THE_HOUSE, calendar(twice), now)
    assert (report.taken_dates, len(report.stopped)) == (1, 1)


def test_markup_of_google_does_not_reach_the_notes(books, now):
    noted = event("a", ":20261207T180000", ":20261207T200000", "DESCRIPTION:<b>Piano</b><br>x < 3")
    report = importing.take_over(books, THE_HOUSE, calendar(noted), now)
    assert get_booking(books, THE_HOUSE, report.taken[0].reference, now).notes == "Piano\nx < 3"


def test_what_nobody_can_see_is_not_taken_over(books, now):
    spelled = "Cho\u0308re\0\x1b\u202e"  # with marks apart, as some programs write them
    noted = event(
        "a", ":20261207T180000", ":20261207T200000", "DESCRIPTION:a\x07\\nb", what=spelled
    )
    found = importing.take_over(books, THE_HOUSE, calendar(noted), now)
    booking = get_booking(books, THE_HOUSE, found.taken[0].reference, now)
    assert (booking.title, booking.association, booking.notes) == ("Chöre", "Chöre", "a\nb")
    lines = HEAD + f"{spelled};Saal A;Mo;18;20;1.12.2026;8.12.2026\n"
    source = Source("plan.csv", lines.encode())
    found = importing.take_over(books, THE_HOUSE, source, now)
    booking = get_booking(books, THE_HOUSE, found.taken[0].reference, now)
    assert (booking.title, booking.association) == ("Chöre", "Chöre")


@pytest.mark.parametrize(
    ("source", "pointer", "problem"),
    [
        (Source("x.ics", b"BEGIN:VCALENDAR\nEND:VCALENDAR\n"), "/room", "missing"),
        (Source("x.zip", b"PK\x03\x04", room="saal-b"), "/file", "no_calendar"),
        (table(HEAD + "x" * 200_000), "/file", "line_too_long"),
    ],
)
def test_what_cannot_be_read_is_refused(books, now, source, pointer, problem):
    with pytest.raises(BadInput) as refused:
        importing.preview(books, THE_HOUSE, source, now)
    assert (refused.value.pointer, refused.value.problem) == (pointer, problem)


def test_only_staff_import(books, now):
    for standing, refusal in ((Standing.VISITOR, SignInNeeded), (Standing.CARETAKER, NotAllowed)):
        for deed in (importing.preview, importing.take_over, importing.keep):
            with pytest.raises(refusal):
                deed(books, Person(standing), table(TABLE), now)


def test_a_kept_file_is_its_sender_s_alone_and_goes_once_forgotten(books, now):
    add_account(books.database, HASHER, "s@west.example", "S", Role.STAFF, "a-password-1", now)
    sender = Person(Standing.STAFF, account_id=1)
    upload = importing.keep(books, sender, table(TABLE), now)
    assert importing.look_into(books, sender, upload, now).taken_dates == 6
    with pytest.raises(NotFound):
        importing.look_into(books, Person(Standing.STAFF, account_id=2), upload, now)
    with pytest.raises(NotFound):
        importing.look_into(books, sender, upload, now + timedelta(hours=25))
    assert importing.take_kept(books, sender, upload, now).taken_dates == 6
    assert importing.take_kept(books, sender, upload, now).known == 6
    importing.forget(books, sender, upload, now)
    with pytest.raises(NotFound):
        importing.look_into(books, sender, upload, now)


def test_what_would_keep_all_others_waiting_is_refused_before_it_begins(books, now):
    lines = (f"Gruppe {n};Saal A;Di;18:00;20:00;01.12.2026;01.12.2027" for n in range(380))
    with pytest.raises(BadInput) as refusal:
        importing.preview(books, THE_HOUSE, table(HEAD + "\n".join(lines)), now)
    assert (refusal.value.pointer, refusal.value.problem) == ("/file", "too_many_at_once")
    series = ImportedSeries("Chor", "Chor", "", "saal-a", ())
    ImportPlan((series,) * MOST_SERIES).require_takeable()
    with pytest.raises(BadInput):
        ImportPlan((series,) * (MOST_SERIES + 1)).require_takeable()
