"""What every format's reader hands on: blocks, what is known, comments; made into a page here."""

from collections.abc import Sequence
from typing import NamedTuple

from detente.model.errors import EmptyInput, TooLarge
from detente.model.page import Capture, Page
from detente.read.blocks import About, Block, compose
from detente.read.dates import checked_published
from detente.read.limits import MAX_TEXT_CHARACTERS, MEGABYTE
from detente.read.pseudonyms import Pseudonyms
from detente.read.site import site_of
from detente.read.thread import RawComment, build


class Draft(NamedTuple):
    """A page before offsets and pseudonyms; never leaves the read stage, for it holds names."""

    blocks: Sequence[Block]
    about: About = About()
    comments: Sequence[RawComment] = ()
    warnings: tuple[str, ...] = ()


class Options(NamedTuple):
    """What the caller states about the pages that it gives."""

    pseudonyms: Pseudonyms
    published: str | None = None
    """EDTF; wins over what a page says."""
    outlet: str | None = None


def options(
    origin: str, *, published: str | None, outlet: str | None, pseudonyms: Pseudonyms
) -> Options:
    """The caller's statements, checked.

    Raises:
        FormatError: `published` is no date.
    """
    return Options(pseudonyms, checked_published(published, origin), (outlet or "").strip() or None)


def finish(draft: Draft, capture: Capture, stated: Options) -> Page:
    """A page from a draft.

    Args:
        draft: What the format's reader found.
        capture: The bytes that it came from.
        stated: The caller's date and outlet, and the pseudonyms.

    Raises:
        EmptyInput: There is neither an article nor a comment.
        TooLarge: The article's text passes `MAX_TEXT_CHARACTERS`.
        ProjectError: Comments need pseudonyms, and the key cannot be used.
    """
    about = draft.about
    about = about._replace(
        published=stated.published or about.published, outlet=stated.outlet or about.outlet
    )
    article = compose(draft.blocks, about)
    if len(article.text) > MAX_TEXT_CHARACTERS:
        raise TooLarge(
            capture.origin,
            f"an article of more than {MAX_TEXT_CHARACTERS // MEGABYTE} million characters",
            "split it into its pages",
        )
    site = site_of(about.url, about.outlet, f"sha256:{capture.sha256}")
    comments, repairs = build(draft.comments, stated.pseudonyms, site)
    if not article.text and not comments:
        raise EmptyInput(
            capture.origin, "no text was found in it", "check that the page was saved whole"
        )
    return Page(capture, article, comments, (*draft.warnings, *repairs))
