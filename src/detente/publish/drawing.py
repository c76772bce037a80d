"""What all plots share: colours, names that fit, and files that are the same each time.

Colours are those of Okabe and Ito, which colour-blind readers tell apart; no plot tells anything
by colour alone.
"""

import textwrap
import warnings
from pathlib import Path

from matplotlib import rc_context
from matplotlib.figure import Figure

from detente.link.relations.state_rules import State
from detente.model.errors import DetenteError

COOPERATION, CONFLICT = "#0072B2", "#D55E00"
STATE_COLOURS: dict[State, str] = {
    "none": "#BBBBBB",
    "hostile": "#D55E00",
    "truce": "#E69F00",
    "reconciled": "#56B4E9",
    "allied": "#009E73",
}
CAMP_COLOURS = ("#56B4E9", "#F0E442", "#CC79A7", "#009E73", "#E69F00", "#0072B2")
INK = "#333333"
ENDINGS = (".svg", ".png")
LONGEST_NAME = 60
"""Letters of a name that a plot shows; the rest is told by dots."""


def save_plot(figure: Figure, path: Path) -> None:
    """Write a plot as SVG or PNG, whichever the file's ending says; the same bytes each time.

    Raises:
        DetenteError: the ending is another, or the file cannot be written.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise DetenteError(
            f"{path}: no plot is written as {ending or 'a file without ending'!r}; "
            f"name a file that ends in {' or '.join(ENDINGS)}"
        )
    nameless = {"Date": None} if ending == ".svg" else {"Software": None}
    with rc_context({"svg.hashsalt": "detente", "svg.fonttype": "path"}), warnings.catch_warnings():
        # A script that the font lacks is drawn as boxes: the plot is still worth having.
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        try:
            figure.savefig(path, format=ending[1:], dpi=150, metadata=nameless)
        except OSError as error:
            raise DetenteError(f"{path}: cannot be written: {error.strerror or error}") from error


def shown(name: str, width: int = 28, most: int = LONGEST_NAME) -> str:
    """A name as a plot shows it: cut where very long, in lines, and never read as a formula."""
    text = " ".join(name.split())
    if len(text) > most:
        text = text[: most - 1].rstrip() + "…"
    return "\n".join(textwrap.wrap(text, width)).replace("$", r"\$")
