"""Who says what: sources, reporting verbs, quotations and statements."""

import pytest

from detente.coding.clause import Clauses
from detente.coding.participants import Cast
from detente.coding.speech import Speakers, find_quotations, find_speech
from detente.model.text import BlockSpan
from tests.coding.trees import article, code, grounding, page

PARTIES = {"Iran": "IRN", "Iraq": "IRQ"}

SAID = """
Iran Iran PROPN nsubj 2
said say VERB root 0
Iraq Iraq PROPN nsubj 4
attacked attack VERB ccomp 2
Basra Basra PROPN obj 4
"""
DENIED = """
Iran Iran PROPN nsubj 2
denied deny VERB root 0
that that SCONJ mark 5
rebels rebel NOUN/NNS nsubj 5
attacked attack VERB ccomp 2
Iraq Iraq PROPN obj 5
"""
ACCORDING = """
Rebels rebel NOUN/NNS nsubj 2
attacked attack VERB root 0
Iraq Iraq PROPN obj 2
, , PUNCT punct 7
according accord VERB/VBG case 7
to to ADP fixed 5
Iran Iran PROPN obl 2
"""


def speeches(*specs):
    text, trees = page(*specs)
    made = [Clauses(tree) for tree in trees]
    cast = Cast(grounding(text, PARTIES), text)
    return text, find_speech(text, article(text).blocks, made, cast)


def test_a_reporting_verb_vouches_for_its_clause():
    text, (speech,) = speeches(SAID)
    assert text[speech.start : speech.end] == "Iraq attacked Basra"
    assert (speech.said_by, speech.cue.text, speech.stance) == ("Iran", "said", "asserts")
    assert not speech.direct


def test_a_denial_is_a_stance():
    _, (speech,) = speeches(DENIED)
    assert (speech.said_by, speech.stance) == ("Iran", "denies")


def test_according_to_vouches_for_the_sentence():
    text, (speech,) = speeches(ACCORDING)
    assert text[speech.start : speech.end] == text
    assert speech.speaker.entity == "IRN"
    assert speech.cue.text == "according to"


def test_a_sentence_without_a_source_has_no_speech():
    _, found = speeches("Rebels rebel NOUN/NNS nsubj 2\nattacked attack VERB root 0")
    assert found == []


STATEMENT = """
Iran Iran PROPN nsubj 2
said say VERB root 0
: : PUNCT punct 2
"""
WE_ATTACKED = """
We we PRON nsubj 2
attacked attack VERB root 0
Iraq Iraq PROPN obj 2
"""


def test_a_statement_runs_to_the_end_of_the_page():
    text, found = speeches(STATEMENT, WE_ATTACKED, WE_ATTACKED)
    last = text.rindex("attacked")
    assert Speakers(found).direct_at(last).entity == "IRN"
    assert Speakers(found).direct_at(0) is None


def test_we_in_a_statement_is_the_one_who_makes_it():
    coded = code(STATEMENT, WE_ATTACKED, actors=PARTIES)
    (event,) = coded.events
    assert [p.text for p in event.actors] == ["Iran"]
    assert event.certainty == "asserted"


def test_we_without_a_speaker_is_nobody():
    coded = code(WE_ATTACKED, actors=PARTIES)
    assert coded.events[0].actors == ()


@pytest.mark.parametrize(
    ("spec", "speaker", "stance", "certainty"),
    [
        (SAID, "Iran", "asserts", "attributed"),
        (ACCORDING, "Iran", "asserts", "attributed"),
        (DENIED, "Iran", "denies", "attributed"),
    ],
)
def test_an_event_carries_the_claim_of_its_source(spec, speaker, stance, certainty):
    coded = code(spec, actors=PARTIES | {"Rebels": "REB", "rebels": "REB"})
    event = next(e for e in coded.events if e.trigger.text == "attacked")
    assert [(c.by.text, c.stance) for c in event.claims] == [(speaker, stance)]
    assert event.certainty == certainty


def test_what_no_source_says_the_page_says():
    coded = code(WE_ATTACKED.replace("We we PRON", "Iran Iran PROPN"), actors=PARTIES)
    (event,) = coded.events
    assert [(c.by.kind, c.stance) for c in event.claims] == [("outlet", "asserts")]
    assert event.certainty == "asserted"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “we left” at noon.", ["“we left”"]),
        ('He said "we left" at noon.', ['"we left"']),
        ("«We left», he said; “never” again.", ["«We left»", "“never”"]),
        ("“We left.\n“We came back.”", ["“We left.\n“We came back.”"]),
        ("Nobody spoke.", []),
        ("An “open end", ["“open end"]),
    ],
)
def test_quotations(text, quoted):
    spans = find_quotations(text, [BlockSpan(0, len(text), "paragraph")])
    assert [text[start:end] for start, end in spans] == quoted


def test_a_quotation_that_never_ends_is_given_up():
    text = "“" + "word " * 4000 + "“short”"
    spans = find_quotations(text, [BlockSpan(0, len(text), "paragraph")])
    assert all(end - start < 7000 for start, end in spans)
    assert text[spans[-1][0] : spans[-1][1]] == "“short”"


def test_the_innermost_speech_wins():
    _, found = speeches(SAID)
    lengths = [speech.end - speech.start for speech in found]
    assert lengths == sorted(lengths)


def test_a_quotation_without_cue_goes_on_what_was_quoted_before(coder):
    record = coder.code_text(
        "“Our men left the town on Monday,” the group's spokesman said. “They captured a tank.”"
    )
    (capture,) = [e for e in record.events if e.trigger.text == "captured"]
    assert [c.by.kind for c in capture.claims] == ["source"]


def test_a_quotation_of_another_paragraph_stays_without_source(coder):
    record = coder.code_text(
        "“Our men left the town on Monday,” the group's spokesman said.\n\n"
        "A sign read: peace.\n\n“They captured a tank.”"
    )
    (capture,) = [e for e in record.events if e.trigger.text == "captured"]
    assert [c.by.kind for c in capture.claims] == ["outlet"]


def test_the_registry_ties_a_source_to_a_party(coder):
    record = coder.code_text("Gunmen attacked a convoy near Mosul, Amaq said.")
    (claim,) = record.events[0].claims
    assert claim.by.tied_to == ("isis",)


def test_a_source_without_ties_has_none(coder):
    record = coder.code_text("Gunmen attacked a convoy near Mosul, the mayor said.")
    assert record.events[0].claims[0].by.tied_to == ()
