"""Sites: what parts one site's readers from another's."""

import pytest
from reading import NAMES, page_of

from detente.read.site import site_of


@pytest.mark.parametrize(
    ("url", "outlet", "site"),
    [
        ("https://www.daily.example/a/b", "Daily", "daily.example"),
        ("https://m.daily.example/a", None, "daily.example"),
        ("https://web.archive.org/web/2013id_/http://daily.example:80/a", None, "daily.example"),
        (None, "The  Daily", "outlet:the daily"),
        ("no address", None, "sha256:1"),
        ("http://[broken", None, "sha256:1"),
    ],
)
def test_sites(url: str | None, outlet: str | None, site: str) -> None:
    assert site_of(url, outlet, "sha256:1") == site


def bulletin(words: str, **stated: str) -> str:
    text = f"Truce at the mill\n\nThe two sides signed a truce on Monday, officials said.\n\n  • Ann\n\n    {words}\n"
    return page_of(text, **stated).comments[0].author


def test_one_name_is_one_person_on_one_site_only() -> None:
    assert bulletin("Yes.", outlet="Daily") == bulletin("No.", outlet="daily")
    assert bulletin("Yes.", outlet="Daily") != bulletin("Yes.", outlet="Weekly")
    assert bulletin("Yes.") == bulletin("Yes.")
    assert bulletin("Yes.") != bulletin("No."), "two pages of no known site may be of two sites"
    assert NAMES.name("Ann", "a.example") != NAMES.name("Ann", "b.example")
