"""How mails are set up: the server, the sender, and what is said about a wrong setting."""

import pytest
from pydantic import ValidationError

from booking.config import Config
from booking.domain.house import House
from booking.services.mail.server import MailServer, Security, WrongMailServer


def a_config(**settings: str) -> Config:
    return Config(_env_file=None, **settings)  # type: ignore[arg-type,call-arg]


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://localhost", MailServer("localhost", 25, Security.NONE)),
        ("smtp://mail.example?starttls=1", MailServer("mail.example", 587, Security.STARTTLS)),
        ("smtps://mail.example", MailServer("mail.example", 465, Security.TLS)),
        (
            "smtp://west:geheim%401@mail.example:2525?starttls=1",
            MailServer("mail.example", 2525, Security.STARTTLS, "west", "geheim@1"),
        ),
        ("smtp://west:word@127.0.0.1", MailServer("127.0.0.1", 25, Security.NONE, "west", "word")),
    ],
)
def test_the_address_of_a_mail_server_says_all_about_it(url: str, server: MailServer) -> None:
    assert MailServer.parse(url) == server


def test_a_password_is_not_shown_with_its_server() -> None:
    assert "word" not in repr(MailServer.parse("smtps://west:word@mail.example"))


def test_mails_come_from_the_house_unless_told_otherwise(house: House) -> None:
    assert a_config().post_office(house).head.sender == house.contact.email
    told = a_config(mail_from="Das WEST <buchung@west.example>")
    assert told.post_office(house).head.sender == "buchung@west.example"


def test_without_a_server_there_is_none(house: House) -> None:
    assert a_config().post_office(house).server is None
    assert a_config(smtp_url="").post_office(house).server is None


@pytest.mark.parametrize(
    ("setting", "wrong", "told"),
    [
        ("smtp_url", "smtp://west:secret-word@mail.example", "BOOKING_SMTP_URL would send"),
        ("mail_from", "nobody", "BOOKING_MAIL_FROM must be a mail address"),
    ],
)
def test_a_wrong_setting_is_told_without_its_secrets(setting: str, wrong: str, told: str) -> None:
    with pytest.raises(ValidationError) as refused:
        a_config(**{setting: wrong})
    assert told in str(refused.value)
    assert "secret-word" not in str(refused.value)


@pytest.mark.parametrize(
    "url",
    [
        "http://mail.example",
        "smtp://",
        "smtp://mail.example:port",
        "smtp://user:secret-word@mail.example:25",  # would send the password in the open
    ],
)
def test_an_address_that_is_no_mail_server_is_refused_without_telling_the_password(
    url: str,
) -> None:
    with pytest.raises(WrongMailServer) as refused:
        MailServer.parse(url)
    assert str(refused.value).startswith("BOOKING_SMTP_URL ")
    assert "secret-word" not in str(refused.value)
