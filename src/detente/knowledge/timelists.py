"""The words that tell time (lexicons/times.csv): names, counts, units, parts of the day."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from detente.knowledge.tables import Row, data_folder, read_table

_FORMS = {
    "month": r"[1-9]|1[0-2]",
    "abroad": r"[1-9]|1[0-2]",
    "weekday": r"[0-6]",
    "weekday_short": r"[0-6]",
    "season": r"2[1-4]",
    "number": r"\d+|X",
    "ordinal": r"\d+",
    "tens": r"[1-9]",
    "unit": r"D|W|WE|M|Y|Q|DE|CE|TH|TM|TS",
    "part": r"MO|AF|EV|NI|DT",
    "hour": r"\d\d:\d\d",
    "reference": r"(?:PAST|PRESENT|FUTURE)_REF",
    "often": r"P(?:T1H|\d[DWMY])",
    "future": r"",
    "past": r"",
    "holiday": r"\d\d-\d\d|easter[+-]\d+|\d\d-(?:mon|tue|wed|thu|fri|sat|sun)-(?:\d|last)",
}


@dataclass(frozen=True, slots=True)
class TimeLists:
    """Words by kind; every value is checked against its kind when read."""

    tables: MappingProxyType[str, dict[str, str]]

    def words(self, kind: str) -> dict[str, str]:
        """The terms of a kind with their values, in the file's order."""
        return self.tables[kind]

    def numbers(self, kind: str) -> dict[str, int]:
        """The terms of a kind whose values are numbers."""
        return {term: int(value) for term, value in self.tables[kind].items() if value.isdigit()}


@cache
def time_lists() -> TimeLists:
    """The shipped lists.

    Raises:
        KnowledgeError: a line has an unknown kind, a term twice, or a value of the wrong form.
    """
    return read_time_lists(
        read_table(data_folder("lexicons", "times.csv"), ("term", "kind", "value"))
    )


def read_time_lists(rows: list[Row]) -> TimeLists:
    """The lists of the rows of a table with the columns term, kind and value.

    Raises:
        KnowledgeError: a line has an unknown kind, a term twice, or a value of the wrong form.
    """
    tables: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        kind = row.one_of("kind", _FORMS)
        term = row.filled("term")
        if re.fullmatch(_FORMS[kind], row["value"]) is None:
            raise row.fail(f"value {row['value']!r} is none of a {kind}")
        if term in tables[kind]:
            raise row.fail(f"{term!r} stands twice as {kind}")
        tables[kind][term] = row["value"]
    return TimeLists(MappingProxyType({kind: tables[kind] for kind in _FORMS}))
