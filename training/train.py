"""Train the tagger and parser and write the weights folder: `python training/train.py`.

One process, one core: set OMP_NUM_THREADS=1. Every `check_every` updates the averaged weights are
scored on the dev files and, if best, written; a checkpoint lets `--resume` go on after a stop.
"""

import argparse
import json
import math
import random
import sys
import time
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from thinc.api import Optimizer, fix_random_seed

ROOT = Path(__file__).resolve().parent.parent
for folder in (ROOT, ROOT / "src"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from detente.parse.network import Shape, build  # noqa: E402  (the path above comes first when run as a script)
from detente.parse.storage import write_weights  # noqa: E402
from training.checkpoint import load_checkpoint, save_checkpoint  # noqa: E402
from training.conllu import Gold, merged, read_sentences  # noqa: E402
from training.examples import Batches, make_example, word_counts  # noqa: E402
from training.names import Names  # noqa: E402
from training.score import score_gold_tokens  # noqa: E402
from training.tables import write_tables  # noqa: E402


def main(arguments: list[str] | None = None) -> None:
    """Train as the configuration and the flags say."""
    options = _options(arguments)
    config = tomllib.loads(options.config.read_text(encoding="utf-8"))
    for item in options.set:
        key, value = item.split("=", 1)
        _assign(config, key, json.loads(value))
    train(
        config,
        options.corpora,
        options.out,
        options.work,
        resume=options.resume,
        barred=options.barred,
    )


def _options(arguments: list[str] | None) -> argparse.Namespace:
    here = Path(__file__).parent
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", type=Path, default=here / "config.toml")
    parser.add_argument("--corpora", type=Path, default=ROOT.parent / "shared" / "corpora")
    parser.add_argument(
        "--out",
        type=Path,
        default=ROOT / "src/detente/parse/weights/en_news",
        help="folder of the weights",
    )
    parser.add_argument(
        "--work", type=Path, default=ROOT / "build/training", help="folder of the checkpoint"
    )
    parser.add_argument(
        "--barred",
        type=Path,
        nargs="*",
        default=[ROOT.parent / "shared/samples/page-with-thread.txt"],
    )
    parser.add_argument(
        "--set",
        nargs="*",
        default=[],
        metavar="KEY=JSON",
        help="override the configuration, e.g. shape.width=96",
    )
    parser.add_argument("--resume", action="store_true")
    return parser.parse_args(arguments)


def _assign(config: dict[str, Any], key: str, value: object) -> None:
    """Set a dotted key of the configuration."""
    *path, last = key.split(".")
    for part in path:
        config = config[part]
    config[last] = value


def load(corpora: Path, names: list[str]) -> list[Gold]:
    """Return the sentences of these files, words joined as our tokenizer joins them."""
    return [merged(gold) for name in names for gold in read_sentences(corpora / name)]


def learn_rate(step: int, seconds: float, config: dict[str, Any]) -> float:
    """Return the rate of this update: linear warm-up, then a cosine down to 1 % of the peak.

    The cosine follows the steps, or the clock where `minutes` would end the run earlier.
    """
    peak: float = config["learn_rate"]
    if step < config["warm_up"]:
        return peak * (step + 1) / config["warm_up"]
    done = (step - config["warm_up"]) / max(1, config["steps"] - config["warm_up"])
    if config["minutes"]:
        done = max(done, seconds / 60 / config["minutes"])
    return peak * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * min(1.0, done))))


def batch_words(step: int, config: dict[str, Any]) -> int:
    """Return the words of this batch: grows over the first tenth of the run."""
    share = min(1.0, step / (0.1 * config["steps"]))
    return int(config["first_batch"] + share * (config["words_per_batch"] - config["first_batch"]))


def train(
    config: dict[str, Any],
    corpora: Path,
    out: Path,
    work: Path,
    *,
    resume: bool,
    barred: list[Path],
) -> None:
    """Run the whole training; see the module's docstring."""
    fix_random_seed(config["seed"])
    rng = random.Random(config["seed"])  # noqa: S311 (no secret depends on it)
    data = config["data"]
    sentences, dev = load(corpora, data["train"]), load(corpora, data["dev"])
    counts = word_counts(sentences)
    known = sorted(word for word, count in counts.items() if count >= data["least_count"])
    nlp = build(Shape(**{**config["shape"], "rows": tuple(config["shape"]["rows"])}), known)
    nlp.initialize(lambda: [make_example(nlp.vocab, gold) for gold in sentences])
    rate, decay = config["learn_rate"], config["weight_decay"]
    optimizer = Optimizer(rate, L2=decay, beta1=0.9, beta2=0.999, eps=1e-8, grad_clip=1.0)
    step, best = load_checkpoint(work, nlp, optimizer) if resume else (0, 0.0)
    rng.seed(config["seed"] + step)
    texts = [path.read_text(encoding="utf-8") for path in barred if path.exists()]
    favoured = (tuple(data["favoured"]), data["favour"])
    batches = Batches(nlp.vocab, sentences, counts, Names(rng, texts), rng, favoured)
    work.mkdir(parents=True, exist_ok=True)
    Run(nlp, optimizer, batches, dev, config, known, out, work, step=step, best=best).to_end()
    write_tables(out, sentences)


@dataclass(slots=True)
class Run:
    """A training run: updates from `step` to the last, scoring and saving on the way."""

    nlp: Language
    optimizer: Optimizer
    batches: Batches
    dev: list[Gold]
    config: dict[str, Any]
    known: list[str]
    out: Path
    work: Path
    step: int = 0
    best: float = 0.0
    began: float = field(default_factory=time.monotonic)
    words: int = 0
    losses: dict[str, float] = field(default_factory=dict)

    def to_end(self) -> None:
        """Train until the steps or the minutes are used up."""
        config = self.config
        stream = self.batches(batch_words(self.step, config))
        while not self._over():
            if self.step % 50 == 0 and self.step <= config["steps"] // 8:
                stream = self.batches(batch_words(self.step, config))
            examples = next(stream)
            self.optimizer.learn_rate = learn_rate(self.step, self._seconds(), config)
            self.nlp.update(
                examples, sgd=self.optimizer, drop=config["dropout"], losses=self.losses
            )
            self.words += sum(len(example.predicted) for example in examples)
            self.step += 1
            if self.step % config["check_every"] == 0 or self._over():
                self._check()

    def _seconds(self) -> float:
        return time.monotonic() - self.began

    def _over(self) -> bool:
        """Tell whether the steps or the minutes allowed (0: no limit) are used up."""
        minutes = self.config["minutes"]
        late = bool(minutes) and self._seconds() > 60 * minutes
        return late or self.step >= self.config["steps"]

    def _check(self) -> None:
        """Score the averaged weights, keep them if best, and write log and checkpoint."""
        with self.nlp.use_params(self.optimizer.averages):
            figures = score_gold_tokens(self.nlp, self.dev)
            if figures["las"] > self.best:
                self.best = figures["las"]
                write_weights(self.nlp, self.config["shape"], self.known, self.out)
        record: dict[str, Any] = {
            "step": self.step,
            "seconds": round(self._seconds()),
            "words": self.words,
            "rate": self.optimizer.learn_rate,
            "losses": {name: round(float(value)) for name, value in self.losses.items()},
        }
        line = json.dumps(record | figures)
        print(line, flush=True)
        with (self.work / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(line + "\n")
        self.losses = {}
        save_checkpoint(self.work, self.nlp, self.optimizer, self.step, self.best)


if __name__ == "__main__":
    np.seterr(all="ignore")
    main()
