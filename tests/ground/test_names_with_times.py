"""Names that hold words of time, names written small, capitals that act by a joined verb."""

import pytest
from handmade import article, one, sentences, tree

from detente.ground import Grounder


@pytest.fixture(scope="module")
def ground():
    grounder = Grounder()
    return lambda text, *trees: grounder.ground(article(text, "2013-05-02"), sentences(text), trees)


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Envoys met the March 23 Movement.", "March 23 Movement", "m23"),
        ("Men of the 1920 Revolution Brigades fled.", "1920 Revolution Brigades", "1920-brigades"),
        ("A crew of Russia Today was held.", "Russia Today", "rt"),
        ("A crew of peshmerga forces was held.", "peshmerga forces", "peshmerga"),
        ("Envoys of the European Community left.", "European Community", "eu"),
        ("Envoys of the CSCE left.", "CSCE", "osce"),
        ("Envoys of the U.N. Security Council left.", "U.N. Security Council", "unsc"),
        ("The Bosnian Serbs left.", "Bosnian Serbs", "pop:bosnian-serbs"),
    ],
)
def test_a_known_name_is_kept_whole(ground, text, name, expected):
    found = ground(text)
    assert one(found, name).entity == expected
    assert not [mention for mention in found.mentions if mention.kind == "time"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sanctions hurt Russia today.", {"Russia": "actor", "today": "time"}),
        ("The raid on March 23 hurt Mali.", {"March 23": "time", "Mali": "actor"}),
    ],
)
def test_a_day_after_a_name_is_a_day(ground, text, names):
    kinds = {mention.text: mention.kind for mention in ground(text).mentions}
    assert names.items() <= kinds.items()


def test_capitals_share_a_verb(ground):
    text = "Moscow and Ankara agreed quickly."
    parsed = tree(
        text,
        """
        Moscow PROPN nsubj 4
        and CCONJ cc 3
        Ankara PROPN conj 1
        agreed VERB root 0 agree
        quickly ADV advmod 4
        """,
    )
    found = ground(text, parsed)
    assert (one(found, "Moscow").entity, one(found, "Ankara").entity) == ("RUS-GOV", "TUR-GOV")


def test_the_doer_of_a_passive_may_be_a_capital(ground):
    text = "Papers were signed by Tehran."
    parsed = tree(
        text,
        """
        Papers NOUN+ nsubj:pass 3
        were AUX aux:pass 3
        signed VERB root 0 sign
        by ADP case 5
        Tehran PROPN obl 3
        """,
    )
    assert one(ground(text, parsed), "Tehran").entity == "IRN-GOV"
