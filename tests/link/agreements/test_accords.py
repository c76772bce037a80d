"""Agreements over documents: which acts are one accord, and which of its promises are one."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.knowledge.tables import data_folder
from detente.link.agreements.joining import accords
from detente.link.agreements.pledges import last_day
from detente.link.agreements.rules import accord_rules, load_accord_rules, load_pledge_kinds
from detente.model.errors import KnowledgeError
from detente.model.record import ProvisionKind
from tests.link.agreements.conflict import BLUE, ENVOY, GREEN, RED, act, day, deal, hits, promise


def joined(*acts):
    """The acts of each accord."""
    return [accord.acts for accord in accords(acts)]


def pledges(*acts):
    (accord,) = accords(acts)
    return accord.provisions


def test_stages_of_one_agreement_are_one_accord():
    (accord,) = accords(
        [
            deal("a", 0, "talks"),
            deal("b", 10, "preliminary"),
            deal("c", 20, "ceasefire"),
            deal("d", 60, "implementation", kind="SUPPORT"),
            deal("e", 100, "broken"),
        ]
    )
    assert accord.id == "accord:a"
    assert accord.parties == tuple(sorted((RED, BLUE)))
    assert [(s.stage, s.first, s.acts) for s in accord.stages] == [
        ("talks", day(0), ("a",)),
        ("preliminary", day(10), ("b",)),
        ("ceasefire", day(20), ("c",)),
        ("implementation", day(60), ("d",)),
        ("broken", day(100), ("e",)),
    ]
    assert (accord.first, accord.last) == (day(0), day(100))
    assert accord.breakdown.first == day(100)


def test_another_pair_has_another_accord():
    assert joined(deal("a", 0, "ceasefire"), deal("b", 1, "ceasefire", parties=(RED, GREEN))) == [
        ("a",),
        ("b",),
    ]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ((RED, BLUE), (RED, BLUE, GREEN), True),
        ((RED, BLUE, GREEN), (RED, BLUE, ENVOY), False),
        ((RED, BLUE), (RED, GREEN), False),
    ],
)
def test_parties_may_be_left_out_but_not_exchanged(first, second, same):
    found = joined(deal("a", 0, "full", parties=first), deal("b", 2, "full", parties=second))
    assert (len(found) == 1) == same


def test_a_mediator_that_one_report_counts_as_a_party_is_none():
    (accord,) = accords(
        [
            deal("a", 0, "ceasefire", parties=(RED, BLUE, ENVOY)),
            deal("b", 1, "ceasefire", thirds=(ENVOY,)),
        ]
    )
    assert accord.parties == tuple(sorted((RED, BLUE)))
    assert accord.third_parties == (ENVOY,)


def test_a_signing_after_a_breakdown_is_a_new_accord_and_its_talks_with_it():
    found = joined(
        deal("a", 0, "ceasefire"),
        deal("b", 5, "broken"),
        deal("c", 7, "talks"),
        deal("d", 9, "ceasefire"),
    )
    assert found == [("a", "b"), ("c", "d")]


def test_assaults_between_two_signings_are_a_breakdown_though_none_is_told():
    signings = (deal("a", 0, "ceasefire"), deal("b", 10, "ceasefire"))
    fighting = [hits(f"h{n}", 3 + n, RED, BLUE) for n in range(3)]
    assert joined(*signings) == [("a", "b")]
    assert joined(*signings, *fighting) == [("a",), ("b",)]
    assert joined(*signings, *fighting[:2]) == [("a", "b")]
    others = [replace(one, recipients=(GREEN,)) for one in fighting]
    denied = [replace(one, standing="denied") for one in fighting]
    vague = [replace(one, last=day(30)) for one in fighting]
    for harmless in (others, denied, vague):
        assert joined(*signings, *harmless) == [("a", "b")]


def test_clashes_count_as_assaults_of_either_side():
    clashes = [act(f"h{n}", "ASSAULT", 3 + n, (RED, BLUE)) for n in range(3)]
    found = joined(deal("a", 0, "ceasefire"), deal("b", 10, "ceasefire"), *clashes)
    assert found == [("a",), ("b",)]


@pytest.mark.parametrize(("days", "number"), [(14, 1), (15, 2)])
def test_a_second_signing_long_after_the_first_is_a_new_accord(days, number):
    # Talks in between prolong nothing.
    found = accords([deal("a", 0, "full"), deal("t", 7, "talks"), deal("b", days, "full")])
    assert len(found) == number


@pytest.mark.parametrize(("days", "number"), [(365, 1), (366, 2)])
def test_implementation_refers_back_far(days, number):
    assert len(accords([deal("a", 0, "full"), deal("b", days, "implementation")])) == number


def test_a_late_mention_has_the_day_of_the_signing():
    found = joined(
        deal("a", 0, "ceasefire"),
        deal("b", 20, "broken"),
        deal("c", 40, "ceasefire"),
        deal("late", 0, "full"),
    )
    assert found == [("a", "b", "late"), ("c",)]


def test_a_vague_date_joins_what_is_known_and_does_not_rename_it():
    exact = deal("signed", 4, "ceasefire")
    vague = deal("a-month", (0, 30), "ceasefire")
    (accord,) = accords([vague, exact])
    assert accord.id == "accord:signed"
    assert (accord.first, accord.last) == (day(0), day(30))


def test_without_a_day_it_joins_only_where_one_accord_fits():
    undated = deal("u", None, "full")
    assert joined(deal("a", 0, "full"), undated) == [("a", "u")]
    assert joined(deal("a", 0, "full"), deal("b", 90, "full"), undated) == [("a",), ("b",), ("u",)]
    (alone,) = accords([undated])
    assert (alone.first, alone.last) == (None, None)
    assert alone.stages[0].first is None


def test_what_is_denied_or_has_one_known_party_makes_no_accord():
    assert accords([deal("a", 0, "full", standing="denied")]) == ()
    assert accords([deal("a", 0, "full", parties=(RED,))]) == ()
    assert accords([hits("h", 0, RED, BLUE)]) == ()


def test_one_promise_told_twice_is_one_pledge_with_both_tellings():
    (pledge,) = pledges(
        deal("a", 0, "full", promise("withdrawal", RED, place="sarmin", deadline="2031-03-05")),
        deal("b", 2, "full", promise("withdrawal", RED, deadline="2031-03-08", words="pull out")),
    )
    assert pledge.id == "accord:a/withdrawal-1"
    assert (pledge.by, pledge.place, pledge.deadline) == ((RED,), "sarmin", "2031-03-08")
    assert (pledge.first, pledge.acts, pledge.reports) == (day(0), ("a", "b"), ("r-a", "r-b"))
    assert pledge.words == ("they will see to withdrawal", "pull out")


def test_both_free_prisoners_holds_that_one_frees_them():
    both = deal("a", 0, "full", promise("prisoner_release", RED, BLUE))
    one = deal("b", 1, "full", promise("prisoner_release", RED))
    other = deal("c", 1, "full", promise("prisoner_release", BLUE))
    (pledge,) = pledges(both, one, other)
    assert pledge.by == tuple(sorted((RED, BLUE)))
    apart = pledges(one, other)
    assert [p.by for p in apart] == [(RED,), (BLUE,)]
    assert [p.id for p in apart] == [f"accord:b/prisoner_release-{n}" for n in (1, 2)]


def test_an_untold_obligor_is_the_only_one_told():
    untold = deal("a", 0, "full", promise("disarmament"))
    red = deal("b", 1, "full", promise("disarmament", RED))
    blue = deal("c", 2, "full", promise("disarmament", BLUE))
    assert [p.by for p in pledges(untold, red)] == [(RED,)]
    assert [p.by for p in pledges(untold, red, blue)] == [(), (RED,), (BLUE,)]


def test_other_places_are_other_pledges():
    found = pledges(
        deal("a", 0, "full", promise("withdrawal", RED, place="sarmin")),
        deal("b", 1, "full", promise("withdrawal", RED, place="taftanaz")),
    )
    assert [p.place for p in found] == ["sarmin", "taftanaz"]


def test_a_ceasefire_is_a_promise_of_all_parties_though_nobody_spells_it_out():
    (pledge,) = pledges(deal("a", 0, "ceasefire"), deal("b", 3, "ceasefire"))
    assert (pledge.kind, pledge.by) == ("ceasefire", tuple(sorted((RED, BLUE))))
    assert (pledge.acts, pledge.words) == (("a",), ())
    assert pledges(deal("a", 0, "full")) == ()


def test_a_pledge_ends_with_a_breakdown_a_renewal_or_its_last_day():
    broken, renewed = accords(
        [
            deal("a", 0, "ceasefire", promise("prisoner_release", RED)),
            deal("b", 5, "broken"),
            deal("c", 9, "ceasefire"),
        ]
    )
    truce, release = broken.provisions
    assert (truce.until, truce.over) == (day(5), "broken")
    assert (release.until, release.over) == (None, None)
    assert renewed.provisions[0].until is None
    first, _ = accords([deal("a", 0, "ceasefire"), deal("b", 50, "ceasefire")])
    assert (first.provisions[0].until, first.provisions[0].over) == (day(49), "renewed")
    until = promise("ceasefire", RED, BLUE, deadline="2031-03-11")
    (pledge,) = pledges(deal("a", 0, "ceasefire", until))
    assert (pledge.until, pledge.over) == (day(10), "expired")


def test_a_breakdown_ends_only_what_was_promised_before_it():
    told = [
        deal("a", 0, "full", promise("separation", BLUE)),
        deal("b", 10, "broken"),
        deal("c", 20, "implementation", promise("withdrawal", RED)),
    ]
    before, after = pledges(*told)
    assert (before.kind, before.until, before.over) == ("separation", day(10), "broken")
    assert (after.kind, after.until, after.over) == ("withdrawal", None, None)
    _, after = pledges(*told, deal("d", 30, "broken"))
    assert (after.until, after.over) == (day(30), "broken")
    ((_, same_day),) = [pledges(*told, deal("e", 20, "broken"))]
    assert (same_day.until, same_day.over) == (day(20), "broken")


@pytest.mark.parametrize(
    ("edtf", "iso"),
    [
        ("2031-03-05", "2031-03-05"),
        ("2031-02", "2031-02-28"),
        ("2031-03-01/2031-03-09", "2031-03-09"),
        ("2031-03-01/..", None),
        ("soon", None),
    ],
)
def test_the_last_day_of_a_deadline(edtf, iso):
    assert str(last_day(edtf)) == str(iso)


STAGES = ("talks", "ceasefire", "full", "implementation", "broken")
SIDES = st.sampled_from([(RED, BLUE), (RED, GREEN), (RED, BLUE, GREEN), (BLUE, ENVOY)])
DAYS = st.one_of(st.none(), st.integers(0, 80), st.tuples(st.integers(0, 40), st.integers(41, 90)))
PROMISES = st.lists(
    st.builds(
        lambda kind, by, place: promise(kind, *by, place=place),
        st.sampled_from(["withdrawal", "prisoner_release"]),
        st.sampled_from([(), (RED,), (BLUE,), (RED, BLUE)]),
        st.sampled_from([None, "sarmin", "taftanaz"]),
    ),
    max_size=2,
)


@st.composite
def happenings(draw):
    """Deals and assaults with ids of their own."""
    found = []
    for number in range(draw(st.integers(1, 9))):
        if draw(st.booleans()):
            stage = draw(st.sampled_from(STAGES))
            sides = draw(SIDES)
            found.append(deal(f"d{number}", draw(DAYS), stage, *draw(PROMISES), parties=sides))
        else:
            found.append(hits(f"h{number}", draw(st.integers(0, 80)), RED, BLUE))
    return found


@given(happenings(), st.randoms(use_true_random=False))
def test_the_order_of_acts_does_not_matter(acts, random):
    shuffled = list(acts)
    random.shuffle(shuffled)
    assert accords(shuffled) == accords(acts)


@given(happenings())
def test_every_act_of_an_agreement_is_in_one_accord(acts):
    told = sorted(name for accord in accords(acts) for name in accord.acts)
    assert told == sorted(one.id for one in acts if one.agreement)


@given(happenings())
def test_every_promise_is_in_one_pledge(acts):
    for accord in accords(acts):
        ids = [pledge.id for pledge in accord.provisions]
        assert len(set(ids)) == len(ids)
        for pledge in accord.provisions:
            assert set(pledge.acts) <= set(accord.acts)
        kinds = {p.kind for one in acts if one.id in accord.acts for p in one.agreement.provisions}
        assert kinds <= {pledge.kind for pledge in accord.provisions}


def changed(tmp_path, old, new, name="accords.toml"):
    text = data_folder("relations", name).read_text("utf-8")
    assert old in text
    path = tmp_path / name
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "line_of", "said"),
    [
        ("back = 30", "back = -1", "back = -1", "joining.back"),
        ("back = 30", "back = 30\nbakc = 3", "bakc", "joining.bakc"),
        ("settles = 0.2", "settles = 2.0", "settles", "strength.settles"),
        ("elsewhere = 0.1\n", "", "[strength]", "strength.elsewhere"),
        ('ceasefire = "ceasefire"', 'ceasefire = "truce"', '"truce"', "implied.ceasefire"),
        ("talks = 45\n", "", "", "[after] misses talks"),
    ],
)
def test_mistakes_in_the_thresholds_are_told_by_line(tmp_path, old, new, line_of, said):
    path = changed(tmp_path, old, new)
    lines = path.read_text("utf-8").splitlines()
    with pytest.raises(KnowledgeError) as caught:
        load_accord_rules(path)
    assert said in str(caught.value)
    assert line_of in lines[caught.value.line - 1]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("merger,,together", "merger,maybe,together", "lasting"),
        ("due,,joint_operations", "due,,patrols", "before names no kind: patrols"),
        ("due,,joint_operations", "due,,separation", "has kinds before it itself"),
        ("merger,,together", "amnesty,,together", "amnesty is there twice"),
        (
            "merger,,together,due,,joint_operations,,,The two groups will merge.\n",
            "",
            "kinds missing: merger",
        ),
    ],
)
def test_mistakes_in_the_kinds_are_told(tmp_path, old, new, said):
    with pytest.raises(KnowledgeError, match=said):
        load_pledge_kinds(changed(tmp_path, old, new, "pledges.csv"))


def test_thresholds_can_be_ones_own():
    strict = accord_rules().model_copy(update={"again": dict.fromkeys(accord_rules().again, 0)})
    acts = [deal("a", 0, "full"), deal("b", 1, "full")]
    assert len(accords(acts)) == 1
    assert len(accords(acts, strict)) == 2
    assert {kind.kind for kind in load_pledge_kinds().values()} == set(ProvisionKind.__args__)
