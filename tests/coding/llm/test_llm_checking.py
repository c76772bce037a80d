"""Whatever a model tells, an event holds only words of the text and codes of the codebook."""

from hypothesis import given
from hypothesis import strategies as st

from detente.coding.llm.checking import Checker
from detente.coding.llm.quotes import Window
from detente.coding.llm.reply import ToldCasualty, ToldClaim, ToldEvent
from detente.coding.participants import Cast
from detente.knowledge.codebook import load_codebook
from detente.model.grounding import Grounding
from detente.model.text import SentenceSpan

TEXT = "Guards d’Été 🕊 shelled the “old” port. Two men fled north–south, Guards said."
WINDOW = Window(TEXT, [(0, SentenceSpan(0, 38, 0)), (1, SentenceSpan(39, len(TEXT), 0))])

pieces = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(
    lambda ends: TEXT[min(ends) : max(ends)]
)
quotes = pieces | st.sampled_from(["Guards d'Été", "Martians", '"old"', "two men"]) | st.text()
codes = st.sampled_from(["ASSAULT", "assault", "WAR", "COERCE", "arrest", "drone", "killed", ""])
stances = st.sampled_from(["asserts", "denies", "sings"])
events = st.builds(
    ToldEvent,
    sentence=st.none() | st.integers(-2, 5),
    type=codes,
    mode=st.none() | codes,
    trigger=quotes,
    actors=st.lists(quotes, max_size=3),
    recipients=st.lists(quotes, max_size=3),
    place=st.none() | quotes,
    date=st.none() | quotes,
    status=st.sampled_from(["actual", "future", "sure"]),
    certainty=st.sampled_from(["asserted", "doubtful"]),
    casualties=st.lists(st.builds(ToldCasualty, kind=codes, quote=quotes), max_size=2),
    claims=st.lists(
        st.builds(ToldClaim, by=quotes, stance=stances, cue=st.none() | quotes), max_size=2
    ),
)


@given(events)
def test_only_words_of_the_text_and_codes_of_the_codebook_get_through(told):
    cast = Cast(Grounding(), TEXT)
    checked = Checker(cast, "The Bell", "llm:tiny").check(told, WINDOW)
    if checked is None:
        return
    event = checked.event
    entry = load_codebook()[event.type]
    assert event.mode is None or entry.mode(event.mode) is not None
    assert event.quad == entry.quad
    spans = [event.trigger, *(c.text for c in event.casualties), *cast.added]
    spans += [claim.cue for claim in event.claims if claim.cue]
    assert all(span.text == TEXT[span.start : span.end] != "" for span in spans)
    known = {mention.id for mention in cast.added}
    assert {p.mention for p in (*event.actors, *event.recipients)} <= known
    start, end = dict(WINDOW.sentences)[event.sentence].start, event.trigger.end
    assert start <= event.trigger.start < end
    assert event.claims
