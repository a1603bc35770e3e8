"""When a calendar counts as silent, and what is kept of the programs that ask."""

from datetime import timedelta

import pytest

from booking.domain.feed_health import (
    FORGOTTEN_AFTER,
    Client,
    Reader,
    client_of,
    has_stopped,
    is_news,
    last_asked,
    usual_pause,
)
from tests.conftest import NOW

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def a_reader(asked: int, lasted: timedelta, client: Client = Client.APPLE) -> Reader:
    """Asked so often for so long, the last time now."""
    return Reader(client, NOW - lasted, NOW, 304, 1, asked - 1, 0)


EACH_HOUR = a_reader(241, 10 * DAY)
EACH_DAY = a_reader(11, 10 * DAY)
FOUR_DAYS_APART = a_reader(5, 16 * DAY)


@pytest.mark.parametrize(
    ("reader", "pause"),
    [(EACH_HOUR, HOUR), (EACH_DAY, DAY), (FOUR_DAYS_APART, 4 * DAY)],
)
def test_the_usual_pause_is_that_between_two_questions(reader: Reader, pause: timedelta) -> None:
    assert usual_pause([reader]) == pause


@pytest.mark.parametrize(
    "reader",
    [
        a_reader(3, 10 * DAY),
        a_reader(40, 23 * HOUR),
        a_reader(400, 10 * DAY, Client.BROWSER),
        Reader(Client.APPLE, NOW - 10 * DAY, NOW, 410, 0, 0, 500),
    ],
    ids=["seldom", "since today", "somebody has a look", "always refused"],
)
def test_what_was_not_asked_for_regularly_cannot_stop(reader: Reader) -> None:
    assert usual_pause([reader]) is None
    assert not has_stopped([reader], NOW - 90 * DAY, NOW + 365 * DAY)


@pytest.mark.parametrize(
    ("reader", "after"), [(EACH_HOUR, 3 * DAY), (EACH_DAY, 4 * DAY), (FOUR_DAYS_APART, 16 * DAY)]
)
def test_it_is_silent_after_three_days_or_four_of_its_pauses(
    reader: Reader, after: timedelta
) -> None:
    since = NOW - 90 * DAY
    assert not has_stopped([reader], since, NOW + after - timedelta(seconds=1))
    assert has_stopped([reader], since, NOW + after)


def test_one_program_that_still_asks_is_enough() -> None:
    phone = Reader(Client.GOOGLE, NOW - 20 * DAY, NOW - 10 * DAY, 200, 30, 0, 0)
    assert not has_stopped([EACH_HOUR, phone], NOW - 90 * DAY, NOW + DAY)


def test_somebody_who_has_a_look_does_not_end_the_silence_of_a_program() -> None:
    look = Reader(Client.BROWSER, NOW + 2 * DAY, NOW + 2 * DAY, 200, 1, 0, 0)
    assert last_asked([look, EACH_HOUR]) == NOW
    assert has_stopped([look, EACH_HOUR], NOW - 90 * DAY, NOW + 3 * DAY)


def test_a_silence_of_ours_is_not_that_of_a_reader() -> None:
    back_again = NOW + 10 * DAY
    assert not has_stopped([EACH_HOUR], back_again, back_again + 2 * DAY)
    assert has_stopped([EACH_HOUR], back_again, back_again + 3 * DAY)


def test_old_silence_is_no_news() -> None:
    since, begun = NOW - 90 * DAY, NOW + 3 * DAY
    assert is_news([EACH_HOUR], since, begun)
    assert not is_news([EACH_HOUR], since, begun + FORGOTTEN_AFTER)


@pytest.mark.parametrize(
    ("told", "client"),
    [
        ("Google-Calendar-Importer", Client.GOOGLE),
        ("iOS/18.1 (22B83) dataaccessd/1.0", Client.APPLE),
        ("macOS/15.1 (24B83) CalendarAgent/988", Client.APPLE),
        ("Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17)", Client.OUTLOOK),
        ("Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Thunderbird/128.4", Client.THUNDERBIRD),
        ("ICSx5/2.2.3 (at.bitfire.icsdroid) okhttp/4 Android/14", Client.ICSX5),
        ("Nextcloud Webcal Service", Client.NEXTCLOUD),
        ("Mozilla/5.0 (X11; Linux x86_64) Firefox/132.0", Client.BROWSER),
        ("curl/8.1", Client.OTHER),
        ("", Client.OTHER),
        ("x" * 100_000 + "google", Client.OTHER),
    ],
)
def test_of_a_program_only_its_kind_is_known(told: str, client: Client) -> None:
    assert client_of(told) is client
