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

import re
from collections import defaultdict
from collections.abc import Iterator

from toolkit.extract.entities.nominal_phrases import nominal
from toolkit.extract.entities.references import Actor, Reference, Scene

PRINTED = re.compile(r"(?:, (?:aged |age )?| \()(\d{1,3})(?=[,.);])")
"""An age right behind a name."""

DESCRIBED = re.compile(r"\bthe (\d{1,3})-year-old\b", re.IGNORECASE)
LONGEST_AGE = 12
"""Code points of an age behind a name."""


def find_by_age(
    scene: Scene, actors: list[Actor], references: list[Reference]
) -> Iterator[Reference]:
    """The references of persons by their age alone.

    Args:
        scene: The indexed parse.
        actors: The document's entities.
        references: Its names, in order.
    """
    text = scene.parsed.text
    aged: dict[str, set[int]] = defaultdict(set)
    for reference in references:
        if actors[reference.actor].type == "person":
            printed = PRINTED.match(text, reference.end, reference.end + LONGEST_AGE)
            if printed is not None:
                aged[printed[1]].add(reference.actor)
    for described in DESCRIBED.finditer(text) if aged else ():
        meant = aged.get(described[1], set())
        first, last = scene.tokens(*described.span())
        while last < len(scene.parsed) and scene.parsed[last].tag_ == "NN":
            last += 1  # the 61-year-old *captain*
        named = any(token.tag_ == "NNP" for token in scene.parsed[last : last + 1])
        if len(meant) == 1 and not named:
            yield nominal(scene, first, last, last - 1, min(meant), "nominal_by_age")
