"""The lemma of a verb, also where a small pipeline makes "emitt" of "emitted"."""

from __future__ import annotations

import re

from spacy.tokens import Token

from toolkit.extract import syntax
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
    r"""(?:
    [cvuz] | e                                  # reduc-ed, mov-ed, argu-ed, seiz-ed, agre-ed
  | [dr]g | [aeiou]g | (?:ch|arr?|\br)ang         # judg-ed, manag-ed, chang-ed
  | [bcdfgkpt]l | [^aeio]ul | [^aeo]il | [^aeio]ol # handl-ed, rul-ed, compil-ed, consol-ed
  | [^aeo]at | creat | [^aeio]ut                   # locat-ed, creat-ed, pollut-ed
  | (?:inv|un|ign|exc|inc|rec)it | (?:dev|prom|den|qu)ot | (?:compl|del|comp)et
  | [^aeo][aiu]d | (?:pl|r)od                      # decid-ed, invad-ed, includ-ed, explod-ed
  | (?<![aeiou])[aeiou][ks] | [aeiou]{2}s | [nrlp]s # provok-ed, refus-ed, rais-ed, licens-ed
  | (?:[cs]o|su|na|la)m | [^aeou]in                # welcom-ed, resum-ed, nam-ed, defin-ed
  | ir | (?<!o)ur | (?:st|pl|gn)or | (?:p|cl|sh)ar | (?:adh|interf|persev)er
  | \b[bhptw]ast | (?:esc|sh|scr)ap | rib                         # escap-ed, describ-ed
    )$""",
    re.VERBOSE,
)
"""Ends of a stem after which an "e" was lost; hardly any English verb ends so without it."""
ENDS_SO = frozenset(
    "focus bias gas bus panic mimic sync traffic quiz waltz blitz format combat chat pat bat squat"
    " stir whir blur murmur feel eel occur incur recur concur spur slur fur trek".split()
)


def verb_lemma(verb: Token) -> str:
    """The verb's lemma: by the list of verbs where it knows the form, else by the pipeline.

    A form that two verbs share ("found", "fell") is the pipeline's to tell.
    """
    lemma = verb.lemma_.lower()
    if verb.lower_ == lemma == "left" and syntax.child(verb, syntax.SUBJECT) is not None:
        return "leave"  # with a subject it is no side
    known = VERB_FORMS.get(verb.lower_)
    if known is not None and verb.lower_ not in AMBIGUOUS_FORMS:
        return known
    regular = _regular(verb.lower_)
    if regular is None or (lemma == verb.lower_ and verb.tag_ not in ("VBD", "VBN", "VBG")):
        return lemma
    doubtful = IN_DOUBT.search(regular) is not None and lemma == f"{regular}e"
    return lemma if doubtful else regular


IN_DOUBT = re.compile(r"[aeiou][bdmnprst]$")
"""Ends of a stem after which only the pipeline can tell whether an "e" was lost."""


def is_past_form(word: str) -> bool:
    """Whether a word in lower case is the past form of a listed verb, and not its lemma."""
    return word in VERB_FORMS and VERB_FORMS[word] != word and not word.endswith(("s", "ing"))


SHORT = re.compile(r"[^aeiouy]*[aeiou][bcdfgjklmnpqrstvz]$")
"""One short syllable, which doubles its consonant: "cited" is cite, "fitted" would be fit."""


def _regular(form: str) -> str | None:
    """The lemma that a regular past or -ing form has by its letters; None for another form.

    >>> [_regular(form) for form in ("dumped", "handled", "planned", "cited", "tried", "adding")]
    ['dump', 'handle', 'plan', 'cite', 'try', 'add']
    """
    if form.endswith("ied") and len(form) > SHORTEST:
        return f"{form[:-3]}y"
    stem = next((form.removesuffix(end) for end in ("ed", "ing") if form.endswith(end)), None)
    if stem is None or not any(letter in "aeiouy" for letter in stem):
        return None
    if DOUBLED.search(stem) is not None and stem not in KEEPS_DOUBLE:
        return stem[:-1]
    short = SHORT.fullmatch(stem) is not None
    lacks = LACKS_E.search(stem) is not None and stem not in ENDS_SO
    return f"{stem}e" if short or lacks else stem


SHORTEST = 4
"""Letters of "died" and "tied", which are listed."""
