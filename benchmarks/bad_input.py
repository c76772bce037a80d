"""What bad input does: for each case the line, the exit code, the time and the memory.

python -m benchmarks.bad_input
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import detente, machine, run

STORY = "Rebels shelled the army base at Northport on 3 May, killing two guards, officials said."
ARABIC = "أعلن المتحدث أن الطرفين وقعا اتفاق هدنة في المدينة يوم الجمعة، وفق ما قالت الوكالة."
PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010806000000") + bytes(5000)
MEGABYTES = 100
COMMENTS = 50_000
LIMIT = 120.0


def cases(folder: Path) -> Iterator[tuple[str, list[str | Path]]]:
    """Make each bad input when its turn comes; yield what it is and the arguments for it."""

    def file(name: str, data: bytes) -> Path:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        return path

    yield "empty file", [file("empty.html", b"")]
    yield "only blanks", [file("blank.txt", b" \n\n\t\n")]
    yield "PNG named .html", [file("picture.html", PNG)]
    yield "UTF-16 text", [file("utf16.txt", STORY.encode("utf-16"))]
    yield "UTF-16 without mark", [file("utf16le.txt", STORY.encode("utf-16-le"))]
    yield "windows-1256 text", [file("arabic.txt", f"{ARABIC}\n\n{ARABIC}".encode("cp1256"))]
    unclosed = f"<html><body><div><p>{STORY}<p><b>More <i>of it <ul><li>one<li>two"
    yield "unclosed tags", [file("unclosed.html", unclosed.encode())]
    yield "JSON Lines cut short", [file("cut.jsonl", b'{"text": "' + STORY.encode())]
    yield f"{MEGABYTES} MB of nested <div>", [_nested(folder / "nested.html")]
    yield f"{COMMENTS} comments", [file("thread.html", _thread(COMMENTS))]
    yield "missing path", [folder / "nowhere.html"]
    for name in ("a", "b", "c"):
        file(f"mixed/{name}.txt", f"Report {name}\n\n{STORY}\n".encode())
    file("mixed/bad.html", PNG)
    yield "folder with one bad file among good", [folder / "mixed"]
    yield "the same, two workers", [folder / "mixed", "--workers", "2"]


def _nested(path: Path) -> Path:
    """Write so many megabytes of open <div>."""
    with path.open("wb") as file:
        for _ in range(MEGABYTES):
            file.write(b"<div>" * 200_000)
    return path


def _thread(count: int) -> bytes:
    """A page with so many comments in WordPress's markup."""
    items = "".join(
        f'<li class="comment" id="comment-{n}"><div class="comment-body"><cite class="fn">Name {n}'
        f"</cite><p>Comment number {n} says something of its own.</p></div></li>"
        for n in range(count)
    )
    body = f"<article><h1>Shelling at Northport</h1><p>{STORY}</p></article>"
    return f"<html><body>{body}<ol class='comment-list'>{items}</ol></body></html>".encode()


def main() -> None:
    """Run every case and print a line for each."""
    print(f"Machine: {machine()}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for told, arguments in cases(folder):
            done = run([*detente(), "code", *arguments, "--format", "jsonl"], seconds=LIMIT)
            peak = "?" if done.peak_mb is None else f"{done.peak_mb:.0f}"
            lines = done.stderr.replace(f"{folder}/", "").strip().splitlines() or ["(no line)"]
            print(f"{told}: exit code {done.exit_code}, {done.seconds:.1f} s, {peak} MB")
            for line in lines[:3]:
                print(f"    {line[:200]}")


if __name__ == "__main__":
    main()
