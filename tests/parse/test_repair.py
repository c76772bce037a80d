"""Names held together, and past tenses hung on the verb that they belong to."""

from detente.parse.repair import (
    free_charges,
    free_circumstances,
    free_from_dates,
    free_from_years,
    free_hidden_verbs,
    free_past_tenses,
    free_subjects_from_dates,
    free_subjects_from_labels,
    free_subjects_from_verbs,
    join_names,
    join_particles,
    join_past_tenses,
    join_subjects,
    raise_conjuncts,
    verbs_by_subject,
)


def test_neighbouring_names_are_one():
    words = ["River", "Brigades", "left"]
    deps, heads = ["nsubj", "appos", "root"], [2, 0, 2]
    join_names(words, ["NNP", "NNPS", "VBD"], deps, heads)
    assert deps == ["nsubj", "flat", "root"]
    assert heads == [2, 0, 2]


def test_a_name_that_hangs_elsewhere_joins_its_neighbour():
    # The Front and River Brigades left: "Brigades" beside "Front" as if they were one.
    words = ["Front", "and", "River", "Brigades", "left"]
    deps, heads = ["nsubj", "cc", "conj", "appos", "root"], [4, 2, 0, 0, 4]
    join_names(words, ["NNP", "CC", "NNP", "NNPS", "VBD"], deps, heads)
    assert (deps[3], heads[3]) == ("flat", 2)


def test_a_name_behind_a_preposition_stays_apart():
    # "Tell", "Hadid" with a case word on the second are two places.
    deps, heads = ["obl", "nmod", "case"], [0, 0, 1]
    join_names(["Tell", "Hadid", "near"], ["NNP", "NNP", "IN"], deps, heads)
    assert deps[1] == "nmod"


def test_common_nouns_stay_as_they_are():
    deps, heads = ["nsubj", "appos"], [0, 0]
    join_names(["rebels", "men"], ["NNS", "NNS"], deps, heads)
    assert deps == ["nsubj", "appos"]


def test_no_cycle_is_made():
    # The first name hangs below the second one: the second must not be hung back on it.
    deps, heads = ["nmod", "appos", "root"], [1, 2, 2]
    join_names(["Nour", "Movement", "left"], ["NNP", "NNP", "VBD"], deps, heads)
    assert heads == [1, 2, 2]


def test_a_past_tense_leaves_the_perfect_that_it_cannot_share():
    # denied that it had shelled … and accused …
    tags = ["VBD", "VBN", "VBD"]
    deps, heads = ["root", "ccomp", "conj"], [0, 0, 1]
    raise_conjuncts(tags, deps, heads)
    assert heads == [0, 0, 0]


def test_a_participle_stays_with_the_participle():
    tags = ["VBD", "VBN", "VBN"]
    deps, heads = ["root", "ccomp", "conj"], [0, 0, 1]
    raise_conjuncts(tags, deps, heads)
    assert heads == [0, 0, 1]


def test_without_a_past_tense_above_nothing_moves():
    tags = ["VBZ", "VB", "VBD"]
    deps, heads = ["root", "xcomp", "conj"], [0, 0, 1]
    raise_conjuncts(tags, deps, heads)
    assert heads == [0, 0, 1]


def test_a_past_tense_with_an_object_is_the_verb_of_its_noun():
    # Near Hama, one strike destroyed two caches: the parser hung all of it on "Hama".
    tags = ["IN", "NNP", "CD", "NN", "VBD", "CD", "NNS"]
    deps = ["case", "root", "nummod", "appos", "acl", "nummod", "obj"]
    heads = [1, 1, 3, 1, 3, 6, 4]
    free_past_tenses([""] * len(tags), tags, deps, heads)
    assert (deps[4], heads[4]) == ("root", 4)
    assert (deps[3], heads[3]) == ("nsubj", 4)
    assert (deps[1], heads[1]) == ("obl", 4)


def test_a_participle_without_an_object_stays_with_its_noun():
    tags, deps, heads = ["NN", "VBD"], ["root", "acl"], [0, 0]
    free_past_tenses([""] * len(tags), tags, deps, heads)
    assert deps == ["root", "acl"]


def test_a_second_past_tense_joins_the_first():
    # Strikes hit two posts; destroyed a truck.
    words = ["Strikes", "hit", "two", "posts", ";", "destroyed", "a", "truck"]
    tags = ["NNS", "VBD", "CD", "NNS", ":", "VBN", "DT", "NN"]
    deps = ["nsubj", "root", "nummod", "obj", "punct", "acl", "det", "obj"]
    heads = [1, 1, 3, 1, 5, 3, 7, 5]
    join_past_tenses(words, tags, deps, heads)
    assert (deps[5], heads[5]) == ("conj", 1)


def test_what_was_given_keeps_its_object():
    # They met rebels, granted an amnesty.
    words = ["They", "met", "rebels", ",", "granted", "an", "amnesty"]
    tags = ["PRP", "VBD", "NNS", ",", "VBN", "DT", "NN"]
    deps = ["nsubj", "root", "obj", "punct", "acl", "det", "obj"]
    heads = [1, 1, 1, 4, 2, 6, 4]
    join_past_tenses(words, tags, deps, heads)
    assert deps[4] == "acl"


def test_a_circumstance_hangs_on_the_verb():
    # agreed to the plan although Chad opposed it
    words = ["agreed", "to", "the", "plan", "although", "Chad", "opposed", "it"]
    deps = ["root", "case", "det", "obl", "mark", "nsubj", "acl", "obj"]
    heads = [0, 3, 3, 0, 6, 6, 3, 6]
    free_circumstances(words, deps, heads)
    assert (deps[6], heads[6]) == ("advcl", 0)


def test_an_aim_stays_with_its_noun():
    words = ["the", "plan", "to", "leave"]
    deps, heads = ["det", "root", "mark", "acl"], [1, 1, 3, 1]
    free_circumstances(words, deps, heads)
    assert deps[3] == "acl"


def test_a_subject_before_a_participle_and_a_noun_makes_it_the_verb():
    # Strikers blocked roads: the parser made "roads" the root and "blocked" its adjective.
    deps, heads = ["nsubj", "amod", "root", "punct"], [2, 2, 2, 2]
    free_hidden_verbs(["NNS", "VBN", "NNS", "."], deps, heads)
    assert deps == ["nsubj", "root", "obj", "punct"]
    assert heads == [1, 1, 1, 1]


def test_a_participle_behind_an_article_is_an_adjective():
    # They the blocked roads …
    deps, heads = ["nsubj", "det", "amod", "root"], [3, 3, 3, 3]
    free_hidden_verbs(["PRP", "DT", "VBN", "NNS"], deps, heads)
    assert deps == ["nsubj", "det", "amod", "root"]


def test_the_verb_of_a_long_subject_is_found():
    # Doctors of groups donated beds.
    tags = ["NNS", "IN", "NNS", "VBD", "NNS"]
    deps, heads = ["root", "case", "nmod", "acl", "obj"], [0, 2, 0, 2, 3]
    free_past_tenses([""] * len(tags), tags, deps, heads)
    assert (deps[3], heads[3], deps[0], heads[0]) == ("root", 3, "nsubj", 3)


def test_a_day_has_no_receiver():
    # gave a welcome on Monday to leaders
    words = ["gave", "a", "welcome", "on", "Monday", "to", "leaders"]
    deps = ["root", "det", "obj", "case", "obl", "case", "nmod"]
    heads = [0, 2, 0, 4, 0, 6, 4]
    free_from_dates(words, deps, heads)
    assert (deps[6], heads[6]) == ("obl", 0)


def test_a_past_tense_without_a_passive_is_the_verb():
    # Sixty people demonstrated: nobody is demonstrated.
    deps, heads = ["nummod", "root", "acl"], [1, 1, 1]
    free_past_tenses(["Sixty", "people", "demonstrated"], ["CD", "NNS", "VBN"], deps, heads)
    assert (deps, heads) == (["nummod", "nsubj", "root"], [1, 2, 2])


def test_a_bare_noun_with_a_subject_is_a_verb():
    # armed men shot at a herder
    words, tags = ["armed", "men", "shot", "at", "herders"], ["JJ", "NNS", "NN", "IN", "NNS"]
    deps, heads = ["amod", "nsubj", "root", "case", "obl"], [1, 2, 2, 4, 2]
    verbs_by_subject(words, tags, deps, heads)
    assert tags[2] == "VBD"


def test_what_a_subject_is_said_to_be_stays_a_noun():
    # X is a city
    words, tags = ["X", "is", "a", "city"], ["NNP", "VBZ", "DT", "NN"]
    verbs_by_subject(words, tags, ["nsubj", "cop", "det", "root"], [3, 3, 3, 3])
    assert tags[3] == "NN"


def on_thursday(*tail_deps, verb="VBD"):
    """On Thursday senators demanded: the day as part of the subject."""
    words = ["On", "Thursday", "senators", "demanded", "bread"]
    deps = ["case", "compound", "obl", "root", *(tail_deps or ("obj",))]
    heads = [2, 2, 3, 3, 3]
    free_subjects_from_dates(words, ["IN", "NNP", "NNS", verb, "NN"], deps, heads)
    return deps, heads


def test_a_day_at_the_head_gives_the_noun_behind_it_back_as_subject():
    deps, heads = on_thursday()
    assert deps == ["case", "obl", "nsubj", "root", "obj"]
    assert heads == [1, 3, 3, 3, 3]


def test_a_noun_behind_a_day_is_no_second_subject():
    assert on_thursday("nsubj")[0][2] == "obl"


def test_an_order_needs_no_subject():
    assert on_thursday(verb="VB")[0][2] == "obl"


def test_what_was_done_on_a_day_has_a_passive_subject():
    words = ["On", "Monday", "night", "two", "men", "were", "shot"]
    deps = ["case", "compound", "compound", "nummod", "obl", "aux:pass", "root"]
    heads = [4, 4, 4, 4, 6, 6, 6]
    tags = ["IN", "NNP", "NN", "CD", "NNS", "VBD", "VBN"]
    free_subjects_from_dates(words, tags, deps, heads)
    assert (deps[4], deps[2], heads[2], heads[1]) == ("nsubj:pass", "obl", 6, 2)


def clashes(last_subject=None):
    """Clashes near X displaced people: the noun taken for the verb of the sentence."""
    words = ["Clashes", "near", "Tibu", "displaced", "people"]
    tags = ["VBZ", "IN", "NNP", "VBD", "NNS"]
    deps = ["root", "case", "obl", "parataxis", last_subject or "obj"]
    heads = [0, 2, 0, 0, 3]
    free_subjects_from_verbs(words, tags, deps, heads)
    return tags, deps, heads


def test_two_verbs_without_a_subject_are_a_noun_and_its_verb():
    tags, deps, heads = clashes()
    assert tags[0] == "NNS"
    assert deps == ["nsubj", "case", "nmod", "root", "obj"]
    assert heads == [3, 2, 0, 3, 3]


def test_a_verb_before_a_clause_with_a_subject_stays_one():
    assert clashes("nsubj")[1][0] == "root"


def test_a_label_before_a_colon_is_no_subject():
    words = ["Afgoye", ":", "shells", "hit", "a", "camp"]
    deps = ["nsubj", "punct", "appos", "root", "det", "obj"]
    heads = [3, 2, 0, 3, 5, 3]
    free_subjects_from_labels(words, deps, heads)
    assert (deps[0], deps[2], heads[2]) == ("obl", "nsubj", 3)
    assert heads[0] == 3


def test_a_name_beside_a_subject_without_a_colon_stays_its_apposition():
    words = ["Malik", ",", "governor", "spoke"]
    deps = ["nsubj", "punct", "appos", "root"]
    heads = [3, 2, 0, 3]
    free_subjects_from_labels(words, deps, heads)
    assert deps[2] == "appos"


def test_two_subjects_joined_by_and_are_one_row():
    words = ["rebels", "and", "soldiers", "agreed"]
    deps, heads = ["nsubj", "cc", "nsubj", "root"], [3, 3, 3, 3]
    join_subjects(words, deps, heads)
    assert deps == ["nsubj", "cc", "conj", "root"]
    assert heads == [3, 2, 0, 3]


def test_subjects_of_two_verbs_stay_apart():
    words = ["rebels", "left", "and", "soldiers", "came"]
    deps, heads = ["nsubj", "root", "cc", "nsubj", "conj"], [1, 1, 4, 4, 1]
    join_subjects(words, deps, heads)
    assert deps[3] == "nsubj"


def test_a_participle_with_an_object_is_the_verb_of_its_noun():
    # Sixty people blocked roads.
    tags, deps, heads = ["NNS", "VBN", "NNS"], ["root", "acl", "obj"], [0, 0, 1]
    free_past_tenses(["people", "blocked", "roads"], tags, deps, heads)
    assert deps == ["nsubj", "root", "obj"]


def test_who_is_given_something_has_it_as_participle():
    tags, deps, heads = ["NNS", "VBN", "NN"], ["root", "acl", "obj"], [0, 0, 1]
    free_past_tenses(["rebels", "granted", "amnesty"], tags, deps, heads)
    assert deps == ["root", "acl", "obj"]


def test_a_participle_has_no_subject_of_its_own():
    # Artillery then shelled positions.
    deps, heads = ["nsubj", "advmod", "amod", "root"], [2, 2, 3, 3]
    free_hidden_verbs(["NN", "RB", "VBN", "NNS"], deps, heads)
    assert deps == ["nsubj", "advmod", "root", "obj"]


def test_a_year_is_no_count_of_rockets():
    words, tags = ["In", "2021", "rockets", "hit", "ports"], ["IN", "CD", "NNS", "VBD", "NNS"]
    deps, heads = ["case", "nummod", "obl", "root", "obj"], [2, 2, 3, 3, 3]
    free_from_years(words, tags, deps, heads)
    assert deps == ["case", "obl", "nsubj", "root", "obj"]
    assert heads == [1, 3, 3, 3, 3]


def test_a_number_that_counts_stays():
    words, tags = ["In", "2021", "cases", "he", "won"], ["IN", "CD", "NNS", "PRP", "VBD"]
    deps, heads = ["case", "nummod", "obl", "nsubj", "root"], [2, 2, 4, 4, 4]
    free_from_years(words, tags, deps, heads)
    assert deps == ["case", "nummod", "obl", "nsubj", "root"]


def test_a_particle_before_its_object_is_no_preposition():
    deps, heads = ["nsubj", "root", "case", "obl"], [1, 1, 3, 1]
    join_particles(["They", "handed", "over", "bodies"], deps, heads)
    assert (deps[2], heads[2], deps[3]) == ("compound:prt", 1, "obj")


def test_a_preposition_stays_one():
    deps, heads = ["nsubj", "root", "case", "obl"], [1, 1, 3, 1]
    join_particles(["They", "flew", "over", "hills"], deps, heads)
    assert deps == ["nsubj", "root", "case", "obl"]


def test_a_charge_hangs_on_the_accusing():
    # They accused rebels of torturing men.
    words = ["They", "accused", "rebels", "of", "torturing", "men"]
    deps, heads = ["nsubj", "root", "obj", "mark", "acl", "obj"], [1, 1, 1, 4, 2, 4]
    free_charges(words, deps, heads)
    assert (deps[4], heads[4]) == ("advcl", 1)


def test_what_describes_a_noun_is_no_charge():
    words = ["They", "made", "plans", "of", "taking", "towns"]
    deps, heads = ["nsubj", "root", "obj", "mark", "acl", "obj"], [1, 1, 1, 4, 2, 4]
    free_charges(words, deps, heads)
    assert (deps[4], heads[4]) == ("acl", 2)
