"""Who speaks in a review: short codes that stand for persons, and the reasons that they give."""

import re

from detente.model.errors import DetenteError
from detente.store.log import PROGRAM

MACHINE = "machine"
"""What the program's own coding is called beside those of persons."""
LONGEST_CODE = 16
LONGEST_REASON = 1000
"""Characters."""
_CODE = re.compile(rf"[A-Za-z0-9][A-Za-z0-9_-]{{0,{LONGEST_CODE - 1}}}")
_RESERVED = frozenset((PROGRAM, MACHINE))


def coder_code(text: str) -> str:
    """Return a coder's code as given when it is one.

    A code stands for a person and must not be one's name or address: it is kept with all that
    the person codes.

    Raises:
        DetenteError: It is empty, too long, holds other signs, or is what the program is called.
    """
    if not _CODE.fullmatch(text):
        raise DetenteError(
            f"{text!r} is no coder's code; write one to {LONGEST_CODE} letters, digits, - or _ "
            "(no name, no address): A, coder-2"
        )
    if text.lower() in _RESERVED:
        raise DetenteError(f"{text!r} is what the program is called; choose another code")
    return text


def given_reason(text: str, what: str) -> str:
    """Return a reason on one line.

    Args:
        text: As given.
        what: What needs it, for the message.

    Raises:
        DetenteError: None is given, or it is longer than 1000 characters.
    """
    reason = " ".join(text.split())
    if not reason:
        raise DetenteError(f"{what} needs a reason; give it with --reason")
    if len(reason) > LONGEST_REASON:
        raise DetenteError(f"the reason has {len(reason)} characters; {LONGEST_REASON} are enough")
    return reason
