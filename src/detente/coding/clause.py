"""A dependency tree as clauses: who is the subject, the object, the noun after a preposition.

The understood arguments of English are filled in here once, for every frame: conjoined verbs share
subjects, controlled verbs take them from the verb above, relative clauses and participles from the
noun that they describe.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from detente.knowledge.tables import word_class
from detente.model.text import Tree

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
CLAUSAL = frozenset({"xcomp", "ccomp", "advcl", "acl", "acl:relcl", "advcl:relcl", "parataxis"})
SUBJECT_CONTROL = frozenset({"promise", "vow", "pledge", "threaten", "swear"})
"""Verbs whose object, if any, is not the one who shall act ("promised the rebels to withdraw")."""
MAX_CHAIN = 12
"""How many verbs up an understood subject is looked for; keeps hostile sentences linear."""


@dataclass(frozen=True)
class Clauses:
    """A tree with its children by head, and the grammatical slots of its verbs and nouns."""

    tree: Tree

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each token, the tokens that hang on it, in text order."""
        below: list[list[int]] = [[] for _ in self.tree.words]
        for token, head in enumerate(self.tree.heads):
            if head != token:
                below[head].append(token)
        return tuple(tuple(tokens) for tokens in below)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Its words and lemmas in lower case, with and without a final s."""
        said = {word.lower() for word in (*self.tree.words, *self.tree.lemmas)}
        return frozenset(said.union([word.removesuffix("s") for word in said]))

    def dependents(self, head: int, *deps: str) -> list[int]:
        """The direct dependents of `head` that bear one of the relations `deps`."""
        below = self.children[head]
        if not below:
            return []
        relations = self.tree.deps
        return [token for token in below if relations[token] in deps]

    def governor(self, token: int) -> int | None:
        """The head of a token; None for the root."""
        head = self.tree.heads[token]
        return None if head == token else head

    def subtree(self, head: int) -> Iterator[int]:
        """All tokens below and including `head`."""
        stack = [head]
        while stack:
            token = stack.pop()
            yield token
            stack.extend(self.children[token])

    def ancestors(self, token: int) -> Iterator[int]:
        """The heads above a token, nearest first."""
        above = self.governor(token)
        while above is not None:
            yield above
            above = self.governor(above)

    # Conjunction ------------------------------------------------------------------------------

    def with_conjuncts(self, token: int) -> list[int]:
        """A noun and those that are conjoined to it ("X, Y and Z")."""
        found = [token]
        for member in found:
            found.extend(
                child
                for child in self.dependents(member, "conj")
                if self.tree.pos[child] in NOMINAL | {"ADJ"} and child not in found
            )
        return sorted(found)

    def first_conjunct(self, token: int) -> int:
        """The verb that a conjoined verb hangs on; the token itself when it is the first."""
        while self.tree.deps[token] == "conj":
            token = self.tree.heads[token]
        return token

    # Voice ------------------------------------------------------------------------------------

    def is_passive(self, verb: int) -> bool:
        """Whether a verb is passive: "was shelled", or a reduced clause ("villages shelled by")."""
        if self.dependents(verb, "nsubj:pass", "aux:pass", "csubj:pass"):
            return True
        if self.tree.tags[verb] != "VBN" or self.dependents(verb, "nsubj", "aux", "obj"):
            return False
        if self.tree.deps[verb] == "conj":
            return self.is_passive(self.tree.heads[verb])
        return self.tree.deps[verb] in {"acl", "advcl", "root", "amod"}

    # Subjects ---------------------------------------------------------------------------------

    def subject(self, verb: int) -> int | None:
        """Who does what the verb says, also when understood; of a passive, who suffers it."""
        for _ in range(MAX_CHAIN):
            own = self.dependents(verb, "nsubj", "nsubj:pass", "nsubj:outer")
            if own:
                return self._antecedent(verb, own[0])
            step = self._understood(verb)
            if step is None or step[1]:
                return step[0] if step else None
            verb = step[0]
        return None

    def _understood(self, verb: int) -> tuple[int, bool] | None:
        """Where an unspoken subject comes from: (token, whether it is the subject itself)."""
        dep, head = self.tree.deps[verb], self.tree.heads[verb]
        if head == verb:
            return None
        if dep == "conj":
            return (head, False) if self.tree.pos[head] in {"VERB", "AUX", "ADJ"} else None
        if dep == "xcomp":
            controller = self._controller(head)
            return (head, False) if controller is None else (controller, True)
        blamed = self._controller(head) if dep == "advcl" and self._is_charge(verb) else None
        if blamed is not None:
            return blamed, True
        if dep in {"advcl", "ccomp", "acl:relcl"}:
            return head, dep == "acl:relcl"
        return self._subject_of_reduced(verb, head) if dep in {"acl", "amod"} else None

    def _is_charge(self, verb: int) -> bool:
        """Whether a clause tells what the object above did: "accused them of torturing …"."""
        marks = {self.tree.words[mark].lower() for mark in self.dependents(verb, "mark")}
        return self.tree.tags[verb] == "VBG" and bool(marks & {"of", "for"})

    def _controller(self, head: int) -> int | None:
        """The object that shall act ("urged rebels to leave"), or None for the subject above."""
        if self.tree.lemmas[head] in SUBJECT_CONTROL:
            return None
        objects = self.dependents(head, "iobj", "obj")
        if objects:
            return objects[0]
        called = [
            token
            for token in self.dependents(head, "obl")
            if self.preposition(token) in {"on", "upon", "for"} and self.tree.lemmas[head] == "call"
        ]
        return called[0] if called else None

    def _subject_of_reduced(self, verb: int, noun: int) -> tuple[int, bool] | None:
        if self.tree.tags[verb] == "VBG":
            return noun, True
        if self.tree.tags[verb] == "VBN":
            return noun, True
        # "the campaign to defeat X", "plans to attack": the owner of the noun is the one who acts.
        owner = self.dependents(noun, "nmod:poss")
        if owner:
            return owner[0], True
        above = self.governor(noun)
        if above is not None and self.tree.pos[above] == "VERB":
            return above, False
        return None

    def _antecedent(self, verb: int, token: int) -> int:
        """The noun that a relative pronoun stands for; other tokens stand for themselves."""
        if self.tree.words[token].lower() in RELATIVE and self.tree.deps[verb] == "acl:relcl":
            return self.tree.heads[verb]
        clause = self.first_conjunct(verb)
        if self.tree.words[token].lower() in RELATIVE and self.tree.deps[clause] == "acl:relcl":
            return self.tree.heads[clause]
        return token

    # Objects ----------------------------------------------------------------------------------

    def direct_object(self, verb: int) -> int | None:
        """The object of an active verb, also shared by conjuncts or relativised."""
        own = self.dependents(verb, "obj") or self.dependents(verb, "iobj")
        if own:
            # A date before the verb is no object, whatever a parser makes of it.
            after = [token for token in own if token > verb]
            return self._antecedent(verb, (after or own)[0])
        if self.tree.deps[verb] == "acl:relcl" and self._lacks_object(verb):
            return self.tree.heads[verb]
        return self._shared_object(verb)

    def _lacks_object(self, verb: int) -> bool:
        """Whether a relative clause has a subject of its own and so relativises the object."""
        own = self.dependents(verb, "nsubj")
        return bool(own) and self.tree.words[own[0]].lower() not in RELATIVE

    def _shared_object(self, verb: int) -> int | None:
        """In "attacked and killed three soldiers" the object hangs on one of the two verbs."""
        later = [token for token in self.dependents(verb, "conj") if self.tree.pos[token] == "VERB"]
        if later and not self.dependents(verb, "obl", "xcomp", "ccomp", "advmod"):
            found = self.dependents(later[0], "obj")
            between = range(verb + 1, later[0])
            if found and all(self.tree.pos[t] in {"CCONJ", "PUNCT", "ADV"} for t in between):
                return found[0]
        if self.tree.deps[verb] == "conj":
            first = self.tree.heads[verb]
            found = self.dependents(first, "obj")
            last = max((t for t in self.children[verb]), default=verb)
            if found and found[0] > last:
                return found[0]
        return None

    def measured(self, noun: int) -> int:
        """What a noun of measure counts: "strikes" of "a series of strikes"; else the noun."""
        lemma = self.tree.lemmas[noun].lower()
        if lemma in word_class("measure") or lemma.removesuffix("s") in word_class("measure"):
            counted = self.after(noun, "of")
            if counted:
                return counted[0]
        return noun

    # Prepositions -----------------------------------------------------------------------------

    def preposition(self, noun: int) -> str | None:
        """The preposition of a noun phrase, its words joined by a blank ("on behalf of")."""
        return self._prepositions.get(noun)

    @cached_property
    def _prepositions(self) -> dict[int, str]:
        """The first preposition of each noun that has one."""
        tree = self.tree
        found: dict[int, str] = {}
        for token, dep in enumerate(tree.deps):
            noun = tree.heads[token]
            if dep != "case" or noun == token or noun in found or tree.tags[token] == "POS":
                continue
            parts = sorted([token, *self.dependents(token, "fixed")])
            found[noun] = " ".join([tree.words[part].lower() for part in parts])
        return found

    def after(self, head: int, preposition: str) -> list[int]:
        """Nouns that hang on `head` by a preposition: "X" in "strikes on X"."""
        found = []
        for token in self.children[head]:
            if not self.tree.deps[token].startswith(("obl", "nmod")):
                continue
            said = self.preposition(token)
            if said == preposition or (said is not None and said.split()[0] == preposition):
                found.append(self._antecedent_of_oblique(token))
        return found

    def _antecedent_of_oblique(self, token: int) -> int:
        """In "the village on which they fired" the relative pronoun stands for the village."""
        if self.tree.words[token].lower() in RELATIVE:
            clause = self.governor(token)
            if clause is not None and self.tree.deps[clause] == "acl:relcl":
                return self.tree.heads[clause]
        return token
