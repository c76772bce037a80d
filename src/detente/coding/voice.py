"""Whether a sentence reports what happened, recalls what was before, or judges and argues.

Cues and their weights stand in `lexicons/voice.csv`. What a named source says stays a report: it is
told that the source judges. A present-tense sentence beside a judgement in the same paragraph is
taken for part of the argument.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from detente.coding.clause import Clauses
from detente.coding.speech import Speakers, Speech, find_quotations
from detente.knowledge.inference import VoiceCue, voice_cues
from detente.model.page import Article
from detente.model.record import Voice
from detente.model.text import SentenceSpan

DECIDES = 2
"""Weight from which cues make a sentence analysis."""
FIRST_PERSON = frozenset({"i", "we"})
MODALS = frozenset({"may", "might", "could", "must", "should", "would"})
PRESENT = frozenset({"VBZ", "VBP"})
PAST = frozenset({"VBD"})
_YEAR = re.compile(
    r"\b(?:in|since|between|from|until|of)\s+(?:\w+\s+)?((?:19|20)\d\d)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence's voice, and the words that tell it; empty for a plain report."""

    voice: Voice
    why: str = ""


REPORT = Heard("report")


def voices(
    article: Article,
    sentences: Sequence[SentenceSpan],
    trees: Mapping[int, Clauses],
    speakers: Speakers,
) -> dict[int, Heard]:
    """The voice of every sentence of an article, by its number.

    Args:
        article: text and blocks.
        sentences: all its sentences, those too that were not parsed.
        trees: the parsed ones by index.
        speakers: who says what.
    """
    quoted = find_quotations(article.text, article.blocks)
    found = []
    for number, span in enumerate(sentences):
        if article.blocks[span.block].kind in {"headline", "caption"}:
            found.append(REPORT)
            continue
        plain = _without(article.text, span, quoted)
        found.append(_heard(plain, trees.get(number), speakers, span, article.published))
    return dict(enumerate(_spread(found, sentences, trees, speakers)))


def _heard(
    plain: str,
    clauses: Clauses | None,
    speakers: Speakers,
    span: SentenceSpan,
    published: str | None,
) -> Heard:
    if _is_told(clauses, speakers, span):
        return REPORT
    cues = _cues(plain, clauses)
    judging = [(cue, weight) for cue, voice, weight in cues if voice == "analysis"]
    if sum(weight for _, weight in judging) >= DECIDES:
        return Heard("analysis", "; ".join(f"“{cue}”" for cue, _ in judging))
    recalling = [cue for cue, voice, _ in cues if voice == "background"]
    recalling += _past_year(plain, published)
    if clauses is not None and _past_perfect(clauses):
        recalling.append("had")
    return Heard("background", f"“{recalling[0]}”") if recalling else REPORT


def _without(text: str, span: SentenceSpan, quoted: Sequence[tuple[int, int]]) -> str:
    """The words of a sentence outside quotation marks."""
    parts, at = [], span.start
    for start, end in quoted:
        if end <= at or start >= span.end:
            continue
        # Two or three words in marks are a word's distance, not somebody's speech.
        if end - start > len("so many words"):
            parts.append(text[at : max(start, at)])
            at = end
    parts.append(text[at : span.end])
    return " ".join(" ".join(parts).split())


def _is_told(clauses: Clauses | None, speakers: Speakers, span: SentenceSpan) -> bool:
    """Whether somebody other than the author says what the sentence says."""
    at = span.start
    if clauses is not None:
        at = clauses.tree.starts[_root(clauses)]
    near = (*speakers.covering(at), *speakers.cued_in(span.start, span.end))
    return any(_speaks(speech) for speech in near)


def _speaks(speech: Speech) -> bool:
    """Whether another than the author speaks: a fact does not ("the delay suggests that")."""
    if speech.speaker is not None:
        return True
    infers = Speakers.is_inference(speech)
    return bool(speech.said_by) and not infers and speech.said_by.lower() not in FIRST_PERSON


def _root(clauses: Clauses) -> int:
    return next(i for i, head in enumerate(clauses.tree.heads) if head == i)


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], VoiceCue], ...]:
    return tuple(
        (re.compile(rf"\b{re.escape(cue.cue)}\b", re.IGNORECASE), cue)
        for cue in voice_cues()
        if cue.kind == "phrase"
    )


@cache
def _words(kind: str) -> dict[str, VoiceCue]:
    return {cue.cue: cue for cue in voice_cues() if cue.kind == kind}


def _cues(plain: str, clauses: Clauses | None) -> list[tuple[str, Voice, int]]:
    """The cues of a sentence with what they speak for and how strongly."""
    found: list[tuple[str, Voice, int]] = [
        (cue.cue, cue.voice, cue.weight) for cue in _matching(_phrases(), plain)
    ]
    if plain.endswith("?"):
        found.append(("?", "analysis", DECIDES))
    found.extend(_word_cues(plain) if clauses is None else _tree_cues(clauses))
    return found


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], VoiceCue], ...]:
    """What stands for the tree's cues in sentences that were not parsed."""
    frames = {
        "predicate": r"\b(?:is|are|was|were)\s+(?:[\w-]+\s+){0,3}%s\b",
        "opinion": r"^(?:i|we)\s+(?:\w+\s+){0,2}%s\b",
    }
    return tuple(
        (re.compile(frames[cue.kind] % re.escape(cue.cue), re.IGNORECASE), cue)
        for cue in voice_cues()
        if cue.kind in frames
    )


def _word_cues(plain: str) -> list[tuple[str, Voice, int]]:
    return [(cue.cue, cue.voice, cue.weight) for cue in _matching(_patterns(), plain)]


def _matching(patterns: Iterable[tuple[re.Pattern[str], VoiceCue]], plain: str) -> list[VoiceCue]:
    """The cues whose pattern is found; most are ruled out by their bare words, which is faster."""
    low = plain.lower()
    return [cue for pattern, cue in patterns if cue.cue.lower() in low and pattern.search(plain)]


def _tree_cues(clauses: Clauses) -> list[tuple[str, Voice, int]]:
    """What only the tree tells: what is said of something, who judges, what infers."""
    tree, root = clauses.tree, _root(clauses)
    found: list[tuple[str, Voice, int]] = []
    lemma = tree.lemmas[root].lower()
    predicate = _words("predicate").get(lemma)
    if predicate is not None and clauses.dependents(root, "cop"):
        found.append((lemma, predicate.voice, predicate.weight))
    subject = clauses.subject(root)
    first = subject is not None and tree.words[subject].lower() in FIRST_PERSON
    opinion = _words("opinion").get(lemma)
    if opinion is not None and first:
        found.append((f"{tree.words[subject or 0]} {lemma}", opinion.voice, opinion.weight))
    elif first:
        found.append((tree.words[subject or 0], "analysis", 1))
    inference = _words("inference").get(lemma)
    if inference is not None and subject is not None and clauses.dependents(root, "ccomp"):
        found.append((lemma, inference.voice, inference.weight))
    modal = [t for t in clauses.dependents(root, "aux") if tree.words[t].lower() in MODALS]
    if modal:
        found.append((tree.words[modal[0]].lower(), "analysis", 1))
    generic = [
        t
        for t in range(len(tree))
        if tree.words[t].lower() == "such" and tree.tags[tree.heads[t]] == "NNS"
    ]
    if generic:
        found.append(("such", "analysis", 1))
    return found


def _past_perfect(clauses: Clauses) -> bool:
    """Whether the main verb stands in the past perfect."""
    tree, root = clauses.tree, _root(clauses)
    helping = (t for t in clauses.dependents(root, "aux") if tree.lemmas[t].lower() == "have")
    return tree.tags[root] == "VBN" and any(tree.tags[t] == "VBD" for t in helping)


def _past_year(plain: str, published: str | None) -> list[str]:
    """The year before publication that a sentence names, if any."""
    if published is None or not published[:4].isdigit():
        return []
    return [match[0] for match in _YEAR.finditer(plain) if int(match[1]) < int(published[:4])][:1]


def _spread(
    found: Sequence[Heard],
    sentences: Sequence[SentenceSpan],
    trees: Mapping[int, Clauses],
    speakers: Speakers,
) -> list[Heard]:
    """Let a judgement claim the present-tense sentences of its paragraph."""
    beside: defaultdict[int, list[int]] = defaultdict(list)
    for number, heard in enumerate(found):
        if heard.voice == "analysis":
            beside[sentences[number].block].append(number)
    spread = list(found)
    for number, heard in enumerate(found):
        span = sentences[number]
        judging = beside.get(span.block)
        if heard.voice != "report" or not judging:
            continue
        clauses = trees.get(number)
        told = clauses is not None and _is_told(clauses, speakers, span)
        if not told and (clauses is None or _in_present(clauses)):
            spread[number] = Heard("analysis", "in the present tense, beside a judgement")
    return spread


def _in_present(clauses: Clauses) -> bool:
    """Whether the main clause tells a lasting state, not something that happened."""
    tree, root = clauses.tree, _root(clauses)
    helping = clauses.dependents(root, "aux", "cop", "aux:pass")
    tags = {tree.tags[t] for t in (root, *helping)}
    perfect = any(tree.lemmas[t].lower() == "have" for t in helping)
    return bool(tags & PRESENT) and not tags & PAST and not perfect
