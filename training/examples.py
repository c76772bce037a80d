"""Turn annotated sentences into spaCy examples, and batches of them."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc
from spacy.training import Example
from spacy.vocab import Vocab

from detente.parse.vocabulary import UNKNOWN, normal_form
from training.augment import varied
from training.conllu import Gold
from training.names import Names


def make_example(vocab: Vocab, gold: Gold, hidden: Sequence[int] = ()) -> Example:
    """Return one example; the words at the indices `hidden` are shown to the network as unknown."""
    words = [normal_form(word) for word in gold.words]
    predicted = Doc(vocab, words=words, sent_starts=[index == 0 for index in range(len(words))])
    for index in hidden:
        predicted[index].norm_ = UNKNOWN
    reference = Doc(
        vocab, words=words, tags=list(gold.tags), heads=list(gold.heads), deps=list(gold.deps)
    )
    return Example(predicted, reference)


def word_counts(sentences: Sequence[Gold]) -> Counter[str]:
    """Count the lower-cased normal forms of the training words."""
    return Counter(normal_form(word).lower() for gold in sentences for word in gold.words)


class Batches:
    """Endless shuffled batches of about `size` words, each sentence varied anew at every visit."""

    def __init__(
        self,
        vocab: Vocab,
        sentences: Sequence[Gold],
        counts: Counter[str],
        names: Names,
        rng: random.Random,
        favoured: tuple[tuple[str, ...], float] = ((), 0.0),
    ) -> None:
        self.vocab = vocab
        self.sentences = sentences
        self.counts = counts
        self.names = names
        self.rng = rng
        self.favoured = favoured

    def __call__(self, size: int) -> Iterator[list[Example]]:
        """Yield batches of about `size` words for ever."""
        batch: list[Example] = []
        words = 0
        while True:
            order = self._order()
            for index in order:
                gold = varied(self.sentences[index], self.names, self.rng)
                batch.append(make_example(self.vocab, gold, self._hidden(gold)))
                words += len(gold.words)
                if words >= size:
                    yield batch
                    batch, words = [], 0

    def _order(self) -> list[int]:
        """Return the sentences' indices in random order, favoured documents at times twice."""
        prefixes, share = self.favoured
        order = list(range(len(self.sentences)))
        order += (
            [
                i
                for i in order
                if self.sentences[i].document.startswith(prefixes) and self.rng.random() < share
            ]
            if prefixes
            else []
        )
        self.rng.shuffle(order)
        return order

    def _hidden(self, gold: Gold) -> list[int]:
        """Draw the words to hide, the rarer the likelier, so that unknown words are learnt."""
        return [
            index
            for index, word in enumerate(gold.words)
            if self.rng.random()
            < 0.4 / (0.4 + self.counts.get(normal_form(word).lower(), 0) ** 1.2)
        ]
