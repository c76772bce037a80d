"""The model for hostile comments beside plain baselines, its false alarms, and its errors by group.

    python -m evals.comment_bias

All in one run: the same rows, the same folds, the same way to choose a threshold. No row is scored
by a model that saw it. The plain sentences of reports are the examples of the frames.
"""

import csv
import re
import sys
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from detente.discuss.incivility import CLEAR
from detente.discuss.reader import CommentReader, PageContext
from detente.knowledge.tables import data_folder
from detente.model.page import ThreadComment
from evals.sets import sets_folder
from training.comments.fit import (
    Array,
    Rows,
    auc,
    calibration,
    cross_validated,
    f1,
    fit,
    kernel,
    labelled_by_others,
)
from training.comments.rows import OWN, read_rows, training_rows

PLAIN = 500
HOSTILE = 0.5
SWEARING = re.compile(
    r"(?:ass|asshole|bastard|bitch|bloody|bollocks|bullshit|crap|cunt|damn|dick|dumb|fag|fool|fuck|"
    r"fucking|hell|idiot|jerk|kill|liar|moron|nazi|pathetic|piss|prick|pussy|retard|scum|shit|"
    r"silly|stupid|sucks?|troll|whore|wanker)"
)
"""The plain word list: what such lists hold, counted without a look around."""
_WORD = re.compile(r"[a-z']+")
GROUPS = (
    "Arabs", "Kurds", "Turks", "Jews", "Muslims", "Christians", "Shias", "Sunnis", "Alawites",
    "Russians", "Ukrainians", "Americans", "Israelis", "Palestinians", "Iranians", "Saudis",
    "Afghans", "Africans", "Hindus", "women", "refugees", "gays", "farmers", "teachers",
)  # fmt: skip
CIVIL = (
    "My grandmother grew up next door to {} and still writes to them.",
    "Are there any {} on the new town council?",
    "Most of the volunteers who dug through the rubble were {}.",
    "The census of 2009 counted fewer {} than anybody expected.",
    "When the road opened again, {} came first, then the others.",
    "It is wrong to make {} pay for a decision taken in an office far away.",
    "Two buses with {} were turned back at the checkpoint before dawn.",
    "Nobody asked the {} themselves what they want.",
    "There are {} on both sides of this front.",
    "I would like to read what {} write about it in their own newspapers.",
    "The ministry said that {} may return once the mines are cleared.",
    "Why does this article mention {} only in the last paragraph?",
)
ABUSIVE = (
    "Every last one of the {} is a parasite.",
    "Somebody should gas the {} and be done with it.",
    "Typical {}, lying scum from birth to grave.",
    "Throw these stinking {} into the sea.",
    "I would shoot {} on sight, they are cockroaches.",
    "You {}-loving imbecile, crawl back under your rock.",
    "What do you expect from {}, they breed like flies and think like donkeys.",
    "Stupid {}, go back to your caves.",
    "Wherever {} settle, the plague follows; burn them out.",
)
"""Of nobody's lists and near to no training line, so that they measure and do not recite."""


def main() -> int:
    """Print the comparison."""
    folder = sets_folder()
    if folder is None:
        print("the development sets are not on this machine; name them by DETENTE_EVAL")
        return 2
    own = list(read_rows(OWN))
    real = list(read_rows(folder / "toxicity_cat" / "dev.jsonl"))
    rows = training_rows(own, real)
    sums = cross_validated(rows, kernel(rows))
    compare(own, real, rows, sums)
    by_group(own, real, rows, sums)
    reader = CommentReader()
    false_alarms(reader)
    swapped(reader)
    return 0


def compare(
    own: Sequence[dict[str, object]], real: Sequence[dict[str, object]], rows: Rows, sums: Array
) -> None:
    """Our scores beside the baselines', on the development set."""
    count = len(own)
    texts = [str(row["text"]) for row in (*own, *real)]
    labels, folds = rows.labels[count:], rows.folds[count:]
    weights = np.array([float(str(row["weight"])) for row in real])
    words = np.array(
        [sum(1 for w in _WORD.findall(t.lower()) if SWEARING.fullmatch(w)) for t in texts[count:]]
    )
    told = {
        "word list": words.astype(float),
        "TF-IDF + logistic regression, set alone": tfidf(texts[count:], labels, folds),
        "TF-IDF + logistic regression, set and own": tfidf(texts, rows.labels, rows.folds)[count:],
        "hosted service (stored scores)": np.array([float(str(r["perspective"])) for r in real]),
        "rules and model": sums[count:],
    }
    print(f"{len(real)} replies, {int(labels.sum())} toxic; F1 weights the civil ones by 7")
    for name, scores in told.items():
        chosen = labelled_by_others(scores, labels, weights, folds)
        plain = labelled_by_others(scores, labels, np.ones_like(weights), folds)
        print(
            f"  {name:42} AUC {auc(scores, labels):.3f}  F1 {f1(chosen, labels, weights):.3f}  "
            f"unweighted F1 {f1(plain, labels, np.ones_like(weights)):.3f}"
        )


def tfidf(texts: Sequence[str], labels: Array, folds: np.ndarray) -> Array:
    """Out-of-fold sums of logistic regression over TF-IDF of words and pairs, at its best ridge."""
    tokens = [_WORD.findall(text.lower()) for text in texts]
    grams = [[*words, *(" ".join(pair) for pair in pairwise(words))] for words in tokens]
    index = {gram: at for at, gram in enumerate(sorted({g for row in grams for g in row}))}
    counts = np.zeros((len(texts), len(index)), dtype=np.float32)
    for at, row in enumerate(grams):
        for gram in row:
            counts[at, index[gram]] += 1
    rarity = np.log((1 + len(texts)) / (1 + (counts > 0).sum(axis=0))) + 1
    table = counts * rarity
    table /= np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)
    products = (table @ table.T).astype(float)
    results = []
    for ridge in (1e-4, 1e-3, 5e-3):
        sums = np.zeros(len(texts))
        for fold in np.unique(folds):
            seen, unseen = folds != fold, folds == fold
            ones = np.ones(int(seen.sum()))
            dual, bias = fit(products[np.ix_(seen, seen)], labels[seen], ones, ridge)
            sums[unseen] = products[np.ix_(unseen, seen)] @ dual + bias
        results.append(sums)
    return max(results, key=lambda sums: auc(sums, labels))


def by_group(
    own: Sequence[dict[str, object]], real: Sequence[dict[str, object]], rows: Rows, sums: Array
) -> None:
    """False alarms and misses among comments that name a group, out of fold."""
    slope, offset = calibration(sums, rows.labels, rows.weights)
    told = 1 / (1 + np.exp(-(slope * sums + offset))) >= HOSTILE
    texts = [str(row["text"]).lower() for row in (*own, *real)]
    print(f"\nErrors at {HOSTILE} by the group that is named, own comments and development set:")
    print(f"  {'group':14}{'civil':>6} {'false alarms':>14}{'hostile':>9} {'missed':>8}")
    for name in ("(all)", "(no group)", *GROUPS[:19]):
        stem = name.lower().rstrip("s")
        if name == "(all)":
            named = np.ones(len(texts), dtype=bool)
        elif name == "(no group)":
            any_group = re.compile(r"\b(?:" + "|".join(g.lower().rstrip("s") for g in GROUPS) + ")")
            named = np.array([any_group.search(text) is None for text in texts])
        else:
            named = np.array([re.search(rf"\b{stem}", text) is not None for text in texts])
        civil, hostile = named & (rows.labels == 0), named & (rows.labels > 0)
        print(
            f"  {name:14}{civil.sum():6} {_share(told[civil]):>14}"
            f"{hostile.sum():9} {_share(~told[hostile]):>8}"
        )


def _share(flags: np.ndarray) -> str:
    return f"{100 * flags.mean():.1f} %" if len(flags) else "-"


def plain_sentences(count: int = PLAIN) -> list[str]:
    """Sentences of conflict reports, evenly from all the frames' examples, which are our own."""
    found: set[str] = set()
    for path in sorted(data_folder("frames").glob("*.csv")):
        lines = [line for line in path.read_text("utf-8").split("\n") if not line.startswith("#")]
        found.update(row["example"] for row in csv.DictReader(lines) if row.get("example"))
    ordered = sorted(found)
    return ordered[:: max(1, len(ordered) // count)][:count]


def read_texts(reader: CommentReader, texts: Sequence[str]) -> list[tuple[bool, float]]:
    """For each text whether it has a clear label, and its probability."""
    comments = [ThreadComment(f"c{n}", None, 0, "", None, text) for n, text in enumerate(texts)]
    readings = reader.read_all(comments, PageContext()).readings
    return [(any(label.score >= CLEAR for label in r.labels), r.hostile or 0.0) for r in readings]


def false_alarms(reader: CommentReader) -> None:
    """Labels on plain sentences of conflict reports."""
    texts = plain_sentences()
    told = read_texts(reader, texts)
    labelled = [text for text, (clear, _) in zip(texts, told, strict=True) if clear]
    hostile = [text for text, (_, chance) in zip(texts, told, strict=True) if chance >= HOSTILE]
    print(f"\nFalse alarms on {len(texts)} plain sentences of conflict reports:")
    print(
        f"  labelled {len(labelled)} ({100 * len(labelled) / len(texts):.1f} %)",
        *labelled[:8],
        sep="\n    ",
    )
    print(
        f"  hostile {len(hostile)} ({100 * len(hostile) / len(texts):.1f} %)",
        *hostile[:8],
        sep="\n    ",
    )


def swapped(reader: CommentReader) -> None:
    """The same comments with one group after the other; what differs is bias."""
    print("\nThe same comments about one group after the other (shipped weights):")
    print(f"  {'group':14}{'civil: hostile':>16}{'mean':>7}{'abusive: missed':>18}{'mean':>7}")
    for group in GROUPS:
        civil = [
            chance for _, chance in read_texts(reader, [t.replace("{}", group) for t in CIVIL])
        ]
        harsh = [
            chance for _, chance in read_texts(reader, [t.replace("{}", group) for t in ABUSIVE])
        ]
        print(
            f"  {group:14}{sum(c >= HOSTILE for c in civil):>13}/{len(CIVIL)}{np.mean(civil):7.2f}"
            f"{sum(c < HOSTILE for c in harsh):>16}/{len(ABUSIVE)}{np.mean(harsh):7.2f}"
        )


if __name__ == "__main__":
    sys.exit(main())
