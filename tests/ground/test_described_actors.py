"""Actors told by what stands around their noun: ties, homes, lost offices, parts of a whole."""

import pytest
from handmade import entity, ground, one, tree


def test_backed_rebels_are_not_their_backers():
    text = "Turkish-backed rebels left."
    spec = "Turkish ADJ amod 4\n- PUNCT punct 1\nbacked VERB amod 4 back\nrebels NOUN+ nsubj 5 rebel\nleft VERB root 0 leave"
    grounding = ground(text, tree(text, spec))
    rebels = entity(grounding, "Turkish-backed rebels")
    assert rebels == "new:turkish-backed-rebels"
    assert grounding.actors[rebels].country is None
    (relation,) = grounding.relations
    assert (relation.a, relation.kind, relation.b) == ("TUR", "supports", rebels)


def test_led_forces_are_those_of_their_leader():
    text = "Ethiopian-led forces left."
    spec = "Ethiopian ADJ amod 4\n- PUNCT punct 1\nled VERB amod 4 lead\nforces NOUN+ nsubj 5 force\nleft VERB root 0 leave"
    assert entity(ground(text, tree(text, spec)), "Ethiopian-led forces") == "ETH-MIL"


def test_who_is_against_a_state_is_not_of_it():
    text = "An anti-Syria journalist left."
    spec = "An DET det 3\nanti-Syria ADJ amod 3\njournalist NOUN nsubj 4\nleft VERB root 0 leave"
    grounding = ground(text, tree(text, spec))
    assert entity(grounding, "anti-Syria journalist") == "JRN"


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        ("in Zambia", "ZMB-OPP"),
        ("of Zambia", "ZMB-OPP"),
        ("in northern Zambia", "ZMB-OPP"),
        ("near Zambia", "OPP"),
    ],
)
def test_protesters_are_of_the_country_where_they_are(tail, expected):
    text = f"Protesters {tail} marched."
    spec = "Protesters NOUN+ nsubj 2 protester\nmarched VERB root 0 march"
    assert entity(ground(text, tree(text, spec)), "Protesters") == expected


def test_troops_are_not_of_the_country_where_they_are():
    text = "Troops in Mali marched."
    spec = "Troops NOUN+ nsubj 2 troops\nmarched VERB root 0 march"
    assert entity(ground(text, tree(text, spec)), "Troops") == "MIL"


def test_a_people_may_live_in_a_state():
    text = "Iraqi Kurds left. Ethnic Serbs in Croatia left."
    first = "Iraqi ADJ amod 2\nKurds PROPN+ nsubj 3\nleft VERB root 0 leave"
    grounding = ground(text, tree(text, first))
    part = entity(grounding, "Iraqi Kurds")
    assert grounding.actors[part].country == "IRQ"
    assert grounding.actors[part].sector == "CVL"


def test_a_lost_office_is_former_elite():
    text = "Ousted Togolese President Joao Mbeki left."
    spec = (
        "Ousted ADJ amod 3\nTogolese ADJ amod 3\nPresident PROPN nsubj 6\nJoao PROPN flat 3\n"
        "Mbeki PROPN flat 3\nleft VERB root 0 leave"
    )
    grounding = ground(text, tree(text, spec))
    assert grounding.actors[grounding.mentions[0].entity].sector == "ELI"


def test_a_group_of_some_are_those():
    text = "A group of Kenyan diplomats left."
    spec = (
        "A DET det 2\ngroup NOUN nsubj 6\nof ADP case 5\nKenyan ADJ amod 5\n"
        "diplomats NOUN+ nmod 2 diplomat\nleft VERB root 0 leave"
    )
    assert entity(ground(text, tree(text, spec)), "group") == "KEN-GOV:diplomat"


def test_a_name_that_ends_in_a_role_noun_is_a_new_actor():
    text = "The Northern Dawn Brigades left."
    spec = (
        "The DET det 4\nNorthern ADJ amod 3\nDawn PROPN compound 4\nBrigades NOUN+ nsubj 5 brigade\n"
        "left VERB root 0 leave"
    )
    found = one(ground(text, tree(text, spec)), "Northern Dawn Brigades")
    assert found.entity == "new:northern-dawn-brigades"


def test_a_ministry_of_its_own_is_a_new_actor():
    text = "The Ministry of Water spoke."
    spec = "The DET det 2\nMinistry PROPN nsubj 5\nof ADP case 4\nWater PROPN nmod 2\nspoke VERB root 0 speak"
    grounding = ground(text, tree(text, spec))
    ministry = grounding.actors[entity(grounding, "Ministry of Water")]
    assert (ministry.known, ministry.sector) == (False, "GOV")


def test_foreign_fighters_are_not_of_the_country_where_they_are():
    text = "Foreign fighters in Mali marched."
    spec = (
        "Foreign ADJ amod 2\nfighters NOUN+ nsubj 5 fighter\nin ADP case 4\n"
        "Mali PROPN nmod 2\nmarched VERB root 0 march"
    )
    assert entity(ground(text, tree(text, spec)), "Foreign fighters") == "UAF"
