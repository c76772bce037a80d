"""Whether it happened (status) and how sure the page is of it (certainty)."""

import re
from collections.abc import Iterator
from itertools import chain

from detente.coding.context import FUTURE, hedge_of
from detente.coding.draft import Draft
from detente.model.record import Source, Status

RAISED = re.compile(r">(promise|announce|threat|request|refuse|demand)$")
PAST_WORDS = frozenset(
    {"previous", "previously", "earlier", "past", "former", "formerly", "once", "recent"}
)


def set_status(draft: Draft, published: str | None) -> None:
    """Set `draft.status` from negation, modality, condition, embedding verbs and past dates."""
    status, why, token = _status(draft, published)
    draft.status = status
    if token is None:
        draft.because("status", f"{status}: {why}")
    else:
        draft.because_token("status", f"{status}: {why}", token)


Reading = tuple[Status, str, int | None]
"""A status, why, and the token that says so."""


def _status(draft: Draft, published: str | None) -> Reading:
    if RAISED.search(draft.rule):
        return "actual", "the promise, threat or demand itself is made", None
    default: Reading = ("actual", "told as a fact, in no frame of doubt, plan or negation", None)
    readings = chain(_denied(draft), _not_yet(draft), _past(draft, published))
    return next(readings, default)


def _denied(draft: Draft) -> Iterator[Reading]:
    """What makes an event hypothetical by condition, or negated."""
    context, words = draft.context, draft.clauses.tree.words
    if context.condition is not None:
        yield "hypothetical", f"condition “{words[context.condition]}”", context.condition
    negating = context.embedder("deny", "fail", "stop")
    if negating is not None:
        yield "negated", f"“{words[negating.token]}” says that it did not happen", negating.token
    if context.negated is not None:
        yield "negated", f"negation “{words[context.negated]}”", context.negated


def _not_yet(draft: Draft) -> Iterator[Reading]:
    """What makes an event future or merely possible."""
    context, words = draft.context, draft.clauses.tree.words
    if context.modal is not None:
        future = words[context.modal].lower() in FUTURE | {"to"}
        status: Status = "future" if future else "hypothetical"
        yield status, f"“{words[context.modal]}”", context.modal
    planned = context.embedder("plan")
    if planned is not None:
        yield "future", f"planned: “{words[planned.token]}”", planned.token


def _past(draft: Draft, published: str | None) -> Iterator[Reading]:
    """What makes an event background."""
    past = _past_word(draft)
    if past is not None:
        yield "historical", f"told as past: “{draft.clauses.tree.words[past]}”", past
    if draft.date is not None and _long_ago(draft, published):
        yield "historical", f"dated {draft.date.edtf}, long before", None


def _past_word(draft: Draft) -> int | None:
    tree = draft.clauses.tree
    for child in draft.clauses.children[draft.token]:
        counted = draft.clauses.dependents(child, "obl:unmarked")  # "two days earlier" is a date
        past = tree.words[child].lower() in PAST_WORDS and tree.deps[child] in {"amod", "advmod"}
        if past and not counted:
            return child
    return None


def _long_ago(draft: Draft, published: str | None) -> bool:
    """Whether the event lies two calendar years before publication, or is dated by a past year."""
    if draft.date is None or published is None:
        return False
    if not (re.match(r"\d{4}", draft.date.edtf) and re.match(r"\d{4}", published)):
        return False
    years = int(published[:4]) - int(draft.date.edtf[:4])
    return years >= 2 or (years == 1 and draft.date.precision == "year")


def set_certainty(draft: Draft) -> None:
    """Set `draft.certainty`: doubtful by hedge or stance, attributed by another than the actor."""
    hedge = hedge_of(draft.clauses, draft.token)
    if hedge is None and draft.context.anchor != draft.token:
        hedge = hedge_of(draft.clauses, draft.context.anchor)
    embedder = draft.context.embedder("doubt", "accuse")
    words = draft.clauses.tree.words
    if hedge is not None:
        draft.certainty = "doubtful"
        draft.because_token("certainty", f"doubtful: “{words[hedge]}”", hedge)
    elif embedder is not None:
        draft.certainty = "doubtful"
        draft.because_token("certainty", f"doubtful: “{words[embedder.token]}”", embedder.token)
    elif any(
        claim.by.kind == "source" and not _is_actor(draft, claim.by) for claim in draft.claims
    ):
        claim = next(claim for claim in draft.claims if claim.by.kind == "source")
        draft.certainty = "attributed"
        span = claim.cue
        draft.because(
            "certainty",
            f"attributed: {claim.by.text} says so",
            span.start if span else None,
            span.end if span else None,
        )
    else:
        draft.because("certainty", "asserted: the page says so in its own voice")


def _is_actor(draft: Draft, source: Source) -> bool:
    """Somebody who tells his own verbal act performs it: nothing is attributed."""
    return any(
        (source.mention is not None and source.mention == p.mention)
        or (source.entity is not None and source.entity == p.entity)
        for p in draft.actors
    )
