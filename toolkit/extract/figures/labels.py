"""Numbers that name instead of counting: "article 5", "F-16", "the Group of 20", ".22 rifle"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.extract.lexicon import read_rows

_ROWS = read_rows("numbered_things")
LABELS = frozenset(row["word"] for row in _ROWS if not row["alone"])
"""Nouns that a number after them names rather than counts: "article 5", "page 12"."""
ALONE_LABELS = frozenset(row["word"] for row in _ROWS if row["alone"] == "yes")
"""Nouns that it names only where nothing follows that it could count: "court 3"."""
COLON_LABELS = frozenset(row["word"] for row in _ROWS if row["alone"] == "colon")
"""Nouns that it names only before a colon or the end of a line: "Situation report 5: the lake"."""

SMALL_NUMBERS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty"
)
BODIES = (
    "Group|Gang|Committee|Council|Commission|Club|House|Circle|Party|Forum|League|Coalition|Class"
    "|Generation"
)
SPELLED = (
    "chapter|act|part|phase|volume|section|article|paragraph|annex|clause|rule|lesson|stage|step"
    "|level|day|tier|category|class|grade|group|room|table|page"
)
CALIBRES = (
    "cal\\b|calib|rifle|pistol|handgun|revolver|Magnum|Colt|round|bullet|cartridge|shell|gauge"
)
NAMED = re.compile(
    rf"""
    \b(?:{BODIES})\ of\ (?:\d{{1,4}}|(?i:{SMALL_NUMBERS}))\b(?!\ [a-z]+s\b)   # the Group of 20
  | (?<=\([A-Z]\ )\d{{1,4}}(?=\))                                            # HMS Tern (L 12)
  | (?<=[A-Z]\d)\+\d{{1,2}}\b                                                # the P5+1
  | (?<![\d.])\.\d{{2,3}}(?=[\ -](?:{CALIBRES}))                             # a .22 rifle
  | \b(?i:{SPELLED})\ (?i:{SMALL_NUMBERS})\b(?!\ \w+s\b)                     # chapter three
  | \b(?:[A-Z]{{2}}|[A-Z]\d)\ \d{{2,4}}\b(?=\ (?:to|from|was|is|had)\b|[.,;]|$) # flight BA 117
    """,
    re.VERBOSE | re.MULTILINE,
)
TO_BEFORE = re.compile(r"\w-to-$")
ALONE = re.compile(
    r"\d[\d.]*(?=[.,:;)?!]|\s*$|\s+(?:and|of|in|on|at|for|from|by|to|was|is|has|had|says?|said|which)\b)",
    re.MULTILINE,
)
COLON = re.compile(r"\d+(?::|[ ]*$)", re.MULTILINE)
LETTER_BEFORE = re.compile(r"(?:[^\W\d_]|[^\W\d_][-‐‑–'’])$")
SCALED_BEFORE = re.compile(r"\d(?:k|K|m|M|bn|b|B|mn|tn|km|kg|cm|mm|g)[-–]$")
LABEL_BEFORE = re.compile(r"(?<!\w)([A-Za-z]+)(\.?)[ \u00a0]$")
JOINED_LABEL = re.compile(
    r"(?<!\w)([A-Za-z]+)(\.?)[ \u00a0]"
    r"(?:\(?\d[\w.]*\)?(?:,[ ]|[ ]?[-–][ ]?|[ ](?:and|or|to)[ ]))+$"
)
ABBREVIATED = frozenset("apt art ch ext fig no nos p para pp prop ref sec ste tel vol cal".split())
"""Labels that a full stop may stand behind: "No. 12", not "closed for the day. 12 boats left"."""
PREFIXES = frozenset({"non", "sub", "over", "under", "pre", "post", "plus", "mid"})


def find_named(text: str) -> Iterator[re.Match[str]]:
    """Find the numbers whose own words show that they are names or parts of names."""
    return NAMED.finditer(text)


def label_reason(text: str, start: int) -> str | None:
    """Whether the characters before a number make it part of a name or a label.

    "F-16", "COVID-19", "M4", "article 5", "pages 12 and 13"; not "mid-30s", "US$5", "non-42".
    """
    before = text[max(0, start - 40) : start]
    if SCALED_BEFORE.search(before) is not None:
        return None
    if TO_BEFORE.search(before) is not None:
        return None  # "5-to-10 boats"
    if LETTER_BEFORE.search(before) is not None:
        prefix = re.search(r"([^\W\d_]+)[-‐‑–'’]?$", before)
        return None if prefix is not None and prefix[1].lower() in PREFIXES else "part_of_name"
    for pattern in (LABEL_BEFORE, JOINED_LABEL):
        label = pattern.search(before)
        if label is not None and _word_of(label) in LABELS:
            return "part_of_name"
    label = LABEL_BEFORE.search(before)
    word = _word_of(label) if label is not None else ""
    alone = word in ALONE_LABELS and ALONE.match(text, start) is not None
    headed = word in COLON_LABELS and COLON.match(text, start) is not None
    return "part_of_name" if alone or headed else None


def _word_of(label: re.Match[str]) -> str:
    """The label in lower case; nothing where its full stop ends the sentence before the number."""
    word = label[1].lower()
    before = LAST_WORD.search(label.string, 0, label.start(1))
    if before is not None and before[1].lower() in (POINTING | (ONE if word in TIMES else set())):
        return ""  # "this week 40 boats left"
    return "" if label[2] and word not in ABBREVIATED else word


LAST_WORD = re.compile(r"(\w+)[ ]$")
POINTING = frozenset("this that last next every each same per previous following".split())
ONE = frozenset({"a", "an", "one", "the"})
TIMES = frozenset({"day", "week", "season", "round"})
