"""What persons said of events: review states and corrections, laid over what was coded."""

from sqlalchemy import Connection

from detente.model.casebook import Report


def reviewed(connection: Connection, document: str, found: list[Report]) -> list[Report]:
    """Return a page's reports with the states and corrections that hold for them."""
    return found
