"""Numbers of people harmed: what is told, what is bounded and what stays open."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.coding.casualties import casualty_kinds, casualty_of, kind_of
from detente.coding.counting import SCALES, TENS, UNITS, Count, count_of, parse_number
from detente.coding.tallies import harm_words
from detente.model.record import CasualtyKind
from tests.coding.trees import at, clauses, trigger


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("7", 7),
        ("1,200", 1200),
        ("three", 3),
        ("Twelve", 12),
        ("forty-five", 45),
        ("two hundred", 200),
        ("a hundred", 100),
        ("two hundred and six", 206),
        ("three thousand two hundred", 3200),
        ("2 million", 2_000_000),
        ("dozens", None),
        ("and", None),
        ("Homs", None),
        ("", None),
    ],
)
def test_numbers_in_words_and_digits(said, value):
    assert parse_number(said.split()) == value


@given(st.integers(min_value=0, max_value=999_999))
def test_digits_with_and_without_commas_are_the_same_number(value):
    assert parse_number([str(value)]) == parse_number([f"{value:,}"]) == value


@given(st.integers(min_value=1, max_value=999))
def test_every_number_below_a_thousand_is_read_in_words(value):
    units = {number: name for name, number in UNITS.items()}
    tens = {number: name for name, number in TENS.items()}
    hundreds, rest = divmod(value, SCALES["hundred"])
    said = [units[hundreds], "hundred"] if hundreds else []
    if rest in units and rest:
        said.append(units[rest])
    elif rest:
        ten, unit = rest - rest % 10, rest % 10
        said.append(tens[ten] + (f"-{units[unit]}" if unit else ""))
    assert parse_number(said) == value


TWO = """
Two two NUM nummod 2
soldiers soldier NOUN/NNS nsubj:pass 4
were be AUX aux:pass 4
killed kill VERB/VBN root 0
"""
AT_LEAST = """
At at ADP case 2
least least ADJ/JJS nmod 3
14 14 NUM nummod 4
civilians civilian NOUN/NNS nsubj:pass 6
were be AUX aux:pass 6
killed kill VERB/VBN root 0
"""
MORE_THAN = """
More more ADJ/JJR advmod 3
than than ADP fixed 1
90 90 NUM nummod 4
civilians civilian NOUN/NNS nsubj:pass 6
were be AUX aux:pass 6
killed kill VERB/VBN root 0
"""
UP_TO = """
Up up ADP advmod 3
to to ADP fixed 1
thirty thirty NUM nummod 4
fighters fighter NOUN/NNS nsubj:pass 6
were be AUX aux:pass 6
killed kill VERB/VBN root 0
"""
AT_MOST = """
At at ADP case 2
most most ADJ/JJS nmod 3
six six NUM nummod 4
fighters fighter NOUN/NNS nsubj:pass 6
were be AUX aux:pass 6
killed kill VERB/VBN root 0
"""
HUNDREDS = """
Two two NUM compound 2
hundred hundred NUM nummod 3
villagers villager NOUN/NNS nsubj:pass 5
were be AUX aux:pass 5
killed kill VERB/VBN root 0
"""
DOZENS = """
Dozens dozen NOUN/NNS nsubj:pass 5
of of ADP case 3
people people NOUN/NNS nmod 1
were be AUX aux:pass 5
killed kill VERB/VBN root 0
"""
A_SOLDIER = """
A a DET det 2
soldier soldier NOUN nsubj:pass 4
was be AUX aux:pass 4
killed kill VERB/VBN root 0
"""
THE_SOLDIER = """
The the DET det 2
soldier soldier NOUN nsubj:pass 4
was be AUX aux:pass 4
killed kill VERB/VBN root 0
"""
SOLDIERS = """
Several several ADJ amod 2
soldiers soldier NOUN/NNS nsubj:pass 4
were be AUX aux:pass 4
killed kill VERB/VBN root 0
"""
BARE_NUMBER = """
Five five NUM nsubj:pass 3
were be AUX aux:pass 3
killed kill VERB/VBN root 0
"""

BETWEEN = """
between between ADP case 4
10 10 NUM nummod 5
and and CCONJ cc 4
12 12 NUM conj 2
guards guard NOUN/NNS nsubj:pass 7
were be AUX aux:pass 7
killed kill VERB/VBN root 0
"""
TEN_TO_TWELVE = """
10 10 NUM nummod 4
to to ADP case 3
12 12 NUM nmod 1
guards guard NOUN/NNS nsubj:pass 6
were be AUX aux:pass 6
killed kill VERB/VBN root 0
"""


@pytest.mark.parametrize(
    ("spec", "victim", "count"),
    [
        (BETWEEN, "guards", Count(10, 12)),
        (TEN_TO_TWELVE, "guards", Count(10, 12)),
        (TWO, "soldiers", Count(2, 2)),
        (AT_LEAST, "civilians", Count(14, None)),
        (MORE_THAN, "civilians", Count(90, None)),
        (UP_TO, "fighters", Count(None, 30)),
        (AT_MOST, "fighters", Count(None, 6)),
        (HUNDREDS, "villagers", Count(200, 200)),
        (DOZENS, "Dozens", Count(24, None)),
        (A_SOLDIER, "soldier", Count(1, 1)),
        (THE_SOLDIER, "soldier", None),
        (SOLDIERS, "soldiers", None),
        (BARE_NUMBER, "Five", Count(5, 5)),
    ],
)
def test_counts(spec, victim, count):
    sentence = clauses(spec)
    assert count_of(sentence, at(sentence, victim)) == count


def harmed(spec, said, victim):
    sentence = clauses(spec)
    text = " ".join(sentence.tree.words)
    kind = kind_of(sentence, trigger(sentence, said))
    return kind and casualty_of(sentence, kind, at(sentence, victim), text)


def test_a_casualty_quotes_the_words_that_it_rests_on():
    found = harmed(TWO, "killed", "soldiers")
    assert (found.kind, found.low, found.high) == ("killed", 2, 2)
    assert found.text.text == "Two soldiers"
    assert (found.text.start, found.text.end) == (0, 12)


@pytest.mark.parametrize(("spec", "low"), [(SOLDIERS, None), (THE_SOLDIER, 1)])
def test_an_uncounted_plural_stays_unknown_and_one_person_is_one(spec, low):
    found = harmed(spec, "killed", "soldiers" if spec is SOLDIERS else "soldier")
    assert (found.low, found.high) == (low, low)


def test_of_dozens_the_people_are_those_harmed():
    found = harmed(DOZENS, "killed", "Dozens")
    assert found.text.text == "Dozens of people"
    assert "people" in found.who
    assert "Dozens" not in found.who


def test_a_pronoun_is_no_count():
    sentence = """
    They they PRON nsubj:pass 3
    were be AUX aux:pass 3
    killed kill VERB/VBN root 0
    """
    assert harmed(sentence, "killed", "They") is None


def test_what_is_no_person_and_not_counted_is_no_casualty():
    sentence = """
    Hopes hope NOUN/NNS nsubj:pass 3
    were be AUX aux:pass 3
    killed kill VERB/VBN root 0
    """
    assert harmed(sentence, "killed", "Hopes") is None


def test_a_verb_that_harms_nobody_counts_nobody():
    sentence = """
    Envoys envoy NOUN/NNS nsubj 2
    met meet VERB root 0
    two two NUM nummod 4
    ministers minister NOUN/NNS obj 2
    """
    assert harmed(sentence, "met", "ministers") is None


def test_the_table_of_harm_knows_only_the_contracts_kinds():
    assert set(casualty_kinds().values()) == set(CasualtyKind.__args__)


@pytest.mark.parametrize(("end", "kind"), [("death", "killed"), ("barracks", None)])
def test_an_act_told_with_its_end_kills(end, kind):
    spec = f"""
    Rebels rebel NOUN/NNS nsubj 2
    stabbed stab VERB root 0
    two two NUM nummod 4
    guards guard NOUN/NNS obj 2
    to to ADP case 6
    {end} {end} NOUN obl 2
    """
    found = harmed(spec, "stabbed", "guards")
    assert (found.kind if found else None) == kind


SENTENCES = (Path(__file__).parent / "casualty_sentences.txt").read_text("utf-8")


def said_and_counted() -> Iterator[tuple[str, str]]:
    for line in SENTENCES.splitlines():
        if line and not line.startswith("#"):
            counts, _, text = line.partition(" | ")
            yield text, counts


@pytest.mark.parametrize(("text", "counts"), list(said_and_counted()))
def test_who_is_harmed_in_a_sentence_and_how_many(coder, text, counts):
    record = coder.code_text(text)
    found = [c for e in record.events if e.same_as is None for c in e.casualties]
    ends = [(c.kind, *("?" if end is None else end for end in (c.low, c.high))) for c in found]
    told = sorted(f"{kind} {low}-{high}" for kind, low, high in ends)
    assert told == ([] if counts == "-" else sorted(counts.split(", ")))
    for casualty in found:
        quote = casualty.text
        assert record.document.text[quote.start : quote.end] == quote.text
        assert casualty.low != 0


def test_a_toll_says_how_many_died_and_not_who(coder):
    text = "Rebels shelled the market in Tornvik, killing nine people. The death toll rose to 14."
    (act,) = [e for e in coder.code_text(text).events if e.same_as is None]
    (toll,) = act.casualties
    assert (toll.low, toll.high, toll.who, toll.text.text) == (14, 14, None, "14")


def test_the_table_of_harmed_people_knows_two_kinds():
    assert set(harm_words().values()) == {"killed", "injured"}
