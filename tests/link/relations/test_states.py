"""The state of a pair through time: what changes it, when, why, and what does not."""

import random
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.knowledge.registry import Link, load_registry
from detente.knowledge.tables import data_folder
from detente.link.relations.dyads import by_pair
from detente.link.relations.prior import PriorLink, prior_links
from detente.link.relations.state_rules import load_state_rules, state_rules
from detente.link.relations.states import History, histories, history
from detente.model.casebook import Act
from detente.model.errors import KnowledgeError
from tests.link.relations.acting import act, attack, day, deal, deeds, truce

SOON, FAR = day(150), day(10_000)


def past(*acts: Act, until: date = SOON, links: tuple[PriorLink, ...] = ()) -> History:
    held = [deed for deed in deeds(*acts) if (deed.a, deed.b) == ("a", "b")]
    return history(held, links=links, until=until)


def course(found: History) -> list[tuple[int, str]]:
    """Days and states of the changes."""
    return [((c.day - day(0)).days, c.after) for c in found.changes]


def war(start: int = 0) -> list[Act]:
    return [attack(f"w{start}", start), attack(f"w{start + 1}", start + 1, "b", "a")]


def help_given(*days: int) -> list[Act]:
    return [act(f"h{on}", "COOPERATE", on) for on in days]


def test_nothing_known_is_none() -> None:
    assert past() == History("none", ())
    assert past().state_on(day(5)) == "none"


def test_two_attacks_make_hostile_dated_on_the_first() -> None:
    found = past(attack("x", 3), attack("y", 12))
    assert course(found) == [(3, "hostile")]
    (change,) = found.changes
    assert (change.before, change.acts, change.first, change.last) == (
        "none",
        ("x", "y"),
        day(3),
        day(3),
    )
    assert change.reason == "material conflict: 2 acts within 10 days, weight 2.00 of 2.00"
    assert [found.state_on(day(n)) for n in (2, 3, 12)] == ["none", "hostile", "hostile"]


@pytest.mark.parametrize(
    "acts",
    [
        [attack("x", 3)],
        [attack("x", 3), attack("y", 33)],
        [attack("x", 3), attack("y", 4, certainty="doubtful")],
        [attack("x", 3), attack("y", 4, standing="denied")],
        [attack("x", 3), attack("y", 4, standing="disputed")],
        [attack("x", 3, killed_low=30, certainty="doubtful")],
        [attack("x", 3), attack("y", 4, first=day(-60), last=day(70))],
        [act(f"x{n}", "ACCUSE", n, "a", "b") for n in range(20)],
    ],
    ids=["one", "far apart", "doubtful", "denied", "disputed", "doubtful mass", "undated", "words"],
)
def test_a_single_or_weak_report_makes_no_enemies(acts: list[Act]) -> None:
    assert past(*acts).changes == ()


def test_a_grave_attack_is_enough() -> None:
    assert course(past(attack("x", 3, killed_low=30))) == [(3, "hostile")]


@pytest.mark.parametrize("stage", ["ceasefire", "partial", "preliminary", "implementation"])
def test_a_ceasefire_or_partial_deal_between_enemies_makes_a_truce(stage: str) -> None:
    found = past(*war(), act("t", "AGREE", 20, agreement=deal(stage)))
    assert course(found) == [(0, "hostile"), (20, "truce")]
    assert found.changes[1].acts == ("t",)


def test_a_truce_that_takes_effect_needs_no_agreement_and_no_enemies_before() -> None:
    assert course(past(*war(), truce("t", 20))) == [(0, "hostile"), (20, "truce")]
    assert course(past(truce("t", 20))) == [(20, "truce")]


def test_talks_count_only_between_enemies_and_only_twice() -> None:
    talks = [act(f"t{on}", "AGREE", on, agreement=deal("talks")) for on in (20, 25)]
    assert course(past(*talks)) == []
    assert course(past(*war(), talks[0])) == [(0, "hostile")]
    assert course(past(*war(), *talks)) == [(0, "hostile"), (20, "truce")]


def test_a_run_towards_peace_begins_after_the_last_fighting() -> None:
    talks = [act(f"t{on}", "AGREE", on, agreement=deal("talks")) for on in (20, 25)]
    found = past(*war(), talks[0], attack("late", 22), talks[1])
    assert course(found) == [(0, "hostile"), (25, "truce")]
    assert found.changes[1].acts == ("t20", "t25")


def test_a_doubtful_truce_changes_nothing() -> None:
    assert course(past(*war(), truce("t", 20, certainty="doubtful"))) == [(0, "hostile")]


def test_one_breach_does_not_end_a_truce_and_two_do_from_the_first() -> None:
    start = [*war(), truce("t", 20)]
    assert course(past(*start, attack("x", 30))) == [(0, "hostile"), (20, "truce")]
    assert course(past(*start, attack("x", 30), attack("y", 90))) == [(0, "hostile"), (20, "truce")]
    found = past(*start, attack("x", 30), attack("y", 40))
    assert course(found) == [(0, "hostile"), (20, "truce"), (30, "hostile")]
    assert found.changes[2].acts == ("x", "y")
    assert found.changes[2].reason.startswith("repeated or grave breaches of the truce: 2 acts")


def test_a_grave_breach_ends_a_truce_alone() -> None:
    found = past(*war(), truce("t", 20), attack("x", 30, killed_low=10))
    assert course(found)[2:] == [(30, "hostile")]
    nine = past(*war(), truce("t", 20), attack("x", 30, killed_low=9))
    assert course(nine)[2:] == []


def test_fighting_on_the_day_of_the_truce_is_no_breach() -> None:
    found = past(*war(), attack("x", 20), attack("y", 20), truce("a", 20))
    assert course(found) == [(0, "hostile"), (20, "truce")]


def test_a_told_collapse_counts_as_a_breach() -> None:
    broken = act("c", "REJECT", 31, "a", "b", agreement=deal("broken"))
    assert course(past(*war(), truce("t", 20), attack("x", 30), broken))[2:] == [(30, "hostile")]


@pytest.mark.parametrize(
    "made",
    [
        deal("full"),
        deal("partial", "merger"),
        deal("ceasefire", "merger"),
        deal("implementation", "ceasefire", "merger"),
        deal("partial", "joint_committee"),
        deal("implementation", "joint_committee"),
    ],
)
def test_settlements_reconcile(made: object) -> None:
    found = past(*war(), truce("t", 20), act("s", "SUPPORT", 50, agreement=made))
    assert course(found) == [(0, "hostile"), (20, "truce"), (50, "reconciled")]


@pytest.mark.parametrize("kind", ["merger", "joint_committee", "joint_operations"])
@pytest.mark.parametrize("stage", ["talks", "preliminary"])
def test_common_bodies_that_are_talked_about_settle_nothing(stage: str, kind: str) -> None:
    made = [act(f"s{on}", "AGREE", on, agreement=deal(stage, kind)) for on in (50, 55, 60)]
    assert course(past(*made)) == []
    assert course(past(*war(), *made)) == [(0, "hostile"), (50, "truce")]


def signal(*kinds: str, stage: str = "ceasefire", kind: str = "AGREE", **more: object) -> object:
    (deed,) = deeds(act("s", kind, 0, agreement=deal(stage, *kinds), **more))
    return state_rules().signal_of(deed)


def test_a_ceasefire_with_joint_patrols_is_a_ceasefire() -> None:
    assert signal("joint_operations") == ("ceasefire", 1)
    assert signal("joint_operations", kind="RETREAT", mode="ceasefire") == ("ceasefire", 1)
    assert signal("ceasefire", "joint_operations", stage="partial") == ("ceasefire", 1)
    assert signal("joint_operations", stage="partial") == ("alliance", 0.75)
    made = act("t", "AGREE", 20, agreement=deal("ceasefire", "joint_operations"))
    assert course(past(*war(), made)) == [(0, "hostile"), (20, "truce")]


def test_a_committee_beside_a_ceasefire_watches_it() -> None:
    assert signal("joint_committee") == ("ceasefire", 1)
    assert signal("ceasefire", "joint_committee", stage="partial") == ("ceasefire", 1)
    assert signal("ceasefire", "joint_committee", stage="preliminary") == ("ceasefire", 1)
    assert signal("ceasefire", "joint_committee", stage="talks") == ("negotiation", 0.5)


def test_partners_are_parted_by_more_than_strangers() -> None:
    settled = act("s", "SUPPORT", 0, agreement=deal("full"))
    two, three = (
        [attack(f"x{n}", 30 + n) for n in range(2)],
        [attack(f"x{n}", 30 + n) for n in range(3)],
    )
    assert course(past(settled, *two)) == [(0, "reconciled")]
    assert course(past(settled, *three)) == [(0, "reconciled"), (30, "hostile")]


def test_repeated_joint_operations_make_allies() -> None:
    raids = [attack(f"r{on}", on, "a b", "c") for on in (5, 50, 100)]
    assert course(past(*raids[:2])) == []
    found = past(*raids)
    assert course(found) == [(5, "allied")]
    assert found.changes[0].acts == ("r5", "r50", "r100")


def test_enemies_become_allies_only_by_twice_as_much() -> None:
    assert course(past(*war(), *help_given(20, 30, 40))) == [(0, "hostile")]
    found = past(*war(), *help_given(20, 30, 40, 50, 60, 70), until=day(100))
    assert course(found) == [(0, "hostile"), (20, "allied")]


def test_silence_ends_hostility_and_alliance_lasts_longer() -> None:
    enemies = past(*war(), until=FAR)
    assert course(enemies) == [(0, "hostile"), (182, "none")]
    assert enemies.changes[1].acts == ()
    assert enemies.changes[1].reason == "no conflict for 180 days after 2017-01-02"
    friends = past(*help_given(0, 1, 2), until=FAR)
    assert course(friends)[1][0] > 5 * 182


def test_silence_after_what_is_known_changes_nothing() -> None:
    assert course(past(*war(), until=day(181))) == [(0, "hostile")]
    assert course(past(*war(), until=day(182)))[1:] == [(182, "none")]
    assert course(past(*war(), attack("x", 181), until=day(181))) == [(0, "hostile")]


def test_a_deed_in_time_keeps_the_state_and_a_late_one_does_not() -> None:
    assert course(past(*war(), attack("x", 181), until=day(300))) == [(0, "hostile")]
    assert course(past(*war(), attack("x", 182), until=day(300))) == [(0, "hostile"), (182, "none")]


def test_spells_cover_all_days_without_gap() -> None:
    spells = past(*war(), truce("t", 20), until=FAR).spells()
    assert [(s.state, s.start, s.end) for s in spells] == [
        ("none", None, day(-1)), ("hostile", day(0), day(19)), ("truce", day(20), day(385)), ("none", day(386), None),
    ]  # fmt: skip
    assert spells[2].acts == ("t",)


def link(kind: str, since: int | None = None, until: int | None = None) -> PriorLink:
    bounds = [None if number is None else day(number) for number in (since, until)]
    return PriorLink("b", "a", kind, *bounds)  # type: ignore[arg-type]


def test_links_set_the_state_where_no_deed_does() -> None:
    found = past(links=(link("hostile", 10, 40),))
    assert course(found) == [(10, "hostile"), (41, "none")]
    assert [c.acts for c in found.changes] == [(), ()]
    assert found.changes[0].reason == "stated: b hostile a since 2017-01-11 until 2017-02-10"
    assert found.changes[1].reason.startswith("no longer stated: b hostile a")
    assert past(links=(link("part_of"),)) == History("allied", ())
    assert past(links=(link("alias"),)) == History("none", ())


def test_deeds_overrule_links_and_lapse_back_to_them() -> None:
    made = (link("allied"),)
    found = past(*war(), attack("x", 2), until=day(400), links=made)
    assert (found.initial, course(found)) == ("allied", [(0, "hostile"), (183, "allied")])
    assert (
        found.changes[1].reason == "no conflict for 180 days after 2017-01-03; stated: b allied a"
    )
    quiet = past(*war(), links=(link("hostile", 50, 60),))
    assert course(quiet) == [(0, "hostile")], "deeds hold the state while the link comes and goes"


def test_a_link_that_ends_leaves_what_deeds_bear_out() -> None:
    kept = past(attack("x", 45), links=(link("hostile", 10, 50),), until=FAR)
    assert course(kept) == [(10, "hostile"), (45 + 181, "none")]


def test_the_link_that_began_last_decides_and_of_two_the_hostile_one() -> None:
    assert course(past(links=(link("hostile", 20, 30), link("allied", 10, 40)))) == [
        (10, "allied"), (20, "hostile"), (31, "allied"), (41, "none"),
    ]  # fmt: skip
    assert course(past(links=(link("part_of", 10, 20), link("hostile", 10, 20))))[0] == (
        10,
        "hostile",
    )


def test_a_lapse_on_the_day_on_which_a_link_begins_is_one_change() -> None:
    assert course(past(*war(), until=FAR, links=(link("allied", 182),))) == [
        (0, "hostile"),
        (182, "allied"),
    ]


def test_registry_links_hold_over_all_that_their_bounds_allow() -> None:
    row = Link("hill", "hostile", "dale", "2017-02", "2017-03", "invented", "hostile")
    assert prior_links([row, row]) == (
        PriorLink("hill", "dale", "hostile", date(2017, 2, 1), date(2017, 3, 31)),
    )
    assert len(prior_links(load_registry().links)) > 100


def test_histories_hold_pairs_with_deeds_or_links() -> None:
    held = by_pair(deeds(*war(), attack("x", 0, "c", "b")))
    lone = PriorLink("e", "d", "allied")
    found = histories(held, links=(lone, PriorLink("z", "z", "allied")), until=day(100))
    assert list(found) == [("a", "b"), ("b", "c"), ("d", "e")]
    assert [h.state_on(day(3)) for h in found.values()] == ["hostile", "none", "allied"]
    assert found["a", "b"] == history(held["a", "b"], until=day(100))


CHOICES = [
    attack,
    lambda key, on: attack(key, on, "b", "a", certainty="doubtful", killed_low=12),
    truce,
    lambda key, on: act(key, "AGREE", on, agreement=deal("talks")),
    lambda key, on: act(key, "SUPPORT", on, agreement=deal("full")),
    lambda key, on: act(key, "COOPERATE", on),
    lambda key, on: attack(key, on, "a b", "c"),
    lambda key, on: act(key, "MOBILIZE", on, "a", "b"),
]
DRAWN = st.lists(st.tuples(st.sampled_from(range(len(CHOICES))), st.integers(0, 900)), max_size=40)
LINKS = st.lists(
    st.builds(link, st.sampled_from(["allied", "hostile", "part_of"]), st.none() | st.integers(0, 400),
              st.none() | st.integers(400, 900)), max_size=3,
)  # fmt: skip


@given(DRAWN, LINKS, st.randoms(use_true_random=False))
def test_histories_are_whole_and_do_not_depend_on_order(
    drawn: list[tuple[int, int]], links: list[PriorLink], chance: random.Random
) -> None:
    acts = [CHOICES[kind](f"x{n:02}", on) for n, (kind, on) in enumerate(drawn)]
    found = past(*acts, links=tuple(links), until=day(1000))
    mixed, turned = list(acts), list(links)
    chance.shuffle(mixed)
    chance.shuffle(turned)
    assert past(*mixed, links=tuple(turned), until=day(1000)) == found
    states = [found.initial, *(c.after for c in found.changes)]
    assert [c.before for c in found.changes] == states[:-1]
    assert all(c.before != c.after for c in found.changes)
    days = [c.day for c in found.changes]
    assert days == sorted(days)
    told = {one.id for one in acts}
    assert all(set(c.acts) <= told and c.reason for c in found.changes)
    spells = found.spells()
    for one, two in zip(spells, spells[1:], strict=False):  # noqa: RUF007 - a tuple is at hand
        assert one.end is not None
        assert two.start == one.end + timedelta(days=1)
    for spell in spells:
        inside = spell.start or spell.end or day(0)
        assert found.state_on(inside) == spell.state


@given(DRAWN)
def test_one_single_attack_more_never_turns_friends_into_enemies(
    drawn: list[tuple[int, int]],
) -> None:
    peaceful = [
        CHOICES[kind](f"x{n:02}", on)
        for n, (kind, on) in enumerate(drawn)
        if kind in {2, 3, 4, 5, 6}
    ]
    found = past(*peaceful, attack("lone", 450), until=day(1000))
    assert "hostile" not in {c.after for c in found.changes}


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("states.toml", "max_range = 31", "max_range = 0", r"states.toml:4: max_range: .*\(given: 0\)"),
        ("states.toml", "killed = 10", 'killed = "many"', r"states.toml:7: grave.killed"),
        ("states.toml", "factor = 2.0", "factors = 2.0", r"states.toml:6: grave.factor: Field required"),
        ("states.toml", 'allied = "allied"', 'friend = "allied"', r"states.toml:11: links.friend"),
        ("states.toml", "silence = 365", "silence = -1", r"states.toml:25: states.1.silence"),
        ("states.toml", 'state = "truce"', 'state = "hostile"', r"states.toml:24: hostile is there twice"),
        ("states.toml", "threshold = 3.0", "threshold = 0", r"states.toml:62: rules.2.threshold"),
        ("states.toml", 'from = ["truce"]', 'from = ["none"]', r"states.toml:51: two rules take conflict from none"),
        ("states.toml", 'from = ["truce"]', 'from = ["hostile"]', r"states.toml:51: a rule leads from hostile to hostile"),
        ("states.toml", 'from = ["truce"]', 'from = ["peace"]', r"states.toml:51: rules.1.from"),
        ("signals.csv", "alliance,*", "love,*", r"signals.csv:7: signal is 'love'"),
        ("signals.csv", "RETREAT,ceasefire", "RETREAT,drone", r"signals.csv:13: mode is 'drone'"),
        ("signals.csv", "*,*,full", "*,*,whole", r"signals.csv:9: stage is 'whole'"),
        ("signals.csv", "conflict,ASSAULT,*,*,*,no,1", "conflict,ASSAULT,*,*,*,no,-1", r"signals.csv:24: weight is -1"),
    ],
)  # fmt: skip
def test_mistakes_in_the_rules_are_told_by_file_and_line(
    tmp_path: Path, file: str, old: str, new: str, told: str
) -> None:
    for name in ("states.toml", "signals.csv"):
        shutil.copy(data_folder("relations") / name, tmp_path / name)
    text = (tmp_path / file).read_text("utf-8")
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(KnowledgeError, match=told):
        load_state_rules(tmp_path)


def test_a_state_without_its_lapse_is_told(tmp_path: Path) -> None:
    shutil.copy(data_folder("relations") / "signals.csv", tmp_path / "signals.csv")
    text = (data_folder("relations") / "states.toml").read_text("utf-8")
    start = text.index('[[states]]\nstate = "allied"')
    end = text.index("# A rule fires")
    (tmp_path / "states.toml").write_text(text[:start] + text[end:], "utf-8")
    with pytest.raises(KnowledgeError, match=r"states.toml:1: states missing: allied"):
        load_state_rules(tmp_path)


def test_the_way_out_of_friendship_is_harder_than_the_way_into_enmity() -> None:
    moves = state_rules().moves
    assert moves["allied"]["conflict"].threshold > moves["none"]["conflict"].threshold
    assert moves["hostile"]["alliance"].threshold > moves["none"]["alliance"].threshold


def test_the_docs_tell_the_rules_as_they_are() -> None:
    page = (Path(__file__).parents[3] / "docs" / "relations.md").read_text("utf-8")
    moves = {id(m): m for held in state_rules().moves.values() for m in held.values()}
    rows = [
        f"| {', '.join(m.origins)} | {m.to} | {', '.join(m.signals)} | {m.window} | {m.threshold:g} |"
        for m in moves.values()
    ]
    assert len(rows) == 8
    assert [row for row in rows if row not in page] == []
    lapses = [f"| {lapse.state} | {lapse.silence} |" for lapse in state_rules().lapses.values()]
    assert [row for row in lapses if row not in page] == []
