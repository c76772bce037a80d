"""The shape of the network: shared token vectors, a tagger and a parser, as a spaCy pipeline.

Training and loading build the same pipeline from the same `Shape`, so that a change here cannot
leave the two apart. Nothing in it needs a configuration file or a registered factory of our own.
"""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps, set_current_ops

from detente.parse.vocabulary import make_vocabulary


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network; `rows` are those of the tables NORM, PREFIX, SUFFIX, SHAPE."""

    width: int = 128
    depth: int = 4
    window: int = 1
    hidden: int = 64
    rows: tuple[int, int, int, int] = (8000, 2000, 3000, 500)

    def to_dict(self) -> dict[str, Any]:
        """Return the sizes as plain JSON values."""
        return asdict(self)


def use_fast_products() -> None:
    """Let thinc multiply matrices with NumPy's OpenBLAS: 3 times the speed of its own BLIS."""
    set_current_ops(NumpyOps(use_blis=False))


class NoTokenizer:
    """Stands in spaCy's tokenizer slot: our documents are made from words cut beforehand."""

    def __init__(self, nlp: Language) -> None:
        self.vocab = nlp.vocab

    def __call__(self, text: str) -> Doc:
        """Cut at white space."""
        return Doc(self.vocab, words=text.split())

    def to_disk(self, _path: object, **_: object) -> None:
        """Nothing to write."""

    def from_disk(self, _path: object, **_: object) -> "NoTokenizer":
        """Nothing to read."""
        return self


def build(shape: Shape, known: Collection[str]) -> Language:
    """Return the untrained pipeline tok2vec, tagger, parser over a vocabulary of `known` words."""
    use_fast_products()
    nlp = Language(vocab=make_vocabulary(known), create_tokenizer=NoTokenizer)
    nlp.add_pipe(
        "tok2vec",
        config={
            "model": {
                "@architectures": "spacy.Tok2Vec.v2",
                "embed": {
                    "@architectures": "spacy.MultiHashEmbed.v2",
                    "width": shape.width,
                    "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
                    "rows": list(shape.rows),
                    "include_static_vectors": False,
                },
                "encode": {
                    "@architectures": "spacy.MaxoutWindowEncoder.v2",
                    "width": shape.width,
                    "depth": shape.depth,
                    "window_size": shape.window,
                    "maxout_pieces": 3,
                },
            }
        },
    )
    listener = {
        "@architectures": "spacy.Tok2VecListener.v1",
        "width": shape.width,
        "upstream": "tok2vec",
    }
    nlp.add_pipe(
        "tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}}
    )
    nlp.add_pipe(
        "parser",
        config={
            "min_action_freq": 20,
            "model": {
                "@architectures": "spacy.TransitionBasedParser.v2",
                "state_type": "parser",
                "extra_state_tokens": False,
                "hidden_width": shape.hidden,
                "maxout_pieces": 2,
                "use_upper": True,
                "tok2vec": listener,
            },
        },
    )
    return nlp
