"""A training run of a few steps on an invented treebank, resumed, written, read and scored."""

import json
import tomllib
from pathlib import Path

import pytest

import training.train as runner
from detente.model.text import BlockSpan, SentenceSpan
from detente.parse.pipeline import Parser
from detente.parse.sentences import split_sentences
from training.conllu import read_documents
from training.score import score_raw, sentence_f1
from training.train import batch_words, learn_rate

WORDS = {
    "Rebels": ("rebel", "NOUN", "NNS", 2, "nsubj"), "attacked": ("attack", "VERB", "VBD", 0, "root"),
    "farms": ("farm", "NOUN", "NNS", 2, "obj"), ".": (".", "PUNCT", ".", 2, "punct"),
}  # fmt: skip


def sentence(subject: str, verb: str, thing: str) -> str:
    lines = [f"# text = {subject} {verb} {thing} ."]
    for index, (form, key) in enumerate(
        zip((subject, verb, thing, "."), WORDS, strict=True), start=1
    ):
        _, pos, tag, head, dep = WORDS[key]
        lines.append(f"{index}\t{form}\t{form.lower()}\t{pos}\t{tag}\t_\t{head}\t{dep}\t_\t_")
    return "\n".join(lines) + "\n\n"


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpora")
    rows = [
        sentence(s, v, t)
        for s in ("Rebels", "Soldiers")
        for v in ("attacked", "left")
        for t in ("farms", "roads")
    ]
    (folder / "small.conllu").write_text(
        "# newdoc id = one\n# newpar\n" + "".join(rows * 4), encoding="utf-8"
    )
    return folder


def config(steps: int) -> dict[str, object]:
    made = tomllib.loads((Path(runner.__file__).parent / "config.toml").read_text(encoding="utf-8"))
    made |= {
        "steps": steps,
        "minutes": 0,
        "warm_up": 5,
        "check_every": 10,
        "first_batch": 30,
        "words_per_batch": 60,
    }
    made["learn_rate"] = 0.01
    made["shape"] = {"width": 16, "depth": 2, "window": 1, "hidden": 16, "rows": [50, 50, 50, 50]}
    made["data"] = {
        "train": ["small.conllu"],
        "dev": ["small.conllu"],
        "least_count": 2,
        "favoured": ["one"],
        "favour": 0.5,
    }
    return made


def test_train_stop_resume_load_and_score(corpora: Path, tmp_path: Path) -> None:
    out, work = tmp_path / "weights", tmp_path / "work"
    runner.train(config(20), corpora, out, work, resume=False, barred=[])
    runner.train(config(30), corpora, out, work, resume=True, barred=[])
    log = [json.loads(line) for line in (work / "log.jsonl").read_text().splitlines()]
    assert [row["step"] for row in log] == [10, 20, 30]
    documents = read_documents(corpora / "small.conllu")
    parser = Parser(weights=out)
    spans = [split_sentences(d.text, [BlockSpan(0, len(d.text), "paragraph")]) for d in documents]
    trees = [
        parser.parse(d.text, list(enumerate(s))) for d, s in zip(documents, spans, strict=True)
    ]
    figures, relations = score_raw(zip(documents, trees, strict=True))
    assert figures["word"] == 100
    assert relations["nsubj"]["n"] == 32
    assert 0 <= figures["las_full"] <= figures["las"] <= figures["uas"] <= 100


def test_perfect_trees_score_100(corpora: Path) -> None:
    (document,) = read_documents(corpora / "small.conllu")
    wrong = [(a, b - 2) for a, b in document.sentences]
    assert sentence_f1([(document, document.sentences)]) == 100
    assert sentence_f1([(document, wrong)]) == 0
    assert SentenceSpan(*document.sentences[0], 0).start == 0


def test_the_rate_warms_up_and_falls_by_step_or_clock() -> None:
    made = config(100) | {"minutes": 10}
    assert learn_rate(0, 0, made) < learn_rate(4, 0, made) <= 0.01
    assert learn_rate(100, 0, made) == pytest.approx(0.0001)
    assert learn_rate(50, 600, made) == pytest.approx(0.0001)
    assert batch_words(0, made) == 30
    assert batch_words(100, made) == 60
