"""Near copies: pages whose texts are nearly the same, as an agency's line in ten papers is.

MinHash (Broder 1997) over runs of three words, found through bands of the signature (locality-
sensitive hashing, Leskovec et al., Mining of Massive Datasets, ch. 3), so that a page is compared
with its likely copies only.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from rensa import RMinHash
from sqlalchemy import Connection, delete, insert, or_, select, union, update

from detente.store.tables import bands, copies, pages, signatures

PERMUTATIONS = 128
BANDS = 32
ROWS = PERMUTATIONS // BANDS
SEED = 7
SHINGLE = 3
LEAST_LIKENESS = 0.5
"""Estimated Jaccard likeness from which two pages are copies: a line with other headline, byline or
last paragraph stays well above, two reports in own words stay well below."""
LEAST_SHINGLES = 12
"""Shorter texts are alike by chance and have no copies."""
_WORD = re.compile(r"\w+")


def signature(text: str) -> bytes | None:
    """Return the MinHash of a text as bytes; None where it is too short to tell copies."""
    words = _WORD.findall(text.casefold())
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}
    if len(shingles) < LEAST_SHINGLES:
        return None
    minhash = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    minhash.update(sorted(shingles))
    return np.asarray(minhash.digest(), dtype="<u4").tobytes()


def likeness(a: bytes, b: bytes) -> float:
    """Return the estimated share of word runs that two texts have in common, 0 to 1."""
    return float(np.mean(np.frombuffer(a, "<u4") == np.frombuffer(b, "<u4")))


def are_copies(a: bytes | None, b: bytes | None) -> bool:
    """Return whether two texts, told by their signatures, are near copies."""
    return a is not None and b is not None and likeness(a, b) >= LEAST_LIKENESS


def band_keys(hashes: bytes) -> list[str]:
    """Return the key of each band of a signature: texts that share one are compared."""
    width = 4 * ROWS
    parts = (hashes[i : i + width] for i in range(0, len(hashes), width))
    return [
        f"{number}:{hashlib.blake2b(part, digest_size=8).hexdigest()}"
        for number, part in enumerate(parts)
    ]


@dataclass(frozen=True, slots=True)
class CopyChange:
    """What a page's coming or going changed among copies."""

    documents: tuple[str, ...]
    """Pages whose original is another one now, sorted."""


def add_copies(connection: Connection, document: str, text: str) -> CopyChange:
    """Note a page's signature and its near copies; give all of them one original.

    Args:
        connection: From `database.writing`; the page's row is there.
        document: The page's hash.
        text: Its text.
    """
    hashes = signature(text)
    if hashes is None:
        return CopyChange(())
    connection.execute(insert(signatures), {"document": document, "hashes": hashes})
    keys = band_keys(hashes)
    found = _candidates(connection, keys)
    connection.execute(insert(bands), [{"key": key, "document": document} for key in keys])
    pairs = [
        {"a": min(document, other), "b": max(document, other), "likeness": share}
        for other, theirs in found
        if (share := likeness(hashes, theirs)) >= LEAST_LIKENESS
    ]
    if not pairs:
        return CopyChange(())
    connection.execute(insert(copies), pairs)
    return _join_families(connection, document)


def drop_bands(connection: Connection, document: str) -> None:
    """Forget the parts of a page's signature."""
    query = select(signatures.c.hashes).where(signatures.c.document == document)
    hashes = connection.execute(query).scalar()
    if hashes:
        mine = bands.c.key.in_(band_keys(bytes(hashes))) & (bands.c.document == document)
        connection.execute(delete(bands).where(mine))


def _candidates(connection: Connection, keys: Sequence[str]) -> list[tuple[str, bytes]]:
    """Pages that share a band, with their signatures."""
    sharing = select(bands.c.document).where(bands.c.key.in_(keys))
    rows = connection.execute(
        select(signatures.c.document, signatures.c.hashes)
        .where(signatures.c.document.in_(sharing))
        .order_by(signatures.c.document)
    )
    return [(row.document, bytes(row.hashes)) for row in rows]


def _join_families(connection: Connection, document: str) -> CopyChange:
    """Give a new page and the families of its copies one original.

    An original names its family, so no pair is walked: what this takes grows with the pages that
    get another original, not with the pairs of a family.
    """
    partners = union(
        select(copies.c.a).where(copies.c.b == document),
        select(copies.c.b).where(copies.c.a == document),
    )
    told = select(pages.c.original).where(pages.c.document.in_(partners)).distinct()
    families = {document, *connection.execute(told).scalars()}
    original = min(families)
    gone = pages.c.original.in_(sorted(families - {original}))
    moved = connection.execute(select(pages.c.document).where(gone)).scalars().all()
    connection.execute(update(pages).where(gone).values(original=original))
    return CopyChange(tuple(sorted(moved)))


def settle_originals(connection: Connection, documents: Iterable[str]) -> CopyChange:
    """Give each page and all its copies, near and far, the smallest hash among them as original.

    For pages of which a copy went: their family may have fallen apart, so all its pairs are walked.
    """
    changed: set[str] = set()
    done: set[str] = set()
    for document in sorted(set(documents)):
        if document in done:
            continue
        family = _family(connection, document)
        done |= family
        rows = connection.execute(
            select(pages.c.document, pages.c.original).where(pages.c.document.in_(family))
        ).all()
        original = min(row.document for row in rows)
        moved = [row.document for row in rows if row.original != original]
        if moved:
            connection.execute(
                update(pages).where(pages.c.document.in_(moved)).values(original=original)
            )
        changed |= set(moved)
    return CopyChange(tuple(sorted(changed)))


def _family(connection: Connection, document: str) -> set[str]:
    """The page and all that are copies of it, directly or through others."""
    family, edge = {document}, [document]
    while edge:
        rows = connection.execute(
            select(copies.c.a, copies.c.b).where(or_(copies.c.a.in_(edge), copies.c.b.in_(edge)))
        )
        edge = sorted({end for row in rows for end in row} - family)
        family |= set(edge)
    return family
