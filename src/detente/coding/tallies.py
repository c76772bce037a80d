"""Counts of people harmed that other words tell than the event's own: "left three soldiers dead".

Adjectives ("seven wounded"), nouns ("the deaths of seven", "claimed ten lives") and the toll that
rises are read from the sentence and given to the act that it tells, unless they are counted there.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from detente.coding.casualties import casualty_of
from detente.coding.clause import Clauses
from detente.coding.counting import count_of
from detente.coding.draft import Draft
from detente.coding.participants import Cast, noun_phrase
from detente.knowledge.tables import data_folder, read_table
from detente.model.record import Casualty, CasualtyKind, Quote

LEAVE = frozenset({"leave"})
RISE = frozenset({"rise", "climb", "reach", "stand", "hit", "pass", "exceed", "increase", "be"})
"""Verbs by which a toll has a number."""
DYING = frozenset({"die", "perish", "succumb"})
LOSS = frozenset({"claim", "take", "cost", "lose"})
"""Verbs whose object is lives."""
NEAR = 6
"""Words between "left" and "dead"."""
REACH = 3
"""Sentences after an act within which its toll may follow."""

_Found = tuple[CasualtyKind, int, bool]
"""Kind, head of those counted, and whether it is a whole toll."""


@cache
def harm_words() -> dict[tuple[str, str], CasualtyKind]:
    """Casualty kind by word and whether it is an adjective or noun, from `lexicons/harmed.csv`."""
    rows = read_table(data_folder("lexicons", "harmed.csv"), ("word", "pos", "kind"))
    kinds: dict[str, CasualtyKind] = {"killed": "killed", "injured": "injured"}
    return {
        (row["word"], row.one_of("pos", ("adjective", "noun"))): kinds[row.one_of("kind", kinds)]
        for row in rows
    }


def add_casualty(draft: Draft, casualty: Casualty, why: str = "") -> None:
    """Give a draft a casualty, with the reason; the same people are not counted twice."""
    quote = casualty.text
    if any(
        c.kind == casualty.kind and c.text.start < quote.end and quote.start < c.text.end
        for c in draft.casualties
    ):
        return
    draft.casualties.append(casualty)
    said = f"{casualty.kind}: {casualty.who or quote.text}"
    draft.because("casualties", f"{said}, {why}" if why else said, quote.start, quote.end)


def add_tallies(drafts: Sequence[Draft], clauses: Clauses, cast: Cast) -> None:
    """Give the sentence's acts of force the counts that other words of the sentence tell."""
    acts = [d for d in drafts if d.type == "ASSAULT" and not d.dropped]
    if not acts:
        return
    counted = [(c.kind, c.text.start, c.text.end) for d in drafts for c in d.casualties]
    for kind, victim, whole in tallies(clauses):
        casualty = toll_of(clauses, victim, cast.text) if whole else None
        if casualty is None:
            named = cast.is_a(clauses, victim, "person")
            casualty = casualty_of(clauses, kind, victim, cast.text, named=named)
        if casualty is None or any(
            k == kind and start < casualty.text.end and casualty.text.start < end
            for k, start, end in counted
        ):
            continue
        if whole:  # "the number of people killed rose to 30" counts those people
            for draft in acts:
                draft.casualties = [c for c in draft.casualties if not _is_open(c, kind)]
        add_casualty(_act_of(acts, victim), casualty, "told beside the act")


def _is_open(casualty: Casualty, kind: CasualtyKind) -> bool:
    """Whether a casualty tells that people were harmed, and not how many."""
    return casualty.kind == kind and casualty.low is None and casualty.high is None


def add_later_tolls(drafts: Sequence[Draft], sentences: Sequence[Clauses], text: str) -> None:
    """Give a toll that a sentence without an act tells to the act told last before it.

    It counts all who died so far, so that it takes the place of a smaller count.
    """
    acts = [d for d in drafts if d.type == "ASSAULT" and d.same_as is None and not d.dropped]
    busy = {act.clauses.tree.sentence for act in acts}
    for clauses in sentences:
        number = clauses.tree.sentence
        if number in busy:
            continue
        before = [a for a in acts if 0 < number - a.clauses.tree.sentence <= REACH]
        found = [f for token in range(len(clauses.tree)) for f in _toll(clauses, token)]
        if not before or not found or before[-1].status != "actual":
            continue
        act, casualty = before[-1], toll_of(clauses, found[0][1], text)
        known = sum(c.low or 0 for c in act.casualties if c.kind == "killed")
        if casualty is not None and (casualty.low or 0) >= known:
            act.casualties = [c for c in act.casualties if c.kind != "killed"]
            add_casualty(act, casualty, "the toll told after the act")


def _act_of(acts: Sequence[Draft], victim: int) -> Draft:
    """The act that a tally belongs to: the last before it, else the first after."""
    before = [act for act in acts if act.token < victim]
    return before[-1] if before else acts[0]


def tallies(clauses: Clauses) -> Iterator[_Found]:
    """All counts of a sentence that no trigger carries."""
    for token in range(len(clauses.tree)):
        yield from _adjective(clauses, token)
        yield from _noun(clauses, token)
        yield from _life(clauses, token)
        yield from _toll(clauses, token)
        yield from _dying(clauses, token)


def _adjective(clauses: Clauses, token: int) -> Iterator[_Found]:
    """“Left three soldiers dead”, “ten people dead”, “seven wounded”, “one dead rebel”."""
    tree = clauses.tree
    kind = harm_words().get((tree.words[token].lower(), "adjective"))
    if kind is None or token == 0:
        return
    after = token + 1
    if after < len(tree) and tree.pos[after] == "NOUN" and tree.heads[token] == after:
        if tree.pos[token - 1] == "NUM":
            yield kind, after, False
        return
    before = token - 1
    finding = clauses.governor(token)
    if finding is not None and tree.lemmas[finding] == "find" and tree.deps[token] == "xcomp":
        found = clauses.subject(finding) if clauses.is_passive(finding) else None
        yield from ((kind, t, False) for t in (found,) if t is not None)
        return
    if tree.pos[before] == "NUM" or tree.words[before].lower() in {"others", "more"}:
        number = before if tree.pos[before] == "NUM" else before - 1
        if number >= 0 and tree.pos[number] == "NUM" and not _has_subject(clauses, token):
            yield kind, number if number == before else _head(clauses, before), False
    elif tree.pos[before] in {"NOUN", "PROPN"} and not _has_subject(clauses, token):
        near = {tree.lemmas[t].lower() for t in range(max(0, before - NEAR), before)}
        counted = count_of(clauses, before) is not None
        if not near.isdisjoint(LEAVE) or (counted and tree.words[token].lower() == "dead"):
            yield kind, before, False


def _head(clauses: Clauses, token: int) -> int:
    """The noun "others", or the number before "more"."""
    return token if clauses.tree.pos[token] in {"NOUN", "PRON"} else token - 1


def _has_subject(clauses: Clauses, token: int) -> bool:
    """Whether a word is a finite passive of its own: triggers count its victims."""
    return bool(clauses.dependents(token, "nsubj:pass", "aux:pass", "cop"))


def _noun(clauses: Clauses, token: int) -> Iterator[_Found]:
    """“The deaths of seven people”, “injuries to seven”, “seven deaths”."""
    tree = clauses.tree
    kind = harm_words().get((tree.lemmas[token].lower(), "noun"))
    if kind is None or tree.pos[token] != "NOUN":
        return
    people = clauses.after(token, "of") or clauses.after(token, "to")
    if not people and kind == "injured" and tree.deps[token] == "obj":
        people = clauses.after(tree.heads[token], "to")  # "caused injuries to seven"
    if people and tree.tags[token] == "NNS":
        yield from ((kind, t, False) for t in clauses.with_conjuncts(people[0]))
    elif people and count_of(clauses, people[0]) is not None:
        yield kind, people[0], False
    elif clauses.dependents(token, "nummod"):
        yield kind, token, True


def _life(clauses: Clauses, token: int) -> Iterator[_Found]:
    """“Claimed the lives of ten”, “claimed ten lives”, “six fishermen lost their lives”."""
    tree = clauses.tree
    verb = clauses.governor(token)
    if tree.lemmas[token].lower() != "life" or verb is None:
        return
    lemma = tree.lemmas[verb].lower()
    people = clauses.after(token, "of")
    if lemma not in LOSS:
        return
    if people:
        yield "killed", people[0], False
    elif clauses.dependents(token, "nummod"):
        yield "killed", token, True
    elif lemma == "lose" and clauses.dependents(token, "nmod:poss"):
        subject = clauses.subject(verb)
        if subject is not None:
            yield "killed", subject, False


def _toll(clauses: Clauses, token: int) -> Iterator[_Found]:
    """“The death toll rose to 14”, “the number of people killed rose to 30”."""
    tree = clauses.tree
    verb = clauses.governor(token)
    if verb is None or tree.deps[token] != "nsubj" or tree.lemmas[verb].lower() not in RISE:
        return
    lemma = tree.lemmas[token].lower()
    below = {tree.words[t].lower() for t in clauses.subtree(token)}
    dead = "death" in below or below & {"killed", "dead", "deaths"}
    if lemma not in {"toll", "number"} or not dead:
        return
    said = [t for t in clauses.dependents(verb, "obl", "obj", "advmod") if tree.pos[t] == "NUM"]
    said += [verb] if tree.pos[verb] == "NUM" else []
    yield from (("killed", t, True) for t in said[:1] if count_of(clauses, t) is not None)


def _dying(clauses: Clauses, token: int) -> Iterator[_Found]:
    """“Two policemen died and three were wounded in the ambush”: who died beside an act."""
    if clauses.tree.lemmas[token].lower() not in DYING or clauses.tree.pos[token] != "VERB":
        return
    subject = clauses.subject(token)
    if subject is not None and count_of(clauses, subject) is not None:
        yield "killed", subject, False


def toll_of(clauses: Clauses, number: int, text: str) -> Casualty | None:
    """The casualty of a toll, which tells how many died and not who."""
    count = count_of(clauses, number)
    if count is None or count.low == 0:
        return None
    start, end = noun_phrase(clauses, number)
    quote = Quote(start=start, end=end, text=text[start:end])
    return Casualty(kind="killed", low=count.low, high=count.high, who=None, text=quote)
