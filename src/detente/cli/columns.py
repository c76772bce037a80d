"""Tables of happenings that a terminal of 80 columns shows without cutting words or ids."""

from typing import TYPE_CHECKING

from detente.cli.screen import one_line

if TYPE_CHECKING:
    from rich.table import Table


def listing(*headings: str, whole: int) -> "Table":
    """Return a table without lines.

    Args:
        headings: Of the columns.
        whole: How many of the first columns are never broken: their lines are set by `lines`.
    """
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for number, heading in enumerate(headings):
        table.add_column(heading, overflow="fold", header_style="bold", no_wrap=number < whole)
    return table


def lines(*parts: object) -> str:
    """Return the parts that there are below each other in a cell; a dash where there are none."""
    return "\n".join(one_line(str(part)) for part in parts if part) or "–"
