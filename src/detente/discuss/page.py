"""A thread as one HTML page: self-contained, no script, no address that a browser would call."""

from collections.abc import Iterator
from html import escape

from detente.discuss.measures import Measures
from detente.discuss.rendering import marks, measure_lines, reasons
from detente.discuss.tree import Rounding, reading_order, rounded
from detente.model.comment import Comment
from detente.model.record import Record

DEEPEST = 30
"""Levels that nest; replies below them stand beside each other and say what they answer.

Browsers stop nesting at 512 elements, and readers long before.
"""
_STYLE = """
body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;
color:#1b1b1b;background:#fff}
details{margin:.5rem 0 .5rem .5rem;padding-left:.75rem;border-left:2px solid #767676}
summary{cursor:pointer}summary:focus-visible{outline:3px solid #0b57d0}
.who{font-weight:600}.note,.marks{color:#555}.marks{border-bottom:1px dotted}
p{margin:.25rem 0;white-space:pre-wrap;overflow-wrap:anywhere}
@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}.note,.marks{color:#bbb}}
"""
_HEAD = (
    '<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    '<meta http-equiv="Content-Security-Policy"'
    " content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    '<meta name="robots" content="noindex">\n'
    "<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
)


def html_page(record: Record, measures: Measures, times: Rounding = "hour") -> Iterator[str]:
    """The pieces of the page, in order.

    Args:
        record: A page and its thread.
        measures: The thread's measures.
        times: How times are rounded.
    """
    title = escape(record.document.title or "Comments")
    language = escape(record.document.language or "en")
    yield _HEAD.format(title=title, language=language, style=_STYLE)
    yield '<section aria-label="Measures">\n<ul>\n'
    yield from (f"<li>{escape(line)}</li>\n" for line in measure_lines(measures))
    yield '</ul>\n</section>\n<section aria-label="Comments">\n'
    yield from _tree(record, times)
    yield "</section>\n</main>\n</body>\n</html>\n"


def _tree(record: Record, times: Rounding) -> Iterator[str]:
    """Comments as nested `details`, all open; a stack of levels stands in for recursion."""
    open_levels = 0
    for comment, depth in reading_order(record.comments):
        level = min(depth, DEEPEST)
        while open_levels > level:
            yield "</details>\n"
            open_levels -= 1
        yield f'<details open id="{escape(comment.id)}">\n<summary>'
        yield " ".join(_summary(comment, depth, times))
        yield "</summary>\n"
        if comment.text:
            yield f'<p dir="auto">{escape(comment.text)}</p>\n'
        told = list(reasons(comment))
        if told:
            items = "".join(f"<li>{escape(line.removeprefix('— '))}</li>" for line in told)
            yield f'<ul class="note">{items}</ul>\n'
        open_levels = level + 1
    yield "</details>\n" * open_levels


def _summary(comment: Comment, depth: int, times: Rounding) -> Iterator[str]:
    yield f'<span class="note">{escape(comment.id)}</span>'
    if depth > DEEPEST and comment.parent:
        answered = escape(comment.parent)
        link = f'<a href="#{answered}">{answered}</a>'
        yield f'<span class="note">level {depth + 1}, answers {link}</span>'
    if comment.deleted:
        yield '<span class="note">deleted</span>'
        return
    yield f'<span class="who">{escape(comment.author or "no name given")}</span>'
    posted = rounded(comment.posted, times)
    if posted:
        yield f'<span class="note">{escape(posted)}</span>'
    if comment.votes is not None:
        yield f'<span class="note">{comment.votes:+d} votes</span>'
    if comment.edited:
        yield '<span class="note">edited</span>'
    found = list(marks(comment))
    if found:
        yield f'<span class="marks">{escape(", ".join(found))}</span>'
