"""Leads: checkable details, tied to what they bear on; rhetoric is none."""

import pytest

from detente.discuss.leads import Happening, content_words, event_of
from detente.discuss.reader import PageContext
from tests.discuss.reading import read


def leads(text: str, page: PageContext | None = None):
    return [(lead.kind, text[lead.start : lead.end]) for lead in read(text, page=page).leads]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("In May 2014 two hundred officers signed an open letter on this.", "date"),
        ("Whoever holds the Homs-Palmyra road holds the desert.", "place"),
        ("There is a checkpoint near Aleppo that everybody has to pass.", "place"),
        ("Correction: it happened in Raqqa, not in Aleppo.", "correction"),
        ("The photo is wrong, it was taken in Raqqa in 2012.", "correction"),
        ("My cousin lives in Aleppo and heard no explosion.", "claim"),
        ("See https://example.org/report for the whole text.", "source"),
        ("Reuters reported eleven dead in Raqqa.", "source"),
        ("Forty soldiers were killed in Raqqa.", "claim"),
    ],
)
def test_checkable_sentences_are_leads(text, kind):
    assert [found for found, _ in leads(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "This is the beginning of the end, mark my words!",
        "They will attack in 2030 and nobody will stop them.",
        "I think forty soldiers in Raqqa is a fantasy.",
        "Where in Aleppo was that?",
        "Everybody knows who did it.",
        "One hundred percent agreed.",
    ],
)
def test_opinions_and_rhetoric_are_none(text):
    assert leads(text) == []


def test_the_span_is_the_sentence():
    text = "I am tired. Forty soldiers were killed in Raqqa. What now?"
    assert leads(text) == [("claim", "Forty soldiers were killed in Raqqa.")]


def test_a_lead_says_what_can_be_checked():
    (lead,) = read("Forty soldiers were killed in Raqqa.").leads
    assert lead.reason == "holds a number, a place"


def happening(name: str, entities=(), place=None, words="") -> Happening:
    return Happening(name, frozenset(entities), place, content_words(words))


def test_a_lead_is_about_the_event_that_shares_most():
    page = PageContext(
        happenings=(
            happening("e1", {"IRN"}, None, "Iran condemned the sanctions."),
            happening("e2", {"hezbollah"}, "SYR/raqqa", "Hezbollah shelled a bakery in Raqqa."),
        )
    )
    (lead,) = read("Forty people were killed in Raqqa when the bakery burned.", page=page).leads
    assert lead.about == "e2"


def test_a_lead_that_shares_nothing_is_about_none():
    happenings = (happening("e1", {"IRN"}, None, "Iran condemned the sanctions."),)
    assert event_of("Forty villages were flooded", (), happenings) is None


def test_the_comment_above_helps_to_find_the_event():
    happenings = (
        happening("e1", words="The governor resigned over the budget."),
        happening("e2", words="A helicopter hit the sugar factory."),
    )
    text, above = "In 2014 forty officers signed a letter", "A helicopter over a factory, really?"
    assert event_of(text, (), happenings) is None
    assert event_of(text, (), happenings, above) == "e2"
