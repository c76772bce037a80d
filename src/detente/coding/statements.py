"""Who is said to say, think or want what: source, cue and content of each statement, as spans.

Found are clauses and infinitives of words of saying (`lexicons/speech.csv`), "according to X",
"X said" inside or after what is said, nouns with their content ("X's claim that …"), and
quotations, which belong to the statement of their paragraph that stands nearest. The roles are
those of PolNeAR (Newell, Margolin and Ruths, LREC 2018).
"""

from collections.abc import Iterable, Iterator, Sequence

from detente.coding.clause import NOMINAL, Clauses
from detente.coding.quoted import (
    WORDS_IN_MARKS,
    Statement,
    Stretch,
    find_quoted,
    with_quotations,
)
from detente.coding.spans import SpanIndex
from detente.knowledge.speech import Saying, sayings
from detente.model.text import BlockSpan

_OUTER = " \t\r\n,;:—–-"
_MARKS = frozenset("“”\"'’‘")
SUBORDINATE = ("ccomp", "csubj", "csubj:pass")
POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}
HELPERS = ("aux", "aux:pass", "neg", "compound:prt", "cop")
MEANT = ("of", "for", "about", "on", "that", "against", "to")
SUPPORTING = frozenset(
    {"make", "express", "raise", "issue", "voice", "have", "give", "reject", "deny"}
)
ASIDE_REACH = 15
"""Words between a verb of saying and the end of its subject with all that describes it."""


def find_statements(
    text: str, blocks: Sequence[BlockSpan], sentences: Sequence[Clauses]
) -> list[Statement]:
    """All statements of a text, in the order of their cues.

    Args:
        text: the document's text.
        blocks: its paragraphs; a quotation belongs to a statement of its own paragraph.
        sentences: the parsed sentences.
    """
    quoted = [q for block in blocks for q in find_quoted(text, block.start, block.end)]
    inside = SpanIndex((a, b, None) for a, b in quoted if b - a > WORDS_IN_MARKS)
    found = [
        statement
        for clauses in sentences
        for statement in _in_sentence(clauses, text)
        if statement.cue and not inside.at(statement.cue[0][0])  # a speaker's "I think" is his
    ]
    found = with_quotations(found, text, blocks)
    return sorted((s for s in found if s.content), key=lambda s: (s.cue, s.content))


def _in_sentence(clauses: Clauses, text: str) -> Iterator[Statement]:
    yield from _according(clauses, text)
    yield from _labelled(clauses, text)
    for token in range(len(clauses.tree)):
        entry = _saying(clauses, token)
        if entry is None:
            continue
        if entry.pos == "noun":
            tokens = _noun_content(clauses, token, entry)
        else:
            tokens = _verb_content(clauses, token, entry)
        if tokens or _may_quote(clauses, token, entry, text):
            source = _source(clauses, token, entry)
            if source is None and not tokens:
                continue
            content = _stretches(clauses, tokens, text)
            yield Statement(
                source=_stretches(clauses, source or (), text),
                cue=_stretches(clauses, _cue(clauses, token, entry), text),
                content=content,
                sentence=clauses.tree.sentence,
            )


def _saying(clauses: Clauses, token: int) -> Saying | None:
    """The entry of a word of saying; particles and prepositions must stand with it."""
    tree = clauses.tree
    pos = POS.get(tree.pos[token])
    if pos is None:
        return None
    lemma = tree.lemmas[token].lower()
    entries = sayings().get((pos, lemma), ())
    if pos == "noun" and not entries and lemma.endswith("s"):
        entries = sayings().get((pos, lemma[:-1]), ())
    for entry in entries:
        near = {tree.words[t].lower() for t in clauses.children[token]}
        near |= {tree.words[t].lower() for t in range(token + 1, min(token + 3, len(tree)))}
        near |= {tree.lemmas[t].lower() for t in clauses.dependents(token, "obj")}
        if all(word in near for word in entry.words[1:]):
            return entry
    if pos == "verb" and _clause_of(clauses, token):
        return Saying((lemma,), "verb", "asserts", frozenset({"clause"}))
    return None


def _clause_of(clauses: Clauses, token: int) -> bool:
    """Whether an unlisted verb has a that-clause and somebody as subject."""
    tree = clauses.tree
    subjects = clauses.dependents(token, "nsubj")
    if not subjects or tree.words[subjects[0]].lower() in {"it", "this", "that", "which"}:
        return False
    return any(
        tree.words[mark].lower() in {"that", "whether"}
        for clause in clauses.dependents(token, "ccomp")
        for mark in clauses.dependents(clause, "mark")
    )


# Content ------------------------------------------------------------------------------------


def _verb_content(clauses: Clauses, verb: int, entry: Saying) -> list[int]:
    """The tokens of what a verb or adjective of saying holds; empty when it holds nothing."""
    tree = clauses.tree
    found: list[int] = []
    if "quote" in entry.contents and entry.pos == "verb":
        aside = _aside(clauses, verb)
        if aside is not None:
            return [t for t in range(len(tree)) if t + 1 not in aside and t - 1 not in aside]
    if "clause" in entry.contents:
        found = [t for t in clauses.dependents(verb, *SUBORDINATE) if tree.pos[t] != "PUNCT"]
        if not found and entry.pos == "verb":
            found = [t for t in clauses.dependents(verb, "parataxis") if t > verb or t < verb]
    if not found and "infinitive" in entry.contents:
        found = _infinitive(clauses, verb)
    if found:
        tokens = {t for head in found for t in clauses.subtree(head)}
        return sorted(_to_the_end(clauses, verb, tokens) if "clause" in entry.contents else tokens)
    if _is_aside(clauses, verb) and "quote" in entry.contents:
        below = set(clauses.subtree(verb))
        head = clauses.tree.heads[verb]
        return sorted(set(clauses.subtree(head)) - below)
    if "object" in entry.contents:
        return _object(clauses, verb, entry)
    return []


def _aside(clauses: Clauses, verb: int) -> range | None:
    """The tokens of "…, X said, …" between its commas, whatever the parser hung where."""
    tree = clauses.tree
    if tree.tags[verb] not in {"VBD", "VBZ", "VBP"}:
        return None
    for subject in clauses.dependents(verb, "nsubj"):
        phrase = [t for t in clauses.subtree(subject) if abs(t - verb) < ASIDE_REACH]
        span = range(min((verb, *phrase)), max((verb, *phrase)) + 1)
        if _is_set_off(clauses, span):
            return span
    first = max((t + 1 for t in range(verb) if tree.words[t] == ","), default=0)
    span = range(first, verb + 1)
    named = any(tree.pos[t] in NOMINAL for t in span)
    return span if named and len(span) < ASIDE_REACH and _is_set_off(clauses, span) else None


def _is_set_off(clauses: Clauses, span: range) -> bool:
    """Whether commas stand on both sides of some words inside a sentence."""
    words = clauses.tree.words
    inside = span.start > 1 and span.stop < len(words)
    return inside and words[span.start - 1] == "," and words[span.stop] == ","


def _is_aside(clauses: Clauses, verb: int) -> bool:
    """Whether "X said" stands inside or after what is said."""
    tree = clauses.tree
    return tree.deps[verb] in {"parataxis", "dep", "discourse"} and bool(
        clauses.dependents(verb, "nsubj")
    )


def _infinitive(clauses: Clauses, verb: int) -> list[int]:
    """The infinitive that is wanted or promised, with the one who shall act."""
    tree = clauses.tree
    wanted = [
        t
        for t in clauses.dependents(verb, "xcomp", "ccomp", "advcl")
        if any(tree.words[m].lower() == "to" for m in clauses.dependents(t, "mark")) and (t > verb)
    ]
    if not wanted or tree.pos[verb] == "ADJ":
        return wanted[:1]
    acting = [t for t in clauses.dependents(verb, "obj", "iobj") if verb < t < wanted[0]]
    acting += [t for t in clauses.after(verb, "on") if verb < t < wanted[0]]
    acting += [t for t in clauses.after(verb, "for") if verb < t < wanted[0]]
    return [*acting, wanted[0]]


def _object(clauses: Clauses, verb: int, entry: Saying) -> list[int]:
    """The noun that is praised, denied or called for."""
    tree = clauses.tree
    particle = entry.words[-1] if len(entry.words) > 1 else ""
    if particle and clauses.after(verb, particle):
        return sorted(clauses.subtree(clauses.after(verb, particle)[0]))
    objects = [t for t in clauses.dependents(verb, "obj") if t > verb]
    if clauses.is_passive(verb):
        objects = clauses.dependents(verb, "nsubj:pass")
    if not objects or tree.pos[objects[0]] == "PRON":
        return []
    tokens = set(clauses.subtree(objects[0]))
    for extra in clauses.dependents(verb, "obl", "xcomp", "advcl"):
        if extra > objects[0] and clauses.preposition(extra) in {"of", "for", "as", "over"}:
            tokens |= set(clauses.subtree(extra))
    return sorted(tokens)


def _to_the_end(clauses: Clauses, verb: int, tokens: set[int]) -> set[int]:
    """Content that follows a main verb of saying runs to the end of its sentence."""
    tree = clauses.tree
    main = tree.heads[verb] == verb
    own = [
        t
        for t in clauses.dependents(verb, "conj", "parataxis", "advcl")
        if t not in tokens
        and not any(tree.words[m].lower() == "that" for m in clauses.dependents(t, "mark"))
    ]
    if main and min(tokens) > verb and not [t for t in own if t > verb]:
        return tokens | set(range(min(tokens), len(tree)))
    return tokens


def _noun_content(clauses: Clauses, noun: int, entry: Saying) -> list[int]:
    """The clause of a noun of saying ("the claim that …"), or what it is of."""
    tree = clauses.tree
    for clause in clauses.dependents(noun, "acl", "ccomp", "acl:relcl", "xcomp"):
        marks = {tree.words[m].lower() for m in clauses.dependents(clause, "mark")}
        if tree.deps[clause] == "acl:relcl" and not marks & {"that", "whether"}:
            continue
        if marks & {"that", "whether", "to"}:
            return sorted(clauses.subtree(clause))
    if "of" not in entry.contents or not clauses.dependents(noun, "nmod:poss"):
        return []
    for preposition in MEANT:
        for head in clauses.after(noun, preposition):
            if head > noun:
                return sorted(clauses.subtree(head))
    return []


# Source and cue -----------------------------------------------------------------------------


def _source(clauses: Clauses, token: int, entry: Saying) -> list[int] | None:
    """The tokens that name who says it; None when nobody is named."""
    if entry.pos == "noun":
        heads = clauses.dependents(token, "nmod:poss") or [
            t for p in ("by", "from", "of", "among") for t in clauses.after(token, p) if t > token
        ]
        above = clauses.governor(token)
        if not heads and above is not None and clauses.tree.lemmas[above] in SUPPORTING:
            subject = clauses.subject(above)
            heads = [] if subject is None else [subject]
    elif entry.pos == "verb" and clauses.is_passive(token):
        heads = clauses.after(token, "by")
        told = clauses.tree.lemmas[token] in {"expect", "plan", "concern", "worry", "convince"}
        if not heads and told:
            heads = clauses.dependents(token, "nsubj:pass")
    elif (aside := _aside(clauses, token)) is not None and "quote" in entry.contents:
        helping = {token, *clauses.dependents(token, "aux", "advmod")}
        return [t for t in aside if t not in helping]
    else:
        heads = clauses.dependents(token, "nsubj")
        subject = None if heads else clauses.subject(token)
        heads = heads or ([] if subject is None else [subject])
    if not heads or heads[0] == token:
        return None
    head = heads[0]
    if clauses.tree.words[head].lower() in {"it", "there"} and entry.pos == "adj":
        return None
    below = set(clauses.subtree(head))
    if token in below:
        below -= set(clauses.subtree(token))
    return sorted(below)


def _cue(clauses: Clauses, token: int, entry: Saying) -> list[int]:
    tree = clauses.tree
    tokens = [token, *clauses.dependents(token, *HELPERS)]
    tokens += [
        t
        for t in range(token + 1, min(token + 3, len(tree)))
        if tree.words[t].lower() in entry.words[1:]
    ]
    tokens += [t for t in clauses.dependents(token, "advmod") if t < token and token - t <= 2]
    return sorted(set(tokens))


def _according(clauses: Clauses, text: str) -> Iterator[Statement]:
    """Read "according to X": all else in its clause is what X says."""
    tree = clauses.tree
    for token in range(len(tree)):
        if clauses.preposition(token) != "according to":
            continue
        case = clauses.dependents(token, "case")[0]
        below = set(clauses.subtree(token))
        rest = _clause_around(clauses, token)
        yield Statement(
            source=_stretches(clauses, sorted(below - {case, case + 1}), text),
            cue=_stretches(clauses, [case, case + 1], text),
            content=_stretches(clauses, sorted(rest - below), text),
            sentence=tree.sentence,
        )


def _clause_around(clauses: Clauses, token: int) -> set[int]:
    """The sentence around a phrase, or the clause of a verb of saying that holds it."""
    for above in clauses.ancestors(token):
        if clauses.tree.deps[above] in SUBORDINATE:
            return set(clauses.subtree(above))
    return set(range(len(clauses.tree)))


def _labelled(clauses: Clauses, text: str) -> Iterator[Statement]:
    """Read "MAYOR: …" and headlines of the form "Mayor: …"."""
    tree = clauses.tree
    colon = next((t for t in range(min(6, len(tree))) if tree.words[t] == ":"), None)
    if colon is None or colon == 0 or len(tree) - colon < 4:
        return
    before = range(colon)
    named = all(tree.pos[t] in {"PROPN", "NOUN", "ADJ", "PUNCT"} for t in before)
    if not named or not tree.words[0][0].isupper():
        return
    yield Statement(
        source=_stretches(clauses, list(before), text),
        cue=_stretches(clauses, [colon], text),
        content=_stretches(clauses, list(range(colon + 1, len(tree))), text),
        sentence=tree.sentence,
    )


def _stretches(clauses: Clauses, tokens: Iterable[int], text: str) -> tuple[Stretch, ...]:
    """Tokens as stretches of the text, without the punctuation at their ends."""
    tree = clauses.tree
    runs: list[list[int]] = []
    for token in sorted(tokens):
        if runs and token == runs[-1][-1] + 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    found = []
    for run in runs:
        start, end = tree.starts[run[0]], tree.ends[run[-1]]
        while start < end and text[start] in _OUTER:
            start += 1
        while end > start and text[end - 1] in _OUTER:
            end -= 1
        if any(character.isalnum() or character == ":" for character in text[start:end]):
            found.append((start, end))
    return tuple(found)


def _may_quote(clauses: Clauses, token: int, entry: Saying, text: str) -> bool:
    """Whether a verb without content of its own may be the one that tells who says a quotation."""
    tree = clauses.tree
    if "quote" not in entry.contents or entry.pos != "verb":
        return False
    around = text[max(0, tree.start - 2) : tree.end + 2]
    if any(mark in around for mark in ("“", '"', "''")):
        return True
    return text[: tree.end].endswith(":") and tree.tags[token] != "VBG"
