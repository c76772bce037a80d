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
from pathlib import Path
from typing import Any

import numpy
from spacy.language import Language
from thinc.api import Optimizer, fix_random_seed

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from detente.parse.network import Shape, build  # noqa: E402  (the path above comes first when run as a script)
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
    train(config, options.corpora, options.out, options.work, resume=options.resume, barred=options.barred)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    here = Path(__file__).parent
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", type=Path, default=here / "config.toml")
    parser.add_argument("--corpora", type=Path, default=ROOT.parent / "shared" / "corpora")
    parser.add_argument("--out", type=Path, default=ROOT / "src/detente/parse/weights/en_news", help="folder of the weights")
    parser.add_argument("--work", type=Path, default=ROOT / "build/training", help="folder of the checkpoint")
    parser.add_argument("--barred", type=Path, nargs="*", default=[ROOT.parent / "shared/samples/page-with-thread.txt"])
    parser.add_argument("--set", nargs="*", default=[], metavar="KEY=JSON", help="override the configuration, e.g. shape.width=96")
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

    The cosine follows the steps, or the clock where `minutes` would otherwise end the run too early.
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


def train(config: dict[str, Any], corpora: Path, out: Path, work: Path, *, resume: bool, barred: list[Path]) -> None:
    """Run the whole training; see the module's docstring."""
    fix_random_seed(config["seed"])
    rng = random.Random(config["seed"])
    sentences, dev = load(corpora, config["data"]["train"]), load(corpora, config["data"]["dev"])
    counts = word_counts(sentences)
    known = sorted(word for word, count in counts.items() if count >= config["data"]["least_count"])
    nlp = build(Shape(**{**config["shape"], "rows": tuple(config["shape"]["rows"])}), known)
    nlp.initialize(lambda: [make_example(nlp.vocab, gold) for gold in sentences])
    optimizer = Optimizer(config["learn_rate"], L2=config["weight_decay"], beta1=0.9, beta2=0.999, eps=1e-8, grad_clip=1.0)
    step, best = load_checkpoint(work, nlp, optimizer) if resume else (0, 0.0)
    rng.seed(config["seed"] + step)
    texts = [path.read_text(encoding="utf-8") for path in barred if path.exists()]
    batches = Batches(nlp.vocab, sentences, counts, Names(rng, texts), rng, (tuple(config["data"]["favoured"]), config["data"]["favour"]))
    work.mkdir(parents=True, exist_ok=True)
    with (work / "log.jsonl").open("a", encoding="utf-8") as log:
        _run(nlp, optimizer, batches, dev, config, known, (step, best), out, work, log)
    write_tables(out, sentences)


def _run(
    nlp: Language, optimizer: Optimizer, batches: Batches, dev: list[Gold], config: dict[str, Any],
    known: list[str], state: tuple[int, float], out: Path, work: Path, log: Any,
) -> None:  # fmt: skip
    """Update from `state` to the last step, scoring and saving on the way."""
    step, best = state
    began, losses, words = time.monotonic(), {}, 0
    stream = batches(batch_words(step, config))
    while step < config["steps"] and not _out_of_time(began, config):
        if step % 50 == 0 and step <= config["steps"] // 8:
            stream = batches(batch_words(step, config))
        examples = next(stream)
        optimizer.learn_rate = learn_rate(step, time.monotonic() - began, config)
        nlp.update(examples, sgd=optimizer, drop=config["dropout"], losses=losses)
        words += sum(len(example.predicted) for example in examples)
        step += 1
        if step % config["check_every"] == 0 or step == config["steps"] or _out_of_time(began, config):
            with nlp.use_params(optimizer.averages):
                figures = score_gold_tokens(nlp, dev)
                better = figures["las"] > best
                if better:
                    best = figures["las"]
                    save_weights(nlp, config, known, out)
            record = {"step": step, "seconds": round(time.monotonic() - began), "words": words, "rate": optimizer.learn_rate}
            record |= {"losses": {name: round(float(value)) for name, value in losses.items()}, **figures}
            log.write(json.dumps(record) + "\n")
            log.flush()
            print(json.dumps(record), flush=True)
            losses = {}
            save_checkpoint(work, nlp, optimizer, step, best)


def _out_of_time(began: float, config: dict[str, Any]) -> bool:
    """Tell whether the minutes allowed are used up (0 means no limit)."""
    return bool(config["minutes"]) and time.monotonic() - began > 60 * config["minutes"]


def save_weights(nlp: Language, config: dict[str, Any], known: list[str], out: Path) -> None:
    """Write the pipeline: parameters (16-bit), labels, sizes and the known words."""
    from detente.parse.storage import write_weights

    write_weights(nlp, config["shape"], known, out)


if __name__ == "__main__":
    numpy.seterr(all="ignore")
    main()
