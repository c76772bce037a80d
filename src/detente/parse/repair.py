"""Mending what a small parser gets wrong in a way that can be seen: broken names, hidden verbs."""

from collections.abc import Sequence

_NOT_FINITE = frozenset({"VB", "VBN", "VBG"})
_LOOSE = frozenset({"appos", "iobj", "obj", "obl:unmarked", "nmod", "nmod:desc", "obl", "dep"})
"""Relations that two names side by side, with nothing between them, cannot have."""
_CLAUSES = frozenset({"root", "ccomp", "conj", "parataxis", "advcl"})
_NOMINAL = frozenset({"cop", "det", "nmod:poss", "amod", "nummod", "case", "compound", "nmod"})
"""What a noun has around it and a verb has not."""
_INTRANSITIVE = frozenset(
    {"demonstrated", "protested", "marched", "rallied", "rioted", "clashed", "fled", "died",
     "arrived", "resigned", "gathered", "retreated", "fought", "met", "surrendered", "defected",
     "perished", "walked", "rebelled", "mutinied", "deserted"}
)  # fmt: skip
"""Past tenses that describe no noun before them: there are no demonstrated men."""
_OF_VERBS = frozenset(
    {"nsubj", "advmod", "aux", "obl", "obl:unmarked", "advcl", "punct", "parataxis", "ccomp"}
)
"""Relations that a verb has and a noun has not."""
_NOUNS = frozenset({"obj", "obl", "nmod", "iobj", "conj", "appos", "obl:unmarked"})
_CIRCUMSTANCES = frozenset(
    {"although", "though", "because", "while", "after", "before", "since", "until", "unless", "if"}
)
_DAYS = frozenset(
    {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "yesterday",
     "today"}
)  # fmt: skip
_TOWARDS = frozenset({"to", "with", "for", "against", "by", "at", "over", "into"})
_BREAKS = frozenset({";", ",", "and"})
_GIVEN = frozenset({"given", "granted", "awarded", "offered", "paid", "denied", "taught", "sent"})
"""Participles that keep an object in the passive ("rebels granted an amnesty")."""


def join_names(
    words: Sequence[str], tags: Sequence[str], deps: list[str], heads: list[int]
) -> None:
    """Make one name of neighbours ("River Brigades") that hang on each other as if they were two.

    Changes `deps` and `heads` in place: the second becomes `flat` of the first. A title before a
    name keeps its relation, since it precedes its head; a comma or preposition between two names
    keeps them apart, since they are then no neighbours or the second has a case word.
    """
    case_of = {heads[token] for token, dep in enumerate(deps) if dep == "case"}
    for token in range(1, len(words)):
        before = token - 1
        own = heads[token] == before and deps[token] in _LOOSE
        if token in case_of or not (own or deps[token] == "appos"):
            continue
        names = tags[before].startswith("NNP") and tags[token].startswith("NNP")
        if not names or not (words[before][:1].isupper() and words[token][:1].isupper()):
            continue
        if not _above(token, before, heads):
            deps[token], heads[token] = "flat", before


def raise_conjuncts(tags: Sequence[str], deps: Sequence[str], heads: list[int]) -> None:
    """Hang a past tense that is conjoined to an infinitive or participle on the verb above it.

    In "denied that it had shelled X and accused Y" only the denying can be joined with "accused":
    what shares the "had" would be a participle. Changes `heads` in place.
    """
    for token, dep in enumerate(deps):
        head = heads[token]
        if dep != "conj" or tags[token] != "VBD" or tags[head] not in _NOT_FINITE:
            continue
        while heads[head] != head and tags[head] != "VBD":
            head = heads[head]
        if tags[head] == "VBD" and head < token and not _above(token, head, heads):
            heads[token] = head


def verbs_by_subject(
    words: Sequence[str], tags: list[str], deps: Sequence[str], heads: Sequence[int]
) -> None:
    """Tag as a verb the bare noun that has a subject: "armed men shot at a herder".

    A noun that is told of a subject has a copula, an article or an adjective. Changes `tags`.
    """
    for token, tag in enumerate(tags):
        if tag not in {"NN", "NNS"} or deps[token] not in _CLAUSES:
            continue
        below = [t for t in range(len(words)) if heads[t] == token and t != token]
        subjects = [t for t in below if deps[t] == "nsubj" and t < token]
        if subjects and not any(deps[t] in _NOMINAL for t in below):
            tags[token] = "VBZ" if tag == "NNS" else "VBD"


def free_past_tenses(
    words: Sequence[str], tags: Sequence[str], deps: list[str], heads: list[int]
) -> None:
    """Make a clause of a noun and the past tense behind it that was hung on it as a participle.

    In "Near X, one strike destroyed two caches" a past tense with an object of its own is the verb
    and the noun its subject; so is one that has no passive ("sixty people demonstrated"). Changes
    `deps` and `heads` in place.
    """
    for token, dep in enumerate(deps):
        noun = heads[token]
        past = tags[token] == "VBD" or words[token].lower() in _INTRANSITIVE
        if dep != "acl" or not past or noun > token or not tags[noun].startswith("NN"):
            continue
        while deps[noun] == "nmod" and heads[noun] < noun:  # "doctors of two groups donated beds"
            noun = heads[noun]
        whole = _has(token, "obj", deps, heads) or words[token].lower() in _INTRANSITIVE
        if deps[noun] not in {"appos", "root", "parataxis"} or not whole:
            continue
        frame = heads[noun] if deps[noun] == "appos" else noun
        if frame == noun:
            deps[token] = deps[noun]
            heads[token] = token if heads[noun] == noun else heads[noun]
        elif deps[frame] == "root" and _has(frame, "case", deps, heads):
            # "Near X" opens the sentence; the parser took it for the clause itself.
            deps[token], heads[token] = "root", token
            deps[frame], heads[frame] = "obl", token
        else:
            continue
        deps[noun], heads[noun] = "nsubj", token


def free_hidden_verbs(tags: Sequence[str], deps: list[str], heads: list[int]) -> None:
    """Make a verb of the participle between a subject and its noun: "Strikers blocked roads".

    A noun with a subject needs a verb; without a copula it is the past tense that the parser took
    for an adjective of the noun. Changes `deps` and `heads` in place.
    """
    for token, dep in enumerate(deps):
        noun = heads[token]
        if dep != "amod" or tags[token] not in {"VBD", "VBN"} or noun < token:
            continue
        subjects = [t for t in range(token) if deps[t] == "nsubj" and heads[t] == noun]
        if not subjects or _has(noun, "cop", deps, heads) or not tags[noun].startswith("NN"):
            continue
        before = [t for t in range(token) if heads[t] == noun and t != subjects[0]]
        if any(deps[t] in {"det", "nmod:poss", "nummod", "case"} for t in before):
            continue
        deps[token] = deps[noun]
        heads[token] = token if heads[noun] == noun else heads[noun]
        deps[noun], heads[noun] = "obj", token
        for other in range(len(deps)):
            if heads[other] == noun and other != token and deps[other] in _OF_VERBS:
                heads[other] = token


def free_from_dates(words: Sequence[str], deps: list[str], heads: list[int]) -> None:
    """Hang "to Y" of "gave it on Monday to Y" on the verb: a day has no receiver.

    Changes `deps` and `heads` in place.
    """
    for case, dep in enumerate(deps):
        noun = heads[case]
        if dep != "case" or deps[noun] != "nmod" or words[case].lower() not in _TOWARDS:
            continue
        day = heads[noun]
        if words[day] in _DAYS and deps[day].startswith("obl") and day < case:
            deps[noun], heads[noun] = "obl", heads[day]


def join_past_tenses(
    words: Sequence[str], tags: Sequence[str], deps: list[str], heads: list[int]
) -> None:
    """Hang "destroyed" of "hit two posts; destroyed a truck" on the verb before it.

    A participle that describes a noun has no object, unless it is one of giving. Changes `deps`
    and `heads` in place.
    """
    for token, dep in enumerate(deps):
        if dep != "acl" or tags[token] not in {"VBN", "VBD"} or words[token - 1] not in _BREAKS:
            continue
        objects = [t for t, d in enumerate(deps) if d == "obj" and heads[t] == token]
        if not objects or objects[0] < token or words[token].lower() in _GIVEN:
            continue
        verb = heads[token]
        while tags[verb] != "VBD" and heads[verb] != verb:
            verb = heads[verb]
        if tags[verb] == "VBD" and verb < token:
            deps[token], heads[token] = "conj", verb


def free_circumstances(words: Sequence[str], deps: list[str], heads: list[int]) -> None:
    """Hang "although X had opposed it" on the verb, not on the noun before it.

    A clause that such a word opens describes no noun. Changes `deps` and `heads` in place.
    """
    for mark, dep in enumerate(deps):
        clause = heads[mark]
        if dep != "mark" or deps[clause] != "acl" or words[mark].lower() not in _CIRCUMSTANCES:
            continue
        verb = heads[clause]
        while deps[verb] in _NOUNS and heads[verb] != verb:
            verb = heads[verb]
        if verb != heads[clause] and not _above(clause, verb, heads):
            deps[clause], heads[clause] = "advcl", verb


def _has(head: int, dep: str, deps: Sequence[str], heads: Sequence[int]) -> bool:
    """Whether something hangs on `head` by a relation."""
    return any(d == dep and h == head for d, h in zip(deps, heads, strict=True))


def _above(token: int, below: int, heads: Sequence[int]) -> bool:
    """Whether `token` stands somewhere above `below` in the tree."""
    while heads[below] != below:
        below = heads[below]
        if below == token:
            return True
    return False
