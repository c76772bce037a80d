"""Invented pages for the commands to work on."""

from pathlib import Path

STORY = """\
Truce at Northport

Published on 5 May 2021.

The Hill Brigade shelled the army base in Aleppo on 3 May, killing two soldiers, officials said.

The army and the Hill Brigade signed a ceasefire agreement on 4 May.

  • Ana

    They will not keep it.
"""
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452") + bytes(500)


def write_pages(folder: Path, count: int) -> Path:
    folder.mkdir(exist_ok=True)
    for number in range(count):
        (folder / f"page-{number:04}.txt").write_text(STORY, "utf-8")
    return folder
