"""The filter before the parser: what it keeps and what it drops."""

from detente.knowledge.frames import load_frames
from detente.model.text import SentenceSpan
from detente.parse.filter import Cue, SentenceFilter, frame_cues


def test_keeps_every_form_of_a_lemma() -> None:
    chosen = SentenceFilter({"shell", "flee", "seize"})
    assert chosen.keeps("Mortars shelled the suburb.")
    assert chosen.keeps("SHELLING RESUMES")
    assert chosen.keeps("Families fled at dawn.")
    assert chosen.keeps("Troops are seizing farms.")
    assert not chosen.keeps("The weather was fine in the shellfish market.")


def test_several_words_must_all_be_there() -> None:
    chosen = SentenceFilter({"air strike", "call off"})
    assert chosen.keeps("Strikes from the air went on.")
    assert not chosen.keeps("Workers went on strike.")
    assert chosen.keeps("They called the talks off.")


def test_cues_need_their_company() -> None:
    chosen = SentenceFilter([Cue("hold", (frozenset({"talks"}),))])
    assert chosen.keeps("Both sides held talks.")
    assert not chosen.keeps("She held a cup.")


def test_phrases_keep_a_sentence() -> None:
    chosen = SentenceFilter((), {"according to"})
    assert chosen.keeps("According to the mayor, all is calm.")
    assert not chosen.keeps("All is calm.")


def test_select_gives_what_the_parser_takes() -> None:
    text = "All is calm. Rebels attacked."
    spans = [SentenceSpan(0, 12, 0), SentenceSpan(13, 29, 0)]
    assert SentenceFilter({"attack"}).select(text, spans) == [(1, spans[1])]


def test_no_frame_example_is_lost() -> None:
    lexicon = list(load_frames())
    chosen = SentenceFilter(frame_cues(lexicon))
    lost = [frame.example for frame in lexicon if frame.example and not chosen.keeps(frame.example)]
    assert lost == []
