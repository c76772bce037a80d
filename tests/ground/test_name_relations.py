import pytest
from handmade import ground


@pytest.mark.parametrize(
    "cue", ["formerly", "previously known as", "also known as", "formerly known as the"]
)
def test_former_names_are_aliases(cue):
    grounding = ground(f"Jabhat Fateh al-Sham ({cue} Nusra Front) left.")
    (relation,) = grounding.relations
    assert (relation.kind, relation.a, relation.b) == ("alias", "hts", "hts")
    assert cue.split()[0] in relation.text.text
    assert "Nusra Front" in relation.text.text


def test_a_branch_is_part_of_the_whole():
    (relation,) = ground("AQIM, the Algerian branch of al-Qaeda, left.").relations
    assert (relation.kind, relation.a, relation.b) == ("part_of", "aqim", "alqaeda")


def test_linked_media_are_linked():
    (relation,) = ground("The IS-linked Amaq spoke.").relations
    assert (relation.kind, relation.a, relation.b) == ("linked_to", "amaq", "isis")


def test_backers_support():
    (relation,) = ground("The Turkey-backed Syrian National Army left.").relations
    assert (relation.kind, relation.a, relation.b) == ("supports", "TUR", "sna")


def test_names_that_merely_stand_side_by_side_have_no_relation():
    assert ground("Hamas and Fatah met, and Hezbollah watched.").relations == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jaysh al-Izza, an ally of Turkey, left.", ("jaysh-al-izza", "allied", "TUR")),
        ("Hezbollah, a close ally of Syria, left.", ("hezbollah", "allied", "SYR")),
        ("Hamas (a rival of Fatah) left.", ("hamas", "hostile", "fatah")),
        (
            "Jaysh al-Izza, part of Ahrar al-Sham, left.",
            ("jaysh-al-izza", "part_of", "ahrar-al-sham"),
        ),
        ("Hamas is allied with Hezbollah.", ("hamas", "allied", "hezbollah")),
        ("Hamas, backed by Iran, left.", ("IRN", "supports", "hamas")),
        ("Hamas, loyal to Iran, left.", ("hamas", "linked_to", "IRN")),
        ("Boko Haram pledged allegiance to ISIS.", ("boko-haram", "linked_to", "isis")),
        (
            "Jaysh al-Izza split from Ahrar al-Sham.",
            ("jaysh-al-izza", "linked_to", "ahrar-al-sham"),
        ),
        ("The rival groups Hamas and Fatah met.", ("hamas", "hostile", "fatah")),
        ("The pro-Iran Hezbollah left.", ("hezbollah", "supports", "IRN")),
        ("The Iran-allied Hezbollah left.", ("hezbollah", "allied", "IRN")),
    ],
)
def test_cue_words_between_two_names(text, expected):
    (relation,) = ground(text).relations
    assert (relation.a, relation.kind, relation.b) == expected
    assert text[relation.text.start : relation.text.end] == relation.text.text


@pytest.mark.parametrize(
    "text",
    [
        "Hamas left.\nAn ally of Turkey came.",
        "Hamas, part of Fatah, fights alongside nobody. Turkey left.",
        "Iran-backed gunmen and Hezbollah fighters left.",
        "Hamas met an old ally. Of Turkey nothing was heard.",
        "Jaysh al-Izza left for Turkey, and Fatah split.",
    ],
)
def test_cues_that_join_no_two_actors_state_nothing(text):
    kinds = {(r.a, r.kind, r.b) for r in ground(text).relations}
    assert kinds <= {("hamas", "part_of", "fatah")}
