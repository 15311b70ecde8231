"""Give a pronoun that goes on speaking the speaker before: "The board said ... It added ...".

Only where the pronoun alone leaves it open, and where nobody else who could be meant was named
since, but in what the speaker said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from spacy.tokens import Doc

from toolkit.extract.entities import gazetteer
from toolkit.extract.entities.gazetteer import FEMALE, MALE, bare
from toolkit.extract.spans import Cast
from toolkit.extract.statements.speaking_nouns import (
    SPOKESPERSON,
    is_person_noun,
    is_person_word,
)
from toolkit.extract.syntax import SUBJECT
from toolkit.rows import Entity, Statement

GENDER = {"he": MALE, "she": FEMALE}
GENDER_OF = {
    **dict.fromkeys(("he", "him", "his"), MALE),
    **dict.fromkeys(("she", "her", "hers"), FEMALE),
}
THIRD_PERSONS = frozenset({*GENDER, "it", "they"})
BODIES = frozenset({"organization", "place"})
LABELLED = "transcript"
"""The rule of turns with a label."""

PARAGRAPH = "\n\n"


def follow_pronouns(
    rows: list[Statement], text: str, parsed: Doc, cast: Cast
) -> Iterator[Statement]:
    """Give "he", "she", "it" and "they" the speaker before, where nobody else was named since.

    Args:
        rows: A document's statements, in order of the text.
        text: Its text; spaCy would join it anew.
        parsed: Its parse.
        cast: Its entities and their mentions.

    Yields:
        The same rows, more of them with a ``speaker_id``.
    """
    told = _genders(cast)
    before: Statement | None = None
    for row in rows:
        is_pronoun = (row.speaker or "").casefold() in THIRD_PERSONS
        if row.speaker_id is None and is_pronoun and before is not None:
            known = _same_speaker(before, row, text, cast, told)
            if known is not None and not _is_other_between(before, row, parsed, cast):
                row = replace(row, speaker_id=known)
        if row.speaker_start is not None:
            before = row
        yield row


def share_labels(rows: list[Statement]) -> list[Statement]:
    """Give the turns of a transcript with the same label the same speaker: "BERG: ...".

    A name may be known in one place and not in the other, for the words that follow it.
    """
    known: dict[str | None, set[str]] = {}
    for row in rows:
        if row.rule == LABELLED and row.speaker_id is not None:
            known.setdefault(row.speaker, set()).add(row.speaker_id)
    return [
        replace(row, speaker_id=min(known[row.speaker]))
        if row.rule == LABELLED and len(known.get(row.speaker, ())) == 1
        else row
        for row in rows
    ]


def _same_speaker(
    before: Statement, row: Statement, text: str, cast: Cast, told: Mapping[str, str]
) -> str | None:
    start, end = before.speaker_start, row.speaker_start
    known, pronoun = before.speaker_id, (row.speaker or "").casefold()
    if start is not None and start == end:
        return known  # "It is late," he said. "We wait.": one "he" for both
    if known is None or start is None or end is None or start > end:
        return None
    entity = cast.entity(known)
    if text.count(PARAGRAPH, start, end) > 1 or not _may_be(before, pronoun, entity, told):
        return None
    others = {
        mention.entity_id
        for mention in cast.overlapping(start, end)
        if mention.kind == "name"
        and not before.start <= mention.start < before.end
        and _competes(cast.entity(mention.entity_id), pronoun, entity)
    }
    return known if others <= {known} else None


def _is_other_between(before: Statement, row: Statement, parsed: Doc, cast: Cast) -> bool:
    """Whether somebody without a name acts in between: "Berg left. *A clerk* stayed. She said"."""
    start = max(before.end, before.speaker_end or 0)
    end = min(row.start, row.speaker_start or 0)
    between = parsed.char_span(start, end, alignment_mode="contract") if start < end else None
    return any(
        token.dep_ in SUBJECT
        and (is_person_noun(token) or is_person_word(token))
        and cast.covering(token.idx) is None
        for token in between or ()
    )


def _may_be(before: Statement, pronoun: str, entity: Entity, told: Mapping[str, str]) -> bool:
    """Whether who spoke before may be called so: a spokeswoman is "she", and may be "they"."""
    printed = (before.speaker or "").casefold()
    if entity.type != "person" and SPOKESPERSON.search(printed) is not None:
        return pronoun != "it"
    if pronoun == "it":
        return entity.type in BODIES and not printed.endswith("s")
    if pronoun == "they" or entity.type != "person":
        return printed == pronoun and entity.type in BODIES | {"group"}
    gender = _gender(entity, told)
    return gender is None or gender == GENDER[pronoun]


def _competes(other: Entity, pronoun: str, entity: Entity) -> bool:
    """Whether the pronoun could mean this one, too."""
    if pronoun in GENDER or entity.type == "person":
        return other.type == "person"
    return other.type in BODIES | {"group"}


def _genders(cast: Cast) -> dict[str, str]:
    """The gender of each entity that the text calls "he" or "she"."""
    return {
        mention.entity_id: GENDER_OF[word]
        for mention in cast.mentions
        if mention.kind == "pronoun" and (word := mention.text.casefold()) in GENDER_OF
    }


def _gender(entity: Entity, told: Mapping[str, str]) -> str | None:
    """What the text or a given name tells of a person's gender."""
    given = bare(entity.name.split()[0])
    return told.get(entity.entity_id) or gazetteer.given_name_gender(given)
