"""Ctrl-C waits for the end of what must stay whole."""

import os
import signal

import pytest

from detente.cli.interrupts import uninterrupted


def test_the_body_ends_before_ctrl_c_counts():
    done = []

    def press_and_go_on():
        with uninterrupted():
            os.kill(os.getpid(), signal.SIGINT)
            done.append("written")
            done.append("counted")

    with pytest.raises(KeyboardInterrupt):
        press_and_go_on()
    assert done == ["written", "counted"]


def test_without_ctrl_c_nothing_is_raised_and_the_handler_is_back():
    before = signal.getsignal(signal.SIGINT)
    with uninterrupted():
        pass
    assert signal.getsignal(signal.SIGINT) is before


def test_an_error_of_the_body_passes_and_the_handler_is_back():
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(ValueError, match="broken"), uninterrupted():
        raise ValueError("broken")
    assert signal.getsignal(signal.SIGINT) is before
