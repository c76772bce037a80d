from handmade import entity, ground, one, tree

PACT = "Ahrar al-Sharqiya and the Levant Front signed a pact. "
PACT_TREE = """
Ahrar PROPN compound 3
al PROPN compound 3
Sharqiya PROPN nsubj 8
and CCONJ cc 7
the DET det 7
Levant PROPN compound 7
Front PROPN conj 3
signed VERB root 0 sign
a DET det 10
pact NOUN obj 8
"""


def test_both_sides_are_the_two_joined_names():
    text = PACT + "The two groups left."
    after = "The DET det 3\ntwo NUM nummod 3\ngroups NOUN+ nsubj 4 group\nleft VERB root 0 leave"
    grounding = ground(text, tree(text, PACT_TREE), tree(text, after, sentence=1, start=len(PACT)))
    members = grounding.groups[one(grounding, "two groups").id]
    by_id = {m.id: m for m in grounding.mentions}
    assert [by_id[m].entity for m in members] == ["ahrar-al-sharqiya", "levant-front"]


def test_they_after_two_joined_names_is_both():
    text = PACT + "They left."
    after = "They PRON nsubj 2\nleft VERB root 0 leave"
    grounding = ground(text, tree(text, PACT_TREE), tree(text, after, sentence=1, start=len(PACT)))
    assert len(grounding.groups[one(grounding, "They").id]) == 2


def test_pronouns_without_an_antecedent_are_dropped():
    text = "They left."
    assert ground(text, tree(text, "They PRON nsubj 2\nleft VERB root 0 leave")).mentions == ()


def test_its_allies_stay_open():
    text = "Jaysh al-Izza left. Its allies stayed."
    after = "Its PRON nmod:poss 2\nallies NOUN+ nsubj 3 ally\nstayed VERB root 0 stay"
    grounding = ground(text, tree(text, after, sentence=1, start=20))
    assert entity(grounding, "Its allies") is None


def test_the_group_points_to_the_last_group():
    text = "Boko Haram left. The group returned."
    after = "The DET det 2\ngroup NOUN nsubj 3\nreturned VERB root 0 return"
    grounding = ground(text, tree(text, after, sentence=1, start=17))
    assert one(grounding, "group").refers_to == one(grounding, "Boko Haram").id
    assert entity(grounding, "group") == "boko-haram"


def test_a_coalition_does_not_point_to_an_army():
    text = "The Lebanese Armed Forces left. The coalition stayed."
    after = "The DET det 2\ncoalition NOUN nsubj 3\nstayed VERB root 0 stay"
    grounding = ground(text, tree(text, after, sentence=1, start=32))
    assert entity(grounding, "coalition") is None


def test_the_army_points_to_the_latest_army():
    text = "Malian troops left. The army returned."
    after = "The DET det 2\narmy NOUN nsubj 3\nreturned VERB root 0 return"
    grounding = ground(text, tree(text, after, sentence=1, start=20))
    assert entity(grounding, "army") == "MLI-MIL"


def test_abbreviation_in_brackets_belongs_to_the_name():
    text = "The Western Lakes Defence Army (WLDA) left. Later the WLDA returned."
    spec = (
        "The DET det 5\nWestern PROPN compound 5\nLakes PROPN compound 5\nDefence PROPN compound 5\n"
        "Army PROPN nsubj 9\n( PUNCT punct 7\nWLDA PROPN appos 5\n) PUNCT punct 7\nleft VERB root 0 leave"
    )
    grounding = ground(text, tree(text, spec))
    whole = one(grounding, "Western Lakes Defence Army (WLDA)")
    again = one(grounding, "WLDA")
    assert whole.entity == again.entity == "new:western-lakes-defence-army"
    assert again.refers_to == whole.id


def test_known_abbreviation_in_brackets_makes_one_mention():
    grounding = ground("The Syrian Democratic Forces (SDF) left.")
    assert [m.text for m in grounding.mentions] == ["Syrian Democratic Forces (SDF)"]


def test_surname_points_to_the_office_holder():
    text = "Ghanaian President Ama Tetteh spoke. Tetteh left."
    first = "Ghanaian ADJ amod 2\nPresident PROPN nsubj 5\nAma PROPN flat 2\nTetteh PROPN flat 2\nspoke VERB root 0 speak"
    after = "Tetteh PROPN nsubj 2\nleft VERB root 0 leave"
    grounding = ground(text, tree(text, first), tree(text, after, sentence=1, start=37))
    assert entity(grounding, "Tetteh") == "GHA-GOV:president"
    assert one(grounding, "Tetteh").refers_to == one(grounding, "Ghanaian President Ama Tetteh").id


def test_gunmen_here_are_not_the_gunmen_there():
    text = "Gunmen left. Gunmen came."
    spec = "Gunmen NOUN+ nsubj 2 gunman\n{} VERB root 0 go"
    grounding = ground(
        text, tree(text, spec.format("left")), tree(text, spec.format("came"), sentence=1, start=13)
    )
    assert [m.refers_to for m in grounding.mentions] == [None, None]


def two_sentences(first, second, after):
    text = f"{first} {second}"
    return ground(text, tree(text, after, sentence=1, start=len(first) + 1))


def test_the_latter_is_the_second_of_a_pair():
    text = PACT + "The latter left."
    after = "The DET det 2\nlatter ADJ nsubj 3\nleft VERB root 0 leave"
    grounding = ground(text, tree(text, PACT_TREE), tree(text, after, sentence=1, start=len(PACT)))
    assert entity(grounding, "latter") == "levant-front"


def test_the_former_president_is_no_former():
    text = PACT + "The former president left."
    after = "The DET det 3\nformer ADJ amod 3\npresident NOUN nsubj 4\nleft VERB root 0 leave"
    grounding = ground(text, tree(text, PACT_TREE), tree(text, after, sentence=1, start=len(PACT)))
    assert "former" not in [mention.text for mention in grounding.mentions]


def test_each_other_is_both_of_the_pair():
    text = "Turkey and Russia accused each other."
    spec = (
        "Turkey PROPN nsubj 4\nand CCONJ cc 3\nRussia PROPN conj 1\naccused VERB root 0 accuse\n"
        "each DET obj 4\nother ADJ fixed 5"
    )
    grounding = ground(text, tree(text, spec))
    assert len(grounding.groups[one(grounding, "each other").id]) == 2


def test_the_militants_are_the_one_armed_group_near():
    after = "The DET det 2\nmilitants NOUN+ nsubj 3 militant\nleft VERB root 0 leave"
    grounding = two_sentences("Boko Haram came.", "The militants left.", after)
    assert entity(grounding, "militants") == "boko-haram"


def test_between_two_armed_groups_the_militants_stay_open():
    after = "The DET det 2\nmilitants NOUN+ nsubj 3 militant\nleft VERB root 0 leave"
    grounding = two_sentences("Boko Haram met ISIS.", "The militants left.", after)
    assert entity(grounding, "militants") == "UAF"


def test_a_word_of_a_name_is_its_short_form():
    first = "Levant Front came."
    after = "The DET det 2\nFront PROPN nsubj 3\nleft VERB root 0 leave"
    text = f"{first} The Front left."
    spec = "Levant PROPN compound 2\nFront PROPN nsubj 3\ncame VERB root 0 come"
    grounding = ground(text, tree(text, spec), tree(text, after, sentence=1, start=len(first) + 1))
    assert entity(grounding, "Front") == "levant-front"


def test_a_pronoun_never_means_an_adjective():
    text = "Israeli strikes hit Tyre. It burned."
    spec = "Israeli ADJ amod 2\nstrikes NOUN+ nsubj 3 strike\nhit VERB root 0\nTyre PROPN obj 3"
    after = "It PRON nsubj 2\nburned VERB root 0 burn"
    grounding = ground(text, tree(text, spec), tree(text, after, sentence=1, start=26))
    assert "It" not in [mention.text for mention in grounding.mentions]


def test_the_group_may_be_one_named_with_its_noun():
    text = "Boko Haram fighters came. The group left."
    first = "Boko PROPN compound 3\nHaram PROPN flat 1\nfighters NOUN+ nsubj 4 fighter\ncame VERB root 0 come"
    after = "The DET det 2\ngroup NOUN nsubj 3\nleft VERB root 0 leave"
    grounding = ground(text, tree(text, first), tree(text, after, sentence=1, start=26))
    assert entity(grounding, "group") == "boko-haram"


def test_the_leader_of_the_group_acts_for_it():
    after = "The DET det 2\ngroup NOUN nmod:poss 4\n's PART case 2\nleader NOUN nsubj 5\nleft VERB root 0 leave"
    grounding = two_sentences("Boko Haram came.", "The group's leader left.", after)
    assert entity(grounding, "group's leader") == "boko-haram"


def test_each_side_is_both():
    text = PACT + "Each side left."
    after = "Each DET det 2\nside NOUN nsubj 3\nleft VERB root 0 leave"
    grounding = ground(text, tree(text, PACT_TREE), tree(text, after, sentence=1, start=len(PACT)))
    assert len(grounding.groups[one(grounding, "Each side").id]) == 2


def test_they_in_the_words_of_a_group_is_the_group():
    text = "Hamas said they left."
    spec = "Hamas PROPN nsubj 2\nsaid VERB root 0 say\nthey PRON nsubj 4\nleft VERB ccomp 2 leave"
    assert entity(ground(text, tree(text, spec)), "they") == "hamas"
