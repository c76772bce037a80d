"""Print how many aliases of a public name list mean the same actor as their group's name.

python -m evals.aliases [FILE]

FILE is a JSON Lines file of rows {"name", "aliases", "source"}, by default the reference list
beside the repository. A name is resolved where one registered name covers all of it and one actor
bears it; the list is twelve years old and broad, so most of its groups are in no present conflict.
"""

import argparse
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from detente.ground.lexicon import Lexicon, default_lexicon
from detente.ground.surface import find_hits

LIST = Path(__file__).parents[2] / "shared" / "reference" / "actors" / "aliases.jsonl"


@dataclass(frozen=True, slots=True)
class Shares:
    """Counts over one list."""

    groups: int
    known: int
    """Groups whose name resolves."""
    aliases: int
    of_known: int
    """Aliases of those groups."""
    same: int
    """Aliases that resolve to the actor of their group's name."""
    other: int
    """Aliases that resolve to another actor."""

    def line(self, source: str) -> str:
        """One line of figures."""
        share = 100 * self.same / self.of_known if self.of_known else 0.0
        return (
            f"{source} groups={self.known}/{self.groups} aliases={self.aliases} "
            f"same={self.same}/{self.of_known} ({share:.1f}%) other={self.other}"
        )


def resolve(name: str, lexicon: Lexicon) -> str | None:
    """The one actor whose registered name is all of `name`, else None.

    A short form in brackets behind the name is left out: texts explain those themselves.
    """
    name = re.sub(r"\s+\([^()]*\)$", "", name)
    for hit in find_hits(name, lexicon):
        if (hit.start, hit.end) == (0, len(name)):
            bearers = {actor_id for actor_id, _ in hit.sense.actors}
            return bearers.pop() if len(bearers) == 1 else hit.sense.state
    return None


def count(rows: list[tuple[str, list[str]]], lexicon: Lexicon) -> Shares:
    """Counts over groups, each a name with its aliases."""
    known = of_known = same = other = 0
    for name, aliases in rows:
        actor = resolve(name, lexicon)
        if actor is None:
            continue
        known += 1
        of_known += len(aliases)
        found = [resolve(alias, lexicon) for alias in aliases]
        same += found.count(actor)
        other += sum(one not in (actor, None) for one in found)
    total = sum(len(aliases) for _, aliases in rows)
    return Shares(len(rows), known, total, of_known, same, other)


def main(arguments: list[str] | None = None) -> int:
    """Count over the list, by its sources; return the exit code."""
    parser = argparse.ArgumentParser(prog="evals.aliases", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=LIST)
    file = parser.parse_args(arguments).file
    if not file.is_file():
        print(f"no list of aliases at {file}", file=sys.stderr)
        return 2
    rows = [json.loads(line) for line in file.read_text("utf-8").rstrip("\n").split("\n")]
    lexicon = default_lexicon()
    for source in sorted({row["source"] for row in rows}):
        chosen = [(row["name"], row["aliases"]) for row in rows if row["source"] == source]
        print(count(chosen, lexicon).line(source))
    return 0


if __name__ == "__main__":
    sys.exit(main())
