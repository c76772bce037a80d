import pytest
from handmade import entity, ground, one


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Hay'at Tahrir al-Sham", "hts"),
        ("Hay’at Tahrir al-Sham", "hts"),
        ("Hayʼat Tahrir al Sham", "hts"),
        ("Hayat Tahrir ash-Sham", "hts"),
        ("Jabhat al-Nusra", "hts"),
        ("Jabhat Fateh al-Sham", "hts"),
        ("Nour al-Din al-Zenki Movement", "zenki"),
        ("Nour ad-Din al-Zenki", "zenki"),
        ("al-Qa’ida", "alqaeda"),
        ("Islamic State of Iraq and the Levant", "isis"),
        ("Daesh", "isis"),
        ("the PKK", "pkk"),
        ("Médecins Sans Frontières", "msf"),
        ("U.S.", "USA"),
        ("Côte d’Ivoire", "CIV"),
        ("Türkiye", "TUR"),
        ("Kosovo", "XKX"),
        ("Taiwan", "TWN"),
    ],
)
def test_spellings_of_one_actor_meet(words, expected):
    grounding = ground(f"Reporters heard that {words} agreed.")
    assert expected in grounding.actors
    found = next(m for m in grounding.mentions if m.entity == expected)
    assert found.text in words


def test_short_acronyms_must_stand_in_their_own_letters():
    grounding = ground("It gave us hope who said it is as good as an au pair.")
    assert grounding.actors == {}


def test_headlines_in_capitals_do_not_make_acronyms_of_words():
    grounding = ground("TELL US WHO IS BEHIND THE FIRE")
    assert grounding.actors == {}


def test_acronyms_are_bounded_by_words():
    grounding = ground("The USB stick and the UNIX box failed.")
    assert grounding.actors == {}


def test_possessive_ends_are_left_outside():
    grounding = ground("Nobody doubted Iran’s word or NATO's aims.")
    assert one(grounding, "Iran").entity == "IRN"
    assert one(grounding, "NATO").entity == "nato"


def test_the_longest_name_wins():
    grounding = ground("Fighters of al-Qaeda in the Arabian Peninsula fled.")
    assert [m.entity for m in grounding.mentions if m.kind == "actor"] == ["aqap"]


@pytest.mark.parametrize("name", ["Chad Lowery", "Michael Jordan", "Jordan Pellings"])
def test_a_state_inside_a_persons_name_is_left_alone(name):
    grounding = ground(f"The coach thanked {name} for the visit.")
    assert not {"TCD", "JOR"} & (grounding.actors.keys() | grounding.places.keys())


def test_demonym_and_role_combine_without_a_tree():
    grounding = ground(
        "Overnight Chadian soldiers and Filipino police met the Malian foreign minister."
    )
    assert entity(grounding, "Chadian soldiers") == "TCD-MIL"
    assert entity(grounding, "Filipino police") == "PHL-COP"
    assert entity(grounding, "Malian foreign minister") == "MLI-GOV:foreign-minister"
    assert grounding.actors["MLI-GOV:foreign-minister"].kind == "person_in_office"
    assert grounding.actors["TCD-MIL"].sector == "MIL"


def test_members_of_a_group_act_as_the_group():
    grounding = ground("Two Houthi commanders and Taliban fighters met.")
    assert entity(grounding, "Houthi commanders") == "houthis"
    assert entity(grounding, "Taliban fighters") == "taliban"


def test_adjectives_alone_are_no_mentions():
    assert ground("The Norwegian winter was long.").mentions == ()


def test_country_is_a_place_after_a_locative_word_and_an_actor_elsewhere():
    grounding = ground("Ghana protested after troops gathered in Togo.")
    assert one(grounding, "Ghana").kind == "actor"
    assert one(grounding, "Togo").kind == "place"
    assert grounding.senses[one(grounding, "Togo").id].precision == 6


def test_country_after_its_town_is_a_place():
    grounding = ground("A bridge fell at Gao, Mali, last year.")
    assert one(grounding, "Gao").entity == "MLI/gao"
    assert one(grounding, "Mali").kind == "place"
