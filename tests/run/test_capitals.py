"""Pages in capitals: read in natural case, quoted as they are written."""

import json

import pytest

from detente import Coder
from detente.model.page import Article
from detente.model.record import Record
from detente.model.text import BlockSpan

ARTICLES = """
OSLO, 3 May 1991 -- The Norwegian army shelled the town of Bergen on Tuesday, killing five civilians and wounding nine others, police said.
Three soldiers were killed on Monday when gunmen ambushed a convoy near Kandahar. The Taliban claimed responsibility for the attack.
Kenyan President William Ruto met Ethiopian Prime Minister Abiy Ahmed in Nairobi on 4 June.
Rebels of the Lord's Resistance Army (LRA) abducted 20 villagers in northern Uganda.
The United States imposed sanctions on two Iranian banks on Friday.
Thousands of students marched through Dhaka, demanding the resignation of the government.
Israel and Hamas agreed to a ceasefire in Gaza on 15 January 2025.
Police arrested forty-five protesters in Minsk. Belarus accused Poland of supporting the opposition.
A car bomb exploded outside the Turkish embassy in Athens at noon, injuring two guards.
Ukrainian forces withdrew from the town of Lysychansk. Russia said its troops had seized it.
The United Nations condemned the attack on the hospital in Goma and called for a truce.
Government troops recaptured the village of Mokwa from rebels on 9 March, killing twelve.
Gunmen kidnapped a French priest and his driver near Maroua in northern Cameroon.
The Philippine navy seized a Chinese fishing boat in the South China Sea.
Members of the Brannvik Liberation Front (BLF) blew up a bridge at Tornvik. The BLF had threatened the company last May.
Colonel Aurelio Quintanar said that guerrillas attacked the garrison of San Telmo del Monte with mortars. Two policemen and a peasant died.
The bishop of Valdemora accused the army of murdering Father Ignacio Berrueta.
""".strip().split("\n")


@pytest.fixture(scope="module")
def coder(tmp_path_factory):
    return Coder(project=tmp_path_factory.mktemp("project"), published="1991-05-04")


def happenings(record: Record) -> set[tuple[object, ...]]:
    return {
        (
            event.type,
            event.mode,
            event.status,
            frozenset(p.entity or p.text.lower() for p in event.actors),
            frozenset(p.entity or p.text.lower() for p in event.recipients),
            tuple((c.kind, c.low, c.high) for c in event.casualties),
        )
        for event in record.events
        if event.same_as is None
    }


def test_a_text_in_capitals_gives_the_events_of_its_twin(coder):
    same = told = 0
    for text in ARTICLES:
        twin, shouted = (happenings(coder.code_text(t)) for t in (text, text.upper()))
        assert twin
        same += len(twin & shouted)
        told += len(twin | shouted)
    assert same / told >= 0.8


def quotations(value: object):
    """All objects of a record's JSON that quote the text by offsets."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from quotations(part)


@pytest.mark.parametrize("text", ARTICLES)
def test_all_quoted_words_are_cut_from_the_text_as_it_is(coder, text):
    record = json.loads(coder.code_text(text.upper()).to_json())
    shouted = record.pop("document")["text"]
    assert shouted == text.upper()
    found = list(quotations(record))
    assert found
    for quote in found:
        assert shouted[quote["start"] : quote["end"]] == quote["text"]
    for event in record["events"]:
        for person in (*event["actors"], *event["recipients"]):
            assert person["text"].upper() == person["text"]
        assert all(c["who"] == c["who"].upper() for c in event["casualties"])


def test_names_that_only_the_text_gives_are_not_shouted(coder):
    record = coder.code_text("GUNMEN KIDNAPPED OLAUS BRINKMANN, THE MAYOR OF TORNVIK, ON MONDAY.")
    names = [a.name for a in record.actors.values()] + [p.name for p in record.places.values()]
    assert names
    assert not any(name.isupper() for name in names)


def test_other_text_is_not_even_copied(coder):
    text = "UN ENVOY IN KABUL\n\nThe envoy of the UN met the PKK in Ankara."
    blocks = (BlockSpan(0, 17, "headline"), BlockSpan(19, len(text), "paragraph"))
    article = Article(text=text, blocks=blocks)
    assert coder.in_natural_case(article) is article
