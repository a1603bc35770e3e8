"""How the program is set up: BOOKING_* variables, also from a file `.env`."""

import fcntl
import os
import secrets
from email.utils import parseaddr
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from booking.domain.house import House
from booking.resources import resource
from booking.services.mail.server import MailServer
from booking.services.mail.writing import Letterhead, is_address
from booking.services.postman import PostOffice
from booking.store.sqlite import OWNER_ONLY, find_file

ROOM_FILE = "seed_rooms.yaml"


def find_rooms_here() -> Path | None:
    """The room file of the current folder, which goes before the sample that is installed
    with the program."""
    here = Path(ROOM_FILE)
    return here if here.is_file() else None


class Config(BaseSettings):
    """The settings, each with the variable it comes from."""

    model_config = SettingsConfigDict(
        env_prefix="BOOKING_",
        env_file=".env",
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,  # there are passwords in it
    )

    database_url: str = "sqlite:///booking.db"
    rooms: Path = Field(default_factory=lambda: find_rooms_here() or resource(ROOM_FILE))
    base_url: str = "http://127.0.0.1:8000"
    secret: str | None = None
    smtp_url: str | None = None
    mail_from: str | None = None
    proxies: str = ""
    """Addresses of trusted proxies, with commas between."""
    log: Literal["text", "json"] = "text"
    demo: bool = False
    """Set by `serve --demo` alone: mails to invented people can be read on the pages."""

    @field_validator("base_url")
    @classmethod
    def _without_slash(cls, address: str) -> str:
        if not address.startswith(("http://", "https://")):
            raise ValueError("BOOKING_BASE_URL must begin with http:// or https://")
        return address.rstrip("/")

    @field_validator("smtp_url")
    @classmethod
    def _names_a_mail_server(cls, url: str | None) -> str | None:
        if url:
            MailServer.parse(url)
        return url or None

    @field_validator("mail_from")
    @classmethod
    def _is_one_address(cls, written: str | None) -> str | None:
        if written and not is_address(parseaddr(written)[1]):
            raise ValueError("BOOKING_MAIL_FROM must be a mail address")
        return written or None

    def post_office(self, house: House) -> PostOffice:
        """How mails of this house are sent; without BOOKING_SMTP_URL they wait."""
        sender = parseaddr(self.mail_from or "")[1] or house.contact.email
        server = MailServer.parse(self.smtp_url) if self.smtp_url else None
        return PostOffice(Letterhead(self.base_url, sender), server)

    @property
    def is_https(self) -> bool:
        """Whether cookies may only travel encrypted."""
        return self.base_url.startswith("https://")

    @cached_property
    def signing_secret(self) -> str:
        """The secret that forms are signed with: as set, or kept in a file beside the
        database, made when first needed and readable by its owner alone."""
        if self.secret:
            return self.secret
        path = self._secret_path()
        if path.is_file() and (kept := path.read_text().strip()):
            return kept
        with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, OWNER_ONLY), "r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)  # processes that begin at once shall have one secret
            secret = file.read().strip() or secrets.token_urlsafe(32)
            file.seek(0)
            file.write(secret)
        return secret

    def _secret_path(self) -> Path:
        file = find_file(self.database_url)
        return file.with_suffix(".secret") if file else Path("booking.secret")
