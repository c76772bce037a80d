"""What several reports tell of one agreement: nothing of a provision is lost in joining it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.link.incidents.agreed import agreement_of
from detente.model.record import Agreement, Provision, Quote


def provision(words: str = "pull back", **changes: Any) -> Provision:
    """The Grey Watch promises to withdraw."""
    fields = {"id": "p1", "kind": "withdrawal", "by": ("grey-watch",), **changes}
    return Provision.model_validate(
        {**fields, "text": Quote(start=0, end=len(words), text=words).model_dump()}
    )


def deal(*provisions: Provision) -> Agreement:
    return Agreement(stage="ceasefire", parties=("grey-watch",), provisions=provisions)


def joined(*told: Provision) -> Provision:
    """What becomes of one provision that origins of their own tell."""
    found = agreement_of([(n, deal(one)) for n, one in enumerate(told)])
    assert found
    (only,) = found.provisions
    return only


def test_no_report_tells_no_agreement() -> None:
    assert agreement_of([]) is None


def test_everybody_who_gains_or_bears_it_is_kept() -> None:
    found = joined(
        provision(beneficiaries=("tarn-guard",), acts=("e2",)),
        provision(beneficiaries=("blue-watch",), against=("red-column",), acts=("e1",)),
    )
    assert found.beneficiaries == ("blue-watch", "tarn-guard")
    assert (found.against, found.acts) == (("red-column",), ("e1", "e2"))


@pytest.mark.parametrize(
    ("deadlines", "latest"),
    [
        ((None, "2031-05-09"), "2031-05-09"),
        (("2031-05-09", "2031-05-04"), "2031-05-09"),
        (("2031-05", "2031-05-09"), "2031-05"),
        (("soon", "2031-05-09"), "2031-05-09"),
        ((None, None), None),
    ],
)
def test_the_latest_deadline_holds(deadlines: tuple[str | None, ...], latest: str | None) -> None:
    assert joined(*(provision(deadline=d) for d in deadlines)).deadline == latest


def test_the_first_words_that_hold_a_number_stand_for_it() -> None:
    told = [provision("free prisoners"), provision("free fourteen men"), provision("free 15 men")]
    assert joined(*told).text.text == "free fourteen men"
    assert joined(told[0], provision("let prisoners go")).text.text == "free prisoners"


@pytest.mark.parametrize(
    ("told", "status"),
    [
        (("promised", "promised"), "promised"),
        (("promised", "promised", "violated"), "violated"),
        (("fulfilled", "violated"), "disputed"),
        (("fulfilled", "violated", "partly"), "disputed"),
        (("fulfilled", "violated", "violated"), "violated"),
        (("fulfilled", "partly"), "partly"),
        (("violated", "delayed"), "delayed"),
    ],
)
def test_most_origins_tell_what_became_of_it(told: tuple[str, ...], status: str) -> None:
    assert joined(*(provision(status=s) for s in told)).status == status


def test_copies_of_one_text_have_one_vote() -> None:
    copied = [(0, deal(provision(status="violated")))] * 3
    seen = [(n, deal(provision(status="fulfilled"))) for n in (1, 2)]
    found = agreement_of([*copied, *seen])
    assert found
    assert found.provisions[0].status == "fulfilled"


def test_provisions_of_other_obligors_or_places_stay_apart() -> None:
    told = [provision(), provision(by=("blue-watch",)), provision(place="XAV/lumen")]
    found = agreement_of([(0, deal(*told))])
    assert found
    assert [p.id for p in found.provisions] == ["p1", "p2", "p3"]


tellings = st.builds(
    provision,
    st.sampled_from(["free prisoners", "free two men", "free three men"]),
    deadline=st.sampled_from([None, "2031-05-04", "2031-05-09"]),
    status=st.sampled_from(["promised", "fulfilled", "violated", "partly"]),
    beneficiaries=st.sampled_from([(), ("blue-watch",), ("tarn-guard", "red-column")]),
)


@given(st.lists(tellings, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_but_for_the_words_the_order_of_reports_does_not_matter(told: Any, rng: Any) -> None:
    shuffled = list(told)
    rng.shuffle(shuffled)
    first, second = joined(*told), joined(*shuffled)
    assert first.model_copy(update={"text": second.text}) == second
    assert joined(first) == first
