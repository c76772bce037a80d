"""Short ways to acts in these tests; all actors and happenings are invented."""

from datetime import date, timedelta

from detente.link.relations.dyads import Deed, deeds_of
from detente.model.casebook import Act
from detente.model.record import Agreement, Provision, Quote

START = date(2017, 1, 1)
CODES = {
    "AGREE": (1, 2.5), "CONSULT": (1, 1.0), "SUPPORT": (1, 5.0), "CONCEDE": (1, 5.0),
    "COOPERATE": (2, 9.5), "AID": (2, 10.0), "RETREAT": (2, 7.5), "REQUEST": (3, -1.0),
    "ACCUSE": (3, -2.0), "REJECT": (3, -4.0), "THREATEN": (3, -6.0), "PROTEST": (4, -6.5),
    "SANCTION": (4, -6.0), "MOBILIZE": (4, -5.5), "COERCE": (4, -7.0), "ASSAULT": (4, -9.0),
}  # fmt: skip


def day(number: int) -> date:
    return START + timedelta(days=number)


def deal(stage: str, *kinds: str) -> Agreement:
    quote = Quote(start=0, end=1, text="x")
    provisions = tuple(Provision(id=f"p{i}", kind=k, text=quote) for i, k in enumerate(kinds))
    return Agreement(stage=stage, provisions=provisions)


def act(
    key: str, kind: str, on: int | None, actors: str = "a b", recipients: str = "", **fields: object
) -> Act:
    quad, score = CODES[kind]
    when = None if on is None else day(on)
    given = {
        "id": key, "type": kind, "mode": None, "quad": quad, "score": score, "first": when,
        "last": when, "actors": tuple(actors.split()), "recipients": tuple(recipients.split()),
        "place": None, "killed_low": None, "killed_high": None, "standing": "reported",
        "certainty": "asserted", "confidence": 0.9, "agreement": None, "origins": 1,
        "documents": 1, "reports": (f"r-{key}",),
    }  # fmt: skip
    return Act(**(given | fields))


def attack(key: str, on: int, by: str = "a", on_whom: str = "b", **fields: object) -> Act:
    return act(key, "ASSAULT", on, by, on_whom, mode="firearms", **fields)


def truce(key: str, on: int, parties: str = "a b", **fields: object) -> Act:
    return act(key, "RETREAT", on, parties, mode="ceasefire", **fields)


def deeds(*acts: Act) -> list[Deed]:
    return [deed for one in acts for deed in deeds_of(one)]
