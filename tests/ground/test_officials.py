"""Holders of public office by name, with trees made by hand and real office holders."""

import pytest
from handmade import article, one, sentences, tree

from detente.ground import Grounder


@pytest.fixture(scope="module")
def grounder():
    return Grounder()


def plain(grounder, text, published=None):
    return grounder.ground(article(text, published), sentences(text), ())


def said(grounder, name, published=None):
    """The grounding of "<name> accused rivals", with a tree."""
    words = name.split()
    rows = [f"{word} PROPN flat {len(words)}" for word in words[:-1]]
    rows += [f"{words[-1]} PROPN nsubj {len(words) + 1}", "accused VERB root 0", "rivals NOUN+ obj"]
    rows[-1] += f" {len(words) + 1}"
    text = f"{name} accused rivals."
    parsed = tree(text, "\n".join(rows))
    return grounder.ground(article(text, published), sentences(text), (parsed,))


@pytest.mark.parametrize(
    ("name", "published", "expected"),
    [
        ("Hosni Mubarak", None, "EGY-GOV:president"),
        ("Hosni Mubarak", "2008-05-01", "EGY-GOV:president"),
        ("Hosni Mubarak", "2017", "EGY-ELI:former-president"),
        ("Vladimir Putin", "2010-03-02", "RUS-GOV:prime-minister"),
        ("Vladimir Putin", "2014-03-02", "RUS-GOV:president"),
        ("Muammar Qaddafi", "2009", "LBY-GOV:leader"),
        ("Hassan Nasrallah", "2006-07-20", "hezbollah"),
        ("Kofi Annan", None, "un"),
    ],
)
def test_a_full_name_is_the_office_of_the_day(grounder, name, published, expected):
    found = plain(grounder, f"Envoys waited while {name} slept.", published)
    assert one(found, name).entity == expected


@pytest.mark.parametrize(
    ("name", "published", "expected"),
    [
        ("President Mubarak", None, "EGY-GOV:president"),
        ("Mugabe", None, "ZWE-GOV:president"),
        ("President Bush", "1990-08-09", "USA-GOV:president"),
        ("President Obama", "2020-01-01", "USA-ELI:former-president"),
        ("Barbara Bush", None, None),
        ("Bush", None, None),
        ("Senator Clinton", "2005", "LEG"),
        ("Donald Trump", "2009-01-01", None),
    ],
)
def test_a_surname_needs_a_title_or_to_be_rare(grounder, name, published, expected):
    found = said(grounder, name, published)
    assert one(found, name).entity == expected


def test_other_first_names_are_other_people(grounder):
    text = "Envoys waited while Ahmed Ali Abdullah Saleh and Hamza bin Laden slept."
    assert not [m for m in plain(grounder, text, "2010").mentions if m.entity]


def test_a_place_called_after_a_person_is_no_person(grounder):
    found = plain(grounder, "Planes left Nelson Mandela Bridge in haste.")
    assert not [m for m in found.mentions if m.entity and m.entity.startswith("ZAF-GOV")]


def test_a_regime_belongs_to_the_state_of_its_ruler(grounder):
    text = "The Assad regime accused rivals."
    parsed = tree(
        text,
        """
        The DET det 3
        Assad PROPN compound 3
        regime NOUN nsubj 4
        accused VERB root 0
        rivals NOUN+ obj 4
        """,
    )
    found = grounder.ground(article(text, "2013"), sentences(text), (parsed,))
    assert one(found, "Assad regime").entity == "SYR-GOV"


def test_a_wife_is_not_the_president(grounder):
    text = "Robert Mugabe left. Grace Mugabe accused rivals."
    parsed = tree(
        text,
        """
        Grace PROPN compound 2
        Mugabe PROPN nsubj 3
        accused VERB root 0
        rivals NOUN+ obj 3
        """,
        sentence=1,
        start=20,
    )
    found = grounder.ground(article(text), sentences(text), (parsed,))
    assert one(found, "Robert Mugabe").entity == "ZWE-GOV:president"
    assert one(found, "Grace Mugabe").entity is None
