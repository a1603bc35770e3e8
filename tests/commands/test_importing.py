"""`booking import`: says line by line what became of a file, or what would."""

from datetime import timedelta
from pathlib import Path

from booking.opening import utc_now
from tests.commands.conftest import Command

HEAD = "Verein;Raum;Wochentag;von;bis;ab;bis\n"
DAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")


def table(place: Path) -> str:
    """A table with one date next week, and one line that cannot be read."""
    day = (utc_now() + timedelta(days=9)).date()
    while day.isoweekday() != 2:
        day += timedelta(days=1)
    line = f"Chor Sonne;Saal A;Di;18:00;20:00;{day};{day}\n"
    (place / "plan.csv").write_text(HEAD + line + line.replace("Saal A", "Keller"))
    return "plan.csv"


def test_a_table_is_taken_over_once(anywhere: Command, place: Path) -> None:
    file = table(place)
    dry = anywhere("import", file, "--dry-run")
    assert (dry.status, dry.err) == (0, "")
    assert dry.out.splitlines()[0] == "would be confirmed: Chor Sonne: Hall A (with stage), 1 date"
    assert dry.out.splitlines()[1] == "skipped: Chor Sonne: Line 3: There is no room “Keller”."
    first, second = anywhere("import", file).out, anywhere("import", file).out
    assert first.splitlines()[-1] == (
        "1 date and 0 closures taken over, 0 in conflict, 1 skipped, 0 known from before."
    )
    assert second.splitlines()[-1] == (
        "0 dates and 0 closures taken over, 0 in conflict, 1 skipped, 1 known from before."
    )


def test_wrong_files_and_rooms_are_one_sentence(booking: Command, place: Path) -> None:
    (place / "a.ics").write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n")
    (place / "a.txt").write_text("hello")
    for words, sentence in (
        (("a.ics",), "Say with --room SLUG whose calendar this is"),
        (("a.ics", "--room", "attic"), "There is no room 'attic'."),
        (("a.txt", "--room", "saal-a"), "This is neither a calendar (.ics) nor a table"),
        (("none.ics",), "none.ics: No such file or directory."),
    ):
        told = booking("import", *words)
        assert (told.status, told.out) == (1, "")
        assert told.err.startswith(f"booking: {sentence}")
