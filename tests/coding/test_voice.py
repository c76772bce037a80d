"""Report, background and analysis; and what an author's judgement may not make."""

import pytest

from detente import Coder
from detente.knowledge.inference import voice_cues

LEAD = "Rebels shelled the town of Taiz on Monday, killing five people."


@pytest.fixture(scope="module")
def coder(tmp_path_factory: pytest.TempPathFactory) -> Coder:
    """A coder that leaves nothing out, so that short passages keep their events."""
    return Coder(project=tmp_path_factory.mktemp("project"), least_confidence=0)


def voices(coder, text):
    record = coder.code_text(text, published="2021-05-12")
    return [s.voice for s in record.sentences]


def voice(coder, sentence):
    """The voice of a sentence in a paragraph of its own, after a lead."""
    return voices(coder, f"{LEAD}\n\n{sentence}")[-1]


@pytest.mark.parametrize(
    "sentence",
    [
        "It is likely that the army staged the raid.",
        "The choice of target suggests that the marines were behind it.",
        "The only ones who gain from such raids are the smugglers.",
        "Who gains from a new war on the coast?",
        "The truce is an illusion.",
        "I think the clan planned it.",
        "We need peace, and such generals do not want it.",
        "There is no doubt that the minister lied.",
        "Clearly, the governor must resign.",
        "The deal is an example of bad faith.",
    ],
)
def test_a_judgement_is_analysis(coder, sentence):
    assert voice(coder, sentence) == "analysis"


@pytest.mark.parametrize(
    "sentence",
    [
        "The army had captured the port in March.",
        "Rebels killed nine soldiers there in 2013.",
        "The clan left the talks last year.",
        "Thousands have fled since the start of the war.",
        "The rally marked the tenth anniversary of the massacre.",
    ],
)
def test_what_was_before_is_background(coder, sentence):
    assert voice(coder, sentence) == "background"


@pytest.mark.parametrize(
    "sentence",
    [
        "Soldiers arrested three men in the suburb.",
        "The minister said the truce was an illusion.",
        "“Who gains from this war?” the mayor asked.",
        "According to the mayor, it is clear that the army fired first.",
        "The two sides signed an agreement on May 3.",
        "Troops should leave the town, the council said.",
        "The army said it had captured the port.",
    ],
)
def test_what_is_told_is_a_report(coder, sentence):
    assert voice(coder, sentence) == "report"


def test_the_present_beside_a_judgement_is_part_of_the_argument(coder):
    text = (
        LEAD + "\n\nThe truce is an illusion. The rebels want the port.\n\nSoldiers guard the road."
    )
    assert voices(coder, text)[1:] == ["analysis", "analysis", "report"]


def test_the_past_beside_a_judgement_stays_a_report(coder):
    text = LEAD + "\n\nThe truce is an illusion. Gunmen killed a judge on Sunday."
    assert voices(coder, text)[1:] == ["analysis", "report"]


def test_a_judgement_makes_no_happening(coder):
    text = LEAD + "\n\nIt is clear that Iran attacked Iraq and that the army killed hostages."
    found = coder.code_text(text).events
    assert [e.trigger.text for e in found if e.status == "actual"] == ["shelled"]
    assert {e.status for e in found if e.sentence == 1} <= {"hypothetical"}


def test_the_doer_that_an_author_guesses_fills_no_role(coder):
    text = LEAD + "\n\nThere is no doubt that Iran attacked Basra."
    guessed = [e for e in coder.code_text(text).events if e.sentence == 1]
    assert guessed
    assert all(e.actors == () for e in guessed)
    assert {a.entity for e in guessed for a in e.attributions} == {"IRN"}


def test_a_judgement_on_a_reported_event_repeats_nothing(coder):
    text = (
        "Iran and Iraq reached an agreement on May 3.\n\n"
        "The agreement between Iran and Iraq is proof of bad faith."
    )
    assert [e.sentence for e in coder.code_text(text).events] == [0]


def test_a_withheld_event_says_why(coder, tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(LEAD + "\n\nThere is no doubt that Iran attacked Basra.\n", "utf-8")
    (coded,) = coder.code_with_reasons(path)
    event = next(e for e in coded.record.events if e.status == "hypothetical")
    assert any("the author judges" in r.why for r in coded.reasons[event.id])


def test_every_cue_has_a_voice_of_its_own():
    assert {cue.voice for cue in voice_cues()} == {"background", "analysis"}
