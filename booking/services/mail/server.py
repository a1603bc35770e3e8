"""The mail server that takes our mails: how it is named, and how a line to it is opened."""

import smtplib
import ssl
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import parse_qs, unquote, urlsplit

TIMEOUT = 20.0
"""Seconds that the server may be silent."""
EXAMPLE = "smtp://user:password@mail.example:587?starttls=1"


class Security(StrEnum):
    """How the line is encrypted; the certificate is always checked."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


class WrongMailServer(ValueError):
    """BOOKING_SMTP_URL cannot be followed; the text says why."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mails are handed over."""

    host: str
    port: int
    security: Security
    user: str = ""
    password: str = field(default="", repr=False)
    timeout: float = TIMEOUT

    @classmethod
    def parse(cls, url: str) -> "MailServer":
        """Reads `smtp://user:password@host:587?starttls=1` or `smtps://...`; characters
        such as `@` in user or password are written `%40`. Raises `WrongMailServer`, which
        never tells the password."""
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            raise WrongMailServer(f"BOOKING_SMTP_URL is not like {EXAMPLE}") from None
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise WrongMailServer(f"BOOKING_SMTP_URL is not like {EXAMPLE}")
        starttls = parse_qs(parts.query).get("starttls", ["0"])[-1] in ("1", "true", "yes")
        security = Security.STARTTLS if starttls else Security.NONE
        if parts.scheme == "smtps":
            security = Security.TLS
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        if user and security is Security.NONE and not is_this_machine(parts.hostname):
            raise WrongMailServer(
                "BOOKING_SMTP_URL would send the password readable for everybody."
                " Add ?starttls=1, or write smtps://"
            )
        return cls(parts.hostname, port or USUAL_PORTS[security], security, user, password)

    def connect(self, trust: ssl.SSLContext | None = None) -> smtplib.SMTP:
        """A line to the server, encrypted and signed in. Raises OSError, SMTPException.
        `trust` is for servers whose certificate only we know."""
        context = trust or ssl.create_default_context()
        if self.security is Security.TLS:
            line: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=self.timeout, context=context
            )
        else:
            line = smtplib.SMTP(self.host, self.port, timeout=self.timeout)
        try:
            if self.security is Security.STARTTLS:
                line.starttls(context=context)
            if self.user:
                line.login(self.user, self.password)
        except BaseException:
            line.close()
            raise
        return line


USUAL_PORTS = {Security.NONE: 25, Security.STARTTLS: 587, Security.TLS: 465}


def is_this_machine(host: str) -> bool:
    """Whether what is sent there never leaves the machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
