"""Counts of people harmed: words and digits to low and high, unknown left open."""

from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import get_args

from detente.coding.clause import NOMINAL, Clauses
from detente.coding.counting import VAGUE, Count, count_of
from detente.coding.participants import noun_phrase
from detente.coding.slots import Trigger
from detente.knowledge.tables import data_folder, read_table, word_class
from detente.model.record import Casualty, CasualtyKind, Quote

DYING = frozenset({"die", "perish", "succumb"})
CAUSE = frozenset({"obl", "nmod", "obj", "obl:agent", "acl", "acl:relcl"})
"""Relations by which an event noun hangs below the dying that it caused."""
FAR = 4
"""Heads above an event noun among which the dying is looked for."""
DEADLY = frozenset({"dead", "death"})
"""Words inside a trigger that tell how it ended: "shot dead", "beaten to death"."""
INCLUDING = frozenset({"including", "among"})
"""Words before a part of those who were counted already."""


@cache
def casualty_kinds() -> dict[str, CasualtyKind]:
    """Casualty kind by verb or noun lemma, from `lexicons/casualties.csv`."""
    rows = read_table(data_folder("lexicons", "casualties.csv"), ("lemma", "kind"))
    return {row["lemma"]: row.one_of("kind", get_args(CasualtyKind)) for row in rows}


def died_in(clauses: Clauses, trigger: Trigger) -> int | None:
    """Who died in an event noun ("died of wounds sustained in a blast"): the subject's token."""
    if not trigger.is_noun:
        return None
    token = trigger.token
    for above in islice(clauses.ancestors(trigger.token), FAR):
        if clauses.tree.deps[token] not in CAUSE or clauses.preposition(token) == "after":
            return None  # "died years after an ambush made him famous"
        if clauses.tree.lemmas[above].lower() in DYING:
            return clauses.subject(above)
        token = above
    return None


def kind_of(clauses: Clauses, trigger: Trigger) -> CasualtyKind | None:
    """What becomes of a trigger's victim; None when it harms nobody for sure."""
    lemmas = [clauses.tree.lemmas[token].lower() for token in trigger.tokens]
    if len(lemmas) > 1 and not DEADLY.isdisjoint(lemmas):
        return "killed"
    ends = () if trigger.is_noun else clauses.after(trigger.token, "to")
    if any(clauses.tree.lemmas[token].lower() in DEADLY for token in ends):
        return "killed"  # "shot to death"
    kinds = casualty_kinds()
    whole = kinds.get(" ".join(trigger.frame.words))  # "gun down"
    return whole or kinds.get(clauses.tree.lemmas[trigger.token].lower())


def victims_of(clauses: Clauses, trigger: Trigger, victim: int) -> Iterator[int]:
    """The heads of all noun phrases that stand where a trigger's victim stands.

    "Two soldiers and three policemen" are two counts. In "five were killed and twelve injured" the
    number before the second verb is its own victim, not the first's. Parts of those who are counted
    ("including three children") are none.
    """
    own = _own_number(clauses, trigger.token)
    if own is not None:
        yield own
        return
    for token in clauses.with_conjuncts(victim):
        if clauses.tree.pos[token] in NOMINAL:
            yield from _whole(clauses, token)


def bounded_object(clauses: Clauses, trigger: Trigger) -> int | None:
    """The object that a parser hangs on the words of its bound: "killed between 10 and 15 men"."""
    verb = trigger.token
    if trigger.is_noun or clauses.is_passive(verb) or clauses.direct_object(verb) is not None:
        return None
    for token in clauses.dependents(verb, "obl"):
        count = count_of(clauses, token) if token > verb else None
        if count is not None and count.low != count.high and _is_people(clauses, token):
            return token
    return None


def _own_number(clauses: Clauses, verb: int) -> int | None:
    """The bare number before a verb without a subject of its own: "and twelve injured"."""
    tree = clauses.tree
    if tree.deps[verb] != "conj" or clauses.dependents(verb, "nsubj", "nsubj:pass"):
        return None
    numbers = [t for t in clauses.dependents(verb, "nummod", "obl:unmarked") if t < verb]
    return next((t for t in numbers if tree.pos[t] == "NUM"), None)


def _whole(clauses: Clauses, token: int) -> Iterator[int]:
    """The token, or of "ten people, among them two nurses" those who were counted as a whole."""
    first = min(clauses.subtree(token))
    words = [word.lower() for word in clauses.tree.words]
    begin = next((t for t in range(max(0, first - 2), token) if words[t] in INCLUDING), None)
    if begin is None:
        yield token
        return
    before = [t for t in range(begin) if clauses.tree.pos[t] == "NOUN" and _is_people(clauses, t)]
    yield from before[-1:]


def casualty_of(
    clauses: Clauses, kind: CasualtyKind, victim: int, text: str, *, named: bool = False
) -> Casualty | None:
    """The casualty of one victim; None when it is nobody, or no people as far as can be told.

    Args:
        clauses: the sentence.
        kind: what was done to the victim.
        victim: head of the noun phrase that tells who.
        text: the document's text.
        named: whether the victim is known to be a person with a name, who counts as one.
    """
    articles = {clauses.tree.words[t].lower() for t in clauses.dependents(victim, "det")}
    if clauses.tree.pos[victim] == "PRON" or "no" in articles:
        return None
    count = count_of(clauses, victim)
    who = _people_of(clauses, victim)
    if count is None and who != victim:
        count = count_of(clauses, who)
    if count is None and named and clauses.tree.tags[victim] == "NNP":
        count = Count(1, 1)
    if count is None and not _is_people(clauses, who):
        return None
    if count == Count(0, 0):
        return None
    start, end = noun_phrase(clauses, victim)
    who_start, who_end = noun_phrase(clauses, who)
    return Casualty(
        kind=kind,
        low=count.low if count else _single(clauses, who),
        high=count.high if count else _single(clauses, who),
        who=text[who_start:who_end],
        text=Quote(start=start, end=end, text=text[start:end]),
    )


def _people_of(clauses: Clauses, victim: int) -> int:
    """Who is meant where the head only measures: "people" of "dozens of people"."""
    if clauses.tree.lemmas[victim].lower() in VAGUE:
        counted = clauses.after(victim, "of")
        return counted[0] if counted else victim
    return clauses.measured(victim)


def _single(clauses: Clauses, noun: int) -> int | None:
    """One for a named or definite single person; None for an uncounted plural."""
    return 1 if clauses.tree.tags[noun] in {"NN", "NNP"} and _is_person(clauses, noun) else None


def _is_person(clauses: Clauses, noun: int) -> bool:
    lemma = clauses.tree.lemmas[noun].lower()
    return lemma in word_class("person") or lemma in word_class("civilian")


def _is_people(clauses: Clauses, noun: int) -> bool:
    lemma = clauses.tree.lemmas[noun].lower()
    return any(lemma in word_class(name) for name in ("person", "civilian", "force", "group"))
