"""Whose police, whose rebels: the country of a role that stands without one."""

from handmade import entity, ground, tree


def test_gunmen_may_come_from_anywhere():
    text = "Gunmen left. Niger wept."
    first = tree(text, "Gunmen NOUN+ nsubj 2 gunman\nleft VERB root 0 leave")
    assert entity(ground(text, first), "Gunmen") == "UAF"


def test_the_only_country_of_the_text_is_its_focus():
    text = "Police left. Niger wept."
    first = tree(text, "Police NOUN nsubj 2 police\nleft VERB root 0 leave")
    assert entity(ground(text, first), "Police") == "NER-COP"


def test_a_text_about_two_countries_leaves_it_open():
    text = "Police left. Niger wept. Chad wept."
    first = tree(text, "Police NOUN nsubj 2 police\nleft VERB root 0 leave")
    assert entity(ground(text, first), "Police") == "COP"


def test_foreign_police_are_not_the_country_s_own():
    text = "Foreign police left. Niger wept."
    first = tree(
        text, "Foreign ADJ amod 2 foreign\npolice NOUN nsubj 3 police\nleft VERB root 0 leave"
    )
    assert entity(ground(text, first), "Foreign police") == "COP"


def test_a_group_that_fights_abroad_moves_no_focus():
    text = "Police left. Niger wept. Boko Haram and Boko Haram wept."
    first = tree(text, "Police NOUN nsubj 2 police\nleft VERB root 0 leave")
    assert entity(ground(text, first), "Police") == "NER-COP"


def test_a_group_s_home_counts_where_no_country_is_told():
    text = "Police left. Boko Haram wept."
    first = tree(text, "Police NOUN nsubj 2 police\nleft VERB root 0 leave")
    assert entity(ground(text, first), "Police") == "NGA-COP"
