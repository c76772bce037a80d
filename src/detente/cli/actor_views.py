"""Registered actors as they are printed."""

from collections.abc import Callable, Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from detente.cli.screen import one_line
from detente.knowledge.registry import Days, Entry, Link, Name, Registry
from detente.knowledge.registry.spans import stretch

INTERS = {
    1: "state forces",
    2: "rebel groups",
    3: "political militias",
    4: "identity militias",
    5: "rioters",
    6: "protesters",
    7: "civilians",
    8: "external and other forces",
}
"""ACLED's actor types."""


def actor_view(registry: Registry, entry: Entry, on: Days | None, place: str) -> RenderableType:
    """Return all that the registry says of an actor; with a date what held then."""
    title = Text(f"{entry.id}  ", style="dim").append(
        one_line(entry.actor.name), style="bold not dim"
    )
    table = Table.grid(padding=(0, 2))
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(overflow="fold")
    for label, value in _values(entry):
        table.add_row(f"  {label}", value)
    names = [name for name in entry.names if on is None or name.days.meets(on)]
    table.add_row("  names", _lines([_name(name) for name in names]))
    links = [link for link in registry.links if entry.id in (link.a, link.b)]
    links = [link for link in links if on is None or link_days(link).meets(on)]
    if links:
        table.add_row("  links", _lines([_link(registry, link) for link in links]))
    table.add_row("  source", one_line(entry.source))
    table.add_row("  written in", place)
    return Group(title, table)


def _values(entry: Entry) -> Iterator[tuple[str, str]]:
    actor = entry.actor
    yield "country", actor.country or "–"
    yield "sector", actor.sector or "–"
    yield "kind", actor.kind.replace("_", " ")
    yield "inter", f"{entry.inter} ({INTERS[entry.inter]})" if entry.inter else "–"
    ids = {"UCDP": entry.ucdp, "Wikidata": entry.wikidata}
    yield "ids", ", ".join(f"{name} {value}" for name, value in ids.items() if value) or "–"


def _name(name: Name) -> str:
    return one_line(name.text) + _dates(name.since, name.until)


def _dates(since: str | None, until: str | None) -> str:
    return f" [{since or ''}/{until or ''}]" if since or until else ""


def _link(registry: Registry, link: Link) -> str:
    a, b = _called(registry, link.a), _called(registry, link.b)
    told = f"{a} {link.kind.replace('_', ' ')} {b}{_dates(link.since, link.until)}"
    return f"{told} ({one_line(link.source)})"


def _called(registry: Registry, actor_id: str) -> str:
    entry = registry.entry(actor_id)
    return one_line(entry.actor.name) if entry is not None else actor_id


def _lines(lines: list[str]) -> str:
    return "\n".join(lines) or "–"


def link_days(link: Link) -> Days:
    """The days from a link's beginning to its end."""
    return stretch(link.since, link.until) or Days()


def lineage_view(registry: Registry, entry: Entry) -> RenderableType:
    """Return a tree: where an actor comes from, what came of it, who belonged to it and it to."""
    links = registry.lineage(entry.id)
    tree = Tree(Text(f"{one_line(entry.actor.name)} ({entry.id})", style="bold"))
    descent = [link for link in links if link.relation == "successor_of"]
    whole = [link for link in links if link.relation == "part_of"]
    _branch(registry, tree, "came from", entry.id, descent, lambda link: (link.a, link.b))
    _branch(registry, tree, "became", entry.id, descent, lambda link: (link.b, link.a))
    _branch(registry, tree, "belonged to", entry.id, whole, lambda link: (link.a, link.b))
    _branch(registry, tree, "members", entry.id, whole, lambda link: (link.b, link.a))
    if not links:
        tree.add(Text("no link tells of forerunners, followers or members", style="dim"))
    return tree


def _branch(
    registry: Registry,
    tree: Tree,
    label: str,
    start: str,
    links: list[Link],
    ends: Callable[[Link], tuple[str, str]],
) -> None:
    """One branch of the tree, followed to its ends; an actor met again is not followed twice."""
    if not any(ends(link)[0] == start for link in links):
        return
    waiting = [(tree.add(Text(label, style="cyan")), start)]
    seen = {start}
    for node, near in waiting:
        for link in links:
            here, far = ends(link)
            if here != near:
                continue
            line = Text(f"{_called(registry, far)} ({far})")
            line.append(f" {link.kind.replace('_', ' ')}{_dates(link.since, link.until)}")
            line.append(f" {one_line(link.source)}", style="dim")
            below = node.add(line)
            if far not in seen:
                seen.add(far)
                waiting.append((below, far))
