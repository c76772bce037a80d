"""Who reports what: agencies and copies of them, pages that repeat one source, own reports."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import islice
from random import Random

from benchmarks.year import composing
from benchmarks.year.cast import Outlet, chances, outlets, settings
from benchmarks.year.events import Incident, World
from benchmarks.year.happenings import pastimes
from benchmarks.year.pages import Page, Sentence, copied, headed
from benchmarks.year.wording import kind_of, knows, said, slots

ROOM = 0.85
"""Share of the pages that may tell what the script asks for; the rest tells pastimes."""
FURTHER = 2
"""Incidents that a bulletin tells beside the first, at most."""


@dataclass(slots=True)
class Newsroom:
    """What is known while the year is reported: incidents by day and by pair."""

    desk: composing.Desk
    by_day: dict[date, list[Incident]] = field(default_factory=lambda: defaultdict(list))
    by_pair: dict[tuple[str, ...], list[Incident]] = field(
        default_factory=lambda: defaultdict(list)
    )

    @property
    def rng(self) -> Random:
        """The randomness of the year."""
        return self.desk.rng

    def learn(self, one: Incident) -> None:
        """Let later pages recall an incident, or tell it in a bulletin."""
        if one.happened:
            self.by_day[one.day].append(one)
            self.by_pair[_pair(one)].append(one)


def report(world: World, articles: int, rng: Random) -> list[Page]:
    """Pages on the year, as many as asked for; pastimes that are told are added to the world.

    Raises:
        ValueError: The script alone has more incidents than pages may be written.
    """
    scripted = list(world.incidents)
    counts = _counts(len(scripted), int(articles * ROOM), rng)
    room = Newsroom(composing.Desk(rng, world.accords))
    for one in scripted:
        room.learn(one)
    pages: list[Page] = []
    for one, count in zip(scripted, counts, strict=True):
        pages += islice(cover(room, one, count), articles - len(pages))
    further = pastimes(world, rng)
    while len(pages) < articles:
        one = next(further)
        pages += islice(cover(room, one, _count(rng)), articles - len(pages))
        world.incidents.append(one)
        room.learn(one)
    return sorted(pages, key=lambda p: (p.published, p.origin, p.url, p.edition))


def _count(rng: Random) -> int:
    weights = settings("script")["coverage"]
    return rng.choices(range(1, len(weights) + 1), weights)[0]


def _counts(incidents: int, most: int, rng: Random) -> list[int]:
    """How many pages tell each incident of the script, `most` in all."""
    if incidents > most:
        raise ValueError(f"{incidents} incidents in the script, but only {most} pages for them")
    counts = [_count(rng) for _ in range(incidents)]
    while sum(counts) > most:
        counts[counts.index(max(counts))] -= 1
    return counts


def cover(room: Newsroom, one: Incident, count: int) -> Iterator[Page]:
    """So many pages that tell an incident, and those on which it is denied or taken back."""
    rng = room.rng
    free = [o for o in outlets() if o.side is None or o.side in {one.a, one.b}]
    rng.shuffle(free)
    if count >= 3 and rng.random() < chances()["agency"]:
        pages = list(_syndicated(room, one, count, free))
    else:
        pages = list(_own(room, one, count, free))
    if not one.happened:
        yield from _taken_back(room, one, pages, free)
        return
    yield from pages
    if "deny" in kind_of(one) and free and rng.random() < chances()["denial_page"]:
        side = [o for o in free if o.side == one.a]
        yield composing.denial_page(room.desk, one, (side or free)[0])


def _taken_back(
    room: Newsroom, one: Incident, pages: list[Page], free: list[Outlet]
) -> Iterator[Page]:
    """Pages on what never happened: the first is corrected, and a later one may call it false."""
    yield replace(pages[0], retracted=True)
    yield composing.corrected(room.desk, pages[0], one)
    if len(pages) > 1 and free:
        yield pages[1]
        yield composing.doubt_page(room.desk, one, free[0])


def _own(room: Newsroom, one: Incident, count: int, free: list[Outlet]) -> Iterator[Page]:
    """Independent reports of different outlets."""
    rng = room.rng
    for outlet in _take(free, count):
        published = one.day + timedelta(days=rng.choices((0, 1, 2, 3), (3, 5, 2, 1))[0])
        told = knows(one, published, rng)
        more = _further(room, one, published, outlet) if outlet.register == "monitor" else ()
        recalled = _recalled(room, one)
        yield composing.page(room.desk, one, outlet, published, told, recalled=recalled, more=more)


def _take(free: list[Outlet], count: int) -> list[Outlet]:
    """The first so many outlets, taken off the list."""
    taken = free[:count]
    del free[:count]
    return taken


def _syndicated(room: Newsroom, one: Incident, count: int, free: list[Outlet]) -> Iterator[Page]:
    """An agency's item, copies of it, pages that only repeat it, and own reports for the rest."""
    rng = room.rng
    agency = next(o for o in free if o.register == "agency")
    free.remove(agency)
    published = one.day + timedelta(days=rng.randint(0, 1))
    told = knows(one, published, rng)
    recalled = _recalled(room, one)
    item = composing.page(room.desk, one, agency, published, told, recalled=recalled)
    yield item
    copies = rng.randint(1, max(1, count // 2))
    repeats = rng.randint(0, (count - 1 - copies) // 2)
    papers = [o for o in free if o.register in {"paper", "blog"}]
    for outlet in _take(papers, copies):
        free.remove(outlet)
        day = published + timedelta(days=rng.choice((0, 0, 1)))
        title = headed(said(kind_of(one)["title"], slots(one, told, day, rng), rng))
        url, _ = room.desk.address(outlet, day, title)
        yield copied(item, outlet, day, url, title, rng)
    for outlet in _take(papers, repeats):
        free.remove(outlet)
        day = published + timedelta(days=rng.randint(0, 2))
        page = composing.page(room.desk, one, outlet, day, told, agency=agency.name)
        yield replace(page, origin=item.origin)
    yield from _own(room, one, count - 1 - copies - repeats, free)


def _recalled(room: Newsroom, one: Incident) -> Incident | None:
    """An earlier incident of the pair to recall, if the page does."""
    if room.rng.random() >= chances()["recall"]:
        return None
    earlier = [e for e in room.by_pair[_pair(one)] if 5 <= (one.day - e.day).days <= 60]
    return room.rng.choice(earlier) if earlier else None


def _further(
    room: Newsroom, one: Incident, published: date, outlet: Outlet
) -> tuple[Sentence, ...]:
    """Sentences of a bulletin that tell other incidents of the last days."""
    rng = room.rng
    if rng.random() >= chances()["roundup"]:
        return ()
    days = (published - timedelta(days=ago) for ago in range(3))
    others = [o for day in days for o in room.by_day.get(day, ()) if o.id != one.id]
    chosen = rng.sample(others, min(len(others), rng.randint(1, FURTHER)))
    return tuple(
        composing.telling(room.desk, other, knows(other, published, rng), published, outlet)
        for other in chosen
    )


def _pair(one: Incident) -> tuple[str, ...]:
    return tuple(sorted((one.a, one.b or one.a)))
