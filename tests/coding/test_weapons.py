"""Weapons beside an assault: mentions of their own, and the mode that they imply."""

import pytest


@pytest.mark.parametrize(
    ("text", "mode", "weapons"),
    [
        ("A drone hit a truck near Raqqa.", "drone", ["drone"]),
        ("Rebels attacked the base with mortars on Monday.", "heavy-weapons", ["mortars"]),
        ("The army shelled Homs on Monday.", "heavy-weapons", []),
        ("Rebels attacked the base on Monday.", None, []),
    ],
)
def test_a_weapon_is_a_mention_and_sets_an_open_mode(coder, text, mode, weapons):
    record = coder.code_text(text)
    event = next(e for e in record.events if e.type == "ASSAULT")
    named = {m.id: m for m in record.mentions if m.kind == "weapon"}
    assert event.mode == mode
    assert [named[w].text for w in event.weapons] == weapons
