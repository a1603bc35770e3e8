"""A mail server of the tests' own: it keeps what it is given, and misbehaves when asked to."""

import asyncio
import socket
import ssl
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "west", "geheim@1"


@dataclass
class Postbox:
    """What has arrived, and what the server does instead of taking a mail.

    `replies` are given at `RCPT TO` by recipient, and `before_message` is called then;
    `at_message` is called with the number of each mail after it was taken and before the
    sender is told.
    """

    messages: list[EmailMessage] = field(default_factory=list)
    replies: dict[str, str] = field(default_factory=dict)
    drops: set[str] = field(default_factory=set)
    hangs: set[str] = field(default_factory=set)
    before_message: dict[str, Callable[[], None]] = field(default_factory=dict)
    at_message: Callable[[int], None] = lambda _number: None
    signed_in: list[str] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802  the name is aiosmtpd's
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Takes a recipient, or does what was asked for."""
        self.before_message.get(address, lambda: None)()
        if address in self.drops:
            assert server.transport is not None
            server.transport.abort()
        if address in self.hangs:
            await asyncio.sleep(60)
        reply = self.replies.get(address, "250 OK")
        if reply.startswith("250"):
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(  # noqa: N802
        self, _server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Takes a mail."""
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        self.encrypted.append(session.ssl is not None)
        self.at_message(len(self.messages))
        return "250 taken"

    @property
    def arrivals(self) -> Counter[str]:
        """How often each mail has arrived, by its message id."""
        return Counter(str(message["Message-ID"]) for message in self.messages)


@contextmanager
def mail_server(postbox: Postbox, context: ssl.SSLContext | None = None) -> Iterator[int]:
    """A server on a port of its own; with a context it wants STARTTLS and a sign-in."""

    def authenticate(
        _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, given: Any
    ) -> AuthResult:
        wanted = LoginPassword(USER.encode(), PASSWORD.encode())
        if given != wanted:
            return AuthResult(success=False, handled=False)
        postbox.signed_in.append(USER)
        return AuthResult(success=True)

    secure: dict[str, Any] = (
        {
            "tls_context": context,
            "require_starttls": True,
            "authenticator": authenticate,
            "auth_required": True,
        }
        if context
        else {}
    )
    port = free_port()
    controller = Controller(postbox, hostname="127.0.0.1", port=port, **secure)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
