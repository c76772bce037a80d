"""From pairs that match to clusters: reports that are one happening.

Clusters grow by average weight (agglomerative clustering with average linkage, the missing pairs
counted as speaking against), so that one vague report does not tie two happenings together. What a
person judged comes first. The result depends on the pairs alone, not on the order they came in.
"""

import heapq
from collections.abc import Collection, Iterable, Mapping

MISSING = -1500
"""Weight of a pair that was not compared or does not match, in thousandths of log-odds."""
TIE = 1500
"""Weight from which a pair ties two reports together. Weaker pairs count among reports that are
tied, directly or through others, and never tie: else vague reports would chain all of a war
together, and each page would cost more than the one before."""
NEVER = -(10**12)

Pair = tuple[str, str]


def cluster(
    names: Collection[str],
    edges: Mapping[Pair, int],
    *,
    same: Iterable[Pair] = (),
    different: Iterable[Pair] = (),
    tie: int = TIE,
) -> list[tuple[str, ...]]:
    """Return the clusters, each sorted, in the order of their first names.

    Args:
        names: All that is to be clustered.
        edges: Weight of each pair that matches, the smaller name first.
        same: Pairs that a person judged to be one.
        different: Pairs that a person judged to be two; they win over weights, and over `same`
            where a chain of judgements contradicts itself.
        tie: Weight from which a pair ties; what is tied to nothing stands alone.
    """
    same = sorted({_pair(a, b) for a, b in same})
    edges = _within(names, edges, same, tie)
    parted = {_pair(a, b) for a, b in different}
    home = {name: name for name in sorted(names)}
    members = {name: [name] for name in home}
    for a, b in same:
        if a in home and b in home and not _is_parted(members[home[a]], members[home[b]], parted):
            _join(home, members, home[a], home[b])
    sums = _sums(home, members, edges, parted)
    _merge_best(home, members, sums)
    return sorted(tuple(sorted(found)) for found in members.values())


def _within(
    names: Collection[str], edges: Mapping[Pair, int], same: Iterable[Pair], tie: int
) -> dict[Pair, int]:
    """The pairs of names that are tied together, directly or through others."""
    root = {name: name for name in names}

    def find(name: str) -> str:
        while root[name] != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    for a, b in (*(pair for pair, weight in edges.items() if weight > tie), *same):
        if a in root and b in root:
            root[find(a)] = find(b)
    return {
        (a, b): weight
        for (a, b), weight in edges.items()
        if a in root and b in root and find(a) == find(b)
    }


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def _is_parted(ours: Iterable[str], theirs: Iterable[str], parted: set[Pair]) -> bool:
    return bool(parted) and any(_pair(a, b) in parted for a in ours for b in theirs)


def _join(home: dict[str, str], members: dict[str, list[str]], a: str, b: str) -> None:
    """Put the second cluster into the first; the smaller name stays."""
    if a == b:
        return
    kept, gone = _pair(a, b)
    for name in members.pop(gone):
        home[name] = kept
        members[kept].append(name)


def _sums(
    home: Mapping[str, str],
    members: Mapping[str, list[str]],
    edges: Mapping[Pair, int],
    parted: set[Pair],
) -> dict[str, dict[str, int]]:
    """Between two clusters, the sum of (weight - MISSING) over the pairs that match."""
    sums: dict[str, dict[str, int]] = {name: {} for name in members}

    def add(a: str, b: str, weight: int) -> None:
        if a != b:
            sums[a][b] = sums[a].get(b, 0) + weight
            sums[b][a] = sums[b].get(a, 0) + weight

    for (a, b), weight in edges.items():
        if a in home and b in home:
            add(home[a], home[b], weight - MISSING)
    for a, b in parted:
        if a in home and b in home:
            add(home[a], home[b], NEVER)
    return sums


def _merge_best(
    home: dict[str, str], members: dict[str, list[str]], sums: dict[str, dict[str, int]]
) -> None:
    """Join the two clusters of the highest average weight until none is above 0."""

    def average(a: str, b: str) -> float:
        return MISSING + sums[a][b] / (len(members[a]) * len(members[b]))

    queue = [(-average(a, b), a, b) for a in sums for b in sums[a] if a < b]
    heapq.heapify(queue)
    while queue:
        worth, a, b = heapq.heappop(queue)
        if a not in members or b not in members or b not in sums[a]:
            continue
        if -worth != average(a, b):
            continue  # one of them has grown since; its new worth stands in the queue too
        if -worth <= 0:
            return
        _join(home, members, a, b)
        _add_up(sums, a, b)
        for other in sums[a]:
            first, second = _pair(a, other)
            heapq.heappush(queue, (-average(first, second), first, second))


def _add_up(sums: dict[str, dict[str, int]], kept: str, gone: str) -> None:
    """Let the kept cluster have what stood between the other one and the rest."""
    for other, weight in sums.pop(gone).items():
        del sums[other][gone]
        if other != kept:
            sums[kept][other] = sums[kept].get(other, 0) + weight
            sums[other][kept] = sums[kept][other]
