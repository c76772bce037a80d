"""Within a sentence: words that tell one happening become one event."""

from collections.abc import Sequence

from detente.coding.casualties import casualty_kinds
from detente.coding.draft import Draft
from detente.knowledge.tables import word_class

TALLY = {"killed", "injured"}
"""Two counts of one act ("killed two and wounded five"), unlike "kidnapped and killed"."""
SAME_ACT = "from the words that tell the same act"
INNER_PREPOSITIONS = frozenset({"in", "during", "by", "with", "from", "as", "after", "when"})


def join_within_sentence(drafts: Sequence[Draft]) -> None:
    """Join words of one sentence that tell the same happening into the most telling of them."""
    by_token = {draft.token: draft for draft in drafts if not draft.dropped}
    into: dict[int, Draft] = {}
    """What a verb was joined into, for the next of its row ("killing two and injuring five")."""
    for draft in drafts:
        fuller = None if draft.dropped else _bare_repeat(draft, drafts)
        if fuller is not None:
            absorb(fuller, draft)
            continue
        if draft.dropped or draft.trigger.is_noun:
            continue
        main = _clause_of_same(draft, by_token)
        main = into.get(id(main), main)
        if main is not None and not main.dropped:
            absorb(main, draft)
            into[id(draft)] = main
            continue
        noun = _noun_of_same(draft, by_token)
        if noun is None or noun is draft or noun.dropped or noun.status != draft.status:
            continue
        if noun.token == draft.clauses.subject(draft.token):
            absorb(noun, draft)
        else:
            absorb(*_ranked(draft, noun))


def _bare_repeat(draft: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """The fuller event of the same type beside a bare noun ("went on strike in protest")."""
    if not draft.trigger.is_noun or draft.actors or draft.recipients or draft.casualties:
        return None
    fuller = [d for d in drafts if d is not draft and not d.dropped and d.type == draft.type]
    return next(
        (d for d in fuller if d.actors and (not draft.place or d.place == draft.place)), None
    )


def _clause_of_same(draft: Draft, by_token: dict[int, Draft]) -> Draft | None:
    """The verb whose outcome or aim a verb tells: "fired …, killing two", "marched, asking …"."""
    clauses, verb = draft.clauses, draft.token
    dep, head = clauses.tree.deps[verb], clauses.governor(verb)
    participle = clauses.tree.tags[verb] == "VBG"
    toll = participle and dep in {"advcl", "acl", "conj"} and harms(draft) is not None
    if toll and not clauses.dependents(verb, "nsubj"):
        earlier = [
            t
            for t, told in by_token.items()
            if t < verb and told.type == draft.type and not told.dropped
        ]
        return by_token[max(earlier)] if earlier else None
    if head is not None and dep == "ccomp" and clauses.tree.deps[head] == "acl:relcl":
        dep, head = "acl:relcl", clauses.governor(head)  # "in which it said ten were killed"
    other = None if head is None else by_token.get(head)
    if other is None:
        return None
    if other.trigger.is_noun:  # "an operation to clear the valley", "a raid in which ten died"
        in_it = dep == "acl:relcl" and harms(draft) is not None and not draft.actors
        return other if other.type == draft.type and (dep == "acl" or in_it) else None
    aim = other.type == "PROTEST" and draft.type in {"REQUEST", "ACCUSE"} and dep != "conj"
    outcome = other.type == draft.type and dep == "advcl" and participle
    tally = other.type == draft.type and dep == "conj" and {harms(draft), harms(other)} == TALLY
    shared = (
        other.type == draft.type
        and dep == "conj"
        and (_one_talk(draft, other) or _one_strike(draft, other))
    )
    return other if aim or outcome or tally or shared else None


def _one_talk(draft: Draft, other: Draft) -> bool:
    """Whether two verbs tell one meeting of the same people ("met X and discussed Y with him")."""
    people = {p.entity or p.mention for p in draft.actors}
    others = {p.entity or p.mention for p in other.actors}
    return draft.type == "CONSULT" and bool(people) and people <= others


def _one_strike(draft: Draft, other: Draft) -> bool:
    """Whether two verbs tell what one attack did ("a strike hit a post and destroyed a truck")."""
    subject = draft.clauses.subject(draft.token)
    if subject is None or subject != other.clauses.subject(other.token):
        return False
    tree = draft.clauses.tree
    return tree.pos[subject] == "NOUN" and tree.lemmas[subject].lower() in word_class(
        "general_event"
    )


def _noun_of_same(draft: Draft, by_token: dict[int, Draft]) -> Draft | None:
    """The event noun of the same type in a verb's clause: subject, object or "in the raid"."""
    clauses, verb = draft.clauses, draft.token
    places = [_event_above(clauses.subject(verb), by_token, draft), clauses.direct_object(verb)]
    places += [
        token
        for token in clauses.children[verb]
        if clauses.tree.deps[token].startswith("obl")
        and clauses.preposition(token) in INNER_PREPOSITIONS
    ]
    for token in places:
        other = by_token.get(token) if token is not None else None
        if other is not None and other.trigger.is_noun and other.type == draft.type:
            return other
    return None


def _event_above(token: int | None, by_token: dict[int, Draft], draft: Draft) -> int | None:
    """The event noun that a "which" stands for, where the parser took the name before it.

    In "the attacks in the town of X, which killed ten" no town killed anybody.
    """
    tree = draft.clauses.tree
    first = token
    while token is not None and not draft.actors and tree.deps[token] == "nmod":
        token = draft.clauses.governor(token)
        if token in by_token:
            return token
    return first


def _ranked(verb: Draft, noun: Draft) -> tuple[Draft, Draft]:
    """(kept, absorbed): a mode tells more than none, and who did it more than nobody."""
    if bool(verb.mode) != bool(noun.mode):
        return (verb, noun) if verb.mode else (noun, verb)
    if verb.actors and not noun.actors:
        return verb, noun
    return noun, verb


def absorb(kept: Draft, other: Draft) -> None:
    """Give `kept` what only `other` knew, and drop `other`."""
    other.dropped = True
    acting = {p.mention for p in kept.actors} | {p.mention for p in other.actors}
    if not kept.actors and other.actors:
        kept.actors = other.actors
        kept.because("actors", SAME_ACT, other.start, other.end)
    if not kept.recipients and other.recipients:
        kept.recipients = [p for p in other.recipients if p.mention not in acting]
        kept.because("recipients", SAME_ACT, other.start, other.end)
    kept.casualties += [c for c in other.casualties if c not in kept.casualties]
    kept.place = kept.place or other.place
    kept.date = kept.date or other.date
    kept.mode = kept.mode or other.mode
    kept.weapons += [w for w in other.weapons if w not in kept.weapons]


def harms(draft: Draft) -> str | None:
    """The kind of casualty that a trigger counts."""
    return casualty_kinds().get(draft.clauses.tree.lemmas[draft.token].lower())
