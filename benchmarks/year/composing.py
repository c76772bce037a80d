"""Makes the pages of an outlet: a telling sentence in its register, and what stands around it."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from benchmarks.year.cast import Outlet, actors, around, chances, settings
from benchmarks.year.events import Accord, Incident, Promise
from benchmarks.year.pages import LEAST, MOST, Mark, Page, Sentence, headed, words
from benchmarks.year.wording import (
    Told,
    full_date,
    kind_of,
    misspelt,
    named,
    number,
    said,
    slots,
    tidy,
    within,
)

Paragraph = tuple[Sentence, ...]


@dataclass(slots=True)
class Desk:
    """The randomness of the year, its agreements, and the numbers for new pages."""

    rng: Random
    accords: dict[str, Accord]
    pages: int = field(default=0)

    def address(self, outlet: Outlet, day: date, title: str) -> tuple[str, str]:
        """URL and origin of a new page."""
        self.pages += 1
        slug = "-".join("".join(c if c.isalnum() else " " for c in title.lower()).split()[:6])
        return f"https://{outlet.domain}/{day:%Y/%m/%d}/{slug}-{self.pages}", f"o{self.pages:05}"


def telling(
    desk: Desk, one: Incident, told: Told, published: date, outlet: Outlet, agency: str = ""
) -> Sentence:
    """The sentence by which an outlet tells an incident; `agency` is its only source, if named."""
    rng = desk.rng
    words_of = slots(one, told, published, rng)
    plain = said(kind_of(one)["lead"], words_of, rng)
    frames = settings("wording")["repeats" if agency else "frames"]
    frames = frames["frames"] if agency else frames[outlet.register]
    body = {"S": plain.removesuffix("."), "s": within(plain), "O": outlet.name, "G": agency}
    text = tidy(rng.choice(frames).format_map(body | {"P": one.town.name}))
    if rng.random() < chances()["misspelt"]:
        text = misspelt(text, rng.choice((one.town.name, actors()[one.a].name)), rng)
    return Sentence(text, Mark(one.id, "main", told))


def page(
    desk: Desk,
    one: Incident,
    outlet: Outlet,
    published: date,
    told: Told,
    *,
    recalled: Incident | None = None,
    agency: str = "",
    more: tuple[Sentence, ...] = (),
) -> Page:
    """A page that tells an incident.

    Args:
        desk: Randomness, agreements and page numbers.
        one: The incident.
        outlet: Who writes.
        published: When.
        told: What is known to the writer.
        recalled: An earlier incident that the page recalls.
        agency: The only source, where the page repeats another one.
        more: Sentences that tell further incidents.
    """
    rng = desk.rng
    lead = telling(desk, one, told, published, outlet, agency)
    lead = replace(lead, before=_dateline(one, outlet, published, rng))
    details = settings("wording")["details"]["deadly" if one.killed is not None else "calm"]
    first = (lead,) if rng.random() < 0.5 else (lead, _filler(one, details, outlet, rng))
    paragraphs: list[Paragraph] = [first]
    paragraphs += [(sentence,) for sentence in more]
    paragraphs += _promises(desk, one, told, published)
    tail = _tail(desk, one, recalled)
    title = headed(said(kind_of(one)["title"], slots(one, told, published, rng), rng))
    url, origin = desk.address(outlet, published, title)
    return Page(title, filled(paragraphs, tail, one, outlet, rng), published, outlet, origin, url)


def _tail(desk: Desk, one: Incident, recalled: Incident | None) -> list[Paragraph]:
    """What a side denies, and what is recalled."""
    tail: list[Paragraph] = []
    if desk.rng.random() < chances()["denial"] and "deny" in kind_of(one):
        tail.append((denial(desk, one),))
    if recalled is not None:
        tail.append((recalling(desk, recalled),))
    return tail


def denial(desk: Desk, one: Incident) -> Sentence:
    """A side denies the incident."""
    nothing = Told(None, None, None)
    text = said(kind_of(one)["deny"], slots(one, nothing, one.day, desk.rng), desk.rng)
    return Sentence(text, Mark(one.id, "denial", nothing))


def recalling(desk: Desk, one: Incident) -> Sentence:
    """A sentence that recalls an earlier incident with its date."""
    told = Told(one.day, None, None)
    text = said(kind_of(one)["recall"], slots(one, told, one.day, desk.rng), desk.rng)
    return Sentence(text, Mark(one.id, "background", told))


def filled(
    head: list[Paragraph], tail: list[Paragraph], one: Incident, outlet: Outlet, rng: Random
) -> tuple[Paragraph, ...]:
    """The paragraphs with unrelated sentences between, until the page is long enough."""
    wording = settings("wording")["filler"]
    pool = [*wording[outlet.register], *rng.sample(wording["any"], 9)]
    rng.shuffle(pool)
    wanted = min(MOST - 40, rng.randint(LEAST + 5, LEAST + 100))
    body: list[Paragraph] = []
    if rng.random() < chances()["country"]:
        body.append((_filler(one, wording["country"], outlet, rng),))
    while words((*head, *body, *tail)) < wanted and pool:
        many = min(len(pool), rng.randint(1, 3))
        texts = [pool.pop() for _ in range(many)]
        body.append(tuple(_filler(one, [text], outlet, rng) for text in texts))
    cut = rng.randint(0, len(body))
    return (*head, *body[:cut], *tail, *body[cut:])


def _filler(one: Incident, texts: list[str], outlet: Outlet, rng: Random) -> Sentence:
    wording = settings("wording")
    country, adjective = wording["countries"][one.town.country]
    words_of = {name: rng.choice(words) for name, words in wording["slots"].items()} | {
        "P": one.town.name,
        "R": around(one.town, 6)[rng.randint(1, 5)].name,
        "O": outlet.name,
        "M": str(rng.randint(20, 400)),
        "C": country,
        "Adj": adjective,
    }
    return Sentence(said(texts, words_of, rng))


def _dateline(one: Incident, outlet: Outlet, published: date, rng: Random) -> str:
    """Where and when an agency or a paper writes; empty for half of them and all others."""
    if outlet.register not in {"agency", "paper"} or rng.random() < 0.5:
        return ""
    town = one.town.name
    if outlet.register == "agency":
        if rng.random() < 0.5:
            town += f", {settings('wording')['countries'][one.town.country][0]}"
        return f"{town.upper()}, {full_date(published, rng)} ({outlet.name}) — "
    return f"{town.upper()} — "


def _promises(desk: Desk, one: Incident, told: Told, published: date) -> list[Paragraph]:
    """What the parties promise, on a page that tells their agreement; some pages leave one out."""
    if one.accord is None:
        return []
    accord = desk.accords[one.accord]
    kept = [p for p in accord.promises if desk.rng.random() < 0.85] or list(accord.promises[:1])
    sides = slots(one, told, published, desk.rng)
    return [tuple(_promised(desk, promise, accord, sides) for promise in kept)]


def _promised(desk: Desk, promise: Promise, accord: Accord, sides: dict[str, str]) -> Sentence:
    rng = desk.rng
    who = actors()[promise.by[0]]
    other = actors()[next(p for p in accord.parties if p != who.id)]
    due = "" if promise.deadline is None else f" by {full_date(promise.deadline, rng)}"
    words_of = sides | {
        "X": named(who, rng),
        "Xm": who.members,
        "Ym": other.members,
        "R": promise.town.name,
        "M": number(promise.count),
        "W": due,
    }
    return Sentence(said(settings("wording")["provisions"][promise.kind], words_of, rng))


def denial_page(desk: Desk, one: Incident, outlet: Outlet) -> Page:
    """A page on which a side denies an incident, a few days after it."""
    published = one.day + timedelta(days=desk.rng.randint(1, 4))
    titles = settings("wording")["denials"]["titles"]
    return _about(desk, one, outlet, published, denial(desk, one), titles)


def doubt_page(desk: Desk, one: Incident, outlet: Outlet) -> Page:
    """A page that says that a reported incident did not happen."""
    published = one.day + timedelta(days=desk.rng.randint(3, 9))
    return _about(desk, one, outlet, published, *_wrong(desk, one, "denials", "later", "denial"))


def corrected(desk: Desk, page_: Page, one: Incident) -> Page:
    """The next edition of a page: it no longer tells the incident and says that it was wrong."""
    published = page_.published + timedelta(days=desk.rng.randint(1, 5))
    sentence, titles = _wrong(desk, one, "corrections", "lines", "retraction")
    found = _about(desk, one, page_.outlet, published, sentence, titles)
    return replace(found, url=page_.url, origin=page_.origin, edition=page_.edition + 1)


def _wrong(
    desk: Desk, one: Incident, table: str, lines: str, kind: str
) -> tuple[Sentence, list[str]]:
    """A sentence that takes an incident back, and headlines for it."""
    wording = settings("wording")[table]
    told = Told(one.day, None, None)
    plain = said(kind_of(one)["lead"], slots(one, told, one.day, desk.rng), desk.rng)
    text = tidy(desk.rng.choice(wording[lines]).format_map({"s": within(plain)}))
    mark = Mark(one.id, "retraction" if kind == "retraction" else "denial", told)
    return Sentence(text, mark), wording["titles" if table == "corrections" else "titles_later"]


def _about(
    desk: Desk,
    one: Incident,
    outlet: Outlet,
    published: date,
    sentence: Sentence,
    titles: list[str],
) -> Page:
    rng = desk.rng
    title = headed(said(titles, slots(one, Told(None, None, None), one.day, rng), rng))
    url, origin = desk.address(outlet, published, title)
    paragraphs = filled([(sentence,)], [], one, outlet, rng)
    return Page(title, paragraphs, published, outlet, origin, url)
