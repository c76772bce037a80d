"""Who is named for a deed that the report ascribes to nobody; invented passages of many conflicts."""

import pytest

from detente import Coder
from detente.knowledge.inference import attributing

BOMB = "A car bomb exploded near a market in Kismayo on Tuesday, killing four people. "
ROCKET = "A rocket struck a market in Kramatorsk, killing twelve civilians. "
JETS = "Unidentified jets bombed a depot near Tripoli overnight. "
DRONE = "A drone hit a truck near Sinjar on Monday, killing two drivers. "


@pytest.fixture(scope="module")
def coder(tmp_path_factory: pytest.TempPathFactory) -> Coder:
    """A coder that leaves nothing out, so that short passages keep their events."""
    return Coder(project=tmp_path_factory.mktemp("project"), least_confidence=0)


def events(coder, text):
    return coder.code_text(text, published="2021-05-12").events


def deed(coder, text):
    """The first act of force of a text."""
    return next(e for e in events(coder, text) if e.type == "ASSAULT")


def told(coder, text):
    """(entity, by, basis, strength) of the attributions of the first act of force."""
    return {(a.entity, a.by.text, a.basis, a.strength) for a in deed(coder, text).attributions}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            BOMB + "No group has claimed responsibility, but al-Shabaab is suspected.",
            ("al-shabaab", "the page", "opinion", "suggests"),
        ),
        (
            BOMB + "Residents blamed al-Shabaab for the attack.",
            ("al-shabaab", "Residents", "accused", "asserts"),
        ),
        (
            BOMB + "The mayor blamed the bombing on al-Shabaab.",
            ("al-shabaab", "mayor", "accused", "asserts"),
        ),
        (
            BOMB + "Al-Shabaab claimed responsibility for the attack in a statement.",
            ("al-shabaab", "Al-Shabaab", "claimed", "asserts"),
        ),
        (
            BOMB + "The police attributed the attack to al-Shabaab.",
            ("al-shabaab", "police", "accused", "asserts"),
        ),
        (
            BOMB + "The attack bore the hallmarks of al-Shabaab.",
            ("al-shabaab", "the page", "opinion", "suggests"),
        ),
        (
            BOMB + "Al-Shabaab is believed to be responsible.",
            ("al-shabaab", "the page", "opinion", "suggests"),
        ),
        (
            BOMB + "The government pointed the finger at al-Shabaab.",
            ("al-shabaab", "government", "accused", "suggests"),
        ),
        (
            ROCKET + "Ukraine blamed Russia for the attack.",
            ("RUS", "Ukraine", "accused", "asserts"),
        ),
        (
            ROCKET + "Investigators found fragments of a rocket of a type used by Russia.",
            ("RUS", "the page", "munition", "suggests"),
        ),
        (
            (
                "A missile hit a hospital in Sanaa on Friday, wounding ten patients. "
                "Shrapnel at the scene bore markings of an Iranian-made missile."
            ),
            ("IRN", "the page", "munition", "possible"),
        ),
        (
            (
                "The mayor of Cali was shot dead on Sunday. "
                "The murder was the work of the ELN, prosecutors said."
            ),
            ("eln", "prosecutors", "accused", "asserts"),
        ),
        (
            (
                "Gunmen raided a village near Gao, killing six herders. Survivors said soldiers "
                "carried out the raid."
            ),
            ("MIL", "Survivors", "eyewitness", "asserts"),
        ),
        (
            (
                "A missile hit a hospital in Sanaa on Friday, wounding ten patients. "
                "The strike was probably carried out by Saudi Arabia."
            ),
            ("SAU", "the page", "opinion", "suggests"),
        ),
        (
            (
                "An explosion hit a mosque in Kano, killing five people. "
                "Boko Haram may have carried out the attack."
            ),
            ("boko-haram", "the page", "opinion", "possible"),
        ),
        (
            "A car bomb killed four people in Beirut. Hezbollah accused Israel of the attack.",
            ("ISR", "Hezbollah", "accused", "asserts"),
        ),
    ],
)
def test_a_construction_names_a_perpetrator(coder, text, expected):
    assert expected in told(coder, text)


@pytest.mark.parametrize(
    "text",
    [
        BOMB + "No group has claimed responsibility.",
        BOMB + "Nobody has claimed responsibility for the attack so far.",
        BOMB + "The police have not blamed al-Shabaab for the attack.",
        BOMB
        + "The minister blamed al-Shabaab's rivals in the press.\n\nA coach was responsible for the defeat.",
        BOMB + "Al-Shabaab holds the coast road.",
        ROCKET + "Shrapnel wounded a boy.",
    ],
    ids=["none", "nobody", "not-blamed", "other-blame", "no-link", "no-marking"],
)
def test_what_names_nobody_attributes_nothing_to_the_group(coder, text):
    assert not any(
        entity in {"al-shabaab", "RUS"} and basis in {"claimed", "accused", "munition"}
        for entity, _, basis, _ in told(coder, text)
    )


def test_an_attribution_never_becomes_an_actor(coder):
    text = BOMB + "Residents blamed al-Shabaab. Al-Shabaab was probably behind it."
    assert deed(coder, text).actors == ()


def test_a_stated_perpetrator_needs_no_attribution(coder):
    text = "Al-Shabaab shelled a market in Kismayo on Tuesday. Residents blamed al-Shabaab."
    assert deed(coder, text).attributions == ()


def test_a_denial_is_a_claim_and_no_attribution(coder):
    text = ROCKET + "Ukraine blamed Russia for the attack. Russia denied responsibility."
    event = deed(coder, text)
    assert ("Russia", "denies") in {(c.by.text, c.stance) for c in event.claims}
    assert {a.by.text for a in event.attributions} == {"Ukraine"}


def test_who_says_that_he_was_not_it_denies(coder):
    text = "The mayor of Cali was shot dead on Sunday. The ELN said it was not responsible."
    event = deed(coder, text)
    assert ("ELN", "denies") in {(c.by.text, c.stance) for c in event.claims}
    assert event.attributions == ()


def test_a_claim_of_responsibility_is_a_stance_too(coder):
    event = deed(coder, BOMB + "Al-Shabaab later claimed responsibility for the attack.")
    assert "claims_responsibility" in {c.stance for c in event.claims}


def test_rival_blame_stands_side_by_side(coder):
    text = BOMB + "The Taliban claimed responsibility. The police chief blamed the Islamic State."
    assert {entity for entity, *_ in told(coder, text)} == {"taliban", "isis"}


def test_a_threat_made_before_is_a_motive(coder):
    text = (
        "A missile hit a hospital in Sanaa on Friday, wounding ten patients. "
        "Saudi Arabia had threatened the hospital the week before."
    )
    assert ("SAU", "the page", "motive", "possible") in told(coder, text)


def test_a_threat_to_others_is_no_motive(coder):
    text = (
        "A missile hit a hospital in Sanaa on Friday, wounding ten patients. "
        "Saudi Arabia had threatened Qatar the week before."
    )
    assert told(coder, text) == set()


def test_elimination_keeps_candidates_and_every_ground(coder):
    text = JETS + (
        "\n\nOnly Egypt, France and the United Arab Emirates fly jets in Libya. France does not "
        "strike that group and Egypt has no reason to, so the United Arab Emirates is the likely "
        "culprit. The United Arab Emirates wants to weaken the government in Tripoli."
    )
    record = coder.code_text(text)
    event = next(e for e in record.events if e.type == "ASSAULT")
    (found,) = event.attributions
    assert (found.entity, found.basis, found.strength) == ("ARE", "elimination", "suggests")
    assert found.by.kind == "author"
    assert set(found.candidates) == {"EGY", "FRA", "ARE"}
    starts = [record.document.text[s.start : s.start + 8] for s in found.evidence]
    assert starts == ["Only Egy", "France d", "The Unit"]
    assert "ARE" not in {p.entity for p in event.actors}


def test_elimination_names_nobody_whom_the_text_does_not_name(coder):
    text = DRONE + (
        "\n\nThe only ones who fly armed drones in the region are Turkey and Iran. "
        "Iran never strikes this group."
    )
    (found,) = deed(coder, text).attributions
    assert (found.entity, found.basis) == (None, "elimination")
    assert set(found.candidates) == {"TUR", "IRN"}
    assert len(found.evidence) == 2


def test_means_of_another_kind_eliminate_nobody(coder):
    text = DRONE + "\n\nOnly Turkey and Iran have submarines in the region."
    assert told(coder, text) == set()


def test_means_that_others_may_have_too_name_nobody(coder):
    text = DRONE + "\n\nTurkey also possesses drones."
    assert told(coder, text) == set()


def test_nearer_deeds_are_meant_first(coder):
    text = (
        BOMB + "\n\nGunmen killed a teacher in Merca on Friday. Residents blamed the army for it."
    )
    first, second = (e for e in events(coder, text) if e.type == "ASSAULT" and not e.same_as)
    assert first.attributions == ()
    assert [a.entity for a in second.attributions] == ["MIL"]


def test_the_kind_of_weapon_finds_its_deed(coder):
    text = (
        DRONE + "A car bomb killed three people in Mosul. Iraq blamed Turkey for the drone strike."
    )
    drone, bomb = (e for e in events(coder, text) if e.type == "ASSAULT" and not e.same_as)
    assert [a.entity for a in drone.attributions] == ["TUR"]
    assert bomb.attributions == ()


def test_evidence_lies_in_the_text(coder):
    text = BOMB + "Residents blamed al-Shabaab for the attack."
    record = coder.code_text(text)
    for event in record.events:
        for found in event.attributions:
            assert found.evidence
            for span in found.evidence:
                assert "al-Shabaab" in record.document.text[span.start : span.end]


def test_a_state_that_only_an_adjective_names_is_an_actor_of_the_record(coder):
    text = ROCKET + "Debris at the scene came from a Belarusian-made rocket."
    record = coder.code_text(text)
    named = {a.entity for e in record.events for a in e.attributions}
    assert named == {"BLR"}
    assert named <= record.actors.keys()


def test_comments_attribute_nothing(coder):
    text = "A headline\n\n\n" + BOMB + "\n\n  • Reader\n\n    Kenya was behind the attack.\n"
    record = coder.code_text(text)
    assert all(e.attributions == () for e in record.events)


def test_the_table_has_its_denials_and_claims():
    readings = {entry.reading for found in attributing().values() for entry in found}
    assert readings == {"attribution", "claim", "denial"}


def test_whoever_says_of_himself_that_he_was_behind_it_claims_it(coder):
    event = deed(coder, BOMB + "The Islamic State said it was behind the attack.")
    assert ("isis", "claimed") in {(a.entity, a.basis) for a in event.attributions}
    assert "claims_responsibility" in {c.stance for c in event.claims}


def test_a_claimed_deed_gets_no_actor(coder):
    text = "Drones attacked an oil plant in Abqaiq. The Houthis claimed the attack."
    event = deed(coder, text)
    assert event.actors == ()
    assert [(a.entity, a.basis) for a in event.attributions] == [("houthis", "claimed")]


def test_a_bare_accusation_is_of_what_was_told_right_before(coder):
    text = "An air raid killed three civilians in Kunduz. Taliban officials accused Pakistan."
    assert {entity for entity, *_ in told(coder, text)} == {"PAK"}


def test_an_accusation_of_something_else_attributes_nothing(coder):
    text = "An air raid killed three civilians in Kunduz. The Taliban accused Pakistan of greed."
    assert told(coder, text) == set()


def test_who_is_blamed_was_not_hit(coder):
    found = events(coder, BOMB + "The mayor blamed the bombing on al-Shabaab.")
    assert all(p.entity != "al-shabaab" for e in found for p in e.recipients if e.type == "ASSAULT")


def test_a_conclusion_that_is_turned_down_attributes_nothing(coder):
    text = "A blast damaged a pipeline in Gdansk. It is hard to believe that Germany did it."
    assert told(coder, text) == set()


def test_rejecting_an_accusation_that_was_told_denies(coder):
    text = BOMB + "Residents blamed al-Shabaab for the attack. Al-Shabaab rejected the accusation."
    assert "denies" in {c.stance for c in deed(coder, text).claims}


def test_a_lone_attacker_is_no_candidate(coder):
    assert told(coder, BOMB + "The police suspect unknown gunmen.") == set()


def test_two_have_the_means_and_one_is_ruled_out(coder):
    text = (
        "A drone strike on Monday killed a commander of Kataib Hezbollah in Baghdad. "
        "The United States and Israel both operate drones in Iraq. Israel's aircraft were not "
        "flying that day. The United States is therefore the likely author of the strike."
    )
    (found,) = deed(coder, text).attributions
    assert (found.entity, found.basis) == ("USA", "elimination")
    assert set(found.candidates) == {"USA", "ISR"}
    assert len(found.evidence) == 3
