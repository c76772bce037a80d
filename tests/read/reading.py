"""Short ways to read pages in these tests."""

from pathlib import Path

from detente.model.page import Page
from detente.model.record import Failure
from detente.read import Pseudonyms, read_bytes
from detente.read.site import site_of

PAGES = Path(__file__).parent / "pages"
NAMES = Pseudonyms(b"only for tests, thirty-two bytes")
ARTICLE = (
    "<html><body><article><h1>A truce is signed at the mill</h1>"
    "<p>The two groups signed a truce on Monday, officials in the town said, after a week of clashes"
    " near the mill and the bridge.</p><p>The second paragraph says more about prisoners, who will be"
    " released within three days under the terms of the deal.</p></article>{thread}</body></html>"
)


def all_of(
    data: str | bytes, origin: str = "page.txt", **stated: str | None
) -> list[Page | Failure]:
    """The pages of a text or of bytes."""
    data = data.encode() if isinstance(data, str) else data
    return list(read_bytes(data, origin=origin, pseudonyms=NAMES, **stated))


def page_of(data: str | bytes, origin: str = "page.txt", **stated: str | None) -> Page:
    """The only page of a text or of bytes."""
    (page,) = all_of(data, origin, **stated)
    assert isinstance(page, Page)
    return page


def blocks(page: Page) -> list[tuple[str, str]]:
    """Kind and words of each block."""
    text = page.article.text
    return [(block.kind, text[block.start : block.end]) for block in page.article.blocks]


def thread(page: Page) -> list[tuple[str, str | None, int, str]]:
    """Id, parent, depth and text of each comment."""
    return [(c.id, c.parent, c.depth, c.text) for c in page.comments]


def with_thread(markup: str) -> Page:
    """An invented article with this thread under it."""
    return page_of(ARTICLE.format(thread=markup), "page.html")


def name_on(page: Page, name: str) -> str:
    """The pseudonym of a name on this page's site."""
    article = page.article
    return NAMES.name(name, site_of(article.url, article.outlet, f"sha256:{page.capture.sha256}"))
