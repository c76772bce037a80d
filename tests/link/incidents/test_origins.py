"""Independent origins: copies and repeats of one source are one."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from detente.link.incidents.origins import LEAST_WORDS, SAME_SENTENCE, origins
from detente.model.casebook import Report
from tests.link.incidents.reporting import facts, report

LONG = "The {} that had stood at the gate since the end of winter left it before the sun rose over the far hills"


def several(count: int, **changes: Any) -> list[Report]:
    return [report(f"r{number}", **changes) for number in range(count)]


def test_ten_copies_of_one_line_are_one_origin_and_an_own_report_is_another() -> None:
    told = several(10)
    copies = {r.id: {"original": "r0"} for r in told[:9]}
    assert len(origins(told, facts(told, **copies))) == 2
    assert len(origins(told, facts(told))) == 10


def test_what_one_outlet_tells_twice_is_one() -> None:
    told = several(3)
    pages = facts(told, r0={"outlet": "Lantern"}, r1={"outlet": "LANTERN"}, r2={"outlet": "Herald"})
    assert origins(told, pages) == (("r0", "r1"), ("r2",))


def test_pages_that_name_one_source_are_one_and_residents_are_nobody_in_particular() -> None:
    named = several(3, sources=("grey-watch",))
    assert len(origins(named, facts(named))) == 1
    residents = several(3, sources=("residents of the town",))
    assert len(origins(residents, facts(residents))) == 3


def test_editions_under_one_address_are_one() -> None:
    told = several(2)
    both = {r.id: {"address": "https://example.org/a"} for r in told}
    assert len(origins(told, facts(told, **both))) == 1


def test_a_sentence_that_is_taken_over_is_one_origin_when_it_is_long() -> None:
    assert LONG.count(" ") >= LEAST_WORDS
    copied = [report("r1", sentence=LONG.format("men")), report("r2", sentence=LONG.format("man"))]
    assert len(origins(copied, facts(copied))) == 1
    short = several(2, sentence="They left the gate.")
    assert len(origins(short, facts(short))) == 2


def brute_force(told: list[Report]) -> set[frozenset[str]]:
    """Reports whose long sentences are nearly the same, each compared with each."""
    groups = [{r.id} for r in told]
    for a in told:
        for b in told:
            long = min(a.sentence.count(" "), b.sentence.count(" ")) >= LEAST_WORDS
            if long and fuzz.ratio(a.sentence, b.sentence) >= SAME_SENTENCE:
                one = next(group for group in groups if a.id in group)
                other = next(group for group in groups if b.id in group)
                if one is not other:
                    groups.remove(other)
                    one |= other
    return {frozenset(group) for group in groups}


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), min_size=1, max_size=8))
def test_taken_over_sentences_are_those_that_comparing_each_with_each_finds(
    changes: list[tuple[int, int]],
) -> None:
    told = [
        report(f"r{n}", sentence=LONG.format("m" * more)[less:])
        for n, (more, less) in enumerate(changes)
    ]
    assert {frozenset(group) for group in origins(told, facts(told))} == brute_force(told)


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Report], dict[str, Any]]:
    told = [
        report(
            f"r{number}",
            sources=draw(st.sampled_from([(), ("grey-watch",), ("Lantern",), ("a", "b")])),
            sentence=draw(st.sampled_from(["Short.", LONG.format("men"), LONG.format("men two")])),
        )
        for number in range(draw(st.integers(1, 7)))
    ]
    changes = {
        r.id: {
            "original": draw(st.sampled_from(["x", "y", r.id])),
            "outlet": draw(st.sampled_from([None, "Lantern", "Herald"])),
            "published": draw(st.sampled_from([None, "2031-05-04", "2031-05-05"])),
        }
        for r in told
    }
    return told, facts(told, **changes)


@given(cases(), st.randoms(use_true_random=False))
def test_origins_part_the_reports_whatever_their_order(case: Any, rng: Any) -> None:
    told, pages = case
    shuffled = list(told)
    rng.shuffle(shuffled)
    found = origins(told, pages)
    assert found == origins(shuffled, pages)
    assert sorted(name for group in found for name in group) == sorted(r.id for r in told)
