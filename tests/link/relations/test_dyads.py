"""What an act is for pairs of actors, and its sums by day, week and month."""

import random
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.knowledge.codebook import load_codebook
from detente.knowledge.tables import data_folder
from detente.link.relations.deed_rules import deed_rules, load_deed_rules
from detente.link.relations.dyads import by_pair, daily, deeds_of, summed
from detente.model.errors import KnowledgeError
from tests.link.relations.acting import CODES, act, attack, day, deal, deeds, truce


def pairs(*acts: object) -> list[tuple[str, str, str]]:
    return [(d.a, d.b, d.direction) for d in deeds(*acts)]  # type: ignore[arg-type]


def test_each_actor_is_paired_with_each_recipient_but_not_with_itself() -> None:
    found = deeds(act("x", "ACCUSE", 0, "b c", "a c"))
    assert [(d.a, d.b, d.direction) for d in found] == [
        ("a", "b", "b"),
        ("a", "c", "b"),
        ("b", "c", "a"),
    ]
    assert {(d.day, d.act, d.type, d.quad, d.score) for d in found} == {
        (day(0), "x", "ACCUSE", 3, -2.0)
    }
    assert not any(d.mutual for d in found)


def test_both_ways_in_one_act_is_one_deed() -> None:
    (found,) = deeds(act("x", "THREATEN", 0, "a b", "b a"))
    assert (found.direction, found.mutual) == ("both", True)


def test_a_mutual_act_pairs_all_its_parties() -> None:
    assert pairs(truce("x", 0, "c a b")) == [
        ("a", "b", "both"),
        ("a", "c", "both"),
        ("b", "c", "both"),
    ]


@pytest.mark.parametrize(
    "lost",
    [
        {"standing": "denied"},
        {"first": None, "last": None},
        {"first": None},
        {"last": None},
        {"first": day(2), "last": day(1)},
    ],
)
def test_what_is_denied_or_without_a_day_gives_nothing(lost: dict[str, object]) -> None:
    assert deeds(attack("x", 0)) != []
    assert deeds(replace(attack("x", 0), **lost)) == []


def test_disputed_doubtful_and_unsure_acts_count_less() -> None:
    (sure,) = deeds(attack("x", 0))
    assert sure.weight == 1
    kinds = ({"standing": "disputed"}, {"certainty": "doubtful"}, {"confidence": 0.3})
    weights = [deeds(attack("x", 0, **fields))[0].weight for fields in kinds]
    assert all(0 < weight < 1 for weight in weights)
    (all_three,) = deeds(attack("x", 0, standing="disputed", certainty="doubtful", confidence=0.3))
    assert all_three.weight == pytest.approx(weights[0] * weights[1] * weights[2])


def test_joint_attackers_are_partners_with_less_weight() -> None:
    found = {(d.a, d.b): d for d in deeds(attack("x", 0, "a b", "c"))}
    together = found["a", "b"]
    assert (together.joint, together.type, together.quad, together.mode) == (
        True,
        "COOPERATE",
        2,
        None,
    )
    assert together.score == load_codebook()["COOPERATE"].score
    assert 0 < together.weight < found["a", "c"].weight
    assert found["a", "c"].quad == found["b", "c"].quad == 4


def test_who_fight_each_other_or_are_hit_together_are_no_partners() -> None:
    assert not any(d.joint for d in deeds(attack("x", 0, "a b", "a b")))
    assert pairs(attack("x", 0, "a", "b c")) == [("a", "b", "a"), ("a", "c", "a")]


@pytest.mark.parametrize(
    ("kind", "mode", "found"),
    [
        ("ASSAULT", None, [(4, False)]),
        ("ASSAULT", "drone", [(2, True)]),
        ("PROTEST", None, []),
        ("AID", None, [(2, True)]),
        ("RETREAT", "withdraw", []),
        ("COOPERATE", None, [(2, False)]),
    ],
)
def test_several_actors_and_no_recipient_are_read_by_the_table(
    kind: str, mode: str | None, found: list[tuple[int, bool]]
) -> None:
    assert [(d.quad, d.joint) for d in deeds(act("x", kind, 0, mode=mode))] == found


def test_every_type_has_a_reading() -> None:
    told = {kind for kind, _ in deed_rules().several}
    assert told == set(CODES)


def test_one_actor_alone_gives_nothing() -> None:
    assert deeds(act("x", "MOBILIZE", 0, "a")) == []
    assert deeds(act("x", "CONSULT", 0, "a a")) == []


def test_an_agreement_is_kept_with_the_deed() -> None:
    (found,) = deeds(act("x", "AGREE", 0, agreement=deal("full", "merger", "amnesty", "merger")))
    assert (found.stage, found.provisions) == ("full", ("amnesty", "merger"))


def test_mediators_of_an_agreement_are_in_no_pair_of_the_act_that_tells_it() -> None:
    made = deal("ceasefire").model_copy(update={"third_parties": ("m",)})
    assert pairs(truce("x", 0, "a b m", agreement=made)) == [("a", "b", "both")]
    assert pairs(act("y", "SUPPORT", 0, "m", "a", agreement=made)) == []
    assert pairs(truce("z", 0, "a m")) == [("a", "m", "both")], "no agreement, no third party"
    assert pairs(attack("v", 0, "a", "m", agreement=made)) == [("a", "m", "a")]


def test_an_open_day_stands_in_the_middle_and_keeps_its_range() -> None:
    (deed,) = deeds(attack("x", 0, first=day(0), last=day(9)))
    assert (deed.day, deed.first, deed.last) == (day(4), day(0), day(9))
    (found,) = daily([deed])
    assert (found.day, found.conflict, found.conflict_score) == (day(4), 1, -9.0)
    assert (found.first, found.last) == (day(0), day(9))


def test_days_sum_cooperation_and_conflict_apart() -> None:
    acts = [
        attack("x2", 0),
        attack("x1", 0, standing="disputed"),
        act("x3", "AID", 0, "b", "a"),
        attack("x4", 1),
    ]
    first, second = daily(deeds(*acts))
    assert (first.cooperation, first.conflict) == (1, 2)
    assert (first.cooperation_score, first.conflict_score) == (10.0, -13.5)
    assert first.acts == ("x1", "x2", "x3")
    assert (second.day, second.cooperation, second.cooperation_score) == (day(1), 0, 0.0)


def test_weeks_begin_on_monday_and_months_on_the_first() -> None:
    days = daily(deeds(attack("x", 0), attack("y", 1), attack("z", 7), attack("v", 40)))
    assert date(2017, 1, 1).weekday() == 6, "the first day here is a Sunday"
    assert [(w.day, w.conflict) for w in summed(days, "week")] == [
        (date(2016, 12, 26), 1), (date(2017, 1, 2), 2), (date(2017, 2, 6), 1),
    ]  # fmt: skip
    assert [(m.day, m.conflict, m.conflict_score, m.acts) for m in summed(days, "month")] == [
        (date(2017, 1, 1), 3, -27.0, ("x", "y", "z")), (date(2017, 2, 1), 1, -9.0, ("v",)),
    ]  # fmt: skip


def test_pairs_come_in_order_and_fighting_before_the_truce_of_the_day() -> None:
    held = by_pair(
        deeds(truce("a1", 3), attack("b1", 3), attack("c1", 1), attack("d1", 0, "b", "c"))
    )
    assert list(held) == [("a", "b"), ("b", "c")]
    assert [d.act for d in held["a", "b"]] == ["c1", "b1", "a1"]


ACTS = st.lists(
    st.tuples(
        st.sampled_from(sorted(CODES)), st.integers(0, 60), st.sets(st.sampled_from("abcd"), max_size=3),
        st.sets(st.sampled_from("abcd"), max_size=2), st.sampled_from(["reported", "disputed", "denied"]),
    ),
    max_size=25,
)  # fmt: skip


@given(ACTS, st.randoms(use_true_random=False))
def test_sums_do_not_depend_on_order_and_lose_nothing(
    drawn: list[tuple], chance: random.Random
) -> None:
    acts = [
        act(f"x{n}", kind, on, " ".join(who), " ".join(whom), standing=standing)
        for n, (kind, on, who, whom, standing) in enumerate(drawn)
    ]
    found = deeds(*acts)
    assert len({(d.a, d.b, d.act) for d in found}) == len(found), "one deed for a pair and act"
    assert all(d.a < d.b and 0 < d.weight <= 1 for d in found)
    mixed = list(acts)
    chance.shuffle(mixed)
    days = daily(found)
    assert daily(deeds(*mixed)) == days
    for sums in (days, summed(days, "week"), summed(days, "month")):
        assert sum(s.cooperation + s.conflict for s in sums) == len(found)
        assert all(s.cooperation_score >= 0 >= s.conflict_score for s in sums)


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("weights.csv", "reported,1", "reported,2", r"weights.csv:4: weight is 2, not from 0 to 1"),
        (
            "weights.csv",
            "reported,1",
            "reported,much",
            r"weights.csv:4: weight: 'much' is no number",
        ),
        (
            "weights.csv",
            "standing,reported",
            "standing,denied",
            r"weights.csv:4: value is 'denied'",
        ),
        (
            "weights.csv",
            "disputed",
            "reported",
            r"weights.csv:5: standing 'reported' is there twice",
        ),
        (
            "weights.csv",
            "joint,,0.5,",
            "confidence,0.7,0.5,",
            r"weights.csv:1: no weight for joint",
        ),
        ("weights.csv", "joint,,", "joint,x,", r"weights.csv:10: joint takes no value"),
        ("weights.csv", "confidence,0.5", "confidence,low", r"weights.csv:9: value: 'low' is no"),
        ("several.csv", "AGREE,*,between", "AGREE,*,both", r"several.csv:4: reading is 'both'"),
        ("several.csv", "CONSULT,*", "AGREE,*", r"several.csv:5: AGREE '\*' is there twice"),
        ("several.csv", "RETREAT,release", "RETREAT,drone", r"several.csv:9: mode is 'drone'"),
    ],
)
def test_mistakes_in_the_tables_are_told_by_file_and_line(
    tmp_path: Path, file: str, old: str, new: str, told: str
) -> None:
    for name in ("weights.csv", "several.csv"):
        shutil.copy(data_folder("relations") / name, tmp_path / name)
    text = (tmp_path / file).read_text("utf-8")
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(KnowledgeError, match=told):
        load_deed_rules(tmp_path)


def test_other_rules_can_be_given() -> None:
    rules = replace(deed_rules(), joint=0.25)
    joint = [d for d in deeds_of(attack("x", 0, "a b", "c"), rules) if d.joint]
    assert [d.weight for d in joint] == [0.25]
