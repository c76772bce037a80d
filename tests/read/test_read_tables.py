"""Tables of comments: columns by name, other marks between cells, what cannot be read."""

import pytest
from reading import all_of, page_of, thread

from detente.model.errors import FormatError

ROWS = (
    "id,parent_id,author,created,text,likes\n"
    '1,,Ann,2024-01-01T10:20:00Z,"One, or\ntwo lines.",3\n'
    "2,1,Bo,2024-01-01T11:20:00Z,Yes.,\n"
    "3,NaN,Cy,,No.,-2\n"
)


@pytest.mark.parametrize("name", ["rows.csv", "-"])
def test_rows_of_a_table_are_a_thread(name: str) -> None:
    page = page_of(ROWS, name)
    assert thread(page) == [
        ("c1", None, 0, "One, or\ntwo lines."), ("c2", "c1", 1, "Yes."), ("c3", None, 0, "No."),
    ]  # fmt: skip
    assert [c.votes for c in page.comments] == [3, None, -2]
    assert page.comments[0].posted == "2024-01-01T10:20:00Z"


@pytest.mark.parametrize("mark", ["\t", ";"])
def test_other_marks_part_cells_too(mark: str) -> None:
    text = mark.join(("id", "parent", "text")) + "\n" + mark.join(("1", "", "Yes.")) + "\n"
    assert thread(page_of(text, "rows.tsv")) == [("c1", None, 0, "Yes.")]


def test_a_table_of_articles_gives_a_page_a_row() -> None:
    pages = all_of(
        "title,text,date\nA truce,They signed a truce in the town.,2018-11-17\n", "a.csv"
    )
    assert [page.article.published for page in pages] == ["2018-11-17"]


def test_a_table_without_texts_is_told() -> None:
    with pytest.raises(FormatError, match=r"a.csv: no column of texts .* the first line names"):
        all_of("a,b\n1,2\n", "a.csv")


def test_prose_with_commas_is_no_table() -> None:
    page = page_of(
        "A truce, in the end, was signed, and it held.\n\nMore words follow, of course.", "-"
    )
    assert not page.comments
