"""The queue without a terminal: keys, undo, and that nothing is lost or doubled."""

from hypothesis import given
from hypothesis import strategies as st

from detente.discuss.policy import Decision
from detente.discuss.queue import KEYS, Queue, Waiting
from threads import comment


def queue(count: int = 3) -> Queue:
    proposed = Decision("hold", "because")
    return Queue(Waiting(0, comment(f"c{n}"), proposed) for n in range(1, count + 1))


def test_keys_decide_skip_undo_and_quit() -> None:
    waiting = queue()
    assert waiting.press("A").action == "approve"
    assert waiting.press("s").action is None
    assert waiting.press("x").action == "hide"
    assert waiting.current is None
    step = waiting.press("u")
    assert (step.waiting.comment.id, step.undone) == ("c3", True)
    assert waiting.press("u").undone is False, "passing over was no decision"
    assert waiting.press("h").action == "hold"
    waiting.press("q")
    assert waiting.current is None
    assert waiting.decided() == {(0, "c1"): "approve", (0, "c2"): "hold"}


def test_other_keys_and_undo_at_the_start_do_nothing() -> None:
    waiting = queue()
    assert [waiting.press(key) for key in ("z", "", "\x1b[A", "u")] == [None] * 4
    assert waiting.place == (0, 3)


@given(st.text("ahxsuz", max_size=30))
def test_whatever_is_pressed_each_comment_has_at_most_its_last_decision(keys: str) -> None:
    waiting = queue(5)
    stack: list[str] = []
    for key in keys:
        waiting.press(key)
        if key == "u":
            stack = stack[:-1]
        elif key != "z" and len(stack) < 5:
            stack.append(key)
    expected = {(0, f"c{n}"): KEYS[key] for n, key in enumerate(stack, 1) if key in KEYS}
    assert waiting.decided() == expected
    assert waiting.place == (len(stack), 5)
