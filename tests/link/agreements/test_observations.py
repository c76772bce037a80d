"""Promised and done over documents: observations, and the status of a day."""

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.coding.compliance import act_rules
from detente.link.agreements.compliance import Observation, observe, observe_all, status_on
from detente.link.agreements.joining import accords
from detente.link.agreements.pledges import Pledge
from detente.link.agreements.rules import pledge_kinds
from tests.link.agreements.conflict import (
    BLUE,
    ENVOY,
    GREEN,
    RED,
    act,
    day,
    deal,
    frees,
    hits,
    promise,
)

END = 400


def become(deals, *later, on=END, **more):
    """Status of the first pledge of the first accord on a day, and all its observations."""
    acts = [*(deals if isinstance(deals, list) else [deals]), *later]
    accord = accords(acts)[0]
    found = observe(accord, acts, **more)
    return status_on(accord.provisions[0], found, day(on)), found


RELEASE = deal("a", 0, "full", promise("prisoner_release", RED))
BOTH = deal("a", 0, "full", promise("prisoner_release", RED, BLUE))
TRUCE = deal("a", 0, "ceasefire")


def stops(name, on, *by, **more):
    return act(name, "RETREAT", on, by, mode="ceasefire", **more)


def test_a_release_keeps_the_promise_from_its_day_on():
    before, found = become(RELEASE, frees("f", 5, RED), on=4)
    assert (before.status, before.since, before.observations) == ("promised", None, ())
    after, _ = become(RELEASE, frees("f", 5, RED), on=5)
    assert (after.status, after.since, after.observations) == ("fulfilled", day(5), found)
    (seen,) = found
    assert (seen.first, seen.last, seen.effect) == (day(5), day(5), "fulfilled")
    assert (seen.actors, seen.acts, seen.reports) == ((RED,), ("f",), ("r-f",))
    assert seen.reason == "RETREAT release by red-guard (2031-03-06)"
    assert after.reason == f"fulfilled since 2031-03-06: {seen.reason}"


@pytest.mark.parametrize(
    "other",
    [
        frees("f", 5, GREEN),
        frees("f", -1, RED),
        frees("f", (-3, 9), RED),
        frees("f", None, RED),
        frees("f", 366, RED),
        act("f", "CONCEDE", 5, (RED,)),
        deal("f", 5, "full", promise("prisoner_release", RED)),
        deal("f", 5, "implementation"),
    ],
    ids=[
        "another",
        "earlier",
        "perhaps earlier",
        "undated",
        "a year on",
        "gives in",
        "deal",
        "talk",
    ],
)
def test_other_acts_settle_nothing(other):
    status, found = become(RELEASE, other)
    assert status.status == "promised"
    assert found == ()
    assert status.reason == "nothing that settles it is told by 2032-04-04"


def test_a_range_of_days_counts_from_its_last():
    spread = frees("f", (3, 9), RED)
    assert become(RELEASE, spread, on=8)[0].status == "promised"
    assert become(RELEASE, spread, on=9)[0].since == day(9)


def test_of_several_that_owe_it_each_must_do_it():
    one, _ = become(BOTH, frees("f", 5, RED))
    assert (one.status, one.since) == ("partly", day(5))
    both, _ = become(BOTH, frees("f", 5, RED), frees("g", 8, BLUE))
    assert (both.status, both.since) == ("fulfilled", day(8))
    assert [o.acts for o in both.observations] == [("f",), ("g",)]
    at_once, _ = become(BOTH, frees("f", 5, RED, BLUE))
    assert at_once.status == "fulfilled"
    untold, _ = become(deal("a", 0, "full", promise("prisoner_release")), frees("f", 5, RED))
    assert untold.status == "fulfilled"
    assert "who owes it is not told" in untold.reason


def test_what_is_done_once_stays_done():
    later = [frees("n", 20, RED, standing="denied"), frees("g", 21, RED)]
    status, found = become(RELEASE, frees("f", 5, RED), *later)
    assert (status.status, status.since) == ("fulfilled", day(5))
    assert [o.acts for o in found] == [("f",)], "later acts are about other prisoners"
    weak = frees("f", 5, RED, certainty="doubtful")
    assert [o.acts for o in become(RELEASE, weak, *later)[1]] == [("f",), ("n",), ("g",)]


def test_a_denied_act_delays_and_a_later_one_settles():
    denial = frees("n", 3, RED, standing="denied")
    assert become(RELEASE, denial)[0].status == "delayed"
    assert become(RELEASE, denial, frees("f", 5, RED))[0].status == "fulfilled"
    quiet = hits("h", 3, RED, BLUE, standing="denied")
    assert become(TRUCE, quiet)[1] == ()


def test_a_disputed_act_is_disputed_until_another_settles_it():
    doubtful = frees("d", 3, RED, standing="disputed")
    status, _ = become(RELEASE, doubtful)
    assert (status.status, status.since) == ("disputed", day(3))
    assert "its standing is disputed" in status.reason
    assert become(RELEASE, doubtful, frees("f", 5, RED))[0].status == "fulfilled"
    breach = hits("h", 3, RED, BLUE, standing="disputed")
    assert become(TRUCE, breach)[0].status == "disputed"
    assert become(TRUCE, breach, hits("i", 4, RED, BLUE))[0].status == "violated"


def test_a_deadline_that_passes_delays_from_the_day_after():
    due = deal("a", 0, "full", promise("prisoner_release", RED, deadline="2031-03-11"))
    assert become(due, on=10)[0].status == "promised"
    late, (seen,) = become(due, on=11)
    assert (late.status, late.since) == ("delayed", day(11))
    assert (seen.acts, seen.actors) == (("a",), (RED,))
    assert become(due, frees("f", 10, RED))[0].status == "fulfilled"
    assert len(become(due, frees("f", 10, RED))[1]) == 1, "kept in time: no delay"
    assert become(due, frees("f", 12, RED), on=11)[0].status == "delayed"
    assert become(due, frees("f", 12, RED), on=12)[0].status == "fulfilled"


def test_one_release_frees_prisoners_and_another_hands_over_bodies():
    made = deal("a", 0, "full", promise("bodies_missing", RED), promise("prisoner_release", RED))

    def course(*acts):
        every = [made, *acts]
        (accord,) = accords(every)
        found = observe(accord, every)
        return {p.kind: status_on(p, found, day(END)).status for p in accord.provisions}

    one = course(frees("f", 5, RED))
    assert one == {"bodies_missing": "promised", "prisoner_release": "fulfilled"}
    assert set(course(frees("f", 5, RED), frees("g", 7, RED)).values()) == {"fulfilled"}
    bodies = deal("a", 0, "full", promise("bodies_missing", RED))
    assert become(bodies, frees("f", 5, RED))[0].status == "fulfilled"


def test_silence_is_no_delay_where_no_act_could_show_that_it_is_kept():
    halt = deal("a", 0, "full", promise("incitement_halt", RED, deadline="2031-03-11"))
    status, found = become(halt)
    assert (status.status, found) == ("promised", ())


@pytest.mark.parametrize("deadline", ["2031-02-11", "2031-04/..", "soon"])
def test_a_deadline_before_the_promise_or_without_a_day_is_none(deadline):
    assert (
        become(deal("a", 0, "full", promise("prisoner_release", RED, deadline=deadline)))[1] == ()
    )


def test_an_assault_between_the_parties_breaks_a_truce_and_tells_who():
    status, (seen,) = become(TRUCE, hits("h", 6, BLUE, RED))
    assert (status.status, status.since, seen.actors) == ("violated", day(6), (BLUE,))
    clash, (both,) = become(TRUCE, act("h", "ASSAULT", 6, (RED, BLUE)))
    assert (clash.status, set(both.actors)) == ("violated", {RED, BLUE})
    outside = [hits("g", 6, RED, GREEN), hits("i", 6, GREEN, BLUE), hits("j", -1, RED, BLUE)]
    assert become(TRUCE, *outside)[1] == ()


def test_fighting_on_the_day_of_the_truce_settles_nothing():
    status, (seen,) = become(TRUCE, hits("h", 0, RED, BLUE))
    assert (status.status, seen.effect) == ("promised", "violated")
    assert "may have come before" in seen.reason
    assert "1 too weak" in status.reason


def test_what_lasts_can_be_broken_and_is_then_kept_in_part():
    kept = [stops("s", 2, RED), stops("t", 3, BLUE)]
    breach = hits("h", 6, BLUE, RED)
    assert become(TRUCE, *kept, on=2)[0].status == "partly"
    assert become(TRUCE, *kept)[0].status == "fulfilled"
    broken, _ = become(TRUCE, *kept, breach)
    assert (broken.status, broken.since) == ("violated", day(6))
    assert [o.acts for o in broken.observations] == [("h",)]
    again, _ = become(TRUCE, *kept, breach, stops("u", 9, RED, BLUE))
    assert (again.status, again.since) == ("partly", day(9))
    same_day, _ = become(TRUCE, stops("s", 6, RED, BLUE), breach)
    assert same_day.status == "disputed"


def test_a_truce_that_takes_effect_is_a_deed_and_one_that_is_made_is_not():
    takes_effect = deal("t", 2, "ceasefire", kind="RETREAT", mode="ceasefire")
    assert become(TRUCE, takes_effect)[0].status == "fulfilled"
    made = replace(takes_effect, first=day(0), last=day(0))
    assert become(made)[0].status == "promised"
    assert become(TRUCE, made)[0].status == "promised"
    another = deal("t", 2, "ceasefire", kind="RETREAT", mode="ceasefire", parties=(RED, GREEN))
    assert become(TRUCE, another)[1] == ()


def test_a_told_breakdown_breaks_the_truce_and_leaves_the_rest_open():
    deals = [
        deal("a", 0, "ceasefire", promise("prisoner_release", RED)),
        deal("b", 8, "broken", reports=("r1", "r2")),
    ]
    later = [hits("h", 9, RED, BLUE), frees("f", 12, RED)]
    (accord,) = accords(deals)
    found = observe(accord, [*deals, *later])
    truce, release = accord.provisions
    ended = status_on(truce, found, day(END))
    assert (ended.status, ended.since) == ("violated", day(8))
    (seen,) = ended.observations
    assert (seen.actors, seen.acts, seen.reports) == ((), ("b",), ("r1", "r2"))
    assert status_on(release, found, day(11)).status == "promised"
    assert status_on(release, found, day(12)).status == "fulfilled"


def test_a_renewed_truce_answers_for_what_follows():
    acts = [TRUCE, deal("b", 50, "ceasefire"), hits("h", 60, RED, BLUE)]
    first, second = accords(acts)
    assert observe(first, acts) == ()
    assert status_on(second.provisions[0], observe(second, acts), day(END)).status == "violated"


def test_a_truce_until_a_day_is_not_delayed_and_binds_no_longer():
    truce = deal("a", 0, "full", promise("ceasefire", RED, BLUE, deadline="2031-03-11"))
    assert become(truce, hits("h", 11, RED, BLUE))[1] == ()
    assert become(truce, hits("h", 10, RED, BLUE))[0].status == "violated"


PULLS_OUT = deal("a", 0, "full", promise("withdrawal", RED, place="sarmin"))


@pytest.mark.parametrize(
    ("place", "wider", "status"),
    [
        ("sarmin", {}, "fulfilled"),
        (None, {}, "fulfilled"),
        ("taftanaz", {}, "promised"),
        ("idlib", {"sarmin": frozenset({"idlib"})}, "fulfilled"),
        ("sarmin-mill", {"sarmin-mill": frozenset({"sarmin"})}, "fulfilled"),
    ],
)
def test_what_is_done_elsewhere_settles_nothing(place, wider, status):
    leaves = act("w", "RETREAT", 4, (RED,), mode="withdraw", place=place)
    found, (seen,) = become(PULLS_OUT, leaves, wider=wider)
    assert found.status == status
    assert ("another place" in seen.reason) == (status == "promised")


def test_a_seizure_breaks_a_withdrawal_where_it_hits_a_party_or_the_place():
    def seizes(**more):
        return act("s", "COERCE", 9, (RED,), mode="seize", **more)

    assert become(PULLS_OUT, seizes(place="sarmin"))[0].status == "violated"
    assert become(PULLS_OUT, replace(seizes(), recipients=(BLUE,)))[0].status == "violated"
    assert become(PULLS_OUT, replace(seizes(), recipients=(GREEN,)))[0].status == "promised"


def test_a_committee_meets_only_when_the_parties_do():
    forms = deal("a", 0, "full", promise("joint_committee", RED, BLUE))
    assert become(forms, act("m", "CONSULT", 4, (RED,), (GREEN,)))[1] == ()
    assert become(forms, act("m", "CONSULT", 4, (RED, BLUE)))[0].status == "fulfilled"
    assert become(forms, act("m", "CONSULT", 4, (RED,), (BLUE,)))[0].status == "fulfilled"


def strength(**more):
    (seen,) = become(RELEASE, frees("f", 5, RED, **more))[1]
    return seen.strength


def test_strength_falls_with_what_is_less_sure():
    assert strength() == 0.63  # one origin 0.7, confidence 0.9
    assert strength(origins=3) > strength(origins=2) > strength()
    assert strength() > strength(certainty="attributed") > strength(certainty="doubtful")
    assert strength() > strength(confidence=0.5)
    assert strength(to=(BLUE,)) == strength() > strength(to=(ENVOY,))
    assert become(RELEASE, frees("f", 5, RED, certainty="doubtful"))[0].status == "promised"


TOLD = promise("prisoner_release", RED, status="fulfilled", acts=("r-x",))


def test_a_pages_own_word_counts_where_no_act_speaks():
    # The act that the page means is of a kind that the table does not know.
    meant = act("x", "COOPERATE", 7, (RED,))
    status, (seen,) = become(deal("a", 0, "full", TOLD), meant)
    assert (status.status, status.since) == ("fulfilled", day(7))
    assert seen.acts == ("a", "x")
    assert seen.strength < 0.9


def test_a_pages_own_word_of_an_unknown_act_has_an_open_day():
    status, (seen,) = become(deal("a", 0, "full", TOLD))
    assert (seen.first, seen.last, status.since) == (day(0), None, None)
    assert (status.status, status.reason.split(":")[0]) == (
        "fulfilled",
        "fulfilled, on an open day",
    )
    dated = frees("n", 5, RED, standing="denied")
    assert become(deal("a", 0, "full", TOLD), dated)[0].status == "delayed"


@pytest.mark.parametrize(
    "later",
    [
        [frees("x", 7, RED)],
        [frees("x", 7, RED, certainty="doubtful")],
        [act("x", "AGREE", 7, (RED,), (BLUE,))],
    ],
    ids=["read", "weak", "promise"],
)
def test_a_pages_own_word_adds_nothing_to_an_act_that_was_read(later):
    without = become(RELEASE, *later)[0].status
    status, found = become(deal("a", 0, "full", TOLD), *later)
    assert status.status == without
    assert len(found) == (later[0].type != "AGREE")


def test_a_pages_own_word_of_an_undated_act_counts_on_an_open_day():
    status, (seen,) = become(deal("a", 0, "full", TOLD), frees("x", None, RED))
    assert (status.status, status.since, seen.acts) == ("fulfilled", None, ("a", "x"))


def test_a_pages_own_word_does_not_overrule_what_the_rules_make_of_an_act():
    told = promise("joint_committee", RED, BLUE, status="fulfilled", acts=("r-m",))
    outsider = act("m", "CONSULT", 4, (RED,), (GREEN,))
    assert become(deal("a", 0, "full", told), outsider)[1] == ()


def test_a_pages_own_word_without_acts_is_no_evidence():
    bare = promise("prisoner_release", RED, status="fulfilled")
    assert become(deal("a", 0, "full", bare))[1] == ()


def test_every_kind_in_the_table_of_acts_can_be_observed():
    for rule in act_rules():
        made = deal("a", 0, "full", promise(rule.kind, RED, BLUE))
        hit = (BLUE,) if rule.between else ()
        done = act(
            "x", rule.type, 5, (RED,) if hit else (RED, BLUE), hit, mode=rule.mode, place=None
        )
        (pledge,) = accords([made])[0].provisions
        effects = {o.effect for o in become(made, done)[1] if o.pledge == pledge.id}
        assert effects == {rule.effect}, rule


LATER = st.lists(
    st.builds(
        lambda kind, on, by, standing, certainty: (kind, on, by, standing, certainty),
        st.sampled_from(["release", "ceasefire", "ASSAULT", "AGREE", "CONCEDE", "CONSULT"]),
        st.one_of(st.none(), st.integers(-3, 30), st.tuples(st.integers(0, 9), st.integers(9, 30))),
        st.sampled_from([(RED,), (BLUE,), (RED, BLUE), (GREEN,)]),
        st.sampled_from(["reported", "disputed", "denied"]),
        st.sampled_from(["asserted", "doubtful"]),
    ),
    max_size=8,
)
PROMISES = [
    promise("prisoner_release", RED, BLUE, deadline="2031-03-09"),
    promise("joint_committee"),
]
SIGNED = deal("a", 0, "ceasefire", *PROMISES)


def made(rows):
    """Acts of drawn kinds; what is no type is the mode of a RETREAT."""
    found = []
    for number, (kind, on, by, standing, certainty) in enumerate(rows):
        retreat = kind.islower()
        hit = (BLUE,) if kind == "ASSAULT" and by == (RED,) else ()
        found.append(
            act(
                f"l{number}", "RETREAT" if retreat else kind, on, by, hit,
                mode=kind if retreat else None, standing=standing, certainty=certainty,
            )
        )  # fmt: skip
    return found


@given(LATER, st.randoms(use_true_random=False))
def test_the_order_of_acts_and_observations_does_not_matter(rows, random):
    acts = [SIGNED, *made(rows)]
    (accord,) = accords(acts)
    found = observe(accord, acts)
    shuffled = list(acts)
    random.shuffle(shuffled)
    assert observe(accord, shuffled) == found
    mixed = list(found)
    random.shuffle(mixed)
    for pledge in accord.provisions:
        assert status_on(pledge, mixed, day(20)) == status_on(pledge, found, day(20))


@given(LATER)
def test_days_before_the_first_observation_are_promised(rows):
    acts = [SIGNED, *made(rows)]
    (accord,) = accords(acts)
    found = observe(accord, acts)
    for pledge in accord.provisions:
        own = [o for o in found if o.pledge == pledge.id]
        first = min((o.last or o.first for o in own), default=day(END))
        for number in range(-5, (first - day(0)).days):
            assert status_on(pledge, found, day(number)).status == "promised"


@given(LATER)
def test_a_day_knows_nothing_of_later_observations(rows):
    acts = [SIGNED, *made(rows)]
    (accord,) = accords(acts)
    found = observe(accord, acts)
    for pledge in accord.provisions:
        for number in (5, 10, 20):
            past = [o for o in found if (o.last or o.first) <= day(number)]
            assert status_on(pledge, past, day(number)) == status_on(pledge, found, day(number))


@given(LATER)
def test_promises_alone_are_never_kept(rows):
    words = [row for row in rows if row[0] in {"AGREE", "CONCEDE"}]
    acts = [SIGNED, *made(words), deal("b", 3, "implementation", *PROMISES)]
    (accord,) = accords(acts)
    found = observe(accord, acts)
    kept = {status_on(pledge, found, day(END)).status for pledge in accord.provisions}
    assert kept <= {"promised", "delayed"}


@given(LATER)
def test_a_status_rests_on_observations_and_they_on_acts(rows):
    acts = [SIGNED, *made(rows)]
    (accord,) = accords(acts)
    found = observe(accord, acts)
    known = {one.id: one for one in acts}
    for seen in found:
        assert 0 <= seen.strength <= 1
        assert seen.effect != "promised"
        assert seen.acts
        assert set(seen.reports) == {r for name in seen.acts for r in known[name].reports}
    for pledge in accord.provisions:
        status = status_on(pledge, found, day(END))
        assert bool(status.observations) == (status.status != "promised")
        assert set(status.observations) <= set(found)


EFFECTS = ["fulfilled", "partly", "delayed", "violated", "disputed"]
SEEN = st.lists(st.tuples(st.sampled_from(EFFECTS), st.integers(0, 9)), max_size=8)


@given(SEEN, st.sampled_from(sorted(pledge_kinds())))
def test_what_is_done_once_is_never_undone(rows, kind):
    pledge = Pledge("p", kind, (RED,), (), (), None, None, day(0), day(0), ())
    found = [
        Observation(day(on), day(on), "p", effect, 0.9, (RED,), (f"x{n}",), (), "told")
        for n, (effect, on) in enumerate(rows)
    ]
    course = [status_on(pledge, found, day(on)).status for on in range(10)]
    if "fulfilled" in course and not pledge_kinds()[kind].lasting:
        assert set(course[course.index("fulfilled") :]) == {"fulfilled"}
    broken = [on for effect, on in rows if effect == "violated"]
    if broken and pledge_kinds()[kind].lasting:
        assert "fulfilled" not in course[min(broken) :]


def test_many_acts_and_agreements_are_read_in_one_pass():
    groups = [f"group-{n}" for n in range(60)]
    acts = []
    for n in range(20_000):
        one, other = groups[n % 60], groups[(n * 7 + 1) % 60]
        kind, mode = (("ASSAULT", None), ("RETREAT", "release"), ("CONSULT", None))[n % 3]
        acts.append(act(f"x{n}", kind, n % 365, (one,), (other,), mode=mode))
    for n in range(200):
        sides = (groups[n % 60], groups[(n * 11 + 1) % 60])
        if sides[0] != sides[1]:
            given = promise("prisoner_release", *sides)
            acts.append(deal(f"d{n}", n, "ceasefire", given, parties=sides))
    start = time.perf_counter()
    made_of = accords(acts)
    found = observe_all(made_of, acts)
    took = time.perf_counter() - start
    assert sum(map(len, found.values())) > 1000
    assert took < 5  # a guard against quadratic work, not a benchmark
    assert found[made_of[7].id] == observe(made_of[7], acts)


TEN = deal("ten", 0, "full", promise("prisoner_release", RED, words="free ten prisoners of theirs"))


def test_fewer_than_were_promised_keep_it_in_part_until_all_are_free():
    first = frees("a", 3, RED, to=(BLUE,), count=4)
    rest = frees("b", 9, RED, to=(BLUE,), count=6)
    assert become(TEN, first)[0].status == "partly"
    assert "4 of 10" in become(TEN, first)[0].reason
    status = become(TEN, first, rest)[0]
    assert (status.status, status.since) == ("fulfilled", day(9))
    assert become(TEN, frees("c", 3, RED, to=(BLUE,)))[0].status == "fulfilled"


def test_three_origins_settle_what_one_side_denies():
    breach = hits("h", 3, RED, BLUE, standing="disputed", origins=3)
    assert become(TRUCE, breach)[0].status == "violated"


def test_where_prisoners_are_freed_is_by_the_way():
    here = deal("d", 0, "full", promise("prisoner_release", RED, place="north"))
    assert become(here, frees("f", 3, RED, to=(BLUE,), place="south"))[0].status == "fulfilled"


def test_a_count_too_weak_to_settle_anything_fills_nothing():
    weak = frees("a", 3, RED, to=(BLUE,), count=6, certainty="doubtful", confidence=0.5)
    sure = frees("b", 9, RED, to=(BLUE,), count=4)
    status, found = become(TEN, weak, sure)
    assert (status.status, status.since) == ("partly", day(9))
    assert [("6 of 10" in o.reason, "4 of 10" in o.reason) for o in found] == [
        (True, False),
        (False, True),
    ]


def test_a_deadline_does_not_settle_whether_a_disputed_act_kept_it():
    due = deal("a", 0, "full", promise("prisoner_release", RED, deadline="2031-03-11"))
    told = frees("f", 5, RED, standing="disputed")
    status, found = become(due, told)
    assert (status.status, status.since) == ("disputed", day(5))
    assert [o.effect for o in found] == ["disputed"]
    denied = become(due, frees("f", 5, RED, standing="denied"))[0]
    assert denied.status == "delayed"


def test_an_act_that_no_page_tells_any_more_says_nothing():
    gone = frees("f", 5, RED, standing="denied", retracted=True)
    assert become(RELEASE, gone)[1] == ()
    assert become(RELEASE, replace(gone, retracted=False))[0].status == "delayed"
    assert become(RELEASE, frees("f", 5, RED, retracted=True))[1] == ()


def test_what_is_promised_after_a_breakdown_can_still_be_kept():
    acts = [
        deal("a", 0, "full"),
        deal("b", 10, "broken"),
        deal("c", 20, "implementation", promise("withdrawal", RED)),
    ]
    gone = act("w", "RETREAT", 25, (RED,), mode="withdraw")
    assert become(acts, gone)[0].status == "fulfilled"
    again = deal("d", 30, "broken")
    late = act("w", "RETREAT", 35, (RED,), mode="withdraw")
    assert become([*acts, again], gone)[0].status == "fulfilled"
    assert become([*acts, again], late)[1] == ()
