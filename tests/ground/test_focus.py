"""Whose police, whose rebels: the country of a role that stands without one."""

from handmade import entity, ground, tree


def test_a_place_right_behind_says_whose_they_are():
    text = "Rebels in Chad attacked. Niger wept."
    spec = (
        "Rebels NOUN+ nsubj 4 rebel\nin ADP case 3\nChad PROPN nmod 1\nattacked VERB root 0 attack"
    )
    assert entity(ground(text, tree(text, spec)), "Rebels") == "TCD-REB"


def test_the_only_country_of_the_text_is_its_focus():
    text = "Police left. Niger wept."
    first = tree(text, "Police NOUN nsubj 2 police\nleft VERB root 0 leave")
    assert entity(ground(text, first), "Police") == "NER-COP"


def test_a_text_about_two_countries_leaves_it_open():
    text = "Police left. Niger wept. Chad wept."
    first = tree(text, "Police NOUN nsubj 2 police\nleft VERB root 0 leave")
    assert entity(ground(text, first), "Police") == "COP"


def test_foreign_troops_are_not_the_country_s_own():
    text = "Foreign troops left. Niger wept."
    first = tree(
        text, "Foreign ADJ amod 2 foreign\ntroops NOUN+ nsubj 3 troop\nleft VERB root 0 leave"
    )
    assert entity(ground(text, first), "Foreign troops") == "MIL"
