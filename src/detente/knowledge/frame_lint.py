"""What a person should decide about frames: those said twice, those that never fire, and ties.

Of one word's frames the first that holds fires: longer phrases first, then those with more tests,
then as `frames/decided.csv` says, then by type and line. So a frame is unreachable when an earlier
one asks for nothing more, and two frames tie when only the alphabet decides between two meanings.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from detente.knowledge.frames import Frame, Test, decided, load_frames


def lint_frames() -> list[str]:
    """One line a finding, `file:line: problem`, sorted.

    Raises:
        KnowledgeError: a file cannot be read.
    """
    findings: set[str] = set()
    for group in load_frames().by_key.values():
        findings.update(_findings(group))
    return sorted(findings)


def _findings(group: Sequence[Frame]) -> Iterator[str]:
    """The findings of one word's frames, in the order in which they are tried."""
    for first, second in combinations(group, 2):
        if first.words != second.words or first is second:
            continue
        name = f"{' '.join(second.words)} ({second.pos})"
        if frozenset(first.tests) == frozenset(second.tests):
            yield f"{second.place}: {name} stands at {first.place} too"
        elif all(_implied(test, second.tests) for test in first.tests):
            yield f"{second.place}: {name} never fires: {first.place} holds wherever it does"
        elif _tie(first, second):
            yield (
                f"{second.place}: {name} and {first.place} ({first.type}) may both hold, and only "
                "the alphabet decides: settle it in decided.csv"
            )


def _implied(asked: Test, tests: Sequence[Test]) -> bool:
    """Whether one of `tests` holds only where `asked` holds."""
    return any(_narrower(test, asked) for test in tests)


def _narrower(test: Test, asked: Test) -> bool:
    if test.slot != asked.slot or test.wanted != asked.wanted:
        return False
    if not asked.words and not asked.grounded:
        return asked.wanted  # only that the slot is filled
    if not test.words and not test.grounded:
        return False
    if asked.wanted:
        return test.words <= asked.words and test.grounded <= asked.grounded
    return asked.words <= test.words and asked.grounded <= test.grounded


def _tie(first: Frame, second: Frame) -> bool:
    """Whether two frames of different types test the same slots for the very same words."""
    if first.type == second.type or len(first.tests) != len(second.tests):
        return False
    if (" ".join(first.words), first.pos, first.type, second.type) in decided():
        return False
    pairs = [(a, b) for a in first.tests for b in second.tests if a.slot == b.slot]
    if len(pairs) != len(first.tests) or any(a.wanted != b.wanted for a, b in pairs):
        return False
    return all(a.words & b.words or a.grounded & b.grounded for a, b in pairs if a.wanted)
