"""Every form a verb or a noun of a word list can be printed in, so that no lemmatizer is needed.

Small pipelines lemmatize "cited" to "cit"; the forms of a known word are few and can be listed.
"""

from __future__ import annotations

VOWELS = "aeiou"
IRREGULAR = {
    "say": ("says", "said", "saying"),
    "tell": ("tells", "told", "telling"),
    "write": ("writes", "wrote", "written", "writing"),
    "speak": ("speaks", "spoke", "spoken", "speaking"),
    "make": ("makes", "made", "making"),
    "go": ("goes", "went", "gone", "going"),
    "begin": ("begins", "began", "begun", "beginning"),
    "swear": ("swears", "swore", "sworn", "swearing"),
    "undertake": ("undertakes", "undertook", "undertaken", "undertaking"),
    "sing": ("sings", "sang", "sung", "singing"),
    "read": ("reads", "read", "reading"),
    "set": ("sets", "set", "setting"),
    "spell": ("spells", "spelled", "spelt", "spelling"),
    "lay": ("lays", "laid", "laying"),
    "put": ("puts", "put", "putting"),
    "draw": ("draws", "drew", "drawn", "drawing"),
    "pay": ("pays", "paid", "paying"),
    "take": ("takes", "took", "taken", "taking"),
    "cast": ("casts", "cast", "casting"),
    "hit": ("hits", "hit", "hitting"),
    "bid": ("bids", "bid", "bade", "bidden", "bidding"),
    "find": ("finds", "found", "finding"),
    "forecast": ("forecasts", "forecast", "forecasted", "forecasting"),
}


def list_forms(lemma: str) -> frozenset[str]:
    """The forms of an English word in lower case, the lemma included.

    Some of them may not exist ("visitted"): nobody prints those.

    >>> sorted(list_forms("deny"))
    ['denied', 'denies', 'deny', 'denying']
    """
    if lemma in IRREGULAR:
        return frozenset({lemma, *IRREGULAR[lemma]})
    forms = {lemma}
    if lemma.endswith("y") and lemma[-2] not in VOWELS:
        return frozenset({lemma, f"{lemma[:-1]}ies", f"{lemma[:-1]}ied", f"{lemma}ing"})
    if lemma.endswith("e"):
        return frozenset({lemma, f"{lemma}s", f"{lemma}d", f"{lemma[:-1]}ing"})
    plural = f"{lemma}es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else f"{lemma}s"
    forms |= {plural, f"{lemma}ed", f"{lemma}ing"}
    if lemma[-1] not in "aeiouwxy" and lemma[-2] in VOWELS and lemma[-3:-2] not in VOWELS:
        forms |= {f"{lemma}{lemma[-1]}ed", f"{lemma}{lemma[-1]}ing"}
    return frozenset(forms)
