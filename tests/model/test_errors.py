"""Errors: one line for a person, one tree for a program, and a way through a process pool."""

import pickle
from pathlib import Path

import pytest

from detente.model import errors

INPUTS = [
    errors.InputError,
    errors.MissingInput,
    errors.EmptyInput,
    errors.BinaryInput,
    errors.EncodingError,
    errors.FormatError,
    errors.TooLarge,
]


def pickled(error):
    return pickle.loads(pickle.dumps(error))  # noqa: S301  # our own bytes


def every_error():
    return [
        found
        for found in vars(errors).values()
        if isinstance(found, type) and issubclass(found, errors.DetenteError)
    ]


def test_all_errors_stand_in_the_tree_that_the_module_draws():
    drawn = errors.__doc__
    for found in every_error():
        assert found.__name__ in drawn


@pytest.mark.parametrize("kind", INPUTS)
def test_an_input_error_names_input_problem_and_mend(kind):
    error = kind("page.html", "it is empty", "give it text")
    assert str(error) == "page.html: it is empty; give it text"
    assert isinstance(error, errors.InputError)


@pytest.mark.parametrize("kind", INPUTS)
def test_an_input_error_survives_pickling(kind):
    error = kind("page.html", "it is empty", "give it text")
    back = pickled(error)
    assert type(back) is kind
    assert str(back) == str(error)
    assert (back.origin, back.problem, back.mend) == ("page.html", "it is empty", "give it text")


@pytest.mark.parametrize("kind", [errors.ModelError, errors.ProjectError, errors.DetenteError])
def test_other_errors_survive_pickling(kind):
    back = pickled(kind("no such pipeline"))
    assert type(back) is kind
    assert str(back) == "no such pipeline"


def test_a_knowledge_error_names_file_and_line():
    error = errors.KnowledgeError(Path("frames") / "ASSAULT.csv", 12, "mode is wrong")
    assert str(error) == "ASSAULT.csv:12: mode is wrong"
    assert (error.line, error.problem) == (12, "mode is wrong")
