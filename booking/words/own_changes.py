"""What an association reads when it asks for another room or time: what is free instead,
and what speaks against a wish."""

from collections.abc import Iterable, Mapping

from booking.domain.candidates import Candidate
from booking.domain.house import House
from booking.domain.rules import Finding, Severity
from booking.words.catalogue import Words
from booking.words.findings import finding_text
from booking.words.places import place_text


def place_options(places: Mapping[str, Candidate], words: Words) -> list[tuple[str, str]]:
    """The suggested places as answers: `Saal A, 18:00–20:00 Uhr`."""
    return [(value, place_text(one, words)) for value, one in places.items()]


def blocking_of(findings: object) -> list[Finding]:
    """What speaks against a wish."""
    found = findings if isinstance(findings, tuple) else ()
    return [one for one in found if isinstance(one, Finding) and one.severity is Severity.BLOCK]


def against_text(blocking: Iterable[Finding], house: House, words: Words) -> str:
    """The same in sentences."""
    return " ".join(finding_text(one, house, words) for one in blocking) or words.gettext(
        "Something speaks against the new place. Please choose another day, time or room."
    )
