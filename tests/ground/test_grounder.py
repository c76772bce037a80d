import random

from handmade import article, ground, sentences
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.ground import Grounder
from detente.ground.lexicon import build_lexicon
from detente.knowledge.gazetteer import load_gazetteer
from detente.knowledge.registry import Registry, load_registry

WORDS = st.sampled_from(
    (
        *(
            "Syrian",
            "army",
            "Iran’s",
            "U.S.",
            "troops",
            "HTS",
            "(HTS)",
            "Hay’at",
            "Tahrir",
            "al-Sham",
        ),
        *("formerly", "Jabhat", "al-Nusra", ",", ".", "and", "the", "two", "groups", "in", "near"),
        *(
            "Idlib",
            "city",
            "Aleppo",
            "countryside",
            "on",
            "17",
            "November",
            "2018",
            "yesterday",
            "May",
        ),
        *("March", "Chad", "Jordan", "Turkey-backed", "IS", "who", "\u200e", "é", "“they”", "Boko"),
        *(
            "Haram’s",
            "fighters",
            "(BH)",
            "police",
            "Al-Zenki",
            "al-Zenki’s",
            "Taiwan,",
            "Mosul,",
            "Iraq",
        ),
    )
)
TEXTS = st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=80)
GROUNDER = Grounder()


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_offsets_cut_the_quoted_text(text):
    grounding = GROUNDER.ground(article(text), sentences(text), ())
    ids = [mention.id for mention in grounding.mentions]
    assert ids == [f"m{number}" for number in range(1, len(ids) + 1)]
    for mention in grounding.mentions:
        assert text[mention.start : mention.end] == mention.text
        assert mention.text == mention.text.strip() != ""
        assert mention.refers_to is None or mention.refers_to in ids
        if mention.entity is not None:
            assert mention.entity in (
                grounding.places if mention.kind == "place" else grounding.actors
            )
        assert (mention.kind == "time") == (mention.id in grounding.times)
        assert (mention.kind == "place") == (mention.id in grounding.senses)
    for relation in grounding.relations:
        assert text[relation.text.start : relation.text.end] == relation.text.text
        assert {relation.a, relation.b} <= grounding.actors.keys()
    starts = [mention.start for mention in grounding.mentions]
    assert starts == sorted(starts)


@given(TEXTS)
@settings(max_examples=50, deadline=None)
def test_the_same_text_grounds_the_same(text):
    first = GROUNDER.ground(article(text, "2018-11-18"), sentences(text), ())
    second = Grounder().ground(article(text, "2018-11-18"), sentences(text), ())
    assert first == second


def test_order_of_rows_does_not_matter():
    registry, gazetteer = load_registry(), load_gazetteer()
    shuffled = []
    for table in (registry.entries, registry.states, registry.peoples, registry.roles, gazetteer):
        rows = list(table.items())
        random.Random(7).shuffle(rows)  # noqa: S311  # an order, no secret
        shuffled.append(dict(rows))
    *tables, places = shuffled
    one = build_lexicon(registry, gazetteer)
    two = build_lexicon(Registry(*tables, links=registry.links), places)
    assert one.senses == two.senses
    assert one.fuzzy == two.fuzzy


def test_names_borne_in_turn_are_one_actor():
    text = "Jabhat al-Nusra became Jabhat Fateh al-Sham and later Hay’at Tahrir al-Sham."
    entities = {mention.entity for mention in ground(text).mentions if mention.kind == "actor"}
    assert entities == {"hts"}


def test_refers_to_names_the_first_mention():
    grounding = ground("Hamas spoke. Later Hamas left. Then Hamas slept.")
    assert [m.refers_to for m in grounding.mentions] == [None, "m1", "m1"]


def test_empty_text_grounds_to_nothing():
    assert ground("").mentions == ()
