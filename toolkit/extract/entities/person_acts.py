"""Tell a person by what the sentence says they do, or what is done to them.

"Vasker Tolum resigned", "they arrested Vasker Tolum", "Vasker Tolum's wife" have a person; towns
and bodies hardly resign, are arrested or have a wife.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from toolkit.extract import syntax
from toolkit.extract.entities.gazetteer import bare
from toolkit.extract.entities.name_contexts import speaks
from toolkit.extract.entities.person_contexts import KIN

DOES = frozenset(
    "abdicate admit apologize apologise arrive attend believe cry die dream drink drive eat "
    "explain feel flee graduate grow hope know laugh lead live love marry nod play plead "
    "preside pray recall remember resign retire score serve sign sing sit sleep smile speak "
    "stand study surrender swim teach testify think visit wake walk want wear weep win wonder "
    "work write".split()
)
"""Verbs whose subject is a person rather than a town: bodies, too, do some of these."""

DONE_TO = frozenset(
    "abduct acquit appoint arrest assassinate behead bury charge convict deport detain elect "
    "extradite fire hire hospitalize imprison indict interview jail kidnap marry meet murder name "
    "nominate question sack sentence shoot stab succeed thank".split()
)
"""Verbs whose object is a person."""


def acts_as_person(parsed: Doc, first: int, last: int) -> bool:
    """Whether the name is subject or object of what only persons do or suffer."""
    if speaks(parsed, last - 1) or _has_kin(parsed, last):
        return True
    root = _root(parsed, first, last)
    verb = root.head
    if verb.i == root.i or not syntax.is_verb(verb):
        return False
    lemma = verb.lemma_.lower()
    if root.dep_ in ("nsubj:pass", "nsubjpass"):
        return lemma in DONE_TO
    if root.dep_ in syntax.SUBJECT:
        return lemma in DOES
    return root.dep_ in syntax.OBJECT and lemma in DONE_TO


def _has_kin(parsed: Doc, last: int) -> bool:
    """As in "Vasker Tolum's wife"."""
    owns = last + 1 < len(parsed) and parsed[last].text in ("'s", "’s")
    return owns and bare(parsed[last + 1].text) in KIN


def _root(parsed: Doc, first: int, last: int) -> Token:
    for token in parsed[first:last]:
        if not first <= token.head.i < last or token.head.i == token.i:
            return token
    return parsed[last - 1]
