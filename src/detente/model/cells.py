"""Cells of tables that people open in a spreadsheet."""

Cell = str | int | float | None
"""Empty means unknown or none said, never zero."""


def guarded(cell: Cell) -> Cell:
    """Return the cell so that no spreadsheet takes a page's words for a formula."""
    if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")):
        return "'" + cell
    return cell
