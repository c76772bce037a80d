"""Tokens: clitics and hyphens split, names whole, offsets exact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.parse.tokenizer import LONGEST_CHUNK, token_spans


def cut(text: str) -> list[str]:
    return [text[a:b] for a, b in token_spans(text, 0, len(text))]


@pytest.mark.parametrize(
    "name",
    [
        "Jama’at", "Sana'a", "Ba‘ath", "Ta'if", "Qurʼan", "Maʿarrat", "Sa'd", "O'Hara", "al-Tamuri", "Ash-Shatir",
        "Deir-Marwan", "Abu-Salman", "Jaish-ul-Haq", "Abd-al-Rauf", "Min-jun", "anti-tank", "ex-rebels", "U.S.", "U.N.",
        "Y.P.D.", "3,500", "12.5", "10:30", "9/11", "www.example.org", "press@example.org", "555-1234",
    ],
)  # fmt: skip
def test_stays_whole(name: str) -> None:
    assert cut(f"In {name} today") == ["In", name, "today"]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Turkey's", ["Turkey", "'s"]),
        ("Jama’at’s", ["Jama’at", "’s"]),
        ("rebels’ guns", ["rebels", "’", "guns"]),
        ("don’t", ["do", "n’t"]),
        ("I'd", ["I", "'d"]),
        ("They'll", ["They", "'ll"]),
        ("cannot", ["can", "not"]),
        ("militia-backed", ["militia", "-", "backed"]),
        ("al-Tamuri-linked", ["al-Tamuri", "-", "linked"]),
        ("so-called", ["so", "-", "called"]),
        ("‘Storm’", ["‘", "Storm", "’"]),
        ("“Leave!”", ["“", "Leave", "!", "”"]),
        ("(SFD).", ["(", "SFD", ")", "."]),
        ("$5m", ["$", "5", "m"]),
        ("20%", ["20", "%"]),
        ("10km", ["10", "km"]),
        ("5pm,", ["5", "pm", ","]),
        ("dead—all", ["dead", "—", "all"]),
        ("wait...", ["wait", "..."]),
        ("Gen. Brix", ["Gen.", "Brix"]),
        ("no.", ["no", "."]),
        ("No. 5", ["No.", "5"]),
    ],
)
def test_splits(text: str, tokens: list[str]) -> None:
    assert cut(text) == tokens


def test_offsets_are_into_the_whole_text() -> None:
    text = "Skip this. Rebels can't win."
    spans = token_spans(text, 11, len(text))
    assert [text[a:b] for a, b in spans] == ["Rebels", "ca", "n't", "win", "."]


def test_a_run_without_blanks_is_cut_in_pieces() -> None:
    assert max(map(len, cut("x" * 5000))) == LONGEST_CHUNK


SIGNS = "aZ9.,'’-—/()\"“”$%&@#:;!? \n\té中"


@given(st.text(alphabet=SIGNS, max_size=60) | st.text(max_size=60))
def test_tokens_cover_all_but_white_space_in_order(text: str) -> None:
    spans = token_spans(text, 0, len(text))
    last = 0
    covered: set[int] = set()
    for start, end in spans:
        assert last <= start < end
        assert not any(sign.isspace() for sign in text[start:end])
        covered.update(range(start, end))
        last = end
    assert covered == {at for at, sign in enumerate(text) if not sign.isspace()}


@given(st.text(alphabet=SIGNS, max_size=40))
def test_cutting_is_the_same_anywhere_in_a_text(text: str) -> None:
    shifted = token_spans(f"ab {text} cd", 3, 3 + len(text))
    assert [(a - 3, b - 3) for a, b in shifted] == token_spans(text, 0, len(text))
