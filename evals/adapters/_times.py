"""Time mentions in the form of the TempEval scorer: TimeML types and values from EDTF."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from evals.adapters._ground import ground_text, rows

_WEEK = 7
_SEASONS = {"21": "SP", "22": "SU", "23": "FA", "24": "WI"}


def predict_times(dev_path: Path) -> Iterator[dict[str, Any]]:
    """Yield the time expressions of every row, anchored to its `dct`."""
    for row in rows(dev_path):
        grounding = ground_text(row["text"], row.get("dct") or None, trees=False)
        timexes = []
        for mention in grounding.mentions:
            time = grounding.times.get(mention.id)
            if time is not None:
                words = mention.text
                timexes.append(
                    {
                        "start": mention.start + 4 * words.startswith(("the ", "The ")),
                        "end": mention.end,
                        "type": "DATE",
                        "value": timex_value(time.edtf, words),
                    }
                )
        yield {"doc_id": row["doc_id"], "timexes": timexes}


def timex_value(edtf: str, words: str) -> str:
    """Turn an EDTF value into TimeML's: open intervals to their point, weeks to ISO weeks."""
    value = edtf.removesuffix("/..").removeprefix("../")
    if "/" in value:
        value = _interval(value)
    decade = re.fullmatch(r"(\d{3})X", value)
    if decade:
        return decade[1]
    season = re.fullmatch(r"(\d{4}|XXXX)-(2[1-4])", value)
    if season:
        return f"{season[1]}-{_SEASONS[season[2]]}"
    low = words.lower()
    for word, part in (("morning", "MO"), ("afternoon", "AF"), ("evening", "EV"), ("night", "NI")):
        if word in low and len(value) == len("2018-11-17"):
            return f"{value}T{part}"
    return value


def _interval(value: str) -> str:
    first, last = value.split("/")
    if len(first) == len("2018-11-17") == len(last):
        start, end = date.fromisoformat(first), date.fromisoformat(last)
        year, week, day = start.isocalendar()
        if (end - start).days == _WEEK - 1 and day == 1:
            return f"{year}-W{week:02d}"
        if (end - start).days == 1 and day == _WEEK - 1:
            return f"{year}-W{week:02d}-WE"
        return first[:7] if first[:7] == last[:7] and (end - start).days >= _WEEK else first
    return first[:4]
