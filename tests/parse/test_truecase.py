"""Text in capitals as it would stand in a newspaper: same length, names and acronyms kept."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model.page import Article
from detente.model.text import BlockSpan
from detente.parse.pipeline import WEIGHTS
from detente.parse.truecase import NaturalCase, is_shouted, lowered, shouted_blocks

KNOWN = ("LORD'S RESISTANCE ARMY", "EL SALVADOR", "SOUTH CHINA SEA")
ACRONYMS = ("US", "AID", "PKK")


def known_names(text):
    for name in (*KNOWN, *ACRONYMS):
        start = text.find(name)
        if start >= 0 and not text[start + len(name) : start + len(name) + 1].isalpha():
            yield start, start + len(name), name in ACRONYMS


@cache
def natural_case():
    return NaturalCase.from_folder(WEIGHTS, known_names, {"subversive"})


@pytest.fixture
def reading():
    return natural_case()


def article(*paragraphs):
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(BlockSpan(at, at + len(paragraph), "paragraph"))
        at += len(paragraph) + 1
    return Article(text="\n".join(paragraphs), blocks=tuple(blocks))


@pytest.mark.parametrize(
    ("shouted", "natural"),
    [
        (
            "THE ARMY SHELLED THE TOWN ON 3 MAY. IT MAY DO SO AGAIN.",
            "The army shelled the town on 3 May. It may do so again.",
        ),
        (
            "OSLO, 3 MAY 91 (NTB) -- [TEXT] THE MINISTER RESIGNED TODAY.",
            "OSLO, 3 May 91 (NTB) -- [text] The minister resigned today.",
        ),
        (
            "FIGHTERS OF THE VALLEY DEFENCE FRONT [VDF] LEFT. THE VDF GAVE NO REASON.",
            "Fighters of the Valley Defence Front [VDF] left. The VDF gave no reason.",
        ),
        (
            "THE VDF [VALLEY DEFENCE FRONT] RELEASED FOUR POLICEMEN.",
            "The VDF [Valley Defence Front] released four policemen.",
        ),
        (
            "GENERAL TORVALD BRINKMANN MET A GENERAL IN SAN TELMO DE LA ROCA.",
            "General Torvald Brinkmann met a general in San Telmo de la Roca.",
        ),
        (
            "THEY DIDN'T SEE O'BRIEN'S CAR NEAR THE MINISTER'S HOUSE.",
            "They didn't see O'Brien's car near the minister's house.",
        ),
        (
            "THE U.S. EMBASSY SENT AID. THE US AMBASSADOR TOLD US SO.",
            "The U.S. embassy sent aid. The US ambassador told us so.",
        ),
        (
            "AN M-16 RIFLE AND A 4-WHEEL VEHICLE WERE SEIZED BY THE 3RD BATTALION.",
            "An M-16 rifle and a 4-wheel vehicle were seized by the 3rd battalion.",
        ),
        (
            "REBELS OF THE LORD'S RESISTANCE ARMY FLED FROM EL SALVADOR.",
            "Rebels of the Lord's Resistance Army fled from El Salvador.",
        ),
        (
            "THE GUARDS WERE OUTNUMBERED AND THE DEPARTMENTAL OFFICE WAS RANSACKED.",
            "The guards were outnumbered and the departmental office was ransacked.",
        ),
        (
            'THE PRESIDENT OF MALI SPOKE ON MONDAY. "WE WILL MARCH IN MARCH," HE SAID.',
            'The president of Mali spoke on Monday. "We will march in March," he said.',
        ),
    ],
)
def test_capitals_become_what_a_newspaper_would_write(reading, shouted, natural):
    assert reading.article(article(shouted)).text == natural


@pytest.mark.parametrize(
    "text",
    [
        "The army shelled the town.",
        "Army Shells Town As Talks Fail In Capital",
        "UN",
        "KABUL",
        "The PKK, the YPG, the SDF and the FSA met the UN, the EU and the AU in Rome.",
        "",
    ],
)
def test_other_text_is_the_very_same_object(reading, text):
    page = article(text)
    assert reading.article(page) is page


def test_only_the_block_in_capitals_changes(reading):
    body = "The army shelled the town of Bergen on Tuesday, and nobody was hurt there."
    page = article("ARMY SHELLS THE TOWN OF BERGEN AGAIN", body)
    assert reading.article(page).text == "Army shells the town of Bergen again\n" + body
    assert shouted_blocks(page) == [page.blocks[0]]


def test_a_short_block_changes_where_all_is_in_capitals(reading):
    page = article("TRUCE", "THE ARMY LEFT THE TOWN AND THE REBELS CAME BACK TO IT.")
    assert reading.article(page).text.startswith("Truce\nThe army left")


def test_few_letters_prove_nothing():
    assert not is_shouted("UN, EU AND AU")
    assert is_shouted("THE ARMY LEFT THE TOWN AT NOON")
    assert is_shouted("THE ARMY OF McDONALD LEFT THE TOWN AT NOON")


@given(st.text())
def test_small_letters_are_as_long_as_capitals(text):
    assert len(lowered(text)) == len(text)


def test_letters_whose_case_changes_length_stay():
    assert lowered("İZMİR") == "İzmİr"
    assert lowered("STRAẞE ﬁ ß") == "straße ﬁ ß"


@given(st.text(alphabet="ABCDEİẞßﬁŐ .,'’-()[]\n0123ÀЖΣ中", min_size=25, max_size=200))
def test_nothing_but_case_changes(text):
    reading = natural_case()  # no fixture: Hypothesis would print all its words
    natural = reading.article(article(text)).text
    assert len(natural) == len(text)
    small = {"Σ": "σς"}  # at the end of a word and elsewhere
    assert all(a == b or b in small.get(a, a.lower()) for a, b in zip(text, natural, strict=True))
