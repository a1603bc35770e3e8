"""What the server writes about its work, and what it never writes: secrets.

A calendar address, a link of a booking or the words of a search stand in no log. With
BOOKING_LOG=json each line is one JSON object.
"""

import json
import logging
import re
from datetime import UTC, datetime
from typing import Any

SECRETS = re.compile(
    r"(?P<way>/(?:calendars/s|subscribe|today)/)[^/?.\s]+"  # addresses that are secrets as a whole
    r"|(?<=[?]).+"  # links carry keys here, and forms what people wrote
    r"|[A-Za-z0-9_-]{32,}"  # whatever else is as long as a secret
)
HIDDEN = "[hidden]"


def without_secrets(text: str) -> str:
    """The same text with every secret replaced."""
    return SECRETS.sub(lambda found: (found["way"] or "") + HIDDEN, text)


class WithoutSecrets(logging.Filter):
    """For the log of requests."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Lets every record pass, and none of its secrets."""
        if isinstance(record.args, tuple):
            record.args = tuple(
                without_secrets(one) if isinstance(one, str) else one for one in record.args
            )
        return True


class WithoutSignsOfLife(logging.Filter):
    """For the same log: whoever watches the program asks every few seconds."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Lets everything else pass."""
        return not (isinstance(record.args, tuple) and "/healthz" in record.args)


class OneObject(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The time is UTC; a traceback, if there is one, stands in `fault`."""
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            told["fault"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


def log_settings(kind: str) -> dict[str, Any]:
    """The settings for `logging.config.dictConfig`; the kind is `text` or `json`."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "secrets": {"()": WithoutSecrets},
            "signs": {"()": WithoutSignsOfLife},
        },
        "formatters": {
            "text": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
            "json": {"()": OneObject},
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": kind}},
        "root": {"handlers": ["stderr"], "level": "INFO"},
        "loggers": {
            "uvicorn.error": {"level": "WARNING"},  # its infos say nothing that is not said here
            "uvicorn.access": {"filters": ["signs", "secrets"]},
            "alembic": {"level": "WARNING"},
        },
    }
