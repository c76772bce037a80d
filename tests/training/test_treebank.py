"""Reading treebanks, joining names, inventing names and variants: on invented sentences."""

# ruff: noqa: S311 (these draws guard no secret)
import random
from pathlib import Path

import pytest

from training.augment import as_headline, names_replaced, recased, stop_dropped, varied
from training.conllu import Gold, merged, read_documents, read_sentences
from training.names import ORIGIN_NAMES, Names, skeleton

ROWS = """# newdoc id = made-up
# newpar
# sent_id = 1
# text = The al-Zubar rebels weren't seen.
1\tThe\tthe\tDET\tDT\t_\t5\tdet\t_\t_
2\tal\tal\tPROPN\tNNP\t_\t4\tcompound\t_\tSpaceAfter=No
3\t-\t-\tPUNCT\tHYPH\t_\t4\tpunct\t_\tSpaceAfter=No
4\tZubar\tZubar\tPROPN\tNNP\t_\t5\tcompound\t_\t_
5\trebels\trebel\tNOUN\tNNS\t_\t8\tnsubj:pass\t_\t_
6-7\tweren't\t_\t_\t_\t_\t_\t_\t_\t_
6\twere\tbe\tAUX\tVBD\t_\t8\taux:pass\t_\t_
7\tn't\tnot\tPART\tRB\t_\t8\tadvmod\t_\t_
8\tseen\tsee\tVERB\tVBN\t_\t0\troot\t_\tSpaceAfter=No
9\t.\t.\tPUNCT\t.\t_\t8\tpunct\t_\t_

# newpar
# sent_id = 2
# text = Nobody came.
1\tNobody\tnobody\tPRON\tNN\t_\t2\tnsubj\t_\t_
2\tcame\tcome\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    path = tmp_path / "made-up.conllu"
    path.write_text(ROWS, encoding="utf-8")
    return path


@pytest.fixture
def gold(treebank: Path) -> Gold:
    return next(read_sentences(treebank))


def test_words_are_found_in_the_text_also_inside_multiword_tokens(gold: Gold) -> None:
    assert gold.words == ("The", "al", "-", "Zubar", "rebels", "were", "n't", "seen", ".")
    assert tuple(gold.text[a:b] for a, b in zip(gold.starts, gold.ends, strict=True)) == gold.words
    assert gold.heads[7] == 7


def test_names_that_the_tokenizer_keeps_whole_are_joined(gold: Gold) -> None:
    joined = merged(gold)
    assert joined.words == ("The", "al-Zubar", "rebels", "were", "n't", "seen", ".")
    assert joined.tags[1] == "NNP"
    assert joined.heads == (2, 2, 5, 5, 5, 5, 5)


def test_documents_keep_paragraphs_and_sentence_offsets(treebank: Path) -> None:
    (document,) = read_documents(treebank)
    assert document.text == "The al-Zubar rebels weren't seen.\n\nNobody came."
    assert [document.text[a:b] for a, b in document.sentences] == document.text.split("\n\n")
    assert document.paragraphs == document.sentences


def test_headlines_drop_articles_passives_and_the_stop(gold: Gold) -> None:
    line = as_headline(gold, random.Random(3))
    assert "The" not in line.words
    assert "." not in line.words
    assert sum(head == index for index, head in enumerate(line.heads)) == 1


def test_stop_and_case(gold: Gold) -> None:
    assert stop_dropped(gold).words[-1] == "seen"
    assert recased(gold, "upper").words[4] == "REBELS"


@pytest.mark.parametrize("origin", ORIGIN_NAMES)
def test_no_invented_name_comes_near_a_forbidden_one(origin: str) -> None:
    plain = Names(random.Random(1))
    forbidden = {plain.name(origin) for _ in range(30)}
    names = Names(random.Random(1), [" ".join(forbidden)])
    made = [names.name(origin) for _ in range(300)]
    barred = {skeleton(part) for word in forbidden for part in (word, word.rpartition("-")[2])}
    assert not {skeleton(word.rpartition("-")[2]) for word in made} & barred


def test_spellings_of_one_name_share_a_skeleton() -> None:
    assert skeleton("Hayy’at") == skeleton("Hayat")
    assert skeleton("Zubari") != skeleton("Zenari")


def test_replaced_names_leave_the_tree_alone(gold: Gold) -> None:
    changed = names_replaced(merged(gold), Names(random.Random(2)), random.Random(2), share=1.0)
    assert changed.heads == merged(gold).heads
    assert changed.words[1] != "al-Zubar"
    assert changed.words[2] == "rebels"


def test_variants_are_the_same_for_the_same_seed(gold: Gold) -> None:
    def draw() -> list[tuple[str, ...]]:
        rng = random.Random(5)
        names = Names(rng)
        return [varied(gold, names, rng).words for _ in range(40)]

    assert draw() == draw()
    assert len(set(draw())) > 2
