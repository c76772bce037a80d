"""What holds for every grounding: offsets, order, references, and the same answer twice."""

from handmade import ground
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.ground import Grounder
from detente.model.page import Article
from detente.model.text import BlockSpan
from detente.parse.pipeline import Parser
from detente.parse.sentences import split_sentences

WORDS = st.sampled_from(
    [
        *(
            "Hamas",
            "Fatah",
            "the Syrian army",
            "Turkey",
            "Russian-Turkish",
            "US and British forces",
        ),
        *("they", "it", "the group", "both sides", "the latter", "each other", "its forces", "HTS"),
        *(
            "Jabhat al-Nursa",
            "(HTS)",
            "formerly",
            "an ally of",
            "attacked",
            "joined",
            "and",
            "said",
        ),
        *(
            "President Tetteh",
            "Tetteh",
            "the militants",
            "“our forces”",
            ",",
            "in Aleppo",
            "pro-Iran",
        ),
        *("Turkish-backed rebels", "the Front", "the Northern Dawn Front", ".", "\n", "on Monday"),
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=18).map(lambda words: " ".join(words) + ".")
PARSER = Parser()
GROUNDER = Grounder()


def parsed(text):
    block = BlockSpan(0, len(text), "paragraph")
    article = Article(text=text, blocks=(block,), published="2024-05-02")
    sentences = split_sentences(text, [block])
    trees = PARSER.parse(text, list(enumerate(sentences)))
    return GROUNDER.ground(article, sentences, trees)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_every_grounding_holds_together(text):
    grounding = parsed(text)
    by_id = {mention.id: mention for mention in grounding.mentions}
    assert list(by_id) == [f"m{n}" for n in range(1, len(by_id) + 1)]
    for mention in grounding.mentions:
        assert text[mention.start : mention.end] == mention.text != ""
        if mention.entity is not None:
            assert mention.entity in grounding.actors or mention.entity in grounding.places
        seen = {mention.id}
        at = mention
        while at.refers_to is not None:
            assert at.refers_to not in seen
            assert by_id[at.refers_to].entity == mention.entity
            seen.add(at.refers_to)
            at = by_id[at.refers_to]
    for group, members in grounding.groups.items():
        assert group in by_id
        assert set(members) <= set(by_id)
        assert group not in members
    for relation in grounding.relations:
        assert relation.text.text == text[relation.text.start : relation.text.end]
        assert {relation.a, relation.b} <= set(grounding.actors)
        assert relation.a != relation.b or relation.kind == "alias"


@settings(max_examples=25, deadline=None)
@given(TEXTS)
def test_grounding_twice_says_the_same(text):
    assert parsed(text) == parsed(text)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_without_trees_known_names_are_found_all_the_same(text):
    assert ground(text) == ground(text)
