"""Let the members of a list tell each other's type: "Oslo, Bergen and Wexam".

A list is names with nothing but commas and one "and" or "or" between them. What lists and heads
tell of all members that they know goes for those of which there is only a guess: for the unknown
where two are joined, against a name finder's guess where three are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.gazetteer import fold
from toolkit.extract.entities.pieces import Piece, text_of
from toolkit.extract.entities.verdicts import ORGANIZATION, PERSON, PLACE, Verdict
from toolkit.extract.entities.word_lists import is_common_word
from toolkit.extract.spans import Span

WEIGHT = 2
"""How much it weighs what the other members of a list are."""

GUESSES = frozenset({"name_finder", "name_by_context", "name_by_person_shape"})
"""Rules of names of one word that a list outweighs."""

Judged = tuple[Piece, Span, Verdict | None]


def vote_for_lists(parsed: Doc, judged: Sequence[Judged], votes: dict[str, Counter[str]]) -> None:
    """Add what the members of each list tell of each other to the votes."""
    for members in _lists(parsed, judged):
        sure = {verdict.type for _, _, verdict in members if verdict and _is_sure(verdict)}
        if len(sure) != 1 or not sure <= {PERSON, PLACE, ORGANIZATION}:
            continue
        [kind] = sure
        for piece, _, verdict in members:
            text = text_of(parsed, piece)
            known = gazetteer.is_place(text) or gazetteer.is_nationality(text)
            known = known or is_common_word(text)
            if piece.last < len(parsed) and parsed[piece.last].lower_ in ("v", "v.", "vs", "vs."):
                continue  # the case of Holm v. Brim
            open_to = verdict is None or (len(members) > 2 and not _is_sure(verdict))
            if open_to and not known and not text.isupper():
                votes[fold(text)][kind] += WEIGHT


def _is_sure(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict.rule not in GUESSES


def _lists(parsed: Doc, judged: Sequence[Judged]) -> Iterator[list[Judged]]:
    members: list[Judged] = []
    joined = False
    for member in judged:
        if members:
            between = parsed[members[-1][0].last : member[0].first].text
            if between in ("and", "or", ", and", ", or", "&"):
                members.append(member)
                joined = True
                continue
            if between == "," and not joined:
                members.append(member)
                continue
            if joined:
                yield members
        members, joined = [member], False
    if joined:
        yield members
