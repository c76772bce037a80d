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
