from handmade import entity, ground, one, tree

ANKARA = "Ankara said Kurdish fighters left"


def test_capital_that_speaks_is_the_government():
    text = "Ankara denied the story."
    parsed = tree(
        text, "Ankara PROPN nsubj 2\ndenied VERB root 0 deny\nthe DET det 4\nstory NOUN obj 2"
    )
    assert entity(ground(text, parsed), "Ankara") == "TUR-GOV"


def test_capital_elsewhere_is_a_place():
    text = "A shop in Ankara burned."
    spec = "A DET det 2\nshop NOUN nsubj 5\nin ADP case 4\nAnkara PROPN nmod 2\nburned VERB root 0 burn"
    grounding = ground(text, tree(text, spec))
    assert one(grounding, "Ankara").kind == "place"
    assert one(grounding, "Ankara").entity == "TUR/ankara"


def test_fullest_form_with_title_and_name():
    text = "Ugandan Defence Minister Okello Birungi resigned."
    spec = (
        "Ugandan ADJ amod 3\nDefence PROPN compound 3\nMinister PROPN nsubj 6\n"
        "Okello PROPN flat 3\nBirungi PROPN flat 3\nresigned VERB root 0 resign"
    )
    grounding = ground(text, tree(text, spec))
    assert (
        entity(grounding, "Ugandan Defence Minister Okello Birungi") == "UGA-GOV:defense-minister"
    )


def test_title_as_modifier_of_the_name_reads_the_same():
    text = "Ugandan Defence Minister Okello Birungi resigned."
    spec = (
        "Ugandan ADJ amod 5\nDefence PROPN compound 5\nMinister PROPN compound 5\n"
        "Okello PROPN compound 5\nBirungi PROPN nsubj 6\nresigned VERB root 0 resign"
    )
    grounding = ground(text, tree(text, spec))
    assert (
        entity(grounding, "Ugandan Defence Minister Okello Birungi") == "UGA-GOV:defense-minister"
    )


def test_number_and_group_name_stay_in_the_mention():
    text = "Three Shabaab gunmen fled."
    spec = "Three NUM nummod 3\nShabaab PROPN compound 3\ngunmen NOUN+ nsubj 4 gunman\nfled VERB root 0 flee"
    assert entity(ground(text, tree(text, spec)), "Three Shabaab gunmen") == "al-shabaab"


def test_unnamed_actors_keep_only_their_sector():
    text = "Gunmen fled."
    grounding = ground(text, tree(text, "Gunmen NOUN+ nsubj 2 gunman\nfled VERB root 0 flee"))
    assert entity(grounding, "Gunmen") == "UAF"
    assert not grounding.actors["UAF"].known


def test_peoples_without_a_state_combine_too():
    text = "Kurdish fighters fled."
    spec = "Kurdish ADJ amod 2\nfighters NOUN+ nsubj 3 fighter\nfled VERB root 0 flee"
    grounding = ground(text, tree(text, spec))
    assert entity(grounding, "Kurdish fighters") == "pop:kurds-REB"
    assert grounding.actors["pop:kurds-REB"].country is None


def test_unknown_body_becomes_a_new_actor_with_a_guess():
    text = "The Peruvian Lakes Liberation Front disbanded."
    spec = (
        "The DET det 5\nPeruvian ADJ amod 5\nLakes PROPN compound 5\nLiberation PROPN compound 5\n"
        "Front PROPN nsubj 6\ndisbanded VERB root 0 disband"
    )
    grounding = ground(text, tree(text, spec))
    actor = grounding.actors["new:peruvian-lakes-liberation-front"]
    assert (actor.known, actor.country, actor.sector) == (False, "PER", "REB")


def test_private_persons_get_no_actor():
    text = "Yelena Marchetti left."
    spec = "Yelena PROPN compound 2\nMarchetti PROPN nsubj 3\nleft VERB root 0 leave"
    grounding = ground(text, tree(text, spec))
    assert entity(grounding, "Yelena Marchetti") is None
    assert grounding.actors == {}


def test_unknown_name_after_a_locative_word_is_a_new_place():
    text = "Fires burned in Qelbashan."
    spec = "Fires NOUN+ nsubj 2 fire\nburned VERB root 0 burn\nin ADP case 4\nQelbashan PROPN obl 2"
    grounding = ground(text, tree(text, spec))
    assert entity(grounding, "Qelbashan") == "new-place:qelbashan"
    assert grounding.places["new-place:qelbashan"].lat is None


def test_weapons_and_papers_in_capitals_are_no_actors():
    text = "An UAV followed the Lusaka Protocol."
    spec = (
        "An DET det 2\nUAV PROPN nsubj 3\nfollowed VERB root 0 follow\nthe DET det 6\n"
        "Lusaka PROPN compound 6\nProtocol PROPN obj 3"
    )
    grounding = ground(text, tree(text, spec))
    assert all(m.kind != "actor" for m in grounding.mentions)


def test_town_inside_an_actors_phrase_still_says_where():
    text = "Benghazi residents cheered."
    spec = "Benghazi PROPN compound 2\nresidents NOUN+ nsubj 3 resident\ncheered VERB root 0 cheer"
    grounding = ground(text, tree(text, spec))
    assert entity(grounding, "Benghazi residents") == "LBY-CVL"
    assert one(grounding, "Benghazi").kind == "place"


def test_rebels_who_modify_a_noun_are_found():
    text = "A rebel raid failed."
    spec = "A DET det 3\nrebel NOUN compound 3\nraid NOUN nsubj 4\nfailed VERB root 0 fail"
    assert entity(ground(text, tree(text, spec)), "rebel") == "REB"


def test_the_words_after_an_office_say_whose_it_is():
    text = "A spokesman for the Houthi rebels left."
    spec = (
        "A DET det 2\nspokesman NOUN nsubj 7\nfor ADP case 6\nthe DET det 6\n"
        "Houthi PROPN compound 6\nrebels NOUN+ nmod 2 rebel\nleft VERB root 0 leave"
    )
    assert entity(ground(text, tree(text, spec)), "spokesman") == "houthis"


def test_role_noun_at_the_end_of_a_flat_name_counts():
    text = "Togolese Army left."
    spec = "Togolese PROPN nsubj 3\nArmy PROPN flat 1\nleft VERB root 0 leave"
    assert entity(ground(text, tree(text, spec)), "Togolese Army") == "TGO-MIL"


def test_accused_capital_is_a_government():
    text = "Lome accused Accra of lies."
    spec = "Lome PROPN nsubj 2\naccused VERB root 0 accuse\nAccra PROPN obj 2\nof ADP case 5\nlies NOUN+ obl 2"
    grounding = ground(text, tree(text, spec))
    assert entity(grounding, "Lome") == "TGO-GOV"
    assert entity(grounding, "Accra") == "GHA-GOV"
