"""Link "the 61-year-old" to the one person whose age the text prints: "Nils Dahl, 61, said".

========================================================  =============
the text                                                  whom it means
========================================================  =============
Nils Dahl, 61, left. The 61-year-old said ...             Nils Dahl
Nils Dahl (61) left. The 61-year-old captain said ...     Nils Dahl
Nils Dahl, aged 61, left. The 61-year-old said ...        Nils Dahl
Nils Dahl, 61, left. The 60-year-old said ...             open
Nils Dahl, 61, and Ola Lie, 61, left. The 61-year-old ... open
Nils Dahl, 61, left. A 61-year-old said ...               open: somebody else
========================================================  =============
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc

from toolkit.extract.entities.nominal_phrases import nominal
from toolkit.extract.entities.references import Actor, Reference, Scene

DESCRIBED = ("-", "year", "-", "old")
"""What stands between "the 61" and the noun."""


def find_by_age(
    scene: Scene, actors: list[Actor], references: list[Reference]
) -> Iterator[Reference]:
    """The references of persons by their age alone.

    Args:
        scene: The indexed parse.
        actors: The document's entities.
        references: Its names, in order.
    """
    parsed = scene.parsed
    aged: dict[str, set[int]] = defaultdict(set)
    for reference in references:
        if actors[reference.actor].type == "person":
            age = _age_behind(parsed, scene.tokens(reference.start, reference.end)[1])
            if age is not None:
                aged[age].add(reference.actor)
    for token in parsed if aged else ():
        words = tuple(word.lower_ for word in parsed[token.i + 1 : token.i + 5])
        if token.text not in aged or words != DESCRIBED or not token.i:
            continue
        last = token.i + 5
        while last < len(parsed) and parsed[last].tag_ == "NN":
            last += 1  # the 61-year-old *captain*
        named = any(word.tag_ == "NNP" for word in parsed[last : last + 1])
        definite = parsed[token.i - 1].lower_ == "the"
        if definite and len(aged[token.text]) == 1 and not named:
            [meant] = aged[token.text]
            yield nominal(scene, token.i - 1, last, last - 1, meant, "nominal_by_age")


def _age_behind(parsed: Doc, last: int) -> str | None:
    """The age right behind a name: ", 61,", "(61)", ", aged 61,"."""
    words = [token.text for token in parsed[last : last + 4]]
    if words[:1] not in ([","], ["("]):
        return None
    words = words[2:] if words[1:2] in (["aged"], ["age"]) else words[1:]
    closed = len(words) > 1 and words[1] in (",", ".", ";", ")")
    return words[0] if closed and words[0].isdigit() and len(words[0]) < 4 else None
