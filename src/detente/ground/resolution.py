"""Which place each name of a document means: a linear score over what speaks for a candidate.

The score's weights are data (`knowledge/places/weights.csv`), fitted as a conditional logit by
`training/places.py`; shares of candidates are the softmax of their scores. Two rounds: the second
one knows the places that the first one chose, so that a name may lean on its neighbours.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log, log10

from detente.ground.lexicon import Lexicon
from detente.ground.surface import Hit
from detente.ground.toponyms import Toponym, ToponymReader, evidence_hits, states_of
from detente.knowledge.placeindex import PlaceRow, kilometres
from detente.knowledge.tables import data_folder, read_table
from detente.knowledge.words import PlaceWord, load_words

FEATURES = (
    "population", "main_name", "own_list", "country", "region", "county", "continent",
    "seat_of_name", "kind_asked", "kind_other", "in_parent", "not_in_parent", "in_parent_elsewhere",
    "country_share", "country_named", "country_beside", "region_named", "region_beside",
    "near_25", "near_150", "near_600", "no_coordinates",
)  # fmt: skip
"""What speaks for or against a candidate; `features` says what each one is."""
_LEVEL = {"county": 1, "region": 2, "country": 3, "continent": 4}
_BESIDE = 60
"""Characters within which a state's name counts as standing beside a place's."""
ALTERNATIVES = 5


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate and its share among all of its name."""

    row: PlaceRow
    share: float


@dataclass(frozen=True, slots=True)
class Resolved:
    """A place name with what it means: the first of `ranked`; empty where no gazetteer holds it."""

    start: int
    end: int
    ranked: tuple[Scored, ...]

    @property
    def place(self) -> PlaceRow | None:
        """The place that was chosen."""
        return self.ranked[0].row if self.ranked else None


@dataclass(frozen=True, slots=True)
class Setting:
    """What a document as a whole says of where it plays."""

    states: tuple[tuple[int, str], ...]
    """Offsets at which a state is named, by noun or adjective, or acts, with its code."""
    regions: tuple[tuple[int, str], ...]
    """Offsets and keys of the first-level divisions that it names."""


def resolve_toponyms(
    text: str,
    spans: Sequence[tuple[int, int]],
    lexicon: Lexicon,
    *,
    place_words: dict[str, PlaceWord] | None = None,
    hits: Sequence[Hit] | None = None,
) -> list[Resolved]:
    """What the place names in `spans` mean, one result for each span in their order.

    Args:
        text: the document's text.
        spans: start and end of each name; which names are place names is decided elsewhere.
        lexicon: known names and the index of places.
        place_words: nouns beside names, by default those that the package carries.
        hits: the known names of the text, if they were found before.
    """
    words = load_words().place_words if place_words is None else place_words
    reader = ToponymReader(text, lexicon, words)
    toponyms = [reader.read(start, end) for start, end in spans]
    setting = setting_of(text, toponyms, lexicon, hits)
    weights = load_weights()
    chosen: list[PlaceRow | None] = [None] * len(toponyms)
    results: list[Resolved] = []
    for _ in range(2):
        tables = document_features(toponyms, setting, chosen)
        results = [
            Resolved(toponym.start, toponym.end, rank(toponym, table, weights))
            for toponym, table in zip(toponyms, tables, strict=True)
        ]
        chosen = [result.place for result in results]
    return results


def setting_of(
    text: str, toponyms: Sequence[Toponym], lexicon: Lexicon, hits: Sequence[Hit] | None = None
) -> Setting:
    """The states and divisions that a document names."""
    states = evidence_hits(text, lexicon) if hits is None else states_of(hits, lexicon)
    regions = []
    for toponym in toponyms:
        named = [row for row in toponym.candidates if row.kind == "region" and row.region]
        if named and (toponym.kinds is None or "region" in toponym.kinds):
            regions.append((toponym.start, named[0].region))
        regions.extend(
            (toponym.end, row.region)
            for row in toponym.parents
            if row.kind == "region" and row.region
        )
    return Setting(tuple(states), tuple(regions))


def document_features(
    toponyms: Sequence[Toponym], setting: Setting, chosen: Sequence[PlaceRow | None]
) -> list[list[list[float]]]:
    """For each name and each of its candidates the values of `FEATURES`.

    Args:
        toponyms: the names of one document.
        setting: what the document says as a whole.
        chosen: what each name was taken for in the round before, None for all in the first one.
    """
    counts = Counter(state for _, state in setting.states)
    counts.update(row.country for row in chosen if row and row.country)
    regions = Counter(region for _, region in setting.regions)
    regions.update(row.region for row in chosen if row and row.region and row.kind == "town")
    stated: dict[str, list[Toponym]] = {}
    for toponym in toponyms:
        if toponym.parents:
            stated.setdefault(toponym.key, []).append(toponym)
    points = {
        (row.lat, row.lon, toponym.key)
        for toponym, row in zip(toponyms, chosen, strict=True)
        if row and row.lat is not None and row.lon is not None and row.kind in ("town", "capital")
    }
    tables = []
    for toponym in toponyms:
        others = [(lat, lon) for lat, lon, key in sorted(points) if key != toponym.key]
        context = _Context(
            toponym,
            counts,
            regions,
            stated.get(toponym.key, []),
            others,
            counts.total(),
            _beside(toponym, setting.states),
            _beside(toponym, setting.regions),
        )
        tables.append([context.features(row) for row in toponym.candidates])
    return tables


@dataclass(frozen=True, slots=True)
class _Context:
    """All that bears on one name."""

    toponym: Toponym
    countries: Counter[str]
    regions: Counter[str]
    stated: Sequence[Toponym]
    """Mentions of the same name that say what it lies in."""
    others: Sequence[tuple[float, float]]
    """Where the document's other towns lie, after the first round."""
    total: int
    """How often the document names states."""
    states_beside: frozenset[str]
    """The states that are named right beside the name."""
    regions_beside: frozenset[str]

    def features(self, row: PlaceRow) -> list[float]:
        """The values of `FEATURES` for one candidate."""
        toponym = self.toponym
        named = self.countries[row.country] if row.country else 0
        parents = _above(row, toponym.parents)
        inside = _inside(row, parents)
        elsewhere = not toponym.parents and any(_inside(row, t.parents) for t in self.stated)
        asked = toponym.kinds is not None and row.kind in toponym.kinds
        region_count = self.regions[row.region] if row.region and row.kind != "region" else 0
        near = self._nearest(row)
        return [
            log10(row.population + 1) / 7,
            float(row.main),
            float("/" in row.id),
            float(row.kind == "country"),
            float(row.kind == "region"),
            float(row.kind == "county"),
            float(row.kind == "continent"),
            float(row.kind == "region" and self._has_namesake(row)),
            float(asked),
            float(toponym.kinds is not None and not asked),
            float(inside),
            float(bool(parents) and not inside),
            float(elsewhere),
            named / self.total if self.total else 0.0,
            float(named > 0),
            float(row.country in self.states_beside),
            min(log(1 + region_count), 2.0),
            float(row.kind != "region" and row.region in self.regions_beside),
            float(near < 25),
            float(near < 150),
            float(near < 600),
            float(row.lat is None),
        ]

    def _has_namesake(self, region: PlaceRow) -> bool:
        """Whether a town in a division bears its name too: alone, the name means the town."""
        return any(
            row.kind in ("town", "capital") and row.main and row.region == region.region
            for row in self.toponym.candidates
            if row.region
        )

    def _nearest(self, row: PlaceRow) -> float:
        """Kilometres to the nearest other town of the document."""
        if row.lat is None or row.lon is None or row.kind not in ("town", "capital"):
            return 20_000.0
        lat, lon = row.lat, row.lon
        # A degree of latitude is 111 km: whatever lies farther off by it alone counts no more.
        return min(
            (kilometres(lat, lon, y, x) for y, x in self.others if abs(y - lat) < 6),
            default=20_000.0,
        )


def _beside(toponym: Toponym, marks: Sequence[tuple[int, str]]) -> frozenset[str]:
    """The states or divisions that are named close to a name."""
    start, end = toponym.start, toponym.end
    return frozenset(
        value
        for at, value in marks
        if value and (start - _BESIDE < at < start or end <= at < end + _BESIDE)
    )


def _above(row: PlaceRow, parents: Sequence[PlaceRow]) -> list[PlaceRow]:
    """Those of the regions or countries that are of a higher level than a place.

    "Iowa, Ohio and Utah" is a list: no division of the first level lies in another.
    """
    level = _LEVEL.get(row.kind, 0)
    return [parent for parent in parents if _LEVEL.get(parent.kind, 0) > level]


def _inside(row: PlaceRow, parents: Sequence[PlaceRow]) -> bool:
    """Whether a place lies in one of the regions or countries."""
    return any(
        parent.kind == "country" or (row.region and row.region == parent.region)
        for parent in parents
        if parent.id != row.id and parent.country == row.country
    )


def rank(
    toponym: Toponym, table: Sequence[Sequence[float]], weights: Sequence[float]
) -> tuple[Scored, ...]:
    """The candidates by their shares, the best first, and no more than can be of use."""
    if not table:
        return ()
    scores = [sum(w * v for w, v in zip(weights, values, strict=True)) for values in table]
    top = max(scores)
    powers = [exp(score - top) for score in scores]
    total = sum(powers)
    order = sorted(range(len(scores)), key=lambda at: (-scores[at], toponym.candidates[at].id))
    return tuple(
        Scored(toponym.candidates[at], round(powers[at] / total, 3))
        for at in order[: ALTERNATIVES + 1]
    )


@cache
def load_weights() -> tuple[float, ...]:
    """The weights in the order of `FEATURES`.

    Raises:
        KnowledgeError: `weights.csv` names other features, or a weight is no number.
    """
    path = data_folder("places") / "weights.csv"
    found: dict[str, float] = {}
    row = None
    for row in read_table(path, ("feature", "prior", "weight", "meaning")):
        try:
            found[row.one_of("feature", FEATURES)] = float(row["weight"])
        except ValueError:
            raise row.fail(f"weight is {row['weight']!r}, not a number") from None
    if row is not None and found.keys() != set(FEATURES):
        raise row.fail(f"no weight for {', '.join(sorted(set(FEATURES) - found.keys()))}")
    return tuple(found[name] for name in FEATURES)
