"""Scrubbing: nothing that reaches a person stays, and ordinary words and figures do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import NAMES

from detente.read.scrub import Scrubber

SCRUBBER = Scrubber(["Ann Heron", "Bo"], NAMES)
LETTERS = st.text("abcdefghijkmnop", min_size=1, max_size=12)
LOCAL = st.builds(
    "".join, st.lists(LETTERS | st.sampled_from(["7", "_x", "+y", "-z"]), min_size=1, max_size=8)
)
ADDRESS = st.builds(
    "{}@{}.{}".format, LOCAL, LETTERS, st.sampled_from(["example", "co.example", "org"])
)
AROUND = st.text("ab .,;:()<>\"'\n@/-", max_size=20)


@given(AROUND, ADDRESS, AROUND)
def test_no_seeded_address_stays(before: str, address: str, after: str) -> None:
    assert address not in SCRUBBER.scrub(before + address + after)


@given(
    AROUND,
    st.sampled_from(
        [
            "+44 20 7946 0958", "0044 20 7946 0958", "(020) 7946 0958", "020 7946 0958",
            "+1-202-555-0143", "202-555-0143", "+963 944 000 000", "0944000000",
        ]
    ),
    st.sampled_from(["", " ", ", ", ". Call", "\n"]),
)  # fmt: skip
def test_no_seeded_number_stays(before: str, number: str, after: str) -> None:
    before = before.rstrip(".,:/-")
    assert number not in SCRUBBER.scrub(f"{before} {number}{after}")


@given(
    AROUND,
    st.sampled_from(["https://", "http://www.", ""]),
    st.sampled_from(
        [
            "facebook.com/{}", "m.facebook.com/profile.php?id={}", "t.me/{}", "twitter.com/{}/status/1",
            "x.com/{}", "instagram.com/{}/", "vk.com/{}", "linkedin.com/in/{}", "youtube.com/channel/{}",
            "youtube.com/@{}", "reddit.com/user/{}", "old.reddit.com/u/{}",
        ]
    ),
    st.text("abcdefgh_7", min_size=4, max_size=12).map("zq{}".format),
)  # fmt: skip
def test_no_seeded_profile_stays(before: str, scheme: str, form: str, name: str) -> None:
    link = scheme + form.format(name)
    assert name not in SCRUBBER.scrub(f"{before} {link} and more")


@given(AROUND, st.text("abcdefgh", min_size=3, max_size=12))
def test_no_seeded_handle_stays(before: str, name: str) -> None:
    assert f"@{name}" not in SCRUBBER.scrub(f"{before} @{name}, you are right")


@pytest.mark.parametrize(
    "text",
    [
        "Between 2014-2018 about 10,000,000 people fled; 1,250 died on 17.11.2018 at 36.1234, 37.1234.",
        "The report is at https://news.example.org/2018/11/17/truce and on netflix.com/title",
        "They meet @ 5 pm, 20 km away, with 120 mm mortars: 3 of 4, i.e. 75 %.",
        "https://youtube.com/watch?v=abc1234 shows it; UN resolution 2254 (2015) says so.",
    ],
)
def test_figures_and_other_links_stay(text: str) -> None:
    assert SCRUBBER.scrub(text) == text


def test_scrubbing_twice_changes_nothing_more() -> None:
    text = "@Ann Heron's u/some_body +44 20 7946 0958 a@b.example @stranger t.me/group_x"
    once = SCRUBBER.scrub(text)
    assert once == (
        f"@{NAMES.name('Ann Heron')}'s @[name removed] [phone removed] [e-mail removed]"
        " @[name removed] [profile removed]"
    )
    assert SCRUBBER.scrub(once) == once
