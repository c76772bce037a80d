"""Near copies: MinHash against exact Jaccard likeness and against datasketch, and originals."""

import random
from typing import Any

import numpy as np
import pytest
from datasketch import MinHash
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event, select

from detente.link.incidents.copies import (
    BANDS,
    LEAST_LIKENESS,
    LEAST_SHINGLES,
    PERMUTATIONS,
    SHINGLE,
    add_copies,
    band_keys,
    likeness,
    signature,
)
from detente.link.incidents.taking import drop, take
from detente.store.database import reading, writing
from detente.store.tables import copies, pages
from tests.store.records import TAKEN, hash_of, keep, page

SYLLABLES = [a + b + c for a in "bdgklmnprst" for b in "aeiou" for c in "lnrsk"]


def text(seed: int, words: int = 220) -> list[str]:
    return random.Random(seed).choices(SYLLABLES, k=words)  # noqa: S311 - texts, no secret


def mixed(share: float, seed: int) -> tuple[str, str]:
    """Two texts of which the second keeps a share of the first, at its beginning."""
    first = text(seed)
    kept = round(len(first) * share)
    return " ".join(first), " ".join([*first[:kept], *text(seed + 10_000, len(first) - kept)])


def shingles(words: str) -> set[str]:
    parts = words.split()
    return {" ".join(parts[i : i + SHINGLE]) for i in range(len(parts) - SHINGLE + 1)}


def exact(a: str, b: str) -> float:
    return len(shingles(a) & shingles(b)) / len(shingles(a) | shingles(b))


def estimated(a: str, b: str) -> float:
    first, second = signature(a), signature(b)
    assert first is not None
    assert second is not None
    return likeness(first, second)


def sketched(a: str, b: str) -> float:
    """What datasketch makes of it, with as many permutations."""
    found = []
    for words in (a, b):
        sketch = MinHash(num_perm=PERMUTATIONS, seed=1)
        sketch.update_batch([part.encode() for part in sorted(shingles(words))])
        found.append(sketch)
    return float(found[0].jaccard(found[1]))


PAIRS = [mixed(share, seed) for seed, share in enumerate(np.linspace(0.0, 1.0, 41))]


def test_the_estimate_is_within_its_error_of_the_exact_likeness() -> None:
    errors = []
    for a, b in PAIRS:
        true = exact(a, b)
        spread = np.sqrt(true * (1 - true) / PERMUTATIONS)
        assert abs(estimated(a, b) - true) <= 4 * spread + 1e-9
        errors.append(estimated(a, b) - true)
    assert abs(float(np.mean(errors))) < 0.02, "it leans to neither side"


def test_datasketch_estimates_alike() -> None:
    ours = [estimated(a, b) - exact(a, b) for a, b in PAIRS]
    theirs = [sketched(a, b) - exact(a, b) for a, b in PAIRS]
    assert float(np.std(ours)) < 1.5 * float(np.std(theirs)) + 0.01
    assert max(abs(a - b) for a, b in zip(ours, theirs, strict=True)) < 0.2


@pytest.mark.parametrize("share", [0.8, 0.9, 1.0])
def test_copies_share_a_band(share: float) -> None:
    for seed in range(20):
        first, second = (signature(words) for words in mixed(share, seed))
        assert first
        assert second
        assert set(band_keys(first)) & set(band_keys(second))
        assert likeness(first, second) >= LEAST_LIKENESS


def test_texts_of_their_own_are_no_copies() -> None:
    for seed in range(40):
        assert estimated(*mixed(0.2, seed)) < LEAST_LIKENESS


@given(st.text(max_size=400))
def test_a_signature_hangs_on_the_words_alone(words: str) -> None:
    found = signature(words)
    assert found == signature(words) == signature(f"  {words.replace(' ', chr(10))} ")
    if found is not None:
        assert len(found) == 4 * PERMUTATIONS
        assert len(set(band_keys(found))) == BANDS
        assert likeness(found, found) == 1.0


def test_short_texts_have_no_copies() -> None:
    words = text(1, LEAST_SHINGLES + SHINGLE - 1)
    assert signature(" ".join(words)) is not None
    assert signature(" ".join(words[1:])) is None
    assert signature("") is None


def originals(engine: Engine) -> dict[str, str]:
    names = {hash_of(number): f"p{number}" for number in range(20)}
    with reading(engine) as connection:
        rows = connection.execute(select(pages.c.document, pages.c.original))
        return {names[row.document]: names[row.original] for row in rows}


def chain(number: int) -> str:
    """Texts of which each is a copy of its neighbours only."""
    words = text(3, 400)
    return " ".join(words[number * 40 : number * 40 + 200])


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.permutations(range(4)))
def test_copies_of_copies_have_one_original_in_any_order(engine: Engine, order: list[int]) -> None:
    for number in order:
        keep(engine, page(number, after=chain(number)), coded_with=str(order))
    first = min(range(4), key=hash_of)
    assert set(originals(engine).values()) == {f"p{first}"}
    with reading(engine) as connection:
        pairs = connection.execute(select(copies)).all()
    assert all(row.a < row.b and row.likeness >= LEAST_LIKENESS for row in pairs)
    with writing(engine) as connection:
        for number in order:
            drop(connection, hash_of(number))
        assert connection.execute(select(copies)).all() == []


def test_the_page_between_two_families_makes_them_one_and_tells_who_moved(engine: Engine) -> None:
    with writing(engine) as connection:
        for number in (0, 1, 3, 4):
            take(connection, page(number, after=chain(number)), version=1, taken=TAKEN)
        middle = page(2)
        take(connection, middle, version=1, taken=TAKEN)
        query = select(pages.c.document, pages.c.original)
        before = {row.document: row.original for row in connection.execute(query)}
        moved = add_copies(connection, hash_of(2), chain(2)).documents
        after = {row.document: row.original for row in connection.execute(query)}
    assert len(set(before.values())) == 3
    assert set(after.values()) == {min(after)}
    assert moved == tuple(sorted(d for d in after if before[d] != after[d]))


def test_adding_a_copy_reads_no_pairs_of_its_family(engine: Engine) -> None:
    """The pairs of a family grow with its square: whoever comes must not walk them."""
    asked: list[str] = []

    def note(*given: Any) -> None:
        asked.append(given[2])

    line = chain(0)
    with writing(engine) as connection:
        for number in range(12):
            take(connection, page(number, after=line), version=1, taken=TAKEN)
        take(connection, page(12), version=1, taken=TAKEN)
        event.listen(connection, "before_cursor_execute", note)
        add_copies(connection, hash_of(12), line)
        event.remove(connection, "before_cursor_execute", note)
        pairs = connection.execute(select(copies)).all()
    assert asked
    assert not [text for text in asked if text.startswith("SELECT copies.a, copies.b")]
    assert len(pairs) == 13 * 12 // 2


def test_a_chain_that_loses_its_middle_falls_apart(engine: Engine) -> None:
    keep(engine, *(page(number, after=chain(number)) for number in range(4)))
    with writing(engine) as connection:
        drop(connection, hash_of(1))
        drop(connection, hash_of(2))
    assert originals(engine) == {"p0": "p0", "p3": "p3"}
