"""What can be said of a thread as a whole; never of a person: nothing here groups by author.

Each measure is defined in docs/threads.md. Shares are None where there is nothing to divide by, for
unknown is not zero; comments that were not read count in no share of hostility.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from detente.discuss.tree import reading_order, replies_of, rounded
from detente.model.comment import Comment
from detente.model.record import Record

HOSTILE = 0.5
"""From this calibrated probability on a comment counts as hostile."""
PARTS = 10
"""Parts of equal size that a thread is cut into for civility by position."""
MOST_HOURS = 240
"""Hours that are told one by one, ten days; a longer thread is told by day."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The form of the tree."""

    comments: int
    deleted: int
    edited: int
    top: int
    replies: int
    reply_share: float | None
    answered_share: float | None
    """Share of comments that have a reply."""
    depth: int
    """Levels; 1 where nothing is answered, 0 for an empty thread."""
    mean_depth: float | None
    breadth: int
    """Comments on the fullest level."""
    virality: float | None
    """Mean distance between two nodes of the tree that hangs from the article."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """A stretch of the thread: how many of its comments were read, and were hostile."""

    part: str
    comments: int
    read: int
    hostile: int


@dataclass(frozen=True, slots=True)
class Talk:
    """How much a thread talks about an actor: comments, not mentions."""

    actor: str
    name: str
    comments: int
    favouring: int
    opposing: int


@dataclass(frozen=True, slots=True)
class Measures:
    """All measures of one thread."""

    shape: Shape
    read: int
    """Comments whose hostility was judged."""
    hostile: int
    hostile_share: float | None
    hostile_reply_share: float | None
    """Share of the replies that were read."""
    hostile_answers_to_hostile: float | None
    """Share of the read replies to hostile comments that are hostile too."""
    by_position: tuple[Bucket, ...]
    by_time: tuple[Bucket, ...]
    actors: tuple[Talk, ...]
    disputing: int
    """Comments that correct the article, or stand against those on whose word it rests."""
    disputing_share: float | None
    claiming: int
    """Comments with a checkable claim or correction of their own."""
    moderation: dict[str, int]


def measure(record: Record) -> Measures:
    """The measures of a record's thread; linear in its length.

    Args:
        record: Its comments may be read or not; its events tell on whose word the article rests.
    """
    comments = record.comments
    by_id = {comment.id: comment for comment in comments}
    said = [comment for comment in comments if comment.text]
    read = [comment for comment in comments if comment.hostile is not None]
    replies = [comment for comment in read if comment.parent in by_id]
    to_hostile = [comment for comment in replies if is_hostile(by_id[comment.parent or ""])]
    sources = article_sources(record)
    disputing = sum(disputes(comment, sources) for comment in said)
    return Measures(
        shape=_shape(comments),
        read=len(read),
        hostile=sum(map(is_hostile, read)),
        hostile_share=_share(map(is_hostile, read), len(read)),
        hostile_reply_share=_share(map(is_hostile, replies), len(replies)),
        hostile_answers_to_hostile=_share(map(is_hostile, to_hostile), len(to_hostile)),
        by_position=_by_position(comments),
        by_time=_by_time(comments),
        actors=_talked_about(record),
        disputing=disputing,
        disputing_share=_share((disputing,), len(said)) if read else None,
        claiming=sum(any(lead.kind in {"claim", "correction"} for lead in c.leads) for c in said),
        moderation=dict(sorted(Counter(c.moderation for c in comments if c.moderation).items())),
    )


def is_hostile(comment: Comment) -> bool:
    """Whether a comment counts as hostile."""
    return comment.hostile is not None and comment.hostile >= HOSTILE


def disputes(comment: Comment, sources: frozenset[str]) -> bool:
    """Whether a comment corrects the article, or stands against somebody on whose word it rests.

    Args:
        comment: A comment that was read.
        sources: Ids of actors, as `article_sources` gives them.
    """
    return any(lead.kind == "correction" for lead in comment.leads) or any(
        stance.polarity == "against" and stance.entity in sources for stance in comment.stance
    )


def article_sources(record: Record) -> frozenset[str]:
    """The actors on whose word the article's events rest, and whom its sources are tied to."""
    voices = [claim.by for event in record.events for claim in event.claims]
    return frozenset(
        entity for by in voices for entity in (by.entity, *by.tied_to) if entity is not None
    )


def _share(yes: Iterable[bool | int], of: int) -> float | None:
    """A share to four places; None of nothing."""
    return round(sum(yes) / of, 4) if of else None


def _shape(comments: Sequence[Comment]) -> Shape:
    order = list(reading_order(comments))
    levels = Counter(depth for _, depth in order)
    replies = sum(depth > 0 for _, depth in order)
    answered = len({key for key in replies_of(comments) if key is not None})
    return Shape(
        comments=len(comments),
        deleted=sum(comment.deleted for comment in comments),
        edited=sum(comment.edited for comment in comments),
        top=levels[0],
        replies=replies,
        reply_share=_share((replies,), len(order)),
        answered_share=_share((answered,), len(order)),
        depth=len(levels),
        mean_depth=_share((depth for _, depth in order), len(order)),
        breadth=max(levels.values(), default=0),
        virality=_virality([comment.id for comment, _ in order], comments),
    )


def _virality(order: Sequence[str], comments: Sequence[Comment]) -> float | None:
    """Mean distance of two nodes, the article among them (Goel et al. 2016: structural virality).

    An edge lies on as many ways as there are nodes below it times nodes above it: one pass.
    """
    if not order:
        return None
    parents = {comment.id: comment.parent for comment in comments}
    below = dict.fromkeys(order, 1)
    nodes = len(order) + 1
    total = 0
    for key in reversed(order):
        total += below[key] * (nodes - below[key])
        parent = parents[key]
        if parent in below:
            below[parent] += below[key]
    return round(total / (nodes * (nodes - 1) / 2), 4)


def _buckets(parts: Iterable[tuple[str, Iterable[Comment]]]) -> tuple[Bucket, ...]:
    return tuple(
        Bucket(
            part=part,
            comments=len(held),
            read=sum(comment.hostile is not None for comment in held),
            hostile=sum(map(is_hostile, held)),
        )
        for part, held in ((part, list(comments)) for part, comments in parts)
        if held
    )


def _by_position(comments: Sequence[Comment]) -> tuple[Bucket, ...]:
    """Tenths of the thread in reading order."""
    size = len(comments)
    edges = [size * part // PARTS for part in range(PARTS + 1)]
    return _buckets(
        (f"{start + 1}-{end}", comments[start:end])
        for start, end in zip(edges, edges[1:], strict=False)  # noqa: RUF007 - a list is at hand
    )


def _by_time(comments: Sequence[Comment]) -> tuple[Bucket, ...]:
    """Hours, or days where there are too many hours or no clock; only times that could be read."""
    stated = [c for c in comments if c.posted and c.posted[4:5] == "-" and c.posted[:4].isdigit()]
    hours = _grouped(stated, lambda comment: rounded(comment.posted, "hour") or "")
    if len(hours) > MOST_HOURS or any("T" not in hour for hour in hours):
        hours = _grouped(stated, lambda comment: rounded(comment.posted, "day") or "")
    return _buckets(sorted(hours.items()))


def _grouped(
    comments: Iterable[Comment], part: Callable[[Comment], str]
) -> dict[str, list[Comment]]:
    groups: dict[str, list[Comment]] = defaultdict(list)
    for comment in comments:
        groups[part(comment)].append(comment)
    return groups


def _talked_about(record: Record) -> tuple[Talk, ...]:
    """Actors by the comments that name them, the most named first; readers are no actors."""
    named: Counter[str] = Counter()
    stances: Counter[tuple[str, str]] = Counter()
    names: dict[str, str] = {}
    for comment in record.comments:
        actors = {m.entity: m.text for m in comment.mentions if m.kind == "actor" and m.entity}
        for entity, words in actors.items():
            names.setdefault(entity, words)
        named.update(actors.keys())
        stances.update({(stance.entity, stance.polarity) for stance in comment.stance})
    return tuple(
        Talk(
            actor=entity,
            name=record.actors[entity].name if entity in record.actors else names[entity],
            comments=count,
            favouring=stances[entity, "for"],
            opposing=stances[entity, "against"],
        )
        for entity, count in sorted(named.items(), key=lambda item: (-item[1], item[0]))
    )
