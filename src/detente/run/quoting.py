"""What a record quotes, cut from the page's own text where another writing of it was coded.

Text in capitals is read in natural case (`parse/truecase.py`). The offsets are the same, so that
all quoted words can be cut again from the text that the record holds. Names of actors and places
are our own wording and keep their natural case.
"""

from typing import Any

from pydantic import BaseModel

from detente.model.record import Casualty, Participant, Quote, Record, Source

CUT = ("mentions", "events", "relations", "capabilities")
"""Parts of a record that quote its text."""


def quoted_from(record: Record, read: str) -> Record:
    """Return the record with all quoted words cut from its own text.

    Args:
        record: coded from `read`, which is as long as the record's text.
        read: the text that was coded.
    """
    text = record.document.text
    return record.model_copy(update={name: _cut(getattr(record, name), text, read) for name in CUT})


def _cut(value: Any, text: str, read: str) -> Any:
    """The value, or a copy of it in which every quotation is cut from `text`."""
    if isinstance(value, tuple):
        return tuple(_cut(item, text, read) for item in value)
    if not isinstance(value, BaseModel):
        return value
    update = {
        name: _cut(part, text, read)
        for name in type(value).model_fields
        if isinstance(part := getattr(value, name), tuple | BaseModel)
    }
    if isinstance(value, Quote):
        update["text"] = text[value.start : value.end]
    elif isinstance(value, Participant | Source):
        update["text"] = _as_written(value.text, text, read)
    elif isinstance(value, Casualty) and value.who is not None:
        update["who"] = _as_written(value.who, text, read, value.text.start)
    return value.model_copy(update=update)


def _as_written(words: str, text: str, read: str, near: int = 0) -> str:
    """The words as the page writes them; as they are where the page does not hold them."""
    at = read.find(words, max(0, near - 200))
    at = read.find(words) if at < 0 else at
    return words if at < 0 else text[at : at + len(words)]
