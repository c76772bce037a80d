"""What the reports of one happening tell of an agreement, as one: parties, stage and provisions."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from detente.model.days import day_bounds
from detente.model.record import Agreement, AgreementStage, Provision, ProvisionStatus, Quote
from detente.store.reports import number_before

_STAGES: tuple[AgreementStage, ...] = (
    "talks", "preliminary", "ceasefire", "partial", "full", "implementation", "broken",
)  # fmt: skip
_CAUTIOUS: tuple[ProvisionStatus, ...] = (
    "disputed", "partly", "delayed", "fulfilled", "violated", "promised",
)  # fmt: skip
"""Of what equally many tell, the one that claims less stands first."""

_Key = tuple[str, tuple[str, ...], str]


def agreement_of(told: Sequence[tuple[int, Agreement]]) -> Agreement | None:
    """Return what all reports of a happening tell of one agreement; None where none does.

    Provisions of one kind, obligors and place are one: with the latest deadline, everybody who is
    to gain or to bear it, the first words that hold a number (else the first), and the status that
    most origins tell.

    Args:
        told: Number of the origin and what it tells, in the order of the reports' ids.
    """
    if not told:
        return None
    stages = Counter(agreement.stage for _, agreement in told)
    return Agreement(
        stage=min(stages, key=lambda s: (-stages[s], _STAGES.index(s))),
        parties=_voted((n, party) for n, a in told for party in a.parties),
        third_parties=_voted((n, party) for n, a in told for party in a.third_parties),
        text_status=min(
            (a.text_status for _, a in told), key=("full", "excerpt", "reported").index
        ),
        provisions=_provisions(told),
    )


def supported(votes: Counter[str]) -> list[str]:
    """Return those with more than half as many votes as the best; all of one where one is best."""
    most = max(votes.values(), default=0)
    return [entity for entity, count in votes.items() if count == most or 2 * count > most]


def _voted(named: Iterable[tuple[int, str]]) -> tuple[str, ...]:
    """Those whom enough origins name, sorted."""
    return tuple(sorted(supported(Counter(who for _, who in set(named)))))


def _provisions(told: Sequence[tuple[int, Agreement]]) -> tuple[Provision, ...]:
    """The provisions of all, joined and numbered."""
    groups: dict[_Key, list[tuple[int, Provision]]] = defaultdict(list)
    for origin, agreement in told:
        for one in agreement.provisions:
            key = one.kind, tuple(sorted(set(one.by))), one.place or ""
            groups[key].append((origin, one))
    return tuple(_joined(f"p{n}", groups[key]) for n, key in enumerate(sorted(groups), start=1))


def _joined(name: str, group: Sequence[tuple[int, Provision]]) -> Provision:
    """One provision out of its tellings."""
    tellings = [one for _, one in group]
    return tellings[0].model_copy(
        update={
            "id": name,
            "against": _union(one.against for one in tellings),
            "beneficiaries": _union(one.beneficiaries for one in tellings),
            "deadline": _latest(one.deadline for one in tellings),
            "status": _status((origin, one.status) for origin, one in group),
            "acts": _union(one.acts for one in tellings),
            "text": next((t.text for t in tellings if _holds_number(t.text)), tellings[0].text),
        }
    )


def _status(told: Iterable[tuple[int, ProvisionStatus]]) -> ProvisionStatus:
    """What most origins say became of a promise; that it was made says nothing of that.

    Where as many say that it was kept as that it was broken, it is disputed.
    """
    votes = Counter(status for _, status in set(told) if status != "promised")
    most = max(votes.values(), default=0)
    best: set[ProvisionStatus] = {status for status, count in votes.items() if count == most}
    if {"fulfilled", "violated"} <= best:
        return "disputed"
    return min(best, key=_CAUTIOUS.index, default="promised")


def _latest(deadlines: Iterable[str | None]) -> str | None:
    """The deadline that ends last; one that names no day stands behind all that do."""
    told = {deadline for deadline in deadlines if deadline}
    return max(told, key=lambda d: (day_bounds(d)[1] or date.min, d), default=None)


def _holds_number(words: Quote) -> bool:
    parts = words.text.split()
    return any(number_before(" ".join(parts[at:])) is not None for at in range(len(parts)))


def _union(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(sorted({name for group in groups for name in group}))
