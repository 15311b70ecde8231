"""The lemma of a verb, also where a small pipeline makes "emitt" of "emitted"."""

from __future__ import annotations

import re

from spacy.tokens import Token

from toolkit.extract.lexicon import read_rows
from toolkit.extract.statements.inflections import list_forms

VERB_FORMS = {
    form: row["lemma"] for row in read_rows("event_verbs") for form in list_forms(row["lemma"])
} | {row["form"]: row["lemma"] for row in read_rows("irregular_verbs")}

AMBIGUOUS_FORMS = frozenset({"found", "founded", "lay", "left", "leaves", "saw", "fell"})
"""Forms that two verbs share are the pipeline's to tell."""

DOUBLED = re.compile(
    r"(?:([bdgmnprt])\1|(?:trav|canc|lab|mod|lev|pan|comp|exp|prop|exc|reb|quarr|chann|tunn|fu)ell"
    r"|(?:sign|tot|equ|riv)all|(?:contr|patr)oll)$"
)
KEEPS_DOUBLE = frozenset("add err purr ebb butt putt inn".split())
LACKS_E = re.compile(
    r"(?:[cvuz]|[dr]g|[bcdfgklpt]l|[^aeou]at|(?<![aeiou])[aeiou]k|(?<![aeiou])[aeiou]s|[iu]r)$"
)
"""Ends that no English verb has, or hardly any: an "e" was lost."""
ENDS_SO = frozenset(
    "focus bias gas bus panic mimic sync traffic quiz waltz blitz format combat chat pat bat squat"
    " stir blur occur incur recur concur spur slur fur trek".split()
)


def verb_lemma(verb: Token) -> str:
    """The verb's lemma: by the list of verbs where it knows the form, else by the pipeline.

    A form that two verbs share ("found", "fell") is the pipeline's to tell.
    """
    lemma = verb.lemma_.lower()
    known = VERB_FORMS.get(verb.lower_)
    if known is not None and verb.lower_ not in AMBIGUOUS_FORMS:
        return known
    regular = verb.lower_.endswith(("ed", "ing")) and lemma != verb.lower_
    return _whole(lemma) if regular else lemma


def is_past_form(word: str) -> bool:
    """Whether a word in lower case is the past form of a listed verb, and not its lemma."""
    return word in VERB_FORMS and VERB_FORMS[word] != word and not word.endswith(("s", "ing"))


def _whole(lemma: str) -> str:
    """Undo what a small pipeline's lemmatizer does to regular verbs that it has not seen."""
    if DOUBLED.search(lemma) is not None and lemma not in KEEPS_DOUBLE:
        return lemma[:-1]
    if LACKS_E.search(lemma) is not None and lemma not in ENDS_SO:
        return f"{lemma}e"
    return lemma
