"""Invented pages as files, and a quick coder that reads one kind of sentence from them."""

import json
import re
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from sqlalchemy import Engine

from detente.model.comment import Comment
from detente.model.page import Page
from detente.model.record import Record
from detente.run.adding import Added, Adder, Way
from detente.run.project import OpenProject, init_project
from detente.store.settings import Settings
from tests.store.records import ACTORS, PLACES, Told, fresh, page, retold

SENTENCE = re.compile(
    r"(?P<who>[A-Z]\w+ [A-Z]\w+) shelled (?P<whom>[A-Z]\w+ [A-Z]\w+) in (?P<place>[A-Z]\w+) on "
    r"(?P<day>[\d-]{10})(, killing (?P<killed>\d+))?\."
)
IDS = {actor.name: name for name, actor in ACTORS.items()}
PLACE_IDS = {place.name: name for name, place in PLACES.items()}


class Teller:
    """Codes every page in the same way; `mode` is a codebook that has changed."""

    def __init__(self, mode: str | None = None) -> None:
        self._mode = mode

    def read(self, source: object) -> Iterator[Page]:
        assert isinstance(source, Page), "pages are read before they are coded"
        yield source

    def code_pages(self, pages: Sequence[Page]) -> Iterator[Record]:
        for one in pages:
            if "stumble" in one.article.text:
                raise KeyError("no such word")
            yield self._record(one)

    def _record(self, read: Page) -> Record:
        text = read.article.text
        found = SENTENCE.search(text)
        told = [self._told(found)] if found else []
        record = page(0, *told, before=text[: max(0, found.start() - 1)] if found else text)
        about = read.article
        record = retold(
            record,
            id=f"sha256:{read.capture.sha256}", origin=read.capture.origin, text=text,
            url=about.url, outlet=about.outlet, title=about.title, published=about.published,
        )  # fmt: skip
        comments = tuple(
            Comment(id=c.id, parent=c.parent, depth=c.depth, author=c.author, text=c.text)
            for c in read.comments
        )
        return record.model_copy(update={"comments": comments})

    def _told(self, found: re.Match[str]) -> Told:
        return Told(
            day=found["day"],
            place=PLACE_IDS[found["place"]],
            actors=(IDS[found["who"]],),
            recipients=(IDS[found["whom"]],),
            killed=int(found["killed"]) if found["killed"] else None,
            mode=self._mode,
            sentence=found[0].replace("shelled", "{}"),
        )


def write_page(
    path: Path,
    words: str = "Blue Watch shelled Grey Watch in Lumen on 2031-05-03, killing 2.",
    *,
    url: str = "",
    outlet: str = "The Lumen Bell",
    published: str = "2031-05-04",
    title: str = "Fire in the north",
) -> Path:
    """Write a page as Markdown."""
    head = {"title": title, "url": url, "outlet": outlet, "date": published}
    lines = [f"{name}: {value}" for name, value in head.items() if value]
    path.write_text("\n".join(["---", *lines, "---", "", words, ""]), "utf-8")
    return path


def write_rows(path: Path, *words: str) -> Path:
    """Write pages as rows of a JSON Lines file."""
    told = ({"title": f"Row {n}", "text": text} for n, text in enumerate(words))
    path.write_text("".join(json.dumps(row) + "\n" for row in told), "utf-8")
    return path


def write_thread(path: Path, *comments: tuple[str, str]) -> Path:
    """Write a page with readers' comments, each an author and a text."""
    items = "".join(
        f'<li class="comment depth-1" id="comment-{n}"><article class="comment-body">'
        f'<footer class="comment-meta"><b class="fn">{author}</b></footer>'
        f'<div class="comment-content"><p>{text}</p></div></article></li>'
        for n, (author, text) in enumerate(comments, start=1)
    )
    body = "Blue Watch shelled Grey Watch in Lumen on 2031-05-03, killing 2. People heard it afar."
    path.write_text(
        f"<html><head><title>Fire</title></head><body><article><h1>Fire</h1><p>{body}</p></article>"
        f'<section id="comments" class="comments-area"><ol class="comment-list">{items}</ol>'
        "</section></body></html>",
        "utf-8",
    )
    return path


def project_of(
    engine: Engine, folder: Path, *, comments: bool = False, days: int = 0
) -> OpenProject:
    """A project whose casebook is in a database."""
    address = engine.url.render_as_string(hide_password=False)
    settings = Settings(database=address, comments=comments, captures_days=days)
    project = init_project(folder, settings)
    project.engine.dispose()
    fresh(engine)  # the fixture made its tables, not this project
    return OpenProject(folder, settings, engine)


def way(mode: str | None = None, *, comments: bool = False) -> Way:
    """How a `Teller` codes."""
    return Way("0" * 64, {"mode": mode, "comments": comments})


def adder(project: OpenProject, mode: str | None = None, **stated: str | None) -> Adder:
    """Adds pages that a `Teller` codes."""
    chosen = way(mode, comments=project.settings.comments)
    return Adder(project, chosen, partial(Teller, mode), **stated)


def added(project: OpenProject, *sources: Path, mode: str | None = None) -> list[Added]:
    """Add pages of which none fails."""
    found = list(adder(project, mode).add(map(str, sources)))
    assert all(isinstance(one, Added) for one in found), found
    return [one for one in found if isinstance(one, Added)]
