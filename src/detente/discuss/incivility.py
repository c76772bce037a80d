"""Incivility labels with their spans and reasons, by the word lists and the words around.

Conflict words are no incivility: "the militants were killed" reports. A label stands where a word
list's form stands and the words around aim it; quoted, negated and self-mocking uses keep a label
with a low score, and the reason says why.
"""

import re
from collections.abc import Iterable

from detente.discuss.context import FACTORS, Context
from detente.discuss.patterns import Match, matches
from detente.discuss.words import Words
from detente.model.comment import LabelKind
from detente.model.discussion import CommentLabel

CLEAR = 0.5
"""From this score on a label counts as meant."""
_LEAST = 0.1
_MIRTH = re.compile(
    r"[:;=]-?[)D]+|😂|🤣|😆|😁|🥳|👏|(?<!\w)(?:lol|lmao|lmfao|rofl|ha(?:ha)+h?|hehe(?:he)*|xd)(?!\w)",
    re.IGNORECASE,
)
_DYING = frozenset(
    ("kill", "killed", "die", "died", "dead", "dying", "corpse", "corpses", "burned", "burnt",
     "slaughtered", "massacred", "beheaded", "dies", "blown")
)  # fmt: skip
_MIRTH_REACH = 60
_MANY_LINKS = 3
_LINK = re.compile(r"https?://|www\.")
_CARRIERS = frozenset(("insult", "dehumanisation"))


def labels_of(context: Context) -> tuple[CommentLabel, ...]:
    """All labels of a comment, sorted by start, one of each kind at a place."""
    words, lists = context.words, context.lists
    hits = [(m, s) for m in matches(words, lists.labels) if (s := _score(context, m)) is not None]
    found = [_label(words, match, score, why) for match, (score, why) in hits]
    found.extend(_identity_attacks(context, [(m, s[0]) for m, s in hits]))
    found.extend(_mirth(words))
    found.extend(_links(words.text))
    return tuple(_thinned(found))


def _score(context: Context, match: Match) -> tuple[float, str] | None:
    """A hit's score and what weakened it; None when it is no hit."""
    entry = match.entry
    if context.is_literal(match):
        return None
    if entry.when == "near" and not context.near_death(match):
        return None
    if entry.when == "opening" and not context.opens(match):
        return None
    if entry.when == "aimed" and not context.is_aimed(match):
        return None
    soft = context.softening(match)
    score = entry.strength * (FACTORS[soft] if soft else 1.0)
    return (score, soft or "") if score >= _LEAST else None


def _label(words: Words, match: Match, score: float, why: str) -> CommentLabel:
    reason = f"{match.entry.kind} “{match.entry.form}”"
    if any(index in words.masked for index in range(match.first, match.last)):
        reason += ", masked spelling"
    return CommentLabel(
        label=match.entry.kind,  # type: ignore[arg-type]  # label entries hold label kinds
        start=words.starts[match.first],
        end=words.ends[match.last - 1],
        score=round(score, 3),
        reason=f"{reason}; {why}" if why else reason,
    )


def _identity_attacks(context: Context, hits: list[tuple[Match, float]]) -> list[CommentLabel]:
    """A group's name joined with an insult, an animal or a threat."""
    words, lists = context.words, context.lists
    groups = [index for index, form in enumerate(words.forms) if form in lists.groups]
    if not groups:
        return []
    found: list[CommentLabel] = []
    for at in groups:
        if at and words.forms[at - 1] in lists.classes["attack"] and _joined(words, at - 1, at):
            match = next((m for m, _ in hits if m.first == at - 1), None)
            soft = context.softening(match) if match else None
            score = 0.8 * (FACTORS[soft] if soft and soft != "said of a thing" else 1.0)
            if _qualifies_a_thing(context, at):
                score *= 0.5
            found.append(_attack(words, at - 1, at + 1, score, "group after an abusive adjective"))
        for match, score in hits:
            if (
                match.entry.kind in _CARRIERS
                and match.first == at + 1
                and _joined(words, at, at + 1)
            ):
                found.append(_attack(words, at, match.last, score, "group before an insult"))
            elif match.entry.kind in _CARRIERS and _predicated(context, at, match):
                found.append(
                    _attack(words, at, match.last, score + 0.1, "group that “is” an insult")
                )
            elif match.entry.kind == "threat" and match.last - 1 <= at <= match.last + 1:
                last = max(match.last, at + 1)
                found.append(_attack(words, match.first, last, score, "threat against a group"))
    return found


def _attack(words: Words, first: int, last: int, score: float, why: str) -> CommentLabel:
    kind: LabelKind = "identity_attack"
    span = words.starts[first], words.ends[last - 1]
    return CommentLabel(kind, *span, round(min(score, 0.95), 3), why)


def _joined(words: Words, one: int, other: int) -> bool:
    return words.clause[one] == words.clause[other]


def _predicated(context: Context, group: int, match: Match) -> bool:
    """Whether "GROUP are all …" leads to the hit."""
    words, classes = context.words, context.lists.classes
    if not group + 1 < match.first <= group + 6:
        return False
    between = words.forms[group + 1 : match.first]
    return (
        words.sentence[group] == words.sentence[match.first]
        and between[0] in classes["copula"]
        and all(form in classes["degree"] for form in between[1:])
    )


def _qualifies_a_thing(context: Context, group: int) -> bool:
    """Whether the group's name is an adjective before a thing: "stupid Turkish policy"."""
    words, lists = context.words, context.lists
    if group + 1 >= len(words) or not _joined(words, group, group + 1):
        return False
    if words.forms[group].endswith("s"):
        return False
    following = words.forms[group + 1]
    return following not in lists.classes["people"] and following not in lists.labels


def _mirth(words: Words) -> list[CommentLabel]:
    """Laughter beside death: "they will kill them :)))"."""
    found: list[CommentLabel] = []
    if _DYING.isdisjoint(words.forms):
        return found
    for mark in _MIRTH.finditer(words.text):
        for at, form in enumerate(words.forms):
            if form not in _DYING:
                continue
            start, end = words.starts[at], words.ends[at]
            if -20 <= mark.start() - end <= _MIRTH_REACH or 0 <= start - mark.end() <= 30:
                span = min(start, mark.start()), max(end, mark.end())
                found.append(CommentLabel("glorification", *span, 0.5, "laughter beside death"))
                break
    return found


def _links(text: str) -> list[CommentLabel]:
    """Comments that are mostly links."""
    links = list(_LINK.finditer(text))
    if len(links) < _MANY_LINKS or len(text) > 120 * len(links):
        return []
    return [CommentLabel("spam", links[0].start(), len(text), 0.6, f"{len(links)} links")]


def _thinned(labels: Iterable[CommentLabel]) -> list[CommentLabel]:
    """The surest label of each kind where several overlap."""
    kept: list[CommentLabel] = []
    for label in sorted(labels, key=lambda item: (-item.score, item.start - item.end, item.start)):
        if not any(
            other.label == label.label and other.start < label.end and label.start < other.end
            for other in kept
        ):
            kept.append(label)
    return sorted(kept, key=lambda item: (item.start, item.end, item.label))
