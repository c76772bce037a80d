"""Whom a promise, demand, refusal, accusation or protest reaches, when its own slots name nobody.

"agreed to lift the embargo on sales to X", "refused to meet the king of X", "condemned the attack
by X": the recipient stands inside what is promised, refused or condemned. An act that is coded
there gives its own participants; else the first other actor below the trigger counts, as in the
sparse parsing of TABARI (Schrodt, Davis and Weddle 1994), where the first actor after the verb is
its target.
"""

from collections.abc import Iterator, Sequence

from detente.coding.clause import Clauses
from detente.coding.draft import Draft
from detente.coding.participants import Cast, same_actor
from detente.coding.raising import OF_FORCE
from detente.knowledge.registry import SECTORS
from detente.model.record import Mention, Participant

TO_WHO_DID = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
"""Types that answer an act: they reach the one who did it."""
TO_WHOM_IT_IS_DONE = frozenset({"AGREE", "CONCEDE", "REQUEST", "THREATEN", "PROTEST", "AID"})
"""Types that mean an act: they reach the one to whom it is to be done."""
BELOW = "first other actor in what the trigger governs"
ASIDE = frozenset({"acl:relcl", "parataxis", "punct", "nsubj", "nsubj:pass", "csubj"})
"""Relations below which nobody is reached: asides, and the one who does it."""
HANDING = frozenset({"to", "for", "against", "with", "from", "on", "upon", "towards", "toward"})
"""Prepositions after which a country is meant as a state."""
PLACING = frozenset({"in", "at", "near", "inside", "outside", "around", "across", "under"})
"""Prepositions that only say where."""
SUBORDINATE = frozenset(
    {"if", "unless", "after", "before", "because", "as", "while", "since", "when", "although",
     "though", "until", "once"}
)  # fmt: skip
"""Words that open another circumstance than what is meant."""


def reach(drafts: Sequence[Draft], cast: Cast) -> None:
    """Give recipients to the drafts of one sentence that have an actor but reach nobody."""
    _aims(drafts)
    for draft in drafts:
        if draft.dropped or draft.recipients or not draft.actors:
            continue
        if draft.type == "AGREE" and len(draft.actors) > 1:
            continue  # the parties promise it to each other
        if draft.type in TO_WHO_DID:
            _answered(draft, drafts, cast)
        elif draft.type in TO_WHOM_IT_IS_DONE:
            _meant(draft, drafts, cast)


def _aims(drafts: Sequence[Draft]) -> None:
    """Read "a strike to hit X", "an operation to clear the valley of X": the aim tells whom."""
    carried = {d.trigger.carrier: d for d in drafts if d.trigger.carrier is not None}
    by_token = {**carried, **{d.token: d for d in drafts}}
    for aim in drafts:
        if aim.dropped or not aim.context.purpose or not aim.recipients:
            continue
        above = aim.clauses.governor(aim.token)
        while above is not None and above not in by_token and _inside_noun(aim.clauses, above):
            above = aim.clauses.governor(above)
        act = None if above is None else by_token.get(above)
        if act is None or act.recipients or act.dropped:
            continue
        if act.type in OF_FORCE and aim.type in OF_FORCE:
            _take(act, aim.recipients, "its aim", aim)


def _inside_noun(clauses: Clauses, token: int) -> bool:
    """Whether a token only completes the noun above it ("a strike on the depot to hit X")."""
    return clauses.tree.deps[token] in {"nmod", "conj"}


def _answered(draft: Draft, drafts: Sequence[Draft], cast: Cast) -> None:
    inner = _inner(draft, drafts)
    if inner is not None:
        people = inner.actors or (inner.recipients if draft.type != "ACCUSE" else [])
        _take(draft, people, f"took part in the {inner.type} that it is about", inner)
        if draft.recipients or inner.actors:
            return
        barred = {p.mention for p in inner.recipients}
    else:
        barred = set()
    _first_below(draft, cast, barred)


def _meant(draft: Draft, drafts: Sequence[Draft], cast: Cast) -> None:
    inner = _inner(draft, drafts)
    if inner is not None:
        _take(draft, inner.recipients, f"the {inner.type} that is meant is to reach them", inner)
    if not draft.recipients:
        _first_below(draft, cast, set())


def _inner(draft: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """The nearest other act below the trigger, coded or held by it."""
    below = set(_below(draft.clauses, draft.trigger.carrier or draft.token))
    inside = [d for d in drafts if d is not draft and d.token in below and d.token > draft.token]
    return min(inside, key=lambda d: d.token, default=None)


def _first_below(draft: Draft, cast: Cast, barred: set[str]) -> None:
    """The first actor below that has a name; only where there is none, people of a kind."""
    kinds: list[Participant] = []
    for token in sorted(_below(draft.clauses, draft.trigger.carrier or draft.token)):
        people = _concerned(draft, token, cast, barred)
        if any(p.entity and p.entity not in SECTORS for p in people):
            _take(draft, people, BELOW, None)
            return
        kinds = kinds or people
    _take(draft, kinds, BELOW, None)


def _concerned(draft: Draft, token: int, cast: Cast, barred: set[str]) -> list[Participant]:
    """The actors that a token heads, if it may be the one concerned; conjuncts with it."""
    clauses = draft.clauses
    mention = cast.actor_at(clauses, token) or _state(draft, token, cast)
    if token <= draft.token or mention is None or mention.id in barred:
        return []
    if cast.actor_at(clauses, clauses.tree.heads[token]) is mention:
        return []  # not the head of its name
    if clauses.preposition(token) in PLACING or not (mention.entity or mention.refers_to):
        return []
    people = [p for t in clauses.with_conjuncts(token) for p in cast.participants(clauses, t, None)]
    return [p for p in people if not any(same_actor(p, q) for q in draft.actors)]


def _state(draft: Draft, token: int, cast: Cast) -> Mention | None:
    """A country after a preposition that hands something to it; "in" and "of" only place it."""
    if draft.clauses.preposition(token) in HANDING:
        return cast.state_at(draft.clauses, token)
    return None


def _take(draft: Draft, people: Sequence[Participant], why: str, inner: Draft | None) -> None:
    fresh = [p for p in people if not any(same_actor(p, q) for q in draft.actors)]
    if not fresh:
        return
    draft.recipients = list(dict.fromkeys(fresh))
    names = ", ".join(p.text for p in fresh)
    if inner is None:
        draft.because("recipients", f"{names}: {why}")
    else:
        draft.because("recipients", f"{names}: {why}", inner.start, inner.end)


def _below(clauses: Clauses, head: int) -> Iterator[int]:
    """The tokens that a trigger governs: no asides, no circumstances of their own."""
    for child in clauses.children[head]:
        if child < head or clauses.tree.deps[child] in ASIDE or _is_circumstance(clauses, child):
            continue
        yield child
        yield from _inside(clauses, child)


def _inside(clauses: Clauses, head: int) -> Iterator[int]:
    stack = list(clauses.children[head])
    while stack:
        token = stack.pop()
        if clauses.tree.deps[token] == "acl:relcl" or _is_circumstance(clauses, token):
            continue
        yield token
        stack.extend(clauses.children[token])


def _is_circumstance(clauses: Clauses, token: int) -> bool:
    tree = clauses.tree
    if tree.deps[token] == "conj" and tree.pos[token] == "VERB":
        return True
    if tree.deps[token] != "advcl":
        return False
    return any(tree.words[t].lower() in SUBORDINATE for t in clauses.dependents(token, "mark"))
