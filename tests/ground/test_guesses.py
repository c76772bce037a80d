import pytest
from handmade import article, ground, sentences, tree

from detente.ground import Grounder
from detente.ground.cast import Cast
from detente.ground.draft import Draft
from detente.ground.guesses import guess_new_actors
from detente.ground.lexicon import default_lexicon

BAND = """
Kamwira PROPN compound 2
rebels NOUN+ nsubj 3 rebel
attacked VERB root 0
a DET det 5
convoy NOUN obj 3
"""


def test_an_unknown_band_is_a_new_actor_of_its_role_noun():
    text = "Kamwira rebels attacked a convoy"
    found = ground(text, tree(text, BAND))
    actor = found.actors["new:kamwira-rebels"]
    assert (actor.name, actor.sector, actor.known) == ("Kamwira rebels", "REB", False)
    assert actor.reason == "sector REB: 'rebel' after a name that the registry lacks"


@pytest.mark.parametrize(
    ("text", "spec"),
    [
        (
            "An Islamist militia attacked",
            "An DET det 3\nIslamist PROPN compound 3\nmilitia NOUN nsubj 4\nattacked VERB root 0",
        ),
        (
            "Northern rebels attacked",
            "Northern PROPN compound 2\nrebels NOUN+ nsubj 3 rebel\nattacked VERB root 0",
        ),
        (
            "Syrian rebels attacked",
            "Syrian PROPN compound 2\nrebels NOUN+ nsubj 3 rebel\nattacked VERB root 0",
        ),
    ],
)
def test_what_only_describes_makes_no_band(text, spec):
    assert not any(key.startswith("new:") for key in ground(text, tree(text, spec)).actors)


APPOSED = """
The DET det 3
Hill PROPN compound 3
Brigade PROPN nsubj 9
, PUNCT punct 7
a DET det 7
Malian ADJ amod 7
militia NOUN appos 3
, PUNCT punct 7
attacked VERB root 0
"""


def test_what_stands_beside_a_name_goes_before_its_own_words():
    text = "The Hill Brigade, a Malian militia, attacked"
    actor = ground(text, tree(text, APPOSED)).actors["new:hill-brigade"]
    assert (actor.sector, actor.country) == ("PRM", "MLI")
    assert (
        actor.reason == "country MLI: called 'Malian militia'; sector PRM: called 'Malian militia'"
    )


FOCUS = "The Hill Brigade attacked. It happened near {}. The people of {} fled"


def _focused(first, second):
    text = FOCUS.format(first, second)
    spec = "The DET det 3\nHill PROPN compound 3\nBrigade PROPN nsubj 4\nattacked VERB root 0"
    page = article(text)
    return Grounder().ground(page, sentences(text), [tree(text, spec)]).actors["new:hill-brigade"]


def test_the_country_that_the_page_is_about_is_the_last_guess():
    actor = _focused("Aleppo", "Idlib")
    assert actor.country == "SYR"
    assert "country SYR: 2 of the page's 2 places" in actor.reason
    assert "sector UAF: 'brigade' in its name" in actor.reason


def test_a_page_about_two_countries_settles_none():
    actor = _focused("Aleppo", "Kabul")
    assert actor.country is None
    assert actor.reason == "sector UAF: 'brigade' in its name"


def test_known_actors_carry_no_reason():
    text = "Syrian rebels attacked"
    spec = "Syrian ADJ amod 2\nrebels NOUN+ nsubj 3 rebel\nattacked VERB root 0"
    assert all(actor.reason is None for actor in ground(text, tree(text, spec)).actors.values())


def test_a_name_of_several_known_actors_says_whose_and_takes_no_guess():
    cast = Cast(default_lexicon())
    open_id = cast.open_actor("Hill Men", ["hts", "isis"])
    place = Draft(9, 15, "place", cast.country_place("MLI"))
    guess_new_actors("Hill Men of Mali", [Draft(0, 8, "actor", open_id), place, place], cast)
    actor = cast.actors[open_id]
    assert actor.country != "MLI"
    assert actor.reason == "a name of hts, isis: neither date nor text tells whose"


def test_a_page_without_mentions_has_nothing_to_guess():
    assert ground("").actors == {}
