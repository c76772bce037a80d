"""Invented acts of invented groups, for the tests of agreements and what became of them."""

from datetime import date, timedelta

from detente.model.casebook import Act
from detente.model.record import Agreement, Provision, Quote

RED, BLUE, GREEN, ENVOY = "red-guard", "blue-front", "green-host", "envoy"
START = date(2031, 3, 1)


def day(number: int) -> date:
    """The day so many days after 1 March 2031."""
    return START + timedelta(days=number)


def act(name, kind, on, actors, recipients=(), **more):
    """An act on a day (a number, a pair of numbers, or None), well told unless said otherwise."""
    first, last = on if isinstance(on, tuple) else (on, on)
    given = {
        "mode": None,
        "quad": 4,
        "score": 0.0,
        "place": None,
        "killed_low": None,
        "killed_high": None,
        "standing": "reported",
        "certainty": "asserted",
        "confidence": 0.9,
        "agreement": None,
        "origins": 1,
        "documents": 1,
        "reports": (f"r-{name}",),
    } | more
    return Act(
        id=name,
        type=kind,
        first=None if first is None else day(first),
        last=None if last is None else day(last),
        actors=tuple(actors),
        recipients=tuple(recipients),
        **given,
    )


def promise(kind, *by, **more):
    """A provision."""
    words = more.pop("words", f"they will see to {kind}")
    text = Quote(start=0, end=len(words), text=words)
    return Provision(id=more.pop("id", "p1"), kind=kind, by=by, text=text, **more)


def deal(name, on, stage, *provisions, parties=(RED, BLUE), thirds=(), **more):
    """An act that tells of an agreement."""
    agreement = Agreement(stage=stage, parties=parties, third_parties=thirds, provisions=provisions)
    kind = more.pop("kind", "AGREE")
    return act(name, kind, on, parties, agreement=agreement, **more)


def frees(name, on, *by, to=(), **more):
    return act(name, "RETREAT", on, by, to, mode="release", **more)


def hits(name, on, by, other, **more):
    return act(name, "ASSAULT", on, (by,), (other,), **more)
