"""The room file as a whole: the shipped one is sound, and all faults are told at once."""

from pathlib import Path

import pytest

from booking.domain.house import HolidayEffect
from booking.domain.rooms import Answer
from booking.store.house_file import (
    Fault,
    HouseFileFaults,
    house_schema,
    parse_house,
    read_house,
)

SHIPPED = Path(__file__).parents[3] / "seed_rooms.yaml"


def faults_in(text: str) -> tuple[Fault, ...]:
    with pytest.raises(HouseFileFaults) as refused:
        parse_house(text)
    return refused.value.faults


def test_the_shipped_file_declares_the_sample_house() -> None:
    house = read_house(SHIPPED)
    assert house.sample
    assert house.name == "Das WEST"
    assert house.school_holidays is HolidayEffect.PAUSE_SERIES
    assert " ".join(room.slug for room in house.rooms) == (
        "saal saal-a saal-b kueche bewegungsraum musikraum "
        "toepferwerkstatt seminar-1 beratung-1 foyer"
    )
    assert house.get_room("beratung-1") not in house.public_rooms


def test_what_is_not_known_about_accessibility_is_unknown(small_house: str) -> None:
    house = parse_house(small_house)
    assert house.get_room("hall").accessibility.step_free is Answer.YES
    assert house.get_room("half").accessibility.step_free is Answer.UNKNOWN


def test_a_house_can_be_written_and_read_again(small_house: str) -> None:
    house = parse_house(small_house)
    written = house.model_dump(mode="json", exclude_defaults=True)
    assert type(house).model_validate(written) == house


def test_a_repeated_reading_gives_the_same_house() -> None:
    assert read_house(SHIPPED) == read_house(SHIPPED)


def test_all_faults_are_told_at_once_in_the_order_of_the_file(small_house: str) -> None:
    text = (
        small_house.replace("longest_minutes: 720", "longest_minutes: 20")
        .replace("setup_minutes: 30", "setup_minutes: lots")
        .replace("{rows: 30}", "{benches: 30}")
        .replace("notice_days: 3", "notice_days: 3\nnotice_days: 4")
    )
    assert [fault.where for fault in faults_in(text)] == [
        "shortest_minutes",
        "longest_minutes",
        "notice_days",
        "rooms.hall.setup_minutes",
        "rooms.half.capacity.benches",
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The file is empty."),
        ("# nothing but a comment\n", "The file is empty."),
        ("just words", "'just words' is not possible here. Write keys with their values."),
        ("- a\n- list", "A list is not possible here. Write keys with their values."),
        ("a" * 1_000_001, "The file is too large; 1000000 characters are the most."),
    ],
    ids=["empty", "comment", "words", "list", "large"],
)
def test_a_file_that_is_no_house_is_refused(text: str, sentence: str) -> None:
    assert faults_in(text) == (Fault(1, 1, "", sentence),)


def test_a_file_with_two_documents_is_refused(small_house: str) -> None:
    [fault] = faults_in(f"{small_house}---\n{small_house}")
    assert str(fault) == (
        "line 41, column 1: This cannot be read as YAML: "
        "expected a single document in the stream, but found another document."
    )


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(HouseFileFaults, match=r"There is no room file .*nowhere.yaml\."):
        read_house(tmp_path / "nowhere.yaml")


def test_a_folder_is_not_a_room_file(tmp_path: Path) -> None:
    with pytest.raises(HouseFileFaults, match="cannot be opened: Is a directory"):
        read_house(tmp_path)


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "rooms.yaml"
    path.write_bytes("name: x\nslug: Küche".encode("latin-1"))
    with pytest.raises(HouseFileFaults) as refused:
        read_house(path)
    assert str(refused.value) == "line 2, column 8: The file is not UTF-8 here. Save it as UTF-8."


def test_a_file_saved_with_a_byte_order_mark_is_read(tmp_path: Path, small_house: str) -> None:
    path = tmp_path / "rooms.yaml"
    path.write_text(small_house, encoding="utf-8-sig")
    assert read_house(path) == parse_house(small_house)


def test_the_schema_knows_every_key_and_refuses_others() -> None:
    schema = house_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for name in ("House", "Room", "Closure", "OpeningHours", "Accessibility"):
        form = schema if name == "House" else schema["$defs"][name]
        assert form["additionalProperties"] is False
        assert all(form["properties"][key] for key in form.get("required", []))
    assert schema["$defs"]["Room"]["required"] == ["slug", "names", "spaces", "capacity"]


def test_the_schema_explains_every_key_of_a_room() -> None:
    keys = house_schema()["$defs"]["Room"]["properties"]
    assert [key for key, form in keys.items() if not form.get("description")] == []


def test_the_page_about_the_room_file_names_every_key() -> None:
    page = (SHIPPED.parent / "docs" / "rooms.md").read_text(encoding="utf-8")
    schema = house_schema()
    names = ("Room", "Closure", "Accessibility", "Address", "Contact", "Limits", "Approval")
    forms = [schema, *(schema["$defs"][name] for name in names)]
    forms = [option for form in forms for option in form.get("anyOf", [form])]
    keys = {key for form in forms for key in form.get("properties", {})}
    assert "automatic_up_to" in keys
    assert {key for key in keys if f"`{key}`" not in page and f"{key}:" not in page} == set()
