"""What went wrong on the way to the mail server, and whether trying again makes sense."""

import smtplib
from collections.abc import Mapping
from dataclasses import dataclass

from booking.domain.mail_states import Trouble

CLOSING = 421
"""The server ends the conversation (RFC 5321, 4.2.1)."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a mail was not taken."""

    trouble: Trouble
    said: str
    is_final: bool = False
    breaks_line: bool = False
    """Whether the line to the server is of no more use."""


def failure_of(error: Exception) -> Failure:
    """The meaning of an exception of `smtplib` or of the network."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            return of_reply(*worst(error.recipients))
        case smtplib.SMTPResponseException():
            return of_reply(error.smtp_code, error.smtp_error)
        case smtplib.SMTPNotSupportedError():
            return Failure(Trouble.REFUSED, str(error), is_final=True)
        case OSError():
            return Failure(Trouble.UNREACHABLE, told(error), breaks_line=True)
        case _:
            return Failure(Trouble.REFUSED, told(error), is_final=True)


def failure_to_connect(error: Exception) -> Failure:
    """The meaning of an exception before any mail was begun: it blames none of them."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return Failure(Trouble.SIGN_IN_REFUSED, said(error.smtp_code, error.smtp_error))
    return Failure(Trouble.UNREACHABLE, told(error), breaks_line=True)


def of_reply(code: int, reply: bytes | str) -> Failure:
    """The meaning of a reply: 5yz is for ever, everything else may pass (RFC 5321, 4.2.1).
    Codes below 100 are smtplib's own way to say that there was no reply."""
    if code < 100:
        return Failure(Trouble.UNREACHABLE, said(code, reply), breaks_line=True)
    if code >= 500:
        return Failure(Trouble.REFUSED, said(code, reply), is_final=True)
    return Failure(Trouble.PUT_OFF, said(code, reply), breaks_line=code == CLOSING)


def worst(refused: Mapping[str, tuple[int, bytes]]) -> tuple[int, bytes]:
    """The reply about the recipient; there is only one."""
    return max(refused.values(), default=(0, b""))


def told(error: Exception) -> str:
    """What is known of an exception."""
    return str(error) or type(error).__name__


def said(code: int, reply: bytes | str) -> str:
    """The server's words."""
    text = reply.decode(errors="replace") if isinstance(reply, bytes) else reply
    return f"{code} {text}".strip()
