"""Fill the slots of the invented comments; writes `comments.jsonl`.

    python -m training.comments.compose

Every line of `hostile.txt` and `sober.txt` is filled four times. What goes into a slot follows from
the line's number, so that the file is the same on every machine, and groups of people go round
evenly through hostile and sober lines.
"""

import json
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

HERE = Path(__file__).parent
FILLS = 4
SLOT = re.compile(r"\{(\w+)\}")
SLOTS: dict[str, tuple[str, ...]] = {
    "g": ("Arabs", "Kurds", "Turks", "Jews", "Muslims", "Christians", "Russians", "Americans",
          "Israelis", "Palestinians", "Iranians", "Shias", "Sunnis", "Ukrainians", "Africans",
          "Afghans", "Pakistanis", "Hindus", "Saudis", "Alawites", "Serbs"),
    "gs": ("Arab", "Kurd", "Turk", "Jew", "Muslim", "Christian", "Russian", "American", "Israeli",
           "Palestinian", "Iranian", "Shia", "Sunni", "Ukrainian", "African", "Afghan"),
    "ga": ("Arab", "Kurdish", "Turkish", "Jewish", "Muslim", "Russian", "American", "Israeli",
           "Palestinian", "Iranian", "Ukrainian", "Saudi", "Afghan"),
    "a": ("the army", "the rebels", "Hezbollah", "NATO", "the regime", "the militia", "the Taliban",
          "Moscow", "Ankara", "the separatists", "al-Shabaab", "the junta", "Tehran"),
    "p": ("Marjun", "Telbara", "Osk", "Kalavi", "Duran", "Hamza Hill", "the old city", "Port Selim",
          "the valley", "Beniwa", "Qarat", "Novodar", "the north", "Lower Sefa"),
    "n": ("three", "12", "seventeen", "40", "at least 25", "hundreds of", "six", "about 80"),
    "y": ("2009", "2012", "2013", "2015", "2017", "2019", "2021"),
}  # fmt: skip
"""What goes into the slots; places are invented, `{g2}` takes the entry after that of `{g}`."""


def composed() -> Iterator[dict[str, object]]:
    """Each invented comment with its label: 1 hostile, 0 sober."""
    number = count()
    for label, name in ((1, "hostile.txt"), (0, "sober.txt")):
        lines = (HERE / name).read_text("utf-8").splitlines()
        for line, text in enumerate(line for line in lines if line and not line.startswith("#")):
            variants = {filled(text, line * FILLS + turn) for turn in range(FILLS)}
            for variant in sorted(variants):
                yield {
                    "doc_id": f"own-{next(number)}",
                    "group": f"{name}:{line}",
                    "text": variant,
                    "label": label,
                }


def filled(text: str, turn: int) -> str:
    """The text with its slots filled; `turn` chooses with what."""

    def fill(match: re.Match[str]) -> str:
        slot = match[1]
        base, step = (slot[:-1], 1) if slot.endswith("2") else (slot, 0)
        choices = SLOTS[base]
        chosen = choices[(turn * 5 + step) % len(choices)]
        return chosen[0].upper() + chosen[1:] if match.start() == 0 else chosen

    return SLOT.sub(fill, text)


def main() -> None:
    """Write the file."""
    rows = [json.dumps(row, ensure_ascii=False) + "\n" for row in composed()]
    (HERE / "comments.jsonl").write_text("".join(rows), encoding="utf-8")
    print(f"{len(rows)} comments")


if __name__ == "__main__":
    main()
