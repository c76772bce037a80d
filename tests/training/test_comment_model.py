"""The comment model's training: composed text, folds and the fit itself."""

import json

import numpy as np

from training.comments.compose import composed, filled
from training.comments.fit import (
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


def test_the_committed_comments_are_those_that_are_composed():
    assert list(read_rows(OWN)) == list(composed())


def test_there_are_enough_comments_of_both_sorts():
    rows = list(read_rows(OWN))
    assert len(rows) >= 600
    assert min(sum(r["label"] == label for r in rows) for label in (0, 1)) >= 250


def test_slots_are_filled_by_number():
    assert filled("{g} and {g2} of {p}", 3) == filled("{g} and {g2} of {p}", 3)
    assert "{" not in filled("{g} {g2} {gs} {ga} {a} {a2} {p} {p2} {n} {y}", 5)


def test_rows_of_one_line_share_a_fold():
    own = list(read_rows(OWN))
    rows = training_rows(own, [])
    folds = {}
    for row, fold in zip(own, rows.folds, strict=True):
        assert folds.setdefault(row["group"], fold) == fold
    assert len(set(rows.folds)) > 2


def rows_of(count: int) -> Rows:
    random = np.random.default_rng(3)
    labels = np.arange(count) % 2
    hashed = [np.array([1 + label, 9 + at % 5], dtype=np.uint16) for at, label in enumerate(labels)]
    dense = (labels + random.normal(0, 1, count))[:, None]
    return Rows(hashed, dense, labels.astype(float), np.ones(count), np.arange(count) // 2 % 5)


def test_the_fit_finds_what_parts_the_rows():
    rows = rows_of(60)
    products = kernel(rows)
    dual, bias = fit(products, rows.labels, rows.weights, 1e-3)
    assert auc(products @ dual + bias, rows.labels) == 1.0
    assert auc(cross_validated(rows, products, 1e-3), rows.labels) > 0.9


def test_a_fold_does_not_see_its_own_labels():
    rows = rows_of(40)
    first = cross_validated(rows, kernel(rows), 1e-3)
    turned = np.where(rows.folds == 0, 1 - rows.labels, rows.labels)
    changed = Rows(rows.hashed, rows.dense, turned, rows.weights, rows.folds)
    second = cross_validated(changed, kernel(changed), 1e-3)
    assert np.allclose(first[rows.folds == 0], second[rows.folds == 0])


def test_calibration_brings_sums_to_shares():
    random = np.random.default_rng(1)
    sums = random.normal(0, 3, 4000)
    labels = (random.random(4000) < 1 / (1 + np.exp(-(0.5 * sums - 1)))).astype(float)
    slope, offset = calibration(sums, labels, np.ones(4000))
    assert abs(slope - 0.5) < 0.1
    assert abs(offset + 1) < 0.15


def test_a_threshold_comes_from_the_other_folds():
    scores = np.linspace(0, 1, 50)
    labels = (scores > 0.6).astype(float)
    told = labelled_by_others(scores, labels, np.ones(50), np.arange(50) % 5)
    assert f1(told, labels, np.ones(50)) > 0.9


def test_comments_are_one_object_a_line():
    for line in OWN.read_text("utf-8").splitlines():
        assert set(json.loads(line)) == {"doc_id", "group", "text", "label"}
