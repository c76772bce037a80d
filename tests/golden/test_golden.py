"""Invented articles of several registers, and the whole record that each must give.

`README.md` beside this file tells how an expected record is written.
"""

from collections import Counter
from typing import get_args

import pytest

from detente.model.record import EventType, Failure
from tests.golden.comparing import Comparison, Expected, compare, load, pages

MOST_MISSES = {
    "agency": 214,
    "blog": 69,
    "bulletin": 46,
    "local": 97,
    "official": 151,
    "situation": 69,
}
"""Fields that are wrong, by register, all of an event that is not found; a number may only fall."""


def difference(comparisons: list[Comparison]) -> str:
    return "".join(
        f"\n{c.field}\n  expected  {c.expected}\n  found     {c.found}" for c in comparisons
    )


def coded(coder, expected: Expected):
    before = coder.published, coder.outlet
    coder.published, coder.outlet = expected.published, expected.outlet
    try:
        (record,) = coder.code(expected.page)
    finally:
        coder.published, coder.outlet = before
    assert not isinstance(record, Failure), record
    return record


@pytest.mark.parametrize("path", pages(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_record_is_the_expected_one(path, coder):
    expected = load(path)
    comparisons = compare(expected, coded(coder, expected))
    wrong = {c.field: c for c in comparisons if not c.right}
    unforeseen = [c for name, c in wrong.items() if name not in expected.misses]
    assert not unforeseen, f"{path.name} differs:{difference(unforeseen)}"
    mended = sorted(set(expected.misses) - set(wrong))
    assert not mended, f"{path.name}: right by now, remove the misses {mended}"


def test_the_known_misses_do_not_grow():
    misses = Counter()
    for path in pages():
        expected = load(path)
        misses[expected.register] += expected.wrong_fields()
    print(f"known misses: {dict(misses)}")
    assert {register: n for register, n in misses.items() if n} == {
        register: n for register, n in MOST_MISSES.items() if n
    }, "fewer: lower MOST_MISSES; more: mend the cause"


def test_every_type_is_expected_somewhere():
    types = {event["type"] for path in pages() for event in load(path).events}
    assert types == set(get_args(EventType))


def test_every_page_has_its_record_and_every_record_its_page():
    texts = {path.with_suffix("") for path in pages()[0].parents[1].glob("*/*.txt")}
    assert texts == {path.with_suffix("") for path in pages()}


def test_a_difference_is_seen(coder):
    expected = load(pages()[0])
    record = coded(coder, expected)
    without = record.model_copy(update={"events": ()})
    wrong = {c.field for c in compare(expected, without) if not c.right}
    assert {event["id"] for event in expected.events} <= wrong
    again = tuple(e.model_copy(update={"id": f"again-{e.id}"}) for e in record.events)
    doubled = record.model_copy(update={"events": record.events + again})
    extra = [c for c in compare(expected, doubled) if c.kind == "extra"]
    assert len(extra) >= len(record.events)
