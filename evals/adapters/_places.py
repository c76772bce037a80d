"""Place mentions in the form of the geoparsing scorer."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from detente.model.grounding import Grounding
from detente.model.record import Mention
from evals.adapters._ground import ground_text, rows


def predict_places(dev_path: Path) -> Iterator[dict[str, Any]]:
    """Yield the toponyms of every row; a country that acts is a toponym to these sets."""
    for row in rows(dev_path):
        grounding = ground_text(row["text"], row.get("date"))
        toponyms = [
            _toponym(grounding, mention)
            for mention in grounding.mentions
            if mention.kind == "place" or _is_state(grounding, mention)
        ]
        yield {"doc_id": row["doc_id"], "toponyms": toponyms}


def _is_state(grounding: Grounding, mention: Mention) -> bool:
    actor = grounding.actors.get(mention.entity or "")
    return actor is not None and actor.kind == "state" and mention.text[:1].isupper()


def _toponym(grounding: Grounding, mention: Mention) -> dict[str, Any]:
    place = grounding.places.get(mention.entity or "")
    start, end = mention.start, mention.end
    if place is not None and place.name and mention.text.startswith(place.name):
        end = start + len(place.name)  # the sets leave "city" and "province" outside
    code = (place.gazetteer or "").removeprefix("geonames:") if place else ""
    return {
        "start": start,
        "end": end,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "geonameid": code or None,
    }
