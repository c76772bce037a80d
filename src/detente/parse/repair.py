"""Mending what a small parser gets wrong in a way that can be seen: broken names, hidden verbs."""

import re
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
_ON = frozenset({"On", "In"})
_HOURS = frozenset({"morning", "afternoon", "evening", "night"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_TOWARDS = frozenset({"to", "with", "for", "against", "by", "at", "over", "into"})
_BREAKS = frozenset({";", ",", "and"})
_GIVEN = frozenset({"given", "granted", "awarded", "offered", "paid", "denied", "taught", "sent"})
"""Participles that keep an object in the passive ("rebels granted an amnesty")."""

_ACCUSING = frozenset(
    f"{verb}{ending}"
    for verb in ("accus", "suspect")
    for ending in ("e", "es", "ed", "ing", "s", "")
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_PARTICLES = {
    form: particles
    for forms, particles in (
        ("hand hands handed handing", {"over", "out", "back"}),
        ("turn turns turned turning", {"over"}),
        ("carry carries carried carrying", {"out"}),
        ("lay lays laid laying", {"down"}),
        ("shoot shoots shot shooting", {"down"}),
        ("call calls called calling", {"off"}),
        ("take takes took taken taking", {"over"}),
    )
    for form in forms.split()
}
"""Verbs whose particle stands before their object as if it were a preposition."""


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
    and the noun its subject, as is a participle with one, unless it is of giving; so is one that
    has no passive ("sixty people demonstrated"). Changes `deps` and `heads` in place.
    """
    for token, dep in enumerate(deps):
        noun = heads[token]
        word = words[token].lower()
        active = tags[token] == "VBN" and word not in _GIVEN
        past = tags[token] == "VBD" or active or word in _INTRANSITIVE
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
        subjects = [
            t
            for t in range(token)
            if deps[t] == "nsubj"
            # "artillery then shelled posts", but "army backed militias"
            and (heads[t] == noun or (heads[t] == token and t < token - 1))
        ]
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


def free_from_years(
    words: Sequence[str], tags: Sequence[str], deps: list[str], heads: list[int]
) -> None:
    """Part the year from the subject: "In 2021 rockets hit the port" tells of no 2021 rockets.

    Changes `deps` and `heads` in place.
    """
    for year in range(1, len(words) - 1):
        noun = heads[year]
        if deps[year] != "nummod" or not _YEAR.fullmatch(words[year]) or noun < year:
            continue
        before, verb = year - 1, heads[noun]
        if words[before] not in {"In", "Since"} or heads[before] != noun or deps[noun] != "obl":
            continue
        if not tags[verb].startswith("VB") or verb < noun or _has(verb, "nsubj", deps, heads):
            continue
        passive = _has(verb, "aux:pass", deps, heads)
        deps[noun] = "nsubj:pass" if passive else "nsubj"
        deps[year], heads[year], heads[before] = "obl", verb, year


def join_particles(words: Sequence[str], deps: list[str], heads: list[int]) -> None:
    """Make a particle of "over" in "handed over the bodies", where it is no preposition.

    Changes `deps` and `heads` in place.
    """
    for particle, dep in enumerate(deps):
        noun, verb = heads[particle], particle - 1
        if dep != "case" or verb < 0 or heads[noun] != verb or not deps[noun].startswith("obl"):
            continue
        if words[particle].lower() in _PARTICLES.get(words[verb].lower(), ()):
            deps[particle], heads[particle] = "compound:prt", verb
            if not _has(verb, "obj", deps, heads):
                deps[noun] = "obj"


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


def free_subjects_from_dates(
    words: Sequence[str], tags: Sequence[str], deps: list[str], heads: list[int]
) -> None:
    """Make a subject of "senators" in "On Thursday senators demanded …": a day describes nobody.

    A past tense needs a subject; where it has none, the noun behind the opening day or year is it.
    Changes `deps` and `heads` in place.
    """
    for case, dep in enumerate(deps):
        noun = heads[case]
        verb = heads[noun]
        before = deps[noun] in {"obl", "obj"} and noun < verb
        if dep != "case" or not before or words[case] not in _ON:
            continue
        last = case + 1
        dated = words[last] in _DAYS or _YEAR.fullmatch(words[last]) is not None
        if last >= noun or not dated or not _above(noun, last, heads):
            continue
        if words[last + 1].lower() in _HOURS:
            last += 1
        people = last + 1 <= noun and tags[noun].startswith("NN")
        finite = tags[verb] == "VBD" or _has(verb, "aux", deps, heads)
        passive = _has(verb, "aux:pass", deps, heads)
        if not people or not (finite or passive) or _has_subject(verb, deps, heads):
            continue
        for date in range(case + 1, last):
            heads[date], deps[date] = last, "compound"
        heads[case] = last
        deps[last], heads[last] = "obl", verb
        deps[noun] = "nsubj:pass" if passive else "nsubj"


def free_subjects_from_verbs(
    words: Sequence[str], tags: list[str], deps: list[str], heads: list[int]
) -> None:
    """Make a noun of "clashes" in "Clashes between A and B displaced …", taken for the verb.

    Two present or past tenses of which neither has a subject are a plural noun and its verb.
    Changes `tags`, `deps` and `heads` in place.
    """
    for token, dep in enumerate(deps):
        if dep != "root" or tags[token] != "VBZ" or _has_subject(token, deps, heads):
            continue
        verbs = [
            t
            for t in range(token + 1, len(words))
            if heads[t] == token and deps[t] in {"parataxis", "ccomp"} and tags[t] == "VBD"
        ]
        if not verbs or _has_subject(verbs[0], deps, heads):
            continue
        verb = verbs[0]
        for other in range(len(words)):
            if heads[other] != token or other in {token, verb}:
                continue
            if token < other < verb and deps[other] == "obl":
                deps[other] = "nmod"
            elif deps[other] not in {"det", "amod", "nummod", "compound"}:
                heads[other] = verb
        tags[token] = "NNS"
        deps[verb], heads[verb] = "root", verb
        deps[token], heads[token] = "nsubj", verb


def free_subjects_from_labels(words: Sequence[str], deps: list[str], heads: list[int]) -> None:
    """Make a subject of "shells" in "8 July, Afgoye: Shells hit …", taken for a name of the place.

    Changes `deps` and `heads` in place.
    """
    if ":" not in words:
        return
    colon = words.index(":")
    for token in range(colon + 1, len(words)):
        label = heads[token]
        if deps[token] == "appos" and label < colon and deps[label].startswith("nsubj"):
            deps[token], heads[token] = deps[label], heads[label]
            deps[label] = "obl"
            return


def join_subjects(words: Sequence[str], deps: list[str], heads: list[int]) -> None:
    """Hang the second subject of "The army and the rebels agreed" on the first.

    Changes `deps` and `heads` in place.
    """
    for link, word in enumerate(words):
        verb = heads[link]
        if word != "and" or deps[link] != "cc" or verb < link:
            continue
        rows = [t for t, d in enumerate(deps) if d.startswith("nsubj") and heads[t] == verb]
        if len(rows) == 2 and rows[0] < link < rows[1] < verb:
            deps[rows[1]], heads[rows[1]] = "conj", rows[0]
            heads[link] = rows[1]


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


def free_charges(words: Sequence[str], deps: list[str], heads: list[int]) -> None:
    """Hang "of torturing men" of "accused rebels of torturing men" on the accusing.

    Changes `deps` and `heads` in place.
    """
    for mark, dep in enumerate(deps):
        clause = heads[mark]
        noun = heads[clause]
        if dep != "mark" or words[mark].lower() != "of" or deps[clause] != "acl":
            continue
        if deps[noun] == "obj" and words[heads[noun]].lower() in _ACCUSING:
            deps[clause], heads[clause] = "advcl", heads[noun]


def _has(head: int, dep: str, deps: Sequence[str], heads: Sequence[int]) -> bool:
    """Whether something hangs on `head` by a relation."""
    return any(d == dep and h == head for d, h in zip(deps, heads, strict=True))


def _has_subject(verb: int, deps: Sequence[str], heads: Sequence[int]) -> bool:
    """Whether a verb has a subject of any kind, "there" included."""
    return any(
        h == verb and d.partition(":")[0] in {"nsubj", "csubj", "expl"}
        for d, h in zip(deps, heads, strict=True)
    )


def _above(token: int, below: int, heads: Sequence[int]) -> bool:
    """Whether `token` stands somewhere above `below` in the tree."""
    while heads[below] != below:
        below = heads[below]
        if below == token:
            return True
    return False
