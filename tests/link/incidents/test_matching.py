"""How likely two reports are one happening; every feature has its say."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.link.incidents.matching import LEVELS, kilometres, levels, match, weights
from detente.model.casebook import Report
from tests.link.incidents.reporting import DAY, killed, parties, report

counts = st.none() | st.builds(killed, st.none() | st.integers(0, 20), st.none())
words = st.sampled_from(
    [
        "The Blue Watch shelled the Grey Watch in Lumen.",
        "In Lumen the Grey Watch was shelled by the Blue Watch, people told.",
        "A market opened.",
        "",
    ]
)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    shift, length = draw(st.integers(-4, 4)), draw(st.integers(0, 5))
    dated = draw(st.booleans())
    place = draw(st.sampled_from([None, "XAV/lumen", "XAV/ister", "XAV"]))
    return report(
        edtf="x" if dated else None,
        first=DAY + timedelta(shift) if dated else None,
        last=DAY + timedelta(shift + length) if dated else None,
        published=draw(st.sampled_from([None, date(2031, 5, 4), date(2031, 5, 7)])),
        type=draw(st.sampled_from(["ASSAULT", "COERCE", "AGREE"])),
        mode=draw(st.sampled_from([None, "kill", "drone"])),
        place=place,
        place_name=draw(st.sampled_from([None, "Lumen", "Lumenn"])),
        place_kind="country" if place == "XAV" else "town",
        admin1=None if place == "XAV" else draw(st.sampled_from(["North", "South"])),
        lat=draw(st.sampled_from([None, 10.0, 10.2, 40.0])),
        actors=draw(st.sampled_from([(), parties("blue-watch"), parties("red", "blue-watch")])),
        recipients=draw(st.sampled_from([(), parties("grey-watch"), parties("x", country="XBO")])),
        killed=draw(counts),
        injured=draw(counts),
        sentence=draw(words),
        status=draw(st.sampled_from(["actual", "negated", "future"])),
    )


@given(reports(), reports(), st.booleans())
def test_the_order_of_two_reports_does_not_matter(a: Report, b: Report, copy: bool) -> None:
    assert match(a, b, copy=copy) == match(b, a, copy=copy)


@given(reports(), reports())
def test_the_weight_is_the_sum_of_what_each_feature_adds(a: Report, b: Report) -> None:
    found = match(a, b)
    assert found.weight == sum(weight for _, _, weight in found.levels)
    assert [feature for feature, _, _ in found.levels] == list(LEVELS)
    assert all(level in LEVELS[feature] for feature, level, _ in found.levels)
    assert (found.probability > 0.5) is (found.weight > 0)


def test_every_level_has_a_weight() -> None:
    assert weights().keys() == {(feature, level) for feature in LEVELS for level in LEVELS[feature]}


@pytest.mark.parametrize(
    ("feature", "changes", "level"),
    [
        ("type", {}, "same"),
        ("type", {"type": "COERCE"}, "kin"),
        ("type", {"type": "AGREE"}, "other"),
        ("day", {}, "same"),
        ("day", {"last": DAY + timedelta(2)}, "overlap"),
        ("day", {"first": DAY + timedelta(1), "last": DAY + timedelta(1)}, "next"),
        ("day", {"first": DAY + timedelta(2), "last": DAY + timedelta(2)}, "near"),
        ("day", {"first": DAY + timedelta(3), "last": DAY + timedelta(3)}, "apart"),
        ("day", {"status": "future"}, "open"),
        ("day", {"edtf": "2031-05-03~"}, "overlap"),
        ("day", {"edtf": "2031-05-03?"}, "overlap"),
        ("day", {"edtf": "2031-05-03%"}, "overlap"),
        ("place", {}, "same"),
        ("place", {"place": "XAV/ister", "lat": 10.1}, "near"),
        ("place", {"place": "XAV/corva", "lat": 13.0}, "apart"),
        ("place", {"place": "XBO/tarn", "country": "XBO"}, "apart"),
        ("place", {"place": "XAV", "place_kind": "country", "admin1": None}, "inside"),
        ("place", {"place": None, "place_name": None}, "open"),
        ("parties", {}, "same"),
        ("parties", {"recipients": ()}, "shared"),
        ("parties", {"recipients": parties("red")}, "part"),
        ("parties", {"actors": (), "recipients": parties("red")}, "kind"),
        ("parties", {"actors": (), "recipients": parties("t", country="XBO")}, "apart"),
        ("parties", {"actors": (), "recipients": ()}, "open"),
        ("harm", {"killed": killed(5)}, "same"),
        ("harm", {"killed": killed(6)}, "near"),
        ("harm", {"killed": killed(50)}, "apart"),
        ("harm", {}, "open"),
        ("words", {}, "same"),
        ("words", {"sentence": "A market opened."}, "few"),
    ],
)
def test_levels(feature: str, changes: dict[str, Any], level: str) -> None:
    first = report(killed=killed(5)) if feature == "harm" else report()
    assert dict(levels(first, report("r2", **changes)))[feature] == level


@pytest.mark.parametrize(
    ("edtf", "level"), [("2031-05-04", "stated_next"), ("2031-05-04~", "next")]
)
def test_about_the_next_day_is_no_stated_day(edtf: str, level: str) -> None:
    day = DAY + timedelta(1)
    other = report("r2", first=day, last=day, edtf=edtf, date_basis="stated")
    assert dict(levels(report(date_basis="stated"), other))["day"] == level


@pytest.mark.parametrize(
    ("country", "admin1", "level"),
    [("XAV", None, "inside"), ("XAV", "South", "apart"), ("XBO", None, "apart")],
)
def test_a_region_lies_in_its_country_and_not_in_another(
    country: str, admin1: str | None, level: str
) -> None:
    region = report(place="XAV/north", place_kind="region", admin1="North")
    kind = "region" if admin1 else "country"
    large = report("r2", place="large", place_kind=kind, admin1=admin1, country=country)
    assert dict(levels(region, large))["place"] == level


def test_a_clash_told_from_either_side_has_the_same_parties() -> None:
    turned = report(actors=parties("grey-watch"), recipients=parties("blue-watch"))
    assert dict(levels(report(), turned))["parties"] == "same"


def test_kilometres() -> None:
    assert kilometres(report(), report(lat=11.0)) == pytest.approx(111.19, abs=0.01)
    assert kilometres(report(), report(lat=None)) is None
