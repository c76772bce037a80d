"""Promised is not done: later acts on the page settle what became of each provision."""

import pytest

from detente.coding.compliance import act_rules

DEAL = (
    "The Al-Qamar Brigades and the River Front reached a ceasefire agreement on 3 May.\n\n"
    "Under the deal, the Al-Qamar Brigades will release all prisoners. "
    "The River Front will withdraw from the town of Sarmin by 8 May. "
    "Both sides will form a joint committee.\n\n"
)


def provisions(coder, later: str):
    record = coder.code_text(DEAL + later, published="2021-05-10")
    agreed = next(e for e in record.events if e.agreement and e.agreement.provisions)
    return record, {p.kind: p for p in agreed.agreement.provisions}


def test_a_promise_alone_is_promised(coder):
    _, told = provisions(coder, "The deal was welcomed.")
    assert [p.status for p in told.values()] == ["promised"] * 3
    assert all(not p.acts for p in told.values())


def test_place_and_deadline_are_kept(coder):
    _, told = provisions(coder, "")
    assert told["withdrawal"].deadline == "2021-05-08"
    assert told["withdrawal"].place == "geonames:164782"  # Sarmin of Syria
    assert told["joint_committee"].deadline is None


@pytest.mark.parametrize(
    ("later", "kind", "status"),
    [
        (
            "On 5 May the Al-Qamar Brigades released twelve prisoners.",
            "prisoner_release",
            "fulfilled",
        ),
        ("On 6 May the River Front seized Sarmin again.", "withdrawal", "violated"),
        # Somebody else's act, an earlier act and a plan settle nothing.
        ("On 5 May Boko Haram released twelve prisoners.", "prisoner_release", "promised"),
        ("On 1 May the Al-Qamar Brigades released two prisoners.", "prisoner_release", "promised"),
        ("The Al-Qamar Brigades plan to release prisoners.", "prisoner_release", "promised"),
    ],
)
def test_later_acts_settle_a_promise(coder, later, kind, status):
    record, told = provisions(coder, later)
    assert told[kind].status == status
    ids = {e.id for e in record.events}
    assert set(told[kind].acts) <= ids
    assert bool(told[kind].acts) == (status != "promised")


@pytest.mark.parametrize(
    ("later", "prisoners", "bodies"),
    [
        ("released twelve soldiers", "fulfilled", "promised"),
        ("handed over the bodies of three soldiers", "promised", "fulfilled"),
        ("returned the remains of three soldiers", "promised", "fulfilled"),
    ],
)
def test_who_frees_soldiers_hands_over_no_bodies(coder, later, prisoners, bodies):
    deal = DEAL.replace(
        "release all prisoners.",
        "release all prisoners. The Al-Qamar Brigades will hand over the bodies of six soldiers.",
    )
    text = f"{deal}On 5 May the Al-Qamar Brigades {later}."
    record = coder.code_text(text, published="2021-05-10")
    agreed = next(e for e in record.events if e.agreement and e.agreement.provisions)
    told = {p.kind: p.status for p in agreed.agreement.provisions}
    assert (told["prisoner_release"], told["bodies_missing"]) == (prisoners, bodies)


def test_every_rule_of_the_table_is_read():
    rules = act_rules()
    assert len({(r.kind, r.type, r.mode) for r in rules}) == len(rules)
