"""Which place a name means, by an index of invented places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.ground.lexicon import build_lexicon
from detente.ground.resolution import resolve_toponyms
from detente.knowledge.gazetteer import load_gazetteer
from detente.knowledge.placeindex import PlaceIndex
from detente.knowledge.placeindex.store import open_file
from detente.knowledge.placeindex.writer import IndexWriter, NewPlace
from detente.knowledge.registry import load_registry

PLACES = (
    NewPlace("FRA", "France", "country", "FRA", lat=46, lon=2, population=60_000_000),
    NewPlace("USA", "United States", "country", "USA", lat=40, lon=-99, population=300_000_000),
    NewPlace("t:1", "Velmar", "town", "FRA", (), "FRA.1", "Haute", lat=48, lon=2, population=900_000),
    NewPlace("t:2", "Velmar", "town", "USA", (), "USA.9", "Ostania", lat=33, lon=-95, population=9_000),
    NewPlace("t:3", "Quorum Falls", "town", "USA", (), "USA.9", "Ostania", lat=33.2, lon=-95, population=4_000),
    NewPlace("r:9", "Ostania", "region", "USA", ("Ost.",), "USA.9", "Ostania", lat=33.5, lon=-95, population=2_000_000, listed=True),
    NewPlace("r:4", "Marnith", "region", "FRA", (), "FRA.4", "Marnith", lat=45, lon=3, population=200_000),
    NewPlace("t:4", "Marnith", "town", "FRA", (), "FRA.4", "Marnith", lat=45.1, lon=3.1, population=80_000),
)  # fmt: skip


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory):
    path = tmp_path_factory.mktemp("index") / "i.sqlite"
    with IndexWriter(path) as writer:
        for place in PLACES:
            writer.add(place)
        writer.close("test")
    return build_lexicon(load_registry(), load_gazetteer(), PlaceIndex((open_file(path),)))


def places(lexicon, text, *names):
    spans, at = [], 0
    for name in names:
        at = text.index(name, at)
        spans.append((at, at + len(name)))
        at += len(name)
    found = resolve_toponyms(text, spans, lexicon)
    assert [text[r.start : r.end] for r in found] == list(names)
    return [r.place.id if r.place else None for r in found]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("It began in Velmar.", ["Velmar"], ["t:1"]),
        ("It began in Velmar, Ostania.", ["Velmar"], ["t:2"]),
        ("It began in Velmar, Ost.", ["Velmar"], ["t:2"]),
        ("It began in Velmar (Ostania).", ["Velmar"], ["t:2"]),
        ("From Velmar, France, to Velmar, Ostania.", ["Velmar", "Velmar"], ["t:1", "t:2"]),
        ("From Velmar, Ostania. Later Velmar rested.", ["Velmar", "Velmar"], ["t:2", "t:2"]),
        ("In Quorum Falls, Ostania, and in Velmar.", ["Quorum Falls", "Velmar"], ["t:3", "t:2"]),
        ("It fell in Marnith.", ["Marnith"], ["t:4"]),
        ("It fell in Marnith province.", ["Marnith"], ["r:4"]),
        ("It fell in the province of Marnith.", ["Marnith"], ["r:4"]),
        ("It fell in northern Ostania.", ["northern Ostania"], ["r:9"]),
        ("French shops closed.", ["French"], ["FRA"]),
        ("It fell in Nowhere-at-all.", ["Nowhere-at-all"], [None]),
    ],
)
def test_what_a_name_means(lexicon, text, names, expected):
    assert places(lexicon, text, *names) == expected


def test_the_others_of_a_name_come_with_their_shares(lexicon):
    (found,) = resolve_toponyms("It began in Velmar.", [(12, 18)], lexicon)
    assert [scored.row.id for scored in found.ranked] == ["t:1", "t:2"]
    assert sum(scored.share for scored in found.ranked) == pytest.approx(1, abs=0.01)
    assert found.ranked[0].share > found.ranked[1].share


@given(st.lists(st.sampled_from(["Velmar", "Marnith", "Ostania", ", ", " and ", "in ", ". "])))
def test_resolving_again_changes_nothing(lexicon, parts):
    text = "".join(parts)
    spans, at = [], 0
    for part in parts:
        if part[0].isupper():
            spans.append((at, at + len(part)))
        at += len(part)
    once = resolve_toponyms(text, spans, lexicon)
    assert [(r.start, r.end) for r in once] == spans
    assert resolve_toponyms(text, spans, lexicon) == once
