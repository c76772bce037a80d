"""Sources: paths, folders, patterns, addresses, standard input; captures."""

import hashlib
import io
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import pytest
from reading import NAMES, page_of

from detente.model.errors import FormatError, InputError, MissingInput, TooLarge
from detente.read import expand, read
from detente.read.capture import capture, read_limited
from detente.read.fetch import WebFetcher


def told(*arguments: str) -> list[str]:
    return [f"missing {s.origin}" if isinstance(s, MissingInput) else s for s in expand(arguments)]


@pytest.fixture
def folder(tmp_path):
    for name in ("b.txt", "a.html", "sub/c.jsonl", "sub/d.png", ".hidden.txt", ".git/e.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("The sides met at noon.")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    return tmp_path


def test_folders_are_searched_in_order_without_hidden_files_or_loops(folder) -> None:
    assert told(str(folder)) == [str(folder / name) for name in ("a.html", "b.txt", "sub/c.jsonl")]


def test_patterns_and_single_files(folder) -> None:
    assert told(str(folder / "*.txt")) == [str(folder / "b.txt")]
    assert told(str(folder / "**" / "*.jsonl")) == [str(folder / "sub" / "c.jsonl")]
    assert told(str(folder / "b.txt"), str(folder / "*.txt")) == [str(folder / "b.txt")]
    assert told(str(folder / "sub" / "d.png")) == [str(folder / "sub" / "d.png")]


def test_what_is_missing_is_a_value_and_the_rest_goes_on(folder) -> None:
    (folder / "none").mkdir()
    arguments = [
        str(folder / "x.txt"),
        str(folder / "*.md"),
        str(folder / "none"),
        "nul\x00",
        "-",
        "https://x.example/",
    ]
    assert told(*arguments) == [*(f"missing {a}" for a in arguments[:4]), "-", "https://x.example/"]


def test_reading_a_file_keeps_its_bytes(folder) -> None:
    (page,) = read(folder / "b.txt", pseudonyms=NAMES)
    data = (folder / "b.txt").read_bytes()
    assert page.capture.data == data
    assert page.capture.sha256 == hashlib.sha256(data).hexdigest()
    assert page.capture.captured_at.utcoffset().total_seconds() == 0
    assert page.capture.origin == str(folder / "b.txt")


def test_standard_input(monkeypatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"The sides met.")))
    (page,) = read("-", pseudonyms=NAMES)
    assert (page.article.text, page.capture.origin) == ("The sides met.", "-")


@pytest.mark.parametrize(
    ("name", "problem"), [("x.txt", "no such file"), ("sub", "folder"), ("a\x00b", "path")]
)
def test_paths_that_cannot_be_read(folder, name: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem) as caught:
        read(str(folder / name), pseudonyms=NAMES)
    assert "\n" not in str(caught.value)


def test_what_the_caller_states_wins() -> None:
    text = "Truce holds\n\n3 May 2023\n\nThe sides met."
    assert page_of(text).article.published == "2023-05-03"
    stated = page_of(text, published="17 November 2018", outlet="Hill Wire").article
    assert (stated.published, stated.outlet) == ("2018-11-17", "Hill Wire")
    assert page_of(text, published="2018-11").article.published == "2018-11"


@pytest.mark.parametrize("date", ["yesterday", "2018-13-01", "03/04/2018", "", "2018-02-30"])
def test_a_date_that_is_none_is_told(date: str) -> None:
    with pytest.raises(FormatError, match="write it as YYYY-MM-DD"):
        page_of("The sides met.", published=date)


def test_too_many_bytes(monkeypatch) -> None:
    with pytest.raises(TooLarge):
        read_limited(io.BytesIO(b"x" * 100), "big", 10)
    monkeypatch.setattr("detente.read.reader.MAX_PAGE_BYTES", 10)
    with pytest.raises(TooLarge, match="split it"):
        page_of("The sides met at noon.")
    assert capture(b"x", "y").data == b"x"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/gone":
            self.send_error(404)
            return
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "file:///etc/hosts")
            self.end_headers()
            return
        body = "Стороны встретились. Больше ничего не известно.".encode("cp1251")
        if self.path == "/big":
            body *= 1000
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; charset=windows-1251")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()
        thread.join()


def test_an_address_is_fetched_because_it_was_named(server: str) -> None:
    (page,) = read(server + "/page", pseudonyms=NAMES)
    assert page.article.text == "Стороны встретились. Больше ничего не известно."
    assert page.capture.media_type == "text/plain; charset=windows-1251"
    assert page.warnings == ()


@pytest.mark.parametrize(
    ("path", "error"), [("/gone", MissingInput), ("/away", InputError), ("/big", TooLarge)]
)
def test_addresses_that_fail(server: str, path: str, error: type[InputError]) -> None:
    with pytest.raises(error) as caught:
        WebFetcher(limit=1000, seconds=5).fetch(server + path)
    assert str(caught.value).startswith(server + path)
    assert "\n" not in str(caught.value)


def test_no_server_and_no_host() -> None:
    with pytest.raises(InputError, match="cannot be fetched"):
        read("http://127.0.0.1:9/", pseudonyms=NAMES)
    with pytest.raises(MissingInput, match="no host"):
        read("http://", pseudonyms=NAMES)
