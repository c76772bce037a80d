"""Whether it happened and how sure the page is, read off the words around the trigger."""

import pytest

from detente.coding.context import context_of
from detente.coding.status import set_certainty, set_status
from detente.model.record import Claim, EventDate, Participant, Quote, Source
from tests.coding.trees import at, clauses, draft, trigger

PLAIN = """
Rebels rebel NOUN/NNS nsubj 2
attacked attack VERB root 0
Homs Homs PROPN obj 2
"""
NEGATED = """
Rebels rebel NOUN/NNS nsubj 4
did do AUX aux 4
not not PART/RB advmod 4
attack attack VERB/VB root 0
Homs Homs PROPN obj 4
"""
NEVER = """
Rebels rebel NOUN/NNS nsubj 3
never never ADV advmod 3
attacked attack VERB root 0
Homs Homs PROPN obj 3
"""
NO_ATTACK = """
No no DET det 2
attack attack NOUN nsubj 3
followed follow VERB root 0
"""
IF = """
If if SCONJ mark 3
rebels rebel NOUN/NNS nsubj 3
attack attack VERB/VBP advcl 5
we we PRON nsubj 5
leave leave VERB/VBP root 0
"""
UNLESS = IF.replace("If if", "Unless unless").replace("If", "Unless")
MAY = """
Rebels rebel NOUN/NNS nsubj 3
may may AUX/MD aux 3
attack attack VERB/VB root 0
Homs Homs PROPN obj 3
"""
WILL = MAY.replace("may may", "will will")
PLANNED = """
Rebels rebel NOUN/NNS nsubj 2
plan plan VERB/VBP root 0
to to PART mark 4
attack attack VERB/VB xcomp 2
Homs Homs PROPN obj 4
"""
DENIED = """
Rebels rebel NOUN/NNS nsubj 2
denied deny VERB root 0
attacking attack VERB/VBG xcomp 2
Homs Homs PROPN obj 3
"""
FAILED = """
Rebels rebel NOUN/NNS nsubj 2
failed fail VERB root 0
to to PART mark 4
attack attack VERB/VB xcomp 2
Homs Homs PROPN obj 4
"""
EARLIER = """
The the DET det 3
earlier early ADJ/JJR amod 3
attack attack NOUN nsubj 4
mattered matter VERB root 0
"""


@pytest.mark.parametrize(
    ("spec", "said", "status"),
    [
        (PLAIN, "attacked", "actual"),
        (NEGATED, "attack", "negated"),
        (NEVER, "attacked", "negated"),
        (NO_ATTACK, "attack", "negated"),
        (IF, "attack", "hypothetical"),
        (UNLESS, "attack", "hypothetical"),
        (MAY, "attack", "hypothetical"),
        (WILL, "attack", "future"),
        (PLANNED, "attack", "future"),
        (DENIED, "attacking", "negated"),
        (FAILED, "attack", "negated"),
        (EARLIER, "attack", "historical"),
    ],
)
def test_status(spec, said, status):
    made = draft(clauses(spec), said)
    set_status(made, None)
    assert made.status == status
    assert [reason.field for reason in made.reasons] == ["status"]


def test_a_reason_for_a_status_points_at_its_word():
    sentence = clauses(NEGATED)
    made = draft(sentence, "attack")
    set_status(made, None)
    negation = at(sentence, "not")
    assert (made.reasons[0].start, made.reasons[0].end) == (
        sentence.tree.starts[negation],
        sentence.tree.ends[negation],
    )


@pytest.mark.parametrize(
    ("edtf", "published", "status"),
    [
        ("2015-03", "2021-05-10", "historical"),
        ("2020-12-30", "2021-05-10", "actual"),
        ("2015-03", None, "actual"),
        ("XXXX-03-01", "2021-05-10", "actual"),
    ],
)
def test_what_lies_years_before_publication_is_history(edtf, published, status):
    date = EventDate(edtf=edtf, precision="day", basis="stated")
    made = draft(clauses(PLAIN), "attacked", date=date)
    set_status(made, published)
    assert made.status == status


@pytest.mark.parametrize("how", ["promise", "announce", "threat", "request", "refuse", "demand"])
def test_a_promise_or_demand_is_itself_made(how):
    made = draft(clauses(WILL), "attack", rule=f"ASSAULT:verb:attack>{how}")
    set_status(made, None)
    assert made.status == "actual"


def claimed(kind, mention):
    cue = Quote(start=0, end=4, text="said")
    return Claim(by=Source(kind=kind, text="the army", mention=mention), cue=cue)


@pytest.mark.parametrize(
    ("claim", "certainty"),
    [
        (claimed("outlet", None), "asserted"),
        (claimed("source", "m9"), "attributed"),
        (claimed("source", "m1"), "asserted"),
    ],
)
def test_only_what_another_than_the_actor_says_is_attributed(claim, certainty):
    actor = Participant(mention="m1", text="Rebels")
    made = draft(clauses(PLAIN), "attacked", actors=[actor], claims=[claim])
    set_certainty(made)
    assert made.certainty == certainty


def test_a_hedge_makes_doubtful_even_what_a_source_says():
    sentence = clauses(
        """
        Rebels rebel NOUN/NNS nsubj 3
        allegedly allegedly ADV advmod 3
        attacked attack VERB root 0
        Homs Homs PROPN obj 3
        """
    )
    made = draft(sentence, "attacked", claims=[claimed("source", "m9")])
    set_certainty(made)
    assert made.certainty == "doubtful"


def test_what_somebody_is_accused_of_is_doubtful():
    sentence = clauses(
        """
        Iran Iran PROPN nsubj 2
        accused accuse VERB root 0
        rebels rebel NOUN/NNS obj 2
        of of SCONJ mark 5
        attacking attack VERB/VBG advcl 2
        Homs Homs PROPN obj 5
        """
    )
    made = draft(sentence, "attacking")
    set_certainty(made)
    assert made.certainty == "doubtful"


CAMPAIGN = """
Troops troops NOUN/NNS nsubj 2
came come VERB root 0
to to PART mark 4
attack attack VERB/VB advcl 2
rebels rebel NOUN/NNS obj 4
"""


@pytest.mark.parametrize(
    ("spec", "said", "purpose"),
    [(CAMPAIGN, "attack", True), (PLAIN, "attacked", False), (PLANNED, "attack", False)],
)
def test_what_somebody_only_wants_to_reach_is_a_purpose(spec, said, purpose):
    sentence = clauses(spec)
    assert context_of(sentence, trigger(sentence, said)).purpose is purpose


@pytest.mark.parametrize(("count", "status"), [(True, "actual"), (False, "historical")])
def test_earlier_after_a_count_is_a_date_and_no_past(count, status):
    days = "days day NOUN/NNS obl:unmarked 4" if count else "days day NOUN/NNS obl 2"
    spec = f"""
    Rebels rebel NOUN/NNS nsubj 2
    attacked attack VERB root 0
    {days}
    earlier earlier ADV advmod 2
    """
    made = draft(clauses(spec), "attacked")
    set_status(made, None)
    assert made.status == status
