"""A record with every part of the contract filled in once."""

from detente.model.record import Record

TEXT = "Iran and Iraq met in Basra. Two guards were hurt."


def quote(words: str) -> dict:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def mention(number: int, kind: str, words: str, entity: str | None = None) -> dict:
    return {"id": f"m{number}", "kind": kind, "entity": entity, **quote(words)}


def participant(number: int, words: str, entity: str) -> dict:
    return {"mention": f"m{number}", "entity": entity, "text": words}


SOURCE = {"kind": "source", "text": "Iran", "mention": "m1", "entity": "IRN", "tied_to": ["IRQ"]}

FULL = {
    "schema": "detente/1",
    "document": {
        "id": "sha256:00",
        "origin": "page.html",
        "url": "https://example.org/page",
        "outlet": "Example",
        "title": "They met",
        "authors": ["A. Writer"],
        "published": "2021-05-10",
        "language": "en",
        "text": TEXT,
        "blocks": [{"start": 0, "end": len(TEXT), "kind": "paragraph"}],
        "media": [{"kind": "image", "caption": "A hall", "at": 3}],
    },
    "sentences": [{"start": 0, "end": 27, "block": 0, "voice": "report"}],
    "mentions": [
        mention(1, "actor", "Iran", "IRN"),
        mention(2, "actor", "Iraq", "IRQ"),
        mention(3, "place", "Basra", "IRQ/basra"),
    ],
    "actors": {
        "IRN": {"name": "Iran", "country": "IRN", "sector": "GOV", "kind": "state"},
        "IRQ": {"name": "Iraq", "country": "IRQ", "sector": "GOV", "kind": "state"},
    },
    "places": {"IRQ/basra": {"name": "Basra", "country": "IRQ", "lat": 30.5, "lon": 47.8}},
    "events": [
        {
            "id": "e1",
            "type": "AGREE",
            "mode": None,
            "trigger": quote("met"),
            "sentence": 0,
            "actors": [participant(1, "Iran", "IRN"), participant(2, "Iraq", "IRQ")],
            "recipients": [],
            "place": {"mention": "m3", "entity": "IRQ/basra", "precision": 2, "relation": "in"},
            "date": {"edtf": "XXXX-05-10", "precision": "day", "basis": "stated"},
            "claims": [{"by": SOURCE, "stance": "asserts", "cue": quote("met")}],
            "casualties": [
                {
                    "kind": "injured",
                    "low": 2,
                    "high": None,
                    "who": "guards",
                    "text": quote("Two guards"),
                }
            ],
            "weapons": [],
            "attributions": [
                {
                    "entity": "IRN",
                    "by": SOURCE,
                    "basis": "opinion",
                    "strength": "suggests",
                    "candidates": ["IRN", "IRQ"],
                    "evidence": [{"start": 0, "end": 4}],
                }
            ],
            "agreement": {
                "stage": "full",
                "parties": ["IRN", "IRQ"],
                "provisions": [{"id": "p1", "kind": "ceasefire", "text": quote("met")}],
            },
            "cameo": "057",
            "quad": 1,
            "score": 8.0,
            "acled": {
                "disorder_type": "Strategic developments",
                "event_type": "Strategic developments",
                "sub_event_type": "Agreement",
            },
            "rule": "AGREE:verb:meet",
            "confidence": 0.5,
        }
    ],
    "relations": [{"a": "IRN", "b": "IRQ", "kind": "allied", "text": quote("met")}],
    "capabilities": [{"holders": ["IRN"], "exclusive": True, "of": "UCAV", "text": quote("Iran")}],
    "comments": [
        {
            "id": "c1",
            "author": "reader-1",
            "text": "No.",
            "language": "en",
            "act": "opinion",
            "labels": [{"label": "rude", "start": 0, "end": 2, "score": 0.4, "reason": "a word"}],
            "stance": [{"entity": "IRN", "polarity": "against"}],
            "leads": [{"start": 0, "end": 2, "kind": "claim", "about": "e1", "reason": "a day"}],
            "hostile": 0.2,
            "moderation": "hold",
        }
    ],
    "warnings": ["a warning"],
}


def full() -> Record:
    return Record.model_validate(FULL)
