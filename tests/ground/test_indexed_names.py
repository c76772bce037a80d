"""Names that only the index holds, in whole texts."""

import itertools

import pytest
from handmade import ground

from detente.ground.indexed import with_indexed
from detente.ground.lexicon import default_lexicon
from detente.ground.surface import find_hits
from detente.knowledge.words import load_words
from detente.model.grounding import acled_precision


def place_names(text):
    return {m.text: m.entity for m in ground(text).mentions if m.kind == "place"}


def test_two_places_of_one_name_stay_apart():
    grounding = ground("He flew from Paris, Texas, home. The mayor of Paris, France, waited.")
    found = [m.entity for m in grounding.mentions if m.text == "Paris"]
    assert found == ["geonames:4717560", "FRA/paris"]
    assert grounding.places["geonames:4717560"].admin1 == "Texas"
    others = grounding.places["geonames:4717560"].alternatives
    assert "FRA/paris" in {other.id for other in others}
    assert len(others) <= 5


@pytest.mark.parametrize(
    "text",
    [
        "Mr Hilton spoke for an hour.",
        "Police said that Most of them were kind.",
        "Victoria said so. Of them, two left.",
        "Paris Hilton opened a hotel.",
    ],
)
def test_names_of_persons_and_plain_words_are_no_places(text):
    assert place_names(text) == {}


def test_a_town_after_a_locative_word_is_found_where_the_country_is_named():
    assert place_names("Shops reopened in Lüneburg, a town in Germany.")["Lüneburg"].startswith(
        "geonames:"
    )


def test_a_name_that_no_gazetteer_holds_is_a_new_place():
    grounding = ground("Shells fell near Qorvenabad village.")
    places = [p for key, p in grounding.places.items() if key.startswith("new-place:")]
    assert all(p.lat is None and p.gazetteer is None for p in places)


def test_every_name_of_the_index_cuts_its_own_words():
    text = "In Dortmund, Germany, and near St. Louis, Mo., as in Aix-en-Provence’s streets."
    lexicon = default_lexicon()
    hits = with_indexed(text, find_hits(text, lexicon), lexicon, load_words())
    assert all(text[hit.start : hit.end] == hit.form for hit in hits)
    assert {"Dortmund", "St. Louis", "Aix-en-Provence"} <= {hit.form for hit in hits}
    starts = [hit.start for hit in hits]
    assert starts == sorted(starts)
    assert all(a.end <= b.start for a, b in itertools.pairwise(hits))


@pytest.mark.parametrize(
    ("ucdp", "acled"), [(1, 1), (2, 2), (3, 2), (4, 3), (5, 3), (6, 3), (7, 3)]
)
def test_acled_precision(ucdp, acled):
    assert acled_precision(ucdp) == acled
