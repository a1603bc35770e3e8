"""Where the house stands and how people reach it; shown on every page."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from booking.domain.declaration import Declared, Text, fault
from booking.domain.names import Names


def _check_postcode(text: str) -> str:
    if not re.fullmatch(r"[0-9]{5}", text):
        raise fault(f"{text!r} is not a postcode. Write five digits in quotes.")
    return text


def _check_email(text: str) -> str:
    if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", text):
        raise fault(f"{text!r} is not a mail address. Write one such as room@house.example.")
    return text


class Address(Declared):
    """The postal address of the house."""

    street: Text = Field(description="Street and number.", examples=["Samlandweg 17"])
    postcode: Annotated[str, AfterValidator(_check_postcode)] = Field(
        description="Five digits, in quotes.", examples=["38440"]
    )
    city: Text = Field(description="The town.", examples=["Wolfsburg"])


class Contact(Declared):
    """How to ask a person; in the same place on every page."""

    phone: Text = Field(description="The telephone number as it is shown, in quotes.")
    email: Annotated[Text, AfterValidator(_check_email)] = Field(
        description="The mail address of the house.", examples=["raum@das-west.example"]
    )
    hours: Names = Field(description="When somebody answers, in words.")
