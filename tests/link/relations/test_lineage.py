"""Who belongs to whom on a day, by links with EDTF bounds."""

from datetime import date

import pytest

from detente.knowledge.registry import load_registry
from detente.link.relations.lineage import Lineage, lineage, link_relations

LINKS = [
    ("hill", "member_of", "union", "2017-02", "2018-03"),
    ("dale", "part_of", "union", "2017", None),
    ("union", "joined", "army", "2018-01-15", None),
    ("union", "merged_from", "old-union", "2016-05-01", None),
    ("guard", "split_from", "union", "2018-06", None),
    ("hill", "hostile", "dale", None, None),
    ("hill", "part_of", "hill", None, None),
]


def test_members_hold_between_their_bounds() -> None:
    found = lineage(LINKS, date(2018, 3, 31))
    assert found["hill"] == Lineage(wholes=("union",), within=("army", "union"))
    assert found["union"].parts == ("dale", "hill")
    assert found["army"].parts == ("union",)
    assert lineage(LINKS, date(2018, 4, 1))["union"].parts == ("dale",)
    assert lineage(LINKS, date(2017, 1, 31))["union"].parts == ("dale",)
    assert lineage(LINKS, date(2017, 2, 1))["hill"].within == ("union",)


@pytest.mark.parametrize(
    ("day", "heirs"), [(date(2018, 5, 31), ()), (date(2018, 6, 1), ("guard",))]
)
def test_descent_begins_and_does_not_end(day: date, heirs: tuple[str, ...]) -> None:
    found = lineage(LINKS, day)["union"]
    assert (found.predecessors, found.successors) == (("old-union",), heirs)


def test_circles_of_membership_end() -> None:
    circle = [("a", "part_of", "b", None, None), ("b", "part_of", "a", None, None)]
    found = lineage(circle, date(2020, 1, 1))
    assert found["a"] == Lineage(wholes=("b",), within=("b",), parts=("b",))


def test_order_does_not_matter_and_kinds_can_be_given() -> None:
    assert lineage(LINKS[::-1], date(2018, 1, 20)) == lineage(LINKS, date(2018, 1, 20))
    assert lineage([("a", "vassal", "b", None, None)], date(2018, 1, 1)) == {}
    told = lineage([("a", "vassal", "b", None, None)], date(2018, 1, 1), {"vassal": "part_of"})
    assert told["b"].parts == ("a",)


def test_the_registrys_own_kinds_are_known() -> None:
    links = load_registry().links
    assert {link.kind: link.relation for link in links}.items() <= link_relations().items()
    rows = [(link.a, link.kind, link.b, link.since, link.until) for link in links]
    assert len(lineage(rows, date(2018, 1, 1))) > 20
