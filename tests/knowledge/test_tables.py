import pytest

from detente.knowledge.tables import read_table
from detente.model.errors import KnowledgeError


def write(folder, content):
    path = folder / "table.csv"
    path.write_bytes(content)
    return path


def test_comments_and_empty_lines_are_skipped_and_lines_counted(tmp_path):
    path = write(tmp_path, b'# note\nname,list\n\nx,a; b ;\n"y, z",\n')
    first, second = read_table(path, ("name", "list"))
    assert (first.line, first["name"], first.list("list")) == (4, "x", ("a", "b"))
    assert (second.line, second["name"], second.list("list")) == (5, "y, z", ())


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"name\nx\n", 1),
        (b"", 1),
        (b"name,list\nx\n", 2),
        (b"name,list\n\nx,y,z\n", 3),
        (b'name,list\n"x,y\n', 2),
        (b"name,list\n\xff,y\n", 0),
    ],
)
def test_wrong_files_name_file_and_line(tmp_path, content, line):
    with pytest.raises(KnowledgeError) as caught:
        read_table(write(tmp_path, content), ("name", "list"))
    assert caught.value.line == line
    assert str(caught.value).startswith(f"table.csv:{line}: ")


def test_missing_file_is_a_knowledge_error(tmp_path):
    with pytest.raises(KnowledgeError, match=r"none\.csv"):
        read_table(tmp_path / "none.csv", ("name",))
