"""Place names in the form of the geoparsing scorer."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from detente.ground.indexed import with_indexed
from detente.ground.lexicon import default_lexicon
from detente.ground.resolution import Resolved, resolve_toponyms
from detente.ground.surface import find_hits
from detente.knowledge.words import load_words
from detente.model.grounding import Grounding
from evals.adapters._ground import ground_text, rows

Span = tuple[int, int]
_SIDE = re.compile(
    r"(?:(?:north|south|east|west)(?:ern|east(?:ern)?|west(?:ern)?)?|central|downtown|midtown|rural)\s"
)


def predict_places(dev_path: Path, *, adjectives: bool = True) -> Iterator[dict[str, Any]]:
    """Yield the toponyms of every row.

    To these sets a toponym is any name of a place, whatever it does in the sentence: a country that
    acts is one, and to most of them so is its adjective. Detente's own places are only where
    something is; here the names of states are added to them.

    Args:
        dev_path: The set's `dev.jsonl`.
        adjectives: Whether the set counts adjectives and names of peoples ("Syrian").
    """
    lexicon = default_lexicon()
    for row in rows(dev_path):
        text = row["text"]
        grounding = ground_text(text, row.get("date"))
        spans = _places(text, grounding)
        for hit in with_indexed(text, find_hits(text, lexicon), lexicon, load_words()):
            sense = hit.sense
            people = sense.adjective or sense.people
            wanted = sense.state or (people and adjectives)
            if wanted and not any(s < hit.end and hit.start < e for s, e in spans):
                spans.append((hit.start, hit.end))
        spans.sort()
        found = resolve_toponyms(text, spans, lexicon)
        yield {"doc_id": row["doc_id"], "toponyms": toponyms(found)}


def toponyms(found: Sequence[Resolved]) -> list[dict[str, Any]]:
    """The resolved names as the scorer reads them."""
    written = []
    for name in found:
        place = name.place
        mark = (place.gazetteer or "") if place else ""
        written.append(
            {
                "start": name.start,
                "end": name.end,
                "lat": place.lat if place else None,
                "lon": place.lon if place else None,
                "geonameid": mark.removeprefix("geonames:") if "geonames" in mark else None,
            }
        )
    return written


def _places(text: str, grounding: Grounding) -> list[Span]:
    """Place mentions; the sets leave sides, "city" and "province" outside."""
    words = load_words().place_words
    spans = []
    for mention in grounding.mentions:
        if mention.kind != "place" or not any(char.isupper() for char in mention.text):
            continue
        start, end = mention.start, mention.end
        side = _SIDE.match(text, start, end)
        start = side.end() if side else start
        head, _, last = text[start:end].rpartition(" ")
        if head and last in words:
            end = start + len(head)
        spans.append((start, end))
    return spans
